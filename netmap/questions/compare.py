"""The question of comparison: how periods differ, beside what the same attendances give by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netmap.learning.path_rule import PathRule
from netmap.model.derived import derived
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.national import keep_national
from netmap.questions.question import Answer, Column, Inquiry, Table
from netmap.questions.results import (
    MEASURES,
    CompareRequest,
    only_partnerships,
    part,
    result_question,
    rows_of,
    spans_in,
    studies_in,
)
from netmap.questions.saved_comparisons import opened, saved_named
from netmap.questions.seen import a_figure_at_all
from netmap.tie_kinds.policy import TiePolicy

if TYPE_CHECKING:
    from netmap.comparison.findings import Finding
    from netmap.comparison.result import Origin, Result
    from netmap.comparison.sources import Source
    from netmap.comparison.working_off import Hands
    from netmap.model.study import Study

NULLS = {
    "attendance within zone": N_("attendance within zone"),
    "dates within zone": N_("dates within zone"),
}
TESTED = (
    Column("null_mean", N_("mean by chance"), digits=3),
    Column("null_low", N_("low by chance"), digits=3),
    Column("null_high", N_("high by chance"), digits=3),
    Column("z", N_("z"), digits=2),
    Column("p", N_("p"), digits=3),
    Column("p_adjusted", N_("p over the family"), digits=3),
)


SAVED_ON = N_("This is the comparison “{title}”, saved on version {version} of the record.")
MOVED_ON = N_("The record has changed since and is now version {now}, so figures may differ from then.")
AS_THEN = N_("Nothing that it reads has changed since.")

NO_END = N_("No partnership says until when it was observed (observed_to); name the last day with until")


def answer(inquiry: Inquiry, request: CompareRequest) -> Answer:
    """Set each window beside its own attendance null."""
    from netmap.questions.method import method_of

    saved = request.saved
    inquiry, request = opened(inquiry, request)
    result = compared(inquiry, request)
    if saved is not None:
        result = replace(result, findings=(*of_saved(inquiry.study, saved, result.origin), *result.findings))
    spans = result.parts["windows"]
    ends = [] if not len(spans) else [spans["start"].min().date(), spans["end"].max().date()]
    return Answer(result, method_of(inquiry, result.n, window=(*ends[:1], *ends[1:]) if ends else None))


def of_saved(study: Study, saved: str, now: Origin) -> Iterator[Finding]:
    """Which saved comparison it is, on which version it was saved, and whether figures may differ since."""
    from netmap.comparison.findings import Finding

    one = saved_named(study, saved)
    yield Finding(SAVED_ON, {"title": one.title, "version": one.made_of})
    moved = now.study_version != one.made_of
    yield Finding(MOVED_ON if moved else AS_THEN, {"now": now.study_version})


def compared(inquiry: Inquiry, request: CompareRequest) -> Result:
    """The comparison, worked out once for each version of the studies."""
    studies, context = studies_in(inquiry, request), inquiry.context
    only = request.among or only_partnerships(context.partnership, studies)
    spans = spans_in(inquiry, request)
    if inquiry.shares is not None and not len(spans):
        raise ArgumentError(NO_END)
    rows = tuple(spans[["window", "start", "end"]].itertuples(index=False, name=None))
    names = tuple(request.measure)
    told = (names, request.draws, request.draw_seed, context.ties, only, context.paths)
    if inquiry.hands is None:
        result = _compared(studies[0], tuple(studies[1:]), rows, *told)
    else:
        result = _drawn([inquiry.shares or studies[0], *studies[1:]], rows, *told, inquiry.hands)
    result = replace(result, parts={**result.parts, "windows": spans})
    if inquiry.shares is not None and not only and len(studies) == 1:
        return keep_national(inquiry, request, result)
    return result


@derived(most=8)
def _compared(
    study: Study, others: tuple[Study, ...], rows: tuple[tuple[Any, ...], ...], *told: Any
) -> Result:
    return _drawn([study, *others], rows, *told)


def _drawn(
    sources: Sequence[Study | Source],
    rows: tuple[tuple[Any, ...], ...],
    measures: tuple[str, ...],
    draws: int,
    seed: int,
    policy: TiePolicy,
    partnerships: tuple[str, ...],
    paths: PathRule,
    hands: Hands | None = None,
) -> Result:
    from netmap.comparison.comparing import compare
    from netmap.comparison.working_off import ALONE

    by = hands or ALONE
    return compare(
        sources[0] if len(sources) == 1 else sources,
        list(rows),
        measures or None,
        draws=draws,
        seed=seed,
        policy=policy,
        partnerships=list(partnerships) or None,
        rule=paths,
        workers=by.workers,
        scheduler=by.scheduler,
        keep=by.keep,
        progress=by.progress,
        memory=by.memory,
    )


def pinned(inquiry: Inquiry, request: CompareRequest) -> CompareRequest:
    """The same with its partnerships, its windows, its family of tests and the versions of its studies named.

    Partnerships stay unnamed where a study has none: it stands for itself, and has no name to be told by.
    """
    from netmap.comparison.co_attendance import NAMES
    from netmap.comparison.result import Origin
    from netmap.tie_kinds.memberships import partnership_names

    studies, spans = studies_in(inquiry, request), spans_in(inquiry, request)
    every = [tuple(str(name) for name in partnership_names(each)) for each in studies]
    among = request.among or only_partnerships(inquiry.context.partnership, studies)
    if not among and all(every):
        among = tuple(name for names in every for name in names)
    until = spans["end"].max().date() if request.around is None and len(spans) else request.until
    made_of = Origin.of_several(studies).study_version
    told = {"among": among, "until": until, "measure": request.measure or NAMES, "made_of": made_of}
    return request.model_copy(update=told)


QUESTION = result_question(
    name="compare",
    title=N_("Periods and partnerships compared"),
    help=N_("Print figures of periods and partnerships beside what the same attendances give by chance."),
    slow=True,
    shared_out=True,
    page="compare",
    request=CompareRequest,
    answer=answer,
    unseen=a_figure_at_all,
    tables=(
        Table(
            "compared",
            N_("Each window beside its attendance null"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("window", N_("window")),
                Column("measure", N_("measure"), labels=MEASURES),
                Column("value", N_("value"), digits=3),
                Column("n", N_("people"), digits=0),
                *TESTED,
                Column("method", N_("null"), labels=NULLS),
            ),
            rows_of,
        ),
        Table(
            "changes-between-windows",
            N_("From each window to the next"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("measure", N_("measure"), labels=MEASURES),
                Column("from", N_("from")),
                Column("to", N_("to")),
                Column("change", N_("change"), digits=3),
                *TESTED,
            ),
            part("changes"),
        ),
        Table(
            "over-partnerships",
            N_("Deviations from chance, over partnerships"),
            (
                Column("measure", N_("measure"), labels=MEASURES),
                Column("window", N_("window")),
                Column("to", N_("to")),
                Column("partnerships", N_("partnerships"), digits=0),
                Column("effect", N_("effect"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("p", N_("p"), digits=3),
                Column("tau", N_("spread between them"), digits=3),
                Column("i_squared", N_("I squared"), digits=2),
                Column("q", N_("Q"), digits=2),
                Column("q_p", N_("p of Q"), digits=3),
            ),
            part("over partnerships"),
        ),
        Table(
            "effects-of-partnerships",
            N_("Deviations from chance, each partnership by itself"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("measure", N_("measure"), labels=MEASURES),
                Column("window", N_("window")),
                Column("to", N_("to")),
                Column("effect", N_("effect"), digits=3),
                Column("sd", N_("spread by chance"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
            ),
            part("effects"),
        ),
        Table(
            "windows-compared",
            N_("The windows"),
            (
                Column("window", N_("window")),
                Column("start", N_("from")),
                Column("end", N_("to")),
                Column("warning", N_("warning")),
            ),
            part("windows"),
        ),
        Table(
            "mixing",
            N_("How well the draws are mixed"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("window", N_("window")),
                Column("null", N_("null"), labels=NULLS),
                Column("sittings", N_("sittings"), digits=0),
                Column("accepted", N_("trades that changed anything"), digits=2),
                Column("moved", N_("attendances moved"), digits=2),
                Column("lag_1", N_("greatest lag-1 correlation"), digits=2),
            ),
            part("mixing"),
        ),
    ),
)
