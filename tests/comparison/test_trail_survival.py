"""Spells against the lives of ties, incidence and tests against other programs, chance by sittings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight, survdiff

import netmap
from netmap.comparison.competing_risks import (
    Counts,
    cumulative_incidence,
    gray_statistic,
    log_rank_statistic,
)
from netmap.comparison.trail_spells import trail_spells_of
from netmap.model.errors import ArgumentError
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day
from tests import shared_data
from tests.shared_data import ORACLES


def counted(spells: pd.DataFrame, groups: pd.Series) -> Counts:
    """Counts of made-up spells (t, ev) by group and time."""
    times, labels = np.unique(spells["t"]), np.unique(groups)
    ways = []
    for event in (1, 2, 0):
        mine = (spells["ev"] == event).to_numpy()
        cells = np.zeros((len(labels), len(times)))
        at = (np.searchsorted(labels, groups[mine]), np.searchsorted(times, spells["t"][mine]))
        np.add.at(cells, at, 1)
        ways.append(cells)
    return Counts(*ways)


@pytest.mark.shared
def test_incidence_and_grays_test_as_cmprsk_says() -> None:
    spells = pd.read_csv(ORACLES / "comparison" / "competing_risks.csv")
    whole = counted(spells, pd.Series(0, index=spells.index))
    at = np.searchsorted(np.unique(spells["t"]), 100, "right") - 1
    found = [cumulative_incidence(each)[0, at] for each in (whole, whole.turned)]
    assert found == pytest.approx([0.3185363, 0.3103082], abs=5e-8)
    halves = counted(spells, spells["g"])
    tests = [float(gray_statistic(each)) for each in (halves, halves.turned)]
    assert tests == pytest.approx([0.0986744, 0.2631107], abs=5e-8)


def random_spells(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {"t": rng.integers(1, 15, 80), "ev": rng.integers(0, 3, 80), "g": rng.integers(0, 3, 80)}
    )


@pytest.mark.parametrize("seed", range(3))
def test_incidence_and_log_rank_as_statsmodels_says(seed: int) -> None:
    spells = random_spells(seed)
    theirs = CumIncidenceRight(spells["t"], spells["ev"])
    ours = counted(spells, pd.Series(0, index=spells.index))
    for place, each in enumerate((ours, ours.turned)):
        shares = cumulative_incidence(each)[0]
        times = np.unique(spells["t"])
        assert shares[np.searchsorted(times, theirs.times)] == pytest.approx(theirs.cinc[place])
        statistic, _ = survdiff(spells["t"], (spells["ev"] == place + 1).astype(int), spells["g"])
        groups = counted(spells, spells["g"])
        assert float(log_rank_statistic(groups.turned if place else groups)) == pytest.approx(statistic)


def test_statistics_of_many_relabellings_are_those_of_each() -> None:
    spells = random_spells(5)
    rng = np.random.default_rng(1)
    each = [counted(spells, pd.Series(rng.permutation(spells["g"]))) for _ in range(4)]
    together = Counts(
        *(np.stack(column) for column in zip(*((c.event, c.other, c.unseen) for c in each), strict=True))
    )
    for statistic in (gray_statistic, log_rank_statistic):
        assert statistic(together) == pytest.approx([float(statistic(one)) for one in each])


def spells_of_lives(study: netmap.Study, until: int) -> set[tuple[object, ...]]:
    """Active times of trails, and what became of them, from the table of lives."""
    lives = netmap.tie_lives(study)
    following = {(row.source, row.target, row.start): (row.kind, row.state) for row in lives.itertuples()}
    events = {("new_network", "active"): 1, ("cognitive_trail", "faded"): 2}
    found = set()
    for row in lives.itertuples():
        if (row.kind, row.state) == ("cognitive_trail", "active"):
            end = pd.Timestamp(until, unit="D") if pd.isna(row.end) else row.end
            event = 0 if pd.isna(row.end) else events.get(following.get((row.source, row.target, row.end)), 0)
            found.add((row.source, row.target, row.start, (end - row.start).days, event))
    return found


def our_spells(study: netmap.Study, until: int) -> set[tuple[object, ...]]:
    spells, ids = trail_spells_of(study, netmap.TiePolicy(), until), actors_of(study).ids
    columns = (spells.first, spells.second, spells.start, spells.days, spells.event)
    return {
        (ids[one], ids[other], pd.Timestamp(start, unit="D"), days, event)
        for one, other, start, days, event in zip(*(each.tolist() for each in columns), strict=True)
    }


def test_spells_are_the_active_times_of_trails() -> None:
    study = shared_data.bundled("riverside")
    until = as_of_day(study, None)
    assert until is not None
    assert our_spells(study, until) == spells_of_lives(study, until)


@pytest.mark.shared
def test_spells_of_the_panels() -> None:
    """4,076 spells, born on 43 days: spells of one sitting are no independent cases."""
    study = shared_data.panels()
    until = as_of_day(study, None)
    assert until is not None
    assert our_spells(study, until) == spells_of_lives(study, until)
    spells = trail_spells_of(study, netmap.TiePolicy(), until)
    assert (len(spells), len(np.unique(spells.start))) == (4076, 43)


def two_sittings(second: str = "2011-05-01", **more: object) -> netmap.Study:
    """Five people sit together twice in one zone, six others once in another."""
    people = [f"{name}{place}" for name in ("=A", "<b>") for place in range(6)]
    rows = [("m1", person) for person in people[:5]] + [("m2", person) for person in people[6:]]
    rows += [("m3", person) for person in people[:5]]
    return netmap.from_tables(
        partnerships=pd.DataFrame(
            {"partnership": ["P"], "observed_from": ["2010-01-01"], "observed_to": ["2012-12-31"]}
        ),
        practitioners=pd.DataFrame({"practitioner": people}),
        zones=pd.DataFrame({"zone": ["z1", "z2"], "form": ["a,b", None], **more}),
        meetings=pd.DataFrame(
            {
                "meeting": ["m1", "m2", "m3"],
                "zone": ["z1", "z2", "z1"],
                "date": ["2011-03-01", "2011-04-01", second],
                "topic": ["x", "y", "y"],
            }
        ),
        attendance=pd.DataFrame(rows, columns=["meeting", "practitioner"]),
    )


def test_the_table_of_a_small_study_by_hand() -> None:
    """Ten pairs met twice, 61 days apart, and fade 91 days after the second; fifteen pairs met once."""
    found = netmap.trail_survival(two_sittings(), draws=99)
    rows = found.table()[["group", "time", "at_risk", "consolidated", "faded", "incidence_faded"]]
    assert rows.to_numpy().tolist() == [
        ["all", 0, 25, 0, 0, 0.0],
        ["all", 91, 25, 0, 15, 0.6],
        ["all", 152, 10, 0, 10, 1.0],
    ]
    assert found.table()["low"].isna().all()
    assert found.n == 25
    assert found.sentence.startswith("Of 25 cognitive trails, 0.000 had become new networks within 152 days")


def test_a_revived_trail_begins_a_new_spell_and_the_edge_is_left_out() -> None:
    again = netmap.trail_survival(two_sittings("2011-05-31"), draws=9)
    assert again.n == 25, "day 91 after the last occasion renews the trail"
    revived = netmap.trail_survival(two_sittings("2011-06-01"), draws=9)
    assert revived.n == 35
    edge = two_sittings()
    at_edge = netmap.from_tables(
        **{**edge.tables, "partnerships": edge.partnerships.assign(observed_from="2010-12-15")}
    )
    found = netmap.trail_survival(at_edge, draws=9)
    assert found.n == 15, "those of 1 April, 107 days into the record; those of 1 March are 76 days into it"
    assert "10 spells of pairs that were seen first at the edge" in found.sentence


def test_groups_thresholds_and_what_has_no_label() -> None:
    found = netmap.trail_survival(two_sittings(), by="form", draws=9, quiet=(60, 90))
    assert found.table()["group"].unique().tolist() == ["a,b"]
    assert found.table()["quiet_days"].unique().tolist() == [60, 90]
    assert "15 spells began where form is not known" in found.sentence
    by_topic = netmap.trail_survival(two_sittings(), by="topic", draws=99)
    assert by_topic.table()["group"].unique().tolist() == ["x", "y"]
    assert by_topic.table("tests")["clusters"].tolist() == [2] * 4
    with pytest.raises(ArgumentError, match="ties of one sitting are not independent"):
        netmap.trail_survival(two_sittings(), by="crosses_agency")
    with pytest.raises(ArgumentError, match="differs within a zone"):
        netmap.trail_survival(two_sittings("2011-09-01"), by="topic", cluster="zone")


def test_chance_is_of_the_sitting_not_of_the_tie() -> None:
    """With two sittings two relabellings are all there are, so that p is about 1 however many ties differ."""
    found = netmap.trail_survival(two_sittings(), by="topic", draws=199)
    assert found.table("tests").query("event == 'faded'")["p"].min() > 0.9


def test_the_script_repeats_every_digit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = shared_data.bundled("riverside")
    found = netmap.trail_survival(study, by="form", draws=19, seed=3)
    exec(found.script(), {})  # noqa: S102  (our own program)
    assert capsys.readouterr().out == found.table().to_csv(index=False)
    same = netmap.trail_survival(study, by="form", draws=19, seed=3).table("tests")
    assert found.table("tests").equals(same)


def test_nothing_dated_has_no_rows() -> None:
    found = netmap.trail_survival(shared_data.bundled("emon"))
    assert found.table().empty
    assert found.sentence == "No cognitive trail is seen to begin in this time."
