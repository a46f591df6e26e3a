"""What was answered before is answered again as it was; what takes long holds nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from netmap.api import build_api, responses
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.bundled import bundled_studies
from netmap.questions.map import QUESTION as MAP
from netmap.questions.question import Question
from tests.api.calls import call
from tests.own_loop import finished
from tests.questions.stores import ANN, BOARD, act, library_over

HERE = "/api/v1/studies/ours"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were worked out, by name."""
    names: list[str] = []
    ask = Question.ask

    def counted(question: Question, *given: Any) -> Any:
        names.append(question.name)
        return ask(question, *given)

    monkeypatch.setattr(Question, "ask", counted)
    return names


def test_the_same_view_is_worked_out_once_until_the_study_changes(
    library: StudyLibrary, asked: list[str]
) -> None:
    app = build_api(library)
    first, again = (call(app, f"{HERE}/board?from=2024-01-01&to=2024-12-31") for _ in range(2))
    assert asked == ["map"]
    assert first.status_code == 200
    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)
    told = {"key": str(uuid4()), "zone": BOARD, "date": "2024-05-07", "marks": [{"person": ANN}]}
    act(library, "record_attendance", told)
    changed = call(app, f"{HERE}/board?from=2024-01-01&to=2024-12-31").json()
    assert asked == ["map", "map"]
    assert changed["counts"]["sittings"] == first.json()["counts"]["sittings"] + 1


def test_what_speaks_of_another_study_is_worked_out_anew_as_that_may_have_changed(
    library: StudyLibrary, asked: list[str], tmp_path: Path
) -> None:
    """Two studies of one store: the second changes, and the answer of the first, beside it, with it."""
    both = StudyLibrary([tmp_path / "ours.netmap", bundled_studies()["riverside"]])
    app, address = build_api(both), "/api/v1/studies/riverside/propositions"
    alone = [call(app, address).content for _ in range(2)]
    assert (alone[0] == alone[1], asked) == (True, ["propositions"])
    first = call(app, f"{address}?beside=ours")
    assert first.status_code == 200
    told = {"key": str(uuid4()), "zone": BOARD, "date": "2024-05-07", "marks": [{"person": ANN}]}
    act(both, "record_attendance", told)
    call(app, f"{address}?beside=ours")
    assert asked == ["propositions"] * 3
    both.close()


def test_every_other_question_is_another_one(library: StudyLibrary, asked: list[str]) -> None:
    app = build_api(library)
    addresses = (
        "board",
        "board?to=2024-03-31",
        "board?lang=it",
        "board?quiet-days=3",
        "board?layers=zones",
        "ties.csv",
        "ties.csv?lang=it",
        "zones.csv",
    )
    bodies = [call(app, f"{HERE}/{address}").content for address in addresses]
    assert len(asked) == len(addresses)
    assert len(set(bodies)) >= len(addresses) - 1
    assert [call(app, f"{HERE}/{address}").content for address in addresses] == bodies
    assert len(asked) == len(addresses)


def test_an_error_is_not_kept(library: StudyLibrary, asked: list[str]) -> None:
    app = build_api(library)
    for _ in range(2):
        assert call(app, f"{HERE}/board?partnership=nobody").status_code == 404
        assert call(app, "/api/v1/studies/nothing/board").status_code == 404
        assert call(app, f"{HERE}/board?from=2024-13-01").status_code == 422
    assert asked.count("map") == 4


def test_what_is_kept_has_a_limit(library: StudyLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    app = build_api(library)
    one = len(call(app, f"{HERE}/board").content)
    monkeypatch.setattr(responses, "MOST_BYTES", 4 * one)
    responses.answers_sent(library.study(LOCAL_USER, "ours"))
    act(library, "make_study", {"name": "another"})
    study = library.study(LOCAL_USER, "another")
    sent = responses.answers_sent(study)
    for days in range(1, 29):
        call(app, f"/api/v1/studies/another/board?from=2024-01-01&to=2024-02-{days:02d}")
    bodies = [sent.known(key) for key in list(sent._kept)]
    assert 0 < sum(len(each.body) for each in bodies if each is not None) <= 4 * one
    monkeypatch.setattr(responses, "LARGEST", 1)
    before = len(sent)
    call(app, "/api/v1/studies/another/board?from=2023-01-01")
    assert len(sent) == before


def test_a_cheap_read_does_not_wait_for_slow_ones(
    library: StudyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More slow questions than there are threads: each waits for its turn, and nobody else does."""
    app, go_on, at_work = build_api(library), threading.Event(), []
    ask = Question.ask

    def held(question: Question, *given: Any) -> Any:
        if question.slow:
            at_work.append(question.name)
            assert go_on.wait(60)
        return ask(question, *given)

    monkeypatch.setattr(Question, "ask", held)
    assert not MAP.slow
    assert finished(lambda: _beside_slow_ones(app, go_on, at_work)) == [200] * 51
    assert len(at_work) == 50


async def _beside_slow_ones(app: FastAPI, go_on: threading.Event, at_work: list[str]) -> list[int]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as client:
        slow = [
            asyncio.create_task(
                client.get(f"{HERE}/champions.csv?to=2024-{1 + day % 12:02d}-{1 + day // 12:02d}")
            )
            for day in range(50)
        ]
        while not at_work:
            await asyncio.sleep(0.01)
        try:
            cheap = await asyncio.wait_for(client.get(f"{HERE}/board"), 60)
            assert len(at_work) == 1
        finally:
            go_on.set()
        return [cheap.status_code, *(answer.status_code for answer in await asyncio.gather(*slow))]
