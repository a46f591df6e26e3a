"""Both languages are complete, say the same, and use the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from netmap.model.i18n import LANGUAGES, translator
from tools import catalogues

ROOT = Path(__file__).parents[2]

SAME_IN_BOTH = {"netmap", "CSV", "PNG", "SVG", "HTML", "n", "zip", "ZIP", "no", "Italiano", "English"}
"""Messages whose Italian is the English: names and signs."""


def glossary() -> list[tuple[str, list[str]]]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [
        (row[0], [form.strip().lower() for form in row[1].split("/")]) for row in rows if row[0] != "English"
    ]


@cache
def pairs() -> list[tuple[str, str]]:
    """Every English form with its Italian one."""
    found = []
    for message in catalogues.messages(catalogues.stored("it")):
        found += zip(*catalogues.forms(message), strict=True)
    return found


def english_forms(term: str) -> re.Pattern[str]:
    plural = {"agency": "agency"}.get(term, f"{term}s?")
    # a number after a hyphen makes it the name of something else, such as Windows-1252
    return re.compile(rf"(?<![\w{{]){plural}(?![\w}}]|-\d)", re.IGNORECASE)


def departures() -> Iterator[str]:
    for term, forms in glossary():
        pattern = english_forms(term)
        for english, italian in pairs():
            if pattern.search(english) and not any(form in italian.lower() for form in forms):
                yield f"{term}: {english!r} is {italian!r}"


def test_the_catalogues_are_complete_and_compiled() -> None:
    assert catalogues.problems() == []


def test_both_catalogues_are_those_of_the_program() -> None:
    assert set(catalogues.LANGUAGES) == set(LANGUAGES)


def test_italian_is_not_english() -> None:
    words = [
        (english, italian)
        for english, italian in pairs()
        if re.search(r"[^\W\d_]", re.sub(r"\{\w*\}", "", english))
    ]
    assert [english for english, italian in words if english == italian and english not in SAME_IN_BOTH] == []


def test_the_glossary_has_the_words_of_the_field() -> None:
    assert {"old network", "cognitive trail", "boundary zone", "champion", "gap"} <= {
        term for term, _ in glossary()
    }


def test_italian_uses_the_words_of_the_glossary() -> None:
    assert list(departures()) == []


def test_english_answers_with_itself() -> None:
    for message in catalogues.messages(catalogues.stored("en")):
        assert message.string == message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_filled(language: str) -> None:
    t = translator(language)
    for message in catalogues.messages(catalogues.stored(language)):
        english, _ = catalogues.forms(message)
        filling = dict.fromkeys(catalogues.places(english[-1]), 1)
        for n in (0, 1, 2):
            shown = t.gettext(english[0]) if len(english) == 1 else t.ngettext(*english, n)
            assert catalogues.PLACE.sub("", shown)
            if filling:
                shown.format(**filling)
