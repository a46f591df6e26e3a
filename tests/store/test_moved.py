"""A store that is moved, deleted or replaced while it is open: noticed before anything counts as saved."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from netmap.store import engines
from netmap.store.backups import backup
from netmap.store.errors import StoreError
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.small import ME, NAME, add, edit, with_town


def moved(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))


def deleted(file: Path) -> None:
    file.unlink()


def folder_moved(file: Path) -> None:
    file.parent.rename(file.parent.with_name("another folder"))


def replaced(file: Path) -> None:
    file.with_name("copy").replace(file)


def replaced_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def overwritten_by_a_copy(file: Path) -> None:
    shutil.copyfile(file.with_name("copy"), file)


def overwritten_by_another_store(file: Path) -> None:
    shutil.copyfile(file.with_name("another"), file)


def overwritten_by_what_is_no_store(file: Path) -> None:
    file.write_bytes(b"=A1,agency_1\n" * file.stat().st_size)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


WAYS = [moved, deleted, folder_moved, replaced, replaced_by_a_folder]
OVERWRITTEN = [overwritten_by_a_copy, overwritten_by_another_store, overwritten_by_what_is_no_store, emptied]
DEEDS: dict[str, Callable[[Store], object]] = {
    "edit": lambda store: edit(store, "agencies", "north", name="Nord"),
    "undo": lambda store: store.undo(ME, NAME, 1),
    "new study": lambda store: store.create_study(ME, "another"),
    "kept answer": lambda store: store.keep_answer(ME, NAME, 1, "?", b"{}"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that was opened, written and copied."""
    file = tmp_path_factory.mktemp("made") / "store.netmap"
    with open_store(file) as store:
        with_town(store)
    backup(file, file.with_name("copy"))
    with open_store(file.with_name("another")) as store:
        store.create_study(ME, NAME)
    return file.parent


@pytest.fixture
def in_a_folder(tmp_path: Path, made: Path) -> Path:
    """The store in a folder of its own."""
    return shutil.copytree(made, tmp_path / "our folder") / "store.netmap"


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_write_is_refused(in_a_folder: Path, way: Callable[[Path], None], deed: str) -> None:
    with open_store(in_a_folder) as store:
        assert len(store.read(ME, NAME).agencies) == 2
        way(in_a_folder)
        with pytest.raises(StoreError, match=r"store\.netmap.*nothing was saved") as refused:
            DEEDS[deed](store)
        assert refused.value.status == 503


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_moved_in_the_middle_of_a_write_it_is_rolled_back(
    in_a_folder: Path, way: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(in_a_folder) as store:
        insert = engines.SqliteDatabase.insert

        def moving(*given: object) -> None:
            insert(*given)  # type: ignore[arg-type]
            way(in_a_folder)

        monkeypatch.setattr(engines.SqliteDatabase, "insert", moving)
        with pytest.raises(StoreError, match="nothing was saved"):
            add(store, "zones", zone="later")
    for path in (in_a_folder.with_name("elsewhere"), in_a_folder):
        if path.is_file():
            with open_store(path) as found:
                assert found.read(ME, NAME).zones["zone"].tolist() == ["board"]


def test_a_new_connection_never_reads_another_file(in_a_folder: Path) -> None:
    with open_store(in_a_folder) as store:
        store._database.engine.dispose()  # as after a long pause: no connection is open
        replaced(in_a_folder)
        with pytest.raises(StoreError, match="Another file"):
            store.read(ME, NAME)


def test_put_back_it_goes_on(in_a_folder: Path) -> None:
    with open_store(in_a_folder) as store:
        moved(in_a_folder)
        with pytest.raises(StoreError):
            edit(store, "agencies", "north", name="Nord")
        in_a_folder.with_name("elsewhere").rename(in_a_folder)
        edit(store, "agencies", "north", name="Nord")
        assert store.version(ME, NAME) == 2


def test_a_second_name_of_the_same_file_is_no_other_file(in_a_folder: Path) -> None:
    with open_store(in_a_folder) as store:
        os.link(in_a_folder, in_a_folder.with_name("second name"))
        shutil.copystat(in_a_folder.with_name("copy"), in_a_folder)
        edit(store, "agencies", "north", name="Nord")
        assert store.version(ME, NAME) == 2


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("way", OVERWRITTEN, ids=lambda way: way.__name__)
def test_a_write_to_a_file_that_was_overwritten_in_place_is_refused(
    in_a_folder: Path, way: Callable[[Path], None], deed: str
) -> None:
    with open_store(in_a_folder) as store:
        edit(store, "agencies", "north", name="Nord")
        inode = in_a_folder.stat().st_ino
        way(in_a_folder)
        assert in_a_folder.stat().st_ino == inode
        for _ in range(2):  # also when it is tried again, and when no connection is open any more
            with pytest.raises(StoreError):
                DEEDS[deed](store)
            store._database.engine.dispose()
        with pytest.raises(StoreError):
            store.read(ME, NAME)


def test_a_file_overwritten_by_a_later_state_of_its_own_is_another_file(in_a_folder: Path) -> None:
    shutil.copyfile(in_a_folder, later := in_a_folder.with_name("later"))
    with open_store(later) as other:
        edit(other, "agencies", "north", name="Nord")
    with open_store(in_a_folder) as store:
        store.read(ME, NAME)
        shutil.copyfile(later, in_a_folder)
        with pytest.raises(StoreError, match="Another file was copied over the store"):
            edit(store, "agencies", "north", name="Süd")


def test_a_file_that_was_only_touched_or_written_with_the_same_is_no_other(in_a_folder: Path) -> None:
    with open_store(in_a_folder) as store:
        for number in range(3):
            store.read(ME, NAME)
            os.utime(in_a_folder)
            in_a_folder.write_bytes(in_a_folder.read_bytes())
            edit(store, "agencies", "north", name=f"={number}")
        assert store.version(ME, NAME) == 4


def test_what_sqlite_itself_writes_to_the_file_is_ours_in_two_processes(in_a_folder: Path) -> None:
    """Two open stores with a log of a few pages: each takes over into the file while the other writes."""
    with open_store(in_a_folder) as one, open_store(in_a_folder) as other:
        before = in_a_folder.stat().st_mtime_ns
        stores = (one, other)
        for store in stores:
            with store._database.engine.connect() as conn:
                conn.exec_driver_sql("PRAGMA wal_autocheckpoint=8")
        for number in range(60):
            edit(stores[number % 2], "agencies", "north", name=f"={number}")
            assert stores[(number + 1) % 2].version(ME, NAME) == number + 2
        assert in_a_folder.stat().st_mtime_ns != before


def test_overwritten_after_a_kill_it_is_noticed(in_a_folder: Path) -> None:
    """The log that was left behind is taken over at the start, so that nothing is half done."""
    write = (
        "import os, sys; from netmap.store.opening import open_store; from tests.store.small import *;"
        "edit(open_store(sys.argv[1]), 'agencies', 'north', name='Nord'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", write, in_a_folder], check=False).returncode == 9
    assert in_a_folder.with_name("store.netmap-wal").stat().st_size
    with open_store(in_a_folder) as store:
        assert store.version(ME, NAME) == 2
        overwritten_by_a_copy(in_a_folder)
        with pytest.raises(StoreError, match="copied over"):
            edit(store, "agencies", "north", name="Süd")
