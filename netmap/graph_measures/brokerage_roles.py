"""Brokerage roles after Gould and Fernandez: counted, and expected by chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.network import Network
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
"""The roles, in the order of every table's columns; the total comes after them."""

COORDINATOR, ITINERANT, REPRESENTATIVE, GATEKEEPER, LIAISON = range(5)


def role_of(i: Ints, v: Ints, k: Ints) -> Ints:
    """The role of a node of group v between two of groups i and k, for arrays of them."""
    mine, theirs, around = i == v, v == k, i == k
    found: Ints = np.select(
        [mine & theirs, mine, theirs, around],
        [COORDINATOR, REPRESENTATIVE, GATEKEEPER, ITINERANT],
        LIAISON,
    ).astype(np.int64)
    return found


def role_totals(nodes: int, node: Ints, role: Ints) -> Ints:
    """How often each node has each role: an array of nodes x (five roles, total)."""
    counts = np.bincount(node * len(ROLES) + role, minlength=nodes * len(ROLES)).reshape(nodes, len(ROLES))
    return np.column_stack([counts, counts.sum(axis=1)]).astype(np.int64)


class Moments(NamedTuple):
    """What chance would give: means and variances of each role and, in the last column, of the total."""

    mean: Floats
    variance: Floats


def role_counts(network: Network, group: Ints) -> Ints:
    """How often each node stands between two others, by role: an array of nodes x (five roles, total).

    Node v stands between i and k where i -> v -> k and not i -> k, all three different. With the groups
    of i, v and k: all one group, coordinator; i and k one group and v another, itinerant; i and v,
    representative; v and k, gatekeeper; all three different, liaison. Where ties run both ways
    (i, k) and (k, i) both count.

    Parameters
    ----------
    network: the arrows.
    group: a number for every node; two nodes are of one group where it is the same.
    """
    counts = np.zeros((len(network), len(ROLES)), np.int64)
    steps = int(network.degrees[network.targets].sum())
    for_work(roles_kernel, steps)(network.offsets, network.targets, group.astype(np.int64), counts)
    return np.column_stack([counts, counts.sum(axis=1)])


def roles_kernel(offsets: Ints, targets: Ints, group: Ints, counts: Ints) -> None:
    """Add to `counts` every i -> v -> k without i -> k."""
    seen_by = np.full(len(offsets) - 1, -1, np.int64)
    for i in range(len(offsets) - 1):
        seen_by[i] = i
        for place in range(offsets[i], offsets[i + 1]):
            seen_by[targets[place]] = i
        for place in range(offsets[i], offsets[i + 1]):
            v = targets[place]
            for further in range(offsets[v], offsets[v + 1]):
                k = targets[further]
                if seen_by[k] == i:
                    continue
                if group[i] == group[v]:
                    role = COORDINATOR if group[v] == group[k] else REPRESENTATIVE
                elif group[v] == group[k]:
                    role = GATEKEEPER
                else:
                    role = ITINERANT if group[i] == group[k] else LIAISON
                counts[v, role] += 1


def role_moments(density: float, group: Ints) -> Moments:
    """Means and variances of `role_counts` of each node, were every arrow there by chance alone.

    Under the model each arrow exists with probability `density`, independently; the groups are given.
    A path i -> v -> k without i -> k then has the chance d²(1 - d). Two such paths through one v that share
    their first or their second arrow, and nothing else, have the covariance d³(1 - d)³; all others none.

    Returns arrays of nodes x (five roles, total). All NaN where the density is.

    Source: Gould and Fernandez (1989), Sociological Methodology 19:89-126.
    """
    size = np.bincount(group, minlength=1).astype(np.float64)
    pairs, sharing = np.array([_ways(size, own) for own in range(len(size))]).transpose(1, 0, 2)
    chance = density**2 * (1 - density)
    shared = density**3 * (1 - density) ** 3
    mean = pairs * chance
    return Moments(mean[group], (mean * (1 - chance) + sharing * shared)[group])


def _ways(size: Floats, own: int) -> tuple[list[float], list[float]]:
    """For a broker of one group: ordered pairs (i, k) for each role, and how often two share an end."""
    n, mine = size.sum(), size[own] - 1
    others = np.delete(size, own)
    rest = n - size[own]
    beyond = rest - others
    pairs = [
        mine * (mine - 1),
        (others * (others - 1)).sum(),
        mine * rest,
        mine * rest,
        (others * beyond).sum(),
        (n - 1) * (n - 2),
    ]
    across = mine * rest * (rest - 1) + rest * mine * (mine - 1)
    sharing = [
        2 * mine * (mine - 1) * (mine - 2),
        2 * (others * (others - 1) * (others - 2)).sum(),
        across,
        across,
        2 * (others * beyond * (beyond - 1)).sum(),
        2 * (n - 1) * (n - 2) * (n - 3),
    ]
    return pairs, sharing


def network_role_moments(density: float, group: Ints) -> Moments:
    """Means and variances of the sums of `role_counts` over all nodes, under the same chance.

    Two paths i -> v -> k without i -> k have the covariance d³(1 - d)³ where they share an arrow,
    d⁵(1 - d) where they lack the same one and -d⁴(1 - d)² where one lacks what the other has. The last is
    counted as in the source: for representatives and gatekeepers not at all, for coordinators and the total
    with 4(n - 3) paths for each instead of 4n - 10.

    Returns two arrays of (five roles, total). All NaN where the density is.

    Source: Gould and Fernandez (1989), Sociological Methodology 19:89-126.
    """
    size = np.bincount(group, minlength=1).astype(np.float64)
    paths, present, absent, mixed = np.array(_overlaps(size)).T
    chance = density**2 * (1 - density)
    mean = paths * chance
    shared = present * density**3 * (1 - density) ** 3
    lacked = absent * density**5 * (1 - density)
    opposed = mixed * density**4 * (1 - density) ** 2
    return Moments(mean, mean * (1 - chance) + shared + lacked - opposed)


def _overlaps(size: Floats) -> list[tuple[float, float, float, float]]:
    """For each role and the total: paths; pairs of them that share an arrow, lack the same, and oppose."""
    n = size.sum()
    own = _of_three(size)
    whole = _of_three(np.array([n]))
    two = size * (size - 1)
    rest = n - size
    pairs = (two * rest).sum()
    beside = rest - size[:, None]
    np.fill_diagonal(beside, 0)
    threes = (size[:, None] * size * beside).sum()
    fours = (size[:, None] * size * beside**2).sum()
    there_and_back = 2 * (two * (size - 2) * rest).sum() + 2 * (two.sum() ** 2 - (two**2).sum())
    one_end = (two * rest * (n - 3)).sum()
    aside = (two * rest * (size - 2)).sum()
    return [
        own,
        (pairs, there_and_back, (two * rest * (rest - 1)).sum(), 0.0),
        (pairs, one_end, aside, 0.0),
        (pairs, one_end, aside, 0.0),
        (threes, 4 * fours - 2 * threes, fours - threes, 4 * fours - 2 * threes),
        whole,
    ]


def _of_three(size: Floats) -> tuple[float, float, float, float]:
    """The same for paths within groups of some sizes."""
    three = size * (size - 1) * (size - 2)
    away = (three * (size - 3)).sum()
    return three.sum(), (three * (4 * size - 10)).sum(), away, 4 * away


def standardised(counts: Ints | Floats, moments: Moments) -> Floats:
    """How many standard deviations the counts lie from what chance would give; NaN where there is none."""
    spread = np.sqrt(moments.variance)
    apart: Floats = np.full(np.shape(counts), np.nan)
    np.divide(counts - moments.mean, spread, out=apart, where=spread > 0)
    return apart
