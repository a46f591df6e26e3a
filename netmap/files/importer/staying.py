"""Rows that are to be taken out and are still named by others: they stay, and it is said."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.files.importer.comparing import TableDifference
from netmap.model.errors import Problem
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.model.study import Study


class Staying:
    """The rows of a study that cannot go; `grew` says whether the last look found more of them."""

    def __init__(self, study: Study | None) -> None:
        self._study = study
        self._places: set[tuple[str, int]] = set()
        self._waiting: set[tuple[str, int]] = set()
        self.problems: list[Problem] = []

    @property
    def grew(self) -> bool:
        """Whether there are rows to keep that are still among the removals."""
        return bool(self._waiting)

    def leave(self, found: Mapping[str, TableDifference]) -> None:
        """Take the rows that are kept out of the removals."""
        self._places |= self._waiting
        self._waiting = set()
        for table, difference in found.items():
            difference.removed = [place for place in difference.removed if (table, place) not in self._places]

    def note(self, found: Mapping[str, TableDifference], named: str) -> None:
        """Keep rows that were to be removed while other records still refer to their id, and say so."""
        for table, difference in found.items():
            if self._study is None or not TABLES[table].key:
                continue
            keys = self._study.table(table)[TABLES[table].key[0]]
            for place in difference.removed:
                if str(keys.iat[place]) == named and (table, place) not in self._waiting:
                    self._waiting.add((table, place))
                    self.problems.append(_still_named(table, named))


def _still_named(table: str, named: str) -> Problem:
    reason = N_("“{value}” is still named by other records and cannot be taken out of {table}.")
    cure = N_("Take those out too, or put it back into the sheet.")
    return Problem(
        table, None, TABLES[table].key[0], named, "still-named", reason, cure,
        values={"value": named, "table": table},
    )  # fmt: skip
