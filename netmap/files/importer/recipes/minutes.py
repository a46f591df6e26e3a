"""Minutes as text: “Present: A. Smith (Police), B. Jones - NHS. Apologies: ...”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import Field
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.listed_names import (
    BULLET,
    Listed,
    holds_words_behind,
    listed,
    named_in_list,
    puts_surnames_first,
)
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.marks import ABSENT, APOLOGIES, PRESENT
from netmap.files.importer.recipe import Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import record_of
from netmap.files.importer.records import Piece, Record, Sitting, Unread, both
from netmap.files.importer.row_parts import group_of
from netmap.files.importer.titles import filled, groups_in, sitting_day, titled
from netmap.files.sandbox.cells import Grid
from netmap.files.sandbox.spool import letters
from netmap.model.i18n import N_

NAME = "minutes"
STATUS = {
    "present": PRESENT,
    "attending": PRESENT,
    "chair": PRESENT,
    "apologies": APOLOGIES,
    "absent": ABSENT,
}
ROLES = {"attending": "in attendance", "chair": "chair"}
HEADING = re.compile(
    r"^\s*(?:\d{1,2}[.)]\s*)?([^:\t]{2,60}?)\s*(?:[:\t]|[-–—]\s|\s[-–—]\s|$)\s*(.*)$", re.DOTALL
)
BETWEEN = re.compile(r"\b(?:were|was|received|given|sent|from|by|sono|erano|étaient|est)\b", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
SEARCHED = 200
"""So many lines are looked through for a heading that says who was present."""


@dataclass(frozen=True, slots=True)
class Section:
    """Names under one heading: what it says of them, the heading as written, the line, and the text.

    `below`: they stand on a line of their own below the heading.
    """

    kind: str
    heading: str
    line: int
    text: str
    below: bool = False


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a text with a heading that says who was present."""
    grid = sheet.grid
    if sheet.header is not None and sheet.fits and sum(map(bool, grid.cells[sheet.header])) > 1:
        return None
    found = list(sections(filled_first(grid)))
    if not any(one.kind in ("present", "attending") for one in found):
        return None
    above = [text for line, text in filled_first(grid) if line < min(one.line for one in found)]
    groups, day = groups_in(above), sitting_day(above) or _dated(grid)
    settings = titled(groups) | ({"date": day} if day else {})
    columns = tuple(ColumnMapping(place, letters(place), "text") for place in range(grid.cells.shape[1]))
    return SheetMapping(grid.name, NAME, None, columns, "", grid.place, settings)


def filled_first(grid: Grid) -> list[tuple[int, str]]:
    """The first lines of a text."""
    return [pair for _, pair in zip(range(SEARCHED), filled(grid), strict=False)]


def _dated(grid: Grid) -> str:
    """The day of a line that calls itself the date."""
    lines = (HEADING.match(text) for _, text in filled_first(grid))
    return sitting_day(
        found[2] for found in lines if found and plain_header(found[1]) in plain_words("headings", "date")
    )


def sections(lines: list[tuple[int, str]]) -> Iterator[Section]:
    """The parts of a text that hold names, line by line.

    Names stand behind a heading, and on the lines that follow it at once: where nothing stands behind it, or
    the line before ends with a comma or a semicolon, or they have bullets.
    """
    kind = heading = ""
    goes_on, last = False, 0
    for line, text in lines:
        found = _heading(text)
        if found is not None:
            kind, heading, rest = found
            goes_on = not rest.strip() or rest.rstrip().endswith((",", ";"))
            if kind and rest.strip():
                yield Section(kind, heading, line, rest)
        elif kind and _continues(text, goes_on, line - last):
            goes_on = goes_on if not _ends_list(text) else True
            yield Section(kind, heading, line, text, below=True)
        else:
            kind = ""
        last = line


def _continues(text: str, goes_on: bool, distance: int) -> bool:
    """Whether a line without a heading still belongs to the names above it."""
    bullet = bool(BULLET.match(text)) and not NUMBERED.match(text)
    return (goes_on or bullet) and distance <= (2 if goes_on else 1) and not NUMBERED.match(text)


def _ends_list(text: str) -> bool:
    return text.rstrip().endswith((",", ";"))


def _heading(text: str) -> tuple[str, str, str] | None:
    """What the heading of a line says of the names behind it, empty where it is another; None without one."""
    found = HEADING.match(text)
    if found is None:
        return None
    plain = plain_header(BETWEEN.sub(" ", found[1]))
    kind = next((one for one in STATUS if plain in plain_words("headings", one)), "")
    colon = text[found.end(1) :].lstrip()[:1] == ":"
    if not kind and not colon:
        return None
    return kind, found[1].strip(), found[2]


def pieces(sheet: SheetMapping, grid: Grid, meaning: CellMeaning) -> Iterator[Piece]:
    """Everybody who is named under a heading."""
    parts = list(sections(list(filled(grid))))
    names, behind = _lists(parts), _behind(parts)
    surnames_first = puts_surnames_first((part.text for part in parts if part.kind), meaning)
    roles = ROLES if any(part.kind == "present" for part in parts) else {}
    for part in parts:
        try:
            alone = part.heading in names and part.below
            people = listed(part.text, part.heading, meaning, alone=alone, surnames_first=surnames_first)
        except Unread as bad:
            yield Piece(part.line, partial(_raise, bad))
            continue
        for one in people:
            yield Piece(part.line, partial(_record, sheet, part, one, behind, roles, meaning))


def _lists(parts: Sequence[Section]) -> set[str]:
    """The headings below which each line is one of a list; a line that ends with a comma goes on."""
    below = [part for part in parts if part.below]
    counted = Counter(part.heading for part in below)
    going_on = {part.heading for part in below if _ends_list(part.text)}
    return {heading for heading, n in counted.items() if n > 1} - going_on


def _behind(parts: Sequence[Section]) -> str:
    """The first heading with something behind a name: what is asked of it holds for the whole text."""
    return next((part.heading for part in parts if holds_words_behind(part.text)), "")


def _record(
    sheet: SheetMapping,
    part: Section,
    one: Listed,
    behind: str,
    roles: Mapping[str, str],
    meaning: CellMeaning,
) -> Record | None:
    told = partial(both, meaning.day, partial(group_of, meaning))
    try:
        person, beside = named_in_list(one, behind, meaning)
    except Unread:
        both(partial(named_in_list, one, behind, meaning), told)
        raise
    _, (day, zone) = both(lambda: None, told, person)
    sitting = Sitting("", day, zone, sheet.settings.get("title", ""))
    role = beside or roles.get(part.kind, "")
    values = {"role": role} if role else {}
    return record_of(sheet, part.line, person, sitting, STATUS[part.kind], values)


def _raise(bad: Unread) -> Record | None:
    raise bad


RECIPE = Recipe(
    NAME,
    N_("minutes as text"),
    find,
    pieces=pieces,
    settings=("zone", "date", "title"),
    several=False,
    fields=(Field("text", N_("text of minutes")),),
)
