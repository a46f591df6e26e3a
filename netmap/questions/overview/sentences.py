"""Everything that the overview says, what it cannot see, and which days it shows."""

from __future__ import annotations

import datetime as dt

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.overview.cards import cards_of
from netmap.questions.overview.headline import headline, lead, recording_changed
from netmap.questions.overview.types import ANSWERS, Days, Gaps, Overview, Together


def sentences_of(facts: Overview, t: Translator) -> tuple[str, ...]:
    """All that the overview says: how recording changed, the headline, the cards, what is missing."""
    cards = [each for card in cards_of(facts, t) for each in card.says]
    first = recording_changed(facts.recording, t)
    return (*first, headline(facts, t), *lead(facts, t), *cards, unseen(facts.gaps, facts.together, t))


def unseen(gaps: Gaps, together: Together, t: Translator) -> str:
    """What the record does not hold, in one sentence."""
    found = _unseen(gaps, together, t)
    if not found:
        return t.gettext("Nothing that these figures rest on is known to be missing.")
    return t.gettext("What we cannot see: {gaps}.").format(gaps=t.listing(found))


def _unseen(gaps: Gaps, together: Together, t: Translator) -> list[str]:
    n = wording.whole
    found = [
        (gaps.silent, t.ngettext("what {n} silent agency does", "what {n} silent agencies do", gaps.silent)),
        (gaps.no_agency, t.ngettext("the agency of {n} person", "the agency of {n} people", gaps.no_agency)),
        (gaps.no_level, t.ngettext("the level of {n} person", "the level of {n} people", gaps.no_level)),
        (gaps.unclear, t.ngettext("whether {n} person came", "whether {n} people came", gaps.unclear)),
        (gaps.unrecorded, _who_came(gaps, t)),
        (gaps.no_date, t.ngettext("the date of {n} record", "the dates of {n} records", gaps.no_date)),
        (gaps.unanswered, t.ngettext("{n} missing answer", "{n} missing answers", gaps.unanswered)),
    ]
    listed = [text.format(n=n(t, count)) for count, text in found if count]
    old = together.dated and not together.old_known
    return [*([t.gettext("old networks, as the record begins too late")] if old else []), *listed]


def _who_came(gaps: Gaps, t: Translator) -> str:
    template = t.ngettext(
        "who came to {n} of {all} sitting", "who came to {n} of {all} sittings", gaps.sittings
    )
    return template.replace("{all}", wording.whole(t, gaps.sittings))


def shown(facts: Overview, t: Translator) -> str:
    """Which days are shown, and why where they are not the last year on record."""
    if facts.days is None:
        return t.gettext("Nothing here carries a date.")
    period = period_text(facts.days, t)
    if facts.why == ANSWERS:
        template = t.gettext("Shown: {period}, the last year in which the board was seen to meet.")
        return template.format(period=period)
    return t.gettext("Shown: {period}.").format(period=period)


def period_text(days: Days, t: Translator) -> str:
    """From when to when, in months where these are whole.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> period_text(Days(dt.date(2023, 3, 1), dt.date(2024, 2, 29)), ENGLISH)
        'March 2023 to February 2024'
    """
    whole = days.start.day == 1 and (days.end + dt.timedelta(days=1)).day == 1
    name = t.month if whole else t.date
    return t.gettext("{start} to {end}").format(start=name(days.start), end=name(days.end))
