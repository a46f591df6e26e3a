"""The forms: which tables people fill in by hand, and what each field takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydantic

from netmap.library.study_entry import title_of
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import BOOLEAN, TABLES, Column
from netmap.model.study import Study
from netmap.records.labels import column_word, names_of, table_word, value_word
from netmap.records.requests import RecordContext, Request

MOST_ROWS = 300
"""So many records are shown, the latest first; `find` narrows them."""


class TableRequest(Request):
    """The records of which table, and which of them."""

    table: str = pydantic.Field("", description="A table that has a form.")
    find: str = pydantic.Field("", description="A text that some cell holds.")


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
    Form("seats", ("zone", "agency", "joined", "left"), "seat"),
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
    Form(
        "notes",
        (
            "note",
            "kind",
            "text",
            "language",
            "gloss",
            "theme",
            "meeting",
            "about_table",
            "about_id",
            "wave",
            "follows",
        ),
        "note",
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


def record_table(at: RecordContext, asked: TableRequest) -> RecordTable:
    """The records of a table, the latest first, and the form to fill in.

    Raises:
        NotFoundError: the table has no form.
        NotAllowedError: the study is one of files.
    """
    form, found, t = form_of(asked.table), at.now(), at.t
    rows = at.rows(form.table).iloc[::-1]
    if asked.find.strip():
        rows = rows[_holds(rows, asked.find.strip().casefold())]
    return RecordTable(
        study=at.study,
        title=title_of(found, at.study),
        table=form.table,
        label=table_word(form.table, t),
        tables=tuple(Option(each.table, table_word(each.table, t)) for each in FORMS),
        fields=fields_of(form, found, t),
        rows=record_rows(rows.head(MOST_ROWS)),
        n=len(rows),
    )


def form_of(table: str) -> Form:
    """The form of a table; `NotFoundError` where it has none."""
    for form in FORMS:
        if form.table == table:
            return form
    raise NotFoundError(N_("There is no form for “{name}”."), name=table[:80])


def _holds(rows: pd.DataFrame, text: str) -> pd.Series:
    """Which rows hold a text in some cell."""
    cells = rows.drop(columns=["row", "version"]).astype("str")
    hits = [column.str.casefold().str.contains(text, regex=False, na=False) for _, column in cells.items()]
    return pd.concat(hits, axis=1).any(axis=1) if hits else pd.Series(False, index=rows.index)


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
        return (*_named(study, "practitioners"), *_named(study, "agencies"))
    found = {link.column: link for link in schema.references}.get(column.name)
    return None if found is None or found.when_present else _named(study, found.table)


def _named(study: Study, table: str) -> tuple[Option, ...]:
    return tuple(Option(each, name) for each, name in names_of(study, table).items())


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
