"""Workbooks of older and freer programs (.xls, .ods), read by calamine in the limited child process."""

from __future__ import annotations

import datetime as dt
import math
import sys
from pathlib import Path
from typing import Any, BinaryIO

from netmap.files.sandbox.limits import Refusal
from netmap.files.sandbox.spool import Spool
from netmap.files.sandbox.workbook_cells import number_text


def read_old_book(stream: BinaryIO, name: str, spool: Spool, library: str, place: str = "") -> None:
    """Put the sheets of a workbook into the spool.

    Args:
        stream: its bytes.
        name: what the file is called.
        spool: where the rows go.
        library: the folder in which calamine is installed.
        place: the entry of an archive that it is.

    Raises:
        Refusal: no workbook, or one that is locked.
    """
    sys.path.append(library)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
    except calamine.PasswordError as error:
        raise Refusal("encrypted", name=name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refusal("damaged", name=name) from error
    for about in book.sheets_metadata:
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            spool.place = about.name
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            _read_sheet(book.get_sheet_by_name(about.name), about.name, place, spool, hidden=hidden)


def _read_sheet(found: Any, title: str, place: str, spool: Spool, *, hidden: bool) -> None:
    sheet = spool.open(title, place, hidden=hidden)
    for (first, column), (last, _) in found.merged_cell_ranges or []:
        if last > first:
            sheet.merge(first + 1, last + 1, column)
    for line, row in enumerate(found.iter_rows(), start=1):
        sheet.add(line, [cell_text(cell) for cell in row])
    sheet.close()


def cell_text(cell: Any) -> str:
    """A cell as text, as `workbook_cells` writes it.

    Example:
        >>> cell_text(3.0), cell_text(dt.datetime(2011, 12, 31)), cell_text(True), cell_text(dt.time(6, 0))
        ('3', '2011-12-31', 'true', '06:00')
    """
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return "" if math.isnan(cell) else number_text(cell)
        case dt.datetime():
            clock = cell.strftime("%H:%M:%S").removesuffix(":00")
            return cell.date().isoformat() if clock == "00:00" else f"{cell.date().isoformat()}T{clock}"
        case dt.time():
            return cell.strftime("%H:%M:%S").removesuffix(":00")
    return str(cell)


def library_folder() -> str:
    """The folder in which calamine is installed."""
    from importlib.util import find_spec

    found = find_spec("python_calamine")
    return "" if found is None or found.origin is None else str(Path(found.origin).parents[1])
