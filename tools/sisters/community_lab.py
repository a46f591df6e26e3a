"""Sixty-five people in four roles and fifteen tutors: five meetings in two groups, four days for tutors."""

from __future__ import annotations

import datetime as dt

from tools.sisters.world import STRENGTH, WEAKNESS, World

SEED = 6515
D = dt.date
LAB_DAYS = (D(2013, 2, 14), D(2013, 3, 14), D(2013, 4, 18), D(2013, 5, 16), D(2013, 6, 13))
TUTOR_DAYS = (D(2013, 2, 28), D(2013, 3, 28), D(2013, 5, 2), D(2013, 5, 30))
START, END = D(2013, 1, 7), D(2013, 7, 5)
DISTRICTS, ABSENT = 16, "district-16"
"""How many districts there are is not documented: sixteen with one person in each role, and one more: 65."""

ROLES = (
    ("district-director", "District director", "programming"),
    ("conference-office", "Head of a support office of the conference", "programming"),
    ("services-director", "Director of social and health activities", "design"),
    ("plan-office", "Head of a plan office", "design"),
)
GROUPS = (("group-crests", "Group on the new crests of welfare"), ("group-stages", "Group in three stages"))

ABOUT = {
    "title": "Community Lab: two groups and their tutors (simulated)",
    "description": (
        "Invented meetings and contacts of 65 people in four roles and 15 tutors: five meetings in two "
        "groups, four days for the tutors. Nothing in it is an answer about the world."
    ),
}


def world() -> World:
    """Everybody, the nine days, and the contacts between them."""
    found = World(SEED)
    found.add(
        "partnerships",
        partnership="lab",
        name="Community Lab (simulated)",
        area="a region",
        baseline=START.isoformat(),
        observed_from=START.isoformat(),
        observed_to=END.isoformat(),
    )
    for rank, (level, name) in enumerate(
        (("ad-hoc", "Ad hoc interventions"), ("design", "Design"), ("programming", "Programming"))
    ):
        found.add("levels", level=level, rank=rank, name=name)
    for number in range(1, DISTRICTS + 1):
        found.add(
            "agencies",
            agency=f"district-{number:02}",
            name=f"District {number} (simulated)",
            sector="district",
            partnership="lab",
        )
    for zone, name in GROUPS:
        found.add(
            "zones",
            zone=zone,
            name=name,
            form="task group",
            formal="true",
            purpose="Redesign with participation",
            partnership="lab",
        )
    found.add(
        "zones",
        zone="tutor-days",
        name="Training days of the tutors",
        form="training",
        formal="true",
        purpose="Prepare cases, visit the field, present in class",
        partnership="lab",
    )
    people, tutors = _people(found), _tutors(found)
    groups = {
        zone: [one for one, its in people.items() if its == place] for place, (zone, _) in enumerate(GROUPS)
    }
    for zone, members in groups.items():
        for person in [*members, *tutors]:
            found.add(
                "posts",
                practitioner=person,
                zone=zone,
                role="tutor" if person in tutors else "member",
                joined=START.isoformat(),
            )
    _sittings(found, groups, tutors)
    _contacts(found, groups, tutors)
    found.plant(STRENGTH, "The tutors alone sit in both groups and stand between them", "measures", value=15)
    what = "By the tutors a local case can reach the level of programming"
    found.plant(STRENGTH, what, "learning", value="programming")
    found.plant(
        WEAKNESS, "One district never comes: its four people meet nobody", "gaps", thing=ABSENT, value=4
    )
    return found


def _people(found: World) -> dict[str, int]:
    """The 65 with the place of their group."""
    group: dict[str, int] = {}
    for number in range(1, DISTRICTS + 1):
        for role, title, level in (*ROLES, *(ROLES[3:] if number == 1 else ())):
            person = f"{role}-{number:02}" + ("b" if f"{role}-{number:02}" in group else "")
            group[person] = number % 2
            found.add(
                "practitioners",
                practitioner=person,
                name=f"{title}, district {number}",
                agency=f"district-{number:02}",
                profession=title,
                level=level,
                partnership="lab",
            )
    return group


def _tutors(found: World) -> list[str]:
    """The 15 tutors, each from another district; they work on local cases."""
    tutors = [f"tutor-{number:02}" for number in range(1, 16)]
    for number, person in enumerate(tutors, 1):
        found.add(
            "practitioners",
            practitioner=person,
            name=f"Tutor {number}",
            agency=f"district-{number:02}",
            profession="Tutor",
            level="ad-hoc",
            partnership="lab",
        )
    return tutors


def _sittings(found: World, groups: dict[str, list[str]], tutors: list[str]) -> None:
    absent = {row["practitioner"] for row in found.rows["practitioners"] if row["agency"] == ABSENT}
    for number, day in enumerate(LAB_DAYS, 1):
        for place, (zone, members) in enumerate(groups.items()):
            here, away = found.pick([one for one in members if one not in absent], 0.8)
            half = [one for nth, one in enumerate(tutors) if (nth + number) % 2 == place]
            found.sit(
                zone,
                day,
                [*here, *half],
                [*away, *(one for one in members if one in absent)],
                f"Community Lab, meeting {number} of 5",
            )
    for number, day in enumerate(TUTOR_DAYS, 1):
        found.sit("tutor-days", day, tutors, title=f"Tutors, day {number} of 4")


def _contacts(found: World, groups: dict[str, list[str]], tutors: list[str]) -> None:
    """Tutors visit the field with people of their district's group; members talk within their own group."""
    for members in groups.values():
        here = [one for one in members if not one.endswith("-16")]
        for person in here:
            for other in found.rng.sample([one for one in here if one != person], 2):
                found.meet(
                    START + dt.timedelta(20 + found.rng.randrange(150)),
                    person,
                    other,
                    found.rng.choice(("phone", "e-mail")),
                )
        for nth, tutor in enumerate(tutors):
            for person in found.rng.sample(here, 2):
                found.meet(START + dt.timedelta(45 + 7 * (nth % 15)), tutor, person, "field visit")
