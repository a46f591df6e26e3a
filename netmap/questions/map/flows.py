"""What happened to pairs within a window, and whether one sitting made the change."""

from __future__ import annotations

from netmap.model.dates import from_day
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.types import Concentration, Flows
from netmap.questions.tie_arrays import TieArrays
from netmap.questions.window import Window, record_of
from netmap.temporal.encounters import Bools
from netmap.tie_kinds import stocks_and_flows


def flows_of(board: BoardState, window: Window | None) -> Flows | None:
    """The flows of a window; None without dates, or where the record begins after its end."""
    record = record_of(board.study)
    if window is None or record is None or window.end < record.start:
        return None
    rule = (board.context.ties, board.context.baseline)
    found = stocks_and_flows.flows_of(board.study, window.start, window.end, *rule)
    return Flows(**found.among(_of_scope(board)).counts)


def _of_scope(board: BoardState) -> Bools:
    """Which actors lie in the scope."""
    inside: Bools = board.scope.things[board.universe.of_actor]
    return inside


def concentrations_of(board: BoardState, before: TieArrays | None) -> tuple[Concentration, ...]:
    """The one sitting, or zone, behind more than half of the pairs gained or lost since the day before."""
    if board.window is None or before is None or not len(board.study.meetings):
        return ()
    rule = (board.context.ties, board.context.baseline, _of_scope(board))
    found = stocks_and_flows.concentrations_of(board.study, board.window.start, board.window.end, *rule)
    return tuple(
        Concentration(
            each.gained,
            each.n,
            each.pairs,
            "" if each.zone < 0 else board.universe.names[board.universe.first_zone + each.zone],
            None if each.day is None else from_day(each.day),
        )
        for each in found
    )
