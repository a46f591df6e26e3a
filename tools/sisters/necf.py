"""Sixteen partnerships over seven months, made by the simulator, with a feedback session a month added."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from netmap.simulation.effects import Effects
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.simulating import simulate
from tools.sisters.world import STRENGTH, WEAKNESS, World

SEED = 20050103
PLAN = replace(
    SimulationPlan(gaps=(), pairs_of_each_kind=0),
    partnerships=16,
    months=7,
    start="2005-01-03",
    agencies=7,
    people=22,
    zones=6,
    seats_per_zone=5,
    agencies_per_zone=4,
    sitting_every=(28, 28, 28, 28),
    guests=0.0,
    unclear=0.0,
    contacts=0.5,
    acquaintances=3.0,
    one_off=0.0,
    between_agencies=0.0,
    silent_agencies=0,
    turnover=0.0,
    moves=0.0,
    reorganisation=False,
    forgotten=0.0,
    waves=0,
    needs=("mental health", "school exclusion", "play and sport"),
    areas=("north", "south"),
    effects=Effects(p3=0.5, p3b=0.5),
)
TABLES = (
    "levels",
    "partnerships",
    "agencies",
    "practitioners",
    "objects",
    "zones",
    "posts",
    "meetings",
    "attendance",
    "contacts",
    "services",
)
IDS = re.compile(r"(partnership|agency|person|zone|object)_(\d+)(?:_(\d+))?")
DROPPED = ("citation", "strength")
FEEDBACK = (
    ("strategic", "strategy"),
    ("operational", "providers"),
    ("users", "users"),
    ("operational", "providers"),
)
"""The layers in turn, from strategy to providers to users and back, and what each is called."""

HOLE = ("play and sport", "south")
WITH_HOLE, PARACHUTED = (3, 7, 11, 15), (2, 6, 10, 14)
"""The partnerships in which a need goes without a service, and those into which one was parachuted."""

ABOUT = {
    "title": "Children's Fund: sixteen partnerships (simulated)",
    "description": (
        "Sixteen invented partnerships over seven months with a feedback session each month, sized like the "
        "case studies of the national evaluation. Nothing in it is an answer about the world."
    ),
}


def world() -> World:
    """The study of the simulator, its feedback sessions, and what is planted besides."""
    made, found = simulate(PLAN, seed=SEED), World(SEED)
    for table in TABLES:
        for row in made.table(table).to_dict("records"):
            cells = {name: "" if cell != cell else _plain(cell) for name, cell in row.items()}  # noqa: PLR0124
            found.add(
                table, **{name: cell for name, cell in cells.items() if name not in (*DROPPED, "provenance")}
            )
    meetings = {row["meeting"]: row for row in found.rows["meetings"]}
    for row in found.rows["attendance"]:
        row["meeting"] = meetings[row["meeting"]]
    for number, place in enumerate(found.rows["partnerships"], 1):
        place["name"] = f"Partnership {number} of 16 (simulated)"
        _sessions(found, place["partnership"])
        _holes(found, number, place["partnership"])
    _truth(found, made.truth["partnerships"].to_dict("records"))
    return found


def _plain(cell: object) -> object:
    """A cell as text: truth in lower case, whole numbers without decimals, the simulator's ids made short."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str) and (found := IDS.fullmatch(cell)):
        sort, place, number = found.groups()
        return f"case-{int(place):02}" if sort == "partnership" else f"{sort[0]}{place}-{number}"
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _sessions(found: World, partnership: str) -> None:
    """A feedback session a month, each with people of one layer, so that it joins no two levels."""
    zone = f"feedback-{partnership}"
    found.add(
        "zones",
        zone=zone,
        name="Structured feedback session",
        form="feedback session",
        formal="true",
        purpose="Work through the layers, from strategy to providers to users and back",
        partnership=partnership,
    )
    for month in range(7):
        level, layer = FEEDBACK[month % len(FEEDBACK)]
        people = [
            row["practitioner"]
            for row in found.rows["practitioners"]
            if row["partnership"] == partnership and row["level"] == level
        ]
        day = dt.date(2005, 1 + month, 24)
        day -= dt.timedelta(days=max(0, day.weekday() - 4))
        found.sit(
            zone,
            day,
            sorted(found.rng.sample(people, min(4, len(people)))),
            title=f"Feedback session {month + 1} of 7: {layer}",
        )


def _holes(found: World, number: int, partnership: str) -> None:
    """A need without a service in some partnerships, an agency without a tie in others."""
    mine = {row["agency"] for row in found.rows["agencies"] if row["partnership"] == partnership}
    first = min(mine)
    found.rows["services"] = [row for row in found.rows["services"] if row["agency"] not in mine]
    for need in PLAN.needs:
        for area in PLAN.areas:
            if number not in WITH_HOLE or (need, area) != HOLE:
                found.add("services", service="", name=f"{need}, {area}", agency=first, need=need, area=area)
    if number in WITH_HOLE:
        found.plant(WEAKNESS, f"No service for {HOLE[0]} in the {HOLE[1]}", "coverage", partnership, value=1)
    if number in PARACHUTED:
        agency = f"parachuted-{number:02}"
        found.add(
            "agencies",
            agency=agency,
            name="Service brought in from outside",
            sector="voluntary",
            partnership=partnership,
        )
        found.plant(
            WEAKNESS, "A service parachuted in: on the roster, and met by nobody", "gaps", partnership, agency
        )


def _truth(found: World, ways: list[dict[str, str]]) -> None:
    """How learning rises to the authority level in each partnership, as the simulator planted it."""
    for row in ways:
        champions = row["to_authority"] == "champions"
        kind = WEAKNESS if champions else STRENGTH
        what = (
            "The way to the authority rests on champions alone"
            if champions
            else "The way to the authority rests on direct contacts"
        )
        found.plant(kind, what, "reliance", str(_plain(row["partnership"])), value=int(champions))
