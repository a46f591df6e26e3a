"""Columns without a header in which something stands: said, and not read until somebody names them."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.files.importer.fields import IGNORED
from netmap.files.importer.mapping import SheetMapping
from netmap.files.sandbox.cells import Grid
from netmap.model.errors import Problem
from netmap.model.findings import WARNING
from netmap.model.i18n import N_

REASON = N_(
    "Column {column} has no header and is not read: cells with something in them {n}, first “{value}”."
)
CURE = N_(
    "Say what the column is taken for, or write a header above it; a header that was merged over several "
    "columns stands above the first of them only."
)


def nameless_columns(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """What is not read because nothing stands above it, a column each.

    Args:
        sheet: how the sheet is read; a column of which somebody said that it is left out is not told.
        grid: its cells.
    """
    if sheet.header is None:
        return
    below = grid.cells[grid.lines > sheet.header]
    for column in sheet.columns:
        if column.field == IGNORED and not column.sure:
            cells = [cell for cell in below[:, column.place] if cell.strip()]
            first = cells[0][:80] if cells else ""
            values = {"column": column.header, "n": len(cells), "value": first}
            where = (sheet.sheet, sheet.header, column.header, first)
            yield Problem(*where, "no-header", REASON, CURE, WARNING, values)
