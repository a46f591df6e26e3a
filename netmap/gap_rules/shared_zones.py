"""Which agencies are in which boundary zones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import sittings_of
from netmap.gap_rules.record import Record, held_on
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.stays import post_spells


def people_in_zones(record: Record) -> Bools:
    """Who is in which boundary zone that is not closed: a table of zones x actors.

    Whoever holds a post in it on the day, or was present at one of its sittings in the window.
    """
    found = _posts(record)
    zone, person, _ = _attendances(record)
    found[zone, person] = True
    return _open(record, found)


def agencies_in_zones(record: Record) -> Bools:
    """Which agencies are in which boundary zone that is not closed: a table of zones x agencies.

    By a seat of their own on the day, by a post that one of their people holds then, or by whoever was
    present for them at one of its sittings in the window, wherever they work since.
    """
    zones, seats = record.study.zones, record.study.seats
    found = np.zeros((len(zones) + 1, len(record.agencies) + 1), np.bool_)
    zone, person = np.nonzero(_posts(record)[:-1, :-1])
    found[zone, record.agency_of[person]] = True
    zone, person, day = _attendances(record)
    found[zone, record.window.agencies_on(person, day)] = True
    held = held_on(seats, record.end, "joined", "left")
    place = pd.Index(zones["zone"]).get_indexer(pd.Index(seats["zone"], dtype=object))
    found[place[held], record.agency_codes(seats["agency"])[held]] = True
    return _open(record, found)


def _posts(record: Record) -> Bools:
    """Who holds a post in which zone on the day; a row and a column more, for what is not known."""
    zones, actors = record.study.zones, actors_of(record.study)
    found = np.zeros((len(zones) + 1, len(actors) + 1), np.bool_)
    posts, spells = record.study.posts, post_spells(record.study)
    held = (spells.begins <= record.end) & (record.end <= spells.ends)
    zone = pd.Index(zones["zone"]).get_indexer(pd.Index(posts["zone"], dtype=object))
    found[zone[held], actors.codes(posts["practitioner"])[held]] = True
    return found


def _attendances(record: Record) -> tuple[Ints, Ints, Ints]:
    """Zone, person and day of everybody who was present at a sitting in the window."""
    sat = sittings_of(record.study, record.policy)
    _, inside = sat.between(record.start, record.end)
    meeting = sat.meeting[inside]
    return sat.zone[meeting], sat.person[inside], sat.day[meeting]


def _open(record: Record, found: Bools) -> Bools:
    """The same without what is not known, of zones that are not closed."""
    open_ = held_on(record.study.zones, record.end, "opened", "closed")
    table: Bools = found[:-1, :-1] & open_[:, None]
    return table
