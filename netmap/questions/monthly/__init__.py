"""The question of the month: what changed, what rose and came back, what to discuss."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.gaps import SEVERITY_LABELS
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import LEVELS, Answer, Column, Export, Question, Table, later


class MonthRequest(Request):
    """Which month."""

    month: str | None = taken(None, N_("The month, as 2011-03; the last whole one on record unless told."))


def answer(inquiry: Inquiry, request: MonthRequest) -> Answer:
    """Put together the pack of each partnership; what is in it is worked out when it is looked at.

    Raises `ArgumentError` for a month that is none.
    """
    from netmap.questions.method import method_of
    from netmap.questions.monthly.packs import packs_of

    facts = packs_of(inquiry, request.month)
    chance = inquiry.context.paths.at_yardstick
    method = method_of(inquiry, len(facts.packs), window=facts.days, ties=True, paths=True, chance=chance)
    return Answer(facts, method)


TABLES = "netmap.questions.monthly.tables"
PARTNERSHIP = Column("partnership", N_("partnership"), names=("partnerships",))
CHANGES = {"new": N_("new"), "gone": N_("gone")}

QUESTION = Question(
    name="monthly-pack",
    slow=True,
    title=N_("Monthly feedback session"),
    help=N_(
        "Print the pack of a month for each partnership: what changed, what rose and came back, three gaps "
        "and three questions to discuss; agencies and counts only."
    ),
    request=MonthRequest,
    answer=answer,
    sentences=later("netmap.questions.monthly.sentences", "sentences_of"),
    tables=(
        Table(
            "monthly-pack",
            N_("The month in counts, partnership by partnership"),
            (
                PARTNERSHIP,
                Column("sittings", N_("sittings"), digits=0),
                Column("people", N_("people present"), digits=0),
                Column("agencies", N_("agencies present"), digits=0),
                Column("pairs_before", N_("pairs of agencies before"), digits=0),
                Column("pairs", N_("pairs of agencies at the end"), digits=0),
                Column("new", N_("new"), digits=0),
                Column("gone", N_("gone"), digits=0),
            ),
            later(TABLES, "counts"),
        ),
        Table(
            "monthly-changes",
            N_("Pairs of agencies that are new or gone"),
            (
                PARTNERSHIP,
                Column("change", N_("change"), labels=CHANGES),
                Column("agency_a", N_("agency")),
                Column("agency_b", N_("other agency")),
            ),
            later(TABLES, "changes"),
        ),
        Table(
            "monthly-rise",
            N_("What rose and came back within the month, from level to level"),
            (
                PARTNERSHIP,
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("people", N_("people"), digits=0, missing=N_("fewer than five")),
                Column("certain", N_("arrive if all passes on"), digits=0),
                Column("expected", N_("arrive under chance"), digits=1),
                Column("before", N_("in the month before"), digits=1),
            ),
            later(TABLES, "rises"),
        ),
        Table(
            "monthly-gaps",
            N_("Three gaps"),
            (
                PARTNERSHIP,
                Column("severity", N_("severity"), labels=SEVERITY_LABELS),
                Column("title", N_("gap")),
                Column("about", N_("about")),
            ),
            later(TABLES, "gaps"),
        ),
        Table(
            "monthly-questions",
            N_("Three questions to discuss"),
            (PARTNERSHIP, Column("place", N_("number"), digits=0), Column("question", N_("question"))),
            later(TABLES, "questions"),
        ),
    ),
    exports=(
        Export(
            "monthly-pack.html",
            N_("The pack to print: two pages for each partnership"),
            "text/html; charset=utf-8",
            later("netmap.questions.monthly.print_pack", "print_pack"),
        ),
    ),
)
