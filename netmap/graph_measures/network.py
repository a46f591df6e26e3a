"""A network as arrays: who points to whom, without loops and without anything twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.encounters import Bools, Ints


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
    return network_of(len(network), network.targets, network.sources)


def both_ways(network: Network) -> Network:
    """The same network with all directions left aside: every tie as two arrows."""
    one, other = network.sources, network.targets
    return network_of(len(network), np.concatenate([one, other]), np.concatenate([other, one]))


def runs_both_ways(network: Network) -> bool:
    """Whether every arrow has its counterpart: whether it is an undirected network."""
    return both_ways(network).arrows == network.arrows


def part_of(network: Network, keep: Bools) -> Network:
    """The network among some of the nodes only, numbered anew in their order."""
    place = np.cumsum(keep) - 1
    inside = keep[network.sources] & keep[network.targets]
    return network_of(int(keep.sum()), place[network.sources[inside]], place[network.targets[inside]])


def ways(network: Network, ties: Network) -> tuple[Bools, Bools]:
    """For every arrow of `both_ways(network)`: whether it is there, and whether its counterpart is."""
    nodes = np.int64(len(network))
    there = network.sources * nodes + network.targets
    onward, back = ties.sources * nodes + ties.targets, ties.targets * nodes + ties.sources
    return np.isin(onward, there), np.isin(back, there)


def _of_keys(nodes: int, keys: Ints) -> Network:
    """From sorted numbers source * nodes + target."""
    source, target = np.divmod(keys, max(nodes, 1))
    return Network(np.searchsorted(source, np.arange(nodes + 1)).astype(np.int64), target)
