"""The map engine on a page of its own, driven in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.map_engine.driver import MapPage
from tests.map_engine.harness import served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page of the engine is served."""
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def laptop(chromium: Browser) -> Iterator[BrowserContext]:
    """A laptop, whose pages are opened anew for each test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 760}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="session")
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone with a touch screen."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture
def map_page(laptop: BrowserContext, address: str) -> Iterator[MapPage]:
    """The page with nothing painted yet; fails at the end if the console spoke or a request went out."""
    page = MapPage(laptop.new_page(), address)
    yield page
    page.page.close()
    assert page.console == []
    assert [each for each in page.requests if not each.startswith((address, "blob:", "data:"))] == []


@pytest.fixture
def phone_page(phone: BrowserContext, address: str) -> Iterator[MapPage]:
    """The same on a phone with a touch screen."""
    page = MapPage(phone.new_page(), address)
    yield page
    page.page.close()
    assert page.console == []
