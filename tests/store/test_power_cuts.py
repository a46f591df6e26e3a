"""The power is cut beneath the SQLite that the store uses: nothing half, nothing acknowledged lost."""

from __future__ import annotations

from pathlib import Path

from tests.store.cutting import run


def test_two_hundred_power_cuts(tmp_path: Path) -> None:
    counts = run(tmp_path, 200, seed=11)
    assert counts["faults"] == []
    assert counts["looked at"] == 200
    assert counts["opened and written to"] == 10
    assert counts["told to sync"] > 20
    assert counts["told to truncate"] > 0


def test_the_cuts_do_bite(tmp_path: Path) -> None:
    """With the log synced at checkpoints only, as SQLite's NORMAL has it, acknowledged work is lost."""
    faults = run(tmp_path, 30, seed=11, synchronous="NORMAL")["faults"]
    assert isinstance(faults, list)
    assert sum("lost" in fault for fault in faults) > 5
