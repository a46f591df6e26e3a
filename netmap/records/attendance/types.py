"""What the page of attendance is told, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netmap.model.errors import NetmapError

PRESENT, APOLOGIES, ABSENT, UNCLEAR = "present", "apologies", "absent", "unclear"
STATUSES = (PRESENT, APOLOGIES, ABSENT, UNCLEAR)


@dataclass(frozen=True, slots=True)
class Named:
    """An id and what readers call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who may be ticked: id, name, and the agency as its id and name; None where not known."""

    id: str
    name: str
    agency: str | None
    agency_name: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is recorded of one person at a sitting, with the record and the version of it."""

    person: str
    status: str
    row: int
    version: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting that is on record: `said` is its day in words, `day` as ISO text, None without one."""

    meeting: str
    row: int
    version: int
    day: str | None
    said: str
    title: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """All that is needed to record a sitting of a zone.

    `roster` names those who are expected, as ids: who was at its last sitting first. `sittings` are the
    zone's own, the last one first; without a zone both are empty. `today` is the service's own day.
    """

    study: str
    title: str
    version: int
    today: str
    zones: tuple[Named, ...]
    agencies: tuple[Named, ...]
    people: tuple[Somebody, ...]
    zone: str | None
    roster: tuple[str, ...]
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not on record yet: of an agency that is (`agency`), of a new one, or of none."""

    name: str
    agency: str | None
    agency_name: str | None
    status: str = PRESENT


@dataclass(frozen=True, slots=True)
class SittingDraft:
    """A sitting as somebody wants it on record.

    `key` is the draft's own, made once on the device: sent twice, it is recorded once. `marks` says for
    each person what is to be recorded. For a correction, `corrects` is the record and the version of the
    sitting that was seen and `seen` the versions of its attendance by record. `again`: a second sitting of
    that zone on that day is meant.
    """

    key: str
    zone: str
    day: str
    title: str | None
    marks: Mapping[str, str]
    newcomers: tuple[Newcomer, ...] = ()
    corrects: tuple[int, int] | None = None
    seen: Mapping[int, int] | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class RecordedSitting:
    """What became of a draft: the change, the sitting, and a sentence; `again`: it was there already."""

    change: int
    meeting: str
    said: str
    again: bool


@dataclass(frozen=True, slots=True)
class SittingChange:
    """One step of a sitting's history: when, by whom, and in sentences what changed."""

    change: int
    at: str
    by: str
    what: str
    said: tuple[str, ...]
    undone: bool


class SittingThereError(NetmapError):
    """A sitting of that zone on that day is on record already; `meeting` is its id."""

    code = "sitting-there"
    status = 409

    def __init__(self, template: str, meeting: str = "", **values: Any) -> None:
        super().__init__(template, **values)
        self.meeting = meeting


def statuses(marks: Sequence[Mark]) -> dict[str, str]:
    """The status of everybody who is marked, by id.

    Example:
        >>> statuses([Mark("=A1", "apologies", 4, 2)])
        {'=A1': 'apologies'}
    """
    return {mark.person: mark.status for mark in marks}
