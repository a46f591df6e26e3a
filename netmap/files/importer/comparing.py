"""What would be new, changed or the same, if rows were taken into a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from netmap.files.importer.assembling import Made
from netmap.files.importer.natural_keys import natural_key
from netmap.files.written_tables import as_text
from netmap.model.coded_columns import cell_text
from netmap.model.schema import DATE, TABLES, TEXT
from netmap.model.study import Study
from netmap.model.type_conversion import READERS


@dataclass(slots=True)
class TableDifference:
    """What happens to one table: rows that are added, that get other values (by their place in the study),
    that are the same, and that go."""

    added: list[Made] = field(default_factory=list)
    changed: dict[int, tuple[Made, dict[str, str]]] = field(default_factory=dict)
    same: list[tuple[Made, int]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


def differences(
    rows: Mapping[str, Mapping[tuple[str, ...], Made]], study: Study | None, whole: Iterable[str] = ()
) -> dict[str, TableDifference]:
    """What rows would do to a study.

    Args:
        rows: by table and key.
        study: what is there.
        whole: tables of which the file holds all rows: what it does not hold is removed.
    """
    found: dict[str, TableDifference] = {}
    for table, made in rows.items():
        found[table] = _difference(table, made, study, table in set(whole))
    return found


def _difference(
    table: str, made: Mapping[tuple[str, ...], Made], study: Study | None, whole: bool
) -> TableDifference:
    existing = Existing(table, study, made)
    found = TableDifference()
    for key, row in made.items():
        place = existing.place_of(key, row)
        if place is None:
            found.added.append(row)
        elif row.record is not None and (changes := existing.changes(place, row)):
            found.changed[place] = (row, changes)
        else:
            found.same.append((row, place))
    if whole:
        kept = {*found.changed, *(place for _, place in found.same)}
        found.removed = [place for place in range(existing.rows) if place not in kept]
    return found


class Existing:
    """The rows that a study has of a table, found by key, as text."""

    def __init__(self, table: str, study: Study | None, made: Mapping[tuple[str, ...], Made]) -> None:
        self._schema = TABLES[table]
        self._key = natural_key(table)
        frame = pd.DataFrame() if study is None or table not in study.tables else study.table(table)
        self.rows = len(frame)
        self._frame = as_text(frame, self._schema)
        self._places: dict[tuple[str, ...], int] = {}
        columns = [
            self._frame[name].tolist() for name in (self._key or self._frame.columns) if name in self._frame
        ]
        names = [name for name in (self._key or self._frame.columns) if name in self._frame]
        for place, cells in enumerate(zip(*columns, strict=True)):
            self._places.setdefault(self._key_of(dict(zip(names, cells, strict=True))), place)

    def _key_of(self, values: Mapping[str, str]) -> tuple[str, ...]:
        if self._key:
            return tuple(values.get(column, "") for column in self._key)
        return tuple(part for pair in sorted(values.items()) if pair[1] for part in pair)

    def place_of(self, key: tuple[str, ...], row: Made) -> int | None:
        """Where the study has a row; None where it has not."""
        values = {name: canonical(row.table, name, text) for name, text in row.values.items()}
        return self._places.get(self._key_of(values))

    def changes(self, place: int, row: Made) -> dict[str, str]:
        """The columns to which a row gives another value."""
        return {
            name: text
            for name, given in row.values.items()
            if (text := canonical(row.table, name, given)) != self._cell(place, name) and (text or row.full)
        }

    def _cell(self, place: int, name: str) -> str:
        return str(self._frame[name].iat[place]) if name in self._frame else ""


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
