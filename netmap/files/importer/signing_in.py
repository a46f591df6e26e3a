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
    listed = [record for record in records if _is_listed(record)]
    counted = Counter((id(record.sheet), id(record.sitting)) for record in listed)
    same = {(id(record.sheet), id(record.sitting)): record for record in listed}
    times: dict[Key, Counter[str]] = {}
    for one, record in same.items():
        if record.sitting is not None:
            found = times.setdefault(_key(record.sheet.sheet, record.sitting), Counter())
            found[record.sitting.date] += counted[one]
    if all(len(found) < 2 for found in times.values()):
        return list(records)
    days = {one: _of_day(record.sheet.sheet, record.sitting, times) for one, record in same.items()}
    told = ((record, days.get((id(record.sheet), id(record.sitting)))) for record in records)
    return [
        record if day is None or not _is_listed(record) else replace(record, sitting=day)
        for record, day in told
    ]


def _is_listed(record: Record) -> bool:
    """Whether a record is a dated line of a list; a register has a column for each sitting."""
    sitting = record.sitting
    return (
        sitting is not None
        and record.column is None
        and bool(sitting.date)
        and record.table == "attendance"
        and not record.full
    )


def _key(sheet: str, sitting: Sitting) -> Key:
    zone = () if sitting.zone is None else _group(sitting.zone.text)
    return sheet, sitting.text, zone, sitting.date[:ISO_DAY]


@lru_cache(maxsize=10_000)
def _group(text: str) -> tuple[str, ...]:
    return sure_key(text, ordered=True)


def _of_day(sheet: str, sitting: Sitting | None, times: dict[Key, Counter[str]]) -> Sitting | None:
    """The sitting of the day; None where it stays what it is."""
    found = {} if sitting is None else times[_key(sheet, sitting)]
    if sitting is None or len(found) < 2 or min(found.values()) >= 2:
        return None
    return replace(sitting, date=sitting.date[:ISO_DAY])
