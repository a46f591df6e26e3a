"""Takes a picture of every page: starts the service on the bundled studies and looks at it with Chromium.

Run from the project's folder: python -m tools.make_screenshots [PAGE...]
"""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import netmap
from dashboards.components.page_links import AREAS
from netmap.library.principals import LOCAL_USER
from netmap.model.bundled import bundled_studies
from netmap.store.opening import open_store

PICTURES = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
QUALITY = 72
"""Of WebP; letters are still sharp and a page takes some 50 kB."""

STUDY, NATIONAL = "brightwater", "necf-simulated"
"""The study that is looked at, and one of many partnerships; both in a store, which can be recorded in."""

OTHERS = {
    "notes": "study=community-lab",
    "shared-interests": "study=coprogettazione-simulated",
    "relations": "study=emon&alike=sector",
    "national": f"study={NATIONAL}",
}
"""Pages about something that is not on record there, and what is looked at in its place."""

ON_A_PHONE = frozenset({"studies", *(name for area in AREAS[:2] for name, _ in area.pages)})
"""The pages for boards and coordinators, who read them on a phone as well."""


def pages() -> list[str]:
    """Every page of the program's own list, and the choice of a study."""
    return ["studies", *(name for area in AREAS for name, _ in area.pages)]


def main(names: list[str]) -> None:
    """Start the service, take the pictures, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "ours.netmap"
        with open_store(store) as opened:
            for name in (STUDY, NATIONAL):
                opened.create_study(LOCAL_USER, name)
                opened.write_study(LOCAL_USER, name, netmap.read_study(bundled_studies()[name]))
        others = [str(path) for name, path in bundled_studies().items() if name not in (STUDY, NATIONAL)]
        port = free_port()
        serve = [sys.executable, "-m", "netmap.cli", "serve", "--no-open", "--port", str(port)]
        service = subprocess.Popen([*serve, str(store), *others])  # noqa: S603  (our own program)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
                take_all(browser, f"http://127.0.0.1:{port}", names or pages())
                browser.close()
        finally:
            service.terminate()
            service.wait()


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Wait until the service answers and has read its studies; two minutes at the most."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/api/v1/studies", timeout=5) as found:  # noqa: S310
                if b'"reading"' not in found.read():
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    raise TimeoutError(address)


def take_all(browser: Browser, address: str, names: list[str]) -> None:
    """The first screen of each page, on a laptop and where it matters on a phone."""
    screens: list[tuple[str, dict[str, Any], float]] = [("", LAPTOP, 1.0), ("-phone", PHONE, 1.5)]
    for ending, size, grain in screens:
        context = browser.new_context(viewport=size, device_scale_factor=grain, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        camera = context.new_cdp_session(page)
        for name in sorted(names, key=lambda each: each == "overview"):  # its gaps are counted by then
            if ending and name not in ON_A_PHONE:
                continue
            page.goto(f"{address}/en/{name}/?{OTHERS.get(name, f'study={STUDY}')}", wait_until="networkidle")
            page.wait_for_timeout(2500)
            page.wait_for_load_state("networkidle")
            shot = camera.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
            (PICTURES / f"{name}{ending}.webp").write_bytes(base64.b64decode(shot["data"]))
        context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
