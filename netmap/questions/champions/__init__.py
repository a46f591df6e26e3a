"""The question of champions: on whom a route between two levels rests, and what would help to rest on them
less. A set of people, never a league table."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import EVER, HOP, SIMULTANEOUS, LevelsRequest
from netmap.questions.parameters import taken
from netmap.questions.question import COORDINATOR, RESEARCHER, Answer, Column, Question, Table, later


class ChampionsRequest(LevelsRequest):
    """Between which levels, and who counts as cross-represented in the figure for programs."""

    class_of: str = taken(
        SIMULTANEOUS,
        N_("Who counts as cross-represented: at two levels at once, or also at different times."),
        words=(SIMULTANEOUS, EVER),
    )


def answer(inquiry: Inquiry, request: ChampionsRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at."""
    from netmap.questions.learning.resolved_request import asked_of, method_of_asked

    asked = asked_of(inquiry, request)
    return Answer(asked, method_of_asked(inquiry, asked, len(asked.study.practitioners)))


PAGE = "netmap.questions.champions.page_view"

QUESTION = Question(
    name="champions",
    slow=True,
    title=N_("Champions"),
    help=N_("Print on whom what reaches another level rests, and what it would take to rely on them less."),
    audience=(COORDINATOR, RESEARCHER),
    request=ChampionsRequest,
    answer=answer,
    sentences=later(PAGE, "sentences_of"),
    page="champions",
    about=later(PAGE, "about"),
    aliases={"from-level": ("--from",), "to-level": ("--to",)},
    tables=(
        Table(
            "champions",
            N_("How much rests on each person"),
            (
                Column("practitioner", N_("practitioner")),
                Column("agency", N_("agency")),
                Column("reliance", N_("reliance"), digits=2),
                Column("se", N_("standard error"), digits=3),
                Column("lost", N_("lose the way"), digits=0),
                Column("in_degree", N_("hears from"), digits=0),
            ),
            later(PAGE, "champion_rows"),
            report=later(PAGE, "relief_lines"),
        ),
        Table(
            "champion-paths",
            N_("Dated paths through each carrier"),
            (
                Column("practitioner", N_("practitioner")),
                Column("source", N_("source")),
                *HOP,
                Column("kind", N_("kind")),
            ),
            later(PAGE, "chain_rows"),
            report=later(PAGE, "chain_lines"),
            flag="explain",
            flag_help=N_("Print dated paths that pass through each of them."),
        ),
    ),
)
