"""One line for each pair on the map: the ties of two things drawn, put together over their kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import BoardView, MapEdge
from netmap.questions.parameters import AGENCY
from netmap.tie_kinds.policy import NEW, OLD, TRAIL

LINE_LOOK = N_(
    "A pair is drawn as old where its people already worked together before the launch, and still do. "
    "A dotted line stands for trails alone."
)
"""How the ties of a pair become the look of its line, for readers."""

MOSTLY_NEW = N_("mostly new since the launch")
"""Said of a pair that is drawn as old, as one of its networks is, and has more that are new."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """The line of a pair as it is drawn, and what it stands for.

    `line` has the liveliest state of the pair's ties, the strongest kind in that state, and as many ties as
    the kinds in that state have together. `split` holds the lines it was put together from, the strongest
    kind first. A seat in a zone and an offer of a service stay lines of their own.
    """

    line: MapEdge
    split: tuple[MapEdge, ...]

    @property
    def standing(self) -> tuple[tuple[str, int], ...]:
        """The ties in the line's own state by kind, the kind with most of them first."""
        alike = [(edge.kind, edge.ties) for edge in self.split if edge.state == self.line.state]
        return tuple(sorted(alike, key=lambda each: -each[1]))


def closeness(ties: Mapping[str, int]) -> tuple[int, int]:
    """How closely two work together, to be compared: by their networks and declared ties, then by trails."""
    trails = ties.get(TRAIL, 0)
    return sum(ties.values()) - trails, trails


def mostly_new(ties: Iterable[tuple[str, int]], t: Translator) -> str:
    """That most networks of a pair are new, where it is drawn as old all the same; else empty.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [mostly_new([("old_network", 1), ("new_network", n)], ENGLISH) for n in (1, 2)]
        ['', 'mostly new since the launch']
    """
    counts = dict(ties)
    return t.gettext(MOSTLY_NEW) if counts.get(NEW, 0) > counts.get(OLD, 0) > 0 else ""


def ties_said(ties: Sequence[tuple[str, int]], t: Translator) -> str:
    """The ties of a pair by kind, and that most of them are new where its line says that it is old."""
    told = ", ".join(wording.of_kind(t, kind, n) for kind, n in ties)
    mostly = mostly_new(ties, t)
    return f"{told}: {mostly}" if mostly else told


def pair_lines(edges: Iterable[MapEdge]) -> tuple[PairLine, ...]:
    """One line a pair, in the order in which the pairs come first; pale only where all of it is filtered out.

    Example:
        >>> trail = MapEdge(1, 2, "cognitive_trail", "active", 3, None, None)
        >>> network = MapEdge(1, 2, "old_network", "active", 2, None, None)
        >>> [(pair.line.kind, pair.line.ties, pair.standing) for pair in pair_lines([trail, network])]
        [('old_network', 5, (('cognitive_trail', 3), ('old_network', 2)))]
    """
    pairs: dict[tuple[int, int, str], list[MapEdge]] = {}
    for edge in edges:
        apart = "" if edge.kind in MAP_KINDS else edge.kind
        pairs.setdefault((edge.source, edge.target, apart), []).append(edge)
    return tuple(_pair(several) for several in pairs.values())


def mixed(pairs: Iterable[PairLine]) -> bool:
    """Whether a line stands for ties of several kinds, so that its look has to be explained."""
    return any(len(pair.split) > 1 and len(pair.standing) > 1 for pair in pairs)


def silent_agencies(view: BoardView) -> frozenset[int]:
    """The closed agencies without a line in force, the chosen one and the focus apart.

    None where no agency has a line: then there is nothing to set them apart from.
    """
    request = view.page.request
    tied = {end for edge in view.edges if not edge.faded for end in (edge.source, edge.target)}
    held = {node.parent for node in view.nodes}
    closed = [node for node in view.nodes if node.ref.sort == AGENCY and node.number not in held]
    kept = {request.selected, request.focus}
    found = frozenset(
        node.number
        for node in closed
        if node.number not in tied and node.ref not in kept and not (node.open and node.inside)
    )
    return found if len(found) < len(closed) else frozenset()


def _pair(several: Sequence[MapEdge]) -> PairLine:
    if len(several) == 1:
        return PairLine(several[0], (several[0],))
    shown = [edge for edge in several if not edge.faded] or several
    shown = sorted(shown, key=lambda edge: MAP_KINDS.index(edge.kind))
    state = min((edge.state for edge in shown), key=MAP_STATES.index)
    liveliest = [edge for edge in shown if edge.state == state]
    firsts = [edge.first for edge in shown if edge.first is not None]
    lasts = [edge.last for edge in shown if edge.last is not None]
    line = MapEdge(
        shown[0].source,
        shown[0].target,
        liveliest[0].kind,
        state,
        sum(edge.ties for edge in liveliest),
        min(firsts, default=None),
        max(lasts, default=None),
        shown[0].faded,
    )
    return PairLine(line, tuple(shown))
