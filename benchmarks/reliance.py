"""How fast reliance on every person is found: our kernel beside removing each person and searching again.

Run from the project's folder: python -m benchmarks.reliance [people removed one by one]
One partnership of 1,000 people with 20,000 contacts over 1,000 days: 700 at one level, 50 at the other, who
reaches it, and who no longer does without each of the 1,000. The 700 meet in teams of ten, of which one
person at times meets somebody of the 50. The peer is our own search from a single source, compiled too, made
again for every source and every person removed; it is timed for some of those persons, taken at random, and
scaled up to all of them. Both run in the same process, on strictly later days, and must agree. Then the
whole answers of the library, warm, for a simulated partnership with 40,000 contacts and as many attendances
as three years bring.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import numpy as np

import netmap
from netmap.temporal import compiling
from netmap.temporal.absences import Absences, bits_of, still_reaching
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools
from netmap.temporal.first_arrivals import NEVER, first_arrivals
from netmap.temporal.journeys import Journeys
from tests.big_partnership import partnership

T = TypeVar("T")
PEOPLE, CONTACTS, DAYS = 1_000, 20_000, 1_000
FRONT, TARGETS, TEAM, UPWARD = 700, 50, 10, 0.01
REPEATS = 7
RULES = {
    "strictly later days": Rule(),
    "same day too": Rule(same_day=True),
    "waiting at most 30 days": Rule(max_wait=30),
}
ASKED = {
    "strictly later days": {},
    "same day too": {"same_day": True},
    "waiting at most 30 days": {"max_wait": 30},
}


def main(removed: int = 20) -> None:
    """Time the kernel and its peer, then the library's answers, and print what came of it."""
    journeys, level = world()
    print(f"reliance on everybody: {PEOPLE:,} people, {len(journeys):,} contacts (seconds of the processor)")
    kernel_and_peer(journeys, level, removed)
    other_rules(journeys, level)
    whole_answers()


def world(seed: int = 1) -> tuple[Journeys, np.ndarray]:
    """Mutual contacts within teams, of the first of each team with the upper level, and among all others."""
    rng = np.random.default_rng(seed)
    level = np.where(np.arange(PEOPLE) < FRONT, 0, np.where(np.arange(PEOPLE) < PEOPLE - TARGETS, 1, 2))
    one, step = rng.integers(0, PEOPLE, CONTACTS), rng.random(CONTACTS)
    front, rest = one < FRONT, PEOPLE - FRONT
    mates = one // TEAM * TEAM + (one + 1 + (step * (TEAM - 1)).astype(np.int64)) % TEAM
    others = FRONT + (one - FRONT + 1 + (step * (rest - 1)).astype(np.int64)) % rest
    other = np.where(front, mates, others)
    up = rng.random(CONTACTS) < UPWARD
    one[up] = rng.integers(0, FRONT // TEAM, int(up.sum())) * TEAM
    other[up] = rng.integers(PEOPLE - TARGETS, PEOPLE, int(up.sum()))
    seats, every = np.stack([one, other], axis=1).ravel(), np.ones(2 * CONTACTS, np.bool_)
    days, offsets = np.sort(rng.integers(0, DAYS, CONTACTS)), np.arange(0, 2 * CONTACTS + 1, 2)
    place, no_times = np.arange(CONTACTS), np.full(CONTACTS, -1)
    return Journeys(PEOPLE, days, offsets, seats, every, every, place, no_times), level


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor that some work took, and its answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def repeated(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of the first run, the median of those after it, and the answer."""
    first, answer = timed(work)
    return first, median(timed(work)[0] for _ in range(REPEATS)), answer


def each_gone(journeys: Journeys, level: np.ndarray, rule: Rule) -> Bools:
    """Who still reaches: people x (nobody gone, each person gone)."""
    absences = Absences.of_sets([(), *((who,) for who in range(PEOPLE))])
    starts, goals = level[journeys.members] == 0, level[journeys.members] == 2
    return bits_of(still_reaching(journeys, starts, goals, absences, rule), absences.count)


def kernel_and_peer(journeys: Journeys, level: np.ndarray, removed: int) -> None:
    """Both ways of the same answer."""
    first, kernel, table = repeated(lambda: each_gone(journeys, level, Rule()))
    sources, goals = np.flatnonzero(level == 0), np.flatnonzero(level == 2)
    sample = np.random.default_rng(2).permutation(PEOPLE)[:removed]
    compiling.TINY = -1
    first_arrivals(journeys, 0)
    peer, same = 0.0, True
    for gone in sample.tolist():
        seconds, found = timed(lambda gone=gone: searched_again(journeys, sources, goals, gone))  # type: ignore[misc]
        peer += seconds
        same &= bool((found == table[sources, gone + 1]).all())
    lost = (table[sources, :1] & ~table[sources, 1:]).sum(axis=0) - table[:, 0] * (level == 0)
    whole = peer * PEOPLE / removed
    print(
        f"  who reach / people whose loss costs others  {table[sources, 0].sum():>5,} / {(lost > 0).sum():,}"
    )
    print(f"  kernel, first run with compiling    {first:>12.3f} s")
    print(f"  kernel, median of {REPEATS} runs            {kernel:>12.5f} s")
    print(f"  remove and search again, {removed} of {PEOPLE:,}  {peer:>9.3f} s")
    print(f"  the same, scaled up to everybody    {whole:>12.1f} s")
    print(f"  ratio                               {whole / kernel:>12,.0f} times")
    print(f"  same answers                        {same!s:>12}")


def searched_again(journeys: Journeys, sources: np.ndarray, goals: np.ndarray, gone: int) -> Bools:
    """Who still reaches once somebody is taken out of every encounter, one source after the other."""
    left = journeys.where(journeys.members != gone)
    found = np.zeros(len(sources), np.bool_)
    for place, source in enumerate(sources.tolist()):
        if source != gone:
            arrival = first_arrivals(left, source)
            found[place] = (arrival[goals] != NEVER).any()
    return found


def other_rules(journeys: Journeys, level: np.ndarray) -> None:
    """The kernel alone, under each rule."""
    for name, rule in RULES.items():
        _, seconds, _ = repeated(lambda rule=rule: each_gone(journeys, level, rule))  # type: ignore[misc]
        print(f"  kernel, {name:<28}{seconds:>12.5f} s")


def whole_answers() -> None:
    """What the library takes for the whole table, warm."""
    study = netmap.from_tables(**partnership(PEOPLE, 60, 1_500, 2 * CONTACTS))
    print(
        f"whole answers, warm: {len(study.practitioners):,} people, {len(study.contacts):,} contacts, "
        f"{len(study.meetings):,} meetings"
    )
    for ask in (netmap.champions, netmap.class_reliance, netmap.covering_set):
        for name, rule in ASKED.items():
            _, seconds, _ = repeated(
                lambda ask=ask, rule=rule: ask(study, "operational", "strategic", **rule)
            )  # type: ignore[misc]
            print(f"  {ask.__name__ + ', ' + name:<42}{seconds:>8.3f} s")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
