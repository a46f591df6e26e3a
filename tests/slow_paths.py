"""Who reaches whom by encounters on strictly later days, slowly and from the tables alone.

Levels are those of the people's rows and of the zones in which they hold a seat on the day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from netmap.model.study import Study

Meeting = tuple[str, list[str], list[str]]
"""A day, those from whom learning passes, and those to whom."""


class Paths:
    """The encounters of one partnership, in order of day."""

    def __init__(self, study: Study, partnership: str) -> None:
        people = study.practitioners
        self.people = people[people["partnership"] == partnership]
        self.level = dict(zip(self.people["practitioner"], self.people["level"], strict=True))
        self.agency = dict(zip(self.people["practitioner"], self.people["agency"], strict=True))
        zones = study.zones.set_index("zone")["level"]
        self.seats: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for seat in study.posts.fillna("").itertuples():
            self.seats[seat.practitioner].append((zones[seat.zone], seat.joined, seat.left or "9999"))
        self.encounters = sorted(self._encounters(study))

    def _encounters(self, study: Study) -> Iterator[Meeting]:
        there = study.attendance[study.attendance["status"] == "present"].merge(study.meetings, on="meeting")
        for (_, date), rows in there.groupby(["meeting", "date"]):
            came = [person for person in rows["practitioner"] if person in self.level]
            yield str(date), came, came
        for row in study.contacts.itertuples():
            if row.source in self.level and row.target in self.level:
                both = [row.source, row.target]
                one_way = row.direction == "directed"
                yield row.date, ([row.source] if one_way else both), ([row.target] if one_way else both)

    def at(self, level: str) -> list[str]:
        """People whose own level it is."""
        return [person for person, own in self.level.items() if own == level]

    def is_at(self, person: str, level: str, day: str) -> bool:
        """Whether somebody is at a level on a day."""
        return self.level[person] == level or any(
            at == level and joined <= day <= left for at, joined, left in self.seats[person]
        )

    def cross_represented(self) -> set[str]:
        """People who by a seat are at another level than their own."""
        return {
            person
            for person in self.level
            for level, _, _ in self.seats[person]
            if level != self.level[person]
        }

    def reaches(
        self, source: str, level: str, *, without: Iterable[str] = (), start: str = "", end: str = "9999"
    ) -> bool:
        """Whether somebody reaches anybody else at a level, when some people take no part."""
        gone = set(without)
        reached = {source: ""}
        for day, givers, takers in self.encounters:
            if start <= day <= end and any(reached.get(one, "~") < day for one in givers if one not in gone):
                for person in takers:
                    if person not in gone and person not in reached:
                        reached[person] = day
                        if self.is_at(person, level, day):
                            return True
        return False

    def share(self, level: str, target: str, without: Iterable[str] = ()) -> float:
        """The share of people of one level, but for those left out, who reach another."""
        gone = set(without)
        sources = [person for person in self.at(level) if person not in gone]
        found = [self.reaches(person, target, without=gone) for person in sources]
        return sum(found) / len(found)


def day_before(study: Study, days: int) -> str:
    """The day that lies so many days before the last of the record, as ISO text."""
    last = pd.Timestamp(study.partnerships["observed_to"].iloc[0])
    return (last - dt.timedelta(days=days)).date().isoformat()
