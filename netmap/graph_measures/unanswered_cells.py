"""What cells that nobody answered leave open: a path whose ends may be tied or not is not counted."""

from __future__ import annotations

import numpy as np

from netmap.graph_measures.network import Network, both_ways, turned_round
from netmap.graph_measures.triads import class_counts
from netmap.temporal.encounters import Bools, Ints


def open_paths(network: Network, missing: Network) -> tuple[Ints, Ints, Ints]:
    """Every i -> v -> k of which nobody said whether i -> k: three arrays of nodes i, v, k.

    Parameters
    ----------
    network: the arrows.
    missing: the cells that were not answered, none of them an arrow.
    """
    into = turned_round(network)
    found: list[Ints] = []
    for i, k in zip(missing.sources.tolist(), missing.targets.tolist(), strict=True):
        between = np.intersect1d(_arrows_of(network, i), _arrows_of(into, k), assume_unique=True)
        found.append(np.column_stack([np.full(len(between), i), between, np.full(len(between), k)]))
    paths = np.concatenate(found) if found else np.zeros((0, 3), np.int64)
    return paths[:, 0], paths[:, 1], paths[:, 2]


def open_pairs_of_contacts(ties: Network, missing: Network) -> Ints:
    """For every node how many pairs of its contacts nobody said of whether they are tied.

    Parameters
    ----------
    ties: a network that runs both ways.
    missing: the cells that were not answered.
    """
    pairs = both_ways(missing)
    tied = np.isin(pairs.sources * len(ties) + pairs.targets, ties.sources * len(ties) + ties.targets)
    once = (pairs.sources < pairs.targets) & ~tied
    found = np.zeros(len(ties), np.int64)
    for one, other in zip(pairs.sources[once].tolist(), pairs.targets[once].tolist(), strict=True):
        shared = np.intersect1d(_arrows_of(ties, one), _arrows_of(ties, other), assume_unique=True)
        found[shared] += 1
    return found


def open_triads(network: Network, missing: Network) -> Ints:
    """How many threes with a cell that was not answered are in each class, such cells read as no arrow."""
    n = len(network)
    way = np.zeros((n, n), np.int8)
    way[network.sources, network.targets] += 1
    way += 2 * way.T
    pairs = both_ways(missing)
    unknown = np.zeros((n, n), np.bool_)
    unknown[pairs.sources, pairs.targets] = True
    order = np.arange(n)
    by_code = np.zeros(64, np.int64)
    once = pairs.sources < pairs.targets
    for u, w in zip(pairs.sources[once].tolist(), pairs.targets[once].tolist(), strict=True):
        third = (order != u) & (order != w) & ~_counted_before(unknown, u, w)
        by_code += np.bincount(way[u, w] + 4 * way[u, third] + 16 * way[w, third], minlength=64)
    return class_counts(by_code)


def _counted_before(unknown: Bools, u: int, w: int) -> Bools:
    """Which thirds make a three with the pair u < w that has an unknown pair before it."""
    third = np.arange(len(unknown))
    here = u * len(unknown) + w
    found = np.zeros(len(unknown), np.bool_)
    for end in (u, w):
        place = np.minimum(end, third) * len(unknown) + np.maximum(end, third)
        found |= unknown[end] & (place < here)
    return found


def _arrows_of(network: Network, node: int) -> Ints:
    return network.targets[network.offsets[node] : network.offsets[node + 1]]
