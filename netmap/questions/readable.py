"""A table as it is read: codes in words, numbers and days as the language writes them, things by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.library import wording
from netmap.model.derived import derived
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions.exports import plain_rows
from netmap.questions.question import Answer, Column, Question, Table

MOST_READ = 100_000
"""So many rows of a table are written for people; the CSV holds them all."""

YES, NO, NOTHING = N_("yes"), N_("no"), "–"
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
    frame = table.rows(facts)
    shown = [each for each in table.shown if each.name in frame]
    days = {str(name) for name in frame.columns if frame[name].dtype.kind == "M"}
    rows = plain_rows(frame.head(most))
    texts = [
        tuple(_text(each, row[each.name], each.name in days, study, t) for each in shown) for row in rows
    ]
    numbers = frozenset(place for place, each in enumerate(shown) if each.digits is not None)
    headings = tuple(t.gettext(each.heading) for each in shown)
    helps = tuple(t.gettext(each.help) if each.help else "" for each in shown)
    return ReadTable(headings, helps, tuple(texts), numbers, len(frame))


def workbook_to_read(question: Question, answer: Answer, study: Study, t: Translator) -> bytes:
    """Every table of an answer as a workbook for people: headings, codes and names in words, all as texts."""
    from netmap.files.workbook_writing import tables_workbook

    sheets = {}
    for table in question.tables:
        read = read_table(table, answer.facts, study, t, MOST_READ)
        same = [read.headings[:place].count(each) for place, each in enumerate(read.headings)]
        columns = [f"{each} ({n + 1})" if n else each for each, n in zip(read.headings, same, strict=True)]
        sheets[table.name] = pd.DataFrame(list(read.rows), columns=columns, dtype="str")
    return tables_workbook(sheets, {"sentences": "\n".join(question.said(answer, t))})


def _text(column: Column, value: Any, is_day: bool, study: Study | None, t: Translator) -> str:
    found = labelled(column, value, t)
    if found is None:
        return NOTHING
    if isinstance(found, bool):
        return t.gettext(YES if found else NO)
    if column.written == "month":
        return wording.written(t, str(found)[: len("2011-12")])
    if is_day or column.written:
        return wording.written(t, str(found))
    if study is not None and column.names:
        return names_of(study, column.names).get(str(found), str(found))
    return str(found)


def labelled(column: Column, value: Any, t: Translator) -> Any:
    """A cell with codes in words and numbers as the language writes them; else as it is."""
    if value is None:
        return t.gettext(column.missing) if column.missing else None
    if isinstance(value, str) and value in column.labels:
        return t.gettext(column.labels[value])
    if column.digits is not None and isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = isinstance(value, int) or (column.mixed and value.is_integer())
        return t.number(value, 0 if whole else column.digits)
    return value


def labelled_row(columns: Sequence[Column], row: Mapping[str, Any], t: Translator) -> dict[str, Any]:
    """A row with every cell labelled."""
    return {**row, **{each.name: labelled(each, row[each.name], t) for each in columns}}


@derived(most=8)
def names_of(study: Study, tables: tuple[str, ...]) -> dict[str, str]:
    """The names of the things of some tables by their ids; what has no name is not there."""
    found: dict[str, str] = {}
    for name in tables:
        rows = study.table(name).dropna(subset=["name"])
        found |= dict(zip(rows[KEYS[name]].astype(str), rows["name"].astype(str), strict=True))
    return found
