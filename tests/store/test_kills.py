"""Killed at random points of import, edit, undo and backup: nothing half, nothing acknowledged lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_fifty_kills(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.store.killing", str(tmp_path), "50", "7"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["faults"] == []
    assert counts["acknowledged"] > 10
    assert counts["backups verified"] > 0
    for deed in ("import", "edit", "undo"):
        assert counts[f"killed in {deed}"] > 1
