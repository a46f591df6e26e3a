"""Every control, button and key changes what it says and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboards.pages.board import ids, ui_actions
from dashboards.pages.board.ui_actions import ACTS, CONTROLS, Situation
from dashboards.pages.board.windows import Window
from netmap.questions.context import Context
from netmap.questions.map.request import MapPage, MapRequest, new_page
from netmap.questions.parameters import NodeRef, parameters_of
from tests.dashboards.studies import HOSTILE

FIRST, LAST = dt.date(2010, 1, 1), dt.date(2014, 12, 31)
REQUEST = new_page("panels", kinds=("old_network", "declared"), selected=NodeRef("zone", "a,b"))
REFS = [NodeRef("agency", each) for each in HOSTILE] + [NodeRef("agency", None), NodeRef("person", "x")]


def _now(request: MapPage = REQUEST, **more: Any) -> Situation:
    window = Window(dt.date(2011, 1, 1), dt.date(2011, 12, 31))
    values: dict[str, Any] = {"window": window, "first": FIRST, "last": LAST, "step": "month", **more}
    return Situation(request, ref=REFS.__getitem__, found=_found, **values)


def _found(request: MapPage, number: int) -> MapPage:
    return request.but(selected=REFS[number], layers=("zones",))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (ids.FROM, "2011-03-01", {"start": dt.date(2011, 3, 1), "end": dt.date(2011, 12, 31)}),
        (ids.FROM, "2012-03-01", {"start": dt.date(2012, 3, 1), "end": dt.date(2012, 3, 1)}),
        (ids.TO, "2010-05-01", {"start": dt.date(2010, 5, 1), "end": dt.date(2010, 5, 1)}),
        (ids.FROM, "", {}),
        (ids.TO, "31/12/2011", {}),
        (ids.SLIDER, [0, 31], {"start": dt.date(1970, 1, 1), "end": dt.date(1970, 2, 1)}),
        (ids.LAYERS, ["zones", "people"], {"layers": ("people", "zones")}),
        (ids.LAYOUT, "levels", {"layout": "levels"}),
        (ids.SIZE, "ties", {"size": "ties"}),
        (ids.BASELINE, "2011-08-01", {"baseline": dt.date(2011, 8, 1)}),
        (ids.BASELINE, "", {}),
        (ids.STEPS, "2", {"focus": NodeRef("zone", "a,b"), "steps": 2}),
        (ids.STEPS, "0", {}),
        (ids.PARTNERSHIP, "a,b", {"partnership": "a,b", "selected": None}),
        (ids.STUDY, "panels", {}),
    ],
)
def test_a_control_changes_what_it_names(name: str, value: Any, expected: dict[str, Any]) -> None:
    assert CONTROLS[name](_now(), value) == REQUEST.but(**expected)


def test_another_study_begins_at_its_own_defaults() -> None:
    assert CONTROLS[ids.STUDY](_now(), "emon") == new_page("emon")


def test_focus_on_nothing_is_no_focus() -> None:
    request = REQUEST.but(selected=None)
    assert CONTROLS[ids.STEPS](_now(request), "3") == request


@pytest.mark.parametrize("number", range(len(HOSTILE) + 1))
def test_an_agency_opens_and_closes_whatever_its_id(number: int) -> None:
    opened = ACTS["open"](_now(), str(number))
    assert opened.request.expanded == (REFS[number].id,)
    assert ACTS["open"](_now(opened), number).request.expanded == ()


def test_a_person_does_not_open() -> None:
    assert ACTS["open"](_now(), len(HOSTILE) + 1) == REQUEST


def test_legend_buttons_take_kinds_away_and_bring_them_back() -> None:
    without = ACTS["kind"](_now(), "old_network")
    assert without.request.kinds == ("declared",)
    assert ACTS["kind"](_now(without), "old_network").request.kinds == ("old_network", "declared")
    assert ACTS["state"](_now(), "faded").request.states == ("active", "dormant", "undated")


def test_clearing_keeps_the_window_and_the_looks() -> None:
    request = REQUEST.but(start=FIRST, layout="levels", focus=REFS[0], expanded=("1",), partnership="p")
    cleared = ACTS["clear"](_now(request), "")
    assert cleared == new_page("panels", start=FIRST, layout="levels", selected=REQUEST.request.selected)


@pytest.mark.parametrize("field", ["partnership", "baseline", "kinds", "states", "focus", "expanded"])
def test_a_chip_takes_away_its_own_filter(field: str) -> None:
    told = {"partnership": "p", "baseline": FIRST, "kinds": (), "states": (), "focus": REFS[0]}
    full = new_page("s", **told, expanded=("1",), steps=2)
    found = ui_actions.EVERY["unfilter"](_now(full), {"field": field, "value": ""})
    expected = full.but(**{field: ui_actions.usual(field)}, **({"steps": 1} if field == "focus" else {}))
    assert found == expected != full


@pytest.mark.parametrize("key", [each.key for each in parameters_of(Context) if len(each.path) == 2])
def test_a_chip_takes_away_its_own_threshold(key: str) -> None:
    values = {"same-day": "1", "count-unclear": "1", "arrive-at": "zone", "transmission-probability": "0.5"}
    every = [(each.key, values.get(each.key, "7")) for each in parameters_of(Context) if len(each.path) == 2]
    full = MapPage.of(MapRequest, [("study", "s"), *every])
    found = ui_actions.EVERY["unfilter"](_now(full), {"field": key, "value": ""})
    assert found == MapPage.of(MapRequest, [("study", "s"), *(pair for pair in every if pair[0] != key)])


def test_play_steps_and_begins_anew_only_when_freshly_started() -> None:
    on = ACTS["tick"](_now(), {"fresh": True})
    assert (on.context.start, on.context.end) == (dt.date(2011, 2, 1), dt.date(2012, 1, 31))
    end = Window(dt.date(2014, 1, 1), LAST)
    assert ACTS["tick"](_now(window=end), {"fresh": False}).context.start == end.start
    assert ACTS["tick"](_now(window=end), {"fresh": True}).context.start == FIRST


@pytest.mark.parametrize("name", [ids.FROM, ids.TO])
def test_without_dates_time_stands_still(name: str) -> None:
    now = _now(window=None, first=None, last=None)
    assert CONTROLS[name](now, "2011-01-01") == REQUEST
    assert ACTS["forward"](now, "") == REQUEST == ACTS["back"](now, "")
    assert ACTS["tick"](now, {"fresh": True}) == REQUEST


def test_choosing_and_finding_go_by_number() -> None:
    assert ACTS["select"](_now(), 3).request.selected == REFS[3]
    assert ACTS["select"](_now(), None).request.selected is None
    assert ACTS["find"](_now(), "3") == REQUEST.but(selected=REFS[3], layers=("zones",))


def test_no_wish_has_two_meanings() -> None:
    assert not set(CONTROLS) & set(ACTS)


def test_a_preset_is_two_days() -> None:
    found = ACTS["preset"](_now(), "2011-01-01/2011-06-30")
    assert (found.context.start, found.context.end) == (dt.date(2011, 1, 1), dt.date(2011, 6, 30))
