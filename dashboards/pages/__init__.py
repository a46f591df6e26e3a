"""The pages, in an explicit list; what shows each has `show`, `register` and `fail`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import dash

from dashboards.answer_page.plain import plain_page
from dashboards.components.page_links import MAP, TITLES, page_address
from dashboards.pages.attendance import PAGE as ATTENDANCE
from dashboards.pages.board import page as board
from dashboards.pages.champions import PAGE as CHAMPIONS
from dashboards.pages.compare import page as compare
from dashboards.pages.compare.saved import WORDS as COMPARING
from dashboards.pages.coverage import PAGE as COVERAGE
from dashboards.pages.diffusion import PAGE as DIFFUSION
from dashboards.pages.imports import PAGE as IMPORTS
from dashboards.pages.introductions import PAGE as INTRODUCTIONS
from dashboards.pages.learning import page as learning
from dashboards.pages.merge import PAGE as MERGE
from dashboards.pages.monthly_pack import PAGE as MONTHLY_PACK
from dashboards.pages.national import PAGE as NATIONAL
from dashboards.pages.notes import CODING
from dashboards.pages.notes import PAGE as NOTES
from dashboards.pages.record import PAGE as RECORD
from dashboards.pages.reliance import PAGE as RELIANCE
from dashboards.pages.scenario import PAGE as SCENARIO
from dashboards.pages.shared_interests import PAGE as SHARED_INTERESTS
from dashboards.pages.transmission_curve import PAGE as TRANSMISSION_CURVE
from dashboards.pages.work_list import PAGE as WORK_LIST
from dashboards.pages.zones import PAGE as ZONES
from dashboards.record_page import WORDS
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions import QUESTIONS

OF_OTHERS_THAN_THE_MAP = r"^(answer|overview|record).*\.js$"
OF_OTHERS_THAN_ANSWERS = r"^(answer_first|map|overview|page|record).*\.js$"
OF_OTHERS_THAN_FORMS = r"^(answer_first|answer_levels|map|overview|page|record_(?!answers)).*\.js$"
OF_OTHERS_THAN_RECORDING = r"^(answer_first|map|overview|page|answer_levels).*\.js$"
"""Scripts that the map, pages of one answer, with a form, and of recording do not run by themselves."""


class Home(Protocol):
    """What shows a page: a module, or a page that is made of a question."""

    def show(self, services: Services, translator: Translator) -> Any:
        """The page as it is sent."""

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""

    def fail(self, message: str) -> None:
        """Say in the page that something could not be done."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name in the address, what shows it, and which scripts are not its own.

    Where it has no `grids` their scripts, a third of all, are not run.
    """

    name: str
    home: Home
    foreign: str
    grids: bool = False

    def address(self, language: str) -> str:
        """Where the page lies."""
        return page_address(language, self.name)

    def title(self, translator: Translator) -> str:
        """What the browser calls the page."""
        label = translator.gettext(TITLES[self.name])
        return f"{label} · netmap"


CHARTS = {
    each.page: each
    for each in (
        TRANSMISSION_CURVE,
        COVERAGE,
        DIFFUSION,
        INTRODUCTIONS,
        MONTHLY_PACK,
        RELIANCE,
        SCENARIO,
        SHARED_INTERESTS,
    )
}
"""Pages of questions that have a chart of their own, and stand among the plain ones."""

PAGES = (
    Page(MAP, board, OF_OTHERS_THAN_THE_MAP, grids=True),
    Page("learning", learning, OF_OTHERS_THAN_ANSWERS),
    Page("zones", ZONES, OF_OTHERS_THAN_ANSWERS),
    Page("compare", compare, OF_OTHERS_THAN_FORMS),
    Page("national", NATIONAL, OF_OTHERS_THAN_ANSWERS),
    Page("champions", CHAMPIONS, OF_OTHERS_THAN_ANSWERS),
    Page("notes", NOTES, OF_OTHERS_THAN_FORMS),
    Page("attendance", ATTENDANCE, OF_OTHERS_THAN_RECORDING),
    Page("work-list", WORK_LIST, OF_OTHERS_THAN_RECORDING),
    Page("record", RECORD, OF_OTHERS_THAN_RECORDING),
    Page("imports", IMPORTS, OF_OTHERS_THAN_RECORDING),
    Page("merge", MERGE, OF_OTHERS_THAN_RECORDING),
    *(
        Page(each.name, CHARTS.get(each.name) or plain_page(each), OF_OTHERS_THAN_ANSWERS)
        for each in QUESTIONS
        if each.page is None
    ),
)
"""Every page of Dash: those made by hand, then a plain one for each other question."""

PART_WORDS = {
    **{each.page: each.all_words for each in (ATTENDANCE, WORK_LIST, RECORD, IMPORTS, MERGE)},
    "compare": {**WORDS, **COMPARING},
    "notes": {**WORDS, **CODING},
}
"""The texts of the pages whose parts come by themselves, by the page's name."""
