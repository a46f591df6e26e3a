"""One of the pages besides the map as a test uses it: by what a reader sees, labels and roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

QUIET = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const until = performance.now() + 60000;
  let [calm, seen] = [0, ''];
  while (calm < 4) {
    if (performance.now() > until) return 'the page did not come to rest: ' + seen;
    await frame();
    const { open, done, changes } = window.netmapTest;
    const now = [open, done, changes].join();
    const there = document.querySelector('#content h1');
    calm = open === 0 && now === seen && there ? calm + 1 : 0;
    seen = now;
  }
  return '';
}"""


class LeafPage:
    """A page of the service by its name, in one language."""

    def __init__(self, page: Page, address: str, name: str, language: str = "en") -> None:
        self.page = page
        self.home = f"{address}{language}/{name}/"

    def open(self, **query: Any) -> LeafPage:
        """Fetch the page anew in the state that a query names."""
        self.page.bring_to_front()
        pairs = {key.replace("_", "-"): value for key, value in query.items()}
        self.page.goto(f"{self.home}?{urlencode(pairs)}", wait_until="commit")
        return self.settle()

    def go(self, **query: Any) -> LeafPage:
        """Go to another state as the back button does; the page is fetched only if it is elsewhere."""
        if not self.page.url.startswith(f"{self.home}?"):
            return self.open(**query)
        self.page.bring_to_front()
        pairs = {key.replace("_", "-"): value for key, value in query.items()}
        self.page.evaluate(
            """(search) => {
              window.history.pushState(null, '', window.location.pathname + search);
              window.dispatchEvent(new PopStateEvent('popstate'));
            }""",
            f"?{urlencode(pairs)}",
        )
        return self.settle()

    def settle(self) -> LeafPage:
        """Wait until no answer is awaited and nothing on the page changes any more."""
        self.page.wait_for_function("() => window.netmapTest && document.body")
        trouble = self.page.evaluate(QUIET)
        assert not trouble, trouble
        return self

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def sentences(self) -> list[str]:
        """Every sentence of the answer, also those that are folded up."""
        return [" ".join(text.split()) for text in self.page.locator(".said li").all_text_contents()]

    def heading(self) -> str:
        return self.page.inner_text("h1")

    def table(self, caption: str) -> list[list[str]]:
        """The rows of a table by its caption."""
        rows = self.page.get_by_role("table", name=caption).locator("tbody tr")
        return [
            [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()
        ]

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by its label, in the menu of the method where it is none of the page."""
        box = self.page.get_by_label(label, exact=True).first
        if box.is_hidden():
            self.method()
        self.page.get_by_role("textbox", name=label, exact=True).or_(
            self.page.get_by_role("combobox", name=label, exact=True)
        ).first.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settle()

    def method(self) -> None:
        """Open the menu of the method."""
        self.page.locator("#menu-method > summary").click()

    def press(self, role: str, name: str) -> None:
        """Press a link or a button by its name."""
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.settle()

    def query(self) -> str:
        return str(self.page.evaluate("() => window.location.search"))

    def download(self, name: str, folder: Path, place: int = 0) -> Path:
        """Take a table away by the name of its link."""
        with self.page.expect_download() as told:
            self.page.get_by_role("link", name=name).nth(place).click()
        path = folder / told.value.suggested_filename
        told.value.save_as(path)
        return path
