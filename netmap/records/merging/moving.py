"""What becomes of every table of a study when one person, agency or group turns out to be another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from netmap.files.importer.natural_keys import natural_key
from netmap.gap_rules.finding import Actor
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.records.merging.items_of_two import Noted, items_of_two
from netmap.store.change_sets import TableChange

EMPLOYMENTS, KEEP = "employments", "keep"
"""What becomes of two agencies or levels of a person: two employments, or those of the record that stays."""

ONE, TWO = "one", "two"
"""What becomes of sittings of two groups on one day: one sitting, or two."""

BEST = {
    "attendance": ("status", ("present", "unclear", "apologies", "absent")),
    "responses": ("status", ("complete", "partial", "none")),
}
"""Where only one row of a key can be: the column that decides, and its values, the one that wins first."""

ONCE = ("attendance", "responses", "ties")
"""Tables in which the natural key tells rows apart; in the others only the same row is the same."""

SORTS = {"practitioners": "practitioner", "agencies": "agency", "zones": "zone"}
"""What a record of each table is called among the actors of a gap."""

FIRSTS, LASTS = ("joined", "opened"), ("left", "closed")
LOOPS = (
    ("contacts", "source", "target"),
    ("ties", "source", "target"),
    ("agency_changes", "agency", "successor"),
)

Rows = Callable[[str], pd.DataFrame]
"""Gives the live records of a table with `row` and `version`."""


@dataclass(slots=True)
class Moved:
    """The tables as they would be, by the number of the record; `jobs` are employments that are added.

    `lost` are the records between the two that go, by table; `noted` what goes to the note of an item of the
    work list; `twice` how many rows that both had go;
    `differing` the columns in which the two say different things, with what stays and what goes; `days` the
    days on which both groups sat; `two_jobs` whether the two work at different agencies or levels.
    """

    before: dict[str, pd.DataFrame]
    after: dict[str, pd.DataFrame]
    lost: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    twice: dict[str, int] = field(default_factory=dict)
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    jobs: list[dict[str, str]] = field(default_factory=list)
    two_jobs: bool = False

    def changes(self) -> dict[str, TableChange]:
        """What is written: for each table the records that change, go and come."""
        found = {name: self._change(name) for name in self.after}
        return {name: change for name, change in found.items() if change is not None}

    def _change(self, name: str) -> TableChange | None:
        before, after = self.before[name], self.after[name]
        stay = before.loc[after.index]
        differs = [column for column in after.columns if not after[column].equals(stay[column])]
        rows = [row for row in after.index if any(after.at[row, c] != stay.at[row, c] for c in differs)]
        gone = before.index.difference(after.index)
        added = pd.DataFrame(self.jobs, dtype=object) if name == "employments" and self.jobs else None
        if not rows and gone.empty and added is None:
            return None
        changed = _seen(before.loc[rows]).assign(**{c: after.loc[rows, c].tolist() for c in differs})
        return TableChange(added, changed if rows else None, None if gone.empty else _seen(before.loc[gone]))

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables as they would be, for the checks of a study."""
        made = dict(self.after)
        if self.jobs:
            made["employments"] = pd.concat([made["employments"], pd.DataFrame(self.jobs, dtype=object)])
        return {
            name: frame.drop(columns="version").reset_index(drop=True)
            for name, frame in made.items()
            if len(frame)
        }


def _seen(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"row": rows.index.tolist(), "version": rows["version"].tolist()})


def moved(
    rows: Rows, table: str, stays: str, goes: str, jobs: str | None, sittings: str | None, t: Translator
) -> Moved:
    """What a study would be with two records of a table made one.

    Args:
        rows: the live records of the study.
        table: people, agencies or groups.
        stays: the id of the record that stays.
        goes: the id of the other, which every record that named it gives up.
        jobs: for two people `employments` or `keep`; None where it was not said.
        sittings: for two groups `one` or `two`; None where it was not said.
        t: in whose language a note of the work list is written.

    Raises:
        NotFoundError: an id that the table does not have.
    """
    frames = {name: _indexed(rows(name)) for name in TABLES}
    told = Moved(frames, {name: frame.copy() for name, frame in frames.items()})
    for one in (stays, goes):
        if one not in set(frames[table][TABLES[table].key[0]]):
            raise NotFoundError(N_("There is no record “{name}” in this table."), name=one[:80])
    _same_days(told, table, stays, goes)
    if table == "practitioners":
        _jobs(told, stays, goes, jobs)
    _own(told, table, stays, goes)
    _rename(told, table, stays, goes)
    _items(told, table, stays, goes, t)
    if table == "zones" and sittings == ONE:
        _join_sittings(told, stays)
    return told


def _indexed(frame: pd.DataFrame) -> pd.DataFrame:
    """Records by their number, every blank cell None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return plain.set_index("row")


def naming(table: str) -> Iterator[tuple[str, str]]:
    """Every table and column that holds ids of a table.

    Example:
        >>> ("posts", "zone") in naming("zones"), ("contacts", "source") in naming("agencies")
        (True, True)
    """
    for name, schema in TABLES.items():
        columns = [link.column for link in schema.references if link.table == table]
        columns += schema.actors if table in ACTOR_TABLES else ()
        for column in dict.fromkeys(columns):
            yield name, column


def _rename(told: Moved, table: str, stays: str, goes: str) -> None:
    """Let every record name the one that stays; what then stands between it and itself goes."""
    touched: dict[str, set[Any]] = {}
    for name, column in naming(table):
        frame = told.after[name]
        mine = frame.index[frame[column] == goes]
        frame.loc[mine, column] = stays
        touched.setdefault(name, set()).update(mine)
    notes = told.after["notes"]
    mine = notes.index[(notes["about_table"] == table) & (notes["about_id"] == goes)]
    notes.loc[mine, "about_id"] = stays
    for name, first, second in LOOPS:
        frame = told.after[name]
        loops = [row for row in touched.get(name, ()) if frame.at[row, first] == frame.at[row, second]]
        told.lost += [(name, told.before[name].loc[row].to_dict()) for row in sorted(loops)]
        told.after[name] = frame.drop(index=loops)
        touched.get(name, set()).difference_update(loops)
    for name, lines in touched.items():
        _once(told, name, lines)


def _items(told: Moved, table: str, stays: str, goes: str, t: Translator) -> None:
    """Let the items of the work list follow."""
    sort = SORTS[table]
    followed = items_of_two(told.after["work_items"], Actor(sort, goes), Actor(sort, stays), t)
    told.after["work_items"] = followed.items
    told.lost += [("work_items", told.before["work_items"].loc[row].to_dict()) for row in followed.lost]
    told.noted += followed.noted


def _once(told: Moved, name: str, touched: Iterable[Any]) -> None:
    """Of rows that are the same now one stays: the best, else the one that named the record before."""
    frame, lines = told.after[name], set(touched)
    columns = _telling(name, frame)
    if not lines or not columns:
        return
    keys = dict(zip(frame.index, frame[columns].itertuples(index=False, name=None), strict=True))
    mine = {keys[row] for row in lines}
    groups: dict[Any, list[Any]] = {}
    for row, key in keys.items():
        if key in mine:
            groups.setdefault(key, []).append(row)
    gone = []
    for rows in groups.values():
        best, *others = sorted(rows, key=lambda row: (_rank(name, frame, row), row in lines))
        _fill(frame, best, others)
        gone += others
    if gone:
        told.twice[name] = told.twice.get(name, 0) + len(gone)
        told.after[name] = frame.drop(index=gone)


def _telling(name: str, frame: pd.DataFrame) -> list[str]:
    """The columns that tell rows apart; none where each has an id of its own."""
    if TABLES[name].key:
        return []
    return list(natural_key(name)) if name in ONCE else [c for c in frame.columns if c != "version"]


def _rank(name: str, frame: pd.DataFrame, row: Any) -> int:
    if name not in BEST:
        return 0
    column, values = BEST[name]
    value = frame.at[row, column] or values[0]
    return values.index(value) if value in values else len(values)


def _fill(frame: pd.DataFrame, row: Any, others: Iterable[Any]) -> None:
    """Put into blank cells of a row what others say."""
    for other in others:
        for column in frame.columns:
            if frame.at[row, column] is None:
                frame.at[row, column] = frame.at[other, column]


def _own(told: Moved, table: str, stays: str, goes: str) -> None:
    """Make one record of the two: blank cells are filled, and it spans the days of both."""
    frame, key = told.after[table], TABLES[table].key[0]
    row, other = (frame.index[frame[key] == one][0] for one in (stays, goes))
    for column in frame.columns.difference(["version", key]):
        mine, theirs = frame.at[row, column], frame.at[other, column]
        if column in (*FIRSTS, *LASTS):
            outer = min if column in FIRSTS else max
            frame.at[row, column] = outer(mine, theirs) if mine and theirs else None
        elif mine is None:
            frame.at[row, column] = theirs
        elif theirs is not None and theirs != mine:
            told.differing.append((str(column), str(mine), str(theirs)))
    told.after[table] = frame.drop(index=other)


def _jobs(told: Moved, stays: str, goes: str, wanted: str | None) -> None:
    """Two agencies or levels of one person: both become employments, if that is said."""
    people = told.before["practitioners"]
    rows = [people[people["practitioner"] == one].iloc[0] for one in (stays, goes)]
    told.two_jobs = any(
        rows[0][column] and rows[1][column] and rows[0][column] != rows[1][column]
        for column in ("agency", "level")
    )
    if not told.two_jobs or wanted != EMPLOYMENTS:
        return
    there = told.before["employments"]
    known = {
        (job.agency, job.level)
        for job in there[there["practitioner"].isin([stays, goes])].itertuples(index=False)
    }
    for row in rows:
        if row["agency"] and (row["agency"], row["level"]) not in known:
            said = {name: row[name] for name in ("agency", "level", "joined", "left") if row[name]}
            told.jobs.append({"practitioner": stays, **said})


def _same_days(told: Moved, table: str, stays: str, goes: str) -> None:
    """The days on which both groups have a sitting on record."""
    if table != "zones":
        return
    meetings = told.before["meetings"]
    days = [
        {str(date)[:10] for date in meetings.loc[meetings["zone"] == one, "date"] if date}
        for one in (stays, goes)
    ]
    told.days = sorted(days[0] & days[1])


def _join_sittings(told: Moved, zone: str) -> None:
    """Make one sitting of those of a group on each of the days on which both sat."""
    was = told.before["meetings"]
    for day in told.days:
        now = told.after["meetings"]
        mine = [row for row in now.index[now["zone"] == zone] if str(now.at[row, "date"])[:10] == day]
        ours = [row for row in mine if was.at[row, "zone"] == zone]
        for row in (row for row in mine if row not in ours):
            stays, goes = now.at[ours[0], "meeting"], now.at[row, "meeting"]
            _fill(now, ours[0], [row])
            told.after["meetings"] = now = now.drop(index=row)
            _rename(told, "meetings", stays, goes)
