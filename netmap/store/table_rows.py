"""Rows of one table as the database gives them, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from netmap.model.schema import TABLES
from netmap.store.column_codec import Texts, frame_of, unpacked
from netmap.store.layout import KEPT

AT_ONCE = 500
"""So few rows lie about as tuples at once that Python's search for garbage is not set off by them."""


@dataclass(slots=True)
class TableRows:
    """Rows of one table: the store's own columns, then those asked for.

    `own` begins with `place`, by which they are put in order; `wide` are the columns.
    """

    table: str
    columns: Sequence[str]
    own: tuple[str, ...] = ("place", "row", "born")
    wide: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [*self.own, *self.defined, *(["more"] if self.others else [])]
        self.wide = {name: [] for name in names}

    def __len__(self) -> int:
        return len(self.wide["place"])

    @property
    def defined(self) -> list[str]:
        """The columns asked for that have a column of their own in the database."""
        return [name for name in TABLES[self.table].columns if name in self.columns]

    @property
    def others(self) -> list[str]:
        """The columns that are not defined."""
        return [name for name in self.columns if name not in TABLES[self.table].columns]

    def select(self) -> sa.Select[Any]:
        """The SELECT of such rows, of all studies and times."""
        kept = KEPT[self.table]
        return sa.select(*(kept.c[name] for name in self.wide))

    def fetch(
        self, conn: sa.Connection, select: sa.Executable, values: Mapping[str, Any] | None = None
    ) -> None:
        """Take in what a `select` of such rows finds, as the driver's own tuples: there may be many."""
        cursor: Any = conn.execute(select, values).cursor
        while part := cursor.fetchmany(AT_ONCE):
            self.add(part)

    def add(self, found: Sequence[Sequence[Any]]) -> None:
        """Take in more rows."""
        for place, column in enumerate(self.wide.values()):
            column.extend(map(itemgetter(place), found))

    def sort(self) -> None:
        """Bring the rows into their order."""
        places = np.array(self.wide["place"], dtype=np.int64)
        if (np.diff(places) > 0).all():
            return
        order = np.argsort(places, kind="stable")
        for column in self.wide.values():
            column[:] = np.array(column, dtype=object)[order].tolist()

    def texts(self, column: str, since: int = 0) -> Texts:
        """The texts of a defined column, from a position on; none where it was not asked for."""
        if column not in self.wide:
            return []
        return self.wide[column][since:] if since else self.wide[column]

    def frame(self) -> pd.DataFrame:
        """The table as a study holds it."""
        wide = dict(self.wide)
        if self.others:
            told = [unpacked(more) for more in wide["more"]]
            wide |= {name: [cells.get(name) for cells in told] for name in self.others}
        return frame_of(self.table, self.columns, wide, len(self))

    def numbered(self) -> pd.DataFrame:
        """The table with the record and version of each row in front."""
        frame = self.frame()
        for name, column in (("version", "born"), ("row", "row")):
            frame.insert(0, name, np.array(self.wide[column], dtype=np.int64))
        return frame
