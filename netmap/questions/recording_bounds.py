"""The question of bounds: what a figure would be if what is unclear on record had been otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netmap.model.derived import derived
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import taken
from netmap.questions.question import Answer, Column, Table
from netmap.questions.results import (
    MEASURES,
    WindowsRequest,
    only_partnerships,
    result_question,
    rows_of,
    spans_in,
    studies_in,
)
from netmap.tie_kinds.policy import TiePolicy

if TYPE_CHECKING:
    from netmap.comparison.result import Result
    from netmap.model.study import Study

SCENARIOS = {
    "as recorded": N_("as recorded"),
    "unclear counted as there": N_("unclear counted as there"),
    "any one sitting lost": N_("any one sitting lost"),
    "silent agencies counted": N_("silent agencies counted"),
    "all": N_("least and greatest of these"),
}
SEATS = {name: MEASURES[name] for name in list(MEASURES)[:5]}
"""Figures of who sat with whom."""


class BoundsRequest(WindowsRequest):
    """Of which figures."""

    measure: tuple[str, ...] = taken(
        (), N_("Which figures; all of who sat with whom unless told."), words=SEATS
    )


def answer(inquiry: Inquiry, request: BoundsRequest) -> Answer:
    """Work each figure out under each scenario."""
    from netmap.questions.method import method_of

    studies, spans = studies_in(inquiry, request), spans_in(inquiry, request)
    windows = tuple(spans[["window", "start", "end"]].itertuples(index=False, name=None))
    only = request.among or only_partnerships(inquiry.context.partnership, studies)
    told = (windows, tuple(request.measure) or tuple(SEATS), inquiry.context.ties, only)
    result = _bounds(studies[0], tuple(studies[1:]), *told)
    return Answer(result, method_of(inquiry, result.n))


@derived(most=8)
def _bounds(
    study: Study,
    others: tuple[Study, ...],
    windows: tuple[tuple[Any, ...], ...],
    measures: tuple[str, ...],
    policy: TiePolicy,
    among: tuple[str, ...],
) -> Result:
    from netmap.comparison.recording_bounds import bounds

    return bounds([study, *others], list(windows), measures, policy, among)


QUESTION = result_question(
    name="recording-bounds",
    title=N_("What a figure would be had the record been otherwise"),
    help=N_("Print what each figure would be if what is unclear on record had been otherwise."),
    slow=True,
    page="compare",
    request=BoundsRequest,
    answer=answer,
    tables=(
        Table(
            "bounds-of-recording",
            N_("Each figure under each scenario"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("window", N_("window")),
                Column("measure", N_("measure"), labels=MEASURES),
                Column("scenario", N_("scenario"), labels=SCENARIOS),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("n", N_("sittings"), digits=0),
            ),
            rows_of,
        ),
    ),
)
