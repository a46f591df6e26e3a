"""The history of every pair up to a day: its occasions, and when it became what it is.

One pass over occasions sorted by pair and day; no loop over pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.model.dates import as_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints, PairDays
from netmap.tie_kinds.acting_pairs import acting_pairs_of, ended_of
from netmap.tie_kinds.baselines import PairBaselines, pair_baselines
from netmap.tie_kinds.embedding import NEVER, day_of_common_third, day_of_shared_post
from netmap.tie_kinds.occasions import Occasions, changes, occasions_of
from netmap.tie_kinds.policy import ACTIVE, DORMANT, ENDED, FADED, KINDS, NEW, OLD, TRAIL, TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """When each pair became an old network, a trail, a new network; `NEVER` where it did not.

    `known_from` is the day from which a pair is one at all: its first occasion, inherited ones not counted.
    `ended` is the day on which one of the two was split.
    """

    occasions: Occasions
    rows: PairDays
    starts: PairBaselines
    old_from: Ints
    trail_from: Ints
    new_from: Ints
    known_from: Ints
    ended: Ints

    @property
    def is_old(self) -> Bools:
        """Pairs that were an old network before their baseline."""
        old: Bools = self.old_from != NEVER
        return old

    @property
    def is_new(self) -> Bools:
        """Pairs that have become a new network, mobilised or developed."""
        new: Bools = self.new_from != NEVER
        return new

    @property
    def is_tie(self) -> Bools:
        """Pairs that are any kind of tie."""
        tie: Bools = self.is_old | (self.trail_from != NEVER)
        return tie

    @property
    def kind(self) -> Ints:
        """The kind of each tie as its place in KINDS; of a pair that is no tie it says nothing."""
        otherwise = np.where(self.is_old, KINDS.index(OLD), KINDS.index(TRAIL))
        return np.where(self.is_new, KINDS.index(NEW), otherwise)

    def states(self, day: int, policy: TiePolicy) -> npt.NDArray[np.object_]:
        """The state of each tie on a day, up to which the histories go."""
        of_quiet = np.where(self.kind == KINDS.index(TRAIL), FADED, DORMANT)
        state = np.where(self.is_quiet(day, policy), of_quiet, ACTIVE)
        return np.where(self.ended <= day, ENDED, state)

    def at_edge(self, policy: TiePolicy) -> Bools:
        """Pairs first seen so near where their record begins that they may have met before."""
        edge: Bools = np.abs(self.occasions.first_day - self.starts.observed_from) <= policy.quiet_days
        return edge

    def is_quiet(self, day: int, policy: TiePolicy) -> Bools:
        """Pairs whose last occasion lies more than `quiet_days` before a day."""
        quiet: Bools = day - self.occasions.last_day > policy.quiet_days
        return quiet


def histories_of(study: Study, policy: TiePolicy, day: int, baseline: object = None) -> Histories:
    """What became of every pair by a day; `baseline` where it is not that of the partnerships."""
    return _histories(study, policy, day, as_day(baseline, "baseline"))


@derived(most=4)
def _histories(study: Study, policy: TiePolicy, day: int, baseline: int | None) -> Histories:
    pairs = acting_pairs_of(study, policy, day)
    occasions = occasions_of(pairs.rows)
    starts = pair_baselines(study, pairs, occasions, baseline)
    base = starts.baseline
    before = occasions.day < base[occasions.pair]
    count_before = np.bincount(occasions.pair, before, len(base)).astype(np.int64)
    old_from = _old_from(occasions, before, policy)
    since = occasions.counts > count_before
    first_since = _first_since(occasions, count_before, since)
    trail_from = np.where((old_from == NEVER) & since, first_since, NEVER)
    known_from = _earliest(occasions.row_pair, pairs.since, len(base))
    mobilised = _mobilised_from(study, occasions, known_from, count_before, trail_from, policy)
    going_on = (old_from != NEVER) & _long_enough(occasions, first_since, count_before, policy)
    developed = _developed_from(pairs.rows, occasions, base, going_on, policy)
    ended = ended_of(study, day)
    return Histories(
        occasions,
        pairs.rows,
        starts,
        old_from,
        trail_from,
        np.minimum(mobilised, developed),
        known_from,
        np.minimum(ended[occasions.first], ended[occasions.second]),
    )


def _first_since(occasions: Occasions, count_before: Ints, since: Bools) -> Ints:
    """The day of each pair's first occasion since its baseline."""
    found = np.full(len(since), NEVER, np.int64)
    found[since] = occasions.day[(occasions.starts[:-1] + count_before)[since]]
    return found


def _long_enough(occasions: Occasions, first_since: Ints, count_before: Ints, policy: TiePolicy) -> Bools:
    """Pairs that met often and long enough since their baseline, whatever in."""
    met_since: Bools = occasions.counts - count_before >= policy.consolidation_occasions
    met_since[met_since] = (occasions.last_day - first_since)[met_since] >= policy.consolidation_days
    return met_since


def _earliest(groups: Ints, days: Ints, count: int) -> Ints:
    """The least day of each group; `NEVER` for a group without any."""
    found = np.full(count, NEVER, np.int64)
    np.minimum.at(found, groups, days)
    return found


def _old_from(occasions: Occasions, before: Bools, policy: TiePolicy) -> Ints:
    """The day of the occasion by which each pair was an old network."""
    rank = np.arange(len(occasions.pair)) - occasions.starts[occasions.pair] + 1
    span = occasions.day - occasions.first_day[occasions.pair]
    enough = before & (rank >= policy.sustained_occasions) & (span >= policy.sustained_days)
    return _earliest(occasions.pair[enough], occasions.day[enough], len(occasions.first))


def _mobilised_from(
    study: Study,
    occasions: Occasions,
    known_from: Ints,
    count_before: Ints,
    trail_from: Ints,
    policy: TiePolicy,
) -> Ints:
    """The occasion on which each trail had met often and long enough, and was embedded."""
    begins = trail_from[occasions.pair]
    rank = np.arange(len(occasions.pair)) - (occasions.starts[:-1] + count_before)[occasions.pair] + 1
    enough = (begins != NEVER) & (rank >= policy.consolidation_occasions)
    enough[enough] = (occasions.day - begins)[enough] >= policy.consolidation_days
    candidate = np.unique(occasions.pair[enough])
    embedded = np.full(len(trail_from), NEVER, np.int64)
    embedded[candidate] = _embedded_from(study, occasions, known_from, candidate)
    there = enough & (occasions.day >= embedded[occasions.pair])
    return _earliest(occasions.pair[there], occasions.day[there], len(trail_from))


def _embedded_from(study: Study, occasions: Occasions, known_from: Ints, pairs: Ints) -> Ints:
    """The day from which each of the pairs is embedded, by whichever way comes first."""
    first, second = occasions.first[pairs], occasions.second[pairs]
    by_post = day_of_shared_post(study, first, second)
    twice = np.flatnonzero(occasions.counts >= 2)
    since = np.maximum(occasions.day[occasions.starts[twice] + 1], known_from[twice])
    met = (occasions.first[twice], occasions.second[twice], since)
    open_ = np.flatnonzero(by_post > occasions.first_day[pairs])
    by_third = day_of_common_third(met, first[open_], second[open_])
    by_post[open_] = np.minimum(by_post[open_], by_third)
    return by_post


def _developed_from(rows: PairDays, occasions: Occasions, base: Ints, old: Bools, policy: TiePolicy) -> Ints:
    """The day on which an old network had gained a zone, a channel or an object of its own since."""
    mine = old[occasions.row_pair]
    pair, day = occasions.row_pair[mine], rows.day[mine]
    found = np.full(len(old), NEVER, np.int64)
    for column in (rows.zone, rows.channel, rows.object):
        gained = _gained_from(pair, day, column[mine], base, policy)
        found = np.minimum(found, gained)
    return found


def _gained_from(pair: Ints, day: Ints, value: Ints, base: Ints, policy: TiePolicy) -> Ints:
    """The day by which each pair had met often and long enough in one value that it did not have before."""
    known = value >= 0
    pair, day, value = pair[known], day[known], value[known]
    order = np.argsort(pair * (int(value.max(initial=0)) + 1) + value, kind="stable")
    pair, day, value = pair[order], day[order], value[order]
    new_group = changes(pair) | changes(value)
    distinct = new_group | changes(day)
    pair, day, new_group = pair[distinct], day[distinct], new_group[distinct]
    group = np.cumsum(new_group) - 1
    starts = np.flatnonzero(new_group)
    begins = day[starts][group]
    rank = np.arange(len(pair)) - starts[group] + 1 if len(pair) else np.zeros(0, np.int64)
    fresh = begins >= base[pair]
    enough = fresh & (rank >= policy.consolidation_occasions) & (day - begins >= policy.consolidation_days)
    return _earliest(pair[enough], day[enough], len(base))
