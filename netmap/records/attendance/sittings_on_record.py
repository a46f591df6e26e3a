"""The sittings of a zone that are on record, with the versions that a correction needs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netmap.library.principals import Principal
from netmap.library.study_library import Stored
from netmap.library.wording import written
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.records.attendance.types import PRESENT, Mark, Sitting

NO_DAY = N_("without a day")


def sittings_of_zone(stored: Stored, principal: Principal, zone: str, t: Translator) -> tuple[Sitting, ...]:
    """The sittings of a zone, the last one first; those without a day come last."""
    meetings = stored.store.rows(principal, stored.name, "meetings")
    mine = meetings[meetings["zone"] == zone]
    if mine.empty:
        return ()
    marks = _marks(stored.store.rows(principal, stored.name, "attendance"), set(mine["meeting"]))
    found = [_sitting(row, marks.get(row.meeting, ()), t) for row in _rows(mine)]
    return tuple(sorted(found, key=lambda each: (each.day or "", each.row), reverse=True))


def sitting_by_row(stored: Stored, principal: Principal, row: int, t: Translator) -> Sitting:
    """One sitting as it is now; `NotFoundError` where it was taken out."""
    meetings = stored.store.rows(principal, stored.name, "meetings")
    mine = meetings[meetings["row"] == row]
    if mine.empty:
        raise NotFoundError(N_("This sitting is no longer on record."))
    (found,) = _rows(mine)
    marks = _marks(stored.store.rows(principal, stored.name, "attendance"), {found.meeting})
    return _sitting(found, marks.get(found.meeting, ()), t)


def _rows(table: pd.DataFrame) -> Iterator[pd.Series]:
    return (row for _, row in table.astype(object).where(table.notna(), None).iterrows())


def _sitting(row: pd.Series, marks: tuple[Mark, ...], t: Translator) -> Sitting:
    day = None if row["date"] is None else str(row["date"])[:10]
    said = t.gettext(NO_DAY) if day is None else written(t, day)
    return Sitting(row["meeting"], int(row["row"]), int(row["version"]), day, said, row["title"], marks)


def _marks(attendance: pd.DataFrame, meetings: set[str]) -> dict[str, tuple[Mark, ...]]:
    """Who is marked at each of some meetings; a blank status counts as present."""
    mine = attendance[attendance["meeting"].isin(meetings)]
    found: dict[str, list[Mark]] = {}
    columns = (mine[name] for name in ("meeting", "practitioner", "status", "row", "version"))
    for meeting, person, status, row, version in zip(*columns, strict=True):
        said = status if isinstance(status, str) else PRESENT
        found.setdefault(meeting, []).append(Mark(person, said, int(row), int(version)))
    return {meeting: tuple(marks) for meeting, marks in found.items()}
