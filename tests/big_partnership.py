"""A made-up partnership of any size, fast to build: for benchmarks and for pages under load.

Everything in it is drawn by a seeded generator and marked `simulated`; it stands for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Indices = npt.NDArray[np.int64]
Tables = dict[str, pd.DataFrame]

FIRST_DAY = np.datetime64("2021-01-01", "D")
BASELINE = np.datetime64("2022-01-01", "D")
DAYS = 3 * 365

LEVELS = ("users", "operational", "strategic", "authority")
LEVEL_SHARES = (0.06, 0.64, 0.22, 0.08)
FORMS = (
    ("locality meeting", 1),
    ("task group", 1),
    ("co-location", 1),
    ("forum of users", 0),
    ("pillar", 2),
    ("training", 1),
    ("board", 3),
    ("learning event", 2),
)
SECTORS = ("health", "local authority", "education", "police", "housing", "voluntary")
PROFESSIONS = ("social worker", "nurse", "teacher", "police officer", "housing officer", "manager")
NEEDS = ("early years", "mental health", "homelessness", "school exclusion", "domestic abuse")
AREAS = ("north", "centre", "south", "coast")
CHANNELS = ("phone", "e-mail", "visit", "joint work")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; `zones` and `objects` follow from the rest."""

    people: int
    agencies: int
    meetings: int
    contacts: int

    @property
    def zones(self) -> int:
        return max(len(FORMS), self.meetings // 30)

    @property
    def objects(self) -> int:
        return max(4, self.agencies // 2)


def partnership(people: int, agencies: int, meetings: int, contacts: int, seed: int = 0) -> Tables:
    """The tables of one simulated partnership over three years, with a baseline after the first.

    Four levels; zones of every form with posts and regular sittings; contacts mostly between people
    who know each other already, a twentieth of them between agencies. The same arguments give the same
    tables.

    Example:
        >>> sorted(partnership(20, 4, 10, 30))[:3]
        ['agencies', 'attendance', 'contacts']
    """
    rng = np.random.default_rng(seed)
    size = Size(people, agencies, meetings, contacts)
    home = _heavy_tailed(rng, agencies, people)
    level = rng.choice(len(LEVELS), people, p=LEVEL_SHARES)
    forms = np.arange(size.zones) % len(FORMS)
    seats = _seats(rng, size, level, forms)
    sittings = _meetings(rng, size)
    tables = {
        "levels": pd.DataFrame({"level": LEVELS, "rank": range(len(LEVELS)), "name": LEVELS}),
        "partnerships": _partnerships(),
        "agencies": _agencies(rng, size),
        "practitioners": _practitioners(rng, size, home, level),
        "services": _services(rng, size),
        "objects": _objects(rng, size),
        "zones": _zones(rng, size, forms),
        "posts": _posts(rng, seats),
        "meetings": sittings,
        "attendance": _attendance(rng, size, seats, sittings),
        "contacts": _contacts(rng, size, seats),
        "events": _events(),
    }
    return {name: frame.assign(provenance="simulated") for name, frame in tables.items()}


def _names(word: str, numbers: Indices) -> npt.NDArray[Any]:
    return np.char.add(f"{word}_", (numbers + 1).astype(str))


def _heavy_tailed(rng: np.random.Generator, choices: int, n: int) -> Indices:
    """Choices among 0..choices-1, the first ones many times as often as the last."""
    weights = 1 / np.arange(1, choices + 1) ** 0.8
    return rng.choice(choices, n, p=weights / weights.sum())


def _dates(offsets: Indices) -> npt.NDArray[Any]:
    return np.datetime_as_string(FIRST_DAY + offsets.astype("timedelta64[D]"))


def _sometimes(rng: np.random.Generator, values: Any, share: float) -> npt.NDArray[Any]:
    """The values, and missing for the rest of the rows."""
    column = np.asarray(values).astype(object)
    column[rng.random(len(column)) >= share] = None
    return column


def _partnerships() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "partnership": ["simulated_partnership"],
            "name": ["Simulated partnership"],
            "baseline": [str(BASELINE)],
            "observed_from": [str(FIRST_DAY)],
            "observed_to": [str(FIRST_DAY + np.timedelta64(DAYS - 1, "D"))],
        }
    )


def _agencies(rng: np.random.Generator, size: Size) -> pd.DataFrame:
    ids = _names("agency", np.arange(size.agencies))
    sector = rng.choice(SECTORS, size.agencies)
    return pd.DataFrame(
        {"agency": ids, "name": np.char.replace(ids, "agency_", "Agency "), "sector": sector}
    ).assign(partnership="simulated_partnership")


def _practitioners(rng: np.random.Generator, size: Size, home: Indices, level: Indices) -> pd.DataFrame:
    ids = _names("person", np.arange(size.people))
    joined = rng.integers(0, DAYS // 2, size.people)
    return pd.DataFrame(
        {
            "practitioner": ids,
            "name": np.char.replace(ids, "person_", "Person "),
            "agency": _sometimes(rng, _names("agency", home), 0.98),
            "profession": rng.choice(PROFESSIONS, size.people),
            "level": _sometimes(rng, np.asarray(LEVELS)[level], 0.95),
            "joined": _sometimes(rng, _dates(joined), 0.05),
            "left": _sometimes(rng, _dates(joined + DAYS // 2), 0.03),
        }
    )


def _services(rng: np.random.Generator, size: Size) -> pd.DataFrame:
    n = size.agencies * 2
    ids = _names("service", np.arange(n))
    return pd.DataFrame(
        {
            "service": ids,
            "name": np.char.replace(ids, "service_", "Service "),
            "agency": _names("agency", np.arange(n) % size.agencies),
            "need": rng.choice(NEEDS, n),
            "area": rng.choice(AREAS, n),
            "opened": _sometimes(rng, _dates(rng.integers(0, DAYS // 2, n)), 0.2),
        }
    )


def _objects(rng: np.random.Generator, size: Size) -> pd.DataFrame:
    ids = _names("object", np.arange(size.objects))
    kind = rng.choice(("case", "action", "project", "theme"), size.objects)
    return pd.DataFrame({"object": ids, "name": ids, "kind": kind, "need": rng.choice(NEEDS, size.objects)})


def _zones(rng: np.random.Generator, size: Size, forms: Indices) -> pd.DataFrame:
    ids = _names("zone", np.arange(size.zones))
    return pd.DataFrame(
        {
            "zone": ids,
            "name": [f"{FORMS[form][0].capitalize()} {number + 1}" for number, form in enumerate(forms)],
            "form": [FORMS[form][0] for form in forms],
            "level": [LEVELS[FORMS[form][1]] for form in forms],
            "formal": rng.random(size.zones) < 0.6,
            "purpose": _sometimes(rng, np.full(size.zones, "to work together"), 0.7),
            "object": _sometimes(rng, _names("object", rng.integers(0, size.objects, size.zones)), 0.5),
        }
    ).assign(partnership="simulated_partnership")


def _seats(rng: np.random.Generator, size: Size, level: Indices, forms: Indices) -> pd.DataFrame:
    """Who sits in which zone: mostly people of its level, a few from others (cross-represented)."""
    wanted = np.asarray([rank for _, rank in FORMS])[forms]
    by_level = [np.flatnonzero(level == rank) for rank in range(len(LEVELS))]
    zones, people = [], []
    for zone, rank in enumerate(wanted):
        own = by_level[rank] if len(by_level[rank]) else np.arange(size.people)
        drawn = np.concatenate([rng.choice(own, 11), rng.integers(0, size.people, 3)])
        members = np.unique(drawn)
        people.append(members)
        zones.append(np.full(len(members), zone))
    return pd.DataFrame({"zone": np.concatenate(zones), "person": np.concatenate(people)})


def _posts(rng: np.random.Generator, seats: pd.DataFrame) -> pd.DataFrame:
    joined = rng.integers(0, DAYS // 3, len(seats))
    return pd.DataFrame(
        {
            "practitioner": _names("person", seats.person.to_numpy()),
            "zone": _names("zone", seats.zone.to_numpy()),
            "role": rng.choice(("member", "member", "member", "chair", "coordinator"), len(seats)),
            "joined": _sometimes(rng, _dates(joined), 0.6),
            "left": _sometimes(rng, _dates(joined + DAYS // 2), 0.2),
        }
    )


def _meetings(rng: np.random.Generator, size: Size) -> pd.DataFrame:
    """Sittings of each zone at a regular distance over the three years."""
    numbers = np.arange(size.meetings)
    zone, turn = numbers % size.zones, numbers // size.zones
    turns = max(1, -(-size.meetings // size.zones))
    day = np.minimum(turn * DAYS // turns + rng.integers(0, 7, size.meetings) + zone % 20, DAYS - 1)
    return pd.DataFrame(
        {
            "meeting": _names("meeting", numbers),
            "zone": _names("zone", zone),
            "date": _dates(day),
            "title": "Sitting",
        }
    )


def _attendance(
    rng: np.random.Generator, size: Size, seats: pd.DataFrame, meetings: pd.DataFrame
) -> pd.DataFrame:
    """Nine in ten of those with a seat are listed, and one guest a sitting."""
    sitting = pd.DataFrame({"meeting": meetings.meeting, "zone": np.arange(size.meetings) % size.zones})
    listed = sitting.merge(seats, on="zone")
    listed = listed[rng.random(len(listed)) < 0.9]
    guests = sitting.assign(person=rng.integers(0, size.people, size.meetings))
    rows = pd.concat([listed, guests]).drop_duplicates(["meeting", "person"])
    status = rng.choice(("present", "apologies", "unclear"), len(rows), p=(0.8, 0.15, 0.05))
    person = _names("person", rows.person.to_numpy())
    return pd.DataFrame({"meeting": rows.meeting.to_numpy(), "practitioner": person, "status": status})


def _contacts(rng: np.random.Generator, size: Size, seats: pd.DataFrame) -> pd.DataFrame:
    n, between = size.contacts, size.contacts // 20
    source, target, zone = _acquaintances(rng, size, seats)
    ends = np.column_stack([_names("person", source), _names("person", target)])
    if size.agencies > 1:
        one = rng.integers(0, size.agencies, between)
        other = (one + 1 + _heavy_tailed(rng, size.agencies - 1, between)) % size.agencies
        ends = ends.astype(object)
        ends[:between] = np.column_stack([_names("agency", one), _names("agency", other)])
    in_zone = _names("zone", np.maximum(zone, 0)).astype(object)
    in_zone[zone < 0] = None
    return pd.DataFrame(
        {
            "contact": _names("contact", np.arange(n)),
            "date": _dates(rng.integers(0, DAYS, n)),
            "source": ends[:, 0],
            "target": ends[:, 1],
            "direction": rng.choice(("mutual", "directed"), n, p=(0.7, 0.3)),
            "channel": _sometimes(rng, rng.choice(CHANNELS, n), 0.9),
            "zone": _sometimes(rng, in_zone, 0.4),
            "object": _sometimes(rng, _names("object", rng.integers(0, size.objects, n)), 0.2),
            "strength": rng.integers(1, 6, n),
        }
    )


def _acquaintances(
    rng: np.random.Generator, size: Size, seats: pd.DataFrame
) -> tuple[Indices, Indices, Indices]:
    """Two people and a zone (-1: none) for each contact; few pairs meet often, many once or twice."""
    pairs = max(1, size.contacts // 6)
    mates = seats.groupby("zone").size().to_numpy()
    start = np.cumsum(mates) - mates
    zone = rng.integers(0, len(mates), pairs)
    person = seats.person.to_numpy()
    first, second = (
        person[start[zone] + (rng.random(pairs) * mates[zone]).astype(np.int64)] for _ in range(2)
    )
    stranger = rng.random(pairs) < 0.5
    second = np.where(stranger, (first + rng.integers(1, 60, pairs)) % size.people, second)
    second = np.where(second == first, (first + 1) % size.people, second)
    chosen = _heavy_tailed(rng, pairs, size.contacts)
    return first[chosen], second[chosen], np.where(stranger, -1, zone)[chosen]


def _events() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event": ["launch", "reorganisation"],
            "date": [str(BASELINE), "2023-04-01"],
            "name": ["Partnership launched", "Reorganisation of agencies"],
        }
    ).assign(partnership="simulated_partnership")
