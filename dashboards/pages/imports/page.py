"""The page of imports and changes: lists are taken in, and whatever was done is undone."""

from __future__ import annotations

from dashboards.desk.page import Desk
from dashboards.leaf import answering
from dashboards.pages.imports import text

DESK = Desk("imports", text.HEADING, text.WORDS)
show, register, fail = DESK.leaf().show, DESK.register, answering.fail
