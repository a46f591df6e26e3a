"""Horizontal reach: which agencies what somebody knows gets to, among people of one level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.learning.chance import coins_of, standard_error
from netmap.learning.effective_changes import present_codes
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, about, known_level, rule_of, told, window_of
from netmap.model.study import Study
from netmap.temporal.absences import bits_of
from netmap.temporal.arrivals_at_groups import Rule, Seats, first_days
from netmap.temporal.arrivals_of_all import first_days_of_all
from netmap.temporal.chance import reached_by_chance, soonest_by_chance
from netmap.temporal.chance_kernels import LATER
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.self_excluding_targets import Goals, goals_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.stays import agency_stays

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sideways:
    """First arrivals of everybody at a level, by agency.

    `who` are those who are at the level on some day, `own` the agency of each on the first such day,
    `first` the first day on which each reaches every agency; `there` are the agencies that have
    anybody at the level in the window. Agencies are places in `agencies`.
    """

    agencies: pd.Index
    there: Bools
    who: Ints
    own: Ints
    first: Ints

    @property
    def others(self) -> Bools:
        """For each person, the agencies at the level that are not their own."""
        table = np.tile(self.there, (len(self.who), 1))
        known = self.own >= 0
        table[np.flatnonzero(known), self.own[known]] = False
        return table

    @property
    def reached(self) -> Bools:
        """For each person, the other agencies that are reached."""
        reached: Bools = self.others & (self.first != NEVER)
        return reached

    @property
    def share(self) -> Floats:
        """For each person, the share of the other agencies reached; NaN without others or an own agency."""
        return self.of_others(self.reached.sum(axis=1))

    @property
    def defined(self) -> Bools:
        """For each person, whether there are other agencies, and an agency of their own."""
        defined: Bools = self.others.any(axis=1) & (self.own >= 0)
        return defined

    def of_others(self, count: Ints | Floats) -> Floats:
        """A number for each person, divided by how many other agencies there are; NaN where not `defined`."""
        share = np.full(count.shape, np.nan)
        total = self.others.sum(axis=1).reshape(-1, *(1,) * (count.ndim - 1))
        np.divide(count, total, out=share, where=self.defined.reshape(total.shape))
        return share


def horizontal_reach(
    study: Study,
    level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How many of the other agencies at a level what each person knows gets to.

    A path counts when everybody on it is at the level on the day of each hop. The partnership's own
    figure is the mean of `share`.

    Parameters
    ----------
    level: a level of the study. The others are those of `vertical_reach`; `arrive_at` changes nothing
        here, where everybody on a path is at the level.

    Returns
    -------
    One row for everybody who is at the level on some day of the window, in text order: practitioner,
    agency (on the first such day), agencies_reached (other than their own, by the agency of who is
    reached on the day of arrival; under chance the mean over worlds), share (of the other agencies that have
    anybody at the level in the window) and the standard error of the share, se. Agencies are called as at the
    window's end. The frame's `attrs` are those of `vertical_reach`.

    Undefined: the share of somebody whose agency is not known, and where no other agency has anybody
    at the level, is NaN, and so is its se. Without dated rows the frame is empty.

    Raises `ArgumentError` as `vertical_reach` does.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben"], "agency": ["School", "Police"], "level": ["front"] * 2}),
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     levels=pd.DataFrame({"level": ["front"], "rank": [0]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ben"], "target": ["Ada"]}),
        ... )
        >>> netmap.horizontal_reach(study, "front")["share"].tolist()
        [1.0, 1.0]
    """
    known_level(study, level, "level")
    rule = PathRule(
        same_day=same_day,
        max_wait=max_wait,
        transmission_probability=transmission_probability,
        replicates=replicates,
        seed=seed,
        arrive_at=arrive_at,
    )
    window = window_of(study, start, end, policy)
    if window is None:
        found, reached, error = NOBODY, NOBODY.reached.sum(axis=1), NOBODY.share
    elif rule.certain:
        found = sideways(window, window.at_level(level), rule.passing)
        reached, error = found.reached.sum(axis=1), 0 * found.share
    else:
        found, counts = agencies_by_world(window, window.at_level(level), rule, policy)
        reached = counts.mean(axis=1)
        error = found.of_others(standard_error(counts))
    names = [found.agencies[code] if code >= 0 else None for code in found.own]
    frame = pd.DataFrame(
        {
            "practitioner": pd.Series(actors_of(study).ids[found.who], dtype="str"),
            "agency": pd.Series(names, dtype="str"),
            "agencies_reached": reached,
            "share": found.of_others(reached),
            "se": error,
        }
    )
    frame.attrs.update(told(window, rule, len(frame)))
    return frame


def arrival_matrix(
    study: Study,
    level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
) -> pd.DataFrame:
    """How many days into the window what an agency knows first gets to each other agency, at one level.

    Parameters and rule as in `horizontal_reach`; a path starts from anybody who belongs to the agency
    on the day of departure, and ends with somebody else who belongs to the other on the day of arrival.

    Returns a square table of the agencies that have anybody at the level in the window, in text order:
    a row for the agency that starts, a column for the agency that is reached; days from the window's
    start to the first arrival.

    Undefined: NaN where nothing arrives, and from an agency to itself. Without dated rows it is empty.

    Raises `ArgumentError` as `vertical_reach` does.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben"], "agency": ["School", "Police"], "level": ["front"] * 2}),
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     levels=pd.DataFrame({"level": ["front"], "rank": [0]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ben"], "target": ["Ada"]}),
        ... )
        >>> float(netmap.arrival_matrix(study, "front", start="2011-02-01").loc["School", "Police"])
        28.0
    """
    known_level(study, level, "level")
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    if window is None:
        frame = pd.DataFrame()
    else:
        agencies, there, days = _between_agencies(window, window.at_level(level), rule)
        names = pd.Index(agencies[there], dtype="str")
        frame = pd.DataFrame(days[np.ix_(there, there)], index=names, columns=names)
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    return frame


NOBODY = Sideways(
    pd.Index([], dtype=object),
    np.zeros(0, np.bool_),
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros((0, 0), np.int64),
)
"""The answer where nothing is dated."""


def sideways(window: Window, at_level: Bools, rule: Rule, runs: int = 1) -> Sideways:
    """First arrivals of everybody at a level, by agency; `at_level` is a table of actors x days.

    `runs` is how many windows like this are asked for in a row.
    """
    nobody, level, goals = asked_sideways(window, at_level)
    starts = np.ones(len(level.journeys.members), np.bool_)
    first = first_days_of_all(level.journeys, starts, goals, rule, runs=runs)
    return replace(nobody, first=first[nobody.who])


def agencies_by_world(
    window: Window, at_level: Bools, rule: PathRule, policy: TiePolicy
) -> tuple[Sideways, Floats]:
    """Who is at a level, and how many other agencies each of them reaches in each random world."""
    nobody, level, goals = asked_sideways(window, at_level)
    starts = np.ones((1, len(level.journeys.members)), np.bool_)
    coins, others = coins_of(level, rule, policy), nobody.others
    counts = np.zeros((len(nobody.who), rule.replicates))
    for found in reached_by_chance(level.journeys, coins, starts, goals, rule.passing):
        words = found.words[0, :, 0]
        for place, person in enumerate(nobody.who):
            bits = bits_of(words[person, others[place]], found.worlds)
            counts[place, found.world : found.world + found.worlds] = bits.sum(axis=0)
    return nobody, counts


def days_sideways(
    window: Window, at_level: Bools, rule: PathRule, policy: TiePolicy
) -> tuple[Sideways, Floats, Ints]:
    """As `agencies_by_world`, and when everybody first reaches any other agency in each random world.

    The days are people x worlds, days since the window's start, `NEVER` where none is reached.
    """
    nobody, level, goals = asked_sideways(window, at_level)
    starts = np.ones(len(level.journeys.members), np.bool_)
    wanted = np.zeros((level.journeys.actors, len(nobody.agencies)), np.bool_)
    wanted[nobody.who] = nobody.others
    counts, first = np.zeros((len(nobody.who), rule.replicates)), []
    begun = int(level.journeys.day[:1].sum()) - window.start if len(level.journeys) else 0
    asked = (level.journeys, coins_of(level, rule, policy), starts, goals, rule.passing, wanted)
    for world, count, days in soonest_by_chance(*asked):
        counts[:, world : world + count.shape[1]] = count[nobody.who]
        soonest = days[nobody.who]
        first.append(np.where(soonest == LATER, NEVER, soonest.astype(np.int64) + begun))
    return nobody, counts, np.concatenate(first, axis=1)


def asked_sideways(window: Window, at_level: Bools) -> tuple[Sideways, Window, Goals]:
    """Who is at a level, with nobody reached yet; the encounters among them; and the agencies as goals."""
    agencies, _ = present_codes(window.study, window.end)
    who = np.flatnonzero(at_level.any(axis=1))
    own = window.agencies_on(who, window.start + at_level[who].argmax(axis=1))
    level, seats = _level_seats(window, at_level, len(agencies))
    there = agencies_there(window, at_level, len(agencies))
    goals = sideways_goals(level.journeys, seats.group, len(agencies), who, own)
    never = np.full((len(who), len(agencies)), NEVER, np.int64)
    return Sideways(agencies, there, who, own, never), level, goals


def sideways_goals(journeys: Journeys, agency: Ints, agencies: int, who: Ints, own: Ints) -> Goals:
    """The agencies at the seats of people at a level; of people in several, others than their own apart."""
    own_of = np.full(journeys.actors, -1, np.int64)
    own_of[who] = own
    return goals_of(journeys.members, agency, agencies, agency != own_of[journeys.members])


def _between_agencies(window: Window, at_level: Bools, rule: Rule) -> tuple[pd.Index, Bools, Ints]:
    """The agencies, which of them have anybody at the level, and days to the first arrival."""
    agencies, _ = present_codes(window.study, window.end)
    level, seats = _level_seats(window, at_level, len(agencies))
    from_agency = np.flatnonzero(seats.group >= 0)
    pairs = np.unique(np.stack([level.journeys.members, seats.group])[:, from_agency], axis=1)
    first = first_days(level.journeys, seats, pairs[0], pairs[1], rule)
    best = np.full((len(agencies), len(agencies)), NEVER, np.int64)
    np.minimum.at(best, pairs[1], first)
    np.fill_diagonal(best, NEVER)
    days = np.where(best == NEVER, np.nan, best - window.start)
    return agencies, agencies_there(window, at_level, len(agencies)), days


def _level_seats(window: Window, at_level: Bools, agencies: int) -> tuple[Window, Seats]:
    """The encounters of those at the level on the day, with the agency of every seat."""
    level = window.among(at_level)
    journeys = level.journeys
    agency = level.agencies_on(journeys.members, journeys.seat_day)
    return level, Seats(np.ones(len(agency), np.bool_), agency, agencies, agency)


def agencies_there(window: Window, at_level: Bools, agencies: int) -> Bools:
    """Which agencies have anybody at the level on some day of the window."""
    stays = agency_stays(window.study)
    _, now = present_codes(window.study, window.end)
    first = np.maximum(stays.first, window.start) - window.start
    after = np.minimum(stays.last, window.end) + 1 - window.start
    ever: Bools = np.logical_or.reduce(at_level, axis=1)[stays.who]
    throughout = (first == 0) & (after == window.days)
    partly = np.flatnonzero(~throughout & (first < after) & ever)
    spans = zip(partly, stays.who[partly], first[partly], after[partly], strict=True)
    held = [row for row, who, begin, stop in spans if at_level[who, begin:stop].any()]
    there = np.zeros(agencies, np.bool_)
    there[now[stays.what[throughout & ever]]] = True
    there[now[stays.what[held]]] = True
    return there
