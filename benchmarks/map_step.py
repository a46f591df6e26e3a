"""How long a step in time takes to be repainted by the map engine alone, without a graphics card.

A step changes a sixth of the lines and a fifth of the node sizes, as a month does. `call` is the script's own
time, `shown` the time until the new picture is on the screen. Run: python benchmarks/map_step.py
"""

from __future__ import annotations

import shutil
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.map_engine.harness import served
from tests.map_engine.views import crowd, stepped

SIZES = ((500, 3000), (2000, 6000))
STEPS = 30
PAUSE_MS = 150


def steps(page: Page, nodes: int, lines: int) -> tuple[list[float], list[float]]:
    """Milliseconds of script, and until shown, for each step."""
    views = [crowd(nodes, lines)]
    for seed in range(STEPS):
        views.append(stepped(views[-1], seed))
    page.evaluate("(views) => { window.views = views; }", views)
    times = []
    for at in range(STEPS + 1):
        page.wait_for_timeout(PAUSE_MS)
        times.append(page.evaluate("(at) => window.timedPaint(window.views[at])", at))
    times = times[1:]
    return [each["call"] for each in times], [each["shown"] for each in times]


def line(label: str, times: list[float]) -> str:
    """Median and worst of some times."""
    return f"    {label:<6} median {median(times):6.0f} ms   worst {max(times):6.0f} ms"


def main() -> None:
    """Print the times for each size of map."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_ARGUMENTS)
        )
        for nodes, lines in SIZES:
            page = browser.new_page(viewport={"width": 1100, "height": 760})
            page.goto(address)
            call, shown = steps(page, nodes, lines)
            print(f"map engine: a date step, {nodes:,} nodes and {lines:,} lines, {STEPS} steps")
            print(line("call", call))
            print(line("shown", shown))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
