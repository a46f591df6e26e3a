"""The numbers behind the sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.types import Concentration, Counts, Flows
from netmap.questions.map.zone_figures import ZoneFigures, zone_figures_of
from netmap.questions.method import known_of
from netmap.questions.node_index import UNKNOWN, universe_of
from netmap.questions.tie_arrays import ACTIVE_STATE, UNDATED, TieArrays
from netmap.questions.window import Window, record_of
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds import stocks_and_flows
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.people import with_level_on
from netmap.tie_kinds.policy import TiePolicy

UnknownOld = tuple[tuple[str, int, int], ...]
"""Partnership, baseline and start of the record where old networks cannot be known."""


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Day (`NO_DAY` without one) and the numbers of both ends of every contact."""

    day: Ints
    source: Ints
    target: Ints

    def within(self, window: Window | None, things: Bools) -> Bools:
        """Which contacts between things of a scope lie in a window; without a window every dated one."""
        inside: Bools = things[self.source] & things[self.target] & (self.day != NO_DAY)
        if window is not None:
            inside &= (self.day >= window.start) & (self.day <= window.end)
        return inside


@derived(most=1)
def contacts_of(study: Study) -> Contacts:
    """The contacts of a study."""
    universe, table = universe_of(study), study.contacts
    source, target = (universe.of_ids(study, table[end]) for end in ("source", "target"))
    day = day_numbers(table["date"])
    known = (source >= 0) & (target >= 0)
    return Contacts(np.where(known, day, NO_DAY), source, target)


def flows_of(board: BoardState, window: Window | None) -> Flows | None:
    """The flows of a window; None without dates, or where the record begins after its end."""
    record = record_of(board.study)
    if window is None or record is None or window.end < record.start:
        return None
    rule = (board.context.ties, board.context.baseline)
    found = stocks_and_flows.flows_of(board.study, window.start, window.end, *rule)
    return Flows(**found.among(_of_scope(board)).counts)


def _of_scope(board: BoardState) -> Bools:
    """Which actors lie in the scope."""
    inside: Bools = board.scope.things[board.universe.of_actor]
    return inside


def concentrations_of(board: BoardState, before: TieArrays | None) -> tuple[Concentration, ...]:
    """The one sitting, or zone, behind more than half of the pairs gained or lost since the day before."""
    if board.window is None or before is None or not len(board.study.meetings):
        return ()
    rule = (board.context.ties, board.context.baseline, _of_scope(board))
    found = stocks_and_flows.concentrations_of(board.study, board.window.start, board.window.end, *rule)
    return tuple(
        Concentration(
            each.gained,
            each.n,
            each.pairs,
            "" if each.zone < 0 else board.universe.names[board.universe.first_zone + each.zone],
            None if each.day is None else from_day(each.day),
        )
        for each in found
    )


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Everything that is counted for the words of a page.

    `counts` is what the page is given, `changes` the sittings or zones that most of a change goes back to.
    `contacts` in the window and the people in them; `undated` and `active` ties that stand, `between` of the
    active ones from one agency to another and `unplaced` of which that is not known; `people_ties` and
    `agency_ties` that stand. `unclear` attendances, of `unclear_people`, and `unrecorded` sittings (nobody's
    attendance is known) of the window, `unrecorded_at` those by the name of their zone, "" for none;
    `no_agency`, `no_level` and `unanswered` actors; `silent` agencies of which nobody was present, by name
    and id in `silent_agencies`, and `rowless` ones of which there is no row at all; `no_date` meetings and
    contacts. `partnerships` looked at; `unknown_old` names partnership, baseline and start of the record of
    those where old networks cannot be known.
    """

    counts: Counts
    changes: tuple[Concentration, ...]
    zones: ZoneFigures
    contacts: int
    contact_people: int
    active: int
    undated: int
    between: int
    unplaced: int
    people_ties: int
    agency_ties: int
    unclear: int
    unclear_people: int
    unrecorded_at: tuple[tuple[str, int], ...]
    no_agency: int
    no_level: int
    silent_agencies: tuple[tuple[str, str], ...]
    rowless: int
    unanswered: int
    no_date: int
    partnerships: int
    unknown_old: UnknownOld

    @property
    def silent(self) -> int:
        """How many agencies are silent."""
        return len(self.silent_agencies)

    @property
    def unrecorded(self) -> int:
        """Of how many sittings nobody's attendance is known."""
        return sum(n for _, n in self.unrecorded_at)


def tally_of(board: BoardState) -> Tally:
    """Count everything that the words of a page say."""
    zones, ties, before = zone_figures_of(board), board.stock, board.before()
    contacts = contacts_of(board.study)
    met = contacts.within(board.window, board.scope.things)
    ends = np.concatenate([contacts.source[met], contacts.target[met]])
    active = ties.state == ACTIVE_STATE
    agency_a, agency_b = board.agency_of[ties.a], board.agency_of[ties.b]
    placed = (agency_a != UNKNOWN) & (agency_b != UNKNOWN)
    between = placed & (agency_a != agency_b)
    of_agencies = ties.a < board.universe.first_person
    unclear, unclear_people, unrecorded = _attendance_gaps(board)
    silent, rowless = _silent(board, ends)
    no_agency, no_level = _unplaced(board)
    known = known_of(board.inquiry)
    unknown_old = _unknown_old(board.study, known)
    return Tally(
        _counts(board, zones, known, unknown_old, before),
        concentrations_of(board, before),
        zones,
        int(met.sum()),
        len(np.unique(ends[ends >= board.universe.first_person])),
        int(active.sum()),
        int((ties.state == UNDATED).sum()),
        int((active & between).sum()),
        int((active & ~placed).sum()),
        int((~of_agencies).sum()),
        int(of_agencies.sum()),
        unclear,
        unclear_people,
        _at_zones(board, unrecorded),
        no_agency,
        no_level,
        silent,
        rowless,
        _unanswered(board),
        _without_date(board.study),
        len(known),
        unknown_old,
    )


def _counts(
    board: BoardState, zones: ZoneFigures, known: pd.DataFrame, unknown: UnknownOld, before: TieArrays | None
) -> Counts:
    universe, things = board.universe, board.scope.things
    first_zone = universe.first_zone
    active = [
        (
            str(universe.refs[first_zone + zone].id),
            universe.names[first_zone + zone],
            int(zones.sittings[zone]),
        )
        for zone in zones.most_active()
    ]
    return Counts(
        agencies=int(things[1 : universe.first_person].sum()),
        people=int(things[universe.first_person : universe.first_service].sum()),
        present_people=len(np.unique(board.present()[1])),
        sittings=int(board.sat.sum()),
        ties=board.stock.tally(),
        before=None if before is None else before.tally(),
        quiet=len(board.quiet),
        flows=flows_of(board, board.window),
        flows_before=None if board.window is None else flows_of(board, board.window.before),
        zones=tuple(active),
        old_known=bool(known["old_known"].any()),
        baseline=_baseline(known),
        baseline_cure=_cure(board.study, unknown, board.context.ties),
    )


def _baseline(known: pd.DataFrame) -> dt.date | None:
    """The one baseline of all partnerships looked at."""
    days = known["baseline"].dropna().unique()
    return from_day(_day(days[0])) if len(days) == 1 else None


def _cure(study: Study, unknown: UnknownOld, policy: TiePolicy) -> dt.date | None:
    """The first day that as a baseline leaves enough of the record before it in every partnership."""
    record = record_of(study)
    if record is None or not unknown:
        return None
    day = max(start for _, _, start in unknown) + policy.sustained_days
    return from_day(day) if day <= record.end else None


def _attendance_gaps(board: BoardState) -> tuple[int, int, Bools]:
    """Unclear attendances, of how many people, and which sittings nobody's attendance is known of."""
    sat = board.sittings
    unclear = sat.unclear & (board.sat[sat.listed_meeting] if len(board.sat) else False)
    came = np.zeros(len(board.sat), np.bool_)
    came[sat.meeting] = True
    came[sat.listed_meeting[sat.unclear]] = True
    people = len(np.unique(sat.listed_person[unclear]))
    return int(unclear.sum()), people, board.sat & ~came


def _at_zones(board: BoardState, meetings: Bools) -> tuple[tuple[str, int], ...]:
    """How many of the meetings were at each zone, by its name; those at none stand last, under ""."""
    zones, counts = np.unique(board.sittings.zone[meetings], return_counts=True)
    names = ["" if zone < 0 else board.universe.names[board.universe.first_zone + zone] for zone in zones]
    found = zip(names, counts.tolist(), strict=True)
    return tuple(sorted(found, key=lambda each: (each[0] == "", -each[1], each[0])))


def _unplaced(board: BoardState) -> tuple[int, int]:
    """People of the scope without a known agency and without a known level, as of the window's end."""
    universe = board.universe
    people = np.zeros(len(universe), np.bool_)
    people[universe.first_person : universe.first_service] = True
    people &= board.scope.things
    at_level = with_level_on(board.study, NO_DATE_READS if board.as_of is None else board.as_of)
    placed = np.zeros(len(universe), np.bool_)
    placed[universe.of_actor[at_level]] = True
    no_level = people & ~placed if len(board.study.levels) else np.zeros(0, np.bool_)
    return int((people & (board.agency_of == UNKNOWN)).sum()), int(no_level.sum())


def _silent(board: BoardState, contact_ends: Ints) -> tuple[tuple[tuple[str, str], ...], int]:
    """The agencies of which nobody was present, by name and id, and how many have no row in the window."""
    sat, undated = board.sittings, board.ties.at(board.ties.state == UNDATED)
    known = (contact_ends, undated.a, undated.b)
    listed = sat.listed_person[board.sat[sat.listed_meeting]] if len(board.sat) else sat.listed_person
    silent = ~_heard(board, *known, board.present()[1])
    rowless = silent & ~_heard(board, listed)
    agencies = board.scope.things[: board.universe.first_person]
    universe, numbers = board.universe, np.flatnonzero(silent & agencies)
    found = sorted((universe.names[number], str(universe.refs[number].id)) for number in numbers)
    return tuple(found), int((rowless & agencies).sum())


def _heard(board: BoardState, *things: Ints) -> Bools:
    """Which agencies any of the things belongs to; the one that is not known is always heard."""
    heard = np.zeros(board.universe.first_person, np.bool_)
    heard[board.agency_of[np.concatenate(things)]] = True
    heard[UNKNOWN] = True
    return heard


def _unanswered(board: BoardState) -> int:
    """Actors of the scope who were asked and did not answer."""
    responses, declared = board.study.responses, board.study.table("ties")
    named = pd.concat(
        [
            responses.loc[responses["status"] == "none", "actor"],
            declared.loc[declared["missing"].eq(True).fillna(False).to_numpy(dtype=bool), "source"],
        ]
    )
    numbers = board.universe.of_ids(board.study, named)
    return len(np.unique(numbers[board.scope.things[numbers] & (numbers >= 0)]))


@derived(most=1)
def _without_date(study: Study) -> int:
    """Meetings and contacts that carry no date that could be used."""
    tables = (study.meetings, study.contacts)
    return sum(int((day_numbers(table["date"]) == NO_DAY).sum()) for table in tables)


def _unknown_old(study: Study, known: pd.DataFrame) -> UnknownOld:
    names = study.partnerships.set_index("partnership")["name"]
    rows = known[~known["old_known"] & known["baseline"].notna() & known["observed_from"].notna()]
    found = []
    for partnership, baseline, start in zip(
        rows["partnership"], rows["baseline"], rows["observed_from"], strict=True
    ):
        name = names.get(partnership)
        told = str(partnership) if pd.isna(name) and pd.notna(partnership) else name
        found.append(("" if pd.isna(told) else str(told), _day(baseline), _day(start)))
    return tuple(found)


def _day(stamp: pd.Timestamp) -> int:
    return int(stamp.to_datetime64().astype("datetime64[D]").astype(int))
