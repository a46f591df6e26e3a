"""One partnership of a simulated world, from its roster to its contacts, with what is true of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.attendance import Attendance, attendance_of
from netmap.simulation.contact_rows import ContactRows, joined_rows
from netmap.simulation.declared_ties import Wave, waves_of
from netmap.simulation.everyday import Engagement, engagement_of, everyday_contacts
from netmap.simulation.follow_ups import FollowUps, follow_ups
from netmap.simulation.gap_contacts import cast_contacts
from netmap.simulation.learning_routes import TrueChampion, route_contacts, true_champions
from netmap.simulation.plan import OPERATIONAL, STRATEGIC
from netmap.simulation.planted_pairs import TrueTie, planted_pairs
from netmap.simulation.reorganisation import reorganised_agencies
from netmap.simulation.reserved_pairs import PairBook
from netmap.simulation.scene import Scene, scene_of
from netmap.simulation.service_plans import Offer, offer_of
from netmap.simulation.single_contacts import one_off_contacts
from netmap.simulation.sites import Site
from netmap.simulation.true_gaps import Planted, TrueGap, true_gaps
from netmap.simulation.work_calendar import Bools, Ints

DIARISTS = 0.6
"""People among whom pairs are planted; guests at sittings come from the others."""


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Everything that happened in one partnership, and the truth about it."""

    scene: Scene
    attendance: Attendance
    contacts: ContactRows
    offer: Offer
    waves: list[Wave]
    engagement: Engagement
    ties: list[TrueTie]
    champions: list[TrueChampion]
    gaps: list[TrueGap]


def world_of(site: Site) -> World:
    """Make one partnership; what is planted goes first, and everyday life keeps off it."""
    scene = scene_of(site)
    diarists, guests = _diarists_and_guests(scene)
    attendance = attendance_of(scene, guests)
    book = PairBook(scene.seats.matrix(len(scene.roster.level), len(scene.zones)))
    planted = planted_pairs(scene, book, diarists)
    followed = follow_ups(scene, attendance)
    engagement = engagement_of(scene)
    everyday = everyday_contacts(scene, book, engagement, _by_month(site, followed))
    one_offs, once = one_off_contacts(scene, book, diarists, len(everyday[0]))
    crossing = [route_contacts(scene), *cast_contacts(scene)]
    contacts = [*planted.contacts, *followed.contacts, *everyday, one_offs, *crossing]
    offer, waves = offer_of(scene), waves_of(site, scene.roster)
    ties = [*planted.ties, *followed.ties, *once]
    return World(
        scene=scene,
        attendance=attendance,
        contacts=_recorded(site, contacts),
        offer=offer,
        waves=waves,
        engagement=engagement,
        ties=ties,
        champions=true_champions(scene),
        gaps=true_gaps(Planted(scene, offer, waves, ties)),
    )


def _diarists_and_guests(scene: Scene) -> tuple[Bools, Bools]:
    """People among whom pairs are planted, and others who may come to sittings as guests.

    Neither are those who link levels; nor are members of zones in which ties are planted guests.
    """
    roster, seats = scene.roster, scene.seats
    plan = scene.site.plan
    share = DIARISTS if plan.pairs_of_each_kind or plan.contacts else 0.0
    diarists = scene.site.rng("diarists").random(len(roster.level)) < share
    guests = ~diarists & ~roster.reserved
    diarists &= ((roster.level == OPERATIONAL) | (roster.level == STRATEGIC)) & roster.stays
    diarists &= ~np.isin(roster.agency, reorganised_agencies(scene.site, roster))
    settled = [zone.number for zone in scene.zones if zone.carries]
    guests[seats.person[np.isin(seats.zone, settled)]] = False
    guests[seats.gates] = diarists[seats.gates] = False
    return diarists, guests


def _by_month(site: Site, followed: FollowUps) -> Ints:
    """How many contacts sittings led to, month by month."""
    days = joined_rows(followed.contacts).day
    return np.bincount(site.calendar.month[days], minlength=int(site.calendar.month[-1]) + 1)


def _recorded(site: Site, parts: list[ContactRows]) -> ContactRows:
    """The contacts that were written down, in order of day."""
    rows = joined_rows(parts)
    kept = rows.safe | (site.rng("forgetting").random(len(rows)) >= site.plan.forgotten)
    rows = rows.where(kept)
    return rows.where(np.argsort(rows.day, kind="stable"))
