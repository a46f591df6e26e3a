"""What lies within so many steps of the thing in focus."""

from __future__ import annotations

import numpy as np

from netmap.questions.map.board_state import Look
from netmap.questions.map.lines import Lines
from netmap.temporal.encounters import Bools


def in_focus(look: Look, lines: Lines) -> Bools:
    """Which numbers are in focus: all of them without a focus, or where it is not on the map.

    Steps are counted over the lines that no filter fades. An opened agency begins with all that it
    holds; whatever is in focus brings along the agency it is drawn inside.
    """
    everything = np.ones(len(look.universe), np.bool_)
    focus = look.request.focus
    number = None if focus is None else look.universe.numbers.get(focus)
    if number is None or look.request.steps < 1 or look.drawn_as[number] < 0:
        return everything
    reached = np.zeros(len(look.universe), np.bool_)
    reached[look.drawn_as[number]] = True
    itself = np.arange(len(look.universe))
    drawn_inside = (look.drawn_as == itself) & (look.agency_of != itself) & (look.agency_of >= 0)
    if number < look.universe.first_person and look.open[number]:
        reached |= drawn_inside & (look.agency_of == number)
    source, target = lines.source[~lines.faded], lines.target[~lines.faded]
    for _ in range(look.request.steps):
        onward = reached.copy()
        onward[target[reached[source]]] = True
        onward[source[reached[target]]] = True
        reached = onward
    children = np.flatnonzero(drawn_inside & reached)
    parents = look.agency_of[children]
    reached[parents[look.open[parents]]] = True
    return reached
