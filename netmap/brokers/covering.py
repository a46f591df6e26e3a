"""A few people without whom at most half of what reaches another level would be left."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.belonging import agencies_of
from netmap.brokers.routes import Outcomes, Question, Routes
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy


def covering_set(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    at_most: int = 10,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """The few people whose loss would at least halve what reaches another level, as a set.

    People of the set leave both counts: of those outside it who reach `to_level`, as in `vertical_reach`,
    at most half still do without the set. It is the smallest set found, not the smallest there is: one
    after the other the person is taken whose loss, with that of those taken before, leaves the least, ties by
    id; where nobody's loss would cost anybody more, because those who carry stand in for one another, the
    person who meets people at `to_level` in most encounters. In the end whoever is not needed is dropped.

    Parameters
    ----------
    at_most: the most people in the set. The others are those of `vertical_reach`.

    Returns
    -------
    One row for each person of the set, in the order in which they were taken: order (1, 2, ...),
    practitioner, agency, and of this person with those before: outside (sources who are none of them),
    reached (how many of those reach with everybody there), left (how many still do without them),
    reach_before and reach_left (the same as shares of outside). Nobody of the set is at `to_level` on any
    day of the window. The frame's `attrs` hold n, start, end, same_day, max_wait, from_level, to_level,
    sources, reaching, at_most, candidates (how many people of the window are never at `to_level`) and found.

    Undefined: empty where no such set of at most so many people was found (`found` is "false"), and where
    nobody reaches in the first place (`found` is empty).

    Raises `ArgumentError` as `vertical_reach` does, and for an `at_most` that is no number of people.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", None, "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.covering_set(study, "front", "board")[["practitioner", "left"]].values.tolist()
        [['Ben', 0]]
    """
    _check(at_most)
    question = Question(
        *(from_level, to_level, start, end, same_day, max_wait, policy, None),
        *(transmission_probability, replicates, seed, arrive_at),
    )
    routes = question.routes(study)
    members = [] if routes is None else covering_people(routes, int(at_most))
    frame = _frame(study, routes, members)
    told = question.about(routes, len(frame))
    found = "" if float(told["reaching"]) == 0 else str(bool(members)).lower()
    others = 0 if routes is None else len(_candidates(routes))
    frame.attrs.update(told, at_most=str(int(at_most)), candidates=str(others), found=found)
    return frame


def _check(at_most: Any) -> None:
    if isinstance(at_most, bool) or not isinstance(at_most, Integral) or int(at_most) < 1:
        raise ArgumentError(
            N_("{name} is {value}; it takes a whole number from {least} upwards"),
            name="at_most",
            value=at_most,
            least=1,
        )


def covering_people(routes: Routes, at_most: int) -> list[int]:
    """The codes of the people of the covering set, in the order of taking; empty where there is none."""
    candidates, handing_on = _candidates(routes), _handing_on(routes)
    if routes.coins is not None:
        candidates = candidates[_telling(routes, candidates)]
    chosen: list[int] = []
    lost = 0.0
    while len(chosen) < min(at_most, len(candidates)):
        rest = np.setdiff1d(candidates, chosen)
        outcomes = routes.without(Absences.of_sets([[*chosen, one] for one in rest.tolist()]))
        place = _next(outcomes, lost, handing_on[rest])
        if place is None:
            break
        chosen.append(int(rest[place]))
        lost = float(outcomes.lost[place])
        if outcomes.halved[place]:
            return _needed(routes, chosen)
    return []


def _candidates(routes: Routes) -> Ints:
    """Whoever takes part in an encounter of the window and is at no time of it at the level to be reached."""
    met = np.unique(routes.window.journeys.members)
    found: Ints = met[~routes.targets[met]]
    return found


def _telling(routes: Routes, people: Ints) -> Bools:
    """Whose loss by themselves costs others the way by more than twice its standard error."""
    outcomes = routes.without(Absences(len(people), np.arange(len(people)), people))
    telling: Bools = outcomes.lost > 2 * outcomes.error_of(outcomes.before - outcomes.left)
    return telling


def _handing_on(routes: Routes) -> Ints:
    """For each actor, in how many encounters something can pass from them to somebody else at the level."""
    journeys = routes.window.journeys
    ends, encounter = routes.goals & journeys.takes, journeys.seat_encounter
    others = np.bincount(encounter[ends], minlength=len(journeys))[encounter] - ends
    giving = journeys.gives & (others > 0)
    return np.bincount(journeys.members[giving], minlength=journeys.actors)


def _next(outcomes: Outcomes, lost: float, handing_on: Ints) -> int | None:
    """Whom to take next, as a place among the worlds: the first of the best; None where nobody is left."""
    costing = outcomes.lost > lost
    if costing.any():
        return int(np.where(costing, outcomes.reliance, -1.0).argmax())
    useful = np.where(outcomes.reached > 0, handing_on, 0)
    return int(useful.argmax()) if useful.any() else None


def _needed(routes: Routes, chosen: list[int]) -> list[int]:
    """The set without those who are not needed to halve the reach, tried in the order of taking."""
    for one in chosen:
        fewer = [each for each in chosen if each != one]
        if fewer and routes.without(Absences.of_sets([fewer])).halved[0]:
            return _needed(routes, fewer)
    return chosen


def _frame(study: Study, routes: Routes | None, members: Sequence[int]) -> pd.DataFrame:
    """A row for each person of the set, with what is left without them and those before them."""
    people = np.array(members, np.int64)
    worlds = [people[: count + 1] for count in range(len(people))]
    none = np.zeros(0, np.int64)
    nothing = Outcomes(none[:, None], none[:, None])
    outcomes = nothing if routes is None else routes.without(Absences.of_sets(worlds))
    agencies = [] if routes is None else agencies_of(routes.window, people)
    sources = none if routes is None else routes.sources
    outside = np.array([len(np.setdiff1d(sources, world)) for world in worlds], np.int64)
    return pd.DataFrame(
        {
            "order": np.arange(1, len(people) + 1),
            "practitioner": pd.Series(actors_of(study).ids[people], dtype="str"),
            "agency": pd.Series(agencies, dtype="str"),
            "outside": outside,
            "reached": outcomes.reached,
            "left": outcomes.remaining,
            "reach_before": outcomes.reached / outside,
            "reach_left": outcomes.remaining / outside,
            "left_se": outcomes.error_of(outcomes.left),
            "reliance": outcomes.reliance,
            "se": outcomes.error,
        }
    )
