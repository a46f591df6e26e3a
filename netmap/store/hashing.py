"""A number that two studies share when they say the same, whatever their rows' numbers, order and history."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

import sqlalchemy as sa

from netmap.model.schema import TABLES
from netmap.store.layout import KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netmap.store.effective_changes import Moment

BYTES = 32


def logical_hash(conn: sa.Connection, moment: Moment, tables: Sequence[str]) -> str:
    """The hash of what a study says: of the cells of every live row, each table's rows in no order.

    Equal rows count as often as they are there. A table without rows is as good as none; what the study
    says of itself is not part of it.
    """
    whole = blake2b(digest_size=BYTES)
    for table in tables:
        total, count = _rows_hash(conn, moment, table)
        if count:
            whole.update(json.dumps([table, count, total]).encode())
    return whole.hexdigest()


def _rows_hash(conn: sa.Connection, moment: Moment, table: str) -> tuple[int, int]:
    """The sum of the hashes of all rows, which does not depend on their order, and how many there are."""
    kept = KEPT[table]
    names = [*TABLES[table].columns]
    select = sa.select(kept.c.more, *(kept.c[name] for name in names))
    total = count = 0
    for more, *texts in conn.execute(select.where(kept.c.study == moment.study, moment.lived(kept))):
        cells = [pair for pair in zip(names, texts, strict=True) if pair[1] is not None]
        told = json.dumps([cells, {} if more is None else json.loads(more)], sort_keys=True)
        total += int.from_bytes(blake2b(told.encode(), digest_size=BYTES).digest())
        count += 1
    return total % 2 ** (8 * BYTES), count
