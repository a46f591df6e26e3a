"""How people write that somebody was there, sent apologies, or was not there."""

from __future__ import annotations

from netmap.files.importer.headers import plain_header

PRESENT, APOLOGIES, UNCLEAR, ABSENT = "present", "apologies", "unclear", "absent"

TICKS = frozenset({"✓", "✔", "☑", "●", "•", "*", "√", "+"})
CROSSES = frozenset({"-", "–", "—", "☐", "○"})

WORDS: dict[str, frozenset[str]] = {
    PRESENT: frozenset(
        {
            "x",
            "xx",
            "1",
            "y",
            "yes",
            "true",
            "p",
            "present",
            "attended",
            "in person",
            "si",
            "vero",
            "presente",
            "presente online",
            "online",
            "in presenza",
            "checked in",
            "attended in person",
            "attended online",
        }
    ),
    APOLOGIES: frozenset(
        {
            "apologies",
            "apology",
            "apologised",
            "apologies sent",
            "apols",
            "sent apologies",
            "apologies received",
            "apologies given",
            "absent with apologies",
            "not attending",
            "declined",
            "excused",
            "excuse",
            "excusee",
            "absent excuse",
            "absente excusee",
            "entschuldigt",
            "giustificato",
            "giustificata",
            "assente giustificato",
            "assente giustificata",
            "scuse",
        }
    ),
    UNCLEAR: frozenset({"unclear", "not clear", "non chiaro", "unknown", "incerto"}),
    ABSENT: frozenset(
        {
            "0",
            "n",
            "no",
            "false",
            "absent",
            "absente",
            "abwesend",
            "not present",
            "not there",
            "did not attend",
            "dna",
            "no show",
            "noshow",
            "absent without apologies",
            "absent no apologies",
            "assente",
            "assente ingiustificato",
            "assente ingiustificata",
            "falso",
        }
    ),
}
"""Words that say one thing only; others, such as A, are asked."""

MEANINGS = (PRESENT, APOLOGIES, UNCLEAR, ABSENT)


def mark_of(text: str) -> str | None:
    """What a mark says; None where it must be asked.

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
    return next((meaning for meaning, words in WORDS.items() if plain in words), None)
