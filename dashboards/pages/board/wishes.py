"""What the reader wished since the last answer, applied in order to what is shown.

The browser sends every wish that has not been answered yet, so none is lost when the next comes
before the answer to the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from dashboards.pages.board import changes, ids
from dashboards.pages.board.search import page_in
from dashboards.pages.board.windows import at_end, shown_window
from dashboards.services import Services
from netmap.library.study_entry import StudyEntry
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.map.types import BoardView, Frame

Wish = Mapping[str, Any]
"""One wish: `what` is wished, its `value`, and `n`, its number since the page was opened."""


def unanswered(sent: Mapping[str, Any] | None, shown: Mapping[str, Any] | None) -> tuple[Wish, ...]:
    """The wishes of a message that came after the answer shown; such as are not known are passed over."""
    answered = (shown or {}).get("answered", 0)
    return tuple(wish for wish in _all(sent) if wish["n"] > answered and wish["what"] in changes.EVERY)


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
        page = changes.EVERY[wish["what"]](now, wish["value"])
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
    return services.board.frame(services.principal, study, language)


def situation(services: Services, page: MapPage, frame: Frame | None, step: str | None) -> changes.Situation:
    """Where a wish finds the page."""
    return changes.Situation(
        page,
        None if frame is None else shown_window(page.context, frame),
        None if frame is None else frame.first,
        None if frame is None else frame.last,
        step or "month",
        partial(services.board.ref_of, services.principal, page.context.study),
        partial(services.board.brought_to_sight, services.principal),
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
