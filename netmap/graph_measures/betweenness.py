"""Betweenness: how many shortest paths between others lead through a node."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.network import Network, turned_round
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]


def betweenness(network: Network) -> Floats:
    """For every node the sum, over ordered pairs of others, of the share of shortest paths that pass it.

    Paths follow the arrows. In a network that runs both ways every two others count twice here.

    Source: Freeman (1977), Sociometry 40:35-41; Brandes (2001), Journal of Mathematical Sociology 25:163-177.
    """
    found = np.zeros(len(network), np.float64)
    back = turned_round(network)
    steps = len(network) * (network.arrows + len(network))
    arrays = (network.offsets, network.targets, back.offsets, back.targets)
    for_work(betweenness_kernel, steps)(*arrays, found)
    return found


def betweenness_kernel(
    offsets: Ints, targets: Ints, back_offsets: Ints, back_targets: Ints, found: Floats
) -> None:
    """From each node outward step by step counting shortest paths, then back adding up the shares."""
    nodes = len(offsets) - 1
    step = np.full(nodes, -1, np.int64)
    paths = np.zeros(nodes, np.float64)
    share = np.zeros(nodes, np.float64)
    order = np.zeros(nodes, np.int64)
    for source in range(nodes):
        order[0], step[source], paths[source] = source, 0, 1.0
        begin, end = 0, 1
        while begin < end:
            node = order[begin]
            begin += 1
            for place in range(offsets[node], offsets[node + 1]):
                other = targets[place]
                if step[other] < 0:
                    step[other] = step[node] + 1
                    order[end] = other
                    end += 1
                if step[other] == step[node] + 1:
                    paths[other] += paths[node]
        for place in range(end - 1, 0, -1):
            node = order[place]
            each = (1.0 + share[node]) / paths[node]
            for further in range(back_offsets[node], back_offsets[node + 1]):
                other = back_targets[further]
                if step[other] >= 0 and step[other] == step[node] - 1:
                    share[other] += paths[other] * each
            found[node] += share[node]
        for place in range(end):
            node = order[place]
            step[node], paths[node], share[node] = -1, 0.0, 0.0
