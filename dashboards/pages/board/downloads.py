"""What can be taken away from the page, and under which address."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dashboards.pages.board import ids, text
from netmap.model.i18n import Translator
from netmap.questions.map.request import MapPage

FILES = (
    (ids.SVG_FILE, "map.svg", text.FILE_SVG),
    (ids.HTML_FILE, "map.html", text.FILE_HTML),
    (ids.TIES_FILE, "ties.csv", text.FILE_TIES),
    (ids.ACTORS_FILE, "actors.csv", text.FILE_ACTORS),
    (ids.STUDY_FILE, "study.zip", text.FILE_STUDY),
)
"""The id of the menu's entry, the last part of the address, and what it is called."""


def address(page: MapPage, file: str, translator: Translator) -> str:
    """Where a file of the view that a request stands for is found."""
    pairs = [(key, value) for key, value in page.query if key != "study"]
    query = urlencode([*pairs, ("lang", translator.language)])
    return f"/api/v1/studies/{quote(page.context.study, safe='')}/{file}?{query}"
