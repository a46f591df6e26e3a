"""The pages by name, as links that keep the study and the window."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from dashboards.components.aria import aria
from netmap.model.i18n import N_, Translator

PAGE_LINKS = (
    ("", N_("Map")),
    ("learning", N_("Learning paths")),
    ("zones", N_("Boundary zones")),
    ("champions", N_("Champions")),
    ("attendance", N_("Record")),
)
"""Where each page lies below its language, and what it is called."""

SECTIONS = {"record": "attendance", "imports": "attendance"}
"""Pages without a link of their own in the row, and the one that stands for them."""

LABEL = N_("Pages")


def page_address(language: str, page: str, search: str = "") -> str:
    """The address of a page in a language.

    Example:
        >>> page_address("en", "zones", "?study=emon")
        '/en/zones/?study=emon'
    """
    return f"/{language}/{page}/{search}" if page else f"/{language}/{search}"


def page_links(
    here: str, translator: Translator, search: str = "", name: Callable[[str], str] = "to-{}".format
) -> html.Nav:
    """A row of links to every page; the one that is shown says so. `name` makes the id of each link."""
    links = [
        html.Li(
            html.A(
                translator.gettext(label),
                id=name(page or "map"),
                href=page_address(translator.language, page, search),
                **(aria(current="page") if page == SECTIONS.get(here, here) else {}),
            )
        )
        for page, label in PAGE_LINKS
    ]
    return html.Nav(html.Ul(links), className="pages", **aria(label=translator.gettext(LABEL)))
