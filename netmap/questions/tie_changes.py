"""The question of tie changes: which declared ties were created, dissolved and stable from wave to wave."""

from __future__ import annotations

from typing import Any

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
    waves = _waves_of_partnership(inquiry, asked["relation"], asked["wave"])
    result = tie_changes(inquiry.study, asked["relation"], waves, roster=roster)
    return Answer(result, method_of(inquiry, result.n, told={"roster": roster}))


def _waves_of_partnership(
    inquiry: Inquiry, relation: Any, waves: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """The waves of the partnership that is looked at among those named, or else among all."""
    from netmap.comparison.tie_changes import waves_of
    from netmap.tie_kinds.declared import Declared, rounds_of

    partnership = inquiry.context.partnership
    if partnership is None:
        return waves
    only = {partnership, ""} if len(inquiry.study.partnerships) == 1 else {partnership}
    others = {each.wave for each in rounds_of(inquiry.study) if each.partnership not in only}
    every = waves_of(inquiry.study, Declared(None, relation)) if waves is None else waves
    return tuple(each for each in every if each not in others)


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
