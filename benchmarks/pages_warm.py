"""How long every page takes until it is useful, for 1,000 people, with a warm service and a warm browser.

Useful is a page once its heading stands in it, and the map once it is painted. Each is opened several times
after a first visit, which is left out. Beside it, in the same browser, stands what is the least that this
could take: the same text and tables as one static page of HTML without a script, from the same service. The
processor's time is that of the page's own thread, which a busy machine changes least.

Run: python -m benchmarks.pages_warm [PAGE ...]
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Route, sync_playwright

import netmap
from dashboards.components.page_links import AREAS
from tests.big_partnership import partnership
from tests.browser.serving import serving
from tests.conftest import CHROMIUM_ARGUMENTS

PEOPLE, AGENCIES, MEETINGS, CONTACTS = 1_000, 60, 900, 40_000
VISITS = 5
SCREEN = {"width": 1440, "height": 900}
LIMIT_MS = 1000
WATCH = """(() => {
  const map = () => window.netmapMap && netmapMap.current && netmapMap.current();
  const useful = () => (window.location.pathname.endsWith('/map/')
    ? map() && map().shown && map().shown.nodes.length : document.querySelector('main h1'));
  const look = () => {
    if (useful()) window.usefulAt = performance.now(); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Notes when the page is useful, looked at before every frame."""

SCRIPTS = re.compile(r"<script.*?</script>|<link[^>]*>", re.DOTALL)


def main(*names: str) -> None:
    """Print the times of every page of every area, or of those named."""
    every = [name for area in AREAS for name, _ in area.pages]
    chosen = [name for name in every if not names or name in names]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder, "big")
        netmap.write_study(
            netmap.from_tables(**partnership(PEOPLE, AGENCIES, MEETINGS, CONTACTS, seed=1)), place
        )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=list(CHROMIUM_ARGUMENTS),
        )
        with serving(place) as service:
            context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
            context.add_init_script(WATCH)
            print(f"every page of {PEOPLE:,} people, warm, {VISITS} visits (milliseconds)")
            for name in dict.fromkeys(chosen):
                told(context, f"{service.address}en/{name}/?{urlencode({'study': 'big'})}", name)
        browser.close()
    print(f"limit: {LIMIT_MS} ms")


def told(context: BrowserContext, address: str, name: str) -> None:
    """Print what one page takes, and what its text alone does."""
    _, _, shown = visit(context, address)
    ours = [visit(context, address) for _ in range(VISITS)]

    def still(route: Route) -> None:
        route.fulfill(body=SCRIPTS.sub("", shown), content_type="text/html; charset=utf-8")

    context.route(address, still)
    theirs = [visit(context, address) for _ in range(VISITS)] if "<h1" in shown else []
    context.unroute(address)
    useful, processor = (median(each[place] for each in ours) for place in (0, 1))
    beside = f"{useful / median(each[0] for each in theirs):5.1f} x its text alone" if theirs else ""
    print(
        f"  {name:20} useful {useful:6.0f}   of it the page's own processor {processor:6.0f}   {beside}",
        flush=True,
    )


def visit(context: BrowserContext, address: str) -> tuple[float, float, str]:
    """Milliseconds until a page is useful, of the processor until then, and the page."""
    page = context.new_page()
    asked = context.new_cdp_session(page)
    asked.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    asked.send("Performance.enable")
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.usefulAt || document.readyState === 'complete' && !window.React")
    metrics = {each["name"]: each["value"] for each in asked.send("Performance.getMetrics")["metrics"]}
    useful = float(page.evaluate("() => window.usefulAt || performance.now()"))
    shown = page.content()
    page.close()
    return useful, 1000 * metrics["TaskDuration"], shown


if __name__ == "__main__":
    main(*sys.argv[1:])
