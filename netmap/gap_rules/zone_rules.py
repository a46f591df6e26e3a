"""Rules about boundary zones: informal, dominated, gone quiet, and without users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import sittings_of
from netmap.boundary_zones.health import health_of
from netmap.gap_rules.finding import PARTNERSHIP, ZONE, Actor, Finding, say
from netmap.gap_rules.record import Record, held_on
from netmap.learning.effective_changes import level_of_users
from netmap.model.dates import NO_DAY, from_day
from netmap.model.i18n import N_
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_on


def informal_zone(record: Record, *, sittings: int = 3) -> Iterator[Finding]:
    """A boundary zone that goes on sitting has no formal standing, or its purpose is not stated.

    At least three sittings in the last twelve months. That nothing is said of its standing is not known, and
    no gap; that no purpose is written down is one. Its number is how many sittings.
    """
    for zone, days in _sat(record, record.start):
        informal = isinstance(zone.formal, (bool, np.bool_)) and not zone.formal
        unstated = pd.isna(zone.purpose)
        if len(days) < sittings or not (informal or unstated):
            continue
        message = (
            N_("“{zone}” sat {n} times from {first} to {last} without formal standing or a stated purpose.")
            if informal and unstated
            else N_("“{zone}” sat {n} times from {first} to {last} without formal standing.")
            if informal
            else N_("“{zone}” sat {n} times from {first} to {last} without a stated purpose.")
        )
        yield Finding(
            actors=(Actor(ZONE, zone.zone),),
            value=len(days),
            evidence=say(
                message,
                zone=record.name(ZONE, zone.zone),
                n=len(days),
                first=from_day(days[0]),
                last=from_day(days[-1]),
            ),
            suggestion=say(
                N_("Write down what “{zone}” is for, and have those who send people to it agree to it."),
                zone=record.name(ZONE, zone.zone),
            ),
            since=int(days[int(sittings) - 1]),
        )


def dominated_zone(
    record: Record, *, balance: float = 0.6, agencies: int = 3, sittings: int = 3
) -> Iterator[Finding]:
    """One agency, or very few, fill a boundary zone in which at least three take part.

    Balance of power is the evenness of attendances by agency, 1 where all come alike; less than 0.6 over at
    least three sittings with attendance on record in the last twelve months. Its number is the balance.
    """
    if not len(record.study.zones):
        return
    health = pd.DataFrame(health_of(record.study, record.window, record.policy))
    found = (health["balance"] < balance) & (health["agencies"] >= agencies)
    found &= health["with_attendance"] >= sittings
    for place in np.flatnonzero(found):
        id_ = str(record.study.zones["zone"].iloc[place])
        row, (agency, share) = health.loc[place], _fullest(record, int(place))
        yield Finding(
            actors=(Actor(ZONE, id_),),
            value=float(row["balance"]),
            evidence=say(
                N_(
                    "Of those who sat in “{zone}” from {first} to {last}, {share} came from {agency}; "
                    "{n} agencies took part. Where one is nearly alone, others only hear."
                ),
                zone=record.name(ZONE, id_),
                first=row["first"].date(),
                last=row["last"].date(),
                share=share,
                agency=record.agency_name(agency),
                n=int(row["agencies"]),
            ),
            suggestion=say(
                N_("Agree for “{zone}” how many each agency sends, and let another one chair or host it."),
                zone=record.name(ZONE, id_),
            ),
        )


def zone_gone_quiet(record: Record, *, times: float = 3) -> Iterator[Finding]:
    """A boundary zone has not sat for more than three times its usual interval, and is not closed.

    The usual interval is the median number of days between the days on which it sat up to the day; it takes
    two such days at least. Its number is how many days it has been silent; it holds from the first day on
    which that was too long.
    """
    open_ = held_on(record.study.zones, record.end, "opened", "closed")
    for (zone, sittings), is_open in zip(_sat(record, NO_DAY), open_, strict=True):
        days = np.unique(sittings)
        if len(days) < 2 or not is_open:
            continue
        usual, silent = float(np.median(np.diff(days))), int(record.end - days[-1])
        if not silent > times * usual:
            continue
        yield Finding(
            actors=(Actor(ZONE, zone.zone),),
            value=silent,
            evidence=say(
                N_(
                    "“{zone}” sat every {usual} days or so, last on {last}, and has been silent for {n} "
                    "days. "
                    "Those who met there have nowhere to meet."
                ),
                zone=record.name(ZONE, zone.zone),
                usual=round(usual),
                last=from_day(days[-1]),
                n=silent,
            ),
            suggestion=say(
                N_(
                    "Call “{zone}” together again, or write down that it is closed and where its people now "
                    "meet."
                ),
                zone=record.name(ZONE, zone.zone),
            ),
            since=int(days[-1] + np.floor(times * usual)) + 1,
        )


def users_absent(record: Record) -> Iterator[Finding]:
    """Nobody who uses the services sat in any boundary zone of a partnership in the last twelve months.

    Users are those at the level of rank 0, where its id or its name says users, on the day of the sitting.
    Where there are levels and none of them is of users at all, they are absent too. A partnership of which no
    sitting with attendance is on record is left out. Its number is how many users it has on the roster.
    """
    if not record.study.levels["rank"].notna().any():
        return
    level = level_of_users(record.study)
    sat = sittings_of(record.study, record.policy)
    _, inside = sat.between(record.start, record.end)
    person, day = sat.person[inside], sat.day[sat.meeting[inside]]
    users = np.zeros(len(actors_of(record.study)), np.bool_)
    there = np.zeros(len(person), np.bool_)
    if level is not None:
        held = record.window.at_level(level)
        users, there = held[:, -1] & record.on_roster, held[person, day - record.start]
    of = partnership_on(record.study, person, day)
    of_all = partnership_on(record.study, np.arange(len(users)), np.full(len(users), record.end))
    for place, partnership in record.partnerships():
        if not (of == place).any() or (there & (of == place)).any():
            continue
        n = int((users & (of_all == place)).sum())
        yield Finding(
            actors=() if partnership is None else (Actor(PARTNERSHIP, partnership),),
            value=n,
            evidence=say(
                N_(
                    "No user of services sat in any boundary zone from {start} to {end}. The record knows "
                    "of no level of users. Those whom it is about are not heard."
                )
                if level is None
                else N_(
                    "No user of services sat in any boundary zone from {start} to {end}. Those whom it is "
                    "about "
                    "are not heard."
                ),
                **record.days,
            ),
            suggestion=say(
                N_(
                    "Invite users of services to a boundary zone near them, and say what came of what they "
                    "told."
                )
            ),
        )


def _sat(record: Record, first: int) -> Iterator[tuple[Any, Ints]]:
    """Every boundary zone with the days of its sittings from a day on, up to that of the record."""
    sat = sittings_of(record.study, record.policy)
    inside, _ = sat.between(first, record.end)
    for place, zone in enumerate(record.study.zones.itertuples()):
        yield zone, np.sort(sat.day[inside & (sat.zone == place)])


def _fullest(record: Record, zone: int) -> tuple[int, float]:
    """The agency with most attendances at a zone's sittings in the window, and its share of those known."""
    sat = sittings_of(record.study, record.policy)
    _, inside = sat.between(record.start, record.end)
    mine = inside & (sat.zone[sat.meeting] == zone)
    agency = record.agencies_on(sat.person[mine], sat.day[sat.meeting[mine]])
    counts = np.bincount(agency[agency >= 0], minlength=len(record.agencies))
    return int(counts.argmax()), float(counts.max() / counts.sum())
