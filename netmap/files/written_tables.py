"""The tables of a study as they are written: text, with the columns in which something is said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from netmap.model.coded_columns import cell_text
from netmap.model.schema import BOOLEAN, INTEGER, NAMES, NUMBER, TABLES, TableSchema
from netmap.model.study import Study


def written_tables(study: Study) -> Mapping[str, pd.DataFrame]:
    """Every table that the study has, without the defined columns in which nothing is said.

    Keys, required columns and columns that are not defined are always written.
    """
    return {name: _written(study.table(name), TABLES[name]) for name in NAMES if name in study.tables}


def _written(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    kept = [name for name in frame.columns if _is_written(frame, schema, name)]
    return frame[kept]


def _is_written(frame: pd.DataFrame, schema: TableSchema, name: str) -> bool:
    always = name in schema.required or name not in schema.columns
    return always or len(frame) == 0 or bool(frame[name].notna().any())


def as_text(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """A table as text cells, the empty text where something is missing."""
    columns = {name: _text_column(frame[name], schema, name) for name in frame.columns}
    return pd.DataFrame(columns, index=frame.index)


def _text_column(column: pd.Series, schema: TableSchema, name: str) -> pd.Series:
    kind = schema.columns[name].type if name in schema.columns else None
    if kind in (BOOLEAN, INTEGER, NUMBER):
        texts = [cell_text(value) or "" for value in column.tolist()]
        return pd.Series(texts, index=column.index, dtype=object)
    return column.astype(object).where(column.notna(), "")
