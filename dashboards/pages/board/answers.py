"""What an answer sets on the page: one value for each output of the callbacks."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from dash import Output, no_update

from dashboards.answer_page.state import file_of, from_the_map, search_of
from dashboards.components import page_links, share
from dashboards.components.header import link_id, study_options
from dashboards.pages.board import figures, fragments, ids, text
from dashboards.pages.board.ui_actions import page_in
from dashboards.pages.board.windows import shown_window
from netmap.library import wording
from netmap.library.study_entry import StudyEntry
from netmap.model.i18n import Translator, other_languages
from netmap.questions.map.finding import Findable
from netmap.questions.map.request import MapPage
from netmap.questions.map.types import BoardView, Frame
from netmap.questions.overview.sentences import period_text
from netmap.questions.overview.types import Days

EPOCH = dt.date(1970, 1, 1)

OUTPUTS = {
    "shown": Output(ids.SHOWN, "data"),
    "map": Output(ids.VIEW, "data"),
    "read": Output(ids.READ, "data"),
    "trouble": Output(ids.TROUBLE, "children"),
    "no_trouble": Output(ids.TROUBLE, "hidden"),
    "state": Output(ids.STATE, "children"),
    "no_board": Output(ids.BOARD, "hidden"),
    "polling_off": Output(ids.POLL, "disabled"),
    "playing_off": Output(ids.TIMER, "disabled"),
    "sentences": Output(ids.SENTENCES, "children"),
    "words": Output(ids.WORDS, "children"),
    "presets": Output(ids.PRESETS, "children"),
    "period": Output(ids.PERIOD_SAID, "children"),
    "shade": Output(ids.SHADE, "style"),
    "chips": Output(ids.CHIPS, "children"),
    "narrowed": Output(ids.NARROWED, "children"),
    "legend": Output(ids.LEGEND, "children"),
    "tray": Output(ids.TRAY, "children"),
    "empty": Output(ids.MAP_EMPTY, "children"),
    "not_empty": Output(ids.MAP_EMPTY, "hidden"),
    "focus_said": Output(ids.FOCUS_SAID, "children"),
    "no_focus_said": Output(ids.FOCUS_SAID, "hidden"),
    "panel": Output(ids.PANEL, "children"),
    "ties": Output(ids.TIES, "rowData"),
    "actors": Output(ids.ACTORS, "rowData"),
    "zones": Output(ids.ZONES, "rowData"),
    "rule": Output(ids.RULE, "children"),
    "quiet": Output(ids.QUIET, "children"),
}
"""Everything that an answer may set, by the name it has in an answer.

Controls and links are not among them: the browser sets them from what `shown` says, and only those
that differ, because each thing that is set costs the page time.
"""

SPARED = (
    "state",
    "no_board",
    "polling_off",
    "sentences",
    "words",
    "presets",
    "period",
    "shade",
    "chips",
    "narrowed",
    "legend",
    "tray",
    "empty",
    "not_empty",
    "focus_said",
    "no_focus_said",
    "panel",
    "rule",
    "quiet",
)
"""The parts that nothing but an answer sets; they are not sent again while they stay as they are."""

Answer = dict[str, Any]


def answer(**parts: Any) -> Answer:
    """An answer that sets only the parts given and leaves the rest of the page as it is."""
    return {**dict.fromkeys(OUTPUTS, no_update), **parts}


def spared(whole: Answer, before: Answer) -> Answer:
    """An answer without the parts that the page was sent already; `shown` remembers a sum of each."""
    sums = dict(before.get("sums", {}))
    for name in SPARED:
        if whole[name] is no_update:
            continue
        found = zlib.crc32(repr(whole[name]).encode())
        if sums.get(name) == found:
            whole[name] = no_update
        sums[name] = found
    whole["shown"]["sums"] = sums
    return whole


def instead(state: Any, page: MapPage, translator: Translator, *, waiting: bool = False) -> Answer:
    """An answer that shows a state in place of the board, and asks again soon while something is awaited."""
    controls = {ids.STUDY: page.context.study or None}
    return answer(
        shown={"replace": True, "controls": controls, **_address(page, translator)},
        read=None,
        state=state,
        no_board=True,
        polling_off=not waiting,
        playing_off=True,
        **_calm(),
    )


def board_answer(
    view: BoardView,
    panel: list[Any],
    rows: Answer,
    before: Answer,
    *,
    token: int,
    translator: Translator,
) -> Answer:
    """The whole board; that the study is another is told only if `before` showed another."""
    other = before.get("read") != view.page.context.study
    return answer(
        shown=shown(view, before, translator),
        map=figures.map_json(view, translator, token),
        state=None,
        no_board=False,
        polling_off=True,
        sentences=fragments.sentences(view, translator),
        words=view.words,
        chips=fragments.chips(view, translator),
        narrowed=fragments.narrowed(view, translator),
        legend=fragments.legend(view, translator),
        tray=fragments.tray(view, translator),
        empty=view.empty,
        not_empty=not view.empty,
        no_focus_said=True,
        panel=panel,
        rule=fragments.rule(view, translator),
        quiet=f" ({wording.whole(translator, view.counts.quiet)})",
        **rows,
        **_calm(),
        **_time(view, translator),
        **({"read": view.page.context.study, "playing_off": True} if other else {}),
    )


def _calm() -> Answer:
    return {"trouble": "", "no_trouble": True}


def shown(view: BoardView, before: Answer, translator: Translator) -> Answer:
    """What the page remembers; another study or partnership is a new entry of the history."""
    page = view.page
    place = {"study": page.context.study, "partnership": page.context.partnership}
    told = search_of(pinned(view))
    return {
        **_address(page, translator, told),
        "pinned": told,
        "replace": before.get("place") in (None, place),
        "place": place,
        "read": page.context.study,
        "controls": controls(view),
    }


def pinned(view: BoardView) -> MapPage:
    """The state with its days and its baseline named: what a copied link says, whatever is recorded since."""
    start, end = view.window
    return view.page.but(start=start, end=end, baseline=view.counts.baseline)


def controls(view: BoardView) -> Answer:
    """The value of every control, by its id; the days only where the study has dates."""
    page = view.page
    found = {
        ids.STUDY: page.context.study,
        ids.PARTNERSHIP: page.context.partnership or "",
        ids.LAYOUT: page.request.layout,
        ids.LAYERS: list(page.request.layers),
        ids.SIZE: page.request.size,
        ids.STEPS: str(min(page.request.steps, 4)) if page.request.focus else "0",
    }
    window, baseline = shown_window(page.context, view.frame), view.counts.baseline
    if window is None:
        return found
    return {
        **found,
        ids.FROM: window.start.isoformat(),
        ids.TO: window.end.isoformat(),
        ids.SLIDER: [(window.start - EPOCH).days, (window.end - EPOCH).days],
        ids.BASELINE: "" if baseline is None else baseline.isoformat(),
    }


def chosen(page: MapPage, before: Answer, panel: Sequence[Any], translator: Translator) -> Answer:
    """Another node chosen: the map has it already, only the panel and the address follow."""
    told = search_of(page_in(before.get("pinned")).but(selected=page.request.selected))
    now = {**before, **_address(page, translator, told), "pinned": told, "replace": True}
    return answer(shown=now, panel=list(panel), **_calm())


def nothing_to_focus_on(translator: Translator) -> Answer:
    """That something has to be chosen before a focus can be set."""
    return {"focus_said": translator.gettext(text.STEPS_NONE), "no_focus_said": False}


def _address(page: MapPage, translator: Translator, told: str = "") -> Answer:
    """The page's own address and where its links lead: the other language and the files, by their ids.

    `told` is the query of the link to share.
    """
    files = {name: file_of(page, file, translator.language) for name, file, _ in text.DOWNLOADS}
    found, address = page_links.navigation(page_links.MAP, translator), page_links.page_address
    pages = {
        each.id: address(translator.language, each.page, from_the_map(page, each.page))
        for each in (*found.pages, *found.areas)
    }
    search = search_of(page)
    languages = {
        link_id(each): address(each.code, page_links.MAP, search)
        for each in other_languages(translator.language)
    }
    here = {
        page_links.link_id(page_links.MAP): address(translator.language, page_links.MAP, search),
        share.LINK: address(translator.language, page_links.MAP, told or search),
    }
    context = urlencode(page.context.query)
    return {"search": search, "context": context, "links": {**languages, **files, **pages, **here}}


def _time(view: BoardView, translator: Translator) -> Answer:
    window = shown_window(view.page.context, view.frame)
    if window is None:
        return {"presets": []}
    return {
        "presets": fragments.presets(view.frame, window),
        "period": period_text(Days(window.start, window.end), translator),
        "shade": figures.shade_style(view.frame, window),
    }


STUDY_OUTPUTS = {
    "studies": Output(ids.STUDY, "data"),
    "title": Output(ids.STUDY_TITLE, "children"),
    "partnerships": Output(ids.PARTNERSHIP, "data"),
    "no_partnerships": Output(ids.PARTNERSHIP_BOX, "hidden"),
    "no_find": Output(ids.FIND_BOX, "hidden"),
    "not_simulated": Output(ids.SIMULATED, "hidden"),
    "no_time": Output(ids.TIME, "hidden"),
    "no_period": Output(ids.PERIOD, "hidden"),
    "least": Output(ids.SLIDER, "min"),
    "most": Output(ids.SLIDER, "max"),
    "axis": Output(ids.AXIS, "children"),
    "marks": Output(ids.MARKS, "children"),
    "axis_said": Output(ids.AXIS_SAID, "children"),
    "sizes": Output(ids.SIZE, "data"),
}
"""Everything that another study changes, by the name it has in an answer."""


def study_parts(frame: Frame | None, entries: Sequence[StudyEntry], translator: Translator) -> Answer:
    """The parts of a study; without one its choices are hidden and the rest stays as it is."""
    studies = study_options(entries, translator)
    if frame is None:
        hidden = {"no_partnerships": True, "no_find": True, "not_simulated": True}
        return {**dict.fromkeys(STUDY_OUTPUTS, no_update), "studies": studies, "title": "", **hidden}
    every = {"value": "", "label": translator.gettext(text.ALL_PARTNERSHIPS)}
    some = [{"value": key, "label": name} for key, name in frame.partnerships]
    return {
        "studies": studies,
        "title": frame.title,
        "partnerships": [every, *some],
        "no_partnerships": len(some) < 2,
        "no_find": False,
        "not_simulated": not frame.simulated,
        "sizes": [{"value": key, "label": label} for key, label, _ in frame.sizes],
        **_axis(frame, translator),
    }


def names(found: Sequence[Findable], translator: Translator) -> list[dict[str, Any]]:
    """What the search offers, under a heading for each sort; the value of a name is its number."""
    return [
        {
            "group": translator.gettext(text.SORT_NAMES[sort]),
            "items": [{"value": str(each.number), "label": each.name} for each in some],
        }
        for sort, some in groupby(found, key=lambda each: each.sort)
    ]


def _axis(frame: Frame, translator: Translator) -> dict[str, Any]:
    return {
        "no_time": frame.first is None or frame.last is None,
        "no_period": frame.first is None or frame.last is None,
        "least": (frame.first - EPOCH).days if frame.first else 0,
        "most": (frame.last - EPOCH).days if frame.last else 1,
        "axis": fragments.weeks(frame, translator),
        "marks": fragments.marks(frame, translator),
        "axis_said": figures.axis_words(frame, translator),
    }
