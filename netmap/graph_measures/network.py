"""A network as arrays: who points to whom, without loops and without anything twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints

ONWARD, BACK = 1, 2
"""How two nodes are tied: by an arrow from the first, by one from the second; 3 by both."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arrows among the nodes 0..n-1; those of node v lead to `targets[offsets[v]:offsets[v + 1]]`, sorted.

    No arrow leads from a node to itself and none is there twice. A tie that runs both ways is two arrows.
    """

    offsets: Ints
    targets: Ints

    def __len__(self) -> int:
        """How many nodes there are."""
        return len(self.offsets) - 1

    @property
    def arrows(self) -> int:
        """How many arrows there are."""
        return len(self.targets)

    @property
    def work(self) -> int:
        """About how many steps it takes to go through it once; only says when compiling is worth while."""
        return 20 * (self.arrows + len(self))

    @property
    def degrees(self) -> Ints:
        """How many arrows leave each node."""
        return np.diff(self.offsets)

    @property
    def sources(self) -> Ints:
        """The node from which each arrow leads."""
        return np.repeat(np.arange(len(self)), self.degrees)


def network_of(nodes: int, source: Ints, target: Ints) -> Network:
    """The network of some arrows, given as two arrays of node numbers; loops and repeats are left out."""
    apart = source != target
    return _of_keys(nodes, np.unique(source[apart] * np.int64(nodes) + target[apart]))


def turned_round(network: Network) -> Network:
    """The same network with every arrow the other way round."""
    back = Network(np.zeros(len(network) + 1, np.int64), np.empty(network.arrows, np.int64))
    kernel = for_work(turning_kernel, network.work)
    kernel(network.offsets, network.targets, back.offsets, back.targets)
    return back


def tied(network: Network) -> tuple[Network, Ints]:
    """The network with directions left aside, every tie as two arrows, and how the ends of each are tied.

    That is `ONWARD` for an arrow of the network, `BACK` where only its counterpart is there, and
    `ONWARD + BACK` where both are.
    """
    back = turned_round(network)
    offsets = np.zeros(len(network) + 1, np.int64)
    targets, way = np.empty((2, 2 * network.arrows), np.int64)
    kernel = for_work(merging_kernel, network.work)
    kernel(network.offsets, network.targets, back.offsets, back.targets, offsets, targets, way)
    return Network(offsets, targets[: offsets[-1]]), way[: offsets[-1]]


def both_ways(network: Network) -> Network:
    """The same network with all directions left aside: every tie as two arrows."""
    return tied(network)[0]


def part_of(network: Network, keep: Bools) -> Network:
    """The network among some of the nodes only, numbered anew in their order."""
    place = np.cumsum(keep) - 1
    inside = keep[network.sources] & keep[network.targets]
    return network_of(int(keep.sum()), place[network.sources[inside]], place[network.targets[inside]])


def _of_keys(nodes: int, keys: Ints) -> Network:
    """From sorted numbers source * nodes + target."""
    source, target = np.divmod(keys, max(nodes, 1))
    return Network(np.searchsorted(source, np.arange(nodes + 1)).astype(np.int64), target)


def turning_kernel(offsets: Ints, targets: Ints, back_offsets: Ints, back_targets: Ints) -> None:
    """Fill in the arrows the other way round; they come out sorted, as sources are gone through in order."""
    nodes = len(offsets) - 1
    for place in range(len(targets)):
        back_offsets[targets[place] + 1] += 1
    for node in range(nodes):
        back_offsets[node + 1] += back_offsets[node]
    filled = back_offsets.copy()
    for node in range(nodes):
        for place in range(offsets[node], offsets[node + 1]):
            target = targets[place]
            back_targets[filled[target]] = node
            filled[target] += 1


def merging_kernel(
    offsets: Ints,
    targets: Ints,
    back_offsets: Ints,
    back_targets: Ints,
    tie_offsets: Ints,
    tie_targets: Ints,
    way: Ints,
) -> None:
    """Join the sorted arrows of every node with those that lead to it."""
    filled = 0
    for node in range(len(offsets) - 1):
        one, other = offsets[node], back_offsets[node]
        while one < offsets[node + 1] or other < back_offsets[node + 1]:
            onward = one < offsets[node + 1]
            back = other < back_offsets[node + 1]
            if onward and back:
                onward = targets[one] <= back_targets[other]
                back = back_targets[other] <= targets[one]
            tie_targets[filled] = targets[one] if onward else back_targets[other]
            way[filled] = ONWARD * onward + BACK * back
            one += onward
            other += back
            filled += 1
        tie_offsets[node + 1] = filled
