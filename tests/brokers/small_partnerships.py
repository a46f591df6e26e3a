"""Small random partnerships in which few carry: dated seats and jobs, arrows, comings and goings."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.random_worlds import HOSTILE_IDS, Row, Rows

START = dt.date(2011, 1, 1)
DAYS = 40


def small_partnership(rng: Random, mark: str) -> Rows:
    """Eight to eleven people with levels of their own (`front`, `board` and `attic` with the mark)."""
    return _Partnership(rng, mark).rows


class _Partnership:
    """One partnership while it is being made."""

    def __init__(self, rng: Random, mark: str) -> None:
        self.rng, self.mark = rng, mark
        self.front, self.board, self.attic = (f"{name} {mark}" for name in ("front", "board", "attic"))
        self.people = [f"{name}/{mark}" for name in rng.sample(HOSTILE_IDS, rng.randint(8, 11))]
        self.agencies = [f"{name}!{mark}" for name in rng.sample(HOSTILE_IDS, 3)]
        self.zones = {f"zone {level}": level for level in (self.front, self.board, self.attic)}
        self.rows: Rows = {}
        for level in (self.front, self.board, self.attic):
            self.add("levels", level=level)
        for zone, level in self.zones.items():
            self.add("zones", zone=zone, level=level)
        for agency in self.agencies:
            self.add("agencies", agency=agency)
        for place, person in enumerate(self.people):
            self.person(person, place)
        for number in range(rng.randint(13, 22)):
            self.meet(number)

    def add(self, table: str, **cells: str | None) -> None:
        row: Row = {name: cell for name, cell in cells.items() if cell is not None}
        self.rows.setdefault(table, []).append(row)

    def day(self, least: int = 0, most: int = DAYS - 1) -> str:
        return (START + dt.timedelta(self.rng.randint(least, most))).isoformat()

    def maybe(self, share: float, cell: str) -> str | None:
        return cell if self.rng.random() < share else None

    def person(self, person: str, place: int) -> None:
        level = self.front if place < 5 else self.board if place == 5 else None
        stay = {"joined": self.maybe(0.06, self.day(0, 15)), "left": self.maybe(0.06, self.day(25, 39))}
        self.add(
            "practitioners",
            practitioner=person,
            level=level,
            agency=self.maybe(0.8, self.rng.choice(self.agencies)),
            **stay,
        )
        if self.rng.random() < 0.15:
            begin = self.rng.randint(5, 30)
            dates = {"joined": self.day(begin, begin), "left": self.maybe(0.5, self.day(begin, 39))}
            level = self.rng.choice((self.front, self.board, None))
            self.add("employments", practitioner=person, agency=self.agencies[0], level=level, **dates)
        for zone in self.zones:
            if self.rng.random() < 0.08:
                begin = self.rng.randint(0, 30)
                dates = {"joined": self.day(begin, begin), "left": self.maybe(0.5, self.day(begin, 39))}
                self.add(
                    "posts", practitioner=person, zone=zone, **(dates if self.rng.random() < 0.7 else {})
                )

    def meet(self, number: int) -> None:
        key, day, zone = f"{number}/{self.mark}", self.day(), self.rng.choice([*self.zones, None])
        if self.rng.random() < 0.25:
            self.add("meetings", meeting=key, date=day, zone=zone)
            for person in self.rng.sample(self.people, self.rng.randint(2, 4)):
                status = self.rng.choice(("present", "present", "present", "apologies", "unclear"))
                self.add("attendance", meeting=key, practitioner=person, status=status)
        else:
            one, other = self.rng.sample(self.people, 2)
            way = self.rng.choice(("mutual", "mutual", "directed", None))
            self.add("contacts", contact=key, date=day, source=one, target=other, zone=zone, direction=way)


def side_by_side(partnerships: list[Rows]) -> Rows:
    """Several partnerships as one study; a level's rank is its place among all of them."""
    sea: Rows = {}
    for rows in partnerships:
        for table, given in rows.items():
            sea.setdefault(table, []).extend(given)
    for rank, row in enumerate(sea["levels"]):
        row["rank"] = rank
    return sea
