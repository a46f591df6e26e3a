"""The forms: which tables people fill in by hand, and what each field takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.model.i18n import Translator
from netmap.model.schema import BOOLEAN, TABLES, Column
from netmap.model.study import Study
from netmap.records.single.labels import column_word, table_word, value_word


@dataclass(frozen=True, slots=True)
class Form:
    """One table as a form: its columns in the order of the fields, and the word that new ids begin with."""

    table: str
    columns: tuple[str, ...]
    word: str


FORMS = (
    Form("agencies", ("agency", "name", "sector", "partnership"), "agency"),
    Form(
        "practitioners",
        ("practitioner", "name", "agency", "level", "profession", "partnership", "joined", "left"),
        "person",
    ),
    Form(
        "zones",
        ("zone", "name", "form", "level", "formal", "purpose", "convenor", "partnership", "opened", "closed"),
        "zone",
    ),
    Form("posts", ("practitioner", "zone", "role", "joined", "left"), "post"),
    Form(
        "services",
        ("service", "name", "agency", "need", "area", "audience", "opened", "closed"),
        "service",
    ),
    Form(
        "contacts",
        ("contact", "date", "source", "target", "direction", "channel", "zone", "object"),
        "contact",
    ),
    Form("levels", ("level", "rank", "name"), "level"),
    Form("partnerships", ("partnership", "name", "area", "baseline"), "partnership"),
)
"""Every form, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a field takes, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: `type` as in the schema; `options` None where anything may be written.

    `key`: it is the record's id, which is given once; left blank, a free one is taken.
    """

    name: str
    label: str
    type: str
    required: bool
    key: bool
    options: tuple[Option, ...] | None


def form_of(table: str) -> Form | None:
    """The form of a table; None where it has none."""
    return next((form for form in FORMS if form.table == table), None)


def fields_of(form: Form, study: Study, t: Translator) -> tuple[Field, ...]:
    """The fields of a form, with what each takes in this study."""
    schema = TABLES[form.table]
    return tuple(
        Field(
            name,
            column_word(name, t),
            schema.columns[name].type,
            schema.columns[name].required and name not in schema.key,
            name in schema.key,
            None if name in schema.key else _options(form.table, schema.columns[name], study, t),
        )
        for name in form.columns
    )


def _options(table: str, column: Column, study: Study, t: Translator) -> tuple[Option, ...] | None:
    if column.enum or column.type == BOOLEAN:
        return tuple(Option(word, value_word(word, t)) for word in column.enum or ("true", "false"))
    schema = TABLES[table]
    if column.name in schema.actors:
        return (*named(study, "practitioners"), *named(study, "agencies"))
    found = {link.column: link for link in schema.references}.get(column.name)
    return None if found is None or found.when_present else named(study, found.table)


def named(study: Study, table: str) -> tuple[Option, ...]:
    """The records of a table by name."""
    frame, key = study.table(table), TABLES[table].key[0]
    names = frame["name"].astype(object).where(frame["name"].notna(), frame[key])
    found = [Option(str(one), str(name)) for one, name in zip(frame[key], names, strict=True)]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.value)))


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: its number, its version, and its cells as text; what is missing is left out."""

    row: int
    version: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table as a form shows it: `rows` are the latest of `n` that were asked for."""

    study: str
    title: str
    table: str
    label: str
    tables: tuple[Option, ...]
    fields: tuple[Field, ...]
    rows: tuple[RecordRow, ...]
    n: int


def record_rows(frame: pd.DataFrame) -> tuple[RecordRow, ...]:
    """Rows of the store as records for a form."""
    columns = [name for name in frame.columns if name not in ("row", "version")]
    cells = frame[columns].astype(object).where(frame[columns].notna(), None)
    return tuple(
        RecordRow(
            int(row), int(version), {name: _text(value) for name, value in told.items() if value is not None}
        )
        for row, version, told in zip(frame["row"], frame["version"], cells.to_dict("records"), strict=True)
    )


def _text(value: Any) -> str:
    """A cell as a form shows it; truth as the words that the schema knows."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def table_options(t: Translator) -> tuple[Option, ...]:
    """The tables that have a form."""
    return tuple(Option(form.table, table_word(form.table, t)) for form in FORMS)
