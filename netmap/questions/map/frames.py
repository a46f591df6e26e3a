"""What does not change with window and filters: the choices and the time axis of a study."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.library.study_entry import simulated, title_of
from netmap.model.bundled import in_words_of
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.derived import derived
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.map.measures import sizes_of
from netmap.questions.map.types import Frame, Mark, Week
from netmap.questions.window import Window, months_back, record_of
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.declared import relations_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of


@dataclass(frozen=True, slots=True, eq=False)
class StudyFrame:
    """A study and its frame."""

    study: Study
    frame: Frame


MOST_YEARS = 8
MONDAY = 4
"""Day 4 of 1970 was its first Monday."""


@derived(most=8, named=True)
def frame_of(study: Study, name: str, t: Translator) -> Frame:
    """The choices and the time axis of a study."""
    return _frame(study, name, t)


def _frame(study: Study, name: str, t: Translator) -> Frame:
    record = record_of(study)
    partnerships = study.partnerships
    named = partnerships["name"].where(partnerships["name"].notna(), partnerships["partnership"])
    return Frame(
        study=name,
        title=in_words_of(t, title_of(study, name)),
        simulated=simulated(study),
        partnerships=tuple(
            (str(key), str(text)) for key, text in zip(partnerships["partnership"], named, strict=True)
        ),
        first=None if record is None else from_day(record.start),
        last=None if record is None else from_day(record.end),
        weeks=_weeks(study),
        marks=marks_of(study.events),
        sizes=sizes_of(study, t),
        presets=_presets(study, record, t),
        warnings=len(study.warnings),
        notices=_notices(study, t),
        relations=relations_of(study),
        waves=_waves(study),
    )


def _waves(study: Study) -> tuple[tuple[str, str], ...]:
    """The waves of the declared ties, with their names."""
    names = study.table("waves").set_index("wave")["name"].dropna()
    asked = study.table("ties")["wave"].dropna().unique()
    return tuple((str(wave), str(names.get(wave, wave))) for wave in asked)


def _weeks(study: Study) -> tuple[Week, ...]:
    """Encounters of at least two people in every week from the first to the last, also the empty ones."""
    day = default_as_of(study)
    if day is None:
        return ()
    encounters = encounters_of(study, TiePolicy())
    days = encounters.day[np.diff(encounters.offsets) > 1]
    if not len(days):
        return ()
    weeks = (days - MONDAY) // 7
    counts = np.bincount(weeks - weeks.min())
    first = int(weeks.min()) * 7 + MONDAY
    return tuple(Week(from_day(first + 7 * at), int(n)) for at, n in enumerate(counts))


def marks_of(events: pd.DataFrame) -> tuple[Mark, ...]:
    """Events on a time axis, by day; what several partnerships call the same on one day stands there once."""
    names = events["name"].where(events["name"].notna(), events["event"])
    days = zip(day_numbers(events["date"]), names, strict=True)
    dated = {(int(day), str(name)) for day, name in days if day != NO_DAY}
    return tuple(Mark(from_day(day), name) for day, name in sorted(dated))


def _presets(
    study: Study, record: Window | None, t: Translator
) -> tuple[tuple[str, str, dt.date, dt.date], ...]:
    """Windows to choose from: the whole record, the last months, and its years, the latest first."""
    end = default_as_of(study)
    if record is None or end is None:
        return ()
    lengths = ((12, "12m"), (6, "6m"), (3, "3m"))
    found = [("all", t.gettext("Whole record"), from_day(min(record.start, end)), from_day(end))]
    for months, key in lengths:
        label = t.ngettext("Last {n} month", "Last {n} months", months).format(n=months)
        found.append((key, label, from_day(months_back(end, months)), from_day(end)))
    first, last = from_day(min(record.start, end)), from_day(max(record.end, end))
    latest = range(last.year, first.year - 1, -1)[:MOST_YEARS]
    found += [
        (f"year-{year}", str(year), max(dt.date(year, 1, 1), first), min(dt.date(year, 12, 31), last))
        for year in latest
    ]
    return tuple(found)


def _notices(study: Study, t: Translator) -> tuple[str, ...]:
    n = len(study.warnings)
    if not n:
        return ()
    template = t.ngettext(
        "The checks of this study gave {n} warning.", "The checks of this study gave {n} warnings.", n
    )
    return (template.format(n=wording.whole(t, n)),)
