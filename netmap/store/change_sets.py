"""A change as somebody asks for it, and as it was recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class TableChange:
    """What happens to one table.

    `added`: new records, a row each. `changed`: a row for each record with its `row`, the `version` that
    was seen, and the columns that get a new value (a missing cell empties one); columns that are not
    there stay. `removed`: `row` and `version` of records that go.
    """

    added: pd.DataFrame | None = None
    changed: pd.DataFrame | None = None
    removed: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ChangeSet:
    """What is to happen to a study in one go, all of it or nothing.

    `kind` says what it is: import, edit, attendance ... `label` is for people. `file_hash` is that of the
    file that it came from: a second change from the same file is not made while the first one stands.
    `source` is whatever must be known of where it came from (the mapping of columns, the name of the file),
    as JSON. `about` replaces what the study says of itself.
    """

    kind: str
    tables: Mapping[str, TableChange] = field(default_factory=dict)
    label: str = ""
    file_hash: str | None = None
    source: Mapping[str, Any] | None = None
    about: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it is recorded.

    `counts` says for each table how many records were added, changed and removed. `undoes` is the change
    that this one undid; `undone_by` the one that undid it, None while it stands.
    """

    number: int
    study: str
    kind: str
    at: str
    by: str
    label: str
    file_hash: str | None
    source: Mapping[str, Any] | None
    counts: Mapping[str, Mapping[str, int]]
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a change set.

    `change` as recorded; `rows` holds for each table the numbers of the records that were added, in their
    order. `again`: the same file had been taken in before, and nothing was done now.
    """

    change: Change
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    again: bool = False

    @property
    def number(self) -> int:
        """The number of the change, which is the version of the study from then on."""
        return self.change.number


def one_edit(row: int, version: int, **values: Any) -> pd.DataFrame:
    """The `changed` of a table for one record.

    Args:
        row: the record.
        version: the version that was seen.
        **values: the new values by column; None empties one.

    Example:
        >>> one_edit(7, 3, name="North").to_dict("records")
        [{'row': 7, 'version': 3, 'name': 'North'}]
    """
    return pd.DataFrame([{"row": row, "version": version, **values}])


def recorded(study: str, row: Any) -> Change:
    """A row of `changes` as a Change."""
    return Change(
        row.number,
        study,
        row.kind,
        row.at,
        row.by,
        row.label,
        row.file_hash,
        None if row.source is None else json.loads(row.source),
        json.loads(row.counts),
        row.undoes,
        row.undone_by,
    )
