"""What a rule finds: who takes part, a number, and what is said of it in the reader's language."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from netmap.model.i18n import Translator

Words = Callable[[Translator], str]
"""A sentence, written out for a language."""


class Called(str):
    """The name of something, with what it is called in other languages: a gap is found once for all."""

    elsewhere: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, name: str, elsewhere: Mapping[str, str]) -> Called:
        """A name; `elsewhere` by the code of a language."""
        found = cls(name)
        found.elsewhere = elsewhere
        return found


class Actor(NamedTuple):
    """One thing that takes part in a gap: what sort it is of, and its id or word."""

    sort: str
    id: str


AGENCY, PERSON, ZONE, LEVEL, SERVICE = "agency", "practitioner", "zone", "level", "service"
NEED, AREA, OBJECT, CHANNEL, PARTNERSHIP = "need", "area", "object", "channel", "partnership"


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """One gap: its actors in the rule's own order, its number, its sentences, and since which day (a number).

    `since` is None where no event marks the day. `act_by` is the last day to act, where there is one.
    """

    actors: tuple[Actor, ...]
    value: float
    evidence: Words
    suggestion: Words
    since: int | None = None
    act_by: int | None = None


def gap_id(rule: str, version: int, actors: Sequence[Actor]) -> str:
    """By what a gap is known: a hash of its rule, the rule's version and its actors in canonical JSON.

    Example:
        >>> gap_id("isolated", 1, [Actor("practitioner", "=A1")])
        '4346f5c02b0abf776c96'
    """
    told = [rule, version, [list(actor) for actor in actors]]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def say(message: str | Words, **values: Any) -> Words:
    """A sentence whose places are filled when its language is known.

    `message` is marked with `N_`, or chooses a plural form. Dates, whole numbers, shares (numbers with a
    fraction), names and lists of names are written as the language has them; other texts stay as they are.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> say("{who}: {share} by {day}", who=("Ada", "Ben"), share=0.5, day=dt.date(2011, 3, 1))(ENGLISH)
        'Ada and Ben: 50% by 1 March 2011'
    """

    def sentence(t: Translator) -> str:
        text = t.gettext(message) if isinstance(message, str) else message(t)
        return text.format(**{name: _written(value, t) for name, value in values.items()})

    return sentence


def _written(value: Any, t: Translator) -> str:
    if isinstance(value, dt.date):
        return t.date(value)
    if isinstance(value, tuple):
        return t.listing([_written(each, t) if isinstance(each, Called) else str(each) for each in value])
    if isinstance(value, Called):
        return value.elsewhere.get(t.language, value)
    if isinstance(value, float):
        return t.percent(value)
    return t.number(value) if isinstance(value, int) else str(value)
