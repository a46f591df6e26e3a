"""The lists that panels are made of: ties, zones, sittings and who came, each a line of texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.model.dates import NO_DAY
from netmap.model.i18n import N_, Translator
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.captions import name_of
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.node_index import UNKNOWN
from netmap.questions.parameters import ZONE, NodeRef
from netmap.questions.tie_arrays import TieArrays
from netmap.temporal.encounters import Bools, Ints

NOBODY_TOLD = N_("who came is not on record")
Lines = tuple[tuple[str, ...], ...]


def cell_text(row: Any, column: str) -> str:
    """A cell of a table's row as text; empty where it is missing."""
    return "" if row is None or column not in row.index or pd.isna(row[column]) else str(row[column])


def people_of(board: BoardState, agency: int) -> list[int]:
    """The numbers of the people whose agency it is at the window's end."""
    people = slice(board.universe.first_person, board.universe.first_service)
    here = (board.agency_of[people] == agency) & board.scope.things[people]
    return (np.flatnonzero(here) + board.universe.first_person).tolist()


def ties_at(board: BoardState, mine: Bools) -> TieArrays:
    """The ties in force at a thing, the latest first."""
    ties = board.ties.at(mine & board.in_force)
    order = np.lexsort((ties.row, -ties.last))
    return TieArrays(*(getattr(ties, name)[order] for name in TieArrays.__dataclass_fields__))


def tie_lines(board: BoardState, ties: TieArrays, other: Ints, t: Translator) -> Lines:
    """Partner with their agency, kind, state, first and last of each tie."""
    columns = (other, ties.kind, ties.state, ties.first, ties.last)
    return tuple(
        (_with_agency(board, number, t), *_tie(kind, state, first, last, t))
        for number, kind, state, first, last in zip(*(column.tolist() for column in columns), strict=True)
    )


def _with_agency(board: BoardState, number: int, t: Translator) -> str:
    name, agency = name_of(board, number, t), name_of(board, int(board.agency_of[number]), t)
    return name if name == agency else t.gettext("{name} ({agency})").format(name=name, agency=agency)


def _tie(kind: int, state: int, first: int, last: int, t: Translator) -> tuple[str, ...]:
    return (
        t.gettext(wording.KIND_LABELS[MAP_KINDS[kind]]),
        t.gettext(wording.STATE_LABELS[MAP_STATES[state]]),
        *_first_and_last(first, last, t),
    )


def _first_and_last(first: int, last: int, t: Translator) -> tuple[str, str]:
    """When two first met and when last, each with its label."""
    days = {"first": _date(first, t), "last": _date(last, t)}
    return t.gettext("first: {first}").format(**days), t.gettext("last: {last}").format(**days)


def _date(day: int, t: Translator) -> str:
    return "–" if day == NO_DAY else wording.day_text(t, day)


def agency_tie_lines(board: BoardState, number: int, t: Translator) -> Lines:
    """One row a partner: its name, its ties by kind and state, first and last; most ties first."""
    a, b = board.agency_of[board.ties.a], board.agency_of[board.ties.b]
    ties = ties_at(board, ((a == number) | (b == number)) & (a != b))
    a, b = board.agency_of[ties.a], board.agency_of[ties.b]
    table = pd.DataFrame(
        {
            "other": np.where(a == number, b, a),
            "kind": ties.kind,
            "state": ties.state,
            "first": np.where(ties.first == NO_DAY, np.iinfo(np.int64).max, ties.first),
            "last": ties.last,
        }
    )
    groups = [(int(partner), rows) for partner, rows in table.groupby("other")]
    groups.sort(key=lambda group: -len(group[1]))
    return tuple((name_of(board, partner, t), *_partner(rows, t)) for partner, rows in groups)


def _partner(rows: pd.DataFrame, t: Translator) -> tuple[str, ...]:
    first, last = int(rows["first"].min()), int(rows["last"].max())
    counts = rows.groupby(["state", "kind"]).size()
    parts = [
        t.gettext("{kind}, {state}: {n}").format(
            kind=t.gettext(wording.KIND_LABELS[MAP_KINDS[kind]]),
            state=t.gettext(wording.STATE_LABELS[MAP_STATES[state]]),
            n=wording.whole(t, int(n)),
        )
        for (state, kind), n in counts.items()
    ]
    first = NO_DAY if first == np.iinfo(np.int64).max else first
    return "; ".join(parts), *_first_and_last(first, last, t)


def zone_lines(board: BoardState, people: Iterable[int], t: Translator) -> Lines:
    """Each zone that any of the people sat in within the window, with the sittings attended."""
    meeting, person = board.present()
    mine = np.unique(meeting[np.isin(person, list(people))])
    zone = board.sittings.zone[mine]
    counts = np.bincount(zone[zone >= 0], minlength=board.universe.zones)
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
    names = board.universe.names[board.universe.first_zone :]
    return tuple((names[at], wording.sittings(t, int(counts[at]))) for at in order)


def service_lines(board: BoardState, number: int) -> Lines:
    """Name, need and area of every service of an agency."""
    table = board.study.services
    if number == UNKNOWN:
        return ()
    mine = np.flatnonzero(board.universe.service_agency == number).tolist()
    names = board.universe.names[board.universe.first_service :]
    return tuple(
        (names[at], cell_text(table.iloc[at], "need"), cell_text(table.iloc[at], "area")) for at in mine
    )


def post_lines(board: BoardState, person: str, t: Translator) -> Lines:
    """Zone, role, from when and until when of every seat of a person."""
    posts = board.study.posts[board.study.posts["practitioner"] == person]
    found = []
    for _, row in posts.iterrows():
        number = board.universe.numbers.get(NodeRef(ZONE, str(row["zone"])))
        zone = str(row["zone"]) if number is None else board.universe.names[number]
        held = (wording.written(t, cell_text(row, edge)) for edge in ("joined", "left"))
        found.append((zone, cell_text(row, "role"), *held))
    return tuple(found)


def sitting_lines(board: BoardState, meetings: list[int], t: Translator) -> Lines:
    """Date, title and number of people of each sitting, the latest first; a word where none is on record."""
    (meeting, _), told = board.present(), board.sittings.recorded
    came = np.bincount(meeting, minlength=len(board.sat))
    titles = board.study.meetings["title"]
    ordered = sorted(meetings, key=lambda at: -int(board.sittings.day[at]))
    return tuple(
        (
            _date(int(board.sittings.day[at]), t),
            "" if pd.isna(titles.iloc[at]) else str(titles.iloc[at]),
            wording.people(t, int(came[at])) if told[at] else t.gettext(NOBODY_TOLD),
        )
        for at in ordered
    )


def attendance_lines(board: BoardState, held: Ints, t: Translator) -> Lines:
    """Agency, person and sittings attended, by agency."""
    meeting, person = board.present()
    mine = person[np.isin(meeting, held)]
    people, times = np.unique(mine, return_counts=True)
    named = [
        (
            name_of(board, int(board.agency_of[number]), t),
            board.universe.names[number],
            wording.sittings(t, n),
        )
        for number, n in zip(people.tolist(), times.tolist(), strict=True)
    ]
    return tuple(sorted(named))
