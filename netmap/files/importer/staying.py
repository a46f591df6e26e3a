"""Rows that are to be taken out and are still named by others: they stay, and it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netmap.files.importer.comparing import Sides, TableDifference
from netmap.files.importer.edits import called
from netmap.model.errors import Problem
from netmap.model.findings import WARNING
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


TAKEN_OUT = N_("“{value}” of {table} is not in the sheet any more, and stays on record.")
CONFIRM = N_("Confirm that such rows go (--removals), or put it back into the sheet.")
GOES = N_("“{value}” of {table} is not in the sheet any more, and is taken out.")


def taken_out(found: Mapping[str, TableDifference], sides: Sides) -> Iterator[Problem]:
    """Every row that was taken out of a sheet since its export, by name; it goes only if that was confirmed.

    Args:
        found: what would happen.
        sides: the study as it is and as it was exported; where that is not known nothing is told.
    """
    if sides.study is None or sides.exported is None:
        return
    reason, cure = (GOES, "") if sides.whole else (TAKEN_OUT, CONFIRM)
    for table, difference in found.items():
        frame = sides.study.table(table)
        for place in difference.removed if sides.whole else difference.missing:
            name = called(sides.study, table, frame.iloc[place])
            values = {"value": name, "table": table}
            yield Problem(table, None, None, name, "taken-out", reason, cure, WARNING, values=values)


def _still_named(table: str, named: str) -> Problem:
    reason = N_("“{value}” is still named by other records and cannot be taken out of {table}.")
    cure = N_("Take those out too, or put it back into the sheet.")
    return Problem(
        table, None, TABLES[table].key[0], named, "still-named", reason, cure,
        values={"value": named, "table": table},
    )  # fmt: skip
