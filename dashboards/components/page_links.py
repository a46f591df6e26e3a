"""Every page by name, in areas for a board, coordinators and research; links keep the whole context."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html

from dashboards.components.aria import aria
from netmap.model.i18n import N_, Translator
from netmap.questions import QUESTIONS
from netmap.questions.question import RESEARCHER

MAP = "map"
"""The page of the map, which several questions fill."""


@dataclass(frozen=True, slots=True)
class Area:
    """Pages for one kind of reader: a name, what it is called, and each page's name and title.

    The first so many stand in its row, the others behind `MORE`.
    """

    name: str
    label: str
    pages: tuple[tuple[str, str], ...]
    first: int


_BOARD = (
    ("overview", N_("Overview")),
    (MAP, N_("Who works with whom")),
    ("learning", N_("Front line to board")),
    ("zones", N_("Our meetings")),
    ("reliance", N_("What we rely on")),
    ("monthly-pack", N_("Monthly session")),
)
_COORDINATE = (
    ("work-list", N_("Work list")),
    ("attendance", N_("Attendance")),
    ("record", N_("Records")),
    ("imports", N_("Imports and changes")),
    ("champions", N_("People we rely on")),
    ("notes", N_("Notes")),
    ("merge", N_("Duplicates")),
    ("check", N_("Things to check")),
)
_COMPARE = (("compare", N_("Compare")), ("national", N_("National overview")))
_NAMED = {name for name, _ in (*_BOARD, *_COORDINATE, *_COMPARE)}
_OTHERS = [each for each in QUESTIONS if each.page is None and each.name not in _NAMED]
_WORK = tuple((each.name, each.title) for each in _OTHERS if RESEARCHER not in each.audience)
_RESEARCH = tuple((each.name, each.title) for each in _OTHERS if RESEARCHER in each.audience)

AREAS = (
    Area("board", N_("Board"), _BOARD, first=6),
    Area("coordinate", N_("Coordinate"), (*_COORDINATE, *_WORK), first=6),
    Area("research", N_("Research"), (*_COMPARE, *_RESEARCH), first=5),
)
"""The one list of pages; a question without a page made by hand is found where it is for."""

TITLES = {name: title for area in AREAS for name, title in area.pages}
"""What each page is called, by its name."""

ROOM, GAP = 136, 4
"""So many letters have room in a laptop's row; the gap before a link takes so many, `MORE` twice as many."""

LABEL, AREA_LABEL, MORE = N_("Pages"), N_("Areas"), N_("More")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the navigation: its id, which page it leads to, what it says, and whether one is there."""

    id: str
    page: str
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """The area where a reader is, the links to its pages, and the way to the other areas."""

    area: Area
    pages: tuple[Link, ...]
    areas: tuple[Link, ...]

    @property
    def row(self) -> tuple[Link, ...]:
        """The pages that stand in the row: the first ones that have room, and the one shown."""
        more = 2 * GAP if len(self.pages) > self.area.first else 0
        room = ROOM - more - sum(len(each.label) + GAP for each in self.pages if each.current)
        found = []
        for at, each in enumerate(self.pages):
            room -= 0 if each.current else len(each.label) + GAP
            if each.current or (at < self.area.first and room >= 0):
                found.append(each)
        return tuple(found)

    @property
    def more(self) -> tuple[Link, ...]:
        """The other pages."""
        return tuple(each for each in self.pages if each not in self.row)


def navigation(here: str, translator: Translator, search: str = "") -> Navigation:
    """The links that stand on a page."""
    area = next(each for each in AREAS if here in dict(each.pages))
    pages = (
        Link(
            link_id(name),
            name,
            translator.gettext(label),
            page_address(translator.language, name, search),
            name == here,
        )
        for name, label in area.pages
    )
    areas = (
        Link(
            f"area-{each.name}",
            each.pages[0][0],
            translator.gettext(each.label),
            page_address(translator.language, each.pages[0][0], search),
            each is area,
        )
        for each in AREAS
    )
    return Navigation(area, tuple(pages), tuple(areas))


def page_address(language: str, page: str, search: str = "") -> str:
    """The address of a page in a language.

    Example:
        >>> page_address("en", "zones", "?study=emon")
        '/en/zones/?study=emon'
    """
    return f"/{language}/{page}/{search}"


def link_id(page: str) -> str:
    """The id of the link to a page."""
    return f"to-{page}"


def page_links(here: str, translator: Translator, search: str = "") -> html.Nav:
    """The navigation of a page of Dash: the pages of its area, then the areas; the one shown says so."""
    found = navigation(here, translator, search)
    more = html.Details(
        [
            html.Summary(translator.gettext(MORE), id="more-pages"),
            html.Ul([html.Li(_link(each, "page")) for each in found.more]),
        ],
        className="menu more answer-menu",
    )
    return html.Nav(
        [
            html.Ul([html.Li(_link(each, "page")) for each in found.row]),
            *([more] if found.more else []),
            html.Ul(
                [html.Li(_link(each, "true")) for each in found.areas],
                className="areas",
                **aria(label=translator.gettext(AREA_LABEL)),
            ),
        ],
        className=f"pages in-{found.area.name}",
        **aria(label=translator.gettext(LABEL)),
    )


def _link(link: Link, kind: str) -> html.A:
    current = aria(current=kind) if link.current else {}
    return html.A(link.label, id=link.id, href=link.href, **current)
