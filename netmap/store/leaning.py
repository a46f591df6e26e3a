"""Rows that name records which are not there, or not there any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.layout import KEPT

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

    def naming(self, study: int) -> sa.Select[Any]:
        """The live rows of a study that may name such a record."""
        kept = KEPT[self.table]
        live = sa.select(kept.c.row, kept.c[self.column]).where(kept.c.study == study, kept.c.gone.is_(None))
        return live.where(kept.c.about_table == self.targets[0]) if self.about else live

    def held(self, study: int) -> sa.ColumnElement[bool]:
        """Whether what a row names is a live record."""
        return sa.or_(*(self._held_by(name, study) for name in self.targets))

    def _held_by(self, name: str, study: int) -> sa.ColumnElement[bool]:
        other = KEPT[name].alias(f"held_{name}")
        same = other.c[TABLES[name].key[0]] == KEPT[self.table].c[self.column]
        return sa.exists().where(other.c.study == study, other.c.gone.is_(None), same)


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
    named = KEPT[link.table].c[link.column]
    ended = [_ended(name, study, change) for name in link.targets]
    lost = link.naming(study).where(named.in_(sa.union_all(*ended)), ~link.held(study))
    return [(row[0], row[1]) for row in conn.execute(lost)]


def _ended(name: str, study: int, change: int) -> sa.Select[Any]:
    gone = KEPT[name].alias(f"gone_{name}")
    return sa.select(gone.c[TABLES[name].key[0]]).where(gone.c.study == study, gone.c.gone == change)


def named_in_vain(conn: sa.Connection, link: Link, study: int, change: int, first: int) -> list[Naming]:
    """Rows that a change wrote, from version `first` on, and that name what is not there."""
    if link.when_present and not _present(conn, link.targets[0], study):
        return []
    kept = KEPT[link.table]
    mine = link.naming(study).where(kept.c.id >= first, kept.c.born == change)
    vain = mine.where(kept.c[link.column].is_not(None), ~link.held(study))
    return [(row[0], row[1]) for row in conn.execute(vain)]


def _present(conn: sa.Connection, table: str, study: int) -> bool:
    kept = KEPT[table]
    one = sa.select(kept.c.id).where(kept.c.study == study, kept.c.gone.is_(None)).limit(1)
    return conn.execute(one).first() is not None
