"""Make `datasets/riverside`, a small simulated partnership: `python -m tools.make_riverside`.

Everything in it is invented; every row says `simulated`. The same seed always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from tools.italian import RIVERSIDE, translations
from tools.riverside_people import PEOPLE, Person
from tools.riverside_plan import (
    ABOUT,
    AGENCIES,
    BASELINE,
    CHANNELS,
    END,
    EVENTS,
    LEVELS,
    NO_CONTACTS,
    OBJECTS,
    ONE_WAY,
    PARTNERSHIP,
    ROTAS,
    SERVICES,
    START,
    ZONES,
    Rota,
)
from tools.study_folder import Row, write_folder

TARGET = Path(__file__).parent.parent / "datasets" / "riverside"
SEED = 20240229
SIMULATED = {"provenance": "simulated"}
PRESENT, APOLOGIES, UNCLEAR = "present", "apologies", "unclear"


def sitting_days(rota: Rota) -> list[dt.date]:
    """The days on which a zone sits: every so many weeks from its first day, over August and Christmas."""
    days, day = [], rota.first
    while day <= rota.last:
        holiday = day.month == 8 or (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 3)
        if not holiday:
            days.append(day)
        day += dt.timedelta(weeks=rota.weeks)
    return days


def meetings() -> list[dict[str, str]]:
    rows = [
        {"zone": rota.zone, "date": day.isoformat(), "title": rota.title}
        for rota in ROTAS
        for day in sitting_days(rota)
    ]
    rows.sort(key=lambda row: (row["date"], row["zone"]))
    return [{"meeting": f"M{number:02}", **row, **SIMULATED} for number, row in enumerate(rows, 1)]


def on_the_rota(person: Person, zone: str, day: dt.date) -> bool:
    return any(
        seat.zone == zone
        and (seat.joined or START) <= day <= (seat.left or END)
        and (person.joined or START) <= day <= (person.left or END)
        for seat in person.seats
    )


def attendance(rng: random.Random, sittings: Sequence[Row]) -> list[dict[str, str]]:
    """Who came: most members most of the time, sometimes a guest, now and then nobody is sure."""
    return [
        {
            "meeting": str(sitting["meeting"]),
            "practitioner": person.id,
            "status": status,
            "role": role,
            **SIMULATED,
        }
        for sitting in sittings
        for person, status, role in _who_came(
            rng, str(sitting["zone"]), dt.date.fromisoformat(str(sitting["date"]))
        )
    ]


def _who_came(rng: random.Random, zone: str, day: dt.date) -> Iterator[tuple[Person, str, str]]:
    for person in PEOPLE:
        if on_the_rota(person, zone, day):
            yield person, rng.choices((PRESENT, APOLOGIES, UNCLEAR), (80, 15, 5))[0], "member"
        elif zone in person.guest_of and _at_work(person, day) and rng.random() < 0.35:
            yield person, PRESENT, "guest"


def _at_work(person: Person, day: dt.date) -> bool:
    return (person.joined or START) <= day <= (person.left or END)


def contacts(rng: random.Random) -> list[dict[str, str]]:
    """Dated contacts between two people: each pair has a rate, and a stretch of time it runs through."""
    rows = [row for a, b in combinations(PEOPLE, 2) for row in _contacts_of(rng, a, b)]
    rows.sort(key=lambda row: (row["date"], row["source"], row["target"]))
    return [{"contact": f"C{number:03}", **row, **SIMULATED} for number, row in enumerate(rows, 1)]


def _contacts_of(rng: random.Random, a: Person, b: Person) -> Iterator[dict[str, str]]:
    if a.agency in NO_CONTACTS or b.agency in NO_CONTACTS:
        return
    stretch = _stretch(rng, a, b)
    if stretch is None:
        return
    first, last, gap = stretch
    channel = rng.choice(CHANNELS)
    day = first + dt.timedelta(days=rng.randrange(1, gap + 1))
    while day <= last:
        if day.weekday() < 5 and _at_work(a, day) and _at_work(b, day):
            yield _contact(rng, a, b, day, channel)
        day += dt.timedelta(days=rng.randrange(gap // 2 + 1, 2 * gap))


def _contact(rng: random.Random, a: Person, b: Person, day: dt.date, channel: str) -> dict[str, str]:
    one_way = (a.agency, b.agency) in ONE_WAY or rng.random() < 0.06
    open_zones = sorted(zone for zone in _shared_zones(a, b) if _is_open(zone, day))
    return {
        "date": day.isoformat(),
        "source": a.id,
        "target": b.id,
        "direction": "directed" if one_way else "mutual",
        "channel": channel,
        "zone": rng.choice(open_zones) if open_zones and rng.random() < 0.3 else "",
        "object": rng.choice(OBJECTS)["object"] if day >= BASELINE and rng.random() < 0.12 else "",
    }


def _shared_zones(a: Person, b: Person) -> set[str]:
    return {seat.zone for seat in a.seats} & {seat.zone for seat in b.seats}


def _is_open(zone: str, day: dt.date) -> bool:
    row = next(row for row in ZONES if row["zone"] == zone)
    return (row["opened"] or START.isoformat()) <= day.isoformat() <= (row["closed"] or END.isoformat())


def _stretch(rng: random.Random, a: Person, b: Person) -> tuple[dt.date, dt.date, int] | None:
    """When a pair is in touch and every how many days; None where it never is."""
    chance = 0.48 if _shared_zones(a, b) else 0.5 if a.agency == b.agency else 0.06
    if rng.random() > chance:
        return None
    kind = rng.choices(("throughout", "before", "after", "tried"), (25, 15, 35, 25))[0]
    if kind == "throughout":
        return START, END, rng.randrange(45, 80)
    if kind == "before":
        return START, BASELINE + dt.timedelta(days=rng.randrange(10, 150)), rng.randrange(35, 60)
    if kind == "after":
        return BASELINE + dt.timedelta(days=rng.randrange(5, 150)), END, rng.randrange(30, 60)
    tried = BASELINE + dt.timedelta(days=rng.randrange(10, 320))
    return tried, tried + dt.timedelta(days=40), 20


def practitioners() -> list[dict[str, str]]:
    return [
        {
            "practitioner": person.id,
            "name": person.name,
            "agency": person.agency,
            "profession": person.profession,
            "level": person.level,
            "partnership": PARTNERSHIP["partnership"],
            "joined": person.joined.isoformat() if person.joined else "",
            "left": person.left.isoformat() if person.left else "",
            **SIMULATED,
        }
        for person in PEOPLE
    ]


def posts() -> list[dict[str, str]]:
    return [
        {
            "practitioner": person.id,
            "zone": seat.zone,
            "role": seat.role,
            "joined": seat.joined.isoformat() if seat.joined else "",
            "left": seat.left.isoformat() if seat.left else "",
            **SIMULATED,
        }
        for person in PEOPLE
        for seat in person.seats
    ]


def employments() -> list[dict[str, str]]:
    return [
        {
            "practitioner": person.id,
            "agency": agency,
            "level": level,
            "joined": joined.isoformat(),
            "left": left.isoformat(),
            **SIMULATED,
        }
        for person in PEOPLE
        for agency, level, joined, left in person.employments
    ]


def marked(rows: Sequence[Row]) -> list[Row]:
    return [{**row, **SIMULATED} for row in rows]


def tables(seed: int = SEED) -> dict[str, Sequence[Row]]:
    """Every table of the study."""
    rng = random.Random(seed)  # noqa: S311  (a simulation, no secret)
    sittings = meetings()
    made: dict[str, Sequence[Row]] = {
        "levels": marked(LEVELS),
        "partnerships": marked([PARTNERSHIP]),
        "agencies": marked(AGENCIES),
        "practitioners": practitioners(),
        "employments": employments(),
        "services": marked(SERVICES),
        "zones": marked(ZONES),
        "posts": posts(),
        "meetings": sittings,
        "attendance": attendance(rng, sittings),
        "contacts": contacts(rng),
        "objects": marked(OBJECTS),
        "events": marked(EVENTS),
    }
    return {**made, "translations": translations(RIVERSIDE, made)}


def main() -> int:
    """Write the study."""
    write_folder(TARGET, ABOUT, tables())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
