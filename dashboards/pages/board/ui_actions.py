"""What each control, button and key does to the state of the page; the actions not answered yet, in order.

The browser sends every action that has not been answered yet, so none is lost when the next comes before the
answer to the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboards.answer_page.state import pairs_in
from dashboards.pages.board import ids
from dashboards.pages.board.windows import Window, at_end, rewound, shown_window, stepped
from dashboards.services import Services
from netmap.library.study_entry import StudyEntry
from netmap.questions.context import Context
from netmap.questions.map.finding import brought_to_sight
from netmap.questions.map.request import LAYERS, MAP_KINDS, MAP_STATES, MapPage, MapRequest, new_page
from netmap.questions.map.types import BoardView, Frame
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import NodeRef, parameters_of

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the page shows when something is pressed.

    `window` is the window shown, `first` and `last` the edges of the data: all None for a study without
    dates. `step` is the length of one step; `ref` finds what a number on the page stands for, `found`
    the page that shows what a number stands for.
    """

    page: MapPage
    window: Window | None
    first: dt.date | None
    last: dt.date | None
    step: str
    ref: Callable[[int], NodeRef]
    found: Callable[[MapPage, int], MapPage]


Change = Callable[[Situation, Any], MapPage]


def new_study(now: Situation, value: str) -> MapPage:
    """Another study begins at its own defaults."""
    return now.page if value in (None, now.page.context.study) else new_page(value)


def new_partnership(now: Situation, value: str) -> MapPage:
    """Look at one partnership; "" stands for all. What was open or in focus is let go."""
    return now.page.but(partnership=value or None, expanded=(), focus=None, selected=None)


def new_start(now: Situation, value: str) -> MapPage:
    """A typed first day; a day after the end takes the end along. No day is no change."""
    day = _day(value)
    if day is None or now.window is None:
        return now.page
    return _with(now, Window(day, max(day, now.window.end)))


def new_end(now: Situation, value: str) -> MapPage:
    """A typed last day; a day before the start takes the start along. No day is no change."""
    day = _day(value)
    if day is None or now.window is None:
        return now.page
    return _with(now, Window(min(day, now.window.start), day))


def new_span(now: Situation, value: Sequence[int]) -> MapPage:
    """Both ends as the slider has them, in days since 1970-01-01."""
    start, end = (EPOCH + dt.timedelta(days=int(each)) for each in value)
    return _with(now, Window(start, end))


def new_baseline(now: Situation, value: str) -> MapPage:
    """The day before which networks are old; no day leaves it to the study."""
    return now.page.but(baseline=_day(value))


def preset(now: Situation, value: str) -> MapPage:
    """A period of the list, as two ISO days with a slash between."""
    start, _, end = value.partition("/")
    return _with(now, Window(dt.date.fromisoformat(start), dt.date.fromisoformat(end)))


def back(now: Situation, value: Any) -> MapPage:
    """One step earlier."""
    return _step(now, -1)


def forward(now: Situation, value: Any) -> MapPage:
    """One step later."""
    return _step(now, 1)


def tick(now: Situation, value: Mapping[str, Any]) -> MapPage:
    """A step of the play; the first one at the end of the data begins anew."""
    if now.window is None or now.first is None or now.last is None:
        return now.page
    if value.get("fresh") and at_end(now.window, now.step, now.first, now.last):
        return _with(now, rewound(now.window, now.first))
    return _step(now, 1)


def new_layers(now: Situation, value: Sequence[str]) -> MapPage:
    """The layers that are switched on, in their fixed order."""
    return now.page.but(layers=tuple(layer for layer in LAYERS if layer in value))


def new_layout(now: Situation, value: str) -> MapPage:
    """How the map is arranged."""
    return now.page.but(layout=value or usual("layout"))


def new_size(now: Situation, value: str) -> MapPage:
    """The measure by which nodes are sized."""
    return now.page.but(size=value or usual("size"))


def new_steps(now: Situation, value: str) -> MapPage:
    """How far around the chosen node the map is in force; 0 ends the focus, and so does nothing chosen."""
    steps = int(value)
    middle = now.page.request.focus or now.page.request.selected
    if steps == 0 or middle is None:
        return now.page.but(focus=None, steps=usual("steps"))
    return now.page.but(focus=middle, steps=steps)


def toggled_kind(now: Situation, value: str) -> MapPage:
    """A kind of tie drawn pale, or shown again."""
    return now.page.but(kinds=_toggled(now.page.request.kinds, value, MAP_KINDS))


def toggled_state(now: Situation, value: str) -> MapPage:
    """A state of ties drawn pale, or shown again."""
    return now.page.but(states=_toggled(now.page.request.states, value, MAP_STATES))


def clear(now: Situation, value: Any) -> MapPage:
    """Every filter taken away; the window, the study and how the map is drawn stay."""
    fields = ("partnership", "baseline", "ties", "paths", "kinds", "states", "focus", "steps", "expanded")
    return now.page.but(**{field: usual(field) for field in fields})


def opened(now: Situation, value: int) -> MapPage:
    """An agency opened, or closed again; what is no agency stays as it is."""
    ref = now.ref(int(value))
    if ref.sort != "agency":
        return now.page
    open_now = now.page.request.expanded
    left = tuple(agency for agency in open_now if agency != ref.id)
    return now.page.but(expanded=left if ref.id in open_now else (*open_now, ref.id))


def focused(now: Situation, value: int) -> MapPage:
    """The focus set on a node."""
    ref = now.ref(int(value))
    return now.page.but(focus=ref, selected=ref, steps=max(now.page.request.steps, 1))


def selected(now: Situation, value: int | None) -> MapPage:
    """A node chosen, or nothing."""
    return now.page.but(selected=None if value is None else now.ref(int(value)))


def found(now: Situation, value: int) -> MapPage:
    """What was searched for, chosen and brought onto the map."""
    return now.found(now.page, int(value))


def unfiltered(now: Situation, value: Mapping[str, str]) -> MapPage:
    """One filter taken away, as its chip names it; without a value the whole field is let go."""
    page, field, word = now.page, value["field"], value["value"]
    if field in ALL and word:
        changed: dict[str, Any] = {field: _toggled(getattr(page.request, field), word, ALL[field])}
        return page.but(**changed)
    if field == "focus":
        return page.but(focus=None, steps=usual("steps"))
    return page.but(**_let_go(page.context, field))


def _let_go(context: Context, key: str) -> dict[str, Any]:
    """What a field, or a threshold of a rule by its key, is unless somebody chooses otherwise."""
    for each in parameters_of(Context):
        if each.key == key and len(each.path) == 2:
            rule = getattr(context, each.path[0])
            return {each.path[0]: replace(rule, **{each.path[1]: each.usual})}
    return {key: usual(key)}


def usual(field: str) -> Any:
    """What a field of the page's state holds unless somebody chooses otherwise."""
    return getattr(MapRequest() if field in MapRequest.model_fields else Context(), field)


ALL = {"kinds": MAP_KINDS, "states": MAP_STATES}

CONTROLS: dict[str, Change] = {
    ids.STUDY: new_study,
    ids.PARTNERSHIP: new_partnership,
    ids.FROM: new_start,
    ids.TO: new_end,
    ids.SLIDER: new_span,
    ids.BASELINE: new_baseline,
    ids.LAYERS: new_layers,
    ids.LAYOUT: new_layout,
    ids.SIZE: new_size,
    ids.STEPS: new_steps,
}
"""What a control does with its new value, by the control's id."""

ACTS: dict[str, Change] = {
    "select": selected,
    "tick": tick,
    "preset": preset,
    "back": back,
    "forward": forward,
    "kind": toggled_kind,
    "state": toggled_state,
    "clear": clear,
    "open": opened,
    "focus": focused,
    "find": found,
    "unfilter": unfiltered,
}
"""What a button or a key does, by the name of the act."""

EVERY: dict[str, Change] = {**CONTROLS, **ACTS}
"""Everything that a reader may wish, by the name that the browser gives it."""


def _with(now: Situation, window: Window) -> MapPage:
    return now.page.but(start=window.start, end=window.end)


def _step(now: Situation, way: int) -> MapPage:
    if now.window is None or now.first is None or now.last is None:
        return now.page
    return _with(now, stepped(now.window, now.step, way, now.first, now.last))


def _toggled(chosen: Sequence[str], value: str, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if (word in chosen) != (word == value))


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value or "")
    except ValueError:
        return None


Wish = Mapping[str, Any]
"""One wish: `what` is wished, its `value`, and `n`, its number since the page was opened."""


def unanswered(sent: Mapping[str, Any] | None, shown: Mapping[str, Any] | None) -> tuple[Wish, ...]:
    """The wishes of a message that came after the answer shown; such as are not known are passed over."""
    answered = (shown or {}).get("answered", 0)
    return tuple(wish for wish in _all(sent) if wish["n"] > answered and wish["what"] in EVERY)


def last_number(sent: Mapping[str, Any] | None) -> int:
    """The number of the latest wish of a message; 0 where there is none."""
    return max((int(wish["n"]) for wish in _all(sent)), default=0)


def _all(sent: Mapping[str, Any] | None) -> Sequence[Wish]:
    changed: Sequence[Wish] = (sent or {}).get("changes", ())
    return changed


def wanted(
    services: Services,
    language: str,
    given: Mapping[str, Any],
    wished: Sequence[Wish],
    entries: Sequence[StudyEntry],
) -> MapPage:
    """The state of the page that is asked for: what is shown with the wishes, else what the address says."""
    page = _start(given, wished)
    for wish in wished:
        frame = _frame(services, language, page.context.study, entries)
        now = situation(services, page, frame, given["step"])
        page = EVERY[wish["what"]](now, wish["value"])
    return page if page.context.study else page.but(study=entries[0].name)


def _start(given: Mapping[str, Any], wished: Sequence[Wish]) -> MapPage:
    shown = given["shown"]
    if shown and given["trigger"] != ids.ADDRESS:
        return page_in(shown["search"])
    return new_page() if wished else page_in((given["address"] or {}).get("search"))


def _frame(services: Services, language: str, study: str, entries: Sequence[StudyEntry]) -> Frame | None:
    """What does not change within a study; None where it is not ready to be shown."""
    if not any(entry.name == study and entry.status == "ready" for entry in entries):
        return None
    return services.frame(study, language)


def situation(services: Services, page: MapPage, frame: Frame | None, step: str | None) -> Situation:
    """Where a wish finds the page."""
    return Situation(
        page,
        None if frame is None else shown_window(page.context, frame),
        None if frame is None else frame.first,
        None if frame is None else frame.last,
        step or "month",
        lambda number: universe_of(services.inquiry(page.context).study).ref_of(number),
        lambda now, number: brought_to_sight(services.inquiry(now.context).study, now, number),
    )


def only_chosen(wished: Sequence[Wish]) -> bool:
    """Whether nothing but another choice of a node was wished, which the map has already."""
    return bool(wished) and all(wish["what"] == "select" for wish in wished)


def played_out(wished: Sequence[Wish], view: BoardView, step: str | None) -> bool:
    """Whether the play has come to the end of the data."""
    window, frame = shown_window(view.page.context, view.frame), view.frame
    if not wished or wished[-1]["what"] != "tick":
        return False
    if window is None or frame.first is None or frame.last is None:
        return True
    return at_end(window, step or "month", frame.first, frame.last)


def focus_without_middle(wished: Sequence[Wish], page: MapPage) -> bool:
    """Whether a focus was wished last while nothing is chosen around which it could be."""
    last = wished[-1] if wished else {}
    return last.get("what") == ids.STEPS and last["value"] != "0" and page.request.focus is None


def page_in(search: str | None) -> MapPage:
    """The state in the query part of an address; with or without the question mark."""
    return MapPage.of(MapRequest, pairs_in(search))
