"""Answers to take away: the rows of a table, each with what the answer says of itself."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd

from netmap.model.i18n import Translator
from netmap.questions.method import about
from netmap.questions.question import Answer, Question, Table

UNCHANGED = frozenset({str, int, bool})
"""Cells that JSON knows as they are."""


def _about(
    question: Question, table: Table, answer: Answer, frame: pd.DataFrame, t: Translator
) -> dict[str, Any]:
    """What a table says of itself; n is of its own rows where it is not the first."""
    if answer.method is None:
        return {}
    told = about(answer.method, t)
    if table.name != question.tables[0].name:
        told["n"] = int(frame.attrs.get("n", len(frame)))
    return {**told, "counted": question.said(answer, t)[0]} if question.counted else told


def csv_rows(
    question: Question, table: Table, answer: Answer, t: Translator
) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns and rows of a table to take away; each row says how it came about.

    What a column of its own is already called bears `_in_all` behind its name.
    """
    frame = table.rows(answer.facts)
    said = _about(question, table, answer, frame, t)
    told = {f"{name}_in_all" if name in frame else name: value for name, value in said.items()}
    return [*map(str, frame.columns), *told], [{**row, **told} for row in plain_rows(frame)]


def json_answer(question: Question, table: Table, answer: Answer, t: Translator) -> dict[str, Any]:
    """An answer for programs: what is said of it, how it came about, and the rows of a table."""
    frame = table.rows(answer.facts)
    return {
        "sentences": list(question.said(answer, t)),
        **_about(question, table, answer, frame, t),
        **({} if question.about is None else question.about(answer.facts, t)),
        table.key: plain_rows(frame),
    }


def workbook(question: Question, answer: Answer, t: Translator) -> bytes:
    """Every table of an answer as a workbook, with a sheet that says how it came about."""
    from netmap.files.workbook_writing import tables_workbook

    first, facts = question.tables[0], answer.facts
    told = _about(question, first, answer, first.rows(facts), t)
    more = {} if question.about is None else dict(question.about(facts, t))
    said = {"sentences": list(question.said(answer, t))}
    return tables_workbook(
        {each.name: each.rows(facts) for each in question.tables}, {**said, **told, **more}
    )


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table's rows as plain values: days as ISO text, missing as None, numbers and truth as they are."""
    columns = [str(name) for name in frame.columns]
    values = [[plain(cell) for cell in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def plain(value: Any) -> Any:
    """One cell as JSON knows it."""
    if type(value) in UNCHANGED:
        return value
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value
