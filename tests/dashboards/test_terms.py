"""Words are explained where sentences say them: every form, the first only, and never within a name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from dash import html
from markupsafe import Markup

import netmap
from dashboards.components.terms import Card, Mark, Words, names_in, vocabulary
from netmap.learning.path_rule import PathRule
from netmap.model.i18n import LANGUAGES, translator
from netmap.questions.terms import FIELD, Term, terms_of
from netmap.tie_kinds.policy import TiePolicy


def terms(language: str = "en") -> list[Term]:
    return list(terms_of(TiePolicy(), PathRule(), translator(language)).values())


def marks(part: Any) -> list[str]:
    """The words that are marked in components, in order."""
    if isinstance(part, Mark):
        return [str(part.children)]
    children = part if isinstance(part, (list, tuple)) else getattr(part, "children", None) or []
    return [
        said
        for each in (children if isinstance(children, (list, tuple)) else [children])
        for said in marks(each)
    ]


def marked(*parts: Any, names: tuple[str, ...] = (), language: str = "en") -> list[str]:
    return marks(Words(terms(language), names).marked(list(parts)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_word_is_found_in_any_case(language: str) -> None:
    for term in terms(language):
        assert term.forms[0] == term.name
        for form in term.forms:
            for said in (form, form.upper(), form.capitalize()):
                (found,) = Words(terms(language)).marked([html.P(f"56, {said}.")])[0].children[1:2]
                assert (found.children, found.card) == (said, f"word-{term.key}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_belongs_to_one_word(language: str) -> None:
    forms = [form.casefold() for each in terms(language) for form in each.forms]
    assert len(forms) == len(set(forms))
    assert set(FIELD) <= {each.key for each in terms(language)}


def test_words_are_found_as_italian_bends_them() -> None:
    said = "Reti storiche, nuove reti, tracce cognitive, figure di raccordo, livelli e zone di confine."
    assert marked(html.P(said), language="it") == [
        "Reti storiche",
        "nuove reti",
        "tracce cognitive",
        "figure di raccordo",
        "livelli",
        "zone di confine",
    ]
    assert marked(html.P("Al vertice arriva la voce di chi siede a due livelli."), language="it") == [
        "arriva",
        "siede a due livelli",
    ]


@pytest.mark.parametrize(
    "said", ["levelling", "two-level", "sublevel", "outreach", "reached2", "trail_1", "cross-level"]
)
def test_a_word_within_another_is_none(said: str) -> None:
    assert marked(html.P(f"One {said} here.")) == []


def test_the_first_of_a_page_is_marked_and_what_is_folded_up_counts_for_itself() -> None:
    fold = html.Details([html.Summary("All levels"), html.P("This level, and that level, and a trail.")])
    page = [html.H1("Two levels"), html.P("A level is a level."), fold, html.P("Trails at a level.")]
    assert marked(*page) == ["levels", "trail", "Trails"]


@pytest.mark.parametrize(
    "closed",
    [
        html.Button("level"),
        html.A("level"),
        html.Td("level"),
        html.Label("level"),
        html.Th("level", scope="row"),
        html.H1("level", className="unseen"),
        html.P("level", hidden=True),
        html.Span("level", **{"aria-hidden": "true"}),
        html.P("level", className="large"),
    ],
    ids=lambda each: each._type,
)
def test_what_is_pressed_hidden_or_said_by_a_study_is_left_alone(closed: Any) -> None:
    assert marked(html.Section([closed])) == []


def test_a_heading_of_a_table_keeps_its_capital() -> None:
    assert marked(html.Th("balance", scope="col")) == ["Balance"]


NAMES = (
    "Trail",
    "Level <b>Seven</b>",
    "Old networks & Co",
    "Reach (out)",
    "The zone",
    "at two levels",
    "new",
    "champion.*",
    "boundary",
)
"""Names of agencies that hold words of the field, or part of one."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "template", ["{name} and Police work together.", "Of 12, {name}: 3.", "Without {name}."]
)
def test_a_name_is_never_marked(name: str, template: str) -> None:
    assert marked(html.P(template.format(name=name)), names=NAMES) == []
    assert Words(terms(), NAMES)(template.format(name=name)) == template.format(name=name)


def test_a_name_and_the_words_beside_it_are_told_apart() -> None:
    said = "Trail has 3 trails, new network and all; “reach” is quoted, and «level» too."
    assert marked(html.P(said), names=NAMES) == ["trails"]
    assert marked(html.P(said)) == ["Trail", "new network"]


def test_the_names_of_a_study_are_those_of_all_its_tables() -> None:
    study = netmap.from_tables(
        agencies=pd.DataFrame(
            {"agency": ["A", "B"], "name": ["Trail", "Police"], "sector": ["old", "new level"]}
        ),
        zones=pd.DataFrame({"zone": ["Z1"], "name": ["Champions’ reach"]}),
        translations=pd.DataFrame(
            [("agencies", "name", "Police", "de", "Level Polizei")],
            columns=["table", "column", "value", "language", "text"],
        ),
    )
    told = {"Trail", "old", "new level", "Champions’ reach", "Level Polizei"}
    assert names_in(study, vocabulary(terms())) == told


def test_a_card_says_the_word_its_threshold_and_an_example() -> None:
    words = Words(terms_of(TiePolicy(sustained_occasions=7), PathRule(), translator("en")).values())
    shown, cards = words.marked([html.P("34 old networks")])
    (card,) = cards.children
    assert isinstance(card, Card)
    name, means, example = card.children
    assert name.children.children == "old network"
    assert "shared 7 occasions or more over 90 days" in means.children
    assert example.children.startswith("For example")
    sent, opened = (each.to_plotly_json()["props"] for each in (shown.children[1], card))
    assert (sent["popovertarget"], sent["aria-describedby"]) == (opened["id"], opened["id"])
    assert (sent["type"], opened["popover"]) == ("button", "auto")


def test_a_page_that_is_written_whole_is_marked_and_escaped() -> None:
    words = Words(terms())
    said = words('<b onclick="x">34</b> old networks & more')
    assert isinstance(said, Markup)
    assert said == (
        "&lt;b onclick=&#34;x&#34;&gt;34&lt;/b&gt; "
        '<button type="button" class="word" popovertarget="word-old_network" '
        'aria-describedby="word-old_network">old networks</button> &amp; more'
    )
    assert words("old networks") == "old networks"
    assert "old networks</button>" in words("old networks", "folded")
    assert words.cards_written().count('popover="auto"') == 1
