"""Words that are explained where they stand: a dotted underline, and a card that a press opens.

The card is the browser's own popover: it opens by key, click and tap, closes by Escape and beside it, also
in a page that was kept as a file, and needs no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboards.components.aria import aria
from dashboards.components.facts import fact_list
from dashboards.services import Services
from netmap.model.derived import derived
from netmap.model.errors import StudyError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.terms import Term, terms_on

WHAT_WORDS_MEAN = N_("What the words mean")

TEXTS = ("P", "Li", "H1", "H2", "H3", "H4", "Dt", "Dd", "Th", "Div", "Span", "Figcaption")
"""The elements of which the text is read for words."""

CLOSED = ("Button", "A", "Summary", "Label", "Caption", "Td", "Pre", "Code", "Option", "Script")
"""The elements within which nothing is explained: they are pressed, hidden, or hold what a study says."""

UNSEEN = {"unseen", "hidden", "explained", "large", "to-copy"}
"""Classes of what is not seen, has an explanation of its own, or is a name."""

NAMED = (
    "levels",
    "partnerships",
    "agencies",
    "zones",
    "services",
    "practitioners",
    "objects",
    "events",
    "waves",
)
"""The tables whose texts are names that pages put into sentences."""

QUOTED = re.compile("“[^”]*”|«[^»]*»")
WORD = re.compile(r"\w+")


BUTTON = Markup('<button type="button" class="word" popovertarget="{0}" aria-describedby="{0}">{1}</button>')
CARD = Markup(
    '<div class="word-card" id="{}" popover="auto"><p><strong>{}</strong></p><p>{}</p><p>{}</p></div>'
)
"""A word and its card in a page that is written whole."""


class Mark(html.Button):
    """A word in a sentence: the button that opens a card, by the browser's own attribute."""

    def __init__(self, said: str, card: str) -> None:
        super().__init__(said, type="button", className="word", **aria(describedby=card))
        self.card = card

    def to_plotly_json(self) -> dict[str, Any]:
        """The button with the attribute that Dash has no name for."""
        return _with(super(), popovertarget=self.card)


class Card(html.Div):
    """What a word means, by which threshold, with an example."""

    def __init__(self, term: Term, card: str) -> None:
        said = [html.P(html.Strong(term.name)), html.P(term.means), html.P(term.example)]
        super().__init__(said, id=card, className="word-card")

    def to_plotly_json(self) -> dict[str, Any]:
        """The part with the attribute that Dash has no name for."""
        return _with(super(), popover="auto")


def _with(component: Any, **attributes: str) -> dict[str, Any]:
    sent = component.to_plotly_json()
    return {**sent, "props": {**sent["props"], **attributes}}


class Words:
    """The words of one page, and which of them it has explained already.

    A word is marked where the page says it first (what is folded up counts for itself), whole, and outside
    of every name and of everything between quotation marks. `names` are those that sentences may hold;
    `place` tells the cards of one part of a page from those of another.
    """

    def __init__(self, terms: Iterable[Term], names: Iterable[str] = (), place: str = "word") -> None:
        self._terms = tuple(terms)
        self._place = place
        self._told: dict[str, set[str]] = {}
        self._used: dict[str, Term] = {}
        self._by_form = {form.casefold(): each for each in self._terms for form in each.forms if form}
        self._form = _either(self._by_form, re.IGNORECASE)
        known = vocabulary(self._terms)
        self._name = _either(each for each in set(names) if known & _words(each))

    def __call__(self, text: str, part: str = "") -> Markup | str:
        """A text of a page that is written whole, with its words marked; `part` is the part of the page."""
        pieces = self._pieces(text, self._told.setdefault(part, set()))
        if all(isinstance(each, str) for each in pieces):
            return text
        return Markup("").join(
            each if isinstance(each, str) else BUTTON.format(self._id(each[1]), each[0]) for each in pieces
        )

    def cards_written(self) -> Markup:
        """The cards of the words marked so far, for a page that is written whole."""
        found = (
            CARD.format(self._id(each), each.name, each.means, each.example) for each in self._used.values()
        )
        return Markup("\n").join(found)

    def marked(self, parts: Any) -> list[Any]:
        """Components with their words marked, and the cards behind them."""
        listed = list(parts) if isinstance(parts, (list, tuple)) else [parts]
        for each in listed:
            self._walk(each, self._told.setdefault("", set()))
        return [*listed, self.cards()] if self._used else listed

    def line(self, label: str) -> list[Any]:
        """A line of all words, and the cards behind them."""
        told = [self._button(each.name, each) for each in self._terms]
        return [html.P([label, *told], className="words-line"), self.cards()]

    def fold(self, label: str) -> html.Details:
        """What all words mean, folded up."""
        told = [(each.name, f"{each.means} {each.example}") for each in self._terms]
        return html.Details([html.Summary(label), fact_list(told)], className="words")

    def cards(self) -> html.Div:
        """The cards of the words marked so far."""
        return html.Div([Card(each, self._id(each)) for each in self._used.values()], className="word-cards")

    def _walk(self, node: Any, told: set[str]) -> None:
        """Mark the words within a component; what is folded up counts for itself."""
        if not isinstance(node, Component) or node._type in CLOSED or _is_unseen(node):
            return
        children = getattr(node, "children", None)
        if children is None:
            return
        told = set(told) if node._type == "Details" else told
        is_text = node._type in TEXTS and (node._type != "Th" or getattr(node, "scope", "") == "col")
        found: list[Any] = []
        for each in children if isinstance(children, (list, tuple)) else [children]:
            if is_text and isinstance(each, str):
                found += self._told_in(each, told, begins=node._type == "Th" and not found)
            else:
                self._walk(each, told)
                found.append(each)
        if len(found) > 1 or any(isinstance(each, Mark) for each in found):
            node.children = found

    def _told_in(self, text: str, told: set[str], *, begins: bool) -> Iterator[Any]:
        for at, piece in enumerate(self._pieces(text, told)):
            if isinstance(piece, str):
                yield piece
            else:
                said = piece[0][:1].upper() + piece[0][1:] if begins and not at else piece[0]
                yield self._button(said, piece[1])

    def _button(self, said: str, term: Term) -> Mark:
        self._used[term.key] = term
        return Mark(said, self._id(term))

    def _pieces(self, text: str, told: set[str]) -> Sequence[str | tuple[str, Term]]:
        """The text in pieces: texts, and words with what they mean."""
        if self._form is None or not text:
            return [text]
        kept = [found.span() for found in QUOTED.finditer(text)]
        kept += [] if self._name is None else [found.span() for found in self._name.finditer(text)]
        pieces: list[str | tuple[str, Term]] = []
        last = 0
        for found in self._form.finditer(text):
            term = self._by_form[found.group().casefold()]
            start, end = found.span()
            if term.key in told or any(start < stop and begin < end for begin, stop in kept):
                continue
            told.add(term.key)
            self._used[term.key] = term
            pieces += [text[last:start], (found.group(), term)] if start > last else [(found.group(), term)]
            last = end
        return [*pieces, text[last:]] if last < len(text) else pieces

    def _id(self, term: Term) -> str:
        return f"{self._place}-{term.key}"


def words_on(page: str, services: Services, context: Context, t: Translator, place: str = "word") -> Words:
    """The words of a page of a study, under the rules in force; names of the study are left as they are.

    None of a study that is refused, as its names are not known.
    """
    terms = terms_on(page, context.ties, context.paths, t)
    try:
        study = services.library.study(services.principal, context.study)
    except StudyError:
        return Words(())
    return Words(terms, names_in(study, vocabulary(terms)), place)


@derived(most=8)
def names_in(study: Study, vocabulary: frozenset[str]) -> frozenset[str]:
    """The names of a study, in all its languages, that have a word of some vocabulary in them.

    Example:
        >>> import netmap, pandas as pd
        >>> named = pd.DataFrame({"agency": ["A", "B"], "name": ["Trail", "Police"]})
        >>> study = netmap.from_tables(agencies=named)
        >>> sorted(names_in(study, frozenset({"trail"})))
        ['Trail']
    """
    tables = (study.table(each) for each in NAMED)
    texts = [frame[column] for frame in tables for column in frame if frame[column].dtype == "str"]
    texts.append(study.table("translations")["text"])
    found = (str(each) for column in texts for each in column.dropna().unique())
    return frozenset(each for each in found if vocabulary & _words(each))


def vocabulary(terms: Iterable[Term]) -> frozenset[str]:
    """Every single word of the forms of some words."""
    return frozenset(word for each in terms for form in each.forms for word in _words(form))


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _either(texts: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """What finds any of some texts as whole words, the longest first; None where there are none."""
    longest = sorted(texts, key=lambda each: (-len(each), each))
    if not longest:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", flags)


def _is_unseen(node: Component) -> bool:
    classes = set(str(getattr(node, "className", "") or "").split())
    hides = getattr(node, "hidden", False) or getattr(node, "aria-hidden", "") == "true"
    return bool(classes & UNSEEN) or bool(hides) or getattr(node, "role", "") == "img"
