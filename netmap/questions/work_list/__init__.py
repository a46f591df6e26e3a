"""The question of the work list: what needs doing first, who sees to it, until when, and where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions import gaps
from netmap.questions.parameters import taken
from netmap.questions.question import (
    BOARD,
    COORDINATOR,
    Answer,
    Column,
    Export,
    Inquiry,
    Question,
    Table,
    later,
)
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    from netmap.questions.work_list.items import WorkList

WORTH, SINCE, RULE, DUE, OWNER = "worth", "since", "rule", "due", "owner"
SORT_LABELS = {
    WORTH: N_("what matters most"),
    SINCE: N_("the newest"),
    RULE: N_("the kind of gap"),
    DUE: N_("what is due first"),
    OWNER: N_("the owner"),
}
STATE_LABELS = {
    "open": N_("open"),
    "snoozed": N_("snoozed"),
    "dismissed": N_("not a gap"),
    "closed": N_("closed"),
}
DONE_AT_LABELS = {
    "attendance": N_("attendance"),
    "introductions": N_("introductions"),
    "records": N_("records"),
}


class WorkListRequest(gaps.GapsRequest):
    """Which items, in which order, and how many at first."""

    state: tuple[str, ...] = taken(("open",), N_("Only items in these states."), words=STATE_LABELS)
    owner: str | None = taken(None, N_("Only items of this owner, as it is written."))
    sort: str = taken(WORTH, N_("What comes first."), words=SORT_LABELS)
    most: int = taken(8, N_("So many are shown, the rest is counted."), least=1, most=10_000)
    today: dt.date | None = taken(None, N_("The day from which days are counted; this one unless told."))
    last: bool = taken(
        False, N_("Take the last list at once, where a change since then is still being worked out.")
    )


def answer(inquiry: Inquiry, request: WorkListRequest) -> Answer:
    """Put the items in order, by the study's saved rule; a board reads agencies and counts only."""
    from netmap.questions.work_list.items import work_list

    return work_list(inquiry, request)


def sentences(facts: WorkList, t: Translator) -> Sequence[str]:
    """How many gaps are open, how many of them are shown, and of which change that is said."""
    n = facts.counts["open"]
    said = [
        t.ngettext("{n} gap is open.", "{n} gaps are open.", n).format(n=wording.whole(t, n))
        if n
        else t.gettext("No rule finds a gap in the twelve months up to this day.")
    ]
    if facts.counts["overdue"]:
        text = t.ngettext("{n} item is overdue.", "{n} items are overdue.", facts.counts["overdue"])
        said.append(text.format(n=wording.whole(t, facts.counts["overdue"])))
    if n and not len(facts.found):
        said.append(t.gettext("None of what is on the list fits what was asked for."))
    if facts.rest:
        text = t.ngettext("{n} more is not shown.", "{n} more are not shown.", facts.rest)
        said.append(text.format(n=wording.whole(t, facts.rest)))
    if not facts.current:
        said.append(
            t.gettext("This is the list after change {change}; a newer one is being worked out.").format(
                change=facts.change
            )
        )
    return said


ITEMS = Table(
    "work-list",
    N_("What comes first"),
    (
        Column("item", N_("item")),
        Column("state", N_("state"), labels=STATE_LABELS),
        *gaps.FOUND,
        Column("act_by", N_("last day to act")),
        Column("owner", N_("owner")),
        Column("due", N_("due")),
        Column("note", N_("note")),
        Column("snoozed_until", N_("snoozed until")),
        Column("not_a_gap", N_("not a gap, because")),
        Column("closed_on", N_("closed on")),
        Column("done_at", N_("where it is done"), labels=DONE_AT_LABELS),
    ),
    lambda facts: facts.shown,
)

NEVER_CAME = Table(
    "never-came",
    N_("Who is expected and never comes"),
    (
        Column("zone_name", N_("boundary zone")),
        Column("name", N_("who")),
        Column("agency_name", N_("agency")),
        Column("sittings", N_("sittings expected at"), digits=0),
        Column("apologies", N_("apologies"), digits=0),
        Column("last_came", N_("last came")),
    ),
    lambda facts: facts.never_came,
)

QUESTION = Question(
    name="work-list",
    slow=True,
    of_today=True,
    page="work-list",
    workbook=True,
    title=N_("Work list"),
    help=N_("Print what to do first: the gaps that matter most, and how many more there are."),
    audience=(BOARD, COORDINATOR),
    request=WorkListRequest,
    answer=answer,
    sentences=sentences,
    unseen=who_met("gaps"),
    beside=True,
    tables=(ITEMS, NEVER_CAME),
    about=later("netmap.questions.work_list.items", "told_beside"),
    exports=(
        Export(
            "work-list.ics",
            N_("Due dates as a calendar"),
            "text/calendar; charset=utf-8",
            later("netmap.questions.work_list.due_calendar", "calendar_of"),
        ),
    ),
)
