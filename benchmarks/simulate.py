"""Simulate sixteen partnerships over seven months, and write 149 authorities of 500 people over three years.

The second runs in a process of its own with its workers; what is printed of memory is the most that all of
them held together, measured ten times a second (Linux only).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import netmap

PARTNERSHIPS, MONTHS, LIMIT_SECONDS = 16, 7, 2.0
AUTHORITIES, PEOPLE, ZONES, LONG_MONTHS, LONG_SECONDS, LONG_GIB = 149, 500, 24, 36, 60.0, 4.0


def in_memory() -> None:
    """Sixteen partnerships as a study; the best of three."""
    netmap.simulate(months=MONTHS)
    took = []
    for seed in range(3):
        begun = time.perf_counter()
        study = netmap.simulate(seed=seed, partnerships=PARTNERSHIPS, months=MONTHS)
        took.append(time.perf_counter() - begun)
    rows = sum(len(table) for table in study.tables.values())
    print(f"{PARTNERSHIPS} partnerships x {MONTHS} months, {rows:,} rows, checked, with their truth")
    print(f"  netmap.simulate    {min(took):5.2f} s (limit {LIMIT_SECONDS:.0f} s)")


def written(authorities: int, processes: int) -> None:
    """Authorities written to files while they are made."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "study")
        options = (
            f"--partnerships {authorities} --people {PEOPLE} --months {LONG_MONTHS} --processes {processes}"
        )
        command = [sys.executable, "-m", "netmap.cli", "simulate", str(folder), *options.split()]
        begun = time.perf_counter()
        with subprocess.Popen([*command, "--set", f"zones={ZONES}"], stdout=subprocess.DEVNULL) as work:
            most = watched(work)
        took = time.perf_counter() - begun
        if work.returncode:
            raise SystemExit(f"the simulation ended with {work.returncode}")
        size = sum(path.stat().st_size for path in folder.rglob("*.csv")) / 1e6
        with (folder / "contacts.csv").open("rb") as file:
            contacts = sum(1 for _ in file) - 1
    world = f"{authorities} authorities x {PEOPLE} people x {LONG_MONTHS} months"
    print(f"{world}: {contacts:,} contacts, {size:.0f} MB")
    print(f"  netmap simulate    {took:5.1f} s, {most:.2f} GiB, {processes} processes")
    print(f"  limits: {LONG_SECONDS:.0f} s, {LONG_GIB:.0f} GiB")


def watched(work: subprocess.Popen[bytes]) -> float:
    """The most memory, in GiB, that a process and all below it held together until it ended."""
    most = 0
    while work.poll() is None:
        most = max(most, sum(resident(pid) for pid in family(work.pid)))
        time.sleep(0.1)
    return most / 2**30


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        below = children.read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def resident(pid: int) -> int:
    """The bytes that a process holds; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main() -> None:
    """Run both."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--authorities", type=int, default=AUTHORITIES)
    arguments.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = arguments.parse_args()
    in_memory()
    written(chosen.authorities, chosen.processes)


if __name__ == "__main__":
    main()
