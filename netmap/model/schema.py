"""What the tables of a study are: read from one Table Schema per table, in `tables/*.json`.

Checks, empty tables, data packages and the documentation are all made from these files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

FOLDER = Path(__file__).parent / "tables"

NAMES = (
    "levels",
    "partnerships",
    "agencies",
    "agency_changes",
    "practitioners",
    "employments",
    "members",
    "services",
    "zones",
    "posts",
    "seats",
    "meetings",
    "attendance",
    "contacts",
    "ties",
    "waves",
    "responses",
    "objects",
    "involvement",
    "trajectories",
    "events",
    "notes",
    "sources",
    "translations",
    "work_items",
    "work_rules",
    "comparisons",
)
"""Every table of a study, in the order in which they are always shown."""

ASIDE = ("work_items", "work_rules", "comparisons")
"""What no analysis reads: a change of these tables alone leaves all that was worked out as it is."""

ACTOR_TABLES = ("agencies", "practitioners")
"""The tables whose ids together are the actors."""

TEXT, DATE, INTEGER, NUMBER, BOOLEAN = "string", "date", "integer", "number", "boolean"

DTYPES = {TEXT: "str", DATE: "str", INTEGER: "int64", NUMBER: "float64", BOOLEAN: "boolean"}
"""The pandas dtype of each type of column; dates are ISO text as precise as they came."""


@dataclass(frozen=True, slots=True)
class Column:
    """One defined column of a table.

    `type` is one of string, date, integer, number, boolean; `required`: a blank is an error;
    `unique`: no two rows alike; `enum`: the only values taken, if the vocabulary is closed;
    they may come in any case and between spaces.
    """

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype of the column in a study."""
        return "Int64" if self.type == INTEGER and not self.required else DTYPES[self.type]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are ids of another table.

    `when_present`: an open vocabulary until the study has that table, ids of it from then on.
    """

    column: str
    table: str
    key: str
    when_present: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its columns, its key, and how it hangs together with the others.

    `actors` are columns that hold an agency or a practitioner; `periods` are pairs of a first and a
    last day; `numbered`: the key only numbers the rows and may be left out of a file.
    """

    name: str
    title: str
    description: str
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    actors: tuple[str, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()
    numbered: bool = False
    source: Mapping[str, Any] | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row says nothing."""
        return tuple(column.name for column in self.columns.values() if column.required)

    @property
    def last_days(self) -> tuple[str, ...]:
        """The columns whose date ends something, so that a partial date is read as its last day."""
        return tuple(end for _, end in self.periods)


def _column(field: Mapping[str, Any]) -> Column:
    limits = field.get("constraints", {})
    return Column(
        field["name"],
        field["type"],
        field["description"],
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        enum=tuple(limits.get("enum", ())),
    )


def _reference(link: Mapping[str, Any]) -> Reference:
    target = link["reference"]
    return Reference(
        link["fields"][0], target["resource"], target["fields"][0], link.get("whenPresent", False)
    )


def _load(path: Path, everywhere: list[dict[str, Any]]) -> TableSchema:
    source = json.loads(path.read_text(encoding="utf-8"))
    own = [field["name"] for field in source["fields"]]
    source["fields"] += [field for field in everywhere if field["name"] not in own]
    columns = [_column(field) for field in source["fields"]]
    return TableSchema(
        source["name"],
        source["title"],
        source["description"],
        MappingProxyType({column.name: column for column in columns}),
        key=tuple(source.get("primaryKey", ())),
        references=tuple(_reference(link) for link in source.get("foreignKeys", ())),
        actors=tuple(source.get("actors", ())),
        periods=tuple((start, end) for start, end in source.get("periods", ())),
        numbered=source.get("numbered", False),
        source=source,
    )


def _load_all() -> Mapping[str, TableSchema]:
    everywhere = json.loads((FOLDER / "any_table.json").read_text(encoding="utf-8"))["fields"]
    return MappingProxyType({name: _load(FOLDER / f"{name}.json", everywhere) for name in NAMES})


TABLES: Mapping[str, TableSchema] = _load_all()
"""The schema of every table by name, in the order in which tables are always shown."""


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with all its defined columns.

    Args:
        name: a table of `TABLES`; a `KeyError` else.

    Example:
        >>> list(empty_table("levels").columns)
        ['level', 'rank', 'name', 'citation', 'provenance']
    """
    columns = TABLES[name].columns.values()
    return pd.DataFrame({column.name: pd.Series([], dtype=column.dtype) for column in columns})
