"""A growing community of practice: organisations that join over time, three themes, and what they pass on."""

from __future__ import annotations

import datetime as dt

from tools.sisters.world import STRENGTH, WEAKNESS, World, workdays

SEED = 715
D = dt.date
START, END = D(2021, 7, 15), D(2022, 12, 15)
"""The year of the first meeting is not documented."""

AT_FIRST, IN_THE_END = 8, 24
THEMES = (
    ("legal", "The legal framework", 8),
    ("administrative", "Administrative aspects", 6),
    ("methods", "Methods and relations", 10),
)
SECTORS = ("public", "third sector", "civil society")
OUTSIDE = ("region", "ministry", "journal", "university")
PUBLISHED = 5
APART = 3
"""The theme of six has two seminars of three each that never meet: nine pairs."""

ABOUT = {
    "title": "Community of practice on co-design (simulated)",
    "description": (
        "Twenty-four invented organisations that join a community of practice over eighteen months, with "
        "three themes, seminars and publications. Nothing in it is an answer about the world."
    ),
}


def world() -> World:
    """Organisations, their people and themes, seminars, and what is passed on."""
    found = World(SEED)
    found.add(
        "partnerships",
        partnership="community",
        name="Community of practice (simulated)",
        baseline=START.isoformat(),
        observed_from=START.isoformat(),
        observed_to=END.isoformat(),
    )
    for thing, name, _ in THEMES:
        found.add("objects", object=thing, name=name, kind="theme", strand="themes")
    for agency in OUTSIDE:
        found.add(
            "agencies",
            agency=agency,
            name=f"{agency.capitalize()} (simulated)",
            sector="outside",
            partnership="",
        )
    groups = _organisations(found)
    for place, (zone, people) in enumerate(groups.items()):
        found.add(
            "zones",
            zone=zone,
            name=f"Seminar {place + 1}",
            form="seminar",
            formal="true",
            purpose="Learn from each other's co-design",
            partnership="community",
        )
        for day in workdays(START + dt.timedelta(days=1 + place), END, 28):
            there = [one for one, joined in people if joined <= day]
            if len(there) > 1:
                found.sit(zone, day, there)
    _publications(found, [one for people in groups.values() for one, _ in people])
    pairs = APART * APART
    found.plant(
        WEAKNESS,
        "Two seminars on one theme never meet: so many pairs share it and have no tie",
        "shared-interests",
        thing="administrative",
        value=pairs,
    )
    found.plant(
        STRENGTH,
        "So many organisations belong in the end, of eight at first",
        "shared-interests",
        value=IN_THE_END,
    )
    found.plant(STRENGTH, "So many publications reach agencies outside", "shared-interests", value=PUBLISHED)
    return found


def _organisations(found: World) -> dict[str, list[tuple[str, dt.date]]]:
    """Each organisation with a person, a theme and the day it joined; by seminar."""
    groups: dict[str, list[tuple[str, dt.date]]] = {}
    number = 0
    for thing, _, count in THEMES:
        for nth in range(count):
            agency, person = f"org-{number + 1:02}", f"member-{number + 1:02}"
            joined = START if number % 3 == 0 else START + dt.timedelta(days=20 + 14 * number)
            found.add(
                "agencies",
                agency=agency,
                name=f"Organisation {number + 1} (simulated)",
                sector=SECTORS[number % 3],
                partnership="community",
            )
            found.add("members", partnership="community", actor=agency, joined=joined.isoformat())
            found.add(
                "practitioners",
                practitioner=person,
                name=f"Member {number + 1}",
                agency=agency,
                profession="member",
                partnership="community",
                joined=joined.isoformat(),
            )
            found.add("involvement", object=thing, actor=agency, role="interest", start=joined.isoformat())
            stream = (
                f"seminar-{thing}-{1 + nth // APART}" if thing == "administrative" else f"seminar-{thing}"
            )
            groups.setdefault(stream, []).append((person, joined))
            number += 1
    return groups


def _publications(found: World, people: list[str]) -> None:
    """Directed contacts from members to agencies outside."""
    for number in range(PUBLISHED):
        day = START + dt.timedelta(days=90 + 75 * number)
        found.meet(
            day,
            people[3 * number % len(people)].replace("member", "org"),
            OUTSIDE[number % len(OUTSIDE)],
            "publication",
            "directed",
            THEMES[number % 3][0],
        )
