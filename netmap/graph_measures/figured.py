"""What several measures of one network share, each worked out once and only if asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.betweenness import betweenness
from netmap.graph_measures.distances import Distances, distances
from netmap.graph_measures.groups import Groups
from netmap.graph_measures.holes import Holes, holes
from netmap.graph_measures.network import Network, both_ways, turned_round
from netmap.graph_measures.parts import Cuts, cuts, strong_parts
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]


class Figured:
    """A network with the groups of its nodes; what is worked out about it is kept.

    Where every arrow has its counterpart, directions make no difference and nothing is done twice.
    """

    def __init__(self, network: Network, groups: Groups) -> None:
        self.network = network
        self.groups = groups

    @cached_property
    def runs_both_ways(self) -> bool:
        """Whether it is an undirected network."""
        return self.ties.arrows == self.network.arrows

    @cached_property
    def ties(self) -> Network:
        """The network with directions left aside."""
        return both_ways(self.network)

    @cached_property
    def incoming(self) -> Network:
        """The network turned round."""
        return self.network if self.runs_both_ways else turned_round(self.network)

    @cached_property
    def far(self) -> Distances:
        """Distances along the arrows."""
        return distances(self.network)

    @cached_property
    def far_undirected(self) -> Distances:
        """Distances with directions left aside."""
        return self.far if self.runs_both_ways else distances(self.ties)

    @cached_property
    def between(self) -> Floats:
        """Betweenness along the arrows, over ordered pairs."""
        return betweenness(self.network)

    @cached_property
    def between_undirected(self) -> Floats:
        """Betweenness with directions left aside, over ordered pairs."""
        return self.between if self.runs_both_ways else betweenness(self.ties)

    @cached_property
    def holes(self) -> Holes:
        """Constraint and effective size, a tie that runs both ways counting double."""
        return holes(self.network)

    @cached_property
    def holes_undirected(self) -> Holes:
        """Constraint and effective size with directions left aside."""
        return self.holes if self.runs_both_ways else holes(self.ties)

    @cached_property
    def cuts(self) -> Cuts:
        """Cut nodes and bridges, directions left aside."""
        return cuts(self.ties)

    @cached_property
    def component(self) -> Ints:
        """Of which component each node is, directions left aside."""
        return strong_parts(self.ties)

    @cached_property
    def component_strong(self) -> Ints:
        """Those that reach one another along the arrows."""
        return self.component if self.runs_both_ways else strong_parts(self.network)

    @cached_property
    def contacts_by_group(self) -> tuple[Floats, Floats]:
        """For every node, its contacts of other groups and of its own; NaN where its group is not known."""
        return across_and_within(self.ties, self.groups.code)


def across_and_within(network: Network, code: Ints) -> tuple[Floats, Floats]:
    """For every node, its arrows to other groups and within its own, those to unknown groups left out."""
    one, other = code[network.sources], code[network.targets]
    across, within = (
        np.bincount(network.sources[which & (other >= 0)], minlength=len(network)).astype(np.float64)
        for which in (one != other, one == other)
    )
    across[code < 0], within[code < 0] = np.nan, np.nan
    return across, within
