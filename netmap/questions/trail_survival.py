"""The question of trails: how long cognitive trails live, and whether that differs between sittings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmap.model.derived import derived
from netmap.model.i18n import N_
from netmap.questions.parameters import Request, taken
from netmap.questions.question import Answer, Column, Inquiry, Table
from netmap.questions.results import part, result_question, rows_of
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    from netmap.comparison.result import Result
    from netmap.model.study import Study
    from netmap.tie_kinds.policy import TiePolicy

QUIET = (60, 90, 180)
"""The thresholds of quiet under which trails are shown, beside that of the rule in force."""

CLUSTERS = {"sitting": N_("sitting or contact"), "zone": N_("zone")}
EVENTS = {"consolidated": N_("consolidated"), "faded": N_("faded")}
STATISTICS = {"gray": N_("Gray's, of the share"), "log-rank": N_("log-rank, of the pace")}


class TrailSurvivalRequest(Request):
    """By what, and what chance relabels."""

    by: str | None = taken(
        None, N_("Groups by a column of zones, meetings or contacts, read where a trail began.")
    )
    cluster: str = taken("sitting", N_("What chance resamples and relabels."), words=CLUSTERS)
    draws: int = taken(999, N_("Resamplings and relabellings."), least=19, most=9999)
    draw_seed: int = taken(0, N_("Which resamplings: the same number gives the same ones."), least=0)


def answer(inquiry: Inquiry, request: TrailSurvivalRequest) -> Answer:
    """Follow every trail up to the window's last day."""
    from netmap.questions.method import method_of

    context = inquiry.context
    result = _followed(inquiry.study, request, context.end, context.baseline, context.ties)
    return Answer(result, method_of(inquiry, result.n, ties=True))


@derived(most=8)
def _followed(
    study: Study,
    request: TrailSurvivalRequest,
    end: dt.date | None,
    baseline: dt.date | None,
    policy: TiePolicy,
) -> Result:
    from netmap.comparison.trail_survival import trail_survival

    quiet = sorted({*QUIET, policy.quiet_days})
    told = (request.by, request.cluster, end, baseline, policy, quiet, request.draws, request.draw_seed)
    return trail_survival(study, *told)


QUESTION = result_question(
    name="trail-survival",
    slow=True,
    title=N_("What becomes of trails"),
    help=N_("Print what share of cognitive trails becomes a new network and what share fades, by time."),
    request=TrailSurvivalRequest,
    answer=answer,
    of_all=True,
    unseen=who_met("trails"),
    tables=(
        Table(
            "trail-survival",
            N_("Cumulative incidence by days since a trail began"),
            (
                Column("quiet_days", N_("quiet after"), digits=0),
                Column("group", N_("group"), labels={"all": N_("all")}),
                Column("time", N_("days"), digits=0),
                Column("at_risk", N_("at risk"), digits=0),
                Column("consolidated", N_("consolidated"), digits=0),
                Column("faded", N_("faded"), digits=0),
                Column("incidence_consolidated", N_("share consolidated"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("incidence_faded", N_("share faded"), digits=3),
                Column("low_faded", N_("low"), digits=3),
                Column("high_faded", N_("high"), digits=3),
            ),
            rows_of,
        ),
        Table(
            "trail-tests",
            N_("Whether groups differ"),
            (
                Column("quiet_days", N_("quiet after"), digits=0),
                Column("event", N_("event"), labels=EVENTS),
                Column("statistic", N_("statistic"), labels=STATISTICS),
                Column("value", N_("value"), digits=3),
                Column("p", N_("p"), digits=4),
                Column("groups", N_("groups"), digits=0),
                Column("clusters", N_("sittings or zones"), digits=0),
                Column("permutations", N_("relabellings"), digits=0),
            ),
            part("tests"),
        ),
    ),
)
