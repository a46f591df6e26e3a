"""The first sentences about reach: under chance, with every encounter passing something on beside it."""

from __future__ import annotations

from netmap.library import wording
from netmap.library.chances import YARDSTICK_SAID, condition, out_of
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.periods import Period, last_seen_of, now_of
from netmap.questions.learning.resolved_request import FEW, Asked, is_usual
from netmap.questions.overview.disclosure import count_of

HORIZONS = {30: N_("one month"), 90: N_("three months"), 180: N_("six months"), 365: N_("one year")}
"""Horizons that have a name; of every other the days are told."""

SOME_UP = N_("{share} people at “{from_level}” reach “{to_level}” within {horizon}.")
ONLY_UP = N_("The only person at “{from_level}” reaches “{to_level}” within {horizon} in {share} of cases.")
ALL_UP = N_("Everybody at “{from_level}” reaches “{to_level}” within {horizon}.")
NOBODY_UP = N_("Nobody at “{from_level}” reaches “{to_level}” within {horizon}.")
NEVER_UP = N_(
    "Nobody at “{from_level}” reaches “{to_level}” within {horizon}, even if every encounter passes "
    "something on."
)
SOME_ACROSS = N_(
    "Somebody at “{from_level}” reaches {share} of the other agencies within {horizon} {condition}."
)
ALL_ACROSS = N_("Everybody at “{from_level}” reaches every other agency there within {horizon} {condition}.")
NOBODY_ACROSS = N_("Nobody at “{from_level}” reaches another agency within {horizon} {condition}.")
NEVER_ACROSS = N_(
    "Nobody at “{from_level}” reaches another agency within {horizon}, even if every encounter passes "
    "something on."
)
USUAL = {
    SOME_UP: N_("{share} at the front line reach the board within {horizon}."),
    ALL_UP: N_("Everybody at the front line reaches the board within {horizon}."),
    NOBODY_UP: N_("Nobody at the front line reaches the board within {horizon}."),
    NEVER_UP: N_(
        "Nobody at the front line reaches the board within {horizon}, even if every encounter passes "
        "something on."
    ),
}
"""The same of the levels that are taken unless others are told."""

UNDER = N_("{condition}: a yardstick to compare with, not an estimate.")
UP = (SOME_UP, ALL_UP, NOBODY_UP, NEVER_UP)
ACROSS = (SOME_ACROSS, ALL_ACROSS, NOBODY_ACROSS, NEVER_ACROSS)
"""What is said of some, of all, of nobody under this chance, and of nobody under any."""

EVERY_SOME, EVERY_ACROSS, EVERY_ALL = (
    N_("If every encounter passed something on, it would be {share}."),
    N_("If every encounter passed something on, it would be {share} of them."),
    N_("If every encounter passed something on, everybody would get there."),
)
PACE, PACE_ACROSS = N_("It typically takes {days}."), N_("The first is typically reached after {days}.")
SEEN = N_("When last seen, it was {share} {condition}.")


def horizon_text(t: Translator, horizon: int) -> str:
    """A horizon as a sentence says it."""
    return t.gettext(HORIZONS[horizon]) if horizon in HORIZONS else wording.days(t, horizon)


def reach_headline(asked: Asked, now: Period, t: Translator) -> tuple[str, ...]:
    """Who reaches whom within the horizon under chance, and what if every encounter passed something on.

    `now` is the period under chance, which has a figure.
    """
    return (*first_said(asked, now, t), *more_said(asked, now, t))


def first_said(asked: Asked, now: Period, t: Translator) -> tuple[str, ...]:
    """Who reaches whom, and under which chance; nothing of that where nobody would under any."""
    certain = now_of(asked.at_certainty, asked.start, asked.end)
    first = _first(asked, now, certain, t)
    if not certain.share > 0:
        return (first,)
    under = yardstick_text(asked, t) if asked.end is not None else t.gettext(YARDSTICK_SAID)
    return (first, under)


LEVELS_MEANT = N_("Front line here means the level “{front}”, and board the level “{board}”.")


def levels_meant(asked: Asked, t: Translator) -> list[str]:
    """Which levels the front line and the board are, where they have other names."""
    if asked.end is None or not is_usual(asked):
        return []
    names = asked.start.name, asked.end.name
    called = t.gettext("the front line"), t.gettext("the board")
    if all(word.casefold().endswith(name.casefold()) for word, name in zip(called, names, strict=True)):
        return []
    return [t.gettext(LEVELS_MEANT).format(front=names[0], board=names[1])]


def more_said(asked: Asked, now: Period, t: Translator) -> tuple[str, ...]:
    """How long it takes, which months it is the mean of, and what if every encounter passed something on."""
    pace = []
    if now.share > 0:
        template = t.gettext(PACE if asked.end is not None else PACE_ACROSS)
        pace = [template.format(days=wording.days(t, round(now.typical)))]
    return (*pace, _months(now, t), *every_said(asked, t))


def every_said(asked: Asked, t: Translator) -> tuple[str, ...]:
    """What if every encounter passed something on; nothing where nobody would get there even then."""
    certain = now_of(asked.at_certainty, asked.start, asked.end)
    return (_if_every_one(asked, certain, t),) if certain.share > 0 else ()


def yardstick_text(asked: Asked, t: Translator) -> str:
    """Under what chance figures stand, and that it is no estimate."""
    return wording.sentence(t.gettext(UNDER).format(condition=wording.sentence(chance_text(asked, t))))


def last_seen_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """The last twelve months that have a figure, where the window has none."""
    seen = last_seen_of(asked.at_yardstick, asked.start, asked.end)
    certain = last_seen_of(asked.at_certainty, asked.start, asked.end)
    if seen is None or certain is None:
        return (t.gettext("No month of the whole record has a figure."),)
    words = {"share": part_text(asked, seen, t), "condition": chance_text(asked, t)}
    first = t.gettext(SEEN).format(**words)
    return (first, _if_every_one(asked, certain, t), t.gettext(YARDSTICK_SAID), _months(seen, t))


def chance_text(asked: Asked, t: Translator) -> str:
    """Under what chance the figures of a page stand."""
    return condition(t, asked.at_yardstick.context.paths.transmission_probability)


def part_text(asked: Asked, period: Period, t: Translator) -> str:
    """The share of a period: so many of the people, or how much of the other agencies."""
    if asked.end is None or period.people < 2:
        return wording.share(t, period.share)
    return out_of(t, period.share, period.people)


def counted_text(asked: Asked, period: Period, t: Translator) -> str:
    """The same of people who are counted, as the overview tells it: a few of them, or all but a few, are not
    counted out."""
    if asked.end is None or period.people < FEW:
        return part_text(asked, period, t)
    return count_of(t, period.share, period.people)


def people_text(now: Period, t: Translator) -> str:
    """How many people each month counts."""
    if now.least == now.most:
        return wording.people(t, now.most)
    return t.gettext("{least} to {most} people").format(
        least=wording.whole(t, now.least), most=wording.whole(t, now.most)
    )


def _first(asked: Asked, now: Period, certain: Period, t: Translator) -> str:
    some, every, nobody, never = UP if asked.end is not None else ACROSS
    template = (
        never if certain.share == 0 else nobody if now.share == 0 else every if now.share == 1 else some
    )
    if template == SOME_UP and now.people < 2:
        template = ONLY_UP
    template = USUAL.get(template, template) if is_usual(asked) else template
    text = t.gettext(template).format(
        share=part_text(asked, now, t),
        from_level=asked.start.name,
        to_level="" if asked.end is None else asked.end.name,
        horizon=horizon_text(t, asked.horizon),
        condition=chance_text(asked, t),
    )
    return wording.sentence(text)


def _if_every_one(asked: Asked, certain: Period, t: Translator) -> str:
    if certain.share == 1:
        return t.gettext(EVERY_ALL)
    template = EVERY_SOME if asked.end is not None else EVERY_ACROSS
    return t.gettext(template).format(share=counted_text(asked, certain, t))


def _months(now: Period, t: Translator) -> str:
    template = t.ngettext(
        "This is counted from {first} alone, with {people}.",
        "This is the mean of {n} months, {first} to {last}, each with {people}.",
        now.shown,
    )
    return template.format(
        n=wording.whole(t, now.shown),
        first=wording.day_text(t, now.first),
        last=wording.day_text(t, now.last),
        people=people_text(now, t),
    )
