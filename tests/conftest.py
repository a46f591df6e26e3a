"""What tests of every floor share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.watch import PATIENCE_MS
from tests.shared_data import MISSING, SHARED

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--soak` runs every random case, not only the first ones of each test."""
    parser.addoption("--soak", action="store_true", help="run what is marked `soak` as well")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `soak` unless it is asked for, and put first what must not come last."""
    if not config.getoption("--soak"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("soak")])
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = in_order(items, workers)


def in_order(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The order in which workers share the tests out: each begins with an equal part of the list.

    Files whose tests drive a browser stand at the start of the first part, those with long tests or a
    database server at the start of the second: the browser, the service behind it and the server are then
    started once and not by each worker, and no worker is left alone with a long test at the end. The rest
    stays in the order in which it comes.
    """
    driven = {item.path for item in items if "chromium" in _fixtures(item)}
    early = {item.path for item in items if _is_early(item)} - driven
    rest = [item for item in items if item.path not in driven | early]
    first = [item for item in items if item.path in driven]
    second = [item for item in items if item.path in early]
    before = max(len(items) // workers - len(first), 0)
    return [*first, *rest[:before], *second, *rest[before:]]


def _is_early(item: pytest.Item) -> bool:
    is_long = item.get_closest_marker("long") is not None
    return is_long or not {"server", "new_place"}.isdisjoint(_fixtures(item))


def _fixtures(item: pytest.Item) -> Collection[str]:
    return getattr(item, "fixturenames", ())


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `shared` is skipped where its data is missing, and fails under CI."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once; a test that needs it fails where it is missing."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "Chromium is missing: apt-get install chromium"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
