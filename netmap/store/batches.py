"""Many new versions of one table, as each database takes them in fastest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import IdentifierPreparer

from netmap.store.column_codec import Texts

QUOTE = IdentifierPreparer(DefaultDialect()).quote
NUMBERS = ("id", "row", "place")

TOGETHER = 20
"""So many rows SQLite takes in one step, as each step costs too; their values are below each limit of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """New versions: `ids` are theirs, `rows` the records they are of (None: each is the first of its own).

    `places` are those of the records in the order of the table (None: as the `ids` are); `texts` holds the
    columns in which anything is said.
    """

    table: str
    study: int
    born: int
    ids: range
    rows: Sequence[int] | None
    places: Sequence[int] | None
    texts: Mapping[str, Texts]

    def inserts(self) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
        """INSERTs, each with what it takes again and again: `TOGETHER` rows at a time, then what is left."""
        bound = self._bound()
        count = len(self.ids)
        whole = count - count % TOGETHER
        for begin, end, together in ((0, whole, TOGETHER), (whole, count, 1)):
            if begin < end:
                starts = range(begin, begin + together)
                parts = (values[start:end:together] for start in starts for values in bound.values())
                yield self._insert_sql(list(bound), together), zip(*parts, strict=True)

    def _bound(self) -> dict[str, Sequence[Any]]:
        """What differs from row to row: SQLite binds one value after the other, and each one costs."""
        numbers = {"id": self.ids, "row": self.rows, "place": self.places}
        return {name: given for name, given in numbers.items() if given is not None} | dict(self.texts)

    def _insert_sql(self, bound: Sequence[str], together: int) -> str:
        rows = (self._marks(bound, number * len(bound) + 1) for number in range(together))
        return f"INSERT INTO {QUOTE(self.table)} ({self._names()}) VALUES {', '.join(rows)}"  # noqa: S608

    def _marks(self, bound: Sequence[str], first: int) -> str:
        """One row of an INSERT; a record's number, and its place, are the version's where none is given."""
        mark = {name: f"?{number}" for number, name in enumerate(bound, start=first)}
        own = [str(self.study), str(self.born), *(mark.get(name, mark["id"]) for name in NUMBERS)]
        return f"({', '.join([*own, *(mark[name] for name in self.texts)])})"

    def copy_sql(self) -> str:
        """A COPY whose rows are `lines`."""
        return f"COPY {QUOTE(self.table)} ({self._names()}) FROM STDIN"

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """What `copy_sql` takes for each row."""
        count = len(self.ids)
        numbers = (self.ids if given is None else given for given in (self.ids, self.rows, self.places))
        own = (repeat(self.study, count), repeat(self.born, count), *numbers)
        return zip(*own, *self.texts.values(), strict=True)

    def _names(self) -> str:
        return ", ".join(QUOTE(name) for name in ("study", "born", *NUMBERS, *self.texts))
