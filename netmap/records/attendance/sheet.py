"""What is needed to record a sitting: whom to expect, and the sittings on record with their versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from netmap.library.study_entry import title_of
from netmap.library.wording import written
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.records.attendance.types import (
    PRESENT,
    AttendanceSheet,
    Mark,
    Named,
    SheetRequest,
    Sitting,
    Somebody,
)
from netmap.records.labels import names_of
from netmap.records.requests import RecordContext, today

RECENT = 12
"""Who was at any of so many last sittings of a zone is expected again."""

NO_DAY = N_("without a day")


def attendance_sheet(at: RecordContext, asked: SheetRequest) -> AttendanceSheet:
    """What is needed to record a sitting of a zone; without a zone the zones to choose from.

    Raises:
        NotFoundError: no such zone.
        NotAllowedError: the study is one of files.
    """
    at.stored  # noqa: B018  (a study of files is refused)
    found, zone = at.now(), asked.zone
    zones, people = _named(found, "zones"), _people(found)
    if zone is not None and zone not in {each.id for each in zones}:
        raise NotFoundError(N_("The study has no zone “{name}”."), name=zone[:80])
    sittings = () if zone is None else sittings_of_zone(at, zone)
    return AttendanceSheet(
        study=at.study,
        title=title_of(found, at.study),
        version=int(found.about["store"]["version"]),
        today=today().isoformat(),
        zones=zones,
        agencies=_named(found, "agencies"),
        people=tuple(people.values()),
        zone=zone,
        roster=() if zone is None else _roster(found, people, zone, sittings),
        sittings=sittings,
    )


def _named(study: Study, table: str) -> tuple[Named, ...]:
    """The records of a table by name; one that is closed stays, since the past may still be recorded."""
    return tuple(Named(each, name) for each, name in names_of(study, table).items())


def _people(study: Study) -> dict[str, Somebody]:
    """Everybody by id, in the order of the names."""
    agencies, people = names_of(study, "agencies"), study.practitioners
    agency = dict(zip(people["practitioner"], people["agency"], strict=True))
    found = {}
    for each, name in names_of(study, "practitioners").items():
        works = agency[each] if isinstance(agency[each], str) else None
        found[each] = Somebody(each, name, works, None if works is None else agencies.get(works, works))
    return found


def _roster(
    study: Study, people: Mapping[str, Somebody], zone: str, sittings: tuple[Sitting, ...]
) -> tuple[str, ...]:
    """Who is expected: those of the last sittings, the very last one first, and who has a post there."""
    expected: dict[str, None] = {}
    for sitting in sittings[:RECENT]:
        here = {mark.person for mark in sitting.marks}
        expected.update(dict.fromkeys(each for each in people if each in here))
    posts = study.posts
    expected.update(dict.fromkeys(posts.loc[posts["zone"] == zone, "practitioner"].astype(str)))
    gone = _left(study)
    return tuple(each for each in expected if each in people and each not in gone)


def _left(study: Study) -> set[str]:
    """Who left for good, as far as that is on record: the day of leaving has gone by."""
    people = study.practitioners
    past = people["left"].notna() & (people["left"].astype(str) < today().isoformat())
    return set(people.loc[past, "practitioner"].astype(str))


def sittings_of_zone(at: RecordContext, zone: str) -> tuple[Sitting, ...]:
    """The sittings of a zone, the last one first; those without a day come last."""
    meetings = at.rows("meetings")
    mine = meetings[meetings["zone"] == zone]
    if mine.empty:
        return ()
    marks = _marks(at.rows("attendance"), set(mine["meeting"]))
    found = [_sitting(row, marks.get(row.meeting, ()), at.t) for row in _rows(mine)]
    return tuple(sorted(found, key=lambda each: (each.day or "", each.row), reverse=True))


def sitting_by_row(at: RecordContext, row: int) -> Sitting:
    """One sitting as it is now; `NotFoundError` where it was taken out."""
    meetings = at.rows("meetings")
    mine = meetings[meetings["row"] == row]
    if mine.empty:
        raise NotFoundError(N_("This sitting is no longer on record."))
    (found,) = _rows(mine)
    marks = _marks(at.rows("attendance"), {found.meeting})
    return _sitting(found, marks.get(found.meeting, ()), at.t)


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
