"""Records of other partnerships that the rows of one refer to: people and zones whom its people meet.

They are read along, so that every foreign key of the study points to a record that it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.layout import KEPT
from netmap.store.versions import chunks

if TYPE_CHECKING:
    import sqlalchemy as sa

    from netmap.store.effective_changes import Moment
    from netmap.store.table_rows import TableRows


def complete(conn: sa.Connection, moment: Moment, tables: Mapping[str, TableRows]) -> None:
    """Add the records that foreign keys of the rows point to, and those that theirs do, and so on."""
    held = {name: _texts(rows, TABLES[name].key[0], 0) for name, rows in tables.items() if TABLES[name].key}
    looked = dict.fromkeys(tables, 0)
    while any(looked[name] < len(rows) for name, rows in tables.items()):
        wanted: dict[str, set[str]] = {name: set() for name in held}
        for name, rows in tables.items():
            for table, ids in _names(rows, looked[name]):
                wanted.setdefault(table, set()).update(ids)
            looked[name] = len(rows)
        for name, known in held.items():
            fresh = wanted[name] - known
            known.update(fresh)
            _fetch(conn, moment, tables[name], sorted(fresh))
    for rows in tables.values():
        rows.sort()


def _names(rows: TableRows, since: int) -> Iterator[tuple[str, set[str]]]:
    schema = TABLES[rows.table]
    for link in schema.references:
        yield link.table, _texts(rows, link.column, since)
    for column in schema.actors:
        named = _texts(rows, column, since)
        yield from ((table, named) for table in ACTOR_TABLES)
    if rows.table == "notes":
        about = zip(rows.texts("about_table", since), rows.texts("about_id", since), strict=False)
        yield from ((table, {name}) for table, name in about if table is not None and name is not None)


def _texts(rows: TableRows, column: str, since: int) -> set[str]:
    """What a column says in rows from a position on."""
    found = set(rows.texts(column, since))
    found.discard(None)
    return cast("set[str]", found)


def _fetch(conn: sa.Connection, moment: Moment, rows: TableRows, ids: list[str]) -> None:
    kept = KEPT[rows.table]
    key = kept.c[TABLES[rows.table].key[0]]
    for part in chunks(ids):
        named = rows.select().where(kept.c.study == moment.study, moment.lived(kept), key.in_(part))
        rows.fetch(conn, named)
