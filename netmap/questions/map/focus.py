"""What lies within so many steps of the thing in focus."""

from __future__ import annotations

import numpy as np

from netmap.questions.map.board_state import BoardState
from netmap.questions.map.lines import Lines
from netmap.temporal.encounters import Bools


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
