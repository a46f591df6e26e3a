"""What is wrong with a file by kinds of problem: one kind is told once, however many records have it."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.model.errors import Problem
from netmap.model.findings import ERROR

UNANSWERED = "unanswered"


def kinds_of(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems of one kind together: of one sheet, one column and one reason, errors first.

    Those that only wait for the answer to a question are left out: the question says how many they are.

    Example:
        >>> bad = [Problem("list", line, "Date", "soon", "bad-date", "is no date", "") for line in (2, 3)]
        >>> [len(kind) for kind in kinds_of(bad)]
        [2]
    """
    kinds: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        if one.code != UNANSWERED:
            kinds.setdefault((one.severity, one.table, one.column, one.code, one.reason), []).append(one)
    return sorted(kinds.values(), key=lambda kind: kind[0].severity != ERROR)
