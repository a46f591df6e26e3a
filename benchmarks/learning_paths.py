"""How fast learning paths are found: our kernels beside plain Python on the same contacts.

Run from the project's folder: python -m benchmarks.learning_paths [share of the full sizes]
Who reaches whom, all pairs, among 1,000 people with 20,000 contacts over 1,000 days: beside rustworkx on the
time-expanded graph, which has a node for each person and each day on which they meet anybody, and edges to
the person's next node and from each contact to the next node of the other. The same among 10,000 people with
1,000,000 contacts: beside Python's whole numbers as sets of bits. Earliest arrival from one person, among
100,000 people with 10,000,000 contacts: beside a loop over a dictionary. These over 3,650 days, in 149
partnerships, three contacts in a hundred between two of them. Both of each pair run in the same process, on
strictly later days, and must agree. Compiling is done before and told apart, and so is laying the contacts
out, for our kernels and for the peers. The kernels for meetings too are timed beside those for contacts
alone. All kernels stop as soon as nobody more can be reached; the peers stop when the contacts do, and once
more when everybody is reached.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import numpy as np
import rustworkx

from netmap.temporal.contacts import Contacts, arrivals_by_contact, contacts_of, rows_by_contact
from netmap.temporal.encounters import Bools
from netmap.temporal.first_arrivals import NEVER, first_arrivals
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import reach_rows

T = TypeVar("T")
DAYS, SITES, CROSSING = 3_650, 149, 0.03
REPEATS, SOURCES = 7, 5


def main(share: float = 1.0) -> None:
    """Time every question and print what came of them."""
    expanded(contacts(1_000, 20_000, days=1_000, sites=1))
    all_pairs(contacts(int(10_000 * share), int(1_000_000 * share)))
    one_source(contacts(int(100_000 * share), int(10_000_000 * share)))


def contacts(people: int, count: int, seed: int = 1, days: int = DAYS, sites: int = SITES) -> Journeys:
    """Mutual contacts of people of one partnership, a few of two."""
    rng = np.random.default_rng(seed)
    site = np.sort(rng.integers(0, sites, people))
    starts = np.searchsorted(site, np.arange(sites + 1))
    one = rng.integers(0, people, count)
    mates = np.diff(starts)[site[one]]
    other = starts[site[one]] + (rng.random(count) * mates).astype(np.int64)
    crossing = rng.random(count) < CROSSING
    other[crossing] = rng.integers(0, people, int(crossing.sum()))
    other = np.where(one == other, (one + 1) % people, other)
    every = np.ones(2 * count, np.bool_)
    return Journeys(
        people,
        np.sort(rng.integers(0, days, count)),
        np.arange(0, 2 * count + 1, 2),
        np.stack([one, other], axis=1).ravel(),
        *(every, every, np.arange(count), np.full(count, -1)),
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor that some work took, and its answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def repeated(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of the first run, the median of those after it, and the answer."""
    first, answer = timed(work)
    return first, median(timed(work)[0] for _ in range(REPEATS)), answer


def all_pairs(journeys: Journeys) -> None:
    """Who reaches whom, for all pairs."""
    print(
        f"who reaches whom: {journeys.actors:,} people, {len(journeys):,} contacts (seconds of the processor)"
    )
    laid = laid_out(journeys)
    _, general, _ = repeated(lambda: reach_rows(journeys))
    first, kernel, blocks = repeated(lambda: rows_by_contact(laid))
    rows = blocks.transpose(1, 0, 2)
    by_day = days_of(journeys)
    whole, sets = timed(lambda: bit_sets(journeys.actors, by_day))
    early, _ = timed(lambda: bit_sets(journeys.actors, by_day, stop=True))
    same = all(int.from_bytes(rows[who].tobytes(), "little") == found for who, found in enumerate(sets))
    print_rows(first, kernel, general, "Python bit sets", whole, early)
    print(f"  same answers                        {same!s:>12}")


def expanded(journeys: Journeys) -> None:
    """Who reaches whom, for all pairs, beside a search of the time-expanded graph."""
    print(
        f"who reaches whom: {journeys.actors:,} people, {len(journeys):,} contacts (seconds of the processor)"
    )
    laid = laid_out(journeys)
    first, kernel, blocks = repeated(lambda: rows_by_contact(laid))
    graph, begins, ends = time_expanded(journeys)
    whole, found = timed(lambda: searched(graph, begins, ends))
    rows = blocks.transpose(1, 0, 2)
    bits = np.unpackbits(
        np.ascontiguousarray(rows).view(np.uint8).reshape(len(rows), -1), axis=1, bitorder="little"
    )
    same = bool((bits[:, : len(rows)].T.astype(np.bool_) == found).all())
    print(f"  kernel, first run with compiling    {first:>12.3f} s")
    print(f"  kernel, median of {REPEATS} runs            {kernel:>12.5f} s")
    print(f"  rustworkx, time-expanded graph      {whole:>12.3f} s")
    print(f"  ratio                               {whole / kernel:>12,.0f} times")
    print(f"  same answers                        {same!s:>12}")


def time_expanded(journeys: Journeys) -> tuple[rustworkx.PyDiGraph, list[int], list[int]]:
    """The graph, and for each person the first of their nodes and the last, which stands for the end."""
    pairs, day = journeys.members.reshape(-1, 2), np.repeat(journeys.day, 2)
    span = int(journeys.day.max()) + 2
    everybody = np.arange(journeys.actors)
    nodes = np.unique(np.concatenate([journeys.members * span + day, everybody * span + span - 1]))
    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(nodes.tolist())
    here = np.searchsorted(nodes, journeys.members * span + day).reshape(pairs.shape)
    ends = np.searchsorted(nodes, everybody * span + span - 1)
    waiting = np.setdiff1d(np.arange(len(nodes)), ends)
    edges = np.concatenate(
        [
            np.stack([waiting, waiting + 1], axis=1),
            np.stack([here[:, 0], here[:, 1] + 1], axis=1),
            np.stack([here[:, 1], here[:, 0] + 1], axis=1),
        ]
    )
    graph.add_edges_from_no_data([(int(one), int(other)) for one, other in edges])
    return graph, np.searchsorted(nodes, everybody * span).tolist(), ends.tolist()


def searched(graph: rustworkx.PyDiGraph, begins: list[int], ends: list[int]) -> Bools:
    """Who is reached from each person: one search after the other."""
    found = np.zeros((len(begins), len(ends)), np.bool_)
    for source, begin in enumerate(begins):
        reached = np.zeros(len(graph), np.bool_)
        reached[list(rustworkx.descendants(graph, begin) | {begin})] = True
        found[source] = reached[ends]
    return found


def one_source(journeys: Journeys) -> None:
    """The earliest arrival from each of a few people at everybody."""
    print(
        f"earliest arrival: {journeys.actors:,} people, {len(journeys):,} contacts (seconds of the processor)"
    )
    laid = laid_out(journeys)
    _, general, _ = repeated(lambda: first_arrivals(journeys, 0))
    first, kernel, arrival = repeated(lambda: arrivals_by_contact(laid, 0))
    by_day = days_of(journeys)
    whole, found = timed(lambda: dictionary_loop(0, by_day))
    early, _ = timed(lambda: dictionary_loop(0, by_day, everybody=journeys.actors))
    same = all(arrival[who] == day for who, day in found.items() if who)
    same &= int((arrival != NEVER).sum()) == len(found)
    print_rows(first, kernel, general, "Python dictionary loop", whole, early)
    print(f"  same answers                        {same!s:>12}")


def laid_out(journeys: Journeys) -> Contacts:
    """The contacts as our kernels read them, and how long that takes."""
    contacts_of(contacts(100, 1000))
    seconds, laid = timed(lambda: contacts_of(journeys))
    assert laid is not None
    print(f"  laying out, once                    {seconds:>12.3f} s")
    return laid


def print_rows(first: float, kernel: float, general: float, peer: str, whole: float, early: float) -> None:
    """Seconds and ratios of one question."""
    print(f"  kernel, first run with compiling    {first:>12.3f} s")
    print(f"  kernel for meetings too             {general:>12.5f} s")
    print(f"  kernel, median of {REPEATS} runs            {kernel:>12.5f} s")
    print(f"  {peer:<36}{whole:>12.3f} s")
    print(f"  ratio                               {whole / kernel:>12,.0f} times")
    print(f"  {peer + ', stopping early':<36}{early:>12.3f} s")
    print(f"  ratio                               {early / kernel:>12,.0f} times")


def days_of(journeys: Journeys) -> list[tuple[int, list[tuple[int, int]]]]:
    """The pairs who meet on each day, as plain Python."""
    pairs = journeys.members.reshape(-1, 2).tolist()
    days, begins = np.unique(journeys.day, return_index=True)
    ends = [*begins[1:].tolist(), len(pairs)]
    return [
        (int(day), [(one, other) for one, other in pairs[begin:end]])
        for day, begin, end in zip(days, begins, ends, strict=True)
    ]


def bit_sets(
    people: int, by_day: list[tuple[int, list[tuple[int, int]]]], *, stop: bool = False
) -> list[int]:
    """Whom each person is reached by, as the bits of one whole number."""
    sets = [1 << who for who in range(people)]
    everybody = (1 << people) - 1
    for _, pairs in by_day:
        new: dict[int, int] = {}
        for one, other in pairs:
            both = sets[one] | sets[other]
            new[one] = new.get(one, 0) | both
            new[other] = new.get(other, 0) | both
        for who, found in new.items():
            sets[who] = found
        if stop and all(found == everybody for found in sets):
            break
    return sets


def dictionary_loop(
    source: int, by_day: list[tuple[int, list[tuple[int, int]]]], everybody: int = 0
) -> dict[int, int]:
    """The day on which each person was first reached."""
    reached = {source: -1}
    for day, pairs in by_day:
        for one, other in pairs:
            if one in reached:
                if other not in reached and reached[one] < day:
                    reached[other] = day
            elif other in reached and reached[other] < day:
                reached[one] = day
        if len(reached) == everybody:
            break
    return reached


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:]))
