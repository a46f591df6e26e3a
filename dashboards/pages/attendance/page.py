"""The page of attendance: who was at a sitting, ticked on a phone in seconds."""

from __future__ import annotations

from dashboards.answer_page.page import fail
from dashboards.desk.page import Desk
from dashboards.pages.attendance import text

__all__ = ["fail", "register", "show"]

DESK = Desk("attendance", text.HEADING, text.WORDS)
show, register = DESK.answer_page().show, DESK.register
