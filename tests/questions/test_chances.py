"""Chances in words, read aloud: small and large, in both languages."""

from __future__ import annotations

import math

import pytest

from netmap.library.chances import condition, half_way_text, out_of
from netmap.model.i18n import ENGLISH, LANGUAGES, translator

ITALIAN = translator("it")


@pytest.mark.parametrize(
    ("chance", "english", "italian"),
    [
        (0.0, "if no encounter passes anything on", "se nessun incontro trasmette nulla"),
        (
            0.001,
            "if one encounter in 1,000 passes something on",
            "se un incontro su 1.000 trasmette qualcosa",
        ),
        (
            0.05,
            "if one encounter in twenty passes something on",
            "se un incontro su venti trasmette qualcosa",
        ),
        (0.12, "if 12 encounters in 100 pass something on", "se 12 incontri su 100 trasmettono qualcosa"),
        (0.125, "if one encounter in eight passes something on", "se un incontro su otto trasmette qualcosa"),
        (0.2, "if one encounter in five passes something on", "se un incontro su cinque trasmette qualcosa"),
        (
            0.0123,
            "if 123 encounters in 10,000 pass something on",
            "se 123 incontri su 10.000 trasmettono qualcosa",
        ),
        (
            0.7,
            "if seven encounters in ten pass something on",
            "se sette incontri su dieci trasmettono qualcosa",
        ),
        (
            0.75,
            "if three encounters in four pass something on",
            "se tre incontri su quattro trasmettono qualcosa",
        ),
        (1.0, "if every encounter passes something on", "se ogni incontro trasmette qualcosa"),
    ],
)
def test_a_chance_that_is_told_is_said_as_it_is(chance: float, english: str, italian: str) -> None:
    assert condition(ENGLISH, chance) == english
    assert condition(ITALIAN, chance) == italian


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.001, "Half would arrive even if only one encounter in 1,000 passed something on."),
        (0.122, "Half would arrive even if only one encounter in eight passed something on."),
        (0.078, "Half would arrive even if only one encounter in thirteen passed something on."),
        (0.222, "Half would arrive even if only 23 encounters in 100 passed something on."),
        (0.274, "Half would arrive even if only 28 encounters in 100 passed something on."),
        (0.403, "Half would arrive even if only two encounters in five passed something on."),
        (0.5, "Half would arrive even if only one encounter in two passed something on."),
        (0.667, "Half would arrive only if at least two encounters in three passed something on."),
        (0.953, "Half would arrive only if at least 96 encounters in 100 passed something on."),
        (0.996, "Half would arrive only if at least 996 encounters in 1,000 passed something on."),
        (1.0, "Half would arrive only if every encounter passed something on."),
        (math.nan, "Half would not arrive, not even if every encounter passed something on."),
    ],
)
def test_half_way_is_said_as_a_plain_part(chance: float, said: str) -> None:
    assert half_way_text(ENGLISH, chance) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chance_has_words_and_no_part_of_all_is_told_as_all(language: str) -> None:
    t = translator(language)
    said = {chance: half_way_text(t, chance / 1000) for chance in range(1, 1001)}
    assert not any("{" in each for each in said.values())
    assert all(said[chance] != said[1000] for chance in range(1, 1000))


@pytest.mark.parametrize(
    ("share", "people", "said"),
    [
        (0.0, 17, "0 of 17"),
        (0.02, 17, "fewer than 1 of 17"),
        (0.06, 17, "1 of 17"),
        (0.83, 17, "14 of 17"),
        (0.98, 17, "more than 16 of 17"),
        (1.0, 17, "17 of 17"),
        (0.83, 19, "16 of 19"),
        (0.83, 20, "83 of 100"),
        (0.004, 20, "fewer than 1 of 100"),
        (0.996, 1000, "more than 99 of 100"),
        (1.0, 2, "2 of 2"),
    ],
)
def test_a_share_is_so_many_people_and_of_a_hundred_from_twenty_on(
    share: float, people: int, said: str
) -> None:
    assert out_of(ENGLISH, share, people) == said
