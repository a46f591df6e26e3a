"""One record held to the checks of a whole study, with what it names beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from netmap.model.errors import ArgumentError, StudyError
from netmap.model.i18n import N_, Translator
from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.model.study import Study
from netmap.model.study_building import from_tables
from netmap.records.labels import table_word

NAMED = N_(
    "“{name}” is named by other records ({table}: {n}), and so cannot be taken out. "
    "Give it a last day instead."
)
REFUSED = N_("The record is refused: {first}")


def check_record(
    study: Study, table: str, cells: Mapping[str, str | None], before: Mapping[str, str] | None
) -> None:
    """Refuse a record that does not pass the checks of a study.

    Args:
        study: the study as it is.
        table: the table that it belongs to.
        cells: the record as it is to be, by column.
        before: as it is now; None for a new one.

    Raises:
        StudyError: with every problem of this record; those of others are not its own.
    """
    told = {name: value for name, value in cells.items() if value is not None}
    tables = {name: study.table(name) for name in _beside(table)}
    mine = pd.DataFrame([told])
    tables[table] = pd.concat([_others(study, table, before), mine]) if table in _beside(table) else mine
    tables = {name: frame for name, frame in tables.items() if len(frame)}
    try:
        from_tables(**tables)
    except StudyError as error:
        line = len(tables[table]) + 1
        own = [each for each in error.problems if each.table == table and each.line in (line, None)]
        if own:
            raise StudyError(REFUSED, own, first=own[0].text()) from error


def _beside(table: str) -> set[str]:
    """The tables that a record of a table may name, and where two may not be alike its own."""
    schema = TABLES[table]
    named = {link.table for link in schema.references}
    unique = any(column.unique for column in schema.columns.values())
    actors = table in ACTOR_TABLES or bool(schema.actors)
    return (
        named
        | ({table} if unique or table in ACTOR_TABLES else set())
        | (set(ACTOR_TABLES) if actors else set())
    )


def _others(study: Study, table: str, before: Mapping[str, str] | None) -> pd.DataFrame:
    """The other records of the table, as text."""
    frame = study.table(table)
    for key in TABLES[table].key:
        if before is not None:
            frame = frame[frame[key] != before.get(key)]
    return frame


def check_unnamed(study: Study, table: str, cells: Mapping[str, str], t: Translator) -> None:
    """Refuse to take out a record that others name.

    Raises:
        ArgumentError: some do, with how many of which table.
    """
    key = TABLES[table].key
    if len(key) != 1 or key[0] not in cells:
        return
    for other, schema in TABLES.items():
        columns = [link.column for link in schema.references if link.table == table]
        columns += schema.actors if table in ACTOR_TABLES else ()
        frame = study.table(other)
        hits = [frame[column].astype("str") == cells[key[0]] for column in columns if column in frame]
        n = int(pd.concat(hits, axis=1).any(axis=1).sum()) if hits else 0
        if n:
            raise ArgumentError(NAMED, name=cells.get("name", cells[key[0]]), table=table_word(other, t), n=n)
