"""A sitting written: one change, whole or not at all, and once however often its draft is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import pandas as pd

from netmap.library.wording import people, written
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.records.attendance.sheet import sitting_by_row, sittings_of_zone
from netmap.records.attendance.types import (
    APOLOGIES,
    PRESENT,
    RecordedSitting,
    Sitting,
    SittingDraft,
    SittingThereError,
)
from netmap.records.labels import names_of
from netmap.records.requests import RecordContext, free_ids, sent_before
from netmap.store.change_sets import ChangeSet, TableChange, one_edit
from netmap.store.errors import Conflict, ConflictError

ATTENDANCE = "attendance"

THERE = N_("{zone} has a sitting on {day} on record already. Correct that one, or say that it sat twice.")
UNDONE = N_("This sitting was recorded, and undone since.")
MEANWHILE = N_("Somebody else changed this sitting meanwhile; look at both versions and choose.")
SAVED = N_("Saved: {zone}, {day}: {people} present.")
SAVED_APOLOGIES = N_("Saved: {zone}, {day}: {people} present, apologies from {others}.")


def record_sitting(at: RecordContext, draft: SittingDraft) -> RecordedSitting:
    """Put a sitting on record, or correct one; once, however often the same draft is sent.

    Raises:
        SittingThereError: that zone has a sitting on that day already, and a second one is not meant.
        ConflictError: somebody else corrected the same sitting meanwhile.
        NotStandingError: this very draft was recorded and undone since.
        ArgumentError, NotFoundError: nobody is ticked, or something that is named is not on record.
    """
    with at.stored.turn:
        study = at.now()
        if (before := sent_before(at, _draft_hash(draft), UNDONE)) is not None:
            meeting = str((before.source or {})["meeting"])
            said = _said(study, draft, _statuses(at, draft), at.t)
            return RecordedSitting(before.number, meeting, said, True)
        _check(study, draft)
        tables, marks = _newcomers(study, draft)
        if draft.row is None:
            if not draft.again:
                _refuse_a_second(at, study, draft)
            meeting = next(free_ids("meeting", study.meetings["meeting"]))
            sat = {"meeting": meeting, "zone": draft.zone, "date": draft.date, "title": draft.title or None}
            tables["meetings"] = TableChange(pd.DataFrame([sat]))
            tables["attendance"] = TableChange(_attendance(meeting, {**draft.statuses, **marks}))
        else:
            live = sitting_by_row(at, draft.row)
            meeting = live.meeting
            told = {"zone": draft.zone, "date": draft.date, "title": draft.title or None}
            edit = one_edit(draft.row, draft.version or 0, **told)
            tables["meetings"] = TableChange(changed=edit)
            tables["attendance"] = _corrections(live, draft, marks)
        return _write(at, study, draft, tables, meeting)


def _draft_hash(draft: SittingDraft) -> str:
    return f"draft {draft.key}"


def _check(study: Study, draft: SittingDraft) -> None:
    """Whether all that the draft names is there."""
    if not study.zones["zone"].eq(draft.zone).any():
        raise NotFoundError(N_("The study has no zone “{name}”."), name=draft.zone[:80])
    unknown = set(draft.statuses) - set(study.practitioners["practitioner"])
    if unknown:
        raise NotFoundError(N_("The study has no person “{name}”."), name=min(unknown)[:80])
    agencies = {each.agency for each in draft.newcomers} - {""}
    if missing := agencies - set(study.agencies["agency"]):
        raise NotFoundError(N_("The study has no agency “{name}”."), name=min(missing)[:80])
    if not draft.marks and not draft.newcomers:
        raise ArgumentError(N_("Nobody is ticked; a sitting without anybody cannot be recorded."))


def _refuse_a_second(at: RecordContext, study: Study, draft: SittingDraft) -> None:
    for sitting in sittings_of_zone(at, draft.zone):
        if sitting.day == draft.date:
            zone, day = names_of(study, "zones").get(draft.zone, draft.zone), written(at.t, draft.date)
            raise SittingThereError(THERE, sitting.meeting, zone=zone, day=day)


def _newcomers(study: Study, draft: SittingDraft) -> tuple[dict[str, TableChange], dict[str, str]]:
    """What is added for people who are not on record, and the status of each by the id that they get."""
    taken = {*study.practitioners["practitioner"], *study.agencies["agency"]}
    people_ids, agency_ids = free_ids("person", taken), free_ids("agency", taken)
    fresh = {
        name: next(agency_ids) for name in dict.fromkeys(each.agency_name for each in draft.newcomers) if name
    }
    where = study.zones.loc[study.zones["zone"] == draft.zone, "partnership"].iloc[0]
    belongs = {"partnership": where if isinstance(where, str) else None}
    agencies = [{"agency": key, "name": name, **belongs} for name, key in fresh.items()]
    rows: list[dict[str, Any]] = []
    marks: dict[str, str] = {}
    for each in draft.newcomers:
        key = next(people_ids)
        agency = each.agency or fresh.get(each.agency_name)
        rows.append({"practitioner": key, "name": each.name, "agency": agency, **belongs})
        marks[key] = each.status
    tables = {"agencies": agencies, "practitioners": rows}
    return {name: TableChange(pd.DataFrame(found)) for name, found in tables.items() if found}, marks


def _attendance(meeting: str, marks: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        {"meeting": meeting, "practitioner": person, "status": status} for person, status in marks.items()
    ]
    return pd.DataFrame(rows, columns=["meeting", "practitioner", "status"])


def _corrections(live: Sitting, draft: SittingDraft, newcomers: Mapping[str, str]) -> TableChange:
    """What has to happen to a sitting's attendance for it to be as the draft says.

    What somebody else corrected meanwhile stays, save of people of whom the draft corrects something else:
    that is a conflict, and both are told.
    """
    seen, now, wanted = draft.versions, {mark.row: mark for mark in live.marks}, draft.statuses
    untouched, people = draft.untouched, {mark.row: mark.person for mark in draft.seen}
    edits, removed, clashes = [], [], []
    for mark in live.marks:
        want = wanted.get(mark.person)
        if mark.person in untouched or want == mark.status:
            continue
        if mark.row not in seen:
            if want is not None:
                clashes.append(_clash(mark.row, 0, mark.person, want, mark.version, mark.status))
        elif want is None:
            removed.append({"row": mark.row, "version": seen[mark.row]})
        else:
            edits.append({"row": mark.row, "version": seen[mark.row], "status": want})
    there = {mark.person for mark in live.marks} | untouched
    for row, person in people.items():
        if row not in now and person not in untouched and (not person or person in wanted):
            clashes.append(_clash(row, seen[row], person, wanted.get(person), None, None))
    if clashes:
        raise ConflictError(MEANWHILE, clashes)
    added = {person: status for person, status in wanted.items() if person not in there}
    return TableChange(
        _attendance(live.meeting, {**added, **newcomers}) if added or newcomers else None,
        pd.DataFrame(edits) if edits else None,
        pd.DataFrame(removed) if removed else None,
    )


def _clash(
    row: int, expected: int, person: str, want: str | None, version: int | None, status: str | None
) -> Conflict:
    yours = None if want is None else {"practitioner": person, "status": want}
    live = None if status is None else {"practitioner": person, "status": status}
    return Conflict("attendance", row, expected, yours, version, live)


def _write(
    at: RecordContext, study: Study, draft: SittingDraft, tables: Mapping[str, TableChange], meeting: str
) -> RecordedSitting:
    label = at.t.gettext(N_("{zone}, {day}")).format(
        zone=names_of(study, "zones").get(draft.zone, draft.zone), day=written(at.t, draft.date)
    )
    asked = ChangeSet(ATTENDANCE, tables, label, _draft_hash(draft), {"meeting": meeting})
    done = at.write(asked)
    said = _said(study, draft, _statuses(at, draft), at.t)
    return RecordedSitting(done.number, meeting, said, done.again)


def _statuses(at: RecordContext, draft: SittingDraft) -> list[str]:
    """What is on record of everybody: of a correction with what others put there meanwhile."""
    if draft.row is not None:
        with suppress(NotFoundError):  # a draft may come again when its sitting was taken out since
            return [mark.status for mark in sitting_by_row(at, draft.row).marks]
    return [*draft.statuses.values(), *(each.status for each in draft.newcomers)]


def _said(study: Study, draft: SittingDraft, every: Sequence[str], t: Translator) -> str:
    sorry = every.count(APOLOGIES)
    return t.gettext(SAVED_APOLOGIES if sorry else SAVED).format(
        zone=names_of(study, "zones").get(draft.zone, draft.zone),
        day=written(t, draft.date),
        people=people(t, every.count(PRESENT)),
        others=people(t, sorry),
    )
