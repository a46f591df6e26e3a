"""The words of kinds, states and sorts, and things counted, in the reader's language."""

from __future__ import annotations

import datetime as dt

from netmap.model.i18n import N_, Translator
from netmap.tie_kinds.policy import (
    ACTIVE,
    ASKED,
    DORMANT,
    ENDED,
    FADED,
    IN_SERVICE,
    KNOWN,
    NEW,
    OLD,
    SEEN,
    TRAIL,
)

KIND_LABELS = {
    OLD: N_("old network"),
    NEW: N_("new network"),
    TRAIL: N_("cognitive trail"),
    "declared": N_("declared tie"),
    "sat": N_("sat in the zone"),
    "offers": N_("offers the service"),
}
STATE_LABELS = {
    ACTIVE: N_("active"),
    DORMANT: N_("dormant"),
    FADED: N_("faded"),
    ENDED: N_("ended"),
    "undated": N_("undated"),
}
LEAP = 2000
"""A year that holds every day."""

SORT_LABELS = {
    "agency": N_("agency"),
    "person": N_("person"),
    "service": N_("service"),
    "zone": N_("boundary zone"),
}
ROSTER_LABELS = {
    IN_SERVICE: N_("in service on the day"),
    SEEN: N_("seen in the twelve months to the day"),
    KNOWN: N_("known at all"),
    ASKED: N_("asked in the wave"),
}
NOT_ON_RECORD = N_("not on record")
UNKNOWN_AGENCY = N_("Agency not known")
UNKNOWN_LEVEL = N_("Level not known")

TABLE_WORDS = {
    "levels": N_("Levels"),
    "partnerships": N_("Partnerships"),
    "agencies": N_("Agencies"),
    "agency_changes": N_("Changes of agencies"),
    "practitioners": N_("People"),
    "employments": N_("Employments"),
    "members": N_("Members of partnerships"),
    "services": N_("Services"),
    "zones": N_("Boundary zones"),
    "posts": N_("Posts"),
    "seats": N_("Seats of agencies"),
    "meetings": N_("Sittings"),
    "attendance": N_("Attendance"),
    "contacts": N_("Contacts"),
    "ties": N_("Declared ties"),
    "waves": N_("Waves of a survey"),
    "responses": N_("Responses"),
    "objects": N_("Objects"),
    "involvement": N_("Involvement"),
    "trajectories": N_("Pathways"),
    "events": N_("Events"),
    "notes": N_("Notes"),
    "sources": N_("Sources"),
    "translations": N_("Translations"),
    "work_items": N_("Work list"),
    "work_rules": N_("Rules of the work list"),
    "comparisons": N_("Saved comparisons"),
}
"""What each table is called."""

VALUE_WORDS = {
    "mutual": N_("mutual"),
    "directed": N_("one way"),
    "documented": N_("documented"),
    "reported": N_("reported"),
    "simulated": N_("simulated"),
    "present": N_("present"),
    "apologies": N_("apologies"),
    "absent": N_("absent"),
    "unclear": N_("unclear"),
    "keyword": N_("keyword"),
    "strength": N_("strong point"),
    "weakness": N_("weakness"),
    "hypothesis": N_("hypothesis"),
    "line_of_development": N_("line of development"),
    "evidence": N_("evidence"),
    "true": N_("yes"),
    "false": N_("no"),
}
"""The words of closed vocabularies."""


def whole(t: Translator, n: int) -> str:
    """A whole number as the language writes it; quick for the small ones, which are written alike."""
    return str(n) if 0 <= n < 1000 else t.number(n)


def count(t: Translator, n: float) -> str:
    """A count as the language writes it; one that chance makes a mean has a decimal."""
    return whole(t, int(n)) if float(n).is_integer() else t.number(n, 1)


def share(t: Translator, part: float) -> str:
    """A share as a percentage; one that is neither nothing nor everything is not rounded to either."""
    if 0 < part < 0.005:
        return t.gettext("less than {share}").format(share=t.percent(0.01))
    if 0.995 <= part < 1:
        return t.gettext("more than {share}").format(share=t.percent(0.99))
    return t.percent(part)


def day_text(t: Translator, day: int) -> str:
    """A day number written out."""
    from netmap.model.dates import from_day  # pandas, which help must not wait for

    return t.date(from_day(day))


def date_text(t: Translator, day: dt.date | None) -> str:
    """A date written out; a dash where there is none."""
    return "–" if day is None else t.date(day)


def written(t: Translator, text: str) -> str:
    """A date of a table written out; a month and a day without a year too, what is no date as it stands.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [written(ENGLISH, each) for each in ("2011-05-03", "2016-02", "--07-15", "2011")]
        ['3 May 2011', 'February 2016', '15 July', '2011']
    """
    try:
        if text.startswith("--"):
            return t.day_of_year(dt.date.fromisoformat(f"{LEAP}{text[1:]}"))
        if len(text) == len("2011-12"):
            return t.month(dt.date.fromisoformat(f"{text}-01"))
        return t.date(dt.date.fromisoformat(text[:10])) if len(text) >= len("2011-12-31") else text
    except ValueError:
        return text


def agencies(t: Translator, n: int) -> str:
    return t.ngettext("{n} agency", "{n} agencies", n).format(n=whole(t, n))


def people(t: Translator, n: int) -> str:
    return t.ngettext("{n} person", "{n} people", n).format(n=whole(t, n))


def sittings(t: Translator, n: int) -> str:
    return t.ngettext("{n} sitting", "{n} sittings", n).format(n=whole(t, n))


def months(t: Translator, n: int) -> str:
    return t.ngettext("{n} month", "{n} months", n).format(n=whole(t, n))


def contacts(t: Translator, n: int) -> str:
    return t.ngettext("{n} recorded contact", "{n} recorded contacts", n).format(n=whole(t, n))


def ties(t: Translator, n: int) -> str:
    return t.ngettext("{n} tie", "{n} ties", n).format(n=whole(t, n))


def services(t: Translator, n: int) -> str:
    return t.ngettext("{n} service", "{n} services", n).format(n=whole(t, n))


def days(t: Translator, n: int) -> str:
    return t.ngettext("{n} day", "{n} days", n).format(n=whole(t, n))


def occasions(t: Translator, n: int) -> str:
    return t.ngettext("{n} occasion", "{n} occasions", n).format(n=whole(t, n))


def of_kind(t: Translator, kind: str, n: int) -> str:
    """So many ties of a kind: 3 old networks."""
    forms = {
        OLD: t.ngettext("{n} old network", "{n} old networks", n),
        NEW: t.ngettext("{n} new network", "{n} new networks", n),
        TRAIL: t.ngettext("{n} cognitive trail", "{n} cognitive trails", n),
    }
    declared = t.ngettext("{n} declared tie", "{n} declared ties", n)
    return forms.get(kind, declared).format(n=whole(t, n))


def sentence(text: str) -> str:
    """A text with a capital letter first.

    Example:
        >>> sentence("window 2: nobody met.")
        'Window 2: nobody met.'
    """
    return text[:1].upper() + text[1:]
