"""Records that a change added and no other one touched: switched off or on in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from netmap.model.schema import TABLES
from netmap.store.layout import BEYOND, CHANGES, CHOICES, KEPT
from netmap.store.version_writer import VersionWriter

MOST_SPECIAL = 20_000
"""With more special records than this, all are looked at one by one."""


def special_rows(writer: VersionWriter, table: str, part: Any) -> set[int]:
    """The records that have to be dealt with one by one.

    They are those that the change edited or removed, those that it added and another change edited or
    removed, and those that it added and for which an undo recorded a choice.
    """
    kept = KEPT[table]
    ended = sa.select(kept.c.row).where(kept.c.gone == part.change, kept.c.study == writer.study)
    mine = [sa.select(kept.c.row).where(half, _changed_by_another(kept)) for half in _halves(kept, part)]
    chosen = sa.select(CHOICES.c.row).where(
        CHOICES.c.tab == table, CHOICES.c.row.between(part.first_id, part.last_id)
    )
    return {row for found in (ended, *mine, chosen) for row in writer.conn.execute(found).scalars()}


def chosen_rows(writer: VersionWriter, undos: Sequence[int]) -> dict[str, set[int]]:
    """The records of each table for which some undos chose something of their own."""
    chosen = sa.select(CHOICES.c.tab, CHOICES.c.row).where(CHOICES.c.undo.in_(undos))
    found: dict[str, set[int]] = {}
    for table, row in writer.conn.execute(chosen):
        found.setdefault(table, set()).add(row)
    return found


def _changed_by_another(kept: Any) -> sa.ColumnElement[bool]:
    """Whether a change that somebody asked for, other than the one that added the record, touched it."""
    asked = CHANGES.c.undoes.is_(None)
    ended = sa.exists().where(CHANGES.c.number == kept.c.gone, asked)
    made = sa.exists().where(CHANGES.c.number == kept.c.born, asked, kept.c.row != kept.c.id)
    return sa.or_(ended, made)


def switch_off(writer: VersionWriter, table: str, part: Any, special: Sequence[int]) -> None:
    """End every record that the change added, the special ones left alone."""
    kept = KEPT[table]
    for which in _halves(kept, part):
        writer.conn.execute(
            kept.update()
            .where(which, kept.c.gone.is_(None), ~_is_special(kept, special))
            .values(gone=writer.change)
        )


def _halves(kept: Any, part: Any) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """First and later versions of the records that the change added, apart: each has an index."""
    first = kept.c.id.between(part.first_id, part.last_id) & (kept.c.row == kept.c.id)
    later = kept.c.row.between(part.first_id, part.last_id) & (kept.c.row != kept.c.id)
    return first, later


def _is_special(kept: Any, special: Sequence[int]) -> sa.ColumnElement[bool]:
    """Written out, since a statement takes more numbers so than as parameters."""
    return kept.c.row.in_([sa.literal_column(str(int(row))) for row in special]) if special else sa.false()


def switch_on(writer: VersionWriter, table: str, part: Any, special: Sequence[int]) -> None:
    """Write every record anew that the change added, the special ones left alone."""
    kept, conn = KEPT[table], writer.conn
    old = kept.alias("old")
    names = ["study", "row", "place", "scope", "scope2", "more", *TABLES[table].columns]
    order = sa.func.row_number().over(order_by=old.c.id)
    first = writer.first_free(table)
    again = sa.select(order + (first - 1), sa.literal(writer.change), *(old.c[name] for name in names)).where(
        old.c.id.between(part.first_id, part.last_id), old.c.row == old.c.id, ~_is_special(old, special)
    )
    conn.execute(kept.insert().from_select(["id", "born", *names], again))
    new = kept.alias("new")
    further = (
        sa.select(BEYOND.c.tab, new.c.id, BEYOND.c.partnership, BEYOND.c.study)
        .join(new, new.c.row == BEYOND.c.id)
        .where(BEYOND.c.tab == table, BEYOND.c.id.between(part.first_id, part.last_id), new.c.id >= first)
    )
    conn.execute(BEYOND.insert().from_select(["tab", "id", "partnership", "study"], further))


def rival_rows(writer: VersionWriter, table: str, part: Any) -> set[int]:
    """The records of the change, not live, whose ids live ones have by now."""
    kept, key = KEPT[table], TABLES[table].key
    if not key:
        return set()
    old, other = kept.alias("old"), kept.alias("other")
    same = [old.c[name] == other.c[name] for name in key]
    taken = sa.select(old.c.row).where(
        old.c.id.between(part.first_id, part.last_id),
        old.c.row == old.c.id,
        old.c.gone.is_not(None),
        sa.exists().where(
            other.c.study == writer.study, other.c.gone.is_(None), *same, other.c.row != old.c.row
        ),
    )
    return set(writer.conn.execute(taken).scalars())
