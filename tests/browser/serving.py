"""A real `netmap serve` in a process of its own, on a free port of loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE_S = 60
SERVE = (sys.executable, "-m", "netmap.cli", "serve", "--no-open")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its address with a slash at the end, what it has said to stderr, its process."""

    address: str
    errors: Path
    process: int

    @property
    def said(self) -> str:
        """Everything on stderr."""
        return self.errors.read_text("utf-8")

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1].strip("/"))


@contextmanager
def serving(*studies: Path, wait: bool = True, options: Sequence[str] = ()) -> Iterator[Service]:
    """Serve studies until the block ends; with `wait`, not before all of them have been read."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "netmap.cli",
                "serve",
                "--no-open",
                *_port(),
                *options,
                *map(str, studies),
            ],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        try:
            address = _address(process)
            assert address, f"the service did not start: {Path(errors.name).read_text('utf-8')}"
            service = Service(address, Path(errors.name), process.pid)
            if wait:
                _await_studies(service.address)
            yield service
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _port() -> Sequence[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return "--port", str(free.getsockname()[1])


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found[0]
    return ""


def _await_studies(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        entries = httpx.get(f"{address}api/v1/studies").json()["studies"]
        if all(entry["status"] != "reading" for entry in entries):
            return
        time.sleep(0.1)
    raise AssertionError("the studies were not read in time")
