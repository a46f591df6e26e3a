"""A state of the page survives the URL, whatever its ids."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.model.errors import ArgumentError
from netmap.questions.map.request import LAYERS, LAYOUTS, MAP_KINDS, MAP_STATES, MapPage, MapRequest, new_page
from netmap.questions.parameters import SORTS, NodeRef
from tests.worlds import HOSTILE_IDS

IDS = st.one_of(st.sampled_from(HOSTILE_IDS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
DAYS = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
REFS = st.none() | st.builds(NodeRef, st.sampled_from(SORTS), IDS) | st.just(NodeRef("agency", None))


def several(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True).map(tuple)


KEYS = (
    "study",
    "partnership",
    "from",
    "to",
    "baseline",
    "kinds",
    "states",
    "layers",
    "open",
    "open-unknown",
    "focus",
    "focus-id",
    "steps",
    "selected",
    "selected-id",
    "layout",
    "size",
)
"""Every key of the page's address before it could also say the rules."""


def in_address(pairs: list[tuple[str, str]], **known: object) -> MapPage:
    return MapPage.of(MapRequest, pairs, **known)


PAGES = st.builds(
    new_page,
    study=IDS,
    partnership=st.none() | IDS,
    start=DAYS,
    end=DAYS,
    baseline=DAYS,
    kinds=several(MAP_KINDS),
    states=several(MAP_STATES),
    layers=several(LAYERS),
    expanded=st.lists(st.none() | IDS, max_size=4).map(tuple),
    focus=REFS,
    steps=st.integers(0, 9),
    selected=REFS,
    layout=st.sampled_from(LAYOUTS),
    size=IDS,
)


@settings(max_examples=300)
@given(PAGES)
def test_a_request_survives_its_url(page: MapPage) -> None:
    url = urlencode(page.query)
    assert in_address(parse_qsl(url, keep_blank_values=True)) == page


@given(PAGES)
def test_every_key_is_a_known_one(page: MapPage) -> None:
    assert {key for key, _ in page.query} <= set(KEYS)


def test_what_is_as_usual_is_left_out() -> None:
    assert new_page("emon").query == [("study", "emon")]
    assert in_address([]) == new_page()


def test_unknown_keys_and_blanks_mean_nothing() -> None:
    pairs = [("utm", "1"), ("from", ""), ("open", ""), ("focus", ""), ("steps", ""), ("kind", "x")]
    assert in_address(pairs, study="emon") == new_page("emon")


def test_the_study_of_the_address_goes_first() -> None:
    assert in_address([("study", "other")], study="emon").context.study == "emon"


@pytest.mark.parametrize(
    ("key", "value", "takes"),
    [
        ("from", "2011-13-01", "2011-12-31"),
        ("to", "31/12/2011", "2011-12-31"),
        ("to", "2011-W01-1", "2011-12-31"),
        ("baseline", "20110801", "2011-12-31"),
        ("kinds", "friend", "old_network"),
        ("states", "alive", "dormant"),
        ("layers", "<b>x</b>", "zones"),
        ("layout", "circle", "force, levels"),
        ("steps", "-1", "0-9"),
        ("steps", "two", "0-9"),
        ("steps", "٣", "0-9"),
        ("focus", "zones", "zone"),
        ("selected", "meeting", "person"),
    ],
)
def test_a_bad_value_is_refused_by_name(key: str, value: str, takes: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        in_address([(key, value)])
    assert key in str(caught.value)
    assert takes in str(caught.value)
    assert value in str(caught.value)
