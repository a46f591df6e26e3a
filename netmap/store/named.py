"""What the rows of one partnership name and do not hold: people and zones of others whom they meet.

Without them a study would name ids that it does not have, and no analysis could be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.layout import KEPT
from netmap.store.versions import chunks

if TYPE_CHECKING:
    import sqlalchemy as sa

    from netmap.store.reading import Moment, TableRows


def complete(conn: sa.Connection, moment: Moment, tables: Mapping[str, TableRows]) -> None:
    """Add the records that rows name and that are not among them, until none is missing."""
    asked: dict[str, set[str]] = {name: set() for name in tables}
    fresh = True
    while fresh:
        fresh = False
        for table, wanted in _wanted(tables).items():
            new = sorted(wanted - asked[table])
            asked[table] |= wanted
            fresh = _fetch(conn, moment, tables[table], new) or fresh
    for rows in tables.values():
        rows.sort()


def _wanted(tables: Mapping[str, TableRows]) -> dict[str, set[str]]:
    """For each table the ids that are named somewhere and that it does not hold."""
    named: dict[str, set[str]] = {name: set() for name in tables if TABLES[name].key}
    for rows in tables.values():
        for table, ids in _names(rows):
            if table in named:
                named[table] |= ids
    return {table: ids - held for table, ids in named.items() if (held := _held(tables[table])) or ids}


def _names(rows: TableRows) -> Iterator[tuple[str, set[str]]]:
    schema = TABLES[rows.table]
    for link in schema.references:
        yield link.table, _texts(rows, link.column)
    for column in schema.actors:
        for table in ACTOR_TABLES:
            yield table, _texts(rows, column)
    if rows.table == "notes":
        about = zip(rows.texts("about_table"), rows.texts("about_id"), strict=True)
        yield from ((table, {name}) for table, name in about if table is not None and name is not None)


def _texts(rows: TableRows, column: str) -> set[str]:
    return {text for text in rows.texts(column) if text is not None}


def _held(rows: TableRows) -> set[str]:
    return _texts(rows, TABLES[rows.table].key[0])


def _fetch(conn: sa.Connection, moment: Moment, rows: TableRows, ids: list[str]) -> bool:
    kept = KEPT[rows.table]
    key = kept.c[TABLES[rows.table].key[0]]
    before = len(rows.rows)
    for part in chunks(ids):
        named = rows.select().where(kept.c.study == moment.study, moment.lived(kept), key.in_(part))
        rows.add(conn.execute(named))
    return len(rows.rows) > before
