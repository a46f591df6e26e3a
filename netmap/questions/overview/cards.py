"""The four cards of the overview in words: a number each, one sentence, and how we know.

No count of one to four people is told, and none that such a count could be worked out from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from netmap.library import wording
from netmap.library.chances import YARDSTICK_SAID
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.headline import LEVELS_MEANT, horizon_text
from netmap.questions.learning.periods import NO_FIRST, NO_MONTH, NOBODY, SHOWN
from netmap.questions.learning.stops import levels_said, reached
from netmap.questions.map.closest import old_and_new
from netmap.questions.overview.disclosure import as_told, bare, base_of, chance_of, count_of
from netmap.questions.overview.headline import is_unrecorded, pair_words, then_and_now_of
from netmap.questions.overview.types import (
    FEW,
    AgencyLoss,
    Levels,
    Meeting,
    Overview,
    Reach,
    Rests,
    Together,
)

WHO_THEY_ARE = N_("Who these people are is for your coordinator: Coordinate, then People we rely on.")
TOGETHER, UP, MEETING, RESTS = "together", "front-line", "meeting", "rests"


@dataclass(frozen=True, slots=True)
class Card:
    """One of the four cards.

    `number` is large and `of` beside it; `change` is how much it changed where that counts. `bars` are a
    share with something and without it. `says` is told under it, `known` says how we know.
    """

    name: str
    title: str
    number: str
    of: str
    change: int | None
    bars: tuple[tuple[float, str], ...]
    says: tuple[str, ...]
    known: tuple[str, ...]


def cards_of(facts: Overview, t: Translator) -> tuple[Card, ...]:
    """Working together, the front line and the board, the meeting that matters most, what it rests on."""
    return _together(facts, t), _front_line(facts, t), _meeting(facts, t), _rests(facts, t)


def _together(facts: Overview, t: Translator) -> Card:
    together = facts.together
    if is_unrecorded(together):
        said = t.gettext("Nothing on record says so: it is not known, and no sign that nobody does.")
        return _unknown(TOGETHER, t.gettext("Working together"), said, t)
    words = pair_words(together, t)
    of = t.gettext("of {possible} agency pairs").format(**words)
    change = together.change if together.beyond >= 1 else None
    number = words["n"] if together.dated else words["tied"]
    title, known = t.gettext("Working together"), _pairs_known(facts, t)
    return Card(
        TOGETHER, title, number, of, change, (), (*_kinds(together, t), *_at_launch(together, t)), known
    )


def _at_launch(together: Together, t: Translator) -> list[str]:
    """How many pairs more work together than when all began, and how many did then."""
    if together.launch is None:
        return []
    day, then = together.launch
    now = together.now.working
    more = now - then.working
    template = t.gettext("As many as at the launch on {date}.")
    if more > 0:
        template = t.ngettext(
            "{n} more than at the launch on {date}: {then} then, {now} now.",
            "{n} more than at the launch on {date}: {then} then, {now} now.",
            more,
        )
    elif more < 0:
        template = t.ngettext(
            "{n} fewer than at the launch on {date}: {then} then, {now} now.",
            "{n} fewer than at the launch on {date}: {then} then, {now} now.",
            -more,
        )
    words = {"n": abs(more), "then": then.working, "now": now}
    said = {name: wording.whole(t, n) for name, n in words.items()}
    return [template.format(date=wording.date_text(t, day), **said)]


def _kinds(together: Together, t: Translator) -> list[str]:
    """How many working pairs are of which kind; those with a trail alone are told apart."""
    now = together.now
    if not together.dated:
        template = t.ngettext(
            "{n} pair has a declared link.", "{n} pairs have a declared link.", now.declared
        )
        return [template.format(n=wording.whole(t, now.declared))]
    told = old_and_new(now.old, now.new, t)
    said = [told] if told else []
    if now.trail:
        template = t.ngettext(
            "Not counted: {n} pair with a cognitive trail alone.",
            "Not counted: {n} pairs with cognitive trails alone.",
            now.trail,
        )
        said.append(template.format(n=wording.whole(t, now.trail)))
    return said or [t.gettext("No pair has an active tie.")]


def _pairs_known(facts: Overview, t: Translator) -> tuple[str, ...]:
    together = facts.together
    agencies = wording.agencies(t, together.agencies)
    words = {"agencies": agencies, "possible": wording.whole(t, together.possible)}
    base = t.gettext("{agencies} could form {possible} pairs.").format(**words)
    if not together.dated:
        return (t.gettext("A pair counts where either agency, or its people, named the other."), base)
    return (
        t.gettext("A pair counts if an old or new network between them, or their people, is active."),
        base,
        *_pairs_before(facts, t),
        t.gettext("A change counts when it is three pairs or more, and at least one pair in ten."),
    )


def _pairs_before(facts: Overview, t: Translator) -> list[str]:
    """How many pairs worked together on the day that is compared with, where it is not the launch."""
    together, then = facts.together, facts.then
    if together.before is None or then is None or together.since is not None:
        return []
    words = {"then": together.before.working, "now": together.now.working, "n": abs(together.change)}
    said = {name: wording.whole(t, n) for name, n in words.items()}
    n = together.before.working
    template = t.gettext("On {date} as many worked together.")
    if together.change > 0:
        template = t.ngettext(
            "On {date} {then} pair worked together, now it is {now}: {n} more.",
            "On {date} {then} pairs worked together, now it is {now}: {n} more.",
            n,
        )
    elif together.change < 0:
        template = t.ngettext(
            "On {date} {then} pair worked together, now it is {now}: {n} fewer.",
            "On {date} {then} pairs worked together, now it is {now}: {n} fewer.",
            n,
        )
    return [template.format(date=t.date(then), **said)]


def _front_line(facts: Overview, t: Translator) -> Card:
    title = t.gettext("Front line to board")
    reach, back, levels = facts.up, facts.back, facts.levels
    if reach is None or back is None or levels is None:
        return _unknown(UP, title, _no_levels(facts, t), t)
    if not reach.is_told:
        return _unknown(UP, title, _no_figure(facts, reach, t), t)
    number, of = bare(t, reach.share, reach.people), wording.whole(t, base_of(reach.people))
    change, beside = (
        reach.points if reach.beyond >= 1 else None,
        t.gettext("of {n} at the front line").format(n=of),
    )
    said = (_comes_back(back, t), *_stops(facts, t))
    return Card(UP, title, number, beside, change, (), said, _reach_known(facts, levels, reach, t))


def _stops(facts: Overview, t: Translator) -> list[str]:
    """Before which level most stops, and from which agencies nothing gets through, if anything does at all.

    That every agency gets something through is said where most stops before no level.
    """
    others = len(facts.stops) - 1
    if facts.up is None or facts.levels is None or not facts.up.certain > 0:
        return []
    most = levels_said(facts.levels.front, [reached(*each, t) for each in facts.way], t, usual=True)
    if most and others < 0:
        return most
    if others < 0 and (facts.gaps.silent or facts.unseen):
        return [t.gettext("Every agency that was seen gets something through.")]
    if others < 0:
        return [t.gettext("Every agency gets something through.")]
    first = facts.stops[0]
    if not others:
        return [*most, t.gettext("From {agency} nothing gets through.").format(agency=first)]
    template = t.ngettext(
        "From {agency} and {n} other agency nothing gets through.",
        "From {agency} and {n} other agencies nothing gets through.",
        others,
    )
    return [*most, template.format(agency=first, n=wording.whole(t, others))]


def _unknown(name: str, title: str, why: str, t: Translator) -> Card:
    return Card(name, title, t.gettext("Not known"), "", None, (), (why,), ())


def _no_levels(facts: Overview, t: Translator) -> str:
    if facts.days is None:
        return t.gettext("Nothing here carries a date, so we cannot see what travels.")
    return t.gettext("Fewer than two levels have people on record, so we cannot see what reaches the board.")


def _no_figure(facts: Overview, reach: Reach, t: Translator) -> str:
    levels = facts.levels
    board = "" if levels is None else levels.board
    if reach.state == NO_FIRST:
        return t.gettext("No month begins in this period, so there is nothing to count; choose a longer one.")
    if reach.state == NO_MONTH:
        end = "" if facts.record_end is None else t.date(facts.record_end)
        template = t.gettext("It takes {horizon} to see what arrives, and the record ends on {end}.")
        return template.format(horizon=horizon_text(t, facts.horizon), end=end)
    if reach.state in (NOBODY, SHOWN):
        return t.gettext("Fewer than five people are on record at the front line, so no figure is shown.")
    template = t.gettext(
        "“{board}” has no meeting on record in this period, so we cannot see what reached it."
    )
    return template.format(board=board)


def _comes_back(back: Reach, t: Translator) -> str:
    if not back.is_told:
        return t.gettext("We cannot see what comes back to the front line.")
    share = chance_of(t, back.share, back.people)
    return t.gettext("Back to the front line: {share} at the board can be heard there.").format(share=share)


def _reach_known(facts: Overview, levels: Levels, reach: Reach, t: Translator) -> tuple[str, ...]:
    horizon, people = horizon_text(t, facts.horizon), wording.people(t, reach.people)
    months = wording.months(t, reach.shown)
    return (
        t.gettext(LEVELS_MEANT).format(front=levels.front, board=levels.board),
        t.gettext("Counted from the first of each month: who reaches the board within {horizon}.").format(
            horizon=horizon
        ),
        t.gettext("This is the mean of {months}, each with about {people}.").format(
            months=months, people=people
        ),
        *_same_months(reach, facts.together.since is not None, t),
        t.gettext("If every encounter passed something on, it would be {share}.").format(
            share=count_of(t, reach.certain, reach.people)
        ),
        t.gettext(YARDSTICK_SAID),
        t.gettext("A change counts from ten points and three people."),
    )


def _same_months(reach: Reach, since: bool, t: Translator) -> list[str]:
    """What a change is between: the months that both periods have; nothing where they are not compared.

    Of fewer than twenty people both are told as percentages: the period before may have had other numbers.
    """
    if math.isnan(reach.change):
        return []
    said = t.gettext(
        "Over the months that both periods have, it is {now}, and was {before} in the one before."
    )
    if since:
        said = t.gettext("In the last year it is {now}, and was {before} in the first year after the launch.")
    return [said.format(**then_and_now_of(reach, t))]


def _meeting(facts: Overview, t: Translator) -> Card:
    title, meeting = t.gettext("The meeting that matters most"), facts.meeting
    if meeting is None or meeting.people < FEW:
        return _unknown(
            MEETING, title, t.gettext("Without a figure for the board we cannot see what a meeting adds."), t
        )
    known = (
        t.gettext("Each series of meetings was taken away in turn, and the same months counted again."),
        t.gettext("A loss is named where it is more than twice its own error."),
    )
    if not meeting.zones:
        said = t.gettext("No series of meetings is on record.")
        return Card(MEETING, title, t.gettext("None"), "", None, (), (said,), known)
    if meeting.zone is None:
        said = t.gettext("Take away any one meeting, and as many can still reach the board.")
        return Card(MEETING, title, t.gettext("None alone"), "", None, (), (said,), known)
    bars = _bars(meeting.share, meeting.without, meeting.people, _WITH_IT, t)
    if not is_relied_on(meeting, t):
        said = t.gettext("Even without “{meeting}”, about {share} at the front line would reach the board.")
        words = {"meeting": meeting.name, "share": chance_of(t, meeting.share, meeting.people)}
        return Card(MEETING, title, t.gettext("None alone"), "", None, bars, (said.format(**words),), known)
    says = (without_it(meeting, t), *joins(meeting, facts.levels, t))
    return Card(MEETING, title, meeting.name, "", None, bars, says, (*known, *_if_certain(meeting, t)))


def is_relied_on(meeting: Meeting, t: Translator) -> bool:
    """Whether without a meeting fewer would get there, as a sentence counts them; not of a few people."""
    if meeting.zone is None or meeting.people < FEW:
        return False
    return bare(t, meeting.share, meeting.people) != bare(t, meeting.without, meeting.people)


FEW_OTHERS = N_("Fewer than five others at the front line are on record, so we do not say on whom it rests.")
_WITH_IT = N_("{n} of {of} with it"), N_("{n} of {of} without it")
_WITH_THEM = N_("{n} of {of} with them"), N_("{n} of {of} without them")


def _bars(
    share: float, without: float, people: int, words: tuple[str, str], t: Translator
) -> tuple[tuple[float, str], ...]:
    """With something and without it; a bar is as long as its share is told."""
    parts, of = zip((share, without), words, strict=True), wording.whole(t, base_of(people))
    return tuple(
        (as_told(part, people), t.gettext(word).format(n=bare(t, part, people), of=of))
        for part, word in parts
    )


def without_it(meeting: Meeting, t: Translator) -> str:
    words = {
        "without": chance_of(t, meeting.without, meeting.people),
        "share": bare(t, meeting.share, meeting.people),
        "meeting": meeting.name,
    }
    if meeting.without == 0:
        return t.gettext("Without “{meeting}”, nobody at the front line would reach the board.").format(
            **words
        )
    return t.gettext(
        "Without “{meeting}”, {without} at the front line would reach the board, not {share}."
    ).format(**words)


def joins(meeting: Meeting, levels: Levels | None, t: Translator) -> list[str]:
    """Which levels come together in the meeting, where it is more than one."""
    if len(meeting.levels) < 2:
        return []
    return [t.gettext("It brings together {levels}.").format(levels=levels_listed(meeting.levels, levels, t))]


def levels_listed(names: Sequence[str], levels: Levels | None, t: Translator) -> str:
    """Levels one after the other: the front line and the board as such, others by name."""
    usual = (
        {}
        if levels is None
        else {levels.front: t.gettext("the front line"), levels.board: t.gettext("the board")}
    )
    quoted = {name: t.gettext("“{name}”").format(name=name) for name in names if "," in name}
    return t.listing([usual.get(name, quoted.get(name, name)) for name in names])


def _if_certain(meeting: Meeting, t: Translator) -> list[str]:
    """What would be lost without the meeting if every encounter passed something on."""
    if math.isnan(meeting.certain) or math.isnan(meeting.certain_without):
        return []
    if meeting.certain == meeting.certain_without:
        return [t.gettext("If every encounter passed something on, nothing would be lost without it.")]
    words = {
        "without": count_of(t, meeting.certain_without, meeting.people),
        "share": count_of(t, meeting.certain, meeting.people),
    }
    if words["without"] == words["share"]:
        return [
            t.gettext("If every encounter passed something on, hardly anything would be lost without it.")
        ]
    template = t.gettext(
        "If every encounter passed something on, it would be {without} without it, not {share}."
    )
    return [template.format(**words)]


def _rests(facts: Overview, t: Translator) -> Card:
    title, rests = t.gettext("What it rests on"), facts.rests
    if rests is None and (facts.up is None or not facts.up.is_told):
        said = t.gettext("Without a figure for the board we cannot see on whom it rests.")
        return _unknown(RESTS, title, said, t)
    if rests is None:
        said = t.gettext("Nothing was seen to reach the board, so we cannot see on whom it rests.")
        return _unknown(RESTS, title, said, t)
    if rests.others < FEW:
        return _unknown(RESTS, title, t.gettext(FEW_OTHERS), t)
    number = t.gettext("Nobody")
    if 0 < rests.crossed < FEW:
        number = t.gettext("Fewer than five people")
    elif rests.crossed:
        number = wording.people(t, rests.crossed)
    bars: tuple[tuple[float, str], ...] = ()
    if rests.crossed and rests.told:
        bars = _bars(rests.share, rests.without, rests.others, _WITH_THEM, t)[1:]
    of, known = t.gettext("at two levels"), _rests_known(rests, t)
    says = (_taken_away(rests, t), *agency_said(rests.agency, t))
    return Card(RESTS, title, number, of, None, bars, says, known)


def _taken_away(rests: Rests, t: Translator) -> str:
    if not rests.crossed:
        return t.gettext("Nobody sits at two levels at once: meetings alone carry what is learned.")
    if not rests.told:
        return t.gettext("Without the people at two levels, about as many others can still reach the board.")
    return without_them(rests, t)


def without_them(rests: Rests, t: Translator) -> str:
    """How many of the others would still reach the board without those at two levels, and how many do."""
    words = {"without": chance_of(t, rests.without, rests.others)}
    if rests.without == 0:
        return t.gettext("Without the people at two levels, nobody else would reach the board.")
    words["share"] = bare(t, rests.share, rests.others)
    template = t.gettext(
        "Without the people at two levels, {without} others at the front line would reach the board, not "
        "{share}."
    )
    return template.format(**words)


def agency_said(agency: AgencyLoss | None, t: Translator) -> list[str]:
    """How many would still reach the board without one agency; a share of fewer than twenty in per cent.

    So many of a few others would tell how many people of the agency are at the front line.
    """
    if agency is None:
        return []
    words = {"agency": agency.name, "without": t.percent(agency.without)}
    if agency.without == 0:
        return [t.gettext("Without {agency}, nobody else would reach the board.").format(**words)]
    if base_of(agency.others) < 100:
        template = t.gettext("Without {agency}, {without} of the others would reach the board.")
        return [template.format(**words)]
    words["without"] = chance_of(t, agency.without, agency.others)
    words["share"] = bare(t, agency.share, agency.others)
    template = t.gettext("Without {agency}, {without} others would reach the board, not {share}.")
    return [template.format(**words)]


def _rests_known(rests: Rests, t: Translator) -> tuple[str, ...]:
    words = {
        "certain": count_of(t, rests.certain, rests.others),
        "without": count_of(t, rests.certain_without, rests.others),
        "others": wording.people(t, rests.others),
    }
    last = t.gettext(
        "If every encounter passed something on, it would be {without} without them, not {certain}."
    )
    if rests.certain_without == rests.certain:
        last = t.gettext("If every encounter passed something on, nobody would be cut off.")
    elif words["without"] == words["certain"]:
        last = t.gettext(
            "If every encounter passed something on, nearly as many would get there without them."
        )
    return (
        t.gettext("All who sit at two levels at once were taken away; meetings still took place."),
        t.gettext("So were the people of each agency in turn, where five or more of them were seen."),
        t.gettext("Counted are the others alone, {others}, over the same months as the front line.").format(
            **words
        ),
        *_others_share(rests, t),
        t.gettext(WHO_THEY_ARE),
        last.format(**words),
    )


def _others_share(rests: Rests, t: Translator) -> list[str]:
    """How many of the others get there with everyone; nothing where they are not told apart."""
    if math.isnan(rests.share):
        return []
    said = t.gettext("Of these others {share} reach the board today, with everyone there.")
    return [said.format(share=chance_of(t, rests.share, rests.others))]
