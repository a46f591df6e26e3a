"""The menu “Share this”: files to send, the link to this view with its days fixed, and the printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import data
from netmap.model.i18n import N_, Translator

SHARE = N_("Share this")
WHY = N_("Send a file: a link works on this computer only.")
COPY = N_("Copy link")
KEEPS = N_("The link keeps these days, whatever is recorded later.")
KEEPS_OF_MAP = N_("The link keeps the days, the filters and what is chosen. It does not keep the zoom.")
COPIED = N_("Link copied. It works on this computer only.")
NOT_COPIED = N_("The browser did not let the link be copied. Here it is:")
PRINT = N_("Print this page")
TO_READ = N_("Tables to read, with headings in words (XLSX)")

LINK = "share-link"
"""The id of the link to this view."""

File = tuple[str, str] | html.Button
"""A file: where it is, or the id of its link that the browser sets, and its name; or what makes it."""


def share_menu(
    t: Translator, link: str = "#", files: Sequence[File] = (), keeps: str = KEEPS, about: Any = None
) -> html.Details:
    """The menu of a page of Dash; the browser copies and prints on its own (assets/share.js).

    Args:
        t: the reader's language.
        link: the address of this view with its days fixed.
        files: what can be sent.
        keeps: what the link keeps.
        about: what the files hold, between the first line and the files.
    """
    entries = [html.Li(_file(each)) for each in files]
    words = {"copied": t.gettext(COPIED), "failed": t.gettext(NOT_COPIED)}
    return html.Details(
        [
            html.Summary(t.gettext(SHARE)),
            html.Div(
                [
                    html.P(t.gettext(WHY)),
                    about,
                    *([html.Ul(entries)] if entries else []),
                    html.A(t.gettext(COPY), id=LINK, href=link, className="act", **data(**words)),
                    html.P(role="status"),
                    html.P(t.gettext(keeps)),
                    html.Button(t.gettext(PRINT), type="button", **data(print="1")),
                ]
            ),
        ],
        className="menu share-menu",
    )


def _file(file: File) -> html.A | html.Button:
    if isinstance(file, html.Button):
        return file
    place, label = file
    if place.startswith("/"):
        return html.A(label, href=place, download="")
    return html.A(label, id=place, href="#", download="")
