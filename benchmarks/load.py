"""How a service answers thirty users at once: `python -m benchmarks.load [SECONDS]`.

First the processor's time of one answer of each kind, asked for the first time and again, in this process: it
says much the same on a busy machine, while times on the wall do not. With 0 SECONDS that is all.

Then a simulated partnership of 1,000 people and about 43,000 contacts is served by `netmap serve` in two
processes of its own, on loopback. Thirty users ask over kept connections, with a think time of one to three
seconds, for the map, the table of ties, the table of actors, reach and champions; first seven of ten views
are ones that somebody asked before, then every view is a new window. Printed are the requests, the errors,
the processor's time of each, and the median and 95th percentile of each kind beside its limit. It stops by
itself.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import httpx

import netmap
from netmap.api import build_api
from netmap.library.study_library import StudyLibrary
from tests.api.calls import call
from tests.big_partnership import partnership

USERS, SECONDS = 30, 60
PEOPLE, AGENCIES, MEETINGS, CONTACTS = 1_000, 30, 500, 43_000
FIRST, DAYS = dt.date(2022, 1, 1), 700
KNOWN_WINDOWS = 12
TURNS, WARMING = 9, 20
KEPT = 4.0
"""Seconds after which a client lets go of a connection that nobody used; the service does after five."""

OPTIONS = ("--no-open", "--workers", "2")

VIEWS = {"map": ("board", 6), "ties": ("ties.csv", 2), "actors": ("actors.csv", 1), "reach": ("reach.csv", 1)}
"""Each kind of view: its address, and how often it is asked for beside the others."""

SLOW = {"champions": ("champions.csv", 1)}
LIMITS = {"map": 150, "ties": 150, "actors": 150, "reach": 1500, "champions": 1500}
"""Milliseconds at the 95th percentile where seven of ten views are repeated; twice that where none is."""

LEVELS = {"from-level": "operational", "to-level": "authority"}


@dataclass
class Seen:
    """What came back: milliseconds by kind of view, and how many answers were none."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: int = 0


async def user(client: httpx.AsyncClient, seed: int, repeated: float, until: float, seen: Seen) -> None:
    """One user, who asks, looks and asks again."""
    dice = random.Random(seed)
    kinds = {**VIEWS, **SLOW}
    names, weights = list(kinds), [weight for _, weight in kinds.values()]
    await asyncio.sleep(dice.uniform(0, 3))
    while time.monotonic() < until:
        (name,) = dice.choices(names, weights)
        days = dice.randrange(KNOWN_WINDOWS) * 28 if dice.random() < repeated else dice.randrange(DAYS)
        start = FIRST + dt.timedelta(days=days)
        window = {"from": start.isoformat(), "to": (start + dt.timedelta(days=364)).isoformat()}
        query = urlencode({**window, **(LEVELS if name in ("reach", "champions") else {})})
        began = time.perf_counter()
        answer = await client.get(f"/api/v1/studies/big/{kinds[name][0]}?{query}")
        seen.took[name].append(1000 * (time.perf_counter() - began))
        seen.failed += answer.status_code != 200
        await asyncio.sleep(dice.uniform(1, 3))


async def load(address: str, repeated: float, seconds: float) -> Seen:
    """Thirty users for some time."""
    seen = Seen()
    limits = httpx.Limits(max_connections=USERS, max_keepalive_connections=USERS, keepalive_expiry=KEPT)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        until = time.monotonic() + seconds
        await asyncio.gather(*(user(client, seed, repeated, until, seen) for seed in range(USERS)))
    return seen


def told(seen: Seen, repeated: float, seconds: float, cpu: float) -> None:
    """Print one run beside its limits."""
    n = sum(map(len, seen.took.values()))
    print(
        f"{repeated:.0%} repeated views: {n} requests, {n / seconds:.1f}/s, {seen.failed} failed, "
        f"{cpu / seconds:.2f} of a core, {1000 * cpu / max(n, 1):.0f} ms of the processor each"
    )
    for name, took in seen.took.items():
        ordered = sorted(took)
        half, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        limit = LIMITS[name] * (1 if repeated else 2)
        print(f"  {name:10} n {len(took):5}  p50 {half:7.0f} ms  p95 {most:7.0f} ms  limit {limit} ms")


def processor_seconds(process: int) -> float:
    """Seconds of the processor that a process and its children have used."""
    whole = 0.0
    for each in (process, *_children(process)):
        parts = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        whole += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return whole


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(each) for task in tasks for each in task.read_text().split()]


def alone(place: Path) -> None:
    """Print what one answer costs where nobody else asks."""
    app, took = build_api(StudyLibrary([place])), defaultdict(list)
    for turn in range(TURNS + 2):
        start = FIRST + dt.timedelta(days=11 * turn)
        window = {"from": start.isoformat(), "to": (start + dt.timedelta(days=364)).isoformat()}
        for name, (address, _) in {**VIEWS, **SLOW}.items():
            query = urlencode({**window, **(LEVELS if name in ("reach", "champions") else {})})
            for again in (False, True):
                began = time.process_time()
                assert call(app, f"/api/v1/studies/big/{address}?{query}").status_code == 200
                if turn >= 2:  # kernels are compiled and tables prepared by then
                    took[name, again].append(1000 * (time.process_time() - began))
    print("processor time of one answer, median of", TURNS, "windows")
    for name in {**VIEWS, **SLOW}:
        first, again = (median(took[name, each]) for each in (False, True))
        print(f"  {name:10} a new view {first:5.0f} ms  seen before {again:4.1f} ms  {first / again:4.0f}x")


def main() -> None:
    """Serve, load, print, stop."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        study = netmap.from_tables(**partnership(PEOPLE, AGENCIES, MEETINGS, CONTACTS, seed=1))
        netmap.write_study(study, Path(folder, "big"))
        alone(Path(folder, "big"))
        if not seconds:
            return
        command = [sys.executable, "-m", "netmap.cli", "serve", str(Path(folder, "big")), *OPTIONS]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
            try:
                assert service.stdout is not None
                found = re.search(r"http://\S+", service.stdout.readline())
                assert found is not None, "the service did not start"
                address = found[0].rstrip("/")
                for _ in range(WARMING):  # each on a connection of its own, so that every process has some
                    httpx.get(f"{address}/api/v1/studies/big/board", timeout=120).raise_for_status()
                httpx.get(f"{address}/en/overview/?study=big", timeout=120).raise_for_status()
                n = len(study.contacts)
                print(f"{USERS} users, {PEOPLE:,} people, {n:,} contacts, {seconds:.0f} s each")
                for repeated in (0.7, 0.0):
                    before = processor_seconds(service.pid)
                    seen = asyncio.run(load(address, repeated, seconds))
                    told(seen, repeated, seconds, processor_seconds(service.pid) - before)
            finally:
                service.terminate()


if __name__ == "__main__":
    main()
