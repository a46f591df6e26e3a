"""The lists that panels are made of: ties, zones, sittings and who came, each a line of texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.model.dates import NO_DAY
from netmap.model.i18n import N_, Translator
from netmap.model.words import word
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.captions import name_of
from netmap.questions.map.pairs import ties_said
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import Partner
from netmap.questions.node_index import UNKNOWN
from netmap.questions.parameters import ZONE, NodeRef
from netmap.questions.question import AREA, NEED
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
    return t.gettext("first met: {first}").format(**days), t.gettext("last met: {last}").format(**days)


def _date(day: int, t: Translator) -> str:
    return "–" if day == NO_DAY else wording.day_text(t, day)


def partners_of(board: BoardState, number: int, t: Translator) -> tuple[Partner, ...]:
    """The other agencies that an agency has ties with, those with most ties first."""
    a, b = board.agency_of[board.ties.a], board.agency_of[board.ties.b]
    ties = ties_at(board, ((a == number) | (b == number)) & (a != b))
    a, b = board.agency_of[ties.a], board.agency_of[ties.b]
    table = pd.DataFrame(
        {
            "other": np.where(a == number, b, a),
            "kind": ties.kind,
            "stands": ties.standing,
            "first": np.where(ties.first == NO_DAY, np.iinfo(np.int64).max, ties.first),
            "last": ties.last,
        }
    )
    groups = [_partner(name_of(board, int(other), t), rows, t) for other, rows in table.groupby("other")]
    return tuple(sorted(groups, key=_ties_with))


def _ties_with(partner: Partner) -> tuple[int, int]:
    """For sorting: most ties that stand first, then most that are quiet."""
    standing, quiet = (sum(n for _, n in ties) for ties in (partner.standing, partner.quiet))
    return -standing, -quiet


def _partner(name: str, rows: pd.DataFrame, t: Translator) -> Partner:
    first, last = int(rows["first"].min()), int(rows["last"].max())
    first = NO_DAY if first == np.iinfo(np.int64).max else first
    standing, quiet = (_by_kind(rows[some]) for some in (rows["stands"], ~rows["stands"]))
    parts = [ties_said(standing, t)] if standing else []
    if quiet:
        so_many = ", ".join(wording.of_kind(t, kind, n) for kind, n in quiet)
        parts.append(t.gettext("quiet now: {ties}").format(ties=so_many))
    return Partner(name, standing, quiet, ("; ".join(parts), *_first_and_last(first, last, t)))


def _by_kind(rows: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    """The ties of each kind, the kind with most of them first, of as many the stronger one."""
    counts = rows.groupby("kind").size().sort_values(ascending=False, kind="stable")
    return tuple((MAP_KINDS[int(kind)], int(n)) for kind, n in counts.items())


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
        (names[at], *(word(board.study, *each, cell_text(table.iloc[at], each[1])) for each in (NEED, AREA)))
        for at in mine
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
