"""Who shared encounters, agencies under the names under which they act on a day, with what they inherit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import product

import numpy as np

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints, PairDays, by_pair_and_day, pair_days
from netmap.tie_kinds.actors import Actors, actors_of
from netmap.tie_kinds.embedding import NEVER
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import counted, encounters_of
from netmap.tie_kinds.reorganisations import Reorganisations, latest_change, reorganisations


@dataclass(frozen=True, slots=True, eq=False)
class ActingPairs:
    """Rows of pairs by pair and day, and what reorganisations have done to them.

    `acted_first` and `acted_second` are the two as they were recorded. `since` is the day from which a row
    counts: its own, or for what a part of a split agency inherits the day of its own first occasion with
    the other.
    """

    rows: PairDays
    acted_first: Ints
    acted_second: Ints
    since: Ints

    def where(self, keep: Bools | Ints) -> ActingPairs:
        """Only the rows that are kept, or rows in another order."""
        rest = (self.acted_first[keep], self.acted_second[keep], self.since[keep])
        return ActingPairs(self.rows.where(keep), *rest)


def acting_pairs_of(study: Study, policy: TiePolicy, day: int) -> ActingPairs:
    """Every pair of actors of one sort that shared an encounter up to and including a day.

    Renamed and merged agencies act under their successor. A part of a split agency inherits what the whole
    had with somebody before, once it has an occasion with them itself; what the whole had stays with it too.
    """
    pairs = _acting_pairs(study, counted(policy), latest_change(study, day))
    return pairs if not len(pairs.since) or pairs.since.max() <= day else pairs.where(pairs.since <= day)


def pair_days_of(study: Study, policy: TiePolicy, day: int) -> PairDays:
    """The rows of `acting_pairs_of`."""
    return acting_pairs_of(study, policy, day).rows


def acting_codes(study: Study, day: int) -> Ints:
    """For every actor the code of the one under which it acts on a day."""
    actors = actors_of(study)
    acting = np.arange(len(actors))
    for agency, successor in reorganisations(study, day).successor.items():
        acting[actors.ids.get_loc(agency)] = actors.ids.get_loc(successor)
    return acting


def ended_of(study: Study, day: int) -> Ints:
    """For every actor the day by which it had ended, as a split agency does; `NEVER` where it had not."""
    ended = np.full(len(actors_of(study)), NEVER, np.int64)
    for agency, when in reorganisations(study, day).ended.items():
        ended[actors_of(study).ids.get_loc(agency)] = when
    return ended


@derived(most=2)
def _recorded_pairs(study: Study, policy: TiePolicy) -> PairDays:
    rows, is_agency = pair_days(encounters_of(study, policy)), actors_of(study).is_agency
    same = is_agency[rows.first] == is_agency[rows.second]
    return rows if same.all() else rows.where(same)


@derived(most=4)
def _acting_pairs(study: Study, policy: TiePolicy, day: int) -> ActingPairs:
    rows, actors = _recorded_pairs(study, policy), actors_of(study)
    pairs = ActingPairs(rows, rows.first, rows.second, rows.day)
    changes = reorganisations(study, day)
    if changes.successor:
        pairs = _renamed(pairs, acting_codes(study, day))
    return _with_inherited(pairs, actors, changes) if changes.forebears else pairs


def _renamed(pairs: ActingPairs, called: Ints) -> ActingPairs:
    rows = pairs.rows
    one, other = called[rows.first], called[rows.second]
    return _sorted(_with_ends(pairs, one, other).where(one != other))


def _with_ends(pairs: ActingPairs, one: Ints, other: Ints) -> ActingPairs:
    """The same rows of other pairs."""
    rest = (getattr(pairs.rows, column.name) for column in fields(PairDays)[3:])
    rows = PairDays(pairs.rows.actors, np.minimum(one, other), np.maximum(one, other), *rest)
    return ActingPairs(rows, pairs.acted_first, pairs.acted_second, pairs.since)


def _sorted(pairs: ActingPairs) -> ActingPairs:
    rows = pairs.rows
    return pairs.where(by_pair_and_day(rows.actors, rows.first, rows.second, rows.day))


def _with_inherited(pairs: ActingPairs, actors: Actors, changes: Reorganisations) -> ActingPairs:
    """The rows, and those that parts of split agencies inherit of pairs that they are in themselves."""
    before = {
        int(actors.ids.get_loc(heir)): {int(actors.ids.get_loc(old)): when for old, when in olds.items()}
        for heir, olds in changes.forebears.items()
    }
    rows, found = pairs.rows, [pairs]
    heirs = np.isin(rows.first, list(before)) | np.isin(rows.second, list(before))
    for pair in sorted(set(zip(rows.first[heirs].tolist(), rows.second[heirs].tolist(), strict=True))):
        since = int(rows.day[(rows.first == pair[0]) & (rows.second == pair[1])].min())
        mine, theirs = ({end: NEVER, **before.get(end, {})} for end in pair)
        for one, other in product(mine.items(), theirs.items()):
            if {one[0], other[0]} != set(pair):
                found.append(_inherited(pairs, pair, (one[0], other[0]), since, min(one[1], other[1])))
    return _sorted(_together(found))


def _together(parts: list[ActingPairs]) -> ActingPairs:
    """The rows of several."""
    names = [column.name for column in fields(PairDays)[1:]]
    columns = (np.concatenate([getattr(part.rows, name) for part in parts]) for name in names)
    rest = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("acted_first", "acted_second", "since")
    )
    return ActingPairs(PairDays(parts[0].rows.actors, *columns), *rest)


def _inherited(
    pairs: ActingPairs, pair: tuple[int, int], old: tuple[int, int], since: int, until: int
) -> ActingPairs:
    """What a pair inherits of an older one: its rows before a day, which count since another."""
    rows = pairs.rows
    theirs = pairs.where((rows.first == min(old)) & (rows.second == max(old)) & (rows.day < until))
    count = len(theirs.since)
    mine = _with_ends(theirs, np.full(count, pair[0]), np.full(count, pair[1]))
    return ActingPairs(mine.rows, mine.acted_first, mine.acted_second, np.maximum(mine.rows.day, since))
