"""How long the whole page takes: a step in time with people shown, and the first map of a very large study.

A step is timed in the browser, from the click to the map being on the screen again: the request, the
service's answer, the page around the map and the map itself. Beside it, in the same page and with the same
nodes and lines, what two usual ways of drawing take for the drawing alone: plotly, and cytoscape.js with all
elements put in anew. Run: python -m benchmarks.page_step
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

import netmap
from tests.big_partnership import partnership
from tests.browser.serving import serving
from tests.conftest import CHROMIUM_ARGUMENTS

STEPS, LIMIT_MS = 30, 250
PAUSE_MS = 200
FIRST_MAP_LIMIT_MS = 3000
SCREEN = {"width": 1440, "height": 900}
SHOWN = {"people": 455, "agencies": 45, "meetings": 500, "contacts": 22_000}
LARGE = {"people": 10_000, "agencies": 200, "meetings": 10_000, "contacts": 500_000}

SCRIPT = """() => {
  const shown = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  })));
  const asked = () => {
    const asked = performance.getEntriesByType('resource').filter((each) => /_dash-update/.test(each.name));
    performance.clearResourceTimings();
    return asked.length ? asked[0].duration : 0;
  };
  window.stepOnce = (act) => new Promise((done) => {
    const map = window.netmapMap.current();
    const { paint } = map;
    const began = performance.now();
    map.paint = function (view) {
      delete map.paint;
      paint.call(this, view);
      shown().then((at) => done([at - began, asked()]));
    };
    document.querySelector(`button[data-act="${act}"]`).click();
  });
  const stage = () => {
    const place = document.createElement('div');
    const box = document.getElementById('map').getBoundingClientRect();
    Object.assign(place.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: 99, background: '#fff' });
    Object.assign(place.style, { width: `${box.width}px`, height: `${box.height}px` });
    document.body.append(place);
    return place;
  };
  window.plotlyOnce = async () => {
    const { nodes, edges } = window.netmapMap.current().shown;
    const at = new Map(nodes.map((node) => [node.id, node]));
    const kinds = [...new Set(edges.map((edge) => edge.kind))];
    const lines = kinds.map((kind) => {
      const mine = edges.filter((edge) => edge.kind === kind);
      const along = (axis) => mine.flatMap((edge) => [at.get(edge.s)[axis], at.get(edge.t)[axis], null]);
      return { x: along('x'), y: along('y'), mode: 'lines', hoverinfo: 'skip' };
    });
    const dots = { x: nodes.map((n) => n.x), y: nodes.map((n) => n.y), mode: 'markers+text',
      text: nodes.map((n) => n.name), marker: { size: nodes.map((n) => n.d / 4) } };
    window.peer = window.peer || stage();
    const began = performance.now();
    await window.Plotly.react(window.peer, [...lines, dots], { showlegend: false });
    return (await shown()) - began;
  };
}"""
PAINTED = """() => {
  const map = window.netmapMap && window.netmapMap.current && window.netmapMap.current();
  return Boolean(map && map.shown && map.shown.nodes.length);
}"""
SINCE_START = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""


@contextmanager
def written(size: dict[str, int]) -> Iterator[Path]:
    """A simulated study of a size, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "study")
        netmap.write_study(netmap.from_tables(**partnership(**size)), folder)
        yield folder


def report(label: str, times: list[float], beside: float | None = None) -> None:
    """Print median and worst of some times, and how they stand to the page's own."""
    ratio = f"   {median(times) / beside:5.1f} x the page's whole step" if beside else ""
    print(f"    {label:<44} median {median(times):6.0f} ms   worst {max(times):6.0f} ms{ratio}")


def repeated(page: Page, script: str, times: int) -> list[Any]:
    """What a function of the page gives, some times over, with a pause after each."""
    found = []
    for _ in range(times):
        found.append(page.evaluate(script))
        page.wait_for_timeout(PAUSE_MS)
    return found


def steps(browser: Browser) -> None:
    """Thirty steps of a month with all people shown, and the same picture drawn by others."""
    with written(SHOWN) as folder, serving(folder) as service:
        page = browser.new_page(viewport=SCREEN)
        page.goto(f"{service.address}en/map/?layers=people&from=2022-01-01&to=2022-06-30")
        page.wait_for_function(PAINTED)
        page.evaluate(SCRIPT)
        page.wait_for_timeout(1000)
        shown = page.evaluate(
            "() => { const s = netmapMap.current().shown; return [s.nodes.length, s.edges.length] }"
        )
        print(
            f"the board's page, a step of a month, {shown[0]:,} nodes and {shown[1]:,} lines, {STEPS} steps"
        )
        page.evaluate("() => performance.clearResourceTimings()")
        acts = ("forward", "back")
        times = [
            pair for act in acts for pair in repeated(page, f"() => window.stepOnce('{act}')", STEPS // 2)
        ]
        whole = [each for each, _ in times]
        own = median(whole)
        report("whole page, from click to repainted map", whole)
        report("of it: the request and the service's answer", [asked for _, asked in times])
        page.wait_for_function("() => window.Plotly")
        report("plotly, drawing alone", repeated(page, "() => window.plotlyOnce()", 6), own)
        print(f"    limit: {LIMIT_MS} ms")
        page.close()


def first_map(browser: Browser) -> None:
    """From going to the page to the first map of the largest study, which has been read already."""
    with written(LARGE) as folder, serving(folder) as service:
        times = []
        for _ in range(2):
            page = browser.new_page(viewport=SCREEN)
            page.goto(f"{service.address}en/map/", wait_until="commit")
            page.wait_for_function(PAINTED, timeout=60_000)
            times.append(float(page.evaluate(SINCE_START)))
            page.close()
    print("first map of " + ", ".join(f"{n:,} {what}" for what, n in LARGE.items()) + ", read already")
    print(f"    first visitor  {times[0]:6.0f} ms")
    print(f"    second visitor {times[1]:6.0f} ms")
    print(f"    limit: {FIRST_MAP_LIMIT_MS} ms")


def main() -> int:
    """Print all times."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=list(CHROMIUM_ARGUMENTS),
        )
        steps(browser)
        first_map(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
