"""The whole service: two languages in one process, nothing from elsewhere, no script but its own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from starlette.types import ASGIApp

from dashboards.dash_app import FAILED, error_text
from dashboards.pages.board import answers, callbacks, ids
from dashboards.server import assemble, prepare
from dashboards.services import Services
from netmap.model.errors import NotFoundError
from netmap.model.i18n import ENGLISH, LANGUAGES
from netmap.questions.map.facts import MapFacts
from tests.dashboards.asking import HERE, ask
from tests.dashboards.studies import given


@pytest.fixture(scope="module")
def app(bundled: Services) -> ASGIApp:
    return assemble(bundled)


@pytest.fixture(scope="module")
def other(hostile: Services) -> ASGIApp:
    return assemble(hostile)


def _body(search: str) -> dict[str, Any]:
    values = given(search)
    outputs = [
        {"id": output.component_id, "property": output.component_property}
        for output in answers.OUTPUTS.values()
    ]
    inputs = [
        {"id": each.component_id, "property": each.component_property, "value": values[name]}
        for name, each in callbacks.INPUTS.items()
    ]
    state = [
        {"id": each.component_id, "property": each.component_property, "value": values[name]}
        for name, each in callbacks.STATES.items()
    ]
    named = "...".join(f"{each['id']}.{each['property']}" for each in outputs)
    return {
        "output": f"..{named}..",
        "outputs": outputs,
        "inputs": inputs,
        "state": state,
        "changedPropIds": [f"{ids.ADDRESS}.data"],
    }


def board_answer(app: ASGIApp, language: str, search: str, **more: Any) -> Any:
    return ask(app, f"/{language}/map/_dash-update-component", "POST", json=_body(search), **more)


def test_the_door_leads_to_the_readers_language_and_keeps_the_query(app: ASGIApp) -> None:
    answer = ask(app, "/?study=emon&open=a%2Cb", headers={"accept-language": "it"})
    assert (answer.status_code, answer.headers["location"]) == (307, "/it/?study=emon&open=a%2Cb")
    assert ask(app, "/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_names_its_language_and_nothing_from_elsewhere(app: ASGIApp, language: str) -> None:
    page = ask(app, f"/{language}/map/").text
    assert f'<html lang="{language}">' in page
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sources
    assert all(source.startswith(("/assets/", "/_dash-component-suites/", "data:")) for source in sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_inline_script_is_in_the_policy(app: ASGIApp, language: str) -> None:
    answer = ask(app, f"/{language}/map/")
    policy = answer.headers["content-security-policy"]
    inline = re.findall(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", answer.text, re.S
    )
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_each_language_answers_in_its_own(app: ASGIApp) -> None:
    answers_by_language = {
        language: board_answer(app, language, "?study=riverside").json()["response"] for language in LANGUAGES
    }
    for language, answer in answers_by_language.items():
        links = answer[ids.SHOWN]["data"]["links"]
        for other in set(LANGUAGES) - {language}:
            assert links[f"other-language-{other}"].startswith(f"/{other}/map/?study=riverside")
        assert f"other-language-{language}" not in links
        assert f"lang={language}" in links[ids.SVG_FILE]
    assert answers_by_language["it"][ids.WORDS] != answers_by_language["en"][ids.WORDS]


def test_two_services_in_one_process_do_not_mix(app: ASGIApp, other: ASGIApp) -> None:
    for each, study in ((app, "emon"), (other, "hostile"), (app, "riverside")):
        answer = board_answer(each, "en", f"?study={study}").json()["response"]
        assert answer[ids.VIEW]["data"]["study"] == study
    refused = board_answer(other, "en", "?study=emon").json()
    assert "emon" in json.dumps(refused["sideUpdate"][ids.TROUBLE])


def test_an_error_is_told_in_the_page_without_its_traceback(
    app: ASGIApp, bundled: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Any, *given: Any, **more: Any) -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr(MapFacts, "view", broken)
    answer = board_answer(app, "en", "?study=emon")
    assert answer.status_code == 200
    assert "secret" not in answer.text
    assert answer.json()["sideUpdate"][ids.TROUBLE] == {"children": FAILED, "hidden": False}
    assert answer.json()["sideUpdate"][ids.TIMER] == {"disabled": True}
    assert "secret" in caplog.text


def test_our_own_errors_are_told_in_full() -> None:
    assert error_text(NotFoundError("no {what}", what="<b>x</b>"), ENGLISH) == "no <b>x</b>"


def test_another_site_cannot_ask_the_page(app: ASGIApp) -> None:
    assert (
        board_answer(app, "en", "?study=emon", headers={"origin": "http://evil.example"}).status_code == 403
    )
    assert board_answer(app, "en", "?study=emon", headers={"host": "evil.example"}).status_code == 421
    assert board_answer(app, "en", "?study=emon", headers={"origin": HERE}).status_code == 200


def test_the_files_that_the_page_offers_are_there(app: ASGIApp) -> None:
    answer = board_answer(app, "en", "?study=emon&kinds=declared").json()["response"]
    for name in (ids.SVG_FILE, ids.HTML_FILE, ids.TIES_FILE, ids.ACTORS_FILE, ids.STUDY_FILE):
        assert ask(app, answer[ids.SHOWN]["data"]["links"][name]).status_code == 200, name


@pytest.mark.parametrize(
    ("language", "said"), [("en", "There is no such page"), ("it", "Questa pagina non esiste")]
)
def test_where_no_page_lies_a_page_says_so(app: ASGIApp, language: str, said: str) -> None:
    for path in ("overviw/", "a/b", "overview/nothing.html"):
        answer = ask(app, f"/{language}/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"].startswith("text/html"), path
        assert said in answer.text, path
        assert f'href="/{language}/studies/"' in answer.text, path
    assert ask(app, "/api/v1/nothing").json()["error"]["code"] == "not-found"
    unknown = ask(app, f"/{language}/overview/?study=nope")
    assert unknown.status_code == 404
    assert f'href="/{language}/studies/"' in unknown.text


def test_no_tool_of_developers_is_open(app: ASGIApp) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert ask(app, path).status_code == 404, path
    assert ask(app, "/en/map/_mcp", "POST", json={}).status_code == 405
    page = ask(app, "/en/map/").text
    config = json.loads(page.split('id="_dash-config" type="application/json">')[1].split("</script>")[0])
    assert config["ui"] is False
    assert "hot_reload" not in config


def test_the_overview_is_prepared_of_the_study_that_opens_first(
    bundled: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    ask = Services.ask

    def heard(self: Services, question: Any, state: Any) -> Any:
        asked.append((question.name, state.context.study))
        return ask(self, question, state)

    monkeypatch.setattr(Services, "ask", heard)
    first, second, *_ = (each.name for each in bundled.library.entries(bundled.principal))
    for name in (first, second):
        prepare(bundled, name)
    assert asked == [("map", first), ("overview", first), ("map", second)]
