"""A few of each attack that `make soak` does at length: nothing half, nothing lost, no wordless failure."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from netmap.store import writing
from tests.hostile import random_requests, trouble
from tests.hostile.writers import HERE, change_of, sent, trusted
from tests.questions.stores import store_at

ROOT = Path(__file__).parents[2]


def test_a_service_is_killed_under_writers_of_every_kind(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.hostile.kills", str(tmp_path), "3", "7"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert (counts["kills"], counts["faults"]) == (3, [])


def test_no_room_on_the_disk(tmp_path: Path) -> None:
    assert trouble.full_disk(tmp_path, 3, 5)["faults"] == []


def test_another_file_in_the_place_of_the_store(tmp_path: Path) -> None:
    found = trouble.other_files(tmp_path, len(trouble.OTHER_FILES), 1)
    assert found["faults"] == []
    assert found["answered 503"] > 6


def test_a_damaged_store(tmp_path: Path) -> None:
    assert trouble.damaged(tmp_path, 3, 2)["faults"] == []


def test_two_servers_on_one_store(tmp_path: Path) -> None:
    found = trouble.two_servers(tmp_path, 20, 3)
    assert found["faults"] == []
    assert found["answered 200"] > 8


def test_requests_at_random_over_the_whole_description(tmp_path: Path) -> None:
    assert random_requests.run(tmp_path, 130, 4)["faults"] == []


def test_a_value_that_a_key_does_not_take_is_named(tmp_path: Path) -> None:
    with trouble.served(store_at(tmp_path / "ours.netmap")) as client:
        answer = client.get(f"{HERE}/gaps.csv?rule-unknown=1")
        assert (answer.status_code, answer.json()["error"]["message"]) == (
            422,
            "rule does not take this value",
        )


def test_a_clock_that_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, numbers = Random(1), []
    with trouble.served(store_at(tmp_path / "ours.netmap")) as client:
        headers = trusted(client)
        for year in (2031, 1999, 2024):
            now = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
            clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda zone, now=now: now), UTC=dt.UTC)
            monkeypatch.setattr(writing, "dt", clock)
            numbers.append(sent(client, change_of(client, "add", rng), headers).json()["change"])
        changes = client.get(f"{HERE}/changes").json()["changes"]
        assert [each["number"] for each in changes[:3]] == numbers[::-1] == sorted(numbers, reverse=True)
        undone = client.post(f"{HERE}/undo", json={"change": numbers[1]}, headers=headers)
        assert undone.json()["change"] == numbers[2] + 1
        names = [row["cells"] for row in client.get(f"{HERE}/records?table=zones").json()["rows"]]
        assert len(names) == 4
