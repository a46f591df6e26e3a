"""How long the national overview of 149 partnerships takes to open, from the first byte to the last dot.

The store is compared once by the command, as people do it; then the page is opened by browsers that have seen
nothing of it, and the same is asked as a program asks it. Run: python benchmarks/national.py [partnerships]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import Browser, sync_playwright

import netmap
from netmap.cli.program import run
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.browser.serving import serving
from tests.conftest import CHROMIUM_ARGUMENTS

PARTNERSHIPS, OPENED = 149, 7


def made(count: int, path: Path) -> None:
    """A store of small partnerships, compared and kept."""
    size = {"people": 48, "agencies": 12, "zones": 8, "gaps": (), "pairs_of_each_kind": 1, "waves": 0}
    study = netmap.simulate(partnerships=count, seed=4, **size)
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "national")
        store.write_study(LOCAL_USER, "national", study)
    typed = [
        "compare",
        str(path),
        "--until",
        "2023-06-30",
        "--months",
        "6",
        "--draws",
        "199",
        "--workers",
        "2",
    ]
    shown = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    run([*typed, "--format", "csv"])
    os.dup2(shown, 1)


def opened(browser: Browser, address: str, count: int) -> float:
    """The seconds until a browser that has seen nothing shows every dot."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#figure-national .points .point").nth(count // 2).wait_for(state="attached")
    passed = time.perf_counter() - begun
    page.context.close()
    return passed


def main() -> None:
    """Print the seconds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PARTNERSHIPS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "national.netmap")
        begun = time.perf_counter()
        made(count, path)
        passed = time.perf_counter() - begun
        print(f"{count} partnerships made and compared (2 windows, 199 draws) in {passed:.0f} s")
        with serving(path) as service, sync_playwright() as playwright:
            asked = f"{service.address}api/v1/studies/national/national?measure=ei_agency"
            told = []
            for _ in range(OPENED):
                begun = time.perf_counter()
                httpx.get(asked, timeout=60)
                told.append(time.perf_counter() - begun)
            print(f"asked by a program  first {told[0]:5.2f} s   median {median(told):5.2f} s")
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=list(CHROMIUM_ARGUMENTS)
            )
            address = f"{service.address}en/national/?study=national&measure=ei_agency"
            told = [opened(browser, address, count) for _ in range(OPENED)]
            print(f"opened by a browser median {median(told):5.2f} s   worst {max(told):5.2f} s")
            browser.close()


if __name__ == "__main__":
    main()
