"""The question of kind changes: what became of every tie between the first and the last day of the window."""

from __future__ import annotations

from netmap.library.wording import KIND_LABELS, STATE_LABELS
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request
from netmap.questions.question import Answer, Column, Table
from netmap.questions.results import result_question, rows_of
from netmap.questions.seen import a_day_before, who_met

NO_TIE = N_("no tie")


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Compare the ties of the day before the window with those of its last day."""
    from netmap.comparison.kind_changes import kind_changes
    from netmap.model.dates import from_day
    from netmap.questions.method import method_of
    from netmap.questions.window import window_of

    context = inquiry.context
    window = window_of(inquiry.study, context)
    before = None if window is None else from_day(window.start - 1)
    start, end = (None, None) if window is None else (from_day(window.start), from_day(window.end))
    result = kind_changes(inquiry.study, before, end, context.baseline, context.ties, context.partnership)
    return Answer(result, method_of(inquiry, result.n, window=(start, end), ties=True))


QUESTION = result_question(
    name="kind-changes",
    title=N_("What became of ties"),
    help=N_("Print how many ties went from which kind and state to which over the window."),
    answer=answer,
    unseen=who_met("changes", a_day_before),
    tables=(
        Table(
            "changes-of-kind",
            N_("Ties by kind and state before and after"),
            (
                Column("kind_before", N_("kind before"), labels=KIND_LABELS, missing=NO_TIE),
                Column("state_before", N_("state before"), labels=STATE_LABELS),
                Column("kind_after", N_("kind after"), labels=KIND_LABELS, missing=NO_TIE),
                Column("state_after", N_("state after"), labels=STATE_LABELS),
                Column("n", N_("ties"), digits=0),
            ),
            rows_of,
        ),
    ),
)
