"""Tables as plain columns: cheaper than frames where there are many small ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from netmap.simulation.work_calendar import Texts

Columns = dict[str, Texts]


def columns(cells: Mapping[str, Any]) -> Columns:
    """Columns as long as the first; a single text is the same on every row.

    Example:
        >>> columns({"zone": ["a", "b"], "form": "board"})["form"].tolist()
        ['board', 'board']
    """
    rows = len(next(iter(cells.values())))
    return {name: _column(cell, rows) for name, cell in cells.items()}


def from_rows(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Columns from rows of cells."""
    cells = np.empty((len(rows), len(names)), dtype=object)
    for place, row in enumerate(rows):
        cells[place] = row
    return {name: cells[:, place] for place, name in enumerate(names)}


def end_to_end(parts: Sequence[Columns]) -> pd.DataFrame:
    """Tables with the same columns as one frame."""
    return pd.DataFrame(
        {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, copy=False
    )


def _column(cell: Any, rows: int) -> Texts:
    if isinstance(cell, np.ndarray):
        return cell
    found = np.empty(rows, dtype=object)
    found[:] = cell
    return found
