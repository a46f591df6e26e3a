"""Parts of a network: what hangs together, and the nodes and ties that alone hold it together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.graph_measures.network import Network
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Whose loss alone would cut an undirected network apart: nodes, and arrows (both of a tie)."""

    nodes: Bools
    arrows: Bools


def strong_components(network: Network) -> Ints:
    """A number for every node; those have the same that reach one another along the arrows.

    An arrow from one part to another leads from the greater number to the smaller. In a network that
    runs both ways these are its components.

    Source: Tarjan (1972), SIAM Journal on Computing 1:146-160.
    """
    part = np.full(len(network), -1, np.int64)
    for_work(components_kernel, network.work)(network.offsets, network.targets, part)
    return part


def largest_first(part: Ints) -> Ints:
    """The same parts numbered 1, 2, ... by size, the largest first; of equal ones that of the first node."""
    _, first, code, size = np.unique(part, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), np.int64)
    rank[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return rank[code]


def cuts(network: Network) -> Cuts:
    """The cut nodes and the bridges of a network that runs both ways.

    Source: Hopcroft and Tarjan (1973), Communications of the ACM 16:372-378.
    """
    found = Cuts(np.zeros(len(network), np.bool_), np.zeros(network.arrows, np.bool_))
    for_work(cuts_kernel, network.work)(network.offsets, network.targets, found.nodes, found.arrows)
    return found


def components_kernel(offsets: Ints, targets: Ints, part: Ints) -> None:
    """Walk down every arrow once; a part is complete where nothing leads back above its first node."""
    nodes = len(offsets) - 1
    when = np.full(nodes, -1, np.int64)
    low = np.zeros(nodes, np.int64)
    at = offsets[:-1].copy()
    path, waiting = np.zeros(nodes, np.int64), np.zeros(nodes, np.int64)
    clock, parts, kept = 0, 0, 0
    for root in range(nodes):
        if when[root] >= 0:
            continue
        path[0], depth = root, 1
        while depth > 0:
            node = path[depth - 1]
            if when[node] < 0:
                when[node] = low[node] = clock
                clock += 1
                waiting[kept] = node
                kept += 1
            if at[node] < offsets[node + 1]:
                other = targets[at[node]]
                at[node] += 1
                if when[other] < 0:
                    path[depth] = other
                    depth += 1
                elif part[other] < 0:
                    low[node] = min(low[node], when[other])
                continue
            depth -= 1
            if depth > 0:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[node])
            if low[node] == when[node]:
                while part[node] < 0:
                    kept -= 1
                    part[waiting[kept]] = parts
                parts += 1


def cuts_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    offsets: Ints, targets: Ints, cut: Bools, bridge: Bools
) -> None:
    """Walk down every tie once; mark what nothing below leads back around."""
    nodes = len(offsets) - 1
    when = np.full(nodes, -1, np.int64)
    low = np.zeros(nodes, np.int64)
    at = offsets[:-1].copy()
    path = np.zeros(nodes, np.int64)
    clock = 0
    for root in range(nodes):
        if when[root] >= 0:
            continue
        when[root] = low[root] = clock
        clock += 1
        path[0], depth, branches = root, 1, 0
        while depth > 0:
            node = path[depth - 1]
            above = path[depth - 2] if depth > 1 else -1
            if at[node] < offsets[node + 1]:
                other = targets[at[node]]
                at[node] += 1
                if when[other] < 0:
                    when[other] = low[other] = clock
                    clock += 1
                    path[depth] = other
                    depth += 1
                elif other != above:
                    low[node] = min(low[node], when[other])
                continue
            depth -= 1
            if depth == 0:
                continue
            low[above] = min(low[above], low[node])
            if depth == 1:
                branches += 1
            elif low[node] >= when[above]:
                cut[above] = True
            if low[node] > when[above]:
                for place in range(offsets[above], offsets[above + 1]):
                    if targets[place] == node:
                        bridge[place] = True
                for place in range(offsets[node], offsets[node + 1]):
                    if targets[place] == above:
                        bridge[place] = True
        if branches > 1:
            cut[root] = True
