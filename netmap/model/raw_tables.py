"""The tables of a study as they came: columns of text with the lines they stood on, not yet checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.coded_columns import Coded, Rows, all_missing
from netmap.model.dates import NO_DAY, Days, day_number
from netmap.model.derived import cached_property
from netmap.model.schema import ACTOR_TABLES, TABLES, TableSchema


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it came.

    `columns` holds every defined column, then the others in the order in which they came; `lines` is
    the line of each row in its file, None where rows simply follow a header on line 1; `absent` are the
    defined columns that did not come.
    """

    schema: TableSchema
    columns: Mapping[str, Coded]
    rows: int
    lines: Rows | None = None
    absent: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The table's name."""
        return self.schema.name

    def with_columns(self, columns: Mapping[str, Coded]) -> Sheet:
        """The sheet with some columns replaced."""
        return replace(self, columns={**self.columns, **columns})

    def line(self, row: int) -> int:
        """The line of a row in its file."""
        return row + 2 if self.lines is None else int(self.lines[row])


class Draft:
    """All tables of a study as they came, with the questions that several checks ask of them.

    `unread` are rows, by table and column, whose text could not be read and is gone; `unreadable` are
    tables that came and could not be read at all, so that nothing can be said of what is in them.
    """

    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        unread: Iterable[tuple[str, str | None, Rows]] = (),
        unreadable: Iterable[str] = (),
    ) -> None:
        self.sheets = sheets
        self.unreadable = frozenset(unreadable)
        self._unread = list(unread)

    def column(self, table: str, name: str) -> Coded:
        """A column; an empty one where the study has no such table."""
        sheet = self.sheets.get(table)
        return all_missing(0) if sheet is None else sheet.columns[name]

    def blank(self, table: str, name: str) -> npt.NDArray[np.bool_]:
        """Which rows of a column came without a text; what came and could not be read is told already."""
        found = ~self.column(table, name).filled
        for there, column, rows in self._unread:
            if (there, column) == (table, name):
                found[rows] = False
        return found

    def ids(self, table: str, column: str | None = None) -> pd.Index:
        """The distinct ids of a table, by its key or by another column."""
        return pd.Index(self.column(table, column or TABLES[table].key[0]).values, dtype=object)

    @cached_property
    def actors(self) -> pd.Index:
        """The distinct ids of agencies and practitioners."""
        agencies, people = (self.ids(table) for table in ACTOR_TABLES)
        return agencies.append(people.difference(agencies, sort=False))

    def rows_of(self, table: str, ids: Coded) -> Rows:
        """For each row of a column of ids the first row of the table with that id; -1: none."""
        keys = self.column(table, TABLES[table].key[0])
        first = np.full(len(keys.values) + 1, -1, dtype=np.int64)
        filled = np.flatnonzero(keys.filled)[::-1]
        first[keys.codes[filled]] = filled
        places = pd.Index(keys.values, dtype=object).get_indexer(ids.values)
        return ids.look_up(first[places], -1).astype(np.int64)

    def days(self, table: str, column: str, *, end: bool | None = None) -> Days:
        """The day numbers of a column of dates, `NO_DAY` where there is none.

        Of a partial date it is the first day, or the last where the column says when something ends, unless
        `end` says otherwise.
        """
        dates = self.column(table, column)
        end = column in TABLES[table].last_days if end is None else end
        days = np.array([day_number(str(text), end=end) for text in dates.values], dtype=np.int64)
        return dates.look_up(days, NO_DAY).astype(np.int64)
