"""Languages say the same as the English, and Italian, which is complete, uses the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from netmap.model.catalogues import PLACE, languages_in, places, po_path_of
from netmap.model.i18n import LANGUAGES, translator
from tools import catalogues

ROOT = Path(__file__).parents[2]

SAME_IN_BOTH = {
    "netmap",
    "{table} (CSV)",
    "{caption} (CSV)",
    "delta",
    "t",
    "CSV",
    "Excel",
    "GraphML",
    "Pajek",
    "UCINET",
    "file",
    "scenario",
    "PNG",
    "SVG",
    "HTML",
    "n",
    "zip",
    "ZIP",
    "no",
    "Italiano",
    "English",
} | {
    "z",
    "Q",
    "p",
    "area",
    "Jaccard",
}
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


def test_the_catalogues_hold() -> None:
    assert catalogues.problems() == []


def test_italian_declares_itself_complete() -> None:
    assert LANGUAGES["it"].complete


def test_what_is_missing_matters_in_a_complete_language_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "de"
    folder.mkdir()
    monkeypatch.setattr(catalogues, "po_path_of", lambda code: po_path_of(code, tmp_path))
    for complete, least in (("false", 0), ("true", len(catalogues.extracted()))):
        (folder / "language.toml").write_text(f"complete = {complete}", encoding="utf-8")
        monkeypatch.setattr(catalogues, "TRANSLATED", (languages_in(tmp_path)["de"],))
        assert len(catalogues.problems()) == least
        assert catalogues.counts() == ["Deutsch: 0 of 0 messages"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "of {name}"\nmsgstr "von {Name}"', "other {places}"),
        ('#, fuzzy\nmsgid "Map"\nmsgstr "Karte"', "fuzzy"),
        ('msgid "{n} tie"\nmsgid_plural "{n} ties"\nmsgstr[0] "{n} Verbindung"\nmsgstr[1] ""', "in part"),
    ],
)
def test_what_is_wrong_matters_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, problem: str
) -> None:
    path = po_path_of("de", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n{entry}\n', "utf-8")
    monkeypatch.setattr(catalogues, "po_path_of", lambda code: po_path_of(code, tmp_path))
    monkeypatch.setattr(catalogues, "TRANSLATED", (languages_in(tmp_path)["de"],))
    assert [each for each in catalogues.problems() if problem in each]


def test_italian_is_not_english() -> None:
    words = [
        (english, italian)
        for english, italian in pairs()
        if re.search(r"[^\W\d_]", re.sub(r"\{\w*\}", "", english))
    ]
    assert [english for english, italian in words if english == italian and english not in SAME_IN_BOTH] == []


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("“Rete”", True),
        ("«Rete»", False),
        ("l'ente", True),
        ("l’ente", False),
        ("{share}%", True),
        ("71\u00a0%", True),
        ("71 %", False),
    ],
)
def test_italian_has_one_kind_of_quotation_marks_apostrophes_and_percentages(
    text: str, strange: bool
) -> None:
    assert bool(catalogues.STRANGE_MARKS["it"].search(text)) is strange


def test_the_glossary_has_the_words_of_the_field() -> None:
    assert {"old network", "cognitive trail", "boundary zone", "champion", "gap"} <= {
        term for term, _ in glossary()
    }


def test_italian_uses_the_words_of_the_glossary() -> None:
    assert list(departures()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_filled(language: str) -> None:
    t = translator(language)
    for message in catalogues.messages(catalogues.extracted()):
        english, _ = catalogues.forms(message)
        filling = dict.fromkeys(places(english[-1]), 1)
        for n in (0, 1, 2):
            shown = t.gettext(english[0]) if len(english) == 1 else t.ngettext(*english, n)
            assert PLACE.sub("", shown)
            if filling:
                shown.format(**filling)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Study"\nmsgstr"Studio"\n', 2),
        ('msgid "Study"\nmsgstr "Studio\n', 2),
        ('msgid "Study"\nmsgstr "Lo "Studio""\n', 2),
        ('# A comment.\n\nmsgid "Study"\nmsgstr "Studio"\nStudio\n', 5),
        ('# One.\nmsgid "Study"\nmsgstr "Stu"\n"dio \\"so\\""\n#~ msgid "old"\n#~ msgstr "o"\n', None),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_written(
    text: str,
    line: int | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "netmap.po"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogues, "po_path_of", lambda code: path)
    monkeypatch.setattr(catalogues, "build", lambda folder: [])
    assert catalogues.main(["make"]) == (0 if line is None else 1)
    if line is None:
        assert 'Studio \\"so\\"' in path.read_text(encoding="utf-8")
    else:
        assert path.read_text(encoding="utf-8") == text
        assert f"{path}:{line}: {text.splitlines()[line - 1]}" in capsys.readouterr().err
