"""Every page of the program's own list: its first screen, 200 % zoom, a phone, axe, reduced motion, silence.

Each page is opened once, in Italian, whose words are longer, and made smaller for what follows. A new page is
in the list by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import netmap
from dashboards.components.page_links import AREAS
from netmap.library.principals import LOCAL_USER
from netmap.model.bundled import bundled_studies
from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, PHONE, Watch, watched

pytestmark = pytest.mark.browser

STUDY = "brightwater"
PAGES = [name for area in AREAS for name, _ in area.pages]
ZOOMED = {"width": LAPTOP["width"] // 2, "height": LAPTOP["height"] // 2}
"""What is left of a laptop's screen at 200 %."""

FIRST_SCREEN = 900
HEADERS = {"laptop": 104, "phone": 96}
"""As high as a header may be: a row for the study, and one for the pages."""

PATIENCE_MS = 60_000

ANSWER = ".said li, #sentences h1, .record-head h1, .face main h1"
SHOWN = "#map, svg.agencies, .js-plotly-plot, .answer-levels, table, .ag-root, .item, form, .card, .box"
"""What a page shows below its answer."""

STANDS = """([answer, shown]) => {
  const seen = (each) => each.getClientRects().length > 0 && each.getBoundingClientRect().height > 4;
  const said = [...document.querySelectorAll(answer)].find((each) => seen(each) && each.textContent.trim());
  if (!said) return { size: 0, bottom: Infinity, top: Infinity };
  const box = said.getBoundingClientRect();
  const below = [...document.querySelectorAll(shown)].filter((each) => seen(each) && !each.contains(said)
    && !each.closest('header') && each.getBoundingClientRect().top >= box.bottom - 1);
  const top = Math.min(...below.map((each) => each.getBoundingClientRect().top + window.scrollY));
  const heads = [said, ...document.querySelectorAll('main h1')].filter(seen);
  const size = Math.max(...heads.map((each) => parseFloat(getComputedStyle(each).fontSize)));
  return { size, bottom: box.bottom + window.scrollY, top };
}"""
"""How large the answer is, where it ends, and where what is shown below it begins."""

CUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX)
    || each.matches('.ag-root, svg, .js-plotly-plot, #map') || scrolls(each.parentElement));
  const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const found = [...document.querySelectorAll('body *')].filter((each) => {
    const shown = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!shown || !own(each)) return false;
    const box = each.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;
    const style = getComputedStyle(each);
    const clipped = style.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1;
    if (clipped && each.title.includes(each.textContent.trim())) return false;
    return (clipped || box.right > wide + 1 || box.left < -1) && !scrolls(each) && !each.closest('.skip');
  });
  return found.map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`);
}"""
"""What is written beyond the edge of the screen or of its box, and cannot be scrolled to."""

OVER = """() => {
  const lines = [];
  const kept = (each, box) => {
    let { left, right, top, bottom } = box;
    for (let over = each; over; over = over.parentElement) {
      const style = getComputedStyle(over);
      if (style.position === 'sticky' || style.clipPath !== 'none') return null;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = over.getBoundingClientRect();
      if (edge.width < 2 || edge.height < 2) return null;
      left = Math.max(left, edge.left); right = Math.min(right, edge.right);
      top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
    }
    return right - left > 3 && bottom - top > 6 ? { left, right, top, bottom } : null;
  };
  for (const each of document.querySelectorAll('body *')) {
    if (each.closest('svg, .js-plotly-plot, .ag-root, .ticks, .skip')) continue;
    if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    for (const node of each.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const seen = kept(each, box);
        if (seen) lines.push({ each, ...seen });
      }
    }
  }
  lines.sort((one, other) => one.top - other.top);
  const found = [];
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 4; next += 1) {
      const other = lines[next];
      const apart = Math.min(one.right, other.right) - Math.max(one.left, other.left) < 3;
      if (apart || one.each.contains(other.each) || other.each.contains(one.each)) continue;
      found.push(`${one.each.textContent.slice(0, 30)} / ${other.each.textContent.slice(0, 30)}`);
    }
  });
  return found.slice(0, 9);
}"""
"""Where two texts lie over each other, as far as both can be seen without scrolling within a box."""

BEYOND = """() => [...document.querySelectorAll('.facts-table :is(th, td)')].filter((each) =>
  each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.slice(0, 40))"""
"""Cells and headings of tables whose text is wider than their column."""

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVES = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(each);
  const long = (told) => told.split(',').some((part) => parseFloat(part) * (/ms/.test(part) ? 1 : 1000) > 20);
  return long(transitionDuration) || (animationName !== 'none' && long(animationDuration));
}).map((each) => `${each.tagName} ${each.className}`).slice(0, 5)"""
"""What would move although the reader wants less motion."""

TALL = "() => document.querySelector('header').getBoundingClientRect().height"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a store, so that the pages of recording have something to show."""
    path: Path = tmp_path_factory.mktemp("pages") / "ours.netmap"
    with open_store(path) as store:
        store.create_study(LOCAL_USER, STUDY)
        store.write_study(LOCAL_USER, STUDY, netmap.read_study(bundled_studies()[STUDY]))
    with serving(path) as running:
        yield running
        said = running.said
    assert said == ""


@pytest.fixture(scope="module")
def walk(chromium: Browser, service: Service) -> Iterator[Watch]:
    with watched(chromium, service.address) as watch:
        watch.context.new_page()
        yield watch


def _sized(page: Page, size: dict[str, int]) -> None:
    """Give the screen another size, and wait until charts are drawn anew; four seconds at most."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.evaluate(
        """async () => {
          const until = performance.now() + 4000;
          do {
            await new Promise((done) => setTimeout(done, 60));
          } while (WIDE() > 0 && performance.now() < until);
        }""".replace("WIDE", f"({WIDE})")
    )


def _serious(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']} {node['target']}: {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page(walk: Watch, service: Service, name: str) -> None:
    page = walk.context.pages[0]
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    page.goto(f"{service.address}it/{name}/?study={STUDY}")
    page.locator(ANSWER).locator("visible=true").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_function("() => window.netmapTest.open === 0", timeout=PATIENCE_MS)
    page.wait_for_timeout(150)
    found: dict[str, object] = {}

    stands = page.evaluate(STANDS, [ANSWER, SHOWN])
    if not (stands["size"] >= 18 and stands["bottom"] <= FIRST_SCREEN and stands["top"] <= FIRST_SCREEN):
        found["the first screen"] = stands
    found["header"] = max(page.evaluate(TALL) - HEADERS["laptop"], 0)
    found["moves"] = page.evaluate(MOVES)
    found["lie over each other"] = page.evaluate(OVER)

    _sized(page, ZOOMED)
    found["wide at 200 %"] = max(page.evaluate(WIDE), 0)
    found["cut at 200 %"] = page.evaluate(CUT)

    _sized(page, PHONE)
    stands = page.evaluate(STANDS, [ANSWER, SHOWN])
    if stands["bottom"] > PHONE["height"]:
        found["the first screen of a phone"] = stands
    found["header of a phone"] = max(page.evaluate(TALL) - HEADERS["phone"], 0)
    found["wide on a phone"] = max(page.evaluate(WIDE), 0)
    found["cut on a phone"] = page.evaluate(CUT)
    found["lie over each other on a phone"] = page.evaluate(OVER)
    found["beyond their column on a phone"] = page.evaluate(BEYOND)
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found["axe"] = _serious(page)
    found["simulated, and not said"] = [] if page.locator(".simulated").is_visible() else ["on a phone"]
    assert {what: each for what, each in found.items() if each} == {}
    walk.assert_clean()
