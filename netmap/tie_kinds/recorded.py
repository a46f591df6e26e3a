"""From recorded rows (attendance, contacts) to encounters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, clock_times, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import NONE, Bools, Encounters, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.stays import held


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """Rows of one kind on their way to encounters: what each happened in, and which row it was."""

    day: Ints
    zone: Ints
    channel: Ints
    object: Ints
    time: Ints
    row: Ints


def encounters_of(study: Study, policy: TiePolicy) -> Encounters:
    """All encounters of a study, whatever their day, with agencies as they were recorded.

    Meetings hold who was present (a row without a status says that the person was there), contacts
    their two ends. People outside their own joined/left take no part.
    """
    return _encounters(study, counted(policy))


@derived(most=4)
def _encounters(study: Study, policy: TiePolicy) -> Encounters:
    return _join(_meetings(study, policy), _contacts(study), study)


def counted(policy: TiePolicy) -> TiePolicy:
    """The usual policy but for what decides who counts as having met."""
    return TiePolicy(max_meeting_size=policy.max_meeting_size, count_unclear=policy.count_unclear)


def first_recorded_day(study: Study) -> int | None:
    """The day of the earliest meeting or contact; None where nothing is dated."""
    first, _ = _recorded_days(study)
    return first


def last_recorded_day(study: Study) -> int | None:
    """The day of the latest meeting or contact; None where nothing is dated."""
    _, last = _recorded_days(study)
    return last


@derived(most=1)
def _recorded_days(study: Study) -> tuple[int, int] | tuple[None, None]:
    days = np.concatenate([day_numbers(study.meetings["date"]), day_numbers(study.contacts["date"])])
    days = days[days != NO_DAY]
    return (int(days.min()), int(days.max())) if len(days) else (None, None)


def _join(meetings: Encounters, contacts: Encounters, study: Study) -> Encounters:
    """Two sets of encounters as one, in the order of their days."""
    day = np.concatenate([meetings.day, contacts.day])
    sizes = np.concatenate([np.diff(meetings.offsets), np.diff(contacts.offsets)])
    starts = np.concatenate([meetings.offsets[:-1], contacts.offsets[:-1] + len(meetings.members)])
    members = np.concatenate([meetings.members, contacts.members])
    order = np.argsort(day, kind="stable")
    sizes, starts = sizes[order], starts[order]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    source = np.repeat(starts - offsets[:-1], sizes) + np.arange(len(members))

    def both(name: str) -> Ints:
        joined: Ints = np.concatenate([getattr(meetings, name), getattr(contacts, name)])[order]
        return joined

    return Encounters(
        len(actors_of(study)),
        day[order],
        offsets,
        members[source],
        both("zone"),
        both("channel"),
        both("object"),
        np.concatenate([meetings.directed, contacts.directed])[order],
        both("time"),
        np.repeat([True, False], [len(meetings), len(contacts)])[order],
        both("row"),
    )


def _meetings(study: Study, policy: TiePolicy) -> Encounters:
    """One encounter for each dated meeting, of those who were present."""
    meetings = study.meetings.drop_duplicates("meeting").reset_index(drop=True)
    days = day_numbers(meetings["date"])
    attendance = study.attendance
    meeting = pd.Index(meetings["meeting"]).get_indexer(attendance["meeting"])
    person = actors_of(study).codes(attendance["practitioner"])
    there = _present(attendance, policy) & (meeting >= 0) & (person >= 0)
    meeting, person = meeting[there].astype(np.int64), person[there]
    keep = (days[meeting] != NO_DAY) & _in_service(study, person, days[meeting])
    meeting, person = _distinct(meeting[keep], person[keep])
    sizes = np.bincount(meeting, minlength=len(meetings))
    if policy.max_meeting_size is not None:
        fits = sizes <= policy.max_meeting_size
        person, meeting = person[fits[meeting]], meeting[fits[meeting]]
        sizes = np.where(fits, sizes, 0)
    held_ = np.flatnonzero(sizes)
    zone = _zone_codes(study, meetings["zone"])[held_]
    none = np.full(len(held_), NONE, np.int64)
    offsets = np.concatenate([[0], np.cumsum(sizes[held_])]).astype(np.int64)
    times = clock_times(meetings["date"])[held_]
    row = _Row(days[held_], zone, none, _object_codes(study, none, zone), times, held_)
    return _assembled(study, offsets, person, row, np.zeros(len(held_), np.bool_))


def _present(attendance: pd.DataFrame, policy: TiePolicy) -> Bools:
    status = attendance["status"]
    present = status.isna() | (status == "present")
    if policy.count_unclear:
        present |= status == "unclear"
    there: Bools = present.to_numpy(dtype=bool)
    return there


def _distinct(meeting: Ints, person: Ints) -> tuple[Ints, Ints]:
    """Pairs of meeting and person, each once, sorted."""
    if not len(meeting):
        return meeting, person
    width = int(person.max()) + 1
    keys = np.unique(meeting * width + person)
    return keys // width, keys % width


def _contacts(study: Study) -> Encounters:
    """One encounter for each dated contact of two different actors, on the days when both were there."""
    table, actors = study.contacts, actors_of(study)
    source, target = actors.codes(table["source"]), actors.codes(table["target"])
    days = day_numbers(table["date"])
    keep = (source >= 0) & (target >= 0) & (source != target) & (days != NO_DAY)
    keep &= _in_service(study, source, days) & _in_service(study, target, days)
    zone = _zone_codes(study, table["zone"])
    channel, _ = pd.factorize(table["channel"])
    own_object = _own_object_codes(study, table["object"])
    row = _Row(
        days[keep],
        zone[keep],
        channel[keep].astype(np.int64),
        _object_codes(study, own_object[keep], zone[keep]),
        clock_times(table["date"])[keep],
        table.index.to_numpy(np.int64)[keep],
    )
    members = np.stack([source[keep], target[keep]], axis=1).ravel()
    directed = (table["direction"] == "directed").to_numpy(dtype=bool)[keep]
    return _assembled(study, np.arange(0, len(members) + 1, 2, dtype=np.int64), members, row, directed)


def _in_service(study: Study, actor: Ints, day: Ints) -> Bools:
    """Whether each actor is within their own joined/left on the day; agencies always are."""
    first, last = service_of(study)
    known = np.where(actor >= 0, actor, 0)
    if not len(first):
        return np.zeros(len(actor), np.bool_)
    inside: Bools = (first[known] <= day) & (day <= last[known])
    return inside


@derived(most=1)
def service_of(study: Study) -> tuple[Ints, Ints]:
    """First and last day of every actor by their own joined and left; agencies are always there."""
    actors = actors_of(study)
    first = np.full(len(actors), NO_DAY, np.int64)
    last = np.full(len(actors), np.iinfo(np.int64).max, np.int64)
    who = actors.codes(study.practitioners["practitioner"])
    first[who], last[who] = held(study.practitioners)
    return first, last


def _assembled(study: Study, offsets: Ints, members: Ints, row: _Row, directed: Bools) -> Encounters:
    count = len(actors_of(study))
    about = (row.zone, row.channel, row.object, directed, row.time)
    return Encounters(count, row.day, offsets, members, *about, np.zeros(len(row.day), np.bool_), row.row)


def _zone_codes(study: Study, column: pd.Series) -> Ints:
    codes: Ints = pd.Index(study.zones["zone"]).get_indexer(column).astype(np.int64)
    return codes


@derived(most=1)
def _object_index(study: Study) -> pd.Index:
    named = pd.concat([study.contacts["object"], study.zones["object"]], ignore_index=True)
    return pd.Index(named.dropna().unique())


def _own_object_codes(study: Study, column: pd.Series) -> Ints:
    codes: Ints = _object_index(study).get_indexer(column).astype(np.int64)
    return codes


def _object_codes(study: Study, own: Ints, zone: Ints) -> Ints:
    """The object of each row: its own, else that of its zone."""
    of_zone = np.append(_own_object_codes(study, study.zones["object"]), NONE)
    return np.where(own >= 0, own, of_zone[zone])
