"""The question of tie changes: which declared ties were created, dissolved and stable from wave to wave."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request
from netmap.questions.question import Answer, Column, Table
from netmap.questions.results import result_question, rows_of


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Compare each wave with the one before it; all of them unless some are named, in their order."""
    from netmap.comparison.tie_changes import tie_changes
    from netmap.questions.method import method_of

    asked, roster = inquiry.declared, inquiry.context.roster
    result = tie_changes(inquiry.study, asked["relation"], asked["wave"], roster=roster)
    return Answer(result, method_of(inquiry, result.n, told={"roster": roster}))


QUESTION = result_question(
    name="tie-changes",
    title=N_("Ties from wave to wave"),
    help=N_("Print how many declared ties were created, dissolved and stable from each wave to the next."),
    answer=answer,
    tables=(
        Table(
            "changes-of-ties",
            N_("Cells of each wave and the one before it"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("relation", N_("relation")),
                Column("from", N_("from wave")),
                Column("to", N_("to wave")),
                Column("created", N_("created"), digits=0),
                Column("dissolved", N_("dissolved"), digits=0),
                Column("stable", N_("stable"), digits=0),
                Column("absent", N_("no tie in either"), digits=0),
                Column("missing", N_("not answered"), digits=0),
                Column("not_at_risk", N_("not at risk"), digits=0),
                Column("cells", N_("cells"), digits=0),
                Column("jaccard", N_("Jaccard"), digits=3),
            ),
            rows_of,
        ),
    ),
)
