"""Names as people write them: when two spellings are surely one, and when they are only alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from netmap.model.i18n import N_

DOTTED = re.compile(r"(?:\w\.)+\w?\.?")
SOFT = re.compile(r"[.,’'`´-]+")
TITLES = frozenset(
    (
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "prof",
        "sir",
        "dame",
        "rev",
        "cllr",
        "dott",
        "dottssa",
        "dssa",
        "sig",
        "sigra",
        "ing",
        "avv",
        "arch",
        "don",
        "suor",
    )
)
LONG_WORD, MIDDLING_WORD, MOST_ALIKE = 8, 6, 0.9
"""In words of so many letters two slips count, in those of so many a likeness of the whole (Jaro-Winkler)."""

SMALL_WORDS = frozenset(
    (
        "the",
        "of",
        "and",
        "for",
        "in",
        "di",
        "del",
        "della",
        "delle",
        "dei",
        "e",
        "il",
        "la",
        "lo",
        "per",
    )
)

ORDINARY = frozenset(
    (
        "who",
        "etc",
        "cc",
        "hs",
        "it",
        "all",
        "none",
        "na",
        "nil",
        "other",
        "others",
        "various",
        "unknown",
        "tbc",
        "tba",
        "guest",
        "guests",
        "apologies",
        "and",
        "or",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "to",
        "as",
        "us",
        "we",
        "is",
        "are",
        "no",
        "yes",
        "new",
        "public",
        "state",
        "local",
        "national",
        "staff",
        "team",
        "chair",
        "vacant",
        "altro",
        "altri",
        "vari",
        "nessuno",
        "ospite",
        "ospiti",
    )
)
"""Words that stand where a name should, and may be none."""

TOTALS = frozenset(
    (
        "total",
        "totals",
        "totale",
        "totali",
        "sum",
        "somma",
        "grand total",
        "number present",
    )
)

INITIALS, SPELLING, PART, SHORT, WORD = "initials", "spelling", "part", "short", "word"
THEIRS = "theirs"
SHORTENED = "shortened"
WHY = {
    INITIALS: N_("initials of it"),
    SPELLING: N_("spelt alike"),
    SHORTENED: N_("a word of it is shortened"),
    PART: N_("part of it is the same"),
    SHORT: N_("its first letters"),
    WORD: N_("an ordinary word"),
    THEIRS: N_(
        "it becomes theirs where none is on record; their seats in groups keep the level of the group"
    ),
}
"""Why a candidate is offered."""


SIGN = re.compile(r"\s*(?:[*†‡§]+|[¹²³⁰⁴-⁹]+)$")
"""Signs behind a name that lead to a note below the table."""


def without_sign(text: str) -> str:
    """A name without signs behind it that lead to a note.

    Example:
        >>> without_sign("Ann Lee**"), without_sign("Dee Fox¹"), without_sign("*")
        ('Ann Lee', 'Dee Fox', '*')
    """
    return SIGN.sub("", text.strip()) or text.strip()


@lru_cache(maxsize=10_000)
def plain_letters(text: str) -> str:
    """A text without case, accents, soft signs and doubled spaces.

    Example:
        >>> plain_letters("  ROSSI,  Niccolò"), plain_letters("U.S.C.G."), plain_letters("=A1")
        ('rossi niccolo', 'uscg', '=a1')
    """
    words = [word.replace(".", "") if DOTTED.fullmatch(word) else word for word in text.casefold().split()]
    letters = unicodedata.normalize("NFKD", " ".join(words))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(SOFT.sub(" ", bare.replace("’", "").replace("'", "")).split())


def sure_key(text: str, *, ordered: bool) -> tuple[str, ...]:
    """What two spellings of one name have in common.

    A text of signs alone is only like itself, and where there is a digit, signs and accents count.

    Args:
        text: a name.
        ordered: whether the order of its words counts; it does not in people's names.

    Example:
        >>> sure_key("Rossi, Maria", ordered=False) == sure_key("maria ROSSI", ordered=False)
        True
        >>> sure_key("-1", ordered=True) == sure_key("1", ordered=True)
        False
    """
    numbered = any(letter.isdigit() for letter in text)
    words = text.casefold().split() if numbered else plain_letters(text).split()
    if not words:
        return (text,)
    return tuple(words if ordered else sorted(words))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, without titles."""
    words = tuple(word for word in plain_letters(text).split() if word not in TITLES)
    return words or tuple(plain_letters(text).split())


def likeness(first: Sequence[str], second: Sequence[str], *, shortest: int = 3) -> str | None:
    """Why two names, given as words, may be one; None where nothing speaks for it.

    Args:
        first: the words of one name.
        second: the words of the other.
        shortest: how many letters a word must have for a slip of the pen to count.

    Example:
        >>> likeness(("m", "rossi"), ("maria", "rossi")), likeness(("jon", "smith"), ("john", "smyth"))
        ('initials', 'spelling')
        >>> likeness(("p001",), ("p002",)) is None
        True
    """
    short, long = sorted((list(first), list(second)), key=len)
    if _letters_of(short, long):
        return SHORT
    if any(word.isdigit() and word not in long for word in short):
        return None
    found: set[str] = set()
    firm = 0
    for word in short:
        how, place = _best(word, long, shortest)
        if how is None:
            return None
        matched = long.pop(place)
        firm += how not in (INITIALS, SHORTENED) and min(len(word), len(matched)) >= 3
        found.add(how)
    if not firm:
        return None
    if any(len(word) > 1 for word in long):
        if SPELLING in found:
            return None
        found.add(PART)
    return next((how for how in (SPELLING, INITIALS, SHORTENED, PART) if how in found), PART)


def _letters_of(short: list[str], long: list[str]) -> bool:
    letters = "".join(word[0] for word in long if word not in SMALL_WORDS)
    return len(short) == 1 and len(letters) >= 3 and short[0] == letters


def _best(word: str, others: list[str], shortest: int) -> tuple[str | None, int]:
    if word in others:
        return "same", others.index(word)
    for place, other in enumerate(others):
        if (len(word) == 1 or len(other) == 1) and word[0] == other[0] and word[0].isalpha():
            return INITIALS, place
    for place, other in enumerate(others):
        if min(len(word), len(other)) >= shortest and is_slip(word, other):
            return SPELLING, place
    for place, other in enumerate(others):
        if is_shortened(*sorted((word, other), key=len)):
            return SHORTENED, place
    return None, -1


def is_slip(first: str, second: str) -> bool:
    """Whether two words differ by a slip: one letter in words of three to seven, two in longer ones, or
    little of the whole in words of six and more.

    Words with a digit in them are never alike: they are numbers and ids.

    Example:
        >>> is_slip("smith", "smyth"), is_slip("rossi", "russo"), is_slip("p001", "p002")
        (True, False, False)
    """
    shortest = min(len(first), len(second))
    if shortest < 3 or not (first.isalpha() and second.isalpha()):
        return False
    allowed = 2 if shortest >= LONG_WORD else 1
    if OSA.distance(first, second, score_cutoff=allowed) <= allowed:
        return True
    alike = shortest >= MIDDLING_WORD and first[0] == second[0]
    return alike and JaroWinkler.similarity(first, second) >= MOST_ALIKE


def is_shortened(short: str, word: str) -> bool:
    """Whether a word is a shorter writing of another: its first and last letter and some between, in order.

    Example:
        >>> is_shortened("mtg", "meeting"), is_shortened("cttee", "committee"), is_shortened("ned", "needed")
        (True, True, False)
    """
    if not 3 <= len(short) <= len(word) - 2 or short[0] != word[0] or short[-1] != word[-1]:
        return False
    letters = iter(word)
    return short.isalpha() and all(letter in letters for letter in short) and short[:2] != word[:2]


def signatures(words: Sequence[str]) -> set[str]:
    """Texts of which two names that may be one share at least one.

    Example:
        >>> bool(signatures(("smith",)) & signatures(("smyth",)))
        True
    """
    found = set(words)
    for word in words:
        if word.isalpha() and len(word) >= 3:
            once = {word[:place] + word[place + 1 :] for place in range(len(word))}
            found |= once
            if len(word) >= 8:
                found |= {part[:place] + part[place + 1 :] for part in once for place in range(len(part))}
    letters = "".join(word[0] for word in words if word not in SMALL_WORDS)
    if len(letters) >= 3:
        found.add(letters)
    return found
