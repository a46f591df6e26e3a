"""The invented partnership behind `datasets/brightwater`: who is there, where they sit, what changes when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

D = dt.date
START, END = D(2022, 7, 1), D(2025, 6, 30)
BASELINE, REORGANISED = D(2023, 1, 2), D(2024, 1, 1)

ABOUT = {
    "name": "brightwater",
    "simulated": True,
    "title": "Brightwater Early Help Partnership (simulated)",
    "description": (
        "An invented early help partnership over three years, with a reorganisation in the middle: every "
        "agency, person, meeting and contact is simulated, made by a program with a fixed seed."
    ),
    "licenses": [{"name": "Apache-2.0", "title": "Apache License 2.0"}],
    "sources": [{"title": "Simulated by tools/make_brightwater.py"}],
}

PARTNERSHIP = {
    "partnership": "brightwater",
    "name": "Brightwater Early Help Partnership",
    "area": "Brightwater",
    "baseline": BASELINE.isoformat(),
    "observed_from": START.isoformat(),
    "observed_to": END.isoformat(),
}

LEVELS = [
    {"level": "front", "rank": 0, "name": "Front line"},
    {"level": "management", "rank": 1, "name": "Management"},
    {"level": "board", "rank": 2, "name": "Board"},
]

EVENTS = [
    {
        "event": "launch",
        "partnership": "brightwater",
        "date": BASELINE.isoformat(),
        "name": "Early help launched",
    },
    {
        "event": "reorganisation",
        "partnership": "brightwater",
        "date": REORGANISED.isoformat(),
        "name": "West leads' meeting ended; two managers left the board",
    },
]

EAST, WEST = "east", "west"
SIDES = {
    "social-care": (EAST, "Brightwater Children's Social Care", "local authority"),
    "health-trust": (EAST, "Brightwater Community Health Trust", "health"),
    "police": (EAST, "Brightwater Police", "police and justice"),
    "fairfield": (EAST, "Fairfield Primary School", "schools"),
    "housing": (EAST, "Millpond Housing Association", "housing"),
    "harvest": (EAST, "Harvest Family Support", "voluntary"),
    "education": (WEST, "Brightwater Education Service", "local authority"),
    "family-doctors": (WEST, "Brightwater Family Doctors", "health"),
    "youth-justice": (WEST, "Brightwater Youth Justice Service", "police and justice"),
    "brook": (WEST, "Brook Secondary School", "schools"),
    "northgate": (WEST, "Northgate Academy", "schools"),
    "youth-shed": (WEST, "The Youth Shed", "voluntary"),
}
"""Every agency that meets others: the side of town of its front line, its name and its sector."""

UNLINKED = "debt-advice"
"""On the roster with a service of its own, and nobody is linked to it."""

AGENCIES = [
    {"agency": agency, "name": name, "sector": sector, "partnership": "brightwater"}
    for agency, (_, name, sector) in (
        *SIDES.items(),
        (UNLINKED, (WEST, "Brightwater Debt Advice", "voluntary")),
    )
]

SERVICES = [
    {
        "service": f"S{number:02}",
        "name": name,
        "agency": agency,
        "need": need,
        "area": area,
        "audience": "families",
    }
    for number, (name, agency, need, area) in enumerate(
        (
            ("Family support east", "harvest", "parenting support", "East"),
            ("Family support west", "education", "parenting support", "West"),
            ("School nursing", "health-trust", "child health", "East"),
            ("Talking therapy for the young", "family-doctors", "mental health", "West"),
            ("Youth drop-in", "youth-shed", "mental health", "West"),
            ("Tenancy support", "housing", "housing", "East"),
            ("Safer evenings", "police", "staying out of trouble", "East"),
            ("Turnaround", "youth-justice", "staying out of trouble", "West"),
            ("Benefits helpline", "education", "money and debt", "West"),
            ("Debt and money advice", UNLINKED, "money and debt", "West"),
        ),
        1,
    )
]

ZONES = [
    {
        "zone": zone,
        "name": name,
        "form": form,
        "level": level,
        "formal": "true",
        "purpose": purpose,
        "partnership": "brightwater",
        "opened": opened,
        "closed": closed,
    }
    for zone, name, form, level, purpose, opened, closed in (
        (
            "east-team",
            "East team meeting",
            "locality meeting",
            "front",
            "Agree who does what in the east",
            "",
            "",
        ),
        (
            "west-team",
            "West team meeting",
            "locality meeting",
            "front",
            "Agree who does what in the west",
            "",
            "",
        ),
        (
            "exchange",
            "Practice exchange",
            "task group",
            "management",
            "Tell managers what families meet",
            "",
            "",
        ),
        (
            *(
                "west-leads",
                "West leads' meeting",
                "task group",
                "management",
                "Tell managers what the west meets",
            ),
            *("", "2023-12-31"),
        ),
        (
            "managers",
            "Managers' meeting",
            "steering group",
            "management",
            "Join up plans and budgets",
            "",
            "",
        ),
        ("board", "Early help board", "board", "board", "Set direction and hold agencies to it", "", ""),
        (
            *("wellbeing", "Young people's wellbeing group", "task group", "front"),
            *("Bring school, doctor and youth worker together", "2024-02-01", ""),
        ),
    )
]


@dataclass(frozen=True, slots=True)
class Rota:
    """A zone sits every so many weeks from its first day to its last."""

    zone: str
    weeks: int
    first: dt.date
    last: dt.date = END


ROTAS = (
    Rota("east-team", 5, D(2022, 7, 6)),
    Rota("west-team", 5, D(2022, 7, 13)),
    Rota("exchange", 6, D(2022, 7, 21)),
    Rota("west-leads", 6, D(2022, 7, 28), D(2023, 12, 31)),
    Rota("managers", 6, D(2022, 7, 12)),
    Rota("board", 8, D(2022, 7, 19)),
    Rota("wellbeing", 4, D(2024, 2, 8)),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in one agency at one level; `number` counts within both."""

    id: str
    agency: str
    level: str
    number: int


FRONT_OF_EACH, DIRECTORS = 3, ("social-care", "health-trust", "police", "education", "brook", "harvest")


def _people() -> Iterator[tuple[str, str, int]]:
    for agency in SIDES:
        yield from ((agency, "front", number) for number in range(FRONT_OF_EACH))
    yield from ((agency, "management", 0) for agency in SIDES)
    yield from ((agency, "board", 0) for agency in DIRECTORS)
    yield from ((UNLINKED, "front", number) for number in range(2))


PEOPLE = tuple(Person(f"B{place:02}", *who) for place, who in enumerate(_people(), 1))

CARRYING = ("social-care", "health-trust")
"""Their managers sit at the practice exchange and on the board, from the first day to the last."""

CARRIED = ("education", "brook")
"""Their managers sat at the West leads' meeting and on the board, until the reorganisation."""

WELLBEING = ("northgate", "family-doctors", "youth-shed", "fairfield")
"""A front-line worker of each founds the wellbeing group."""


def seats(person: Person) -> Iterator[tuple[str, dt.date | None]]:
    """The zones a person sits in, and until when where that has an end."""
    side = SIDES[person.agency][0] if person.agency in SIDES else None
    if person.level == "front" and side:
        founder = person.number == 2 and person.agency in WELLBEING
        yield "wellbeing" if founder else f"{side}-team", None
        if person.number == 0 and person.agency in ("social-care", "police", "fairfield", "harvest"):
            yield "exchange", None
        if person.number == 0 and side == WEST:
            yield "west-leads", REORGANISED - dt.timedelta(days=1)
    elif person.level == "management":
        yield "managers", None
        if person.agency in (*CARRYING, "housing"):
            yield "exchange", None
        if person.agency in (*CARRIED, "northgate"):
            yield "west-leads", REORGANISED - dt.timedelta(days=1)
        if person.agency in (*CARRYING, *CARRIED):
            yield "board", None if person.agency in CARRYING else REORGANISED - dt.timedelta(days=1)
    elif person.level == "board":
        yield "board", None
