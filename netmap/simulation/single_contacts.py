"""Contacts of two people who never meet again: each makes a trail, or before the baseline no tie."""

from __future__ import annotations

import numpy as np

from netmap.simulation.contact_rows import EVERYDAY_CHANNELS, ContactRows, contact_rows
from netmap.simulation.planted_pairs import TrueTie
from netmap.simulation.reserved_pairs import PairBook, strangers
from netmap.simulation.scene import Scene
from netmap.simulation.sites import Site
from netmap.simulation.tie_scenarios import ACTIVE, FADED, NO_TIE, TRAIL
from netmap.simulation.work_calendar import Bools

QUIET_DAYS = 90


def one_off_contacts(
    scene: Scene, book: PairBook, diarists: Bools, everyday: int
) -> tuple[ContactRows, list[TrueTie]]:
    """One contact each for pairs who share no zone, and what each pair is on the last day.

    Args:
        scene: the partnership.
        book: pairs that are spoken for; these are added.
        diarists: the people among whom pairs are drawn, who are nowhere guests.
        everyday: how many everyday contacts there are.
    """
    site, rng = scene.site, scene.site.rng("one-offs")
    plan = site.plan
    share = plan.one_off / max(1 - plan.one_off, 0.05)
    a, b = strangers(rng, book, scene.roster, diarists, round(share * everyday))
    whole = np.full(len(a), site.calendar.days - 1)
    day = site.calendar.drawn(rng, np.zeros(len(a), np.int64), whole)
    channel = rng.integers(0, EVERYDAY_CHANNELS, len(a))
    ties = [_truth(site, *row) for row in zip(a.tolist(), b.tolist(), day.tolist(), strict=True)]
    return contact_rows(day, a, b, channel=channel), ties


def _truth(site: Site, a: int, b: int, day: int) -> TrueTie:
    if day < site.plan.baseline_day:
        return TrueTie(a, b, "met once, before the baseline", NO_TIE, "", "")
    state = FADED if site.plan.days - 1 - day > QUIET_DAYS else ACTIVE
    return TrueTie(a, b, "met once", TRAIL, state, "")
