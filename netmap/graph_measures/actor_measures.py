"""Measures of every actor: how many ties, how near to others, how many paths lead through them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.graph_measures.cores import core_numbers
from netmap.graph_measures.drawn import DRAWN, Drawing, Drawn, Drawns, drawn
from netmap.graph_measures.eigenvectors import eigenvector
from netmap.graph_measures.figured import Figured
from netmap.graph_measures.groups import BY_AGENCY, groups_of
from netmap.graph_measures.parts import largest_first
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import OBSERVED, Declared
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of every actor: its name, and what gives an array over the nodes of a network."""

    name: str
    of: Callable[[Figured], Any]


MEASURES = (
    Measure("degree", lambda figured: figured.ties.degrees),
    Measure("in_degree", lambda figured: figured.incoming.degrees),
    Measure("out_degree", lambda figured: figured.network.degrees),
    Measure("betweenness", lambda figured: figured.between / (2 if figured.runs_both_ways else 1)),
    Measure("betweenness_undirected", lambda figured: figured.between_undirected / 2),
    Measure("reached", lambda figured: figured.far.reached),
    Measure("closeness", lambda figured: figured.far.closeness),
    Measure("closeness_undirected", lambda figured: figured.far_undirected.closeness),
    Measure("harmonic", lambda figured: figured.far.harmonic),
    Measure("harmonic_undirected", lambda figured: figured.far_undirected.harmonic),
    Measure("eigenvector", lambda figured: eigenvector(figured.ties)),
    Measure("constraint", lambda figured: figured.holes.constraint),
    Measure("constraint_undirected", lambda figured: figured.holes_undirected.constraint),
    Measure("effective_size", lambda figured: figured.holes.effective_size),
    Measure("effective_size_undirected", lambda figured: figured.holes_undirected.effective_size),
    Measure("clustering", lambda figured: figured.clustering),
    Measure("cut_node", lambda figured: figured.cuts.nodes),
    Measure("core", lambda figured: core_numbers(figured.ties)),
    Measure("core_in", lambda figured: core_numbers(figured.incoming)),
    Measure("core_out", lambda figured: core_numbers(figured.network)),
    Measure("component", lambda figured: largest_first(figured.component)),
    Measure("component_strong", lambda figured: largest_first(figured.component_strong)),
    Measure("external", lambda figured: figured.contacts_by_group[0]),
    Measure("internal", lambda figured: figured.contacts_by_group[1]),
    Measure("ei", lambda figured: _ei(*figured.contacts_by_group)),
)
"""Every measure of actors, in the order of the columns."""


def measures(
    study: Study,
    as_of: Any = None,
    names: Sequence[str] | None = None,
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
    """The place of every actor among the ties of a day: how many, how near, how much leads through them.

    Ties that were seen run both ways, declared ones as they were declared. The plain name of a measure
    follows the arrows; with `_undirected` directions are left aside. In a network in which every tie runs
    both ways the two are the same, and each pair of others counts once for betweenness.

    Parameters
    ----------
    study: the study.
    as_of, baseline, policy: as in `ties`.
    names: which measures, as columns in this order. Default: all.
    by: the groups for external and internal contacts: `agency`, `level` or any column of the agencies'
        or practitioners' table, as in `brokerage`.
    states: which ties are drawn, out of active, dormant, faded and undated (only declared or coded).
    kinds: which kinds of tie. Default: all, those without a kind too.
    partnership: only the actors of this partnership. Default: all of the study, as one network.
    who: `practitioner` or `agency`. Default: both, each as a network of its own; one of which no tie is
        known is left out.
    wave, relation, combine, missing: as in `ties`. A wave, a relation or a way to combine them that is given
        asks for the declared ties alone; then `states` does not matter.
    roster: who is there besides those with a tie drawn: `in_service` on the day by any joined and left,
        `seen` in an encounter of the 12 months to it, `known` at all, or `asked` in the wave. Default:
        in service where there are such dates, else seen; where declared ties alone are drawn, those asked
        where that is on record, else all known.

    Returns
    -------
    One row for each actor of the roster and each other who has a tie drawn, in text order: actor,
    sort (practitioner or agency), and the measures:

    degree, in_degree, out_degree: contacts, and arrows in and out.
    betweenness: the sum, over pairs of others, of the share of shortest paths that lead through.
    reached: how many others can be reached along the arrows.
    closeness: others reached over the sum of the steps to them.
    harmonic: the mean of 1 / steps over all others, 0 for those not reached.
    eigenvector: the leading eigenvector, the greatest entry 1; directions left aside.
    constraint, effective_size: Burt's, a tie that runs both ways counting double; with
        `_undirected` every tie counts one.
    clustering: the share of pairs of contacts that are tied; directions left aside.
    cut_node: whether the network would fall apart without them; directions left aside.
    core, core_in, core_out: core numbers by contacts, by arrows in and by arrows out.
    component, component_strong: the number of the component, 1 being the largest; strong: of those
        who reach one another along the arrows.
    external, internal, ei: contacts of other groups, of one's own, and (external - internal) / both.

    The frame's `attrs` hold n, as_of, the rule, and the states, kinds and groups asked for.

    Undefined (NaN): closeness, constraint and effective size without ties (closeness: without anybody
    reached), clustering with fewer than two contacts, harmonic for somebody alone, eigenvector without ties
    and where two components share the greatest eigenvalue, external and internal where one's own group is
    not known (contacts whose group is not known are left out), ei without such contacts.

    The frame's `attrs` hold n, as_of, by, roster, the rule, `cells_missing` (how many cells were asked and
    not answered), and the states and kinds asked for.

    Raises `ArgumentError` for a date that is none, a measure, column, state, kind, sort or roster that there
    is not, and for several relations that are not to be combined; `NotFoundError` for a partnership or a
    wave that the study does not have.

    Source: Wasserman and Faust (1994), Social Network Analysis; Burt (1992), Structural Holes.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.measures(study, names=["degree", "betweenness"]).values.tolist()
        [['Ada', 'practitioner', 1, 0.0], ['Ben', 'practitioner', 2, 1.0], ['Cem', 'practitioner', 1, 0.0]]
    """
    chosen = chosen_measures(names)
    declared = Declared(wave, relation, combine, missing)
    drawing = Drawing(as_of, baseline, policy, states, kinds, partnership, who, declared, roster)
    networks = drawn(study, drawing)
    frame = pd.concat([_rows(networks, each, chosen, by) for each in networks.networks], ignore_index=True)
    frame = frame.sort_values("actor", kind="stable", ignore_index=True)
    frame.attrs.update(networks.about(len(frame)), by=by)
    return frame


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


def _rows(networks: Drawns, each: Drawn, chosen: list[Measure], by: str) -> pd.DataFrame:
    """The rows of one network."""
    figured = Figured(each.network, groups_of(networks, each, by), each.missing)
    columns: dict[str, Any] = {
        "actor": pd.Series(actors_of(networks.study).ids[each.actors], dtype="str"),
        "sort": pd.Series([each.sort] * len(each.actors), dtype="str"),
    }
    return pd.DataFrame(columns | {measure.name: measure.of(figured) for measure in chosen})


def _ei(external: Any, internal: Any) -> Any:
    """Krackhardt and Stern's index (1988), Social Psychology Quarterly 51:123-140."""
    both = external + internal
    found = np.full(len(both), np.nan)
    np.divide(external - internal, both, out=found, where=both > 0)
    return found
