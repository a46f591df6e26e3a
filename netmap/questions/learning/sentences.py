"""The sentences over the horizon: who reaches whom, how fast, how it was before, and what cannot be said."""

from __future__ import annotations

from netmap.learning.periods import ComparedReach
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.periods import (
    NO_FIRST,
    NO_MONTH,
    NOBODY,
    SHOWN,
    Period,
    before_of,
    last_seen_of,
    now_of,
    sideways_of,
)
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.learning.types import Level
from netmap.questions.window import months_back

HORIZONS = {30: N_("one month"), 90: N_("three months"), 180: N_("six months"), 365: N_("one year")}
"""Horizons that have a name; of every other the days are told."""


def horizon_text(t: Translator, horizon: int) -> str:
    """A horizon as a sentence says it."""
    return t.gettext(HORIZONS[horizon]) if horizon in HORIZONS else wording.days(t, horizon)


def reach_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """The answer first: reach now, before, when last seen, the way back, sideways, and what was left out."""
    now = now_of(asked, asked.start, asked.end)
    return (
        headline(asked, asked.start, asked.end, now, t),
        *_before(asked, now, t),
        *_when_seen(asked, now, t),
        *_return(asked, t),
        *_sideways(asked, t),
        *_left_out(asked, now, t),
    )


def short_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """Reach now, before, and where it cannot be said, when it last could."""
    now = now_of(asked, asked.start, asked.end)
    said = headline(asked, asked.start, asked.end, now, t)
    return (said, *_before(asked, now, t), *_when_seen(asked, now, t))


def headline(asked: Asked, start: Level, end: Level | None, now: Period, t: Translator) -> str:
    """Who reaches whom within the horizon, or why that cannot be said."""
    if now.state != SHOWN:
        return _no_figure(asked, start, end, now, t)
    if end is None:
        template = t.ngettext(
            "At the level “{from_level}”, what somebody knows gets to {share} of the other agencies there "
            "within {horizon}, the first of them typically after {days}: counted from {first} alone, with "
            "{people}.",
            "At the level “{from_level}”, what somebody knows gets to {share} of the other agencies there "
            "within {horizon}, the first of them typically after {days}: the mean of {n} months from {first} "
            "to {last}, each counted from its first day, with {people}.",
            now.shown,
        )
    else:
        template = t.ngettext(
            "Of the people at the level “{from_level}”, {share} reach the level “{to_level}” within "
            "{horizon}, typically in {days}: counted from {first} alone, with {people}.",
            "Of the people at the level “{from_level}”, {share} reach the level “{to_level}” within "
            "{horizon}, typically in {days}: the mean of {n} months from {first} to {last}, each counted "
            "from its first day, with {people}.",
            now.shown,
        )
    if now.share == 0:
        template = _none_reached(end, now, t)
    return template.format(
        from_level=start.name,
        to_level="" if end is None else end.name,
        share=wording.share(t, now.share),
        horizon=horizon_text(t, asked.horizon),
        days=wording.days(t, 0 if now.share == 0 else round(now.typical)),
        n=wording.whole(t, now.shown),
        first=wording.day_text(t, now.first),
        last=wording.day_text(t, now.last),
        people=people_text(now, t),
    )


def _none_reached(end: Level | None, now: Period, t: Translator) -> str:
    if end is None:
        return t.ngettext(
            "At the level “{from_level}”, what somebody knows gets to no other agency within {horizon}: "
            "counted from {first} alone, with {people}.",
            "At the level “{from_level}”, what somebody knows gets to no other agency within {horizon}: so "
            "in each of {n} months from {first} to {last}, counted from its first day, with {people}.",
            now.shown,
        )
    return t.ngettext(
        "Nobody at the level “{from_level}” reaches the level “{to_level}” within {horizon}: "
        "counted from {first} alone, with {people}.",
        "Nobody at the level “{from_level}” reaches the level “{to_level}” within {horizon}: so "
        "in each of {n} months from {first} to {last}, counted from its first day, with {people}.",
        now.shown,
    )


def people_text(now: Period, t: Translator) -> str:
    """How many people each month counts."""
    if now.least == now.most:
        return wording.people(t, now.most)
    return t.gettext("{least} to {most} people").format(
        least=wording.whole(t, now.least), most=wording.whole(t, now.most)
    )


def _no_figure(asked: Asked, start: Level, end: Level | None, now: Period, t: Translator) -> str:
    if now.state == NO_FIRST:
        template = t.gettext(
            "How far learning gets within {horizon} cannot be said for this window: no first of a month lies "
            "in it. Choose a longer window."
        )
    elif now.state == NO_MONTH:
        template = t.gettext(
            "How far learning gets within {horizon} cannot be said for this window: no month of it has its "
            "whole {horizon} on record, which ends on {end}. Choose an earlier window or a shorter horizon."
        )
    elif now.state == NOBODY and end is None:
        template = t.gettext(
            "How far learning gets sideways at the level “{from_level}” cannot be said for this window: no "
            "two agencies are known to have anybody at that level."
        )
    elif now.state == NOBODY and end is not None:
        template = t.gettext(
            "How many people at the level “{from_level}” reach the level “{to_level}” cannot be said for "
            "this window: nobody is known to be at the one and not at the other."
        )
    elif end is not None:
        template = t.gettext(
            "How many people at the level “{from_level}” reach the level “{to_level}” cannot be said for "
            "this window: nobody at the level “{to_level}” was seen to meet anybody in that time, which is "
            "not the same as 0."
        )
    else:
        template = t.gettext(
            "How far learning gets sideways at the level “{from_level}” cannot be said for this window: "
            "nobody at that level was seen to meet anybody in that time, which is not the same as 0."
        )
    return template.format(
        horizon=horizon_text(t, asked.horizon),
        end=wording.day_text(t, asked.record.end),
        from_level=start.name,
        to_level="" if end is None else end.name,
    )


def _before(asked: Asked, now: Period, t: Translator) -> list[str]:
    """How it was in the equally long window before; nothing where there is no figure now."""
    if now.state != SHOWN:
        return []
    found = before_of(asked, asked.start, asked.end)
    if found is None:
        return [t.gettext("There is no period before this one on record to compare it with.")]
    return [_compared(found, whole_year=months_back(now.window.end, 12) == now.window.start, t=t)]


def _compared(found: ComparedReach, *, whole_year: bool, t: Translator) -> str:
    """Both periods over the months that have a figure in both; their number alone where they are too few."""
    if not found.is_comparable:
        template = t.gettext(
            "Nothing is said of a change from the period before: months with a figure in both are {n} of "
            "{of}."
        )
    elif whole_year:
        template = t.ngettext(
            "The year before, it was {before}, against {after} now ({n} month with a figure in both years).",
            "The year before, it was {before}, against {after} now ({n} months with a figure in both years).",
            found.months,
        )
    else:
        template = t.ngettext(
            "In the period before, it was {before}, against {after} now ({n} month with a figure in both).",
            "In the period before, it was {before}, against {after} now ({n} months with a figure in both).",
            found.months,
        )
    words = {"n": wording.whole(t, found.months), "of": wording.whole(t, found.of)}
    if found.is_comparable:
        words |= {"before": wording.share(t, found.before), "after": wording.share(t, found.after)}
    return template.format(**words)


def _filled(template: str, period: Period, t: Translator) -> str:
    return template.format(
        share=wording.share(t, period.share),
        n=wording.whole(t, period.shown),
        first=wording.day_text(t, period.first),
        last=wording.day_text(t, period.last),
    )


def _when_seen(asked: Asked, now: Period, t: Translator) -> list[str]:
    """Where there is no figure now: what the last twelve months that have one say."""
    if now.state == SHOWN:
        return []
    seen = last_seen_of(asked, asked.start, asked.end)
    if seen is None:
        return [t.gettext("No month of the whole record has a figure.")]
    template = t.ngettext(
        "The last time that it could be said, it was {share} ({n} month, {first}).",
        "The last time that it could be said, it was {share} (the mean of {n} months, {first} to {last}).",
        seen.shown,
    )
    return [_filled(template, seen, t)]


def _return(asked: Asked, t: Translator) -> list[str]:
    """The way back, from the one level to the other."""
    if asked.end is None:
        return []
    back = now_of(asked, asked.end, asked.start)
    names = {"from_level": asked.end.name, "to_level": asked.start.name}
    if back.state != SHOWN:
        template = t.gettext(
            "Whether anything comes back from the level “{from_level}” to the level “{to_level}” cannot be "
            "said for this window."
        )
        return [template.format(**names)]
    if back.share == 0:
        template = t.gettext(
            "Back again, nobody at the level “{from_level}” reaches the level “{to_level}” in that time."
        )
        return [template.format(**names)]
    template = t.gettext(
        "Back again, from the level “{from_level}” to the level “{to_level}”, {share} reach it in the same "
        "time, typically in {days}; a month counts {people}."
    )
    share, days = wording.share(t, back.share), wording.days(t, round(back.typical))
    return [template.format(**names, share=share, days=days, people=people_text(back, t))]


def _sideways(asked: Asked, t: Translator) -> list[str]:
    if asked.end is None:
        return []
    now = sideways_of(asked)
    if now.state != SHOWN:
        template = t.gettext(
            "Whether it gets sideways to other agencies at the level “{from_level}” cannot be said for this "
            "window."
        )
        return [template.format(from_level=asked.start.name)]
    template = t.gettext(
        "Sideways, what somebody at the level “{from_level}” knows gets to {share} of the other agencies at "
        "that level in the same time."
    )
    return [template.format(from_level=asked.start.name, share=wording.share(t, now.share))]


def _left_out(asked: Asked, now: Period, t: Translator) -> list[str]:
    """Months without a figure, and months whose horizon runs past the record."""
    said = [_missing(asked, now, t)] if now.missing and now.state == SHOWN else []
    if now.left_out and now.state != NO_MONTH:
        template = t.ngettext(
            "{n} month of the window is left out, because its {horizon} run past the record, which ends on "
            "{end}.",
            "{n} months of the window are left out, because their {horizon} run past the record, which ends "
            "on {end}.",
            now.left_out,
        )
        horizon, end = horizon_text(t, asked.horizon), wording.day_text(t, asked.record.end)
        said.append(template.format(n=wording.whole(t, now.left_out), horizon=horizon, end=end))
    return said


def _missing(asked: Asked, now: Period, t: Translator) -> str:
    """How many months have no figure, and why."""
    if asked.end is None:
        template = t.ngettext(
            "{n} month has no figure, because nobody at the level “{level}” was seen to meet anybody in its "
            "time, or no two agencies had anybody there.",
            "{n} months have no figure, because nobody at the level “{level}” was seen to meet anybody in "
            "their time, or no two agencies had anybody there.",
            now.missing,
        )
    elif now.empty:
        template = t.ngettext(
            "{n} month has no figure, because nobody could set out, or nobody at the level “{level}” was "
            "seen to meet anybody, in its time.",
            "{n} months have no figure, because nobody could set out, or nobody at the level “{level}” was "
            "seen to meet anybody, in their time.",
            now.missing,
        )
    else:
        template = t.ngettext(
            "{n} month has no figure, because nobody at the level “{level}” was seen to meet anybody in its "
            "time.",
            "{n} months have no figure, because nobody at the level “{level}” was seen to meet anybody in "
            "their time.",
            now.missing,
        )
    level = asked.start if asked.end is None else asked.end
    return template.format(n=wording.whole(t, now.missing), level=level.name)
