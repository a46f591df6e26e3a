"""A study in a notebook: its tables, and nothing of them read as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd

import netmap
from tests.worlds import HOSTILE_IDS


class Parts(HTMLParser):
    """The tags and the texts of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


KNOWN = {
    *("div", "h3", "p", "strong", "details", "summary", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def test_every_table_is_shown_and_every_text_is_only_text() -> None:
    script = "<script>alert(1)</script>"
    people = pd.DataFrame(
        {"practitioner": HOSTILE_IDS[:4], "name": [script, "& <b>", None, '"x"'], script: "y"}
    )
    about = {"title": f"Ours {script}", "simulated": True}
    study = netmap.from_tables(
        practitioners=people, agencies=pd.DataFrame({"agency": ["north"]}), about=about
    )
    found = Parts(study._repr_html_())
    assert set(found.tags) <= KNOWN
    assert found.attributes <= {"border", "class", "style"}
    assert found.open == []
    assert {f"Ours {script}", script, "& <b>", "Simulated."} <= set(found.texts)
    assert {"practitioners: 4 rows", "agencies: 1 row", *HOSTILE_IDS[:4]} <= set(found.texts)
    assert "nan" not in [text.lower() for text in found.texts]
    assert any(text.startswith("warnings: ") for text in found.texts)


def test_a_long_table_shows_its_first_rows_only() -> None:
    ids = [f"a{number}" for number in range(1_000)]
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ids}))
    html = study._repr_html_()
    assert "agencies: 1000 rows" in html
    assert "a4" in html
    assert "a5" not in html
    assert len(html) < 5_000
