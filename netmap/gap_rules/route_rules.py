"""Rules about ways up and back: agencies that are not heard or told, and ways that hang on one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.brokers.champions import each_gone
from netmap.brokers.routes import Question
from netmap.gap_rules.finding import AGENCY, LEVEL, PERSON, Actor, Finding, say
from netmap.gap_rules.level_routes import Month, Route, months_on, neighbours
from netmap.gap_rules.record import Record
from netmap.gap_rules.silence import heard_agencies
from netmap.learning.chance import standard_error
from netmap.learning.effective_changes import with_levels_of
from netmap.learning.path_rule import PathRule
from netmap.model.dates import from_day
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_on

Floats = npt.NDArray[np.float64]


def no_upward_route(record: Record) -> Iterator[Finding]:
    """Nobody of an agency at a level reaches the next level within the horizon from any month.

    Months of the window whose horizon has passed by the day and that have a figure: somebody at the next
    level was seen to meet anybody. The next level is the next by rank that anybody holds in the window. An
    agency of whom nothing is on record is left out. Its number is how many of its people are at the level.
    """
    for route, agency, months in _without_a_way(record, upward=True):
        yield _no_route(
            record,
            (route, agency, months),
            N_(
                "From the first of any month, {first} to {last}, nobody of {agency} ({low}) reached {high} "
                "within {days} days. What they know is not heard there."
            ),
            N_("Give {agency} a seat where {high} is reached, or somebody who carries its news there."),
        )


def no_return_route(record: Record) -> Iterator[Finding]:
    """Nobody of an agency at a level hears back from the next level within the horizon from any month.

    As `no-upward-route`, the other way round: nothing that somebody at the next level set out with arrives
    with anybody of the agency at the level.
    """
    for route, agency, months in _without_a_way(record, upward=False):
        yield _no_route(
            record,
            (route, agency, months),
            N_(
                "From the first of any month, {first} to {last}, nothing from {high} reached anybody of "
                "{agency} "
                "({low}) within {days} days. They are told nothing of what became of it."
            ),
            N_("See that {agency} is told: send it the notes of {high}, or let somebody report back to it."),
        )


def weak_upward_route(
    record: Record, *, chance: float = 0.1, partnership: float = 0.3, months: float = 3, people: float = 2
) -> Iterator[Finding]:
    """The people of an agency have a small chance of reaching the next level where others' is not small.

    Under the yardstick, if one encounter in five passes something on: the mean chance of its people to reach
    the next level within the horizon, the mean over months with a figure, lies below 0.1 by more than twice
    its standard error, and that of the partnership is at least 0.3. At least three months and two people; not
    where nobody reaches at all (`no-upward-route`). Its number is the chance.
    """
    limits = (chance, partnership, months, people)
    for route, agency, figures in _weak_ways(record, limits, upward=True):
        yield _weak_route(
            record,
            (route, agency, figures),
            N_(
                "If one encounter in {every} passes something on, {agency} ({low}) gets through to {high} "
                "with a chance of {chance}. In the whole partnership it is {all}, both within {days} days."
            ),
            N_("Bring {agency} closer to those who meet {high}, more often than through others alone."),
        )


def weak_return_route(
    record: Record, *, chance: float = 0.1, partnership: float = 0.3, months: float = 3, people: float = 2
) -> Iterator[Finding]:
    """The people of an agency seldom hear back from the next level where others' chance is not small.

    As `weak-upward-route`, the other way round.
    """
    limits = (chance, partnership, months, people)
    for route, agency, figures in _weak_ways(record, limits, upward=False):
        yield _weak_route(
            record,
            (route, agency, figures),
            N_(
                "If one encounter in {every} passes something on, {agency} ({low}) hears from {high} with "
                "a chance of {chance}. In the whole partnership it is {all}, both within {days} days."
            ),
            N_("Let somebody of {high} report back where people of {agency} come."),
        )


def single_champion(
    record: Record, *, reliance: float = 0.5, under_chance: float = 0.25, sources: float = 5
) -> Iterator[Finding]:
    """Much of what reaches the next level hangs on one person who is not at it.

    Of the others at a level who reach the next one in the last twelve months at least half would no longer do
    so without this person; or under the yardstick, if one encounter in five passes something on, their mean
    chance would fall by at least a quarter. At least five others reach. Of several partnerships each is
    looked at by itself. Its number is the reliance.
    """
    seen: set[tuple[int, str]] = set()
    for study in _by_itself(record):
        for low, high in neighbours(record):
            certain = _reliances(record, study, (low, high), record.path)
            enough = certain.reached >= sources
            found = enough & (certain.share >= reliance)
            chance = None
            if not record.chance.certain and enough.any():
                chance = _reliances(record, study, (low, high), record.chance)
                found |= enough & (chance.share >= under_chance)
            for place in np.flatnonzero(found & ~certain.target):
                who = int(certain.who[place])
                if (who, low) not in seen:
                    by_chance = chance if certain.share[place] < reliance else None
                    yield _champion(record, (low, high), certain, by_chance, int(place))
                seen.add((who, low))


def _by_itself(record: Record) -> Iterator[Study]:
    """The study as each partnership sees it: paths start and end with its people, and anybody carries."""
    everybody = np.arange(len(actors_of(record.study)))
    of = partnership_on(record.study, everybody, np.full(len(everybody), record.end))
    places = [place for place, _ in record.partnerships() if (of == place).any()]
    if len(places) < 2:
        yield record.study
        return
    for place in places:
        yield with_levels_of(record.study, (of == place) | (of < 0))


@dataclass(frozen=True, slots=True, eq=False)
class _Reliances:
    """Of everybody who meets anybody: how many others reach, which share no longer would, who is at it."""

    who: Ints
    reached: Floats
    lost: Floats
    share: Floats
    target: Bools


def _reliances(record: Record, study: Study, levels: tuple[str, str], rule: PathRule) -> _Reliances:
    question = Question(
        *(*levels, from_day(record.start), from_day(record.end), rule.same_day, rule.max_wait),
        *(record.policy, None, rule.transmission_probability, rule.replicates, rule.seed, rule.arrive_at),
    )
    routes = question.routes(study)
    assert routes is not None  # noqa: S101  (the window is told)
    who, outcomes = each_gone(routes)
    reached, lost = (np.asarray(each, np.float64) for each in (outcomes.reached, outcomes.lost))
    share = np.nan_to_num(outcomes.reliance)
    return _Reliances(who, reached, lost, share, routes.targets[who])


def _champion(
    record: Record, levels: tuple[str, str], certain: _Reliances, chance: _Reliances | None, place: int
) -> Finding:
    person = str(actors_of(record.study).ids[certain.who[place]])
    low, high = (record.name(LEVEL, level) for level in levels)
    told = {"person": record.name(PERSON, person), "low": low, "high": high}
    if chance is None:
        value = float(certain.share[place])
        evidence = say(
            N_(
                "From {start} to {end} {n} others ({low}) got something through to {high}; without {person} "
                "{lost} "
                "of them would not. If they leave or fall ill, the way is gone."
            ),
            n=int(certain.reached[place]),
            lost=int(certain.lost[place]),
            **told,
            **record.days,
        )
    else:
        value = float(chance.share[place])
        evidence = say(
            N_(
                "If one encounter in {every} passes something on, others ({low}) would reach {high} "
                "{share} less often without {person}. That holds from {start} to {end}. If they leave or "
                "fall ill, "
                "much of "
                "the way is gone."
            ),
            every=round(1 / record.chance.transmission_probability),
            share=value,
            **told,
            **record.days,
        )
    actors = (Actor(PERSON, person), *(Actor(LEVEL, level) for level in levels))
    suggestion = say(
        N_("Let somebody else come along with {person}, so that two carry the way to {high}."), **told
    )
    return Finding(actors, value, evidence, suggestion)


def _without_a_way(record: Record, *, upward: bool) -> Iterator[tuple[Route, int, list[Month]]]:
    """Agencies of whose people nobody gets through in any month that has a figure, with those months."""
    heard = heard_agencies(record)
    for low, high in neighbours(record):
        route = Route(low, high, upward)
        months = months_on(record, route, record.path)
        through = np.zeros(len(record.agencies) + 1, np.bool_)
        there = np.zeros(len(record.agencies) + 1, np.bool_)
        for month in months:
            there[month.agency] = True
            through[month.agency[month.through[:, 0]]] = True
        for agency in np.flatnonzero((there & ~through)[:-1] & heard).tolist():
            yield route, agency, months


def _no_route(
    record: Record, found: tuple[Route, int, list[Month]], evidence: str, suggestion: str
) -> Finding:
    route, agency, months = found
    people = {int(one) for month in months for one in month.who[month.agency == agency]}
    told = _route_names(record, route, agency)
    return Finding(
        actors=(Actor(AGENCY, str(record.agencies[agency])), Actor(LEVEL, route.low)),
        value=len(people),
        evidence=say(
            evidence,
            days=record.path.horizon,
            first=from_day(months[0].day),
            last=from_day(months[-1].day),
            **told,
        ),
        suggestion=say(suggestion, **told),
    )


def _route_names(record: Record, route: Route, agency: int) -> dict[str, str]:
    return {
        "agency": record.agency_name(agency),
        "low": record.name(LEVEL, route.low),
        "high": record.name(LEVEL, route.high),
    }


Limits = tuple[float, float, float, float]
"""The least chance, that of the partnership, and the least number of months and of people."""


def _weak_ways(
    record: Record, limits: Limits, *, upward: bool
) -> Iterator[tuple[Route, int, tuple[float, float]]]:
    """Agencies whose people's chance is small, with that chance and the partnership's."""
    if record.chance.certain:
        return
    chance, partnership, least_months, least_people = limits
    none = {(route, agency) for route, agency, _ in _without_a_way(record, upward=upward)}
    heard = heard_agencies(record)
    for low, high in neighbours(record):
        route = Route(low, high, upward)
        months = months_on(record, route, record.chance)
        everybody = _by_partnership(record, months)
        for agency in np.flatnonzero(heard).tolist():
            mine = [(month, month.agency == agency) for month in months]
            mine = [(month, here) for month, here in mine if here.any()]
            people = {int(one) for month, here in mine for one in month.who[here]}
            if len(mine) < least_months or len(people) < least_people or (route, agency) in none:
                continue
            worlds = np.mean([month.through[here].mean(axis=0) for month, here in mine], axis=0)
            of_all = everybody.get(int(record.partnership_of[agency]), everybody[EVERYBODY])
            if worlds.mean() + 2 * standard_error(worlds) < chance and of_all >= partnership:
                yield route, agency, (float(worlds.mean()), of_all)


EVERYBODY = -2
"""Stands for all people, where the partnership of an agency is not known."""


def _by_partnership(record: Record, months: list[Month]) -> dict[int, float]:
    """The mean over months of the mean chance of a partnership's people, and of everybody's."""
    means: dict[int, list[float]] = {EVERYBODY: []}
    for month in months:
        of = partnership_on(record.study, month.who, np.full(len(month.who), record.end))
        each = month.through.mean(axis=1)
        means[EVERYBODY].append(float(each.mean()))
        for place in np.unique(of[of >= 0]).tolist():
            means.setdefault(place, []).append(float(each[of == place].mean()))
    return {place: float(np.mean(values)) if values else 0.0 for place, values in means.items()}


def _weak_route(
    record: Record, found: tuple[Route, int, tuple[float, float]], evidence: str, suggestion: str
) -> Finding:
    route, agency, (chance, of_all) = found
    told = _route_names(record, route, agency)
    return Finding(
        actors=(Actor(AGENCY, str(record.agencies[agency])), Actor(LEVEL, route.low)),
        value=chance,
        evidence=say(
            evidence,
            every=round(1 / record.chance.transmission_probability),
            days=record.chance.horizon,
            chance=chance,
            all=of_all,
            **told,
        ),
        suggestion=say(suggestion, **told),
    )
