"""Two people, two agencies or two groups made one: seen before, done as one change, undone at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from netmap.files.importer.names import WHY
from netmap.files.importer.registers import REGISTERS, registers_of
from netmap.gap_rules.work_items import WRITTEN
from netmap.library.wording import written
from netmap.model.errors import ArgumentError, NetmapError, StudyError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.model.study_building import from_tables
from netmap.records.labels import column_word, counts_said, names_of, table_word, value_word
from netmap.records.merging.moving import EMPLOYMENTS, KEEP, ONE, TWO, Moved, moved
from netmap.records.requests import Key, Number, RecordContext, Request, Saved, Text
from netmap.records.work_list.editing import item_name
from netmap.store.change_sets import ChangeSet, TableChange

MERGE = "merge"
MOST_SUGGESTED, MOST_LOST = 50, 200
SORT_OF = {table: sort for sort, (table, _) in REGISTERS.items()}

BECOMES = N_("{table}: “{goes}” becomes “{stays}”.")
TWICE = N_("{table}: both have the same on record, and one row goes ({n} times).")
AT_ONE_SITTING = N_("Attendance: both are on record at one sitting ({n} times): present wins.")
LOST = N_("{table}: “{source}” and “{target}” are one now, and the row between them goes ({date}).")
LOST_ITEM = N_("{table}: “{name}” is about the two that are one now, and the item goes.")
LOST_ITEM_SAYING = N_("{table}: “{name}” is about the two that are one now, and the item goes ({cells}).")
NOTED = N_("{table}: both have “{name}” and one item stays; its note takes “{line}”.")
DIFFERING = N_("{column}: “{stays}” stays, “{goes}” goes.")
MERGED_SAID = N_("Made one: “{goes}” is “{stays}” now, as change {n}. It can be undone at any time.")
JOBS = N_("The two have different agencies or levels: are both kept as jobs?")
SITTINGS = N_("Both groups sat on {days}: is that one sitting, or two?")

SAME_NAME = N_("the same name")
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

    `stays` and `goes` say what is on record of each, by the names of the columns. `said` are sentences,
    `lost` the rows between the two, which go, `counts` what happens to each table; `asked` what must be
    said first, by the name under which it is told.
    """

    version: int
    stays: Mapping[str, str]
    goes: Mapping[str, str]
    said: tuple[str, ...]
    lost: tuple[str, ...]
    counts: tuple[str, ...]
    asked: dict[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one: their ids, what each is called, of a person with the agency, and why."""

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


def merge_records(at: RecordContext, asked: MergeRequest) -> Saved:
    """Make one of two people, agencies or groups, as one change.

    Raises:
        StaleMergeError: the study has changed since it was looked at.
        ArgumentError: something must be said first.
        StudyError: the study would not pass its checks.
    """
    t = at.t
    with at.stored.turn:
        mine = f"merge {asked.key}"
        for change in at.changes():
            if change.file_hash == mine and change.undone_by is None:
                return Saved(change.number, t.gettext(N_("This was done already.")), True)
        told = _moved(at, asked)
        plan = _plan(at, asked, told)
        if plan.version != asked.version:
            raise StaleMergeError(CHANGED)
        if plan.asked:
            raise ArgumentError(next(iter(plan.asked.values())))
        _check(told)
        becomes = _becomes(asked, _Names(at.now(), t))
        label = t.gettext(BECOMES).format(**becomes)
        change_set = ChangeSet(MERGE, told.changes(), label, mine)
        done = at.write(change_set)
        said = t.gettext(MERGED_SAID).format(n=done.number, **becomes)
        return Saved(done.number, said, done.again)


def merge_suggestions(at: RecordContext, asked: SuggestionsRequest) -> Suggestions:
    """People, agencies and groups whose names are near, which may be one."""
    tables = (asked.table,) if asked.table else ("practitioners", "agencies", "zones")
    found = [one for table in tables for one in _near(at, table)]
    return Suggestions(tuple(found[:MOST_SUGGESTED]))


def _near(at: RecordContext, table: str) -> Iterator[Suggestion]:
    """Pairs of a table whose names are near, each once."""
    study, t = at.now(), at.t
    names, register = names_of(study, table), registers_of(study)[SORT_OF[table]]
    agencies = _agencies(study) if table == "practitioners" else {}
    called = {one: f"{name}, {agencies[one]}" if one in agencies else name for one, name in names.items()}
    seen: set[frozenset[str]] = set()
    for one, name in names.items():
        for other in register.alike(name):
            pair = frozenset((one, other.value))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                why = t.gettext(WHY.get(other.why, SAME_NAME))
                yield Suggestion(table, one, other.value, called[one], called[other.value], why)


def _agencies(study: Study) -> dict[str, str]:
    """What the agency of everybody is called, as far as it is on record."""
    people, names = study.practitioners, names_of(study, "agencies")
    told = zip(people["practitioner"], people["agency"], strict=True)
    return {str(one): names.get(agency, agency) for one, agency in told if isinstance(agency, str)}


def _moved(at: RecordContext, asked: MergePlanRequest) -> Moved:
    if asked.stays == asked.goes:
        raise ArgumentError(SAME, name=asked.stays)
    return moved(
        at.rows,
        asked.table, asked.stays, asked.goes, asked.jobs, asked.sittings, at.t,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Names:
    """What readers call the records of a study, by table and id."""

    study: Study
    t: Translator
    found: dict[str, dict[str, str]] = field(default_factory=dict)

    def called(self, table: str, told: str) -> str:
        """The name of a record with its id, where the two differ."""
        name = self._of(table).get(told, told)
        return told if name == told else f"{name} ({told})"

    def value(self, table: str, column: str, told: str) -> str:
        """A cell as readers say it: the name of the record that it names, or a word."""
        for link in TABLES[table].references:
            if link.column == column:
                return self._of(link.table).get(told, told)
        return written(self.t, value_word(told, self.t))

    def actor(self, told: object) -> str:
        """Whoever is an end of a contact or a tie."""
        names = (self._of(table).get(str(told)) for table in ("practitioners", "agencies"))
        return next(filter(None, names), str(told))

    def _of(self, table: str) -> dict[str, str]:
        if table not in self.found:
            keyed = "name" in TABLES[table].columns and len(TABLES[table].key) == 1
            self.found[table] = names_of(self.study, table) if keyed else {}
        return self.found[table]


def _becomes(asked: MergePlanRequest, names: _Names) -> dict[str, str]:
    ends = {"stays": asked.stays, "goes": asked.goes}
    called = {end: names.called(asked.table, told) for end, told in ends.items()}
    return {"table": table_word(asked.table, names.t), **called}


def _plan(at: RecordContext, asked: MergePlanRequest, told: Moved) -> MergePlan:
    stored, t, names = at.stored, at.t, _Names(at.now(), at.t)
    return MergePlan(
        stored.store.version(at.principal, stored.name),
        _cells(asked.table, told, asked.stays, names),
        _cells(asked.table, told, asked.goes, names),
        tuple(_said(asked, told, names)),
        tuple(_lost(told, names)),
        tuple(filter(None, (counts_said(name, _count(one), t) for name, one in told.changes().items()))),
        dict(_asked(asked, told, t)),
    )


def _cells(table: str, told: Moved, wanted: str, names: _Names) -> dict[str, str]:
    """What is on record of one of the two, as readers say it."""
    frame, key = told.before[table], TABLES[table].key[0]
    row = frame[frame[key] == wanted].iloc[0]
    filled = [
        column for column in frame.columns if column not in ("version", key) and row[column] is not None
    ]
    cells = {column_word(column, names.t): names.value(table, column, str(row[column])) for column in filled}
    return {names.t.gettext(N_("Id")): wanted, **cells}


def _said(asked: MergePlanRequest, told: Moved, names: _Names) -> Iterator[str]:
    t = names.t
    yield t.gettext(BECOMES).format(**_becomes(asked, names))
    for name, n in told.twice.items():
        template = AT_ONE_SITTING if name == "attendance" else TWICE
        yield t.gettext(template).format(table=table_word(name, t), n=n)
    for column, *both in told.differing:
        stays, goes = (names.value(asked.table, column, each) for each in both)
        yield t.gettext(DIFFERING).format(column=column_word(column, t), stays=stays, goes=goes)
    for each in told.noted:
        name = item_name(names.study, each.rule, each.actors, t)
        yield t.gettext(NOTED).format(table=table_word("work_items", t), name=name, line=each.line)


def _lost(told: Moved, names: _Names) -> Iterator[str]:
    t = names.t
    for name, row in told.lost[:MOST_LOST]:
        if name == "work_items":
            yield _lost_item(row, names)
            continue
        source, target = (row.get("source") or row.get("agency"), row.get("target") or row.get("successor"))
        day = row.get("date") or row.get("start")
        yield t.gettext(LOST).format(
            table=table_word(name, t),
            source=names.actor(source),
            target=names.actor(target),
            date=written(t, str(day)) if day else "–",
        )


def _lost_item(row: Mapping[str, Any], names: _Names) -> str:
    """Which item of the work list goes, with what was written of it."""
    t = names.t
    cells = [f"{column_word(name, t)}: {row[name]}" for name in WRITTEN if row[name] is not None]
    name = item_name(names.study, row["rule"], row["actors"], t)
    template = t.gettext(LOST_ITEM_SAYING if cells else LOST_ITEM)
    return template.format(table=table_word("work_items", t), name=name, cells="; ".join(cells))


def _asked(asked: MergePlanRequest, told: Moved, t: Translator) -> Iterator[tuple[str, str]]:
    if told.two_jobs and asked.jobs not in (EMPLOYMENTS, KEEP):
        yield "jobs", t.gettext(JOBS)
    if told.days and asked.sittings not in (ONE, TWO):
        yield "sittings", t.gettext(SITTINGS).format(days=", ".join(written(t, day) for day in told.days))


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
