"""Everything that is said of zones against the slow reading, on random worlds with hostile ids."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.births import ties_born
from netmap.boundary_zones.losses import zone_losses
from netmap.boundary_zones.zone_table import zones
from netmap.learning.over_time import reach_over_time
from netmap.tie_kinds.policy import TiePolicy
from tests.boundary_zones.slow_zones import SlowZones
from tests.learning.slow_paths import end_of_data
from tests.random_worlds import LEVELS, Rows, random_rows
from tests.slices import first
from tests.worlds import study_of

WORLDS = 60
LEAST = {"some lost": 60, "all lost": 20, "none lost": 60, "neither": 30, "sideways": 8, "undefined": 30}


def plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def busier(rng: Random, rows: Rows) -> Rows:
    """The world with more sittings, and contacts marked with zones, so that more depends on them."""
    start = min(row["date"] for row in [*rows.get("meetings", []), *rows["contacts"]])[:7]
    first = dt.date.fromisoformat(f"{start}-01")
    people = [row["practitioner"] for row in rows["practitioners"]]
    for number in range(14):
        day = (first + dt.timedelta(rng.randrange(320))).isoformat()
        zone = rng.choice([row["zone"] for row in rows["zones"]])
        one, other = rng.sample(people, 2)
        talk = {"contact": f"more {number}", "date": day, "source": one, "target": other}
        talk["direction"] = rng.choice(("mutual", "directed"))
        rows["contacts"].append(talk | ({"zone": zone} if number % 3 else {}))
        if number % 2:
            meeting = f"more {number}"
            rows.setdefault("meetings", []).append({"meeting": meeting, "date": day, "zone": zone})
            there = [{"meeting": meeting, "practitioner": who} for who in rng.sample(people, 3)]
            rows.setdefault("attendance", []).extend(there)
    return rows


def a_world(
    seed: int, lengths: tuple[int, ...] = (40, 70, 100)
) -> tuple[netmap.Study, SlowZones, dict[str, Any]]:
    rng = Random(seed)
    rows = busier(rng, random_rows(rng, dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(400))))
    start = dt.date.fromisoformat(min(row["date"] for row in rows["contacts"][-14:]))
    start += dt.timedelta(rng.randrange(60))
    window = {"start": start, "end": start + dt.timedelta(rng.choice(lengths))}
    rule = {"same_day": rng.random() < 0.4, "max_wait": rng.choice((None, None, None, 10, 40))}
    horizon, unclear = rng.choice((60, 120, 180)), rng.random() < 0.3
    last = end_of_data(rows)
    assert last is not None
    slow = SlowZones(rows, **window, data_end=last, horizon=horizon, **rule, count_unclear=unclear)
    policy = TiePolicy(count_unclear=unclear)
    return study_of(rows), slow, {**window, "horizon": horizon, **rule, "policy": policy}


@pytest.mark.parametrize("chunk", first(1, range(4)))
def test_losses_are_those_of_worlds_without_the_zone(chunk: int) -> None:
    counted: Counter[str] = Counter()
    for seed in range(WORLDS // 4 * chunk, WORLDS // 4 * (chunk + 1)):
        study, slow, question = a_world(seed)
        counted.update(check_losses(zone_losses(study, **question), slow))
    assert {kind: counted[kind] for kind, least in LEAST.items() if counted[kind] < least / 4} == {}


def check_losses(found: pd.DataFrame, slow: SlowZones) -> Counter[str]:
    counted: Counter[str] = Counter()
    ends = [(level, None) for level in LEVELS]
    ends += [(level, other) for level in LEVELS for other in LEVELS if other != level]
    truth = {end: slow.reach(*end) for end in ends}
    names = [row["zone"] for row in slow.table("zones")]
    asked = [(zone, *end) for zone in names for end in ends]
    said = found[["zone", "from_level", "to_level"]].itertuples(index=False)
    assert [(zone, level, plain(other)) for zone, level, other in said] == asked
    for (zone, *end), row in zip(asked, found.itertuples(), strict=True):
        full, left = truth[end[0], end[1]][None], truth[end[0], end[1]][zone]
        if full is None or left is None:
            assert pd.isna([row.reach, row.reach_without, row.lost]).all()
            assert (row.months, row.n) == (0, 0)
            counted["undefined"] += 1
            continue
        assert row.reach == pytest.approx(full, abs=1e-12)
        assert row.reach_without == pytest.approx(left, abs=1e-12)
        assert row.lost == pytest.approx(100 * (full - left), abs=1e-9)
        counted["some lost"] += full > left
        counted["all lost"] += full > left == 0
        counted["none lost"] += full == left > 0
        counted["neither"] += full > left > 0
        counted["sideways"] += full > left and end[1] is None
    return counted


def test_the_table_is_that_of_the_slow_reading() -> None:
    counted: Counter[str] = Counter()
    for seed in range(500, 524):
        study, slow, question = a_world(seed, (200, 300))
        found = zones(study, **question)
        assert found["zone"].tolist() == [row["zone"] for row in slow.table("zones")]
        for row in found.to_dict("records"):
            health = slow.health(row["zone"])
            told = {name: plain(row[name]) for name in health}
            assert told == {**health, "balance": pytest.approx(health["balance"], abs=1e-12)}
            counted["uneven"] += health["balance"] is not None and health["balance"] < 0.999
            counted["regular"] += health["regularity_days"] is not None
            counted["levels"] += health["levels"] > 1
        counted.update(check_births(study, slow, question, found))
    assert min(counted[name] for name in ("uneven", "regular", "levels", "sitting", "contact", "beyond")) > 3


def check_births(
    study: netmap.Study, slow: SlowZones, question: dict[str, Any], found: pd.DataFrame
) -> Counter[str]:
    """Ties born, from the first occasion of every tie that there is by the window's end."""
    ties = netmap.ties(study, question["end"], policy=question["policy"])
    told, counts = [], Counter[tuple[str, str]]()
    for tie in ties[ties["kind_computed"].notna()].itertuples():
        if tie.source in slow.paths.people and tie.first.date() >= question["start"]:
            for zone, by_contact in slow.born(tie.source, tie.target, tie.first.date()).items():
                told.append((zone, tie.source, tie.target, tie.kind_computed, by_contact))
                counts[zone, "born"] += 1
                counts[zone, "consolidated"] += pd.notna(tie.consolidated)
                counts[zone, "beyond_zone"] += tie.beyond_zone
    window = {name: question[name] for name in ("start", "end", "policy")}
    born = ties_born(study, **window)
    columns = ["zone", "source", "target", "kind", "by_contact"]
    assert sorted(told) == sorted(born[columns].itertuples(index=False, name=None))
    for row in found.to_dict("records"):
        for name in ("born", "consolidated", "beyond_zone"):
            assert row[name] == counts[row["zone"], name]
    by_contact = Counter("contact" if row[-1] else "sitting" for row in told)
    return by_contact + Counter({"beyond": sum(n for (_, name), n in counts.items() if name[0:2] == "be")})


def test_the_reach_is_that_over_time_and_the_greatest_loss_is_in_the_table() -> None:
    for seed in range(700, 715):
        study, _, question = a_world(seed)
        losses, table = zone_losses(study, **question), zones(study, **question)
        for row in losses.itertuples():
            other = plain(row.to_level)
            mean = reach_over_time(study, row.from_level, other, **question).attrs["mean"]
            assert row.reach == pytest.approx(mean, abs=1e-12, nan_ok=True)
        vertical = losses[losses["to_level"].notna()]
        worst = vertical.groupby("zone", sort=False)["lost"].max()
        assert table["lost_most"].tolist() == pytest.approx(worst.tolist(), nan_ok=True)
        sideways = losses[losses["to_level"].isna()].groupby("zone", sort=False)["lost"].mean()
        assert table["lost_horizontal"].tolist() == pytest.approx(sideways.tolist(), nan_ok=True)
        for row in table[table["lost_most"] > 0].itertuples():
            named = losses[(losses["from_level"] == row.lost_from) & (losses["to_level"] == row.lost_to)]
            assert named.set_index("zone").loc[row.zone, "lost"] == row.lost_most
