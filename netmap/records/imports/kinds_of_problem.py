"""What is wrong with a file by kinds of problem: one kind is told once, however many records have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netmap.library.wording import whole
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator

UNANSWERED = "unanswered"
LINE_AND_VALUE = N_("line {line} “{value}”")
LINE = N_("line {line}")
FURTHER = N_("the same in {n} more: {lines}")
MOST_EXAMPLES = 3


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


def further(others: Sequence[Problem], t: Translator) -> str:
    """How many records more have the same, and where the first of them are."""
    examples = [
        t.gettext(LINE if one.value is None else LINE_AND_VALUE).format(line=one.line, value=one.value)
        for one in others[:MOST_EXAMPLES]
    ]
    more = ["…"] if len(others) > MOST_EXAMPLES else []
    return t.gettext(FURTHER).format(n=whole(t, len(others)), lines=", ".join([*examples, *more]))
