"""The program as it runs: what it loads, closed pipes, and the service on its port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from netmap.cli.workers import HOST, USUAL, claim
from netmap.model.errors import ArgumentError

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}

STAND_IN = """
import sys
from netmap.cli import main, workers

async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello"})

workers.Pages.app = lambda pages: app
sys.exit(main(["serve", "--no-open", *sys.argv[1:]]))
"""


def loaded_by(*arguments: str) -> set[str]:
    program = (
        "import io, sys; sys.stdout = io.StringIO(); from netmap.cli import main; "
        f"main({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stderr.split()}


def test_check_loads_nothing_heavy() -> None:
    heavy = {
        "dash",
        "fastapi",
        "plotly",
        "scipy",
        "statsmodels",
        "networkx",
        "rustworkx",
        "openpyxl",
        "uvicorn",
    }
    assert loaded_by("check", "emon") & {*heavy, "babel", "rich", "dashboards"} == set()


@pytest.mark.parametrize("arguments", [["datasets"], ["ties", "--help"]])
def test_what_reads_no_study_loads_no_pandas(arguments: list[str]) -> None:
    assert loaded_by(*arguments) & {"pandas", "numpy"} == set()


def test_a_closed_pipe_is_quiet() -> None:
    command = [sys.executable, "-m", "netmap.cli", "ties", "emon"]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == b""
        assert program.wait(timeout=20) == 141


def test_the_service_says_where_it_is_and_stops_when_told() -> None:
    with claim(0) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", STAND_IN, "--port", str(port)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == f"netmap is ready: http://127.0.0.1:{port}/\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert answer.read() == b"hello"
        service.send_signal(signal.SIGINT)
        assert service.wait(timeout=20) == 0


def test_a_taken_port_is_said() -> None:
    with claim(0) as taken, pytest.raises(ArgumentError, match="taken"), claim(taken.getsockname()[1]):
        pass


def test_without_a_port_the_next_free_one_is_taken() -> None:
    with claim() as first, claim() as second:
        assert USUAL <= first.getsockname()[1] < second.getsockname()[1]


def test_only_this_machine_can_reach_it() -> None:
    with claim() as sock:
        assert sock.getsockname()[0] == HOST == "127.0.0.1"
        assert sock.family == socket.AF_INET
