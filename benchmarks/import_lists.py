"""Understand and preview a list of 100,000 rows of attendance, beside plain readers of the same file.

The peers, pandas.read_csv and openpyxl (read-only), only read the cells. Each is measured in a process of its
own: seconds of the work, processor seconds (user and system, of child processes too), and the most memory
that the process ever held (Linux only). On a machine that is shared the processor seconds are what counts.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

ROWS, PEOPLE, AGENCIES = 100_000, 3_000, 120
FIRST = (
    "Alice",
    "Ben",
    "Carla",
    "Dev",
    "Eve",
    "Farah",
    "Gary",
    "Hana",
    "Ivan",
    "Jo",
    "Kim",
    "Lena",
    "Maria",
    "Omar",
)
PARTS = (
    "ba",
    "der",
    "ton",
    "smi",
    "th",
    "ros",
    "si",
    "jo",
    "nes",
    "pat",
    "el",
    "kha",
    "n",
    "ley",
    "mar",
    "tin",
    "ver",
)
GROUPS = tuple(
    f"{where} {kind}" for where in ("North", "South", "East", "West") for kind in ("Board", "Panel", "Forum")
)
HEADERS = ("Name", "Agency", "Date", "Group", "Status")

PREVIEW = """
import sys
from pathlib import Path
from netmap.files.importer.applying import apply
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
def work(path):
    file = read_cells(Path(path))
    return sum(one.records for one in apply(understand(file).mapping, file).counts)
"""
PANDAS = """
import pandas as pd
def work(path):
    return len(pd.read_csv(path))
"""
OPENPYXL = """
from openpyxl import load_workbook
def work(path):
    book = load_workbook(path, read_only=True)
    return sum(1 for _ in book.active.iter_rows(values_only=True)) - 1
"""
MEASURE = """
import json, os, sys, time
def busy():
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system
begun, before = time.perf_counter(), busy()
rows = work(sys.argv[1])
seconds, busy = time.perf_counter() - begun, busy() - before
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"rows": rows, "seconds": seconds, "busy": busy, "mib": int(peak.split()[1]) / 1024}))
"""


def attendance(rows: int) -> list[tuple[str, ...]]:
    """A list of who was where: few agencies and groups, many people, some of them alike."""
    rng = random.Random(1)
    names: dict[str, str] = {}
    while len(names) < min(PEOPLE, rows):
        last = "".join(rng.choice(PARTS) for _ in range(rng.randint(2, 4))).title()
        names.setdefault(f"{rng.choice(FIRST)} {last}", f"Agency {rng.randint(1, AGENCIES)}")
    people = list(names.items())
    return [
        (
            *rng.choice(people),
            f"{rng.randint(2010, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            rng.choice(GROUPS),
            rng.choice(("present", "present", "present", "apologies")),
        )
        for _ in range(rows)
    ]


def measured(code: str, path: Path) -> dict[str, float]:
    """What a piece of work on a file takes."""
    command = [sys.executable, "-c", code + MEASURE, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print a line for each reader and file."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rows", type=int, default=ROWS)
    rows = attendance(told.parse_args().rows)
    with tempfile.TemporaryDirectory() as folder:
        lines, book = Path(folder, "list.csv"), Path(folder, "list.xlsx")
        with lines.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([HEADERS, *rows])
        made = Workbook(write_only=True)
        sheet = made.create_sheet("list")
        for row in (HEADERS, *rows):
            sheet.append(row)
        made.save(book)
        for name, path, peer, code in (
            ("csv", lines, "pandas.read_csv", PANDAS),
            ("xlsx", book, "openpyxl, read-only", OPENPYXL),
        ):
            ours, theirs = measured(PREVIEW, path), measured(code, path)
            for who, one in (("understood and previewed", ours), (peer, theirs)):
                print(
                    f"{name}, {one['rows']:,} rows, {who}: {one['seconds']:.2f} s "
                    f"({one['busy']:.2f} s of processor), {one['mib']:.0f} MiB"
                )
            print(f"{name}: {ours['busy'] / theirs['busy']:.1f} times the processor time of {peer}")


if __name__ == "__main__":
    main()
