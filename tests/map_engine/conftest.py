"""The map engine on a page of its own, driven in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.map_engine.driver import MapPage
from tests.map_engine.harness import served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page of the engine is served."""
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def laptop(chromium: Browser, address: str) -> Iterator[MapPage]:
    """A laptop with one page, loaded anew for each test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 760}, reduced_motion="reduce")
    yield MapPage(context.new_page(), address)
    context.close()


@pytest.fixture(scope="session")
def phone(chromium: Browser, address: str) -> Iterator[MapPage]:
    """The same on a phone with a touch screen."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield MapPage(context.new_page(), address)
    context.close()


@pytest.fixture
def map_page(laptop: MapPage, address: str) -> Iterator[MapPage]:
    """The page with nothing painted yet; fails at the end if the console spoke or a request went out."""
    yield laptop.open()
    assert laptop.console == []
    assert [each for each in laptop.requests if not each.startswith((address, "blob:", "data:"))] == []


@pytest.fixture
def phone_page(phone: MapPage) -> Iterator[MapPage]:
    """The same on a phone with a touch screen."""
    yield phone.open()
    assert phone.console == []
