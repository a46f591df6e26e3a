"""Times at which people signed in: they belong to the sitting of that group and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from netmap.files.importer.names import sure_key
from netmap.files.importer.records import Record, Sitting
from netmap.files.importer.row_parts import ISO_DAY

Key = tuple[str, str, tuple[str, ...], str]
"""Of a sitting: the sheet, its own id, the group and the day."""


def sittings_by_day(records: Sequence[Record]) -> list[Record]:
    """Records in which times at which people signed in are taken off the day of their sitting.

    Times are those of sittings where each of them stands beside two people or more, or where there is one
    for all of a group and day; else somebody signed in then.
    """
    times: dict[Key, Counter[str]] = {}
    for record in records:
        if (sitting := _listed(record)) is not None:
            times.setdefault(_key(record, sitting), Counter())[sitting.date] += 1
    if all(len(found) < 2 for found in times.values()):
        return list(records)
    return [_of_day(record, times) for record in records]


def _listed(record: Record) -> Sitting | None:
    """The dated sitting of a line of a list; a register has a column for each sitting."""
    sitting = record.sitting
    dated = sitting is not None and bool(sitting.date) and record.column is None
    return sitting if dated and record.table == "attendance" and not record.full else None


def _key(record: Record, sitting: Sitting) -> Key:
    zone = () if sitting.zone is None else _group(sitting.zone.text)
    return record.sheet.sheet, sitting.text, zone, sitting.date[:ISO_DAY]


@lru_cache(maxsize=10_000)
def _group(text: str) -> tuple[str, ...]:
    return sure_key(text, ordered=True)


def _of_day(record: Record, times: dict[Key, Counter[str]]) -> Record:
    sitting = _listed(record)
    if sitting is None:
        return record
    found = times[_key(record, sitting)]
    if len(found) < 2 or min(found.values()) >= 2:
        return record
    return replace(record, sitting=replace(sitting, date=sitting.date[:ISO_DAY]))
