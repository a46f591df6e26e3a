"""Hyperevents: who was together when, a row for each participant of each sitting and contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from netmap.model.dates import NO_DAY, as_day, day_number
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.network_files.edge_lists import (
    columns_beside,
    node_rows,
    nodes_in,
    others_among,
    rows_in,
    table_csv,
)
from netmap.network_files.plain_network import (
    PlainNetwork,
    Row,
    nodes_of,
    not_in_any,
    study_of,
    table_cells,
    tables_of,
)

MEETING, CONTACT = "meeting", "contact"
COLUMNS = ("time", "event", "sort", "zone", "participant", "role")
SOURCE, TARGET = "source", "target"
HELD = {
    "meetings": {"meeting", "zone", "date"},
    "attendance": {"meeting", "practitioner", "role"},
    "contacts": {"contact", "date", "source", "target", "zone", "direction"},
    "zones": {"zone"},
}
"""The columns that are in such a file."""

TWO_ENDS = N_("{path}: the contact “{event}” has {n} participants; it takes two, a source and a target")
TWO_TIMES = N_("{path}: the event “{event}” has two times or zones; give each event its own name")
NO_SORT = N_("{path}: “{sort}” is no sort of event; it takes meeting or contact")


@dataclass(frozen=True, slots=True)
class Event:
    """A sitting or a contact with who took part, each with the role that is on record."""

    sort: str
    id: str
    time: str | None
    zone: str | None
    participants: tuple[tuple[str, str | None], ...]


def events_of(study: Study, as_of: Any = None) -> list[Event]:
    """The sittings with somebody present and the contacts; where a day is told, those by it."""
    last = None if as_of is None else as_day(as_of, "as_of", end=True)
    found = _every_event(study)
    return [each for each in found if last is None or each.time is None or _first(each.time) <= last]


def _every_event(study: Study) -> list[Event]:
    return [*_sittings(study), *_contacts(study)]


def _first(time: str) -> int:
    day = day_number(time, end=False)
    return NO_DAY if day is None else day


def _sittings(study: Study) -> Iterator[Event]:
    there = study.attendance[study.attendance["status"].fillna("present") == "present"]
    present: dict[str, list[tuple[str, str | None]]] = {}
    for row in table_cells(there[["meeting", "practitioner", "role"]]):
        present.setdefault(row["meeting"], []).append((row["practitioner"], row.get("role")))
    for row in table_cells(study.meetings[["meeting", "date", "zone"]]):
        if row["meeting"] in present:
            who = tuple(present[row["meeting"]])
            yield Event(MEETING, row["meeting"], row.get("date"), row.get("zone"), who)


def _contacts(study: Study) -> Iterator[Event]:
    for row in table_cells(study.contacts[["contact", "date", "zone", "source", "target", "direction"]]):
        one_way = row.get("direction") == "directed"
        roles = (SOURCE, TARGET) if one_way else (None, None)
        who = tuple(zip((row["source"], row["target"]), roles, strict=True))
        yield Event(CONTACT, row["contact"], row.get("date"), row.get("zone"), who)


def hyperevents(study: Study, events: list[Event]) -> tuple[bytes, bytes]:
    """The CSV of events, and that of the actors which lies beside it."""
    rows = [
        {
            "time": event.time,
            "event": event.id,
            "sort": event.sort,
            "zone": event.zone,
            "participant": who,
            "role": role,
        }
        for event in events
        for who, role in event.participants
    ]
    nodes = node_rows(PlainNetwork(nodes_of(study), ()))
    return table_csv(columns_beside(COLUMNS, ()), rows), table_csv(*nodes)


def not_in_hyperevents(study: Study, events: list[Event]) -> tuple[str, ...]:
    """The tables, columns and rows of a study that are not in a file which holds some events."""
    held = ("agencies", "practitioners", *HELD)
    lost = {each for each in not_in_any(study) if each.partition(".")[0] not in held}
    for name, columns in HELD.items():
        table = study.table(name)
        lost |= {
            f"{name}.{column}"
            for column in table.columns
            if column not in columns and table[column].notna().any()
        }
    if study.table("ties").shape[0]:
        lost.add("ties")
    every = _every_event(study)
    if len(study.meetings) > sum(event.sort == MEETING for event in every):
        lost.add("meetings without anybody present on record")
    for sort, what in ((MEETING, "meetings"), (CONTACT, "contacts")):
        written, there = (sum(each.sort == sort for each in some) for some in (events, every))
        if written < there:
            lost.add(f"{what} after the day")
    named, ever = ({each.zone for each in some} for some in (events, every))
    zones = set(study.zones["zone"])
    if zones - ever:
        lost.add("zones in which nobody is on record as present")
    if (zones & ever) - named:
        lost.add("zones in which nobody was present by the day")
    return tuple(sorted(lost))


def from_hyperevents(place: Path, beside: Path, sort: str) -> Study:
    """The study of a CSV of events: sittings with who was present, contacts, zones and actors."""
    events = _read(place)
    nodes = nodes_in(beside, sort)
    who = (each for event in events for each, _ in event.participants)
    actors = tables_of(PlainNetwork((*nodes, *others_among(who, nodes, sort)), ()))
    meetings = [event for event in events if event.sort == MEETING]
    contacts = [event for event in events if event.sort == CONTACT]
    zones = dict.fromkeys(event.zone for event in events if event.zone is not None)
    return study_of(
        {
            **actors,
            "zones": pd.DataFrame({"zone": list(zones)}),
            "meetings": pd.DataFrame(
                [{"meeting": each.id, "zone": each.zone, "date": each.time} for each in meetings]
            ),
            "attendance": pd.DataFrame(
                [
                    {"meeting": each.id, "practitioner": person, "role": role}
                    for each in meetings
                    for person, role in each.participants
                ]
            ),
            "contacts": pd.DataFrame([_contact_row(place, each) for each in contacts]),
        }
    )


def _contact_row(place: Path, event: Event) -> Row:
    ends = event.participants
    if len(ends) != 2:
        raise ArgumentError(TWO_ENDS, path=place, event=event.id, n=len(ends))
    (one, role), (other, _) = ends if ends[0][1] != TARGET else ends[::-1]
    told = {"contact": event.id, "date": event.time, "zone": event.zone, "source": one, "target": other}
    found = {name: text for name, text in told.items() if text is not None}
    return {**found, "direction": "mutual" if role is None else "directed"}


def _read(place: Path) -> list[Event]:
    found: dict[tuple[str, str], Event] = {}
    for row in rows_in(place, ("event", "participant")):
        sort, id_ = row.get("sort", MEETING), row["event"]
        if sort not in (MEETING, CONTACT):
            raise ArgumentError(NO_SORT, path=place, sort=sort)
        event = found.get((sort, id_), Event(sort, id_, row.get("time"), row.get("zone"), ()))
        if (event.time, event.zone) != (row.get("time"), row.get("zone")):
            raise ArgumentError(TWO_TIMES, path=place, event=id_)
        who = (*event.participants, (row["participant"], row.get("role")))
        found[sort, id_] = Event(sort, id_, event.time, event.zone, who)
    return list(found.values())
