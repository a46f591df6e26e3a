"""What the page of attendance is told, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import Field, StrictBool, field_validator, model_validator

from netmap.model.errors import ArgumentError, NetmapError
from netmap.model.i18n import N_
from netmap.records.requests import UNFIT, Key, MaybeText, Number, PastDay, Request, Text

PRESENT: Final = "present"
APOLOGIES: Final = "apologies"
ABSENT: Final = "absent"
UNCLEAR: Final = "unclear"
Status = Literal["present", "apologies", "absent", "unclear"]

MOST_PEOPLE = 5_000
"""So many people are marked at one sitting."""


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


class SheetRequest(Request):
    """What is needed to record a sitting: of which zone."""

    zone: str | None = Field(None, description="The id of the zone.")


class HistoryRequest(Request):
    """Who changed what: of which sitting."""

    meeting: str = Field("", description="The id of the sitting.")


class WantedMark(Request):
    """What is to be recorded of one person."""

    person: Text
    status: Status = PRESENT


class SeenMark(Request):
    """A record of attendance and the version of it that was seen: of whom, and what it said.

    Drafts of earlier pages, kept on a device, do not tell the last two: then every mark of theirs counts as
    corrected.
    """

    row: Number
    version: Number
    person: MaybeText = ""
    status: Status | None = None


class Newcomer(Request):
    """Somebody who is not on record yet: of an agency that is (`agency`), of a new one, or of none."""

    name: Text
    agency: MaybeText = ""
    agency_name: MaybeText = Field("", description="The name of an agency that is not on record yet.")
    status: Status = PRESENT

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name.strip():
            raise ArgumentError(N_("A newcomer needs a name."))
        return name.strip()


class SittingDraft(Request):
    """A sitting as somebody wants it on record; with `row` and `version` a correction of one that is."""

    key: Key = Field(description="The draft's own, made once on the device: sent twice, it is recorded once.")
    row: Number | None = Field(None, description="The record of the sitting that is corrected.")
    version: Number | None = Field(None, description="The version of it that was seen.")
    zone: Text = Field(description="The id of the zone that sat.")
    date: PastDay = Field(description="The day of the sitting.")
    title: MaybeText = ""
    marks: tuple[WantedMark, ...] = Field((), max_length=MOST_PEOPLE)
    newcomers: tuple[Newcomer, ...] = Field((), max_length=MOST_PEOPLE)
    seen: tuple[SeenMark, ...] = Field(
        (), max_length=MOST_PEOPLE, description="The attendance that was seen, for a correction."
    )
    again: StrictBool = Field(False, description="A second sitting of that zone on that day is meant.")

    @model_validator(mode="after")
    def _whole(self) -> SittingDraft:
        if (self.row is None) != (self.version is None):
            raise ArgumentError(UNFIT, what="version")
        return self

    @property
    def statuses(self) -> dict[str, str]:
        """What is to be recorded of everybody who is on record, by id."""
        return {mark.person: mark.status for mark in self.marks}

    @property
    def versions(self) -> dict[int, int]:
        """The version of each record of attendance that was seen."""
        return {mark.row: mark.version for mark in self.seen}

    @property
    def untouched(self) -> set[str]:
        """Of whom the draft says what its maker saw: nothing was corrected there."""
        wanted = self.statuses
        return {mark.person for mark in self.seen if mark.status and wanted.get(mark.person) == mark.status}


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


@dataclass(frozen=True, slots=True)
class SittingHistory:
    """Every change that touched a sitting, the first one first."""

    changes: tuple[SittingChange, ...]


class SittingThereError(NetmapError):
    """A sitting of that zone on that day is on record already; `meeting` is its id."""

    code = "sitting-there"
    status = 409

    def __init__(self, template: str, meeting: str = "", **values: Any) -> None:
        super().__init__(template, **values)
        self.meeting = meeting
