"""Every command, option, address, key and column that was there before the house was rebuilt still is.

`addresses_before.json` was written by walking commit 27883a0; what is new may be more, never less.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from dashboards.pages import PAGES
from dashboards.server import build as server
from netmap.cli.program import build, run
from netmap.model.bundled import bundled_studies
from tests.dashboards.asking import ask

BEFORE = json.loads((Path(__file__).parent / "addresses_before.json").read_text(encoding="utf-8"))

WITHOUT_MEANING = {
    "zone-figures.csv": {"from-level", "to-level", "way", "target", "target-id"},
    "zone-losses.csv": {"from-level", "to-level", "way", "target", "target-id"},
    "champions.csv": {"target", "target-id"},
}
"""Keys that some addresses were described with and that changed nothing there; they are still passed over."""


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return server(list(bundled_studies().values()))


@pytest.fixture(scope="module")
def described(app: ASGIApp) -> dict[str, Any]:
    found: dict[str, Any] = ask(app, "/api/openapi.json").json()
    return found


def keys(value: Any, before: str = "") -> Iterator[str]:
    """Every key of a JSON value, with the keys that lead to it; of a list those of its first entry."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield before + key
            yield from keys(inner, f"{before}{key}.")
    elif isinstance(value, list) and value:
        yield from keys(value[0], f"{before}[].")


@pytest.mark.parametrize("command", BEFORE["commands"])
def test_every_command_has_the_options_it_had(command: str) -> None:
    there = {option for part in build().commands[command].params for option in part.opts}
    assert set(BEFORE["commands"][command]) <= there


@pytest.mark.parametrize("route", BEFORE["routes"])
def test_every_address_takes_the_keys_it_took(route: str, described: dict[str, Any]) -> None:
    method, path = route.split()
    there = {each["name"] for each in described["paths"][path][method].get("parameters", [])}
    assert set(BEFORE["routes"][route]) - WITHOUT_MEANING.get(path.rpartition("/")[2], set()) <= there


@pytest.mark.parametrize("path", BEFORE["json_keys"])
def test_every_answer_holds_the_keys_it_held(path: str, app: ASGIApp) -> None:
    answer = ask(app, path.replace("{study}", "riverside"))
    assert answer.status_code == 200
    assert set(BEFORE["json_keys"][path]) <= set(keys(answer.json()))


@pytest.mark.parametrize("path", BEFORE["csv_columns"])
def test_every_table_holds_the_columns_it_held(path: str, app: ASGIApp) -> None:
    answer = ask(app, path.replace("{study}", "riverside"))
    assert answer.status_code == 200
    assert set(BEFORE["csv_columns"][path]) <= set(next(csv.reader(io.StringIO(answer.text))))


@pytest.mark.parametrize("name", BEFORE["cli_json"])
def test_every_command_prints_the_keys_and_columns_it_printed(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = BEFORE["cli_json"][name]["line"]
    assert run([*line, "--format", "json"]) == 0
    assert set(BEFORE["cli_json"][name]["keys"]) <= set(keys(json.loads(capsys.readouterr().out)))
    assert run([*line, "--format", "csv"]) == 0
    columns = next(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert set(BEFORE["cli_csv"][name]["columns"]) <= set(columns)


@pytest.mark.parametrize("address", BEFORE["pages"])
def test_every_page_lies_where_it_lay(address: str, app: ASGIApp) -> None:
    entrances = {f"/{language}/" for language in ("en", "it")}
    assert address in entrances | {page.address(language) for page in PAGES for language in ("en", "it")}
    answer = ask(app, address)
    assert answer.status_code == 200
    assert "<html" in answer.text
