"""Structural holes: constraint and effective size, both in one pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.network import BACK, ONWARD, Network, tied
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

STRENGTH = np.zeros(ONWARD + BACK + 1)
STRENGTH[[ONWARD, BACK, ONWARD + BACK]] = 1, 1, 2
"""What a tie counts by how its ends are tied: double where it runs both ways."""


@dataclass(frozen=True, slots=True, eq=False)
class StructuralHoles:
    """Constraint and effective size of every node; NaN for a node without ties."""

    constraint: Floats
    effective_size: Floats


def structural_holes(network: Network) -> StructuralHoles:
    """How far each node's contacts are tied to one another, and how many different ones they amount to.

    The tie z_ij of two nodes counts 1, or 2 where it runs both ways. With p_ij = z_ij / sum over k of z_ik
    and m_jq = z_jq / max over k of z_jk, over the contacts j and q of node i:
    constraint = sum over j of (p_ij + sum over q of p_iq p_qj)²,
    effective size = sum over j of (1 - sum over q of p_iq m_jq), q being neither i nor j.

    Source: Burt (1992), Structural Holes, chapter 2.
    """
    ties, way = tied(network)
    found = np.full((2, len(network)), np.nan)
    steps = int(ties.degrees[ties.targets].sum())
    for_work(holes_kernel, 4 * steps)(ties.offsets, ties.targets, STRENGTH[way], *found)
    return StructuralHoles(*found)


def holes_kernel(offsets: Ints, targets: Ints, strength: Floats, constraint: Floats, size: Floats) -> None:
    """Fill in both figures of every node that has ties."""
    nodes = len(offsets) - 1
    whole = np.zeros(nodes, np.float64)
    share = np.zeros(len(targets), np.float64)
    marginal = np.zeros(len(targets), np.float64)
    for i in range(nodes):
        most = 0.0
        for place in range(offsets[i], offsets[i + 1]):
            whole[i] += strength[place]
            most = max(most, strength[place])
        for place in range(offsets[i], offsets[i + 1]):
            share[place] = strength[place] / whole[i]
            marginal[place] = most
    through = np.full(nodes, -1.0)
    most_of = np.zeros(nodes, np.float64)
    for i in range(nodes):
        if offsets[i + 1] > offsets[i]:
            most_of[i] = marginal[offsets[i]]
    for i in range(nodes):
        first, after = offsets[i], offsets[i + 1]
        if first == after:
            continue
        redundant = 0.0
        for place in range(first, after):
            through[targets[place]] = 0.0
        for place in range(first, after):
            q = targets[place]
            for further in range(offsets[q], offsets[q + 1]):
                j = targets[further]
                if through[j] >= 0.0:
                    through[j] += share[place] * share[further]
                    redundant += share[place] * strength[further] / most_of[j]
        constraint[i] = 0.0
        for place in range(first, after):
            j = targets[place]
            constraint[i] += (share[place] + through[j]) ** 2
            through[j] = -1.0
        size[i] = after - first - redundant
