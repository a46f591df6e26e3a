"""The nodes, lines and bands of the map."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.library import wording
from netmap.model.dates import NO_DAY, from_day
from netmap.model.i18n import Translator
from netmap.model.words import word
from netmap.questions.map.bands import NO_RANK, bands_of
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.captions import name_of
from netmap.questions.map.lines import LINE_KINDS, Lines, lines_of
from netmap.questions.map.measures import Measures, measures_of, size_words, sized
from netmap.questions.map.placing import AGENCY_RADIUS, around, placing_of
from netmap.questions.map.request import MAP_KINDS, MAP_STATES, SIZES
from netmap.questions.map.types import Band, MapEdge, MapNode
from netmap.questions.map.zone_figures import ZoneFigures
from netmap.questions.node_index import UNKNOWN
from netmap.questions.question import AREA, NEED
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.policy import ACTIVE, TRAIL


def in_focus(board: BoardState, lines: Lines) -> Bools:
    """Which numbers are in focus: all of them without a focus, or where it is not on the map.

    Steps are counted over the lines that no filter fades. An opened agency begins with all that it
    holds; whatever is in focus brings along the agency it is drawn inside.
    """
    everything = np.ones(len(board.universe), np.bool_)
    focus = board.request.focus
    number = None if focus is None else board.universe.numbers.get(focus)
    if number is None or board.request.steps < 1 or board.drawn_as[number] < 0:
        return everything
    reached = np.zeros(len(board.universe), np.bool_)
    reached[board.drawn_as[number]] = True
    itself = np.arange(len(board.universe))
    drawn_inside = (board.drawn_as == itself) & (board.agency_of != itself) & (board.agency_of >= 0)
    if number < board.universe.first_person and board.open[number]:
        reached |= drawn_inside & (board.agency_of == number)
    source, target = lines.source[~lines.faded], lines.target[~lines.faded]
    for _ in range(board.request.steps):
        onward = reached.copy()
        onward[target[reached[source]]] = True
        onward[source[reached[target]]] = True
        reached = onward
    children = np.flatnonzero(drawn_inside & reached)
    parents = board.agency_of[children]
    reached[parents[board.open[parents]]] = True
    return reached


Floats = npt.NDArray[np.float64]

MOST_LINES = 5000
"""At most so many lines are drawn; of more, those with the most ties. The tables hold all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What is on the map: the numbers drawn, the lines between them, and what is pale by focus.

    `value` and `size` are what size stands for of every number, and how large it is drawn for it.
    `shown` marks, among `lines`, those that the map draws; the others are too many.
    """

    board: BoardState
    numbers: Ints
    lines: Lines
    shown: Bools
    focus: Bools
    measures: Measures
    value: Floats
    size: Floats

    @property
    def in_force(self) -> Bools:
        """The lines that neither a filter nor the focus fades."""
        lines = self.lines
        return ~lines.faded & self.focus[lines.source] & self.focus[lines.target]


def drawing_of(board: BoardState) -> Drawing:
    """Work out what is on the map in a state of the page."""
    lines = lines_of(board)
    numbers = np.flatnonzero(board.drawn_as == np.arange(len(board.universe)))
    measures = measures_of(board)
    focus, sizes = in_focus(board, lines), sized(board, measures)
    return Drawing(board, numbers, lines, _shown(lines), focus, measures, *sizes)


def _shown(lines: Lines) -> Bools:
    if len(lines) <= MOST_LINES:
        return np.ones(len(lines), np.bool_)
    shown = np.zeros(len(lines), np.bool_)
    shown[np.lexsort((-lines.ties, lines.faded))[:MOST_LINES]] = True
    return shown


def nodes_of(drawing: Drawing, zones: ZoneFigures, t: Translator) -> tuple[MapNode, ...]:
    """Every node of the map, in the order of their numbers."""
    board, universe = drawing.board, drawing.board.universe
    value, size = drawing.value.copy(), drawing.size.copy()
    value[universe.first_zone :] = zones.sittings
    size[universe.first_zone :] = _zone_sizes(board, zones)
    x, y = positions_of(board, drawing.numbers).T.tolist()
    parents = _parents(board)
    within = _inside(board)
    inside = within[0] + within[1]
    bands = bands_of(board.study)
    pale = ~drawing.focus
    pale[universe.first_zone :] |= zones.sittings == 0
    notes, sectors = _notes(drawing, zones, within, t), _sectors(board)
    return tuple(
        MapNode(
            number=number,
            ref=universe.refs[number],
            name=name_of(board, number, t),
            x=round(x[at], 2),
            y=round(y[at], 2),
            size=round(float(size[number]), 4),
            value=None if np.isnan(value[number]) else float(value[number]),
            parent=None if parents[number] < 0 else int(parents[number]),
            open=number < universe.first_person and bool(board.open[number]),
            inside=int(inside[number]) if number < universe.first_person else 0,
            faded=bool(pale[number]),
            band=None if bands[number] == NO_RANK else int(bands[number]),
            note=notes[number],
            sector=sectors.get(number, ""),
        )
        for at, number in enumerate(drawing.numbers.tolist())
    )


def edges_of(drawing: Drawing) -> tuple[MapEdge, ...]:
    """Every line that the map draws."""
    lines, shown = drawing.lines, drawing.shown
    columns = (lines.source, lines.target, lines.kind, lines.state, lines.ties, lines.first, lines.last)
    rows = zip(
        *(column[shown].tolist() for column in columns), (~drawing.in_force)[shown].tolist(), strict=True
    )
    dates = Dates()
    return tuple(
        MapEdge(a, b, LINE_KINDS[kind], MAP_STATES[state], ties, dates[first], dates[last], faded)
        for a, b, kind, state, ties, first, last, faded in rows
    )


def agency_pairs(drawing: Drawing) -> int | None:
    """How many pairs of agencies the map draws an active network or declared tie between.

    None where it draws people, or ties of some kinds or states alone; a pair with trails alone does not
    count, as on the overview. What is outside the focus counts: it is pale, and works together all the same.
    """
    lines = drawing.lines
    if is_narrowed(drawing.board) or _draws_people(drawing):
        return None
    alive = np.isin(lines.state, [MAP_STATES.index(ACTIVE), MAP_STATES.index("undated")])
    network = np.isin(lines.kind, [LINE_KINDS.index(kind) for kind in MAP_KINDS if kind != TRAIL])
    tied = network & alive & ~lines.faded
    return _pairs(drawing, tied)


def chosen_pairs(drawing: Drawing) -> int | None:
    """How many pairs of agencies have a tie of the kinds and states chosen; None where it draws people."""
    if _draws_people(drawing):
        return None
    return _pairs(drawing, (drawing.lines.kind < len(MAP_KINDS)) & ~drawing.lines.faded)


def is_narrowed(board: BoardState) -> bool:
    """Whether ties of some kinds or states alone are in force."""
    request = board.request
    return set(request.kinds) != set(MAP_KINDS) or set(request.states) != set(MAP_STATES)


def _draws_people(drawing: Drawing) -> bool:
    universe = drawing.board.universe
    return bool(
        ((drawing.numbers >= universe.first_person) & (drawing.numbers < universe.first_service)).any()
    )


def _pairs(drawing: Drawing, tied: Bools) -> int:
    """How many pairs of agencies some lines stand between."""
    first, lines = drawing.board.universe.first_person, drawing.lines
    between = tied & (lines.source != UNKNOWN) & (lines.target < first)
    return len(np.unique(lines.source[between] * first + lines.target[between]))


class Dates(dict[int, "dt.date | None"]):
    """Day numbers as dates, each turned once; None for no day."""

    def __missing__(self, day: int) -> dt.date | None:
        self[day] = None if day == NO_DAY else from_day(day)
        return self[day]


def bands_shown(board: BoardState, t: Translator) -> tuple[Band, ...]:
    """The bands of the layout by level; none in the layout by force."""
    if board.request.layout != "levels":
        return ()
    levels = board.study.levels
    named = levels["name"].where(levels["name"].notna(), levels["level"])
    names: dict[int | None, str] = {
        int(rank): str(name) for rank, name in zip(levels["rank"], named, strict=True) if pd.notna(rank)
    }
    names[None] = t.gettext(wording.UNKNOWN_LEVEL)
    bands = placing_of(board.study).bands
    return tuple(Band(rank, names.get(rank, ""), float(top), float(bottom)) for rank, top, bottom in bands)


def positions_of(board: BoardState, numbers: Ints) -> Floats:
    """Where the given numbers stand in the layout asked for."""
    universe, placing = board.universe, placing_of(board.study)
    base = placing.levels if board.request.layout == "levels" else placing.force
    found = base[numbers].copy()
    child = (numbers >= universe.first_person) & (numbers < universe.first_zone)
    agency = board.agency_of[numbers[child]]
    found[child] = base[agency] + placing.inside(agency, numbers[child])
    service = (numbers >= universe.first_service) & (numbers < universe.first_zone)
    beside = service.copy()
    beside[service] = ~board.open[board.agency_of[numbers[service]]]
    found[beside] = base[board.agency_of[numbers[beside]]] + _around(board, numbers[beside])
    return found


def _around(board: BoardState, services: Ints) -> Floats:
    """Places of services beside their closed agencies: the first in its table in the first place."""
    every = board.universe.service_agency
    order = np.argsort(every, kind="stable")
    starts = np.searchsorted(every[order], every)
    place = np.empty(len(every), np.int64)
    place[order] = np.arange(len(every))
    spots = around(len(every), AGENCY_RADIUS)
    found: Floats = spots[(place - starts)[services - board.universe.first_service]]
    return found


def _zone_sizes(board: BoardState, zones: ZoneFigures) -> Floats:
    """Sizes of zones by their sittings in the window, scaled to the most of any zone on record."""
    zone = board.sittings.zone[board.sittings.day != NO_DAY]
    most = np.bincount(zone[zone >= 0], minlength=1).max(initial=0)
    found: Floats = np.sqrt(zones.sittings / max(int(most), 1))
    return found


def _parents(board: BoardState) -> Ints:
    """The opened agency that each number is drawn inside; -1 for none."""
    universe = board.universe
    found = np.full(len(universe), -1, np.int64)
    child = slice(universe.first_person, universe.first_zone)
    found[child] = np.where(board.open[board.agency_of[child]], board.agency_of[child], -1)
    return found


def _inside(board: BoardState) -> tuple[Ints, Ints]:
    """How many people, and how many services, opening each agency would show."""
    universe = board.universe
    edges = ((universe.first_person, universe.first_service), (universe.first_service, universe.first_zone))
    sorts = (slice(*each) for each in edges)
    members = [board.agency_of[each][board.scope.things[each]] for each in sorts]
    people, services = (np.bincount(each, minlength=universe.first_person) for each in members)
    return people, services


def _notes(drawing: Drawing, zones: ZoneFigures, inside: tuple[Ints, Ints], t: Translator) -> dict[int, str]:
    """One line said of each node."""
    board, universe = drawing.board, drawing.board.universe
    needs = _needs(board)
    measured = board.request.size not in SIZES
    title = size_words(board, t)[0] if measured else ""
    found = {}
    for number in drawing.numbers.tolist():
        if number >= universe.first_zone:
            place = number - universe.first_zone
            parts = [
                wording.sittings(t, int(zones.sittings[place])),
                wording.people(t, int(zones.people[place])),
            ]
        elif number >= universe.first_service:
            parts = needs[number - universe.first_service]
        else:
            parts = [wording.ties(t, int(drawing.measures.ties[number]))]
            if number < universe.first_person:
                within = zip((wording.people, wording.services), inside, strict=True)
                parts += [said(t, int(counts[number])) for said, counts in within if counts[number]]
            if measured and not np.isnan(drawing.value[number]):
                value = t.number(float(drawing.value[number]), 2)
                parts.append(t.gettext("{what}: {value}").format(what=title, value=value))
        found[number] = ", ".join(parts)
    return found


def _sectors(board: BoardState) -> dict[int, str]:
    """The sector of every agency that has one, by number; the agency not known is number 0."""
    named = enumerate(board.study.agencies["sector"], start=1)
    return {number: str(sector) for number, sector in named if pd.notna(sector)}


def _needs(board: BoardState) -> list[list[str]]:
    """Need and area of every service, what is missing left out."""
    study = board.study
    rows = zip(study.services["need"], study.services["area"], strict=True)
    pairs = [zip((NEED, AREA), row, strict=True) for row in rows]
    return [[word(study, *column, str(part)) for column, part in row if pd.notna(part)] for row in pairs]
