"""The long run: 10,000 kills, 100,000 power cuts, and two people at a store for 2,000 random stories.

Run from the project's folder: python -m tests.store.soak [share of all that]
Each part is done by a process for each processor of the machine, on a disk in memory where there is one: a
killed process loses nothing that it had handed to the system, and the power is cut beneath SQLite, whatever
disk is under it. Shows every count as it comes, and keeps them in benchmarks/results/store_soak.txt. Ends
with 1 where anything was half or lost.
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
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netmap.store.opening import open_store
from tests.store import cutting, killing
from tests.store.test_undo_machine import at_random, with_stores

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "store_soak.txt"
MEMORY = Path("/dev/shm")  # noqa: S108  (only folders of our own are made in it)
KILLS, CUTS, STORIES, STEPS = 10_000, 100_000, 2_000, 50
WORKERS = os.cpu_count() or 1

Part = Callable[[Path, int, int], dict[str, Any]]


def kills(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill whoever writes."""
    return dict(killing.run(folder, count, seed))


def cuts(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Cut the power."""
    return dict(cutting.run(folder, count, seed))


def stories(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Two people change, undo and undo undos."""
    with open_store(folder / "store.netmap") as one, open_store(folder / "store.netmap") as other:
        machine = with_stores(one, other)
        at_random(machine, count, STEPS, same=False)
    return {"stories": count, **machine.seen_outcomes, "faults": []}


PARTS: dict[str, tuple[Part, int]] = {
    "kills": (kills, KILLS),
    "cuts": (cuts, CUTS),
    "stories": (stories, STORIES),
}


def in_one_process(name: str, count: int, seed: int) -> None:
    """Do a part and print what was counted as JSON."""
    beneath = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=beneath) as folder:
        print(json.dumps(PARTS[name][0](Path(folder), count, seed)))


def side_by_side(name: str, count: int, seed: int) -> dict[str, Any]:
    """Do a part in a process for each processor; what they counted together."""
    each = [len(range(start, count, WORKERS)) for start in range(min(count, WORKERS))]
    program = [sys.executable, "-m", "tests.store.soak", "part", name]
    running = [
        subprocess.Popen(
            [*program, str(mine), str(seed + number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for number, mine in enumerate(each)
    ]
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for process in running:
        told = process.communicate()[0]
        if process.returncode:
            raise SystemExit(f"{name} could not be done")
        found = json.loads(told)
        faults += found.pop("faults")
        counts.update(found)
    return {**counts, "faults": faults}


def main(share: float = 1.0) -> int:
    """Run all parts; 1 where anything was wrong."""
    seed = int(time.time())
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    lines = [f"SQLite {sqlite3.sqlite_version}, {machine}; share {share}, seed {seed}"]
    wrong = 0
    for name, (_, count) in PARTS.items():
        begin = time.perf_counter()
        found = side_by_side(name, max(1, int(count * share)), seed)
        faults = found.pop("faults")
        wrong += len(faults)
        told = ", ".join(f"{what} {number:,}" for what, number in found.items())
        lines += [
            f"{name}: {told}; faults {len(faults)}; {time.perf_counter() - begin:.0f} s",
            *faults[:50],
        ]
        print(lines[-1] if not faults else "\n".join([lines[-1], *faults[:50]]), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["part"]:
        in_one_process(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(*map(float, sys.argv[1:2])))
