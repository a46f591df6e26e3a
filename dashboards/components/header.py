"""The header of every page of Dash: the name, what is looked at, the pages, the other languages; the look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboards.components.page_links import page_address, page_links
from netmap.library.study_entry import StudyEntry
from netmap.model.bundled import in_words_of
from netmap.model.catalogues import Language
from netmap.model.i18n import N_, Translator, other_languages

NAME = N_("netmap")
STUDY = N_("Study")
SIMULATED = N_("Simulated data")
SIMULATED_MORE = N_("This study is simulated: it shows how the map works and says nothing about the world.")
STATUS = {"reading": N_("{title} (being read)"), "refused": N_("{title} (does not pass its checks)")}


def header_parts(
    page: str,
    choices: Sequence[Any],
    badge: html.Details,
    translator: Translator,
    *,
    kept: str = "",
    search: str = "",
    menus: Sequence[html.Details] = (),
) -> list[Any]:
    """What stands in the header of a page, in the same places as on the pages that the service writes whole.

    Args:
        page: the page's name in the list of pages.
        choices: the choice of a study, and of what else is looked at.
        badge: says that the study is simulated, where it is.
        translator: the reader's language.
        kept: the query that goes along to other pages.
        search: the query that goes along to the same page in another language.
        menus: the period, the method, and the menu to share the page, as far as it has them.
    """
    name = html.A(translator.gettext(NAME), href=f"/{translator.language}/", className="logo")
    languages = language_links(translator, lambda other: page_address(other, page, search))
    rest = html.Div([html.Div(list(menus), className="header-menus"), *languages], className="rest")
    return [html.Div([name, *choices, badge, rest], className="top"), page_links(page, translator, kept)]


def badge(translator: Translator, **more: Any) -> html.Details:
    """Says that a study is simulated; a press says what that means."""
    gettext = translator.gettext
    return html.Details(
        [
            html.Summary(gettext(SIMULATED), className="face-badge"),
            html.Div(html.P(gettext(SIMULATED_MORE))),
        ],
        className="term simulated",
        **more,
    )


def study_options(entries: Sequence[StudyEntry], translator: Translator) -> list[dict[str, str]]:
    """The studies that may be chosen; of those not ready it is said why."""
    return [{"value": entry.name, "label": _label(entry, translator)} for entry in entries]


def _label(entry: StudyEntry, translator: Translator) -> str:
    template = STATUS.get(entry.status)
    title = in_words_of(translator, entry.title)
    return translator.gettext(template).format(title=title) if template else title


def language_links(translator: Translator, address: Callable[[str], str]) -> list[html.A]:
    """A link to each other language, called what its speakers call it."""
    return [
        html.A(
            each.name,
            id=link_id(each),
            className="language",
            href=address(each.code),
            lang=each.code,
            hrefLang=each.code,
        )
        for each in other_languages(translator.language)
    ]


def link_id(language: Language) -> str:
    """The id of the link to a language."""
    return f"other-language-{language.code}"


THEME = {
    "primaryColor": "cyan",
    "primaryShade": 9,
    "fontFamily": "var(--face-font)",
    "fontSizes": {
        "xs": "var(--text-1)",
        "sm": "var(--text-2)",
        "md": "var(--text-3)",
        "lg": "var(--text-3)",
        "xl": "var(--text-4)",
    },
    "defaultRadius": "sm",
    "respectReducedMotion": True,
    "cursorType": "pointer",
}
