"""Kills whoever writes to a store, again and again, and looks at what is left.

Run as a program (python -m tests.store.killing FOLDER KILLS SEED), since it forks: children that have
everything imported and every statement made already, and that are killed at random points of what they do.
Prints counts as JSON.

A killed process loses nothing that it had handed to the system, whatever lies beneath: the folder may be one
that is kept in memory.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from netmap.store.backups import backup, verify
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.deeds import DEEDS, do, take_in, tried
from tests.store.small import ME, NAME
from tests.store.wholeness import faults

BEFORE = 3
"""A child has done fewer than so many deeds, however long they take it, when its time begins to run ..."""

LONGEST = 0.06
"""... and within so many seconds it is killed, which is time for one or two more."""

FRESH = 150
"""After so many changes a new store is begun, so that looking at all of it stays cheap."""


def work(store: Store, folder: Path, seed: int, told: int) -> None:
    """Do one thing after the other until killed; tell what begins and what is acknowledged."""
    rng = Random(seed)
    while True:
        deed = rng.choice(DEEDS)
        os.write(told, f"begin {deed}\n".encode())
        number = tried(store, deed, rng, folder)
        os.write(told, f"done {deed} {number or 0}\n".encode())


def killed(store: Store, folder: Path, rng: Random) -> list[str]:
    """Have a child work, kill it, and return the lines that it told."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            work(store, folder, rng.getrandbits(60), tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(hear, "rb") as lines:
        first = [lines.readline() for _ in range(2 * rng.randrange(BEFORE) + 1)]
        time.sleep(rng.random() ** 2 * LONGEST)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.decode().strip() for line in (*first, *lines)]


def run(folder: Path, kills: int, seed: int) -> dict[str, object]:
    """Kill so many times; what was counted, and every fault that was found."""
    rng = Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    acknowledged: set[int] = set()
    store, first = warmed(folder)
    here = first.parent
    for kill in range(kills):
        lines = killed(store, here, rng)
        done = [line.split() for line in lines if line.startswith("done")]
        fresh = {int(line[2]) for line in done if line[2] != "0"}
        acknowledged |= fresh
        counts["acknowledged"] += len(fresh)
        midst = lines[-1].split()[1] if lines[-1].startswith("begin") else "between"
        counts[f"killed in {midst}"] += 1
        wrong += [f"kill {kill}: {fault}" for fault in faults(here / "store.netmap", acknowledged)]
        wrong += retried(here, rng) if kill % 10 == 0 else []
        counts["backups verified"] += looked_at(here)
        if max(acknowledged, default=0) > FRESH:
            acknowledged = set()
            begin_again(first, here)
    return {"kills": kills, **counts, "faults": wrong}


def warmed(folder: Path) -> tuple[Store, Path]:
    """A store in a folder of its own, and a copy of it as it was when it held one empty study.

    Every deed was done once, so that its statements are made, and nothing is open that would cross a fork.
    """
    here = folder / "stores"
    here.mkdir()
    store, first = open_store(here / "store.netmap"), here / "first"
    store.create_study(ME, NAME)
    backup(here / "store.netmap", first)
    for deed in ("import", *DEEDS):
        do(store, deed, Random(deed), here)
    store.close()
    begin_again(first, here)
    return store, first


def begin_again(first: Path, here: Path) -> None:
    """Have the store be the first one again: the same file, so that it counts as the one that was opened."""
    file = here / "store.netmap"
    for path in here.iterdir():
        if path not in (first, file):
            path.unlink()
    shutil.copyfile(first, file)


def retried(folder: Path, rng: Random) -> list[str]:
    """A file taken in twice, as after an answer that never came, is there once."""
    number = rng.getrandbits(60)
    with open_store(folder / "store.netmap") as store:
        first, second = take_in(store, number), take_in(store, number)
    return [] if second.again and second.number == first.number else ["a retry was taken in twice"]


def looked_at(folder: Path) -> int:
    """Backups have their name only when they are whole; how many there were."""
    copies = [path for path in folder.iterdir() if path.name.startswith("copy")]
    for path in copies:
        verify(path)
        path.unlink()
    for path in folder.glob(".copy*"):
        path.unlink()
    return len(copies)


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
