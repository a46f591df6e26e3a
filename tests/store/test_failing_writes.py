"""A disk that is full or broken: a clear refusal, nothing half, and what is there can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from netmap.store.backups import backup, verify
from netmap.store.errors import StoreError
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.deeds import take_in
from tests.store.disk import FULL, WRITE_ERROR, Disk, disk_under
from tests.store.small import ME, NAME, edit, with_town
from tests.store.wholeness import faults

DEEDS: dict[str, Callable[[Store], object]] = {
    "import": lambda store: take_in(store, Random(1).getrandbits(60)),
    "edit": lambda store: edit(store, "agencies", "north", name="Nord"),
    "undo": lambda store: store.undo(ME, NAME, store.version(ME, NAME)),
}


def refusal_of(deed: Callable[[Store], object], store: Store, disk: Disk, nth: int) -> StoreError | None:
    """What the store says where the nth write from now on fails: that one alone, or all that follow too."""
    stop = disk.count + nth
    disk.fails = (lambda number: number == stop) if nth % 2 else (lambda number: number >= stop)
    try:
        deed(store)
    except StoreError as refusal:
        return refusal
    return None


@pytest.mark.parametrize("error", [FULL, WRITE_ERROR], ids=["full", "broken"])
@pytest.mark.parametrize("deed", DEEDS)
def test_every_nth_write_fails(file: Path, deed: str, error: int) -> None:
    with disk_under(Disk(error=error)) as disk, open_store(file) as store:
        with_town(store)
        edit(store, "agencies", "south", name="Sud")
        before = store.logical_hash(ME, NAME)
        refused = 0
        while (told := refusal_of(DEEDS[deed], store, disk, refused)) is not None:
            assert told.status == 503
            assert "Nothing was changed" in str(told)
            assert store.logical_hash(ME, NAME) == before  # while the disk still fails
            disk.fails = lambda number: False
            assert store.logical_hash(ME, NAME) == before
            refused += 1
        disk.fails = lambda number: False
        assert refused > 3
        assert store.logical_hash(ME, NAME) != before
        edit(store, "zones", "board", name="again")
    assert faults(file, [1, 2, 3]) == []


def test_a_store_that_cannot_be_made_says_so(file: Path) -> None:
    for most in (0, 1, 5, 30):
        full = Disk(error=FULL, fails=lambda number, most=most: number > most)
        with disk_under(full), pytest.raises(StoreError, match="full"):
            open_store(file)
        assert list(file.parent.iterdir()) == []
    with open_store(file) as store:
        with_town(store)
    with pytest.raises(StoreError):
        open_store(file.parent / "no such folder" / "store.netmap")


def test_a_backup_that_cannot_be_made_leaves_nothing(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        with_town(store)
    with (
        disk_under(Disk(error=FULL, fails=lambda number: number > 3)),
        pytest.raises(StoreError, match="full"),
    ):
        backup(file, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []
    assert verify(file).studies[0].changes == 1
