"""A store that is moved, deleted or replaced while it is open: noticed before anything counts as saved."""

from __future__ import annotations

import os
import shutil
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


WAYS = [moved, deleted, folder_moved, replaced, replaced_by_a_folder]
DEEDS: dict[str, Callable[[Store], object]] = {
    "edit": lambda store: edit(store, "agencies", "north", name="Nord"),
    "undo": lambda store: store.undo(ME, NAME, 1),
    "new study": lambda store: store.create_study(ME, "another"),
    "kept answer": lambda store: store.keep_answer(ME, NAME, 1, "?", b"{}"),
}


@pytest.fixture
def in_a_folder(tmp_path: Path) -> Path:
    """A store that was opened, written and copied, in a folder of its own."""
    file = tmp_path / "our folder" / "store.netmap"
    file.parent.mkdir()
    with open_store(file) as store:
        with_town(store)
    backup(file, file.with_name("copy"))
    return file


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
