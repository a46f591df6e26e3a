"""The sentences over the horizon: who reaches whom, how fast, how it was before, and what cannot be seen."""

from __future__ import annotations

from netmap.learning.periods import ComparedReach
from netmap.library import wording
from netmap.library.chances import out_of
from netmap.model.i18n import Translator
from netmap.questions.learning.headline import (
    counted_text,
    first_said,
    horizon_text,
    last_seen_sentences,
    levels_meant,
    more_said,
    part_text,
    reach_headline,
)
from netmap.questions.learning.periods import (
    NO_FIRST,
    NO_MONTH,
    NOBODY,
    SHOWN,
    Period,
    before_of,
    now_of,
    sideways_of,
)
from netmap.questions.learning.resolved_request import Asked, is_usual
from netmap.questions.learning.types import Level
from netmap.questions.window import months_back


def reach_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """The answer first: reach now, the way back, before, when last seen, sideways, and what was left out."""
    now = now_of(asked.at_yardstick, asked.start, asked.end)
    back = return_sentences(asked, t)
    first = (*short_sentences(asked, t), *back)
    if now.state == SHOWN:
        told = (*back, *_before(asked, now, t))
        first = (*first_said(asked, now, t), *told, *more_said(asked, now, t), *_back_for_certain(asked, t))
    return (
        *first,
        *_sideways(asked, t),
        *_left_out(asked, now, t),
        *levels_meant(asked, t),
    )


def short_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """Reach now, before, and where there is no figure, when there last was one."""
    now = now_of(asked.at_yardstick, asked.start, asked.end)
    if now.state != SHOWN:
        return (_no_figure(asked, asked.start, asked.end, now, t), *last_seen_sentences(asked, t))
    return (*reach_headline(asked, now, t), *_before(asked, now, t))


def _no_figure(asked: Asked, start: Level, end: Level | None, now: Period, t: Translator) -> str:
    if now.state == NO_FIRST:
        template = t.gettext(
            "No month begins in this window, so there is no figure yet. Choose a longer window."
        )
    elif now.state == NO_MONTH:
        template = t.gettext(
            "The record ends on {end}, too early to see {horizon} ahead from any month here. Choose an "
            "earlier window or a shorter horizon."
        )
    elif now.state == NOBODY and end is None:
        template = t.gettext(
            "We know of no two agencies with people at “{from_level}”, so nothing can be seen sideways."
        )
    elif now.state == NOBODY and end is not None:
        template = t.gettext("We know of nobody at “{from_level}” who could set out for “{to_level}”.")
    elif end is not None:
        template = t.gettext(
            "“{to_level}” has no meeting or contact on record in that time, so we cannot see who reached it."
        )
    else:
        template = t.gettext(
            "“{from_level}” has no meeting or contact on record in that time, so nothing can be seen "
            "sideways."
        )
    return template.format(
        horizon=horizon_text(t, asked.horizon),
        end=wording.day_text(t, asked.record.end),
        from_level=start.name,
        to_level="" if end is None else end.name,
    )


def _before(asked: Asked, now: Period, t: Translator) -> list[str]:
    """How it was in the equally long window before, under the same chance."""
    found = before_of(asked.at_yardstick, asked.start, asked.end)
    if found is None:
        return [t.gettext("There is no period before this one on record to compare it with.")]
    if not found.is_comparable:
        return [
            t.gettext("Too few months have a figure in both periods to compare them: {n} of {of}.").format(
                n=wording.whole(t, found.months), of=wording.whole(t, found.of)
            )
        ]
    whole_year = months_back(now.window.end, 12) == now.window.start
    return [_changed(asked, found, whole_year, t) if found.is_seen else _as_before(found, whole_year, t)]


def _as_before(found: ComparedReach, whole_year: bool, t: Translator) -> str:
    """That the change is no greater than the random worlds allow."""
    if whole_year:
        template = t.ngettext(
            "The year before, it was about as much ({n} month with a figure in both years).",
            "The year before, it was about as much ({n} months with a figure in both years).",
            found.months,
        )
    else:
        template = t.ngettext(
            "In the period before, it was about as much ({n} month with a figure in both).",
            "In the period before, it was about as much ({n} months with a figure in both).",
            found.months,
        )
    return template.format(n=wording.whole(t, found.months))


def _changed(asked: Asked, found: ComparedReach, whole_year: bool, t: Translator) -> str:
    """Both periods over the months that have a figure in both, each of its own people."""
    if whole_year:
        template = t.ngettext(
            "Over the {n} month that both years have, it is {after}, and was {before} the year before.",
            "Over the {n} months that both years have, it is {after}, and was {before} the year before.",
            found.months,
        )
    else:
        template = t.ngettext(
            "Over the {n} month that both periods have, it is {after}, and was {before} before.",
            "Over the {n} months that both periods have, it is {after}, and was {before} before.",
            found.months,
        )
    before, after = _compared_parts(asked, found, t)
    return template.format(n=wording.whole(t, found.months), before=before, after=after)


def _compared_parts(asked: Asked, found: ComparedReach, t: Translator) -> tuple[str, str]:
    """Both shares: of 100 where both periods have people enough, else so many of the people of each."""
    least = min(found.people_before, found.people)
    if asked.end is None or least < 2:
        return wording.share(t, found.before), wording.share(t, found.after)
    return (
        out_of(t, found.before, found.people_before, least),
        out_of(t, found.after, found.people, least),
    )


def return_sentences(asked: Asked, t: Translator) -> list[str]:
    """The way back, from the one level to the other, and how it was the year before over the same months."""
    if asked.end is None:
        return []
    back = now_of(asked.at_yardstick, asked.end, asked.start)
    certain = now_of(asked.at_certainty, asked.end, asked.start)
    usual, horizon = is_usual(asked), horizon_text(t, asked.horizon)
    words = {"from_level": asked.end.name, "to_level": asked.start.name, "horizon": horizon}
    if back.state != SHOWN:
        template = t.gettext(
            "How much comes back from “{from_level}” to “{to_level}” in that time cannot be seen here."
        )
        if usual:
            template = t.gettext("How much comes back to the front line in that time cannot be seen here.")
        return [template.format(**words)]
    if certain.share == 0:
        template = t.gettext("Back from “{from_level}”, nobody reaches “{to_level}” in that time.")
        if usual:
            template = t.gettext("Nobody at the board is heard at the front line in that time.")
        return [template.format(**words)]
    words["share"] = part_text(asked, back, t)
    before = _back_before(asked, back)
    if before is None:
        template = t.gettext("Back from “{from_level}”, {share} reach “{to_level}” within {horizon}.")
        if usual:
            template = t.gettext("{share} at the board are heard at the front line within {horizon}.")
        return [wording.sentence(template.format(**words))]
    words["before"], words["share"] = _compared_parts(asked, before, t)
    template = t.gettext(
        "Back from “{from_level}”, {share} reach “{to_level}” within {horizon}, {before} the year before."
    )
    if usual:
        template = t.gettext(
            "{share} at the board are heard at the front line within {horizon}, {before} the year before."
        )
    return [wording.sentence(template.format(**words))]


def _back_before(asked: Asked, back: Period) -> ComparedReach | None:
    """The way back the year before; None unless both years have a figure for the same months, and all."""
    found = before_of(asked.at_yardstick, asked.goal, asked.start)
    whole_year = months_back(back.window.end, 12) == back.window.start
    if found is None or not whole_year or not found.is_comparable or found.months != back.shown:
        return None
    return found


def _back_for_certain(asked: Asked, t: Translator) -> list[str]:
    """How many would be heard on the way back if every encounter passed something on."""
    if asked.end is None:
        return []
    certain = now_of(asked.at_certainty, asked.end, asked.start)
    if certain.state != SHOWN or not certain.share > 0:
        return []
    template = t.gettext("If every encounter passed something on, {share} would be heard on the way back.")
    return [template.format(share=counted_text(asked, certain, t))]


def _sideways(asked: Asked, t: Translator) -> list[str]:
    if asked.end is None:
        return []
    now, certain = sideways_of(asked.at_yardstick), sideways_of(asked.at_certainty)
    if now.state != SHOWN:
        template = t.gettext(
            "How far it gets to other agencies at “{from_level}” in that time cannot be seen in this window."
        )
        return [template.format(from_level=asked.start.name)]
    template = t.gettext(
        "Sideways, {share} of the other agencies at “{from_level}” are reached; if every encounter passed "
        "something on, {certain}."
    )
    shares = {"share": wording.share(t, now.share), "certain": wording.share(t, certain.share)}
    return [template.format(from_level=asked.start.name, **shares)]


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
            "{n} month has no figure: “{level}” had no meeting or contact on record then, or fewer than "
            "two agencies.",
            "{n} months have no figure: “{level}” had no meeting or contact on record then, or fewer than "
            "two agencies.",
            now.missing,
        )
    elif now.empty:
        template = t.ngettext(
            "{n} month has no figure: nobody could set out, or “{level}” had no meeting or contact on "
            "record then.",
            "{n} months have no figure: nobody could set out, or “{level}” had no meeting or contact on "
            "record then.",
            now.missing,
        )
    else:
        template = t.ngettext(
            "{n} month has no figure: “{level}” had no meeting or contact on record then.",
            "{n} months have no figure: “{level}” had no meeting or contact on record then.",
            now.missing,
        )
    level = asked.start if asked.end is None else asked.end
    return template.format(n=wording.whole(t, now.missing), level=level.name)
