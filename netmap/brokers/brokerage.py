"""Brokerage roles: who stands between whom, inside groups and between them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from netmap.graph_measures.brokerage_roles import ROLES, role_moments, standardised
from netmap.graph_measures.measured_network import MeasuredNetwork, measured_networks
from netmap.graph_measures.tie_network import TieNetwork, TieSelection
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import OBSERVED, Declared
from netmap.tie_kinds.policy import TiePolicy

COUNTED = (*ROLES, "total")
EXPECTED = tuple(f"exp_{role}" for role in COUNTED)
STANDARDISED = tuple(f"z_{role}" for role in COUNTED)
COLUMNS = (*COUNTED, *EXPECTED, *STANDARDISED)


def brokerage(
    study: Study,
    by: str = "agency",
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    partnership: str | None = None,
    who: str | None = None,
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    roster: str | None = None,
) -> pd.DataFrame:
    """How often each actor stands between two others who have no tie of their own, by role.

    An actor v stands between i and k where there are ties i -> v and v -> k and none i -> k. Where v, i and k
    are all of one group it is a coordinator; i and k of one, v of another: itinerant; i and v of one:
    representative; v and k of one: gatekeeper; three groups: liaison. Ties that were seen run both ways
    and declared ones as they were declared; so in a network that runs both ways every two people between
    whom somebody stands count twice, as (i, k) and as (k, i).

    Parameters
    ----------
    study: the study.
    by: the groups: `agency` or `level`, both as of that day (of several levels the highest), or any column
        of the agencies' or practitioners' table.
    as_of, baseline, policy: as in `ties`; active ties are drawn, and those only declared or coded.
    partnership: only the actors of this partnership. Default: all of the study, as one network.
    who: `practitioner` or `agency`. Default: both, each as a network of its own; one of which no tie
        or no group is known is left out.
    wave, relation, combine, missing, roster: as in `measures`.

    Returns
    -------
    One row for each actor of the roster and each who has a tie drawn, in text order: actor, group, the counts
    (coordinator, itinerant, representative, gatekeeper, liaison, total), `exp_*`, what they would be on
    average were as many ties there by chance alone, and `z_*`, how many standard deviations they lie from
    that. The frame's `attrs` hold n (actors whose group is known), left_out (those whose group is not),
    as_of, by and the rule.

    Undefined: everything is NaN for actors whose group is not known; they are left out of the network.
    Expectations are NaN with fewer than two actors, z where chance leaves no room for any difference.

    Raises what `measures` raises.

    Source: Gould and Fernandez (1989), Sociological Methodology 19:89-126.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police", "Clinic"]}),
        ...     ties=pd.DataFrame({"source": ["School", "Police"], "target": ["Police", "Clinic"]}),
        ... )
        >>> netmap.brokerage(study)[["actor", "liaison", "total"]].values.tolist()
        [['Clinic', 0.0, 0.0], ['Police', 1.0, 1.0], ['School', 0.0, 0.0]]
    """
    declared = Declared(wave, relation, combine, missing)
    selection = TieSelection(
        as_of, baseline, policy, partnership=partnership, who=who, declared=declared, roster=roster
    )
    return brokers_in(study, by, selection)


def brokers_in(study: Study, by: str, selection: TieSelection) -> pd.DataFrame:
    """The brokers of one selection of ties, as `brokerage` gives them."""
    networks, every = measured_networks(study, selection, by)
    told = [pair for pair in every if pair[1].groups.known.any()] or every
    frame = pd.concat([_rows(study, *pair) for pair in told], ignore_index=True)
    frame = frame.sort_values("actor", kind="stable", ignore_index=True)
    known = sum(int(measured.groups.known.sum()) for _, measured in told)
    frame.attrs.update(networks.about(known), by=by, left_out=len(frame) - known)
    return frame


def _rows(study: Study, each: TieNetwork, measured: MeasuredNetwork) -> pd.DataFrame:
    """The rows of one network."""
    ids, known = actors_of(study).ids[each.actors], measured.groups.known
    figures = np.full((len(ids), len(COLUMNS)), np.nan)
    figures[known] = _figures(measured.part(known))
    frame = pd.DataFrame(figures, columns=list(COLUMNS))
    frame.insert(0, "actor", pd.Series(ids, dtype="str"))
    frame.insert(1, "group", measured.groups.values())
    return frame


def _figures(measured: MeasuredNetwork) -> Any:
    """Counts, means and z of actors whose group is known: an array of them x `COLUMNS`."""
    moments = role_moments(measured.density, measured.groups.code)
    return np.hstack([measured.role_counts, moments.mean, standardised(measured.role_counts, moments)])
