"""The page of records: agencies, people, zones, posts, services and contacts, one by one."""

from __future__ import annotations

from dashboards.answer_page.page import fail
from dashboards.desk.page import Desk
from dashboards.pages.record import text

__all__ = ["fail", "register", "show"]

DESK = Desk("record", text.HEADING, text.WORDS)
show, register = DESK.answer_page().show, DESK.register
