"""Foreign keys of a study's tables, and rows whose foreign key points to no live record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.layout import KEPT

STUDY, CHANGE = sa.bindparam("study", type_=sa.Integer), sa.bindparam("change", type_=sa.BigInteger)

Reference = tuple[int, str]
"""A record's number, and the id in its foreign key."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that holds ids of records of other tables, in any one of which the id may be found.

    `about`: it is a foreign key only in rows whose `about_table` is that table. `when_present`: any text is
    allowed while the study has no such table.
    """

    table: str
    column: str
    targets: tuple[str, ...]
    about: bool = False
    when_present: bool = False

    def naming(self) -> sa.Select[Any]:
        """The live rows of the `study` in which the column is this foreign key."""
        kept = KEPT[self.table]
        live = sa.select(kept.c.row, kept.c[self.column]).where(kept.c.study == STUDY, kept.c.gone.is_(None))
        return live.where(kept.c.about_table == self.targets[0]) if self.about else live

    def held(self) -> sa.ColumnElement[bool]:
        """Whether the record that the key points to is live."""
        return sa.or_(*(self._held_by(name) for name in self.targets))

    def _held_by(self, name: str) -> sa.ColumnElement[bool]:
        other = KEPT[name].alias(f"held_{name}")
        same = other.c[TABLES[name].key[0]] == KEPT[self.table].c[self.column]
        return sa.exists().where(other.c.study == STUDY, other.c.gone.is_(None), same)


def _foreign_keys() -> Iterator[ForeignKey]:
    for name, schema in TABLES.items():
        for link in schema.references:
            yield ForeignKey(name, link.column, (link.table,), when_present=link.when_present)
        for column in schema.actors:
            yield ForeignKey(name, column, ACTOR_TABLES)
    for name, schema in TABLES.items():
        if len(schema.key) == 1:
            yield ForeignKey("notes", "about_id", (name,), about=True)


FOREIGN_KEYS = tuple(_foreign_keys())
"""Every foreign key between the tables of a study."""


def dangling_after(conn: sa.Connection, link: ForeignKey, study: int, change: int) -> list[Reference]:
    """Live rows whose foreign key points to no live record since a change ended the one it pointed to."""
    found = conn.execute(_dangling_after(link), {"study": study, "change": change})
    return [(row[0], row[1]) for row in found]


@cache
def _dangling_after(link: ForeignKey) -> sa.Select[Any]:
    named = KEPT[link.table].c[link.column]
    ended = [_ended(name) for name in link.targets]
    return link.naming().where(named.in_(sa.union_all(*ended)), ~link.held())


def _ended(name: str) -> sa.Select[Any]:
    gone = KEPT[name].alias(f"gone_{name}")
    return sa.select(gone.c[TABLES[name].key[0]]).where(gone.c.study == STUDY, gone.c.gone == CHANGE)


def dangling_in(
    conn: sa.Connection, link: ForeignKey, study: int, change: int, first: int
) -> list[Reference]:
    """Rows that a change wrote, from version `first` on, whose foreign key points to no live record."""
    if link.when_present and not _present(conn, link.targets[0], study):
        return []
    found = conn.execute(_dangling_in(link), {"study": study, "change": change, "first": first})
    return [(row[0], row[1]) for row in found]


@cache
def _dangling_in(link: ForeignKey) -> sa.Select[Any]:
    kept = KEPT[link.table]
    mine = link.naming().where(kept.c.id >= sa.bindparam("first"), kept.c.born == CHANGE)
    return mine.where(kept.c[link.column].is_not(None), ~link.held())


def _present(conn: sa.Connection, table: str, study: int) -> bool:
    kept = KEPT[table]
    one = sa.select(kept.c.id).where(kept.c.study == study, kept.c.gone.is_(None)).limit(1)
    return conn.execute(one).first() is not None
