"""What is said of shared interests: who has not met, about what, how the community grew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.interests.facts import Facts, growth, interests, passed_on

NO_INTEREST = N_("Nobody's interests are on record, so who shares one is not known.")
NONE_SHARED = {
    "agency": N_("Interests of {n} agencies are on record; no two of them share one."),
    "practitioner": N_("Interests of {n} people are on record; no two of them share one."),
}
ONE_HOLDER = N_("Interests of only one are on record, so who shares one is not known.")
TIES_UNKNOWN = N_("Whom they met is not on record, so whether they have a tie is not known.")
ALL_TIED = N_("Each two that share an interest have a tie.")
MOST = N_("Most of them share “{interest}”: {n} of {m} pairs without a tie.")
GREW = N_("From {start} to {end} the community went from {before} to {now}.")
STAYED = N_("From {start} to {end} the community stayed at {now}.")
PASSED_ON = N_("Something was passed on to the outside, to {agencies}.")
NO_OUTSIDE = N_("What is passed on to the outside is not on record.")


def sentences_of(facts: Facts, t: Translator) -> Sequence[str]:
    """Pairs without a tie first, then growth and what is passed on."""
    return (*_pairs(facts, t), *_growth(facts, t), *_outside(facts, t))


def _pairs(facts: Facts, t: Translator) -> Iterator[str]:
    told, holders = facts.pairs.attrs, facts.held["actor"].nunique()
    if not holders:
        yield t.gettext(NO_INTEREST)
        return
    if not told["n"]:
        if holders == 1:
            yield t.gettext(ONE_HOLDER)
        else:
            yield t.gettext(NONE_SHARED[facts.who]).format(n=wording.whole(t, holders))
        return
    known = told["n"] - told["unknown"]
    if not known:
        text = t.ngettext("{n} pair shares an interest.", "{n} pairs share an interest.", told["n"])
        yield text.format(n=wording.whole(t, told["n"]))
        yield t.gettext(TIES_UNKNOWN)
        return
    yield from _apart(facts, known, t)
    if told["unknown"]:
        text = t.ngettext(
            "{n} more pair shares an interest; whether it has a tie is not on record.",
            "{n} more pairs share an interest; whether they have a tie is not on record.",
            told["unknown"],
        )
        yield text.format(n=wording.whole(t, told["unknown"]))


def _apart(facts: Facts, known: int, t: Translator) -> Iterator[str]:
    """Of the pairs that are known how many have no tie, and the interest that most of them share."""
    told = facts.pairs.attrs
    if not told["untied"]:
        yield t.gettext(ALL_TIED)
        return
    text = t.ngettext(
        "{untied} of {n} pair that shares an interest has no tie; {unmet} never met.",
        "{untied} of {n} pairs that share an interest have no tie; {unmet} never met.",
        known,
    )
    counts = {name: wording.whole(t, told[name]) for name in ("untied", "unmet")}
    yield text.format(n=wording.whole(t, known), **counts)
    first = interests(facts).iloc[0]
    of = int(first["pairs"]) - int(first["unknown"])
    numbers = {"n": wording.whole(t, int(first["untied"])), "m": wording.whole(t, of)}
    yield t.gettext(MOST).format(interest=first["interest"], **numbers)


def _growth(facts: Facts, t: Translator) -> Iterator[str]:
    table = growth(facts)
    if len(table) < 2 or not table["agencies"].iloc[-1]:
        return
    before, now = (int(table["agencies"].iloc[place]) for place in (0, -1))
    start, end = table["month"].iloc[1] - dt.timedelta(1), facts.day or 0
    days = {"start": t.date(start), "end": wording.day_text(t, end)}
    if before == now:
        yield t.gettext(STAYED).format(now=wording.agencies(t, now), **days)
        return
    counts = {"before": wording.whole(t, before), "now": wording.agencies(t, now)}
    yield t.gettext(GREW).format(**counts, **days)


def _outside(facts: Facts, t: Translator) -> Iterator[str]:
    table = passed_on(facts)
    if table.empty:
        yield t.gettext(NO_OUTSIDE)
        return
    to = wording.agencies(t, table["outside"].nunique())
    if facts.board:
        yield t.gettext(PASSED_ON).format(agencies=to)
        return
    text = t.ngettext(
        "{n} contact passed something on to the outside, to {agencies}.",
        "{n} contacts passed something on to the outside, to {agencies}.",
        len(table),
    )
    yield text.format(n=wording.whole(t, len(table)), agencies=to)
