"""Whether there is a world to be made from a plan, and what to change where there is none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.simulation.gap_families import FAMILIES

if TYPE_CHECKING:
    from netmap.simulation.plan import SimulationPlan

SHARES = (
    "moves",
    "late_zones",
    "closing_zones",
    "informal_zones",
    "carrying_zones",
    "present",
    "unclear",
    "related_guests",
    "engagement",
    "one_off",
    "between_agencies",
    "directed",
    "holiday_rhythm",
    "beyond_zone",
    "forgotten",
    "non_response",
    "declared",
    "kept",
    "pillars",
)
AT_LEAST = {
    "partnerships": 1,
    "months": 1,
    "agencies": 1,
    "people": 1,
    "zones": 0,
    "agency_skew": 0,
    "turnover": 0,
    "silent_agencies": 0,
    "seats_per_zone": 2,
    "agencies_per_zone": 1,
    "seat_turnover": 0,
    "guests": 0,
    "contacts": 0,
    "acquaintances": 0,
    "burst": 1,
    "pairs_of_each_kind": 0,
    "waves": 0,
}
SIDE_DAYS = 100
"""Days that must lie on either side of the baseline for every kind of tie to be planted."""
PEOPLE_A_PART, PEOPLE_OF_EACH_MAIN, MAIN_AGENCIES, ORDINARY_ZONES = 2, 3, 6, 6


def check_plan(plan: SimulationPlan) -> None:
    """Refuse a plan from which no world can be made.

    Raises:
        ArgumentError: says which parameter to change, and how.
    """
    _check_start(plan)
    for name in SHARES:
        _check_range(plan, name, 0, 1)
    for name, least in AT_LEAST.items():
        _check_range(plan, name, least, None)
    _check_shares(plan)
    _check_words(plan)
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
