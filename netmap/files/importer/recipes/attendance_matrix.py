"""Attendance as a register: a column for each sitting, or a row for each and a column for each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from netmap.files.importer import layouts
from netmap.files.importer.asides import explains_marks, in_register, is_total
from netmap.files.importer.cell_meaning import HEADERS, CellMeaning
from netmap.files.importer.day_headers import OF_ATTENDANCE, DayHeaders, day_headers, rows_right_below
from netmap.files.importer.fields import IGNORED
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import SHORT_MARK
from netmap.files.importer.listed_names import Listed, meaning_of_initials, told_apart, told_behind
from netmap.files.importer.mapping import AGENCIES, ColumnMapping, SheetMapping
from netmap.files.importer.marks import is_mark, mark_of
from netmap.files.importer.names import without_sign
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import INITIALS, named
from netmap.files.importer.records import Columns, Name, Record, Row, Sitting, Unread, both
from netmap.files.importer.row_parts import WHO, zone_of
from netmap.files.importer.titles import what_titles_say
from netmap.model.i18n import N_

NAME = "attendance_matrix"
BESIDE = (*WHO, "actor", "agency", "role", "level")


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a sheet with days across, or down and marks beside them."""
    dated = any("date" in fit.fields for fit in sheet.fits[:1])
    found = None if dated else day_headers(sheet.grid)
    if found is not None and (len(found.days) > 1 or _has_marks(sheet, found)):
        return _register(sheet, found)
    header = layouts.turned_header(sheet.grid)
    if header is not None:
        return _turned(sheet, header)
    header = layouts.turned_header(sheet.grid, 1)
    return None if header is None or not _numbered(sheet, header) else _turned(sheet, header, 1)


def _numbered(sheet: SheetSeen, header: int) -> bool:
    """Whether a column that numbers the sittings stands before their days, and names across behind them."""
    names = sheet.grid.cells[header - 1 if _agencies_below(sheet, header, 1) else header]
    behind = [str(cell) for cell in names[2:] if str(cell).strip()]
    counted = plain_header(str(names[0])) in sheet.vocabulary.words["meeting"]
    return counted and len(behind) > 1 and not any(map(sheet.vocabulary.is_known, behind))


def _has_marks(sheet: SheetSeen, found: DayHeaders) -> bool:
    """Whether nothing but marks stands below the one day of a sheet, up to a blank line, sums apart.

    Beside a word for names a text as short as a mark may be one too: it is asked then.
    """
    day = found.days[0]
    lines = [
        row for row in rows_right_below(sheet.grid, found.row, len(sheet.grid.lines)) if row[day].strip()
    ]
    marks = [row[day] for row in lines if not any(map(is_total, row))]
    named = any(_is_names(sheet, header) for header in found.headers)
    short = SHORT_MARK if named else 0
    return any(map(is_mark, marks)) and all(is_mark(one) or len(one.strip()) <= short for one in marks)


def _unnamed(sheet: SheetSeen, found: DayHeaders, fields: Found) -> Found:
    """The first column of a register that nothing calls one of names, as that, and what stands beside it.

    It is sure where it is the only one of which it is not known what it says.
    """
    free = [place for place in range(len(found.headers)) if place not in (*found.days, *fields)]
    free = [place for place in free if not is_total(found.headers[place])]
    free = [place for place in free if any(sheet.grid.cells[:, place])]
    unknown = [place for place in free if _may_be_names(sheet, found.headers[place])]
    if not free:
        return {}
    at = (unknown or free)[0]
    headers = [header if place not in found.days else "" for place, header in enumerate(found.headers)]
    headers[at] = sheet.vocabulary.words["person"][0]
    people = next((fit for fit in sheet.fits_of(headers) if fit.shape == "people"), None)
    beside = {} if people is None else people.fields
    told: Found = {place: (name, sure) for name, (place, sure) in beside.items() if name in BESIDE}
    return {**told, at: ("person", bool(unknown) and not set(free) - {at, *told})}


def _is_names(sheet: SheetSeen, header: str) -> bool:
    """Whether a header is a word for people."""
    return any(plain_header(header) in sheet.vocabulary.words[field] for field in (*WHO, "actor", "name"))


def _register(sheet: SheetSeen, found: DayHeaders) -> SheetMapping:
    fits = sheet.fits_of(
        [header if place not in found.days else "" for place, header in enumerate(found.headers)]
    )
    people = next((fit for fit in fits if fit.shape == "people"), None)
    fields: Found = {}
    if people is not None:
        fields = {at: (name, sure) for name, (at, sure) in people.fields.items() if name in BESIDE}
    if not any(name != "agency" for name, _ in fields.values()):
        fields |= _unnamed(sheet, found, fields)
    rest = [place for place in range(len(found.headers)) if place not in (*found.days, *fields)]
    totals = {place: (IGNORED, True) for place in rest if _is_sum(sheet, found, place)}
    fields = totals | fields | dict.fromkeys(found.days, ("mark", True))
    settings = what_titles_say(sheet.grid, found.top) | _key(sheet)
    if sheet.grid.part_of:
        settings["list"] = sheet.grid.part_of
    headers = dict(enumerate(found.headers))
    return sheet.mapping(NAME, found.row, fields, settings=settings, headers=headers)


def _may_be_names(sheet: SheetSeen, header: str) -> bool:
    """Whether a header is no word for anything but people, as “Agency” is."""
    return not sheet.vocabulary.is_known(header) or _is_names(sheet, header)


def _is_sum(sheet: SheetSeen, found: DayHeaders, place: int) -> bool:
    """Whether a column counts the marks beside it: it says so, or numbers stand below a word for who came."""
    header = found.headers[place]
    if is_total(header):
        return True
    words = plain_header(header.replace("%", " ")).split()
    speaks = bool(words) and all(any(word in plain_words(*one) for one in OF_ATTENDANCE) for word in words)
    cells = [cell.strip().rstrip("%").strip() for cell in sheet.grid.cells[found.row + 1 :, place]]
    numbers = [cell for cell in cells if cell]
    counted = bool(numbers) and all(map(layouts.is_number, numbers))
    return speaks and counted and any(mark_of(one) is None for one in numbers)


def _turned(sheet: SheetSeen, header: int, date: int = 0) -> SheetMapping:
    """A sheet with a row for each sitting; agencies may stand above the names, or below them.

    `date` is the place of the days; what stands before them numbers the sittings.
    """
    below = _agencies_below(sheet, header, date)
    agencies = _agencies_above(sheet, header) if below is None else below
    top = header if agencies is None else header - 1
    cells = [str(cell).strip() for cell in sheet.grid.cells[header if below is None else top]]
    marks: Found = {
        place: ("mark", True)
        for place in range(date + 1, len(cells))
        if cells[place] and not is_total(cells[place])
    }
    totals: Found = {place: (IGNORED, True) for place, cell in enumerate(cells) if is_total(cell)}
    before: Found = dict.fromkeys(range(date), ("meeting", True))
    settings = what_titles_say(sheet.grid, top) | _key(sheet)
    if agencies is not None:
        settings[AGENCIES] = str(sheet.grid.lines[top if below is None else header])
    headers = {} if below is None else dict(enumerate(cells))
    headers |= {
        place: f"{cells[place]} ({agency})"
        for place, agency in enumerate(agencies or ())
        if agency and place in marks
    }
    fields = before | {date: ("date", True)} | totals | marks
    return sheet.mapping(NAME, header, fields, settings=settings, headers=headers)


def _agencies_below(sheet: SheetSeen, header: int, date: int) -> list[str] | None:
    """The agency of each of the names across, from the row between them and the first day; None without.

    Nothing stands in that row up to the days, and behind them a text below every name.
    """
    if not header:
        return None
    names, row = (sheet.grid.cells[at] for at in (header - 1, header))
    blank = not any(str(cell).strip() for cell in row[: date + 1])
    headed = bool(str(names[date]).strip())
    under = [
        str(one).strip() for one, name in zip(row[date + 1 :], names[date + 1 :], strict=True) if name.strip()
    ]
    told = len(under) > 1 and bool(under[0]) and not any(map(is_mark, under))
    return _reaching(row) if blank and headed and told else None


def _agencies_above(sheet: SheetSeen, header: int) -> list[str] | None:
    """The agency above each of the names across; None where no row above them calls itself so."""
    above = sheet.grid.cells[header - 1] if header else [""]
    known = plain_header(str(above[0])) in sheet.vocabulary.words["agency"]
    return _reaching(above) if known else None


def _reaching(cells: Iterable[str]) -> list[str]:
    """What stands in the cells of a row behind its first, each as far as another text stands there."""
    found, reach = [""], ""
    for cell in list(cells)[1:]:
        reach = str(cell).strip() or reach
        found.append(reach)
    return found


def _agencies(columns: Columns) -> list[str]:
    """The agencies that the row above the names gives, a text for each column."""
    line = columns.sheet.settings.get(AGENCIES, "")
    cells = columns.cells_of(int(line)) if line.isdecimal() else ()
    return _reaching(cells) if cells else []


def _named_across(columns: Columns) -> str:
    """The first of the names across behind which something stands: what is asked of it holds for all."""
    headers = [column.header for column in columns.marks]
    return next((one for one in headers if told_behind(one)), headers[0])


def _key(sheet: SheetSeen) -> dict[str, str]:
    """The lines that explain the marks, as a setting."""
    lines = [
        " ".join(cell for cell in row if cell.strip())
        for row in sheet.grid.cells.tolist()
        if explains_marks(row)
    ]
    lines = lines or [line for line in sheet.grid.above if explains_marks([line])]
    return {"key": "; ".join(lines)} if lines else {}


def mark(row: Row, column: ColumnMapping, text: str, meaning: CellMeaning) -> Record:
    """A cell of a matrix of attendance; a blank one is none, and puts nothing on record."""
    turned = row.place("date")
    day, place = (column.header, HEADERS) if turned is None else (row.need("date"), turned)
    header = column.header if turned is None else row.header("date") or ""
    dated = partial(meaning.date, day, header, place)
    marked = partial(meaning.mark, text, column.header, partial(row.sitting, column))
    zoned = partial(zone_of, row, meaning, needed=True)
    told = partial(both, dated, partial(both, marked, zoned))
    who = partial(_down, row, meaning) if turned is None else partial(_across, row, column, meaning)
    try:
        one, beside = who()
    except Unread:
        both(who, told)
        raise
    if INITIALS.fullmatch(one.text) and not one.exact:
        one = replace(one, initials=True)
    date, (status, zone) = both(dated, partial(both, marked, zoned), one)
    values = {**(row.extras("attendance") if turned is None and row.columns.kept else {}), "status": status}
    values |= {column: text for column in ("agency", "level") if (text := getattr(one, column))}
    if role := (row.get("role") if turned is None else "") or beside:
        values["role"] = role
    names = {"practitioner": one}
    sitting = Sitting("" if turned is None else row.get("meeting"), date, zone)
    return Record(row.sheet, row.line, "attendance", values, names, sitting, column.header)


def _down(row: Row, meaning: CellMeaning) -> tuple[Name, str]:
    """Who stands at the head of a row, and what stands beside the name."""
    one, beside = named(row, meaning)
    return _spelled_out(one, meaning), beside


def _across(row: Row, column: ColumnMapping, meaning: CellMeaning) -> tuple[Name, str]:
    """Who stands above a column, and what stands beside the name."""
    above = row.columns.once(_agencies)
    agency = above[column.place] if column.place < len(above) else ""
    text = column.header.removesuffix(f" ({agency})") if agency else column.header
    text = without_sign(text)
    name = Name("person", text, agency=agency, called=text)
    one, beside = told_apart(name, row.columns.once(_named_across), meaning)
    return _spelled_out(one, meaning), beside


def _spelled_out(name: Name, meaning: CellMeaning) -> Name:
    """Somebody whose initials the sheet explains, by name."""
    told = meaning_of_initials(Listed(name.text), meaning)
    if told.name == name.text or name.exact:
        return name
    return replace(name, text=told.name, called=told.name, agency=name.agency or told.agency)


RECIPE = Recipe(
    NAME,
    N_("attendance, a column for each sitting"),
    find,
    cell=mark,
    settings=("zone", "key"),
    aside=in_register,
)
