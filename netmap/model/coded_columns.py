"""A column of text as numbers into its distinct values: read, checked and compared once per value."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text: `values[codes[row]]` is the text of a row, a code of -1 a missing one."""

    codes: Codes
    values: Texts

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Which rows hold a text."""
        return self.codes >= 0

    @property
    def blank(self) -> bool:
        """Whether no row holds a text."""
        return len(self.values) == 0 or not bool((self.codes >= 0).any())

    def texts(self, rows: Rows) -> list[str | None]:
        """The texts of some rows, None where missing."""
        return [None if code < 0 else str(self.values[code]) for code in self.codes[rows].tolist()]

    def look_up(self, answers: npt.NDArray[Any], missing: Any) -> npt.NDArray[Any]:
        """For each row the answer given for its distinct value, and `missing` where there is none."""
        if len(answers) == 0:
            return np.full(len(self.codes), missing)
        found: npt.NDArray[Any] = answers[self.codes]
        found[self.codes < 0] = missing
        return found

    def renamed(self, texts: Sequence[str | None]) -> Coded:
        """The same rows with other texts for the distinct values; equal texts become one value."""
        merged, values = pd.factorize(np.array(texts, dtype=object))
        return Coded(self.look_up(merged.astype(np.int64), -1), np.asarray(values, dtype=object))

    def taken(self, rows: Rows) -> Coded:
        """Some of the rows."""
        return Coded(self.codes[rows], self.values)

    def series(self) -> pd.Series:
        """The column as pandas text, missing as NaN."""
        texts = pd.array(self.values, dtype="str")
        return pd.Series(texts.take(self.codes, allow_fill=True), copy=False)


def all_missing(rows: int) -> Coded:
    """A column without a single text."""
    return Coded(np.full(rows, -1, dtype=np.int64), np.array([], dtype=object))


def row_numbers(rows: int) -> Coded:
    """The texts 1, 2, 3 ... one for each row."""
    return Coded(
        np.arange(rows, dtype=np.int64), np.array([str(row + 1) for row in range(rows)], dtype=object)
    )


def coded(column: pd.Series | npt.NDArray[Any]) -> Coded:
    """A column of anything as coded text; blank text is missing, and a whole number has no point."""
    codes, values = _factorize(pd.Series(column, copy=False))
    found = Coded(codes.astype(np.int64, copy=False), np.asarray(values, dtype=object))
    return found if _is_clean_text(found.values) else found.renamed([cell_text(v) for v in found.values])


def _factorize(column: pd.Series) -> tuple[npt.NDArray[np.intp], Iterable[Any]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    try:
        codes, values = pd.factorize(column)
    except TypeError:  # cells that cannot be compared, such as lists
        codes, values = pd.factorize(column.map(str))
    return codes, values


def _is_clean_text(values: Texts) -> bool:
    try:
        together = "".join(values)
    except TypeError:
        return False
    return "\r" not in together and not any(not text or text.isspace() for text in values)


def cell_text(value: Any) -> str | None:
    """A cell as a study keeps it: text, or None where it is missing.

    A whole number loses its point (`1.0` is the id `1`), midnight its time of day; line ends become `\\n`.
    """
    match value:
        case str():
            return LINE_END.sub("\n", value) if value and not value.isspace() else None
        case bool() | np.bool_():
            return "true" if value else "false"
        case float() | np.floating():
            return None if math.isnan(value) else _number_text(float(value))
        case dt.datetime() | dt.date():
            return _moment_text(value)
    missing = value is None or value is pd.NA or value is pd.NaT
    return None if missing else cell_text(str(value))


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment_text(value: dt.date) -> str | None:
    if value is pd.NaT:
        return None
    if isinstance(value, dt.datetime) and value.time() == dt.time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat()
