"""The ways to the same page in the other languages."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from netmap.model.catalogues import Language
from netmap.model.i18n import Translator, other_languages


def language_links(translator: Translator, address: Callable[[str], str]) -> list[html.A]:
    """A link to each other language, called what its speakers call it."""
    return [
        html.A(
            each.name,
            id=link_id(each),
            className="other-language",
            href=address(each.code),
            lang=each.code,
            hrefLang=each.code,
        )
        for each in other_languages(translator.language)
    ]


def link_id(language: Language) -> str:
    """The id of the link to a language."""
    return f"other-language-{language.code}"
