"""Everything that can be said of a world to be simulated, in one frozen place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.simulation.effects import Effects
from netmap.simulation.gap_families import FAMILIES, PARTS, SINGLE, ZONE_PARTS, parts_of

T = TypeVar("T")

USERS, OPERATIONAL, STRATEGIC, AUTHORITY = range(4)
LEVELS = ("users", "operational", "strategic", "authority")
YEAR = 365.25

SIDE_DAYS = 100
"""Days that must lie on either side of the baseline for every kind of tie to be planted."""
PEOPLE_A_PART, PEOPLE_OF_EACH_MAIN, MAIN_AGENCIES, ORDINARY_ZONES = 2, 3, 6, 6


def _says(default: T, unit: str, about: str, least: float | None = None, most: float | None = None) -> T:
    """A parameter: its default, its unit, what it does, and between which numbers it must lie, if any."""
    told = {"unit": unit, "about": about, "least": least, "most": most}
    made: T = field(default=default, metadata=told)
    return made


@dataclass(frozen=True, slots=True)
class SimulationPlan:
    """The parameters of a simulated study; docs/simulator.md says what each does.

    Counts are of one partnership, and hold what is planted too: the agencies that play a part in a
    planted gap are among `agencies`, people who come later among `people`.

    Raises `ArgumentError` for a value that leaves no world to be made, naming what to change.

    Example:
        >>> SimulationPlan(partnerships=16, months=7).days
        212
    """

    partnerships: int = _says(1, "partnerships", "how many there are; no tie joins two of them", least=1)
    months: int = _says(18, "months", "how long the record is", least=1)
    start: str = _says("2022-01-03", "day", "first day of the record")
    baseline_share: float = _says(0.5, "share", "part of the record that lies before the baseline")
    agencies: int = _says(28, "agencies", "organisations on the roster", least=1)
    agency_skew: float = _says(0.8, "exponent", "agencies are sized like 1, 1/2^s, 1/3^s ...", least=0)
    people: int = _says(200, "people", "practitioners in all, those who came later included", least=1)
    zones: int = _says(
        16,
        "zones",
        "boundary zones: a board, strategic zones, a forum of users, operational ones",
        least=0,
    )
    sectors: tuple[str, ...] = _says(
        ("health", "education", "local authority", "police", "housing", "voluntary"), "words", "sectors"
    )
    needs: tuple[str, ...] = _says(
        ("early years", "mental health", "homelessness", "school exclusion", "domestic abuse", "disability"),
        "words",
        "needs that services meet; a zone brings together those who meet one",
    )
    areas: tuple[str, ...] = _says(
        ("north", "centre", "south", "coast"), "words", "areas that services cover"
    )
    level_shares: tuple[float, float, float, float] = _says(
        (0.06, 0.64, 0.2, 0.1), "shares", "positions at the levels users, operational, strategic, authority"
    )
    turnover: float = _says(
        0.1,
        "share a year",
        "people who leave; somebody new takes their position and seats",
        least=0,
    )
    moves: float = _says(0.02, "share", "people who change to another agency once", least=0, most=1)
    reorganisation: bool = _says(True, "yes or no", "one agency is merged and one renamed after the baseline")
    silent_agencies: int = _says(1, "agencies", "agencies on the roster of whom nothing is recorded", least=0)
    seats_per_zone: int = _says(10, "seats", "seats of a zone at any time", least=2)
    agencies_per_zone: int = _says(7, "agencies", "agencies that the seats of a zone belong to", least=1)
    seat_turnover: float = _says(
        0.1, "share a year", "seats that pass to somebody else who stays in post", least=0
    )
    sitting_every: tuple[int, int, int, int] = _says(
        (56, 28, 42, 56), "days", "days between two sittings, by the level of the zone"
    )
    late_zones: float = _says(
        0.4, "share", "operational zones that open after the record begins", least=0, most=1
    )
    closing_zones: float = _says(0.2, "share", "operational zones that close before it ends", least=0, most=1)
    informal_zones: float = _says(
        0.4, "share", "operational zones without formal standing or stated purpose", least=0, most=1
    )
    carrying_zones: float = _says(
        0.3, "share", "operational zones whose ties go on outside them", least=0, most=1
    )
    present: float = _says(0.8, "share", "members who come to a sitting", least=0, most=1)
    unclear: float = _says(
        0.04, "share", "members of whom it is not clear whether they came", least=0, most=1
    )
    guests: float = _says(1.0, "people", "guests at a sitting, on average", least=0)
    related_guests: float = _says(
        0.6, "share", "guests who come from an agency that sits in the zone", least=0, most=1
    )
    engagement: float = _says(
        0.5, "share", "people who, in a month, seek out somebody they know", least=0, most=1
    )
    contacts: float = _says(2.0, "contacts", "everyday contacts for each person in post and month", least=0)
    acquaintances: float = _says(5.0, "people", "people each person may seek out", least=0)
    between_levels: float = _says(
        0.0, "people", "people at the next level up whom each person may seek out besides", least=0
    )
    one_off: float = _says(0.1, "share", "contacts of two people who never meet again", least=0, most=1)
    between_agencies: float = _says(
        0.03, "share", "contacts of which only the agencies are known", least=0, most=1
    )
    directed: float = _says(0.25, "share", "everyday contacts that pass one way only", least=0, most=1)
    holiday_rhythm: float = _says(
        0.4,
        "ratio",
        "contacts on a school holiday to those on another working day",
        least=0,
        most=1,
    )
    burst: float = _says(
        2.0, "ratio", "contacts on the five days after a sitting to those on other days", least=1
    )
    beyond_zone: float = _says(
        0.25, "share", "pairs who first met in a zone and then meet outside it", least=0, most=1
    )
    forgotten: float = _says(
        0.02, "share", "contacts that took place and were not written down", least=0, most=1
    )
    pairs_of_each_kind: int = _says(8, "pairs", "pairs planted for each fate that a tie may have", least=0)
    gaps: tuple[str, ...] = _says(
        FAMILIES, "rules", "families of gaps that are planted, each with a near miss"
    )
    waves: int = _says(
        2, "waves", "rounds of asking every agency whom it exchanges information with", least=0
    )
    non_response: float = _says(
        0.15, "share", "agencies of everyday life that do not answer in a wave", least=0, most=1
    )
    declared: float = _says(
        0.15,
        "share",
        "pairs of agencies, in one direction, that do exchange information",
        least=0,
        most=1,
    )
    kept: float = _says(0.8, "share", "such ties that are still there in the next wave", least=0, most=1)
    pillars: float = _says(0.5, "share", "partnerships that have pillars or task groups", least=0, most=1)
    effects: Effects = field(
        default=Effects(), metadata={"unit": "effects", "about": "the planted effect of each proposition"}
    )

    def __post_init__(self) -> None:
        _check_plan(self)

    @property
    def days(self) -> int:
        """Length of the record in days, its first and last day included."""
        return _length(self.start, self.months)

    @property
    def baseline_day(self) -> int:
        """The baseline as a day of the record; the first is 0."""
        return round(self.days * self.baseline_share)

    @property
    def years(self) -> float:
        """Length of the record in years."""
        return self.days / YEAR

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that agencies play in planted gaps."""
        return parts_of(PARTS, self.gaps)

    @property
    def zone_parts(self) -> tuple[str, ...]:
        """The parts that zones play in planted gaps."""
        return parts_of(ZONE_PARTS, self.gaps)

    def with_values(self, values: Mapping[str, Any]) -> SimulationPlan:
        """The plan with other values; `p1` to `p5` are the effects.

        Raises:
            ArgumentError: a name that is none.
        """
        effects = {name: value for name, value in values.items() if name in Effects.__dataclass_fields__}
        own = {name: value for name, value in values.items() if name not in effects}
        known = {each.name for each in fields(self)}
        for name in own.keys() - known:
            raise ArgumentError(
                N_("“{name}” is no parameter of a simulation; see docs/simulator.md"), name=name
            )
        if effects:
            own["effects"] = replace(own.get("effects", self.effects), **effects)
        return replace(self, **own)


@cache
def _length(start: str, months: int) -> int:
    """The days from one day to the day before the same day of the month, so many months later."""
    first = dt.date.fromisoformat(start)
    years, month = divmod(first.month - 1 + months, 12)
    then = dt.date(first.year + years, month + 1, 1)
    return (then - first).days + first.day - 1


def _check_plan(plan: SimulationPlan) -> None:
    """Refuse a plan from which no world can be made.

    Raises:
        ArgumentError: says which parameter to change, and how.
    """
    _check_start(plan)
    for each in fields(plan):
        least = each.metadata.get("least")
        if least is not None:
            _check_range(plan, each.name, least, each.metadata["most"])
    _check_shares(plan)
    _check_words(plan)
    if plan.between_levels:
        _check_nobody_is_the_only_way(plan)
    if plan.gaps or plan.pairs_of_each_kind:
        _check_room_in_time(plan)
    if plan.gaps:
        _check_room_for_gaps(plan)


def _check_start(plan: SimulationPlan) -> None:
    try:
        dt.date.fromisoformat(plan.start)
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            N_("{name}: “{value}” is no date; write it as 2011-12-31"), name="start", value=plan.start
        ) from error


def _check_range(plan: SimulationPlan, name: str, least: float, most: float | None) -> None:
    value = getattr(plan, name)
    kinds = int if type(plan).__annotations__[name] == "int" else int | float
    if not isinstance(value, kinds) or isinstance(value, bool) or value < least:
        raise ArgumentError(
            N_("{name} is {value}; it takes a number from {least} upwards"),
            name=name,
            value=value,
            least=least,
        )
    if most is not None and value > most:
        raise ArgumentError(
            N_("{name} is {value}; it takes a number up to {most}"), name=name, value=value, most=most
        )


def _check_shares(plan: SimulationPlan) -> None:
    shares = plan.level_shares
    if len(shares) != 4 or min(shares) < 0 or not 0.999 < sum(shares) < 1.001 or shares[1] == 0:
        raise ArgumentError(
            N_("level_shares are {value}; they take four shares that add up to 1, the second above 0"),
            value=shares,
        )
    if len(plan.sitting_every) != 4 or min(plan.sitting_every) < 1:
        raise ArgumentError(
            N_("sitting_every is {value}; it takes four whole numbers of days"), value=plan.sitting_every
        )
    if not 0 < plan.baseline_share < 1:
        raise ArgumentError(
            N_("{name} is {value}; it lies between {least} and {most}"),
            name="baseline_share",
            value=plan.baseline_share,
            least=0,
            most=1,
        )


def _check_words(plan: SimulationPlan) -> None:
    for name in ("sectors", "needs", "areas"):
        if not getattr(plan, name):
            raise ArgumentError(N_("{name} is empty; it takes at least one word"), name=name)
    for family in plan.gaps:
        if family not in FAMILIES:
            raise ArgumentError(
                N_("“{value}” is no gap that can be planted; there are: {known}"),
                value=family,
                known=", ".join(FAMILIES),
            )


def _check_nobody_is_the_only_way(plan: SimulationPlan) -> None:
    if plan.effects.p3 or plan.effects.p3b or SINGLE in plan.gaps:
        raise ArgumentError(
            N_(
                "between_levels is {value}; where people are in touch across levels, champions are not "
                "the only way up. Set p3 and p3b to 0, and leave the gap “{gap}” out"
            ),
            value=plan.between_levels,
            gap=SINGLE,
        )


def _check_room_in_time(plan: SimulationPlan) -> None:
    before = plan.baseline_day
    if min(before, plan.days - before) < SIDE_DAYS:
        raise ArgumentError(
            N_(
                "The record has {before} days before the baseline and {since} since; what is planted needs "
                "{least} on either side. Simulate more months, or set gaps to () and pairs_of_each_kind to 0"
            ),
            before=before,
            since=plan.days - before,
            least=SIDE_DAYS,
        )


def _check_room_for_gaps(plan: SimulationPlan) -> None:
    agencies = len(plan.parts) + plan.silent_agencies + MAIN_AGENCIES
    _need(plan, "agencies", agencies)
    mains = plan.agencies - agencies + MAIN_AGENCIES
    people = PEOPLE_A_PART * (agencies - MAIN_AGENCIES) + PEOPLE_OF_EACH_MAIN * mains
    _need(plan, "people", int(people * (1.2 + plan.turnover * plan.years)) + 20)
    _need(plan, "zones", len(plan.zone_parts) + ORDINARY_ZONES)


def _need(plan: SimulationPlan, name: str, least: int) -> None:
    if getattr(plan, name) < least:
        raise ArgumentError(
            N_("{name} is {value}; to plant these gaps it takes at least {least}, or plant fewer gaps"),
            name=name,
            value=getattr(plan, name),
            least=least,
        )
