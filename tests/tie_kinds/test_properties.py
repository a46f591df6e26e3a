"""What must hold of ties in any study: later rows, other names, days or orders change nothing."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pytest

import netmap
from tests.tie_kinds.answers import agency_table, life_table, tie_table, ties_of
from tests.tie_kinds.slow_dates import FOREVER, first_day, last_day
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import HOSTILE_IDS, Row, Rows, random_rows, relabelled, shuffled, study_of

WORLDS = range(5)
ENDS = {"left", "observed_to", "end"}
DATES = {"date", "baseline", "observed_from", "joined", "start"} | ENDS


def known_by(rows: Rows, day: dt.date) -> Rows:
    """The world as it was written down on a day: without what happened, began or was asked later."""
    unborn = {row["wave"] for row in rows.get("waves", []) if (last_day(row["end"]) or FOREVER) > day}
    held = {row["meeting"] for row in rows.get("meetings", []) if (first_day(row["date"]) or FOREVER) <= day}

    def known(table: str, row: Row) -> bool:
        begun = first_day(row.get("date")) or first_day(row.get("joined"))
        later = table in DATED and begun is not None and begun > day
        return not later and row.get("wave") not in unborn and row.get("meeting", None) in {None, *held}

    return {table: [row for row in given if known(table, row)] for table, given in rows.items()}


DATED = {"meetings", "contacts", "posts", "employments", "agency_changes"}


@pytest.mark.parametrize("world", WORLDS)
def test_later_rows_never_change_an_earlier_day(world: int) -> None:
    rng = Random(f"later {world}")
    rows = random_rows(rng)
    days = SlowStudy(rows).edges
    baseline = days[0] + dt.timedelta(rng.randint(0, 200))
    for day in rng.sample(days, 2):
        then = ties_of(known_by(rows, day), as_of=day, baseline=baseline)
        assert ties_of(rows, as_of=day, baseline=baseline) == then


@pytest.mark.parametrize("world", WORLDS)
def test_other_names_give_the_same_ties(world: int) -> None:
    rng = Random(f"names {world}")
    rows = random_rows(rng)
    others = dict(zip(HOSTILE_IDS, rng.sample(HOSTILE_IDS, len(HOSTILE_IDS)), strict=True))
    renamed = relabelled(rows, lambda text: others.get(text, text))
    expected = {frozenset(others[end] for end in pair): tie for pair, tie in ties_of(rows).items()}
    assert {frozenset(pair): tie for pair, tie in ties_of(renamed).items()} == expected


def moved(rows: Rows, days: int) -> Rows:
    """The same world so many days later, each date written out as the day it is read as."""

    def shifted(column: str, text: str) -> str:
        day = last_day(text) if column in ENDS else first_day(text)
        assert day is not None
        return (day + dt.timedelta(days)).isoformat()

    return {
        table: [
            {key: shifted(key, cell) if key in DATES else cell for key, cell in row.items()} for row in given
        ]
        for table, given in rows.items()
    }


@pytest.mark.parametrize("world", WORLDS)
def test_other_days_give_the_same_ties_on_other_days(world: int) -> None:
    rows = random_rows(Random(f"days {world}"))

    def later(tie: dict[str, Any]) -> dict[str, Any]:
        return {
            name: cell + dt.timedelta(1000) if isinstance(cell, dt.date) else cell
            for name, cell in tie.items()
        }

    here = ties_of(moved(rows, 0))
    assert here == ties_of(rows)
    assert ties_of(moved(rows, 1000)) == {pair: later(tie) for pair, tie in here.items()}


@pytest.mark.parametrize("world", WORLDS)
def test_the_order_of_rows_changes_nothing(world: int) -> None:
    rng = Random(f"order {world}")
    rows = random_rows(rng)
    one, other = study_of(rows), study_of(shuffled(rows, rng))
    assert tie_table(netmap.ties(other)) == tie_table(netmap.ties(one))
    assert life_table(netmap.tie_lives(other)) == life_table(netmap.tie_lives(one))
    assert agency_table(netmap.agency_ties(other)) == agency_table(netmap.agency_ties(one))


@pytest.mark.parametrize("world", WORLDS)
def test_somebody_who_meets_nobody_changes_nothing(world: int) -> None:
    rows = random_rows(Random(f"isolate {world}"))
    lone = [*rows["practitioners"], {"practitioner": "nobody_1"}]
    agencies = [*rows.get("agencies", []), {"agency": "nowhere_1"}]
    assert ties_of(rows | {"practitioners": lone, "agencies": agencies}) == ties_of(rows)


@pytest.mark.parametrize("world", WORLDS)
def test_a_contact_said_twice_is_one_occasion(world: int) -> None:
    rows = random_rows(Random(f"twice {world}"))
    again = [row | {"contact": f"again {row['contact']}"} for row in rows["contacts"]]
    assert ties_of(rows | {"contacts": [*rows["contacts"], *again]}) == ties_of(rows)


@pytest.mark.parametrize("world", WORLDS)
def test_the_direction_of_a_contact_changes_nothing(world: int) -> None:
    rows = random_rows(Random(f"direction {world}"))
    turned = [
        row | {"source": row["target"], "target": row["source"], "direction": "directed"}
        for row in rows["contacts"]
    ]
    assert ties_of(rows | {"contacts": turned}) == ties_of(rows)


@pytest.mark.parametrize("world", WORLDS)
def test_what_cannot_be_otherwise(world: int) -> None:
    frame = netmap.ties(study_of(random_rows(Random(f"always {world}"))))
    assert (frame["source"] < frame["target"]).all()
    assert frame["beyond_zone"].dtype == bool
    assert frame["occasions"].dtype.kind == frame["settings"].dtype.kind == "i"
    assert all(frame[name].dtype.kind == "M" for name in ("first", "last", "consolidated"))
    assert (frame["first"].isna() == (frame["occasions"] == 0)).all()
    assert not (frame["first"] > frame["last"]).any()
    new = frame["kind_computed"] == "new_network"
    assert (frame["consolidated"].notna() == new).all()
    assert (frame["origin"].notna() == new).all()
    assert (frame["state"].notna() == frame["kind_computed"].notna()).all()
    assert (
        (frame["kind"] == frame["kind_coded"].fillna(frame["kind_computed"])).eq(frame["kind"].notna()).all()
    )


def test_asking_again_or_in_another_order_gives_the_same_answer() -> None:
    rows = random_rows(Random("again"))
    study, day = study_of(rows), SlowStudy(rows).edges[3]
    first = netmap.ties(study)
    early = netmap.ties(study, as_of=day)
    assert tie_table(netmap.ties(study)) == tie_table(first)
    assert tie_table(netmap.ties(study_of(rows), as_of=day)) == tie_table(early)


def test_a_caller_who_changes_the_answer_changes_nobody_elses() -> None:
    study = study_of(random_rows(Random("mine")))
    before = tie_table(netmap.ties(study))
    mine = netmap.ties(study)
    mine.loc[:, "occasions"] = -1
    assert tie_table(netmap.ties(study)) == before
