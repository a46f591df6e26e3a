"""Make `datasets/brightwater`, a simulated partnership with a story: `python -m tools.make_brightwater`.

Everything in it is invented; every row says `simulated`. The same seed always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from tools import brightwater_plan as plan
from tools.brightwater_plan import PEOPLE, Person
from tools.italian import BRIGHTWATER, translations
from tools.study_folder import Row, write_folder

TARGET = Path(__file__).parent.parent / "datasets" / "brightwater"
SEED = 20250630
SIMULATED = {"provenance": "simulated"}


def holiday(day: dt.date) -> bool:
    """August, and the days around the turn of the year."""
    return day.month == 8 or (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 3)


def every(days: int, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every so many days, but for holidays."""
    while first <= last:
        if not holiday(first):
            yield first
        first += dt.timedelta(days=days)


def meetings() -> list[dict[str, str]]:
    """Every sitting of every zone."""
    names = {row["zone"]: row["name"] for row in plan.ZONES}
    rows = [
        {"zone": rota.zone, "date": day.isoformat(), "title": names[rota.zone]}
        for rota in plan.ROTAS
        for day in every(7 * rota.weeks, rota.first, rota.last)
    ]
    rows.sort(key=lambda row: (row["date"], row["zone"]))
    return [{"meeting": f"M{number:03}", **row, **SIMULATED} for number, row in enumerate(rows, 1)]


def attendance(rng: random.Random, sittings: Sequence[Row]) -> list[dict[str, str]]:
    """Who came of those who sat there that day."""
    rows = []
    for sitting in sittings:
        day = dt.date.fromisoformat(str(sitting["date"]))
        for person in PEOPLE:
            for zone, left in plan.seats(person):
                if zone == sitting["zone"] and day <= (left or plan.END):
                    status = rng.choices(("present", "apologies"), (78, 22))[0]
                    rows.append((str(sitting["meeting"]), person.id, status))
    return [
        {"meeting": meeting, "practitioner": person, "status": status, "role": "member", **SIMULATED}
        for meeting, person, status in rows
    ]


def contacts(rng: random.Random) -> list[dict[str, str]]:
    """Dated contacts between two people, each pair at a pace of its own."""
    rows = [row for one, other in combinations(PEOPLE, 2) for row in _contacts_of(rng, one, other)]
    rows.sort(key=lambda row: (row["date"], row["source"], row["target"]))
    return [{"contact": f"C{number:04}", **row, **SIMULATED} for number, row in enumerate(rows, 1)]


def _contacts_of(rng: random.Random, one: Person, other: Person) -> Iterator[dict[str, str]]:
    pace = _pace(rng, one, other)
    if pace is None or plan.UNLINKED in (one.agency, other.agency):
        return
    first, gap = pace
    channel = rng.choice(("phone", "email", "visit", "case discussion"))
    day = first + dt.timedelta(days=rng.randrange(gap))
    while day <= plan.END:
        if day.weekday() < 5 and not holiday(day):
            yield {
                "date": day.isoformat(),
                "source": one.id,
                "target": other.id,
                "direction": "mutual",
                "channel": channel,
                "zone": "",
            }
        day += dt.timedelta(days=rng.randrange(gap // 2 + 1, 2 * gap))


def _pace(rng: random.Random, one: Person, other: Person) -> tuple[dt.date, int] | None:
    """From when a pair is in touch, and every how many days; None where it never is."""
    together = {zone for zone, _ in plan.seats(one)} & {zone for zone, _ in plan.seats(other)}
    if "wellbeing" in together:
        return dt.date(2024, 3, 1), 24
    levels = {one.level, other.level}
    if levels == {"front"}:
        chance, gap = (0.7, 30) if one.agency == other.agency else (0.22 if together else 0.01, 55)
    elif levels == {"front", "management"}:
        chance, gap = (0.3, 120) if one.agency == other.agency else (0.0, 120)
    else:
        chance, gap = (0.3 if len(levels) == 1 else 0.0), 60
    return (plan.START, gap) if rng.random() < chance else None


def practitioners() -> list[dict[str, str]]:
    """Everybody, known by number alone."""
    words = {"front": "practitioner", "management": "manager", "board": "director"}
    return [
        {
            "practitioner": person.id,
            "name": f"Colleague {person.id[1:]}",
            "agency": person.agency,
            "profession": words[person.level],
            "level": person.level,
            "partnership": plan.PARTNERSHIP["partnership"],
            **SIMULATED,
        }
        for person in PEOPLE
    ]


def posts() -> list[dict[str, str]]:
    """Every seat, from the founding of the zone on."""
    opened = {row["zone"]: row["opened"] for row in plan.ZONES}
    return [
        {
            "practitioner": person.id,
            "zone": zone,
            "role": "member",
            "joined": opened[zone],
            "left": left.isoformat() if left else "",
            **SIMULATED,
        }
        for person in PEOPLE
        for zone, left in plan.seats(person)
    ]


def marked(rows: Sequence[Row]) -> list[Row]:
    """Rows that say that they are simulated."""
    return [{**row, **SIMULATED} for row in rows]


def tables(seed: int = SEED) -> dict[str, Sequence[Row]]:
    """Every table of the study."""
    rng = random.Random(seed)  # noqa: S311  (a simulation, no secret)
    sittings = meetings()
    made: dict[str, Sequence[Row]] = {
        "levels": marked(plan.LEVELS),
        "partnerships": marked([plan.PARTNERSHIP]),
        "agencies": marked(plan.AGENCIES),
        "practitioners": practitioners(),
        "services": marked(plan.SERVICES),
        "zones": marked(plan.ZONES),
        "posts": posts(),
        "meetings": sittings,
        "attendance": attendance(rng, sittings),
        "contacts": contacts(rng),
        "events": marked(plan.EVENTS),
    }
    return {**made, "translations": translations(BRIGHTWATER, made)}


if __name__ == "__main__":
    write_folder(TARGET, plan.ABOUT, tables())
