"""The national overview in a browser: a dot a partnership, one found by its name, taken away, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

import netmap
from netmap.cli.program import run
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, watched

pytestmark = pytest.mark.browser

NAME = "<b>Ättlinge</b> & =A1"


@pytest.fixture
def national(tmp_path: Path) -> Iterator[Service]:
    path = tmp_path / "national.netmap"
    whole = netmap.simulate(
        partnerships=7, people=48, agencies=12, zones=8, gaps=(), pairs_of_each_kind=1, waves=0, seed=4
    )
    named = whole.partnerships.assign(name=[NAME, *"bcdefg"])
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "national")
        study = netmap.Study({**whole.tables, "partnerships": named}, whole.about)
        store.write_study(LOCAL_USER, "national", study)
    typed = ["compare", str(path), "--until", "2023-06-30", "--months", "6", "--draws", "39"]
    assert run([*typed, "--format", "csv"]) == 0
    with serving(path) as running:
        yield running
        said = running.said
    assert said == ""


def test_a_partnership_is_found_by_name_and_the_table_taken(chromium: Browser, national: Service) -> None:
    with watched(chromium, national.address, viewport=LAPTOP) as watch:
        page = watch.context.new_page()
        page.goto(f"{national.address}en/national/?study=national&measure=ei_agency")
        expect(page.locator("#figure-national .points .point")).to_have_count(7)
        page.get_by_label("Find a partnership by its name").fill("ättl")
        page.keyboard.press("Enter")
        page.get_by_text("1 name fits what is looked for.").wait_for()
        page.locator(".said-list").get_by_text(NAME).wait_for()
        expect(page.locator("img, b", has_text="Ättlinge")).to_have_count(0)
        with page.expect_download() as told:
            page.get_by_role("link", name="Table (CSV)").click()
        assert NAME in Path(told.value.path()).read_text("utf-8-sig")
        page.get_by_text("The same as a table").click()
        expect(page.locator(".twins table tbody tr")).to_have_count(7)
        assert "Gauvin" in (page.locator("#code-method-national").text_content() or "")
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [each["id"] for each in violations if each["impact"] in SERIOUS] == []
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_function("() => document.documentElement.scrollWidth <= window.innerWidth")
