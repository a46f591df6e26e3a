"""The board's page as a test uses it: by what a reader sees, labels and roles, and by the map's own state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Download, Locator, Page

Json = dict[str, Any]
Query = dict[str, Any] | list[tuple[str, str]]

QUIET = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const said = (id) => { const found = document.getElementById(id); return found && found.textContent; };
  const there = () => {
    const board = document.getElementById('board');
    if (!board) return false;
    if (!board.hidden) { const map = window.netmapMap.current(); return Boolean(map && map.shown); }
    return Boolean(said('state-of-study') || said('trouble'));
  };
  const until = performance.now() + 60000;
  let [calm, seen] = [0, ''];
  while (calm < 4) {
    if (performance.now() > until) return 'the page did not come to rest: ' + seen;
    await frame();
    const { open, done, changes } = window.netmapTest;
    const now = [open, done, changes].join();
    calm = open === 0 && now === seen && there() ? calm + 1 : 0;
    seen = now;
  }
  return '';
}"""
ROWS = """(id) => {
  const rows = [];
  dash_ag_grid.getApi(id).forEachNode((row) => rows.push(row.data));
  return rows;
}"""
CHOSEN_ROWS = "(id) => dash_ag_grid.getApi(id).getSelectedNodes().map((row) => row.data)"
PLACE = """async ([x, y]) => {
  const map = window.netmapMap.current();
  const root = document.getElementById('map');
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const at = () => [x * map.zoom + map.pan.x, y * map.zoom + map.pan.y];
  const [across, down] = at();
  if (across < 20 || down < 20 || across > root.clientWidth - 20 || down > root.clientHeight - 20) {
    window.dash_clientside.netmap.fit();
    await frames();
  }
  await frames();
  const top = () => root.getBoundingClientRect().top + root.clientTop + at()[1];
  if (top() < 120 || top() > window.innerHeight - 60) {
    window.scrollBy({ top: top() - window.innerHeight / 2, behavior: 'instant' });
    await frames();
  }
  return [root.getBoundingClientRect().left + root.clientLeft + at()[0], top()];
}"""


class Board:
    """One page of the service in one language."""

    def __init__(self, page: Page, address: str, language: str = "en") -> None:
        self.page = page
        self.address = address
        self.language = language

    # --- coming and going ---------------------------------------------------------------------

    def open(self, query: Query | None = None, **more: Any) -> Board:
        """Fetch the page anew in the state that a query names."""
        self.page.goto(f"{self.address}{self.language}/map/{_search(query, more)}", wait_until="commit")
        return self.settle()

    def go(self, query: Query | None = None, **more: Any) -> Board:
        """Go to another state as the browser's own back button does, without fetching the page."""
        self.page.evaluate(
            """(search) => {
              window.history.pushState(null, '', window.location.pathname + search);
              window.dispatchEvent(new PopStateEvent('popstate'));
            }""",
            _search(query, more),
        )
        return self.settle()

    def reload(self) -> Board:
        self.page.reload(wait_until="commit")
        return self.settle()

    def settle(self) -> Board:
        """Wait until no answer is awaited and nothing on the page changes any more."""
        self.page.wait_for_function("() => window.netmapTest && window.netmapMap && document.body")
        trouble = self.page.evaluate(QUIET)
        assert not trouble, trouble
        return self

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Do something that asks the service, and wait until its answer is shown."""
        before = self.page.evaluate("() => window.netmapTest.done")
        yield
        self.page.wait_for_function("(before) => window.netmapTest.done > before", arg=before)
        self.settle()

    # --- what is said ---------------------------------------------------------------------------

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def sentences(self) -> list[str]:
        """The sentences above the map, also those one press away."""
        return [" ".join(text.split()) for text in self.page.locator("#sentences li").all_text_contents()]

    def words(self) -> str:
        """What is shown, in words."""
        return self.page.inner_text("#words")

    def rule(self) -> str:
        """How it is worked out; the part of the page that is folded away at first."""
        return " ".join((self.page.text_content("#rule") or "").split())

    def chips(self) -> list[str]:
        """The filters in force."""
        return [text.removesuffix("×").strip() for text in self.texts("#chips .chip")]

    def trouble(self) -> str:
        """The page's error message; empty where there is none."""
        return "" if self.page.is_hidden("#trouble") else self.page.inner_text("#trouble")

    def said(self) -> str:
        """What the map read out last."""
        return self.page.text_content("#map-said") or ""

    def panel(self) -> str:
        """The heading of the panel; empty where nothing is chosen."""
        heading = self.page.locator("#panel h2")
        return heading.first.inner_text() if heading.count() else ""

    def seen(self) -> str:
        """Every text that the page shows."""
        return self.page.inner_text("main")

    # --- the map --------------------------------------------------------------------------------

    def view(self) -> Json:
        """The view as the map was given it, without what only tells one answer from the next."""
        view = dict(self.page.evaluate("() => window.netmapMap.current().shown"))
        del view["token"]
        return view

    def nodes(self) -> dict[int, Json]:
        return {node["id"]: node for node in self.view()["nodes"]}

    def number(self, name: str, sort: str = "agency") -> int:
        """The number of the one node with a name."""
        (found,) = [
            node["id"] for node in self.view()["nodes"] if node["name"] == name and node["sort"] == sort
        ]
        return int(found)

    def positions(self) -> dict[int, tuple[float, float]]:
        """Where the map has really drawn each node that holds no others."""
        drawn = self.page.evaluate(
            "() => window.netmapMap.current().lines.marks.map(({ node }) => [node.id, node.x, node.y])"
        )
        return {number: (x, y) for number, x, y in drawn}

    def picked(self) -> int | None:
        """The number of the node chosen on the map."""
        found: int | None = self.page.evaluate("() => window.netmapMap.current().picked")
        return found

    def point(self, number: int) -> tuple[float, float]:
        """Where a node is on the screen; the map is fitted and the page scrolled so that it is in sight."""
        node = self.nodes()[number]
        at = [node["x"], node["y"]]
        if self.page.evaluate("() => Boolean(window.netmapMap.current().turned)"):
            at.reverse()  # on a phone across is down
        place: list[float] = []
        for _ in range(20):  # a map that was just opened may still be taking its size
            before, place = place, self.page.evaluate(PLACE, at)
            if before == place:
                break
        return place[0], place[1]

    def click(self, number: int) -> None:
        with self.answered():
            self.page.mouse.click(*self.point(number))

    def double_click(self, number: int) -> None:
        with self.answered():
            self.page.mouse.dblclick(*self.point(number))

    def press(self, *keys: str) -> None:
        """Press keys on the map and wait for what follows."""
        self.page.focus("#map")
        for key in keys:
            self.page.keyboard.press(key)
            self.settle()

    def tip(self) -> list[str]:
        """The lines of the tip at the pointer."""
        return self.texts(".netmap-tip:visible > div")

    # --- controls -------------------------------------------------------------------------------

    def act(self, act: str, value: str | None = None) -> Locator:
        """A button by what it does, and with which value."""
        which = "" if value is None else f'[data-value="{value}"]'
        return self.page.locator(f'button[data-act="{act}"]{which}')

    def do(self, act: str, value: str | None = None) -> None:
        button = self.act(act, value)
        if button.is_hidden():
            self.unfold(button)
        with self.answered():
            button.click()

    def unfold(self, inside: Locator) -> None:
        """Open the menu of the header that something lies in, unless it is open."""
        menu = self.page.locator(".header-menus > .menu", has=inside)
        if menu.get_attribute("open") is None:
            menu.locator("> summary").click()

    def layer(self, name: str) -> None:
        """Switch a layer on or off by its name."""
        with self.answered():
            self.page.get_by_role("checkbox", name=name).press("Space")

    def segment(self, group: str, name: str) -> None:
        """Choose one of the few of a group."""
        with self.answered():
            self.page.get_by_role("group", name=group).get_by_text(name, exact=True).click()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by its label."""
        with self.answered():
            self.page.get_by_role("combobox", name=label, exact=True).or_(
                self.page.get_by_role("textbox", name=label, exact=True)
            ).first.click()
            self.page.get_by_role("option", name=option, exact=True).click()

    def days(self) -> tuple[str, str]:
        """The two typed days."""
        return self.page.input_value("#from"), self.page.input_value("#to")

    def type_day(self, name: str, day: str) -> None:
        """Type a day into `from` or `to` and leave the box."""
        box = self.page.locator(f"#{name}")
        if box.is_hidden():
            self.unfold(box)
        self.page.fill(f"#{name}", day)
        self.page.press(f"#{name}", "Enter")
        self.page.press(f"#{name}", "Tab")
        self.settle()

    def search(self, text: str) -> None:
        """Type into the search box, as far as its list of names."""
        self.page.get_by_role("textbox", name="Find").fill(text)

    def tab(self, name: str) -> None:
        """Show a tab beside the map."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.settle()

    def rows(self, table: str) -> list[Json]:
        """Every row of a table, also those out of sight."""
        return list(self.page.evaluate(ROWS, table))

    def chosen_rows(self, table: str) -> list[Json]:
        return list(self.page.evaluate(CHOSEN_ROWS, table))

    def download(self, name: str, folder: Path) -> Path:
        """Take something away by its id in the menu; gives the file."""
        entry = self.page.locator(f"#{name}")
        if entry.is_hidden():
            self.page.locator(".share-menu > summary").click()
        with self.page.expect_download() as told:
            entry.click()
        download: Download = told.value
        path = folder / re.sub(r"[^\w.-]", "_", download.suggested_filename)
        download.save_as(path)
        self.page.evaluate("() => { document.querySelector('.share-menu').open = false; }")
        return path


def _search(query: Query | None, more: Json) -> str:
    pairs = [*(query.items() if isinstance(query, dict) else query or ()), *more.items()]
    return f"?{urlencode(pairs, doseq=True)}" if pairs else ""
