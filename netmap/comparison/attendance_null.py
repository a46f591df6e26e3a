"""The attendance null: who sat together is random; sitting sizes and sittings of each person are kept.

Curveball trades (Strona et al. 2014; Carstens 2015) between two sittings of one zone: of those who were at
one of the two and could have been at both by their own joined and left, as many as before are drawn for
each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.comparison.attendances import Attendances
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

TRADES = 4
"""Between two draws each sitting trades about twice so often."""

NUMBERS = 4_000_000
"""So many random numbers are held at once."""


@dataclass(frozen=True, slots=True, eq=False)
class NullDraws:
    """Ways in which the same seats may be taken: a row a draw; and how well they are mixed.

    `accepted` is the share of trades that changed anything, `moved` the mean share of attendances that are at
    another sitting than on record.
    """

    members: Ints
    accepted: float
    moved: float


def attendance_null(attendances: Attendances, draws: int, rng: np.random.Generator) -> NullDraws:
    """So many draws from the null, the record itself standing at a random place among them.

    Starting there and going both ways makes the record one of the draws where the null holds, however
    slowly they mix (Besag and Clifford 1989), as a trade is as likely as its counterpart.
    """
    behind = int(rng.integers(0, draws + 1))
    parts = [_walk(attendances, count, rng) for count in (behind, draws - behind)]
    members = np.concatenate([each[0] for each in parts])
    tried, changed = (sum(int(each[place]) for each in parts) for place in (1, 2))
    accepted = changed / tried if tried else float("nan")
    return NullDraws(members, accepted, _moved(attendances, members))


def _walk(attendances: Attendances, draws: int, rng: np.random.Generator) -> tuple[Ints, int, int]:
    """One walk away from the record: its draws, trades tried, and trades that changed anything."""
    members = np.empty((draws, len(attendances.members)), np.int64)
    now = attendances.members.copy()
    sittings, bounds = tradeable(attendances.zone)
    if not len(sittings):
        members[:] = now
        return members, 0, 0
    trades = TRADES * len(sittings)
    sizes = np.diff(attendances.offsets)
    wide = 2 * int(sizes.max())
    step = max(1, NUMBERS // (trades * (wide + 2)))
    changed = 0
    for start in range(0, draws, step):
        rows = members[start : start + step]
        picks = rng.random((len(rows), trades, 2))
        numbers = rng.random((len(rows), trades, wide))
        kernel = for_work(trades_kernel, numbers.size)
        changed += int(
            kernel(
                attendances.offsets,
                attendances.day,
                attendances.first,
                attendances.last,
                sittings,
                bounds,
                picks,
                numbers,
                now,
                rows,
            )
        )
    return members, trades * draws, changed


def tradeable(zones: Ints) -> tuple[Ints, Ints]:
    """The sittings of zones that sat more than once, zone by zone, and where each zone begins and ends."""
    known = np.flatnonzero(zones >= 0)
    order = known[np.argsort(zones[known], kind="stable")]
    zone = zones[order]
    begins, ends = np.searchsorted(zone, zone), np.searchsorted(zone, zone, "right")
    several = ends - begins > 1
    left: Ints = np.cumsum(several) - several
    bounds = np.stack([left[begins[several]], left[begins[several]] + (ends - begins)[several]], axis=1)
    return order[several], bounds.astype(np.int64).reshape(-1, 2)


def trades_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    offsets: Ints,
    day: Ints,
    first: Ints,
    last: Ints,
    sittings: Ints,
    bounds: Ints,
    picks: Floats,
    numbers: Floats,
    now: Ints,
    found: Ints,
) -> int:
    """Trade, and keep the seats after each row of trades; returns how many trades changed anything."""
    mark = np.zeros(len(first), np.int64)
    places = np.empty(numbers.shape[2], np.int64)
    changed = 0
    for draw in range(len(found)):
        for trade in range(picks.shape[1]):
            one = int(picks[draw, trade, 0] * len(sittings))
            begin, end = bounds[one, 0], bounds[one, 1]
            other = begin + int(picks[draw, trade, 1] * (end - begin - 1))
            other += other >= one
            a, b = sittings[one], sittings[other]
            for seat in range(offsets[a], offsets[a + 1]):
                mark[now[seat]] += 1
            for seat in range(offsets[b], offsets[b + 1]):
                mark[now[seat]] += 2
            count = 0
            for seat in range(offsets[a], offsets[a + 1]):
                who = now[seat]
                if mark[who] == 1 and first[who] <= day[b] <= last[who]:
                    places[count] = seat
                    count += 1
            border = count
            for seat in range(offsets[b], offsets[b + 1]):
                who = now[seat]
                if mark[who] == 2 and first[who] <= day[a] <= last[who]:
                    places[count] = seat
                    count += 1
            for seat in range(offsets[a], offsets[a + 1]):
                mark[now[seat]] = 0
            for seat in range(offsets[b], offsets[b + 1]):
                mark[now[seat]] = 0
            crossed = False
            for place in range(border):
                mark[now[places[place]]] = 1
            for place in range(count - 1, 0, -1):
                swap = int(numbers[draw, trade, place] * (place + 1))
                here, there = places[place], places[swap]
                now[here], now[there] = now[there], now[here]
            for place in range(count):
                crossed = crossed or (mark[now[places[place]]] == 1) != (place < border)
            for place in range(count):
                mark[now[places[place]]] = 0
            changed += crossed
        for seat in range(len(now)):
            found[draw, seat] = now[seat]
    return changed


def _moved(attendances: Attendances, members: Ints) -> float:
    """The mean share of attendances that are at another sitting than on record."""
    if not members.size:
        return float("nan")
    people = len(attendances.people)
    sitting = np.repeat(np.arange(len(attendances)), np.diff(attendances.offsets)) * people
    seen = sitting + attendances.members
    shares = [1 - np.isin(sitting + row, seen).mean() for row in members[:: max(1, len(members) // 50)]]
    return float(np.mean(shares))
