"""What stands on the last day, and what happened in the window: figures by plain reading of the tables."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

import netmap
from netmap.questions.map.types import Flows
from tests.questions.boards import ask, tables
from tests.shared_data import bundled, panels

WEEK = {"start": dt.date(2023, 9, 1), "end": dt.date(2023, 9, 7)}
DAY = dt.timedelta(days=1)


def active(view: object) -> list[int]:
    ties = view.counts.ties
    return [ties.get((kind, "active"), 0) for kind in ("old_network", "new_network", "cognitive_trail")]


def test_a_week_of_riverside_by_definition() -> None:
    view = ask(bundled("riverside"), **WEEK)
    assert active(view) == [122, 98, 53]
    assert view.counts.before["old_network", "active"] == 121
    assert view.sentences[1].startswith(
        "On 7 September 2023 there are 273 active ties between people: 122 old"
    )
    assert view.sentences[2].startswith(
        "Since 31 August 2023, the day before this window, active old networks rose from 121 to 122, new "
    )


@pytest.mark.parametrize("start", [dt.date(2022, 9, 8), dt.date(2023, 6, 1), dt.date(2023, 9, 7)])
def test_what_stands_never_depends_on_the_first_day(start: dt.date) -> None:
    study = bundled("riverside")
    told, week = ask(study, start=start, end=WEEK["end"]), ask(study, **WEEK)
    assert (told.counts.ties, told.tie_rows) == (week.counts.ties, week.tie_rows)
    names = ("id", "people", "partners", "ties")
    rows = [[[row[name] for name in names] for row in view.actor_rows] for view in (told, week)]
    assert rows[0] == rows[1]


def test_what_went_quiet_is_a_layer_with_rows_of_its_own() -> None:
    study = bundled("riverside")
    asked = {"start": dt.date(2022, 9, 8), "end": WEEK["end"]}
    without, view = ask(study, **asked), ask(study, **asked, layers=("quiet",))
    assert {row["state"] for row in without.tie_rows} == {"active"}
    assert without.counts == view.counts
    assert view.counts.quiet > 0
    quiet = [row for row in view.tie_rows if row["state"] in ("dormant", "faded")]
    across = sum(row["ties"] for row in quiet)
    assert 0 < across <= view.counts.quiet
    assert [row for row in view.tie_rows if row["state"] == "active"] == without.tie_rows
    assert [row["ties"] for row in view.actor_rows] == [row["ties"] for row in without.actor_rows]
    assert view.n == without.n


def occasions(study: netmap.Study) -> list[tuple[frozenset[str], dt.date]]:
    """Pair and day of everything that two people shared, by the tables alone."""
    met = study.attendance[study.attendance["status"].eq("present")].merge(study.meetings, on="meeting")
    pairs = [
        (frozenset(pair), dt.date.fromisoformat(day))
        for (_, day), rows in met.groupby(["meeting", "date"])
        for pair in combinations(sorted(set(rows["practitioner"])), 2)
    ]
    contacts = zip(*(study.contacts[name] for name in ("source", "target", "date")), strict=True)
    return [*pairs, *((frozenset((a, b)), dt.date.fromisoformat(day)) for a, b, day in contacts)]


def flows(study: netmap.Study, start: dt.date, end: dt.date) -> Flows:
    """The flows of a window by the definition: days walked one by one."""
    seen = [(pair, day) for pair, day in occasions(study) if day <= end]
    first: dict[frozenset[str], dt.date] = {}
    for pair, day in seen:
        first[pair] = min(day, first.get(pair, day))
    states = {}
    turned = {"new": 0, "dormant": 0, "faded": 0}
    day = start - DAY
    while day <= end:
        ties = netmap.ties(study, as_of=day)
        now = {(row.source, row.target): (row.kind, row.state) for row in ties.itertuples()}
        for pair, (kind, state) in now.items():
            before = states.get(pair, ("", ""))
            turned["new"] += kind == "new_network" != before[0] and day >= start
            if state != "active" and before[1] == "active" and day >= start:
                turned[state] += 1
        states, day = now, day + DAY
    met = {pair for pair, day in seen if day >= start}
    born = sum(day >= start for day in first.values())
    return Flows(len(met), born, turned["new"], turned["dormant"], turned["faded"])


def test_flows_are_those_of_the_days_one_by_one() -> None:
    study = bundled("riverside")
    start, end = dt.date(2023, 5, 1), dt.date(2023, 5, 28)
    view = ask(study, start=start, end=end)
    assert view.counts.flows == flows(study, start, end)
    assert view.counts.flows_before.met == flows(study, dt.date(2023, 4, 3), dt.date(2023, 4, 30)).met


@pytest.mark.shared
def test_a_jump_made_by_one_meeting_says_so() -> None:
    said = ask(panels()).sentences[2]
    assert (
        "Of 300 pairs gained, 245 first met in this window at one sitting: Crime and Justice Sector "
        "Panel, on 14 February 2014."
    ) in said


def gains(others: int) -> str:
    """Three pairs met at one sitting, `others` by contacts."""
    people = [f"p{n}" for n in range(3 + 2 * others)]
    study = tables(
        practitioners=[{"practitioner": each} for each in people],
        zones=[{"zone": "z", "name": "Board"}],
        meetings=[{"meeting": "m", "zone": "z", "date": "2011-05-01"}],
        attendance=[{"meeting": "m", "practitioner": each, "status": "present"} for each in people[:3]],
        contacts=[
            {"contact": "0", "date": "2011-01-01", "source": "p0", "target": "p1"},
            *(
                {
                    "contact": f"{n + 1}",
                    "date": "2011-05-02",
                    "source": people[3 + 2 * n],
                    "target": people[4 + 2 * n],
                }
                for n in range(others)
            ),
        ],
    )
    return ask(study, start=dt.date(2011, 4, 20), end=dt.date(2011, 5, 3)).sentences[2]


def test_one_sitting_is_named_from_more_than_half_on() -> None:
    assert "Of 5 pairs gained, 3 first met in this window at one sitting: Board, on 1 May 2011." in gains(2)
    assert "All 3 pairs gained first met in this window at one sitting: Board, on 1 May 2011." in gains(0)
    assert "pairs gained" not in gains(3)


def test_a_crossing_without_agencies_is_not_known() -> None:
    people = [{"practitioner": "1"}, {"practitioner": "=A1"}]
    contacts = [{"contact": "c", "date": "2011-03-01", "source": "1", "target": "=A1"}]
    study = tables(practitioners=people, contacts=contacts)
    assert "whether any crosses from one agency to another is not known" in ask(study).sentences[1]
    placed = [{**each, "agency": "a"} for each in people]
    study = tables(agencies=[{"agency": "a"}], practitioners=placed, contacts=contacts)
    assert "none of them crosses from one agency to another" in ask(study).sentences[1]


def test_a_partnership_that_cannot_know_its_old_networks_is_named() -> None:
    study = tables(
        partnerships=[
            {"partnership": "n", "name": "North", "observed_from": "2010-01-01", "baseline": "2011-01-01"},
            {"partnership": "s", "name": "South", "observed_from": "2010-12-01", "baseline": "2011-01-01"},
        ],
        practitioners=[
            {"practitioner": each, "partnership": site} for each, site in zip("1234", "nnss", strict=True)
        ],
        contacts=[
            {"contact": "a", "date": "2011-03-01", "source": "1", "target": "2"},
            {"contact": "b", "date": "2011-03-02", "source": "3", "target": "4"},
        ],
    )
    view = ask(study)
    assert "0 old networks (not seen in South)" in view.sentences[1]
    assert "In South old networks cannot be seen" in view.sentences[4]
    assert "not seen" not in ask(study, partnership="n").sentences[1]


@pytest.mark.shared
def test_those_of_whom_nothing_is_known_are_counted_as_what_they_are() -> None:
    study = panels()
    last = study.attendance.merge(study.meetings, on="meeting")
    last = last[last["date"].between("2013-02-15", "2014-02-14")]
    agency = study.practitioners.set_index("practitioner")["agency"]
    seen = last.loc[last["status"].eq("present"), "practitioner"].map(agency).dropna().nunique()
    listed = last["practitioner"].map(agency).dropna().nunique()
    agencies = len(study.agencies)
    assert (agencies - seen, agencies - listed) == (49, 48)
    said = "49 agencies have nobody on record in this window (48 with no record at all)"
    assert said in ask(study).sentences[4]
    whole = ask(study, start=dt.date(2010, 1, 1), end=dt.date(2014, 12, 31)).sentences[4]
    unclear = study.attendance[study.attendance["status"].eq("unclear")]
    assert (len(unclear), unclear["practitioner"].nunique()) == (83, 52)
    assert "whether 52 people came, listed 83 times at sittings" in whole
