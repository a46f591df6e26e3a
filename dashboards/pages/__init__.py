"""The pages, in an explicit list; the module of each has `show`, `register` and `fail`."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from dashboards.components.page_links import PAGE_LINKS, page_address
from dashboards.pages import attendance, imports, record
from dashboards.pages.board import page as board
from dashboards.pages.champions import page as champions
from dashboards.pages.learning import page as learning
from dashboards.pages.zones import page as zones
from dashboards.record_page import RECORD_LINKS
from netmap.model.i18n import Translator

OF_OTHERS_THAN_THE_MAP = r"^(answer|record).*\.js$"
OF_OTHERS_THAN_ANSWERS = r"^(map|page|cytoscape|record).*\.js$"
OF_OTHERS_THAN_RECORDING = r"^(map|page|cytoscape|answer_levels).*\.js$"
"""Scripts that the map, the pages of one answer, and the pages of recording are not to run."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name in the address, its module, and which scripts are not its own."""

    name: str
    home: ModuleType
    foreign: str

    def address(self, language: str) -> str:
        """Where the page lies."""
        return page_address(language, self.name)

    def title(self, translator: Translator) -> str:
        """What the browser calls the page."""
        label = translator.gettext({**dict(PAGE_LINKS), **dict(RECORD_LINKS)}[self.name])
        return f"{label} · netmap" if self.name else "netmap"


PAGES = (
    Page("", board, OF_OTHERS_THAN_THE_MAP),
    Page("learning", learning, OF_OTHERS_THAN_ANSWERS),
    Page("zones", zones, OF_OTHERS_THAN_ANSWERS),
    Page("champions", champions, OF_OTHERS_THAN_ANSWERS),
    Page("attendance", attendance, OF_OTHERS_THAN_RECORDING),
    Page("record", record, OF_OTHERS_THAN_RECORDING),
    Page("imports", imports, OF_OTHERS_THAN_RECORDING),
)
