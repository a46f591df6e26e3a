"""The words that a page explains: each underlined with dots, with a card that opens below it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from netmap.model.i18n import N_, Translator
from netmap.questions.terms import Term

WORDS = N_("Words:")


def word_cards(terms: Sequence[Term], translator: Translator) -> html.P | html.Div:
    """A line of words; a press on one says what it means, by which threshold, with an example."""
    label = html.Span(translator.gettext(WORDS))
    return html.Div([label, *(_card(each) for each in terms)], className="words-line", hidden=not terms)


def _card(term: Term) -> html.Details:
    said = html.Div([html.P(term.means), html.P(term.example)])
    return html.Details([html.Summary(term.name), said], className="term")
