"""The network that is drawn of a study's ties as of a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.graph_measures.declared import declared_arrows
from netmap.graph_measures.network import Network, network_of, part_of
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import Actors, actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.people import held, partnerships_on
from netmap.tie_kinds.policy import ACTIVE, KINDS, STATES, TiePolicy
from netmap.tie_kinds.reorganisations import successors

UNDATED = "undated"
"""Stands among the states for ties that were declared or coded and never seen."""

DRAWN = (ACTIVE, UNDATED)
"""The states that are drawn unless told otherwise."""

PRACTITIONER, AGENCY = "practitioner", "agency"
SORTS = (PRACTITIONER, AGENCY)
"""The sorts of actor: a tie is between two of one sort, so each sort is a network of its own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw: as of which day, which ties, of whom."""

    as_of: Any = None
    baseline: Any = None
    policy: TiePolicy = TiePolicy()
    states: Collection[str] = DRAWN
    kinds: Collection[str] | None = None
    partnership: str | None = None
    who: str | None = None

    def __post_init__(self) -> None:
        _only("states", self.states, (*STATES, UNDATED))
        _only("kinds", self.kinds or (), KINDS)
        _only("who", () if self.who is None else (self.who,), SORTS)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The network of one sort of actor: node v is the actor whose code is `actors[v]`."""

    sort: str
    actors: Ints
    network: Network
    has_ties: bool


@dataclass(frozen=True, slots=True, eq=False)
class Drawns:
    """The networks drawn of a study, the people's first, and what they say of themselves."""

    study: Study
    day: int | None
    networks: tuple[Drawn, ...]
    rule: dict[str, str]

    @property
    def read_on(self) -> int:
        """The day on which agencies and levels are read."""
        return NO_DATE_READS if self.day is None else self.day

    def about(self, n: int) -> dict[str, str]:
        """What a table made of them says of itself."""
        return {**self.rule, "n": str(n)}


def drawn(study: Study, drawing: Drawing) -> Drawns:
    """The networks of a study's people and of its agencies as of a day.

    Nodes are the actors in service on that day and whoever still has a tie drawn. A tie that was seen
    (in a meeting or contact) is drawn both ways where its state is asked for. One that was only declared or
    coded is `undated`, and drawn in the direction in which it was declared. Without `who` a sort of
    actor of which no tie is known at all is left out, unless that goes for both.

    Raises `ArgumentError` for a date that is none and for states, kinds or sorts that there are not,
    `NotFoundError` for a partnership that the study does not have.
    """
    day = as_of_day(study, drawing.as_of)
    found = ties(study, drawing.as_of, drawing.baseline, drawing.policy)
    actors = actors_of(study)
    source, target = _arrows(study, found, drawing, day)
    linked, known = np.zeros(len(actors), np.bool_), np.zeros(len(actors), np.bool_)
    linked[source], linked[target] = True, True
    for end in ("source", "target"):
        known[actors.codes(found[end])] = True
    nodes = (_in_service(study, actors, day) | linked) & _of_partnership(study, actors, drawing, day)
    whole = network_of(len(actors), source, target)
    sorts = {PRACTITIONER: ~actors.is_agency, AGENCY: actors.is_agency}
    networks = tuple(
        Drawn(sort, np.flatnonzero(nodes & of), part_of(whole, nodes & of), bool((known & nodes & of).any()))
        for sort, of in sorts.items()
    )
    rule = {
        **found.attrs,
        "states": ", ".join(drawing.states),
        "kinds": ", ".join(KINDS if drawing.kinds is None else drawing.kinds),
        "partnership": drawing.partnership or "",
    }
    return Drawns(study, day, _asked_for(networks, drawing.who), rule)


def _asked_for(networks: tuple[Drawn, ...], who: str | None) -> tuple[Drawn, ...]:
    if who is not None:
        return tuple(each for each in networks if each.sort == who)
    tied = tuple(each for each in networks if each.has_ties)
    return tied or tuple(each for each in networks if len(each.actors)) or networks[:1]


def _arrows(study: Study, found: pd.DataFrame, drawing: Drawing, day: int | None) -> tuple[Ints, Ints]:
    """Source and target codes of every arrow."""
    actors = actors_of(study)
    state = found["state"].fillna(UNDATED)
    shown = state.isin(list(drawing.states)).to_numpy(dtype=bool)
    if drawing.kinds is not None:
        shown = shown & found["kind"].isin(list(drawing.kinds)).to_numpy(dtype=bool)
    undated = state.eq(UNDATED).to_numpy(dtype=bool)
    a, b = actors.codes(found["source"]), actors.codes(found["target"])
    seen = shown & ~undated
    declared = declared_arrows(study, day)
    alone = np.isin(_keys(actors, *declared), _keys(actors, a[shown & undated], b[shown & undated]))
    source = np.concatenate([a[seen], b[seen], declared[0][alone]])
    target = np.concatenate([b[seen], a[seen], declared[1][alone]])
    return source, target


def _keys(actors: Actors, one: Ints, other: Ints) -> Ints:
    """One number for every unordered pair."""
    keys: Ints = np.minimum(one, other) * len(actors) + np.maximum(one, other)
    return keys


def _in_service(study: Study, actors: Actors, day: int | None) -> Bools:
    """Who is there on a day: people within their joined and left, agencies that go on under their name."""
    there = np.ones(len(actors), np.bool_)
    if day is None:
        return there
    joined, left = held(study.practitioners)
    there[actors.codes(study.practitioners["practitioner"])] = (joined <= day) & (day <= left)
    gone = [agency for agency, became in successors(study, day).items() if agency not in became]
    there[actors.ids.isin(gone)] = False
    return there


def _of_partnership(study: Study, actors: Actors, drawing: Drawing, day: int | None) -> Bools:
    if drawing.partnership is None:
        return np.ones(len(actors), np.bool_)
    if not study.partnerships["partnership"].eq(drawing.partnership).any():
        raise NotFoundError(N_("There is no partnership “{id}” in this study"), id=drawing.partnership)
    belongs = partnerships_on(study, NO_DATE_READS if day is None else day)
    of = np.zeros(len(actors), np.bool_)
    of[actors.codes(belongs.loc[belongs["partnership"] == drawing.partnership, "actor"])] = True
    return of


def _only(name: str, given: Collection[str], known: tuple[str, ...]) -> None:
    wrong = [given] if isinstance(given, str) else [each for each in given if each not in known]
    if wrong:
        raise ArgumentError(
            N_("{name}: “{value}” is none of its values; it takes a list out of: {known}"),
            name=name,
            value=wrong[0],
            known=", ".join(known),
        )
