"""Times of day: where encounters of one day may follow one another, in which order they do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.encounters import NONE, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys

DAY = 2 * 86_400_000_000
"""The moments of a day: twice its microseconds. Times lie in the first half, so that a difference of
moments, rounded to whole days, is the difference of their days."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Journeys whose days are moments: day * `DAY` + microseconds since midnight.

    An encounter without a time stands at every moment of its day at which there is another, so that it may
    come before and after each of them. `encounter` and `seat` are the places in the journeys by day that
    those by moment stand for.
    """

    journeys: Journeys
    encounter: Ints
    seat: Ints

    @property
    def days(self) -> Ints:
        """The day of each encounter."""
        return days_of(self.journeys.day)


def by_moment(journeys: Journeys, same_day: bool) -> Moments | None:
    """The journeys by moment, where one may follow another on the same day and any has a time; else None."""
    timed = journeys.time != NONE
    if not same_day or not timed.any():
        return None
    moment = journeys.day * DAY + np.where(timed, journeys.time, 0)
    known = np.unique(moment[timed])
    first = np.searchsorted(known, journeys.day * DAY)
    others = np.searchsorted(known, (journeys.day + 1) * DAY) - first
    copies = np.where(timed | (others == 0), 1, others)
    encounter = np.repeat(np.arange(len(journeys)), copies)
    nth = np.arange(len(encounter)) - np.repeat(np.cumsum(copies) - copies, copies)
    at_others = (~timed & (others > 0))[encounter]
    when = moment[encounter]
    when[at_others] = known[(first[encounter] + nth)[at_others]]
    order = np.argsort(when, kind="stable")
    return _laid_out(journeys, encounter[order], when[order])


def _laid_out(journeys: Journeys, encounter: Ints, moment: Ints) -> Moments:
    """Encounters, some of them several times, as journeys in the order of their moments."""
    sizes = np.diff(journeys.offsets)[encounter]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    seat = np.repeat(journeys.offsets[encounter] - offsets[:-1], sizes) + np.arange(offsets[-1])
    laid = Journeys(
        journeys.actors,
        moment,
        offsets,
        journeys.members[seat],
        journeys.gives[seat],
        journeys.takes[seat],
        journeys.source[encounter],
        np.full(len(encounter), NONE, np.int64),
    )
    return Moments(laid, encounter, seat)


def in_moments(days: int) -> int:
    """The longest difference of two moments whose days are no further apart; no limit stays."""
    return days if days >= NEVER // DAY else days * DAY + DAY // 2 - 1


def days_of(moments: Ints) -> Ints:
    """Moments, or differences of moments, as days; `NEVER` stays."""
    never = moments == NEVER
    return np.where(never, NEVER, (np.where(never, 0, moments) + DAY // 2) // DAY)
