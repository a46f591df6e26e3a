"""The records that were not taken in, as a workbook: mended there, it is given again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from netmap.files.importer.headers import REPAIR_HEADERS
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mapping import SheetMapping
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.files.workbook_writing import LONGEST_TEXT
from netmap.model.errors import ArgumentError, Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator

LONGEST_TITLE = 31
SIGNS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}
"""For each character that no workbook can hold the sign that shows it."""


def repair_book(
    file: FileCells, mapping: FileMapping, problems: Iterable[tuple[str, Problem]], t: Translator
) -> bytes | None:
    """A workbook with the lines of a file that have bad records, as they came, and why beside each.

    Args:
        file: the file taken apart, as it stands after what was mended in it.
        mapping: how it was read.
        problems: what is wrong with it, each with the entry of an archive of which it is told.
        t: the language of the reasons.

    Returns:
        The bytes of an .xlsx with a sheet for each sheet that has such lines; None where there are none.
        Every cell is text, so that none becomes a formula; a control character, which no workbook can hold,
        is the sign that stands for it.

    Raises:
        ArgumentError: a cell is longer than a workbook can hold.
    """
    wrong: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place, problem in problems:
        if problem.severity == ERROR and problem.line is not None:
            wrong[problem.table, place][problem.line].append(problem.text(t))
    pages = [
        (grid.name, _lines(grid, mapping.sheet(grid.name, grid.place), wrong[grid.name, grid.place]))
        for grid in file.grids
        if (grid.name, grid.place) in wrong
    ]
    for _, lines in pages:
        for cells in lines:
            _check_fits(cells)
    return _book(pages) if pages else None


def _lines(grid: Grid, sheet: SheetMapping | None, wrong: Mapping[int, list[str]]) -> list[list[str]]:
    header = None if sheet is None else sheet.header
    found = []
    for line, cells in zip(grid.lines.tolist(), grid.cells.tolist(), strict=True):
        if line == header:
            found.append([*cells, *REPAIR_HEADERS])
        elif line in wrong:
            found.append([*cells, str(line), " ".join(dict.fromkeys(wrong[line]))])
    return found


def _book(pages: Iterable[tuple[str, list[list[str]]]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for number, (name, lines) in enumerate(pages, start=1):
        plain = "".join("-" if letter in r"[]:*?/\'" else letter for letter in name)
        sheet = book.create_sheet(plain[:LONGEST_TITLE] or str(number))
        for cells in lines:
            sheet.append([_text_cell(WriteOnlyCell(sheet, value=None), cell) for cell in cells])
    whole = BytesIO()
    book.save(whole)
    return whole.getvalue()


def _check_fits(cells: Sequence[str]) -> None:
    if max(map(len, cells)) > LONGEST_TEXT:
        said = N_(
            "The rest does not fit into a workbook, whose cells hold {n} characters: mend “{start}…” first."
        )
        start = next(cell for cell in cells if len(cell) > LONGEST_TEXT)[:40]
        raise ArgumentError(said, n=LONGEST_TEXT, start=start)


def _text_cell(cell: object, text: str) -> object:
    cell.value, cell.data_type = text.translate(SIGNS), "s"  # type: ignore[attr-defined]
    return cell
