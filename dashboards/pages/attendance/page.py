"""The page of attendance: who was at a sitting, ticked on a phone in seconds."""

from __future__ import annotations

from dashboards.desk.page import Desk
from dashboards.leaf import answering
from dashboards.pages.attendance import text

DESK = Desk("attendance", text.HEADING, text.WORDS)
show, register, fail = DESK.leaf().show, DESK.register, answering.fail
