"""A state of the page as a picture to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netmap.library import wording
from netmap.maps.picture import LegendEntry, Picture, PictureBand, PictureEdge, PictureNode
from netmap.maps.positions import place_inside
from netmap.maps.style import SectorStyle, sector_styles
from netmap.model.i18n import N_, Translator
from netmap.questions.map.pairs import LINE_LOOK, PairLine, mixed, mostly_new, silent_agencies
from netmap.questions.map.placing import AGENCY_RADIUS, CHILD_RADIUS, ZONE_RADIUS
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import BoardView, MapEdge, MapNode
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, SORTS, ZONE
from netmap.tie_kinds.policy import ACTIVE

MOST_NAMED = 12
"""So many agencies that are not drawn are named; more are counted."""

WITHOUT_A_TIE = N_("Without a tie in this window, and not drawn: {names}.")
MANY_WITHOUT = N_("{n} agencies without a tie in this window are not drawn.")
NARROWED_AWAY = N_("Outside what the map is narrowed to, and not drawn: {names}.")
MANY_NARROWED_AWAY = N_("{n} agencies outside what the map is narrowed to are not drawn.")

NARROWED_TO = N_("Narrowed to {name} and its neighbours.")
"""What a picture is narrowed to where something is chosen."""

LEAST = 0.4
"""The radius of the smallest agency or zone, as a share of the largest."""


def picture_of(view: BoardView, t: Translator, *, narrowed: bool) -> Picture:
    """The map of a board's answer as a picture, with legend and caption in the reader's language.

    Agencies without a tie in the window are not drawn, as on the page; the caption counts them. What is
    chosen stands out, or where the picture is `narrowed` it is drawn with its neighbours alone.
    """
    silent, sectors = silent_agencies(view), sectors_of(view)
    nodes = [node for node in view.nodes if node.number not in silent]
    pairs = [pair for pair in view.pairs if not silent & {pair.line.source, pair.line.target}]
    chosen = next((node for node in nodes if node.ref == view.page.request.selected), None)
    drawn, *more = drawn_of(view, t)
    if chosen is not None and narrowed:
        near, pairs = _around(chosen, nodes, pairs)
        left = len(nodes) - len(near)
        nodes = [node for node in nodes if node.number in near]
        drawn = t.gettext(NARROWED_TO).format(name=chosen.name)
        drawn += " " + left_out(t, left).format(n=wording.whole(t, left)) if left else ""
    lines = (view.words, drawn, *more, counted_of(view, t), view.size, view.rule, *_simulated(view, t))
    return Picture(
        title=view.frame.title,
        nodes=tuple(_node(view, node, sectors) for node in nodes),
        edges=tuple(_edge(pair, t) for pair in pairs),
        bands=tuple(PictureBand(band.name, band.top, band.bottom) for band in view.bands),
        lines=tuple(line for line in lines if line),
        legend=_legend(view, t),
        language=t.language,
        chosen=None if chosen is None else chosen.number,
        headline=view.headline,
    )


def _around(
    chosen: MapNode, nodes: Sequence[MapNode], pairs: Sequence[PairLine]
) -> tuple[set[int], list[PairLine]]:
    """What is chosen with what it holds, its neighbours and the agencies they stand in; and the lines."""
    own = {chosen.number} | {node.number for node in nodes if node.parent == chosen.number}
    mine = [each for each in pairs if not each.line.faded and own & {each.line.source, each.line.target}]
    near = own | {end for each in mine for end in (each.line.source, each.line.target)}
    return near | {each.parent for each in nodes if each.number in near and each.parent is not None}, mine


def left_out(t: Translator, n: int) -> str:
    """How many others are on the map and not on the picture; {n} is still to be filled in."""
    return t.ngettext("{n} other on the map is not drawn.", "{n} others on the map are not drawn.", n)


def counted_of(view: BoardView, t: Translator) -> str:
    """How much stands behind the picture."""
    return t.gettext("It rests on: {counts}.").format(counts=view.n) if view.n else ""


def sectors_of(view: BoardView) -> dict[str, SectorStyle]:
    """The look of every sector, by all agencies on the map, so that a step in time changes no colour."""
    return sector_styles(node.sector for node in view.nodes if node.sector)


def drawn_of(view: BoardView, t: Translator) -> tuple[str, ...]:
    """How much of what a picture draws is in force; then how its lines look, and what it is narrowed to."""
    silent = silent_agencies(view)
    agencies = [
        node
        for node in view.nodes
        if node.ref.sort == AGENCY and not node.faded and node.number not in silent
    ]
    lines = sum(not pair.line.faded for pair in view.pairs)
    template = t.ngettext("Drawn: {agencies} and {n} line.", "Drawn: {agencies} and {n} lines.", lines)
    said = [template.format(agencies=wording.agencies(t, len(agencies)), n=wording.whole(t, lines))]
    tied = {end for edge in view.edges for end in (edge.source, edge.target)}
    parts = (
        (silent - tied, WITHOUT_A_TIE, MANY_WITHOUT),
        (silent & tied, NARROWED_AWAY, MANY_NARROWED_AWAY),
    )
    said += [_left_out(view, *part, t) for part in parts if part[0]]
    more = [t.gettext(LINE_LOOK)] if mixed(view.pairs) else []
    if view.chips:
        only = t.gettext("; ").join(chip.text for chip in view.chips)
        more.append(t.gettext("Narrowed to: {what}.").format(what=only))
    return tuple(" ".join(each) for each in (said, more) if each)


def _left_out(view: BoardView, numbers: frozenset[int], few: str, many: str, t: Translator) -> str:
    """Which agencies are not drawn, by name where they are not too many."""
    if len(numbers) > MOST_NAMED:
        return t.gettext(many).format(n=wording.whole(t, len(numbers)))
    return t.gettext(few).format(names=t.listing([n.name for n in view.nodes if n.number in numbers]))


def radius_of(node: MapNode) -> float:
    """The radius of a node in map units; an opened agency has room for what it holds."""
    if node.ref.sort in (PERSON, SERVICE):
        return CHILD_RADIUS * (0.7 + 0.3 * node.size)
    if node.open and node.inside:
        return max(place_inside(node.inside, CHILD_RADIUS)[1], AGENCY_RADIUS)
    largest = ZONE_RADIUS if node.ref.sort == ZONE else AGENCY_RADIUS
    return largest * (LEAST + (1 - LEAST) * node.size)


def _node(view: BoardView, node: MapNode, sectors: Mapping[str, SectorStyle]) -> PictureNode:
    look = sectors.get(node.sector)
    unknown = node.ref.sort == AGENCY and node.ref.id is None
    return PictureNode(
        number=node.number,
        sort="unknown" if unknown else node.ref.sort,
        name=node.name,
        x=node.x,
        y=node.y,
        radius=round(radius_of(node), 2),
        parent=node.parent,
        faded=node.faded,
        note=", ".join(filter(None, (node.sector, node.note))),
        open=node.open,
        fill="" if look is None else look.fill,
        mark="" if look is None else look.mark,
    )


def _edge(pair: PairLine, t: Translator) -> PictureEdge:
    edge, parts = pair.line, [_edge_note(each, t) for each in pair.split]
    note = "; ".join(filter(None, (*parts, mostly_new(pair.standing, t))))
    return PictureEdge(edge.source, edge.target, edge.kind, edge.state, edge.ties, edge.faded, note)


def _edge_note(edge: MapEdge, t: Translator) -> str:
    if edge.kind not in MAP_KINDS:
        kind = t.gettext(wording.KIND_LABELS[edge.kind])
        return f"{kind}, {wording.sittings(t, edge.ties)}" if edge.kind == "sat" else kind
    so_many = wording.of_kind(t, edge.kind, edge.ties)
    return so_many if edge.state == ACTIVE else f"{so_many}, {t.gettext(wording.STATE_LABELS[edge.state])}"


def _simulated(view: BoardView, t: Translator) -> tuple[str, ...]:
    if not view.frame.simulated:
        return ()
    return (
        t.gettext("This study is simulated: it shows how the map works and says nothing about the world."),
    )


def _legend(view: BoardView, t: Translator) -> tuple[LegendEntry, ...]:
    """What occurs on the map, kinds first, then states, sorts and sectors."""
    kinds = {edge.kind for edge in view.edges}
    states = {edge.state for edge in view.edges if edge.kind in MAP_KINDS}
    sorts = {node.ref.sort for node in view.nodes if node.ref.id is not None}
    found = [
        LegendEntry(t.gettext(label), kind=kind)
        for kind, label in wording.KIND_LABELS.items()
        if kind in kinds
    ]
    found += [
        LegendEntry(t.gettext(wording.STATE_LABELS[state]), state=state)
        for state in MAP_STATES
        if state in states
    ]
    found += [LegendEntry(t.gettext(wording.SORT_LABELS[sort]), sort=sort) for sort in SORTS if sort in sorts]
    if any(node.ref.sort == AGENCY and node.ref.id is None for node in view.nodes):
        found.append(LegendEntry(t.gettext(wording.UNKNOWN_AGENCY), sort="unknown"))
    found += [
        LegendEntry(look.label, sort=AGENCY, fill=look.fill, mark=look.mark)
        for look in sectors_of(view).values()
    ]
    return tuple(found)
