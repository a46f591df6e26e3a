"""The page of records: agencies, people, zones, posts, services and contacts, one by one."""

from __future__ import annotations

from dashboards.desk.page import Desk
from dashboards.leaf import answering
from dashboards.pages.record import text

DESK = Desk("record", text.HEADING, text.WORDS)
show, register, fail = DESK.leaf().show, DESK.register, answering.fail
