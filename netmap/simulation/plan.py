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
from netmap.simulation.gap_families import FAMILIES, PARTS, ZONE_PARTS, parts_of

T = TypeVar("T")

USERS, OPERATIONAL, STRATEGIC, AUTHORITY = range(4)
LEVELS = ("users", "operational", "strategic", "authority")
YEAR = 365.25


def _says(default: T, unit: str, about: str) -> T:
    made: T = field(default=default, metadata={"unit": unit, "about": about})
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

    partnerships: int = _says(1, "partnerships", "how many there are; no tie joins two of them")
    months: int = _says(18, "months", "how long the record is")
    start: str = _says("2022-01-03", "day", "first day of the record")
    baseline_share: float = _says(0.5, "share", "part of the record that lies before the baseline")
    agencies: int = _says(28, "agencies", "organisations on the roster")
    agency_skew: float = _says(0.8, "exponent", "agencies are sized like 1, 1/2^s, 1/3^s ...")
    people: int = _says(200, "people", "practitioners in all, those who came later included")
    zones: int = _says(
        16, "zones", "boundary zones: a board, strategic zones, a forum of users, operational ones"
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
        0.1, "share a year", "people who leave; somebody new takes their position and seats"
    )
    moves: float = _says(0.02, "share", "people who change to another agency once")
    reorganisation: bool = _says(True, "yes or no", "one agency is merged and one renamed after the baseline")
    silent_agencies: int = _says(1, "agencies", "agencies on the roster of whom nothing is recorded")
    seats_per_zone: int = _says(10, "seats", "seats of a zone at any time")
    agencies_per_zone: int = _says(7, "agencies", "agencies that the seats of a zone belong to")
    seat_turnover: float = _says(0.1, "share a year", "seats that pass to somebody else who stays in post")
    sitting_every: tuple[int, int, int, int] = _says(
        (56, 28, 42, 56), "days", "days between two sittings, by the level of the zone"
    )
    late_zones: float = _says(0.4, "share", "operational zones that open after the record begins")
    closing_zones: float = _says(0.2, "share", "operational zones that close before it ends")
    informal_zones: float = _says(0.4, "share", "operational zones without formal standing or stated purpose")
    carrying_zones: float = _says(0.3, "share", "operational zones whose ties go on outside them")
    present: float = _says(0.8, "share", "members who come to a sitting")
    unclear: float = _says(0.04, "share", "members of whom it is not clear whether they came")
    guests: float = _says(1.0, "people", "guests at a sitting, on average")
    related_guests: float = _says(0.6, "share", "guests who come from an agency that sits in the zone")
    engagement: float = _says(0.5, "share", "people who, in a month, seek out somebody they know")
    contacts: float = _says(2.0, "contacts", "everyday contacts for each person in post and month")
    acquaintances: float = _says(5.0, "people", "people each person may seek out")
    one_off: float = _says(0.1, "share", "contacts of two people who never meet again")
    between_agencies: float = _says(0.03, "share", "contacts of which only the agencies are known")
    directed: float = _says(0.25, "share", "everyday contacts that pass one way only")
    holiday_rhythm: float = _says(
        0.4, "ratio", "contacts on a school holiday to those on another working day"
    )
    burst: float = _says(2.0, "ratio", "contacts on the five days after a sitting to those on other days")
    beyond_zone: float = _says(0.25, "share", "pairs who first met in a zone and then meet outside it")
    forgotten: float = _says(0.02, "share", "contacts that took place and were not written down")
    pairs_of_each_kind: int = _says(8, "pairs", "pairs planted for each fate that a tie may have")
    gaps: tuple[str, ...] = _says(
        FAMILIES, "rules", "families of gaps that are planted, each with a near miss"
    )
    waves: int = _says(2, "waves", "rounds of asking every agency whom it exchanges information with")
    non_response: float = _says(0.15, "share", "agencies of everyday life that do not answer in a wave")
    declared: float = _says(
        0.15, "share", "pairs of agencies, in one direction, that do exchange information"
    )
    kept: float = _says(0.8, "share", "such ties that are still there in the next wave")
    pillars: float = _says(0.5, "share", "partnerships that have pillars or task groups")
    effects: Effects = field(
        default=Effects(), metadata={"unit": "effects", "about": "the planted effect of each proposition"}
    )

    def __post_init__(self) -> None:
        from netmap.simulation.plan_checks import check_plan

        check_plan(self)

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
