"""Every number on the page equals what the library and the tables say."""

from __future__ import annotations

import datetime as dt
from random import Random

import pandas as pd
import pytest

import netmap
from netmap.questions.map.types import Counts
from tests.questions.boards import ask
from tests.shared_data import bundled, panels
from tests.worlds import archipelago, random_rows, study_of

END_2011 = dt.date(2011, 12, 31)


def stock(study: netmap.Study, day: dt.date, baseline: object = None) -> pd.DataFrame:
    """The library's ties that stand on a day: active, or without a date."""
    ties = netmap.ties(study, as_of=day, baseline=baseline)
    return ties[ties["state"].isna() | ties["state"].eq("active")]


def quiet(study: netmap.Study, start: dt.date, end: dt.date, baseline: object = None) -> pd.DataFrame:
    """Those that met in a window and are quiet on its last day."""
    ties = netmap.ties(study, as_of=end, baseline=baseline)
    return ties[ties["state"].isin(["dormant", "faded"]) & (ties["last"] >= pd.Timestamp(start))]


def tally(ties: pd.DataFrame) -> dict[tuple[str, str], int]:
    pairs = zip(ties["kind"].fillna("declared"), ties["state"].fillna("undated"), strict=True)
    counts = pd.Series(list(pairs), dtype=object).value_counts()
    return {(kind, state): int(n) for (kind, state), n in counts.items()}


def sat(study: netmap.Study, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Attendance of the window, by the tables alone."""
    meetings = study.meetings[study.meetings["date"].between(start.isoformat(), end.isoformat())]
    rows = study.attendance.merge(meetings, on="meeting")
    return rows[rows["status"].eq("present")]


def check(study: netmap.Study, counts: Counts, start: dt.date, end: dt.date, baseline: object = None) -> None:
    before = start - dt.timedelta(days=1)
    meetings = study.meetings["date"].between(start.isoformat(), end.isoformat())
    present = sat(study, start, end)
    assert counts.agencies == len(study.agencies)
    assert counts.people == len(study.practitioners)
    assert counts.present_people == present["practitioner"].nunique()
    assert counts.sittings == meetings.sum()
    assert counts.ties == tally(stock(study, end, baseline))
    if counts.before is not None:
        assert counts.before == tally(stock(study, before, baseline))
    assert counts.quiet == len(quiet(study, start, end, baseline))
    zones = study.meetings[meetings]["zone"].value_counts()
    assert {key: n for key, _, n in counts.zones} == zones.to_dict()
    assert [n for _, _, n in counts.zones] == sorted(zones, reverse=True)


@pytest.mark.shared
@pytest.mark.parametrize("baseline", [None, dt.date(2011, 8, 1)])
def test_the_panels(baseline: dt.date | None) -> None:
    study = panels()
    view = ask(study, start=dt.date(2011, 1, 1), end=END_2011, baseline=baseline)
    assert (view.counts.agencies, view.counts.people) == (82, 278)
    check(study, view.counts, dt.date(2011, 1, 1), END_2011, baseline)


@pytest.mark.shared
def test_the_whole_record_of_the_panels_has_45_sittings() -> None:
    view = ask(panels(), start=dt.date(2010, 1, 1), end=dt.date(2014, 12, 31))
    assert view.counts.sittings == 45
    assert view.n.startswith("82 agencies, 278 people, 45 sittings, ")


@pytest.mark.shared
def test_old_networks_of_the_panels_are_known_only_with_a_later_baseline() -> None:
    study = panels()
    without = ask(study, end=END_2011)
    told = ask(study, end=END_2011, baseline=dt.date(2011, 8, 1))
    assert not without.counts.old_known
    assert without.sentences[4].startswith("Old networks cannot be seen: the record begins on ")
    assert "old network" not in without.sentences[1]
    assert told.counts.old_known
    assert told.counts.ties["old_network", "active"] > 0
    assert "cannot be seen" not in told.sentences[4]
    assert "old networks" in told.sentences[1]


@pytest.mark.shared
def test_no_later_sitting_enters_an_earlier_window() -> None:
    study = panels()
    cut = {name: table.copy() for name, table in study.tables.items()}
    cut["meetings"] = cut["meetings"][cut["meetings"]["date"] <= "2011-12-31"]
    cut["attendance"] = cut["attendance"][cut["attendance"]["meeting"].isin(cut["meetings"]["meeting"])]
    cut["posts"] = cut["posts"].drop(columns=["joined", "left"])
    whole = {**study.tables, "posts": cut["posts"]}
    request = {"start": dt.date(2011, 1, 1), "end": END_2011, "layers": ("people", "zones")}
    early, late = ask(netmap.from_tables(**cut), **request), ask(netmap.from_tables(**whole), **request)
    assert early.counts == late.counts
    assert early.tie_rows == late.tie_rows
    assert early.zone_rows == late.zone_rows
    assert early.sentences[:4] == late.sentences[:4]
    latest = max(row["last"] for row in late.tie_rows)
    assert latest <= "2011-12-31"


def test_emon_has_its_declared_ties_and_no_dates() -> None:
    study = bundled("emon")
    view = ask(study)
    assert view.counts.ties == {("declared", "undated"): len(netmap.ties(study))}
    assert view.counts.before is None
    assert view.window == (None, None)
    assert sum(edge.ties for edge in view.edges) == len(netmap.ties(study))
    assert all(edge.state == "undated" and edge.first is None for edge in view.edges)
    assert "without dates" not in view.words or view.words
    assert "carry no date" in view.words


def test_each_partnership_of_emon_has_its_own_agencies() -> None:
    study = bundled("emon")
    ties = netmap.ties(study)
    home = study.agencies.set_index("agency")["partnership"]
    seen = 0
    for partnership, agencies in study.agencies.groupby("partnership"):
        view = ask(study, partnership=str(partnership))
        mine = ties["source"].map(home).eq(partnership) & ties["target"].map(home).eq(partnership)
        assert view.counts.agencies == len(agencies) == len(view.nodes)
        assert sum(edge.ties for edge in view.edges) == mine.sum()
        seen += len(agencies)
    assert seen == len(study.agencies)


def test_the_simulated_study() -> None:
    study = bundled("riverside")
    view = ask(study)
    start, end = view.window
    assert start is not None
    assert end is not None
    check(study, view.counts, start, end)
    assert view.frame.simulated
    assert not any("simulated" in each for each in view.frame.notices)


@pytest.mark.parametrize("seed", range(3))
def test_ties_of_random_worlds(seed: int) -> None:
    study = study_of(archipelago(random_rows(Random(seed * 6 + place)) for place in range(6)))
    start, end = dt.date(2010, 9, 1), dt.date(2011, 12, 31)
    view = ask(study, start=start, end=end)
    assert sum(view.counts.ties.values()) > 5
    assert view.counts.ties == tally(stock(study, end))
