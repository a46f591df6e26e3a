"""The tables of a store: one for each table of a study, and those that keep the record of changes."""

from __future__ import annotations

import sqlalchemy as sa

from netmap.model.schema import NAMES, TABLES

OWN = ("id", "study", "row", "place", "scope", "scope2", "more", "born", "gone")
"""The columns that every table has before those of its records."""


RECORD = sa.MetaData()

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""A number of 64 bits; SQLite keeps a key so only where it is called INTEGER."""

STUDIES = sa.Table(
    "studies",
    RECORD,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("version", BIG, nullable=False),
)
"""The studies; `version` is the number of the last change."""

CHANGES = sa.Table(
    "changes",
    RECORD,
    sa.Column("number", BIG, primary_key=True, autoincrement=False),
    sa.Column("study", sa.Integer, sa.ForeignKey("studies.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("file_hash", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("about", sa.Text),
    sa.Column("counts", sa.Text, nullable=False),
    sa.Column("undoes", BIG, sa.ForeignKey("changes.number")),
    sa.Column("undone_by", BIG, sa.ForeignKey("changes.number")),
)
"""Every change ever made; it stands while `undone_by` is NULL."""

sa.Index(
    "changes_file",
    CHANGES.c.study,
    CHANGES.c.file_hash,
    unique=True,
    sqlite_where=CHANGES.c.undone_by.is_(None) & CHANGES.c.file_hash.is_not(None),
    postgresql_where=CHANGES.c.undone_by.is_(None) & CHANGES.c.file_hash.is_not(None),
)

PARTS = sa.Table(
    "parts",
    RECORD,
    sa.Column("change", BIG, sa.ForeignKey("changes.number"), primary_key=True),
    sa.Column("tab", sa.Text, primary_key=True),
    sa.Column("study", sa.Integer, sa.ForeignKey("studies.id"), nullable=False, index=True),
    sa.Column("columns", sa.Text),
    sa.Column("first_id", BIG, nullable=False),
    sa.Column("last_id", BIG, nullable=False),
)
"""What a change did to one table: which columns it brought (JSON; NULL: none), which versions are its own."""

BEYOND = sa.Table(
    "beyond",
    RECORD,
    sa.Column("tab", sa.Text, primary_key=True),
    sa.Column("id", BIG, primary_key=True, autoincrement=False),
    sa.Column("partnership", sa.Text, primary_key=True),
    sa.Column("study", sa.Integer, sa.ForeignKey("studies.id"), nullable=False),
)
"""The third and further partnerships that a version belongs to."""

sa.Index("beyond_scope", BEYOND.c.study, BEYOND.c.partnership, BEYOND.c.tab)

CHOICES = sa.Table(
    "choices",
    RECORD,
    sa.Column("undo", BIG, sa.ForeignKey("changes.number"), primary_key=True),
    sa.Column("tab", sa.Text, primary_key=True),
    sa.Column("row", BIG, primary_key=True, autoincrement=False),
    sa.Column("change", BIG, sa.ForeignKey("changes.number"), primary_key=True),
    sa.Column("counts", sa.Boolean, nullable=False),
)
"""What an undo left different for single records: whether a change counts for a record, while the undo
stands, whatever becomes of the change elsewhere."""

sa.Index("choices_row", CHOICES.c.tab, CHOICES.c.row)

ANSWERS = sa.Table(
    "answers",
    RECORD,
    sa.Column("study", sa.Integer, sa.ForeignKey("studies.id"), primary_key=True),
    sa.Column("question", sa.Text, primary_key=True),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("version", BIG, nullable=False),
    sa.Column("kept", BIG, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""Results that analyses keep for one version of a study; `kept` counts up, so that the oldest go first."""


def _study_table(name: str) -> sa.Table:
    schema = TABLES[name]
    table = sa.Table(
        name,
        RECORD,
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("study", sa.Integer, nullable=False),
        sa.Column("row", BIG, nullable=False),
        sa.Column("place", BIG, nullable=False),
        sa.Column("scope", sa.Text),
        sa.Column("scope2", sa.Text),
        sa.Column("more", sa.Text),
        sa.Column("born", BIG, nullable=False),
        sa.Column("gone", BIG),
        *(sa.Column(column, sa.Text) for column in schema.columns),
    )
    live = table.c.gone.is_(None)
    _index(f"{name}_scope", table.c.study, table.c.scope, where=live)
    _index(f"{name}_scope2", table.c.study, table.c.scope2, where=live & table.c.scope2.is_not(None))
    _index(f"{name}_row", table.c.row, where=table.c.row != table.c.id)
    _index(f"{name}_gone", table.c.gone, where=table.c.gone.is_not(None))
    if schema.key:
        keys = [table.c[column] for column in schema.key]
        _index(f"{name}_key", table.c.study, *keys, where=live, unique=True)
    return table


def _index(
    name: str, *columns: sa.Column[object], where: sa.ColumnElement[bool], unique: bool = False
) -> sa.Index:
    return sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


KEPT = {name: _study_table(name) for name in NAMES}
"""The table of the store for each table of a study.

A row of it is one version of a record. `row` is the record, for its whole life: the `id` of its first
version, and `place` its place in the order of the table; `born` and `gone` are the changes that made and
ended the version; live is what is not gone. (That these are changes is not a foreign key: a million rows of
one import would have the same one looked up a million times. `netmap verify` looks once.)
`scope` and `scope2` are the partnerships it belongs to, NULL: everybody's; `more` holds the columns that
are not defined, as JSON.
"""
