"""The question of coverage: which needs are served where, by whom, and between whom there is no tie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request
from netmap.questions.question import BOARD, COORDINATOR, Answer, Column, Inquiry, Question, Table

if TYPE_CHECKING:
    import pandas as pd


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Count services by need and area."""
    from netmap.gap_rules.offers import coverage
    from netmap.questions.method import method_of

    context = inquiry.context
    found = coverage(inquiry.study, context.end, context.baseline, context.ties)
    if context.partnership is not None:
        found = found[found["partnership"] == context.partnership].reset_index(drop=True)
    return Answer(found, method_of(inquiry, len(found), ties=True))


def sentences(facts: pd.DataFrame, t: Translator) -> Sequence[str]:
    """How many needs lack a service somewhere, and how many agencies side by side have no tie."""
    if facts.empty:
        return (t.gettext("No service names both a need and an area, so what lacks one cannot be seen."),)
    cells, none = len(facts), int((facts["services"] == 0).sum())
    text = t.ngettext(
        "{none} of {n} need in an area has no service.", "{none} of {n} needs by area have no service.", cells
    )
    said = [text.format(none=wording.whole(t, none), n=wording.whole(t, cells))]
    pairs, apart = int(facts["pairs"].sum()), int(facts["unlinked"].sum())
    if pairs:
        text = t.ngettext(
            "{apart} of {n} pair of agencies that serve one need in one area has no active tie.",
            "{apart} of {n} pairs of agencies that serve one need in one area have no active tie.",
            pairs,
        )
        said.append(text.format(apart=wording.whole(t, apart), n=wording.whole(t, pairs)))
    return said


QUESTION = Question(
    name="coverage",
    title=N_("Needs by area"),
    help=N_("Print how many services and agencies serve each need in each area, and which have no tie."),
    audience=(BOARD, COORDINATOR),
    answer=answer,
    sentences=sentences,
    tables=(
        Table(
            "coverage",
            N_("Services by need and area"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("need", N_("need")),
                Column("area", N_("area")),
                Column("services", N_("services"), digits=0),
                Column("agencies", N_("agencies"), digits=0),
                Column("pairs", N_("pairs of agencies"), digits=0),
                Column("unlinked", N_("pairs without a tie"), digits=0),
            ),
            lambda facts: facts,
        ),
    ),
)
