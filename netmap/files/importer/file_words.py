"""The words of languages by which files call their columns, marks and headings: `file_words.toml` in the
folder of each language, beside its messages."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from netmap.files.importer.headers import plain_header
from netmap.model.catalogues import CODE, ENGLISH, LOCALES

NAME = "file_words.toml"
PARTS = ("columns", "marks", "headings", "brackets", "titles", "questions", "dates", "letters")
"""What such a file may hold: what columns are called, what marks say, what stands above names in minutes and
in brackets behind them, what titles are made of, how forms ask, how weeks are called, and which letters the
language has besides those of English."""

ASCII = "".join(map(chr, range(128)))
LOG = logging.getLogger(__name__)
Words = Mapping[str, tuple[str, ...]]


@cache
def words_of(part: str, locales: Path = LOCALES) -> Words:
    """The words of all languages for each thing of a part, in plain letters, those of English first.

    Args:
        part: one of `PARTS`.
        locales: where the folders of the languages are.

    Example:
        >>> "apols" in words_of("marks")["apologies"], "cognome" in words_of("columns")["last_name"]
        (True, True)
    """
    found: dict[str, dict[str, None]] = {}
    for told in _told(locales):
        for name, words in told.get(part, {}).items():
            plain = (plain_header(word) for word in words)
            found.setdefault(name, {}).update(dict.fromkeys(word for word in plain if word))
    return {name: tuple(words) for name, words in found.items()}


@cache
def plain_words(part: str, name: str) -> frozenset[str]:
    """The words of all languages for one thing of a part."""
    return frozenset(words_of(part).get(name, ()))


def letters_spoken(texts: Iterable[str], locales: Path = LOCALES) -> frozenset[str]:
    """The letters of the languages whose own words for columns and headings stand among some texts.

    Every letter of ASCII is among them; empty where no language but English shows.

    Example:
        >>> "ò" in letters_spoken(["Cognome", "Ente"]), letters_spoken(["Name", "Agency"])
        (True, frozenset())
    """
    plain = {plain_header(text) for text in texts if text}
    english, *others = _told(locales)
    spoken = [told for told in others if not plain.isdisjoint(_own_words(told) - _own_words(english))]
    letters = "".join(text for told in spoken for text in told.get("letters", {}).get("used", ()))
    return frozenset(letters + ASCII) if letters else frozenset()


def _own_words(told: Mapping[str, Mapping[str, list[str]]]) -> set[str]:
    parts = (told.get(part, {}) for part in ("columns", "headings", "marks"))
    return {plain_header(word) for part in parts for words in part.values() for word in words}


@cache
def _told(locales: Path) -> tuple[Mapping[str, Mapping[str, list[str]]], ...]:
    folders = [folder for folder in sorted(locales.iterdir()) if CODE.fullmatch(folder.name)]
    folders.sort(key=lambda folder: folder.name != ENGLISH.code)
    return tuple(told for folder in folders if (told := _read(folder / NAME)))


def _read(path: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """What a file says; one that is not as it must be is left aside, and that is logged."""
    if not path.is_file():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        LOG.warning("%s is left aside: %s", path, problem)
        return {}
    if wrong := next(_strange(told), None):
        LOG.warning("%s is left aside: %s", path, wrong)
        return {}
    return told


def _strange(told: Mapping[str, Any]) -> Iterator[str]:
    """What such a file may not hold."""
    for part, things in told.items():
        if part not in PARTS or not isinstance(things, dict):
            yield part
            continue
        for name, words in things.items():
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                yield f"{part}.{name}"
