"""A row for each sitting, with the names of who was there in one cell, of who sent apologies in another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import Field
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import looks_like
from netmap.files.importer.listed_names import LINES, Listed, listed, named_in_list, puts_surnames_first
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.marks import ABSENT, APOLOGIES, PRESENT, people_in
from netmap.files.importer.recipe import Found, Headers, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import record_of
from netmap.files.importer.recipes.sign_in_form import core
from netmap.files.importer.records import Piece, Record, Row, Unread, both, rows_of
from netmap.files.importer.row_parts import WHO, sitting_of
from netmap.files.importer.titles import lines_above, what_titles_say
from netmap.files.sandbox.cells import Grid
from netmap.model.i18n import N_

NAME = "names_in_cells"
STATUS = {
    "names_present": PRESENT,
    "names_attending": PRESENT,
    "names_apologies": APOLOGIES,
    "names_absent": ABSENT,
}
"""What a column of names says of everybody in it."""

HEADINGS = {
    "present": "names_present",
    "attending": "names_attending",
    "apologies": "names_apologies",
    "absent": "names_absent",
}
COLUMNS = Headers((("date",),), ("date", "meeting", "zone", "title"), ("target", "seconds"))


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a sheet with a date and at least one column of names in each row."""
    fit, header = sheet.fit(COLUMNS), sheet.header
    if fit is None or header is None:
        return None
    fields: Found = {at: (name, sure) for name, (at, sure) in fit.fields.items()}
    names = {
        place: (field, True)
        for place, cell in enumerate(sheet.grid.cells[header])
        if place not in fields and (field := _field_of(str(cell), sheet, header, place))
    }
    if not any(field == "names_present" for field, _ in names.values()) or _names_people(
        sheet, header, names
    ):
        return None
    if "meeting" in fit.fields and "zone" not in fit.fields:
        fields[fit.fields["meeting"][0]] = ("zone", True)
    if "meeting" not in fit.fields and "zone" not in fit.fields:
        fields |= dict.fromkeys(_asks_for_group(sheet, header, fields | names)[:1], ("zone", True))
    settings = (
        {} if any(name == "zone" for name, _ in fields.values()) else what_titles_say(sheet.grid, header)
    )
    above = [text for text in lines_above(sheet.grid, header) if people_in(text)]
    settings |= {"key": "; ".join(above)} if above else {}
    return sheet.mapping(NAME, header, fields | names, settings=settings)


def _asks_for_group(sheet: SheetSeen, header: int, taken: Found) -> list[int]:
    """The columns above which a form asks for the group: “Which meeting was it?”."""
    words = {*sheet.vocabulary.words["zone"], *sheet.vocabulary.words["meeting"]}
    plain = [core(plain_header(str(cell))) for cell in sheet.grid.cells[header]]
    return [place for place, one in enumerate(plain) if place not in taken and one in words]


def _names_people(sheet: SheetSeen, header: int, names: Found) -> bool:
    """Whether another column holds one person in each row: then the cells beside it are marks."""
    plain = [plain_header(str(cell)) for cell in sheet.grid.cells[header]]
    return any(sheet.vocabulary.column_for(one, plain, names, near=False) for one in WHO)


def _field_of(header: str, sheet: SheetSeen, row: int, place: int) -> str:
    """What a column of names is; empty where its header does not say so, or its cells are no such lists."""
    plain = plain_header(header)
    found = next((field for one, field in HEADINGS.items() if plain in plain_words("headings", one)), "")
    cells = [cell for cell in sheet.grid.cells[row + 1 :, place].tolist() if cell.strip()]
    if not found or looks_like(cells) not in ("text", "blank"):
        return ""
    ambiguous = plain in sheet.vocabulary.words["person"]
    several = sum(bool(LINES.search(cell) or "," in cell) for cell in cells)
    return "" if ambiguous and several * 2 < len(cells) else found


def pieces(sheet: SheetMapping, grid: Grid, meaning: CellMeaning) -> Iterator[Piece]:
    """Every name in every cell, and a row without any as the sitting that it tells of."""
    columns = [column for column in sheet.columns if column.field in STATUS]
    rows = list(rows_of(sheet, grid))
    texts = (row.cells[column.place] for row in rows for column in columns)
    surnames_first = puts_surnames_first(texts, meaning)
    for row in rows:
        found = False
        for column in columns:
            if text := row.cells[column.place].strip():
                found = True
                yield from _of_cell(row, text, column, surnames_first, meaning)
        if not found:
            yield Piece(row.line, partial(_sitting, row, meaning))


def _of_cell(
    row: Row, text: str, column: ColumnMapping, surnames_first: bool, meaning: CellMeaning
) -> Iterator[Piece]:
    try:
        people = listed(text, column.header, meaning, surnames_first=surnames_first)
    except Unread as bad:
        yield Piece(row.line, partial(_raise, bad))
        return
    for one in people:
        yield Piece(row.line, partial(_record, row, one, column.header, column.field, meaning))


def _record(row: Row, one: Listed, header: str, field: str, meaning: CellMeaning) -> Record | None:
    seated = partial(sitting_of, row, meaning)
    try:
        person, beside = named_in_list(one, header, meaning)
    except Unread:
        both(partial(named_in_list, one, header, meaning), seated)
        raise
    role = beside or ("in attendance" if field == "names_attending" else "")
    values = {"role": role} if role else {}
    _, sitting = both(lambda: None, seated, person)
    return record_of(row.sheet, row.line, person, sitting, STATUS[field], values)


def _sitting(row: Row, meaning: CellMeaning) -> Record:
    return Record(row.sheet, row.line, "meetings", sitting=sitting_of(row, meaning))


def _raise(bad: Unread) -> Record | None:
    raise bad


RECIPE = Recipe(
    NAME,
    N_("a line for each sitting, names in its cells"),
    find,
    pieces=pieces,
    settings=("zone", "key"),
    fields=(
        Field("names_present", N_("names of those present")),
        Field("names_attending", N_("names of others in attendance")),
        Field("names_apologies", N_("names of those who sent apologies")),
        Field("names_absent", N_("names of those who did not come")),
    ),
)
