"""Changes over the interface: only from our own pages, whole or not at all, both versions of a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.types import ASGIApp

from netmap.api import build_api
from netmap.api.record_routes import MOST_BYTES, path_of
from netmap.records.actions import READ, RECORD_ACTIONS
from tests.own_loop import finished
from tests.questions.stores import ANN, BOARD, BOB, CID, library_over, store_at

HERE = "http://localhost"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[ASGIApp]:
    library = library_over(tmp_path)
    yield build_api(library)
    library.close()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    """One service for all tests that nothing may change."""
    library = library_over(tmp_path_factory.mktemp("unchanged"))
    yield build_api(library)
    library.close()


def sent(app: ASGIApp, method: str, address: str, **more: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.request(method, address, **more)

    return finished(ask)


def trusted(app: ASGIApp) -> dict[str, str]:
    """The headers of a page of this service."""
    told = sent(app, "GET", "/api/v1/session").json()
    return {told["header"]: told["token"], "origin": HERE, "sec-fetch-site": "same-origin"}


def change(app: ASGIApp, what: str, body: Any, **more: Any) -> httpx.Response:
    return sent(app, "POST", f"/api/v1/studies/ours/{what}", json=body, headers=trusted(app), **more)


def sitting(app: ASGIApp, **more: Any) -> dict[str, Any]:
    """A correction of the last sitting of the board as it is now."""
    last = sent(app, "GET", "/api/v1/studies/ours/attendance", params={"zone": BOARD}).json()["sittings"][0]
    return {
        "key": str(uuid4()),
        "zone": BOARD,
        "date": last["day"],
        "row": last["row"],
        "version": last["version"],
        "marks": [{"person": mark["person"], "status": mark["status"]} for mark in last["marks"]],
        "seen": [{"row": mark["row"], "version": mark["version"]} for mark in last["marks"]],
        **more,
    }


def version(app: ASGIApp) -> int:
    return int(sent(app, "GET", "/api/v1/studies/ours/attendance").json()["version"])


def test_a_draft_is_recorded_and_undone(app: ASGIApp) -> None:
    draft = {
        "key": str(uuid4()),
        "zone": BOARD,
        "date": "2024-05-07",
        "marks": [{"person": ANN, "status": "present"}, {"person": BOB, "status": "apologies"}],
    }
    first, again = change(app, "attendance", draft), change(app, "attendance", draft)
    assert first.status_code == again.status_code == 200
    assert (first.json()["again"], again.json()["again"]) == (False, True)
    assert first.json()["said"] == (
        "Saved: The board, 7 May 2024: 1 person present, apologies from 1 person."
    )
    plan = sent(app, "GET", "/api/v1/studies/ours/undo", params={"change": first.json()["change"]}).json()
    assert plan["counts"] == ["Sittings: 1 taken out", "Attendance: 2 taken out"]
    assert change(app, "undo", {"change": first.json()["change"]}).status_code == 200
    history = sent(app, "GET", "/api/v1/studies/ours/changes").json()["changes"]
    assert [(each["number"], each["undoes"], each["stands"]) for each in history] == [
        (3, 2, True),
        (2, None, False),
        (1, None, True),
    ]


def test_a_second_sitting_of_a_day_names_the_one_that_is_there(app: ASGIApp) -> None:
    draft = {"key": "k" * 12, "zone": BOARD, "date": "2024-04-02", "marks": [{"person": ANN}]}
    answer = change(app, "attendance", draft)
    assert answer.status_code == 409
    assert (answer.json()["error"]["code"], answer.json()["error"]["meeting"]) == ("sitting-there", "m, 2")


@pytest.mark.parametrize("way", ["moved", "deleted", "replaced"])
def test_nothing_is_saved_in_a_store_that_is_not_in_its_place(app: ASGIApp, tmp_path: Path, way: str) -> None:
    last, store = sitting(app), tmp_path / "ours.netmap"
    if way == "deleted":
        store.unlink()
    else:
        store.rename(tmp_path / "elsewhere.netmap")
    if way == "replaced":
        store_at(store)
    for what, body in (
        ("attendance", last),
        ("undo", {"change": 1}),
        ("records", {"key": "k" * 8, "table": "agencies", "values": {"name": "West"}}),
    ):
        answer = change(app, what, body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "store")
        assert "nothing was saved" in answer.json()["error"]["message"]


def test_a_conflict_tells_both_versions(app: ASGIApp) -> None:
    mine = sitting(app, marks=[{"person": ANN, "status": "unclear"}, {"person": CID, "status": "apologies"}])
    theirs = sitting(
        app, marks=[{"person": ANN, "status": "apologies"}, {"person": CID, "status": "apologies"}]
    )
    assert change(app, "attendance", theirs).status_code == 200
    answer = change(app, "attendance", mine)
    assert answer.status_code == 409
    (conflict,) = answer.json()["error"]["conflicts"]
    assert (conflict["yours"]["status"], conflict["live"]["status"]) == ("unclear", "apologies")


@pytest.mark.parametrize("path", [path_of(each) for each in RECORD_ACTIONS if each.method != READ])
@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"X-Netmap-Token": "guessed"},
        {"X-Netmap-Token": None},
    ],
    ids=repr,
)
def test_nobody_else_may_change_anything(
    unchanged: ASGIApp, path: str, changed: dict[str, str | None]
) -> None:
    before = version(unchanged)
    headers = {name: value for name, value in {**trusted(unchanged), **changed}.items() if value is not None}
    body = {"name": "another", **sitting(unchanged)}
    answer = sent(unchanged, "POST", path.replace("{study}", "ours"), json=body, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] in ("not-allowed", "stale-token")
    assert version(unchanged) == before
    assert len(sent(unchanged, "GET", "/api/v1/studies").json()["studies"]) == 1


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"row": ' + b"9" * 30 + b"}"),
        ("application/json", b'{"key": "\\ud800"}'),
        ("application/json", b'{"row": -' + b"9" * 5_000 + b"}"),
        ("text/plain", b"{}"),
        ("application/x-www-form-urlencoded", b"key=1"),
    ],
)
def test_what_is_no_request_is_refused(unchanged: ASGIApp, kind: str, content: bytes) -> None:
    headers = {**trusted(unchanged), "content-type": kind}
    answer = sent(unchanged, "POST", "/api/v1/studies/ours/attendance", content=content, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-argument")


def test_a_request_that_is_too_long_is_refused(app: ASGIApp) -> None:
    headers = {**trusted(app), "content-type": "application/json"}
    content = b'{"key": "' + b"x" * MOST_BYTES + b'"}'
    answer = sent(app, "POST", "/api/v1/studies/ours/attendance", content=content, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize("path", [path_of(each) for each in RECORD_ACTIONS if each.method == READ])
def test_what_is_asked_of_a_study_that_is_not_there(unchanged: ASGIApp, path: str) -> None:
    told = {"change": "1", "table": "zones", "stays": "a", "goes": "b", "rule": "silent-agency"}
    told["actors"] = '[["agency","a"]]'
    answer = sent(unchanged, "GET", path.replace("{study}", "nothing"), params=told)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")


def test_a_new_study_is_made_empty(app: ASGIApp) -> None:
    answer = sent(app, "POST", "/api/v1/studies", json={"name": "a,b"}, headers=trusted(app))
    assert answer.json() == {"study": "a,b"}
    assert [each["name"] for each in sent(app, "GET", "/api/v1/studies").json()["studies"]] == ["ours", "a,b"]
    for name in ("a/b", "", 7, "x" * 81, ".", "..", "a\nb", "a\0b", "\u202e"):
        again = sent(app, "POST", "/api/v1/studies", json={"name": name}, headers=trusted(app))
        assert again.status_code == 422, name


def test_a_file_is_uploaded_previewed_and_taken_in(app: ASGIApp) -> None:
    headers = {**trusted(app), "content-type": "application/octet-stream"}
    content = b"Name,Agency,Date,Group\nAnn,North,2024-06-04,The board\nEve,North,soon,The board\n"
    address = "/api/v1/studies/ours/imports"
    said = sent(app, "POST", address, content=content, headers=headers, params={"name": "list.csv"}).json()
    assert (said["records"], said["kept"], said["rejected"]) == (2, 1, 1)
    again = change(app, "imports/preview", {"upload": said["upload"]}).json()
    refused = change(app, "imports/commit", {"upload": said["upload"], "token": again["token"]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "bad-rows")
    body = {"upload": said["upload"], "token": again["token"], "take_good": True}
    done = change(app, "imports/commit", body)
    assert (done.json()["change"], done.json()["repair_name"]) == (2, "list.repair.xlsx")
    headers["X-Netmap-Token"] = "guessed"
    answer = sent(app, "POST", address, content=content, headers=headers)
    assert answer.status_code == 403
