"""Windows to compare: equal, a horizon apart, with a word where the record does not bear them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.comparison.findings import Finding
from netmap.learning.path_rule import PathRule
from netmap.learning.window import first_day
from netmap.model.citing import cited
from netmap.model.dates import NO_DAY, as_day, day_numbers, from_day, to_datetimes
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH, N_, Translator
from netmap.model.study import Study
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.declared import UNDATED, rounds_of

BEFORE, AFTER = N_("before"), N_("after")

BEGINS_EARLIER = N_("begins before the record, on {day}")
ENDS_LATER = N_("ends after the record, on {day}")
NUMBERED = N_("window {name}")
RUNS_PAST = N_("the horizon of its last months runs past the record")
TOO_CLOSE = N_("is closer than the horizon of {days} days to the window before it")
UNEQUAL = N_("is not as long as the first")
BEYOND_CALENDAR = N_(
    "Windows of {months} months would leave the years 1 to 9999; choose another day or fewer months"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A window by name, from one day to another, both inclusive."""

    name: str
    start: int
    end: int


def windows(
    study: Study,
    around: Any = None,
    months: int = 12,
    cycles: int | Sequence[str] | None = None,
    apart: int | None = None,
    horizon: int = 180,
    until: Any = None,
) -> pd.DataFrame:
    """Equal windows to compare, a horizon apart, with a warning where the record does not bear them.

    Parameters
    ----------
    study: the study.
    around: a day, or the id of an event: the first window after begins on it, and the last before ends so
        long before it that no horizon reaches into it. Default: windows are counted back from the end of the
        record.
    months: how long each is.
    cycles: how many windows, on either side of `around` if there is one; or the ids of waves (rounds of
        asking, plan cycles), whose own days are the windows. Default: one on either side, without `around`
        two.
    apart: days between two windows. Default: the horizon.
    until: without `around` the last day of the last window. Default: the end of the record.
    horizon: days within which reach from a window is counted; windows nearer to each other share encounters.

    Returns
    -------
    A row for each window in order: window (its name), start, end (both inclusive) and warning, empty where
    there is none: it begins before the record or ends after it, the horizon of its last months runs past the
    record, it is closer than the horizon to the one before, or it is not as long as the first. `attrs` cite
    the study.

    Undefined: without `around` and `cycles`, a study in which nothing is dated has no windows.

    Raises `ArgumentError` for no whole number of months, windows or days and for windows that would leave the
    calendar, `NotFoundError` for a wave or an event that the study does not have.

    Example:
        >>> import netmap
        >>> found = netmap.windows(netmap.read_study("riverside"), around="2023-09-01", months=3)
        >>> found[["window", "start", "end"]].astype(str).values.tolist()
        [['before', '2022-12-05', '2023-03-04'], ['after', '2023-09-01', '2023-11-30']]
    """
    apart = PathRule(horizon=horizon).horizon if apart is None else apart
    for name, value, least in (("months", months, 1), ("apart", apart, 0)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ArgumentError(
                N_("{name} is {value}; it takes a whole number from {least} upwards"),
                name=name,
                value=value,
                least=least,
            )
    spans = list(_spans(study, around, months, cycles, apart, until))
    warnings = [_warning(study, spans, place, horizon) for place in range(len(spans))]
    frame = pd.DataFrame(
        {
            "window": pd.Series([each.name for each in spans], dtype="str"),
            "start": to_datetimes(np.array([each.start for each in spans], np.int64)),
            "end": to_datetimes(np.array([each.end for each in spans], np.int64)),
            "warning": pd.Series(warnings, dtype="str"),
        }
    )
    frame.attrs.update(cited(study), n=len(frame), months=months, horizon=str(horizon))
    return frame


def spans_of(windows: Any) -> tuple[Span, ...]:
    """Windows as spans: a table of `windows`, or rows of (name, start, end) or (start, end).

    Raises `ArgumentError` for what is none, for an end before its start and for a name that comes twice.
    """
    if isinstance(windows, pd.DataFrame):
        rows = list(windows[["window", "start", "end"]].itertuples(index=False, name=None))
    else:
        rows = [tuple(each) if len(each) == 3 else (f"{each[0]}/{each[1]}", *each) for each in windows]
    found = tuple(_span(*row) for row in rows)
    if len({each.name for each in found}) != len(found):
        raise ArgumentError(N_("Two windows have the same name; give each its own"))
    return found


def _span(name: Any, start: Any, end: Any) -> Span:
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    if first is None or last is None or first > last:
        raise ArgumentError(N_("A period has a start and an end that is not before it"), start=start, end=end)
    return Span(str(name), first, last)


def _spans(
    study: Study, around: Any, months: int, cycles: int | Sequence[str] | None, apart: int, until: Any
) -> Iterator[Span]:
    if cycles is not None and not isinstance(cycles, int):
        yield from _of_waves(study, cycles)
        return
    count = (2 if around is None else 1) if cycles is None else cycles
    if around is None:
        end = default_as_of(study) if until is None else as_day(until, "until", end=True)
        spans = [] if end is None else list(_back(end, months, count, apart))
        yield from (Span(str(place), *each) for place, each in enumerate(reversed(spans), 1))
        return
    pivot = _pivot(study, around)
    earlier = list(_back(pivot - 1 - apart, months, count, apart))
    for place, each in reversed(list(enumerate(earlier, 1))):
        yield Span(_named(BEFORE, place, count), *each)
    start = pivot
    for place in range(1, count + 1):
        end = _months_on(start, months) - 1
        yield Span(_named(AFTER, place, count), start, end)
        start = end + apart + 1


def window_said(name: str) -> Finding:
    """What a window is called in a sentence: by its name; one that has only a number is called a window.

    Example:
        >>> window_said("2").text(), window_said("before").text()
        ('window 2', 'before')
    """
    return Finding(NUMBERED if name.isdecimal() else "{name}", {"name": name})


def _named(name: str, place: int, count: int) -> str:
    return name if count == 1 else f"{name} {place}"


def _back(end: int, months: int, count: int, apart: int) -> Iterator[tuple[int, int]]:
    for _ in range(count):
        start = _months_on(end + 1, -months)
        yield start, end
        end = start - apart - 1


def _months_on(day: int, months: int) -> int:
    try:
        found = as_day(pd.Timestamp(from_day(day)) + pd.DateOffset(months=months))
    except (ValueError, OverflowError) as error:
        raise ArgumentError(BEYOND_CALENDAR, months=abs(months)) from error
    return NO_DAY if found is None else found


def _pivot(study: Study, around: Any) -> int:
    if isinstance(around, str):
        days = dict(zip(study.events["event"], day_numbers(study.events["date"]), strict=True))
        if around in days:
            return int(days[around])
    day = as_day(around, "around")
    if day is None:
        raise NotFoundError(N_("There is no event “{id}” in this study"), id=around)
    return day


def _of_waves(study: Study, names: Sequence[str]) -> Iterator[Span]:
    rows = study.waves.set_index("wave")
    known = {each.wave: each.day for each in rounds_of(study)}
    for name in names:
        if name not in known or known[name] == UNDATED:
            raise NotFoundError(
                N_("There is no wave “{id}” in this study; there are: {known}"),
                id=name,
                known=", ".join(each for each, day in known.items() if day != UNDATED),
            )
        start = as_day(rows.loc[name, "start"])
        yield Span(name, known[name] if start is None else start, known[name])


def warnings_of(study: Study, windows: Any, horizon: int, t: Translator) -> list[str]:
    """What is to be said of each window in the reader's language; empty where there is nothing."""
    spans = list(spans_of(windows))
    return [_warning(study, spans, place, horizon, t) for place in range(len(spans))]


def _warning(study: Study, spans: list[Span], place: int, horizon: int, t: Translator = ENGLISH) -> str:
    span, first, last = spans[place], first_day(study), default_as_of(study)
    found: list[str] = []
    if first is not None and span.start < first:
        found.append(t.gettext(BEGINS_EARLIER).format(day=t.date(from_day(first))))
    if last is not None and span.end > last:
        found.append(t.gettext(ENDS_LATER).format(day=t.date(from_day(last))))
    elif last is not None and span.end + horizon > last:
        found.append(t.gettext(RUNS_PAST))
    if place and span.start - spans[place - 1].end - 1 < horizon:
        found.append(t.gettext(TOO_CLOSE).format(days=horizon))
    if abs((span.end - span.start) - (spans[0].end - spans[0].start)) > 3:
        found.append(t.gettext(UNEQUAL))
    return "; ".join(found)
