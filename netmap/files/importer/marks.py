"""How people write that somebody was there, sent apologies, or was not there."""

from __future__ import annotations

from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header

PRESENT, APOLOGIES, UNCLEAR, ABSENT = "present", "apologies", "unclear", "absent"

TICKS = frozenset({"✓", "✔", "☑", "●", "•", "*", "√", "+"})
CROSSES = frozenset({"-", "–", "—", "☐", "○"})

MEANINGS = (PRESENT, APOLOGIES, UNCLEAR, ABSENT)


def mark_of(text: str) -> str | None:
    """What a mark says; None where it must be asked: what says several things, such as A, is no word of any.

    Example:
        >>> mark_of("✓"), mark_of("Apologies"), mark_of("A")
        ('present', 'apologies', None)
    """
    sign = text.strip()
    if sign in TICKS:
        return PRESENT
    if sign in CROSSES:
        return ABSENT
    plain = plain_header(sign)
    return next((meaning for meaning in MEANINGS if plain in plain_words("marks", meaning)), None)
