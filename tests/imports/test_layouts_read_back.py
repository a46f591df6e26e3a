"""One meeting record in many layouts reads back alike, or is asked about; it never differs in silence."""

from __future__ import annotations

import pytest

from tests.imports.reading_back import ALIKE, read_back
from tests.imports.written_layouts import DATE_FORMS, LAYOUTS, WORDS, told

SPOKEN = [(layout, language, None) for layout in LAYOUTS for language in WORDS]
TABLES = ("listed", "register", "in_cells")
DATED = [(layout, "en", form) for layout in TABLES for form in DATE_FORMS]
EXPECTED = {"dates", "century", "group", "several", "encoding"}
"""What may be asked of files that a person reads without a doubt: how days are meant, what no cell says."""


@pytest.mark.parametrize(
    ("number", "layout", "language", "form"),
    [(number, *one) for number, one in enumerate([*SPOKEN, *DATED])],
)
def test_a_layout_reads_back_alike(number: int, layout: str, language: str, form: str | None) -> None:
    back = read_back(told(number, layout, language, form))
    assert (back.fate, sorted(back.wrong), sorted(back.missing)) == (ALIKE, [], [])
    assert back.asked <= EXPECTED


def test_there_are_sixty_layouts_at_least() -> None:
    assert len(SPOKEN) + len(DATED) >= 60
