"""Many new versions of one table, as each database takes them in fastest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import IdentifierPreparer

from netmap.store.cells import Texts

QUOTE = IdentifierPreparer(DefaultDialect()).quote


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """New versions: `ids` are theirs, `rows` the records they are of (None: each is the first of its own).

    `texts` holds the columns in which anything is said.
    """

    table: str
    study: int
    born: int
    ids: range
    rows: Sequence[int] | None
    texts: Mapping[str, Texts]

    def insert_sql(self) -> str:
        """An INSERT whose rows are `values`; what is the same in all of them is written out.

        SQLite binds one value after the other, and each one costs.
        """
        own = [str(self.study), str(self.born), "?1", "?1" if self.rows is None else "?2"]
        given = 2 if self.rows is None else 3
        marks = [f"?{place}" for place in range(given, given + len(self.texts))]
        return f"INSERT INTO {QUOTE(self.table)} ({self._names()}) VALUES ({', '.join(own + marks)})"  # noqa: S608

    def values(self) -> Iterator[tuple[Any, ...]]:
        """What `insert_sql` takes for each row."""
        numbers = [self.ids] if self.rows is None else [self.ids, self.rows]
        return zip(*numbers, *self.texts.values(), strict=True)

    def copy_sql(self) -> str:
        """A COPY whose rows are `lines`."""
        return f"COPY {QUOTE(self.table)} ({self._names()}) FROM STDIN"

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """What `copy_sql` takes for each row."""
        count = len(self.ids)
        rows = self.ids if self.rows is None else self.rows
        own = (repeat(self.study, count), repeat(self.born, count), self.ids, rows)
        return zip(*own, *self.texts.values(), strict=True)

    def _names(self) -> str:
        return ", ".join(QUOTE(name) for name in ("study", "born", "id", "row", *self.texts))
