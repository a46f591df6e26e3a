"""Rows of people that hold from one day to another: where they work, where they sit, where they belong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, day_numbers
from netmap.model.derived import derived
from netmap.model.spells import ALWAYS, Dates, Spells, spells_of
from netmap.model.study import Study
from netmap.temporal.encounters import NONE, Bools, Ints
from netmap.tie_kinds.actors import actors_of

EVER: int = NO_DAY
"""Stands for a beginning that nobody knows of."""

Span = tuple[int, int, int]
"""First day, last day and code of a row."""


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


def held(table: pd.DataFrame) -> tuple[Days, Days]:
    """First and last day, inclusive, of rows with `joined` and `left`; without dates one always holds."""
    joined, left = day_numbers(table["joined"]), day_numbers(table["left"], end=True)
    return joined, np.where(left == NO_DAY, ALWAYS, left)


@derived(most=1)
def job_spells(study: Study) -> Spells:
    """From when to when each employment holds, none overlapping another by rounding alone."""
    return _spells(study.employments, ["agency", "level"], alike=True)


@derived(most=1)
def post_spells(study: Study) -> Spells:
    """From when to when each post holds; posts of which both dates are the same are held at once."""
    return _spells(study.posts, ["zone", "role"], alike=False)


def _spells(table: pd.DataFrame, keys: list[str], *, alike: bool) -> Spells:
    dates = Dates(
        *(day_numbers(table[name], end=end) for name in ("joined", "left") for end in (False, True))
    )
    texts = [tuple(map(str, row)) for row in table[keys].fillna("").itertuples(index=False)]
    return spells_of(table["practitioner"].tolist(), dates, texts, alike=alike)


@derived(most=1)
def agency_names(study: Study) -> pd.Index:
    """Every agency that people are said to belong to, in text order; its code is its place here."""
    tables = (study.agencies, study.practitioners, study.employments)
    named = pd.concat([table["agency"] for table in tables], ignore_index=True)
    return pd.Index(sorted(named.dropna().unique()), dtype=object)


@derived(most=1)
def agency_stays(study: Study) -> Stays:
    """The agency of people by date, one at a time: of the employment begun last, else of their row.

    Of employments begun on one day it is the first by the agency's id.
    """
    told = study.employments["agency"].notna().to_numpy()
    spells = job_spells(study)
    names = agency_names(study)
    rows = stays_of(study, study.employments[told], "agency", names, (spells.begins[told], spells.ends[told]))
    jobs = one_at_a_time(rows, lambda span: (-span[0], span[2]))
    return joined([jobs, outside(own_rows(study, study.practitioners, "agency", names), jobs)])


def stays_of(
    study: Study, table: pd.DataFrame, column: str, names: pd.Index, spells: tuple[Days, Days]
) -> Stays:
    """What the rows of a table of people say in one column, each from its first to its last day."""
    who = actors_of(study).codes(table["practitioner"])
    what = names.get_indexer(pd.Index(table[column], dtype=object)).astype(np.int64)
    known = (who >= 0) & (what >= 0)
    return Stays(who[known], what[known], spells[0][known], spells[1][known])


def own_rows(study: Study, table: pd.DataFrame, column: str, names: pd.Index) -> Stays:
    """What everybody's own row says, on every day."""
    rows = len(table)
    return stays_of(
        study, table, column, names, (np.full(rows, EVER, np.int64), np.full(rows, ALWAYS, np.int64))
    )


def joined(parts: list[Stays]) -> Stays:
    """The rows of several."""
    names = ("who", "what", "first", "last")
    return Stays(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def outside(rows: Stays, others: Stays) -> Stays:
    """Rows on those days alone on which none of the same person's others holds."""
    spans = by_person(others)
    left = []
    for who, what, earliest, end in zip(*_columns(rows), strict=True):
        begin = earliest
        for first, last, _ in sorted(spans.get(who, [])):
            if begin < first and begin <= end:
                left.append((who, what, begin, min(end, first - 1)))
            begin = max(begin, last if last == ALWAYS else last + 1)
        if begin <= end and begin < ALWAYS:
            left.append((who, what, begin, end))
    return from_rows(left)


def one_at_a_time(rows: Stays, rank: Callable[[Span], tuple[int, int]]) -> Stays:
    """Of rows of one person held at once only that of the least rank."""
    return from_rows(list(_one_at_a_time(rows, rank)))


def _one_at_a_time(
    rows: Stays, rank: Callable[[Span], tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    for who, spans in by_person(rows).items():
        edges = sorted({first for first, _, _ in spans} | {last + 1 for _, last, _ in spans if last < ALWAYS})
        for edge, following in zip(edges, [*edges[1:], None], strict=True):
            holding = [span for span in spans if span[0] <= edge <= span[1]]
            if holding:
                yield who, min(holding, key=rank)[2], edge, ALWAYS if following is None else following - 1


def by_person(rows: Stays) -> dict[int, list[Span]]:
    """The spans of each person's rows."""
    spans: dict[int, list[Span]] = {}
    for who, what, first, last in zip(*_columns(rows), strict=True):
        spans.setdefault(who, []).append((first, last, what))
    return spans


def _columns(rows: Stays) -> tuple[list[int], ...]:
    return tuple(column.tolist() for column in (rows.who, rows.what, rows.first, rows.last))


def from_rows(rows: list[tuple[int, int, int, int]]) -> Stays:
    """Stays from (who, what, first, last)."""
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Stays(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


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
