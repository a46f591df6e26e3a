"""The ties of a day as arrays of numbers, ready to be counted and drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.dates import NO_DAY, Days, from_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import declared_in
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.node_index import universe_of
from netmap.questions.scope import Scope
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.declared import Declared
from netmap.tie_kinds.histories import histories_of
from netmap.tie_kinds.policy import ACTIVE, DORMANT, ENDED, FADED, KINDS, TRAIL, TiePolicy

DECLARED = MAP_KINDS.index("declared")
ACTIVE_STATE, UNDATED = MAP_STATES.index("active"), MAP_STATES.index("undated")

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class TieArrays:
    """Ties by the numbers of their ends.

    `kind` and `state` are places in MAP_KINDS and MAP_STATES; `first` and `last` day numbers,
    `NO_DAY` for a tie without occasions; `row` the tie's row in the library's own table.
    """

    a: Ints
    b: Ints
    kind: Codes
    state: Codes
    first: Days
    last: Days
    row: Ints

    def __len__(self) -> int:
        return len(self.a)

    def at(self, rows: Bools | Ints) -> TieArrays:
        """Only the ties that are marked, or the ties of some rows in their order."""
        return TieArrays(*(getattr(self, column.name)[rows] for column in fields(self)))

    def within(self, scope: Scope) -> TieArrays:
        """The ties of a scope."""
        return self.at(scope.things[self.a] & scope.things[self.b])

    @property
    def standing(self) -> Bools:
        """Which ties stand on their day: active ones, and those without a date; not what went quiet."""
        return np.isin(self.state, (ACTIVE_STATE, UNDATED))

    def tally(self) -> dict[tuple[str, str], int]:
        """How many there are of each kind and state, in their usual order, nothing of which there is none."""
        width = len(MAP_STATES)
        places = self.kind.astype(np.int64) * width + self.state
        counts = np.bincount(places, minlength=len(MAP_KINDS) * width)
        return {
            (MAP_KINDS[place // width], MAP_STATES[place % width]): int(n)
            for place, n in enumerate(counts)
            if n
        }


def rule_in(study: Study, context: Context) -> tuple[dt.date | None, TiePolicy, Declared]:
    """The rule by which ties are told apart: baseline, thresholds, and which declared ties count."""
    return context.baseline, context.ties, Declared(**declared_in(study, context))


@derived(most=3)
def ties_table(
    study: Study, day: int | None, baseline: dt.date | None, policy: TiePolicy, declared: Declared
) -> pd.DataFrame:
    """The library's own table of ties as of a day."""
    as_of = None if day is None else from_day(day)
    return ties(study, as_of, baseline, policy, declared.wave, declared.relation)


@derived(most=24)
def ties_on(
    study: Study, day: int | None, baseline: dt.date | None, policy: TiePolicy, declared: Declared
) -> TieArrays:
    """The same ties, in the same order, as arrays."""
    if day is not None and not declared.named and not len(study.tables.get("ties", ())):
        return computed_arrays(study, day, baseline, policy)
    return frame_arrays(study, ties_table(study, day, baseline, policy, declared))


def frame_arrays(study: Study, frame: pd.DataFrame) -> TieArrays:
    """The library's table of ties as arrays, without those that ended with a split agency."""
    universe = universe_of(study)
    rows = np.flatnonzero(frame["state"].ne(ENDED))
    frame = frame.iloc[rows]
    return TieArrays(
        universe.of_ids(study, frame["source"]),
        universe.of_ids(study, frame["target"]),
        _codes(frame["kind"], MAP_KINDS, DECLARED),
        _codes(frame["state"], MAP_STATES, UNDATED),
        _days(frame["first"]),
        _days(frame["last"]),
        rows,
    )


def computed_arrays(
    study: Study, day: int, baseline: dt.date | None, policy: TiePolicy = TiePolicy()
) -> TieArrays:
    """The same for a study in which nothing is declared or coded, without making the table.

    A page needs two days' ties for every step in time; the table's text columns and crossings would
    take most of that time.
    """
    universe = universe_of(study)
    found = histories_of(study, policy, day, baseline)
    tie, pairs = found.is_tie & (found.ended > day), found.occasions
    kind = np.array([MAP_KINDS.index(kind) for kind in KINDS])[found.kind]
    quiet = np.where(kind == MAP_KINDS.index(TRAIL), MAP_STATES.index(FADED), MAP_STATES.index(DORMANT))
    state = np.where(found.is_quiet(day, policy), quiet, MAP_STATES.index(ACTIVE))
    return TieArrays(
        universe.of_actor[pairs.first[tie]],
        universe.of_actor[pairs.second[tie]],
        kind[tie].astype(np.int8),
        state[tie].astype(np.int8),
        pairs.first_day[tie],
        pairs.last_day[tie],
        np.flatnonzero((found.ended > day)[found.is_tie]),
    )


def _codes(column: pd.Series, words: tuple[str, ...], otherwise: int) -> Codes:
    labels, distinct = pd.factorize(column)
    place = np.array([words.index(word) if word in words else otherwise for word in distinct] + [otherwise])
    found: Codes = place[labels].astype(np.int8)
    return found


def _days(column: pd.Series) -> Days:
    days = column.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(column.isna().to_numpy(dtype=bool), NO_DAY, days)
