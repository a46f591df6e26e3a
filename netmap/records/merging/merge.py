"""Two people, two agencies or two groups made one: seen before, done as one change, undone at any time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from netmap.files.importer.names import WHY
from netmap.files.importer.registers import REGISTERS, registers_of
from netmap.model.errors import ArgumentError, NetmapError, StudyError
from netmap.model.i18n import N_, Translator
from netmap.model.study_building import from_tables
from netmap.records.labels import column_word, counts_said, names_of, table_word
from netmap.records.merging.moving import EMPLOYMENTS, KEEP, ONE, TWO, Moved, moved
from netmap.records.requests import Key, Number, RecordContext, Request, Text
from netmap.store.change_sets import ChangeSet, TableChange

MERGE = "merge"
MOST_SUGGESTED, MOST_LOST = 50, 200
SORT_OF = {table: sort for sort, (table, _) in REGISTERS.items()}

BECOMES = N_("{table}: “{goes}” becomes “{stays}”.")
TWICE = N_("{table}: both have the same on record, and one row goes ({n} times).")
AT_ONE_SITTING = N_("Attendance: both are on record at one sitting ({n} times): present wins.")
LOST = N_("{table}: “{source}” and “{target}” are one now, and the row between them goes ({date}).")
DIFFERING = N_("{column}: “{stays}” stays, “{goes}” goes.")
MERGED_SAID = N_("Made one: “{goes}” is “{stays}” now, as change {n}. It can be undone at any time.")
JOBS = N_("The two have different agencies or levels: employments (both are kept as jobs) or keep?")
SITTINGS = N_("Both groups sat on {days}: is that one sitting, or two?")

CHANGED = N_("The study has changed since the merge was looked at; look at it again.")
SAME = N_("“{name}” is one record already.")
REFUSED = N_("The two cannot be made one: {first}")


class StaleMergeError(NetmapError):
    """The study has changed since somebody looked at what a merge would do."""

    code = "stale-merge"
    status = 409


class MergePlanRequest(Request):
    """Which two records are one, and what becomes of what they say differently."""

    table: Literal["practitioners", "agencies", "zones"] = Field(description="Where the two are.")
    stays: Text = Field(description="The id of the record that stays.")
    goes: Text = Field(description="The id of the other one.")
    jobs: Literal["employments", "keep"] | None = Field(
        None,
        description="Two agencies or levels of a person become employments, or those that stay are kept.",
    )
    sittings: Literal["one", "two"] | None = Field(
        None, description="Sittings of both groups on one day are one sitting, or two."
    )


class MergeRequest(MergePlanRequest):
    """The same, to be done; `version` is that of the study when it was looked at."""

    key: Key = Field(description="Made once by who asks: sent twice, it is done once.")
    version: Number = Field(description="The version of the study that was seen.")


class SuggestionsRequest(Request):
    """Which records may be one: of people, agencies or groups."""

    table: Literal["practitioners", "agencies", "zones"] | None = Field(
        None, description="Of one table only."
    )


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What making two records one would do; `version` is that of the study.

    `said` are sentences, `lost` the rows between the two, which go, `counts` what happens to each table;
    `asked` what must be said first, by the name under which it is told.
    """

    version: int
    said: tuple[str, ...]
    lost: tuple[str, ...]
    counts: tuple[str, ...]
    asked: dict[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was made: its number, by which it is undone, and a sentence."""

    change: int
    said: str
    again: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one, with their ids, their names, and why."""

    table: str
    one: str
    other: str
    one_name: str
    other_name: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Records that may be one; a name is no proof."""

    suggestions: tuple[Suggestion, ...]


def merge_plan(at: RecordContext, asked: MergePlanRequest) -> MergePlan:
    """What making two people, agencies or groups one would do; nothing is written.

    Raises:
        NotFoundError: one of the two is not on record.
        ArgumentError: the two are one record.
    """
    return _plan(at, asked, _moved(at, asked))


def merge_records(at: RecordContext, asked: MergeRequest) -> Merged:
    """Make one of two people, agencies or groups, as one change.

    Raises:
        StaleMergeError: the study has changed since it was looked at.
        ArgumentError: something must be said first.
        StudyError: the study would not pass its checks.
    """
    stored, t = at.stored, at.t
    with stored.turn:
        mine = f"merge {asked.key}"
        for change in stored.store.changes(at.principal, stored.name):
            if change.file_hash == mine and change.undone_by is None:
                return Merged(change.number, t.gettext(N_("This was done already.")), True)
        told = _moved(at, asked)
        plan = _plan(at, asked, told)
        if plan.version != asked.version:
            raise StaleMergeError(CHANGED)
        if plan.asked:
            raise ArgumentError(next(iter(plan.asked.values())))
        _check(told)
        label = t.gettext(BECOMES).format(**_named(asked, t))
        change_set = ChangeSet(MERGE, told.changes(), label, mine)
        done = stored.store.write(at.principal, stored.name, change_set)
        said = t.gettext(MERGED_SAID).format(n=done.number, **_named(asked, t))
        return Merged(done.number, said, done.again)


def merge_suggestions(at: RecordContext, asked: SuggestionsRequest) -> Suggestions:
    """People, agencies and groups whose names are near, which may be one."""
    tables = (asked.table,) if asked.table else ("practitioners", "agencies", "zones")
    found = [one for table in tables for one in _near(at, table)]
    return Suggestions(tuple(found[:MOST_SUGGESTED]))


def _near(at: RecordContext, table: str) -> Iterator[Suggestion]:
    """Pairs of a table whose names are near, each once."""
    study, t = at.now(), at.t
    names, register = names_of(study, table), registers_of(study)[SORT_OF[table]]
    seen: set[frozenset[str]] = set()
    for one, name in names.items():
        for other in register.alike(name):
            pair = frozenset((one, other.value))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                why = t.gettext(WHY.get(other.why, N_("the same name")))
                yield Suggestion(table, one, other.value, name, names[other.value], why)


def _moved(at: RecordContext, asked: MergePlanRequest) -> Moved:
    if asked.stays == asked.goes:
        raise ArgumentError(SAME, name=asked.stays)
    stored = at.stored
    return moved(
        lambda table: stored.store.rows(at.principal, stored.name, table),
        asked.table, asked.stays, asked.goes, asked.jobs, asked.sittings,
    )  # fmt: skip


def _named(asked: MergePlanRequest, t: Translator) -> dict[str, str]:
    return {"table": table_word(asked.table, t), "stays": asked.stays, "goes": asked.goes}


def _plan(at: RecordContext, asked: MergePlanRequest, told: Moved) -> MergePlan:
    stored, t = at.stored, at.t
    return MergePlan(
        stored.store.version(at.principal, stored.name),
        tuple(_said(asked, told, t)),
        tuple(_lost(told, t)),
        tuple(filter(None, (counts_said(name, _count(one), t) for name, one in told.changes().items()))),
        dict(_asked(asked, told, t)),
    )


def _said(asked: MergePlanRequest, told: Moved, t: Translator) -> Iterator[str]:
    yield t.gettext(BECOMES).format(**_named(asked, t))
    for name, n in told.twice.items():
        template = AT_ONE_SITTING if name == "attendance" else TWICE
        yield t.gettext(template).format(table=table_word(name, t), n=n)
    for column, stays, goes in told.differing:
        yield t.gettext(DIFFERING).format(column=column_word(column, t), stays=stays, goes=goes)


def _lost(told: Moved, t: Translator) -> Iterator[str]:
    for name, row in told.lost[:MOST_LOST]:
        source, target = (row.get("source") or row.get("agency"), row.get("target") or row.get("successor"))
        day = row.get("date") or row.get("start") or "–"
        yield t.gettext(LOST).format(table=table_word(name, t), source=source, target=target, date=day)


def _asked(asked: MergePlanRequest, told: Moved, t: Translator) -> Iterator[tuple[str, str]]:
    if told.two_jobs and asked.jobs not in (EMPLOYMENTS, KEEP):
        yield "jobs", t.gettext(JOBS)
    if told.days and asked.sittings not in (ONE, TWO):
        yield "sittings", t.gettext(SITTINGS).format(days=", ".join(told.days))


def _count(change: TableChange) -> dict[str, int]:
    parts = {"added": change.added, "changed": change.changed, "removed": change.removed}
    return {what: 0 if frame is None else len(frame) for what, frame in parts.items()}


def _check(told: Moved) -> None:
    """Refuse a merge after which the study would not pass its checks."""
    try:
        from_tables(**told.tables())
    except StudyError as error:
        first = error.problems[0].text() if error.problems else str(error)
        raise StudyError(REFUSED, error.problems, first=first) from error
