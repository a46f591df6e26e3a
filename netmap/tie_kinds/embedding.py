"""From which day a pair is embedded: no lone pair, but part of something.

Two ways: both have held a post in one zone at the same time, or each has had at least two
occasions with one common third person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.stays import post_spells

NEVER: int = np.iinfo(np.int64).max
"""Stands for a day that does not come."""

_DENSE_ACTORS = 3000
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """Posts that somebody holds in a zone, by person and zone: `key` is person times `zones` plus zone."""

    zones: int
    key: Ints
    begins: Ints
    ends: Ints


def day_of_shared_post(study: Study, first: Ints, second: Ints) -> Ints:
    """The first day on which both of each pair held a post in one zone; `NEVER` where there is none.

    A seat without dates always holds, so the day may lie before every record.
    """
    seats, days = _seats(study), np.full(len(first), NEVER, np.int64)
    begin = np.searchsorted(seats.key, first * seats.zones)
    pair, mine = _ranges(begin, np.searchsorted(seats.key, (first + 1) * seats.zones))
    wanted = second[pair] * seats.zones + seats.key[mine] % seats.zones
    begin = np.searchsorted(seats.key, wanted)
    at, theirs = _ranges(begin, np.searchsorted(seats.key, wanted, "right"))
    pair, mine = pair[at], mine[at]
    begins = np.maximum(seats.begins[mine], seats.begins[theirs])
    together = begins <= np.minimum(seats.ends[mine], seats.ends[theirs])
    np.minimum.at(days, pair[together], begins[together])
    return days


def _ranges(begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All places of several ranges: the number of the range that each is of, and the place."""
    counts = ends - begins
    number = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return number, np.arange(len(number)) - before[number] + begins[number]


@derived(most=1)
def _seats(study: Study) -> Seats:
    spells, zones = post_spells(study), max(len(study.zones), 1)
    person = actors_of(study).codes(study.posts["practitioner"])
    zone = pd.Index(study.zones["zone"]).get_indexer(study.posts["zone"])
    known = (person >= 0) & (zone >= 0)
    key = (person * zones + zone)[known]
    order = np.argsort(key, kind="stable")
    return Seats(zones, key[order], spells.begins[known][order], spells.ends[known][order])


def day_of_common_third(met: tuple[Ints, Ints, Ints], first: Ints, second: Ints) -> Ints:
    """The first day by which each of a pair has had two occasions with one common third actor.

    `met` holds, for all pairs with at least two occasions, their two codes and the day of the
    second occasion. Returns `NEVER` for pairs without a common third.
    """
    if not len(first) or not len(met[0]):
        return np.full(len(first), NEVER, np.int64)
    used, codes = np.unique(np.concatenate([met[0], met[1], first, second]), return_inverse=True)
    parts = np.split(codes, np.cumsum([len(met[0]), len(met[1]), len(first)]))
    if len(used) <= _DENSE_ACTORS:
        return third_by_matrix(len(used), (parts[0], parts[1], met[2]), parts[2], parts[3])
    return third_by_neighbours(len(used), (parts[0], parts[1], met[2]), parts[2], parts[3])


def third_by_matrix(actors: int, met: tuple[Ints, Ints, Ints], first: Ints, second: Ints) -> Ints:
    """`day_of_common_third` by a table of all against all; for up to some thousand actors."""
    twice = np.full((actors, actors), np.iinfo(np.int32).max, np.int32)
    twice[met[0], met[1]] = met[2]
    twice[met[1], met[0]] = met[2]
    found = np.full(len(first), np.iinfo(np.int32).max, np.int32)
    step = max(1, _CHUNK // max(actors, 1))
    for start in range(0, len(first), step):
        part = slice(start, start + step)
        found[part] = np.maximum(twice[first[part]], twice[second[part]]).min(axis=1)
    return np.where(found == np.iinfo(np.int32).max, NEVER, found.astype(np.int64))


def third_by_neighbours(actors: int, met: tuple[Ints, Ints, Ints], first: Ints, second: Ints) -> Ints:
    """`day_of_common_third` by walking the neighbours of the less connected of each pair."""
    near = np.concatenate([met[0], met[1]])
    far = np.concatenate([met[1], met[0]])
    keys = near * actors + far
    order = np.argsort(keys)
    keys, far, day = keys[order], far[order], np.concatenate([met[2], met[2]])[order]
    starts = np.searchsorted(keys, np.arange(actors + 1) * actors)
    degree = np.diff(starts)
    swap = degree[first] > degree[second]
    small, large = np.where(swap, second, first), np.where(swap, first, second)
    found = np.full(len(first), NEVER, np.int64)
    for part in _parts(degree[small]):
        count = degree[small[part]]
        pair = np.repeat(np.arange(part.start, part.stop), count)
        at = np.repeat(starts[small[part]] - (np.cumsum(count) - count), count) + np.arange(count.sum())
        wanted = large[pair] * actors + far[at]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        shared = keys[place] == wanted
        np.minimum.at(found, pair[shared], np.maximum(day[at], day[place])[shared])
    return found


def _parts(work: Ints) -> list[slice]:
    """Slices whose work adds up to about one chunk each."""
    chunk = np.cumsum(work) // _CHUNK
    edges = np.concatenate([[0], np.flatnonzero(np.diff(chunk)) + 1, [len(work)]])
    return [slice(int(a), int(b)) for a, b in pairwise(edges) if b > a]
