"""What only a person can say: questions about a file, and the answers, which are remembered per source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

IS, NEW, DROP = "is", "new", "drop"
ACTIONS = (IS, NEW, DROP)

DATES, CENTURY, START, SORT, PERSON, AGENCY, ZONE = (
    "dates",
    "century",
    "start",
    "sort",
    "person",
    "agency",
    "zone",
)
LEVEL, STATUS, CODE, GROUP, PARTNERSHIP = "level", "status", "code", "group", "partnership"
SEVERAL, DIRECTION, REPEATED, BLANK, DAY = "several", "direction", "repeated", "blank", "day"
YEAR, WEEK, NAMESAKES, COLUMN, CLASH = "year", "week", "namesakes", "column", "clash"
ENCODING, ABOVE, MONTH = "encoding", "above", "month"

TEXTS = {
    DATES: N_(
        "Sheet {sheet}, column {column}: is “{value}” written with the day first or with the month first?"
    ),
    CENTURY: N_("Sheet {sheet}, column {column}: in which century is “{value}”?"),
    YEAR: N_("Sheet {sheet}, column {column}: of which year is “{value}”?"),
    MONTH: N_("Sheet {sheet}: is “{value}” a month of a year, or a day of a month?"),
    WEEK: N_("Sheet {sheet}: on which day was what stands beside “{value}”?"),
    START: N_("Sheet {sheet} counts seconds: on which day do they start?"),
    SORT: N_("Sheet {sheet}: are its ids people or agencies?"),
    PERSON: N_("Who is “{value}”? It is like others, and not the same."),
    NAMESAKES: N_("“{value}” stands beside several e-mail addresses ({example}): is that one person?"),
    AGENCY: N_("Which agency is “{value}”? It is like others, or may be none, or several."),
    ZONE: N_("Which meeting group is “{value}”? It is like others, and not the same."),
    SEVERAL: N_("Sheet {sheet}, column {column}: is “{value}” one name, or several in one cell?"),
    DIRECTION: N_("Does “{value}” say that a tie runs both ways, or only from its source to its target?"),
    REPEATED: N_(
        "Sheet {sheet}: {value} stands on more than one line, and perhaps other ties do: are their strengths "
        "added up?"
    ),
    COLUMN: N_("Sheet {sheet}, column {column}: what does it say? Its first cell is “{value}”."),
    LEVEL: N_("Which level is “{value}”? A new one needs a rank: 0 is nearest to the people served."),
    STATUS: N_("What does “{value}” say of somebody's attendance?"),
    BLANK: N_("Sheet {sheet}, column {column}: what does an empty cell say of somebody's attendance?"),
    CODE: N_("Sheet {sheet}: what does the code “{value}” say?"),
    GROUP: N_("{sheet} does not say which group met: which one was it?"),
    DAY: N_("{sheet} does not say on which day the sitting was: when was it?"),
    CLASH: N_(
        "{table}, {value}, {column}: the sheet says “{mine}”, and since it was exported the record says "
        "“{theirs}”: which one stands?"
    ),
    ABOVE: N_(
        "Sheet {sheet}, column {column}: does an empty cell say the same as the cell above it, “{value}”?"
    ),
    ENCODING: N_("{sheet} does not say how its letters are written: which of these reads right?"),
    PARTNERSHIP: N_("To which partnership does what is new belong?"),
}
"""For each kind of question its words; the places are filled from the question."""

NO_WHOLE_NAME = N_("Who is “{value}”? That may be no name, or only a part of one.")
"""The words about somebody who is like nobody."""

BEHIND = N_("Sheet {sheet}, column {column}: what does it say that stands behind the name in “{value}”?")
"""The words about brackets and dashes behind names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer: the value, what a reader sees, and why it is offered."""

    value: str
    shown: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be said by a person. `about` is what it is about, as values; `rows` is how many
    records wait for it; `actions` are the answers that it takes; `example` is a cell that shows it."""

    kind: str
    about: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    actions: tuple[str, ...] = (IS,)
    rows: int = 0
    example: str = ""

    def joined(self, other: Question) -> Question:
        """One question about the names of two.

        Example:
            >>> Question(PERSON, ("Anne Lee",), rows=1).joined(Question(PERSON, ("A. Lee",), rows=2)).about
            ('Anne Lee', 'A. Lee')
        """
        return replace(self, about=(*self.about, *other.about), rows=self.rows + other.rows)

    @property
    def template(self) -> str:
        """The English words, with places."""
        if self.kind == SEVERAL and self.about[-1] == "()":
            return BEHIND
        return TEXTS[self.kind] if self.kind != PERSON or self.candidates else NO_WHOLE_NAME

    @property
    def values(self) -> dict[str, str]:
        """What fills the places of the words."""
        if self.kind == CLASH:
            mine, theirs = (one.shown for one in self.candidates)
            where = {"table": self.about[0], "column": self.about[1], "value": ", ".join(self.about[2:])}
            return {**where, "mine": mine, "theirs": theirs}
        if self.kind == NAMESAKES:
            return {"value": self.about[0], "example": self.example}
        if self.kind in (PERSON, AGENCY, ZONE):
            return {"value": "”, “".join(self.about)}
        if self.kind in (REPEATED, MONTH):
            return {"sheet": self.about[0], "value": self.example}
        names = ("value",) if self.kind in (LEVEL, STATUS, DIRECTION) else ("sheet", "value")
        if self.kind in (DATES, CENTURY, YEAR, SEVERAL, BLANK, COLUMN, ABOVE):
            return {"sheet": self.about[0], "column": self.about[1], "value": self.example}
        return dict(zip(names, self.about, strict=False))


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said: `is` a value, `new`, or `drop` what it is about."""

    action: str
    value: str = ""


Asked = tuple[str, tuple[str, ...]]
"""A question: its kind, and what it is about."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that has been said about a source, by kind of question and what it was about.

    An answer about nothing in particular holds for every question of its kind that has none of its own.
    `used` are those that something in a file asked for.

    Example:
        >>> said = Answers().with_answer("person", ("J. Smith",), Answer("is", "P003"))
        >>> Answers.from_json(said.to_json()) == said
        True
    """

    said: Mapping[Asked, Answer] = field(default_factory=dict)
    used: set[Asked] = field(default_factory=set, compare=False, repr=False)

    def get(self, kind: str, about: tuple[str, ...]) -> Answer | None:
        """The answer to a question, or None."""
        return self.own(kind, about) or self.own(kind, ())

    def own(self, kind: str, about: tuple[str, ...]) -> Answer | None:
        """The answer to this very question, or None; one that was found is noted as used."""
        found = self.said.get((kind, about))
        if found is not None:
            self.used.add((kind, about))
        return found

    def of_name(self, kind: str, text: str) -> Answer | None:
        """What was answered of a name: by itself, or together with others that are like the same one."""
        if (found := self.own(kind, (text,))) is not None:
            return found
        together = (about for known, about in self.said if known == kind and len(about) > 1 and text in about)
        return next((self.own(kind, about) for about in together), None)

    def with_answer(self, kind: str, about: tuple[str, ...], answer: Answer) -> Answers:
        """The same with one more answer."""
        return Answers({**self.said, (kind, about): answer})

    def merged(self, other: Answers) -> Answers:
        """The same with the answers of another; where both say something, the other counts."""
        return Answers({**self.said, **other.said})

    def to_json(self) -> list[dict[str, Any]]:
        """The answers as plain values, in a form that people can write by hand."""
        return [
            {"question": kind, "about": list(about), "action": answer.action, "value": answer.value}
            for (kind, about), answer in self.said.items()
        ]

    @staticmethod
    def from_json(items: Any) -> Answers:
        """Answers out of plain values.

        Raises:
            ArgumentError: something else than a list of answers.
        """
        if not isinstance(items, list):
            raise _no_answers(items)
        return Answers(dict(_entries(items)))


def _entries(items: Iterable[Any]) -> Iterable[tuple[tuple[str, tuple[str, ...]], Answer]]:
    for item in items:
        try:
            about = tuple(str(part) for part in item.get("about", ()))
            answer = Answer(item.get("action", IS), str(item.get("value", "")))
            known = item["question"] in TEXTS and answer.action in ACTIONS
        except (AttributeError, KeyError, TypeError) as error:
            raise _no_answers(item) from error
        if not known:
            raise _no_answers(item)
        yield (item["question"], about), answer


def _no_answers(item: Any) -> ArgumentError:
    return ArgumentError(
        N_("“{item}” is no answer; write objects with question, about, action (is, new, drop) and value"),
        item=json.dumps(item, ensure_ascii=False, default=str)[:200],
    )
