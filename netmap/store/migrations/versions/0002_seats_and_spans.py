"""Seats of agencies in zones, spans and directions of declared ties, and what notes say of themselves."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")

SEATS = "zone agency joined left citation provenance"
ADDED = {"ties": ("direction", "start", "end"), "notes": ("gloss", "theme", "wave", "follows")}
"""The columns that tables get. A study may have had one of its own by that name, among `more`."""

NAMED = {"wave": ("waves", "wave"), "follows": ("notes", "note")}
"""Columns that hold an id, with the table and the column of it."""

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)?)?")
ASIDE = "{column}_as_written"

AT_ONCE = 1_000

Fits = Callable[[int, str], str | None]
"""For the study of a row and its text in a column: the text as that column takes it; None: it does not."""


def upgrade() -> None:
    """Make what is new, and take into it what studies had under these names."""
    _make_seats()
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Text))
    for table, columns in ADDED.items():
        _take_in(op.get_bind(), table, columns)


def _make_seats() -> None:
    op.create_table(
        "seats",
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("study", sa.Integer, nullable=False),
        sa.Column("row", BIG, nullable=False),
        sa.Column("place", BIG, nullable=False),
        *(sa.Column(own, sa.Text) for own in ("scope", "scope2", "more")),
        sa.Column("born", BIG, nullable=False),
        sa.Column("gone", BIG),
        *(sa.Column(column, sa.Text) for column in SEATS.split()),
    )
    live = "gone IS NULL"
    _partial("seats_scope", ["study", "scope"], live)
    _partial("seats_scope2", ["study", "scope2"], f"{live} AND scope2 IS NOT NULL")
    _partial("seats_row", ["row"], "row != id")
    _partial("seats_gone", ["gone"], "gone IS NOT NULL")


def _partial(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "seats", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _take_in(conn: sa.Connection, name: str, columns: tuple[str, ...]) -> None:
    """Bring what stands among `more` under these names into the columns; what does not fit stays aside.

    Every version is treated alike, so that what an undo compares is as equal as it was.
    """
    kept = sa.table(name, *map(sa.column, ("id", "study", "more", *columns)))
    fits = {column: _fits(conn, column) for column in columns}
    aside: set[tuple[int, str]] = set()
    update = kept.update().where(kept.c.id == sa.bindparam("b_id"))
    values: Any = {column: sa.bindparam(f"b_{column}") for column in ("more", *columns)}
    for part in _parts(conn, kept, columns):
        rows = [_moved(number, study, json.loads(more), fits, aside) for number, study, more in part]
        conn.execute(update.values(values), rows)
    _tell(conn, name, columns, aside)


def _parts(
    conn: sa.Connection, kept: sa.TableClause, columns: tuple[str, ...]
) -> Iterator[list[tuple[int, int, str]]]:
    """The rows that have one of the columns among `more`, some at a time."""
    plain = sa.func.lower(kept.c.more)
    having = sa.or_(*(plain.contains(f'"{column}"', autoescape=True) for column in columns))
    last = -1
    while True:
        select = sa.select(kept.c.id, kept.c.study, kept.c.more).where(having, kept.c.id > last)
        found = [tuple(row) for row in conn.execute(select.order_by(kept.c.id).limit(AT_ONCE))]
        if not found:
            return
        last = found[-1][0]
        yield found


def _moved(
    number: int, study: int, more: dict[str, str], fits: dict[str, Fits], aside: set[tuple[int, str]]
) -> dict[str, Any]:
    found: dict[str, str | None] = dict.fromkeys(fits)
    for name in [name for name in more if name.casefold() in fits]:
        column, text = name.casefold(), more.pop(name)
        found[column] = fits[column](study, text)
        if found[column] is None:
            more[ASIDE.format(column=column)] = text
            aside.add((study, column))
    told = {f"b_{column}": text for column, text in found.items()}
    return {"b_id": number, "b_more": json.dumps(more, ensure_ascii=False) if more else None, **told}


def _fits(conn: sa.Connection, column: str) -> Fits:
    if column == "direction":
        return lambda _, text: word if (word := text.strip().casefold()) in ("mutual", "directed") else None
    if column in ("start", "end"):
        return lambda _, text: _date(text)
    if column in NAMED:
        table, key = NAMED[column]
        ids = sa.table(table, sa.column("study"), sa.column(key))
        known = {(row[0], row[1]) for row in conn.execute(sa.select(ids.c.study, ids.c[key]))}
        return lambda study, text: text if (study, text) in known else None
    return lambda _, text: text


def _date(text: str) -> str | None:
    plain = text.strip()
    found = DAY.fullmatch(plain)
    if found is None:
        return None
    try:
        dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return plain if 1500 <= int(found[1]) <= 2199 else None


def _tell(conn: sa.Connection, name: str, columns: tuple[str, ...], aside: set[tuple[int, str]]) -> None:
    """Let what is said of the columns that changes brought name the new ones, and those put aside."""
    parts = sa.table("parts", *map(sa.column, ("change", "tab", "study", "columns")))
    mine = sa.select(parts.c.change, parts.c.study, parts.c.columns).where(
        parts.c.tab == name, parts.c.columns.is_not(None)
    )
    for change, study, told in conn.execute(mine).all():
        before = json.loads(told)
        named = [word.casefold() if word.casefold() in columns else word for word in before]
        more = [ASIDE.format(column=column) for column in named if (study, column) in aside]
        after = list(dict.fromkeys([*named, *more]))
        if after != before:
            update = parts.update().where(parts.c.change == change, parts.c.tab == name)
            conn.execute(update.values(columns=json.dumps(after, ensure_ascii=False)))
