"""The question of interests: who shares one and has no tie, how the community grows, what it passes on."""

from __future__ import annotations

from netmap.model.errors import NotAllowedError
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import (
    ACTORS,
    BOARD,
    CHANNEL,
    NOT_FOR_YOU,
    Answer,
    Column,
    Question,
    Table,
    later,
)

UNKNOWN, FEW_THERE = N_("not known"), N_("fewer than five")
WHO = {"agency": N_("agency"), "practitioner": N_("person")}
KINDS = {"case": N_("case"), "action": N_("action"), "project": N_("project"), "theme": N_("theme")}


class InterestsRequest(Request):
    """Of agencies or of people."""

    who: str = taken("agency", N_("Whether agencies or people are asked about."), words=WHO)


def answer(inquiry: Inquiry, request: InterestsRequest) -> Answer:
    """Compare interests and ties; growth and what is passed on are worked out when they are looked at.

    Raises `NotAllowedError` where a board asks for people.
    """
    from netmap.questions.interests.facts import facts_of
    from netmap.questions.method import method_of

    role = inquiry.context.principal.role
    if role == BOARD and request.who != "agency":
        raise NotAllowedError(NOT_FOR_YOU, role=role)
    facts = facts_of(inquiry, request.who)
    return Answer(facts, method_of(inquiry, len(facts.pairs), ties=True))


FACTS = "netmap.questions.interests.facts"

QUESTION = Question(
    name="shared-interests",
    title=N_("Shared interests not yet met"),
    help=N_(
        "Print who shares an interest and has no tie, how the community has grown, and what it has passed on "
        "to the outside."
    ),
    request=InterestsRequest,
    answer=answer,
    sentences=later("netmap.questions.interests.sentences", "sentences_of"),
    tables=(
        Table(
            "shared-interests",
            N_("Each two that share an interest and have no tie"),
            (
                Column("a", N_("one"), names=ACTORS),
                Column("b", N_("other"), names=ACTORS),
                Column("interest", N_("interest")),
                Column("met", N_("met once or more"), missing=UNKNOWN),
            ),
            later(FACTS, "apart"),
        ),
        Table(
            "interests",
            N_("Every interest: who has it, and how many pairs have a tie"),
            (
                Column("interest", N_("interest")),
                Column("kind", N_("kind"), labels=KINDS),
                Column("actors", N_("who has it"), digits=0),
                Column("pairs", N_("pairs"), digits=0),
                Column("tied", N_("pairs with a tie"), digits=0),
                Column("untied", N_("pairs without a tie"), digits=0),
                Column("unmet", N_("of them never met"), digits=0),
                Column("unknown", N_("pairs not known"), digits=0),
            ),
            later(FACTS, "interests"),
        ),
        Table(
            "community-growth",
            N_("How the community has grown, month by month"),
            (
                Column("month", N_("month"), written="month"),
                Column("agencies", N_("agencies"), digits=0),
                Column("people", N_("people"), digits=0, missing=FEW_THERE),
                Column("took_part", N_("people who took part"), digits=0, missing=FEW_THERE),
                Column("pairs_met", N_("pairs of agencies that have met"), digits=0),
            ),
            later(FACTS, "growth"),
        ),
        Table(
            "passed-on",
            N_("What was passed on to agencies outside"),
            (
                Column("date", N_("date"), written="day"),
                Column("agency", N_("from agency"), names=ACTORS),
                Column("outside", N_("to agency"), names=ACTORS),
                Column("interest", N_("about")),
                Column("channel", N_("channel"), words=CHANNEL),
            ),
            later(FACTS, "passed_on"),
        ),
    ),
)
