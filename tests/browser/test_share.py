"""Every page of the board can be shared: its link with fixed days, its files, its print; and lists close."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboards.components.page_links import AREAS
from tests.browser.serving import Service
from tests.browser.watch import Watch, watched

pytestmark = pytest.mark.browser

BOARD_PAGES = tuple(name for name, _ in next(each for each in AREAS if each.name == "board").pages)
FIXED = {"study": ["riverside"], "from": ["2023-03-01"], "to": ["2024-02-29"], "baseline": ["2023-03-01"]}
COPIED = "Link copied. It works only on this computer, while netmap runs."


@pytest.fixture
def page(laptop: Watch) -> Page:
    """The one page of the module; after each test the watch is asked."""
    laptop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pages = laptop.context.pages
    return pages[0] if pages else laptop.context.new_page()


def opened(page: Page, service: Service, name: str, query: str = "study=riverside") -> Page:
    page.goto(f"{service.address}en/{name}/?{query}")
    page.locator("#content h1, #sentences h1, .face .cards").first.wait_for()
    page.wait_for_load_state("load")
    page.locator(".share-menu > summary").click()
    return page


@pytest.mark.parametrize("name", BOARD_PAGES)
def test_a_page_copies_its_link_with_the_days_fixed_and_says_so(
    page: Page, service: Service, laptop: Watch, name: str
) -> None:
    opened(page, service, name)
    menu = page.locator(".share-menu")
    expect(menu).to_contain_text("It works only on this computer, while netmap runs.", use_inner_text=True)
    assert menu.locator("a[download]").count() >= 1
    for each in menu.locator("a[download]").all():
        assert page.request.get(service.address.rstrip("/") + str(each.get_attribute("href"))).ok
    before = page.url
    menu.get_by_role("link", name="Copy the link").click()
    expect(menu.get_by_role("status")).to_have_text(COPIED)
    assert page.url == before
    copied = str(page.evaluate("() => navigator.clipboard.readText()"))
    assert copied.startswith(f"{service.address}en/{name}/?")
    told = parse_qs(urlsplit(copied).query)
    days = {} if name == "monthly-pack" else {key: FIXED[key] for key in ("from", "to")}
    assert told.items() >= {"study": FIXED["study"], "baseline": FIXED["baseline"], **days}.items()
    laptop.assert_clean()


def test_where_the_browser_refuses_the_address_is_shown(page: Page, service: Service, laptop: Watch) -> None:
    opened(page, service, "zones")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("link", name="Copy the link").click()
    said = page.locator(".share-menu [role=status]")
    expect(said).to_have_text(
        re.compile(r"^The browser did not let the link be copied\. Here it is: http://127")
    )
    laptop.assert_clean()


@pytest.mark.parametrize("name", ["overview", "zones"])
def test_a_page_is_printed_with_its_menu_closed(page: Page, service: Service, name: str) -> None:
    opened(page, service, name)
    page.evaluate(
        "() => { window.print = () => { window.printed = document.querySelector('.share-menu').open; }; }"
    )
    page.get_by_role("button", name=re.compile("^Print ")).click()
    assert page.evaluate("() => window.printed") is False
    page.emulate_media(media="print")
    expect(page.locator(".share-menu:visible, nav.pages:visible")).to_have_count(0)
    page.emulate_media(media="null")


def test_what_folds_out_of_the_overview_closes_and_covers_nothing(page: Page, service: Service) -> None:
    """By Escape with the focus returned, or a press elsewhere; one at a time, off every card's link."""
    opened(page, service, "overview")
    page.keyboard.press("Escape")
    expect(page.locator(".share-menu[open]")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.textContent") == "Share this"
    cards = page.locator(".figure:has(.known)")
    for at in range(cards.count()):
        summary = cards.nth(at).locator(".known > summary")
        summary.click()
        expect(page.locator(".known[open]")).to_have_count(1)
        expect(cards.nth(at).locator(".known[open]")).to_have_count(1)
        boxes = [each.bounding_box() or {} for each in page.locator(".figure h2 a").all()]
        told = page.locator(".known[open] > div").bounding_box() or {}
        for box in boxes:
            apart = (
                box["x"] >= told["x"] + told["width"]
                or told["x"] >= box["x"] + box["width"]
                or box["y"] >= told["y"] + told["height"]
                or told["y"] >= box["y"] + box["height"]
            )
            assert apart, at
    page.keyboard.press("Escape")
    expect(page.locator(".known[open]")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.textContent") == "How we know"
    cards.first.locator(".known > summary").click()
    page.locator("h1").click()
    expect(page.locator(".known[open]")).to_have_count(0)


def test_a_link_that_was_copied_adds_no_chip_of_the_baseline(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address) as watch:
        page = watch.context.new_page()
        for day, chips in (("2023-03-01", 0), ("2023-03-02", 1)):
            page.goto(f"{service.address}en/map/?study=riverside&baseline={day}")
            page.locator("#sentences h1").first.wait_for()
            expect(page.locator("#chips .chip", has_text="Baseline")).to_have_count(chips)
        watch.assert_clean()
