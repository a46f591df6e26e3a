"""The workbook that a board reads: what the page shows as tables, in words, in either language."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from netmap.model.i18n import LANGUAGES, translator
from netmap.questions import QUESTIONS, overview
from netmap.questions.question import BOARD
from netmap.questions.readable import read_table, workbook_to_read
from tests.questions.learning_pages import asked
from tests.shared_data import bundled

YEAR = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}


def test_the_pages_that_a_board_reads_have_one() -> None:
    found = {each.name for each in QUESTIONS if each.to_read}
    assert found == {"overview", "learning", "zones", "reliance"}
    assert all(BOARD in each.audience for each in QUESTIONS if each.to_read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_row_of_the_page_with_headings_in_words(language: str) -> None:
    study, t = bundled("brightwater"), translator(language)
    answer = asked(overview.QUESTION, study, language, **YEAR)
    book = load_workbook(BytesIO(workbook_to_read(overview.QUESTION, answer, study, t)))
    assert book.sheetnames == [*(each.name for each in overview.QUESTION.tables), "about"]
    for table in overview.QUESTION.tables:
        read = read_table(table, answer.facts, study, t, 10_000)
        first, *rows = book[table.name].iter_rows(values_only=True)
        assert first == tuple(t.gettext(each.heading) for each in table.columns)
        assert rows == [tuple(row) for row in read.rows]
    names = {row[0] for row in book["agency-pairs"].iter_rows(min_row=2, values_only=True)}
    assert names <= set(study.agencies["name"])
