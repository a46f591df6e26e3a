"""Measures of a whole network: how dense, how mutual, how centred, how layered, how mixed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.graph_measures import centralisation
from netmap.graph_measures.brokerage_roles import ROLES, network_role_moments, role_counts, standardised
from netmap.graph_measures.cores import core_numbers
from netmap.graph_measures.groups import BY_AGENCY
from netmap.graph_measures.hierarchy import hierarchy
from netmap.graph_measures.measured_network import MeasuredNetwork, across_and_within, measured_networks
from netmap.graph_measures.network import part_of, turned_round
from netmap.graph_measures.tie_network import DRAWN, TieSelection
from netmap.graph_measures.triads import TRIADS, triad_census, triangles
from netmap.graph_measures.unanswered_cells import open_triads
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.declared import OBSERVED, Declared
from netmap.tie_kinds.policy import TiePolicy

Figures = dict[str, float]

UNKNOWN = float("nan")


def network_measures(
    study: Study,
    as_of: Any = None,
    by: str = BY_AGENCY,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    states: Collection[str] = DRAWN,
    kinds: Collection[str] | None = None,
    partnership: str | None = None,
    who: str | None = None,
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    roster: str | None = None,
) -> pd.DataFrame:
    """What the ties of a day are like as a whole: how dense, how mutual, how centred, how layered, how mixed.

    Parameters are those of `measures`, but for `who`: `practitioner` or `agency`. Default: the people, or
    the agencies where only they have ties.

    Returns
    -------
    One row for each measure: measure, value, from_group and to_group, which only `mixing` has: one row of it
    for every two groups, the arrows from one to the other (in a network that runs both ways: the ties).

    actors, isolates (without a tie), ties (pairs), arrows; cells (ordered pairs of which it is known whether
        there is an arrow), cells_missing (asked and not answered); density: arrows over cells.
    mutual, one_way, no_tie: pairs by how they are tied, where both cells are known; reciprocity: the share of
        pairs that are mutual or without a tie; reciprocity_arrows: of arrows, those with a counterpart;
        reciprocity_tied: of tied pairs, those that are mutual.
    transitivity: of i -> j -> k, the share with i -> k; transitivity_undirected: of pairs of contacts.
    triads_*: threes by class: mutual, one-way and missing ties, then down, up, transitive or cyclic.
    centralisation_*: Freeman's, by degree (arrows in and out together), in_degree, out_degree, betweenness,
        closeness (0 for whoever does not reach all others); with `_undirected` directions left aside.
    connectedness, hierarchy, efficiency, lubness: Krackhardt's, arrows leading from the superior; lubness
        asks for a common superior above all other common ones, lubness_least for one below;
        hierarchy_reciprocity: 1 less reciprocity.
    components, components_strong, cut_nodes, bridges, greatest_core, diameter, mean_distance (over pairs that
        reach each other; all but components_strong with directions left aside).
    external, internal, ei: arrows (in a network that runs both ways: ties) between groups and within, and
        (external - internal) / both; with `_undirected` ties; assortativity: by group.
    coordinator ... liaison, total: brokerage roles of all actors together, with `exp_*` and `z_*`.

    A cell that was asked and not answered is in no numerator and no denominator of densities, pairs, threes
    and brokerage; figures that follow paths, and centralisation, read it as no arrow.

    The frame's `attrs` hold n (actors), as_of, who, by, roster, the rule, and the states and kinds asked for.

    Undefined (NaN): shares of nothing; centralisation with fewer than three actors; by in- and out-degree
    where every tie runs both ways. Actors whose group is not known are left out of what groups are asked for.

    Raises what `measures` raises.

    Source: Wasserman and Faust (1994), Social Network Analysis; the parts name their own.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police", "Clinic"]}),
        ...     ties=pd.DataFrame({"source": ["School", "Police"], "target": ["Police", "School"]}),
        ... )
        >>> found = netmap.network_measures(study).set_index("measure")["value"]
        >>> float(found["reciprocity"]), float(found["components"])
        (1.0, 2.0)
    """
    declared = Declared(wave, relation, combine, missing)
    selection = TieSelection(as_of, baseline, policy, states, kinds, partnership, who, declared, roster)
    networks, every = measured_networks(study, selection, by)
    each, measured = every[0]
    rows = [(name, float(value), None, None) for part in PARTS for name, value in part(measured).items()]
    frame = pd.DataFrame([*rows, *_mixing(measured)], columns=["measure", "value", "from_group", "to_group"])
    frame = frame.astype({"measure": "str", "from_group": object, "to_group": object})
    frame.attrs.update(networks.about(len(each.network)), who=each.sort, by=by)
    return frame


def _size(measured: MeasuredNetwork) -> Figures:
    network = measured.network
    return {
        "actors": len(network),
        "isolates": _isolates(measured),
        "ties": measured.ties.arrows // 2,
        "arrows": network.arrows,
        "cells": measured.cells,
        "cells_missing": measured.missing.arrows,
        "density": measured.density,
        **_pairs(measured),
    }


def _isolates(measured: MeasuredNetwork) -> int:
    """Actors without a tie; nobody is called so of whom not one cell was answered."""
    n = len(measured.network)
    unknown = measured.missing.degrees + turned_round(measured.missing).degrees
    return int(((measured.ties.degrees == 0) & ((unknown < 2 * (n - 1)) | (unknown == 0))).sum())


def _pairs(measured: MeasuredNetwork) -> Figures:
    """Pairs by how they are tied, of those both of whose cells were answered."""
    network, ties, n = measured.network, measured.ties.arrows // 2, len(measured.network)
    mutual = network.arrows - ties
    back = network.targets * n + network.sources
    half_known = int(np.isin(back, measured.missing.sources * n + measured.missing.targets).sum())
    one_way = ties - mutual - half_known
    pairs = n * (n - 1) // 2 - measured.missing_pairs
    no_tie = pairs - mutual - one_way
    reciprocity = _share(no_tie + mutual, pairs)
    return {
        "mutual": mutual,
        "one_way": one_way,
        "no_tie": no_tie,
        "reciprocity": reciprocity,
        "reciprocity_arrows": _share(2 * mutual, 2 * mutual + one_way),
        "reciprocity_tied": _share(mutual, mutual + one_way),
        "hierarchy_reciprocity": 1 - reciprocity,
    }


def _threes(measured: MeasuredNetwork) -> Figures:
    network, ties = measured.network, measured.ties
    through = int((measured.incoming.degrees * network.degrees).sum())
    unknown = len(measured.open_paths[0])
    paths = through - 2 * (network.arrows - ties.arrows // 2) - unknown
    opened = int(role_counts(network, np.zeros(len(network), np.int64))[:, -1].sum()) - unknown
    census = triad_census(network)
    if measured.missing.arrows:
        census = census - open_triads(network, measured.missing)
    return {
        "transitivity": _share(paths - opened, paths),
        "transitivity_undirected": _share(triangles(ties).sum(), measured.known_pairs_of_contacts.sum()),
        **{f"triads_{name}": count for name, count in zip(TRIADS, census.tolist(), strict=True)},
    }


def _centralisations(measured: MeasuredNetwork) -> Figures:
    incoming, outgoing = measured.incoming.degrees, measured.network.degrees
    undirected = centralisation.by_degree(measured.ties.degrees)
    both = measured.runs_both_ways
    found = {
        "degree": undirected if both else centralisation.by_both_degrees(incoming, outgoing),
        "in_degree": UNKNOWN if both else centralisation.by_arrows(incoming),
        "out_degree": UNKNOWN if both else centralisation.by_arrows(outgoing),
        "betweenness": centralisation.by_betweenness(measured.between),
        "closeness": centralisation.by_closeness(measured.far, both),
        "degree_undirected": undirected,
        "betweenness_undirected": centralisation.by_betweenness(measured.between_undirected),
    }
    return {f"centralisation_{name}": value for name, value in found.items()}


def _layers(measured: MeasuredNetwork) -> Figures:
    return hierarchy(measured.network)._asdict()


def _coherence(measured: MeasuredNetwork) -> Figures:
    far = measured.far_undirected
    return {
        "components": len(np.unique(measured.component)),
        "components_strong": len(np.unique(measured.component_strong)),
        "cut_nodes": measured.cuts.nodes.sum(),
        "bridges": measured.cuts.arrows.sum() // 2,
        "greatest_core": core_numbers(measured.ties).max(initial=0) if len(measured.ties) else UNKNOWN,
        "diameter": far.farthest.max() if far.reached.any() else UNKNOWN,
        "mean_distance": _share(far.total.sum(), far.reached.sum()),
    }


def _between_groups(measured: MeasuredNetwork) -> Figures:
    found: Figures = {}
    for ending, network, way in (
        ("", measured.network, 2 if measured.runs_both_ways else 1),
        ("_undirected", measured.ties, 2),
    ):
        known, code = part_of(network, measured.groups.known), measured.groups.code[measured.groups.known]
        external, internal = (float(count.sum()) / way for count in across_and_within(known, code))
        found[f"external{ending}"], found[f"internal{ending}"] = external, internal
        found[f"ei{ending}"] = _share(external - internal, external + internal)
    return found | {"assortativity": _assortativity(_mixed(measured)[0])}


def _assortativity(counts: Ints) -> float:
    """Newman (2003), Physical Review E 67:026126: how far arrows stay within groups beyond chance."""
    shares = counts / max(counts.sum(), 1)
    chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    return _share(float(np.trace(shares)) - chance, 1 - chance) if counts.any() else UNKNOWN


def _brokers(measured: MeasuredNetwork) -> Figures:
    known = measured.groups.known
    counts = measured.role_counts.sum(axis=0)
    density = measured.part(known).density
    moments = network_role_moments(density, measured.groups.code[known])
    found: Figures = {}
    for begin, values in (("", counts), ("exp_", moments.mean), ("z_", standardised(counts, moments))):
        found |= {f"{begin}{role}": value for role, value in zip((*ROLES, "total"), values, strict=True)}
    return found


def _mixing(measured: MeasuredNetwork) -> Iterator[tuple[str, float, Any, Any]]:
    """Arrows, or where all run both ways ties, from group to group; groups in text order."""
    counts, names = _mixed(measured)
    if measured.runs_both_ways:
        counts = counts - np.diag(np.diag(counts) // 2)
    order = sorted(range(len(names)), key=lambda place: str(names[place]))
    yield from (
        ("mixing", float(counts[one, other]), names[one], names[other]) for one in order for other in order
    )


def _mixed(measured: MeasuredNetwork) -> tuple[Ints, pd.Index]:
    """How many arrows lead from each group to each."""
    code, names, network = measured.groups.code, measured.groups.names, measured.network
    one, other = code[network.sources], code[network.targets]
    both = (one >= 0) & (other >= 0)
    counts = np.bincount(one[both] * len(names) + other[both], minlength=len(names) ** 2)
    return counts.reshape(len(names), len(names)).astype(np.int64), names


def _share(part: Any, whole: Any) -> float:
    """NaN of nothing."""
    return float(part / whole) if whole else UNKNOWN


PARTS: tuple[Callable[[MeasuredNetwork], Figures], ...] = (
    _size,
    _threes,
    _centralisations,
    _layers,
    _coherence,
    _between_groups,
    _brokers,
)
"""What gives the rows, in their order; `mixing` comes last."""
