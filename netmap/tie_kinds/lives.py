"""The lives of ties: intervals of kind and state, put together from breakpoints."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from netmap.model.dates import NO_DAY
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.embedding import NEVER
from netmap.tie_kinds.histories import Histories, histories_of
from netmap.tie_kinds.policy import ACTIVE, DORMANT, ENDED, FADED, NEW, OLD, TRAIL, TiePolicy
from netmap.tie_kinds.reorganisations import changing_days


@dataclass(frozen=True, slots=True, eq=False)
class Lives:
    """Intervals of ties in the order of pair and day; `end` is exclusive, `NO_DAY` while it still runs."""

    first: Ints
    second: Ints
    kind: npt.NDArray[np.str_]
    state: npt.NDArray[np.str_]
    start: Ints
    end: Ints

    def where(self, keep: Bools | Ints) -> Lives:
        """Only the intervals that are kept, or intervals in another order."""
        return Lives(*(getattr(self, column.name)[keep] for column in fields(self)))


_NO_WORDS, _NO_DAYS = np.array([], dtype=np.str_), np.array([], dtype=np.int64)

NO_LIVES = Lives(_NO_DAYS, _NO_DAYS, _NO_WORDS, _NO_WORDS, _NO_DAYS, _NO_DAYS)
"""The lives of no tie at all."""


def lives_of(study: Study, policy: TiePolicy, until: int, baseline: object = None) -> Lives:
    """The intervals of every tie up to and including the day `until`.

    Between two days on which agencies were reorganised they are told from what was known at the end of that
    time, so that on every day they say what the ties as of that day say.
    """
    starts = [NO_DAY, *(day for day in changing_days(study) if day <= until)]
    stops = [*starts[1:], until + 1]
    parts = [
        _within(histories_of(study, policy, stop - 1, baseline), policy, start, stop)
        for start, stop in zip(starts, stops, strict=True)
    ]
    joined = _joined(parts)
    return replace(joined, end=np.where(joined.end == until + 1, NO_DAY, joined.end))


def _within(histories: Histories, policy: TiePolicy, since: int, stop: int) -> Lives:
    """The intervals of every tie from one day to before another; in between nothing is reorganised."""
    pair, day, quiet = _breakpoints(histories, policy, stop)
    day = np.maximum(day, np.maximum(histories.known_from[pair], since))
    pair, day, quiet = _last_of_each_day(pair, day, quiet)
    kind = np.select([day >= histories.new_from[pair], histories.is_old[pair]], [NEW, OLD], TRAIL)
    state = np.where(~quiet, ACTIVE, np.where(kind == TRAIL, FADED, DORMANT))
    state = np.where(histories.ended[pair] <= day, ENDED, state)
    end = np.full(len(pair), stop, np.int64)
    goes_on = pair[1:] == pair[:-1]
    end[:-1][goes_on] = day[1:][goes_on]
    occasions = histories.occasions
    return _merged(Lives(occasions.first[pair], occasions.second[pair], kind, state, day, end))


def _last_of_each_day(pair: Ints, day: Ints, quiet: Bools) -> tuple[Ints, Ints, Bools]:
    keep = np.ones(len(pair), np.bool_)
    keep[:-1] = (pair[1:] != pair[:-1]) | (day[1:] != day[:-1])
    return pair[keep], day[keep], quiet[keep]


def _joined(parts: list[Lives]) -> Lives:
    """Intervals of several times, one after the other, as those of the whole."""
    columns = (np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Lives))
    lives = Lives(*columns)
    return _merged(lives.where(np.lexsort((lives.start, lives.second, lives.first))))


def _merged(lives: Lives) -> Lives:
    """Intervals of one pair, kind and state that follow one another made one."""
    fresh = np.ones(len(lives.start), np.bool_)
    fresh[1:] = lives.start[1:] != lives.end[:-1]
    for column in (lives.first, lives.second, lives.kind, lives.state):
        fresh[1:] |= column[1:] != column[:-1]
    last = np.flatnonzero(np.append(fresh[1:], True)) if len(fresh) else np.zeros(0, np.int64)
    return replace(lives.where(fresh), end=lives.end[last])


def _breakpoints(histories: Histories, policy: TiePolicy, stop: int) -> tuple[Ints, Ints, Bools]:
    """Days on which kind or state may change: pair, day, and whether the tie falls quiet on it."""
    occasions = histories.occasions
    begins = np.where(histories.is_old, histories.old_from, histories.trail_from)
    alive = (begins != NEVER)[occasions.pair] & (occasions.day >= begins[occasions.pair])
    pair, day = occasions.pair[alive], occasions.day[alive]
    falls_quiet = day + policy.quiet_days + 1
    following = np.full(len(day), stop, np.int64)
    same = pair[1:] == pair[:-1]
    following[:-1][same] = day[1:][same]
    lapses = falls_quiet < following
    all_pairs = np.concatenate([pair, pair[lapses]])
    all_days = np.concatenate([day, falls_quiet[lapses]])
    quiet = np.concatenate([np.zeros(len(pair), np.bool_), np.ones(int(lapses.sum()), np.bool_)])
    order = np.lexsort((all_days, all_pairs))
    return all_pairs[order], all_days[order], quiet[order]
