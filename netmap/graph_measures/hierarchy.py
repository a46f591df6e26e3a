"""Krackhardt's four marks of an outtree: connected, ranked, without spare ties, under one superior."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.components import strong_components
from netmap.graph_measures.distances import distances
from netmap.graph_measures.network import Network, both_ways, network_of
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Words = npt.NDArray[np.uint64]


class Hierarchy(NamedTuple):
    """How near a network comes to an outtree, in each respect up to 1; NaN where nothing could break it."""

    connectedness: float
    hierarchy: float
    efficiency: float
    lubness: float
    lubness_least: float


def hierarchy(network: Network) -> Hierarchy:
    """Krackhardt's four indices; arrows lead from the superior.

    connectedness: the share of pairs that are joined at all, directions left aside.
    hierarchy: the share, of the pairs of which one reaches the other, in which only one does.
    efficiency: 1 less the arrows above those that just hold the components together, as a share of the most.
    lubness: 1 less the pairs in one component who have no superior in common whom all their other common
    superiors are subject to, as a share of the most there could be. Whoever reaches both is a superior
    in common, and so is one of the two who reaches the other. R's sna computes it so. Its documentation and
    Krackhardt ask for a least superior in common, subject to all the others: that is lubness_least. Both
    are 1 in an outtree.

    Source: Krackhardt (1994), in Carley and Prietula (eds), Computational Organization Theory, 89-111.
    """
    strong = strong_components(network)
    weak = strong_components(both_ways(network))
    size = np.bincount(weak)
    nodes = len(network)
    spare, most_spare = network.arrows - (size - 1).sum(), ((size - 1) ** 2).sum()
    pairs = ((size - 1) * (size - 2)).sum() / 2
    topmost, least = _without_bound(network, strong, weak)
    return Hierarchy(
        _share((size * (size - 1)).sum(), nodes * (nodes - 1)),
        _in_one_direction(network, strong),
        1 - _share(spare, most_spare),
        1 - _share(topmost, pairs),
        1 - _share(least, pairs),
    )


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _in_one_direction(network: Network, strong: Ints) -> float:
    reaching = int(distances(network).reached.sum())
    size = np.bincount(strong, minlength=1)
    mutual = int((size * (size - 1)).sum())
    return 1 - _share(mutual / 2, reaching - mutual / 2)


def _without_bound(network: Network, strong: Ints, weak: Ints) -> tuple[int, int]:
    """How many pairs in one component have no topmost upper bound, and how many no least one.

    Nodes that reach one another have the same upper bounds, so whole parts are compared. Parts are
    numbered from the top here: an arrow leads to a greater number.
    """
    part = strong.max(initial=0) - strong
    size = np.bincount(part)
    component = np.zeros(len(size), np.int64)
    component[part] = weak
    superiors = network_of(len(size), part[network.targets], part[network.sources])
    above = np.zeros((len(size), len(size) // 64 + 1), np.uint64)
    found = np.zeros(2, np.int64)
    kernel = for_work(bounds_kernel, len(size) ** 2 // 2 * above.shape[1])
    kernel(superiors.offsets, superiors.targets, size, component, above, found)
    return int(found[0]), int(found[1])


def bounds_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    offsets: Ints, superiors: Ints, size: Ints, component: Ints, above: Words, found: Ints
) -> None:
    """Count pairs of nodes without a topmost and without a least upper bound.

    `above` holds for each part, as bits, the parts that reach it, its own included. Whoever reaches an upper
    bound is one too. So there is a topmost where just one of them has nobody above, and of all only the
    last in order can be the least, where exactly they reach it.
    """
    parts, words = above.shape
    one = np.uint64(1)
    zero = one ^ one
    top = np.zeros(words, above.dtype)
    for part in range(parts):
        bit = one << np.uint64(part % 64)
        above[part, part // 64] |= bit
        if offsets[part] == offsets[part + 1]:
            top[part // 64] |= bit
        for place in range(offsets[part], offsets[part + 1]):
            for word in range(words):
                above[part, word] |= above[superiors[place], word]
    for part in range(parts):
        for other in range(part + 1):
            if component[part] != component[other]:
                continue
            tops = 0
            last = -1
            for word in range(other // 64 + 1):
                common = above[part, word] & above[other, word]
                highest = common & top[word]
                if highest != zero:
                    tops += 1 if highest & (highest - one) == zero else 2
                if common != zero:
                    last = word
            bounded = last >= 0
            if bounded:
                common = above[part, last] & above[other, last]
                least = 64 * last
                while common > one:
                    common = common >> one
                    least += 1
                for word in range(last + 1):
                    if (above[part, word] & above[other, word]) != above[least, word]:
                        bounded = False
            pairs = size[part] * (size[part] - 1) // 2 if part == other else size[part] * size[other]
            if tops != 1:
                found[0] += pairs
            if not bounded:
                found[1] += pairs
