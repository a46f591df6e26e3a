"""How fast reach under chance is found: one pass for 512 worlds beside a search of each world.

Run from the project's folder: python -m benchmarks.chance [worlds of the peers]
Two partnerships of mutual contacts: 1,000 people with 20,000 over 1,000 days, and 10,000 with 1,000,000 over
3,650. Seven in ten are at one level, one in twenty at the other; asked is, for each of the first, the share
of 512 worlds in which they reach the second if one encounter in five passes something on. The peers answer
one world at a time, their coins drawn beforehand by numpy and not counted: a loop in Python over the
contacts, backwards from the other level; the same loop compiled; and a compiled simulator that follows one
source at a time forward, as simulators of spreading do. They are timed for a few worlds, or
sources, and scaled up. Then reliance on each of 1,000 people over a year of 14,000 contacts and 90 sittings
of 15, beside our own kernel asked again with one person after the other removed; and what is lost without
each of the fifteen zones that sat, both beside the pass that follows every variant whole.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any, TypeVar

import numpy as np

from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.chance import Coins, Variants, counts_by_world, days_by_chance, reached_by_chance
from netmap.temporal.chance_losses import counts_without
from netmap.temporal.compiling import compiled
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.self_excluding_targets import goals_of

T = TypeVar("T")
SIZES = {"S": (1_000, 20_000, 1_000), "M": (10_000, 1_000_000, 3_650)}
WORLDS, YARDSTICK, REPEATS, ZONES = 512, 0.2, 5, 15


def main(peers: int = 3) -> None:
    """Time every way of the same answer, and print what came of it."""
    for name, (people, contacts, days) in SIZES.items():
        journeys = contact_world(people, contacts, days)
        print(f"{name}: {people:,} people, {contacts:,} contacts, {WORLDS} worlds (seconds of the processor)")
        shares(journeys, peers)
    year = a_year()
    print(f"a year: {year.actors:,} people, {len(year):,} encounters, {passages(year):,} ordered passages")
    reliance(year, peers)
    losses(year)


def contact_world(people: int, contacts: int, days: int, seed: int = 1) -> Journeys:
    """Mutual contacts of random pairs on random days."""
    rng = np.random.default_rng(seed)
    one = rng.integers(0, people, contacts)
    other = (one + 1 + rng.integers(0, people - 1, contacts)) % people
    day = np.sort(rng.integers(0, days, contacts))
    return laid_out(people, day, [np.stack([one, other], axis=1)])


def a_year(people: int = 1_000, seed: int = 3) -> Journeys:
    """A year of contacts of two and sittings of fifteen."""
    rng = np.random.default_rng(seed)
    pairs = [rng.choice(people, 2, replace=False) for _ in range(14_000)]
    sittings = [rng.choice(people, 15, replace=False) for _ in range(90)]
    met = [*pairs, *sittings]
    order = np.argsort(days := rng.integers(0, 365, len(met)), kind="stable")
    return laid_out(people, days[order], [met[place][None] for place in order])


def laid_out(people: int, day: Ints, met: list[Any]) -> Journeys:
    sizes = np.concatenate([np.full(len(each), each.shape[1]) for each in met])
    members = np.concatenate([each.ravel() for each in met]).astype(np.int64)
    offsets, every = np.concatenate([[0], np.cumsum(sizes)]), np.ones(len(members), np.bool_)
    place = np.arange(len(day))
    return Journeys(people, day, offsets, members, every, every, place, np.full(len(day), -1))


def passages(journeys: Journeys) -> int:
    """How many coins a world has."""
    sizes = np.diff(journeys.offsets)
    return int((sizes * (sizes - 1)).sum())


def levels(journeys: Journeys) -> tuple[Bools, Bools]:
    """Who may depart, and who is the goal."""
    who = np.arange(journeys.actors) / journeys.actors
    return who < 0.7, who >= 0.95


def coins_for(journeys: Journeys) -> Coins:
    rng = np.random.default_rng(5)
    keys = (rng.integers(0, 2**63, count).astype(np.uint64) for count in (len(journeys), journeys.actors))
    return Coins(YARDSTICK, WORLDS, 0, *keys)


def asked(journeys: Journeys) -> tuple[Any, ...]:
    source, goal = levels(journeys)
    group = np.where(goal[journeys.members], 0, -1)
    goals = goals_of(journeys.members, group, 1, np.zeros(len(group), np.bool_))
    return coins_for(journeys), source[journeys.members][None], goals, Rule()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def repeated(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of the first run, the median of those after it, and the answer."""
    first, answer = timed(work)
    return first, median(timed(work)[0] for _ in range(REPEATS)), answer


def shares(journeys: Journeys, peers: int) -> None:
    """The mean chance of the sources, every way."""
    source, goal = levels(journeys)
    coins, starts, goals, rule = asked(journeys)

    def kernel() -> float:
        found = next(reached_by_chance(journeys, coins, starts, goals, rule)).words[0, source, :, 0]
        return float(counts_by_world(found, WORLDS).mean() / source.sum())

    def with_days() -> int:
        return len(list(days_by_chance(journeys, coins, starts[0], goals, rule)))

    first, ours, share = repeated(kernel)
    print(f"  kernel, first run with compiling  {first:>14.3f}")
    print(f"  kernel, shares                    {ours:>14.5f}   mean chance {share:.4f}")
    print(f"  kernel, days of arrival too       {median(timed(with_days)[0] for _ in range(3)):>14.5f}")
    pairs = journeys.members.reshape(-1, 2)
    rng = np.random.default_rng(6)
    plain = [timed(lambda: one_world(journeys.day, pairs, toss(rng, pairs), goal))[0] for _ in range(1)]
    print_peer("Python loop over worlds", median(plain) * WORLDS, ours)
    quick = compiled(one_world)
    quick(journeys.day, pairs, toss(rng, pairs), goal)
    runs = [timed(lambda: quick(journeys.day, pairs, toss(rng, pairs), goal)) for _ in range(peers)]
    print_peer("compiled loop over worlds", median(run[0] for run in runs) * WORLDS, ours)
    told = np.mean([run[1][source].mean() for run in runs])
    print(f"    its mean chance over {peers} worlds       {told:.4f}")
    some = np.flatnonzero(source)[:: max(source.sum() // 20, 1)]
    follow = compiled(simulated)
    follow(journeys.day, pairs, toss(rng, pairs), goal, 0)
    tossed = toss(rng, pairs)
    seconds, _ = timed(lambda: [follow(journeys.day, pairs, tossed, goal, int(each)) for each in some])
    print_peer("compiled simulator, source by source", seconds / len(some) * source.sum() * WORLDS, ours)


def print_peer(name: str, seconds: float, ours: float) -> None:
    print(f"  {name:<37}{seconds:>11.1f}   {seconds / ours:>12,.0f} times")


def toss(rng: np.random.Generator, pairs: Ints) -> Bools:
    """Whether each contact passes, one way and the other."""
    return rng.random(pairs.shape) < YARDSTICK


def one_world(day: Ints, pairs: Ints, passes: Bools, goal: Bools) -> Bools:
    """Who reaches the goal in one world: from the last day to the first, those who have been told before."""
    reaching = np.zeros(len(goal), np.bool_)
    end = len(day)
    while end > 0:
        begin = end - 1
        while begin > 0 and day[begin - 1] == day[end - 1]:
            begin -= 1
        newly = np.zeros((end - begin, 2), np.bool_)
        for place in range(begin, end):
            for way in range(2):
                to = pairs[place, 1 - way]
                newly[place - begin, way] = passes[place, way] and (goal[to] or reaching[to])
        for place in range(begin, end):
            for way in range(2):
                if newly[place - begin, way]:
                    reaching[pairs[place, way]] = True
        end = begin
    return reaching


def simulated(day: Ints, pairs: Ints, passes: Bools, goal: Bools, source: int) -> bool:
    """Whether one source reaches the goal in one world, followed forward until it does."""
    told = np.full(len(goal), np.iinfo(np.int64).max)
    told[source] = -1
    for place in range(len(day)):
        for way in range(2):
            to = pairs[place, 1 - way]
            if passes[place, way] and told[pairs[place, way]] < day[place]:
                if goal[to]:
                    return True
                told[to] = min(told[to], day[place])
    return False


def reliance(journeys: Journeys, peers: int) -> None:
    """What is left of the mean chance without each person."""
    source, _ = levels(journeys)
    coins, starts, goals, rule = asked(journeys)
    gone = np.eye(journeys.actors, dtype=np.bool_)

    variants, asked_about = Variants.without_people(journeys, gone), [(0, source[:, None])]

    def everybody() -> Ints:
        counts: Ints = counts_without(journeys, coins, starts, goals, rule, variants, asked_about)[0]
        return counts

    def one(person: int) -> Ints:
        left = journeys.where(journeys.members != person)
        here = asked(left)
        again = coins.within(left.source)
        found = next(reached_by_chance(left, again, *here[1:]))
        return counts_by_world(found.words[0, source, :, 0], WORLDS)

    _, ours, table = repeated(everybody)
    one(0)
    people = range(0, journeys.actors, journeys.actors // (10 * peers))
    runs = [timed(lambda person=person: one(person)) for person in people]  # type: ignore[misc]
    same = all((table[person] == run[1][0]).all() for person, run in zip(people, runs, strict=True))
    print(f"  reliance on everybody             {ours:>14.5f}")
    _, whole, again = repeated(lambda: every_variant_whole(journeys, variants))
    print_peer("every variant followed whole", whole, ours)
    same = same and bool((again == table).all())
    print_peer("remove and ask again", median(run[0] for run in runs) * journeys.actors, ours)
    print(f"  same answers                      {same!s:>14}")


def losses(journeys: Journeys) -> None:
    """What is left of the mean chance without each zone: six sittings each."""
    source, _ = levels(journeys)
    coins, starts, goals, rule = asked(journeys)
    sat = np.diff(journeys.offsets) > 2
    mark = np.where(sat, (np.cumsum(sat) - 1) % ZONES, -1)
    variants = Variants.without_marks(journeys, mark, np.arange(-1, ZONES))
    asked_about = [(0, source[:, None])]

    def every_zone() -> Ints:
        counts: Ints = counts_without(journeys, coins, starts, goals, rule, variants, asked_about)[0]
        return counts

    _, ours, found = repeated(every_zone)
    _, whole, again = repeated(lambda: every_variant_whole(journeys, variants))
    print(f"  losses of all {ZONES} zones           {ours:>14.5f}")
    print_peer("every variant followed whole", whole, ours)
    print(f"  same answers                      {bool((found == again).all())!s:>14}")


def every_variant_whole(journeys: Journeys, variants: Variants) -> Ints:
    """The same counts from what arrives of everybody in every variant."""
    source, _ = levels(journeys)
    coins, starts, goals, rule = asked(journeys)
    found = reached_by_chance(journeys, coins, starts, goals, rule, variants)
    return np.concatenate([counts_by_world(each.words[0, source, :, 0], WORLDS) for each in found])


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
