"""A backup is a whole store of one moment, whatever is written meanwhile; nothing is overwritten unasked."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from netmap.cli.program import run
from netmap.model.errors import ArgumentError
from netmap.store import backups
from netmap.store.backups import backup, restore, verify
from netmap.store.errors import StoreError
from netmap.store.opening import open_store
from tests.store.small import ME, NAME, add, same_tables, with_town


def test_a_backup_is_the_store(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
        found = backup(file, tmp_path / "copy")
        assert [(study.name, study.changes) for study in found.studies] == [(NAME, 1)]
        assert found.studies[0].logical_hash == store.logical_hash(ME, NAME)
        assert found == verify(file)
        with open_store(tmp_path / "copy") as copy:
            same_tables(copy.read(ME, NAME), store.read(ME, NAME))


def test_a_backup_is_one_moment_of_a_store_in_use(file: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with open_store(file) as mine:
            while not stop.is_set():
                add(mine, "zones", zone=f"z{mine.version(ME, NAME)}")

    with open_store(file) as store:
        with_town(store)
        writer = threading.Thread(target=write)
        writer.start()
        try:
            copies = [backup(file, tmp_path / f"copy{n}") for n in range(4)]
        finally:
            stop.set()
            writer.join()
        for found in copies:
            (study,) = found.studies
            assert study.logical_hash == store.logical_hash(ME, NAME, study.changes)
        assert copies[-1].studies[0].changes > 1


def test_nothing_is_overwritten_unasked(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
    backup(file, tmp_path / "copy")
    for work in (lambda: backup(file, tmp_path / "copy"), lambda: restore(tmp_path / "copy", file)):
        with pytest.raises(ArgumentError, match="not overwritten"):
            work()
    with pytest.raises(ArgumentError, match="itself"):
        restore(file, file, replace=True)


def test_a_restored_store_takes_the_place_of_one_that_is_kept(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
    before = verify(file)
    backup(file, tmp_path / "copy")
    with open_store(file) as store:
        add(store, "zones", zone="later")
    after = verify(file)
    aside = restore(tmp_path / "copy", file, replace=True)
    assert aside is not None
    assert (verify(file), verify(aside)) == (before, after) != (after, before)
    with open_store(file) as store:
        add(store, "zones", zone="again")
    assert restore(tmp_path / "copy", tmp_path / "new") is None
    assert verify(tmp_path / "new") == before


def test_a_store_in_use_is_not_replaced(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
        backup(file, tmp_path / "copy")
        add(store, "zones", zone="later")
        with pytest.raises(StoreError, match="in use"):
            restore(tmp_path / "copy", file, replace=True)
        assert len(store.read(ME, NAME).zones) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", file.name]


@contextmanager
def a_generous_umask() -> Iterator[None]:
    """Files are made for everybody to read and write, unless the program takes care."""
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_a_store_or_a_copy(file: Path, tmp_path: Path) -> None:
    with a_generous_umask():
        with open_store(file) as store:
            with_town(store)
            beside = [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()]
            assert (len(beside), set(beside)) == (3, {0o600})
        backup(file, tmp_path / "copy")
        restore(tmp_path / "copy", file, replace=True)
        restore(tmp_path / "copy", tmp_path / "new")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    assert sorted(name.partition(".before-")[0] for name in modes) == ["copy", "new", file.name, file.name]


def test_a_copy_that_is_not_whole_is_not_left_behind(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(file) as store:
        with_town(store)

    def broken(where: object) -> None:
        raise StoreError("The store is damaged: {what}", what="as a test")

    monkeypatch.setattr(backups, "verify", broken)
    with pytest.raises(StoreError, match="damaged"):
        backup(file, tmp_path / "copy")
    with pytest.raises(StoreError, match="damaged"):
        restore(file, tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(file.name)] == []


def test_a_damaged_store_is_told_and_can_be_replaced(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
    good = backup(file, tmp_path / "copy")
    whole = file.read_bytes()
    caught = 0
    for place in range(0, len(whole), len(whole) // 100):
        file.write_bytes(whole[:place] + bytes(512) + whole[place + 512 :])
        try:
            caught += verify(file) != good
        except StoreError:
            caught += 1
    assert caught > 10
    file.write_bytes(b"not a store" * 1000)
    with pytest.raises(StoreError):
        verify(file)
    with pytest.raises(StoreError):
        restore(file, tmp_path / "copy", replace=True)
    aside = restore(tmp_path / "copy", file, replace=True)
    assert aside is not None
    assert aside.read_bytes().startswith(b"not a store")
    assert verify(file) == verify(tmp_path / "copy") == good


def test_what_is_no_store_is_refused(file: Path, tmp_path: Path) -> None:
    for work in (
        lambda: verify(file),
        lambda: backup(file, tmp_path / "x"),
        lambda: restore(file, tmp_path / "x"),
    ):
        with pytest.raises(StoreError, match="no store"):
            work()
    file.touch()
    with pytest.raises(StoreError, match="no store"):
        verify(file)
    with pytest.raises(ArgumentError, match="pg_dump"):
        backup("postgresql://nobody@localhost/x", tmp_path / "x")
    with pytest.raises(ArgumentError, match="PostgreSQL"):
        verify("mysql://x/y")


def test_a_verification_changes_not_a_byte(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
    backup(file, tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    verify(tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", file.name]


def test_the_commands(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(file) as store:
        with_town(store)
    copy = str(tmp_path / "copy")
    assert run(["backup", str(file), copy]) == 0
    assert f"The copy is at {copy}." in capsys.readouterr().out
    assert run(["verify", copy]) == 0
    told = capsys.readouterr().out
    assert NAME in told
    assert "The store is whole: 1 study." in told
    assert run(["restore", copy, str(file)]) == 2
    assert "not overwritten" in capsys.readouterr().err
    assert run(["restore", copy, str(file), "--replace"]) == 0
    assert "kept at" in capsys.readouterr().out
    assert run(["verify", str(tmp_path / "none"), "--lang", "it"]) == 2
