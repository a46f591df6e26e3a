"""Core numbers: how deep in the densest parts of a network a node lies."""

from __future__ import annotations

import numpy as np

from netmap.graph_measures.network import Network, turned_round
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints


def core_numbers(network: Network) -> Ints:
    """The greatest k for which a node lies in a part where k arrows or more leave everybody for that part.

    In a network that runs both ways it is the usual k-core. Of `turned_round` it counts arrows that come in.

    Source: Seidman (1983), Social Networks 5:269-287; Batagelj and Zaversnik (2003), arXiv cs/0310049.
    """
    losing = turned_round(network)
    core = network.degrees.astype(np.int64)
    for_work(cores_kernel, losing.work)(losing.offsets, losing.targets, core)
    return core


def cores_kernel(offsets: Ints, targets: Ints, core: Ints) -> None:
    """Take out the node with the fewest ties left, again and again.

    `core` comes as degrees; where a node is taken out, the degree falls of those it points to here.
    """
    nodes = len(core)
    most = 0
    for node in range(nodes):
        most = max(most, core[node])
    begins = np.zeros(most + 2, np.int64)
    for node in range(nodes):
        begins[core[node] + 1] += 1
    for degree in range(most + 1):
        begins[degree + 1] += begins[degree]
    order = np.zeros(nodes, np.int64)
    place = np.zeros(nodes, np.int64)
    filled = begins.copy()
    for node in range(nodes):
        place[node] = filled[core[node]]
        order[place[node]] = node
        filled[core[node]] += 1
    for turn in range(nodes):
        node = order[turn]
        for further in range(offsets[node], offsets[node + 1]):
            other = targets[further]
            if core[other] > core[node]:
                degree = core[other]
                front = max(begins[degree], turn + 1)
                moved = order[front]
                order[front], order[place[other]] = other, moved
                place[moved], place[other] = place[other], front
                begins[degree] = front + 1
                core[other] = degree - 1
