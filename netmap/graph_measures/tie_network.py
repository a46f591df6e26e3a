"""The network of a study's ties as of a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.graph_measures.declared_arrows import declared_arrows, missing_cells
from netmap.graph_measures.network import Network, network_of, part_of
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import Actors, actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.declared import LATEST, Declared, DeclaredTies, declared_ties
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.policy import ACTIVE, KINDS, STATES, UNDATED, TiePolicy, check_words
from netmap.tie_kinds.rosters import check_roster, on_roster, roster_for_declared, roster_for_seen

DRAWN = (ACTIVE, UNDATED)
"""The states that are drawn unless told otherwise."""

PRACTITIONER, AGENCY = "practitioner", "agency"
SORTS = (PRACTITIONER, AGENCY)
"""The sorts of actor: a tie is between two of one sort, so each sort is a network of its own."""


@dataclass(frozen=True, slots=True)
class TieSelection:
    """What to draw: as of which day, which ties, of whom.

    A wave or a relation that is asked for means the declared ties alone, whatever their state.
    """

    as_of: Any = None
    baseline: Any = None
    policy: TiePolicy = TiePolicy()
    states: Collection[str] = DRAWN
    kinds: Collection[str] | None = None
    partnership: str | None = None
    who: str | None = None
    declared: Declared = LATEST
    roster: str | None = None

    def __post_init__(self) -> None:
        if self.roster is not None:
            check_roster(self.roster)
        check_words("states", self.states, (*STATES, UNDATED))
        check_words("kinds", self.kinds or (), KINDS)
        check_words("who", () if self.who is None else (self.who,), SORTS)
        object.__setattr__(self, "states", tuple(self.states))
        object.__setattr__(self, "kinds", None if self.kinds is None else tuple(self.kinds))


@dataclass(frozen=True, slots=True, eq=False)
class TieNetwork:
    """The network of one sort of actor: node v is the actor whose code is `actors[v]`.

    `missing` holds the cells of it that were asked and not answered, as arrows.
    """

    sort: str
    actors: Ints
    network: Network
    missing: Network
    roster: str
    has_ties: bool


@dataclass(frozen=True, slots=True, eq=False)
class TieNetworks:
    """The networks drawn of a study, the people's first, and what they say of themselves."""

    study: Study
    day: int | None
    networks: tuple[TieNetwork, ...]
    rule: dict[str, Any]

    @property
    def read_on(self) -> int:
        """The day on which agencies and levels are read."""
        return NO_DATE_READS if self.day is None else self.day

    def about(self, n: int) -> dict[str, Any]:
        """What a table made of them says of itself."""
        return {**self.rule, "n": n, "cells_missing": sum(each.missing.arrows for each in self.networks)}


def tie_networks(study: Study, selection: TieSelection) -> TieNetworks:
    """The networks of a study's people and of its agencies as of a day.

    Nodes are the actors of the roster and whoever else has a tie drawn. A tie that was seen
    (in a meeting or contact) is drawn both ways where its state is asked for. One that was only declared or
    coded is `undated`, and drawn in the direction in which it was declared. Where declared ties alone are
    drawn, cells that were not answered are known for what they are; beside ties that were seen, the record
    answers for every cell. Without `who` a sort of actor of which no tie is known at all is left out, unless
    that goes for both.

    Raises `ArgumentError` for a date that is none and for states, kinds, sorts or rosters that there are not,
    `NotFoundError` for a partnership or a wave that the study does not have, and what `ties` raises.
    """
    both = every_network(study, selection)
    shown = _asked_for(both.networks, selection.who)
    roster = ", ".join(dict.fromkeys(each.roster for each in shown))
    return TieNetworks(study, both.day, shown, {**both.rule, "roster": roster})


def every_network(study: Study, selection: TieSelection) -> TieNetworks:
    """The same of the people and of the agencies, whoever is asked for and whether they have ties or none."""
    day = as_of_day(study, selection.as_of)
    asked = selection.declared
    found = ties(
        study,
        selection.as_of,
        selection.baseline,
        selection.policy,
        asked.wave,
        asked.relation,
        asked.combine,
        asked.missing,
    )
    declared = declared_ties(study, day, asked)
    arrows = _arrows(study, found, selection, declared, day)
    networks = tuple(_of_sort(study, sort, found, selection, declared, day, arrows) for sort in SORTS)
    rule = {
        **found.attrs,
        "states": ", ".join(selection.states),
        "kinds": ", ".join(KINDS if selection.kinds is None else selection.kinds),
        "partnership": selection.partnership or "",
    }
    return TieNetworks(study, day, networks, rule)


def _of_sort(
    study: Study,
    sort: str,
    found: pd.DataFrame,
    selection: TieSelection,
    declared: DeclaredTies,
    day: int | None,
    arrows: tuple[Ints, Ints],
) -> TieNetwork:
    """The network of the people, or that of the agencies."""
    actors = actors_of(study)
    mine = actors.is_agency if sort == AGENCY else ~actors.is_agency
    tied = actors.codes(found["source"])
    seen = bool((mine[tied] & found["state"].notna().to_numpy(dtype=bool)).any())
    alone = selection.declared.alone or not seen
    roster = selection.roster
    if roster is None:
        roster = roster_for_declared(study, declared) if alone else roster_for_seen(study)
    there = on_roster(study, roster, day, selection.policy, declared)
    there[arrows[0]], there[arrows[1]] = True, True
    nodes = there & mine & _of_partnership(study, actors, selection, day)
    missing = missing_cells(study, declared, day, nodes) if alone else (np.zeros(0, np.int64),) * 2
    known = np.zeros(len(actors), np.bool_)
    known[tied], known[actors.codes(found["target"])] = True, True
    return TieNetwork(
        sort,
        np.flatnonzero(nodes),
        part_of(network_of(len(nodes), *arrows), nodes),
        part_of(network_of(len(nodes), *missing), nodes),
        roster,
        bool((known & nodes).any()),
    )


def _asked_for(networks: tuple[TieNetwork, ...], who: str | None) -> tuple[TieNetwork, ...]:
    if who is not None:
        return tuple(each for each in networks if each.sort == who)
    tied = tuple(each for each in networks if each.has_ties)
    return tied or tuple(each for each in networks if len(each.actors)) or networks[:1]


def _arrows(
    study: Study, found: pd.DataFrame, selection: TieSelection, declared: DeclaredTies, day: int | None
) -> tuple[Ints, Ints]:
    """Source and target codes of every arrow."""
    actors = actors_of(study)
    shown = np.ones(len(found), np.bool_)
    if selection.kinds is not None:
        shown = found["kind"].isin(list(selection.kinds)).to_numpy(dtype=bool)
    state = found["state"].fillna(UNDATED)
    undated = state.eq(UNDATED).to_numpy(dtype=bool)
    if selection.declared.alone:
        undated = np.ones(len(found), np.bool_)
    else:
        shown = shown & state.isin(list(selection.states)).to_numpy(dtype=bool)
    a, b = actors.codes(found["source"]), actors.codes(found["target"])
    seen = shown & ~undated
    named = declared_arrows(study, declared, day)
    alone = np.isin(_keys(actors, *named), _keys(actors, a[shown & undated], b[shown & undated]))
    source = np.concatenate([a[seen], b[seen], named[0][alone]])
    target = np.concatenate([b[seen], a[seen], named[1][alone]])
    return source, target


def _keys(actors: Actors, one: Ints, other: Ints) -> Ints:
    """One number for every unordered pair."""
    keys: Ints = np.minimum(one, other) * len(actors) + np.maximum(one, other)
    return keys


def _of_partnership(study: Study, actors: Actors, selection: TieSelection, day: int | None) -> Bools:
    if selection.partnership is None:
        return np.ones(len(actors), np.bool_)
    if not study.partnerships["partnership"].eq(selection.partnership).any():
        raise NotFoundError(N_("the study has no partnership “{name}”"), name=selection.partnership[:80])
    belongs = partnerships_on(study, NO_DATE_READS if day is None else day)
    of = np.zeros(len(actors), np.bool_)
    of[actors.codes(belongs.loc[belongs["partnership"] == selection.partnership, "actor"])] = True
    return of
