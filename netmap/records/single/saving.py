"""A record added, edited or taken out by hand: checked as a study is, not over others' work; a new study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator, Field, StrictBool, model_validator

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.records.labels import table_word
from netmap.records.requests import UNFIT, Key, Number, RecordContext, Request, Saved, free_ids, saved_before
from netmap.records.single.checks import check_record, check_unnamed
from netmap.records.single.forms import Form, form_of, record_rows
from netmap.store.change_sets import ChangeSet, TableChange

EDIT = "edit"
LONGEST = 4_000
"""So many characters a cell of a form may hold."""

ADDED = N_("Saved: {table}, “{name}” is new.")
CHANGED = N_("Saved: {table}, “{name}”.")
REMOVED = N_("Taken out: {table}, “{name}”.")


class RecordEdit(Request):
    """What is to happen to one record: new without `row`, else an edit of it or, with `remove`, its end."""

    key: Key = Field(description="The form's own: sent twice, the record is saved once.")
    table: str = Field(description="A table that has a form.")
    row: Number | None = Field(None, description="The record that is there.")
    version: Number | None = Field(None, description="The version of it that was seen.")
    values: dict[str, str | None] = Field({}, description="Cells by column; blank or null empties a cell.")
    remove: StrictBool = Field(False, description="Take the record out.")

    @model_validator(mode="after")
    def _whole(self) -> RecordEdit:
        columns = form_of(self.table).columns
        if (self.row is None) != (self.version is None):
            raise ArgumentError(UNFIT, what="version")
        for name, value in self.values.items():
            if name not in columns or len(value or "") > LONGEST:
                raise ArgumentError(UNFIT, what=name[:80])
        return self

    @property
    def cells(self) -> dict[str, str | None]:
        """The cells as they are to be; None where one is blank."""
        return {name: (value or "").strip() or None for name, value in self.values.items()}


def save_record(at: RecordContext, asked: RecordEdit) -> Saved:
    """Add, edit or take out one record; once, however often the same form is sent.

    Raises:
        ConflictError: somebody else changed the record since; both versions are told.
        StudyError: it does not pass the checks of a study, with every problem.
        ArgumentError: nothing is written in the form, or others name the record that is to go.
    """
    with at.stored.turn:
        if (before := saved_before(at, asked.key)) is not None:
            return before
        return _change(at, at.now(), asked)


def _change(at: RecordContext, study: Study, asked: RecordEdit) -> Saved:
    if asked.row is None:
        return _add(at, study, asked)
    form = form_of(asked.table)
    live = at.rows(form.table)
    mine = live[live["row"] == asked.row]
    cells = dict(record_rows(mine)[0].cells) if len(mine) else {}
    seen = {"row": asked.row, "version": asked.version}
    if asked.remove:
        check_unnamed(study, form.table, cells, at.t)
        return _write(at, asked, TableChange(removed=pd.DataFrame([seen])), REMOVED, cells)
    values = {name: value for name, value in asked.cells.items() if name not in TABLES[form.table].key}
    if cells:
        check_record(study, form.table, {**cells, **values}, cells)
    edit = pd.DataFrame([{**seen, **values}])
    whole = {**cells, **{name: value for name, value in values.items() if value is not None}}
    return _write(at, asked, TableChange(changed=edit), CHANGED, whole)


def _add(at: RecordContext, study: Study, asked: RecordEdit) -> Saved:
    form = form_of(asked.table)
    values = {name: value for name, value in asked.cells.items() if value is not None}
    if not values:
        raise ArgumentError(N_("Nothing is written in the form yet."))
    for key in TABLES[form.table].key:
        if key not in values:
            values[key] = next(free_ids(form.word, _taken(study, form.table)))
    check_record(study, form.table, values, None)
    return _write(at, asked, TableChange(pd.DataFrame([values])), ADDED, values)


def _taken(study: Study, table: str) -> set[str]:
    """The ids that a new record must not have: agencies and people share theirs."""
    tables = ("agencies", "practitioners") if table in ("agencies", "practitioners") else (table,)
    return {str(each) for name in tables for each in study.table(name)[TABLES[name].key[0]]}


def _called(form: Form, cells: Mapping[str, str | None]) -> str:
    """What a record is called: its name, else its first cell."""
    return cells.get("name") or next((cells[name] or "" for name in form.columns if cells.get(name)), "–")


def _write(
    at: RecordContext, asked: RecordEdit, change: TableChange, template: str, cells: Mapping[str, str | None]
) -> Saved:
    t = at.t
    said = {"table": table_word(asked.table, t), "name": _called(form_of(asked.table), cells)}
    label = t.gettext(N_("{table}: {name}")).format(**said)
    done = ChangeSet(EDIT, {asked.table: change}, label, f"form {asked.key}")
    written = at.write(done)
    return Saved(written.number, t.gettext(template).format(**said), written.again)


LONGEST_NAME = 80


def _fit(name: Any) -> Any:
    """A name that an address and a file can have."""
    if not isinstance(name, str) or "/" in name or len(name) > LONGEST_NAME or not name.strip("."):
        raise ArgumentError(N_("A study needs a name of at most 80 characters, without a slash."))
    if not name.isprintable():
        raise ArgumentError(N_("The name of a study holds only characters that can be seen."))
    return name


class StudyName(Request):
    """What a new study is called."""

    name: Annotated[str, BeforeValidator(_fit)] = Field(
        "", max_length=LONGEST_NAME, validate_default=True, description="What the study is called."
    )


@dataclass(frozen=True, slots=True)
class StudyMade:
    """The name under which a new study is found."""

    study: str


def make_study(at: RecordContext, asked: StudyName) -> StudyMade:
    """Make a new, empty study in the first store that is open.

    Raises:
        NotAllowedError: no store is open.
        ArgumentError, KeyTakenError: the name cannot be, or is taken.
    """
    return StudyMade(at.library.make_study(at.principal, asked.name))
