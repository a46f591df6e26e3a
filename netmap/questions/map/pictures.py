"""A state of the page as a picture to take away."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.library import wording
from netmap.maps.picture import LegendEntry, Picture, PictureBand, PictureEdge, PictureNode
from netmap.maps.positions import place_inside
from netmap.maps.style import SectorStyle, sector_styles
from netmap.model.i18n import N_, Translator
from netmap.questions.map.pairs import LINE_LOOK, PairLine, mixed, silent_agencies
from netmap.questions.map.placing import AGENCY_RADIUS, CHILD_RADIUS, ZONE_RADIUS
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import BoardView, MapEdge, MapNode
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, SORTS, ZONE

MOST_NAMED = 12
"""So many agencies that are not drawn are named; more are counted."""

WITHOUT_A_TIE = N_("Without a tie in this window, and not drawn: {names}.")
MANY_WITHOUT = N_("{n} agencies without a tie in this window are not drawn.")
NARROWED_AWAY = N_("Outside what the map is narrowed to, and not drawn: {names}.")
MANY_NARROWED_AWAY = N_("{n} agencies outside what the map is narrowed to are not drawn.")

LEAST = 0.4
"""The radius of the smallest agency or zone, as a share of the largest."""


def picture_of(view: BoardView, t: Translator) -> Picture:
    """The map of a board's answer as a picture, with legend and caption in the reader's language.

    Agencies without a tie in the window are not drawn, as on the page; the caption counts them.
    """
    silent, sectors = silent_agencies(view), sectors_of(view)
    nodes = [node for node in view.nodes if node.number not in silent]
    pairs = [pair for pair in view.pairs if not silent & {pair.line.source, pair.line.target}]
    chosen = next((node for node in nodes if node.ref == view.page.request.selected), None)
    told = () if chosen is None else (t.gettext("Chosen: {name}.").format(name=chosen.name),)
    lines = (view.words, *told, *drawn_of(view, t), view.n, view.size, view.rule, *_simulated(view, t))
    return Picture(
        title=view.frame.title,
        nodes=tuple(_node(view, node, sectors) for node in nodes),
        edges=tuple(_edge(pair, t) for pair in pairs),
        bands=tuple(PictureBand(band.name, band.top, band.bottom) for band in view.bands),
        lines=tuple(line for line in lines if line),
        legend=_legend(view, t),
        language=t.language,
        chosen=None if chosen is None else chosen.number,
    )


def sectors_of(view: BoardView) -> dict[str, SectorStyle]:
    """The look of every sector, by all agencies on the map, so that a step in time changes no colour."""
    return sector_styles(node.sector for node in view.nodes if node.sector)


def drawn_of(view: BoardView, t: Translator) -> tuple[str, ...]:
    """What a picture is narrowed to, and how much of what it draws is in force."""
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
    said += [t.gettext(LINE_LOOK)] if mixed(view.pairs) else []
    if view.chips:
        only = t.gettext("; ").join(chip.text for chip in view.chips)
        said.append(t.gettext("Narrowed to: {what}.").format(what=only))
    return (" ".join(said),)


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
    edge, note = pair.line, "; ".join(_edge_note(each, t) for each in pair.split)
    return PictureEdge(edge.source, edge.target, edge.kind, edge.state, edge.ties, edge.faded, note)


def _edge_note(edge: MapEdge, t: Translator) -> str:
    if edge.kind not in MAP_KINDS:
        kind = t.gettext(wording.KIND_LABELS[edge.kind])
        return f"{kind}, {wording.sittings(t, edge.ties)}" if edge.kind == "sat" else kind
    return f"{wording.of_kind(t, edge.kind, edge.ties)}, {t.gettext(wording.STATE_LABELS[edge.state])}"


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
