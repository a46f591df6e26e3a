"""Three cycles of a local plan: three working groups, services with holes, and who takes part."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from tools.sisters.world import WEAKNESS, World, workdays

SEED = 345
D = dt.date
START, END = D(2009, 1, 12), D(2017, 12, 15)
CYCLES = (
    ("III", D(2009, 1, 12), D(2011, 12, 15)),
    ("IV", D(2012, 1, 12), D(2014, 12, 15)),
    ("V", D(2015, 1, 12), END),
)
"""The dates of the third plan are not documented: three years like the others."""

AGENCIES = (
    ("crema-town", "Municipality of Crema", "municipality", 3),
    ("soncino", "Municipality of Soncino", "municipality", 2),
    ("asl", "ASL (local health agency)", "health", 3),
    ("csc", "Comunità Sociale Cremasca", "district consortium", 3),
    ("province", "Province of Cremona", "public administration", 2),
    ("school", "Schools", "education", 3),
    ("cooperatives", "Social co-operatives", "third sector", 3),
    ("volunteers", "Voluntary organisations", "voluntary", 3),
    ("promotion", "Bodies of social promotion", "third sector", 2),
    ("administrators", "Local administrators", "politics", 3),
)
GROUPS = (
    ("g-community", "Working group on community work"),
    ("g-care", "Working group on integrated care"),
    ("g-model", "Working group on the organisational model"),
)
NEEDS, AREAS = ("housing", "work", "family", "health"), ("Crema", "Soncino", "north")
HOLES = (("housing", "north"), ("work", "Soncino"), ("family", "north"))
WATCHES, POLITICS = "promotion", "administrators"

ABOUT = {
    "title": "Piano di Zona: three cycles of a local plan (simulated)",
    "description": (
        "Invented sittings of three working groups over the cycles III to V of a local plan, their contacts "
        "and the services of the district. Nothing in it is an answer about the world."
    ),
}


def world() -> World:
    """Everybody, three cycles of sittings and contacts, and the services as they are in the end."""
    found = World(SEED)
    found.add(
        "partnerships",
        partnership="crema",
        name="Piano di Zona (simulated)",
        area="a district",
        baseline=CYCLES[2][1].isoformat(),
        observed_from=START.isoformat(),
        observed_to=END.isoformat(),
    )
    for rank, (level, name) in enumerate(
        (
            ("municipal", "Municipal social services"),
            ("sub-area", "Sub-areas"),
            ("district", "District"),
            ("above", "Above the district"),
        )
    ):
        found.add("levels", level=level, rank=rank, name=name)
    for wave, first, last in CYCLES:
        found.add(
            "waves",
            wave=wave,
            partnership="crema",
            name=f"{wave} Piano di Zona (simulated)",
            start=first.isoformat(),
            end=last.isoformat(),
        )
    people = _people(found)
    for zone, name in GROUPS:
        found.add(
            "zones",
            zone=zone,
            name=name,
            form="working group",
            level="district",
            formal="true",
            purpose="Evaluate the plan and prepare the next",
            partnership="crema",
            closed=CYCLES[1][2].isoformat() if zone == "g-model" else "",
        )
    _services(found)
    members = {zone: _members(people, place) for place, (zone, _) in enumerate(GROUPS)}
    for zone, those in members.items():
        for person in those:
            found.add(
                "posts",
                practitioner=person,
                zone=zone,
                role="member",
                joined=START.isoformat(),
                left=CYCLES[1][2].isoformat() if zone == "g-model" else "",
            )
    for number, (_, first, last) in enumerate(CYCLES):
        _cycle(found, number, first, last, members, people)
    what = "Politics sends apologies in the cycles III and IV and comes in the V"
    found.plant(WEAKNESS, what, "ties", thing=POLITICS, value=CYCLES[2][1].year)
    what = "One body only watches: it comes to sittings and has no contact outside them"
    found.plant(WEAKNESS, what, "ties", thing=WATCHES, value=0)
    what = "The group on the organisational model ends with the IV cycle"
    found.plant(WEAKNESS, what, "zones", thing="g-model", value=0)
    return found


def _people(found: World) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for agency, name, sector, count in AGENCIES:
        found.add("agencies", agency=agency, name=f"{name} (simulated)", sector=sector, partnership="crema")
        level = {
            "municipality": "municipal",
            "district consortium": "district",
            "public administration": "above",
        }.get(sector, "sub-area")
        people[agency] = [f"{agency}-{number}" for number in range(1, count + 1)]
        for number, person in enumerate(people[agency], 1):
            found.add(
                "practitioners",
                practitioner=person,
                name=f"Simulated person {number}, {name}",
                agency=agency,
                level=level,
                partnership="crema",
            )
    return people


def _members(people: dict[str, list[str]], place: int) -> list[str]:
    """One person of each agency sits in each group; of those with three each in one of their own."""
    return [those[place % len(those)] for those in people.values()]


def _services(found: World) -> None:
    """A service for each need in each area but for the holes."""
    givers = ("crema-town", "cooperatives", "asl", "volunteers")
    for place, need in enumerate(NEEDS):
        for area in AREAS:
            if (need, area) not in HOLES:
                found.add(
                    "services", service="", name=f"{need}, {area}", agency=givers[place], need=need, area=area
                )
            else:
                found.plant(
                    WEAKNESS,
                    f"A hole in the mesh: nobody serves {need} in {area}",
                    "coverage",
                    "crema",
                    need,
                    area,
                )


def _cycle(
    found: World,
    number: int,
    first: dt.date,
    last: dt.date,
    members: dict[str, list[str]],
    people: dict[str, list[str]],
) -> None:
    absent = set(people[POLITICS]) if number < 2 else set()
    for zone, those in members.items():
        if zone == "g-model" and number == 2:
            continue
        for day in workdays(first + dt.timedelta(20), last, 91):
            here, away = found.pick([one for one in those if one not in absent], 0.85)
            found.sit(zone, day, here, [*away, *(one for one in those if one in absent)])
        _talk(found, those, first, last, 80 if zone == "g-community" and number == 2 else 300, people)


def _talk(
    found: World, those: list[str], first: dt.date, last: dt.date, often: int, people: dict[str, list[str]]
) -> None:
    """Members of a group talk outside it, the fewer days apart the closer; who only watches never does."""
    quiet = {*people[WATCHES], *people[POLITICS]}
    talkers = [one for one in those if one not in quiet]
    for one, other in pairwise(talkers):
        for day in workdays(first + dt.timedelta(found.rng.randrange(60)), last, often):
            found.meet(day, one, other, found.rng.choice(("phone", "e-mail", "visit")))
