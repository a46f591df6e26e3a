"""Tables that analyses make as bytes and back, the same to the last type: as JSON, never as pickle."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd


def packed(table: pd.DataFrame) -> bytes | None:
    """A table as JSON with the types of its columns and what it says of itself.

    None where it would not come back the same, such as one with lists in its cells.

    Example:
        >>> table = pd.DataFrame({"share": [0.5, float("nan")]})
        >>> packed(table)
        b'{"columns": [["share", "float64", [0.5, null]]], "rows": 2, "attrs": {}}'
        >>> unpacked(packed(table))["share"].tolist()
        [0.5, nan]
    """
    columns = [[name, str(column.dtype), _cells(column)] for name, column in table.items()]
    try:
        body = json.dumps({"columns": columns, "rows": len(table), "attrs": table.attrs}).encode()
        back = unpacked(body)
    except (TypeError, ValueError):
        return None
    same = back.attrs == table.attrs and back.index.equals(table.index) and back.equals(table)
    return body if same else None


def unpacked(body: bytes) -> pd.DataFrame:
    """The table that was packed."""
    told = json.loads(body)
    columns = {name: _series(kind, cells) for name, kind, cells in told["columns"]}
    table = pd.DataFrame(columns, index=pd.RangeIndex(told["rows"]))
    table.attrs.update(told["attrs"])
    return table


def _cells(column: pd.Series) -> list[Any]:
    """The cells of a column: days and times as numbers, what is missing as None."""
    if column.dtype.kind == "M":
        numbers: list[Any] = column.astype("int64").tolist()
        return numbers
    return [None if missing else cell for cell, missing in zip(column.tolist(), column.isna(), strict=True)]


def _series(kind: str, cells: list[Any]) -> pd.Series:
    if kind.startswith("datetime64"):
        return pd.Series(np.array(cells, dtype=np.int64).view(kind))
    return pd.Series(cells, dtype=kind)
