"""Numbers and yes-or-no as people write them."""

from __future__ import annotations

import math
import re

TRUE = frozenset({"true", "t", "yes", "y", "1", "vero", "sì", "si"})
FALSE = frozenset({"false", "f", "no", "n", "0", "falso"})
"""How people and spreadsheets write yes and no, in English and Italian."""

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})")


def read_boolean(text: str) -> bool | None:
    """Yes or no; None where it is neither.

    Example:
        >>> read_boolean("True"), read_boolean("no"), read_boolean("perhaps")
        (True, False, None)
    """
    word = text.strip().casefold()
    return True if word in TRUE else False if word in FALSE else None


def read_number(text: str) -> float | None:
    """A finite number, with a point or a decimal comma; None where it is none.

    A comma before exactly three digits is refused: 1,500 may be a thousand and a half, or one and a half.

    Example:
        >>> read_number("2.5"), read_number("2,5"), read_number("1,500")
        (2.5, 2.5, None)
    """
    word = text.strip()
    if DECIMAL_COMMA.fullmatch(word):
        word = word.replace(",", ".")
    number = float(word) if NUMBER.fullmatch(word) else math.nan
    return number if math.isfinite(number) else None


def read_integer(text: str) -> float | None:
    """A whole number; None where it is none.

    Example:
        >>> read_integer("3"), read_integer("3.0"), read_integer("3.5")
        (3.0, 3.0, None)
    """
    number = read_number(text)
    return number if number is not None and number.is_integer() and abs(number) < 2**53 else None
