"""The words around an answer about learning paths: the window, the rule, what can be chosen, what is
missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from netmap.learning.chance import arrival_seats
from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.derived import derived
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.learning.first_paths import followed_window
from netmap.questions.learning.resolved_request import NO_LEVEL, UNDATED, Asked, Setting, people_of, zones_of
from netmap.questions.learning.types import Choices, Facts, Said
from netmap.questions.map.frames import frame_of
from netmap.questions.scope import scope_of
from netmap.tie_kinds.actors import actors_of


def arrivals_differ(asked: Asked | Setting, levels: tuple[str, ...]) -> bool:
    """Whether some encounter of the window is an arrival at one of the levels in one sense alone."""
    if isinstance(asked, Setting):
        return False
    return asked.remembered((arrivals_differ, levels), lambda: any(_differ(asked, each) for each in levels))


def arrival_offered(asked: Asked | Setting) -> bool:
    """The same of the two levels that are asked about; sideways nothing arrives at a level."""
    if isinstance(asked, Setting) or asked.end is None:
        return False
    return arrivals_differ(asked, (asked.start.level, asked.end.level))


def arrival_offered_anywhere(asked: Asked | Setting) -> bool:
    """The same of every level that anybody is at."""
    return arrivals_differ(asked, tuple(each.level for each in asked.levels if each.people))


def _differ(asked: Asked, level: str) -> bool:
    window, policy = followed_window(asked), asked.context.ties
    person, zone = (
        arrival_seats(window, level, replace(asked.context.paths, arrive_at=sense), policy)
        for sense in ("person", "zone")
    )
    return not np.array_equal(person, zone)


def said_of(asked: Asked | Setting, t: Translator) -> Said:
    """What stands around every answer."""
    frame = frame_of(asked.study, asked.context.study, t)
    window = asked.window if isinstance(asked, Asked) else None
    only = within_text(asked.study, asked.context.partnership, t)
    return Said(
        frame.title,
        (*frame.notices, *([only] if only else [])),
        "" if isinstance(asked, Asked) else empty_text(asked, t),
        None if window is None else from_day(window.start),
        None if window is None else from_day(window.end),
    )


def within_text(study: Study, partnership: str | None, t: Translator) -> str:
    """What it means that one partnership is looked at; nothing where none is."""
    if partnership is None:
        return ""
    named = study.partnerships.set_index("partnership")["name"].dropna()
    return t.gettext(
        "Only {partnership}: its zones, and paths that start and end with its people. People of no "
        "partnership count too, and anybody may carry on the way."
    ).format(partnership=named.get(partnership, partnership))


def empty_text(asked: Setting, t: Translator) -> str:
    """Why there is nothing to see."""
    if not any(len(asked.study.table(name)) for name in ("ties", "contacts", "meetings", "attendance")):
        return t.gettext(
            "Nothing is on record in this study yet, so no learning path can be seen. Add an attendance list "
            "or a contact diary with dates."
        )
    if asked.without == UNDATED or asked.record is None:
        return t.gettext(
            "Nothing in this study carries a date, so we cannot see who learned from whom first. The map "
            "shows its ties as they were declared. "
            "Add an attendance list or a contact diary with dates to see paths."
        )
    if asked.without == NO_LEVEL and asked.context.partnership is not None:
        return t.gettext(
            "Nobody of this partnership has a level, so there is nothing to go up to or across. Choose "
            "another one, or give its people levels."
        )
    if asked.without == NO_LEVEL:
        return t.gettext(
            "Nobody in this study has a level, so there is nothing to go up to or across. Give people "
            "levels, or zones levels and people seats in them."
        )
    return t.gettext(
        "Nothing is on record in this window; the record runs from {start} to {end}. Choose another one."
    ).format(start=wording.day_text(t, asked.record.start), end=wording.day_text(t, asked.record.end))


def choices_of(asked: Asked | Setting) -> Choices:
    """What can be chosen; agencies, people and zones of the partnership by name."""
    study, only = asked.study, asked.context.partnership
    return Choices(
        asked.levels,
        _agencies_named(study, only),
        _people_named(study, only),
        _zones_named(study, only),
    )


@derived(most=64, named=True)
def _agencies_named(study: Study, only: str | None) -> Facts:
    there = scope_of(study, only).things[1 : 1 + len(study.agencies)]
    return _named(study.agencies[there], "agency")


@derived(most=64, named=True)
def _people_named(study: Study, only: str | None) -> Facts:
    there = people_of(study, only)[actors_of(study).codes(study.practitioners["practitioner"])]
    return _named(study.practitioners[there], "practitioner")


@derived(most=64, named=True)
def _zones_named(study: Study, only: str | None) -> Facts:
    return _named(study.zones[zones_of(study, only)], "zone")


def _named(rows: pd.DataFrame, key: str) -> Facts:
    """Id and name of every row, by name."""
    names = rows["name"].where(rows["name"].notna(), rows[key])
    order = np.lexsort((rows[key].astype(str), names.astype(str)))
    return tuple(zip(rows[key].iloc[order].astype(str), names.iloc[order].astype(str), strict=True))
