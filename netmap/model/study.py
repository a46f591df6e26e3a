"""A study: the tables of one or more partnerships, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pandas as pd

from netmap.model.derived import Derived, derived
from netmap.model.errors import Problem, RowCount
from netmap.model.study_html import study_html


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """The tables of one or more partnerships, checked and frozen.

    `tables` maps a table's name to its DataFrame (text columns as `str`, dates as ISO text, missing
    as NaN). `study.contacts` is the table with at least its defined columns, empty where the study
    has none. `about` is what the data package says of itself (name, title, licences, ...).
    Treat the frames as read-only: what is worked out of them is kept with the study (`derived`), in memory
    only. A study can be sent to another process; what was worked out about it stays behind. `language` is
    that in which it holds names, "" where they are its own.
    """

    tables: Mapping[str, pd.DataFrame]
    about: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    counts: tuple[RowCount, ...] = ()
    derived: Derived = field(default_factory=Derived, init=False)
    language: str = field(default="", init=False)
    _own: Study | None = field(default=None, init=False)
    _told: dict[str, Study] = field(default_factory=dict, init=False)

    def table(self, name: str) -> pd.DataFrame:
        """One table with at least its defined columns; empty where the study has none."""
        found = self.tables.get(name)
        return _empty_table(self, name) if found is None else found

    def __getattr__(self, name: str) -> pd.DataFrame:
        from netmap.model.schema import TABLES

        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"a study has no {name!r}")

    def beside(self, tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> Study:
        """The same study with other tables that no analysis reads (`ASIDE`); what was worked out stays.

        Args:
            tables: those that are there now; one of `ASIDE` that is not among them is gone.
            about: what it says of itself now.
        """
        from netmap.model.schema import ASIDE

        kept = {name: frame for name, frame in self.tables.items() if name not in ASIDE}
        found = replace(self, tables={**kept, **tables}, about=about)
        object.__setattr__(found, "derived", self.derived)
        return found

    @property
    def own(self) -> Study:
        """The study with its own names, whatever language these are in."""
        return self if self._own is None else self._own

    def in_language(self, language: str) -> Study:
        """The same study with names in a language, where its translations have them.

        What is worked out is kept once for all languages, but for what holds names (`derived(named=True)`).
        """
        from netmap.model.translations import named_in

        own = self.own
        if language == self.language or not (own.table("translations")["language"] == language).any():
            return self if language == self.language else own
        if language not in own._told:
            found = replace(own, tables=named_in(own.tables, language))
            same = {"derived": own.derived, "language": language, "_own": own}
            for name, value in same.items():
                object.__setattr__(found, name, value)
            own._told.setdefault(language, found)
        return own._told[language]

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: all that the study was made of."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.init}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, derived=Derived(), language="", _own=None, _told={})

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(frame)}" for name, frame in self.tables.items())
        return f"<Study {self.about.get('name', '')}: {sizes}>"

    def _repr_html_(self) -> str:
        """The tables as a notebook shows them."""
        return study_html(self.about, self.tables, self.warnings)


@derived(most=64)
def _empty_table(study: Study, name: str) -> pd.DataFrame:
    from netmap.model.schema import empty_table

    return empty_table(name)
