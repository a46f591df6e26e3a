"""What somebody may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word most like the one given; all of them where none is like it.

    Example:
        >>> nearest("chek", ["check", "ties"])
        'check'
    """
    return next(iter(get_close_matches(word, known, 1)), ", ".join(known))
