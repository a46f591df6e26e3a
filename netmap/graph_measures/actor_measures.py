"""Measures of every actor: how many ties, how near to others, how many paths lead through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from netmap.graph_measures.components import largest_first
from netmap.graph_measures.cores import core_numbers
from netmap.graph_measures.eigenvectors import eigenvector
from netmap.graph_measures.measured_network import MeasuredNetwork
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of every actor: what it is called and says, in what it is counted, and how.

    `name` is its column's, `title` what a reader sees, `help` one plain sentence, `unit` what the figures
    count or between which they lie; all but the name are translated where they are shown. `of` gives an
    array over the nodes of a network, NaN where the measure is undefined.
    """

    name: str
    title: str
    help: str
    unit: str
    of: Callable[[MeasuredNetwork], Any]


CONTACTS, ARROWS, OTHERS = N_("contacts"), N_("arrows"), N_("others")
PAIRS, SHARE, INDEX = N_("pairs of others"), N_("from 0 to 1"), N_("index")
YES, NUMBER, BALANCE = N_("yes or no"), N_("number"), N_("from -1 to 1")

MEASURES = (
    Measure(
        "degree",
        N_("Degree"),
        N_("How many others an actor has a tie with."),
        CONTACTS,
        lambda measured: measured.ties.degrees,
    ),
    Measure(
        "in_degree",
        N_("In-degree"),
        N_("From how many others a tie leads to this actor; a tie that was seen runs both ways."),
        ARROWS,
        lambda measured: measured.incoming.degrees,
    ),
    Measure(
        "out_degree",
        N_("Out-degree"),
        N_("To how many others a tie leads from this actor; a tie that was seen runs both ways."),
        ARROWS,
        lambda measured: measured.network.degrees,
    ),
    Measure(
        "betweenness",
        N_("Betweenness"),
        N_(
            "How many shortest paths between others lead through this actor; where two of them are "
            "joined by several, each counts in part."
        ),
        PAIRS,
        lambda measured: measured.between / (2 if measured.runs_both_ways else 1),
    ),
    Measure(
        "betweenness_undirected",
        N_("Betweenness, directions left aside"),
        N_(
            "How many shortest paths between others lead through this actor, whichever way ties were "
            "declared."
        ),
        PAIRS,
        lambda measured: measured.between_undirected / 2,
    ),
    Measure(
        "reached",
        N_("Others reached"),
        N_("How many others can be reached from this actor from tie to tie."),
        OTHERS,
        lambda measured: measured.far.reached,
    ),
    Measure(
        "closeness",
        N_("Closeness"),
        N_(
            "How near this actor is to those it reaches: their number over the steps to all of them, "
            "1 where each is one step away."
        ),
        SHARE,
        lambda measured: measured.far.closeness,
    ),
    Measure(
        "closeness_undirected",
        N_("Closeness, directions left aside"),
        N_(
            "How near this actor is to those it reaches, whichever way ties were declared; 1 where "
            "each is one step away."
        ),
        SHARE,
        lambda measured: measured.far_undirected.closeness,
    ),
    Measure(
        "harmonic",
        N_("Harmonic closeness"),
        N_(
            "How near everybody else is on average: 1 for one step, a half for two, 0 for whoever "
            "cannot be reached."
        ),
        SHARE,
        lambda measured: measured.far.harmonic,
    ),
    Measure(
        "harmonic_undirected",
        N_("Harmonic closeness, directions left aside"),
        N_(
            "How near everybody else is on average, whichever way ties were declared: 1 for one step,"
            " a half for two, 0 for whoever cannot be reached."
        ),
        SHARE,
        lambda measured: measured.far_undirected.harmonic,
    ),
    Measure(
        "eigenvector",
        N_("Eigenvector centrality"),
        N_("How well connected this actor's contacts are in their turn; the best placed actor has 1."),
        SHARE,
        lambda measured: eigenvector(measured.ties),
    ),
    Measure(
        "constraint",
        N_("Constraint"),
        N_(
            "How much this actor's contacts are tied to one another; the less, the more it can stand "
            "between them."
        ),
        INDEX,
        lambda measured: measured.holes.constraint,
    ),
    Measure(
        "constraint_undirected",
        N_("Constraint, directions left aside"),
        N_(
            "How much this actor's contacts are tied to one another, every tie counting one; the "
            "less, the more it can stand between them."
        ),
        INDEX,
        lambda measured: measured.holes_undirected.constraint,
    ),
    Measure(
        "effective_size",
        N_("Effective size"),
        N_("How many contacts this actor has, less what is said twice because they are tied to one another."),
        CONTACTS,
        lambda measured: measured.holes.effective_size,
    ),
    Measure(
        "effective_size_undirected",
        N_("Effective size, directions left aside"),
        N_(
            "How many contacts this actor has, less what is said twice because they are tied to one "
            "another, every tie counting one."
        ),
        CONTACTS,
        lambda measured: measured.holes_undirected.effective_size,
    ),
    Measure(
        "clustering",
        N_("Clustering"),
        N_("Of the pairs of this actor's contacts, the share that are tied to each other."),
        SHARE,
        lambda measured: measured.clustering,
    ),
    Measure(
        "cut_node",
        N_("Cut node"),
        N_("Whether the network would fall apart into more components without this actor."),
        YES,
        lambda measured: measured.cuts.nodes,
    ),
    Measure(
        "core",
        N_("Core number"),
        N_(
            "The greatest number k for which this actor is one of a group in which everybody has k "
            "contacts or more."
        ),
        CONTACTS,
        lambda measured: core_numbers(measured.ties),
    ),
    Measure(
        "core_in",
        N_("Core number by ties in"),
        N_(
            "The greatest number k for which this actor is one of a group in which ties lead to "
            "everybody from k others or more."
        ),
        ARROWS,
        lambda measured: core_numbers(measured.incoming),
    ),
    Measure(
        "core_out",
        N_("Core number by ties out"),
        N_(
            "The greatest number k for which this actor is one of a group in which ties lead from "
            "everybody to k others or more."
        ),
        ARROWS,
        lambda measured: core_numbers(measured.network),
    ),
    Measure(
        "component",
        N_("Component"),
        N_(
            "In which component this actor is: all who are joined by ties, directly or through "
            "others; 1 is the largest."
        ),
        NUMBER,
        lambda measured: largest_first(measured.component),
    ),
    Measure(
        "component_strong",
        N_("Strong component"),
        N_(
            "In which strong component this actor is: all who reach one another along the directions "
            "of ties; 1 is the largest."
        ),
        NUMBER,
        lambda measured: largest_first(measured.component_strong),
    ),
    Measure(
        "external",
        N_("Contacts of other groups"),
        N_("How many contacts this actor has in other groups than its own."),
        CONTACTS,
        lambda measured: measured.contacts_by_group[0],
    ),
    Measure(
        "internal",
        N_("Contacts of the same group"),
        N_("How many contacts this actor has in its own group."),
        CONTACTS,
        lambda measured: measured.contacts_by_group[1],
    ),
    Measure(
        "ei",
        N_("E-I index"),
        N_(
            "Contacts of other groups less those of the same, over both: -1 where all are of the same"
            " group, 1 where none is."
        ),
        BALANCE,
        lambda measured: _ei(*measured.contacts_by_group),
    ),
)
"""Every measure of actors, in the order of the columns."""


def chosen_measures(names: Sequence[str] | None) -> list[Measure]:
    """The measures of some names, in their order; all where none are given.

    Raises `ArgumentError` for a name that is none, and for one text in place of a list.
    """
    known = {measure.name: measure for measure in MEASURES}
    if names is None:
        return list(MEASURES)
    for name in [names] if isinstance(names, str) else names:
        if isinstance(names, str) or name not in known:
            raise ArgumentError(
                N_("{name}: “{value}” is none of its values; it takes a list out of: {known}"),
                name="names",
                value=name,
                known=", ".join(known),
            )
    return [known[name] for name in dict.fromkeys(names)]


def _ei(external: Any, internal: Any) -> Any:
    """Krackhardt and Stern's index (1988), Social Psychology Quarterly 51:123-140."""
    both = external + internal
    found = np.full(len(both), np.nan)
    np.divide(external - internal, both, out=found, where=both > 0)
    return found
