"""A comparison saved from its page, opened again by its address, written of by two, put aside and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, watched

pytestmark = pytest.mark.browser

TITLE, NOTE = '<b>Spring</b> & "autumn"', "=A1: did the new panel matter?"


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Service]:
    path = tmp_path / "ours.netmap"
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "ours")
        whole = netmap.simulate(partnerships=2, people=30, agencies=8, months=12, gaps=(), seed=4)
        store.write_study(LOCAL_USER, "ours", whole)
    with serving(path, Path("riverside")) as running:
        yield running
        said = running.said
    assert said == ""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_a_comparison_is_saved_opened_and_written_of_by_two(chromium: Browser, stored: Service) -> None:
    with watched(chromium, stored.address, viewport=LAPTOP) as watch:
        page = watch.context.new_page()
        page.goto(f"{stored.address}en/compare/?study=ours&months=6&draws=19&measure=mean_degree")
        press(page, "Save this comparison")
        page.get_by_label("Title").fill(TITLE)
        page.get_by_label("What it is for").fill(NOTE)
        press(page, "Save")
        page.get_by_text(f"Saved: the comparison “{TITLE}”.").wait_for()
        assert page.url.endswith("?study=ours&saved=comparison-1")
        said = page.locator(".sentences")
        said.get_by_text(f"This is the comparison “{TITLE}”, saved on version 1 of the record.").wait_for()
        said.get_by_text("Nothing that it reads has changed since.").wait_for()
        said.get_by_text(NOTE).wait_for()
        page.wait_for_selector("#compare-tested figure .main-svg", timeout=60_000)
        expect(page.locator("#compare-tested .small-charts").first.locator("figure")).to_have_count(1)
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [each["id"] for each in violations if each["impact"] in SERIOUS] == []

        other = watch.context.new_page()
        other.goto(page.url)
        for each in (page, other):
            press(each, "Change title or note")
            each.get_by_label("Title").wait_for()
        page.get_by_label("Title").fill("Ours")
        press(page, "Save")
        page.get_by_text("Saved: the comparison “Ours”.").wait_for()
        other.get_by_label("Title").fill("Theirs")
        press(other, "Save")
        other.get_by_text("Somebody else wrote of it meanwhile.").wait_for()
        assert other.locator(".two li").all_inner_texts() == [
            "Title: Ours",
            f"What it is for: {NOTE}",
            "Title: Theirs",
            f"What it is for: {NOTE}",
        ]
        press(other, "Save mine")
        other.get_by_text("Saved: the comparison “Theirs”.").wait_for()
        press(other, "Put aside")
        other.get_by_text("Put aside: the comparison “Theirs”.").wait_for()
        other.get_by_text("Put aside: 1").wait_for()
        press(other, "Undo")
        other.get_by_text("Undone: change 5.").wait_for()
        link = other.locator(".saved-list").get_by_role("link", name="Theirs")
        expect(link).to_have_attribute("href", "?study=ours&saved=comparison-1")

        other.get_by_role("link", name="Go on from here with other choices").click()
        other.get_by_role("button", name="Save this comparison").wait_for()
        assert "saved=" not in other.url
        assert "measure=mean_degree" in other.url
        page.goto(f"{stored.address}en/compare/?study=riverside&months=6&draws=19&measure=mean_degree")
        page.get_by_text("This study is read from files, so this comparison cannot be saved").wait_for()
        refused = [each for each in watch.console if "409" in each]
        assert len(refused) == 1  # what the browser says of a conflict
        watch.console.remove(refused[0])
