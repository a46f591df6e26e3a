"""How many gaps are open and which is the newest, as the work list last found them: no person among them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from netmap.gap_rules.work_items import OPEN, work_items
from netmap.library import wording
from netmap.model.dates import as_day, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import Translator
from netmap.questions import gaps
from netmap.questions.inquiry import Inquiry
from netmap.questions.overview.cards import Card
from netmap.questions.overview.types import OpenGaps, Overview
from netmap.questions.question import BOARD
from netmap.questions.seen import NO_MEETING, who_met_is_told
from netmap.records.work_list.found import find_soon, found_known

GAPS = "gaps"
"""The name of the card."""


def open_gaps_of(inquiry: Inquiry) -> OpenGaps | None:
    """The gaps that are open, as they were last found; None where the work list was never worked out.

    Nobody waits for it here. The newest is the one that arose last, of those in which no person takes part; a
    board counts no others either.
    """
    try:
        found = found_known(inquiry.study, inquiry.t.language)
    except ArgumentError:
        return OpenGaps(None)
    if found is None:
        return None
    rows = work_items(inquiry.study, found.gaps, dt.datetime.now().astimezone().date())
    mine = gaps.of_partnership(inquiry, rows[rows["state"] == OPEN].reset_index(drop=True))
    told = gaps.without_people(mine)
    if inquiry.context.principal.role == BOARD:
        mine = told
    day = as_day(found.gaps.attrs.get("as_of") or None)
    when: dict[str, Any] = {
        "as_of": None if day is None else from_day(day),
        "change": found.change,
        "current": found.current,
        "seen": who_met_is_told(inquiry.study),
    }
    if told.empty:
        return OpenGaps(len(mine), **when)
    last = told.sort_values("since", ascending=False, kind="stable").head(1)
    newest = gaps.readable_in_short(inquiry, last).iloc[0]
    since = None if pd.isna(newest["since"]) else newest["since"].date()
    return OpenGaps(len(mine), f"{newest['title']}: {newest['about']}", since, **when)


def find_open_gaps(inquiry: Inquiry) -> None:
    """Have the work list worked out in the background, so that whoever looks again is told."""
    find_soon(inquiry.study, inquiry.t.language)


def gaps_card(facts: Overview, t: Translator) -> Card:
    """The card of the gaps: how many are open, which arose last, and as of when."""
    found, title = facts.open_gaps, t.gettext("What needs doing")
    if found is None:
        said = t.gettext("The gaps are being worked out. They stand here as soon as they are known.")
        return Card(GAPS, title, t.gettext("One moment"), "", None, (), (said,), ())
    if found.n is None:
        said = t.gettext("The rule that was saved for the work list does not fit. Open the list to mend it.")
        return Card(GAPS, title, t.gettext("Not known"), "", None, (), (said,), ())
    if not found.n and not found.seen:
        said = t.gettext(NO_MEETING["gaps"])
        return Card(GAPS, title, t.gettext("Not known"), "", None, (), (said,), ())
    of = t.ngettext("open gap", "open gaps", found.n)
    return Card(GAPS, title, wording.whole(t, found.n), of, None, (), _newest(found, t), _known(found, t))


def _newest(found: OpenGaps, t: Translator) -> tuple[str, ...]:
    if not found.n:
        return (t.gettext("No gap is open."), *_as_of(found, t))
    if found.since is None:
        return _as_of(found, t)
    if found.current and found.since == found.as_of:
        return t.gettext("The newest: {gap}.").format(gap=found.newest), *_as_of(found, t)
    text = t.gettext("The newest, since {day}: {gap}.")
    return text.format(day=t.date(found.since), gap=found.newest), *_as_of(found, t)


def _as_of(found: OpenGaps, t: Translator) -> tuple[str, ...]:
    if not found.current:
        text = t.gettext("That is as of change {change}; a newer list is being worked out.")
        return (text.format(change=found.change),)
    if found.as_of is None:
        return ()
    return (t.gettext("As of {day}.").format(day=t.date(found.as_of)),)


def _known(found: OpenGaps, t: Translator) -> tuple[str, ...]:
    return (
        t.gettext("The rules of gaps looked at the twelve months up to the last day on record."),
        t.gettext("An item that was put off, or called no gap, is not counted."),
    )
