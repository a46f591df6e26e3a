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

    def insert_sql(self) -> str:
        """An INSERT whose rows are `values`; what is the same in all of them, or in one twice, is bound once.

        SQLite binds one value after the other, and each one costs.
        """
        numbers = ["id", *(name for name in ("row", "place") if self._given(name))]
        mark = {name: f"?{number}" for number, name in enumerate([*numbers, *self.texts], start=1)}
        own = [str(self.study), str(self.born), *(mark.get(name, "?1") for name in ("id", "row", "place"))]
        marks = [*own, *(mark[name] for name in self.texts)]
        return f"INSERT INTO {QUOTE(self.table)} ({self._names()}) VALUES ({', '.join(marks)})"  # noqa: S608

    def _given(self, name: str) -> bool:
        return (self.rows if name == "row" else self.places) is not None

    def values(self) -> Iterator[tuple[Any, ...]]:
        """What `insert_sql` takes for each row."""
        numbers = [given for given in (self.ids, self.rows, self.places) if given is not None]
        return zip(*numbers, *self.texts.values(), strict=True)

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
        return ", ".join(QUOTE(name) for name in ("study", "born", "id", "row", "place", *self.texts))
