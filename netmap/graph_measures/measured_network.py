"""What several measures of one network share, each worked out once and only if asked for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.betweenness import betweenness
from netmap.graph_measures.brokerage_roles import role_counts, role_of, role_totals
from netmap.graph_measures.components import Cuts, cuts, strong_components
from netmap.graph_measures.distances import Distances, distances
from netmap.graph_measures.groups import Groups, groups_of
from netmap.graph_measures.network import Network, both_ways, part_of, turned_round
from netmap.graph_measures.structural_holes import StructuralHoles, structural_holes
from netmap.graph_measures.tie_network import TieNetwork, TieNetworks, TieSelection, tie_networks
from netmap.graph_measures.triads import pairs_of_contacts, triangles
from netmap.graph_measures.unanswered_cells import open_pairs_of_contacts, open_paths
from netmap.model.derived import cached_property, derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints

Floats = npt.NDArray[np.float64]


class MeasuredNetwork:
    """A network with the groups of its nodes; what is worked out about it is kept.

    Where every arrow has its counterpart, directions make no difference and nothing is done twice.
    `missing` holds the cells that were asked and not answered. They are in no numerator and no denominator
    of densities, pairs, threes and brokers; whatever follows paths reads them as no arrow.
    """

    def __init__(self, network: Network, groups: Groups, missing: Network) -> None:
        self.network = network
        self.groups = groups
        self.missing = missing

    def part(self, keep: Bools) -> MeasuredNetwork:
        """The network among some of the nodes only."""
        groups = Groups(self.groups.code[keep], self.groups.names)
        return MeasuredNetwork(part_of(self.network, keep), groups, part_of(self.missing, keep))

    @cached_property
    def cells(self) -> int:
        """How many cells were answered: ordered pairs of which it is known whether there is an arrow."""
        return len(self.network) * (len(self.network) - 1) - self.missing.arrows

    @cached_property
    def density(self) -> float:
        """Arrows over answered cells; NaN where there are none."""
        return self.network.arrows / self.cells if self.cells else float("nan")

    @cached_property
    def missing_pairs(self) -> int:
        """How many pairs have a cell that was not answered."""
        return both_ways(self.missing).arrows // 2

    @cached_property
    def open_paths(self) -> tuple[Ints, Ints, Ints]:
        """Paths i -> v -> k of which nobody said whether i -> k."""
        return open_paths(self.network, self.missing)

    @cached_property
    def clustering(self) -> Floats:
        """The share of pairs of each node's contacts that are tied, of those of which that is known."""
        found: Floats = np.full(len(self.ties), np.nan)
        known = self.known_pairs_of_contacts
        np.divide(triangles(self.ties), known, out=found, where=known > 0)
        return found

    @cached_property
    def known_pairs_of_contacts(self) -> Ints:
        """How many pairs of contacts each node has of which it is known whether they are tied."""
        return pairs_of_contacts(self.ties) - open_pairs_of_contacts(self.ties, self.missing)

    @cached_property
    def role_counts(self) -> Ints:
        """How often each node stands between two others, by role, where their groups are known."""
        known, code = self.groups.known, self.groups.code
        counts = role_counts(part_of(self.network, known), code[known])
        i, v, k = (ends[self._among(known)] for ends in self.open_paths)
        place = np.cumsum(known) - 1
        open_counts = role_totals(len(counts), place[v], role_of(code[i], code[v], code[k]))
        return counts - open_counts

    def _among(self, known: Bools) -> Bools:
        """Which open paths are among some nodes."""
        i, v, k = self.open_paths
        found: Bools = known[i] & known[v] & known[k]
        return found

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
    def holes(self) -> StructuralHoles:
        """Constraint and effective size, a tie that runs both ways counting double."""
        return structural_holes(self.network)

    @cached_property
    def holes_undirected(self) -> StructuralHoles:
        """Constraint and effective size with directions left aside."""
        return self.holes if self.runs_both_ways else structural_holes(self.ties)

    @cached_property
    def cuts(self) -> Cuts:
        """Cut nodes and bridges, directions left aside."""
        return cuts(self.ties)

    @cached_property
    def component(self) -> Ints:
        """Of which component each node is, directions left aside."""
        return strong_components(self.ties)

    @cached_property
    def component_strong(self) -> Ints:
        """Those that reach one another along the arrows."""
        return self.component if self.runs_both_ways else strong_components(self.network)

    @cached_property
    def contacts_by_group(self) -> tuple[Floats, Floats]:
        """For every node, its contacts of other groups and of its own; NaN where its group is not known."""
        return across_and_within(self.ties, self.groups.code)


@derived(most=4)
def measured_networks(
    study: Study, selection: TieSelection, by: str
) -> tuple[TieNetworks, tuple[tuple[TieNetwork, MeasuredNetwork], ...]]:
    """The networks drawn of a study, and each of them as it is measured; kept, so that each is read-only.

    Raises what `tie_networks` raises, and `ArgumentError` for a column `by` that there is not.
    """
    drawn = tie_networks(study, selection)
    measured = (
        MeasuredNetwork(each.network, groups_of(drawn, each, by), each.missing) for each in drawn.networks
    )
    return drawn, tuple(zip(drawn.networks, measured, strict=True))


def across_and_within(network: Network, code: Ints) -> tuple[Floats, Floats]:
    """For every node, its arrows to other groups and within its own, those to unknown groups left out."""
    one, other = code[network.sources], code[network.targets]
    across, within = (
        np.bincount(network.sources[which & (other >= 0)], minlength=len(network)).astype(np.float64)
        for which in (one != other, one == other)
    )
    across[code < 0], within[code < 0] = np.nan, np.nan
    return across, within
