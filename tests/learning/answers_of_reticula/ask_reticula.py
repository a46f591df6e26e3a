"""Ask reticula how likely people of `riverside` reach another level, and write down its answers.

Run from the project's folder where reticula can be imported (it is no part of the project):
python tests/learning/answers_of_reticula/ask_reticula.py
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import netmap
from netmap.learning.upwards import may_depart
from netmap.learning.window import Window, window_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy

RIVERSIDE = Path(__file__).parents[3] / "datasets" / "riverside"
ANSWERS = Path(__file__).with_name("riverside_chances.csv")
START, END = "2023-03-01", "2023-08-31"
UP, DOWN = ("operational", "authority"), ("strategic", "operational")
CASES = [(*UP, 1.0, None), (*UP, 0.2, None), (*UP, 0.1, None), (*UP, 0.05, None), (*UP, 0.3, 14)]
CASES += [(*DOWN, 0.05, None), (*DOWN, 0.1, 7)]
WORLDS, SEED = 1000, 20260101


class Passages:
    """Every ordered pair of every encounter as one event of reticula, whose largest head marks the event.

    The mark makes two passages of a day between the same people two events. `starts` says whose path an event
    may begin, and `arrives` with whom a path may end by it.
    """

    def __init__(self, window: Window, from_level: str, to_level: str) -> None:
        import reticula

        self.event = reticula.directed_temporal_hyperedge[reticula.int64, reticula.int64]
        kind = reticula.directed_temporal_hypernetwork[reticula.int64, reticula.int64]
        departs, up = may_depart(window, from_level, to_level), window.at_level(to_level)
        self.sources = np.flatnonzero(departs.any(axis=1)).tolist()
        marked = list(enumerate(passages(window), start=window.journeys.actors))
        self.starts = {mark: one for mark, (day, one, _) in marked if departs[one, day - window.start]}
        self.arrives = {mark: to for mark, (day, _, to) in marked if up[to, day - window.start]}
        self.whole = kind([self.event([one], [to, mark], day) for mark, (day, one, to) in marked])

    def reaching(self, world: Any, adjacency: Any) -> set[int]:
        """From whom an event leads, in a world, to one that ends with somebody else at the level."""
        import reticula

        found: set[int] = set()
        for event in world.edges():
            source = self.starts.get(max(event.heads()))
            if source is not None and source not in found:
                led_to = reticula.out_cluster(world, adjacency, event).interval_sets()
                if any(self.arrives.get(vertex, source) != source for vertex in led_to):
                    found.add(source)
        return found


def passages(window: Window) -> Iterator[tuple[int, int, int]]:
    """Day, giver and taker."""
    journeys = window.journeys
    for encounter in range(len(journeys)):
        seats = range(journeys.offsets[encounter], journeys.offsets[encounter + 1])
        for giver in seats:
            for taker in seats:
                if giver != taker and journeys.gives[giver] and journeys.takes[taker]:
                    ends = (int(journeys.members[giver]), int(journeys.members[taker]))
                    yield int(journeys.day[encounter]), *ends


def main() -> None:
    """Play every case, and write how often each person reaches."""
    import reticula

    study = netmap.read_study(RIVERSIDE)
    window = window_of(study, START, END, TiePolicy())
    assert window is not None
    names, chance = actors_of(study).ids, reticula.mersenne_twister(SEED)
    with ANSWERS.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(
            ["from_level", "to_level", "probability", "max_wait", "practitioner", "worlds", "reached"]
        )
        for from_level, to_level, probability, wait in CASES:
            asked = Passages(window, from_level, to_level)
            kinds = reticula.temporal_adjacency
            simple = kinds.simple[asked.event]()
            adjacency = simple if wait is None else kinds.limited_waiting_time[asked.event](wait)
            counts = Counter[int]()
            worlds = 1 if probability == 1 else WORLDS
            for _ in range(worlds):
                world = reticula.uniformly_occupy_edges(asked.whole, probability, chance)
                counts.update(asked.reaching(world, adjacency))
            case = (from_level, to_level, probability, "" if wait is None else wait)
            out.writerows((*case, names[each], worlds, counts[each]) for each in asked.sources)


if __name__ == "__main__":
    main()
