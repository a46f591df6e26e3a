"""What video calls report of who was there: facts of the meeting, a list of people, and further lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from netmap.files.importer.cell_meaning import LISTED, WITH_AGENCY, CellMeaning
from netmap.files.importer.date_texts import is_date
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import TITLED, SheetMapping
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import STAY, attendance_of
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import SIGN_IN, who
from netmap.files.importer.titles import days_in
from netmap.files.sandbox.cells import Grid
from netmap.model.i18n import N_

NAME = "call_report"
PEOPLE = (
    "name",
    "full name",
    "name original name",
    "participant",
    "participant name",
    "user name original name",
    "nome",
    "nome completo",
    "nom",
    "nom complet",
)
TITLES = (
    "meeting title",
    "topic",
    "title",
    "meeting name",
    "titolo riunione",
    "titolo della riunione",
    "argomento",
    "titre de la reunion",
    "sujet",
)
STARTS = ("actual start time", "start time")
ATTENDED = "attended"
SECTION = re.compile(r"([1-9])\. (\D+)")
"""How the sections of a report are called, in any language: “2. Participants”."""
WIDEST_PEOPLE = 3
"""In so many columns at the left the names of people are looked for."""
SEARCHED = 30
FACT = re.compile(r"([^:\d]{2,40}):\s+(.+)")
"""A fact in one cell: “Meeting code: abc-defg-hij”."""
BRACKETS = re.compile(r"^(.+?)\s*\(([^()]*)\)$")
PARTS = frozenset(
    (
        "guest",
        "host",
        "co host",
        "organizer",
        "organiser",
        "presenter",
        "external",
        "unverified",
        "me",
        "ospite",
        "organizzatore",
        "relatore",
        "esterno",
        "non verificato",
        "invite",
        "invitee",
        "organisateur",
        "externe",
    )
)
"""What a program writes in brackets behind a name, and says nothing of an agency."""


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a report: its list of people, with the title of the meeting from the lines above it."""
    cells = sheet.grid.cells
    plain = [[plain_header(str(cell)) for cell in row] for row in cells[:SEARCHED]]
    header = _in_sections(sheet.grid)
    if header is None:
        header = next((row for row in range(1, len(plain)) if _place(plain[row]) is not None), None)
    if header is None:
        return None
    facts = _facts(sheet.grid, header)
    if not facts:
        return None
    title = next((facts[name] for name in TITLES if facts.get(name)), "") or _first_fact(sheet.grid, header)
    settings = {"title": title, TITLED: title} if title else {}
    settings |= {"century": "2000"}
    fields = _fields(sheet.grid, header, plain[header])
    start = next((facts[name] for name in STARTS if facts.get(name)), "")
    if start and ATTENDED in plain[header]:
        fields |= {place: ("stay", True) for place, (name, _) in fields.items() if name == "date"}
        fields[plain[header].index(ATTENDED)] = ("status", True)
        settings["date"] = next(iter(days_in(start)), start)
    end = _end(sheet.grid, header)
    if end is not None:
        settings["until"] = str(int(sheet.grid.lines[end]))
    return sheet.mapping(NAME, header, fields, settings=settings)


def _place(plain: Sequence[str]) -> int | None:
    """Where the names of people stand below headers; None where a row is no line of headers."""
    if not any(one in SIGN_IN for one in plain):
        return None
    return next((place for place, one in enumerate(plain[:WIDEST_PEOPLE]) if one in PEOPLE), None)


def _in_sections(grid: Grid) -> int | None:
    """The headers of the second section of a report with sections; None where it has none.

    The words differ from language to language; the numbers, and that the second one lists people, do not.
    """
    rows = [[str(cell).strip() for cell in row] for row in grid.cells[:SEARCHED].tolist()]
    found = {
        told[1]: place
        for place, row in reversed(list(enumerate(rows)))
        if not any(row[1:]) and (told := SECTION.fullmatch(row[0]))
    }
    place = found.get("2", len(rows))
    below = rows[place + 1 : place + 3]
    dated = len(below) > 1 and any(is_date(cell) for cell in below[1][1:])
    return place + 1 if found.get("1", place) < place and dated else None


def _first_fact(grid: Grid, header: int) -> str:
    """The first fact of a report with sections, which is the title in every language."""
    if _in_sections(grid) != header:
        return ""
    pairs = ([str(cell).strip() for cell in row if str(cell).strip()] for row in grid.cells[:header].tolist())
    return next((pair[1] for pair in pairs if len(pair) > 1), "")


def _fields(grid: Grid, header: int, plain: list[str]) -> Found:
    """The first name and the first time of each line; the addresses are kept, and the rest is left out."""
    person = _place(plain) or 0
    below = grid.cells[header + 1 : header + 2].tolist()
    dated = [at for row in below for at, cell in enumerate(row) if is_date(str(cell)) and at != person]
    time = next((place for place, one in enumerate(plain) if one in SIGN_IN), dated[0] if dated else person)
    fields: Found = dict.fromkeys(range(len(plain)), (IGNORED, True))
    fields |= {place: ("stay", True) for place, one in enumerate(plain) if one in STAY}
    fields |= {
        place: (KEPT, True) for place, one in enumerate(plain) if one in plain_words("columns", "mail")
    }
    fields |= {
        place: ("agency", True) for place, one in enumerate(plain) if one in plain_words("columns", "agency")
    }
    return fields | {person: ("person", True), time: ("date", True)}


def _facts(grid: Grid, header: int) -> dict[str, str]:
    """What the lines above say of the meeting: a name and a value, or names above values."""
    facts: dict[str, str] = {}
    for place in range(header):
        row = [str(cell).strip() for cell in grid.cells[place]]
        filled = sum(map(bool, row))
        if filled == 1 and (alone := FACT.fullmatch(next(filter(None, row)))):
            facts.setdefault(plain_header(alone[1]), alone[2])
        if filled == 2 and row[0] and row[1]:
            facts.setdefault(plain_header(row[0]), row[1])
        elif filled > 2 and place + 1 < header:
            below = [str(cell).strip() for cell in grid.cells[place + 1]]
            for name, value in zip(row, below, strict=True):
                facts.setdefault(plain_header(name), value)
    return facts


def _end(grid: Grid, header: int) -> int | None:
    """The last row of the list of people, where something stands below it: a blank line parts them."""
    lines = grid.lines
    gaps = (row for row in range(header, len(lines) - 1) if lines[row + 1] > lines[row] + 1)
    return next(gaps, None)


def person_of(row: Row, meaning: CellMeaning) -> Name:
    """The person of a line, without what the program writes behind a name; other words there are the agency.

    Where the header promises the name that somebody first gave, that one may be in the brackets.

    Raises:
        Unread: it must be asked whether a name or an agency stands there.
    """
    name = who(row)
    called, agency = name.text, name.agency
    while found := BRACKETS.match(called):
        called, inside = found[1], found[2].strip()
        if plain_header(inside) in PARTS or not inside:
            continue
        if _is_first_name_given(called, inside, row, meaning):
            return replace(name, text=inside, called=inside)
        agency = inside
    return replace(name, text=called, agency=agency, called=called)


def _is_first_name_given(called: str, inside: str, row: Row, meaning: CellMeaning) -> bool:
    """Whether the name that somebody first gave stands in brackets; asked where it has no word in common."""
    header = row.header("person") or ""
    if "original" not in plain_header(header) or len(inside.split()) < 2:
        return False
    shown = plain_header(called).split()
    if len(shown) < 2 or set(shown) & set(plain_header(inside).split()):
        return True
    return meaning.are_several(f"{called} ({inside})", header, "()", LISTED) != WITH_AGENCY


def present(row: Row, meaning: CellMeaning) -> Record | None:
    """A line of the list of people."""
    return attendance_of(row, meaning, person_of(row, meaning))


RECIPE = Recipe(
    NAME,
    N_("a video call's report of who was there"),
    find,
    row=present,
    settings=("zone", "title"),
    several=False,
)
