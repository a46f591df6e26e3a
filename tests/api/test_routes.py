"""Every address answers with what the service says, as what it says it is."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote, urlencode

import pandas as pd
import pytest
from fastapi import FastAPI

import netmap
from netmap.api import build_api
from netmap.api.question_routes import routes_of
from netmap.api.record_routes import path_of
from netmap.api.responses import json_bytes
from netmap.library.study_library import StudyLibrary
from netmap.questions import QUESTIONS
from netmap.questions.map import FIND, FRAME, QUESTION
from netmap.questions.map.facts import view_json
from netmap.questions.map.request import LAYERS, new_page
from netmap.questions.map.types import ACTOR_COLUMNS, TIE_COLUMNS
from netmap.records.actions import READ, RECORD_ACTIONS, RecordAction
from tests.api.calls import call, rows
from tests.questions.boards import ROOT, Asking

ROUTES = [route for question in (QUESTION, FIND, FRAME) for route in routes_of(question)]
ABOUT_COLUMNS = ("study", "window_from", "window_to", "rule")
HOSTILE = 'a,b "<b>x" Č'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> StudyLibrary:
    """The bundled studies, one of hostile names, and one that is refused."""
    folder = tmp_path_factory.mktemp("studies")
    hostile = folder / HOSTILE
    netmap.write_study(
        netmap.from_tables(
            agencies=pd.DataFrame({"agency": ["=A1", "@b", "a,b"], "name": ["+1", "-2", "<b>x</b>"]}),
            practitioners=pd.DataFrame({"practitioner": ["=x", "\ty"], "agency": ["=A1", "@b"]}),
            contacts=pd.DataFrame(
                {"contact": ["1"], "date": ["2011-03-01"], "source": ["=x"], "target": ["\ty"]}
            ),
        ),
        hostile,
    )
    refused = folder / "refused"
    refused.mkdir()
    (refused / "agencies.csv").write_text("agency\n=A1\n=A1\n")
    paths = [ROOT / "datasets" / "emon", ROOT / "datasets" / "riverside", hostile, refused]
    return StudyLibrary(paths)


@pytest.fixture(scope="module")
def app(library: StudyLibrary) -> FastAPI:
    return build_api(library)


def at(study: str, what: str, **query: str) -> str:
    return f"/api/v1/studies/{quote(study, safe='')}/{what}?{urlencode(query)}"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
@pytest.mark.parametrize("study", ["emon", "riverside", HOSTILE])
def test_every_address_answers_as_what_it_says_it_is(app: FastAPI, route: object, study: str) -> None:
    answer = call(app, route.path.replace("{study}", quote(study, safe="")))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(route.media_type)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_board_is_what_the_service_says(app: FastAPI, library: StudyLibrary) -> None:
    page = new_page("riverside", layers=LAYERS, expanded=(None, "a,b"), layout="levels", steps=2)
    answer = call(app, at("riverside", "board") + urlencode(page.query))
    assert answer.json() == json.loads(json_bytes(view_json(Asking(library).board(page))))


def test_the_studies_say_how_they_stand(app: FastAPI) -> None:
    call(app, at("refused", "board"))
    call(app, at("emon", "board"))
    told = {entry["name"]: entry["status"] for entry in call(app, "/api/v1/studies").json()["studies"]}
    assert list(told) == ["emon", "riverside", HOSTILE, "refused"]
    assert told["emon"] == "ready"
    assert told["refused"] == "refused"


def test_ties_as_csv_are_the_rows_of_the_page(app: FastAPI, library: StudyLibrary) -> None:
    view = Asking(library).board(new_page("riverside"))
    found = rows(call(app, at("riverside", "ties.csv")))
    assert tuple(found[0])[: len(TIE_COLUMNS)] == TIE_COLUMNS
    assert set(ABOUT_COLUMNS) <= set(found[0])
    assert [int(row["ties"]) for row in found] == [row["ties"] for row in view.tie_rows]
    assert {row["window_from"] for row in found} == {str(view.window[0])}
    assert {row["n"] for row in found} == {str(sum(view.counts.ties.values()))}
    assert {row["counted"] for row in found} == {view.sentences[0]}
    assert {row["rule"] for row in found} == {view.rule}


def test_cells_that_look_like_formulas_are_text(app: FastAPI) -> None:
    found = rows(call(app, at(HOSTILE, "ties.csv", open="=A1")))
    assert tuple(rows(call(app, at(HOSTILE, "actors.csv")))[0])[: len(ACTOR_COLUMNS)] == ACTOR_COLUMNS
    assert {(row["source_id"], row["target_id"]) for row in found} == {("'@b", "'=x")}
    assert {row["source_name"] for row in found} == {"'-2"}
    text = call(app, at(HOSTILE, "actors.csv")).text
    cells = [cell for line in text.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_file_is_named_after_its_study(app: FastAPI) -> None:
    named = call(app, at(HOSTILE, "study.zip")).headers["content-disposition"]
    assert named == "attachment; filename=\"a_b_b_x_.zip\"; filename*=UTF-8''a_b_b_x_%C4%8C.zip"
    assert "riverside-ties.csv" in call(app, at("riverside", "ties.csv")).headers["content-disposition"]


def test_the_zip_is_the_study(app: FastAPI, tmp_path: Path) -> None:
    path = tmp_path / "study.zip"
    path.write_bytes(call(app, at(HOSTILE, "study.zip")).content)
    study = netmap.read_study(path)
    assert study.agencies["agency"].tolist() == ["=A1", "@b", "a,b"]


def test_the_drawing_is_whole_and_harmless(app: FastAPI) -> None:
    answer = call(app, at(HOSTILE, "map.svg", layers="people"))
    root = ET.fromstring(answer.text)  # noqa: S314
    assert root.tag.endswith("svg")
    assert "<b>" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_map_as_one_file_speaks_the_language_asked_for(app: FastAPI) -> None:
    page = call(app, at("riverside", "map.html", lang="it")).text
    assert '<html lang="it"' in page
    assert "<script src" not in page


def test_the_description_tells_every_address_and_key(app: FastAPI) -> None:
    told = call(app, "/api/openapi.json").json()
    shown = [route for question in QUESTIONS for route in routes_of(question)]
    made = {route.path for route in shown} | set(map(path_of, RECORD_ACTIONS))
    assert set(told["paths"]) == made | {"/api/v1/studies"}
    for route in shown:
        named = {each["name"] for each in told["paths"][route.path]["get"]["parameters"]}
        assert "lang" in named
        assert named - {"study"} == {"lang", *(each["name"] for each in route.query)}
        assert ("study" in named) == ("{study}" in route.path)
    posts = {path for path, how in told["paths"].items() if "post" in how}
    assert posts == {path_of(each) for each in RECORD_ACTIONS if each.method != READ}


@pytest.mark.parametrize("action", RECORD_ACTIONS, ids=lambda each: each.name)
def test_the_description_tells_what_every_action_takes(app: FastAPI, action: RecordAction) -> None:
    told = call(app, "/api/openapi.json").json()["paths"][path_of(action)][action.method.lower()]
    assert told["operationId"] == action.name
    named = {each["name"]: each for each in told["parameters"]}
    assert ("study" in named) == ("{study}" in path_of(action))
    body = told.get("requestBody", {}).get("content", {})
    fields = set(action.request.model_fields)
    if "application/json" in body:
        schema = body["application/json"]["schema"]
        assert set(schema["properties"]) == fields
        assert "$ref" not in str(schema)
    else:
        assert set(named) - {"study", "lang"} == fields - {"content"}


def test_the_bounds_of_a_sitting_are_described(app: FastAPI) -> None:
    told = call(app, "/api/openapi.json").json()["paths"]["/api/v1/studies/{study}/attendance"]["post"]
    schema = told["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == {"key", "zone", "date"}
    assert (schema["properties"]["key"]["minLength"], schema["properties"]["key"]["maxLength"]) == (8, 100)
    mark = schema["properties"]["marks"]["items"]["properties"]
    assert mark["status"]["enum"] == ["present", "apologies", "absent", "unclear"]


def test_there_is_no_page_of_documentation_from_elsewhere(app: FastAPI) -> None:
    for address in ("/docs", "/redoc", "/openapi.json", "/api/docs"):
        assert call(app, address).status_code == 404
