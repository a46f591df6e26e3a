"""Stores in trouble under a service: no room on the disk, damaged files, other files, two servers at once."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx
from starlette.types import ASGIApp

from netmap.api import build_api
from netmap.library.study_library import StudyLibrary
from netmap.store.backups import backup
from tests.hostile.random_requests import Heard
from tests.hostile.writers import DEEDS, HERE, change_of, sent, trusted
from tests.own_loop import finished
from tests.questions.stores import store_at
from tests.store.disk import FULL, Disk, disk_under
from tests.store.wholeness import faults


class InProcess(httpx.BaseTransport):
    """Has an application of this process answer, each request in a loop of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                headers, content = request.headers, request.read()
                return await client.request(request.method, request.url, headers=headers, content=content)

        found = finished(ask)
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)


def client_of(app: ASGIApp) -> httpx.Client:
    """A client of an application of this process."""
    return httpx.Client(transport=InProcess(app), base_url="http://127.0.0.1")


@contextmanager
def served(path: Path) -> Iterator[httpx.Client]:
    """A client of a service over a store."""
    library = StudyLibrary([path])
    try:
        with client_of(build_api(library)) as client:
            yield client
    finally:
        library.close()


READS = ("board", "changes", "records?table=zones", "ties.csv", "problems.csv")


def fresh(folder: Path, turn: int) -> Path:
    """A new store in a folder of its own, with a backup and another store beside it."""
    place = folder / str(turn)
    place.mkdir()
    path = store_at(place / "ours.netmap")
    backup(path, place / "backup")
    store_at(place / "another", "another")
    return path


def full_disk(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """The disk is full from the nth thing on that it is told, then there is room again."""
    rng, counts, wrong = Random(seed), Counter[str](), list[str]()
    for turn in range(count):
        path, disk = fresh(folder, turn), Disk(error=FULL)
        with disk_under(disk), served(path) as client:
            headers, known = trusted(client), set[int]()
            change = change_of(client, rng.choice([deed for deed in DEEDS if deed != "undo"]), rng)
            room = rng.randrange(12)
            begin = disk.count
            disk.fails = lambda number, end=begin + room: number >= end
            answer = sent(client, change, headers)
            counts[f"answered {answer.status_code} without room"] += 1
            if answer.status_code == 200:
                known |= {answer.json()["change"]} if "change" in answer.json() else set()
            elif answer.status_code == 500:
                wrong.append(f"full disk, {change.deed}: {answer.status_code} {answer.text[:200]}")
            wrong += unread(client, "full disk")
            disk.fails = lambda number: False
            again = sent(client, change, headers)
            if again.status_code >= 500:
                wrong.append(f"room again, {change.deed}: {again.status_code} {again.text[:200]}")
        wrong += [f"full disk: {fault}" for fault in faults(path, known)]
    return {"full disks": count, **counts, "faults": wrong}


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def replaced(path: Path) -> None:
    path.with_name("backup").replace(path)


def copied_over(path: Path) -> None:
    shutil.copyfile(path.with_name("backup"), path)


def another_copied_over(path: Path) -> None:
    shutil.copyfile(path.with_name("another"), path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


OTHER_FILES: tuple[Callable[[Path], None], ...] = (
    moved, replaced, copied_over, another_copied_over, emptied, cut_off,
)  # fmt: skip


def other_files(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """The store is moved, replaced or copied over under the service: nothing counts as saved any more."""
    rng, counts, wrong = Random(seed), Counter[str](), list[str]()
    for turn in range(count):
        path, way = fresh(folder, turn), OTHER_FILES[turn % len(OTHER_FILES)]
        with served(path) as client:  # so that the backup is an earlier state of the file itself
            sent(client, change_of(client, "sitting", rng), trusted(client))
        with served(path) as client:
            headers = trusted(client)
            changes = [change_of(client, deed, rng) for deed in rng.sample(DEEDS, 3)]
            way(path)
            for change in changes:
                answer = sent(client, change, headers)
                counts[f"answered {answer.status_code}"] += 1
                if answer.status_code < 400 or answer.status_code == 500:
                    wrong.append(f"{way.__name__}, {change.deed}: {answer.status_code} {answer.text[:200]}")
    return {"other files": count, **counts, "faults": wrong}


def damaged(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Bytes of the file are changed at random under the service: what cannot be read is said, and no more."""
    rng, counts, wrong = Random(seed), Counter[str](), list[str]()
    for turn in range(count):
        path, heard = fresh(folder, turn), Heard()
        data = bytearray(path.read_bytes())
        for _ in range(rng.choice((1, 20, 2_000))):
            data[rng.randrange(100, len(data))] = rng.randrange(256)
        path.write_bytes(data)
        logging.getLogger().addHandler(heard)
        try:
            for status, text in whatever(path, rng):
                counts[f"answered {status}"] += 1
                wrong += [f"damaged: {status} {text[:300]}"] if status == 500 or "Traceback" in text else []
        finally:
            logging.getLogger().removeHandler(heard)
        counts["lines logged"] += len(heard.lines)
    return {"damaged files": count, **counts, "faults": wrong}


def whatever(path: Path, rng: Random) -> list[tuple[int, str]]:
    """What reads and a write of a damaged store are answered; one that cannot be opened is a refusal."""
    from netmap.model.errors import NetmapError

    try:
        with served(path) as client:
            headers = trusted(client)
            answers = [client.get(f"{HERE}/{read}") for read in READS]
            answers.append(sent(client, change_of(client, "sitting", rng), headers))
    except NetmapError as error:
        return [(error.status, error.text())]
    return [(each.status_code, each.text if each.status_code >= 400 else "") for each in answers]


def two_servers(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Two services write to one store at once: whatever was acknowledged is there, once."""
    path, counts, wrong = fresh(folder, 0), Counter[str](), list[str]()
    apps = [build_api(StudyLibrary([path])) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda n: several(apps[n % 2], count // 4 + 1, Random(seed + n)), range(4)))
    known = [number for part, _, _ in parts for number in part]
    for _, statuses, unforeseen in parts:
        counts.update({f"answered {status}": n for status, n in statuses.items()})
        wrong += unforeseen
    if len(set(known)) < len(known):
        wrong.append("two changes have one number")
    wrong += faults(path, set(known))
    return {"writes by two servers": 4 * (count // 4 + 1), **counts, "faults": wrong}


def several(app: ASGIApp, count: int, rng: Random) -> tuple[list[int], Counter[int], list[str]]:
    """Writes of every kind through one of them."""
    known, statuses, wrong = list[int](), Counter[int](), list[str]()
    with client_of(app) as client:
        headers = trusted(client)
        for _ in range(count):
            change = change_of(client, rng.choice(DEEDS), rng)
            answer = sent(client, change, headers)
            statuses[answer.status_code] += 1
            if answer.status_code >= 500:
                wrong.append(f"two servers, {change.deed}: {answer.status_code} {answer.text[:200]}")
            told = answer.json() if answer.status_code == 200 else {}
            known += [] if told.get("change") is None or told.get("again") else [told["change"]]
    return known, statuses, wrong


def unread(client: httpx.Client, where: str) -> list[str]:
    """What cannot be read though it should be."""
    answers = {read: client.get(f"{HERE}/{read}") for read in READS}
    return [
        f"{where}, {read}: {each.status_code} {each.text[:200]}"
        for read, each in answers.items()
        if each.status_code != 200
    ]
