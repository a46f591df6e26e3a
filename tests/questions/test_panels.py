"""The panel of each sort says what the tables and the library say."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

import netmap
from netmap.model.errors import NotFoundError
from netmap.questions.map.request import new_page
from netmap.questions.map.types import Panel
from netmap.questions.parameters import NodeRef
from tests.questions.boards import board_of
from tests.shared_data import bundled


@pytest.fixture(scope="module")
def study() -> netmap.Study:
    return bundled("riverside")


def panel(study: netmap.Study, sort: str, name: str | None, **request: object) -> Panel:
    return board_of(study).panel(new_page("s", **request), NodeRef(sort, name))


def lists(found: Panel) -> dict[str, tuple[tuple[str, ...], ...]]:
    return dict(found.lists)


def number(text: str) -> int:
    return int(text.split(maxsplit=1)[0].replace(",", ""))


def test_the_ties_of_an_agency_are_those_of_the_library(study: netmap.Study) -> None:
    view = board_of(study).board(new_page("s"))
    table = netmap.agency_ties(study, as_of=view.window[1])
    names = study.agencies.set_index("agency")["name"]
    for agency in study.agencies["agency"]:
        rows = panel(study, "agency", str(agency)).partners
        assert len({row.name for row in rows}) == len(rows), "one row a partner"
        found = {
            (row.name, kind): n for row in rows if row.name != "Agency not known" for kind, n in row.standing
        }
        mine = table[(table["agency_a"] == agency) | (table["agency_b"] == agency)]
        expected = {}
        for row in mine.itertuples():
            other = row.agency_b if row.agency_a == agency else row.agency_a
            if row.state == "active":
                expected[names[other], row.kind] = row.n
        assert found == expected
        assert all(sorted(row.standing, key=lambda each: -each[1]) == list(row.standing) for row in rows)


def test_a_partner_says_what_stands_and_what_is_quiet_now(study: netmap.Study) -> None:
    day = dt.date(2024, 2, 29)
    table = netmap.agency_ties(study, as_of=day)
    names = study.agencies.set_index("agency")["name"]
    shown = panel(study, "agency", "lantern", layers=("quiet",), start=dt.date(2022, 9, 2), end=day).partners
    assert any(row.quiet and row.standing for row in shown)
    for row in shown:
        mine = table[
            (table["agency_a"].map(names).eq(row.name) | table["agency_b"].map(names).eq(row.name))
            & (table["agency_a"].eq("lantern") | table["agency_b"].eq("lantern"))
            & table["state"].ne("active")
        ]
        if row.name != "Agency not known":
            assert dict(row.quiet) == mine.groupby("kind")["n"].sum().to_dict()
        quiet = re.search(r"quiet now: (.*)", row.said[0])
        assert bool(quiet) == bool(row.quiet)
        counted = [int(n) for n in re.findall(r"\d+", row.said[0])]
        assert counted == [n for _, n in (*row.standing, *row.quiet)]


def test_the_ties_of_a_person_are_those_of_the_library(study: netmap.Study) -> None:
    ties = netmap.ties(study)
    person = str(ties["source"].iloc[0])
    rows = lists(panel(study, "person", person))["Ties"]
    mine = ties[(ties["source"] == person) | (ties["target"] == person)]
    assert len([row for row in rows if row[2] == "active"]) == mine["state"].eq("active").sum()
    latest = netmap.model.i18n.ENGLISH.date(mine["last"].max().date())
    assert rows[0][4] == f"last met: {latest}"


def test_filters_hold_in_the_panel_too(study: netmap.Study) -> None:
    person = str(netmap.ties(study)["source"].iloc[0])
    rows = lists(panel(study, "person", person, kinds=("old_network",), states=("active",)))["Ties"]
    assert rows
    assert {row[1:3] for row in rows} == {("old network", "active")}


def test_a_service_names_who_else_serves_the_need_there(study: netmap.Study) -> None:
    services = study.services
    shared = services[services.duplicated(["need", "area"], keep=False)]
    assert len(shared)
    for row in services.itertuples():
        beside = services[(services["need"] == row.need) & (services["area"] == row.area)]
        told = lists(panel(study, "service", str(row.service)))["Who else serves this need there"]
        if len(beside) == 1:
            assert told == (("Nobody else on record",),)
        else:
            assert {name for name, _ in told} == set(beside["name"]) - {row.name}


def test_a_zone_tells_its_sittings_and_who_came(study: netmap.Study) -> None:
    view = board_of(study).board(new_page("s"))
    for row in view.zone_rows:
        told = panel(study, "zone", row["id"])
        facts, found = dict(told.facts), lists(told)
        assert facts["Sittings in this window"] == str(row["sittings"])
        assert facts["People who came"] == str(row["people"]) == str(len(found.get("Who came", ())))
        assert len(found.get("Sittings", ())) == row["sittings"]


def test_the_agency_that_is_not_known(study: netmap.Study) -> None:
    told = panel(study, "agency", None)
    assert told.heading == "Agency not known"
    nobody = study.practitioners["agency"].isna().sum()
    assert dict(told.facts)["People"] == str(nobody)


def test_a_thing_that_is_not_there(study: netmap.Study) -> None:
    for sort, name in (("agency", "nobody"), ("person", None), ("meeting", "m"), ("zone", "")):
        with pytest.raises(NotFoundError):
            panel(study, sort, name)


def test_of_a_sitting_without_attendance_nobody_is_told_as_none() -> None:
    """A zone with one sitting that says who came and one that does not, and a zone with none that does."""
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A"]}),
        practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"], "agency": ["A", "A"]}),
        zones=pd.DataFrame({"zone": ["half", "none"]}),
        meetings=pd.DataFrame(
            {
                "meeting": ["1", "2", "3"],
                "zone": ["half", "half", "none"],
                "date": ["2020-03-01", "2020-03-02", "2020-03-03"],
            }
        ),
        attendance=pd.DataFrame({"meeting": ["1", "1"], "practitioner": ["Ada", "Ben"]}),
    )
    panels = {zone: panel(study, "zone", zone) for zone in ("half", "none")}
    half, none = dict(panels["half"].facts), dict(panels["none"].facts)
    assert (half["People who came"], half["Sittings with attendance on record"]) == ("2", "1")
    assert none["People who came"] == none["Agencies that came"] == "not on record"
    assert "Sittings with attendance on record" not in none
    assert [row[2] for row in dict(panels["half"].lists)["Sittings"]] == [
        "who came is not on record",
        "2 people",
    ]
    rows = {
        row["id"]: (row["people"], row["agencies"]) for row in board_of(study).board(new_page("s")).zone_rows
    }
    assert rows == {"half": (2, 1), "none": (None, None)}
