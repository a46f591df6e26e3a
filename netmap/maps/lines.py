"""Lines between nodes: which is drawn over which, and beside which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from netmap.maps.picture import PictureEdge, PictureNode
from netmap.maps.style import KINDS, STATES


def drawing_order(edges: Sequence[PictureEdge], steps: Sequence[float]) -> list[tuple[PictureEdge, float]]:
    """Each edge with its step aside, those that matter most last, so that they lie on top."""
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    states = {state: place for place, state in enumerate(STATES)}
    return sorted(
        zip(edges, steps, strict=True),
        key=lambda drawn: (
            not drawn[0].faded,
            -states.get(drawn[0].state, len(states)),
            -kinds.get(drawn[0].kind, len(kinds)),
        ),
    )


def side_steps(edges: Sequence[PictureEdge]) -> list[float]:
    """How many steps each line stands aside of the straight one between its ends.

    Several lines of one pair stand evenly beside each other; a single one is straight. The step is
    counted in the direction in which the line itself runs.

    Example:
        >>> side_steps([PictureEdge(0, 1, "declared", "undated"), PictureEdge(1, 0, "declared", "undated")])
        [-0.5, -0.5]
    """
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, edge in enumerate(edges):
        together[min(edge.source, edge.target), max(edge.source, edge.target)].append(place)
    steps = [0.0] * len(edges)
    for places in together.values():
        for turn, place in enumerate(places):
            step = turn - (len(places) - 1) / 2
            steps[place] = step if edges[place].source <= edges[place].target else -step
    return steps


def side_by_side(one: PictureNode, other: PictureNode) -> bool:
    """Whether two nodes stand in one row, so that a straight line would run through those between them.

    Example:
        >>> side_by_side(PictureNode(0, "agency", "A", 0, 5, 9), PictureNode(1, "agency", "B", 400, 8, 9))
        True
    """
    return abs(one.y - other.y) < min(one.radius, other.radius)
