"""Stores of earlier layouts: opened, copied and restored, with everything that was in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command

from netmap.model.study_building import from_tables
from netmap.store.backups import backup, restore, verify
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.engines import Database
from netmap.store.errors import StoreError
from netmap.store.migrating import HEAD, config
from netmap.store.opening import database_at, open_store
from tests.store.small import ME, NAME, add, cells

AGENCIES = ("=A1", "b")

TIES: tuple[dict[str, str], ...] = (
    {"start": "2010-05", "End": "2011-12-31", "direction": " Mutual", "mood": "fine"},
    {"start": "Easter", "direction": "both", "note": "kept"},
    {"start": "2011-02-31"},
    {},
)
"""The cells of declared ties in columns that the first layout did not define."""

NOTES: tuple[dict[str, str], ...] = (
    {"gloss": "in English", "theme": "trust", "wave": "w1"},
    {"follows": "n1", "wave": "spring"},
)


def first_layout(database: Database) -> None:
    """Make a store as the first version of netmap made it, with one study."""
    with database.writing() as conn:
        settings = config()
        settings.attributes["connection"] = conn
        command.upgrade(settings, "0001")
        _fill(conn)


def _fill(conn: sa.Connection) -> None:
    def row(table: str, **values: Any) -> None:
        conn.execute(sa.table(table, *map(sa.column, values)).insert(), values)

    row("studies", id=1, name=NAME, version=1)
    row("changes", number=1, study=1, kind="import", at="2024-01-01", by="ann", label="", counts="{}")
    ties = [{"source": "=A1", "target": "b", "more": told} for told in TIES]
    notes = [{"note": f"n{n}", "text": "said", "more": told} for n, told in enumerate(NOTES, start=1)]
    tables: dict[str, list[dict[str, Any]]] = {
        "agencies": [{"agency": name} for name in AGENCIES],
        "waves": [{"wave": "w1"}],
        "ties": ties,
        "notes": notes,
    }
    for table, rows in tables.items():
        others = dict.fromkeys(name for each in rows for name in each.get("more", {}))
        columns = [*(name for name in rows[0] if name != "more"), *others]
        last = len(rows)
        row("parts", change=1, tab=table, study=1, columns=json.dumps(columns), first_id=1, last_id=last)
        for number, each in enumerate(rows, start=1):
            more = json.dumps(each["more"]) if each.get("more") else None
            row(table, **{**each, "more": more}, id=number, study=1, row=number, place=number, born=1)


@pytest.fixture
def old_file(file: Path) -> Path:
    """A SQLite store of the first layout."""
    file.touch()
    database = database_at(file)
    first_layout(database)
    database.close()
    return file


def check_all_there(where: str | Path) -> None:
    """Assert that the study of the first layout is there to the last cell, and can be added to."""
    with open_store(where) as store:
        study = store.read(ME, NAME)
        ties = study.ties.astype(object).where(study.ties.notna(), None)
        assert ties["start"].tolist() == ["2010-05", None, None, None]
        assert ties["start_as_written"].tolist() == [None, "Easter", "2011-02-31", None]
        assert ties["end"].tolist() == ["2011-12-31", None, None, None]
        assert ties["direction"].tolist() == ["mutual", None, None, None]
        assert ties["direction_as_written"].tolist() == [None, "both", None, None]
        assert ties["mood"].tolist() == ["fine", None, None, None]
        assert "End" not in ties
        notes = study.notes.astype(object).where(study.notes.notna(), None)
        assert notes[["gloss", "theme", "wave", "follows"]].to_numpy().tolist() == [
            ["in English", "trust", "w1", None],
            [None, None, None, "n1"],
        ]
        assert notes["wave_as_written"].tolist() == [None, "spring"]
        from_tables(**study.tables)  # nothing in it that a study may not be
        add(store, "zones", zone="board")
        add(store, "seats", zone="board", agency="=A1", joined="2011")
        assert cells(store, "seats", "board") == {"zone": "board", "agency": "=A1", "joined": "2011"}
        add(store, "work_items", rule="isolated", actors='[["agency","=A1"]]', note="asked on Friday")
        assert store.read(ME, NAME).work_items["note"].tolist() == ["asked on Friday"]
        add(store, "comparisons", comparison="c", title="=A1", address="measure=repeated")
        assert store.read(ME, NAME).comparisons["title"].tolist() == ["=A1"]
        named = {"table": "zones", "column": "name", "value": "Board", "language": "it", "text": "=A1"}
        change = ChangeSet("test", {"translations": TableChange(pd.DataFrame([named]))}, "x")
        store.write(ME, NAME, change)
        assert store.read(ME, NAME).translations[list(named)].to_dict("records") == [named]


def test_an_earlier_store_opens_with_all_that_was_in_it(old_file: Path) -> None:
    check_all_there(old_file)
    copy = old_file.with_name(f"{old_file.name}.layout-0001.backup")
    with sqlite3.connect(copy) as conn:
        assert conn.execute("SELECT count(*) FROM ties").fetchall() == [(len(TIES),)]
        assert not conn.execute("SELECT name FROM sqlite_master WHERE name = 'seats'").fetchall()
    conn.close()


def test_an_earlier_database_opens_with_all_that_was_in_it(new_database: Callable[[], str]) -> None:
    place = new_database()
    database = database_at(place)
    first_layout(database)
    database.close()
    check_all_there(place)


def test_an_earlier_backup_is_restored(old_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "restored.netmap"
    assert restore(old_file, place) is None
    check_all_there(place)
    with sqlite3.connect(old_file) as conn:
        assert conn.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    conn.close()
    assert not [left for left in tmp_path.iterdir() if "restoring" in left.name]


def test_an_earlier_store_can_be_backed_up(old_file: Path, tmp_path: Path) -> None:
    found = backup(old_file, tmp_path / "copy.netmap")
    assert (found.layout, [study.name for study in found.studies]) == (HEAD, [NAME])
    check_all_there(tmp_path / "copy.netmap")


def test_verify_names_the_cure_for_an_earlier_store(old_file: Path) -> None:
    with pytest.raises(StoreError, match="earlier version"):
        verify(old_file)
