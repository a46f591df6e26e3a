"""Headers matched with fields: words that are known, and words that are nearly so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from netmap.files.importer.fields import Field

NOT_WORD = re.compile(r"[\W_]+")
REPAIR_HEADERS = ("netmap: line", "netmap: why")
"""The headers of the columns that a workbook for repair adds; they are not read again."""

NEAR = 0.86
"""How alike a header and a word must be to be proposed; what is proposed so is said to be unsure."""

LONGEST, MOST_NEAR = 60, 200
"""A longer header is compared with no word, and in a table of more columns none is."""


@lru_cache(maxsize=10_000)
def plain_header(text: str) -> str:
    """A header in lower case, without accents and signs.

    Example:
        >>> plain_header("Modalità (contatto)"), plain_header("Person_ID")
        ('modalita contatto', 'person id')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return NOT_WORD.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


class Vocabulary:
    """The words by which columns are called, in any language, by the field that they say."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.words = {field.name: field.words for field in fields}
        self._known = frozenset(word for words in self.words.values() for word in words)
        self._likeness = lru_cache(maxsize=20_000)(self._likeness_of)

    def is_known(self, header: str) -> bool:
        """Whether a header is a word by which some field is called."""
        return len(header) <= LONGEST and plain_header(header) in self._known

    def column_for(
        self, field: str, plain: Sequence[str], taken: Iterable[int], *, near: bool
    ) -> tuple[int, bool] | None:
        """Which column says a field: its place, and whether that is sure; None where none does.

        Args:
            field: one of `fields.FIELDS`.
            plain: the headers of a table, as `plain_header` gives them.
            taken: columns that say something else already.
            near: whether a header that is only like a word counts too.
        """
        free = [place for place in range(len(plain)) if place not in set(taken)]
        for word in self.words[field]:
            for place in free:
                if plain[place] == word:
                    return place, True
        if not near or len(plain) > MOST_NEAR:
            return None
        written = [place for place in free if 3 < len(plain[place]) <= LONGEST]
        likely = [(self._likeness(plain[place], field), -place) for place in written]
        best, place = max(likely, default=(0.0, 0))
        return (-place, False) if best >= NEAR else None

    def _likeness_of(self, plain: str, field: str) -> float:
        return max((_alike(plain, word) for word in self.words[field]), default=0.0)


def _alike(plain: str, word: str) -> float:
    if len(word) < 4:
        return 0.0
    if f" {word} " in f" {plain} ":
        return 0.9
    matcher = SequenceMatcher(None, plain, word)
    return matcher.ratio() if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR else 0.0
