"""The parts of these pages: the answer first, cards, links to take tables away, how it was worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.answer_page import ids, text
from dashboards.answer_page.state import State, file_of
from dashboards.components.aria import aria, data
from netmap.model.i18n import Translator
from netmap.questions.learning.types import Said
from netmap.questions.method import Method, method_facts

AT_ONCE = 4
"""So many sentences are read at once."""


def answer_section(
    heading: str,
    said: Said,
    sentences: Sequence[str],
    translator: Translator,
    *more: Any,
    at_once: int = AT_ONCE,
) -> html.Section:
    """What the page answers in sentences, the first large, or why there is nothing to say.

    The heading is read out and not shown, as the navigation says it; so many sentences are read `at_once`.
    """
    notices = [html.P(notice, className="notice") for notice in said.notices]
    body = _told(sentences, translator, at_once)
    if said.empty:
        body = [html.P(said.empty, role="status")]
    return html.Section(
        [
            html.H1(heading, className="unseen"),
            html.Div(body, className="said"),
            *more,
            *notices,
        ],
        className="sentences",
        **aria(label=translator.gettext(text.ANSWER)),
    )


def _told(sentences: Sequence[str], translator: Translator, at_once: int) -> list[Any]:
    """The first sentences, and what else there is to say folded up below them."""
    told = [html.Li(sentence) for sentence in sentences]
    first = html.Ul(told[:at_once], **aria(live="polite"))
    if len(told) <= at_once + (at_once == AT_ONCE):
        return [html.Ul(told, **aria(live="polite"))]
    more = html.Summary(translator.gettext(text.MORE_SAID))
    return [first, html.Details([more, html.Ul(told[at_once:])], id=ids.menu("said"), className="more-said")]


def file_link(state: State, file: str, translator: Translator) -> html.A:
    """A link to one table of what is shown."""
    address = file_of(state, file, translator.language)
    return html.A(translator.gettext(text.CSV), href=address, className="file", download="")


def both_files(state: State, file: str, translator: Translator) -> html.Span:
    """Links to one table of what is shown under chance, and to the same if every encounter passes on."""
    paths = state.context.paths
    graded, certain = (state.but(paths=each) for each in (paths.at_yardstick, paths.at_certainty))
    address = file_of(certain, file, translator.language)
    sure = html.A(translator.gettext(text.CSV_CERTAIN), href=address, className="file", download="")
    return html.Span([file_link(graded, file, translator), sure], className="files")


def card(heading: str, link: Any, *parts: Any) -> html.Section:
    """A part of the page with its heading and, where it holds a table, the link to take it away."""
    head = [html.H2(heading), *([] if link is None else [link])]
    return html.Section([html.Div(head, className="card-head"), *parts], className="card")


def to_copy(place: str, label: str, copy: str, body: str, element: Any, translator: Translator) -> list[Any]:
    """A text that is read or copied: a button, and the text in an element of its own, found by `place`."""
    told = data(copy=place, copied=translator.gettext(text.COPIED))
    return [
        html.Button(copy, type="button", className="plain-button", **told),
        element(body, id=place, tabIndex=0, className="to-copy", **aria(label=label)),
    ]


def how(
    method: Method | None,
    translator: Translator,
    more: Sequence[tuple[str, str]] = (),
    unfolded: bool = True,
) -> html.Details:
    """The window and the rules in words, and what else is to be known of how the answer came about."""
    facts = [*([] if method is None else method_facts(method, translator)), *more]
    listed = [html.Div([html.Dt(label), html.Dd(value)], className="fact") for label, value in facts if value]
    summary = html.Summary(translator.gettext(text.HOW))
    return html.Details([summary, html.Dl(listed, className="facts")], className="card how", open=unfolded)
