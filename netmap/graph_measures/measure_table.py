"""The place of every actor among the ties of a day: a row an actor, a column a measure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from netmap.graph_measures.actor_measures import MEASURES, Measure, chosen_measures
from netmap.graph_measures.groups import BY_AGENCY
from netmap.graph_measures.measured_network import MeasuredNetwork, measured_networks
from netmap.graph_measures.tie_network import DRAWN, TieNetwork, TieSelection
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import OBSERVED, Declared
from netmap.tie_kinds.policy import TiePolicy


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
    both ways the two are the same, and each pair of others counts once for betweenness. Plain constraint and
    effective size count a tie that runs both ways double; their sources, and those of the other measures, are
    named where they are worked out.

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
    sort (practitioner or agency), and the measures; by groups are meant those of `by`:

    <measures>

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
    selection = TieSelection(as_of, baseline, policy, states, kinds, partnership, who, declared, roster)
    networks, every = measured_networks(study, selection, by)
    frame = pd.concat([_rows(study, *each, chosen) for each in every], ignore_index=True)
    frame = frame.sort_values("actor", kind="stable", ignore_index=True)
    frame.attrs.update(networks.about(len(frame)), by=by)
    return frame


def _rows(study: Study, each: TieNetwork, measured: MeasuredNetwork, chosen: list[Measure]) -> pd.DataFrame:
    """The rows of one network."""
    columns: dict[str, Any] = {
        "actor": pd.Series(actors_of(study).ids[each.actors], dtype="str"),
        "sort": pd.Series([each.sort] * len(each.actors), dtype="str"),
    }
    return pd.DataFrame(columns | {measure.name: measure.of(measured) for measure in chosen})


measures.__doc__ = str(measures.__doc__).replace(
    "<measures>", "\n    ".join(f"{each.name}: {each.help} ({each.unit})" for each in MEASURES)
)
