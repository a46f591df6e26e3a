"""The encodings in which people keep text: told by a mark, by zero bytes, or by how its words would read."""

from __future__ import annotations

import codecs
import re
from itertools import islice

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Bytes with which text says its own encoding."""

GUESSED = ("cp1252", "cp1250", "mac-roman")
"""Encodings of one byte a letter, which say nothing of themselves; the commonest first."""

OLD_MAC, MOST_ODD = "mac-roman", 0.1
"""Any bytes at all are text in this one: it is taken only where few of its letters are odd, and sooner where
lines end in returns alone, as old Macs end them."""

ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", *GUESSED, "latin-1")
"""Every encoding that is read."""

WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32")
NEAR = 0.5
"""So little oddness more is no reason to take one encoding for another."""

SAMPLE, MOST_WORDS, CHUNK = 2_000, 5_000, 1 << 20
WORD = re.compile(rb"[^\s,;|\"]*[\x80-\xff][^\s,;|\"]*")
WITHIN_WORDS = "’‘'-·‐"
CENTRAL = frozenset("šŠžŽ")
"""Letters that both cp1252 and cp1250 have at the same place, and that Western names rarely do."""


def known_encoding(name: str) -> str | None:
    """An encoding of the list, however it is spelt; None where it is none of them.

    Example:
        >>> known_encoding("Mac_Roman"), known_encoding("windows-1252"), known_encoding("rot13")
        ('mac-roman', 'cp1252', None)
    """
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    known = {codecs.lookup(one).name: one for one in ENCODINGS}
    return "utf-8" if found == "utf-8-sig" else known.get(found)


def told_encoding(start: bytes) -> tuple[str, int] | None:
    """What the first bytes of a text say of its encoding, and how many of them are a mark; None: nothing.

    Example:
        >>> told_encoding("a,b".encode("utf-16-le")), told_encoding(b"a,b")
        (('utf-16-le', 0), None)
    """
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding, len(mark) if encoding == "utf-8" else 0
    sample = start[:SAMPLE]
    even, odd = sample[::2], sample[1::2]
    for encoding, zeros, letters in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(zeros) >= 2 and zeros.count(0) > 0.8 * len(zeros) and letters.count(0) == 0:
            return encoding, 0
    return None


def likely_encodings(data: bytes) -> tuple[str, ...]:
    """The encodings of text that is no UTF-8 in which its words read least oddly, the likeliest first.

    Those after the first read about as well and give other letters. Empty: none can be.

    Example:
        >>> likely_encodings("Muñiz, Peña".encode("mac-roman")), likely_encodings("Peña".encode("cp1252"))
        (('mac-roman',), ('cp1252', 'cp1250'))
        >>> likely_encodings("Łukasz Świętosławski".encode("cp1250"))
        ('cp1250',)
    """
    words = {found.group() for found in islice(WORD.finditer(data), MOST_WORDS)}
    odd = {name: _oddness(words, name) for name in GUESSED if _decodes(data, name)}
    if OLD_MAC in odd:
        strange = sum(byte > 0x7F for word in words for byte in word)
        if odd[OLD_MAC] > MOST_ODD * strange:
            del odd[OLD_MAC]
        elif b"\n" not in data:
            odd[OLD_MAC] -= 1
    ranked = sorted(odd, key=lambda name: (odd[name], GUESSED.index(name)))
    if not ranked:
        return ()
    best = ranked[0]
    read = {word: word.decode(best) for word in words}
    near = (name for name in ranked[1:] if odd[name] <= odd[best] + NEAR)
    return best, *(name for name in near if any(word.decode(name) != text for word, text in read.items()))


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK])
    except UnicodeDecodeError:
        return False
    return True


def _oddness(words: set[bytes], encoding: str) -> float:
    texts = [word.decode(encoding) for word in words]
    odd = float(sum(map(_odd_signs, texts)))
    central = encoding == "cp1250" and any(letter in CENTRAL for text in texts for letter in text)
    return odd - 0.5 if central else odd


def _odd_signs(word: str) -> int:
    """How many letters of a word stand where no language has them."""
    return sum(
        _is_odd(letter, word[place - 1 : place], word[place + 1 : place + 2])
        for place, letter in enumerate(word)
        if not letter.isascii()
    )


def _is_odd(letter: str, before: str, after: str) -> bool:
    if not letter.isalpha():
        return letter not in WITHIN_WORDS and (before.isalpha() or after.isalpha())
    return letter.isupper() and before.isalpha() and (before.islower() or after.islower())
