"""Names of columns that are almost those of the schema."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from netmap.model.errors import Problem
from netmap.model.findings import WARNING
from netmap.model.i18n import N_
from netmap.model.schema import TableSchema

BETWEEN_WORDS = re.compile(r"[\W_]+")
SHORTEST_GUESSED = 4
"""A name with fewer letters is one letter from too many words."""


def misnamed_columns(
    schema: TableSchema, absent: Collection[str], others: Iterable[str]
) -> Iterator[Problem]:
    """A warning for each column that is not defined and whose name is almost that of one that did not come.

    Args:
        schema: the table.
        absent: its defined columns that did not come. Those that must come are told as absent, with the
            column that may be meant, and need no second word.
        others: the names of the columns that are not defined.

    Example:
        >>> from netmap.model.schema import TABLES
        >>> schema = TABLES["practitioners"]
        >>> [found.value for found in misnamed_columns(schema, {"agency", "level"}, ["Levels", "shoe size"])]
        ['Levels']
    """
    wanted = [name for name in schema.columns if name in absent and not must_come(schema, name)]
    for given in others:
        if near := near_name(given, wanted):
            reason = N_(
                "{table} has no defined column {given}; it is kept as text, and no analysis reads it."
            )
            cure = N_("Did you mean {near}? Then rename the column.")
            values = {"table": schema.name, "given": given, "near": near}
            yield Problem(schema.name, 1, given, given, "unknown-column", reason, cure, WARNING, values)


def must_come(schema: TableSchema, name: str) -> bool:
    """Whether a table without the column is refused."""
    return name in schema.required and not (schema.numbered and name in schema.key)


def near_name(given: str, names: Iterable[str]) -> str | None:
    """The name that differs from a given one only in case, in what parts its words, or in one letter.

    Example:
        >>> near_name("Observed-From", ["observed_to", "observed_from"]), near_name("sise", ["role"])
        ('observed_from', None)
    """
    plain = _plain(given)
    alike = [name for name in names if _is_near(plain, _plain(name))]
    return min(alike, key=lambda name: _plain(name) != plain, default=None)


def _plain(name: str) -> str:
    return BETWEEN_WORDS.sub("", name).casefold()


def _is_near(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= SHORTEST_GUESSED and _one_letter_apart(one, other))


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is another, too many or too few, or two neighbours are swapped."""
    short, long = sorted((one, other), key=len)
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest_short, rest_long = short[same:], long[same:]
    if len(long) - len(short) == 1:
        return rest_short == rest_long[1:]
    swapped = rest_short[:2] == rest_long[1::-1] and rest_short[2:] == rest_long[2:]
    return len(long) == len(short) and (rest_short[1:] == rest_long[1:] or swapped)
