"""The page's figures and the words on them: pure functions from an answer to what a browser draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from dashboards.components.header import SIMULATED
from dashboards.pages.board import text
from dashboards.pages.board.windows import Window
from netmap.library import wording
from netmap.maps import style
from netmap.model.i18n import N_, Translator
from netmap.questions.map.pairs import PairLine, mostly_new, silent_agencies
from netmap.questions.map.pictures import NARROWED_TO, counted_of, drawn_of, left_out, radius_of, sectors_of
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import Band, BoardView, Frame, MapNode, Mark
from netmap.questions.parameters import AGENCY, NodeRef

width = cache(style.edge_width)
"""How wide a line is: asked for thousands of lines that are few alike."""


def map_json(view: BoardView, translator: Translator, token: int) -> dict[str, Any]:
    """The map as its engine takes it; `token` tells one answer from the next.

    Nodes are known by their number alone, so no id of a study reaches the page as a name of anything.
    """
    numbers = {node.ref: node.number for node in view.nodes}
    selected = view.page.request.selected
    silent, sectors = silent_agencies(view), sectors_of(view)
    return {
        "study": view.page.context.study,
        "layout": view.page.request.layout,
        "token": token,
        "nodes": [node_json(node, silent, sectors) for node in view.nodes],
        "edges": [
            edge_json(pair, translator)
            for pair in view.pairs
            if not silent & {pair.line.source, pair.line.target}
        ],
        "bands": [band_json(band) for band in view.bands],
        "selected": numbers.get(selected) if selected else None,
        "style": style.as_json(),
        "texts": map_words(translator),
        "caption": caption(view, translator),
        "legend": legend_json(view, translator),
    }


def caption(view: BoardView, translator: Translator) -> list[str]:
    """What stands under the picture that is taken away: its title, the window, how much is drawn, and more.

    How much is drawn gives way to what is chosen, where something is.
    """
    simulated = [translator.gettext(SIMULATED)] if view.frame.simulated else []
    return [
        view.frame.title,
        view.words,
        *drawn_of(view, translator),
        *(line for line in (counted_of(view, translator), view.size, view.rule) if line),
        *simulated,
    ]


def node_json(
    node: MapNode, silent: Container[int] = (), sectors: Mapping[str, style.SectorStyle] | None = None
) -> dict[str, Any]:
    """One node; the agency of people whose agency is not known is marked `unknown`.

    `fill` is the colour of an agency's sector and `mark` its letters, None where it has none; `silent` is not
    drawn.

    Diameters are even numbers: a difference that nobody sees would have the node drawn anew at each step.
    """
    return {
        "id": node.number,
        "sort": node.ref.sort,
        "name": node.name,
        "x": round(node.x, 1),
        "y": round(node.y, 1),
        "d": 2 * round(radius_of(node)),
        "parent": node.parent,
        "open": node.open,
        "inside": node.inside,
        "faded": node.faded,
        "unknown": node.ref == NodeRef(AGENCY, None),
        "note": ", ".join(part for part in (node.sector, node.note) if part),
        "fill": look.fill if (look := (sectors or {}).get(node.sector)) else None,
        "mark": look.mark if look else None,
        "silent": node.number in silent,
    }


def edge_json(pair: PairLine, translator: Translator) -> dict[str, Any]:
    """One line of the map, with the ties of each kind where it stands for several kinds, most ties first.

    `mostly` is said of a line that is drawn as old where most of what it stands for is new.
    """
    edge = pair.line
    split = pair.standing if len(pair.standing) > 1 else None
    return {
        "s": edge.source,
        "t": edge.target,
        "kind": edge.kind,
        "state": edge.state,
        "w": width(edge.kind, edge.ties),
        "n": edge.ties,
        "faded": edge.faded,
        **({} if split is None else {"split": split, "mostly": mostly_new(split, translator)}),
    }


def band_json(band: Band) -> dict[str, Any]:
    """One band of the level view."""
    return {"name": band.name, "top": band.top, "bottom": band.bottom}


def legend_json(view: BoardView, translator: Translator) -> list[dict[str, str]]:
    """The legend of the picture: the kinds, states, sorts and sectors that are on the map, in fixed order."""
    kinds = {edge.kind for edge in view.edges}
    states = {edge.state for edge in view.edges if edge.kind in MAP_KINDS}
    sorts = {node.ref.sort for node in view.nodes}
    return [
        *_entries("kind", labels(translator, style.KINDS), kinds),
        *_entries("state", labels(translator, style.STATES), states),
        *_entries("sort", labels(translator, style.SORTS), sorts),
        *(
            {"label": look.label, "sort": AGENCY, "fill": look.fill, "mark": look.mark}
            for look in sectors_of(view).values()
        ),
    ]


def _entries(what: str, names: dict[str, str], present: set[str]) -> list[dict[str, str]]:
    return [{"label": name, what: key} for key, name in names.items() if key in present]


def present_filters(view: BoardView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds and states that the legend offers: those on the map and those filtered out."""
    kinds = {edge.kind for edge in view.edges} | (set(MAP_KINDS) - set(view.page.request.kinds))
    states = {edge.state for edge in view.edges if edge.kind in MAP_KINDS} | (
        set(MAP_STATES) - set(view.page.request.states)
    )
    return (
        tuple(kind for kind in MAP_KINDS if kind in kinds),
        tuple(state for state in MAP_STATES if state in states),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A week on the time axis: its place, width and height as shares of the axis, and its encounters."""

    left: float
    width: float
    height: float
    encounters: int
    said: str


def axis_bars(frame: Frame, translator: Translator) -> list[Bar]:
    """The encounters of each week as bars; the busiest week is as high as the axis."""
    if frame.first is None or frame.last is None:
        return []
    whole = (frame.last - frame.first).days + 1
    most = max((week.encounters for week in frame.weeks), default=1) or 1
    found = []
    for week in frame.weeks:
        left = _within((week.start - frame.first).days / whole)
        right = _within(((week.start - frame.first).days + 7) / whole)
        said = text.encounters(translator, week.encounters, translator.date(week.start))
        found.append(Bar(left, right - left, week.encounters / most, week.encounters, said))
    return found


def axis_ticks(frame: Frame, translator: Translator) -> list[tuple[float, str]]:
    """The months or years below the time axis, each with its place as a share of the width."""
    if frame.first is None or frame.last is None:
        return []
    whole = (frame.last - frame.first).days + 1
    return [
        ((day - frame.first).days / whole, name) for day, name in ticks(frame.first, frame.last, translator)
    ]


def shade_style(frame: Frame, window: Window) -> dict[str, str]:
    """Where the window lies over the time axis, as shares of its width."""
    if frame.first is None or frame.last is None:
        return {"display": "none"}
    whole = (frame.last - frame.first).days + 1
    left = _within((window.start - frame.first).days / whole)
    right = _within(((window.end - frame.first).days + 1) / whole)
    return {"left": f"{left:.4%}", "width": f"{max(right - left, 0.002):.4%}"}


def mark_places(frame: Frame) -> list[tuple[Mark, float, float]]:
    """Where each event stands on the time axis, and the room to the next one, as shares of its width."""
    if frame.first is None or frame.last is None:
        return []
    whole = (frame.last - frame.first).days + 1
    inside = [mark for mark in frame.marks if frame.first <= mark.date <= frame.last]
    lefts = [(mark.date - frame.first).days / whole for mark in inside]
    ends = [*lefts, 1.0][1:]
    return [(mark, left, end - left) for mark, left, end in zip(inside, lefts, ends, strict=True)]


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def axis_words(frame: Frame, translator: Translator) -> str:
    """The time axis in words, for those who cannot see it."""
    if frame.first is None or frame.last is None:
        return translator.gettext(text.UNDATED)
    parts = []
    if frame.weeks:
        busiest = max(frame.weeks, key=lambda week: week.encounters)
        sentence = translator.gettext(text.AXIS_SAID)
        first, last, day = (translator.date(each) for each in (frame.first, frame.last, busiest.start))
        parts.append(sentence.format(first=first, last=last, day=day))
    if frame.marks:
        event = translator.gettext(text.EVENT)
        named = [event.format(name=mark.name, day=translator.date(mark.date)) for mark in frame.marks]
        parts.append(translator.gettext(text.EVENTS_SAID).format(events=translator.listing(named)))
    return " ".join(parts)


_PLAIN = {
    "line": N_("{from} and {to}"),
    "opened": N_("{name} is open"),
    "closed": N_("{name} is closed"),
    "cleared": N_("Nothing is chosen"),
    "chosen": NARROWED_TO,
    "chosen_pair": N_("Narrowed to {from} and {to}."),
    "no_further": N_("Nothing further in that direction"),
    "fingers": N_("Use two fingers to move the map"),
    "wheel": N_("Click the map first, then turn the wheel to zoom"),
}


def map_words(translator: Translator) -> dict[str, Any]:
    """Every text that the map's engine needs; counts have a singular and a plural."""
    return {
        **{key: translator.gettext(text) for key, text in _PLAIN.items()},
        "ties": _forms(lambda n: translator.ngettext("{n} tie", "{n} ties", n)),
        "left_out": _forms(partial(left_out, translator)),
        "inside": _forms(lambda n: translator.ngettext("{n} inside it", "{n} inside it", n)),
        "kinds": labels(translator, style.KINDS),
        "of_kind": {kind: _forms(partial(wording.of_kind, translator, kind)) for kind in MAP_KINDS},
        "states": labels(translator, style.STATES),
        "sorts": labels(translator, style.SORTS),
    }


def labels(translator: Translator, looks: Mapping[str, Any]) -> dict[str, str]:
    """The name of every look in the reader's language."""
    return {key: translator.gettext(look.label) for key, look in looks.items()}


def _forms(of: Callable[[int], str]) -> dict[str, str]:
    return {"one": of(1), "other": of(2)}


MOST_TICKS = 9
_STEPS = (1, 3, 6, 12, 24, 60, 120)


def ticks(first: dt.date, last: dt.date, translator: Translator) -> list[tuple[dt.date, str]]:
    """Days to mark between two days, and their names in the reader's language."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _STEPS if months // each < MOST_TICKS), _STEPS[-1])
    return [(day, _name(day, step, translator)) for day in _firsts(first, last, step) if first <= day]


def _firsts(first: dt.date, last: dt.date, step: int) -> list[dt.date]:
    begin = (first.year * 12 + first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(begin, end + 1, step)]


def _name(day: dt.date, step: int, translator: Translator) -> str:
    from babel.dates import format_date

    if step >= 12:
        return str(day.year)
    return str(format_date(day, "MMM y", locale=translator.formats))
