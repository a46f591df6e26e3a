"""What happened to pairs within a window, and whether one sitting made the change."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import from_day
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.types import Concentration, Flows
from netmap.questions.tie_arrays import ACTIVE_STATE, TieArrays, histories_on
from netmap.questions.window import Window, record_of
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.histories import Histories

HALF = 0.5
"""Of more than this share of the pairs it is said that one sitting made them."""


def flows_of(board: BoardState, window: Window | None) -> Flows | None:
    """The flows of a window; None without dates, or where the record begins after its end."""
    record = record_of(board.study)
    if window is None or record is None or window.end < record.start:
        return None
    found = _histories(board, window.end)
    mine = _of_scope(board, found)
    occasions, quiet_days = found.occasions, board.context.ties.quiet_days
    inside = (occasions.day >= window.start) & mine[occasions.pair]
    born = (occasions.first_day >= window.start) & mine
    consolidated = found.is_new & (found.new_from >= window.start) & mine
    lapse = occasions.day + quiet_days + 1
    following = np.append(occasions.day[1:], window.end + 1)
    following[occasions.starts[1:] - 1] = window.end + 1
    began = np.where(found.is_old, found.old_from, found.trail_from)[occasions.pair]
    lapsed = (lapse >= window.start) & (lapse <= window.end) & (lapse < following) & mine[occasions.pair]
    lapsed &= occasions.day >= began
    network = found.is_old[occasions.pair] | (found.new_from[occasions.pair] <= occasions.day)
    return Flows(
        len(np.unique(occasions.pair[inside])),
        int(born.sum()),
        int(consolidated.sum()),
        int((lapsed & network).sum()),
        int((lapsed & ~network).sum()),
    )


def _histories(board: BoardState, day: int) -> Histories:
    return histories_on(board.study, day, board.context.baseline, board.context.ties)


def _of_scope(board: BoardState, found: Histories) -> Bools:
    """Which pairs lie in the scope."""
    first, second = (
        board.universe.of_actor[each] for each in (found.occasions.first, found.occasions.second)
    )
    inside: Bools = board.scope.things[first] & board.scope.things[second]
    return inside


def concentrations_of(board: BoardState, before: TieArrays | None) -> tuple[Concentration, ...]:
    """The one sitting, or zone, behind more than half of the pairs gained or lost since the day before."""
    if board.window is None or before is None or not len(board.study.meetings):
        return ()
    now, then = (_active_pairs(board, ties) for ties in (board.stock, before))
    gained, lost = np.setdiff1d(now, then), np.setdiff1d(then, now)
    rows = _occasions(board, board.window.end)
    new = rows[rows["pair"].isin(gained) & (rows["day"] >= board.window.start)]
    old = rows[rows["pair"].isin(lost)]
    found = (
        _one_place(board, new[new["day"].eq(new.groupby("pair")["day"].transform("min"))], len(gained), True),
        _one_place(board, old[old["day"].eq(old.groupby("pair")["day"].transform("max"))], len(lost), False),
    )
    return tuple(each for each in found if each is not None)


def _active_pairs(board: BoardState, ties: TieArrays) -> Ints:
    active = ties.at(ties.state == ACTIVE_STATE)
    return _keys(board, active.a, active.b)


def _keys(board: BoardState, a: Ints, b: Ints) -> Ints:
    return np.minimum(a, b) * len(board.universe) + np.maximum(a, b)


def _occasions(board: BoardState, day: int) -> pd.DataFrame:
    """Pair, day and zone of everything that pairs shared up to a day."""
    rows = _histories(board, day).rows
    of_actor = board.universe.of_actor
    pair = _keys(board, of_actor[rows.first], of_actor[rows.second])
    return pd.DataFrame({"pair": pair, "day": rows.day, "zone": rows.zone})


def _one_place(board: BoardState, rows: pd.DataFrame, pairs: int, gained: bool) -> Concentration | None:
    rows = rows[rows["zone"] >= 0]
    for place in (["zone", "day"], ["zone"]):
        counts = rows.drop_duplicates(["pair", *place]).groupby(place).size()
        if len(counts) and counts.max() > HALF * pairs and pairs > 1:
            key = counts.idxmax()
            zone, day = key if isinstance(key, tuple) else (key, None)
            name = board.universe.names[board.universe.first_zone + int(zone)]
            when = None if day is None else from_day(int(day))
            return Concentration(gained, int(counts.max()), pairs, name, when)
    return None
