"""The networks of the people and of the agencies on the map, for the library's measures of actors."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.graph_measures.actor_measures import Measure
from netmap.graph_measures.groups import BY_AGENCY, Groups, groups_of
from netmap.graph_measures.measured_network import MeasuredNetwork
from netmap.graph_measures.network import Network, network_of, part_of
from netmap.graph_measures.tie_network import DRAWN, TieNetworks, TieSelection, every_network
from netmap.model.dates import from_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.map.board_state import BoardState
from netmap.questions.node_index import UNKNOWN
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.declared import Declared
from netmap.tie_kinds.policy import STATES
from netmap.tie_kinds.policy import UNDATED as UNDATED_STATE

Floats = npt.NDArray[np.float64]


def measured_on(board: BoardState, measure: Measure, *, whole: bool = False) -> Floats:
    """A measure of every number of the map; NaN where it says nothing of a thing.

    People are measured among people, with the ties that are in force on the map; agencies among agencies,
    where the ties of their people count as their own. `whole`: whatever became of a tie since.
    """
    found = np.full(len(board.universe), np.nan)
    people, agencies = _networks(board, whole)
    for numbers, network in (people, agencies):
        if len(numbers):
            found[numbers] = np.asarray(measure.of(network), dtype=float)
    return found


Placed = tuple[Ints, MeasuredNetwork]
"""A network, and the numbers of its nodes on the map."""


def _networks(board: BoardState, whole: bool) -> tuple[Placed, Placed]:
    day = None if board.as_of is None else from_day(board.as_of)
    drawn = every_network_of(board.study, _who_counts(board.context), day, whole, **board.inquiry.declared)
    people, agencies = drawn.networks
    of_people, of_agencies = (board.universe.of_actor[each.actors] for each in drawn.networks)
    kept = _in_force(board, of_people, people.network, whole)
    own = _in_force(board, of_agencies, agencies.network, whole)
    measured = MeasuredNetwork(kept, groups_of(drawn, people, BY_AGENCY), people.missing)
    inside = board.scope.things[of_people]
    return (
        (of_people[inside], measured.part(inside)),
        _between_agencies(board, (of_people, kept), (of_agencies, own)),
    )


@derived(most=8)
def every_network_of(
    study: Study,
    context: Context,
    day: dt.date | None,
    whole: bool,
    wave: tuple[str, ...] | None,
    relation: str | tuple[str, ...] | None,
) -> TieNetworks:
    """The library's networks of people and of agencies as of a day; also of ties that went quiet."""
    return every_network(
        study,
        TieSelection(
            day,
            context.baseline,
            context.ties,
            states=(*STATES, UNDATED_STATE) if whole else DRAWN,
            partnership=context.partnership,
            declared=Declared(wave, relation, beside_seen=True),
            roster=context.roster,
        ),
    )


def _who_counts(context: Context) -> Context:
    """What of a context has a part in the networks of a day."""
    names = ("baseline", "ties", "partnership", "roster")
    return Context(**{name: getattr(context, name) for name in names})


def _in_force(board: BoardState, numbers: Ints, network: Network, whole: bool) -> Network:
    """The network without what the filters of the map draw pale."""
    if whole:
        return network
    n, ties = len(board.universe), board.ties.at(board.counted)
    a, b = numbers[network.sources], numbers[network.targets]
    kept = np.isin(_pairs(a, b, n), _pairs(ties.a, ties.b, n))
    return network_of(len(network), network.sources[kept], network.targets[kept])


def _pairs(a: Ints, b: Ints, n: int) -> Ints:
    found: Ints = np.minimum(a, b) * n + np.maximum(a, b)
    return found


def _between_agencies(board: BoardState, people: tuple[Ints, Network], own: tuple[Ints, Network]) -> Placed:
    """The agencies of the roster and those that a tie leads to, tied by their people and by themselves."""
    n = board.universe.first_person
    arrows = [
        (board.agency_of[numbers[network.sources]], board.agency_of[numbers[network.targets]])
        for numbers, network in (people, own)
    ]
    source, target = (np.concatenate(ends) for ends in zip(*arrows, strict=True))
    known = (source != UNKNOWN) & (target != UNKNOWN) & (source != target)
    source, target = source[known], target[known]
    there: Bools = np.zeros(n, np.bool_)
    there[own[0]] = there[source] = there[target] = True
    there &= board.scope.things[:n]
    there[UNKNOWN] = False
    numbers = np.flatnonzero(there)
    groups = Groups(np.arange(len(numbers)), pd.Index(numbers))
    nothing = network_of(len(numbers), *np.zeros((2, 0), np.int64))
    return numbers, MeasuredNetwork(part_of(network_of(n, source, target), there), groups, nothing)
