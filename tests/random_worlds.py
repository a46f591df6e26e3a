"""Small random worlds in which every kind, state and origin of tie occurs often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]

HOSTILE_IDS = (
    "agency_1",
    "agency_1_2",
    "1",
    "1_2",
    "01",
    "1.0",
    "=A1",
    "Č-12",
    "a,b",
    "a;b",
    "<b>x</b>",
    "None",
    "NA",
    "nan",
    "-",
    "a b",
    'q"uote',
    "agency",
    "true",
    "日本",
    "Z",
    "z",
    "{x}",
    "%s",
    "../x",
    "_",
)
CHANNELS = ("phone", "e-mail", "1")
CLOCKS = ("T14:30", "T09:00", "T14:30:20", "T09:00:00Z")
GAPS = (1, 7, 13, 14, 14, 15, 28, 29, 30, 44, 45, 45, 46, 90, 91)
LEVELS = ("users", "front", "board")
PROFESSIONS = ("nurse", "teacher", "<i>chief</i>")
CODED_KINDS = ("old_network", "new_network", "cognitive_trail", None)


def random_rows(rng: Random, start: dt.date | None = None) -> Rows:
    """A small random world, tuned so that each branch of the definitions is walked often.

    It lasts a little over a year from `start`, which is drawn too unless given.
    """
    return _World(rng, start or dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(800))).rows


class _World:
    """One random world while it is being made."""

    def __init__(self, rng: Random, start: dt.date) -> None:
        self.rng, self.start = rng, start
        ids = rng.sample(HOSTILE_IDS, 16)
        self.people = [ids.pop() for _ in range(rng.randint(4, 9))]
        self.agencies = [ids.pop() for _ in range(rng.randint(0, 5))]
        self.partnerships = rng.sample(HOSTILE_IDS, rng.choice((0, 1, 1, 1, 2)))
        self.zones = rng.sample((*CHANNELS, *HOSTILE_IDS[4:10]), rng.randint(1, 3))
        self.objects = rng.sample(HOSTILE_IDS, 2)
        self.turn = rng.randint(100, 200)
        self.rows: Rows = {}
        self.describe()
        self.meet()
        self.talk()
        if rng.random() < 0.5:
            self.code()
        if len(self.agencies) >= 3 and rng.random() < 0.4:
            self.reorganise()

    def day(self, offset: int) -> str:
        return (self.start + dt.timedelta(offset)).isoformat()

    def written(self, offset: int) -> str:
        """A date as people write it: now and then only the month, or with a time of day."""
        chance = self.rng.random()
        if chance < 0.03:
            return self.day(offset)[:7]
        return self.day(offset) + (CLOCKS[int(chance * 100) % len(CLOCKS)] if chance > 0.7 else "")

    def vague(self, offset: int) -> str:
        """A date of which often no more than the month is known."""
        return self.day(offset)[: 7 if self.rng.random() < 0.4 else 10]

    def some(self, share: float, **cells: Any) -> Row:
        """Each cell with a chance of `share`, else left out."""
        return {name: cell for name, cell in cells.items() if cell is not None and self.rng.random() < share}

    def pick(self, values: Sequence[Any]) -> Any:
        return self.rng.choice(values) if values else None

    def add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def describe(self) -> None:
        """Levels, partnerships, agencies, zones and people with what is known of them."""
        for rank, level in enumerate(LEVELS):
            self.add("levels", {"level": level, "rank": rank})
        for site in self.partnerships:
            edges = {"observed_from": self.day(self.rng.randint(-30, 60))}
            baseline = {"baseline": self.written(self.turn + self.rng.randint(-20, 20))}
            until = {"observed_to": self.written(self.rng.randint(300, 430))}
            row = {"partnership": site} | self.some(0.5, **edges) | self.some(0.85, **baseline)
            self.add("partnerships", row | self.some(0.3, **until))
        for agency in self.agencies:
            self.add(
                "agencies", {"agency": agency} | self.some(0.6, partnership=self.pick(self.partnerships))
            )
        for name in self.objects:
            self.add("objects", {"object": name})
        for zone in self.zones:
            self.add(
                "zones",
                {"zone": zone} | self.some(0.5, level=self.pick(LEVELS), object=self.pick(self.objects)),
            )
        for person in self.people:
            self.person(person)

    def person(self, person: str) -> None:
        about = self.some(0.7, agency=self.pick(self.agencies), level=self.pick(LEVELS))
        about |= self.some(0.5, partnership=self.pick(self.partnerships), profession=self.pick(PROFESSIONS))
        stay = self.some(0.1, joined=self.written(self.rng.randint(0, 150)))
        stay |= self.some(0.1, left=self.written(self.rng.randint(250, 400)))
        self.add("practitioners", {"practitioner": person} | about | stay)
        if self.agencies and self.rng.random() < 0.3:
            self.employ(person)
        if "partnership" not in about and len(self.partnerships) > 1:
            for site in self.rng.sample(self.partnerships, self.rng.randint(0, 2)):
                stay = self.some(0.5, joined=self.vague(self.rng.randint(-60, 200)))
                stay |= self.some(0.2, left=self.vague(self.rng.randint(201, 400)))
                self.add("members", {"partnership": site, "actor": person} | stay)
        for zone in self.zones:
            if self.rng.random() < 0.25:
                joined = self.rng.randint(0, 300)
                dates = self.some(0.6, joined=self.vague(joined), left=self.vague(joined + 70))
                self.add("posts", {"practitioner": person, "zone": zone} | dates)

    def employ(self, person: str) -> None:
        """One employment, or two of which the second may begin before the first has ended."""
        move = self.rng.randint(100, 350)
        first = {"agency": self.pick(self.agencies), "left": self.vague(move)}
        second = {
            "agency": self.pick(self.agencies),
            "joined": self.vague(move + self.rng.choice((1, 1, 40, -5, -60))),
        }
        for row in self.rng.choice(([first], [second], [first, second])):
            self.add("employments", {"practitioner": person} | row | self.some(0.8, level=self.pick(LEVELS)))

    def rhythm(self) -> list[int]:
        """Days of a series: one gap again and again, a step out of tune now and then, before or after B."""
        gap = self.rng.choice(GAPS)
        begin = self.turn + self.rng.choice((-130, -95, -60, -gap, -1, 0, 1, 20, 100))
        length = self.rng.randint(1, 5)
        return [begin + gap * turn + self.rng.choice((0, 0, 0, 0, 0, 1, -1)) for turn in range(length)]

    def meet(self) -> None:
        for zone in [*self.zones, None]:
            if self.rng.random() < 0.6:
                members = self.rng.sample(self.people, self.rng.randint(2, min(5, len(self.people))))
                for offset in self.rhythm():
                    self.sitting(zone, offset, members)

    def sitting(self, zone: str | None, offset: int, members: list[str]) -> None:
        meeting = f"{zone}_{len(self.rows.get('meetings', []))}"
        self.add(
            "meetings", {"meeting": meeting, "date": self.written(offset)} | ({"zone": zone} if zone else {})
        )
        for person in members:
            if self.rng.random() < 0.9:
                status = self.rng.choice(("present",) * 6 + ("apologies", "unclear", None))
                row = {"meeting": meeting, "practitioner": person}
                self.add("attendance", row | ({"status": status} if status else {}))

    def talk(self) -> None:
        for _ in range(self.rng.randint(3, 6)):
            one, other, third = self.rng.sample(self.people, 3)
            self.series(one, other)
            if self.rng.random() < 0.5:
                self.series(one, other)
            if self.rng.random() < 0.3:
                self.series(one, third)
                self.series(third, other)
        for _ in range(self.rng.randint(0, 4) if len(self.agencies) > 1 else 0):
            self.series(*self.rng.sample(self.agencies, 2))
        for actors in (self.people, self.people, self.agencies):
            if len(actors) > 1 and self.rng.random() < 0.6:
                self.history(*self.rng.sample(actors, 2))
        ends = [*self.people, *self.agencies]
        self.contact(self.turn, *self.rng.choices(ends, k=2))

    def history(self, one: str, other: str) -> None:
        """A pair known long before B and met again since, often about or over something new."""
        gap = self.rng.choice((44, 45, 45, 46, 60))
        begin = self.turn - 2 * gap - self.rng.choice((1, 5, 20, 22))
        how = self.some(0.7, channel="phone", zone=self.zones[0], object=self.objects[0])
        for offset in (begin, begin + gap, begin + 2 * gap):
            self.contact(offset, one, other, **how)
        new = self.some(0.5, channel=self.pick(CHANNELS), zone=self.pick(self.zones), object=self.objects[1])
        gap, begin = self.rng.choice((13, 14, 14, 15, 28)), self.turn + self.rng.choice((0, 20, 21, 60))
        for turn in range(self.rng.randint(0, 4)):
            self.contact(begin + gap * turn, other, one, **(new or how))

    def series(self, one: str, other: str) -> None:
        """Contacts of one pair in one rhythm, mostly over one channel, zone and object."""
        how = self.some(
            0.5, channel=self.pick(CHANNELS), zone=self.pick(self.zones), object=self.pick(self.objects)
        )
        for offset in self.rhythm():
            again = how if self.rng.random() < 0.9 else self.some(0.5, channel=self.pick(CHANNELS))
            self.contact(offset, *self.rng.sample((one, other), 2), **again)

    def contact(self, offset: int, source: str, target: str, **how: str) -> None:
        number = len(self.rows.get("contacts", []))
        row = {"contact": f"c{number}", "date": self.written(offset), "source": source, "target": target}
        direction = self.some(0.8, direction=self.rng.choice(("mutual", "directed")))
        self.add("contacts", row | direction | how)

    def code(self) -> None:
        """Declared ties, in waves and without, repeated and at odds with each other."""
        for number, end in enumerate((self.turn, self.turn + 150)):
            wave = {"wave": f"w_{number}", "start": self.day(end - 20), "end": self.written(end)}
            self.add("waves", wave | self.some(0.5, partnership=self.pick(self.partnerships)))
        for _ in range(self.rng.randint(1, 8)):
            among = self.agencies if len(self.agencies) > 1 and self.rng.random() < 0.2 else self.people[:4]
            source, target = self.rng.sample(among, 2)
            about = {"source": source, "target": target, "coder": str(len(self.rows.get("ties", [])))}
            about |= self.some(0.5, wave=self.rng.choice(("w_0", "w_1")))
            kind = self.some(0.9, kind=self.rng.choice(CODED_KINDS), missing=self.rng.random() < 0.2)
            self.add("ties", about | kind)

    def reorganise(self) -> None:
        """A chain or a split among the agencies, some of it after the last day."""
        old, middle, new = self.rng.sample(self.agencies, 3)
        when = [self.day(self.rng.randint(50, 450)) for _ in range(2)]
        later = (middle, new) if self.rng.random() < 0.3 else (old, new)
        if self.rng.random() < 0.6:
            third = self.rng.choice([agency for agency in self.agencies if agency not in (old, new)])
            for one in (old, old, new, middle):
                for offset in (self.turn, self.turn + 30, self.turn + 60)[: self.rng.randint(0, 3)]:
                    self.contact(offset + self.rng.randint(-90, 150), one, third)
        for (agency, successor), date in zip(((old, middle), later), when, strict=True):
            kind = self.rng.choice(("renamed", "merged", "split"))
            self.add("agency_changes", {"agency": agency, "successor": successor, "date": date, "kind": kind})
