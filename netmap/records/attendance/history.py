"""The history of a sitting: every change that touched it, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmap.library.wording import written
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.records.attendance.types import (
    ABSENT,
    APOLOGIES,
    PRESENT,
    UNCLEAR,
    HistoryRequest,
    SittingChange,
    SittingHistory,
)
from netmap.records.labels import KINDS, by_said, moment_said, names_of
from netmap.records.requests import RecordContext
from netmap.store.change_sets import Change

STATUS_WORDS = {
    PRESENT: N_("{name}: present"),
    APOLOGIES: N_("{name}: apologies"),
    ABSENT: N_("{name}: absent"),
    UNCLEAR: N_("{name}: unclear"),
}
TAKEN_OUT = N_("{name}: taken out")
DAY_MOVED = N_("The day is now {day}.")
TITLE_NOW = N_("It is now called “{title}”.")
GONE = N_("The sitting is no longer on record.")


@dataclass(frozen=True, slots=True)
class _State:
    """A sitting at one moment; `there`: whether it was on record."""

    there: bool
    day: str | None
    title: str | None
    marks: Mapping[str, str]


def sitting_history(at: RecordContext, asked: HistoryRequest) -> SittingHistory:
    """Who changed what of a sitting, the first change first.

    Raises:
        NotFoundError: no such sitting was ever on record.
    """
    stored, t = at.stored, at.t
    changes = sorted(at.changes(), key=lambda change: change.number)
    found: list[SittingChange] = []
    before = _State(False, None, None, {})
    for change in _touching(changes, asked.meeting):
        study = stored.store.read(at.principal, stored.name, as_of_change=change.number)
        now = _state(study, asked.meeting)
        if said := _difference(before, now, names_of(study, "practitioners"), t):
            found.append(_told(change, said, t))
        before = now
    if not found:
        raise NotFoundError(N_("No such sitting was ever on record."))
    return SittingHistory(tuple(found))


def _touching(changes: Sequence[Change], meeting: str) -> list[Change]:
    """The changes that may have touched a sitting; those of other sittings say which one they were about."""
    found: dict[int, Change] = {}
    for change in changes:
        about = (change.source or {}).get("meeting", meeting)
        of_sittings = {"meetings", "attendance"} & set(change.counts)
        if of_sittings and about == meeting and (change.undoes is None or change.undoes in found):
            found[change.number] = change
    return list(found.values())


def _told(change: Change, said: tuple[str, ...], t: Translator) -> SittingChange:
    what = t.gettext(KINDS[change.kind]) if change.kind in KINDS else change.kind
    at = moment_said(change.at, t)
    return SittingChange(change.number, at, by_said(change.by, t), what, said, change.undone_by is not None)


def _state(study: Study, meeting: str) -> _State:
    mine = study.meetings[study.meetings["meeting"] == meeting]
    if mine.empty:
        return _State(False, None, None, {})
    row = mine.iloc[0]
    day, title = (row[name] if isinstance(row[name], str) else None for name in ("date", "title"))
    here = study.attendance[study.attendance["meeting"] == meeting]
    status = here["status"].astype(object).where(here["status"].notna(), PRESENT)
    return _State(True, day, title, dict(zip(here["practitioner"], status, strict=True)))


def _difference(before: _State, now: _State, names: Mapping[str, str], t: Translator) -> tuple[str, ...]:
    """In sentences what is otherwise than before."""
    if not now.there:
        return (t.gettext(GONE),) if before.there else ()
    said = []
    if now.day != before.day and now.day is not None:
        said.append(t.gettext(DAY_MOVED).format(day=written(t, now.day)))
    if now.title != before.title and now.title is not None:
        said.append(t.gettext(TITLE_NOW).format(title=now.title))
    for person in sorted({*before.marks, *now.marks}, key=lambda key: names.get(key, key).casefold()):
        status = now.marks.get(person)
        if status != before.marks.get(person):
            template = TAKEN_OUT if status is None else STATUS_WORDS.get(status, STATUS_WORDS[PRESENT])
            said.append(t.gettext(template).format(name=names.get(person, person)))
    return tuple(said)
