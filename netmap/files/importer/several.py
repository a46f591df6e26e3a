"""Cells in which several names stand: found, asked about, and taken apart as was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from netmap.files.importer.cell_meaning import SEVERAL, CellMeaning
from netmap.files.importer.date_texts import is_date, needs_year
from netmap.files.importer.records import Columns, Row

ANY = {";": re.compile(r";#|[;|\n]")}
AND = re.compile(r"\s+(?:and|e|ed)\s+|\s*[&+]\s*|\s*(?:(?<!\bn)/|/(?![ad]\b))\s*", re.IGNORECASE)
"""An “and”, or a sign for it; the slash of “n/a” is none."""

PEOPLE = {**ANY, ",": re.compile(","), "&": AND}
"""What may part names, by the mark that stands for it in a question. Between names of agencies only the
first is taken for such a mark: a comma and an “and” are parts of such names."""

ENDS = ("source", "target")
"""Columns that hold people or agencies: of people commas and an “and” part names too."""

FIELDS: Mapping[str, Mapping[str, re.Pattern[str]]] = {"person": PEOPLE, "source": ANY, "target": ANY}


IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
"""What stands in brackets behind a name: nothing in it parts names."""

FORM, TICKED = "sign_in_form", re.compile(r"[,;|\n]")
"""In answers of forms several days may be ticked at once."""


def parted(text: str, mark: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The names that stand in a text, if it is several: “Lee, Ann” is one.

    Args:
        text: what stands in a cell.
        mark: what may part the names.
        pattern: how that mark is written.

    Example:
        >>> parted("A. Smith; B. Jones;", ";", PEOPLE[";"])
        ('A. Smith', 'B. Jones')
        >>> parted("Lee, Ann", ",", PEOPLE[","]), len(parted("Ann Lee, Ben Ode", ",", PEOPLE[","]))
        (('Lee, Ann',), 2)
        >>> parted("Ann Lee (Health & Care)", "&", PEOPLE["&"]), parted("Ann Lee - n/a", "&", PEOPLE["&"])
        (('Ann Lee (Health & Care)',), ('Ann Lee - n/a',))
    """
    parts = tuple(part.strip() for part in _split(text, pattern) if part.strip())
    turned = mark == "," and len(parts) == 2 and any(len(part.split()) == 1 for part in parts)
    strange = mark == "&" and not all(part[0].isalpha() for part in parts)
    return (text,) if turned or strange or len(parts) < 2 else parts


def _split(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The parts of a text between marks that stand in no brackets."""
    found, start = [], 0
    for match in pattern.finditer(IN_BRACKETS.sub(lambda inside: "_" * len(inside[0]), text)):
        found.append(text[start : match.start()])
        start = match.end()
    return [*found, text[start:]]


def may_be_several(row: Row) -> bool:
    """Whether anything in a row may part names."""
    return any(
        len(_days(row)) > 1 if field == "date" else _may_be_several(row.cells[place])
        for field, place in row.columns.once(_places)
    )


def apart(row: Row, meaning: CellMeaning) -> list[Row]:
    """A row for each of the names in a cell of a row, the row itself where no cell holds several.

    Raises:
        Unread: it must be asked whether a cell holds several.
    """
    days, rows = _days(row), [row]
    if len(days) > 1:
        rows = [_with_cell(row, row.columns.by_field["date"].place, day) for day in days]
    for field, place in row.columns.once(_places):
        if field != "date" and _may_be_several(row.cells[place]):
            marks = PEOPLE if field in ENDS and meaning.sort() == "person" else FIELDS[field]
            rows = [
                _with_cell(one, place, name)
                for one in rows
                for name in _names(one.cells[place], row.header(field) or "", marks, meaning)
            ]
    return rows


def _with_cell(row: Row, place: int, text: str) -> Row:
    return replace(row, cells=(*row.cells[:place], text, *row.cells[place + 1 :]))


def _days(row: Row) -> list[str]:
    """The days that somebody ticked in one answer of a form; none where a part of it is no day."""
    place = dict(row.columns.once(_places)).get("date")
    parts = [] if place is None else [part.strip() for part in TICKED.split(row.cells[place]) if part.strip()]
    return parts if all(is_date(part) or needs_year(part) for part in parts) else []


def _places(columns: Columns) -> list[tuple[str, int]]:
    """The columns in which several names may stand."""
    fields = (*FIELDS, "date") if columns.sheet.shape == FORM else FIELDS
    return [(field, columns.by_field[field].place) for field in fields if field in columns.by_field]


@lru_cache(maxsize=50_000)
def _may_be_several(text: str) -> bool:
    """Whether anything in a text may part names."""
    return any(pattern.search(text) for pattern in PEOPLE.values())


def _names(text: str, header: str, marks: Mapping[str, re.Pattern[str]], meaning: CellMeaning) -> list[str]:
    names = [text]
    for mark, pattern in marks.items():
        if any(pattern.search(name) for name in names):
            names = [part for name in names for part in _parts(name, header, mark, pattern, meaning)]
    return names


def _parts(
    name: str, header: str, mark: str, pattern: re.Pattern[str], meaning: CellMeaning
) -> tuple[str, ...]:
    parts = parted(name, mark, pattern)
    return parts if len(parts) > 1 and meaning.are_several(name, header, mark) == SEVERAL else (name,)
