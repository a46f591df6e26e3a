"""A table as it is read: codes in words, numbers and days as the language writes them, things by name."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.library import wording
from netmap.model.derived import derived
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.model.words import word
from netmap.questions.exports import plain_rows
from netmap.questions.method import method_rows
from netmap.questions.question import Answer, Column, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.files.workbook_writing import ReadCell

MOST_READ = 100_000
"""So many rows of a table are written for people; the CSV holds them all."""

YES, NO, NOTHING = N_("yes"), N_("no"), "–"
ABOUT_FILE = N_("About this file")
FACT, TEXT, ASKED, ANSWERED = N_("what it is"), N_("text"), N_("question"), N_("answer")
SHEET = N_("sheet “{name}”")
CUT = N_("The first {shown} of {n} rows; the CSV file holds them all.")
"""What the last sheet of a workbook says."""

KEYS = {
    "practitioners": "practitioner",
    "agencies": "agency",
    "zones": "zone",
    "levels": "level",
    "partnerships": "partnership",
    "objects": "object",
    "services": "service",
}


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Headings, what they mean, cells as texts; `numbers`: places of columns of numbers, `n`: all rows."""

    headings: tuple[str, ...]
    helps: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    n: int


def read_table(table: Table, facts: Any, study: Study | None, t: Translator, most: int) -> ReadTable:
    """The first rows of a table, its things by name where the study can be read."""
    shown, days, rows, n = _first_rows(table, facts, most)
    texts = [
        tuple(_text(each, row[each.name], each.name in days, study, t) for each in shown) for row in rows
    ]
    numbers = frozenset(place for place, each in enumerate(shown) if each.digits is not None)
    headings = tuple(t.gettext(each.heading) for each in shown)
    helps = tuple(t.gettext(each.help) if each.help else "" for each in shown)
    return ReadTable(headings, helps, tuple(texts), numbers, n)


def _first_rows(
    table: Table, facts: Any, most: int
) -> tuple[list[Column], set[str], list[dict[str, Any]], int]:
    """The columns that people read, the names of those of days, the first rows, and how many there are."""
    frame = table.rows(facts)
    shown = [each for each in table.shown if each.name in frame]
    days = {str(name) for name in frame.columns if frame[name].dtype.kind == "M"}
    return shown, days, plain_rows(frame.head(most)), len(frame)


def workbook_to_read(question: Question, answer: Answer, study: Study, t: Translator) -> bytes:
    """Every table of an answer but those by name, as a workbook to read: headings, codes and names in words.

    Numbers and days stay what they are, so that a sheet can add up; the last sheet holds the sentences of the
    answer, one a row, how it came about, and the caption of each sheet whose name cuts it short.
    """
    from netmap.files.workbook_writing import sheet_names, sheets_workbook

    tables = [each for each in question.tables if not each.by_name]
    captions = [t.gettext(each.caption) for each in tables]
    short = [t.gettext(each.sheet or each.caption) for each in tables]
    *names, last = sheet_names([*short, t.gettext(ABOUT_FILE)])
    sheets: dict[str, list[list[ReadCell]]] = {}
    told: list[list[ReadCell]] = [[t.gettext(FACT), t.gettext(TEXT)]]
    told.append([t.gettext(ASKED), t.gettext(question.title)])
    told += [[t.gettext(ANSWERED), said] for said in question.said(answer, t)]
    if answer.method is not None:
        told += [list(each) for each in method_rows(answer.method, t)]
    for name, caption, table in zip(names, captions, tables, strict=True):
        shown, days, rows, n = _first_rows(table, answer.facts, MOST_READ)
        cells = [[_cell(each, row[each.name], each.name in days, study, t) for each in shown] for row in rows]
        sheets[name] = [[*_headings(shown, t)], *cells]
        if name != caption:
            told.append([t.gettext(SHEET).format(name=name), caption])
        if n > len(rows):
            few = t.gettext(CUT).format(shown=t.number(len(rows)), n=t.number(n))
            told.append([t.gettext(SHEET).format(name=name), few])
    return sheets_workbook({**sheets, last: told})


def _headings(shown: Sequence[Column], t: Translator) -> list[str]:
    """The headings, those that stand there twice told apart."""
    headings = [t.gettext(each.heading) for each in shown]
    before = [headings[:place].count(each) for place, each in enumerate(headings)]
    return [f"{each} ({n + 1})" if n else each for each, n in zip(headings, before, strict=True)]


def _cell(column: Column, value: Any, is_day: bool, study: Study, t: Translator) -> ReadCell:
    """A cell of a workbook: a number or a day that can be counted with; what has none is empty."""
    from netmap.files.workbook_writing import FIRST_DAY, Figure

    is_day = is_day or bool(column.written)
    text = _text(column, value, is_day, study, t)
    if value is None:
        return None if text == NOTHING and (is_day or column.digits is not None) else text
    if _is_number(column, value) and not math.isinf(value):
        if column.share:
            return Figure(value, "0%", len(text))
        decimals = _decimals(column, value)
        return Figure(value, "#,##0" + ("." + "0" * decimals if decimals else ""), len(text))
    day = _day(str(value)) if is_day else None
    if day is None or day < FIRST_DAY:
        return text
    return Figure(day, "mmmm yyyy" if column.written == "month" else "d mmmm yyyy", len(text))


def _day(text: str) -> dt.date | None:
    """The day that a text names whole; None of a month, a year, or what is no date."""
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2011-12-31") else None
    except ValueError:
        return None


def _text(column: Column, value: Any, is_day: bool, study: Study | None, t: Translator) -> str:
    found = labelled(column, value, t)
    if found is None or isinstance(found, bool):
        return NOTHING if found is None else t.gettext(YES if found else NO)
    if column.written == "month":
        return wording.written(t, str(found)[: len("2011-12")])
    if is_day or column.written:
        return wording.written(t, str(found))
    if study is not None and column.names:
        return names_of(study, column.names).get(str(found), str(found))
    if study is None or column.words is None:
        return str(found)
    return word(study, *column.words, str(found))


def labelled(column: Column, value: Any, t: Translator) -> Any:
    """A cell with codes in words and numbers as the language writes them; else as it is."""
    if value is None:
        return t.gettext(column.missing) if column.missing else None
    if isinstance(value, str) and value in column.labels:
        return t.gettext(column.labels[value])
    if not _is_number(column, value):
        return value
    return wording.share(t, value) if column.share else t.number(value, _decimals(column, value))


def _is_number(column: Column, value: Any) -> bool:
    return column.digits is not None and isinstance(value, (int, float)) and not isinstance(value, bool)


def _decimals(column: Column, value: float) -> int:
    whole = isinstance(value, int) or (column.mixed and value.is_integer())
    return 0 if whole else column.digits or 0


def labelled_row(columns: Sequence[Column], row: Mapping[str, Any], t: Translator) -> dict[str, Any]:
    """A row with every cell labelled."""
    return {**row, **{each.name: labelled(each, row[each.name], t) for each in columns}}


def called(ids: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """A column of ids as the names of what they stand for; an id without a name stands for itself."""
    return ids.map(lambda each: names.get(each, each)).astype("str")


@derived(most=8, named=True)
def names_of(study: Study, tables: tuple[str, ...]) -> dict[str, str]:
    """The names of the things of some tables by their ids; what has no name is not there."""
    found: dict[str, str] = {}
    for name in tables:
        rows = study.table(name).dropna(subset=["name"])
        found |= dict(zip(rows[KEYS[name]].astype(str), rows["name"].astype(str), strict=True))
    return found
