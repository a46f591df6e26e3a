"""Kills a service under writers of every kind, again and again, and looks at what is left.

Run as a program (python -m tests.hostile.kills FOLDER KILLS SEED), since it forks: servers that have all
their modules already. Prints counts as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from socket import socket
from typing import Any

import httpx

from netmap.api import build_api
from netmap.cli.workers import claim
from netmap.library.study_library import StudyLibrary
from tests.hostile.writers import DEEDS, Change, change_of, sent, trusted
from tests.questions.stores import store_at
from tests.store.wholeness import faults

LONGEST = 0.25
"""Within so many seconds of a writer's last answer that was waited for the service is killed."""

FRESH = 25
"""After so many kills a new store is begun, so that looking at all of it stays cheap."""


def served(path: Path, sock: socket) -> int:
    """A process that serves a store; its id."""
    child = os.fork()
    if child:
        return child
    try:
        import uvicorn

        config = uvicorn.Config(build_api(StudyLibrary([path])), log_level="critical", access_log=False)
        uvicorn.Server(config).run(sockets=[sock])
    finally:
        os._exit(1)


def killed_soon(process: int, seconds: float) -> int:
    """A process that kills another one after a while; its id."""
    child = os.fork()
    if child == 0:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        os._exit(0)
    return child


def run(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Kill so many times; what was counted, and every fault that was found."""
    rng = Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    unheard: list[Change] = []
    for kill in range(kills):
        if kill % FRESH == 0:
            path, known, unheard = store_at(folder / f"{kill}.ours"), set[int](), []
            path = path.rename(path.with_name("ours.netmap"))
            for beside in folder.glob("ours.netmap-*"):
                beside.unlink()
        unheard = one_kill(path, rng, known, counts, wrong, unheard)
        wrong += [f"kill {kill}: {fault}" for fault in faults(path, known)]
    return {"kills": kills, **counts, "faults": wrong}


def one_kill(
    path: Path, rng: Random, known: set[int], counts: Counter[str], wrong: list[str], unheard: list[Change]
) -> list[Change]:
    """Serve, send again what was not answered last time, write until killed; what was not answered."""
    with claim(0) as sock:
        server = served(path, sock)
        with httpx.Client(base_url=f"http://127.0.0.1:{sock.getsockname()[1]}", timeout=60) as client:
            headers = trusted(client)
            for change in unheard:
                wrong += retried(client, change, headers, known)
                counts["sent again"] += 1
            for _ in range(rng.randrange(3)):
                write(client, change_of(client, rng.choice(DEEDS), rng), headers, known, counts)
            killer, change = killed_soon(server, rng.random() ** 2 * LONGEST), None
            try:
                while True:
                    change = None
                    change = change_of(client, rng.choice(DEEDS), rng)
                    write(client, change, headers, known, counts)
            except httpx.TransportError:
                counts[f"killed in {change.deed if change else 'reading'}"] += 1
    os.waitpid(server, 0)
    os.waitpid(killer, 0)
    return [change] if change else []


def write(
    client: httpx.Client, change: Change, headers: dict[str, str], known: set[int], counts: Counter[str]
) -> None:
    """Send a change, and remember what was acknowledged."""
    answer = sent(client, change, headers)
    if answer.status_code >= 500:
        raise AssertionError(f"{change.deed}: {answer.status_code} {answer.text[:300]}")
    if answer.status_code == 200:
        counts["acknowledged"] += 1
        if (number := answer.json().get("change")) is not None:
            known.add(number)
    else:
        counts["refused"] += 1


def retried(client: httpx.Client, change: Change, headers: dict[str, str], known: set[int]) -> list[str]:
    """A change that is sent twice more after a kill is there once."""
    first, second = (sent(client, change, headers) for _ in range(2))
    if change.deed in ("undo", "study"):  # these have no key: what is done cannot be done again
        return [] if second.status_code != 200 else [f"{change.deed} was done twice"]
    if first.status_code != 200:
        return []
    one, other = first.json(), second.json()
    known.update(number for told in (one, other) if (number := told.get("change")) is not None)
    return [] if other.get("again") or other.get("change") is None else [f"{change.deed} was done twice"]


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
