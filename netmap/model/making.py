"""A study from DataFrames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from netmap.model.schema import TABLES, empty_table
from netmap.model.study import RowCount, Study


def from_tables(*, about: Mapping[str, Any] | None = None, **tables: pd.DataFrame) -> Study:
    """A study from DataFrames (interim: converts columns; checks follow)."""
    frames = {name: _simple(name, tables[name]) for name in TABLES if name in tables}
    counts = tuple(RowCount(name, len(frame), len(frame), 0, 0) for name, frame in frames.items())
    return Study(frames, about=dict(about or {}), counts=counts)


def _text(value: Any) -> Any:
    if pd.isna(value) or str(value).strip() == "":
        return float("nan")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _simple(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    whole = empty_table(name)
    columns: dict[str, pd.Series] = {}
    frame = frame.reset_index(drop=True)
    for column in [*whole.columns, *[c for c in frame.columns if c not in whole.columns]]:
        schema = TABLES[name].columns.get(column)
        dtype = schema.dtype if schema else "str"
        if column not in frame:
            if TABLES[name].numbered and column in TABLES[name].key:
                columns[column] = pd.Series([str(n + 1) for n in range(len(frame))], dtype="str")
            else:
                columns[column] = (
                    pd.Series([float("nan")] * len(frame)).astype(dtype)
                    if dtype == "str"
                    else pd.Series(
                        [pd.NA] * len(frame), dtype=dtype if dtype != "float64" else "Float64"
                    ).astype(dtype)
                )
        elif dtype == "str":
            columns[column] = pd.Series([_text(v) for v in frame[column]], dtype="str")
        elif dtype == "boolean":
            read = {"true": True, "false": False, "1": True, "0": False}
            columns[column] = pd.Series(
                [read.get(str(v).lower(), pd.NA) for v in frame[column]], dtype="boolean"
            )
        else:
            columns[column] = pd.to_numeric(frame[column]).astype(dtype)
    return pd.DataFrame(columns)
