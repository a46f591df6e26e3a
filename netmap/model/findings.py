"""What the checks find: rows at once, told one by one as problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.model.coded_columns import Rows
from netmap.model.errors import Problem, RowCount, shortened
from netmap.model.i18n import N_
from netmap.model.raw_tables import Draft, Sheet

ERROR, WARNING = "error", "warning"
REJECTED, DUPLICATE = "rejected", "duplicate"

OF_THE_STUDY = ("nobody", "no-ties")
"""Codes of what is found of a study at large, and of no row."""

LISTED = {ERROR: 5_000, WARNING: 1_000}
"""So many findings of one sort are listed row by row, by their severity; the rest are counted in one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about some rows of one column.

    `reason` and `cure` are English templates; they may use {table}, {column}, {value}, {n} (how many
    rows) and the names in `places`, each a value or a list with a value for each row. `together`: told
    as one problem of the whole column; `at_first`: told as one problem at the first of the rows. `texts`:
    the values, where the sheet's column no longer holds them.
    """

    sheet: Sheet
    column: str | None
    rows: Rows
    code: str
    reason: str
    cure: str = ""
    severity: str = ERROR
    kind: str = REJECTED
    together: bool = False
    at_first: bool = False
    places: Mapping[str, Any] = field(default_factory=dict)
    texts: Sequence[str | None] | None = None

    def problems(self) -> Iterator[Problem]:
        """The problems: one a row, unless all are told at once."""
        if self.together:
            yield self._problem(None, None, self.places)
            return
        listed = self._listed()
        values = self._values(self.rows[:listed])
        for position, (row, value) in enumerate(zip(self.rows[:listed].tolist(), values, strict=True)):
            places = {name: _at(place, position) for name, place in self.places.items()}
            yield self._problem(self.sheet.line(row), value, places)
        if len(self.rows) > listed and not self.at_first:
            yield self._rest(len(self.rows) - listed)

    def _listed(self) -> int:
        """How many of the rows are told one by one."""
        if self.at_first:
            return 1
        return LISTED[self.severity]

    def _values(self, rows: Rows) -> Sequence[str | None]:
        if self.texts is not None:
            return [text and shortened(text) for text in self.texts[: len(rows)]]
        if self.column is None:
            return [None] * len(rows)
        return [text and shortened(text) for text in self.sheet.columns[self.column].texts(rows)]

    def _problem(self, line: int | None, value: str | None, places: Mapping[str, Any]) -> Problem:
        told = {"table": self.sheet.name, "column": self.column, "value": value, "n": len(self.rows)}
        return Problem(
            self.sheet.name,
            line,
            self.column,
            value,
            self.code,
            self.reason,
            self.cure,
            self.severity,
            {**told, **places},
            self.kind,
        )

    def _rest(self, more: int) -> Problem:
        reason = N_("The same was found on more rows of {table}: {more}.")
        values = {"table": self.sheet.name, "more": more}
        return Problem(
            self.sheet.name, None, self.column, None, self.code, reason, "", self.severity, values, self.kind
        )


def _at(place: Any, position: int) -> Any:
    return place[position] if isinstance(place, list) else place


def rows_where(mask: npt.NDArray[np.bool_]) -> Rows:
    """The rows for which something holds."""
    return np.flatnonzero(mask).astype(np.int64)


def in_reading_order(problems: Iterable[Problem], tables: Iterable[str]) -> tuple[Problem, ...]:
    """Problems in the order in which somebody would mend them: by table, then line, whole tables first."""
    order = {name: place for place, name in enumerate(tables)}
    return tuple(sorted(problems, key=lambda p: (order.get(p.table, len(order)), p.line or 0)))


def counted(draft: Draft, findings: Sequence[Finding]) -> tuple[RowCount, ...]:
    """For every table what became of its rows: each is either kept, rejected or a duplicate."""
    return tuple(
        _count(sheet, [found for found in findings if found.sheet.name == name])
        for name, sheet in draft.sheets.items()
    )


def _count(sheet: Sheet, findings: Sequence[Finding]) -> RowCount:
    fate = np.zeros(sheet.rows, dtype=np.int8)
    for kind, mark in ((REJECTED, 1), (DUPLICATE, 2)):
        for found in findings:
            if found.severity == ERROR and found.kind == kind:
                fate[found.rows] = mark
    kept, rejected, duplicate = np.bincount(fate, minlength=3).tolist()
    return RowCount(sheet.name, sheet.rows, kept, rejected, duplicate)
