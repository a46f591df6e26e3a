"""The question of agencies in windows: which work together at the end of each, and what changed."""

from __future__ import annotations

from netmap.library.wording import KIND_LABELS
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.question import ACTORS, Answer, Column, Table
from netmap.questions.results import WindowsRequest, part, result_question, rows_of, spans_in
from netmap.questions.seen import agencies_of_those_who_met, who_met


def answer(inquiry: Inquiry, request: WindowsRequest) -> Answer:
    """Count the ties between agencies at the end of each window."""
    from netmap.comparison.agency_matrices import agency_matrices
    from netmap.questions.method import method_of

    context, spans = inquiry.context, spans_in(inquiry, request)
    result = agency_matrices(inquiry.study, spans, context.baseline, context.ties, context.partnership)
    return Answer(result, method_of(inquiry, result.n, ties=True))


QUESTION = result_question(
    name="agency-matrices",
    title=N_("Agencies from window to window"),
    help=N_("Print which agencies have ties at the end of each window, and how that changed between them."),
    request=WindowsRequest,
    answer=answer,
    unseen=who_met("agencies", agencies_of_those_who_met),
    tables=(
        Table(
            "agency-matrices",
            N_("Pairs of agencies at the end of each window"),
            (
                Column("window", N_("window")),
                Column("agency_a", N_("agency"), names=ACTORS),
                Column("agency_b", N_("agency"), names=ACTORS),
                Column("kind", N_("strongest kind"), labels=KIND_LABELS),
                Column("n", N_("ties"), digits=0),
            ),
            rows_of,
        ),
        Table(
            "agency-differences",
            N_("Ties of each pair of agencies from window to window"),
            (
                Column("from", N_("from")),
                Column("to", N_("to")),
                Column("agency_a", N_("agency"), names=ACTORS),
                Column("agency_b", N_("agency"), names=ACTORS),
                Column("before", N_("before"), digits=0),
                Column("after", N_("after"), digits=0),
                Column("change", N_("change"), digits=0),
            ),
            part("differences"),
        ),
    ),
)
