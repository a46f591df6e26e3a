"""Who reaches the next level, and who hears back from it, month by month and agency by agency."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from netmap.gap_rules.record import Record
from netmap.learning.chance import arrival_seats, coins_of
from netmap.learning.horizons import Horizons, horizons_until
from netmap.learning.path_rule import PathRule
from netmap.learning.upwards import may_depart, vertical_goals
from netmap.learning.window import Window
from netmap.temporal.absences import bits_of
from netmap.temporal.arrivals_of_all import first_and_fastest
from netmap.temporal.chance import heard_by_chance, reached_by_chance
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """Of one month who is asked, of which agency each is, and in which worlds each gets through.

    `day` is the first of the month, `agency` a code as of the record's day, `through` people x worlds.
    """

    day: int
    who: Ints
    agency: Ints
    through: Bools


@dataclass(frozen=True, slots=True)
class Route:
    """From a level to the next one above it, or back from there."""

    low: str
    high: str
    upward: bool


def neighbours(record: Record) -> list[tuple[str, str]]:
    """Each level that anybody holds in the window, by rank, with the next one above it."""
    ranked = record.study.levels.dropna(subset=["rank"]).sort_values("rank")["level"]
    held = [str(level) for level in ranked if record.window.at_level(str(level)).any()]
    return list(pairwise(held))


def months_of(record: Record, horizon: int) -> Horizons | None:
    """The months of the window whose horizon has passed by the day; None where none has."""
    return horizons_until(record.window, record.end - horizon, horizon, record.policy)


def months_on(record: Record, route: Route, rule: PathRule) -> list[Month]:
    """The months with a figure: where somebody at the upper level was seen to meet anybody in that time.

    On the way up those are asked who are at the lower level and not at the upper one on some day; on the way
    back those who are at the lower level on some day, whether anything arrives with them from somebody who
    is at the upper level and not at the lower one.
    """
    horizons = months_of(record, rule.horizon)
    if horizons is None:
        return []
    whole, (source, target) = horizons.whole, _ends(route)
    departs, ends = may_depart(whole, source, target), arrival_seats(whole, target, rule, record.policy)
    asked = departs if route.upward else whole.at_level(target)
    found = []
    for month in horizons.months:
        part, seats, days = horizons.part(month), horizons.seats(month), horizons.days(month)
        table = asked[:, days]
        who = np.flatnonzero(table.any(axis=1))
        if not len(who) or not part.seats(part.at_level(route.high)).any():
            continue
        starts = part.seats(departs[:, days])
        agency = record.window.agencies_on(who, month + table[who].argmax(axis=1))
        through = _through(record, part, route, who, (starts, ends[seats]), rule)
        found.append(Month(month, who, agency, through))
    return found


def _ends(route: Route) -> tuple[str, str]:
    return (route.low, route.high) if route.upward else (route.high, route.low)


def _through(
    record: Record, part: Window, route: Route, who: Ints, seats: tuple[Bools, Bools], rule: PathRule
) -> Bools:
    """In which worlds each of some people gets through; `seats` at which a path may start, and end."""
    if rule.certain:
        return _certainly(part, route, seats, rule)[who][:, None]
    return (_sent if route.upward else _heard)(record, part, who, seats, rule)


def _certainly(part: Window, route: Route, seats: tuple[Bools, Bools], rule: PathRule) -> Bools:
    """Of every actor whether they get through; the way back is the way there with time turned round."""
    journeys, (starts, ends) = part.journeys, seats
    if not route.upward:
        order = _turned(journeys.offsets)
        journeys, starts, ends = journeys.reversed(), ends[order], starts[order]
    goals = vertical_goals(journeys.members, starts, ends)
    first = first_and_fastest(journeys, starts, goals, rule.passing, runs=24)[0]
    arrived: Bools = first[:, 0] != NEVER
    return arrived


def _turned(offsets: Ints) -> Ints:
    """The seats of encounters in the order in which they stand when the encounters are turned round."""
    sizes = np.diff(offsets)[::-1]
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    return np.repeat(offsets[:-1][::-1] - begins, sizes) + np.arange(int(sizes.sum()))


def _sent(record: Record, part: Window, who: Ints, seats: tuple[Bools, Bools], rule: PathRule) -> Bools:
    starts, ends = seats
    goals = vertical_goals(part.journeys.members, starts, ends)
    coins = coins_of(part, rule, record.policy)
    found = reached_by_chance(part.journeys, coins, starts[None], goals, rule.passing)
    return np.concatenate([bits_of(each.words[0, who, 0, 0], each.worlds) for each in found], axis=1)


def _heard(record: Record, part: Window, who: Ints, seats: tuple[Bools, Bools], rule: PathRule) -> Bools:
    """Something counts that arrives from somebody else who may start."""
    starts, ends = seats
    coins = coins_of(part, rule, record.policy)
    return heard_by_chance(part.journeys, coins, starts, ends, rule.passing)[who]
