"""What tests ask of the map's page, in their own words."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

Json = dict[str, Any]

STATE = """() => {
  const map = window.netmapMap.current();
  const marks = [...map.lines.marks, ...map.lines.boxes];
  return marks.map(({ node, look, alpha, stand }) => ({
    id: String(node.id), parent: node.parent === null ? null : String(node.parent), size: node.d, look, alpha,
    classes: [stand === 'away' ? 'away' : '', node.id === map.picked ? 'picked' : ''].filter(Boolean),
    x: node.held ? null : node.x, y: node.held ? null : node.y,
  })).sort((a, b) => Number(a.id) - Number(b.id));
}"""
LINES = """() => window.netmapMap.current().lines.lines.map((line) => [
  line.edge.s, line.edge.t, line.edge.kind, line.alpha, line.side, line.stand])"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class MapPage:
    """A page with the map engine; keeps what the console said and what was requested."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.console: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        self.address = address

    def open(self) -> MapPage:
        """The page as it is first loaded, with nothing said or requested before."""
        self.page.mouse.move(0, 0)
        self.console.clear()
        self.requests.clear()
        self.page.goto(self.address)
        return self

    def paint(self, view: Json) -> None:
        """Give the map a view and wait until it is drawn."""
        self.page.evaluate("(view) => { window.dash_clientside.netmap.paint(view); }", view)
        self.settle()

    def settle(self) -> None:
        """Wait until what is due has been drawn."""
        self.page.evaluate(FRAMES)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call one of the functions that the page's callbacks call."""
        answer = self.page.evaluate(
            "([name, given]) => window.dash_clientside.netmap[name](...given)", [name, list(arguments)]
        )
        self.settle()
        return answer

    def nodes(self) -> list[Json]:
        """Every node as it is drawn."""
        return list(self.page.evaluate(STATE))

    def node(self, number: int) -> Json:
        """One node as it is drawn."""
        return next(each for each in self.nodes() if each["id"] == str(number))

    def lines(self) -> list[list[Any]]:
        """Source, target, kind, opacity, side and standing of every line, as drawn."""
        return list(self.page.evaluate(LINES))

    def viewport(self) -> Json:
        """Zoom and pan."""
        return dict(
            self.page.evaluate("() => { const { zoom, pan } = netmapMap.current(); return { zoom, ...pan } }")
        )

    def picked(self) -> int | None:
        """The number of the chosen node."""
        return self.page.evaluate("() => window.netmapMap.current().picked")  # type: ignore[no-any-return]

    def named(self) -> list[str]:
        """The names that are written on the map now, their lines joined by a space."""
        return list(
            self.page.evaluate(
                "() => window.netmapMap.current().labels.placed.map((each) => each.text.lines.join(' '))"
            )
        )

    def reported(self) -> list[tuple[str, int | None]]:
        """What the map told the page since the last time this was asked."""
        events = self.page.evaluate("() => window.reported.splice(0)")
        assert all(each["id"] == "map-event" and each["at"] > 0 for each in events)
        return [(each["what"], each["number"]) for each in events]

    def said(self) -> str:
        """What was read out last."""
        return self.page.inner_text("#map-said")

    def tip(self) -> list[str]:
        """The lines of the tip at the pointer; none where it is hidden."""
        return list(
            self.page.eval_on_selector(
                ".netmap-tip",
                """(tip) => tip.style.display === 'none'
                  ? [] : [...tip.children].map((line) => line.textContent)""",
            )
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the map is on the page."""
        at = self.page.evaluate(
            """([x, y]) => {
              const { zoom, pan } = window.netmapMap.current();
              const box = document.getElementById('map').getBoundingClientRect();
              const edge = document.getElementById('map').clientLeft;
              return [box.left + edge + x * zoom + pan.x, box.top + edge + y * zoom + pan.y];
            }""",
            [x, y],
        )
        return at[0], at[1]

    def press(self, *keys: str) -> None:
        """Press keys on the map."""
        self.page.focus("#map")
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()
