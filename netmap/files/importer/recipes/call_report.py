"""What video calls report of who was there: facts of the meeting, a list of people, and further lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from netmap.files.importer.cell_meaning import WITH_AGENCY, CellMeaning
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import TITLED, SheetMapping
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import STAY, attendance_of
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import SIGN_IN, who
from netmap.files.sandbox.cells import Grid
from netmap.model.i18n import N_

NAME = "call_report"
PEOPLE = (
    "name",
    "full name",
    "name original name",
    "participant",
    "participant name",
    "nome",
    "nome completo",
)
TITLES = ("meeting title", "topic", "title", "meeting name", "titolo riunione", "argomento")
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
    )
)
"""What a program writes in brackets behind a name, and says nothing of an agency."""


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a report: its list of people, with the title of the meeting from the lines above it."""
    cells = sheet.grid.cells
    header = next((row for row in range(1, min(SEARCHED, len(cells))) if _is_header(cells[row])), None)
    if header is None:
        return None
    facts = _facts(sheet.grid, header)
    if not facts:
        return None
    title = next((facts[name] for name in TITLES if facts.get(name)), "")
    settings = {"title": title, TITLED: title} if title else {}
    settings |= {"century": "2000"}
    end = _end(sheet.grid, header)
    if end is not None:
        settings["until"] = str(int(sheet.grid.lines[end]))
    return sheet.mapping(
        NAME, header, _fields([plain_header(str(cell)) for cell in cells[header]]), settings=settings
    )


def _is_header(row: Sequence[str]) -> bool:
    plain = [plain_header(str(cell)) for cell in row]
    return plain[0] in PEOPLE and any(one in SIGN_IN for one in plain)


def _fields(plain: list[str]) -> Found:
    """The first name and the first time of each line; the addresses are kept, and the rest is left out."""
    time = next(place for place, one in enumerate(plain) if one in SIGN_IN)
    fields: Found = dict.fromkeys(range(len(plain)), (IGNORED, True))
    fields |= {place: ("stay", True) for place, one in enumerate(plain) if one in STAY}
    fields |= {
        place: (KEPT, True) for place, one in enumerate(plain) if one in plain_words("columns", "mail")
    }
    return fields | {0: ("person", True), time: ("date", True)}


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
    called, agency = name.text, ""
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
    return meaning.are_several(f"{called} ({inside})", header, "()", with_agency=True) != WITH_AGENCY


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
