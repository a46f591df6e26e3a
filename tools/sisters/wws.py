"""Four partnerships and one event, and what their people told at home afterwards."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from tools.sisters.world import STRENGTH, WEAKNESS, World, workdays

SEED = 201602
D = dt.date
START, EVENT, END = D(2015, 9, 1), D(2016, 2, 10), D(2016, 8, 31)
CAME = {"fife": 6, "west-dunbartonshire": 5, "glasgow": 5, "aberdeenshire": 5}
"""The 21 practitioners; which partnership each came from is not documented, so these numbers are invented."""

SECTORS = (
    ("council", "Council", "local authority"),
    ("housing", "Housing association", "housing"),
    ("third", "Third-sector organisation", "third sector"),
    ("health", "Health service", "health"),
)
SHORT = {"fife": "fi", "west-dunbartonshire": "wd", "glasgow": "gl", "aberdeenshire": "ab"}
COLLEAGUES, SENIOR, ELECTED = 14, 4, 2
NAMES = {
    "fife": "Fife",
    "west-dunbartonshire": "West Dunbartonshire",
    "glasgow": "Glasgow",
    "aberdeenshire": "Aberdeenshire",
}
SILENT = 8
"""So many colleagues in Glasgow of whom nothing is on record after the event."""

ABOUT = {
    "title": "What Works Scotland: a learning event and what came after (simulated)",
    "description": (
        "An event for 21 practitioners of four partnerships in February 2016, and their invented contacts at "
        "home before and after it. Nothing in it is an answer about the world."
    ),
}


def world() -> World:
    """Everybody, the event, everyday life, and what each partnership did afterwards."""
    found = World(SEED)
    for rank, (level, name) in enumerate(
        (("practitioners", "Practitioners"), ("senior", "Senior management"), ("elected", "Elected members"))
    ):
        found.add("levels", level=level, rank=rank, name=name)
    found.add("agencies", agency="wws", name="What Works Scotland", sector="research", partnership="")
    found.add(
        "zones",
        zone="event",
        name="Two-day learning event",
        form="learning event",
        level="",
        formal="true",
        purpose="Develop a community of practice",
        partnership="",
    )
    came: list[str] = []
    for place in CAME:
        came += _home(found, place)
    staff = [*(f"staff-{n}" for n in range(1, 9)), "doctoral-1", "doctoral-2"]
    for person in staff:
        found.add(
            "practitioners",
            practitioner=person,
            name=f"Simulated {person}",
            agency="wws",
            level="",
            partnership="",
        )
    found.sit("event", EVENT, [*came, *staff], title="Two-day learning event (simulated)")
    found.add(
        "waves",
        wave="evaluation",
        name="Evaluation forms of the event",
        start=EVENT.isoformat(),
        end=D(2016, 3, 1).isoformat(),
    )
    for number, person in enumerate(came):
        found.add("responses", wave="evaluation", actor=person, status="complete" if number % 7 else "none")
    return found


def _home(found: World, place: str) -> list[str]:
    """A partnership: its people, their life before and after; who was at the event."""
    found.add(
        "partnerships",
        partnership=place,
        name=f"{NAMES[place]} (simulated)",
        baseline=EVENT.isoformat(),
        observed_from=START.isoformat(),
        observed_to=END.isoformat(),
    )
    for sector, name, kind in SECTORS:
        found.add(
            "agencies",
            agency=f"{place}-{sector}",
            name=f"{name}, {NAMES[place]}",
            sector=kind,
            partnership=place,
        )
    zones = (
        ("car", "Inquiry group", "inquiry group", "practitioners"),
        ("executive", "Executive group", "executive group", "senior"),
        ("committee", "Committee of elected members", "committee", "elected"),
    )
    for zone, name, form, level in zones:
        found.add(
            "zones",
            zone=f"{place}-{zone}",
            name=f"{name}, {NAMES[place]}",
            form=form,
            level=level,
            formal="true",
            purpose=f"{name} of the partnership",
            partnership=place,
        )
    came = [_person(found, place, "practitioners", n) for n in range(1, CAME[place] + 1)]
    home = [
        _person(found, place, "practitioners", n)
        for n in range(CAME[place] + 1, CAME[place] + COLLEAGUES + 1)
    ]
    senior = [_person(found, place, "senior", n) for n in range(1, SENIOR + 1)]
    elected = [_person(found, place, "elected", n) for n in range(1, ELECTED + 1)]
    silent = home[-SILENT:] if place == "glasgow" else []
    for zone, people in (("car", came + home[:6]), ("executive", senior), ("committee", elected)):
        for person in people:
            found.add(
                "posts", practitioner=person, zone=f"{place}-{zone}", role="member", joined=START.isoformat()
            )
    for day in workdays(START + dt.timedelta(2), END, 21):
        found.sit(f"{place}-car", day, *found.pick(came + home[:6], 0.85))
    for day in workdays(START + dt.timedelta(8), END, 28):
        found.sit(f"{place}-executive", day, senior)
        found.sit(f"{place}-committee", day + dt.timedelta(1), elected)
    _everyday(found, [*came, *home], silent)
    _afterwards(found, place, came, home, senior, elected)
    return came


def _person(found: World, place: str, level: str, number: int) -> str:
    person = f"{SHORT[place]}-{level[0]}{number:02}"
    agency = (
        f"{place}-{SECTORS[number % len(SECTORS)][0]}" if level == "practitioners" else f"{place}-council"
    )
    found.add(
        "practitioners",
        practitioner=person,
        name=f"Simulated {level} {number}, {NAMES[place]}",
        agency=agency,
        level=level,
        partnership=place,
    )
    return person


def _everyday(found: World, people: list[str], silent: list[str]) -> None:
    """Each practitioner seeks out two others, now and then; of the silent nothing is on record since."""
    for number, person in enumerate(people):
        for other in found.rng.sample(people[:number] + people[number + 1 :], 2):
            channel = found.rng.choice(("phone", "e-mail", "visit"))
            for day in workdays(
                START + dt.timedelta(found.rng.randrange(50)), END, 60 + found.rng.randrange(20)
            ):
                if day < EVENT or not {person, other} & set(silent):
                    found.meet(day, person, other, channel)


HIGHEST = {"fife": "elected", "aberdeenshire": "senior"}
"""The highest level that is told in a partnership; elsewhere practitioners tell each other alone."""


def _afterwards(
    found: World, place: str, came: list[str], home: list[str], senior: list[str], elected: list[str]
) -> None:
    """What each partnership did; only Fife and Aberdeenshire tell anybody above their own level."""
    kind, level = (STRENGTH, HIGHEST[place]) if place in HIGHEST else (WEAKNESS, "practitioners")
    found.plant(kind, "The highest level that what was learned reaches", "diffusion", place, value=level)
    if place == "fife":
        _paper(found, came, senior, elected)
    elif place == "aberdeenshire":
        _graphic(found, came, home, senior)
    elif place == "glasgow":
        _emails(found, came)


def _paper(found: World, came: list[str], senior: list[str], elected: list[str]) -> None:
    """A paper to the executive, then briefings of elected members."""
    for weeks in (4, 5, 6, 8):
        for chief in senior:
            found.meet(EVENT + dt.timedelta(weeks=weeks), came[weeks % 3], chief, "paper to the executive")
    for weeks in (12, 14, 16, 18):
        for member in elected:
            found.meet(EVENT + dt.timedelta(weeks=weeks), senior[weeks % 4], member, "briefing")


def _graphic(found: World, came: list[str], home: list[str], senior: list[str]) -> None:
    """A graphic shown to colleagues and to the senior managers."""
    for place, person in enumerate(home[4:14]):
        for teller in came:
            day = EVENT + dt.timedelta(weeks=2 + place // 2)
            found.meet(day, teller, person, "graphic", "directed")
    for chief in senior:
        for teller in came:
            found.meet(EVENT + dt.timedelta(weeks=6), teller, chief, "graphic", "directed")
    what = "In Aberdeenshire it travels most by the graphic"
    found.plant(STRENGTH, what, "diffusion", "aberdeenshire", value="graphic")


def _emails(found: World, came: list[str]) -> None:
    """E-mails among those who were there, on what to do next; of others nothing is on record."""
    for weeks in (1, 2, 3):
        for one, other in pairwise(came):
            found.meet(EVENT + dt.timedelta(weeks=weeks), one, other, "e-mail")
    what = "Of eight colleagues in Glasgow nothing is on record after the event"
    found.plant(WEAKNESS, what, "diffusion", "glasgow", value=SILENT)
