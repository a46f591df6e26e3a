"""The coordinator's work list, and what it goes by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")

ADDED = {
    "work_items": "rule actors partnership found_on closed_on reopened_on owner note due snoozed_until "
    "not_a_gap citation provenance",
    "work_rules": "rule setting value citation provenance",
}
"""The new tables with their columns."""

KEYS = {"work_items": ["rule", "actors"], "work_rules": ["rule", "setting"]}


def upgrade() -> None:
    """Make the two tables."""
    for table, columns in ADDED.items():
        op.create_table(
            table,
            sa.Column("id", BIG, primary_key=True, autoincrement=False),
            sa.Column("study", sa.Integer, nullable=False),
            sa.Column("row", BIG, nullable=False),
            sa.Column("place", BIG, nullable=False),
            *(sa.Column(own, sa.Text) for own in ("scope", "scope2", "more")),
            sa.Column("born", BIG, nullable=False),
            sa.Column("gone", BIG),
            *(sa.Column(column, sa.Text) for column in columns.split()),
        )
        _partial(table, "scope", ["study", "scope"], "gone IS NULL")
        _partial(table, "scope2", ["study", "scope2"], "gone IS NULL AND scope2 IS NOT NULL")
        _partial(table, "row", ["row"], "row != id")
        _partial(table, "gone", ["gone"], "gone IS NOT NULL")
        _partial(table, "key", ["study", *KEYS[table]], "gone IS NULL", unique=True)


def _partial(table: str, name: str, columns: list[str], where: str, unique: bool = False) -> None:
    op.create_index(
        f"{table}_{name}",
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
