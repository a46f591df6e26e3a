"""The page of notes: read, narrowed, and coded to a theme by keyboard, in a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests import shared_data
from tests.browser.driver import Board
from tests.browser.leaf import LeafPage
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path: Path = tmp_path_factory.mktemp("notes") / "ours.netmap"
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", shared_data.bundled("piano-di-zona"), label="the blog")
    with serving(path) as running:
        yield running
        said = running.said
    assert said == ""


def test_notes_are_found_and_coded(chromium: Browser, stored: Service) -> None:
    with watched(chromium, stored.address, viewport=LAPTOP) as watch:
        page = watch.context.new_page()
        notes = LeafPage(page, stored.address, "notes").open(study="ours")
        found = page.get_by_label("Find words")
        found.fill("TIMIDEZZA")
        found.press("Enter")
        note = page.locator(".notes li")
        note.get_by_text("timidity in deciding").wait_for()
        expect(note).to_have_count(1)
        notes.settle()  # an answer that comes later would take the form away
        expect(note.locator(".note-text")).to_have_attribute("lang", "it")
        assert "/zones/" in (note.get_by_role("link").first.get_attribute("href") or "")
        note.get_by_role("button", name="Code").press("Enter")
        theme = page.locator("form.coding input")
        expect(theme).to_have_value("organisational model")
        theme.fill("courage <b>")
        theme.press("Enter")
        page.get_by_text("1 note is coded to “courage <b>”.").wait_for()
        expect(note.get_by_role("link", name="theme: courage <b>")).to_be_visible()
        notes.settle()
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [each["id"] for each in violations if each["impact"] in SERIOUS] == []
        watch.assert_clean()


def test_the_map_leads_to_the_notes_and_a_note_back_to_the_map(chromium: Browser, stored: Service) -> None:
    with watched(chromium, stored.address, viewport=LAPTOP) as watch:
        board = Board(watch.context.new_page(), stored.address)
        board.open(study="ours", selected="zone", **{"selected-id": "g-care"})
        there = board.page.locator("#panel").get_by_role("link", name="notes about it")
        count = int(there.inner_text().split()[0])
        there.click()
        notes = board.page.locator(".notes li")
        assert count > 1
        expect(notes).to_have_count(count)
        notes.first.get_by_role("link", name="on the map").click()
        board.settle()
        assert "Working group on integrated care" in board.panel()
        watch.assert_clean()


def test_a_search_finds_what_no_note_tells(chromium: Browser, stored: Service) -> None:
    with watched(chromium, stored.address, viewport=LAPTOP) as watch:
        page = watch.context.new_page()
        page.goto(f"{stored.address}it/notes/?study=ours&find=9+aprile")
        page.get_by_role("link", name="Second open meeting, Crema").click()
        page.wait_for_url("**/it/zones/**")
        watch.assert_clean()
