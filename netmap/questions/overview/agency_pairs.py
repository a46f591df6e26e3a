"""Pairs of agencies by the strongest kind of tie that stands between them or their people on a day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from netmap.model.dates import from_day
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.map.placing import placing_of
from netmap.questions.map.request import MAP_KINDS
from netmap.questions.node_index import UNKNOWN, agency_numbers, partnership_rows, universe_of
from netmap.questions.overview.types import Agency, PairCounts
from netmap.questions.scope import Scope, scope_of
from netmap.questions.tie_arrays import rule_in, ties_on
from netmap.questions.window import months_back
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.policy import KNOWN
from netmap.tie_kinds.rosters import on_roster, roster_for_seen

MOST_BARS = 12
"""So many days are counted at most, a whole number of months apart."""


def pairs_on(study: Study, context: Context, day: int | None) -> pd.DataFrame:
    """A row for each pair of agencies with a tie that stands on a day.

    Returns a, b (numbers of the agencies, the lower first), kind (the strongest, a place in `MAP_KINDS`) and
    ties (how many stand between them or their people). Without a day, the undated ties.
    """
    scope, width = scope_of(study, context.partnership), len(universe_of(study))
    ties = ties_on(study, day, *rule_in(study, context)).within(scope)
    ties = ties.at(ties.standing)
    agency = _agencies(study, day)
    one, other = agency[ties.a], agency[ties.b]
    between = (one != other) & (one != UNKNOWN) & (other != UNKNOWN)
    keys = (np.minimum(one, other) * width + np.maximum(one, other))[between]
    pairs, place = np.unique(keys, return_inverse=True)
    kind = np.full(len(pairs), len(MAP_KINDS), np.int64)
    np.minimum.at(kind, place, ties.kind[between].astype(np.int64))
    counted = np.bincount(place, minlength=len(pairs))
    return pd.DataFrame({"a": pairs // width, "b": pairs % width, "kind": kind, "ties": counted})


def _agencies(study: Study, day: int | None) -> Ints:
    """The agency's number of every agency and person on a day."""
    universe = universe_of(study)
    found = np.arange(universe.first_service)
    read = NO_DATE_READS if day is None else day
    found[universe.first_person :] = agency_numbers(study, read)
    return found


def counts_of(pairs: pd.DataFrame) -> PairCounts:
    """How many pairs there are of each kind."""
    return PairCounts(*np.bincount(pairs["kind"], minlength=len(MAP_KINDS)).tolist())


def agencies_there(study: Study, context: Context, day: int | None, pairs: pd.DataFrame) -> Bools:
    """Which agencies are there on a day, by number: those in service, or seen, and whoever is tied."""
    universe, scope = universe_of(study), scope_of(study, context.partnership)
    there = np.zeros(universe.first_person, np.bool_)
    there[_on_roster(study, scope, context, day)] = True
    there[pairs["a"]] = there[pairs["b"]] = True
    there[UNKNOWN] = False
    return there


def possible_pairs(study: Study, there: Bools, pairs: pd.DataFrame) -> int:
    """How many pairs some agencies could form.

    Two can form a pair where both belong to one partnership, one of them to none, or a tie stands between
    them.
    """
    number, partnership = partnership_rows(study)
    column, named = pd.factorize(partnership)
    mine = np.zeros((len(there), max(len(named), 1)), np.float32)
    agency = (number >= 0) & (number < len(there)) & (column >= 0)
    mine[number[agency], column[agency]] = 1
    mine[~mine.any(axis=1)] = 1
    able = mine[there] @ mine[there].T > 0
    place = np.cumsum(there) - 1
    able[place[pairs["a"]], place[pairs["b"]]] = True
    return int(np.triu(able, 1).sum())


def agencies_on_map(study: Study, there: Bools) -> tuple[Agency, ...]:
    """The agencies with their places, which are worked out once over all dates."""
    universe, at = universe_of(study), placing_of(study).force
    told = study.agencies.dropna(subset=["sector"])
    sectors = dict(zip(told["agency"].astype(str), told["sector"].astype(str), strict=True))
    ids = ((number, str(universe.refs[number].id)) for number in np.flatnonzero(there).tolist())
    return tuple(
        Agency(id_, universe.names[number], sectors.get(id_), float(at[number, 0]), float(at[number, 1]))
        for number, id_ in ids
    )


def _on_roster(study: Study, scope: Scope, context: Context, day: int | None) -> Ints:
    usual = KNOWN if day is None else roster_for_seen(study)
    roster = usual if context.roster is None else context.roster
    found = on_roster(study, roster, day, context.ties) & actors_of(study).is_agency
    numbers = universe_of(study).of_actor[found]
    return numbers[scope.things[numbers]]


def history_of(
    study: Study, context: Context, first: int, last: int
) -> tuple[tuple[dt.date, PairCounts], ...]:
    """The pairs of the first and the last day, and of some between, whole months before the last."""
    months = 1
    while months_back(last, months + 1) - 1 >= first:
        months += 1
    step = -(-months // (MOST_BARS - 1))
    days = [last, *(months_back(last, back) - 1 for back in range(step, months + 1, step))]
    told = [first, *(day for day in reversed(days) if day > first)] if first <= last else []
    return tuple((from_day(day), counts_of(pairs_on(study, context, day))) for day in told)


def pairs_compared(
    study: Study, context: Context, then: pd.DataFrame | None, now: pd.DataFrame
) -> pd.DataFrame:
    """Every pair with a tie on either day: agency_a, agency_b, kind, kind_before, change, ties.

    `change` is new, kept or gone; missing where there is nothing to compare with.
    """
    refs = universe_of(study).refs
    earlier = now.iloc[:0] if then is None else then
    both = now.merge(earlier[["a", "b", "kind"]], on=["a", "b"], how="outer", suffixes=("", "_before"))
    both = both.sort_values(["a", "b"], ignore_index=True)
    change = np.select(
        [both["kind"].isna(), both["kind_before"].isna()], ["gone", "new"], default="kept"
    ).astype(object)
    kinds = dict(enumerate(MAP_KINDS))
    return pd.DataFrame(
        {
            "agency_a": pd.Series([refs[number].id for number in both["a"]], dtype="str"),
            "agency_b": pd.Series([refs[number].id for number in both["b"]], dtype="str"),
            "kind": both["kind"].map(kinds).astype("str"),
            "kind_before": both["kind_before"].map(kinds).astype("str"),
            "change": pd.Series(None if then is None else change, index=both.index, dtype="str"),
            "ties": both["ties"].fillna(0).astype(np.int64),
        }
    )
