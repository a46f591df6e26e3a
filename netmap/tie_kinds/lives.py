"""The lives of ties: intervals of kind and state, put together from breakpoints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.model.dates import NO_DAY
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.embedding import NEVER
from netmap.tie_kinds.histories import Histories
from netmap.tie_kinds.policy import ACTIVE, DORMANT, FADED, NEW, OLD, TRAIL, TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Lives:
    """Intervals of ties in the order of pair and day; `end` is exclusive, `NO_DAY` while it still runs."""

    first: Ints
    second: Ints
    kind: npt.NDArray[np.str_]
    state: npt.NDArray[np.str_]
    start: Ints
    end: Ints


_NO_WORDS, _NO_DAYS = np.array([], dtype=np.str_), np.array([], dtype=np.int64)

NO_LIVES = Lives(_NO_DAYS, _NO_DAYS, _NO_WORDS, _NO_WORDS, _NO_DAYS, _NO_DAYS)
"""The lives of no tie at all."""


def lives_of(histories: Histories, policy: TiePolicy, until: int) -> Lives:
    """The intervals of every tie up to and including the day `until`."""
    pair, day, quiet = _breakpoints(histories, policy, until)
    new = day >= histories.new_from[pair]
    old = histories.is_old[pair]
    kind = np.select([new, old], [NEW, OLD], TRAIL)
    state = np.where(~quiet, ACTIVE, np.where(kind == TRAIL, FADED, DORMANT))
    fresh = np.ones(len(pair), np.bool_)
    fresh[1:] = (pair[1:] != pair[:-1]) | (kind[1:] != kind[:-1]) | (state[1:] != state[:-1])
    pair, day, kind, state = pair[fresh], day[fresh], kind[fresh], state[fresh]
    end = np.full(len(pair), NO_DAY, np.int64)
    goes_on = pair[1:] == pair[:-1]
    end[:-1][goes_on] = day[1:][goes_on]
    occasions = histories.occasions
    return Lives(occasions.first[pair], occasions.second[pair], kind, state, day, end)


def _breakpoints(histories: Histories, policy: TiePolicy, until: int) -> tuple[Ints, Ints, Bools]:
    """Days on which kind or state may change: pair, day, and whether the tie falls quiet on it."""
    occasions = histories.occasions
    begins = np.where(histories.is_old, histories.old_from, histories.trail_from)
    alive = (begins != NEVER)[occasions.pair] & (occasions.day >= begins[occasions.pair])
    pair, day = occasions.pair[alive], occasions.day[alive]
    falls_quiet = day + policy.quiet_days + 1
    following = np.full(len(day), until + 1, np.int64)
    same = pair[1:] == pair[:-1]
    following[:-1][same] = day[1:][same]
    lapses = falls_quiet < following
    all_pairs = np.concatenate([pair, pair[lapses]])
    all_days = np.concatenate([day, falls_quiet[lapses]])
    quiet = np.concatenate([np.zeros(len(pair), np.bool_), np.ones(int(lapses.sum()), np.bool_)])
    order = np.lexsort((all_days, all_pairs))
    return all_pairs[order], all_days[order], quiet[order]
