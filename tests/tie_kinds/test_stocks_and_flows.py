"""What stands on a day and what happened in a window, against the ties of every day one by one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

import netmap
from netmap.model.errors import ArgumentError
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.stocks_and_flows import FLOWS, Concentration, concentrations_of, stocks_and_flows
from tests import shared_data
from tests.slices import first
from tests.tie_kinds.answers import tie_table
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import Rows, people_and_contacts, random_rows, study_of

RIVERSIDE = Path(__file__).parents[2] / "datasets" / "riverside"
DAY = dt.timedelta(1)
EPOCH = dt.date(1970, 1, 1)


def test_a_week_of_riverside() -> None:
    found = stocks_and_flows(shared_data.bundled("riverside"), "2023-09-01", "2023-09-07")
    active = found[found["state"].eq("active")].set_index("name")
    assert active["now"].to_dict() == {"old_network": 122, "new_network": 98, "cognitive_trail": 53}
    assert active.loc["old_network", "before"] == 121


@pytest.mark.parametrize("start", ["2022-09-08", "2023-06", "2023-09-07"])
def test_stocks_never_depend_on_the_first_day(start: str) -> None:
    study = shared_data.bundled("riverside")
    week, other = (stocks_and_flows(study, first, "2023-09-07") for first in ("2023-09-01", start))
    stocks = week["what"].eq("stock")
    assert week.loc[stocks, "now"].tolist() == other.loc[stocks, "now"].tolist()


def by_hand(rows: Rows, study: netmap.Study, start: dt.date, end: dt.date) -> Counter[str]:
    """The flows of a window, by asking for the ties of each of its days and of the day before."""
    found = Counter(dict.fromkeys(FLOWS, 0))
    states: dict[Any, tuple[Any, Any]] = {}
    slow = SlowStudy(rows, as_of=end)
    found["met"] = sum(any(start <= day <= end for day in days) for days in slow.days.values())
    found["born"] = sum(start <= days[0] <= end for days in slow.days.values())
    for number in range(-1, (end - start).days + 1):
        day = start + number * DAY
        now = {
            pair: (tie["kind_computed"], tie["state"])
            for pair, tie in tie_table(netmap.ties(study, as_of=day)).items()
            if tie["kind_computed"]
        }
        for pair, (kind, state) in now.items() if number >= 0 else ():
            before = states.get(pair, (None, None))
            found["consolidated"] += kind == "new_network" != before[0]
            if before[1] == "active" and state in {"dormant", "faded"}:
                found["went_quiet" if state == "dormant" else "faded"] += 1
        states = now
    return found


WINDOWS = ((1, 12, 37), tuple(range(80)))
"""Three in which every flow occurs, then many."""


@pytest.mark.parametrize("numbers", first(1, WINDOWS))
def test_random_windows_are_those_of_the_days_one_by_one(numbers: tuple[int, ...]) -> None:
    seen: Counter[str] = Counter()
    for number in numbers:
        rng = Random(f"window {number}")
        rows = random_rows(rng)
        rows.pop("agency_changes", None)
        study, slow = study_of(rows), SlowStudy(rows)
        begin, last = slow.edges[0], slow.edges[-1]
        span = (last - begin).days
        start = begin + dt.timedelta(span // 3 + rng.randrange(span))
        end = start + dt.timedelta(rng.randrange(20))
        table = stocks_and_flows(study, start, end)
        flows = table[table["what"].eq("flow")].set_index("name")
        expected = by_hand(rows, study, start, end)
        assert flows["now"].to_dict() == dict(expected), number
        earlier = by_hand(rows, study, start - (end - start) - DAY, start - DAY)
        assert flows["before"].to_dict() == dict(earlier), number
        for name, day in (("now", end), ("before", start - DAY)):
            ties = tie_table(netmap.ties(study, as_of=day)).values()
            told = Counter((tie["kind"], tie["state"]) for tie in ties if tie["kind_computed"])
            stocks = table[table["what"].eq("stock")]
            cells = zip(stocks["name"], stocks["state"], stocks[name], strict=True)
            assert all(told[kind, state] == n for kind, state, n in cells)
        seen += expected
    assert all(seen[name] for name in FLOWS)


def test_a_renamed_agency_is_neither_lost_nor_gained_and_a_split_one_does_not_go_quiet() -> None:
    agencies = [{"agency": name} for name in ("A", "=A1", "1", "Č-12")]
    contacts = [("2011-05-01", "A", "1"), ("2011-05-02", "1", "Č-12")]
    change = {"agency": "A", "successor": "=A1", "date": "2011-05-20", "kind": "renamed"}
    for kind, flows in (("renamed", 0), ("split", 0)):
        rows = people_and_contacts(contacts, agencies=agencies, agency_changes=[change | {"kind": kind}])
        table = stocks_and_flows(study_of(rows), "2011-05-10", "2011-05-30")
        active = table[table["name"].eq("cognitive_trail") & table["state"].eq("active")]
        assert active[["before", "now"]].values.tolist() == [[2, 2 if kind == "renamed" else 1]]
        assert table.set_index("name").loc["faded", "now"] == flows


def concentrated(rows: Rows, start: str, end: str) -> list[Concentration]:
    days = ((dt.date.fromisoformat(day) - EPOCH).days for day in (start, end))
    return list(concentrations_of(study_of(rows), *days, TiePolicy()))


def sitting(people: int, others: int, zone: str | None = "z") -> Rows:
    """So many people at one sitting, and so many pairs who met by themselves."""
    names = [f"p{number}" for number in range(people + 2 * others)]
    contacts = [
        ("2011-05-02", names[people + 2 * number], names[people + 2 * number + 1]) for number in range(others)
    ]
    rows = people_and_contacts(contacts, practitioners=[{"practitioner": name} for name in names])
    meeting = {"meeting": "m", "date": "2011-05-01"} | ({"zone": zone} if zone else {})
    there = [{"meeting": "m", "practitioner": name, "status": "present"} for name in names[:people]]
    return rows | {"zones": [{"zone": "z"}], "meetings": [meeting], "attendance": there}


@pytest.mark.parametrize(("others", "said"), [(2, True), (3, False)])
def test_more_than_half_of_the_pairs_gained_is_a_concentration(others: int, said: bool) -> None:
    day = (dt.date(2011, 5, 1) - EPOCH).days
    expected = [Concentration(True, 3, 3 + others, 0, day)] if said else []
    assert concentrated(sitting(3, others), "2011-04-20", "2011-05-03") == expected
    assert [each.zone for each in concentrated(sitting(3, others, None), "2011-04-20", "2011-05-03")] == (
        [-1] if said else []
    )


def test_the_pairs_lost_are_looked_at_by_their_last_occasion() -> None:
    day = (dt.date(2011, 5, 1) - EPOCH).days
    found = concentrated(sitting(3, 1), "2011-07-29", "2011-08-01")
    assert found == [Concentration(False, 3, 4, 0, day)]


def test_two_sittings_of_one_zone_are_told_as_the_zone() -> None:
    rows = sitting(3, 0)
    people = [f"q{number}" for number in range(3)]
    rows["practitioners"] = [*rows["practitioners"], *({"practitioner": name} for name in people)]
    rows["meetings"] = [*rows["meetings"], {"meeting": "n", "zone": "z", "date": "2011-05-02"}]
    rows["attendance"] = [
        *rows["attendance"],
        *({"meeting": "n", "practitioner": name, "status": "present"} for name in people),
    ]
    assert concentrated(rows, "2011-04-20", "2011-05-03") == [Concentration(True, 6, 6, 0, None)]


@pytest.mark.parametrize("window", [("2012", "2011"), (None, "2011"), ("x", "2011")])
def test_a_window_that_is_none_is_refused(window: tuple[str | None, str]) -> None:
    with pytest.raises(ArgumentError):
        stocks_and_flows(shared_data.bundled("riverside"), *window)
