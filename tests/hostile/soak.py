"""The long run against a service: python -m tests.hostile.soak [share of all that].

Kills under writers of every kind, disks without room, moved, overwritten and damaged stores, two servers on
one store, requests at random over the description of the interface, the whole zoo of hostile files on every
way in, and memory. Shows every count as it comes, and keeps them in benchmarks/results/hostile_soak.txt. Ends
with 1 where anything was wrong.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.files.hostile_zoo import write_zoo
from tests.files.zoo_ways import CHECK, WAYS, endless_line, lists, tried
from tests.hostile import kills, memory, random_requests, trouble

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "hostile_soak.txt"

Part = Callable[[Path, int, int], dict[str, Any]]


def zoo(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """The first so many hostile files and folders, each on every way in."""
    animals = [*write_zoo(folder / "zoo"), *lists(folder / "lists")][:count]
    wrong = [fault for way in WAYS for fault in tried(way, animals, folder / f"usual of {way.name}")]
    endless = endless_line(folder / "endless", 500)
    wrong += tried(CHECK, [endless], folder / "usual")
    return {"files and folders": len(animals) + 1, "ways in": len(WAYS), "faults": wrong}


def grown(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """How memory grows with what is asked."""
    return memory.run(count)


PARTS: dict[str, tuple[Part, int]] = {
    "kills": (kills.run, 1_000),
    "full disk": (trouble.full_disk, 500),
    "other files": (trouble.other_files, 500),
    "damaged": (trouble.damaged, 500),
    "two servers": (trouble.two_servers, 2_000),
    "random requests": (random_requests.run, 20_000),
    "zoo": (zoo, 200),
    "memory": (grown, 2_000),
}


def in_one_process(name: str, count: int, seed: int) -> None:
    """Do a part and print what was counted as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(PARTS[name][0](Path(folder), count, seed)))


def main(share: float = 1.0, *names: str) -> int:
    """Do all parts, or some; 1 where anything was wrong."""
    seed = int(time.time())
    lines = [f"Python {platform.python_version()}, {os.cpu_count()} cores; share {share}, seed {seed}"]
    wrong = 0
    for name in names or PARTS:
        begin = time.perf_counter()
        count = max(1, int(PARTS[name][1] * share))
        command = [sys.executable, "-m", "tests.hostile.soak", "part", name, str(count), str(seed)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else {"faults": [done.stderr[-2_000:]]}
        faults = found.pop("faults")
        wrong += len(faults)
        told = ", ".join(f"{what} {number:,}" for what, number in found.items())
        seconds = time.perf_counter() - begin
        lines += [f"{name}: {told}; faults {len(faults)}; {seconds:.0f} s", *faults[:50]]
        print("\n".join(lines[-1 - min(len(faults), 50) :]), flush=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["part"]:
        in_one_process(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(*map(float, sys.argv[1:2]), *sys.argv[2:]))
