"""What is sent to be drawn equals what the service answered."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from dashboards.pages.board import figures
from dashboards.pages.board.figures import MOST_TICKS, ticks
from dashboards.pages.board.windows import Window
from dashboards.services import Services
from netmap.model.i18n import ENGLISH
from netmap.questions.map.pictures import counted_of, drawn_of
from netmap.questions.map.request import new_page
from netmap.questions.map.types import BoardView, Frame, Mark, Week
from tests.dashboards.studies import HOSTILE
from tests.questions.boards import Asking

JAN, DEC = dt.date(2023, 1, 1), dt.date(2023, 12, 31)


def _frame(weeks: tuple[Week, ...] = (), marks: tuple[Mark, ...] = ()) -> Frame:
    return Frame("s", "S", False, (), JAN, DEC, weeks, marks, (), (), 0)


@pytest.fixture(scope="module")
def view(hostile: Services) -> BoardView:
    request = new_page("hostile", expanded=HOSTILE[:2], layers=("zones",), size="people")
    return Asking(hostile.library).board(request, "en")


def test_the_map_holds_every_node_and_line_once(view: BoardView) -> None:
    drawn = figures.map_json(view, ENGLISH, 7)
    assert [node["id"] for node in drawn["nodes"]] == [node.number for node in view.nodes]
    assert [(e["s"], e["t"], e["kind"], e["n"]) for e in drawn["edges"]] == [
        (e.source, e.target, e.kind, e.ties) for e in view.edges
    ]
    assert drawn["token"] == 7
    numbers = {node["id"] for node in drawn["nodes"]}
    assert {end for edge in drawn["edges"] for end in (edge["s"], edge["t"])} <= numbers
    assert {node["parent"] for node in drawn["nodes"]} - {None} <= numbers


def test_the_map_is_plain_json_and_names_are_texts(view: BoardView) -> None:
    drawn = figures.map_json(view, ENGLISH, 1)
    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn
    assert set(HOSTILE) <= {node["name"] for node in drawn["nodes"]}


def test_the_map_says_its_n_window_and_rule(view: BoardView) -> None:
    said = [
        view.frame.title,
        view.words,
        *drawn_of(view, ENGLISH),
        counted_of(view, ENGLISH),
        view.size,
        view.rule,
    ]
    assert figures.map_json(view, ENGLISH, 1)["caption"] == said


def test_the_engine_has_every_word_it_asks_for(view: BoardView) -> None:
    texts = figures.map_json(view, ENGLISH, 1)["texts"]
    assert texts["ties"] == {"one": "{n} tie", "other": "{n} ties"}
    plain = ("line", "opened", "closed", "cleared", "no_further", "fingers", "wheel")
    assert all(texts[key] for key in plain)
    assert texts["kinds"]["old_network"] == "old network"
    assert texts["sorts"]["zone"] == "boundary zone"


def test_the_legend_names_what_is_there(view: BoardView) -> None:
    legend = figures.map_json(view, ENGLISH, 1)["legend"]
    assert {entry["kind"] for entry in legend if "kind" in entry} == {edge.kind for edge in view.edges}
    assert {entry["sort"] for entry in legend if "sort" in entry} == {node.ref.sort for node in view.nodes}


def test_every_sector_has_letters_of_its_own_on_the_map_and_in_the_legend(view: BoardView) -> None:
    drawn = figures.map_json(view, ENGLISH, 1)
    sectors = {node.number: node.sector for node in view.nodes}
    marks = {sectors[node["id"]]: node["mark"] for node in drawn["nodes"] if node["mark"]}
    assert set(marks) == {sector for sector in sectors.values() if sector}
    assert len(set(marks.values())) == len(marks)
    assert {entry["label"]: entry["mark"] for entry in drawn["legend"] if "mark" in entry} == marks


def test_the_selected_node_is_known_by_its_number(hostile: Services) -> None:
    view = Asking(hostile.library).board(new_page("hostile"), "en")
    chosen = view.nodes[3]
    again = Asking(hostile.library).board(new_page("hostile", selected=chosen.ref), "en")
    assert figures.map_json(again, ENGLISH, 1)["selected"] == chosen.number
    assert figures.map_json(view, ENGLISH, 1)["selected"] is None


def test_the_axis_shows_every_week(hostile: Services) -> None:
    frame = Asking(hostile.library).frame("hostile", "en")
    bars = figures.axis_bars(frame, ENGLISH)
    assert [bar.encounters for bar in bars] == [week.encounters for week in frame.weeks]
    assert sum(bar.encounters for bar in bars) == 12
    said = {1: "1 encounter in the week", 0: "0 encounters in the week"}
    assert all(bar.said.startswith(said[bar.encounters]) for bar in bars)
    assert all(0 <= bar.left <= bar.left + bar.width <= 1.0000001 for bar in bars)


def test_a_bar_stands_over_its_week_and_is_as_high_as_its_share_of_the_busiest() -> None:
    weeks = (Week(dt.date(2022, 12, 26), 1), Week(dt.date(2023, 1, 2), 4), Week(dt.date(2023, 1, 9), 2))
    found = figures.axis_bars(_frame(weeks), ENGLISH)
    assert [bar.height for bar in found] == [0.25, 1.0, 0.5]
    assert [(round(bar.left * 365), round(bar.width * 365)) for bar in found] == [(0, 1), (1, 7), (8, 7)]
    assert [round(at * 365) for at, _ in figures.axis_ticks(_frame(), ENGLISH)][:2] == [0, 90]
    assert figures.axis_bars(replace(_frame(weeks), first=None, last=None), ENGLISH) == []


def test_names_of_events_are_no_html_of_the_axis(hostile: Services) -> None:
    frame = Asking(hostile.library).frame("hostile", "en")
    assert frame.marks
    assert "<a href='x'>start</a> (1 June 2023)" in figures.axis_words(frame, ENGLISH)


def test_the_window_is_shaded_by_its_share_of_the_time() -> None:
    half = figures.shade_style(_frame(), Window(JAN, dt.date(2023, 7, 2)))
    assert half == {"left": "0.0000%", "width": f"{183 / 365:.4%}"}
    beyond = figures.shade_style(_frame(), Window(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
    assert beyond == {"left": "0.0000%", "width": "100.0000%"}
    before = figures.shade_style(_frame(), Window(dt.date(2020, 1, 1), dt.date(2020, 2, 1)))
    assert before["left"] == "0.0000%"


def test_marks_stand_at_their_day_and_leave_room_to_the_next() -> None:
    marks = (
        Mark(dt.date(2022, 1, 1), "before"),
        Mark(JAN, "a"),
        Mark(dt.date(2023, 7, 2), "b"),
    )
    found = figures.mark_places(_frame(marks=marks))
    assert [(mark.name, round(left, 3), round(room, 3)) for mark, left, room in found] == [
        ("a", 0.0, 0.499),
        ("b", 0.499, 0.501),
    ]
    assert figures.mark_places(_frame()) == []


def test_the_axis_in_words() -> None:
    weeks = (Week(dt.date(2023, 1, 2), 1), Week(dt.date(2023, 1, 9), 4))
    said = figures.axis_words(_frame(weeks, (Mark(dt.date(2023, 6, 1), "Launch"),)), ENGLISH)
    assert said == (
        "Encounters on record from 1 January 2023 to 31 December 2023. The busiest week begins on "
        "9 January 2023. Events marked: Launch (1 June 2023)."
    )


@pytest.mark.parametrize("years", [0, 1, 2, 5, 9, 30, 90])
def test_ticks_are_few_and_inside(years: int) -> None:
    last = dt.date(2023 + years, 12, 31)
    days, names = zip(*ticks(JAN, last, ENGLISH), strict=True)
    assert 1 <= len(days) <= MOST_TICKS + 3
    assert len(names) == len(days) == len(set(names))
    assert JAN <= min(days) <= max(days) <= last
