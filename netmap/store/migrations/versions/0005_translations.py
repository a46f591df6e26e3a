"""Names and words of a study in other languages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = "translations"
COLUMNS = "table column value language text citation provenance"

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("study", sa.Integer, nullable=False),
        sa.Column("row", BIG, nullable=False),
        sa.Column("place", BIG, nullable=False),
        *(sa.Column(own, sa.Text) for own in ("scope", "scope2", "more")),
        sa.Column("born", BIG, nullable=False),
        sa.Column("gone", BIG),
        *(sa.Column(column, sa.Text) for column in COLUMNS.split()),
    )
    _partial("scope", ["study", "scope"], "gone IS NULL")
    _partial("scope2", ["study", "scope2"], "gone IS NULL AND scope2 IS NOT NULL")
    _partial("row", ["row"], "row != id")
    _partial("gone", ["gone"], "gone IS NOT NULL")
    _partial("key", ["study", "table", "column", "value", "language"], "gone IS NULL", unique=True)


def _partial(name: str, columns: list[str], where: str, unique: bool = False) -> None:
    op.create_index(
        f"{TABLE}_{name}",
        TABLE,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
