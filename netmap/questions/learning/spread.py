"""Where what an agency or a person knows gets to, and where it stops."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.learning.sideways import Sideways, sideways
from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import Translator
from netmap.questions.learning.first_paths import followed_window
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.learning.types import Arrival, Level
from netmap.questions.parameters import AGENCY, PERSON, NodeRef
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.actors import actors_of


@dataclass(frozen=True, slots=True)
class Reached:
    """The other agencies at the level, the first reached first, then the rest by name; and the other
    levels."""

    agencies: tuple[Arrival, ...]
    levels: tuple[Arrival, ...]
    source: str | None

    @property
    def known(self) -> bool:
        """Whether anybody was at the level who could start."""
        return bool(self.agencies or self.levels)


def reached_by_agency(asked: Asked, agency: str) -> Reached:
    """What the people of an agency at the level get to between them; `source` gets to the other level
    first."""
    matrix = asked.arrivals(asked.start.level)
    days = matrix.loc[agency].drop(agency) if agency in matrix.index else pd.Series(dtype=float)
    return _reached(asked, days, asked_rows(asked, "agency", agency))


def reached_by_person(asked: Asked, person: str) -> Reached:
    """What one person gets to: the other agencies at the level, and the other levels."""
    found = _sideways(asked)
    who = np.flatnonzero(found.who == int(actors_of(asked.study).codes(pd.Series([person], dtype="str"))[0]))
    days = pd.Series(dtype=float)
    if len(who):
        row, others = found.first[who[0]], found.others[who[0]]
        away = np.where(row == NEVER, np.nan, row - asked.window.start)
        days = pd.Series(away[others], index=found.agencies[others])
    return _reached(asked, days, asked_rows(asked, "practitioner", person))


def asked_rows(asked: Asked, column: str, value: str) -> dict[str, pd.DataFrame]:
    """For each other level the rows of those who may start and are meant."""
    start = asked.start.level
    tables = {
        each.level: asked.upwards(start, each.level)
        for each in asked.levels
        if each.level != start and each.people
    }
    return {level: table[table[column].eq(value)] for level, table in tables.items()}


def _sideways(asked: Asked) -> Sideways:
    level = asked.start.level

    def ask() -> Sideways:
        window = followed_window(asked)
        return sideways(window, window.at_level(level), asked.context.paths.passing)

    return asked.remembered((_sideways, level), ask)


def _reached(asked: Asked, days: pd.Series, rows: dict[str, pd.DataFrame]) -> Reached:
    agencies = [_agency(asked, str(agency), day) for agency, day in days.items()]
    levels = [_level(asked, level, rows[level.level]) for level in asked.levels if level.level in rows]
    started = any(len(each) for each in rows.values())
    target = asked.end and rows.get(asked.end.level)
    return Reached(
        tuple(sorted(agencies, key=_first_then_name)),
        tuple(levels) if started else (),
        None if target is None else _first_source(target),
    )


def _first_source(rows: pd.DataFrame) -> str | None:
    """Who gets there first, of several the first in text order."""
    there = rows[rows["reached"]]
    if not len(there):
        return None
    first = there[there["first_arrival"].eq(there["first_arrival"].min())]
    return str(first["practitioner"].min())


def _first_then_name(arrival: Arrival) -> tuple[bool, int, str]:
    return arrival.days is None, arrival.days or 0, arrival.name


def _agency(asked: Asked, agency: str, day: float) -> Arrival:
    name = thing_name(asked, NodeRef(AGENCY, agency))
    if np.isnan(day):
        return Arrival(AGENCY, agency, name, None, None)
    return Arrival(AGENCY, agency, name, from_day(asked.window.start + int(day)), int(day))


def _level(asked: Asked, level: Level, rows: pd.DataFrame) -> Arrival:
    first = rows["first_arrival"].min()
    if pd.isna(first):
        return Arrival("level", level.level, level.name, None, None)
    day = first.date()
    return Arrival("level", level.level, level.name, day, (day - from_day(asked.window.start)).days)


def spread_sentences(asked: Asked, name: str, reached: Reached, t: Translator) -> tuple[str, ...]:
    """How far it gets sideways, how far up or down, and where it stops."""
    if not reached.known:
        template = t.gettext(
            "Nobody of {name} is known to be at the level “{level}” in this window, so nothing can start "
            "there. Choose another level or another agency."
        )
        if asked.request.selected is not None and asked.request.selected.sort == PERSON:
            template = t.gettext(
                "{name} is not known to be at the level “{level}” in this window, so nothing can start "
                "there. Choose another level or another person."
            )
        return (template.format(name=name, level=asked.start.name),)
    return (sideways_said(asked.start.name, name, reached, t), *_levels_said(reached, t))


def sideways_said(level: str, name: str, reached: Reached, t: Translator) -> str:
    """How many of the other agencies at a level it gets to, and where it stops."""
    there = [each for each in reached.agencies if each.date is not None]
    missed = [each.name for each in reached.agencies if each.date is None]
    words = {
        "name": name,
        "level": level,
        "n": wording.whole(t, len(there)),
        "all": wording.whole(t, len(reached.agencies)),
    }
    if not reached.agencies:
        return t.gettext("No other agency has anybody at the level “{level}” in this window.").format(**words)
    if not there:
        return t.gettext(
            "What {name} knows at “{level}” stops there: no other agency is reached at that level."
        ).format(**words)
    if len(missed) == 1:
        return t.gettext(
            "What {name} knows at “{level}” reaches {n} of {all} other agencies; {missed} is not reached."
        ).format(**words, missed=missed[0])
    template = t.gettext(
        "What {name} knows at “{level}” reaches {n} of {all} other agencies, the last on {date}: {last}."
    )
    if not missed:
        template = t.ngettext(
            "What {name} knows at “{level}” reaches the only other agency there: {last}, on {date}.",
            "What {name} knows at “{level}” reaches all {all} other agencies, the last on {date}: {last}.",
            len(there),
        )
    return template.format(**words, last=there[-1].name, date=wording.date_text(t, there[-1].date))


def _levels_said(reached: Reached, t: Translator) -> list[str]:
    there = [each for each in reached.levels if each.date is not None]
    never = [each.name for each in reached.levels if each.date is None]
    said = []
    if there:
        named = [
            t.gettext("“{level}” on {date}").format(level=each.name, date=wording.date_text(t, each.date))
            for each in there
        ]
        said.append(t.gettext("It reaches other levels: {levels}.").format(levels=t.listing(named)))
    if never:
        quoted = [t.gettext("“{name}”").format(name=name) for name in never]
        said.append(t.gettext("It does not get to: {levels}.").format(levels=t.listing(quoted)))
    return said
