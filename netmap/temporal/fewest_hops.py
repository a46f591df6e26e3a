"""The fewest hops from sources to some seats, and of each source one such path as a chain of seats."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from netmap.temporal.arrivals_at_groups import LONG_AGO, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.times_of_day import Moments, by_moment

ROOM = 8
"""Room for paths of so many hops is made at first, and doubled as long as it does not suffice."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One encounter of a path: its place in the journeys, who passed on, and who was reached."""

    encounter: int
    giver: int
    taker: int


def fewest_hops(journeys: Journeys, source: int, starts: Bools, goals: Bools, rule: Rule) -> list[Hop]:
    """A path with the fewest hops from one source to any goal seat of somebody else; empty where none.

    Parameters are those of `fewest_hops_by`, over all encounters.
    """
    whole = np.array([len(journeys)], np.int64)
    return fewest_hops_by(journeys, np.array([source], np.int64), whole, (starts, goals), rule)[0]


def fewest_hops_by(
    journeys: Journeys, sources: Ints, until: Ints, ends: tuple[Bools, Bools], rule: Rule
) -> list[list[Hop]]:
    """From each source a path with the fewest hops to any goal seat of somebody else; empty where none.

    Parameters
    ----------
    journeys: the encounters, in the order of their days.
    sources: the codes of the actors from whom the paths start.
    until: how many of the first encounters, all of a day or none, are looked at for each source; to
        find a path with the fewest hops among those that arrive first, those up to that day.
    ends: for every seat, whether a source may depart there, and whether somebody who is reached there
        ends the path.
    rule: how something passes on.

    Of several such paths it is one that arrives first, and always the same one.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        return _by_moment(journeys, moments, sources, until, ends, rule)
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    kernel = for_work(hops_kernel, int(journeys.offsets[until].sum()))
    longest, asked = ROOM, np.arange(len(sources))
    found: list[list[Hop]] = [[] for _ in asked]
    encounter, seats = journeys.seat_encounter, len(journeys.members)
    while len(asked):
        shapes = ((longest + 1, seats), (len(asked), longest + 1))
        layers, chain = (np.empty((rows, length), np.int64) for rows, length in shapes)
        hops = np.zeros(len(asked), np.int64)
        passing = (*ends, rule.same_day, rule.max_wait, journeys.actors)
        kernel(*columns, *passing, sources[asked], until[asked], layers, chain, hops)
        for place, row, count in zip(asked.tolist(), chain, hops.tolist(), strict=True):
            found[place] = _hops(journeys.members, encounter, row[: count + 1]) if count > 0 else []
        longest, asked = 2 * longest, asked[hops < 0]
    return found


def _by_moment(
    journeys: Journeys, moments: Moments, sources: Ints, until: Ints, ends: tuple[Bools, Bools], rule: Rule
) -> list[list[Hop]]:
    """As `fewest_hops_by`, over journeys by moment; hops name the encounters that these stand for."""
    day_after = np.append(journeys.day, NEVER)[until]
    stops = np.searchsorted(moments.days, day_after)
    seats = ends[0][moments.seat], ends[1][moments.seat]
    paths = fewest_hops_by(moments.journeys, sources, stops, seats, rule.by_moment)
    stands_for = moments.encounter.tolist()
    return [[replace(hop, encounter=stands_for[hop.encounter]) for hop in path] for path in paths]


def _hops(members: Ints, encounter: Ints, seats: Ints) -> list[Hop]:
    """The hops of a chain of seats: of the source, then of everybody who is reached."""
    who, met = members[seats].tolist(), encounter[seats].tolist()
    return [Hop(*hop) for hop in zip(met[1:], who, who[1:], strict=False)]


def hops_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    goals: Bools,
    same_day: bool,
    max_wait: int,
    actors: int,
    sources: Ints,
    until: Ints,
    layers: Ints,
    chain: Ints,
    hops: Ints,
) -> None:
    """For each source the seats of a path (`chain`) and how many hops it has: 0 none, -1 more than fit.

    Layer h holds for each seat that is reached in h hops the seat from which it is (-1 for all others);
    layer 0 marks the seats in which the source may depart. `last` is the latest day on which somebody was
    reached by the hop before, `came` the seat at which. Where a layer reaches no seat that none before it
    did (`fresh`), no further one does. The next layer begins with the day on which this one does (`since`).
    """
    fresh = np.empty(len(members), np.bool_)
    last, came = np.empty(actors, np.int64), np.empty(actors, np.int64)
    for place in range(len(sources)):
        source, encounters = sources[place], until[place]
        seats = offsets[encounters]
        for seat in range(seats):
            departs = gives[seat] and starts[seat] and members[seat] == source
            layers[0, seat] = seat if departs else -1
        fresh[:seats] = True
        step, going, since = 0, encounters > 0, 0
        while going and hops[place] == 0:
            if step + 1 == len(layers):
                hops[place] = -1
                break
            reached, parent = layers[step], layers[step + 1]
            parent[:seats] = -1
            last[:] = LONG_AGO
            step += 1
            going, begin, since = False, since, encounters
            while begin < encounters and hops[place] == 0:
                today, end = day[begin], begin
                while end < encounters and day[end] == today:
                    end += 1
                if same_day and step > 1:
                    for seat in range(offsets[begin], offsets[end]):
                        if reached[seat] >= 0:
                            last[members[seat]], came[members[seat]] = today, seat
                for encounter in range(begin, end):
                    one, other = -1, -1
                    for seat in range(offsets[encounter], offsets[encounter + 1]):
                        who = members[seat]
                        if step == 1:
                            active = reached[seat] >= 0
                        else:
                            active = gives[seat] and last[who] != LONG_AGO and today - last[who] <= max_wait
                        if active and one < 0:
                            one = seat
                        elif active and other < 0:
                            other = seat
                    if one < 0:
                        continue
                    for seat in range(offsets[encounter], offsets[encounter + 1]):
                        carrier = one if seat != one else other
                        if carrier >= 0 and takes[seat]:
                            parent[seat] = carrier if step == 1 else came[members[carrier]]
                            since = min(since, begin)
                            going = going or fresh[seat]
                            fresh[seat] = False
                            if hops[place] == 0 and goals[seat] and members[seat] != source:
                                hops[place], chain[place, step] = step, seat
                if not same_day and step > 1:
                    for seat in range(offsets[begin], offsets[end]):
                        if reached[seat] >= 0:
                            last[members[seat]], came[members[seat]] = today, seat
                begin = end
        for back in range(hops[place], 0, -1):
            chain[place, back - 1] = layers[back, chain[place, back]]
