"""Asking for the head of an answer alone."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from netmap.api import build_api
from netmap.api.question_routes import routes_of
from netmap.library.study_library import StudyLibrary
from netmap.questions.map import FIND, FRAME, QUESTION
from tests.api.calls import call
from tests.questions.boards import ROOT

ROUTES = [route.path for each in (QUESTION, FIND, FRAME) for route in routes_of(each)]


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return build_api(StudyLibrary([ROOT / "datasets" / "emon"]))


@pytest.mark.parametrize("address", [*ROUTES, "/api/v1/studies", "/api/openapi.json"])
def test_head_is_answered_as_get_is(app: FastAPI, address: str) -> None:
    whole, head = (call(app, address.replace("{study}", "emon"), method) for method in ("GET", "HEAD"))
    assert head.status_code == whole.status_code == 200
    assert head.headers == whole.headers


def test_other_methods_are_refused(app: FastAPI) -> None:
    assert call(app, "/api/v1/studies/emon/frame", "POST").status_code == 405
    assert call(app, "/api/v1/nothing", "HEAD").status_code == 404
