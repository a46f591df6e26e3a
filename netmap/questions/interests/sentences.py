"""What is said of shared interests: who has not met, about what, how the community grew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.interests.facts import Facts, growth, interests, passed_on

NO_INTEREST = N_("Nobody's interests are on record, so who shares one is not known.")
NONE_SHARED = N_("No two on record share an interest.")
TIES_UNKNOWN = N_("Who is in touch with whom is not on record, so whether they have a tie is not known.")
ALL_TIED = N_("Each two that share an interest have a tie.")
MOST = N_("Most of them share “{interest}”: {n} of {m} pairs without a tie.")
GREW = N_("From {start} to {end} the community went from {before} to {now}.")
STAYED = N_("From {start} to {end} the community stayed at {now}.")
NO_OUTSIDE = N_("What is passed on to the outside is not on record.")


def sentences_of(facts: Facts, t: Translator) -> Sequence[str]:
    """Pairs without a tie first, then growth and what is passed on."""
    return (*_pairs(facts, t), *_growth(facts, t), *_outside(facts, t))


def _pairs(facts: Facts, t: Translator) -> Iterator[str]:
    told, study = facts.pairs.attrs, facts.study
    if not len(study.involvement):
        yield t.gettext(NO_INTEREST)
        return
    if not told["n"]:
        yield t.gettext(NONE_SHARED)
        return
    if not facts.ties_known:
        text = t.ngettext("{n} pair shares an interest.", "{n} pairs share an interest.", told["n"])
        yield text.format(n=wording.whole(t, told["n"]))
        yield t.gettext(TIES_UNKNOWN)
        return
    if not told["untied"]:
        yield t.gettext(ALL_TIED)
        return
    text = t.ngettext(
        "{untied} of {n} pair that shares an interest has no tie; {unmet} never met.",
        "{untied} of {n} pairs that share an interest have no tie; {unmet} never met.",
        told["n"],
    )
    yield text.format(**{name: wording.whole(t, told[name]) for name in ("untied", "n", "unmet")})
    first = interests(facts).iloc[0]
    numbers = {"n": wording.whole(t, int(first["untied"])), "m": wording.whole(t, int(first["pairs"]))}
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
    text = t.ngettext(
        "{n} contact passed something on to the outside, to {agencies}.",
        "{n} contacts passed something on to the outside, to {agencies}.",
        len(table),
    )
    to = wording.agencies(t, table["outside"].nunique())
    yield text.format(n=wording.whole(t, len(table)), agencies=to)
