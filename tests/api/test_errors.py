"""Everything that goes wrong is told in one shape, in the reader's language, without a traceback."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

import netmap
from netmap.api import build_api
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NetmapError, NotAllowedError
from tests.api.calls import call
from tests.questions.boards import ROOT, Studies


class Failing(Studies):
    """Studies that fail as told."""

    failure: Exception = RuntimeError("secret")

    def study(self, *_: object) -> netmap.Study:
        raise self.failure


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> StudyLibrary:
    folder = tmp_path_factory.mktemp("studies") / "refused"
    folder.mkdir()
    (folder / "agencies.csv").write_text("agency,name\n=A1,one\n=A1,<b>x</b>\n")
    return StudyLibrary([ROOT / "datasets" / "emon", folder])


@pytest.fixture(scope="module")
def app(library: StudyLibrary) -> FastAPI:
    return build_api(library)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/studies/emom/board", 404, "not-found"),
        ("/api/v1/studies/emon/board?from=2011-02-30", 422, "bad-argument"),
        ("/api/v1/studies/emon/board?from=2012-01-01&to=2011-01-01", 422, "bad-argument"),
        ("/api/v1/studies/emon/board?size=weight", 422, "bad-argument"),
        ("/api/v1/studies/emon/board?partnership=nowhere", 404, "not-found"),
        ("/api/v1/studies/emon/ties.csv?kinds=friend", 422, "bad-argument"),
        ("/api/v1/studies/refused/board", 422, "bad-study"),
        ("/api/v1/studies/refused/study.zip", 422, "bad-study"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/", 404, "not-found"),
    ],
)
def test_one_shape_for_every_error(app: FastAPI, address: str, status: int, code: str) -> None:
    answer = call(app, address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "problems"}
    assert error["code"] == code
    assert error["message"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_refused_study_tells_every_problem(app: FastAPI) -> None:
    problems = call(app, "/api/v1/studies/refused/board").json()["error"]["problems"]
    places = [(each["table"], each["column"], each["value"]) for each in problems]
    assert places == [("agencies", "agency", "=A1")]
    assert problems[0]["line"] == 3


def test_another_method_is_refused(app: FastAPI) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = call(app, "/api/v1/studies/emon/frame", method)
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "not-allowed"


def test_what_nobody_foresaw_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    answer = call(build_api(Failing()), "/api/v1/studies/emon/board")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "failed"
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_a_right_that_is_missing_is_403() -> None:
    studies = Failing()
    studies.failure = NotAllowedError("not for you")
    answer = call(build_api(studies), "/api/v1/studies/emon/board")
    assert answer.status_code == 403
    assert answer.json()["error"] == {"code": "not-allowed", "message": "not for you", "problems": []}


def test_no_path_of_the_machine_is_in_a_description(app: FastAPI) -> None:
    assert str(Path.cwd()) not in call(app, "/api/openapi.json").text


STATUS = {
    **dict.fromkeys(("bad-argument", "bad-rows", "bad-study", "refused-file"), 422),
    **dict.fromkeys(("conflict", "key-taken", "later-changes", "not-standing", "sitting-there"), 409),
    **dict.fromkeys(("stale-merge", "stale-preview"), 409),
    **dict.fromkeys(("not-allowed", "stale-token"), 403),
    **{"not-found": 404, "too-large": 413, "store": 503},
}
"""What cannot be taken is 422, what somebody else's change stands against 409, what is not allowed 403."""


ROOMS = ("netmap.files", "netmap.model", "netmap.records", "netmap.store")


def test_every_error_has_the_status_of_its_kind() -> None:
    def kinds(of: type[NetmapError]) -> Iterator[type[NetmapError]]:
        for kind in of.__subclasses__():
            yield kind
            yield from kinds(kind)

    for module in pkgutil.walk_packages(netmap.__path__, "netmap."):
        if module.name.startswith(ROOMS):
            importlib.import_module(module.name)
    ours = {each for each in kinds(NetmapError) if each.__module__.startswith("netmap.")}
    assert {each.code: each.status for each in ours} == STATUS
