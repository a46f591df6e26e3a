"""The long run: 10,000 kills, 100,000 power cuts, and two people at a store for 2,000 random stories.

Run from the project's folder: python -m tests.store.soak [share of all that]
Shows every count as it comes, and keeps them in benchmarks/results/store_soak.txt. Ends with 1 where anything
was half or lost.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netmap.store.opening import open_store
from tests.store import cutting
from tests.store.test_undo_machine import at_random, with_stores

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "store_soak.txt"
KILLS, CUTS, STORIES, STEPS = 10_000, 100_000, 2_000, 50


def kills(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill whoever writes; in a process of its own, which forks."""
    program = [sys.executable, "-m", "tests.store.killing", str(folder), str(count), str(seed)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def cuts(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Cut the power."""
    return dict(cutting.run(folder, count, seed))


def stories(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Two people change, undo and undo undos."""
    with open_store(folder / "store.netmap") as one, open_store(folder / "store.netmap") as other:
        machine = with_stores(one, other)
        at_random(machine, count, STEPS, same=False)
    return {"stories": count, **machine.seen_outcomes, "faults": []}


PARTS: tuple[tuple[Callable[[Path, int, int], dict[str, Any]], int], ...] = (
    (kills, KILLS),
    (cuts, CUTS),
    (stories, STORIES),
)


def main(share: float = 1.0) -> int:
    """Run all parts; 1 where anything was wrong."""
    seed = int(time.time())
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    lines = [f"SQLite {sqlite3.sqlite_version}, {machine}; share {share}, seed {seed}"]
    wrong = 0
    for part, count in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            found = part(Path(folder), max(1, int(count * share)), seed)
        faults = found.pop("faults")
        wrong += len(faults)
        told = ", ".join(f"{name} {number:,}" for name, number in found.items())
        lines += [
            f"{part.__name__}: {told}; faults {len(faults)}; {time.perf_counter() - begin:.0f} s",
            *faults[:50],
        ]
        print(lines[-1] if not faults else "\n".join([lines[-1], *faults[:50]]), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2])))
