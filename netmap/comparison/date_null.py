"""The date null: who sat together is kept, and in which order the sittings of a zone took place is random."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.comparison.attendance_null import TRADES, tradeable
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints
from netmap.temporal.journeys import Journeys

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class DateDraws:
    """Days on which the same encounters may have been: a row a draw; and how well they are mixed.

    `accepted` is the share of swaps that were possible, `moved` the mean share of sittings that are on
    another day than on record.
    """

    days: Ints
    accepted: float
    moved: float


def date_null(
    journeys: Journeys, zone: Ints, first: Ints, last: Ints, draws: int, rng: np.random.Generator
) -> DateDraws:
    """So many draws from the null, the record itself standing at a random place among them.

    Parameters
    ----------
    journeys: the encounters of a window.
    zone: of each of them the zone whose sitting it is; -1 for contacts and sittings of none, which stay.
    first, last: the days between which each actor is in service; a swap after which somebody would sit
        outside of them is refused.
    """
    seats = np.diff(journeys.offsets)
    earliest = np.full(len(journeys), np.iinfo(np.int64).min)
    latest = np.full(len(journeys), np.iinfo(np.int64).max)
    of = np.repeat(np.arange(len(journeys)), seats)
    np.maximum.at(earliest, of, first[journeys.members])
    np.minimum.at(latest, of, last[journeys.members])
    behind = int(rng.integers(0, draws + 1))
    sittings, bounds = tradeable(zone)
    parts, changed = [], 0
    for count in (behind, draws - behind):
        found = np.empty((count, len(journeys)), np.int64)
        picks = rng.random((count, TRADES * len(sittings), 2))
        kernel = for_work(swaps_kernel, picks.size + found.size)
        changed += int(kernel(journeys.day.copy(), earliest, latest, sittings, bounds, picks, found))
        parts.append(found)
    days, tried = np.concatenate(parts), draws * TRADES * len(sittings)
    moved = float((days[:, sittings] != journeys.day[sittings]).mean()) if tried else float("nan")
    return DateDraws(days, changed / tried if tried else float("nan"), moved)


def swaps_kernel(
    now: Ints, earliest: Ints, latest: Ints, sittings: Ints, bounds: Ints, picks: Floats, found: Ints
) -> int:
    """Swap the days of two sittings of a zone where everybody could have come; keep the days of each row."""
    changed = 0
    for draw in range(len(found)):
        for swap in range(picks.shape[1]):
            one = int(picks[draw, swap, 0] * len(sittings))
            begin, end = bounds[one, 0], bounds[one, 1]
            other = begin + int(picks[draw, swap, 1] * (end - begin - 1))
            other += other >= one
            a, b = sittings[one], sittings[other]
            fits = earliest[a] <= now[b] <= latest[a]
            if fits and earliest[b] <= now[a] <= latest[b]:
                now[a], now[b] = now[b], now[a]
                changed += 1
        for sitting in range(len(now)):
            found[draw, sitting] = now[sitting]
    return changed
