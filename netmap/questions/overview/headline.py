"""The headline of the overview, made by rule, and the numbers under it.

The lowest level with some people is called the front line, the highest the board; each card says which they
are.
"""

from __future__ import annotations

import math

from netmap.library import wording
from netmap.library.chances import condition
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.headline import horizon_text
from netmap.questions.overview.disclosure import bare, base_of, chance_of
from netmap.questions.overview.types import BEFORE_BASELINE, Overview, Reach, Recording, Together

WORSE = 0.1
"""Recording changed where the share of sittings without attendance changed by so much."""

MORE, LESS = True, False
"""Which way something changed; None stands for no change that counts."""

HEADLINES: dict[tuple[bool | None, bool | None], str] = {
    (MORE, MORE): N_("Agencies work together more, and the front line reaches the board more."),
    (MORE, LESS): N_("Agencies work together more, but the front line reaches the board less."),
    (LESS, MORE): N_("Agencies work together less, but the front line reaches the board more."),
    (LESS, LESS): N_("Agencies work together less, and the front line reaches the board less."),
    (MORE, None): N_("Agencies work together more."),
    (LESS, None): N_("Agencies work together less."),
    (None, MORE): N_("The front line reaches the board more."),
    (None, LESS): N_("The front line reaches the board less."),
}
"""By the change of who works together, and of what reaches the board."""

BACK_HEADLINES: dict[tuple[bool | None, bool | None], str] = {
    (MORE, MORE): N_("Agencies work together more, and the board reaches the front line more."),
    (MORE, LESS): N_("Agencies work together more, but the board reaches the front line less."),
    (LESS, MORE): N_("Agencies work together less, but the board reaches the front line more."),
    (LESS, LESS): N_("Agencies work together less, and the board reaches the front line less."),
    (None, MORE): N_("The board reaches the front line more."),
    (None, LESS): N_("The board reaches the front line less."),
}
"""The same where more changed on the way back."""


def headline(facts: Overview, t: Translator) -> str:
    """What changed most; where nothing is to be compared with, how it stands."""
    together = _way(facts.together.change, facts.together.beyond)
    way = _further(facts)
    heard = None if way is None else _way(way.change, way.beyond)
    if together is not None or heard is not None:
        table = HEADLINES if heard is None or way is facts.up else BACK_HEADLINES
        return t.gettext(table[together, heard])
    if is_compared(facts):
        return t.gettext("Little has changed.")
    return _standing(facts, t)


def _way(change: float, beyond: float) -> bool | None:
    return None if beyond < 1 else change > 0


def _further(facts: Overview) -> Reach | None:
    """Of the two ways the one whose change is furthest beyond what counts; the way up of two alike."""
    ways = [each for each in (facts.up, facts.back) if each is not None and each.is_told]
    return max(ways, key=lambda each: each.beyond, default=None)


def _standing(facts: Overview, t: Translator) -> str:
    together, up = facts.together, facts.up
    if is_unrecorded(together) and (up is None or not up.is_told):
        return t.gettext("Which agencies work together is not on record.")
    words = pair_words(together, t)
    if up is not None and up.is_told:
        words["share"] = chance_of(t, up.share, up.people)
        template = t.ngettext(
            "{n} of {possible} agency pairs works together; {share} at the front line can reach the board.",
            "{n} of {possible} agency pairs work together; {share} at the front line can reach the board.",
            together.now.working,
        )
    elif not together.dated:
        template = t.ngettext(
            "{tied} of {possible} agency pairs says that it is linked.",
            "{tied} of {possible} agency pairs say that they are linked.",
            together.now.tied,
        )
    else:
        template = t.ngettext(
            "{n} of {possible} agency pairs works together.",
            "{n} of {possible} agency pairs work together.",
            together.now.working,
        )
    return template.format(**words)


def is_unrecorded(together: Together) -> bool:
    """Whether nothing is on record from which it could be told which agencies work together."""
    return not together.possible or not (together.dated or together.now.tied)


def pair_words(together: Together, t: Translator) -> dict[str, str]:
    """How many pairs work together, or have any tie, of how many."""
    return {
        "n": wording.whole(t, together.now.working),
        "tied": wording.whole(t, together.now.tied),
        "possible": wording.whole(t, together.possible),
    }


def lead(facts: Overview, t: Translator) -> tuple[str, ...]:
    """The two numbers that the headline rests on; where there is no change to tell, why not."""
    if not is_compared(facts):
        return tuple(_alone(facts, t))
    return (_pairs_said(facts, t), *_reach_said(facts, t))


def is_compared(facts: Overview) -> bool:
    """Whether there is anything earlier that could be compared with."""
    return facts.together.before is not None or (facts.up is not None and not math.isnan(facts.up.change))


def _alone(facts: Overview, t: Translator) -> list[str]:
    """Why no change is shown, and under which chance the headline's second number stands."""
    said = t.gettext("The period before is not on record, so no change is shown.")
    if is_unrecorded(facts.together):
        said = t.gettext("So neither old nor new networks can be told, nor what has changed.")
    elif not facts.together.dated:
        said = t.gettext("Links carry no dates, so old and new networks look alike.")
    elif facts.together.why == BEFORE_BASELINE:
        said = t.gettext("Before the launch nothing could count as new, so no change is shown.")
    if facts.up is None or not facts.up.is_told:
        return [said]
    template = t.gettext("The second figure holds {condition}.")
    return [template.format(condition=condition(t, facts.probability)), said]


def recording_changed(found: Recording, t: Translator) -> tuple[str, ...]:
    """How recording itself changed since the period before, if it did; it is said first."""
    said = []
    if found.new_zones:
        template = t.ngettext(
            "Recording changed: {n} series of meetings is on record for the first time.",
            "Recording changed: {n} series of meetings are on record for the first time.",
            found.new_zones,
        )
        said.append(template.format(n=wording.whole(t, found.new_zones)))
    if abs(found.missing - found.missing_before) >= WORSE:
        template = t.gettext(
            "Recording changed: who came is missing for {now} of sittings, {before} in the period before."
        )
        words = {"now": found.missing, "before": found.missing_before}
        said.append(template.format(**{name: wording.share(t, part) for name, part in words.items()}))
    return tuple(said)


def _pairs_said(facts: Overview, t: Translator) -> str:
    together, words = facts.together, pair_words(facts.together, t)
    n, then = together.now.working, facts.then
    if together.before is None or then is None:
        template = t.ngettext(
            "{n} of {possible} agency pairs has an active network.",
            "{n} of {possible} agency pairs have an active network.",
            n,
        )
        return template.format(**words)
    if not together.change:
        template = t.ngettext(
            "{n} of {possible} agency pairs has an active network, as many as on {day}.",
            "{n} of {possible} agency pairs have an active network, as many as on {day}.",
            n,
        )
    elif together.change > 0:
        template = t.ngettext(
            "{n} of {possible} agency pairs has an active network, "
            "{change} more than on {day} (then {then}).",
            "{n} of {possible} agency pairs have an active network, "
            "{change} more than on {day} (then {then}).",
            n,
        )
    else:
        template = t.ngettext(
            "{n} of {possible} agency pairs has an active network, "
            "{change} fewer than on {day} (then {then}).",
            "{n} of {possible} agency pairs have an active network, "
            "{change} fewer than on {day} (then {then}).",
            n,
        )
    words["then"] = wording.whole(t, together.before.working)
    return template.format(**words, change=wording.whole(t, abs(together.change)), day=t.date(then))


def _reach_said(facts: Overview, t: Translator) -> list[str]:
    reach = facts.up
    if reach is None or not reach.is_told:
        return []
    words = {
        "condition": condition(t, facts.probability),
        "share": chance_of(t, reach.share, reach.people),
        "horizon": horizon_text(t, facts.horizon),
    }
    first = t.gettext("{condition}, {share} at the front line can reach the board within {horizon}.")
    first = first.format(**words)
    return [wording.sentence(first), *_changed(reach, facts.together.since is not None, t)]


def _changed(reach: Reach, since: bool, t: Translator) -> list[str]:
    """By how much the share changed over the months of both periods; nothing where it does not count."""
    if reach.beyond < 1:
        return []
    points, words = abs(reach.points), then_and_now_of(reach, t)
    if since:
        template = t.ngettext(
            "In the last year it is {now}, {n} point less than "
            "the {before} of the first year after the launch.",
            "In the last year it is {now}, {n} points less than "
            "the {before} of the first year after the launch.",
            points,
        )
        if reach.change > 0:
            template = t.ngettext(
                "In the last year it is {now}, {n} point more than "
                "the {before} of the first year after the launch.",
                "In the last year it is {now}, {n} points more than "
                "the {before} of the first year after the launch.",
                points,
            )
        return [template.format(n=wording.whole(t, points), **words)]
    if reach.change > 0:
        template = t.ngettext(
            "Over the same months it is {now}, {n} point more than the {before} of the period before.",
            "Over the same months it is {now}, {n} points more than the {before} of the period before.",
            points,
        )
    else:
        template = t.ngettext(
            "Over the same months it is {now}, {n} point less than the {before} of the period before.",
            "Over the same months it is {now}, {n} points less than the {before} of the period before.",
            points,
        )
    return [template.format(n=wording.whole(t, points), **words)]


def then_and_now_of(reach: Reach, t: Translator) -> dict[str, str]:
    """Both shares of a change; of fewer than twenty people as percentages, as there may have been others."""
    shares = {"now": reach.became, "before": reach.was}
    tell = t.percent if base_of(reach.people) < 100 else lambda share: bare(t, share, reach.people)
    return {name: tell(share) for name, share in shares.items()}
