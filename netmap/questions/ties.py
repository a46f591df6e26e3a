"""The question of ties: every pair that is tied as of a day, and of what kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library.wording import KIND_LABELS, STATE_LABELS
from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import ACTORS, COORDINATOR, RESEARCHER, Answer, Column, Question, Table
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    import pandas as pd


OTHERS = N_("Not among them: ties declared about {relations}. The option relation shows those of one.")
UNNAMED = N_("no relation named")
HOLDS = "holds"
"""The state of a pair that was only declared, to be tied between days of which the day spoken of is one."""

STATES = {**STATE_LABELS, HOLDS: N_("declared to hold")}


class TiesRequest(Request):
    """Which pairs."""

    agencies: bool = taken(False, N_("count ties between agencies"))


@dataclass(frozen=True, slots=True)
class Facts:
    """The library's table, how many ties its rows stand for, and the relations declared but not in it."""

    table: pd.DataFrame
    n: int
    between_agencies: bool
    left_out: tuple[str, ...] = ()


def answer(inquiry: Inquiry, request: TiesRequest) -> Answer:
    """Tell every tie apart, as of the window's last day."""
    from netmap.questions.method import method_of
    from netmap.tie_kinds.baselines import as_of_day
    from netmap.tie_kinds.between_agencies import agency_ties, within_partnership
    from netmap.tie_kinds.classes import ties
    from netmap.tie_kinds.declared import relations_of

    context = inquiry.context
    told = (inquiry.study, context.end, context.baseline, context.ties)
    if request.agencies:
        table = agency_ties(*told, **inquiry.declared, partnership=context.partnership)
    else:
        table, day = ties(*told, **inquiry.declared), as_of_day(inquiry.study, context.end)
        table = _with_days_declared(within_partnership(inquiry.study, table, day, context.partnership))
    n = int(table["n"].sum()) if request.agencies else len(table)
    others = relations_of(inquiry.study)[1:] if context.relation is None else ()
    facts = Facts(table, n, request.agencies, others)
    return Answer(facts, method_of(inquiry, n, ties=True, told=table.attrs))


def _with_days_declared(table: pd.DataFrame) -> pd.DataFrame:
    """The same with a state for pairs that were only declared, to be tied between days."""
    days = table[["declared_from", "declared_to"]].notna().any(axis=1)
    return table.assign(state=table["state"].mask(table["state"].isna() & days, HOLDS))


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """How many ties there are, and what counts as one."""
    text = (
        t.ngettext(
            "{n} tie between agencies, or between people of different ones; active, quiet or undated.",
            "{n} ties between agencies, or between people of different ones; active, quiet or undated.",
            facts.n,
        )
        if facts.between_agencies
        else t.ngettext(
            "{n} tie: a pair of people or of agencies; active, quiet or undated.",
            "{n} ties: pairs of people or of agencies; active, quiet or undated.",
            facts.n,
        )
    )
    said = [text.format(n=facts.n)]
    if not facts.between_agencies and (held := int(facts.table["state"].eq(HOLDS).sum())):
        text = t.ngettext(
            "{n} of them was declared to hold on the day.",
            "{n} of them were declared to hold on the day.",
            held,
        )
        said.append(text.format(n=held))
    if facts.left_out:
        named = t.listing([name or t.gettext(UNNAMED) for name in facts.left_out])
        said.append(t.gettext(OTHERS).format(relations=named))
    return said


QUESTION = Question(
    name="ties",
    title=N_("Every tie"),
    help=N_(
        "Print every tie of a study: old networks, new networks and cognitive trails, as of a day. Ties that "
        "were declared are those of one relation at a time."
    ),
    audience=(COORDINATOR, RESEARCHER),
    request=TiesRequest,
    answer=answer,
    sentences=sentences,
    aliases={"to": ("--as-of",)},
    counted=True,
    unseen=who_met("ties"),
    tables=(
        Table(
            "every-tie",
            N_("Every tie, as of a day"),
            (
                Column("source", N_("source"), names=ACTORS),
                Column("target", N_("target"), names=ACTORS),
                Column("agency_a", N_("agency"), names=ACTORS),
                Column("agency_b", N_("other agency"), names=ACTORS),
                Column("kind", N_("kind"), labels=KIND_LABELS, missing=KIND_LABELS["declared"]),
                Column(
                    "origin",
                    N_("origin"),
                    labels={"mobilised": N_("mobilised"), "developed": N_("developed")},
                ),
                Column("state", N_("state"), labels=STATES, missing=STATE_LABELS["undated"]),
                Column("first", N_("first")),
                Column("last", N_("last")),
                Column("declared_from", N_("declared from")),
                Column("declared_to", N_("declared until")),
                Column("occasions", N_("occasions"), digits=0),
                Column("settings", N_("settings"), digits=0),
                Column(
                    "via",
                    N_("via"),
                    labels={
                        "practitioners": N_("their practitioners"),
                        "direct": N_("the agencies themselves"),
                    },
                ),
                Column("n", N_("n"), digits=0),
            ),
            lambda facts: facts.table,
        ),
    ),
)
