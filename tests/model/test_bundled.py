"""The bundled studies say what they are in every language."""

from __future__ import annotations

import json

import pytest

from netmap.model.bundled import SAID, bundled_studies, in_words_of
from netmap.model.i18n import ENGLISH, translator


@pytest.mark.parametrize("name", bundled_studies())
def test_title_and_description_are_in_the_catalogue_as_the_data_package_has_them(name: str) -> None:
    about = json.loads((bundled_studies()[name] / "datapackage.json").read_text(encoding="utf-8"))
    for text in (about["title"], about["description"]):
        assert text in SAID
        assert in_words_of(ENGLISH, text) == text != in_words_of(translator("it"), text)


@pytest.mark.parametrize("text", ["", "Board", "Tavolo di {quartiere}"])
def test_what_another_study_says_of_itself_stays_as_it_is(text: str) -> None:
    assert in_words_of(translator("it"), text) == text
