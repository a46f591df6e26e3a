"""The numbers behind the sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.contacts import contacts_of
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.types import Counts
from netmap.questions.map.zone_figures import ZoneFigures, zone_figures_of
from netmap.questions.method import known_of
from netmap.questions.node_index import UNKNOWN
from netmap.questions.tie_arrays import UNDATED
from netmap.questions.window import record_of
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.people import levels_on
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Everything that is counted for the words of a page.

    `counts` is what the page is given. `contacts` in the window and the people in them; `undated`
    and `active` ties drawn, `between` of the active ones from one agency to another; `people_ties` and
    `agency_ties` drawn in all. `unclear` attendances and `unrecorded` sittings (nobody's attendance
    is known) of the window; `no_agency`, `no_level`, `silent` and `unanswered` actors; `no_date`
    meetings and contacts. `unknown_old` names partnership, baseline and start of the record where
    old networks cannot be known.
    """

    counts: Counts
    zones: ZoneFigures
    contacts: int
    contact_people: int
    active: int
    undated: int
    between: int
    people_ties: int
    agency_ties: int
    unclear: int
    unrecorded: int
    no_agency: int
    no_level: int
    silent: int
    unanswered: int
    no_date: int
    unknown_old: tuple[tuple[str, int, int], ...]


def tally_of(board: BoardState) -> Tally:
    """Count everything that the words of a page say."""
    zones, ties = zone_figures_of(board), board.ties
    contacts = contacts_of(board.study)
    met = contacts.within(board.window, board.scope.things)
    ends = np.concatenate([contacts.source[met], contacts.target[met]])
    active = ties.state == 0
    agency_a, agency_b = board.agency_of[ties.a], board.agency_of[ties.b]
    between = (agency_a != agency_b) & (agency_a != UNKNOWN) & (agency_b != UNKNOWN)
    of_agencies = ties.a < board.universe.first_person
    unclear, unrecorded = _attendance_gaps(board)
    no_agency, no_level = _unplaced(board)
    known = known_of(board.inquiry)
    return Tally(
        _counts(board, zones, known),
        zones,
        int(met.sum()),
        len(np.unique(ends[ends >= board.universe.first_person])),
        int(active.sum()),
        int((ties.state == UNDATED).sum()),
        int((active & between).sum()),
        int((~of_agencies).sum()),
        int(of_agencies.sum()),
        unclear,
        unrecorded,
        no_agency,
        no_level,
        int(_silent(board, ends).sum()),
        _unanswered(board),
        _without_date(board.study),
        _unknown_old(board.study, known),
    )


def _counts(board: BoardState, zones: ZoneFigures, known: pd.DataFrame) -> Counts:
    universe, things = board.universe, board.scope.things
    before = board.before()
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
        ties=board.ties.tally(),
        before=None if before is None else before.tally(),
        zones=tuple(active),
        old_known=bool(known["old_known"].any()),
        baseline=_baseline(known),
        baseline_cure=_cure(board.study, known, board.context.ties),
    )


def _baseline(known: pd.DataFrame) -> dt.date | None:
    """The one baseline of all partnerships looked at."""
    days = known["baseline"].dropna().unique()
    return from_day(_day(days[0])) if len(days) == 1 else None


def _cure(study: Study, known: pd.DataFrame, policy: TiePolicy) -> dt.date | None:
    """The first day that as a baseline leaves enough of the record before it in every partnership."""
    record, unknown = record_of(study), _unknown_old(study, known)
    if record is None or not unknown:
        return None
    day = max(start for _, _, start in unknown) + policy.sustained_days
    return from_day(day) if day <= record.end else None


def _attendance_gaps(board: BoardState) -> tuple[int, int]:
    """Unclear attendances, and sittings of which nobody's attendance is known, in the window."""
    unclear = board.sittings.unclear
    inside = board.sat[unclear] if len(board.sat) else np.zeros(0, np.bool_)
    came = np.zeros(len(board.sat), np.bool_)
    came[board.sittings.meeting] = True
    came[unclear] = True
    return int(inside.sum()), int((board.sat & ~came).sum())


def _unplaced(board: BoardState) -> tuple[int, int]:
    """People of the scope without a known agency and without a known level, as of the window's end."""
    universe = board.universe
    people = np.zeros(len(universe), np.bool_)
    people[universe.first_person : universe.first_service] = True
    people &= board.scope.things
    levels = levels_on(board.study, NO_DATE_READS if board.as_of is None else board.as_of)
    placed = np.zeros(len(universe), np.bool_)
    placed[universe.of_ids(board.study, levels["practitioner"])] = True
    no_level = people & ~placed if len(board.study.levels) else np.zeros(0, np.bool_)
    return int((people & (board.agency_of == UNKNOWN)).sum()), int(no_level.sum())


def _silent(board: BoardState, contact_ends: Ints) -> Bools:
    """Agencies of the scope of which the window holds no sitting, no contact and no tie."""
    heard = np.zeros(board.universe.first_person, np.bool_)
    for things in (contact_ends, board.present()[1], board.ties.a, board.ties.b):
        heard[board.agency_of[things]] = True
    heard[UNKNOWN] = True
    silent: Bools = board.scope.things[: board.universe.first_person] & ~heard
    return silent


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


def _unknown_old(study: Study, known: pd.DataFrame) -> tuple[tuple[str, int, int], ...]:
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
