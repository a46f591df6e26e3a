"""What every page says while there is no study: how to make the first one, or how to open one."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.components.page_links import page_address
from netmap.model.i18n import N_, Translator

NO_STUDIES = N_("No study is open")
NO_STUDIES_MORE = N_(
    "Start the service with a folder of tables, a zip of it or a workbook, for example: "
    "netmap serve my-partnership"
)
EMPTY_STORE = N_("The store holds no study yet")
EMPTY_STORE_MORE = N_("Give the first one a name; lists can be taken into it afterwards.")
MAKE_FIRST = N_("Make the first study")


def no_studies(translator: Translator, *, keeps: bool) -> list[Any]:
    """A heading, and what can be done.

    Args:
        translator: the reader's language.
        keeps: whether a store is open, in which a study can be made.
    """
    gettext = translator.gettext
    if not keeps:
        return [html.H1(gettext(NO_STUDIES)), html.P(gettext(NO_STUDIES_MORE))]
    there = page_address(translator.language, "imports")
    link = html.A(gettext(MAKE_FIRST), href=there, className="act")
    return [html.H1(gettext(EMPTY_STORE)), html.P(gettext(EMPTY_STORE_MORE)), html.P(link)]
