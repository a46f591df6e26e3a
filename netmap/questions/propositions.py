"""The question of the sources' propositions: supported, not supported, or not to be told from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmap.model.derived import derived
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import Answer, Column, Table
from netmap.questions.results import only_partnerships, part, result_question, rows_of
from netmap.tie_kinds.policy import TiePolicy

if TYPE_CHECKING:
    from netmap.comparison.result import Result
    from netmap.model.study import Study

ANSWERS = {
    "supported": N_("supported"),
    "not supported": N_("not supported"),
    "cannot tell": N_("cannot tell"),
}
UNITS = {
    "partnerships x windows": N_("partnerships x windows"),
    "sittings": N_("sittings"),
    "people who reach, or partnerships": N_("people who reach, or partnerships"),
    "partnerships": N_("partnerships"),
}
GROUPS = {
    "formal, with a purpose": N_("formal, with a purpose"),
    "pillars or task groups": N_("pillars or task groups"),
    "other": N_("other"),
}


class PropositionsRequest(Request):
    """Of whom."""

    beside: tuple[str, ...] = taken((), N_("Other studies, taken together with this one."))
    among: tuple[str, ...] = taken((), N_("Only these partnerships; all unless told."))


def answer(inquiry: Inquiry, request: PropositionsRequest) -> Answer:
    """Put each proposition to the record."""
    from netmap.questions.method import method_of

    context = inquiry.context
    names = dict.fromkeys(each for each in request.beside if each and each != context.study)
    others = tuple(inquiry.other(name) for name in names)
    only = request.among or only_partnerships(context.partnership, [inquiry.study, *others])
    result = _worked_out(inquiry.study, others, context.paths.horizon, context.ties, only)
    return Answer(result, method_of(inquiry, result.n))


@derived(most=4)
def _worked_out(
    study: Study, others: tuple[Study, ...], horizon: int, policy: TiePolicy, only: tuple[str, ...]
) -> Result:
    from netmap.comparison.propositions import propositions

    asked = [study, *others] if others else study
    return propositions(asked, horizon, policy=policy, partnerships=list(only) or None)


QUESTION = result_question(
    name="propositions",
    title=N_("Propositions"),
    help=N_("Print what the record says of each proposition: supported, not supported, or cannot tell."),
    slow=True,
    request=PropositionsRequest,
    answer=answer,
    tables=(
        Table(
            "propositions",
            N_("What the record says of each proposition"),
            (
                Column("proposition", N_("proposition")),
                Column("answer", N_("answer"), labels=ANSWERS),
                Column("effect", N_("effect"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("p", N_("p"), digits=3),
                Column("n", N_("n"), digits=0),
                Column("unit", N_("unit"), labels=UNITS),
                Column("delta", N_("delta"), digits=2),
                Column("against", N_("against"), digits=2),
            ),
            rows_of,
        ),
        Table(
            "units-of-propositions",
            N_("Every unit"),
            (
                Column("proposition", N_("proposition")),
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("unit", N_("unit")),
                Column("group", N_("group"), labels=GROUPS),
                Column("x", N_("by"), digits=2),
                Column("value", N_("value"), digits=3),
            ),
            part("units"),
        ),
        Table(
            "propositions-of-partnerships",
            N_("Each partnership by itself, where they are pooled"),
            (
                Column("proposition", N_("proposition")),
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("effect", N_("effect"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("n", N_("n"), digits=0),
            ),
            part("partnerships"),
        ),
    ),
)
