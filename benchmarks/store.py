"""How fast a store takes in 1,000,000 contacts, durably, and gives one partnership of 149 back.

Run from the project's folder: python -m benchmarks.store [share of the full size]
Written beside plain sqlite3: one executemany of the same cells into a table with an index of ids and one of
partnerships, in WAL, every commit synced. Read beside pandas.read_sql of the same partnership's contacts from
that table, by index.
Both of each pair run in the same process on the same disk. Times are of the wall, beside those of the
processor: on a machine that does other work the wall says little. Checking is not part of writing.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np
import pandas as pd

import netmap
from netmap.model.study import Study
from netmap.store.keeping import Store
from netmap.store.opening import open_store

T = TypeVar("T")
SITES, CROSSING, REPEATS = 149, 0.03, 9


@dataclass(frozen=True)
class Somebody:
    """Who asks."""

    name: str = "bench"
    role: str = "local"


ME = Somebody()


def main(share: float = 1.0) -> None:
    """Time both and print what came of them."""
    given = made(int(10_000 * share), int(1_000_000 * share))
    with tempfile.TemporaryDirectory() as folder:
        plain, whole = Path(folder, "plain.db"), Path(folder, "a.netmap")
        theirs = timed(lambda: write_plain(plain, given))
        with open_store(whole) as store:
            store.create_study(ME, "big")
            ours = timed(lambda: store.write_study(ME, "big", given))
            print(f"{len(given.contacts):,} contacts written, durable: {told(ours)};")
            times = ours[1] / theirs[1]
            print(f"  sqlite3 executemany, two indexes: {told(theirs)}; ours takes {times:.1f} times it")
            site = str(given.partnerships["partnership"].iloc[SITES // 2])
            read_one(store, plain, site)


def read_one(store: Store, plain: Path, site: str) -> None:
    """Time reading one partnership."""
    ours = repeated(lambda: store.read(ME, "big", site))
    found = ours[2]
    with sqlite3.connect(plain) as conn:
        theirs = repeated(lambda: pd.read_sql(SELECT, conn, params=[site]))
    print(f"one partnership of {SITES}, a whole study with {len(found.contacts):,} contacts: {told(ours)};")
    times = ours[1] / theirs[1]
    alone = f"its {len(theirs[2]):,} contacts alone"
    print(f"  pandas.read_sql, {alone}: {told(theirs)}; ours takes {times:.1f} times it")


def made(people: int, count: int, seed: int = 1) -> Study:
    """Mutual contacts of people of one partnership, a few of two."""
    rng = np.random.default_rng(seed)
    site = np.sort(rng.integers(0, SITES, people))
    starts = np.searchsorted(site, np.arange(SITES + 1))
    one = rng.integers(0, people, count)
    mates = np.diff(starts)[site[one]]
    other = starts[site[one]] + (rng.random(count) * mates).astype(np.int64)
    crossing = rng.random(count) < CROSSING
    other[crossing] = rng.integers(0, people, int(crossing.sum()))
    other = np.where(one == other, (one + 1) % people, other)
    days = pd.Series(pd.date_range("2001-01-01", periods=3_650).strftime("%Y-%m-%d"))
    names = pd.Series([f"person {number}" for number in range(people)])
    sites = pd.Series([f"site {number}" for number in range(SITES)])
    contacts = pd.DataFrame(
        {
            "contact": [str(number + 1) for number in range(count)],
            "date": days.iloc[np.sort(rng.integers(0, 3_650, count))].to_numpy(),
            "source": names.iloc[one].to_numpy(),
            "target": names.iloc[other].to_numpy(),
            "channel": pd.Series(["visit", "telephone"]).iloc[rng.integers(0, 2, count)].to_numpy(),
        }
    )
    agencies = pd.DataFrame({"agency": sites + " agency", "partnership": sites})
    home = sites.iloc[site].to_numpy()
    people_rows = pd.DataFrame({"practitioner": names, "agency": home + " agency", "partnership": home})
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": sites}),
        agencies=agencies,
        practitioners=people_rows,
        contacts=contacts,
    )


COLUMNS = ("contact", "date", "source", "target", "channel")
SELECT = "SELECT contact, date, source, target, channel FROM contacts WHERE scope = ?"


def write_plain(path: Path, study: Study) -> None:
    """The same contacts and their partnership by plain sqlite3."""
    home = dict(zip(study.practitioners["practitioner"], study.practitioners["partnership"], strict=True))
    cells = [study.contacts[name].tolist() for name in COLUMNS]
    scope = [home[name] for name in cells[2]]
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute(f"CREATE TABLE contacts (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)}, scope)")
    conn.execute("CREATE UNIQUE INDEX k ON contacts (contact)")
    conn.execute("CREATE INDEX s ON contacts (scope)")
    conn.execute("BEGIN IMMEDIATE")
    insert = f"INSERT INTO contacts ({', '.join(COLUMNS)}, scope) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
    conn.executemany(insert, zip(*cells, scope, strict=True))
    conn.execute("COMMIT")
    conn.close()


def timed(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of the wall, seconds of the processor, and what came of it."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def repeated(work: Callable[[], T]) -> tuple[float, float, T]:
    """The medians of several runs, the first one left out."""
    runs = [timed(work) for _ in range(REPEATS + 1)][1:]
    return median(run[0] for run in runs), median(run[1] for run in runs), runs[0][2]


def told(run: tuple[float, float, object]) -> str:
    """Times in words."""
    wall, cpu, _ = run
    return (
        f"{wall:.2f} s (processor {cpu:.2f} s)"
        if wall > 1
        else f"{wall * 1e3:.0f} ms (processor {cpu * 1e3:.0f} ms)"
    )


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
