"""Which agencies are in which boundary zones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import sittings_of
from netmap.gap_rules.record import Record, held_on
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.stays import post_spells


def people_in_zones(record: Record) -> Bools:
    """Who is in which boundary zone that is not closed: a table of zones x actors.

    Whoever holds a post in it on the day, or was present at one of its sittings in the window.
    """
    zones, actors = record.study.zones, actors_of(record.study)
    found = np.zeros((len(zones) + 1, len(actors) + 1), np.bool_)
    posts, spells = record.study.posts, post_spells(record.study)
    held = (spells.begins <= record.end) & (record.end <= spells.ends)
    zone = pd.Index(zones["zone"]).get_indexer(pd.Index(posts["zone"], dtype=object))
    found[zone[held], actors.codes(posts["practitioner"])[held]] = True
    sat = sittings_of(record.study, record.policy)
    _, inside = sat.between(record.start, record.end)
    found[sat.zone[sat.meeting[inside]], sat.person[inside]] = True
    open_ = held_on(zones, record.end, "opened", "closed")
    table: Bools = found[:-1, :-1] & open_[:, None]
    return table


def agencies_in_zones(record: Record) -> Bools:
    """Which agencies are in which boundary zone that is not closed: a table of zones x agencies.

    By a seat of their own on the day, or by their people.
    """
    zones, seats = record.study.zones, record.study.seats
    found = np.zeros((len(zones) + 1, len(record.agencies) + 1), np.bool_)
    zone, person = np.nonzero(people_in_zones(record))
    found[zone, record.agency_of[person]] = True
    held = held_on(seats, record.end, "joined", "left")
    place = pd.Index(zones["zone"]).get_indexer(pd.Index(seats["zone"], dtype=object))
    found[place[held], record.agency_codes(seats["agency"])[held]] = True
    open_ = held_on(zones, record.end, "opened", "closed")
    table: Bools = found[:-1, :-1] & open_[:, None]
    return table
