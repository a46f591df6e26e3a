"""Every sentence of the pages is short, and without turns that nobody says aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import netmap

CATALOGUE = Path(netmap.__file__).parent / "locales/it/LC_MESSAGES/netmap.po"
PAGES = ("dashboards/", "netmap/questions/", "netmap/gap_rules/", "netmap/library/")
"""Where the templates of the pages stand; what is in an `__init__.py` of a question is help of a command."""

HELP = ("netmap/questions/context.py", "netmap/questions/method.py")
"""Files with the rules in force, which exports name in full, and with the help of options."""

MOST, WITH_CONDITION = 20, 25
BANNED = (
    r"which is not the same",
    r"cannot be said",
    r"\bnot\b[^.]*\bnot\b[^.]*\bnot\b",
    r"\bsignificant",
    r"\d+ of the \d+",
    r"\} of the \{",
    r"non è lo stesso che",
    r"non equivale a 0",
    r"non si può dire",
    r"significativ",
)


def _messages() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        found = [each for each in read_po(file) if each.id]
    return [each for each in found if any(place.startswith(PAGES) for place, _ in each.locations)]


def _texts(message: Message) -> list[str]:
    both = (message.id, message.string)
    return [text for one in both for text in (one if isinstance(one, (list, tuple)) else (one,))]


def _too_long(text: str) -> list[str]:
    """Sentences of more than 20 words, 25 where a condition stands in them; what is put in counts one."""
    sentences = re.split(r"(?<=[.!?])\s+", re.sub(r"\{\w+\}", "X", text))
    most = WITH_CONDITION if "{condition}" in text else MOST
    return [each for each in sentences if len(each.split()) > most]


def test_a_sentence_of_the_pages_is_short_in_both_languages() -> None:
    found = {
        (place, sentence)
        for message in _messages()
        for text in _texts(message)
        for sentence in _too_long(text)
        for place, _ in message.locations
        if place.startswith(PAGES) and not place.endswith("__init__.py") and place not in HELP
    }
    assert found == set()


@pytest.mark.parametrize("turn", BANNED)
def test_a_turn_that_is_banned_is_on_no_page(turn: str) -> None:
    assert [text for each in _messages() for text in _texts(each) if re.search(turn, text)] == []


@pytest.mark.parametrize(("words", "long"), [(20, False), (21, True)])
def test_a_sentence_is_counted_by_its_words(words: int, long: bool) -> None:
    assert bool(_too_long(" ".join(["{name}"] * words) + ". Short.")) is long
