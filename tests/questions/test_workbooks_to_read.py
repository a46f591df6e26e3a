"""The workbook that a board reads: what the page shows as tables, in words, in either language."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

import netmap
from netmap.files.workbook_writing import LONGEST_TEXT, sheet_names, sheets_workbook, tables_workbook
from netmap.model.errors import ArgumentError
from netmap.model.i18n import LANGUAGES, Translator, translator
from netmap.questions import QUESTIONS, learning, overview, readable, reliance, zones
from netmap.questions import map as network_map
from netmap.questions.exports import csv_rows
from netmap.questions.method import SIMULATED
from netmap.questions.question import BOARD, Answer, Column, Question, Table
from netmap.questions.readable import read_table, workbook_to_read
from tests.questions.learning_pages import asked
from tests.shared_data import bundled

YEAR = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}


def test_the_pages_that_a_board_reads_have_one() -> None:
    found = {each.name for each in QUESTIONS if each.to_read}
    assert found == {"overview", "map", "learning", "zones", "reliance"}
    assert all(BOARD in each.audience for each in QUESTIONS if each.to_read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_row_of_the_page_with_headings_in_words(language: str) -> None:
    study, t = bundled("brightwater"), translator(language)
    answer = asked(overview.QUESTION, study, language, **YEAR)
    book = load_workbook(BytesIO(workbook_to_read(overview.QUESTION, answer, study, t)))
    for table, sheet in zip(overview.QUESTION.tables, book.worksheets, strict=False):
        read = read_table(table, answer.facts, study, t, 10_000)
        first, *rows = sheet.iter_rows()
        assert [each.value for each in first] == [t.gettext(each.heading) for each in table.columns]
        assert [tuple(words(each, t) for each in row) for row in rows] == list(read.rows)
    names = {row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)}
    assert names <= set(study.agencies["name"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["brightwater", "riverside"])
def test_it_says_of_which_study_and_period_it_is_under_which_rules_and_that_it_is_simulated(
    name: str, language: str
) -> None:
    study, t = bundled(name), translator(language)
    answer = asked(overview.QUESTION, study, language)
    last = load_workbook(BytesIO(workbook_to_read(overview.QUESTION, answer, study, t))).worksheets[-1]
    told = {label: text for label, text, *_ in last.iter_rows(values_only=True)}
    csv = csv_rows(overview.QUESTION, overview.QUESTION.tables[0], answer, t)[1][0]
    assert told[t.gettext("study")] == csv["study"] == study.about["name"]
    assert told[t.gettext("simulated")] == t.gettext(SIMULATED)
    assert csv["simulated"] is True
    assert told["n"] == str(csv["n"])
    assert told[t.gettext("Window")] == csv["window"]
    rules = csv["rule"]
    assert told[t.gettext("Passing on")] in rules
    assert told[t.gettext("Ties")] in rules


def test_zones_and_levels_bear_their_names_and_nobody_is_named() -> None:
    study, t = bundled("brightwater"), translator("en")
    people = {*study.practitioners["name"].dropna(), *study.practitioners["practitioner"]}
    keys = {*study.zones["zone"], *study.levels["level"]}
    for question in (learning.QUESTION, zones.QUESTION, overview.QUESTION, reliance.QUESTION):
        answer = asked(question, study, "en", **YEAR)
        book = load_workbook(BytesIO(workbook_to_read(question, answer, study, t)))
        told = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
        assert not told & people
        if question in (learning.QUESTION, zones.QUESTION):
            assert told >= {"Front line", "Board"}
            assert not told & (keys - {*study.zones["form"]})
        if question is zones.QUESTION:
            assert told >= set(study.zones["name"])


def words(cell: Any, t: Translator) -> str:
    """A cell as a spreadsheet of the language would show it; an empty one as a page does."""
    if isinstance(cell.value, dt.datetime):
        assert cell.number_format == "d mmmm yyyy"
        return t.date(cell.value.date())
    if isinstance(cell.value, (int, float)):
        return t.number(cell.value, len(cell.number_format.removeprefix("#,##0").removeprefix(".")))
    return "–" if cell.value is None else str(cell.value)


@pytest.mark.parametrize(
    "question",
    [overview.QUESTION, network_map.QUESTION, learning.QUESTION, zones.QUESTION, reliance.QUESTION],
)
def test_every_number_and_day_of_the_csv_is_one_in_the_workbook(question: Question) -> None:
    study, t = bundled("brightwater"), translator("it")
    answer = asked(question, study, "it", **YEAR)
    book = load_workbook(BytesIO(workbook_to_read(question, answer, study, t)))
    compared = 0
    tables = [each for each in question.tables if not each.by_name]
    for table, sheet in zip(tables, book.worksheets, strict=False):
        _, told = csv_rows(question, table, answer, t)
        cells = list(sheet.iter_rows(min_row=2))
        assert len(cells) == len(told)
        for row, out in zip(cells, told, strict=True):
            for column, cell in zip(table.shown, row, strict=True):
                value = out[column.name]
                if column.digits is not None and value is not None:
                    assert (cell.data_type, cell.value) == ("n", value), (table.name, column.name)
                    compared += 1
                elif column.name in ("day", "date", "month", "first", "last") and value is not None:
                    assert (cell.is_date, cell.value.date().isoformat()) == (True, value), column.name
                elif value is not None:
                    assert cell.data_type == "s", (table.name, column.name)
    assert compared


COLUMNS = (
    Column("who", "who", names=("agencies",)),
    Column("share", "share", digits=2),
    Column("mixed", "mixed", digits=2, mixed=True),
    Column("people", "people", digits=0, missing="fewer than five"),
    Column("date", "date", written="day"),
    Column("month", "month", written="month"),
)


def made(rows: pd.DataFrame) -> Any:
    """The workbook of a question that is answered by these rows."""
    question = Question(
        name="made",
        title="Made",
        help="",
        answer=lambda _inquiry, _request: Answer(None, None),
        sentences=lambda _facts, _t: ("=One.", "Two."),
        tables=(Table("made", "Pairs: of [all] who were ever seen in it", COLUMNS, lambda _: rows),),
    )
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"], "name": ["=1+1"]}))
    return load_workbook(BytesIO(workbook_to_read(question, Answer(None, None), study, translator("en"))))


def test_names_stay_text_and_what_is_no_number_or_day_is_not_made_one() -> None:
    rows = pd.DataFrame(
        {
            "who": ["a", "=A1", "7"],
            "share": [0.1 + 0.2, None, -1234.5],
            "mixed": [2.0, 2.5, float("inf")],
            "people": pd.array([3, None, 1_234_567], dtype="Int64"),
            "date": ["1900-02-28", "1900-03-01", "2011-03"],
            "month": ["2011-03", "2011-03-01", None],
        }
    )
    cells = list(made(rows)["Pairs"].iter_rows(min_row=2))
    assert [[each.data_type for each in row] for row in cells] == [
        ["s", "n", "n", "n", "s", "s"],
        ["s", "n", "n", "s", "d", "d"],
        ["s", "n", "s", "n", "s", "n"],
    ]
    assert [row[0].value for row in cells] == ["=1+1", "=A1", "7"]
    assert [row[1].value for row in cells] == [0.1 + 0.2, None, -1234.5]
    assert [row[2].number_format for row in cells[:2]] == ["#,##0", "#,##0.00"]
    assert [row[3].value for row in cells] == [3, "fewer than five", 1_234_567]
    assert [row[4].value for row in cells] == ["28 February 1900", dt.datetime(1900, 3, 1), "March 2011"]  # noqa: DTZ001
    assert [row[5].value for row in cells] == ["March 2011", dt.datetime(2011, 3, 1), None]  # noqa: DTZ001


def test_its_last_sheet_tells_one_fact_a_row() -> None:
    book = made(pd.DataFrame({each.name: [] for each in COLUMNS}))
    assert list(book["About this file"].iter_rows(values_only=True)) == [
        ("what it is", "text"),
        ("question", "Made"),
        ("answer", "=One."),
        ("answer", "Two."),
        ("sheet “Pairs”", "Pairs: of [all] who were ever seen in it"),
    ]
    assert book["About this file"]["B3"].data_type == "s"


def test_rows_that_are_left_out_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.DataFrame({"share": [0.1, 0.2, 0.3]})
    for most, last in ((3, "Pairs: of"), (2, "The first 2 of 3 rows")):
        monkeypatch.setattr(readable, "MOST_READ", most)
        book = made(rows)
        assert book["Pairs"].max_row == most + 1
        assert list(book["About this file"].values)[-1][1].startswith(last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_a_sheet_breaks_off(language: str) -> None:
    """A caption that is too long has a short name for its sheet, in each language."""
    t, long = translator(language), 0
    for question in QUESTIONS:
        tables = [each for each in question.tables if question.to_read and not each.by_name]
        told = [t.gettext(each.sheet or each.caption) for each in tables]
        for text, name in zip(told, sheet_names(told), strict=True):
            assert len(name) <= 31
            assert name in (text, text.partition(":")[0])
        long += sum(len(t.gettext(each.caption)) > 31 for each in tables)
    assert long > 5


def test_names_of_sheets_fit_and_differ() -> None:
    assert sheet_names(["x" * 31, "x" * 32]) == ["x" * 31, "x" * 30 + "…"]
    long = "Of each zone a dated path that would be lost"
    assert sheet_names([long, long]) == ["Of each zone a dated path that…", "Of each zone a dated path… (2)"]
    assert sheet_names(["'[a]:*?/\\'", "A", "", "/"]) == ["a", "A (2)", "-", "- (2)"]


def test_what_no_cell_can_hold_is_refused_by_sheet_and_column() -> None:
    assert sheets_workbook({"one": [["text"], ["x" * LONGEST_TEXT]]})
    with pytest.raises(ArgumentError, match="one: a text in text"):
        sheets_workbook({"one": [["text"], ["x" * (LONGEST_TEXT + 1)]]})


def test_the_workbook_of_a_researcher_tells_one_sentence_a_row() -> None:
    data = tables_workbook({}, {"sentences": ["One.", "=Two."], "study": "ours", "n": 3})
    rows = list(load_workbook(BytesIO(data))["about"].iter_rows(values_only=True))
    assert rows[1:] == [("sentences", "One."), ("sentences", "=Two."), ("study", "ours"), ("n", "3")]
