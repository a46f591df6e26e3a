"""The first layout: studies, changes with their parts, answers, and versions of every record."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")

TABLES = {
    "levels": (
        "level rank name citation provenance",
        "level",
    ),
    "partnerships": (
        "partnership name area baseline observed_from observed_to citation provenance",
        "partnership",
    ),
    "agencies": (
        "agency name sector partnership citation provenance",
        "agency",
    ),
    "agency_changes": (
        "agency successor date kind citation provenance",
        "",
    ),
    "practitioners": (
        "practitioner name agency profession level partnership joined left citation provenance",
        "practitioner",
    ),
    "employments": (
        "practitioner agency level joined left citation provenance",
        "",
    ),
    "members": (
        "partnership actor joined left citation provenance",
        "",
    ),
    "services": (
        "service name agency need area audience opened closed citation provenance",
        "service",
    ),
    "zones": (
        "zone name form level formal purpose object convenor partnership opened closed citation provenance",
        "zone",
    ),
    "posts": (
        "practitioner zone role joined left citation provenance",
        "",
    ),
    "meetings": (
        "meeting zone date title citation provenance",
        "meeting",
    ),
    "attendance": (
        "meeting practitioner status role citation provenance",
        "",
    ),
    "contacts": (
        "contact date source target direction channel zone object strength citation provenance",
        "contact",
    ),
    "ties": (
        "source target kind relation wave strength missing coder citation provenance",
        "",
    ),
    "waves": (
        "wave partnership name start end citation provenance",
        "wave",
    ),
    "responses": (
        "wave actor status citation provenance",
        "wave actor",
    ),
    "objects": (
        "object name kind strand wave need opened closed budget citation provenance",
        "object",
    ),
    "involvement": (
        "object actor role start end citation provenance",
        "",
    ),
    "trajectories": (
        "trajectory date service outcome citation provenance",
        "",
    ),
    "events": (
        "event partnership date name citation provenance",
        "event",
    ),
    "notes": (
        "note about_table about_id meeting kind text language citation provenance",
        "note",
    ),
    "sources": (
        "citation title kind locator provenance",
        "citation",
    ),
}
"""For each table of a study its columns and its key, as they were then."""


def upgrade() -> None:
    """Make every table."""
    _make_record()
    for name, (columns, key) in TABLES.items():
        _make_study_table(name, columns.split(), key.split())


def _number(name: str, to: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, BIG, sa.ForeignKey(to), **options)


def _study(**options: Any) -> sa.Column[int]:
    return sa.Column("study", sa.Integer, sa.ForeignKey("studies.id"), **options)


def _make_record() -> None:
    op.create_table(
        "studies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("version", BIG, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("number", BIG, primary_key=True, autoincrement=False),
        _study(nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "at", "by", "label")),
        *(sa.Column(name, sa.Text) for name in ("file_hash", "source", "about")),
        sa.Column("counts", sa.Text, nullable=False),
        _number("undoes", "changes.number"),
        _number("undone_by", "changes.number"),
    )
    op.create_index("ix_changes_study", "changes", ["study"])
    stands = sa.text("undone_by IS NULL AND file_hash IS NOT NULL")
    _partial("changes_file", "changes", ["study", "file_hash"], stands, unique=True)
    op.create_table(
        "parts",
        _number("change", "changes.number", primary_key=True),
        sa.Column("tab", sa.Text, primary_key=True),
        _study(nullable=False),
        sa.Column("columns", sa.Text),
        sa.Column("first_id", BIG, nullable=False),
        sa.Column("last_id", BIG, nullable=False),
    )
    op.create_index("ix_parts_study", "parts", ["study"])
    _make_rest()


def _make_rest() -> None:
    op.create_table(
        "beyond",
        sa.Column("tab", sa.Text, primary_key=True),
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("partnership", sa.Text, primary_key=True),
        _study(nullable=False),
    )
    op.create_index("beyond_scope", "beyond", ["study", "partnership", "tab"])
    op.create_table(
        "choices",
        _number("undo", "changes.number", primary_key=True),
        sa.Column("tab", sa.Text, primary_key=True),
        sa.Column("row", BIG, primary_key=True, autoincrement=False),
        _number("change", "changes.number", primary_key=True),
        sa.Column("counts", sa.Boolean, nullable=False),
    )
    op.create_index("choices_row", "choices", ["tab", "row"])
    op.create_table(
        "answers",
        _study(primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("version", BIG, nullable=False),
        sa.Column("kept", BIG, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _make_study_table(name: str, columns: list[str], key: list[str]) -> None:
    op.create_table(
        name,
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("study", sa.Integer, nullable=False),
        sa.Column("row", BIG, nullable=False),
        sa.Column("place", BIG, nullable=False),
        *(sa.Column(own, sa.Text) for own in ("scope", "scope2", "more")),
        sa.Column("born", BIG, nullable=False),
        sa.Column("gone", BIG),
        *(sa.Column(column, sa.Text) for column in columns),
    )
    live = "gone IS NULL"
    _partial(f"{name}_scope", name, ["study", "scope"], sa.text(live))
    _partial(f"{name}_scope2", name, ["study", "scope2"], sa.text(f"{live} AND scope2 IS NOT NULL"))
    _partial(f"{name}_row", name, ["row"], sa.text("row != id"))
    _partial(f"{name}_gone", name, ["gone"], sa.text("gone IS NOT NULL"))
    if key:
        _partial(f"{name}_key", name, ["study", *key], sa.text(live), unique=True)


def _partial(
    name: str, table: str, columns: list[str], where: sa.TextClause, *, unique: bool = False
) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
