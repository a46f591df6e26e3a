"""The page of imports and changes: lists are taken in, and whatever was done is undone."""

from __future__ import annotations

from dashboards.answer_page.page import fail
from dashboards.desk.page import Desk
from dashboards.pages.imports import text

__all__ = ["fail", "register", "show"]

DESK = Desk("imports", text.HEADING, text.WORDS)
show, register = DESK.answer_page().show, DESK.register
