"""What the map is asked besides the context."""

from __future__ import annotations

from typing import Any

from netmap.model.i18n import N_
from netmap.questions.context import Context
from netmap.questions.parameters import SORTS, NodeRef, Request, taken
from netmap.questions.question import PageState
from netmap.tie_kinds.policy import ACTIVE, DORMANT, FADED, KINDS

LAYERS = ("people", "services", "zones", "quiet")
"""What may be laid over: `quiet` are pairs that met in the window and have been quiet since."""

LAYOUTS = ("force", "levels")
MAP_KINDS = (*KINDS, "declared")
MAP_STATES = (ACTIVE, DORMANT, FADED, "undated")
SIZES = ("people", "partners", "ties", "sittings", "none")
MOST_STEPS = 9


class MapRequest(Request):
    """Which part of the map is in force, what is opened, chosen and in focus, and how it is drawn.

    Example:
        >>> from netmap.questions.parameters import pairs_of
        >>> pairs_of(MapRequest(expanded=("a,b", None), layout="levels"))
        [('open', 'a,b'), ('open-unknown', '1'), ('layout', 'levels')]
    """

    kinds: tuple[str, ...] = taken(MAP_KINDS, N_("Kinds of tie in force."), words=MAP_KINDS)
    states: tuple[str, ...] = taken(MAP_STATES, N_("States of tie in force."), words=MAP_STATES)
    layers: tuple[str, ...] = taken((), N_("What is laid over the agencies."), words=LAYERS)
    expanded: tuple[str | None, ...] = taken((), N_("Agencies that are opened, by id."), key="open")
    focus: NodeRef | None = taken(None, N_("The sort of the thing in focus."), words=SORTS)
    selected: NodeRef | None = taken(None, N_("The sort of the thing selected."), words=SORTS)
    steps: int = taken(1, N_("How far around the focus."), least=0, most=MOST_STEPS)
    layout: str = taken("force", N_("How things are placed."), words=LAYOUTS)
    size: str = taken(
        "partners",
        N_(
            "What size stands for: a figure of the map, a measure of the day's network, or a column of "
            "agencies."
        ),
    )


MapPage = PageState[MapRequest]
"""The whole state of the map's page."""


def new_page(study: str = "", **told: Any) -> MapPage:
    """The page of a study as it opens, but for what is told."""
    return MapPage(Context(study=study), MapRequest()).but(**told)
