"""What the size of a node may stand for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.graph_measures.actor_measures import BALANCE, MEASURES
from netmap.model.dates import NO_DAY, from_day
from netmap.model.derived import derived
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.map.board_state import BoardState, board_state
from netmap.questions.map.networks import measured_on
from netmap.questions.map.request import SIZES, MapRequest
from netmap.questions.map.zone_figures import distinct_in
from netmap.questions.node_index import UNKNOWN, Universe
from netmap.questions.tie_arrays import TieArrays
from netmap.questions.window import record_of
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

EXPLAINED = {
    "people": (N_("People of the agency"), N_("How many people the agency has on the last day.")),
    "partners": (
        N_("Agencies tied to"),
        N_("To how many other agencies the agency or its people, or this person, have a tie."),
    ),
    "ties": (
        N_("Ties to other agencies"),
        N_("How many ties the agency and its people have to other agencies; of a person, all of them."),
    ),
    "sittings": (
        N_("Sittings attended"),
        N_("At how many sittings of the window the person, or somebody of the agency, was present."),
    ),
    "none": (N_("All alike"), N_("Size stands for nothing.")),
}
"""What each figure of the map is called, and what it says."""

SIZE = N_("Size: {title}. {help}")
OWN_COLUMN = N_("What the agencies’ own column “{name}” holds.")
AMONG_AGENCIES = N_("{help} Among agencies, the ties of their people count as their own.")


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


def sizes_of(study: Study, t: Translator) -> tuple[tuple[str, str, str], ...]:
    """What may be chosen for size, with its title and its meaning.

    The figures of the map, every measure of actors of the library, the columns of numbers that the agencies
    carry, and nothing. A column goes before a measure of the same name.
    """
    own = number_columns(study)
    figures = [(name, t.gettext(title), t.gettext(said)) for name, (title, said) in EXPLAINED.items()]
    measured = [
        (each.name, t.gettext(each.title), t.gettext(AMONG_AGENCIES).format(help=t.gettext(each.help)))
        for each in MEASURES
        if each.name not in own
    ]
    columns = [
        (name, name.replace("_", " ").capitalize(), t.gettext(OWN_COLUMN).format(name=name)) for name in own
    ]
    return (*figures[:-1], *measured, *columns, figures[-1])


def size_words(board: BoardState, t: Translator) -> tuple[str, str]:
    """What size stands for: its title, and a sentence on what it means."""
    known = {name: (title, said) for name, title, said in sizes_of(board.study, t)}
    title, said = known[board.request.size]
    return title, t.gettext(SIZE).format(title=title, help=said)


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

    Sizes are scaled to the greatest value over the whole record, people's among people, so that they compare
    between windows; to the greatest value of the day where that is greater still. What lies between -1 and 1
    is scaled as it lies between them. NaN and 0 where the measure says nothing of a thing.
    Raises `ArgumentError` for a measure that the study does not have.
    """
    name, universe = board.request.size, board.universe
    own, known = number_columns(board.study), {each.name: each for each in MEASURES}
    value = np.full(len(universe), np.nan)
    if name == "none":
        return value, np.zeros(len(universe))
    if name in own:
        value[1 : universe.first_person] = own[name]
        return value, _scaled(universe, value, value)
    if name in SIZES:
        value[: universe.first_service] = getattr(measures, name)
        if name == "people":
            value[universe.first_person :] = np.nan
        whole = getattr(_whole_record(board.study, _rule_of(board.context)), name).astype(float)
        return value, _scaled(universe, value, np.resize(whole, len(universe)))
    if name in known:
        value = measured_on(board, known[name])
        if known[name].unit == BALANCE:
            return value, np.sqrt(np.nan_to_num((value + 1) / 2))
        return value, _scaled(universe, value, _measured_ever(board.study, _rule_of(board.context), name))
    raise ArgumentError(
        N_("{key}: “{value}” is none of its values; it takes {words}"),
        key="size",
        value=name[:80],
        words=", ".join(key for key in (*SIZES, *own, *known)),
    )


def _scaled(universe: Universe, value: Floats, ever: Floats) -> Floats:
    """The root of each value's share in the greatest of its sort, on record or on the day."""
    sizes = np.zeros(len(universe))
    for part in (slice(0, universe.first_person), slice(universe.first_person, universe.first_service)):
        most = max(_most(ever[part]), _most(value[part]))
        if most > 0:
            sizes[part] = np.sqrt(np.clip(np.nan_to_num(value[part]) / most, 0.0, 1.0))
    return sizes


def _most(values: Floats) -> float:
    return float(np.nanmax(values, initial=0.0))


def _rule_of(context: Context) -> Context:
    """What of a context has a part in figures of the whole record."""
    names = ("baseline", "ties", "wave", "relation", "roster")
    return Context(**{name: getattr(context, name) for name in names})


def _everybody(study: Study, rule: Context) -> BoardState:
    record = record_of(study)
    end = None if record is None else from_day(record.end)
    return board_state(Inquiry(rule.but(end=end), lambda: study), MapRequest())


@derived(most=8)
def _measured_ever(study: Study, rule: Context, name: str) -> Floats:
    """A measure of the network of everything on record, whatever has gone quiet since."""
    return measured_on(_everybody(study, rule), {each.name: each for each in MEASURES}[name], whole=True)


@derived(most=8)
def _whole_record(study: Study, rule: Context) -> Measures:
    """The same figures over the whole record, everybody at the agency they were last at."""
    everybody = board_state(Inquiry(rule, lambda: study), MapRequest())
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
