"""Threes of nodes: the triad census, and how often two contacts of a node are tied to each other."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.network import BACK, ONWARD, Network, tied
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)
"""The sixteen classes of three nodes: how many pairs are mutual, one-way and without a tie; then, where
there are several, D down (from one node), U up (to one node), T transitive, C cyclic or a chain."""


def triad_census(network: Network) -> Ints:
    """How many threes of nodes are of each class, in the order of `TRIADS`.

    Source: Holland and Leinhardt (1970), American Journal of Sociology 76:492-513; Batagelj and Mrvar
    (2001), Social Networks 23:237-243.
    """
    ties, way = tied(network)
    by_code = np.zeros(64, np.int64)
    steps = int(2 * ties.degrees[ties.targets].sum())
    for_work(triads_kernel, steps)(ties.offsets, ties.targets, way, by_code)
    census = class_counts(by_code)
    nodes = len(network)
    census[0] = nodes * (nodes - 1) * (nodes - 2) // 6 - census.sum()
    return census


def class_counts(by_code: Ints) -> Ints:
    """Counts by class, in the order of `TRIADS`, from counts by code v-u + 4 * (v-w) + 16 * (u-w)."""
    return np.bincount(_classes(), by_code, len(TRIADS)).astype(np.int64)


def triangles(ties: Network) -> Ints:
    """How many pairs of each node's contacts are tied to each other, in a network that runs both ways."""
    found = np.zeros(len(ties), np.int64)
    steps = int(ties.degrees[ties.targets].sum())
    for_work(triangles_kernel, 4 * steps)(ties.offsets, ties.targets, found)
    return found


def pairs_of_contacts(ties: Network) -> Ints:
    """How many pairs of contacts each node has."""
    degrees = ties.degrees
    return degrees * (degrees - 1) // 2


def clustering(ties: Network) -> Floats:
    """The share of pairs of each node's contacts that are tied to each other; NaN with fewer than two.

    Source: Watts and Strogatz (1998), Nature 393:440-442.
    """
    pairs = pairs_of_contacts(ties)
    found: Floats = np.full(len(ties), np.nan)
    np.divide(triangles(ties), pairs, out=found, where=pairs > 0)
    return found


def triads_kernel(offsets: Ints, targets: Ints, code: Ints, by_code: Ints) -> None:
    """Count every three nodes with a tie between them once, by how its pairs are tied.

    A three (v, u, w) is counted at its first tie in the order of node numbers.
    """
    nodes = len(offsets) - 1
    to_v = np.zeros(nodes, np.int64)
    to_u = np.zeros(nodes, np.int64)
    for v in range(nodes):
        for place in range(offsets[v], offsets[v + 1]):
            to_v[targets[place]] = code[place]
        for place in range(offsets[v], offsets[v + 1]):
            u, first = targets[place], code[place]
            if u < v:
                continue
            nearby = 0
            for further in range(offsets[u], offsets[u + 1]):
                w = targets[further]
                to_u[w] = code[further]
                if w != v:
                    nearby += 1
                    if w > u or (v < w and to_v[w] == 0):
                        by_code[first + 4 * to_v[w] + 16 * code[further]] += 1
            for further in range(offsets[v], offsets[v + 1]):
                w = targets[further]
                if w != u and to_u[w] == 0:
                    nearby += 1
                    if w > u:
                        by_code[first + 4 * code[further]] += 1
            by_code[first] += nodes - 2 - nearby
            for further in range(offsets[u], offsets[u + 1]):
                to_u[targets[further]] = 0
        for place in range(offsets[v], offsets[v + 1]):
            to_v[targets[place]] = 0


def triangles_kernel(offsets: Ints, targets: Ints, found: Ints) -> None:
    """Count, for every node, the ties among its contacts."""
    nodes = len(offsets) - 1
    near = np.full(nodes, -1, np.int64)
    for node in range(nodes):
        for place in range(offsets[node], offsets[node + 1]):
            near[targets[place]] = node
        for place in range(offsets[node], offsets[node + 1]):
            other = targets[place]
            for further in range(offsets[other], offsets[other + 1]):
                if targets[further] > other and near[targets[further]] == node:
                    found[node] += 1


@cache
def _classes() -> Ints:
    """The class of every code v-u + 4 * (v-w) + 16 * (u-w), as a place in `TRIADS`."""
    return np.array([TRIADS.index(_class(code)) for code in range(64)], np.int64)


def _class(code: int) -> str:
    """The class of three nodes 0, 1, 2 from how 0-1, 0-2 and 1-2 are tied."""
    arrows = set()
    for (one, other), way in zip(
        ((0, 1), (0, 2), (1, 2)), (code % 4, code // 4 % 4, code // 16), strict=True
    ):
        arrows |= {(one, other)} if way & ONWARD else set()
        arrows |= {(other, one)} if way & BACK else set()
    single = {(one, other) for one, other in arrows if (other, one) not in arrows}
    mutual = (len(arrows) - len(single)) // 2
    counts = f"{mutual}{len(single)}{3 - mutual - len(single)}"
    return counts + (_turn(arrows, single) if counts in ("021", "111", "030", "120") else "")


def _turn(arrows: set[tuple[int, int]], single: set[tuple[int, int]]) -> str:
    """The letter of a class of which there are several."""
    sent, met = ([arrow[end] for arrow in single] for end in (0, 1))
    if len(single) == 1:
        return "D" if sum(met[0] in arrow for arrow in arrows) == 3 else "U"
    if len(single) == 3:
        return "T" if len(set(sent)) == 2 else "C"
    return "D" if len(set(sent)) == 1 else "U" if len(set(met)) == 1 else "C"
