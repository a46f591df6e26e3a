"""The pages by name, as links that keep the study and the window."""

from __future__ import annotations

from dash import html

from dashboards.components.aria import aria
from dashboards.components.drop_down import drop_down
from netmap.model.i18n import N_, Translator
from netmap.questions import QUESTIONS

BY_HAND = {each.page for each in QUESTIONS}
"""Pages that are made by hand and show one question or more."""

PAGE_LINKS = (
    ("", N_("Map")),
    *((each.name, each.title) for each in QUESTIONS if each.name in BY_HAND),
    ("attendance", N_("Record")),
)
"""Where each page of the row lies below its language, and what it is called."""

MORE_LINKS = tuple((each.name, each.title) for each in QUESTIONS if each.page is None)
"""The plain pages, which stand in a list of their own."""

SECTIONS = {"record": "attendance", "imports": "attendance"}
"""Pages without a link of their own in the row, and the one that stands for them."""

MORE = N_("More")
LABEL = N_("Pages")


def page_address(language: str, page: str, search: str = "") -> str:
    """The address of a page in a language.

    Example:
        >>> page_address("en", "zones", "?study=emon")
        '/en/zones/?study=emon'
    """
    return f"/{language}/{page}/{search}" if page else f"/{language}/{search}"


def link_id(page: str) -> str:
    """The id of the link to a page."""
    return f"to-{page or 'map'}"


def page_links(here: str, translator: Translator, search: str = "") -> html.Nav:
    """A row of links to every page, the plain ones in a list; the one that is shown says so."""
    shown = SECTIONS.get(here, here)
    row = [html.Li(_link(page, label, shown, search, translator)) for page, label in PAGE_LINKS]
    more = [_link(page, label, shown, search, translator) for page, label in MORE_LINKS]
    current = next((label for page, label in MORE_LINKS if page == here), MORE)
    listed = [html.Li(drop_down(translator.gettext(current), more), className="more")] if more else []
    nav = aria(label=translator.gettext(LABEL))
    return html.Nav(html.Ul([*row, *listed]), className="pages", **nav)


def _link(page: str, label: str, shown: str, search: str, translator: Translator) -> html.A:
    return html.A(
        translator.gettext(label),
        id=link_id(page),
        href=page_address(translator.language, page, search),
        **(aria(current="page") if page == shown else {}),
    )
