"""A language is a folder: with 20 messages every page and command answers, and the rest is in English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from netmap.files.importer.file_words import words_of
from netmap.model.catalogues import LOCALES, build, catalogue_of, languages_in
from tests.contributing.project_copy import Copy, copied

SINGULAR = {
    "Who works with whom": "Kto z kim pracuje",
    "Overview": "Przegląd",
    "Learning paths": "Ścieżki uczenia się",
    "Boundary zones": "Strefy graniczne",
    "Our meetings": "Nasze spotkania",
    "Pages": "Strony",
    "Study": "Badanie",
    "Partnership": "Partnerstwo",
    "All partnerships": "Wszystkie partnerstwa",
    "From": "Od",
    "Up to and including": "Do",
    "Whole record": "Cały zapis",
    "Simulated data": "Dane symulowane",
    "Skip to the map": "Przejdź do mapy",
    "Skip to the answer": "Przejdź do odpowiedzi",
    "Time": "Czas",
    "Window": "Okno",
    "Rule": "Reguła",
}
PLURAL = {"Last {n} month": ("Ostatni {n} miesiąc", "Ostatnie {n} miesiące", "Ostatnich {n} miesięcy")}


def add_polish(project: Copy) -> Path:
    """What a translator does: makes a folder, runs `make catalogues`, translates 20 messages."""
    folder = project.folder / "netmap" / "locales" / "pl"
    folder.mkdir()
    project.run("-m", "tools.catalogues", "make")
    path = folder / "LC_MESSAGES" / "netmap.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="pl")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = PLURAL.get(message.id[0], message.string)
        elif message.id:
            message.string = SINGULAR.get(message.id, message.string)
    with path.open("wb") as stream:
        write_po(stream, catalogue)
    return path


@pytest.mark.long
def test_a_language_with_twenty_messages_serves_every_page_and_command(tmp_path: Path) -> None:
    project = copied(tmp_path / "copy")
    path = add_polish(project)
    assert project.touched() == {path.relative_to(project.folder).as_posix()}
    assert path.read_text("utf-8").count("Ostatni {n} miesiąc") == 1
    found = json.loads(project.run("-m", "tests.contributing.everything_in", "pl"))
    assert len(found) > 60
    assert '<html lang="pl">' in found["map/"]
    for message in ("Przegląd", "Badanie", "Nasze spotkania", "Italiano", "English"):
        assert message in found["map/_dash-layout"]
    assert "On this computer only" in found["map/_dash-layout"]
    assert re.search(r"12 miesi\\u0119cy|12 miesięcy", found["board"])
    assert found["champions"].startswith("Who carries what is learned from one level to another")
    assert "Polski: 19 of " in project.run("-m", "tools.catalogues", "check")
    own = [f"tests/questions/test_{name}.py" for name in ("graded_pages", "chances", "sentences")]
    project.run("-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider", "-m", "not shared", *own)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"language.toml": "name = 7\nformats = 'xx_YY'\n"},
        {"language.toml": "not toml at all"},
        {"LC_MESSAGES/netmap.po": "nothing of the sort"},
        {"LC_MESSAGES/netmap.po": 'msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=;\\n"\n'},
        {"LC_MESSAGES/netmap.mo": "no catalogue"},
    ],
    ids=[
        "empty",
        "unknown locale",
        "broken settings",
        "broken messages",
        "broken plurals",
        "broken compiled",
    ],
)
def test_an_incomplete_folder_is_a_language_in_english(
    tmp_path: Path, files: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    for name, text in files.items():
        path = tmp_path / "de" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "de").mkdir(exist_ok=True)
    assert list(languages_in(tmp_path)) == ["en", "de"]
    assert languages_in(tmp_path)["de"].name == "Deutsch"
    assert catalogue_of("de", tmp_path).gettext("Map") == "Map"
    assert catalogue_of("de", tmp_path).ngettext("Last {n} month", "Last {n} months", 2) == "Last {n} months"


def test_a_folder_holds_messages_and_words_of_files_and_nothing_else(tmp_path: Path) -> None:
    for folder in LOCALES.iterdir():
        assert {each.name for each in folder.iterdir()} <= {"language.toml", "file_words.toml", "LC_MESSAGES"}
    path = tmp_path / "pl" / "file_words.toml"
    path.parent.mkdir()
    path.write_text(
        '[columns]\nperson = ["Imię i nazwisko"]\n[marks]\npresent = ["obecny"]\n', encoding="utf-8"
    )
    assert words_of("columns", tmp_path) == {"person": ("imie i nazwisko",)}
    assert words_of("marks", tmp_path) == {"present": ("obecny",)}
    assert list(languages_in(tmp_path)) == ["en"]
    (tmp_path / "pl" / "language.toml").write_text("", encoding="utf-8")
    assert list(languages_in(tmp_path)) == ["en", "pl"]


def test_what_is_no_language_tag_is_no_language(tmp_path: Path) -> None:
    for name in ("__pycache__", "pt_BR", "x", "<b>", "it ", "pt-BR"):
        (tmp_path / name).mkdir()
    (tmp_path / "fr").write_text("a file", encoding="utf-8")
    assert list(languages_in(tmp_path)) == ["en", "pt-BR"]


def test_a_translation_that_would_not_fill_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "netmap.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "of {name}"\nmsgstr "von {Name}"\n\nmsgid "Map"\nmsgstr "Karte"\n',
        encoding="utf-8",
    )
    found = catalogue_of("de", tmp_path)
    assert (found.gettext("of {name}"), found.gettext("Map")) == ("of {name}", "Karte")


def test_compiled_messages_serve_until_others_are_written(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "netmap.po"
    path.parent.mkdir(parents=True)
    start = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(start + 'msgid "Map"\nmsgstr "Karte"\n', encoding="utf-8")
    (compiled,) = build(tmp_path)
    first = compiled.read_bytes()
    path.write_text(start + 'msgid "Map"\nmsgstr "Plan"\n', encoding="utf-8")
    assert catalogue_of("de", tmp_path).gettext("Map") == "Plan"
    assert compiled.read_bytes() == first
    (compiled,) = build(tmp_path)
    path.unlink()
    assert catalogue_of("de", tmp_path).gettext("Map") == "Plan"
