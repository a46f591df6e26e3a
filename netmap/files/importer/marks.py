"""How people write that somebody was there, sent apologies, or was not there."""

from __future__ import annotations

import re

from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header

PRESENT, APOLOGIES, UNCLEAR, ABSENT = "present", "apologies", "unclear", "absent"

TICKS = frozenset({"✓", "✔", "☑", "●", "•", "*", "√", "+"})
CROSSES = frozenset({"-", "–", "—", "☐", "○"})

LONGEST_KEY = 400
MEANINGS = (PRESENT, APOLOGIES, UNCLEAR, ABSENT)
NOTHING = "nothing"
"""What a mark, or a blank one, may say that puts nothing on record: that nobody met, as on a bank holiday."""

ASKED = "asked"
"""Words that may say of one person that they were away, or of a day that nobody met: “holiday”, “ferie”."""


PAIR = re.compile(
    r"(?:^|[\s,;(\[:/|])([^\s=,;()]{1,12})\s*=\s*([^=,;|()]+?)(?=\s*(?:[,;|)\]]|$|\S{1,12}\s*=))"
)
"""A mark and what it says, in a line that explains the marks of a sheet."""


def keys_in(text: str) -> dict[str, str]:
    """What a line that explains the marks of a sheet says, for those whose meaning is known.

    Example:
        >>> keys_in("x = present, A = apologies; D = deputy sent"), keys_in("Ann Lee")
        ({'x': 'present', 'a': 'apologies'}, {})
    """
    pairs = ((found[1], mark_of(found[2])) for found in PAIR.finditer(text[:LONGEST_KEY]))
    return {sign.casefold(): meaning for sign, meaning in pairs if meaning is not None}


WHOSE = re.compile(r"(?:^|[\s,;(\[:|])([^\W\d_a-zà-ÿ]{2,4})\s*=\s*([^=;|,\n]+?)(?=\s*(?:[;|,\n]|$))")
"""Initials and whose they are, in a line that explains them: “AS = Alice Smith (Police); BJ = Ben Jones”."""


def people_in(text: str) -> dict[str, str]:
    """Whose initials a line explains: a name of at least two words each.

    Example:
        >>> people_in("AS = Alice Smith (Police); BJ = Ben Jones"), people_in("A = apologies; XX = present")
        ({'AS': 'Alice Smith (Police)', 'BJ': 'Ben Jones'}, {})
    """
    pairs = ((found[1], found[2].strip()) for found in WHOSE.finditer(text))
    return {sign: told for sign, told in pairs if mark_of(told) is None and len(told.split()) > 1}


def mark_of(text: str) -> str | None:
    """What a mark says; None where it must be asked: what says several things, such as A, is no word of any.

    Example:
        >>> mark_of("✓"), mark_of("Apologies"), mark_of("A"), mark_of("FESTIVO")
        ('present', 'apologies', None, 'nothing')
    """
    sign = text.strip()
    if sign in TICKS:
        return PRESENT
    if sign in CROSSES:
        return ABSENT
    plain = plain_header(sign)
    return next((meaning for meaning in (*MEANINGS, NOTHING) if plain in plain_words("marks", meaning)), None)


def is_mark(text: str) -> bool:
    """Whether a text is a mark by itself, be it one of which it must be asked what it says.

    Example:
        >>> is_mark("p"), is_mark("Holiday"), is_mark("Ann")
        (True, True, False)
    """
    return mark_of(text) is not None or plain_header(text) in plain_words("marks", ASKED)
