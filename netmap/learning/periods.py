"""Reach of a period, and of two periods over the months that have a figure in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.learning.horizons import month_starts
from netmap.model.dates import as_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]

ENOUGH = (3, 4)
"""Three quarters of the months must have a figure in both periods."""


@dataclass(frozen=True, slots=True)
class ComparedReach:
    """Reach of two periods over the `months` of each that have a figure in both.

    `before` and `after` are the means over these months, NaN without any; `error` is the most that the
    standard error of their difference may be, the sum of the mean standard errors of the months; `of` is how
    many months of the later period there are, those left out that run past the data not counted.
    """

    before: float
    after: float
    months: int
    of: int
    error: float = 0.0
    people_before: int = 0
    people: int = 0

    @property
    def is_comparable(self) -> bool:
        """Whether at least three quarters of the months have a figure in both."""
        part, whole = ENOUGH
        return self.months > 0 and whole * self.months >= part * self.of

    @property
    def is_seen(self) -> bool:
        """Whether the change is more than twice its own error, so that it is no play of the random worlds."""
        return abs(self.change) > 2 * self.error

    @property
    def change(self) -> float:
        """From the one mean to the other; NaN where too few months have a figure in both."""
        return self.after - self.before if self.is_comparable else np.nan


def period_reach(months: pd.DataFrame, start: Any, end: Any) -> float:
    """The reach of a period: the mean share of those of its months that have one.

    Parameters
    ----------
    months: what `reach_over_time` gives.
    start, end: the period, both inclusive; the months are those whose first day lies in it.

    Undefined: NaN where no month of the period has a share. Raises `ArgumentError` for a date that is none.

    Example:
        >>> months = pd.DataFrame({
        ...     "month": pd.to_datetime(["2011-01-01", "2011-02-01"]), "share": [0.5, 0.7]})
        >>> period_reach(months, "2011-01-01", "2011-01-31")
        0.5
    """
    return _mean(_of_months(months, "share", _firsts(start, end)))


def compare_periods(months: pd.DataFrame, before: tuple[Any, Any], after: tuple[Any, Any]) -> ComparedReach:
    """Two periods compared month by month, over the months that have a figure in both.

    The last month of the one stands against the last of the other, the last but one against the last but
    one, and so on. Where fewer than three quarters of the later period's months have a figure in both, their
    number is what can be said, and no change.

    Parameters
    ----------
    months: what `reach_over_time` gives, of a window that holds both periods.
    before, after: start and end of each period, inclusive; the months are those whose first day lies in it.

    Raises `ArgumentError` for a date that is none and a period that ends before it starts.

    Example:
        >>> months = pd.DataFrame({
        ...     "month": pd.date_range("2011-01-01", periods=4, freq="MS"),
        ...     "share": [0.5, 0.9, 0.6, float("nan")]})
        >>> found = compare_periods(months, ("2011-01-01", "2011-02-28"), ("2011-03-01", "2011-04-30"))
        >>> found.months, found.of, found.before, found.after, found.is_comparable
        (1, 2, 0.5, 0.6, False)
    """
    earlier, later = _firsts(*before), _firsts(*after)
    paired = min(len(earlier), len(later))
    spans = earlier[len(earlier) - paired :], later[len(later) - paired :]
    was, now = (_of_months(months, "share", span) for span in spans)
    both = ~np.isnan(was) & ~np.isnan(now)
    of = int(np.isin(later, month_days(months)).sum())
    errors = [_mean(_of_months(months, "se", span)[both]) for span in spans] if "se" in months else [0.0]
    people = [_middle(_of_months(months, "n", span)[both]) for span in spans] if "n" in months else [0, 0]
    return ComparedReach(_mean(was[both]), _mean(now[both]), int(both.sum()), of, sum(errors), *people)


def _firsts(start: Any, end: Any) -> Ints:
    """The first days of the months that begin within a period."""
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    if first is None or last is None or first > last:
        raise ArgumentError(N_("A period has a start and an end that is not before it"), start=start, end=end)
    return month_starts(first, last)


def _of_months(months: pd.DataFrame, column: str, firsts: Ints) -> Floats:
    """A column of each month; NaN where it has none or is not in the table."""
    values = pd.Series(months[column].to_numpy(np.float64), index=month_days(months))
    found: Floats = values.reindex(firsts).to_numpy()
    return found


def month_days(months: pd.DataFrame) -> Ints:
    """The day numbers of the months of a table."""
    days: Ints = months["month"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return days


def _mean(shares: Floats) -> float:
    defined = shares[~np.isnan(shares)]
    return float(defined.mean()) if len(defined) else np.nan


def _middle(people: Floats) -> int:
    return int(np.median(people)) if len(people) else 0
