"""Two processes are one service: what is written through one is seen by the other at once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from netmap.api.forwarding import Forwarding
from netmap.cli.workers import claim
from tests.browser.serving import Service, serving
from tests.dashboards.asking import ask
from tests.questions.stores import ANN, BOARD, store_at

STUDY = "/api/v1/studies/ours"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A store, served by two processes; in the end the writer is killed, and the reader ends by itself."""
    path = store_at(tmp_path_factory.mktemp("stores") / "ours.netmap")
    with serving(path, options=("--workers", "2")) as found:
        _await_readers(found)
        yield found
        readers, until = _readers(found), time.monotonic() + 60
        os.kill(found.process, signal.SIGKILL)
        while any(map(_parent, readers)):
            assert time.monotonic() < until, "a reader goes on without the process that writes"
            time.sleep(0.1)


def _await_readers(service: Service) -> list[int]:
    """The processes that only read, once each of them holds some of several connections."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        clients = _clients(service, 8)
        answered = [client.get("/healthz").status_code for client in clients]
        readers = _readers(service)
        held = [_connections(pid, service.port) for pid in readers]
        for client in clients:
            client.close()
        if set(answered) == {200} and held and min(held):
            return readers
        time.sleep(0.2)
    raise AssertionError("the readers took no connections")


def _readers(service: Service) -> list[int]:
    """The processes that only read."""
    processes = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [each for each in processes if _parent(each) == service.process and b"spawn_main" in _line(each)]


def _parent(pid: int) -> int:
    stat = _text(Path(f"/proc/{pid}/stat")).rpartition(b")")[2].split()
    return int(stat[1]) if stat and stat[0] != b"Z" else 0


def _line(pid: int) -> bytes:
    return _text(Path(f"/proc/{pid}/cmdline"))


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # the process is gone
        return b""


def _connections(pid: int, port: int) -> int:
    """How many connections to a port a process holds."""
    lines = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
    here = [line.split() for line in lines if int(line.split()[1].partition(":")[2], 16) == port]
    inodes = {f"socket:[{columns[9]}]" for columns in here if columns[3] == "01"}
    return len(inodes & {_target(each) for each in Path(f"/proc/{pid}/fd").iterdir()})


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _clients(service: Service, number: int) -> list[httpx.Client]:
    """Users who each keep a connection, so that some are with one process and some with the other."""
    return [httpx.Client(base_url=service.address, timeout=60) for _ in range(number)]


def _trusted(client: httpx.Client, service: Service) -> dict[str, str]:
    told = client.get("/api/v1/session").json()
    return {told["header"]: told["token"], "origin": service.address.rstrip("/")}


def _sitting(day: str, key: str) -> dict[str, object]:
    return {"key": key, "zone": BOARD, "date": day, "marks": [{"person": ANN}]}


def test_everybody_is_given_the_same_token_and_sees_every_write_at_once(service: Service) -> None:
    clients = _clients(service, 12)
    tokens = {client.get("/api/v1/session").json()["token"] for client in clients}
    assert len(tokens) == 1
    for number, client in enumerate(clients):
        key, day = str(uuid4()), f"2024-0{1 + number % 6}-{10 + number}"
        answer = client.post(
            f"{STUDY}/attendance", json=_sitting(day, key), headers=_trusted(client, service)
        )
        assert answer.status_code == 200, answer.text
        for other in clients:
            changes = other.get(f"{STUDY}/changes").json()["changes"]
            assert changes[0]["number"] == answer.json()["change"]
        again = clients[number - 1].post(
            f"{STUDY}/attendance", json=_sitting(day, key), headers=_trusted(client, service)
        )
        assert again.json()["again"], "what is sent twice is done once, by whichever process it comes"
    for client in clients:
        client.close()


def test_a_file_is_uploaded_to_one_process_and_taken_in_through_another(service: Service) -> None:
    uploader, *others = _clients(service, 8)
    trusted = _trusted(uploader, service)
    binary = {**trusted, "content-type": "application/octet-stream"}
    found = uploader.post(
        f"{STUDY}/imports?name=people.csv", content="Name\nEva Č\n".encode(), headers=binary
    )
    assert found.status_code == 200, found.text
    for client in others:
        seen = client.post(
            f"{STUDY}/imports/preview", json={"upload": found.json()["upload"]}, headers=trusted
        )
        assert seen.status_code == 200, seen.text
    for client in (uploader, *others):
        client.close()


def test_a_change_without_the_token_is_refused_by_both(service: Service) -> None:
    for client in _clients(service, 8):
        answer = client.post(f"{STUDY}/undo", json={"change": 1, "key": str(uuid4())})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "stale-token")
        client.close()


def test_a_reader_that_is_killed_is_started_again_and_nothing_is_lost(service: Service) -> None:
    (reader,) = _readers(service)
    os.kill(reader, signal.SIGKILL)
    with httpx.Client(base_url=service.address, timeout=60) as client:
        assert client.get(f"{STUDY}/changes").status_code == 200
    assert _await_readers(service) != [reader]
    assert "Traceback" not in service.said


def _local(status: int = 200) -> ASGIApp:
    return JSONResponse({"by": "reader"}, status)


def test_what_is_read_is_answered_here_and_a_writer_that_is_away_is_told() -> None:
    with claim(0) as free:
        port = free.getsockname()[1]
    app = Forwarding(_local(), port)
    assert ask(app, f"{STUDY}/changes").json() == {"by": "reader"}
    away = ask(app, f"{STUDY}/undo?lang=it", "POST", json={})
    assert (away.status_code, away.json()["error"]["code"]) == (503, "store")
    assert "Non è stato modificato nulla" in away.text


def test_what_is_longer_than_any_file_may_be_is_refused_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from netmap.api import forwarding

    monkeypatch.setattr(forwarding, "LIMITS", replace(forwarding.LIMITS, file_bytes=10))
    answer = ask(Forwarding(_local(), 9), f"{STUDY}/imports", "POST", content=b"x" * 11)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")
