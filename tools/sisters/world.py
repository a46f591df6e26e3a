"""A world in the making: rows of every table, each marked as simulated, and what was planted in it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Row = dict[str, Any]
SIMULATED = {"provenance": "simulated"}
IDS = {"meetings": ("meeting", "M"), "contacts": ("contact", "C"), "services": ("service", "S")}
STRENGTH, WEAKNESS = "strength", "weakness"


class World:
    """Rows by table, in the order in which they were made; meetings and contacts get their ids by date."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311  (a simulation, no secret)
        self.rows: dict[str, list[Row]] = {}
        self.planted: list[Row] = []

    def add(self, table: str, **cells: Any) -> Row:
        """One more row of a table."""
        row = {**cells, **SIMULATED}
        self.rows.setdefault(table, []).append(row)
        return row

    def sit(
        self, zone: str, day: dt.date, present: Iterable[str], away: Iterable[str] = (), title: str = ""
    ) -> None:
        """A sitting of a zone with who came and who sent apologies."""
        meeting = self.add("meetings", meeting="", zone=zone, date=day.isoformat(), title=title)
        for person in present:
            self.add("attendance", meeting=meeting, practitioner=person, status="present")
        for person in away:
            self.add("attendance", meeting=meeting, practitioner=person, status="apologies")

    def meet(
        self, day: dt.date, one: str, other: str, channel: str, direction: str = "mutual", about: str = ""
    ) -> None:
        """A contact of two."""
        ends = {"source": one, "target": other, "direction": direction}
        self.add("contacts", contact="", date=day.isoformat(), **ends, channel=channel, object=about)

    def plant(
        self, kind: str, what: str, question: str, partnership: str = "", thing: str = "", value: Any = ""
    ) -> None:
        """Note what was planted, and the question that has to find it."""
        about = {"partnership": partnership, "thing": thing, "value": value}
        self.planted.append({"kind": kind, "what": what, **about, "question": question})

    def pick(self, names: Sequence[str], share: float) -> tuple[list[str], list[str]]:
        """Some of the names, each with one chance, and the others."""
        chosen = [name for name in names if self.rng.random() < share]
        return chosen, [name for name in names if name not in chosen]

    def tables(self) -> dict[str, list[Row]]:
        """Every table, those with dates in the order of their days, with the ids filled in."""
        for table, (column, letter) in IDS.items():
            rows = self.rows.get(table, [])
            rows.sort(key=lambda row: str(row.get("date", "")))
            for number, row in enumerate(rows, 1):
                row[column] = f"{letter}{number:04}"
        found = {}
        for table, rows in self.rows.items():
            plain = [{name: _id(cell) for name, cell in row.items()} for row in rows]
            names = dict.fromkeys(name for row in plain for name in row if name != "provenance")
            used = [name for name in names if any(row.get(name, "") != "" for row in plain)]
            found[table] = [{name: row.get(name, "") for name in (*used, "provenance")} for row in plain]
        if "attendance" in found:
            found["attendance"].sort(key=lambda row: (row["meeting"], row["practitioner"]))
        return found


def _id(cell: Any) -> Any:
    """A meeting stands for its id, which is known at the end."""
    return cell["meeting"] if isinstance(cell, dict) else cell


def workdays(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """Every so many days from one day to another, moved off weekends."""
    day = first
    while day <= last:
        yield day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        day += dt.timedelta(days=step)
