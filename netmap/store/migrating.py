"""A store brought up to the layout of this version: a backup first, then all of it or nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from netmap.model.i18n import N_
from netmap.store.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

    from netmap.store.engines import Database

HEAD = "0005"
"""The layout that this version of netmap reads and writes."""

MIGRATIONS = Path(__file__).parent / "migrations"


def layout_of(conn: sa.Connection) -> str | None:
    """The layout that a store has; None where it has none yet.

    Raises:
        StoreError: the database holds tables, and none of a store.
    """
    there = set(sa.inspect(conn).get_table_names())
    if "alembic_version" in there:
        return str(conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "") or None
    if there:
        raise StoreError(N_("The database is no store of netmap; give the name of a new one."))
    return None


def migrate(database: Database) -> None:
    """Bring a store up to this version's layout, unless it has it.

    Raises:
        StoreError: no store, or one of a later version of netmap.
    """
    with database.reading() as conn:
        layout = layout_of(conn)
    if layout == HEAD:
        return
    with database.writing() as conn:
        if (layout := layout_of(conn)) == HEAD:
            return  # another process did it meanwhile
        _check_known(layout)
        if layout is not None:
            database.keep_before(layout)
            _upgrade(conn)
        elif conn.dialect.name == "sqlite":
            _make(conn)
        else:
            _upgrade(conn)


def migrate_copy(database: Database) -> None:
    """Bring a copy of a store up to this version's layout; what it was copied from is its backup.

    Raises:
        StoreError: no store, or one of a later version of netmap.
    """
    with database.writing() as conn:
        _check_known(layout_of(conn))
        _upgrade(conn)


def is_earlier(layout: str | None) -> bool:
    """Whether a layout is one of an earlier version of netmap."""
    return layout != HEAD and layout in _layouts()


def _layouts() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def _check_known(layout: str | None) -> None:
    if layout is not None and layout not in _layouts():
        raise StoreError(
            N_("The store was written by a later version of netmap (layout {layout}); update netmap."),
            layout=layout,
        )


def _make(conn: sa.Connection) -> None:
    """Make the tables of a new SQLite store, as the migrations made them before in this process."""
    driver: Any = conn.connection.driver_connection
    for statement in _statements():
        driver.execute(statement)


@cache
def _statements() -> tuple[str, ...]:
    """What the migrations make of an empty SQLite database, statement by statement."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        _upgrade(conn)
        made = conn.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        tables = [str(statement) for (statement,) in made]
    engine.dispose()
    return (*tables, f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')")  # noqa: S608  (ours)


def _upgrade(conn: sa.Connection) -> None:
    from alembic import command

    settings = config()
    settings.attributes["connection"] = conn
    command.upgrade(settings, "head")


def config() -> Config:
    """Where Alembic finds the migrations."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    return settings
