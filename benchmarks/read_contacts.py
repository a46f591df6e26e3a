"""Read and check 1,000,000 contacts, beside plain `pandas.read_csv` of the same file in the same run.

Each is measured in a process of its own: seconds from the first to the last line of the work, without
the start of Python and its imports, and the most memory that the process ever held (Linux only).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

CONTACTS, PEOPLE, AGENCIES, ZONES, DAYS = 1_000_000, 10_000, 200, 200, 3_650
CHANNELS = np.array(["telephone", "visit", "e-mail", "meeting"])
LIMIT_SECONDS, LIMIT_MIB = 5.0, 1024

PLAIN = """
import pandas as pd
def work(folder):
    return len(pd.read_csv(folder + "/contacts.csv"))
"""

CHECKED = """
import sys
from netmap.files.reading import read_study
def bar(done, total, what):
    if sys.stderr.isatty():
        part = 20 * done // total
        print(f"\\r{what} [{'#' * part}{' ' * (20 - part)}]", end="", file=sys.stderr)
def work(folder):
    return len(read_study(folder, progress=bar).contacts)
"""

MEASURE = """
import json, sys, time
begun, busy = time.perf_counter(), time.process_time()
rows = work(sys.argv[1])
seconds, busy = time.perf_counter() - begun, time.process_time() - busy
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"rows": rows, "seconds": seconds, "busy": busy, "mib": int(peak.split()[1]) / 1024}))
"""


def write_partnership(folder: Path, contacts: int) -> None:
    """The tables of a large partnership."""
    rng = np.random.default_rng(0)
    people = np.array([f"person_{n:05d}" for n in range(PEOPLE)])
    agencies = np.array([f"agency_{n:03d}" for n in range(AGENCIES)])
    zones = np.array([f"z{n:03d}" for n in range(ZONES)])
    source = rng.integers(0, PEOPLE, contacts)
    days = np.datetime64("2010-01-01") + rng.integers(0, DAYS, contacts).astype("timedelta64[D]")
    tables = {
        "levels": {"level": ["operational", "strategic"], "rank": [0, 1]},
        "agencies": {"agency": agencies},
        "practitioners": {
            "practitioner": people,
            "agency": agencies[rng.integers(0, AGENCIES, PEOPLE)],
            "level": np.array(["operational", "strategic"])[rng.integers(0, 2, PEOPLE)],
            "joined": "2009",
        },
        "zones": {"zone": zones, "level": "operational"},
        "contacts": {
            "contact": np.arange(contacts),
            "date": days.astype(str),
            "source": people[source],
            "target": people[(source + rng.integers(1, PEOPLE, contacts)) % PEOPLE],
            "direction": np.array(["mutual", "directed"])[rng.integers(0, 2, contacts)],
            "channel": CHANNELS[rng.integers(0, len(CHANNELS), contacts)],
            "zone": zones[rng.integers(0, ZONES, contacts)],
            "object": np.array([f"case {n}" for n in range(500)])[rng.integers(0, 500, contacts)],
            "strength": rng.integers(1, 6, contacts),
        },
    }
    for name, columns in tables.items():
        pd.DataFrame(columns).to_csv(folder / f"{name}.csv", index=False)


def measured(work: str, folder: Path) -> dict[str, float]:
    """What a piece of work took in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", work + MEASURE, str(folder)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make the files, run both, print seconds, peak memory and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--contacts", type=int, default=CONTACTS)
    contacts = arguments.parse_args().contacts
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_partnership(folder, contacts)
        size = (folder / "contacts.csv").stat().st_size / 1e6
        print(f"{contacts:,} contacts, 9 columns, {size:.0f} MB; {PEOPLE:,} people, {AGENCIES} agencies")
        plain, checked = measured(PLAIN, folder), measured(CHECKED, folder)
    for name, took, what in (
        ("pandas.read_csv", plain, "one file, nothing checked"),
        ("netmap.read_study", checked, "all files, all checks"),
    ):
        print(
            f"  {name:18} {took['seconds']:5.2f} s ({took['busy']:.2f} s busy) {took['mib']:5.0f} MiB  {what}"
        )
    print(
        f"  ratio {checked['seconds'] / plain['seconds']:.1f}; limits {LIMIT_SECONDS:.0f} s, {LIMIT_MIB} MiB"
    )


if __name__ == "__main__":
    main()
