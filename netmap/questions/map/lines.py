"""The lines of the map: ties put together by the two things drawn and the kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.model.dates import NO_DAY, Days
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.tie_arrays import Codes, TieArrays
from netmap.temporal.encounters import Bools, Ints

SAT, OFFERS = len(MAP_KINDS), len(MAP_KINDS) + 1
LINE_KINDS = (*MAP_KINDS, "sat", "offers")
"""What `Lines.kind` counts through."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines between numbers, source below target, each with the liveliest state of its ties.

    `tie` is the row, in the library's table, of a line that is one tie between two people, else -1;
    `faded` marks lines whose ties are all filtered out.
    """

    source: Ints
    target: Ints
    kind: Codes
    state: Codes
    ties: Ints
    first: Days
    last: Days
    tie: Ints
    faded: Bools

    def __len__(self) -> int:
        return len(self.source)


def lines_of(board: BoardState) -> Lines:
    """Every line of the map: ties in force, ties filtered out (faded), seats in zones, services offered."""
    a, b = board.drawn_as[board.ties.a], board.drawn_as[board.ties.b]
    between = a != b
    low, high = np.minimum(a, b), np.maximum(a, b)
    force, rest = between & board.in_force, between & ~board.in_force
    parts = [_by_kind(board, board.ties.at(force), low[force], high[force], faded=False)]
    if rest.any():
        others = _by_kind(board, board.ties.at(rest), low[rest], high[rest], faded=True)
        parts.append(_without(board, others, parts[0]))
    parts += [_sat(board), _offers(board)]
    names = Lines.__dataclass_fields__
    return Lines(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def tie_lines_of(board: BoardState) -> Lines:
    """The ties in force by the two things drawn, kind and state: what is quiet apart from what stands."""
    a, b = board.drawn_as[board.ties.a], board.drawn_as[board.ties.b]
    force = (a != b) & board.in_force
    low, high, ties = np.minimum(a, b)[force], np.maximum(a, b)[force], board.ties.at(force)
    key = _key(board, low, high, ties.kind) * len(MAP_STATES) + ties.state
    return _grouped(board, ties, low, high, key, faded=False)


def _by_kind(board: BoardState, ties: TieArrays, low: Ints, high: Ints, *, faded: bool) -> Lines:
    return _grouped(board, ties, low, high, _key(board, low, high, ties.kind), faded=faded)


def _key(board: BoardState, source: Ints, target: Ints, kind: Codes) -> Ints:
    return (source * len(board.universe) + target) * len(LINE_KINDS) + kind


def _grouped(board: BoardState, ties: TieArrays, low: Ints, high: Ints, key: Ints, *, faded: bool) -> Lines:
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    if not len(starts):
        return _none()
    known_first = np.where(ties.first == NO_DAY, np.iinfo(np.int64).max, ties.first)[order]
    first = np.minimum.reduceat(known_first, starts)
    counts = np.diff(starts, append=len(order))
    at = order[starts]
    people = low[at] >= board.universe.first_person
    return Lines(
        low[at],
        high[at],
        ties.kind[at],
        np.minimum.reduceat(ties.state[order], starts),
        counts,
        np.where(first == np.iinfo(np.int64).max, NO_DAY, first),
        np.maximum.reduceat(ties.last[order], starts),
        np.where((counts == 1) & people, ties.row[at], -1),
        np.full(len(starts), faded, np.bool_),
    )


def _without(board: BoardState, lines: Lines, others: Lines) -> Lines:
    """The lines that are not already among the others."""
    mine = _key(board, lines.source, lines.target, lines.kind)
    keep = ~np.isin(mine, _key(board, others.source, others.target, others.kind))
    return Lines(*(getattr(lines, name)[keep] for name in Lines.__dataclass_fields__))


def _none() -> Lines:
    whole, small = np.zeros(0, np.int64), np.zeros(0, np.int8)
    return Lines(whole, whole, small, small, whole, whole, whole, whole, np.zeros(0, np.bool_))


def _sat(board: BoardState) -> Lines:
    """Who sat in which zone within the window, with the number of sittings, where zones are laid over."""
    if "zones" not in board.request.layers:
        return _none()
    meeting, person = board.present()
    zone = board.sittings.zone[meeting]
    drawn = board.drawn_as[person]
    known = (zone >= 0) & (drawn >= 0) & (board.drawn_as[board.universe.first_zone + zone] >= 0)
    meeting, zone, drawn = meeting[known], zone[known] + board.universe.first_zone, drawn[known]
    seats = np.unique(np.stack([drawn, zone, meeting], axis=1), axis=0)
    pairs, starts, counts = np.unique(seats[:, :2], axis=0, return_index=True, return_counts=True)
    if not len(pairs):
        return _none()
    days = board.sittings.day[seats[:, 2]]
    return _plain(pairs, SAT, counts, np.minimum.reduceat(days, starts), np.maximum.reduceat(days, starts))


def _offers(board: BoardState) -> Lines:
    """Closed agencies and the services drawn beside them."""
    services = np.arange(board.universe.first_service, board.universe.first_zone)
    agency = board.agency_of[services]
    beside = (board.drawn_as[services] == services) & ~board.open[agency] & (board.drawn_as[agency] >= 0)
    pairs = np.stack([agency[beside], services[beside]], axis=1)
    none = np.full(len(pairs), NO_DAY, np.int64)
    return _plain(pairs, OFFERS, np.ones(len(pairs), np.int64), none, none)


def _plain(pairs: Ints, kind: int, counts: Ints, first: Days, last: Days) -> Lines:
    n = len(pairs)
    return Lines(
        pairs[:, 0],
        pairs[:, 1],
        np.full(n, kind, np.int8),
        np.zeros(n, np.int8),
        counts,
        first,
        last,
        np.full(n, -1, np.int64),
        np.zeros(n, np.bool_),
    )
