"""What comparing costs, from one partnership to a national record, each read from a store in turn.

Run: python benchmarks/comparison.py [partnerships ...]

Twelve windows of three months, every figure with its null, two workers. Seconds of the processor do not
depend on what else the machine does; those of the clock do.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

import netmap
from netmap.comparison.attendance_null import attendance_null
from netmap.comparison.attendances import attendances_of
from netmap.comparison.co_attendance import NAMES, figures_of_draws
from netmap.comparison.reach_figures import REACH_NAMES
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store

COUNTS = (1, 4, 16, 37, 149)
DRAWS, ALONE = 19, 1000
PEOPLE = 100


def used() -> float:
    """The seconds of the processor that this process and those that it waited for have used."""
    whole = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in whole)


def made(count: int, path: Path) -> int:
    """Make a store of so many simulated partnerships; how many sittings each has."""
    study = netmap.simulate(partnerships=count, people=PEOPLE, agencies=20, months=36, seed=1)
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "national")
        store.write_study(LOCAL_USER, "national", study)
    return len(study.meetings) // count


def compared(count: int, folder: Path) -> None:
    """Compare so many partnerships; print what it cost."""
    path = folder / f"{count}.netmap"
    with ProcessPoolExecutor(1) as apart:  # so that workers do not begin with the memory that making it took
        sittings = apart.submit(made, count, path).result()
    shares = netmap.stored_partnerships(path)
    spans = netmap.windows(shares.outline(), months=3, cycles=12, apart=0)
    most: list[int] = []

    def noted(done: int, total: int, what: str) -> None:
        if "(" in what:
            most.append(int(what.rpartition("(")[2].split()[0].replace(",", "")))

    begun, clock = used(), time.perf_counter()
    measures = (*NAMES, *REACH_NAMES)
    netmap.compare(shares, spans, measures, draws=DRAWS, workers=2, progress=noted)
    seconds, passed = used() - begun, time.perf_counter() - clock
    print(
        f"{count:12,} {sittings:9,} {seconds:10.1f} {seconds / count:8.2f} {passed:8.1f} "
        f"{max(most, default=0):7,} MB",
        flush=True,
    )


def null_alone() -> None:
    """Print what the draws of one partnership-year cost."""
    study = netmap.simulate(seed=1)
    spans = netmap.windows(study, months=12, cycles=1)
    first, last = (
        int(spans[name].astype("datetime64[s]").astype("int64").iloc[0] // 86_400)
        for name in ("start", "end")
    )
    name = study.partnerships["partnership"].iloc[0]
    sat = attendances_of(study, first, last, netmap.TiePolicy(), name)
    rng = np.random.default_rng(0)
    figures_of_draws(sat, attendance_null(sat, ALONE, rng).members)
    begun = time.process_time()
    figures_of_draws(sat, attendance_null(sat, ALONE, rng).members)
    print(f"one year of one partnership: {len(sat)} sittings, {len(sat.people)} people")
    print(f"{ALONE:,} draws of its null with their figures {time.process_time() - begun:.2f} s\n")


def by_draws() -> None:
    """Print what one partnership costs with more draws, who sat with whom alone and with reach."""
    study = netmap.simulate(people=PEOPLE, agencies=20, months=36, seed=1)
    spans = netmap.windows(study, months=3, cycles=12, apart=0)
    netmap.compare(study, spans, (*NAMES, *REACH_NAMES), draws=DRAWS)
    for draws in (19, 199, 999):
        told = []
        for names in (NAMES, (*NAMES, *REACH_NAMES)):
            begun = time.process_time()
            netmap.compare(study, spans, names, draws=draws)
            told.append(time.process_time() - begun)
        seats, whole = told
        print(f"one partnership, {draws:3} draws: figures of seats {seats:5.2f} s, with reach {whole:6.2f} s")


def main() -> None:
    """Print the seconds."""
    null_alone()
    by_draws()
    figures = len(NAMES) + len(REACH_NAMES)
    print(f"\n{PEOPLE} people each, 12 windows of 3 months, {figures} figures, {DRAWS} draws")
    print("partnerships  sittings  processor     each    clock    most")
    with tempfile.TemporaryDirectory() as folder:
        for count in [int(each) for each in sys.argv[1:]] or COUNTS:
            compared(count, Path(folder))


if __name__ == "__main__":
    main()
