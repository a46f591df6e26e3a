"""Where people stand on every day of a window: their levels, their agencies, whether they are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from netmap.model.dates import day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import NONE, Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.people import ALWAYS, held
from netmap.tie_kinds.reorganisations import latest_change, present_agency

EVER: int = np.iinfo(np.int64).min
"""Stands for a beginning that nobody knows of."""


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """Rows that hold from one day to another, both inclusive: of whom, and what (a code)."""

    who: Ints
    what: Ints
    first: Ints
    last: Ints

    def of(self, what: int) -> Stays:
        """Only the rows of one code."""
        return self.where(self.what == what)

    def where(self, keep: Bools) -> Stays:
        """Only the rows that are kept."""
        return Stays(self.who[keep], self.what[keep], self.first[keep], self.last[keep])

    def on_days(self, actors: int, start: int, end: int) -> Bools:
        """Whether any row holds: a table of actors x days from `start` to `end`."""
        first, last = np.maximum(self.first, start), np.minimum(self.last, end)
        there = first <= last
        steps = np.zeros((actors, end - start + 2), np.int16)
        np.add.at(steps, (self.who[there], first[there] - start), 1)
        np.add.at(steps, (self.who[there], last[there] + 1 - start), -1)
        holds: Bools = np.cumsum(steps, axis=1, dtype=np.int16)[:, :-1] > 0
        return holds


@derived(most=1)
def presence(study: Study) -> Stays:
    """From when to when each practitioner is in service."""
    who = actors_of(study).codes(study.practitioners["practitioner"])
    return Stays(who, np.zeros(len(who), np.int64), *held(study.practitioners))


def joined_of(study: Study) -> Ints:
    """The day on which each actor joined, by code; `EVER` where it is not known."""
    joined = np.full(len(actors_of(study)), EVER, np.int64)
    joined[presence(study).who] = presence(study).first
    return joined


@derived(most=1)
def level_names(study: Study) -> pd.Index:
    """Every level that the study speaks of; a level's code is its place here."""
    tables = (study.levels, study.practitioners, study.employments, study.zones)
    named = pd.concat([table["level"] for table in tables], ignore_index=True)
    return pd.Index(named.dropna().unique(), dtype=object)


def levels_by_rank(study: Study) -> tuple[str, ...]:
    """Every level that the study speaks of, the lowest rank first; those without a rank come last."""
    rank = study.levels.set_index("level")["rank"]
    names = [str(name) for name in level_names(study)]
    return tuple(sorted(names, key=lambda name: (name not in rank.index, rank.get(name, 0))))


@dataclass(frozen=True, eq=False, repr=False)
class StudyOfSome(Study):
    """A study in which only some people hold a level; `holders` says for every actor whether they may."""

    holders: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))


@derived(most=1)
def level_stays(study: Study) -> Stays:
    """The levels of people by date: of their employments, else of their row, and of their seats."""
    stays = _level_stays(study)
    return stays.where(study.holders[stays.who]) if isinstance(study, StudyOfSome) else stays


def with_levels_of(study: Study, people: Bools) -> Study:
    """The same study in which only some of its people hold a level; everybody meets and carries as before.

    `people` says for every actor whether it is one of them. Without a level somebody starts and ends no path
    between levels, and is on none sideways.
    """
    return StudyOfSome(study.tables, study.about, study.warnings, study.counts, holders=people)


@derived(most=1)
def own_level_stays(study: Study) -> Stays:
    """The levels of people's own jobs by date: of their employments, else of their row."""
    employed = study.employments.dropna(subset=["level"])
    own = study.practitioners.dropna(subset=["level"])
    jobs = _stays(study, employed, "level", level_names(study))
    always = _always(study, own, "level", level_names(study))
    return _joined([jobs, _outside(always, jobs)])


def _level_stays(study: Study) -> Stays:
    level_of = study.zones.set_index("zone")["level"]
    seats = study.posts.assign(level=study.posts["zone"].map(level_of)).dropna(subset=["level"])
    return _joined([own_level_stays(study), _stays(study, seats, "level", level_names(study))])


@derived(most=1)
def agency_names(study: Study) -> pd.Index:
    """Every agency that people are said to belong to; its code is its place here."""
    tables = (study.agencies, study.practitioners, study.employments)
    named = pd.concat([table["agency"] for table in tables], ignore_index=True)
    return pd.Index(named.dropna().unique(), dtype=object)


@derived(most=1)
def agency_stays(study: Study) -> Stays:
    """The agency of people by date, one at a time: of their latest employment, else of their row."""
    employed = study.employments.dropna(subset=["agency"])
    jobs = _latest_only(_stays(study, employed, "agency", agency_names(study)))
    own = study.practitioners.dropna(subset=["agency"])
    return _joined([jobs, _outside(_always(study, own, "agency", agency_names(study)), jobs)])


def present_codes(study: Study, day: int) -> tuple[pd.Index, Ints]:
    """The agencies as they are called on a day, and the place among them of every code of `agency_names`."""
    return _present_codes(study, latest_change(study, day))


@derived(most=32)
def _present_codes(study: Study, day: int) -> tuple[pd.Index, Ints]:
    called = present_agency(study, pd.Series(agency_names(study), dtype=object), day)
    codes, distinct = pd.factorize(called, sort=True)
    return pd.Index(distinct, dtype=object), codes.astype(np.int64)


def code_on(stays: Stays, actors: int, who: Ints, day: Ints) -> Ints:
    """The code that each actor has on a day, from rows of which one at a time holds; `NONE` without one."""
    order = np.lexsort((stays.first, stays.who))
    rows = Stays(stays.who[order], stays.what[order], stays.first[order], stays.last[order])
    found = np.full(len(who), NONE, np.int64)
    begins = np.searchsorted(rows.who, np.arange(actors + 1))
    place = begins[who]
    left = begins[who + 1] - place
    for step in range(int(left.max(initial=0))):
        row = place[left > step] + step
        asked = np.flatnonzero(left > step)
        holds = (rows.first[row] <= day[asked]) & (day[asked] <= rows.last[row])
        found[asked[holds]] = rows.what[row[holds]]
    return found


def _stays(study: Study, table: pd.DataFrame, column: str, names: pd.Index) -> Stays:
    who = actors_of(study).codes(table["practitioner"])
    what = names.get_indexer(pd.Index(table[column], dtype=object)).astype(np.int64)
    known = who >= 0
    first, last = day_numbers(table["joined"]), held(table)[1]
    return Stays(who[known], what[known], first[known], last[known])


def _always(study: Study, table: pd.DataFrame, column: str, names: pd.Index) -> Stays:
    """What the person's own row says; it holds on every day on which no employment says otherwise."""
    who = actors_of(study).codes(table["practitioner"])
    what = names.get_indexer(pd.Index(table[column], dtype=object)).astype(np.int64)
    return Stays(who, what, np.full(len(who), EVER, np.int64), np.full(len(who), ALWAYS, np.int64))


def _joined(parts: list[Stays]) -> Stays:
    names = ("who", "what", "first", "last")
    return Stays(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _outside(always: Stays, jobs: Stays) -> Stays:
    """The days of rows that always hold, without those of the same person's jobs."""
    rows = []
    spans = _by_person(jobs)
    for who, what in zip(always.who.tolist(), always.what.tolist(), strict=True):
        begin = EVER
        for first, last, _ in sorted(spans.get(who, [])):
            if begin < first:
                rows.append((who, what, begin, first - 1))
            begin = max(begin, last if last == ALWAYS else last + 1)
        if begin < ALWAYS:
            rows.append((who, what, begin, ALWAYS))
    return _from_rows(rows)


def _latest_only(jobs: Stays) -> Stays:
    """Of jobs held at once only the one begun last; of two begun on one day the later row."""
    return _from_rows(list(_one_at_a_time(jobs)))


def _one_at_a_time(jobs: Stays) -> Iterator[tuple[int, int, int, int]]:
    for who, spans in _by_person(jobs).items():
        edges = sorted({first for first, _, _ in spans} | {last + 1 for _, last, _ in spans if last < ALWAYS})
        for edge, following in zip(edges, [*edges[1:], None], strict=True):
            holding = [span for span in spans if span[0] <= edge <= span[1]]
            if holding:
                what = max(enumerate(holding), key=lambda each: (each[1][0], each[0]))[1][2]
                yield who, what, edge, ALWAYS if following is None else following - 1


def _by_person(jobs: Stays) -> dict[int, list[tuple[int, int, int]]]:
    """(first, last, what) of each person's rows, in the order of the table."""
    spans: dict[int, list[tuple[int, int, int]]] = {}
    columns = (column.tolist() for column in (jobs.who, jobs.what, jobs.first, jobs.last))
    for who, what, first, last in zip(*columns, strict=True):
        spans.setdefault(who, []).append((first, last, what))
    return spans


def _from_rows(rows: list[tuple[int, int, int, int]]) -> Stays:
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Stays(table[:, 0], table[:, 1], table[:, 2], table[:, 3])
