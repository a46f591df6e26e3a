"""One partnership on the pages of learning paths: its people's paths, through anybody; its zones."""

from __future__ import annotations

import datetime as dt

import pytest

import netmap
from netmap.model.errors import NotFoundError
from netmap.model.i18n import ENGLISH
from netmap.questions.exports import csv_rows
from netmap.questions.learning import QUESTION as PATHS
from netmap.questions.parameters import NodeRef
from netmap.questions.zones import QUESTION as ZONES
from tests.questions.boards import tables
from tests.questions.learning_pages import asked, champions, learning, learning_by_name, zones

YEAR = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31), "horizon": 30}
NORTH, SOUTH = "<b>n</b>", "a,b"


def person(name: str, level: str | None, partnership: str | None, agency: str) -> dict[str, str | None]:
    return {"practitioner": name, "level": level, "partnership": partnership, "agency": agency}


@pytest.fixture(scope="module")
def two_partnerships() -> netmap.Study:
    """North's two reach their board only through a southerner; one of the south meets the south's board.

    Somebody who belongs to no partnership meets the chair of the north.
    """
    months = [f"2022-{month:02}" for month in range(1, 13)]
    met = [
        ("01", "=A1", "carrier"),
        ("02", "Č-12", "carrier"),
        ("10", "carrier", "chair of the north"),
        ("11", "1", "chair of the south"),
        ("12", "nobody's", "chair of the north"),
    ]
    return tables(
        partnerships=[{"partnership": NORTH, "name": "North"}, {"partnership": SOUTH}],
        levels=[{"level": "low", "rank": 0, "name": "Low"}, {"level": "high", "rank": 1, "name": "High"}],
        agencies=[{"agency": name} for name in ("agency_1", "agency_2", "agency_3")],
        practitioners=[
            person("=A1", "low", NORTH, "agency_1"),
            person("Č-12", "low", NORTH, "agency_2"),
            person("carrier", "low", SOUTH, "agency_3"),
            person("1", "low", SOUTH, "agency_3"),
            person("nobody's", "low", None, "agency_1"),
            person("chair of the north", "high", NORTH, "agency_1"),
            person("chair of the south", "high", SOUTH, "agency_3"),
        ],
        zones=[
            {"zone": "z north", "partnership": NORTH},
            {"zone": "z south", "partnership": SOUTH},
            {"zone": "visited", "partnership": None},
        ],
        meetings=[{"meeting": "m", "zone": "visited", "date": "2022-03-20"}],
        attendance=[{"meeting": "m", "practitioner": "=A1"}, {"meeting": "m", "practitioner": "carrier"}],
        contacts=[
            {"contact": f"{month} {day}", "date": f"{month}-{day}", "source": one, "target": other}
            for month in months
            for day, one, other in met
        ],
    )


def counted(study: netmap.Study, **told: object) -> str:
    """The sentences of what is reached if every encounter passes something on."""
    return " ".join(learning(study, from_level="low", to_level="high", **YEAR, **told).sentences[:9])


def test_paths_start_and_end_with_its_people_and_run_through_anybody(two_partnerships: netmap.Study) -> None:
    assert "If every encounter passed something on, everybody would get there." in counted(
        two_partnerships, partnership=NORTH
    )
    assert "with 3 people" in counted(two_partnerships, partnership=NORTH)
    assert "with 5 people" in counted(two_partnerships)
    south = counted(two_partnerships, partnership=SOUTH)
    assert "If every encounter passed something on, it would be 1 of 3." in south
    assert "with 3 people" in south


def test_whose_paths_they_are_is_said_and_chosen_from(two_partnerships: netmap.Study) -> None:
    view = learning(two_partnerships, partnership=NORTH, **YEAR)
    assert any("Only North" in notice for notice in view.said.notices)
    assert [level.people for level in view.choices.levels] == [3, 1]
    assert [key for key, _ in view.choices.people] == ["=A1", "chair of the north", "nobody's", "Č-12"]
    assert [key for key, _ in view.choices.agencies] == ["agency_1", "agency_2"]
    assert not any("Only" in notice for notice in learning(two_partnerships, **YEAR).said.notices)
    with pytest.raises(NotFoundError, match="no partnership"):
        learning(two_partnerships, partnership="nowhere")


def test_its_events_are_its_own_and_stand_there_once() -> None:
    launched = [
        {"event": f"e{place}", "date": "2022-01-02", "name": "Launch", "partnership": partnership}
        for place, partnership in enumerate((NORTH, SOUTH, None))
    ]
    moved = {"event": "m", "date": "2022-02-02", "name": "Move", "partnership": SOUTH}
    study = tables(
        partnerships=[{"partnership": NORTH}, {"partnership": SOUTH}],
        levels=[{"level": "low", "rank": 0}],
        practitioners=[person(name, "low", NORTH, "a") for name in ("p", "q")],
        agencies=[{"agency": "a"}],
        contacts=[{"contact": "1", "date": "2022-03-01", "source": "p", "target": "q"}],
        events=[*launched, moved],
    )
    assert [name for _, name in learning(study).events] == ["Launch", "Move"]
    assert [name for _, name in learning(study, partnership=NORTH).events] == ["Launch"]


def test_a_partnership_without_levels_says_so_of_itself_alone() -> None:
    study = tables(
        partnerships=[{"partnership": NORTH}, {"partnership": SOUTH}],
        levels=[{"level": "low", "rank": 0}],
        agencies=[{"agency": "a"}],
        practitioners=[person("p", "low", NORTH, "a"), person("q", None, SOUTH, "a")],
        contacts=[{"contact": "1", "date": "2022-03-01", "source": "p", "target": "q"}],
    )
    assert "Nobody of this partnership has a level" in learning(study, partnership=SOUTH).said.empty
    assert not learning(study, partnership=NORTH).said.empty


def test_its_zones_are_those_of_the_map(two_partnerships: netmap.Study) -> None:
    names = {
        key: set(zones(two_partnerships, partnership=key, **YEAR).table["zone"]) for key in (NORTH, SOUTH)
    }
    assert names == {NORTH: {"z north", "visited"}, SOUTH: {"z south", "visited"}}
    assert len(zones(two_partnerships, **YEAR).table) == 3
    other = zones(two_partnerships, partnership=NORTH, selected=NodeRef("zone", "z south"), **YEAR)
    assert other.sheet is not None


def test_whoever_carries_for_it_need_not_belong_to_it(two_partnerships: netmap.Study) -> None:
    view = champions(two_partnerships, partnership=NORTH, from_level="low", to_level="high", **YEAR)
    assert {carrier.id for carrier in view.single} == {"carrier"}
    assert view.table is not None
    carrier = view.table.set_index("practitioner").loc["carrier"]
    assert (carrier["lost"], carrier["sources_reaching"]) == (2, 3)


def test_its_exports_are_filtered_and_say_so(two_partnerships: netmap.Study) -> None:
    told = {"partnership": NORTH, "horizon": 30}
    answer = asked(PATHS, two_partnerships, from_level="low", **told)
    columns, rows = csv_rows(PATHS, PATHS.table("reach"), answer, ENGLISH)
    assert {row["n"] for row in rows if row["to_level"] == "high"} == {3}
    assert all("Only North" in row["rule"] for row in rows)
    assert "rule" in columns
    answer = asked(ZONES, two_partnerships, **told)
    for table in ("zone-figures", "zone-losses"):
        _, rows = csv_rows(ZONES, ZONES.table(table), answer, ENGLISH)
        assert list(dict.fromkeys(row["zone"] for row in rows)) == ["z north", "visited"]


def test_a_path_to_somebody_runs_through_anybody(two_partnerships: netmap.Study) -> None:
    view = learning_by_name(
        two_partnerships,
        partnership=NORTH,
        selected=NodeRef("person", "=A1"),
        target=NodeRef("person", "chair of the south"),
        **YEAR,
    )
    assert view.spread is not None
    assert view.spread.path is not None
    assert view.spread.path.steps == ()
    to_chair = learning_by_name(
        two_partnerships,
        partnership=NORTH,
        selected=NodeRef("person", "=A1"),
        target=NodeRef("person", "chair of the north"),
        **YEAR,
    ).spread
    assert to_chair is not None
    assert to_chair.path is not None
    assert [step.date.day for step in to_chair.path.steps] == [1, 10]
