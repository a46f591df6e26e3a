"""Names of columns that are almost others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.model.header_matching import near_name

NAMES = ("agency", "agency_type", "observed_from", "observed_to", "date", "role", "left")


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("AGENCY", "agency"),
        (" a gency", "agency"),
        ("Observed from", "observed_from"),
        ("observed-to", "observed_to"),
        ("observedto", "observed_to"),
        ("agencytype", "agency_type"),
        ("agenci", "agency"),
        ("agenc", "agency"),
        ("agencyy", "agency"),
        ("agnecy", "agency"),
        ("agenica", None),
        ("aegnyc", None),
        ("data", "date"),
        ("dat", None),
        ("rol", None),
        ("lfet", "left"),
        ("elft", "left"),
        ("note", None),
        ("", None),
        ("=A1", None),
    ],
)
def test_names_that_are_near(given_name: str, name: str | None) -> None:
    assert near_name(given_name, NAMES) == name


def test_the_same_letters_come_before_one_letter_less() -> None:
    assert near_name("agency type", ["agency_types", "agency_type"]) == "agency_type"


LETTERS = st.text("abc", min_size=4, max_size=6)


def edits(word: str) -> set[str]:
    """Every text that one edit makes of a word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {start + end[1:] for start, end in cuts}
    other = {start + letter + end[1:] for start, end in cuts if end for letter in "abc"}
    more = {start + letter + end for start, end in cuts for letter in "abc"}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    return {word} | less | other | more | swapped


@given(LETTERS, LETTERS)
def test_one_letter_apart_is_what_one_edit_makes(one: str, other: str) -> None:
    assert (near_name(one, [other]) is not None) == (other in edits(one))
