"""Everything that the overview says, what it cannot see, and which days it shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.map.closest import together_most
from netmap.questions.overview.cards import cards_of
from netmap.questions.overview.headline import headline, lead, recording_changed
from netmap.questions.overview.types import ANSWERS, FEW, Days, Gaps, Overview, Together


def sentences_of(facts: Overview, t: Translator) -> tuple[str, ...]:
    """All that the overview says: how recording changed, the headline, the cards, what is missing."""
    cards = [each for card in cards_of(facts, t) for each in card.says]
    first = recording_changed(facts.recording, t)
    closest = together_most(facts.closest, t) if facts.together.dated else ""
    told = (headline(facts, t), *lead(facts, t), *((closest,) if closest else ()))
    return (*first, *told, *cards, unseen(facts.gaps, facts.together, t))


def unseen(gaps: Gaps, together: Together, t: Translator) -> str:
    """What the record does not hold, in one sentence."""
    found = _unseen(gaps, together, t)
    if not found:
        return t.gettext("Nothing that these figures rest on is known to be missing.")
    return t.gettext("What we cannot see: {gaps}.").format(gaps=t.listing(found))


def _unseen(gaps: Gaps, together: Together, t: Translator) -> list[str]:
    people = (
        (_people(gaps.no_agency, t), t.gettext("the agency of {n}")),
        (_people(gaps.no_level, t), t.gettext("the level of {n}")),
        (_people(gaps.unclear, t), t.gettext("whether {n} came")),
    )
    others = (
        (_rows(gaps.unrecorded, t), _who_came(gaps, t)),
        (
            _rows(gaps.no_date, t),
            t.ngettext("the date of {n} record", "the dates of {n} records", gaps.no_date),
        ),
        (_rows(gaps.unanswered, t), t.ngettext("{n} missing answer", "{n} missing answers", gaps.unanswered)),
    )
    silent = t.ngettext("what {n} silent agency does", "what {n} silent agencies do", gaps.silent)
    found = ((_rows(gaps.silent, t), silent), *people, *others)
    listed = [text.format(n=n) for count, text in found for n in count]
    old = together.dated and not together.old_known
    return [*([t.gettext("old networks, as the record begins too late")] if old else []), *listed]


def unseen_list(gaps: Gaps, t: Translator) -> list[tuple[str, list[str]]]:
    """What the record does not hold, one by one: a heading, and agencies, meetings or counts below it."""
    sat = [
        t.gettext("{meeting}: {sittings}").format(
            meeting=name or t.gettext("at no boundary zone"), sittings=wording.sittings(t, n)
        )
        for name, n in gaps.unrecorded_at
    ]
    found = (
        (t.gettext("Agencies of which nobody was seen in these days"), _named(gaps.silent_names, t)),
        (t.gettext("Sittings without attendance on record"), sat),
        (t.gettext("Agency not on record"), _people(gaps.no_agency, t)),
        (t.gettext("Level not on record"), _people(gaps.no_level, t)),
        (t.gettext("Unclear whether they came"), _people(gaps.unclear, t)),
        (t.gettext("Records without a date"), _rows(gaps.no_date, t)),
        (t.gettext("Asked, without an answer"), _rows(gaps.unanswered, t)),
    )
    return [(heading, said) for heading, said in found if said]


def _named(names: tuple[str, ...], t: Translator) -> list[str]:
    """Each name once; how often, where several bear it."""
    several = t.gettext("{name} ({n})")
    return [
        name if n == 1 else several.format(name=name, n=wording.whole(t, n))
        for name, n in Counter(names).items()
    ]


def _people(n: int, t: Translator) -> list[str]:
    """So many people; of fewer than five no more is told."""
    few = t.gettext("fewer than five people")
    return [wording.people(t, n) if n >= FEW else few] if n else []


def _rows(n: int, t: Translator) -> list[str]:
    return [wording.whole(t, n)] if n else []


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
    """From when to when, in months where these are whole; a single month or day is named once.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> period_text(Days(dt.date(2023, 3, 1), dt.date(2024, 2, 29)), ENGLISH)
        'March 2023 to February 2024'
        >>> period_text(Days(dt.date(2023, 3, 1), dt.date(2023, 3, 31)), ENGLISH)
        'March 2023'
    """
    whole = days.start.day == 1 and (days.end + dt.timedelta(days=1)).day == 1
    name = t.month if whole else t.date
    start, end = name(days.start), name(days.end)
    return start if start == end else t.gettext("{start} to {end}").format(start=start, end=end)
