"""The invented people of `datasets/riverside`, and the seats they hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tools.riverside_plan import END, START

D = dt.date


@dataclass(frozen=True)
class Seat:
    """A post in a zone."""

    zone: str
    role: str = "member"
    joined: dt.date | None = None
    left: dt.date | None = None


@dataclass(frozen=True)
class Person:
    """An invented person, known by a number."""

    id: str
    agency: str
    profession: str
    level: str
    seats: tuple[Seat, ...] = ()
    guest_of: tuple[str, ...] = ()
    joined: dt.date | None = None
    left: dt.date | None = None
    employments: tuple[tuple[str, str, dt.date, dt.date], ...] = ()

    @property
    def name(self) -> str:
        return f"Practitioner {self.id[1:]}"


NORTH, SOUTH = Seat("north-locality"), Seat("south-locality", left=D(2023, 6, 30))
TASK, STEERING, BOARD = Seat("early-help", joined=D(2023, 3, 1)), Seat("steering"), Seat("board")
OFFICE, FORUM = Seat("quay-street", joined=D(2023, 5, 1)), Seat("families", joined=D(2023, 4, 1))
OPERATIONAL, STRATEGIC, AUTHORITY, USERS, NOT_KNOWN = "operational", "strategic", "authority", "users", ""

PEOPLE = (
    Person("P01", "social-care", "team manager", OPERATIONAL, (Seat("north-locality", "chair"), TASK)),
    Person("P02", "social-care", "social worker", OPERATIONAL, (NORTH, OFFICE)),
    Person("P03", "social-care", "social worker", OPERATIONAL, (SOUTH,), ("training",)),
    Person("P04", "social-care", "family support worker", OPERATIONAL, (SOUTH, OFFICE)),
    Person(
        "P05", "council-education", "education adviser", OPERATIONAL, (NORTH, Seat("training", "convenor"))
    ),
    Person("P06", "council-education", "attendance officer", OPERATIONAL, (NORTH,), ("training",)),
    Person("P07", "council-education", "attendance officer", OPERATIONAL, (SOUTH,), ("training",)),
    Person("P08", "health-trust", "health visitor", OPERATIONAL, (NORTH, OFFICE)),
    Person(
        "P09",
        "health-trust",
        "health visitor",
        OPERATIONAL,
        (Seat("south-locality", "chair", left=D(2023, 6, 30)),),
    ),
    Person("P10", "health-trust", "speech therapist", OPERATIONAL, (NORTH,), ("training",)),
    Person("P11", "health-trust", "school nurse", OPERATIONAL, (SOUTH,), ("training",), left=D(2023, 9, 29)),
    Person("P12", "mental-health", "therapist", OPERATIONAL, (NORTH,)),
    Person("P13", "mental-health", "therapist", OPERATIONAL, (), ("training",), joined=D(2023, 6, 5)),
    Person("P14", "primary", "family liaison teacher", OPERATIONAL, (NORTH, TASK)),
    Person("P15", "primary", "class teacher", OPERATIONAL, (), ("training",)),
    Person("P16", "secondary", "head of year", OPERATIONAL, (SOUTH,), ("training",)),
    Person("P17", "secondary", "counsellor", OPERATIONAL, (NORTH,)),
    Person(
        "P18",
        "police",
        "neighbourhood officer",
        OPERATIONAL,
        (Seat("quay-street", "chair", D(2023, 5, 1)), NORTH),
    ),
    Person("P19", "police", "neighbourhood officer", OPERATIONAL, (SOUTH,)),
    Person("P20", "youth-justice", "case worker", OPERATIONAL, (NORTH,), ("training", "early-help")),
    Person("P21", "youth-justice", "case worker", OPERATIONAL, (SOUTH,)),
    Person("P22", "housing", "tenancy officer", OPERATIONAL, (SOUTH, OFFICE)),
    Person("P23", "housing", "tenancy officer", OPERATIONAL, (NORTH,)),
    Person("P24", "lantern", "family worker", OPERATIONAL, (NORTH, OFFICE), ("training",)),
    Person("P25", "lantern", "family worker", OPERATIONAL, (SOUTH,), ("training",)),
    Person("P26", "carers", "young carers worker", OPERATIONAL, (NORTH, FORUM)),
    Person("P27", "drug-alcohol", "clinic nurse", OPERATIONAL),
    Person("P28", "social-care", "head of service", STRATEGIC, (Seat("steering", "chair"), BOARD)),
    Person(
        "P29",
        "council-education",
        "head of inclusion",
        STRATEGIC,
        (STEERING, Seat("early-help", "chair", D(2023, 3, 1))),
    ),
    Person("P30", "health-trust", "service lead", STRATEGIC, (STEERING, TASK)),
    Person("P31", "mental-health", "service lead", STRATEGIC, (STEERING,), ("early-help",)),
    Person("P32", "police", "inspector", STRATEGIC, (STEERING,)),
    Person("P33", "youth-justice", "service manager", STRATEGIC, (STEERING, TASK)),
    Person("P34", "housing", "area manager", STRATEGIC, (STEERING,), ("early-help",)),
    Person("P35", "lantern", "director", STRATEGIC, (STEERING, TASK, BOARD, FORUM)),
    Person("P36", "secondary", "deputy head", STRATEGIC, (TASK,), ("steering",)),
    Person(
        "P37",
        "carers",
        "coordinator",
        STRATEGIC,
        (TASK, NORTH),
        employments=(
            ("carers", OPERATIONAL, START, D(2023, 2, 28)),
            ("carers", STRATEGIC, D(2023, 3, 1), END),
        ),
    ),
    Person("P38", "drug-alcohol", "service lead", STRATEGIC),
    Person(
        "P39",
        "social-care",
        "director of children's services",
        AUTHORITY,
        (Seat("board", "chair"),),
        ("steering",),
    ),
    Person("P40", "health-trust", "chief officer", AUTHORITY, (BOARD,)),
    Person("P41", "police", "superintendent", AUTHORITY, (BOARD,), left=D(2023, 10, 31)),
    Person("P42", "primary", "head teacher", NOT_KNOWN, (), ("north-locality", "board")),
    Person("P43", "", "volunteer", NOT_KNOWN, (), ("families", "north-locality")),
    Person(
        "P44", "carers", "young people's representative", USERS, (Seat("families", "chair", D(2023, 4, 1)),)
    ),
    Person("P45", "lantern", "parent representative", USERS, (FORUM,), ("board",)),
    Person("P46", "mental-health", "trainee", NOT_KNOWN, (), ("training",), joined=D(2023, 9, 4)),
)
