"""The numbers of the overview: which days, who works together, what reaches the board, what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd

from netmap.boundary_zones.health import levels_met
from netmap.boundary_zones.losses import loss_between
from netmap.brokers.group_losses import class_losses
from netmap.learning.window import window_of as window_between
from netmap.library.study_entry import title_of
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.learning import SIMULTANEOUS, LevelsRequest
from netmap.questions.learning.periods import SHOWN, before_of, last_seen_of, now_of, since_launch
from netmap.questions.learning.reliance_figures import agency_months, class_months
from netmap.questions.learning.resolved_request import Asked, Setting, asked_of, dates_of, zones_of
from netmap.questions.learning.stops import NOTHING, UNSEEN, agency_stops, level_shares
from netmap.questions.learning.types import Level
from netmap.questions.map.board_state import board_state
from netmap.questions.map.closest import closest_of
from netmap.questions.map.counting import Tally, tally_of
from netmap.questions.map.request import MapRequest
from netmap.questions.method import known_of
from netmap.questions.overview.agency_pairs import (
    agencies_on_map,
    agencies_there,
    counts_of,
    history_of,
    pairs_compared,
    pairs_on,
    possible_pairs,
)
from netmap.questions.overview.disclosure import base_of
from netmap.questions.overview.types import (
    ANSWERS,
    BEFORE_BASELINE,
    BEFORE_RECORD,
    FEW,
    TOLD,
    USUAL,
    Agency,
    AgencyLoss,
    Days,
    Gaps,
    Levels,
    Meeting,
    Overview,
    PairCounts,
    Reach,
    Recording,
    Rests,
    Sat,
    Together,
)
from netmap.questions.question import BOARD, Inquiry
from netmap.questions.sittings import sittings_of
from netmap.questions.window import Window, record_of, to_day, window_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of


def overview_of(inquiry: Inquiry) -> Overview:
    """Everything that the overview says, in numbers; kept for a while, whatever the language."""
    return _overview(inquiry.study, inquiry.context.but(language="en", whole_record=False), inquiry.usual)


@derived(most=16, named=True)
def _overview(study: Study, told: Context, usual: Context) -> Overview:
    in_words = told.but(language=study.language or told.language)
    inquiry, why = shown_window(Inquiry(in_words, lambda: study, usual))
    context = inquiry.context
    window, record = window_of(study, context), record_of(study)
    asked = asked_of(inquiry, LevelsRequest())
    before = None if window is None or record is None or window.before.end < record.start else window.before
    together, agencies, pairs = _together(inquiry, window, before)
    board = board_state(inquiry, MapRequest())
    tally = tally_of(board)
    known = asked if isinstance(asked, Asked) and asked.end is not None else None
    ways = () if known is None else agency_stops(known)
    return Overview(
        title=title_of(study, context.study),
        days=None if window is None else _days(window),
        before=None if before is None else _days(before),
        why=why,
        probability=context.paths.at_yardstick.transmission_probability,
        horizon=context.paths.horizon,
        record_end=None if record is None else from_day(record.end),
        together=together,
        levels=None if known is None else Levels(known.start.name, known.goal.name),
        up=None if known is None else _reach(known, known.start, known.goal, together.since),
        back=None if known is None else _reach(known, known.goal, known.start, together.since),
        stops=tuple(each.name for each in ways if each.becomes == NOTHING),
        unseen=sum(each.becomes == UNSEEN for each in ways),
        way=() if known is None else level_shares(known),
        closest=None if context.principal.role == BOARD else closest_of(board),
        meeting=None if known is None else meeting_of(known),
        meetings=tuple(Sat(*each) for each in tally.counts.zones),
        rests=None if known is None else rests_of(known, before),
        gaps=_gaps(tally),
        recording=_recording(inquiry, window, before),
        agencies=agencies,
        pairs=pairs,
    )


def shown_window(inquiry: Inquiry) -> tuple[Inquiry, str]:
    """The same with the window that is shown, and why it is: unless told, the last year that has answers.

    A year has answers where it has a figure for what gets from the front line to the board; where no year
    has one, the last on record is shown.
    """
    told = inquiry.context
    if told.start is not None or told.end is not None:
        return inquiry.but(whole_record=False), TOLD
    inquiry = inquiry.but(whole_record=False)
    asked = asked_of(inquiry, LevelsRequest())
    if isinstance(asked, Setting) or asked.end is None:
        return inquiry, USUAL
    certain = asked.at_certainty
    if now_of(certain, asked.start, asked.end).state == SHOWN:
        return inquiry, USUAL
    seen = last_seen_of(certain, asked.start, asked.end)
    if seen is None:
        return inquiry, USUAL
    return inquiry.but(start=from_day(seen.window.start), end=from_day(seen.window.end)), ANSWERS


def _days(window: Window) -> Days:
    return Days(from_day(window.start), from_day(window.end))


def _together(
    inquiry: Inquiry, window: Window | None, before: Window | None
) -> tuple[Together, tuple[Agency, ...], pd.DataFrame]:
    study, context = inquiry.study, inquiry.context
    day, known = None if window is None else window.end, known_of(inquiry)
    baseline = max((to_day(each.date()) for each in known["baseline"].dropna()), default=None)
    there = agencies_there(study, context, day, pairs_on(study, context, day))
    now, then, why = pairs_on(study, context, day), None, BEFORE_RECORD
    history: tuple[tuple[dt.date, PairCounts], ...] = ()
    if before is not None:
        why = BEFORE_BASELINE if baseline is not None and before.end < baseline else ""
        then = pairs_on(study, context, before.end) if not why else None
    launch = _launch(inquiry, window)
    since = launch[0] if then is None and launch is not None else None
    if since is not None and window is not None and window.start <= to_day(since):
        then, why = pairs_on(study, context, to_day(since)), ""
    else:
        since = None
    if window is not None:
        record = record_of(study)
        first = window.start if baseline is None else baseline
        history = history_of(
            study, context, first if record is None else max(first, record.start), window.end
        )
    compared = pairs_compared(study, context, then, now)
    if context.principal.role == BOARD:
        compared = compared.drop(columns="ties")
    return (
        Together(
            agencies=int(there.sum()),
            possible=possible_pairs(study, there, now),
            now=counts_of(now),
            before=None if then is None else counts_of(then),
            why=why,
            history=history,
            old_known=bool(known["old_known"].any()),
            dated=window is not None,
            launch=launch,
            since=since,
        ),
        agencies_on_map(study, there),
        compared,
    )


def _launch(inquiry: Inquiry, window: Window | None) -> tuple[dt.date, PairCounts] | None:
    """The pairs on the day of the baseline; None without one baseline on record before the last day."""
    record = record_of(inquiry.study)
    days = {to_day(each.date()) for each in known_of(inquiry)["baseline"].dropna()}
    if window is None or record is None or len(days) != 1:
        return None
    (day,) = days
    if not record.start < day < window.end:
        return None
    return from_day(day), counts_of(pairs_on(inquiry.study, inquiry.context, day))


def _reach(asked: Asked, start: Level, end: Level, launch: dt.date | None) -> Reach:
    graded, certain = now_of(asked.at_yardstick, start, end), now_of(asked.at_certainty, start, end)
    yardstick = asked.at_yardstick
    compared = before_of(yardstick, start, end) if launch is None else since_launch(yardstick, start, end)
    there = compared is not None and compared.is_comparable
    months = asked.at_yardstick.months(start.level, end.level)
    upto = months[months["month"] <= pd.Timestamp(from_day(asked.window.end))].dropna(subset=["share"])
    return Reach(
        state=graded.state,
        share=graded.share,
        certain=certain.share,
        people=graded.people,
        shown=graded.shown,
        was=compared.before if compared is not None and there else np.nan,
        became=compared.after if compared is not None and there else np.nan,
        seen=compared is not None and compared.is_seen,
        months=tuple(
            (month.date(), float(share)) for month, share in zip(upto["month"], upto["share"], strict=True)
        ),
    )


def meeting_of(asked: Asked) -> Meeting | None:
    """The zone without which the most would be lost; None where nothing is defined or gets through."""
    period = now_of(asked.at_yardstick, asked.start, asked.goal)
    mine = zones_of(asked.study, asked.context.partnership)
    if period.state != SHOWN or not period.share > 0:
        return None
    rule, policy = asked.at_yardstick.context.paths, asked.context.ties
    days = _days(asked.window)
    ends = (asked.start.level, asked.goal.level)
    loss = loss_between(asked.study, days.start, days.end, rule, policy, *ends)
    nothing = Meeting(None, "", loss.reach, np.nan, period.people, int(mine.sum()))
    if not mine.any():
        return nothing
    lost = np.where(mine & (loss.points > 2 * loss.points_error), loss.points, 0.0)
    if not lost.max() > 0:
        return nothing
    place = int(lost.argmax())
    zone = asked.study.zones.iloc[place]
    name = str(zone["name"]) if isinstance(zone["name"], str) else str(zone["zone"])
    sure = loss_between(asked.study, days.start, days.end, asked.at_certainty.context.paths, policy, *ends)
    return replace(
        nothing,
        zone=str(zone["zone"]),
        name=name,
        without=float(loss.without[place]),
        levels=_levels_met(asked, place),
        certain=sure.reach,
        certain_without=float(sure.without[place]),
    )


def _levels_met(asked: Asked, place: int) -> tuple[str, ...]:
    """The names of the levels whose people came to a zone in the window."""
    policy, named = asked.context.ties, {each.level: each.name for each in asked.levels}
    window = window_between(asked.study, policy=policy, **dates_of(asked.window))
    return () if window is None else tuple(named.get(e, e) for e in levels_met(window, policy, place))


def rests_of(asked: Asked, before: Window | None) -> Rests | None:
    """None where no month has a figure, or nothing reaches the board; of few others no share is told."""
    graded = class_months(asked.at_yardstick, SIMULTANEOUS).iloc[0]
    certain = class_months(asked.at_certainty, SIMULTANEOUS).iloc[0]
    crossed, others, agency = int(graded["people"]), int(graded["others"]), top_agency(asked)
    if graded["months"] and others < FEW:
        none = np.nan
        return Rests(crossed, others, none, none, False, none, none, none, agency)
    if not graded["months"] or not certain["reach"] > 0:
        return None
    earlier = np.nan
    if before is not None and before.start >= asked.record.start:
        then = replace(asked.at_yardstick, window=before)
        found = then.library(class_losses, asked.start.level, asked.goal.level, who=SIMULTANEOUS)
        earlier = float(found["reach_without"].iloc[0])
    return Rests(
        crossed=crossed,
        others=others,
        share=float(graded["reach"]),
        without=float(graded["reach_without"]),
        told=is_told(graded),
        certain=float(certain["reach"]),
        certain_without=float(certain["reach_without"]),
        before=earlier,
        agency=agency,
    )


def top_agency(asked: Asked) -> AgencyLoss | None:
    """The agency without which the most would be lost; None where no loss is told, or two are alike."""
    table = agency_months(asked.at_yardstick)
    if (
        table.empty
        or not is_told(table.iloc[0])
        or (table["lost"].round()[1:] == round(table["lost"][0])).any()
    ):
        return None
    row = table.iloc[0]
    return AgencyLoss(str(row["name"]), float(row["reach"]), float(row["reach_without"]), int(row["others"]))


def is_told(row: pd.Series) -> bool:
    """Whether a loss is more than its own error, and at least one of so many as are told."""
    lost = row["lost"] / 100 * base_of(int(row["others"]))
    return bool(row["lost"] > 2 * row["lost_se"]) and round(lost) > 0


def _gaps(tally: Tally) -> Gaps:
    return Gaps(
        no_agency=tally.no_agency,
        no_level=tally.no_level,
        unclear=tally.unclear_people,
        unrecorded=tally.unrecorded,
        sittings=tally.counts.sittings,
        silent=tally.silent,
        no_date=tally.no_date,
        unanswered=tally.unanswered,
        silent_names=tuple(name for name, _ in tally.silent_agencies),
        unrecorded_at=tally.unrecorded_at,
    )


def _recording(inquiry: Inquiry, window: Window | None, before: Window | None) -> Recording:
    """Zones that come on record in the window, and how many sittings lack their attendance, then and now."""
    if window is None or before is None:
        return Recording()
    study, sat = inquiry.study, sittings_of(inquiry.study)
    listed = np.zeros(len(sat.day), np.bool_)
    listed[sat.listed_meeting] = True
    shares = [
        float(1 - listed[inside].mean()) if inside.any() else np.nan
        for inside in (sat.within(window), sat.within(before))
    ]
    return Recording(_new_zones(study, window, inquiry.context.ties), *shares)


def _new_zones(study: Study, window: Window, policy: TiePolicy) -> int:
    """Zones that were first seen in the window and did not open in it."""
    met = encounters_of(study, policy)
    first = np.full(len(study.zones), np.iinfo(np.int64).max)
    seated = met.zone >= 0
    np.minimum.at(first, met.zone[seated], met.day[seated])
    opened = day_numbers(study.zones["opened"])
    old = (opened == NO_DAY) | (opened < window.start)
    return int(((first >= window.start) & (first <= window.end) & old).sum())
