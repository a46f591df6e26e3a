"""Takes the pictures of the README: starts the service on the bundled studies and looks at it with Chromium.

Run from the project's folder: python -m tools.make_screenshots
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
STATE = "?study=riverside&from=2023-03-01&to=2024-02-29"
PICTURED = {
    "overview.png": ("/en/overview/?study=riverside", (1440, 900)),
    "overview-phone.png": ("/en/overview/?study=riverside", (390, 844)),
    "board.png": ("/en/map/" + STATE, (1440, 900)),
    "board-phone.png": ("/en/map/" + STATE, (390, 844)),
    "learning.png": ("/en/learning/" + STATE, (1440, 900)),
}
"""The pictures, each with its page and the size of the screen."""


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Wait until the service answers; half a minute at the most."""
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).close()  # noqa: S310  (loopback)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def take(browser: Browser, address: str, name: str) -> None:
    """One picture of the page at one size, with a finer grain than the screen."""
    place, size = PICTURED[name]
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1.5)
    page.goto(address + place, wait_until="networkidle")
    page.wait_for_timeout(2500)
    page.screenshot(path=PICTURES / name)
    page.close()


def main() -> None:
    """Start the service, take the pictures, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "netmap.cli", "serve", "--no-open", "--port", str(port)]
    service = subprocess.Popen(command)  # noqa: S603  (our own program)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for name in PICTURED:
                take(browser, address, name)
            browser.close()
    finally:
        service.terminate()
        service.wait()


if __name__ == "__main__":
    main()
