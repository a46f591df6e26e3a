"""Cells of a study as the store keeps them: text in one form, None where missing; and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.coded_columns import Coded, Rows, all_missing, cell_text, coded
from netmap.model.errors import ArgumentError, StudyError
from netmap.model.findings import ERROR
from netmap.model.i18n import N_
from netmap.model.raw_tables import Sheet
from netmap.model.schema import DATE, TABLES, TEXT, Column, TableSchema
from netmap.model.study_building import make_sheet
from netmap.model.type_conversion import READERS, checked_types, typed_series

Texts = list[str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of some rows of one table, column by column.

    `columns` holds the columns that were given, the defined ones first and in their order; `others` are
    the names of those that are not defined, in the order in which they came.
    """

    table: str
    rows: int
    columns: Mapping[str, Coded]
    others: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """The defined columns with any text."""
        return [name for name, column in self.columns.items() if name not in self.others and not column.blank]

    @property
    def said(self) -> list[str]:
        """The columns that a reader must know of: defined ones with any text, and all the others."""
        return [*self.filled, *self.others]

    def texts(self, column: str) -> Texts:
        """The texts of a column, row by row."""
        return texts_of(self.columns[column])

    def taken(self, rows: Rows) -> Cells:
        """Some of the rows, or all of them in another order."""
        columns = {name: column.taken(rows) for name, column in self.columns.items()}
        return Cells(self.table, len(rows), columns, self.others)

    def more(self) -> Texts:
        """For each row its cells in columns that are not defined, as JSON; None where there are none."""
        wide = [self.texts(name) for name in self.others]
        return [_packed(dict(zip(self.others, row, strict=True))) for row in zip(*wide, strict=True)]


def texts_of(column: Coded) -> Texts:
    """The texts of a column, row by row, None where missing."""
    found: Texts = np.append(column.values, np.array([None], dtype=object))[column.codes].tolist()
    return found


def coded_texts(texts: Texts) -> Coded:
    """Texts that the store holds already, as a column."""
    codes, values = pd.factorize(np.array(texts, dtype=object))
    return Coded(codes.astype(np.int64, copy=False), values)


def _packed(cells: Mapping[str, str | None]) -> str | None:
    told = {name: text for name, text in cells.items() if text is not None}
    return json.dumps(told, ensure_ascii=False) if told else None


def unpacked(more: str | None) -> dict[str, str]:
    """The cells in columns that are not defined, by column."""
    return {} if more is None else json.loads(more)


def cells_of(table: str, frame: pd.DataFrame, *, whole: bool = True) -> Cells:
    """The cells of a DataFrame as a store keeps them.

    Args:
        table: which table of a study they are of.
        frame: a row a record; any dtypes.
        whole: whether they are whole records, which must have what a row cannot do without; else only
            what is given is looked at.

    Raises:
        ArgumentError: no table of a study, or a record without its key.
        StudyError: cells that are not of their column's type, every one of them.
    """
    schema = schema_of(table)
    given = [coded(frame.iloc[:, place]) for place in range(frame.shape[1])]
    sheet, problems = make_sheet(schema, [str(name) for name in frame.columns], given, len(frame))
    if problems:
        raise StudyError(N_("{table}: {first}"), problems, table=table, first=problems[0].text())
    sheet = _checked(sheet)
    names = [name for name in sheet.columns if name not in sheet.absent]
    for name in schema.required if whole else [name for name in schema.required if name in names]:
        if not sheet.columns[name].filled.all():
            raise ArgumentError(N_("{table}: {column} is blank."), table=table, column=name)
    columns = {name: _canonical(schema.columns.get(name), sheet.columns[name]) for name in names}
    return Cells(table, len(frame), columns, tuple(name for name in names if name not in schema.columns))


def schema_of(table: str) -> TableSchema:
    """The schema of a table; `ArgumentError` where a study has no such table."""
    if table not in TABLES:
        raise ArgumentError(N_("“{value}” is no table of a study."), value=table)
    return TABLES[table]


def _checked(sheet: Sheet) -> Sheet:
    checked, findings = checked_types(sheet, None)
    problems = [problem for found in findings if found.severity == ERROR for problem in found.problems()]
    if problems:
        raise StudyError(N_("{table}: {first}"), problems, table=sheet.name, first=problems[0].text())
    return checked


def _canonical(column: Column | None, cells: Coded) -> Coded:
    """The texts of a column, numbers and truth in the one way in which they are kept."""
    if column is None or column.type in (TEXT, DATE):
        return cells
    read = READERS[column.type]
    return cells.renamed([cell_text(read(str(text))) for text in cells.values])


def frame_of(table: str, columns: Sequence[str], texts: Mapping[str, Texts], rows: int) -> pd.DataFrame:
    """A table as a study holds it: every defined column, then the others.

    Args:
        table: which table.
        columns: the columns in which something is said, defined or not.
        texts: the texts of each of them.
        rows: how many there are.
    """
    defined = TABLES[table].columns
    others = [name for name in columns if name not in defined]
    blank = typed_series(None, all_missing(rows)).array
    wide = {name: _array(column, texts.get(name), blank) for name, column in defined.items()}
    return pd.DataFrame({**wide, **{name: _array(None, texts[name], blank) for name in others}}, copy=False)


def _array(column: Column | None, texts: Texts | None, blank: Any) -> Any:
    """A column without an index of its own, which would be compared with those of all others."""
    if texts is None and (column is None or column.type in (TEXT, DATE)):
        return blank.copy()
    if texts is None:
        return typed_series(column, all_missing(len(blank))).array
    if column is None or column.type in (TEXT, DATE):
        return pd.array(np.array(texts, dtype=object), dtype="str")
    return typed_series(column, coded(np.array(texts, dtype=object))).array
