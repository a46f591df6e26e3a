"""What would be new, changed or the same, if rows were taken into a study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from netmap.files.importer.assembling import Made
from netmap.files.importer.natural_keys import natural_key
from netmap.files.written_tables import as_text
from netmap.model.coded_columns import cell_text
from netmap.model.schema import DATE, TABLES, TEXT
from netmap.model.study import Study
from netmap.model.type_conversion import READERS

SHEET, RECORD = "sheet", "record"
"""Which of two values stands, where a sheet and the record both changed since it was exported."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell of a sheet that was edited in it and on record: both values, and by what the row is found.

    Without a column the whole row is meant: it was edited in the sheet and taken out of the record.
    """

    made: Made
    column: str
    key: tuple[str, ...]
    mine: str
    theirs: str


Stands = Callable[[str, Clash], str | None]
"""Of a table and a clash which value was said to stand; None where it was not said."""


def nobody_said(table: str, clash: Clash) -> None:
    """No clash is settled."""


@dataclass(slots=True)
class TableDifference:
    """What happens to one table: rows that are added, that get other values (by their place in the study),
    that are the same, and that go.

    Of a sheet that was exported and edited: `passed` are rows not edited in it and gone from the record,
    `missing` the places of those that were taken out of the sheet, `clashes` what both sides changed.
    """

    added: list[Made] = field(default_factory=list)
    changed: dict[int, tuple[Made, dict[str, str]]] = field(default_factory=dict)
    same: list[tuple[Made, int]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    passed: list[Made] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sides:
    """A study as it is, and as it was when a sheet was exported, if that is known.

    `tables` are those of which the file holds the rows; with `whole` what it does not hold is removed.
    """

    study: Study | None
    exported: Study | None = None
    tables: frozenset[str] = frozenset()
    whole: bool = False
    stands: Stands = nobody_said


Rows = Mapping[str, Mapping[tuple[str, ...], Made]]
"""Rows by table and key."""


def differences(rows: Rows, sides: Sides, held: Rows | None = None) -> dict[str, TableDifference]:
    """What rows would do to a study.

    Args:
        rows: what can be taken in.
        sides: what is there, and what was there when the file was exported: only edits since then change.
        held: all rows that the file holds, those that cannot be taken in among them; none of them is missing.
    """
    everything = rows if held is None else held
    return {
        table: _difference(table, rows.get(table, {}), sides, everything.get(table, {}))
        for table in dict.fromkeys([*rows, *sorted(sides.tables)])
    }


def _difference(
    table: str,
    made: Mapping[tuple[str, ...], Made],
    sides: Sides,
    held: Mapping[tuple[str, ...], Made],
) -> TableDifference:
    existing = Existing(table, sides.study, made)
    exported = None if sides.exported is None else Existing(table, sides.exported, made)
    found = TableDifference()
    for key, row in made.items():
        place = existing.place_of(key, row)
        was = exported.place_of(key, row) if exported is not None and row.full else None
        if exported is not None and was is not None:
            _since(found, row, (existing, place), (exported, was), sides)
        elif place is None:
            found.added.append(row)
        else:
            _note(found, row, place, existing.changes(place, row))
    _note_missing(found, held, existing, exported, sides)
    return found


def _note(found: TableDifference, row: Made, place: int, changes: dict[str, str]) -> None:
    if changes and (row.record is not None or row.fills):
        found.changed[place] = (row, changes)
    else:
        found.same.append((row, place))


def _since(
    found: TableDifference,
    row: Made,
    now: tuple[Existing, int | None],
    then: tuple[Existing, int],
    sides: Sides,
) -> None:
    """A row of a sheet that was exported: what was edited in it changes, and what changed on record stays."""
    (existing, place), (exported, was) = now, then
    edits = exported.changes(was, row)
    key = exported.key_at(was)
    if place is None and edits:
        found.clashes.append(Clash(row, "", key, "", ""))
    elif place is None:
        found.passed.append(row)
    else:
        changes = {name: text for name, text in existing.changes(place, row).items() if name in edits}
        for name in [name for name in changes if existing.cell(place, name) != exported.cell(was, name)]:
            clash = Clash(row, name, key, changes[name], existing.cell(place, name))
            said = sides.stands(existing.table, clash)
            if said == RECORD:
                del changes[name]
            elif said != SHEET:
                found.clashes.append(clash)
        _note(found, row, place, changes)


def _note_missing(
    found: TableDifference,
    held: Mapping[tuple[str, ...], Made],
    existing: Existing,
    exported: Existing | None,
    sides: Sides,
) -> None:
    """Rows that a sheet does not hold: all others of the study, or of those with which it was exported."""
    if existing.table not in sides.tables:
        return
    if exported is not None:
        keys = {exported.key_of(row) for row in held.values()}
        gone = (key for key in exported.places if key not in keys)
        found.missing = sorted(place for key in gone if (place := existing.places.get(key)) is not None)
    elif sides.whole:
        kept = {existing.place_of(key, row) for key, row in held.items()}
        found.missing = [place for place in range(existing.rows) if place not in kept]
    found.removed = list(found.missing) if sides.whole else []


class Existing:
    """The rows that a study has of a table, as text; `places` says where the row of each key is."""

    def __init__(self, table: str, study: Study | None, made: Mapping[tuple[str, ...], Made]) -> None:
        self.table = table
        self._schema = TABLES[table]
        self._key = natural_key(table)
        frame = pd.DataFrame() if study is None or table not in study.tables else study.table(table)
        self.rows = len(frame)
        self._frame = as_text(frame, self._schema)
        self.places: dict[tuple[str, ...], int] = {}
        columns = [
            self._frame[name].tolist() for name in (self._key or self._frame.columns) if name in self._frame
        ]
        names = [name for name in (self._key or self._frame.columns) if name in self._frame]
        for place, cells in enumerate(zip(*columns, strict=True)):
            self.places.setdefault(self._key_of(dict(zip(names, cells, strict=True))), place)

    def _key_of(self, values: Mapping[str, str]) -> tuple[str, ...]:
        if self._key:
            return tuple(values.get(column, "") for column in self._key)
        return tuple(part for pair in sorted(values.items()) if pair[1] for part in pair)

    def place_of(self, key: tuple[str, ...], row: Made) -> int | None:
        """Where the study has a row; None where it has not."""
        return self.places.get(self.key_of(row)) if self.places else None

    def key_of(self, row: Made) -> tuple[str, ...]:
        """By what a row of a file is found."""
        told = {one: row.values[one] for one in self._key or row.values if one in row.values}
        return self._key_of({name: canonical(row.table, name, text) for name, text in told.items()})

    def key_at(self, place: int) -> tuple[str, ...]:
        """The cells by which a row is told from the others."""
        return tuple(self.cell(place, name) for name in self._key or self._frame.columns)

    def changes(self, place: int, row: Made) -> dict[str, str]:
        """The columns to which a row gives another value."""
        return {
            name: text
            for name, given in row.values.items()
            if (text := canonical(row.table, name, given)) != self.cell(place, name) and (text or row.full)
        }

    def cell(self, place: int, name: str) -> str:
        """What stands in a cell of the study, as text."""
        return str(self._frame[name].iat[place]) if name in self._frame else ""


@lru_cache(maxsize=50_000)
def canonical(table: str, column: str, text: str) -> str:
    """A cell as a study writes it: 1.0 as 1, YES as true; what cannot be read stays as it is.

    Example:
        >>> canonical("zones", "formal", "Yes"), canonical("levels", "rank", "1.0")
        ('true', '1')
    """
    kind = TABLES[table].columns[column].type if column in TABLES[table].columns else TEXT
    if kind in (TEXT, DATE) or not text.strip():
        return cell_text(text) or ""
    value = READERS[kind](text)
    return text if value is None else cell_text(value) or ""
