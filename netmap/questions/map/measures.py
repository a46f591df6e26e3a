"""What the size of a node may stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.dates import NO_DAY
from netmap.model.derived import derived
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.distinct import distinct_in
from netmap.questions.map.board_state import BoardState, board_state
from netmap.questions.map.request import SIZES, MapRequest
from netmap.questions.node_index import UNKNOWN
from netmap.questions.question import Inquiry
from netmap.questions.tie_arrays import TieArrays
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.policy import TiePolicy

Floats = npt.NDArray[np.float64]

LABELS = {
    "people": N_("People of the agency"),
    "partners": N_("Agencies tied to"),
    "ties": N_("Ties to other agencies"),
    "sittings": N_("Sittings attended"),
    "none": N_("All alike"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Figures of agencies and people by number: of the window, and of ties in force that stand at its end.

    Of an agency: its people, the other agencies its people (or it) have ties to, the ties that lead
    there, the sittings with somebody of it. Of a person the same of their own ties, all of them.
    """

    people: Ints
    partners: Ints
    ties: Ints
    sittings: Ints


def sizes_of(study: Study, t: Translator) -> tuple[tuple[str, str], ...]:
    """What may be chosen for size: the measures, then every column of numbers that the agencies carry."""
    chosen = [(name, t.gettext(LABELS[name])) for name in SIZES]
    own = [(name, name.replace("_", " ").capitalize()) for name in number_columns(study)]
    return (*chosen[:-1], *own, chosen[-1])


@derived(most=1)
def number_columns(study: Study) -> dict[str, Floats]:
    """The agencies' own columns that hold nothing but numbers, in the table's order; NaN where empty."""
    defined = set(TABLES["agencies"].columns)
    found: dict[str, Floats] = {}
    for name in study.agencies.columns:
        if name in defined or name in SIZES:
            continue
        column = study.agencies[name]
        numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        finite = np.isfinite(numbers)
        if finite.any() and bool((finite | column.isna().to_numpy(dtype=bool)).all()):
            found[str(name)] = numbers
    return found


def measures_of(board: BoardState) -> Measures:
    """The figures of a state of the page."""
    meeting, person = board.present()
    return _measured(board, board.ties.at(board.counted), meeting, person)


def sized(board: BoardState, measures: Measures) -> tuple[Floats, Floats]:
    """Value and size of every number by the measure asked for; size is 0..1, by the root of the value.

    Sizes are scaled to the greatest value over the whole record, people's among people, so that
    they compare between windows. NaN and 0 where the measure says nothing of a thing.
    Raises `ArgumentError` for a measure that the study does not have.
    """
    name, universe = board.request.size, board.universe
    value = np.full(len(universe), np.nan)
    own = number_columns(board.study)
    if name in own:
        value[1 : universe.first_person] = own[name]
        greatest = value
    elif name == "none":
        return value, np.zeros(len(universe))
    elif name in SIZES:
        value[: universe.first_service] = getattr(measures, name)
        greatest = getattr(
            _whole_record(board.study, board.context.baseline, board.context.ties), name
        ).astype(float)
    else:
        words = ", ".join(key for key in (*SIZES, *own))
        raise ArgumentError(
            N_("{key}: “{value}” is none of its values; it takes {words}"),
            key="size",
            value=name[:80],
            words=words,
        )
    sizes = np.zeros(len(universe))
    for part in (slice(0, universe.first_person), slice(universe.first_person, universe.first_service)):
        most = np.nanmax(greatest[part], initial=0.0)
        if most > 0:
            sizes[part] = np.sqrt(np.clip(np.nan_to_num(value[part]) / most, 0.0, 1.0))
    if name == "people":
        value[universe.first_person :] = np.nan
        sizes[universe.first_person :] = 0.0
    return value, sizes


@derived(most=8)
def _whole_record(study: Study, baseline: dt.date | None, policy: TiePolicy) -> Measures:
    """The same figures over the whole record, everybody at the agency they were last at."""
    inquiry = Inquiry(Context(baseline=baseline, ties=policy), lambda: study)
    everybody = board_state(inquiry, MapRequest())
    meeting, person = everybody.sittings.meeting, everybody.sittings.person
    dated = everybody.sittings.day[meeting] != NO_DAY
    return _measured(everybody, everybody.everything(), meeting[dated], person[dated])


def _measured(board: BoardState, ties: TieArrays, meeting: Ints, person: Ints) -> Measures:
    universe, n = board.universe, board.universe.first_service
    members = board.scope.things[universe.first_person : n]
    people = np.bincount(board.agency_of[universe.first_person : n][members], minlength=n)
    agency_a, agency_b = board.agency_of[ties.a], board.agency_of[ties.b]
    apart = agency_a != agency_b
    own = ties.a >= universe.first_person
    counted = np.bincount(agency_a[apart], minlength=n) + np.bincount(agency_b[apart], minlength=n)
    counted += np.bincount(ties.a[own], minlength=n) + np.bincount(ties.b[own], minlength=n)
    near = np.concatenate([agency_a, agency_b, ties.a[own], ties.b[own]])
    far = np.concatenate([agency_b, agency_a, agency_b[own], agency_a[own]])
    elsewhere = (far != board.agency_of[near]) & (far != UNKNOWN)
    partners = distinct_in(near[elsewhere], far[elsewhere], n)
    sat = np.concatenate([board.agency_of[person], person])
    return Measures(people, partners, counted, distinct_in(sat, np.tile(meeting, 2), n))
