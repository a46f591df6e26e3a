"""The tables beside the map: what is in force, a row each, with plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.model.dates import NO_DAY, from_day
from netmap.model.i18n import Translator
from netmap.model.words import word
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.captions import name_of
from netmap.questions.map.drawing import Drawing
from netmap.questions.map.lines import LINE_KINDS, tie_lines_of
from netmap.questions.map.request import MAP_STATES
from netmap.questions.map.types import TIE_COLUMNS
from netmap.questions.map.zone_figures import ZoneFigures
from netmap.questions.node_index import UNKNOWN
from netmap.questions.question import FORM
from netmap.questions.tie_arrays import ties_table
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.people import levels_on

Row = dict[str, Any]

TIE_DETAILS = TIE_COLUMNS[TIE_COLUMNS.index("origin") :]
"""Columns that only a row for one tie can fill."""


def tie_rows_of(drawing: Drawing, t: Translator) -> list[Row]:
    """A row for the ties in force of each two things, kind and state, also those that the map leaves out."""
    board, lines = drawing.board, tie_lines_of(drawing.board)
    keep = np.flatnonzero(drawing.focus[lines.source] & drawing.focus[lines.target])
    kinds = [t.gettext(wording.KIND_LABELS[kind]) for kind in LINE_KINDS]
    states = [t.gettext(wording.STATE_LABELS[state]) for state in MAP_STATES]
    names = {n: name_of(board, n, t) for n in np.unique([lines.source[keep], lines.target[keep]]).tolist()}
    details = _details(board, lines.tie[keep])
    days = IsoDays()
    refs = board.universe.refs
    columns = (lines.source, lines.target, lines.kind, lines.state, lines.ties, lines.first, lines.last)
    found = []
    for at, row in enumerate(zip(*(column[keep].tolist() for column in columns), strict=True)):
        a, b, kind, state, ties, first, last = row
        found.append(
            {
                "source": a,
                "target": b,
                "source_sort": refs[a].sort,
                "source_id": refs[a].id,
                "source_name": names[a],
                "target_sort": refs[b].sort,
                "target_id": refs[b].id,
                "target_name": names[b],
                "kind": LINE_KINDS[kind],
                "kind_label": kinds[kind],
                "state": MAP_STATES[state],
                "state_label": states[state],
                "ties": ties,
                "first": days[first],
                "last": days[last],
                **(details.get(at) or _NO_DETAILS),
            }
        )
    return found


_NO_DETAILS: Row = dict.fromkeys(TIE_DETAILS)


class IsoDays(dict[int, "str | None"]):
    """Day numbers as ISO text, each turned once; None for no day."""

    def __missing__(self, day: int) -> str | None:
        self[day] = None if day == NO_DAY else from_day(day).isoformat()
        return self[day]


def _details(board: BoardState, tie: Ints) -> dict[int, Row]:
    """What the library says of each line that is one tie, by the line's place."""
    places = np.flatnonzero(tie >= 0)
    if not len(places):
        return {}
    frame = ties_table(board.study, board.as_of, *board.rule)
    chosen = frame.iloc[tie[places]][list(TIE_DETAILS)]
    return dict(zip(places.tolist(), plain_rows(chosen), strict=True))


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table as plain values: None where missing, days as ISO text."""
    columns = {name: _plain(frame[name]) for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna(), strict=True)]


def actor_rows_of(drawing: Drawing, t: Translator) -> list[Row]:
    """A row for each agency on the map, and each person where their agency is opened, if in focus."""
    board, universe, measures = drawing.board, drawing.board.universe, drawing.measures
    about = _about(board)
    found = []
    for number in drawing.numbers[drawing.numbers < universe.first_service].tolist():
        if not drawing.focus[number]:
            continue
        ref, person = universe.refs[number], number >= universe.first_person
        found.append(
            {
                "number": number,
                "sort": ref.sort,
                "id": ref.id,
                "name": name_of(board, number, t),
                "agency": name_of(board, int(board.agency_of[number]), t) if person else None,
                **about(number),
                "people": None if person else int(measures.people[number]),
                "partners": int(measures.partners[number]),
                "ties": int(measures.ties[number]),
                "sittings": int(measures.sittings[number]),
                "size": board.request.size,
                "value": None if np.isnan(drawing.value[number]) else float(drawing.value[number]),
            }
        )
    return found


def _about(board: BoardState) -> Callable[[int], Row]:
    """A function from a number to its sector, profession and levels."""
    universe, study = board.universe, board.study
    sectors, professions = _plain(study.agencies["sector"]), _plain(study.practitioners["profession"])
    people = bool(board.open.any())
    levels = level_names(board) if people else {}

    def about(number: int) -> Row:
        if number < universe.first_person:
            sector = None if number == UNKNOWN else sectors[number - 1]
            return {"sector": sector, "profession": None, "levels": None}
        held = levels.get(str(universe.refs[number].id))
        profession = professions[number - universe.first_person]
        return {"sector": None, "profession": profession, "levels": ", ".join(held) if held else None}

    return about


def level_names(board: BoardState) -> dict[str, list[str]]:
    """The names of the levels that each person holds at the window's end, lowest rank first."""
    day = NO_DATE_READS if board.as_of is None else board.as_of
    held = levels_on(board.study, day).sort_values("rank", kind="stable")
    levels = board.study.levels.set_index("level")["name"]
    names = held["level"].map(levels)
    found: dict[str, list[str]] = {}
    for person, name, level in zip(held["practitioner"], names, held["level"], strict=True):
        found.setdefault(str(person), []).append(str(level if pd.isna(name) else name))
    return found


def zone_rows_of(board: BoardState, zones: ZoneFigures, t: Translator) -> list[Row]:
    """A row for each zone of the scope, with what happened in it within the window."""
    table, first = board.study.zones, board.universe.first_zone
    texts = {name: _plain(table[name]) for name in ("form", "level", "formal")}
    days = IsoDays()
    return [
        {
            "number": first + place,
            "id": board.universe.refs[first + place].id,
            "name": board.universe.names[first + place],
            "form": texts["form"][place] and word(board.study, *FORM, texts["form"][place]),
            "level": texts["level"][place],
            "formal": None if texts["formal"][place] is None else bool(texts["formal"][place]),
            "sittings": int(zones.sittings[place]),
            "people": None if zones.unseen(place) else int(zones.people[place]),
            "agencies": None if zones.unseen(place) else int(zones.agencies[place]),
            "first": days[int(zones.first[place])],
            "last": days[int(zones.last[place])],
        }
        for place in np.flatnonzero(board.scope.things[first:]).tolist()
    ]
