"""What a service's answer sets on the page: one value for each output of the drawing callback."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import Output, no_update

from dashboards.pages.board import downloads, figures, ids, pieces, text
from dashboards.pages.board.search import search_of
from dashboards.pages.board.windows import shown_window
from netmap.model.i18n import Translator
from netmap.services.board_types import BoardRequest, BoardView

EPOCH = dt.date(1970, 1, 1)

OUTPUTS = {
    "shown": Output(ids.SHOWN, "data"),
    "read": Output(ids.READ, "data"),
    "map": Output(ids.VIEW, "data"),
    "study": Output(ids.STUDY, "value"),
    "studies": Output(ids.STUDY, "data"),
    "partnership": Output(ids.PARTNERSHIP, "value"),
    "partnerships": Output(ids.PARTNERSHIP, "data"),
    "no_partnerships": Output(ids.PARTNERSHIP_BOX, "hidden"),
    "language": Output(ids.OTHER_LANGUAGE, "href"),
    "not_simulated": Output(ids.SIMULATED, "hidden"),
    "trouble": Output(ids.TROUBLE, "children"),
    "no_trouble": Output(ids.TROUBLE, "hidden"),
    "state": Output(ids.STATE, "children"),
    "no_board": Output(ids.BOARD, "hidden"),
    "polling_off": Output(ids.POLL, "disabled"),
    "playing_off": Output(ids.TIMER, "disabled"),
    "sentences": Output(ids.SENTENCES, "children"),
    "words": Output(ids.WORDS, "children"),
    "presets": Output(ids.PRESETS, "children"),
    "no_time": Output(ids.TIME, "hidden"),
    "start": Output(ids.FROM, "value"),
    "end": Output(ids.TO, "value"),
    "span": Output(ids.SLIDER, "value"),
    "baseline": Output(ids.BASELINE, "value"),
    "least": Output(ids.SLIDER, "min"),
    "most": Output(ids.SLIDER, "max"),
    "shade": Output(ids.SHADE, "style"),
    "axis": Output(ids.AXIS, "figure"),
    "marks": Output(ids.MARKS, "children"),
    "no_find": Output(ids.FIND_BOX, "hidden"),
    "axis_said": Output(ids.AXIS_SAID, "children"),
    "chips": Output(ids.CHIPS, "children"),
    "legend": Output(ids.LEGEND, "children"),
    "empty": Output(ids.MAP_EMPTY, "children"),
    "not_empty": Output(ids.MAP_EMPTY, "hidden"),
    "layout": Output(ids.LAYOUT, "value"),
    "layers": Output(ids.LAYERS, "value"),
    "size": Output(ids.SIZE, "value"),
    "sizes": Output(ids.SIZE, "data"),
    "steps": Output(ids.STEPS, "value"),
    "focus_said": Output(ids.FOCUS_SAID, "children"),
    "no_focus_said": Output(ids.FOCUS_SAID, "hidden"),
    "panel": Output(ids.PANEL, "children"),
    "ties": Output(ids.TIES, "rowData"),
    "actors": Output(ids.ACTORS, "rowData"),
    "zones": Output(ids.ZONES, "rowData"),
    "rule": Output(ids.RULE, "children"),
    **{name: Output(name, "href") for name, _, _ in downloads.FILES},
}
"""Everything that an answer may set, by the name it has in an answer."""

CONTROLS = {
    "study": ids.STUDY,
    "partnership": ids.PARTNERSHIP,
    "start": ids.FROM,
    "end": ids.TO,
    "span": ids.SLIDER,
    "baseline": ids.BASELINE,
    "layout": ids.LAYOUT,
    "layers": ids.LAYERS,
    "size": ids.SIZE,
    "steps": ids.STEPS,
}
"""The parts of an answer that set a control, each with the control; the browser tells them from wishes."""

Answer = dict[str, Any]


def answer(**parts: Any) -> Answer:
    """An answer that sets only the parts given and leaves the rest of the page as it is."""
    return {**dict.fromkeys(OUTPUTS, no_update), **parts}


def instead(state: Any, request: BoardRequest, translator: Translator, *, waiting: bool = False) -> Answer:
    """An answer that shows a state in place of the board, and asks again soon while something is awaited."""
    study = request.study or None
    return answer(
        shown={"search": search_of(request), "replace": True, "controls": {ids.STUDY: study}},
        study=study,
        language=other_language(request, translator),
        state=state,
        no_board=True,
        no_find=True,
        not_simulated=True,
        no_partnerships=True,
        polling_off=not waiting,
        playing_off=True,
        trouble="",
        no_trouble=True,
    )


def board_answer(
    view: BoardView,
    panel: list[Any],
    rows: Answer,
    before: Answer | None,
    *,
    token: int,
    translator: Translator,
) -> Answer:
    """The whole board; what hangs on the study alone is sent only if `before` showed another."""
    same_study = before is not None and before.get("read") == view.request.study
    controls = {**_time(view), **_controls(view)}
    return answer(
        shown=shown(view, before, controls),
        map=figures.map_json(view, translator, token),
        language=other_language(view.request, translator),
        trouble="",
        no_trouble=True,
        sentences=pieces.sentences(view, translator),
        chips=pieces.chips(view, translator),
        legend=pieces.legend(view, translator),
        empty=view.empty,
        not_empty=not view.empty,
        panel=panel,
        rule=pieces.rule(view, translator),
        **rows,
        **controls,
        **_files(view.request, translator),
        **({} if same_study else _of_study(view, translator)),
    )


def shown(view: BoardView, before: Answer | None, controls: Answer) -> Answer:
    """What the page remembers; another study or partnership is a new entry of the history."""
    request = view.request
    place = {"study": request.study, "partnership": request.partnership}
    moved = before is not None and before.get("place") not in (None, place)
    return {
        "search": search_of(request),
        "replace": not moved,
        "place": place,
        "read": request.study,
        "controls": {CONTROLS[name]: value for name, value in controls.items() if name in CONTROLS},
    }


def chosen(request: BoardRequest, before: Answer, panel: list[Any], translator: Translator) -> Answer:
    """Another node chosen: the map has it already, only the panel and the address follow."""
    return answer(
        shown={**before, "search": search_of(request), "replace": True},
        panel=panel,
        language=other_language(request, translator),
        **_files(request, translator),
    )


def nothing_to_focus_on(translator: Translator) -> Answer:
    """That something has to be chosen before a focus can be set."""
    return {"focus_said": translator.gettext(text.STEPS_NONE), "no_focus_said": False}


def other_language(request: BoardRequest, translator: Translator) -> str:
    """The same view in the other language."""
    language, _ = text.OTHER_LANGUAGE[translator.language]
    return f"/{language}/{search_of(request)}"


def _time(view: BoardView) -> Answer:
    window = shown_window(view.request, view.frame)
    if window is None:
        return {"words": view.words, "presets": []}
    return {
        "words": view.words,
        "presets": pieces.presets(view.frame, window),
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "span": [(window.start - EPOCH).days, (window.end - EPOCH).days],
        "shade": figures.shade_style(view.frame, window),
        "baseline": _iso(view.counts.baseline) or "",
    }


def _controls(view: BoardView) -> Answer:
    request = view.request
    return {
        "study": request.study,
        "partnership": request.partnership or "",
        "layout": request.layout,
        "layers": list(request.layers),
        "size": request.size,
        "steps": str(min(request.steps, 4)) if request.focus else "0",
        "no_focus_said": True,
    }


def _files(request: BoardRequest, translator: Translator) -> Answer:
    return {name: downloads.address(request, file, translator) for name, file, _ in downloads.FILES}


def _of_study(view: BoardView, translator: Translator) -> Answer:
    frame = view.frame
    undated = frame.first is None or frame.last is None
    every = {"value": "", "label": translator.gettext(text.ALL_PARTNERSHIPS)}
    some = [{"value": key, "label": name} for key, name in frame.partnerships]
    return {
        "read": frame.study,
        "state": None,
        "no_board": False,
        "no_find": False,
        "polling_off": True,
        "playing_off": True,
        "not_simulated": not frame.simulated,
        "partnerships": [every, *some],
        "no_partnerships": len(some) < 2,
        "no_time": undated,
        "least": (frame.first - EPOCH).days if frame.first else 0,
        "most": (frame.last - EPOCH).days if frame.last else 1,
        "axis": figures.axis_figure(frame, translator),
        "marks": pieces.marks(frame, translator),
        "axis_said": figures.axis_words(frame, translator),
        "sizes": [{"value": key, "label": label} for key, label in frame.sizes],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
