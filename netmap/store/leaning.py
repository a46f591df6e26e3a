"""Rows that name records which are not there, or not there any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.layout import KEPT

STUDY, CHANGE = sa.bindparam("study", type_=sa.Integer), sa.bindparam("change", type_=sa.BigInteger)

Naming = tuple[int, str]
"""A record's number, and the id that it names."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose texts are ids of records of other tables; any one of these tables will do.

    `about`: only where the row says that it is about that table; `when_present`: an open vocabulary while
    the study has no such table.
    """

    table: str
    column: str
    targets: tuple[str, ...]
    about: bool = False
    when_present: bool = False

    def naming(self) -> sa.Select[Any]:
        """The live rows of the `study` that may name such a record."""
        kept = KEPT[self.table]
        live = sa.select(kept.c.row, kept.c[self.column]).where(kept.c.study == STUDY, kept.c.gone.is_(None))
        return live.where(kept.c.about_table == self.targets[0]) if self.about else live

    def held(self) -> sa.ColumnElement[bool]:
        """Whether what a row names is a live record."""
        return sa.or_(*(self._held_by(name) for name in self.targets))

    def _held_by(self, name: str) -> sa.ColumnElement[bool]:
        other = KEPT[name].alias(f"held_{name}")
        same = other.c[TABLES[name].key[0]] == KEPT[self.table].c[self.column]
        return sa.exists().where(other.c.study == STUDY, other.c.gone.is_(None), same)


def _links() -> Iterator[Link]:
    for name, schema in TABLES.items():
        for link in schema.references:
            yield Link(name, link.column, (link.table,), when_present=link.when_present)
        for column in schema.actors:
            yield Link(name, column, ACTOR_TABLES)
    for name, schema in TABLES.items():
        if len(schema.key) == 1:
            yield Link("notes", "about_id", (name,), about=True)


LINKS = tuple(_links())
"""Every way in which a row names another one."""


def lost_by(conn: sa.Connection, link: Link, study: int, change: int) -> list[Naming]:
    """Live rows that name a record which a change ended, and which is not there now."""
    found = conn.execute(_lost(link), {"study": study, "change": change})
    return [(row[0], row[1]) for row in found]


@cache
def _lost(link: Link) -> sa.Select[Any]:
    named = KEPT[link.table].c[link.column]
    ended = [_ended(name) for name in link.targets]
    return link.naming().where(named.in_(sa.union_all(*ended)), ~link.held())


def _ended(name: str) -> sa.Select[Any]:
    gone = KEPT[name].alias(f"gone_{name}")
    return sa.select(gone.c[TABLES[name].key[0]]).where(gone.c.study == STUDY, gone.c.gone == CHANGE)


def named_in_vain(conn: sa.Connection, link: Link, study: int, change: int, first: int) -> list[Naming]:
    """Rows that a change wrote, from version `first` on, and that name what is not there."""
    if link.when_present and not _present(conn, link.targets[0], study):
        return []
    found = conn.execute(_in_vain(link), {"study": study, "change": change, "first": first})
    return [(row[0], row[1]) for row in found]


@cache
def _in_vain(link: Link) -> sa.Select[Any]:
    kept = KEPT[link.table]
    mine = link.naming().where(kept.c.id >= sa.bindparam("first"), kept.c.born == CHANGE)
    return mine.where(kept.c[link.column].is_not(None), ~link.held())


def _present(conn: sa.Connection, table: str, study: int) -> bool:
    kept = KEPT[table]
    one = sa.select(kept.c.id).where(kept.c.study == study, kept.c.gone.is_(None)).limit(1)
    return conn.execute(one).first() is not None
