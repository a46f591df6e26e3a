"""The invented partnership behind `datasets/riverside`: who is there, what happens when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

D = dt.date
START, END = D(2022, 9, 1), D(2024, 2, 29)
BASELINE = D(2023, 3, 1)

ABOUT = {
    "name": "riverside",
    "simulated": True,
    "title": "Riverside Children's Partnership (simulated)",
    "description": (
        "An invented children's services partnership over eighteen months: every agency, person, "
        "meeting and contact is simulated, made by a program with a fixed seed. It resembles nobody."
    ),
    "licenses": [{"name": "Apache-2.0", "title": "Apache License 2.0"}],
    "sources": [{"title": "Simulated by tools/make_riverside.py"}],
}

PARTNERSHIP = {
    "partnership": "riverside",
    "name": "Riverside Children's Partnership",
    "area": "Riverside",
    "baseline": BASELINE.isoformat(),
    "observed_from": START.isoformat(),
    "observed_to": END.isoformat(),
}

LEVELS = [
    {"level": "users", "rank": 0, "name": "Children, young people and families"},
    {"level": "operational", "rank": 1, "name": "Operational"},
    {"level": "strategic", "rank": 2, "name": "Strategic"},
    {"level": "authority", "rank": 3, "name": "Authority"},
]

AGENCIES = [
    {"agency": agency, "name": name, "sector": sector, "partnership": "riverside"}
    for agency, name, sector in (
        ("social-care", "Riverside Council Children's Social Care", "local authority"),
        ("council-education", "Riverside Council Education Service", "local authority"),
        ("health-trust", "Riverside Community Health Trust", "health"),
        ("mental-health", "Riverside Young People's Clinic", "health"),
        ("primary", "Hillside Primary School", "schools"),
        ("secondary", "Westgate Secondary School", "schools"),
        ("police", "Riverside Police", "police and justice"),
        ("youth-justice", "Riverside Youth Justice Service", "police and justice"),
        ("housing", "Quayside Housing Association", "housing"),
        ("lantern", "Lantern Family Support", "voluntary"),
        ("carers", "Young Carers Link", "voluntary"),
        ("drug-alcohol", "Harbour Drug and Alcohol Service", "health"),
    )
]

NO_CONTACTS = {"drug-alcohol"}
"""On the roster, and never seen: it stays silent."""

ONE_WAY = {("police", "social-care"), ("social-care", "police")}
"""Contacts that only tell, and are not answered."""

CHANNELS = ("phone", "email", "visit", "case discussion")

ZONES = [
    {
        "zone": zone,
        "name": name,
        "form": form,
        "level": level,
        "formal": formal,
        "purpose": purpose,
        "object": topic,
        "convenor": convenor,
        "partnership": "riverside",
        "opened": opened,
        "closed": closed,
    }
    for zone, name, form, level, formal, purpose, topic, convenor, opened, closed in (
        (
            "north-locality",
            "North locality meeting",
            "locality meeting",
            "operational",
            "true",
            "Agree who does what for families in the north",
            "",
            "P01",
            "2022-09-01",
            "",
        ),
        (
            "south-locality",
            "South locality meeting",
            "locality meeting",
            "operational",
            "false",
            "",
            "",
            "P09",
            "2022-09-01",
            "",
        ),
        (
            "early-help",
            "Early help task group",
            "task group",
            "strategic",
            "true",
            "Write one early help pathway for all agencies",
            "early-help-pathway",
            "P29",
            "2023-03-01",
            "",
        ),
        (
            "steering",
            "Strategic steering group",
            "steering group",
            "strategic",
            "true",
            "Join up plans and budgets",
            "",
            "P28",
            "",
            "",
        ),
        (
            "board",
            "Children's partnership board",
            "board",
            "authority",
            "true",
            "Set direction and hold agencies to it",
            "",
            "P39",
            "",
            "",
        ),
        (
            "quay-street",
            "Quay Street shared office",
            "co-location",
            "operational",
            "false",
            "Duty workers sit together on Tuesdays",
            "",
            "P18",
            "2023-05-01",
            "",
        ),
        (
            "training",
            "Joint safeguarding training",
            "training",
            "operational",
            "true",
            "Learn the shared threshold document",
            "thresholds",
            "P05",
            "",
            "",
        ),
        (
            "families",
            "Families' forum",
            "forum",
            "users",
            "false",
            "Hear what it is like to be served",
            "",
            "P44",
            "2023-04-01",
            "",
        ),
    )
]

OBJECTS = [
    {"object": "early-help-pathway", "name": "Early help pathway", "kind": "project", "opened": "2023-03-01"},
    {"object": "thresholds", "name": "Shared thresholds", "kind": "theme", "opened": "2022-09-01"},
    {"object": "transition", "name": "Moving to secondary school", "kind": "action", "opened": "2023-06-01"},
]

SERVICES = [
    {
        "service": f"S{number:02}",
        "name": name,
        "agency": agency,
        "need": need,
        "area": area,
        "audience": audience,
    }
    for number, (name, agency, need, area, audience) in enumerate(
        (
            ("Family support north", "lantern", "parenting support", "North", "families"),
            ("Family support south", "social-care", "parenting support", "South", "families"),
            ("Parents' evening group", "primary", "parenting support", "North", "parents of pupils"),
            ("Speech and language clinic", "health-trust", "speech and language", "North", "under fives"),
            ("Speech and language outreach", "health-trust", "speech and language", "South", "under fives"),
            ("Talking therapy", "mental-health", "mental health", "North", "11 to 17"),
            ("School counselling", "secondary", "mental health", "North", "pupils"),
            ("Young carers' club", "carers", "young carers", "North", "8 to 17"),
            ("Young carers' drop-in", "carers", "young carers", "South", "8 to 17"),
            ("Tenancy support", "housing", "housing", "South", "families"),
            ("Housing advice", "social-care", "housing", "North", "families"),
            ("Attendance team", "council-education", "school attendance", "North", "pupils"),
            ("Attendance team south", "council-education", "school attendance", "South", "pupils"),
            ("Turnaround", "youth-justice", "staying out of trouble", "North", "10 to 17"),
            ("Safer streets", "police", "staying out of trouble", "South", "10 to 17"),
            ("Substance misuse clinic", "drug-alcohol", "substance misuse", "North", "13 to 17"),
        ),
        1,
    )
]
"""Mental health and substance misuse have a service in the north and none in the south."""

EVENTS = [
    {"event": "launch", "partnership": "riverside", "date": "2023-03-01", "name": "Partnership launched"},
    {
        "event": "reorganisation",
        "partnership": "riverside",
        "date": "2023-10-02",
        "name": "Council services reorganised",
    },
]


@dataclass(frozen=True)
class Rota:
    """When a zone sits."""

    zone: str
    title: str
    first: dt.date
    last: dt.date
    weeks: int


ROTAS = (
    Rota("north-locality", "Locality meeting", D(2022, 9, 8), END, 4),
    Rota("south-locality", "Locality meeting", D(2022, 9, 14), D(2023, 6, 30), 4),
    Rota("early-help", "Task group", D(2023, 3, 14), END, 4),
    Rota("steering", "Steering group", D(2022, 9, 20), END, 8),
    Rota("board", "Board", D(2022, 10, 6), END, 13),
    Rota("quay-street", "Duty review", D(2023, 5, 9), END, 8),
    Rota("training", "Training day", D(2022, 11, 17), D(2024, 1, 31), 19),
    Rota("families", "Forum", D(2023, 4, 19), END, 10),
)
