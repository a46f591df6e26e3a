"""One state of the page read against a study: the window, the scope, the ties, and what is opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.map.request import MAP_KINDS, MAP_STATES, MapRequest
from netmap.questions.node_index import UNKNOWN, Universe, agency_numbers, universe_of
from netmap.questions.parameters import AGENCY, NodeRef
from netmap.questions.scope import Scope, scope_of
from netmap.questions.sittings import Sittings, sittings_of
from netmap.questions.tie_arrays import TieArrays, rule_in, ties_on
from netmap.questions.window import Window, record_of, window_of
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.declared import Declared
from netmap.tie_kinds.policy import TiePolicy

MOST_PEOPLE = 600
"""At most so many people are shown when all agencies are to be opened at once."""


@dataclass(frozen=True, slots=True, eq=False)
class BoardState:
    """Everything that the parts of a board's answer are worked out from.

    `agency_of` is the agency's number of every number: a person's as of the window's end, a service's
    own, an agency itself, -1 for a zone. `open` says of every agency's number whether it is opened,
    `drawn_as` of every number which number stands for it on the map, -1 where nothing does.
    `ties` are those drawn, whatever their kind: what stands on the window's last day, whatever its first, and
    where that layer is on `quiet`, those that met in the window and have been quiet since; `in_force` marks
    the ones that pass the filters.
    """

    inquiry: Inquiry
    request: MapRequest
    universe: Universe
    window: Window | None
    scope: Scope
    sittings: Sittings
    sat: Bools
    ties: TieArrays
    quiet: TieArrays
    in_force: Bools
    agency_of: Ints
    open: Bools
    drawn_as: Ints

    @property
    def study(self) -> Study:
        """The study that is asked about."""
        study: Study = self.inquiry.study
        return study

    @property
    def context(self) -> Context:
        """The window, the partnership and the rules in force."""
        return self.inquiry.context

    @property
    def as_of(self) -> int | None:
        """The day that ties and agencies are read at; None where nothing is dated."""
        return None if self.window is None else self.window.end

    def ties_on(self, day: int | None) -> TieArrays:
        """The ties of a day under the rule in force."""
        return ties_on(self.study, day, *self.rule)

    @property
    def rule(self) -> tuple[dt.date | None, TiePolicy, Declared]:
        """The rule by which ties are told apart: baseline, thresholds, and which declared ties count."""
        return rule_in(self.study, self.context)

    @property
    def stock(self) -> TieArrays:
        """What stands on the window's last day."""
        return self.ties.at(self.ties.standing)

    @property
    def counted(self) -> Bools:
        """The ties that figures of agencies and people count: in force, and standing."""
        return self.in_force & self.ties.standing

    def before(self) -> TieArrays | None:
        """What stood on the day before the window; None where the record begins later."""
        record = record_of(self.study)
        if self.window is None or record is None or self.window.before.end < record.start:
            return None
        ties = self.ties_on(self.window.before.end).within(self.scope)
        return ties.at(ties.standing)

    def everything(self) -> TieArrays:
        """The ties of the whole record, against which sizes are scaled."""
        record = record_of(self.study)
        return self.ties_on(None if record is None else record.end)

    def present(self) -> tuple[Ints, Ints]:
        """Meeting and person of everybody of the scope who was present at a sitting in the window."""
        keep = self.sat[self.sittings.meeting] & self.scope.things[self.sittings.person]
        return self.sittings.meeting[keep], self.sittings.person[keep]


def board_state(inquiry: Inquiry, request: MapRequest) -> BoardState:
    """Read one state of the page against its study.

    Raises `ArgumentError` for a window that ends before it starts, `NotFoundError` for a partnership
    that does not exist.
    """
    study, context = inquiry.study, inquiry.context
    universe, window = universe_of(study), window_of(study, context)
    scope, sat = scope_of(study, context.partnership), sittings_of(study, context.ties.count_unclear)
    day = None if window is None else window.end
    every = ties_on(study, day, *rule_in(study, context)).within(scope)
    met = np.zeros(len(every), np.bool_) if window is None else every.last >= window.start
    quiet = every.at(met & ~every.standing)
    ties = every.at(every.standing | (met & ("quiet" in request.layers)))
    agency_of = _agency_of(study, universe, day)
    opened = _opened(universe, request)
    return BoardState(
        inquiry,
        request,
        universe,
        window,
        scope,
        sat,
        sat.within(window) & scope.meetings,
        ties,
        quiet,
        _in_force(ties, request),
        agency_of,
        opened,
        _drawn_as(universe, scope, request, agency_of, opened),
    )


def too_many_to_open(universe: Universe, request: MapRequest) -> bool:
    """Whether all people are asked for and are too many to be shown at once."""
    return "people" in request.layers and universe.people > MOST_PEOPLE


def _agency_of(study: Study, universe: Universe, day: int | None) -> Ints:
    found = np.arange(len(universe))
    read = NO_DATE_READS if day is None else day
    found[universe.first_person : universe.first_service] = agency_numbers(study, read)
    found[universe.first_service : universe.first_zone] = universe.service_agency
    found[universe.first_zone :] = -1
    return found


def _opened(universe: Universe, request: MapRequest) -> Bools:
    everybody = "people" in request.layers and not too_many_to_open(universe, request)
    opened = np.full(universe.first_person, everybody, np.bool_)
    for agency in request.expanded:
        number = universe.numbers.get(NodeRef(AGENCY, agency))
        if number is not None:
            opened[number] = True
    return opened


def _drawn_as(universe: Universe, scope: Scope, request: MapRequest, agency_of: Ints, opened: Bools) -> Ints:
    """What stands for everything: people and services themselves where their agency is opened."""
    itself = np.arange(len(universe))
    inside = slice(universe.first_person, universe.first_zone)
    found = itself.copy()
    found[inside] = np.where(opened[agency_of[inside]], itself[inside], agency_of[inside])
    services = slice(universe.first_service, universe.first_zone)
    if "services" in request.layers:
        found[services] = itself[services]
    found[universe.first_zone :] = itself[universe.first_zone :] if "zones" in request.layers else -1
    people = slice(universe.first_person, universe.first_service)
    shown = scope.things.copy()
    shown[UNKNOWN] = False
    shown[agency_of[people][scope.things[people]]] = True
    return np.where(shown, found, -1)


def _in_force(ties: TieArrays, request: MapRequest) -> Bools:
    kinds = [MAP_KINDS.index(kind) for kind in request.kinds]
    states = [MAP_STATES.index(state) for state in request.states]
    return np.isin(ties.kind, kinds) & np.isin(ties.state, states)
