"""The page as it is served, driven in Chromium: one service and few pages for many tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from netmap.model.bundled import bundled_studies
from tests.browser import studies
from tests.browser.driver import Board
from tests.browser.serving import Service, serving
from tests.browser.watch import Watch, on_a_phone, watched
from tests.shared_data import PANELS


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """All small studies behind one address; says nothing on stderr while it is used."""
    folder = tmp_path_factory.mktemp("served")
    shown = [
        *bundled_studies().values(),
        *([PANELS] if PANELS.is_dir() else []),
        studies.write_hostile(folder / "hostile"),
        studies.write_empty(folder / "empty"),
        studies.write_broken(folder / "broken"),
    ]
    with serving(*shown) as running:
        yield running
        said = running.said
    assert said == ""


@pytest.fixture(scope="module")
def laptop(chromium: Browser, service: Service) -> Iterator[Watch]:
    """A laptop whose pages live as long as the module; what they must not do fails the last test."""
    with watched(chromium, service.address) as watch:
        yield watch


@pytest.fixture(scope="module")
def second_laptop(chromium: Browser, service: Service) -> Iterator[Watch]:
    """Another laptop for as long."""
    with watched(chromium, service.address) as watch:
        yield watch


@pytest.fixture(scope="module")
def phone(chromium: Browser, service: Service) -> Iterator[Watch]:
    """A phone for as long."""
    with watched(chromium, service.address, **on_a_phone()) as watch:
        yield watch


@pytest.fixture(scope="module")
def shared_board(laptop: Watch, service: Service) -> Board:
    """The one page of the module, opened once."""
    return Board(laptop.context.new_page(), service.address).open(study="riverside")


@pytest.fixture
def board(shared_board: Board, laptop: Watch) -> Iterator[Board]:
    """The page of the module; after each test the watch is asked."""
    yield shared_board
    laptop.assert_clean()


@pytest.fixture
def fresh(chromium: Browser, service: Service) -> Iterator[Board]:
    """A page of somebody who was never here, not opened yet."""
    with watched(chromium, service.address) as watch:
        yield Board(watch.context.new_page(), service.address)
