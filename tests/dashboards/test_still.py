"""Parts of a page that are told short stand for the same elements as the components they were made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import dash_mantine_components as dmc
import pytest
from dash import html
from dash._utils import to_json

from dashboards import pages
from dashboards.answer_page.page import AnswerPage, answered
from dashboards.components.aria import aria, data
from dashboards.components.still import STILL, with_still_parts
from dashboards.services import Services
from netmap.model.i18n import translator

ANSWERS = tuple(page.home for page in pages.PAGES if isinstance(page.home, AnswerPage))
NO_ATTRIBUTES = {"children", "disable_n_clicks", "key", "n_clicks", "n_clicks_timestamp"}


def drawn(told: Any) -> Any:
    """What a browser makes of a part as it is sent: elements by name, with attributes and what is in them.

    What is not plain HTML stays as it is.
    """
    if isinstance(told, list):
        return [each for part in told for each in _flat(drawn(part))]
    if not isinstance(told, dict) or "namespace" not in told:
        return told
    props = told["props"]
    if told["namespace"] == STILL["namespace"]:
        return _element(props["tree"])
    inside = _flat(drawn(props.get("children")))
    rest = {name: each for name, each in props.items() if name not in NO_ATTRIBUTES}
    if told["namespace"] == "dash_html_components":
        return (told["type"].lower(), rest, inside)
    return (told["namespace"], told["type"], rest, inside)


def _element(tree: list[Any]) -> Any:
    name, attributes, *inside = tree
    inside = [_element(each) if isinstance(each, list) else each for each in inside if each is not None]
    return (name, attributes, inside)


def _flat(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [] if part is None else [part]


def sent(part: Any) -> Any:
    return json.loads(to_json(part))


def components(told: Any) -> Iterator[Any]:
    """Every component that Dash has to follow."""
    if isinstance(told, list):
        for each in told:
            yield from components(each)
    elif isinstance(told, dict) and "namespace" in told:
        yield told
        yield from components(told["props"].get("children"))


@pytest.mark.parametrize("page", ANSWERS, ids=lambda page: page.page)
def test_every_page_is_drawn_the_same(bundled: Services, page: AnswerPage) -> None:
    query = "?study=riverside&from=2023-03-01&to=2024-02-29"
    whole = answered(page, bundled, translator("en"), query)
    for part in ("header", "content"):
        before, after = sent(whole[part]), sent(with_still_parts(whole[part]))
        assert drawn(after) == drawn(before)
        assert _ids(after) == _ids(before)
        assert len(list(components(after))) < len(list(components(before)))


def _ids(told: Any) -> list[Any]:
    return [each["props"]["id"] for each in components(told) if "id" in each["props"]]


def test_a_page_of_tables_is_a_few_components(bundled: Services) -> None:
    page = next(each for each in ANSWERS if each.page == "measures")
    whole = answered(page, bundled, translator("en"), "?study=riverside")["content"]
    assert len(list(components(sent(whole)))) > 1000
    assert len(list(components(sent(with_still_parts(whole))))) < 100


@pytest.mark.parametrize(
    "part",
    [
        html.P("named", id="named"),
        html.Script("alert(1)"),
        html.Iframe(src="/"),
        dmc.Text("of another package"),
        "a text",
        7,
        None,
    ],
)
def test_what_is_not_still_is_sent_as_it_is(part: Any) -> None:
    assert sent(with_still_parts(part)) == sent(part)
    around = sent(with_still_parts(html.Div([html.B("b"), part])))
    still = part is None or isinstance(part, str | int)
    assert (around["namespace"] == STILL["namespace"]) is still


def test_attributes_and_texts_go_along_as_they_are() -> None:
    part = html.A(["<b>", [0, None, ["=A1"]]], href="/x", **aria(label="a"), **data(here="1"), n_clicks=3)
    tree = with_still_parts(part)["props"]["tree"]
    assert tree == ["a", {"href": "/x", "aria-label": "a", "data-here": "1"}, "<b>", 0, "=A1"]
    assert with_still_parts(html.H2())["props"]["tree"] == ["h2", {}]
