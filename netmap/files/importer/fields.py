"""What a column of a foreign table may say, and the headers by which people call it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from netmap.model.i18n import N_


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may say; `words` are plain headers beside those of the languages."""

    name: str
    title: str
    words: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field("person", N_("person")),
    Field("person_id", N_("the person's id")),
    Field("first_name", N_("first name")),
    Field("last_name", N_("last name")),
    Field("actor", N_("person or agency")),
    Field("agency", N_("agency")),
    Field("date", N_("date")),
    Field("seconds", N_("seconds since the start")),
    Field("meeting", N_("sitting")),
    Field("zone", N_("meeting group")),
    Field("title", N_("title")),
    Field("status", N_("present or not")),
    Field("signature", N_("signature of who came")),
    Field("role", N_("role")),
    Field("source", N_("from")),
    Field("target", N_("to, or with whom")),
    Field("relation", N_("relation")),
    Field("weight", N_("strength")),
    Field("wave", N_("round of asking")),
    Field("code", N_("code of the answer")),
    Field("channel", N_("channel")),
    Field("object", N_("what it was about")),
    Field("note", N_("note")),
    Field("level", N_("level")),
    Field("profession", N_("profession")),
    Field("sector", N_("sector")),
    Field("partnership", N_("partnership")),
    Field("joined", N_("first day")),
    Field("left", N_("last day")),
    Field("mark", N_("a sitting of its own")),
    Field("name", N_("full name")),
)
"""Every field, the more telling first where two share a word."""

KEPT, IGNORED = "kept", "ignored"
"""Beside the fields: a column that is carried along under its own name, and one that is left out."""


def merged(*lists: Iterable[Field]) -> tuple[Field, ...]:
    """Fields of several lists; one that stands in several has the words of all of them.

    Example:
        >>> [field.words for field in merged([Field("a", "A", ("x",))], [Field("a", "", ("y",))])]
        [('x', 'y')]
    """
    found: dict[str, Field] = {}
    for field in chain.from_iterable(lists):
        first = found.setdefault(field.name, field)
        words = tuple(dict.fromkeys((*first.words, *field.words)))
        found[field.name] = replace(first, words=words)
    return tuple(found.values())
