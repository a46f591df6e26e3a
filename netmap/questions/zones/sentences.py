"""Boundary zones in sentences: how they are doing, what was born there, what would be lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.zones.losses import dearest, zone_loss

NOT_SEEN = N_("Who came is not on record, so we cannot see who first met there.")


def all_sentences(
    asked: Asked,
    table: pd.DataFrame,
    losses: pd.DataFrame,
    certain: pd.DataFrame,
    names: dict[str, str],
    t: Translator,
) -> tuple[str, ...]:
    """Without which zone the most would be lost, how many zones there are, and which sat.

    `losses` are those under chance, `certain` those if every encounter passes something on.
    """
    if not len(table):
        return (t.gettext("No boundary zone is on record."),)
    n, sat = len(table), int((table["sittings"] > 0).sum())
    template = t.ngettext(
        "{n} boundary zone is on record; {sat} of them sat in this window.",
        "{n} boundary zones are on record; {sat} of them sat in this window.",
        n,
    )
    if n == 1:
        template = t.gettext("One boundary zone is on record; it did not sit in this window.")
        if sat:
            template = t.gettext("One boundary zone is on record; it sat in this window.")
    said = template.format(n=wording.whole(t, n), sat=wording.whole(t, sat))
    first = dearest(asked, losses, certain, names, t)
    return (*first[:2], said, *first[2:], *_recorded(table, t), *_births(table, t))


def _recorded(table: pd.DataFrame, t: Translator) -> list[str]:
    """Of how many sittings it is on record who came, where that is not so of all."""
    n, known = int(table["sittings"].sum()), int(table["with_attendance"].sum())
    if known == n:
        return []
    if not known:
        text = t.ngettext(
            "Who came to the {n} sitting of this window is not on record.",
            "Who came to the {n} sittings of this window is not on record.",
            n,
        )
        return [text.format(n=wording.whole(t, n))]
    template = t.ngettext(
        "Who came is on record for {known} of {n} sitting; people, balance and ties rest on such sittings.",
        "Who came is on record for {known} of {n} sittings; people, balance and ties rest on these.",
        n,
    )
    return [template.format(known=wording.whole(t, known), n=wording.whole(t, n))]


def _births(table: pd.DataFrame, t: Translator) -> list[str]:
    """How many pairs first met in the zones, and how many of them are networks by now."""
    born, kept = int(table["born"].sum()), int(table["consolidated"].sum())
    if not born and not table["with_attendance"].sum():
        return [t.gettext(NOT_SEEN)]
    if len(table) == 1:
        return _first_met(born, kept, t)
    if not born:
        return [t.gettext("No pair first met there in this window.")]
    template = t.ngettext(
        "{n} pair first met in them in this window.", "{n} pairs first met in them in this window.", born
    )
    return [template.format(n=wording.whole(t, born)), _became(born, kept, t)]


def _first_met(born: int, kept: int, t: Translator) -> list[str]:
    """How many pairs first met in one zone, and how many of them are networks by now."""
    if not born:
        return [t.gettext("No pair first met there in this window.")]
    template = t.ngettext(
        "{n} pair first met there in this window.", "{n} pairs first met there in this window.", born
    )
    return [template.format(n=wording.whole(t, born)), _became(born, kept, t)]


def _became(born: int, kept: int, t: Translator) -> str:
    """How many of so many pairs are networks by now: none, all or some."""
    if not kept:
        return t.ngettext("It has not become a network yet.", "None of them has become a network yet.", born)
    if kept == born:
        return t.ngettext("It has become a network.", "All of them have become networks.", born)
    template = t.ngettext("{n} of them has become a network.", "{n} of them have become networks.", kept)
    return template.format(n=wording.whole(t, kept))


def zone_sentences(
    asked: Asked, row: Any, losses: pd.DataFrame, certain: pd.DataFrame, t: Translator
) -> tuple[str, ...]:
    """One zone: what would be lost without it, its health, who comes, what was born there."""
    return (
        *zone_loss(asked, row, losses, certain, t),
        _health(asked, row, t),
        *_known(row, t),
        *_who(row, t),
        *born_sentences(row, t),
    )


def _health(asked: Asked, row: Any, t: Translator) -> str:
    n = int(row["sittings"])
    if not n:
        return t.gettext("It is not on record as having sat in this window.")
    end = from_day(asked.window.end)
    words = {
        "sittings": wording.sittings(t, n),
        "last": wording.date_text(t, row["last"].date()),
        "since": _since((end - row["last"].date()).days, t),
        "days": "" if np.isnan(row["regularity_days"]) else wording.days(t, round(row["regularity_days"])),
    }
    if np.isnan(row["regularity_days"]):
        return t.gettext("In this window it had {sittings}, the last on {last}, {since}.").format(**words)
    return t.gettext(
        "In this window it had {sittings}, typically {days} apart, the last on {last}, {since}."
    ).format(**words)


def _known(row: Any, t: Translator) -> list[str]:
    """Of how many of its sittings it is on record who came, where that is not so of all."""
    n, known = int(row["sittings"]), int(row["with_attendance"])
    if known == n:
        return []
    if not known:
        return [t.gettext("Who came is not on record for any of its sittings.")]
    template = t.ngettext(
        "Who came is on record for {known} of them; people, agencies and balance rest on that one.",
        "Who came is on record for {known} of them; people, agencies and balance rest on these.",
        known,
    )
    return [template.format(known=wording.whole(t, known))]


def _since(days: int, t: Translator) -> str:
    """How long before the window's end something was."""
    if not days:
        return t.gettext("the day on which the window ends")
    return t.gettext("{days} before the window ends").format(days=wording.days(t, days))


def _who(row: Any, t: Translator) -> list[str]:
    if not row["attendances"]:
        return [t.gettext("Nobody is recorded as having come.")] if row["with_attendance"] else []
    words = {
        "people": wording.people(t, int(row["people"])),
        "agencies": wording.agencies(t, int(row["agencies"])),
        "balance": t.number(row["balance"], 2),
    }
    if not row["agencies"]:
        return [t.gettext("{people} came; of none of them is the agency known.").format(**words)]
    if np.isnan(row["balance"]):
        return [t.gettext("{people} came, from one agency.").format(**words)]
    return [
        t.gettext(
            "{people} from {agencies} came; the balance between agencies is {balance}, where 1 is even and "
            "0 is one agency alone."
        ).format(**words)
    ]


def born_sentences(row: Any, t: Translator) -> list[str]:
    """How many pairs first met there, how many are networks by now, and how many meet elsewhere too."""
    born, beyond = int(row["born"]), int(row["beyond_zone"])
    if not born and not row["with_attendance"]:
        return [t.gettext(NOT_SEEN)]
    said = _first_met(born, int(row["consolidated"]), t)
    if not beyond:
        return said
    template = t.ngettext("{n} of them meets outside it too.", "{n} of them meet outside it too.", beyond)
    if beyond == born:
        template = t.ngettext("It meets outside it too.", "All of them meet outside it too.", born)
    return [*said, template.format(n=wording.whole(t, beyond))]
