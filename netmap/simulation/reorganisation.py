"""A reorganisation: one agency is merged into another, one gets a new name."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.simulation.roster import Roster
from netmap.simulation.sites import Site

LEAST_AGENCIES = 6
"""Everyday agencies there must be for a reorganisation."""


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """The day, the agency that is merged and the one it goes into, and the one that is renamed.

    The renamed agency's new self comes after all other agencies of the partnership.
    """

    day: int
    merged: int
    into: int
    renamed: int


def reorganisation_of(site: Site, roster: Roster) -> Reorganisation | None:
    """The reorganisation of a partnership, among its smallest everyday agencies; None where there is none."""
    if not site.plan.reorganisation or roster.mains < LEAST_AGENCIES:
        return None
    day = (site.plan.baseline_day + site.plan.days) // 2
    return Reorganisation(day, roster.mains - 1, roster.mains - 2, roster.mains - 3)


def reorganised_agencies(site: Site, roster: Roster) -> list[int]:
    """The agencies that a reorganisation touches; no pair is planted among their people."""
    found = reorganisation_of(site, roster)
    return [found.merged, found.into, found.renamed] if found else []
