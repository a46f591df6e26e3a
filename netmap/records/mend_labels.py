"""Words for what was mended by hand in a file before it was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netmap.model.i18n import N_, Translator

CHANGED = N_("{sheet}, line {line}, {column}: “{before}” became “{after}”")
LEFT = N_("{sheet}, line {line}: left out")
LONGEST = 80


def changed_said(sheet: str, line: int, column: str, before: str, after: str, t: Translator) -> str:
    """One cell: where it is, what stood and what stands in it.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> changed_said("list.csv", 6, "Date", "soon", "2025-06-03", ENGLISH)
        'list.csv, line 6, Date: “soon” became “2025-06-03”'
    """
    return t.gettext(CHANGED).format(
        sheet=sheet, line=line, column=column, before=_short(before), after=_short(after)
    )


def left_said(sheet: str, line: int, t: Translator) -> str:
    """One line that was left out."""
    return t.gettext(LEFT).format(sheet=sheet, line=line)


def source_said(source: Mapping[str, Any] | None, most: int, t: Translator) -> tuple[tuple[str, ...], int]:
    """The first of what was done by hand in the file of a change, and how much it was in all.

    Args:
        source: where the change came from, as the change remembers it.
        most: how much of it is told.
        t: the reader's language.
    """
    cells, left = ((source or {}).get(name, ()) for name in ("mended", "left"))
    said = [
        changed_said(one["sheet"], one["line"], one["header"], one["before"], one["text"], t)
        for one in cells[:most]
    ]
    said += [left_said(one["sheet"], one["line"], t) for one in left[: most - len(said)]]
    return tuple(said), len(cells) + len(left)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
