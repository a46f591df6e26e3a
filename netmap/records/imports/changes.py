"""What an import writes: the differences that a file makes, and what the change remembers of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from netmap.files.importer.comparing import TableDifference
from netmap.files.importer.mends import Spot, cell_of
from netmap.model.schema import NAMES
from netmap.records.imports.bad_rows import header_of
from netmap.records.imports.types import Pending, Preview, TableCount
from netmap.store.change_sets import TableChange

Rows = Callable[[str], pd.DataFrame]
"""Gives the live records of a table with `row` and `version`, in the order of the study."""


def table_counts(differences: Mapping[str, TableDifference]) -> tuple[TableCount, ...]:
    """For each table how many records are new, changed, the same and taken out."""
    return tuple(_count(name, differences[name]) for name in NAMES if name in differences)


def _count(name: str, found: TableDifference) -> TableCount:
    return TableCount(name, len(found.added), len(found.changed), len(found.same), len(found.removed))


def table_changes(differences: Mapping[str, TableDifference], rows: Rows) -> dict[str, TableChange]:
    """The change of each table of which something is new, changed or taken out."""
    found = {name: _table_change(name, difference, rows) for name, difference in differences.items()}
    return {name: change for name, change in found.items() if change is not None}


def _table_change(name: str, found: TableDifference, rows: Rows) -> TableChange | None:
    if not (found.added or found.changed or found.removed):
        return None
    live = rows(name) if found.changed or found.removed else pd.DataFrame()
    return TableChange(_added(found), _changed(found, live), _removed(found, live))


def _added(found: TableDifference) -> pd.DataFrame | None:
    if not found.added:
        return None
    return pd.DataFrame([made.values for made in found.added], dtype=object)


def _changed(found: TableDifference, live: pd.DataFrame) -> pd.DataFrame | None:
    """The records that change; a column that changes in one of them is told of all."""
    if not found.changed:
        return None
    places = list(found.changed)
    columns = list(dict.fromkeys(name for _, values in found.changed.values() for name in values))
    told = live.iloc[places][["row", "version"]].reset_index(drop=True)
    for name in columns:
        now = live[name].astype(object).tolist() if name in live else [None] * len(live)
        told[name] = [found.changed[place][1].get(name, now[place]) for place in places]
    return told


def _removed(found: TableDifference, live: pd.DataFrame) -> pd.DataFrame | None:
    return live.iloc[found.removed][["row", "version"]] if found.removed else None


def source_of(pending: Pending, preview: Preview) -> dict[str, Any]:
    """Where a change comes from, as plain values: the file and its hash, how it was read, what was answered,
    what became of its records, and which cells were mended by hand, with what stood in them.

    Args:
        pending: the preview that is taken in.
        preview: the same as it was shown.
    """
    told = {
        "name": pending.file.name,
        "sha256": pending.file.sha256,
        "mapping": pending.mapping.to_json(),
        "answers": pending.answers.to_json(),
        "counts": [asdict(one) for one in preview.counts],
    }
    if not pending.mends:
        return told
    left = pending.mends.to_json()["left"]
    return {**told, "mended": [_mend(pending, *one) for one in pending.mends.cells.items()], "left": left}


def _mend(pending: Pending, spot: Spot, text: str) -> dict[str, Any]:
    column = {"column": spot.column, "header": header_of(pending.mapping, spot)}
    return {**spot.at._asdict(), **column, "before": cell_of(pending.file, spot), "text": text}
