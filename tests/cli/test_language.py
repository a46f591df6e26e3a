"""Which language the program answers in."""

from __future__ import annotations

import pytest

from netmap.cli.speech import chosen_language
from netmap.model.errors import ArgumentError


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "it", "LC_ALL": ""}, "it"),
        ({"LC_MESSAGES": "it_CH", "LANG": "en_US"}, "it"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "it@euro"}, "it"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], language: str) -> None:
    assert chosen_language(["check", "x"], environment) == (["check", "x"], language)


@pytest.mark.parametrize(
    "typed", [["--lang", "it", "check", "x"], ["check", "--lang=it", "x"], ["check", "x", "--lang", "it"]]
)
def test_the_option_may_stand_anywhere_and_comes_first(typed: list[str]) -> None:
    assert chosen_language(typed, {"LC_ALL": "en_GB"}) == (["check", "x"], "it")


def test_after_two_dashes_it_is_a_name() -> None:
    assert chosen_language(["check", "--", "--lang"], {}) == (["check", "--", "--lang"], "en")


@pytest.mark.parametrize("typed", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_another_language_is_refused(typed: list[str]) -> None:
    with pytest.raises(ArgumentError, match="en, it"):
        chosen_language(typed, {})
