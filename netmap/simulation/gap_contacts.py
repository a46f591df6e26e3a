"""What the agencies and people do that play a part in planted gaps, and in near misses."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from netmap.simulation.contact_rows import ContactRows, contact_rows
from netmap.simulation.gap_families import ISOLATED, ONE_WAY, RETURN, SERVERS, SILENT, UPWARD
from netmap.simulation.plan import OPERATIONAL
from netmap.simulation.roster import Roster
from netmap.simulation.scene import Scene
from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Ints

SENDERS, SEND_EVERY = 4, 100
"""To an agency that only hears write so many people of different agencies, each so seldom that no pair of
agencies has five contacts one way in a year."""
TOLD = 8
"""Contacts one way between two agencies that are a gap."""
ANCHOR_EVERY = 30


@dataclass(slots=True)
class Cast:
    """The players and the people of everyday agencies whom they may meet."""

    site: Site
    roster: Roster
    anchors: Ints
    rng: np.random.Generator
    contacts: list[ContactRows] = field(default_factory=list)
    turn: int = 0

    def people(self, part: str) -> Ints:
        """The people of the agency that plays a part."""
        return self.roster.people_of(self.roster.parts[part])

    def anchor(self) -> int:
        """Somebody of an everyday agency who sits in a zone that lasts; each time somebody else."""
        self.turn += 1
        return int(self.anchors[self.turn % len(self.anchors)])

    def meet(self, days: Ints, source: int, target: int, *, directed: bool = False) -> None:
        """Contacts on some days, all of them written down."""
        day = np.unique(self.site.calendar.snapped(days))
        self.contacts.append(contact_rows(day, source, target, channel=1, directed=directed, safe=True))

    def every(self, days: int, first: int | None = None) -> Ints:
        """One day in so many, from a first one (drawn where not told) to the end of the record."""
        start = int(self.rng.integers(0, days)) if first is None else first
        return np.arange(max(start, 0), self.site.plan.days - 4, days)

    def before_end(self, days: int) -> Ints:
        """The one day that lies so many days before the last."""
        return np.array([max(self.site.plan.days - 1 - days, 0)])


def cast_contacts(scene: Scene) -> list[ContactRows]:
    """The contacts of every part that is played in this partnership."""
    rng = scene.site.rng("cast")
    cast = Cast(scene.site, scene.roster, _anchors(scene, rng), rng)
    gaps, roster = scene.site.plan.gaps if len(cast.anchors) else (), scene.roster
    if UPWARD in gaps:
        _unheard(cast)
    if RETURN in gaps:
        _untold(cast)
    if gaps and roster.parts.keys() & set(SERVERS):
        _servers(cast)
    if ONE_WAY in gaps:
        _one_way(cast)
    if SILENT in gaps:
        cast.meet(cast.before_end(50), int(cast.people("seen once")[0]), cast.anchor())
    if ISOLATED in gaps:
        _isolated(cast)
    return cast.contacts


def _anchors(scene: Scene, rng: np.random.Generator) -> Ints:
    """One member of a lasting operational zone for each everyday agency, in a random order."""
    lasting = [zone for zone in scene.at(OPERATIONAL) if not zone.part and zone.closes > zone.last]
    members = rng.permutation(scene.staying(*lasting))
    _, first = np.unique(scene.roster.agency[members], return_index=True)
    return members[np.sort(first)]


def _anchored(cast: Cast, part: str) -> None:
    """Each person of an agency in touch with somebody of an everyday agency about once a month."""
    for person in cast.people(part).tolist():
        cast.meet(cast.every(ANCHOR_EVERY), person, cast.anchor())


def _unheard(cast: Cast) -> None:
    """Two agencies to which others write and which never write back; but one was heard once."""
    for part in ("unheard", "heard once"):
        for place in range(SENDERS):
            reader = int(cast.people(part)[place % 2])
            cast.meet(cast.every(SEND_EVERY), cast.anchor(), reader, directed=True)
    cast.meet(cast.before_end(150), int(cast.people("heard once")[0]), cast.anchor())


def _untold(cast: Cast) -> None:
    """Two agencies that write to others and hear nothing back; but one was told once."""
    for part in ("untold", "told once"):
        for place in range(SENDERS):
            writer = int(cast.people(part)[place % 2])
            cast.meet(cast.every(SEND_EVERY), writer, cast.anchor(), directed=True)
    cast.meet(cast.before_end(30), cast.anchor(), int(cast.people("told once")[0]), directed=True)


def _servers(cast: Cast) -> None:
    """Two pairs of agencies with services for one need each: one pair has no tie, the other an old network.

    The network's last contact is so long ago that it has nearly gone dormant.
    """
    for part in SERVERS:
        if part in cast.roster.parts:
            _anchored(cast, part)
    one, other = int(cast.people("linked a")[0]), int(cast.people("linked b")[0])
    days = cast.every(ANCHOR_EVERY, first=2)
    ended = cast.before_end(80)
    cast.meet(np.concatenate([days[days < ended[0]], ended]), one, other)


def _one_way(cast: Cast) -> None:
    """An agency that tells two others and is answered by one."""
    for part in ("teller", "listener", "answerer"):
        _anchored(cast, part)
    teller, listener, answerer = (int(cast.people(part)[0]) for part in ("teller", "listener", "answerer"))
    last = cast.site.plan.days - 8
    days = np.linspace(max(last - 320, 0), last, TOLD).astype(np.int64)
    cast.meet(days, teller, listener, directed=True)
    cast.meet(days, teller, answerer, directed=True)
    cast.meet(cast.before_end(60), answerer, teller, directed=True)


def _isolated(cast: Cast) -> None:
    """Two people who meet their own colleagues only; but one has lately met somebody else."""
    roster = cast.roster
    for part, person in roster.people_parts.items():
        colleagues = np.flatnonzero(roster.stays & (roster.agency == roster.agency[person]))
        colleagues = colleagues[roster.level[colleagues] == OPERATIONAL]
        if len(colleagues):
            cast.meet(cast.every(ANCHOR_EVERY), person, int(colleagues[0]))
        if part == "nearly isolated":
            others = cast.anchors[roster.agency[cast.anchors] != roster.agency[person]]
            cast.meet(cast.before_end(30), person, int(others[0]))
