"""Who was at one sitting, which its sheet names: a workbook with a sheet for each."""

from __future__ import annotations

import re

from netmap.files.importer.asides import in_list
from netmap.files.importer.date_texts import is_date, is_day
from netmap.files.importer.fields import IGNORED
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import is_mark
from netmap.files.importer.recipe import Fit, Found, Headers, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import STAY, attendance
from netmap.files.importer.row_parts import WHO
from netmap.files.importer.titles import days_in, groups_in, lines_above, sitting_day, titled
from netmap.model.i18n import N_

NAME = "sitting_list"
CLOCK = re.compile(r"\s*\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?\s*", re.IGNORECASE)
"""A time of day."""
OF_CALLS = ("guest", "recording disclaimer response", "recording consent", "in waiting room")
"""Headers of calls below which no mark says who came."""

COLUMNS = Headers(
    (WHO,),
    (*WHO, "agency", "status", "signature", "role"),
    ("date", "meeting", "target", "source", "seconds", "joined", "left", "wave", "level"),
)


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a list of people, where its sheet or the lines above it name a day, or marks or
    signatures tell who came; a day above a column says more than they.
    """
    header = sheet.header
    if header is None or any(is_day(str(cell)) for cell in sheet.grid.cells[header]):
        return None
    stays = _stays(sheet, header)
    fit = sheet.fit(COLUMNS, stays)
    if fit is None:
        return None
    days = days_in(sheet.stem)
    day = days[0] if len(days) == 1 else sitting_day(lines_above(sheet.grid, header))
    if not day and not stays and "signature" not in fit.fields and not _has_marks(sheet, header, fit):
        return None
    groups = groups_in([*lines_above(sheet.grid, header), sheet.stem])
    settings = titled(groups) | ({"date": day} if day else {})
    fields: Found = {at: (name, sure) for name, (at, sure) in fit.fields.items()}
    fields |= dict.fromkeys(stays, ("stay", True))
    if stays:
        headers = enumerate(sheet.grid.cells[header])
        fields |= {at: (IGNORED, True) for at, cell in headers if plain_header(str(cell)) in OF_CALLS}
    return sheet.mapping(NAME, header, fields, settings=settings)


def _stays(sheet: SheetSeen, header: int) -> list[int]:
    """The columns that say when somebody came and went by the clock, and on no day."""
    return [
        place
        for place, cell in enumerate(sheet.grid.cells[header])
        if _says_when(plain_header(str(cell)), sheet.grid.cells[header + 1 :, place].tolist())
    ]


def _says_when(plain: str, cells: list[str]) -> bool:
    """Whether a column says when somebody came or went by the clock."""
    times = [cell for cell in cells if cell.strip()]
    if plain in ("in", "out", "left", "joined"):
        return bool(times) and all(map(CLOCK.fullmatch, times))
    return plain in STAY and not any(map(is_date, times))


def _has_marks(sheet: SheetSeen, header: int, fit: Fit) -> bool:
    """Whether some column says who was present, and nothing else."""
    if "status" not in fit.fields:
        return False
    cells = sheet.grid.cells[header + 1 :, fit.fields["status"][0]].tolist()
    marks = [cell for cell in cells if cell.strip()]
    return bool(marks) and all(map(is_mark, marks))


RECIPE = Recipe(
    NAME,
    N_("who was at one sitting"),
    find,
    row=attendance,
    aside=in_list,
    settings=("zone", "date", "title"),
)
