"""The page of notes: read, narrowed, and coded to a theme by keyboard, in a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, watched

pytestmark = pytest.mark.browser


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Service]:
    path = tmp_path / "ours.netmap"
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", netmap.read_study("piano-di-zona"), label="the blog")
    with serving(path) as running:
        yield running
        said = running.said
    assert said == ""


def test_notes_are_found_and_coded(chromium: Browser, stored: Service) -> None:
    with watched(chromium, stored.address, viewport=LAPTOP) as watch:
        page = watch.context.new_page()
        page.goto(f"{stored.address}en/notes/?study=ours")
        found = page.get_by_label("Find words")
        found.fill("TIMIDEZZA")
        found.press("Enter")
        note = page.locator(".notes li")
        note.get_by_text("timidity in deciding").wait_for()
        expect(note).to_have_count(1)
        assert note.locator(".note-text").get_attribute("lang") == "it"
        assert "/zones/" in (note.get_by_role("link").first.get_attribute("href") or "")
        note.get_by_role("button", name="Code").press("Enter")
        theme = page.locator("form.coding input")
        assert theme.input_value() == "organisational model"
        theme.fill("courage <b>")
        theme.press("Enter")
        page.get_by_text("1 note is coded to “courage <b>”.").wait_for()
        assert note.get_by_role("link", name="theme: courage <b>").is_visible()
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [each["id"] for each in violations if each["impact"] in SERIOUS] == []
        watch.assert_clean()
