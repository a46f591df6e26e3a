"""Rules about ties: networks that went dormant, trails about to fade, the isolated, and talk one way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import AGENCY, CHANNEL, PERSON, ZONE, Actor, Finding, Words, say
from netmap.gap_rules.record import Record
from netmap.gap_rules.silence import heard_agencies
from netmap.model.dates import from_day
from netmap.model.i18n import N_, Translator
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import KINDS, TRAIL
from netmap.tie_kinds.recorded import encounters_of

MOST_NAMED = 5
"""So many people or pairs are named in a sentence."""


def network_gone_dormant(record: Record) -> Iterator[Finding]:
    """Old or new networks between two agencies went dormant in the last twelve months.

    One gap for each pair of agencies, by the agencies of the day; its number is how many such networks there
    are. A network is dormant from the day after the last on which it still counted as active. How many others
    between the two are still active is told beside it.
    """
    met = record.histories
    pairs, last = met.occasions, met.occasions.last_day
    dormant_from = last + record.policy.quiet_days + 1
    network = (met.is_old | met.is_new) & (met.ended > record.end)
    one, other = record.agency_of[pairs.first], record.agency_of[pairs.second]
    network &= (one >= 0) & (other >= 0) & (one != other)
    alive = np.flatnonzero(network & (dormant_from > record.end))
    active = {(a, b): len(rows) for a, b, rows in _by_agencies(one, other, alive)}
    gone = network & (dormant_from >= record.start) & (dormant_from <= record.end)
    for a, b, rows in _by_agencies(one, other, np.flatnonzero(gone)):
        n, names = len(rows), {"one": record.agency_name(a), "other": record.agency_name(b)}
        yield Finding(
            actors=_two(record, a, b),
            value=n,
            evidence=say(
                _gone_dormant(n, still := active.get((a, b), 0)),
                n=n,
                still=still,
                day=from_day(last[rows].max()),
                **names,
            ),
            suggestion=say(
                N_("Ask {one} and {other} what ended it, and bring together again: {people}."),
                people=_people(record, pairs.first[rows], pairs.second[rows]),
                **names,
            ),
            since=int(dormant_from[rows].min()),
        )


def trail_about_to_fade(record: Record, *, occasions: int = 2, days: int = 30) -> Iterator[Finding]:
    """Cognitive trails that have been trodden more than once fade within thirty days.

    One gap for each boundary zone or channel of their last occasion (the zone, where it had one; of several
    the first by id); its number is how many trails. Named are the five that are embedded best: whose two have
    most third parties whom both met at least twice. The last day to act is the last on which the first of
    them is still active.
    """
    met = record.histories
    fades = met.occasions.last_day + record.policy.quiet_days + 1
    soon = met.is_tie & (met.kind == KINDS.index(TRAIL)) & (met.ended > record.end)
    soon &= (met.occasions.counts >= occasions) & (fades > record.end) & (fades <= record.end + days)
    rows = np.flatnonzero(soon)
    thirds = _common_thirds(record, rows)
    for setting, places in _by_setting(record, rows):
        mine = rows[places]
        best = mine[np.lexsort((mine, -thirds[places]))][:MOST_NAMED]
        n, act = len(mine), from_day(fades[mine].min() - 1)
        yield Finding(
            actors=setting,
            value=n,
            evidence=say(
                _about_to_fade(n),
                n=n,
                where=_setting_name(record, setting),
                day=act,
            ),
            suggestion=say(
                N_("Give them a reason to meet by {day}, first of all: {pairs}."),
                day=act,
                pairs=tuple(_pair_name(record, row) for row in best),
            ),
            since=int(fades[mine].min()) - days,
            act_by=int(fades[mine].min()) - 1,
        )


def isolated(record: Record) -> Iterator[Finding]:
    """An actor on the roster has no active tie across agencies.

    People, and agencies (by their people's ties and their own). Left out is of whom that is not known: whose
    agency is not, whoever has an active tie to somebody whose agency is not, or a tie across agencies that
    was only declared; an agency of whom nothing is on record, with its people; and whoever no date says is
    still there and nobody saw in the twelve months. Its number is how many active ties it has within its
    agency.
    """
    actors, ties = actors_of(record.study), record.ties
    unclear = (ties.active & ~ties.known) | (ties.declared & (ties.between | ~ties.known))
    across = _ends(ties.first, ties.second, ties.active & ties.between, len(actors))
    unknown = _ends(ties.first, ties.second, unclear, len(actors))
    within = _ends(ties.first, ties.second, ties.active & ties.known & ~ties.between, len(actors))
    heard = np.append(heard_agencies(record), False)
    alone = record.on_roster & (record.agency_of >= 0) & heard[record.agency_of]
    if np.count_nonzero(heard) < 2:
        return
    of_agency = np.zeros((2, len(record.agencies)), np.bool_)
    known = record.agency_of >= 0
    for row, ends in enumerate((across, unknown)):
        of_agency[row, record.agency_of[known & (ends > 0)]] = True
    open_: Bools = np.logical_or(of_agency[0], of_agency[1])
    alone &= np.where(actors.is_agency, ~open_[record.agency_of], (across == 0) & (unknown == 0))
    for code in np.flatnonzero(alone).tolist():
        sort = AGENCY if actors.is_agency[code] else PERSON
        id_ = str(actors.ids[code])
        agency = record.agency_name(int(record.agency_of[code]))
        about = (
            N_("{name} has no active tie to another agency on {day}.")
            if sort == AGENCY
            else N_("{name} ({agency}) has no active tie to anybody of another agency on {day}.")
        )
        yield Finding(
            actors=(Actor(sort, id_),),
            value=int(within[code]),
            evidence=say(about, name=record.name(sort, id_), agency=agency, day=from_day(record.end)),
            suggestion=say(
                N_(
                    "Invite {name} to a boundary zone, or introduce them to somebody who serves the same "
                    "people."
                ),
                name=record.name(sort, id_),
            ),
        )


def one_way(record: Record, *, contacts: int = 5) -> Iterator[Finding]:
    """Between two agencies there are only directed contacts, all in one direction.

    Agencies are those of the day of each contact. A contact that is mutual, one the other way, or a sitting
    that people of both attended in the twelve months makes it more than one way. The first agency is the one
    that tells; its number is how many contacts.
    """
    source, target, day, directed = _contacts_by_agency(record)
    told = pd.DataFrame({"a": source, "b": target, "day": day, "directed": directed})
    told = told[(told["a"] >= 0) & (told["b"] >= 0) & (told["a"] != told["b"])]
    together = _sat_together(record)
    both_ways = set(zip(told["b"], told["a"], strict=True))
    for (a, b), rows in told.groupby(["a", "b"]):
        if len(rows) < contacts or not rows["directed"].all() or (a, b) in both_ways or together[a, b]:
            continue
        names = {"one": record.agency_name(a), "other": record.agency_name(b)}
        yield Finding(
            actors=(Actor(AGENCY, str(record.agencies[a])), Actor(AGENCY, str(record.agencies[b]))),
            value=len(rows),
            evidence=say(
                N_(
                    "From {first} to {last} {one} told {other} something {n} times, and nothing came back. "
                    "Who only tells does not hear what became of it."
                ),
                first=from_day(rows["day"].min()),
                last=from_day(rows["day"].max()),
                n=len(rows),
                **names,
            ),
            suggestion=say(N_("Ask {other} to answer {one}, or let both sit down together."), **names),
            since=int(np.sort(rows["day"])[int(contacts) - 1]),
        )


def _gone_dormant(n: int, still: int) -> Words:
    """How many are dormant, and how many between the same two are not."""

    def words(t: Translator) -> str:
        gone = t.ngettext(
            "{n} network between {one} and {other} has gone dormant; its last occasion was on {day}.",
            "{n} networks between {one} and {other} have gone dormant; their last occasion was on {day}.",
            n,
        )
        left = t.gettext("None between them is active any more.")
        if still:
            left = t.ngettext(
                "{still} other between them is still active.",
                "{still} others between them are still active.",
                still,
            )
        return f"{gone} {left}"

    return words


def _about_to_fade(n: int) -> Words:
    return lambda t: t.ngettext(
        "{n} cognitive trail ({where}) fades unless its two meet by {day}. A trail that has faded has to be "
        "found anew.",
        "{n} cognitive trails ({where}) are about to fade, the first unless its two meet by {day}. A trail "
        "that has faded has to be found anew.",
        n,
    )


def _two(record: Record, a: int, b: int) -> tuple[Actor, Actor]:
    return Actor(AGENCY, str(record.agencies[a])), Actor(AGENCY, str(record.agencies[b]))


def _by_agencies(one: Ints, other: Ints, rows: Ints) -> Iterator[tuple[int, int, Ints]]:
    """Rows by their pair of agencies, the pairs in order."""
    a, b = np.minimum(one, other)[rows], np.maximum(one, other)[rows]
    for (first, second), mine in pd.DataFrame({"a": a, "b": b, "row": rows}).groupby(["a", "b"])["row"]:
        yield int(first), int(second), mine.to_numpy(np.int64)


def _ends(first: Ints, second: Ints, which: Bools, actors: int) -> Ints:
    """How many of some ties each actor has."""
    return np.bincount(np.concatenate([first[which], second[which]]), minlength=actors)


def _name_of(record: Record, code: int) -> str:
    actors = actors_of(record.study)
    return record.name(AGENCY if actors.is_agency[code] else PERSON, str(actors.ids[code]))


def _people(record: Record, first: Ints, second: Ints) -> tuple[str, ...]:
    """The names of the ends of some ties, each once, a few at most."""
    codes = dict.fromkeys(np.stack([first, second], axis=1).ravel().tolist())
    return tuple(_name_of(record, code) for code in list(codes)[:MOST_NAMED])


def _pair_name(record: Record, row: int) -> str:
    occasions = record.histories.occasions
    return f"{_name_of(record, occasions.first[row])} – {_name_of(record, occasions.second[row])}"


def _common_thirds(record: Record, rows: Ints) -> Ints:
    """For each of some pairs, how many third parties both have met on at least two days."""
    occasions = record.histories.occasions
    twice = np.flatnonzero(occasions.counts >= 2)
    near: dict[int, set[int]] = {}
    for a, b in zip(occasions.first[twice].tolist(), occasions.second[twice].tolist(), strict=True):
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    nobody: set[int] = set()
    ends = zip(occasions.first[rows].tolist(), occasions.second[rows].tolist(), strict=True)
    return np.array([len(near.get(a, nobody) & near.get(b, nobody)) for a, b in ends], np.int64)


def _by_setting(record: Record, pairs: Ints) -> Iterator[tuple[tuple[Actor, ...], Ints]]:
    """Places among some pairs by the setting of their last occasion: a zone, a channel or neither."""
    met = record.histories
    wanted = np.full(len(met.occasions.first), -1, np.int64)
    wanted[pairs] = np.arange(len(pairs))
    last = met.rows.day == met.occasions.last_day[met.occasions.row_pair]
    rows = np.flatnonzero(last & (wanted[met.occasions.row_pair] >= 0))
    zones, channels = record.study.zones["zone"].tolist(), pd.factorize(record.study.contacts["channel"])[1]
    settings: list[list[Actor]] = [[] for _ in pairs]
    for row in rows.tolist():
        place = wanted[met.occasions.row_pair[row]]
        if met.rows.zone[row] >= 0:
            settings[place].append(Actor(ZONE, str(zones[met.rows.zone[row]])))
        elif met.rows.channel[row] >= 0:
            settings[place].append(Actor(CHANNEL, str(channels[met.rows.channel[row]])))
    chosen = [min(each, key=lambda a: (a.sort != ZONE, a.id), default=None) for each in settings]
    found: dict[tuple[Actor, ...], list[int]] = {}
    for place, setting in enumerate(chosen):
        found.setdefault(() if setting is None else (setting,), []).append(place)
    for key in sorted(found):
        yield key, np.array(found[key], np.int64)


def _setting_name(record: Record, setting: tuple[Actor, ...]) -> str:
    return record.name(*setting[0]) if setting else "–"


def _contacts_by_agency(record: Record) -> tuple[Ints, Ints, Ints, Bools]:
    """From which agency to which the contacts of the window went, on which day, and which were directed."""
    met = encounters_of(record.study, record.policy)
    rows = np.flatnonzero(~met.sitting & (met.day >= record.start) & (met.day <= record.end))
    first, second, day = met.members[met.offsets[rows]], met.members[met.offsets[rows] + 1], met.day[rows]
    return record.agencies_on(first, day), record.agencies_on(second, day), day, met.directed[rows]


def _sat_together(record: Record) -> Bools:
    """Whether people of any two agencies were present at one sitting of the window."""
    met = encounters_of(record.study, record.policy)
    inside = met.sitting & (met.day >= record.start) & (met.day <= record.end)
    sitting = np.repeat(np.cumsum(inside) - 1, np.diff(met.offsets))
    seats = np.repeat(inside, np.diff(met.offsets))
    agency = record.agencies_on(met.members[seats], np.repeat(met.day, np.diff(met.offsets))[seats])
    there = np.zeros((int(inside.sum()), len(record.agencies)), np.float32)
    there[sitting[seats][agency >= 0], agency[agency >= 0]] = 1
    together: Bools = (there.T @ there) > 0
    return together
