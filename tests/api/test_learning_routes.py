"""The tables of learning paths as CSV: the library's own numbers, with n, window and rule on each row."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from fastapi import FastAPI

import netmap
from netmap.api import build_api
from netmap.api.question_routes import routes_of
from netmap.boundary_zones.losses import zone_losses
from netmap.questions import champions, learning, zones
from tests.api.calls import call, rows
from tests.questions.boards import Studies
from tests.questions.learning_pages import HOSTILE, one_way_up
from tests.shared_data import bundled

YEAR = {"from": "2023-03-01", "to": "2024-02-29"}
WINDOW = {"start": "2023-03-01", "end": "2024-02-29"}


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return build_api(Studies(None, riverside=bundled("riverside"), hostile=one_way_up()))


def table(app: FastAPI, study: str, file: str, **query: str) -> list[dict[str, str]]:
    answer = call(app, f"/api/v1/studies/{study}/{file}.csv?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return rows(answer)


def close(text: str, number: float) -> bool:
    return abs(float(text) - number) < 1e-9


def test_reach(app: FastAPI) -> None:
    found = table(app, "riverside", "reach", **{"from-level": "operational", "to-level": "authority"})
    months = netmap.reach_over_time(bundled("riverside"), "operational", "authority")
    there = [row for row in found if row["to_level"] == "authority"]
    assert [row["month"] for row in there] == [day.date().isoformat() for day in months["month"]]
    assert all(close(row["share"], share) for row, share in zip(there, months["share"], strict=True))
    assert [int(row["n"]) for row in there] == months["n"].tolist()
    assert len(found) == 2 * len(there)


def test_zones_and_losses(app: FastAPI) -> None:
    study = bundled("riverside")
    found = table(app, "riverside", "zone-figures", **YEAR)
    assert [int(row["sittings"]) for row in found] == netmap.zones(study, **WINDOW)["sittings"].tolist()
    assert {row["n"] for row in found} == {"8"}
    lost = table(app, "riverside", "zone-losses", selected="zone", **{"selected-id": "board"}, **YEAR)
    expected = zone_losses(study, **WINDOW, zone="board")["lost"]
    assert all(close(row["lost"], points) for row, points in zip(lost, expected, strict=True))


def test_champions(app: FastAPI) -> None:
    ends = {"from-level": "operational", "to-level": "authority"}
    found = table(app, "riverside", "champions", **ends, **YEAR)
    table_ = netmap.champions(bundled("riverside"), "operational", "authority", **WINDOW)
    assert [row["practitioner"] for row in found] == table_["practitioner"].tolist()
    assert [int(row["in_degree"]) for row in found] == table_["in_degree"].tolist()


def test_an_agencys_path_holds_no_person_and_a_persons_does(app: FastAPI) -> None:
    chosen = {"selected": "agency", "selected-id": "=A1"}
    agency = table(app, "hostile", "path", **chosen)
    person = table(app, "hostile", "path", **{"selected": "person", "selected-id": "=A1 p"})
    assert [row["date"] for row in agency] == [row["date"] for row in person] != []
    assert {row["from"] for row in agency} == {""}
    assert person[0]["from"] == "'=A1 p"


def test_arrivals_of_one_and_of_all(app: FastAPI) -> None:
    everything = table(app, "hostile", "arrivals")
    assert len(everything) == len(HOSTILE) * (len(HOSTILE) - 1)
    one = table(app, "hostile", "arrivals", **{"selected": "agency", "selected-id": "a,b"})
    assert {row["from"] for row in one} == {"a,b"}
    assert {row["to_sort"] for row in one} == {"agency", "level"}


ROUTES = [
    route
    for each in (learning, zones, champions)
    for route in routes_of(each.QUESTION)
    if route.path.endswith(".csv")
]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_row_says_window_and_rule_and_holds_no_formula(app: FastAPI, route: object) -> None:
    path = getattr(route, "path", "").replace("{study}", "hostile")
    answer = call(app, f"{path}?from=2022-01-01&to=2022-12-31&same-day=1&max-wait=40&horizon=60")
    found = rows(answer)
    assert found or "/path.csv" in path
    for row in found:
        assert (row["study"], row["window_from"], row["window_to"]) == ("hostile", "2022-01-01", "2022-12-20")
        assert "on the same day" in row["rule"]
        assert "at most 40 days" in row["rule"]
        assert "within 60 days" in row["rule"]
        assert row["n"].isdecimal()
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
