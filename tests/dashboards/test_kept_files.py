"""Scripts and styles: one address each for all pages, kept by the browser, packed; nothing else there."""

from __future__ import annotations

import hashlib
import re

import pytest
from starlette.types import ASGIApp

from dashboards.kept_files import ASSETS, FOREVER
from dashboards.server import assemble
from dashboards.services import Services
from tests.dashboards.asking import ask

NAMED = re.compile(r'(?:src|href)="([^"]+\.(?:js|css)[^"]*)"')
PLOTLY = re.compile(r'"plotlyjs_url":"([^"]+)"')
PAGES = ("/en/map/", "/it/map/", "/en/learning/", "/it/work-list/", "/en/overview/?study=emon")
CHUNK = "/_dash-component-suites/dash_ag_grid/async-community.js"


@pytest.fixture(scope="module")
def app(bundled: Services) -> ASGIApp:
    return assemble(bundled)


@pytest.fixture(scope="module")
def named(app: ASGIApp) -> dict[str, set[str]]:
    """What each page asks for."""
    told = {page: ask(app, page).text for page in PAGES}
    return {
        page: {*NAMED.findall(text), *(each.replace(r"\u002f", "/") for each in PLOTLY.findall(text))}
        for page, text in told.items()
    }


def test_pages_ask_for_one_file_at_one_address(named: dict[str, set[str]]) -> None:
    addresses = set().union(*named.values())
    files = {re.sub(r"\?.*|\.v[\w-]+m[0-9a-f]+(?=\.)", "", each) for each in addresses}
    assert len(addresses) == len(files) > 40
    assert all(each.startswith(("/assets/", "/_dash-component-suites/")) for each in addresses)
    assert named["/en/map/"] == named["/it/map/"]
    assert any("plotly.v" in each for each in named["/en/learning/"])


def test_scripts_of_grids_come_where_there_are_grids(named: dict[str, set[str]]) -> None:
    for page, addresses in named.items():
        assert any("dash_ag_grid" in each for each in addresses) == page.endswith("/map/")
        assert not any("dash_table" in each for each in addresses)


def test_what_names_its_version_is_kept_for_ever_and_comes_packed(
    app: ASGIApp, named: dict[str, set[str]]
) -> None:
    for address in set().union(*named.values()):
        packed = ask(app, address, headers={"accept-encoding": "gzip"})
        plain = ask(app, address, headers={"accept-encoding": "identity"})
        assert (packed.status_code, plain.status_code) == (200, 200), address
        assert packed.content == plain.content
        assert packed.headers["cache-control"] == FOREVER
        if len(plain.content) >= 1000:
            assert packed.headers["content-encoding"] == "gzip"
            assert int(packed.headers["content-length"]) < len(plain.content)
        assert "content-encoding" not in plain.headers


def test_what_does_not_name_its_version_is_asked_for_again(app: ASGIApp) -> None:
    for address in (CHUNK, "/assets/face.css", "/assets/face.css?m=1"):
        first = ask(app, address)
        assert first.headers["cache-control"] == "no-cache"
        again = ask(app, address, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert ask(app, address, headers={"if-none-match": '"other"'}).status_code == 200
    tag = hashlib.blake2b((ASSETS / "face.css").read_bytes(), digest_size=12).hexdigest()
    assert ask(app, "/assets/face.css").headers["etag"] == f'"{tag}"'


@pytest.mark.parametrize(
    "path",
    [
        "/assets/nothing.js",
        "/assets/..%2fserver.py",
        "/assets/%2e%2e%2fserver.py",
        "/assets/%00",
        f"/assets/{'x' * 300}",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/../../server.py",
        "/_dash-component-suites/dash/%2e%2e/%2e%2e/dash.py",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/deps/nothing.js",
        "/_dash-component-suites/dash/%00.js",
        "/_dash-component-suites/nothing/x.js",
    ],
)
def test_nothing_else_lies_there(app: ASGIApp, path: str) -> None:
    answer = ask(app, path)
    assert answer.status_code == 404
    assert "import" not in answer.text
