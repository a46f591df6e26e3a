"""A store's tables: made by migrations alone, the same as the layout says, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from netmap.model.schema import TABLES
from netmap.store import migrating
from netmap.store.errors import StoreError
from netmap.store.layout import KEPT, OWN, RECORD
from netmap.store.migrating import HEAD, config
from netmap.store.opening import database_at, open_store
from netmap.store.scopes import RULES, WRITING_ORDER
from tests.store.small import ME, NAME, same_tables, town, with_town


def test_migrations_make_the_layout(new_place: Callable[[], str]) -> None:
    database = database_at(new_place())
    with database.engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), RECORD) == []
        inspector = sa.inspect(conn)
        for name, table in RECORD.tables.items():
            assert {index["name"] for index in inspector.get_indexes(name)} >= {i.name for i in table.indexes}
    database.close()


def test_a_new_file_is_what_the_migrations_make_of_an_empty_one(tmp_path: Path) -> None:
    for name in ("first", "second"):
        open_store(tmp_path / name).close()
    database, settings = database_at(tmp_path / "migrated", create=True), config()
    with database.writing() as conn:
        settings.attributes["connection"] = conn
        command.upgrade(settings, "head")
    database.close()
    assert held(tmp_path / "first") == held(tmp_path / "second") == held(tmp_path / "migrated")


def held(path: Path) -> list[object]:
    """All that a SQLite file holds: its tables and indexes in the order of their making, then every row."""
    with closing(sqlite3.connect(path)) as conn:
        made = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid").fetchall()
        names = [name for kind, name, *_ in made if kind == "table"]
        rows = (conn.execute(f'SELECT * FROM "{name}"').fetchall() for name in names)  # noqa: S608  (ours)
        return [*made, *rows]


def test_the_head_is_the_last_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_no_column_of_a_study_is_named_like_one_of_the_store() -> None:
    for name, schema in TABLES.items():
        assert not set(schema.columns) & set(OWN), name
    assert not set(TABLES) & (set(RECORD.tables) - set(KEPT))


def test_every_table_has_its_place_and_its_rule() -> None:
    assert sorted(WRITING_ORDER) == sorted(TABLES) == sorted(RULES)
    for name, lines in RULES.items():
        for line in lines:
            for column, what in line:
                assert column in TABLES[name].columns
                if what in TABLES:
                    assert WRITING_ORDER.index(what) < WRITING_ORDER.index(name)


def test_an_earlier_store_is_copied_before_it_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(file) as store:
        with_town(store)
    with sqlite3.connect(file) as conn:
        conn.execute("DROP TABLE answers")
        conn.execute("UPDATE alembic_version SET version_num = '0000'")
    conn.close()

    def upgrade(conn: sa.Connection) -> None:
        RECORD.tables["answers"].create(conn)
        conn.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})

    monkeypatch.setattr(migrating, "_check_known", lambda layout: None)
    monkeypatch.setattr(migrating, "_upgrade", upgrade)
    with open_store(file) as store:
        same_tables(store.read(ME, NAME), town())
    copy = file.with_name(f"{file.name}.layout-0000.backup")
    with sqlite3.connect(copy) as conn:
        assert conn.execute("SELECT version_num FROM alembic_version").fetchall() == [("0000",)]
    conn.close()


def test_a_migration_that_fails_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(file) as store:
        with_town(store)
    with sqlite3.connect(file) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '0000'")
    conn.close()

    def upgrade(conn: sa.Connection) -> None:
        conn.execute(sa.text("DROP TABLE attendance"))
        raise RuntimeError

    monkeypatch.setattr(migrating, "_check_known", lambda layout: None)
    monkeypatch.setattr(migrating, "_upgrade", upgrade)
    with pytest.raises(RuntimeError):
        open_store(file)
    with sqlite3.connect(file) as conn:
        assert conn.execute("SELECT count(*) FROM attendance").fetchall() == [(2,)]
    conn.close()


def test_a_store_of_a_later_version_is_refused(new_place: Callable[[], str]) -> None:
    place = new_place()
    database = database_at(place)
    with database.engine.begin() as conn:
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="later version"):
        open_store(place)


def test_a_database_of_something_else_is_refused(file: Path) -> None:
    with sqlite3.connect(file) as conn:
        conn.execute("CREATE TABLE recipes (name)")
    conn.close()
    with pytest.raises(StoreError, match="no store"):
        open_store(file)
    file.write_bytes(b"PK\3\4" * 500)
    with pytest.raises(StoreError):
        open_store(file)
    with pytest.raises(StoreError, match="no store at"):
        open_store(file.parent / "none", create=False)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netmap.store.opening.find_spec", lambda name: None)
    with pytest.raises(StoreError, match="postgres"):
        open_store("postgresql://localhost/x")
