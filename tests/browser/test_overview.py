"""The first page as a board member sees it: what stands on the first screen, on a laptop and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Service
from tests.browser.watch import LAPTOP, on_a_phone, watched

pytestmark = pytest.mark.browser

SCREENS: dict[str, tuple[str, dict[str, Any]]] = {
    "laptop": ("en", {"viewport": LAPTOP}),
    "phone": ("it", on_a_phone()),
}
FIRST_SCREEN = 900
MAP_BEGINS = 320
HEADER = 96
SHEET = re.compile(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]")
PAPERS = {"brightwater": True, "emon": True, "necf-simulated": True, "community-lab": False}
"""Studies whose board papers are looked at, and whether a map is drawn there."""

DRAWN = {"en": "Drawn: ", "it": "Sono disegnati: "}
SHEETS = re.compile(rb"/Type\s*/Page[^s]")
LAID_OVER = """() => {
  const all = (what) => [...document.querySelectorAll('svg.agencies ' + what)];
  const placed = (what) => all(what).map((each) => each.getBoundingClientRect());
  const [boxes, nodes] = [placed('.name'), placed('circle')];
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const names = boxes.filter((a, n) => boxes.some((b, m) => m > n && over(a, b))).length;
  return [boxes.length, names, boxes.filter((a) => nodes.some((b) => over(a, b))).length];
}"""
"""How many names the map shows, how many lie on another, how many on an agency."""

FURTHER = """([code, name]) => {
  const link = document.querySelector('.face-header .language');
  const other = link.cloneNode();
  Object.assign(other, { id: `other-language-${code}`, lang: code, hreflang: code, textContent: name });
  link.after(other);
}"""
"""Puts a link to one more language into the header."""


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_answers(chromium: Browser, service: Service, screen: str) -> None:
    language, kind = SCREENS[screen]
    with watched(chromium, service.address, **kind) as watch:
        page = watch.context.new_page()
        page.goto(f"{service.address}{language}/overview/?study=riverside")
        page.locator("#together").wait_for()
        tops = {
            name: _top(page, name)
            for name in ("h1", "#together", "#front-line", "#meeting", "#rests", ".map")
        }
        assert page.evaluate("document.documentElement.scrollWidth") <= kind["viewport"]["width"]
        assert tops["h1"] < MAP_BEGINS
        if screen == "laptop":
            assert tops[".map"] < MAP_BEGINS
            assert _bottom(page, "#rests") <= FIRST_SCREEN
            shown, on_names, on_agencies = page.evaluate(LAID_OVER)
            assert shown >= 11
            assert (on_names, on_agencies) == (0, 0)
        else:
            assert _bottom(page, ".face-header") <= HEADER
            lists, opens = _top(page, "#list-meetings"), page.locator(".map .more").last
            assert tops["#rests"] < tops[".map"] < lists < _top(page, "#list-agencies")
            assert str(opens.get_attribute("href")).endswith("#map")
            assert tops["#together"] < tops["#front-line"] < tops["#meeting"] < tops["#rests"] < tops[".map"]
        assert not _serious(page)
        page.locator("#front-line summary").click()
        expect(page.locator("#front-line .known > div")).to_be_visible()
        assert not _serious(page)
        watch.assert_clean()


@pytest.mark.parametrize("path", ["overview/", "map/"])
def test_further_languages_fit_the_header_of_a_phone(chromium: Browser, service: Service, path: str) -> None:
    """With three or four languages each is a short link to press; the header stays as high as with two."""
    with watched(chromium, service.address, **on_a_phone()) as watch:
        page = watch.context.new_page()
        page.goto(f"{service.address}it/{path}?study=riverside")
        page.locator(".face-header .language").wait_for()
        for code, name in (("de", "Deutsch"), ("pt-BR", "Português (Brasil)")):
            page.evaluate(FURTHER, [code, name])
            assert _bottom(page, ".face-header") <= HEADER
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            for link in page.locator(".face-header .language").all():
                box = link.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= 24
                assert box["x"] + box["width"] <= 390
        assert page.get_by_role("link", name="Deutsch").count() == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_two_periods_side_by_side_fit_the_screen_and_can_be_read_by_all(
    chromium: Browser, service: Service, screen: str
) -> None:
    language, kind = SCREENS[screen]
    with watched(chromium, service.address, **kind) as watch:
        page = watch.context.new_page()
        for study in ("brightwater", "necf-simulated"):
            page.goto(f"{service.address}{language}/overview/side-by-side/?study={study}")
            page.locator("table.figures").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= kind["viewport"]["width"]
            assert _bottom(page, "h1") < MAP_BEGINS
            assert _bottom(page, ".face-header") <= (HEADER if screen == "phone" else 104)
            assert not _serious(page)
        watch.assert_clean()


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_board_paper_is_one_a4_page(chromium: Browser, service: Service, language: str) -> None:
    """Of large and small studies, of declared ties alone and of none; it says what it draws, and of when."""
    with watched(chromium, service.address) as watch:
        page = watch.context.new_page()
        for study, drawn in PAPERS.items():
            page.goto(f"{service.address}{language}/overview/?study={study}")
            page.locator("#together").wait_for()
            found = page.pdf(prefer_css_page_size=True, print_background=True)
            assert len(SHEETS.findall(found)) == 1, study
            assert SHEET.search(found), study
            page.emulate_media(media="print")
            for part in ("h1", ".map", "#together", "#front-line", "#meeting", "#rests", ".unseen-line"):
                assert page.locator(part).first.is_visible(), (study, part)
            assert (
                page.locator("nav:visible, .rest:visible, .known:visible, main a.more:visible").count() == 0
            )
            lines = page.locator("svg.agencies").first.locator("line").count() if drawn else 0
            names = page.locator("svg.agencies").first.locator("circle").count() if drawn else 0
            counted = re.findall(r"\d[\d.,]*", page.inner_text(".paper").partition(DRAWN[language])[2])[:2]
            assert [int(re.sub(r"\D", "", each)) for each in counted] == ([names, lines] if drawn else [])
            page.emulate_media(media="null")


def test_an_old_link_to_the_map_opens_it_as_it_was(chromium: Browser, service: Service) -> None:
    query = "study=riverside&from=2023-03-01&to=2023-12-31&layers=zones"
    with watched(chromium, service.address) as watch:
        page = watch.context.new_page()
        page.goto(f"{service.address}en/?{query}")
        page.locator("#sentences h1").first.wait_for()
        assert page.url == f"{service.address}en/map/?{query}"
        there = page.locator("#to-overview").get_attribute("href")
        assert there == "/en/overview/?study=riverside&from=2023-03-01&to=2023-12-31"
        watch.assert_clean()


def _top(page: Page, selector: str) -> float:
    return _box(page, selector)["y"]


def _bottom(page: Page, selector: str) -> float:
    found = _box(page, selector)
    return found["y"] + found["height"]


def _box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


def _serious(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [each["id"] for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
