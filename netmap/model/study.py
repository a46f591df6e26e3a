"""A study: the tables of one or more partnerships, checked and frozen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from netmap.model.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of a table's rows; `rows` = kept + rejected + duplicate."""

    table: str
    rows: int
    kept: int
    rejected: int
    duplicate: int


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """The tables of one or more partnerships, checked and frozen.

    `tables` maps a table's name to its DataFrame (text columns as `str`, dates as ISO text, missing
    as NaN). `study.contacts` is the table with at least its defined columns, empty where the study
    has none. `about` is what the data package says of itself (name, title, licences, ...).
    Treat the frames as read-only: analyses remember their results with the study.
    """

    tables: Mapping[str, pd.DataFrame]
    about: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    counts: tuple[RowCount, ...] = ()
    _memory: dict[Hashable, Any] = field(default_factory=dict, init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)

    def table(self, name: str) -> pd.DataFrame:
        """One table with at least its defined columns; empty where the study has none."""
        from netmap.model.schema import empty_table

        found = self.tables.get(name)
        return self.remember(("empty table", name), lambda: empty_table(name)) if found is None else found

    def __getattr__(self, name: str) -> pd.DataFrame:
        from netmap.model.schema import TABLES

        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"a study has no {name!r}")

    def remember(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question about this study, worked out once."""
        with self._lock:
            if question not in self._memory:
                self._memory[question] = answer()
            found: T = self._memory[question]
            return found

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(frame)}" for name, frame in self.tables.items())
        return f"<Study {self.about.get('name', '')}: {sizes}>"
