"""Records as a service: the rows of a table with their versions, added, edited and taken out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.library.principals import Principal
from netmap.library.study_entry import title_of
from netmap.library.study_library import Stored, StudyLibrary
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.records.free_ids import free_ids
from netmap.records.single.checks import check_record, check_unnamed
from netmap.records.single.forms import (
    Form,
    RecordTable,
    fields_of,
    form_of,
    record_rows,
    table_options,
)
from netmap.records.single.labels import table_word
from netmap.store.change_sets import ChangeSet, TableChange, Written
from netmap.store.errors import NotStandingError

EDIT = "edit"
MOST_ROWS = 300
LONGEST = 4_000
SHORTEST_KEY, LONGEST_KEY = 8, 100

ADDED = N_("Saved: {table}, “{name}” is new.")
CHANGED = N_("Saved: {table}, “{name}”.")
REMOVED = N_("Taken out: {table}, “{name}”.")
UNFIT = N_("The request does not say {what} as it must.")


@dataclass(frozen=True, slots=True)
class RecordSaved:
    """What became of a record: the change, and a sentence; `again`: it was there already."""

    change: int
    said: str
    again: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to happen to one record: new without `seen`, else an edit of it or, with `remove`, its end."""

    form: Form
    key: str
    seen: tuple[int, int] | None
    values: Mapping[str, str | None]
    remove: bool


class RecordService:
    """Records of the studies of a library's stores, one by one."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def table(
        self, principal: Principal, study: str, table: str, find: str = "", language: str = "en"
    ) -> RecordTable:
        """The records of a table, the latest first, and the form to fill in.

        Args:
            principal: who reads.
            study: the study.
            table: a table that has a form.
            find: only the records in which some cell holds this text, in any case.
            language: of the labels.

        Raises:
            NotFoundError: the table has no form.
        """
        form, t = _form(table), translator(language)
        stored = self.library.stored(principal, study)
        found = self.library.study(principal, study)
        rows = stored.store.rows(principal, stored.name, table).iloc[::-1]
        if find.strip():
            rows = rows[_holds(rows, find.strip().casefold())]
        return RecordTable(
            study=study,
            title=title_of(found, study),
            table=table,
            label=table_word(table, t),
            tables=table_options(t),
            fields=fields_of(form, found, t),
            rows=record_rows(rows.head(MOST_ROWS)),
            n=len(rows),
        )

    def save(
        self, principal: Principal, study: str, body: Mapping[str, Any], language: str = "en"
    ) -> RecordSaved:
        """Add, edit or take out one record; once, however often the same form is sent.

        Args:
            principal: who does it.
            study: the study.
            body: `table`, `key` (the form's own), `values` by column; for a record that is there `row` and
                the `version` that was seen, and `remove` to take it out.
            language: of what is said of it.

        Raises:
            ConflictError: somebody else changed the record since; both versions are told.
            StudyError: it does not pass the checks of a study, with every problem.
            ArgumentError: a request that cannot be.
        """
        asked, t = _asked(body), translator(language)
        stored = self.library.stored(principal, study)
        with stored.turn:
            if (before := _sent_before(stored, principal, asked)) is not None:
                return RecordSaved(before, t.gettext(N_("This was saved already.")), True)
            return _save(stored, principal, self.library.study(principal, study), asked, t)


def _form(table: str) -> Form:
    form = form_of(table)
    if form is None:
        raise NotFoundError(N_("There is no form for “{name}”."), name=table[:80])
    return form


def _holds(rows: pd.DataFrame, text: str) -> pd.Series:
    """Which rows hold a text in some cell."""
    cells = rows.drop(columns=["row", "version"]).astype("str")
    hits = [column.str.casefold().str.contains(text, regex=False, na=False) for _, column in cells.items()]
    return pd.concat(hits, axis=1).any(axis=1) if hits else pd.Series(False, index=rows.index)


def _asked(body: Mapping[str, Any]) -> _Asked:
    key, table, values = body.get("key"), body.get("table"), body.get("values") or {}
    if not isinstance(key, str) or not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise ArgumentError(UNFIT, what="key")
    if not isinstance(table, str) or not isinstance(values, dict):
        raise ArgumentError(UNFIT, what="table")
    form = _form(table)
    return _Asked(form, key, _seen(body), _values(form, values), body.get("remove") is True)


def _seen(body: Mapping[str, Any]) -> tuple[int, int] | None:
    row, version = body.get("row"), body.get("version")
    if row is None and version is None:
        return None
    if not isinstance(row, int) or not isinstance(version, int):
        raise ArgumentError(UNFIT, what="version")
    return row, version


def _values(form: Form, values: Mapping[str, Any]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, value in values.items():
        fits = (
            name in form.columns and (value is None or isinstance(value, str)) and len(value or "") <= LONGEST
        )
        if not fits:
            raise ArgumentError(UNFIT, what=str(name)[:80])
        found[name] = (value or "").strip() or None
    return found


def _sent_before(stored: Stored, principal: Principal, asked: _Asked) -> int | None:
    mine = f"form {asked.key}"
    for change in stored.store.changes(principal, stored.name):
        if change.file_hash == mine:
            if change.undone_by is not None:
                raise NotStandingError(N_("This was saved, and undone since."))
            return change.number
    return None


def _save(stored: Stored, principal: Principal, study: Study, asked: _Asked, t: Translator) -> RecordSaved:
    if asked.seen is None:
        return _add(stored, principal, study, asked, t)
    live = stored.store.rows(principal, stored.name, asked.form.table)
    mine = live[live["row"] == asked.seen[0]]
    cells = dict(record_rows(mine)[0].cells) if len(mine) else {}
    if asked.remove:
        check_unnamed(study, asked.form.table, cells, t)
        gone = pd.DataFrame([{"row": asked.seen[0], "version": asked.seen[1]}])
        done = _write(stored, principal, asked, TableChange(removed=gone), _called(asked.form, cells), t)
        return _saved(done, REMOVED, asked, cells, t)
    key = TABLES[asked.form.table].key
    values = {name: value for name, value in asked.values.items() if name not in key}
    if cells:
        after = {**cells, **values}
        check_record(study, asked.form.table, after, cells)
    edit = pd.DataFrame([{"row": asked.seen[0], "version": asked.seen[1], **values}])
    whole = {**cells, **{name: value for name, value in values.items() if value is not None}}
    done = _write(stored, principal, asked, TableChange(changed=edit), _called(asked.form, whole), t)
    return _saved(done, CHANGED, asked, whole, t)


def _add(stored: Stored, principal: Principal, study: Study, asked: _Asked, t: Translator) -> RecordSaved:
    values = {name: value for name, value in asked.values.items() if value is not None}
    if not values:
        raise ArgumentError(N_("Nothing is written in the form yet."))
    table = asked.form.table
    for key in TABLES[table].key:
        if key not in values:
            values[key] = next(free_ids(asked.form.word, _taken(study, table)))
    check_record(study, table, values, None)
    done = _write(
        stored, principal, asked, TableChange(pd.DataFrame([values])), _called(asked.form, values), t
    )
    return _saved(done, ADDED, asked, values, t)


def _taken(study: Study, table: str) -> set[str]:
    """The ids that a new record must not have: agencies and people share theirs."""
    tables = ("agencies", "practitioners") if table in ("agencies", "practitioners") else (table,)
    return {str(each) for name in tables for each in study.table(name)[TABLES[name].key[0]]}


def _called(form: Form, cells: Mapping[str, str | None]) -> str:
    """What a record is called: its name, else its first cell."""
    return cells.get("name") or next((cells[name] or "" for name in form.columns if cells.get(name)), "–")


def _write(
    stored: Stored, principal: Principal, asked: _Asked, change: TableChange, name: str, t: Translator
) -> Written:
    label = t.gettext(N_("{table}: {name}")).format(table=table_word(asked.form.table, t), name=name)
    done = ChangeSet(EDIT, {asked.form.table: change}, label, f"form {asked.key}")
    return stored.store.write(principal, stored.name, done)


def _saved(
    done: Written, template: str, asked: _Asked, cells: Mapping[str, str | None], t: Translator
) -> RecordSaved:
    table = table_word(asked.form.table, t)
    said = t.gettext(template).format(table=table, name=_called(asked.form, cells))
    return RecordSaved(done.number, said, done.again)
