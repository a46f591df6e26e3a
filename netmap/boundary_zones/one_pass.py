"""What would be lost without each zone: up to 63 zones in one pass back through time."""

from __future__ import annotations

import numpy as np

from netmap.boundary_zones.removal import Removal, Shares
from netmap.learning.effective_changes import present_codes
from netmap.learning.sideways import agencies_there, sideways_goals
from netmap.learning.upwards import vertical_goals
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.reach_rows import Words
from netmap.temporal.reach_without import MARKS, kept_without, reach_without
from netmap.temporal.self_excluding_targets import Goals
from netmap.tie_kinds.stays import agency_stays, code_on


def towards(removal: Removal, to_level: str) -> dict[str, Shares]:
    """The share of those at each other level who reach one level, month by month."""
    whole = removal.horizons.whole
    arrives = removal.at_level[to_level]
    others = [level for level in removal.at_level if level != to_level]
    departs = [removal.at_level[level] & ~arrives for level in others]
    shares = {level: removal.no_shares() for level in others}
    starts, seen = np.array([whole.seats(table) for table in departs]), whole.seats(arrives)
    ends = removal.ends[to_level]
    for place, month in enumerate(removal.horizons.months):
        seats, span = removal.seats(month), removal.horizons.days(month)
        if not others or not seen[seats].any():
            continue
        anywhere: Bools = np.logical_or.reduce(starts[:, seats])
        goals = vertical_goals(removal.journeys.members[seats], anywhere, ends[seats])
        found = _still_reached(removal, month, starts[:, seats], goals)
        for row, level in enumerate(others):
            who = np.flatnonzero(departs[row][:, span].any(axis=1))
            if len(who):
                _note(shares[level], place, who, found[:, row, who], np.ones(len(who), np.int64))
    return shares


def within(removal: Removal, level: str) -> Shares:
    """The mean share of other agencies reached at a level, month by month."""
    at_level = removal.at_level[level]
    seen = removal.horizons.whole.seats(at_level)
    there = removal.where(seen)
    journeys, shares = there.journeys, removal.no_shares()
    agency = code_on(agency_stays(removal.study), journeys.actors, journeys.members, journeys.seat_day)
    for place, month in enumerate(removal.horizons.months):
        if seen[removal.seats(month)].any():
            days = at_level[:, removal.horizons.days(month)]
            _sideways_month(there, shares, place, days, agency[there.seats(month)])
    return shares


def _sideways_month(removal: Removal, shares: Shares, place: int, at_level: Bools, agency: Ints) -> None:
    """Note the shares of one month; `agency` is the code of the agency of every seat."""
    month = removal.horizons.months[place]
    asked = sideways_month(removal, month, at_level, agency)
    if asked is not None:
        goals, who, others = asked
        found = _still_reached(removal, month, np.ones((1, len(agency)), np.bool_), goals)[:, 0, who]
        found[:, ~others] = 0
        _note(shares, place, who, found, others.sum(axis=1))


def sideways_month(
    removal: Removal, month: int, at_level: Bools, agency: Ints
) -> tuple[Goals, Ints, Bools] | None:
    """The agencies as goals, whose share is asked, and which other agencies there are for each of them.

    None where nobody's is.
    """
    part = removal.horizons.part(month)
    agencies, now = present_codes(removal.study, part.end)
    who = np.flatnonzero(at_level.any(axis=1))
    own = part.agencies_on(who, part.start + at_level[who].argmax(axis=1))
    others = np.tile(agencies_there(part, at_level, len(agencies)), (len(who), 1))
    others[np.flatnonzero(own >= 0), own[own >= 0]] = False
    defined = others.any(axis=1) & (own >= 0)
    if not defined.any():
        return None
    called = np.where(agency >= 0, np.append(now, -1)[agency], -1)
    goals = sideways_goals(part.journeys, called, len(agencies), who, own)
    return goals, who[defined], others[defined]


def _still_reached(removal: Removal, month: int, starts: Bools, goals: Goals) -> Words:
    """Words of blocks x rows x actors x groups: what is still reached without each zone of a block."""
    part, marks = removal.horizons.part(month), removal.zone[removal.encounters(month)]
    blocks = range(0, max(len(removal.zones), 1), MARKS)
    runs = len(removal.horizons.months) * len(blocks)
    found = []
    for first in blocks:
        kept = kept_without(np.where((marks >= first) & (marks < first + MARKS), marks - first, -1))
        found.append(reach_without(part.journeys, kept, starts, goals, removal.rule, runs=runs))
    return np.array(found)


def _note(shares: Shares, place: int, who: Ints, found: Words, total: Ints) -> None:
    """Note a month's mean shares; `found` are words of blocks x people x groups, each of `total` groups."""
    shares.people[who] = True
    reached = (found[0] >> np.uint64(MARKS)).sum(axis=1).astype(np.int64)
    shares.full[place] = (reached / total).mean()
    for block, words in enumerate(found):
        width = min(MARKS, shares.without.shape[1] - block * MARKS)
        kept = (reached - np.ascontiguousarray(_lost(words, width).T)) / total
        shares.without[place, block * MARKS : block * MARKS + width] = kept.mean(axis=1)


def _lost(words: Words, width: int) -> Ints:
    """For each person and mark, how many groups are reached, but not without the mark."""
    person, group = np.nonzero((words >> np.uint64(MARKS)).astype(np.bool_) & (words != ~np.uint64(0)))
    gone = np.ascontiguousarray(~words[person, group]).view(np.uint8).reshape(-1, 8)
    row, mark = np.nonzero(np.unpackbits(gone, axis=1, bitorder="little")[:, :width])
    counts = np.bincount(person[row] * max(width, 1) + mark, minlength=len(words) * max(width, 1))
    return counts.reshape(len(words), max(width, 1))[:, :width]
