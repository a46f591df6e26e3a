"""The rhythm of work: working days, school holidays, bursts after sittings.

Days count from 0, the first day of the record.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.simulation.plan import SimulationPlan

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

PUBLIC_HOLIDAYS = ((1, 1), (12, 25), (12, 26))
SCHOOL_HOLIDAYS = (
    ((1, 1), (1, 3)),
    ((2, 13), (2, 19)),
    ((4, 1), (4, 14)),
    ((5, 27), (6, 2)),
    ((7, 22), (9, 1)),
    ((10, 23), (10, 29)),
    ((12, 20), (12, 31)),
)
"""Month and day of the first and last day of each school holiday."""
LONG_BREAKS = (SCHOOL_HOLIDAYS[0], SCHOOL_HOLIDAYS[4], SCHOOL_HOLIDAYS[6])
"""Holidays over which zones do not sit."""
BURST_DAYS = 5


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """Which days are worked, how busy each is, and how each is written."""

    working: Bools
    holiday: Bools
    long_break: Bools
    weight: Floats
    next_working: Ints
    month: Ints
    text: Texts

    @property
    def days(self) -> int:
        """Length of the record in days."""
        return len(self.working)

    def snapped(self, days: Ints) -> Ints:
        """Each day, or the next working one; at the end of the record the last."""
        return self.next_working[np.clip(days, 0, self.days - 1)]

    def drawn(self, rng: np.random.Generator, low: Ints, high: Ints, weight: Floats | None = None) -> Ints:
        """A working day between each low and high day, both inclusive, busy days more often."""
        total = np.concatenate([[0.0], np.cumsum(self.weight if weight is None else weight)])
        low = np.clip(low, 0, self.days - 1)
        high = np.clip(high, low, self.days - 1)
        at = total[low] + rng.random(len(low)) * (total[high + 1] - total[low])
        return self.snapped(np.clip(np.searchsorted(total, at, side="right") - 1, low, high))


def calendar_of(plan: SimulationPlan) -> WorkCalendar:
    """The calendar of a plan's record.

    Example:
        >>> calendar = calendar_of(SimulationPlan())
        >>> calendar.text[calendar.snapped(np.array([5]))].tolist()
        ['2022-01-10']
    """
    dates = np.datetime64(plan.start, "D") + np.arange(plan.days)
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64) + 1 + 100 * (months.astype(np.int64) % 12 + 1)
    weekend = (dates.astype(np.int64) + 3) % 7 >= 5
    working = ~weekend & ~np.isin(day, [100 * month + number for month, number in PUBLIC_HOLIDAYS])
    holiday, long_break = _within(day, SCHOOL_HOLIDAYS), _within(day, LONG_BREAKS)
    weight = np.where(working, np.where(holiday, plan.holiday_rhythm, 1.0), 0.0)
    text = np.array([*np.datetime_as_string(dates).tolist(), None], dtype=object)
    month = months.astype(np.int64) - int(months[0].astype(np.int64))
    return WorkCalendar(working, holiday, long_break, weight, _next_working(working), month, text)


def busier_after(calendar: WorkCalendar, sittings: Ints, burst: float) -> Floats:
    """The weights of days where those after a sitting are busier."""
    after = np.zeros(calendar.days, np.bool_)
    for later in range(1, BURST_DAYS + 1):
        after[np.minimum(sittings + later, calendar.days - 1)] = True
    return calendar.weight * np.where(after, burst, 1.0)


def _within(day: Ints, periods: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> Bools:
    inside = np.zeros(len(day), np.bool_)
    for first, last in periods:
        inside |= (day >= 100 * first[0] + first[1]) & (day <= 100 * last[0] + last[1])
    return inside


def _next_working(working: Bools) -> Ints:
    """For each day itself or the next working day; after the last of them that one."""
    days = np.flatnonzero(working)
    if not len(days):
        return np.arange(len(working), dtype=np.int64)
    return days[np.minimum(np.searchsorted(days, np.arange(len(working))), len(days) - 1)].astype(np.int64)
