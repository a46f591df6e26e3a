"""How many gaps are open and which is the newest, as the work list last found them: no person among them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from netmap.gap_rules.work_items import OPEN, work_items
from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions import gaps
from netmap.questions.inquiry import Inquiry
from netmap.questions.overview.types import OpenGaps
from netmap.questions.question import BOARD
from netmap.records.work_list.found import found_known


def open_gaps_of(inquiry: Inquiry) -> OpenGaps | None:
    """The gaps that are open; None where the work list has not been worked out since the last change.

    Nobody waits for it here. The newest is the one that arose last, of those in which no person takes part; a
    board counts no others either.
    """
    found = found_known(inquiry.study, inquiry.t.language)
    if found is None:
        return None
    rows = work_items(inquiry.study, found.gaps, dt.datetime.now().astimezone().date())
    mine = gaps.of_partnership(inquiry, rows[rows["state"] == OPEN].reset_index(drop=True))
    told = gaps.without_people(mine)
    if inquiry.context.principal.role == BOARD:
        mine = told
    if told.empty:
        return OpenGaps(len(mine), "", None)
    last = told.sort_values("since", ascending=False, kind="stable").head(1)
    newest = gaps.readable_in_short(inquiry, last).iloc[0]
    since = None if pd.isna(newest["since"]) else newest["since"].date()
    return OpenGaps(len(mine), f"{newest['title']}: {newest['about']}", since)


def open_gaps_said(found: OpenGaps | None, t: Translator) -> tuple[str, ...]:
    """How many gaps are open and which arose last, as sentences; nothing where it is not known."""
    if found is None:
        return ()
    if not found.n:
        return (t.gettext("No gap is open."),)
    n = t.ngettext("{n} gap is open.", "{n} gaps are open.", found.n).format(n=wording.whole(t, found.n))
    if found.since is None:
        return (n,)
    text = t.gettext("The newest, since {day}: {gap}.")
    return n, text.format(day=t.date(found.since), gap=found.newest)
