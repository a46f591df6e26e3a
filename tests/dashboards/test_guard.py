"""The guard lets this machine ask, and nobody else."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from dashboards.guard import Guard, content_policy, is_loopback, is_own_origin
from tests.dashboards.asking import ask


async def _answer(request: Request) -> PlainTextResponse:
    own = {"Content-Security-Policy": "default-src 'none'"} if request.url.path == "/own" else None
    return PlainTextResponse("yes", headers=own)


@pytest.fixture
def app() -> ASGIApp:
    routes = [Route("/", _answer, methods=["GET", "POST"]), Route("/own", _answer)]
    return Guard(Starlette(routes=routes), content_policy([]))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8050", "[::1]:1", "LOCALHOST"])
def test_this_machine_may_ask(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8050",
        "127.0.0.1:8050:1",
        "user@127.0.0.1",
        "[::1",
        "10.0.0.1",
    ],
)
def test_any_other_host_may_not(host: str | None) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        (None, True),
        ("http://127.0.0.1:8050", True),
        ("http://127.0.0.1:8051", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_page_elsewhere_may_not_post(origin: str | None, own: bool) -> None:
    assert is_own_origin(origin, "127.0.0.1:8050") is own


def test_a_foreign_host_is_refused_with_421(app: ASGIApp) -> None:
    assert ask(app, "/", headers={"host": "evil.example"}).status_code == 421


def test_a_post_from_elsewhere_is_refused_with_403(app: ASGIApp) -> None:
    assert ask(app, "/", "POST", headers={"origin": "http://evil.example"}).status_code == 403
    assert ask(app, "/", "POST", headers={"origin": "http://127.0.0.1:8050"}).text == "yes"
    assert ask(app, "/", headers={"origin": "http://evil.example"}).status_code == 200


def test_every_answer_is_protected_and_its_own_policy_kept(app: ASGIApp) -> None:
    answers = [
        ask(app, "/"),
        ask(app, "/missing"),
        ask(app, "/", headers={"host": "evil.example"}),
    ]
    for answer in answers:
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert ask(app, "/own").headers["content-security-policy"] == "default-src 'none'"


def test_the_policy_lets_no_foreign_script_run() -> None:
    policy = dict(part.split(" ", 1) for part in content_policy(["'sha256-b'", "'sha256-a'"]).split("; "))
    assert policy["script-src"] == "'self' 'sha256-a' 'sha256-b'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
