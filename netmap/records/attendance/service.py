"""Attendance as a service: what is needed to record a sitting, the record itself, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from netmap.library.principals import Principal
from netmap.library.study_entry import title_of
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, translator
from netmap.model.study import Study
from netmap.records.attendance.drafts import draft_of
from netmap.records.attendance.history import sitting_history
from netmap.records.attendance.sittings_on_record import sittings_of_zone
from netmap.records.attendance.types import (
    AttendanceSheet,
    Named,
    RecordedSitting,
    Sitting,
    SittingChange,
    Somebody,
)
from netmap.records.attendance.writing import correct, record

RECENT = 12
"""Who was at any of so many last sittings of a zone is expected again."""


class AttendanceService:
    """Records sittings in the studies of a library's stores.

    Every method takes the principal who asks first. They raise `NotFoundError` for a study that is not
    there, and `NotAllowedError` for one that is read from files.
    """

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def sheet(
        self, principal: Principal, study: str, zone: str | None = None, language: str = "en"
    ) -> AttendanceSheet:
        """What is needed to record a sitting of a zone; without a zone the zones to choose from.

        Raises:
            NotFoundError: no such zone.
        """
        stored = self.library.stored(principal, study)
        found = self.library.study(principal, study)
        zones = _named(found.zones, "zone")
        if zone is not None and zone not in {each.id for each in zones}:
            raise NotFoundError(N_("The study has no zone “{name}”."), name=zone[:80])
        sittings = () if zone is None else sittings_of_zone(stored, principal, zone, translator(language))
        return AttendanceSheet(
            study=study,
            title=title_of(found, study),
            version=int(found.about["store"]["version"]),
            today=_today().isoformat(),
            zones=zones,
            agencies=_named(found.agencies, "agency"),
            people=_people(found),
            zone=zone,
            roster=() if zone is None else _roster(found, zone, sittings),
            sittings=sittings,
        )

    def record(
        self, principal: Principal, study: str, body: Mapping[str, Any], language: str = "en"
    ) -> RecordedSitting:
        """Put a sitting on record, or correct one; once, however often the same draft is sent.

        Args:
            principal: who records.
            study: the study.
            body: the draft as JSON; see `draft_of`.
            language: of what is said of it.

        Raises:
            ArgumentError: a draft that cannot be.
            SittingThereError: that zone has a sitting on that day already.
            ConflictError: somebody else corrected the same sitting meanwhile.
            NotStandingError: this very draft was recorded and undone since.
        """
        draft = draft_of(body)
        stored = self.library.stored(principal, study)
        with stored.turn:
            found = self.library.study(principal, study)
            do = record if draft.corrects is None else correct
            return do(stored, principal, found, draft, translator(language))

    def history(
        self, principal: Principal, study: str, meeting: str, language: str = "en"
    ) -> tuple[SittingChange, ...]:
        """Who changed what of a sitting, the first change first.

        Raises:
            NotFoundError: no such sitting was ever on record.
        """
        stored = self.library.stored(principal, study)
        return sitting_history(stored, principal, meeting, translator(language))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _named(table: pd.DataFrame, key: str) -> tuple[Named, ...]:
    """The records of a table by name; one that is closed stays, since the past may still be recorded."""
    names = table["name"].where(table["name"].notna(), table[key])
    found = [Named(str(one), str(name)) for one, name in zip(table[key], names, strict=True)]
    return tuple(sorted(found, key=_by_name))


def _by_name(each: Named | Somebody) -> tuple[str, str]:
    return each.name.casefold(), each.id


def _people(study: Study) -> tuple[Somebody, ...]:
    agencies = {each.id: each.name for each in _named(study.agencies, "agency")}
    people = study.practitioners
    agency = dict(zip(people["practitioner"], people["agency"], strict=True))
    found = []
    for each in _named(people, "practitioner"):
        works = agency[each.id] if isinstance(agency[each.id], str) else None
        called = None if works is None else agencies.get(works, works)
        found.append(Somebody(each.id, each.name, works, called or None))
    return tuple(found)


def _roster(study: Study, zone: str, sittings: tuple[Sitting, ...]) -> tuple[str, ...]:
    """Who is expected: those of the last sittings, the very last one first, and who has a post there."""
    people = {each.id: each for each in _people(study)}
    expected: dict[str, None] = {}
    for sitting in sittings[:RECENT]:
        here = [people[mark.person] for mark in sitting.marks if mark.person in people]
        expected.update(dict.fromkeys(each.id for each in sorted(here, key=_by_name)))
    posts = study.posts
    expected.update(dict.fromkeys(posts.loc[posts["zone"] == zone, "practitioner"].astype(str)))
    gone = _left(study)
    return tuple(each for each in expected if each in people and each not in gone)


def _left(study: Study) -> set[str]:
    """Who left for good, as far as that is on record: the day of leaving has gone by."""
    people = study.practitioners
    past = people["left"].notna() & (people["left"].astype(str) < _today().isoformat())
    return set(people.loc[past, "practitioner"].astype(str))
