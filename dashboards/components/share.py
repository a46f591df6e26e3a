"""The menu “Share this” of every page: this view for a colleague, a picture, the paper, tables to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboards.components.aria import data
from netmap.model.i18n import N_, Translator

SHARE = N_("Share this")
SEND = N_("Send this view")
FILE = N_("Save a file that opens anywhere (HTML)")
FILE_MORE = N_("Best for a colleague: it opens in exactly this view, without netmap.")
COPY = N_("Copy the link")
HERE_ONLY = N_("It works only on this computer, while netmap runs.")
KEEPS = N_("It keeps these days, whatever is recorded later.")
KEEPS_OF_MAP = N_("It opens on exactly this view: days, filters, choice and zoom.")
PICTURE = N_("Picture for a report")
PAGE_PICTURE, MAP_PICTURE = N_("Save this page as a picture (PNG)"), N_("Save the map as a picture (PNG)")
MAP_DRAWING = N_("Save the map as a drawing (SVG)")
ONE_PAGE, PAPER = N_("One page for the board paper"), N_("For the board paper")
PRINT_ONE, PRINT = N_("Print on one A4 page, or save as PDF"), N_("Print this page, or save as PDF")
TABLES = N_("Table to work on")
BOOK = N_("Save all tables as a workbook (XLSX)")
TABLE = N_("Save “{table}” (CSV)")
WHO = N_("On this computer only: whoever uses netmap here may see every name.")
SAVED = N_("Saved {name}")
COPIED = N_("Link copied. It works only on this computer, while netmap runs.")
NOT_COPIED = N_("The browser did not let the link be copied. Here it is:")
UNMADE = N_("This browser could not make the file. Print the page, or save it as PDF.")

LINK = "share-link"
"""The id of the link to this view."""

PAGE_FILE, PAGE_DRAWN, FROM_FILE, MAP_DRAWN = "page", "page-picture", "picture", "map-picture"
PRINTED, COPIED_LINK, SEEN, TAKEN = "print", "copy", "seen", "file"
"""What a press does in the browser (assets/share.js): a file or a picture of the page as it stands, a picture
of a file of ours, one of the map, the printer, the link, the map's file on what is seen of it, a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: what it says, what a press does, where the file lies, and a word beside it.

    `id` is that of a link which the browser sets.
    """

    label: str
    does: str
    href: str = ""
    more: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the menu under what they are for."""

    title: str
    entries: tuple[Entry, ...]


def parts_of(
    t: Translator,
    link: str,
    file: Entry,
    pictures: Sequence[Entry],
    tables: Sequence[Entry],
    *,
    keeps: str = KEEPS,
    one_page: bool = False,
) -> tuple[Part, ...]:
    """The parts of the menu, in the same order on every page.

    Args:
        t: the reader's language.
        link: the address of this view with its days fixed.
        file: what opens anywhere.
        pictures: what a report can hold.
        tables: what can be worked on.
        keeps: what the link keeps.
        one_page: whether the page prints on one sheet.
    """
    gettext = t.gettext
    copied = Entry(gettext(COPY), COPIED_LINK, link, f"{gettext(HERE_ONLY)} {gettext(keeps)}", LINK)
    paper, printed = (ONE_PAGE, PRINT_ONE) if one_page else (PAPER, PRINT)
    found = (
        Part(gettext(SEND), (file, copied)),
        Part(gettext(PICTURE), tuple(pictures)),
        Part(gettext(paper), (Entry(gettext(printed), PRINTED),)),
        Part(gettext(TABLES), tuple(tables)),
    )
    return tuple(each for each in found if each.entries)


def page_file(t: Translator, href: str = "", *, of_map: bool = False) -> Entry:
    """The page as one file that opens anywhere: made by the browser, unless the service makes it."""
    does = SEEN if of_map else TAKEN if href else PAGE_FILE
    return Entry(t.gettext(FILE), does, href, t.gettext(FILE_MORE))


def page_picture(t: Translator, href: str = "") -> Entry:
    """The page as a picture: of its file, where the service makes one."""
    return Entry(t.gettext(PAGE_PICTURE), FROM_FILE if href else PAGE_DRAWN, href)


def table(t: Translator, caption: str, href: str, id_: str = "") -> Entry:
    """A table to take away."""
    return Entry(t.gettext(TABLE).format(table=t.gettext(caption)), TAKEN, href, id=id_)


def book(t: Translator, href: str, id_: str = "") -> Entry:
    """All tables in one workbook."""
    return Entry(t.gettext(BOOK), TAKEN, href, id=id_)


def said(t: Translator) -> dict[str, str]:
    """What the browser says of what it did."""
    words = {"saved": SAVED, "copied": COPIED, "failed": NOT_COPIED, "unmade": UNMADE}
    return {name: t.gettext(word) for name, word in words.items()}


def share_menu(t: Translator, parts: Sequence[Part], about: Any = None) -> html.Details:
    """The menu of a page of Dash; `about` is said below the tables."""
    found: list[Any] = []
    for part in parts:
        found.append(html.P(part.title, className="part"))
        found.append(html.Ul([html.Li(_entry(each)) for each in part.entries]))
    inside = [*found, about, html.P(t.gettext(WHO), className="who"), html.P(role="status")]
    return html.Details(
        [html.Summary(t.gettext(SHARE)), html.Div(inside)], className="menu share-menu", **data(**said(t))
    )


def _entry(each: Entry) -> html.A | html.Button:
    words = [html.Span(each.label), *([html.Small(each.more)] if each.more else [])]
    own: dict[str, Any] = {"id": each.id} if each.id else {}
    if not each.href:
        return html.Button(words, type="button", **own, **data(does=each.does))
    taken: dict[str, Any] = {} if each.does == COPIED_LINK else {"download": ""}
    return html.A(words, href=each.href, **taken, **own, **data(does=each.does))
