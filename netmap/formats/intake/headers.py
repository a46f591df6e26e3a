"""Headers matched with fields: words that are known, and words that are nearly so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from netmap.formats.intake.fields import FIELDS

NOT_WORD = re.compile(r"[^a-z0-9]+")
REPAIR_HEADERS = ("netmap: line", "netmap: why")
"""The headers of the columns that a workbook for repair adds; they are not read again."""

NEAR = 0.86
"""How alike a header and a word must be to be proposed; what is proposed so is said to be unsure."""


def plain_header(text: str) -> str:
    """A header in lower case, without accents and signs.

    Example:
        >>> plain_header("Modalità (contatto)"), plain_header("Person_ID")
        ('modalita contatto', 'person id')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return NOT_WORD.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


WORDS: dict[str, tuple[str, ...]] = {field.name: field.words for field in FIELDS}


def is_known(header: str) -> bool:
    """Whether a header is a word by which some field is called."""
    plain = plain_header(header)
    return any(plain in words for words in WORDS.values())


def column_for(field: str, headers: Sequence[str], taken: Iterable[int]) -> tuple[int, bool] | None:
    """Which column says a field: its place, and whether that is sure; None where none does.

    Args:
        field: one of `fields.NAMES`.
        headers: the headers of a table.
        taken: columns that say something else already.
    """
    free = [place for place in range(len(headers)) if place not in set(taken)]
    plain = {place: plain_header(headers[place]) for place in free}
    for word in WORDS[field]:
        for place in free:
            if plain[place] == word:
                return place, True
    near = [(_likeness(plain[place], field), -place) for place in free if len(plain[place]) > 3]
    best, place = max(near, default=(0.0, 0))
    return (-place, False) if best >= NEAR else None


def _likeness(plain: str, field: str) -> float:
    return max(_alike(plain, word) for word in WORDS[field])


def _alike(plain: str, word: str) -> float:
    if len(word) < 4:
        return 0.0
    if f" {word} " in f" {plain} ":
        return 0.9
    return SequenceMatcher(None, plain, word).ratio()
