"""Who was at one sitting, which its sheet names: a workbook with a sheet for each."""

from __future__ import annotations

from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import mark_of
from netmap.files.importer.recipe import Fit, Headers, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import attendance
from netmap.files.importer.row_parts import WHO
from netmap.files.importer.titles import days_in, lines_above, sitting_day, what_titles_say
from netmap.model.i18n import N_

NAME = "sitting_list"
COLUMNS = Headers(
    (WHO,),
    (*WHO, "agency", "status", "role"),
    ("date", "meeting", "target", "source", "seconds", "joined", "left", "wave", "level"),
)


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a list of people, where its sheet or the lines above it name a day, or its marks tell
    who came.
    """
    fit = sheet.fit(COLUMNS)
    header = sheet.header
    if fit is None or header is None:
        return None
    days = days_in(sheet.stem)
    day = days[0] if len(days) == 1 else sitting_day(lines_above(sheet.grid, header))
    if not day and not _has_marks(sheet, header, fit):
        return None
    settings = what_titles_say(sheet.grid, header) | ({"date": day} if day else {})
    return sheet.mapping(
        NAME, header, {at: (name, sure) for name, (at, sure) in fit.fields.items()}, settings=settings
    )


def _has_marks(sheet: SheetSeen, header: int, fit: Fit) -> bool:
    """Whether some column says who was present, and nothing else."""
    if "status" not in fit.fields:
        return False
    cells = sheet.grid.cells[header + 1 :, fit.fields["status"][0]].tolist()
    marks = [cell for cell in cells if cell.strip()]
    return bool(marks) and all(mark_of(cell) for cell in marks)


RECIPE = Recipe(
    NAME,
    N_("who was at one sitting"),
    find,
    row=attendance,
    settings=("zone", "date", "title"),
)
