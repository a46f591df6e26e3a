"""What stands on a day, what happened in a window, and whether one sitting or zone made the change."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.dates import as_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.acting_pairs import acting_codes
from netmap.tie_kinds.baselines import baseline_in_words, in_words
from netmap.tie_kinds.coding import coded_kinds
from netmap.tie_kinds.embedding import NEVER
from netmap.tie_kinds.histories import Histories, histories_of
from netmap.tie_kinds.occasions import changes
from netmap.tie_kinds.policy import ACTIVE, DORMANT, FADED, KINDS, TRAIL, TiePolicy
from netmap.tie_kinds.recorded import encounters_of

Words = npt.NDArray[np.object_]

FLOWS = ("met", "born", "consolidated", "went_quiet", "faded")
"""The flows of a window, in the order in which they are told."""

HALF = 0.5
"""A change is concentrated where more than this share of its pairs goes back to one sitting or zone."""


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """The ties of a day by the codes of their ends, those of split agencies left out.

    `kind` is the coded one where there is one, else the computed; only pairs that met are in it.
    """

    first: Ints
    second: Ints
    kind: Words
    state: Words

    def among(self, actors: Bools) -> Stock:
        """Only the ties between two of some actors."""
        keep = actors[self.first] & actors[self.second]
        return Stock(*(getattr(self, column.name)[keep] for column in fields(self)))

    def count(self, kind: str, state: str = ACTIVE) -> int:
        """How many ties there are of a kind in a state."""
        return int(((self.kind == kind) & (self.state == state)).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """What happened to each pair in a window, by the codes of its ends.

    `met` and `born`: it had an occasion, or its first one, in the window; `consolidated`: it became a new
    network; `went_quiet` and `faded`: how often it fell quiet, as a network or as a trail.
    """

    first: Ints
    second: Ints
    met: Ints
    born: Ints
    consolidated: Ints
    went_quiet: Ints
    faded: Ints

    def among(self, actors: Bools) -> Flows:
        """Only the pairs of two of some actors."""
        keep = actors[self.first] & actors[self.second]
        return Flows(*(getattr(self, column.name)[keep] for column in fields(self)))

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {name: int(getattr(self, name).sum()) for name in FLOWS}


@dataclass(frozen=True, slots=True)
class Concentration:
    """One sitting, or one zone, to which more than half of the pairs gained or lost go back.

    `n` of `pairs`; `zone` is a place in the study's table, -1 for a sitting without one; `day` is that of
    the sitting, None where it is a zone and no one sitting.
    """

    gained: bool
    n: int
    pairs: int
    zone: int
    day: int | None


def stocks_and_flows(
    study: Study, start: Any, end: Any, baseline: Any = None, policy: TiePolicy = TiePolicy()
) -> pd.DataFrame:
    """The ties that stand on a window's last day, and what happened in it, beside the time before.

    Parameters
    ----------
    start, end: the window, both days inclusive.
    baseline, policy: as in `ties`.

    Returns
    -------
    A row for each kind and state (`what` is `stock`, `name` the kind), as of the day before the window and as
    of its last day, and one for each flow (`what` is `flow`, state missing), of the equally long window that
    ends on the day before, and of the window: what, name, state, before, now. Flows are `met` (pairs with an
    occasion in it), `born` (with their first), `consolidated`, `went_quiet` (networks) and `faded` (trails).
    Stocks never depend on the window's first day but for `before`. The frame's `attrs` hold start, end and
    the baseline.

    Undefined: nothing; without dated rows everything is 0.

    Raises `ArgumentError` for a date that is none and for a window that ends before it starts.

    Example:
        >>> import netmap
        >>> found = stocks_and_flows(netmap.read_study("riverside"), "2023-09-01", "2023-09-07")
        >>> found.loc[found["state"].eq("active"), ["name", "before", "now"]].values.tolist()
        [['old_network', 121, 122], ['new_network', 93, 98], ['cognitive_trail', 66, 53]]
    """
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    if first is None or last is None or first > last:
        raise ArgumentError(N_("A window has a start and an end that is not before it"))
    asked = (policy, baseline)
    before, now = (stock_of(study, day, *asked) for day in (first - 1, last))
    states = {kind: (ACTIVE, FADED if kind == TRAIL else DORMANT) for kind in KINDS}
    rows: list[tuple[str, str, str | None, int, int]] = [
        ("stock", kind, state, before.count(kind, state), now.count(kind, state))
        for kind in KINDS
        for state in states[kind]
    ]
    earlier = flows_of(study, 2 * first - last - 1, first - 1, *asked).counts
    later = flows_of(study, first, last, *asked).counts
    rows += [("flow", name, None, earlier[name], later[name]) for name in FLOWS]
    frame = pd.DataFrame(rows, columns=["what", "name", "state", "before", "now"])
    frame = frame.astype(dict.fromkeys(("what", "name", "state"), "str"))
    frame.attrs.update(start=in_words(first), end=in_words(last), baseline=baseline_in_words(study, baseline))
    return frame


def stock_of(study: Study, day: int, policy: TiePolicy, baseline: Any = None) -> Stock:
    """The ties of a day; see `Stock`."""
    found = histories_of(study, policy, day, baseline)
    tie = found.is_tie & (found.ended > day)
    kind = np.array(KINDS, dtype=object)[found.kind]
    first, second = found.occasions.first, found.occasions.second
    if len(study.ties):
        pairs = pd.DataFrame({"a": first, "b": second})
        coded = pairs.merge(coded_kinds(study, day), on=["a", "b"], how="left")["kind_coded"]
        kind = np.where(coded.notna(), coded, kind)
    return Stock(first[tie], second[tie], kind[tie], found.states(day, policy)[tie])


def flows_of(study: Study, start: int, end: int, policy: TiePolicy, baseline: Any = None) -> Flows:
    """What happened to each pair from one day to another, both inclusive; see `Flows`."""
    found = histories_of(study, policy, end, baseline)
    occasions = found.occasions
    pairs = len(occasions.first)
    inside = occasions.day >= start
    lapsed, network = _lapses(found, policy, start, end)
    return Flows(
        occasions.first,
        occasions.second,
        (np.bincount(occasions.pair[inside], minlength=pairs) > 0).astype(np.int64),
        (occasions.first_day >= start).astype(np.int64),
        (found.is_new & (found.new_from >= start)).astype(np.int64),
        np.bincount(occasions.pair[lapsed & network], minlength=pairs),
        np.bincount(occasions.pair[lapsed & ~network], minlength=pairs),
    )


def _lapses(found: Histories, policy: TiePolicy, start: int, end: int) -> tuple[Bools, Bools]:
    """After which occasions a tie fell quiet in a window, and whether it was a network then."""
    occasions = found.occasions
    day, pair = occasions.day, occasions.pair
    quiet = day + policy.quiet_days + 1
    following = np.append(day[1:], NEVER)
    following[occasions.starts[1:] - 1] = NEVER
    began = np.where(found.is_old, found.old_from, found.trail_from)[pair]
    lapsed: Bools = (start <= quiet) & (quiet <= end) & (quiet < following) & (day >= began)
    lapsed &= (quiet >= found.known_from[pair]) & (quiet < found.ended[pair])
    network: Bools = found.is_old[pair] | (found.new_from[pair] <= day)
    return lapsed, network


def concentrations_of(
    study: Study,
    start: int,
    end: int,
    policy: TiePolicy,
    baseline: Any = None,
    actors: Bools | None = None,
) -> tuple[Concentration, ...]:
    """Where more than half of the pairs gained, or lost, in a window go back to one sitting or one zone.

    Gained are the pairs that are active on the last day and were not on the day before the window; looked at
    is their first occasion in it. Lost are those that were and are no longer; looked at is their last
    occasion. Agencies are called as on the last day. A single pair is no concentration.

    Parameters
    ----------
    start, end: the window, both days inclusive.
    actors: only pairs of two of these.
    """
    stocks = [stock_of(study, day, policy, baseline) for day in (start - 1, end)]
    called = acting_codes(study, end)
    stocks[0] = replace(stocks[0], first=called[stocks[0].first], second=called[stocks[0].second])
    then, now = (_active(stock, len(called), actors) for stock in stocks)
    gained, lost = np.setdiff1d(now, then), np.setdiff1d(then, now)
    by_end = histories_of(study, policy, end, baseline)
    new, old = (
        _shared(study, by_end, policy, gained, start).at_first,
        _shared(study, by_end, policy, lost, None).at_last,
    )
    found = (_one_place(new, len(gained), True), _one_place(old, len(lost), False))
    return tuple(each for each in found if each is not None)


def _active(stock: Stock, count: int, actors: Bools | None) -> Ints:
    """The pairs that are active, each as one number."""
    chosen = stock if actors is None else stock.among(actors)
    keys = np.minimum(chosen.first, chosen.second) * count + np.maximum(chosen.first, chosen.second)
    return np.unique(keys[chosen.state == ACTIVE])


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What pairs shared, sorted by pair and day: zone and sitting, -1 where there is none."""

    pair: Ints
    day: Ints
    zone: Ints
    sitting: Ints

    def where(self, keep: Bools) -> Shared:
        """Only some of it."""
        return Shared(*(getattr(self, column.name)[keep] for column in fields(self)))

    @property
    def at_first(self) -> Shared:
        """What each pair shared on its first day."""
        return self.where(self.day == self.day[self._starts][self._group])

    @property
    def at_last(self) -> Shared:
        """What each pair shared on its last day."""
        ends = np.append(self._starts, len(self.day))[1:] - 1
        return self.where(self.day == self.day[ends][self._group])

    @property
    def _starts(self) -> Ints:
        return np.flatnonzero(changes(self.pair))

    @property
    def _group(self) -> Ints:
        return np.cumsum(changes(self.pair)) - 1


def _shared(study: Study, found: Histories, policy: TiePolicy, pairs: Ints, start: int | None) -> Shared:
    """Everything that some pairs shared, from a day on."""
    met, every = encounters_of(study, policy), found.rows.first * found.rows.actors + found.rows.second
    keep = np.isin(every, pairs) if start is None else np.isin(every, pairs) & (found.rows.day >= start)
    rows = found.rows.where(keep)
    sitting = np.where(met.sitting[rows.encounter], met.row[rows.encounter], -1)
    return Shared(every[keep], rows.day, rows.zone, sitting)


def _one_place(shared: Shared, pairs: int, gained: bool) -> Concentration | None:
    for place, of_sitting in ((shared.sitting, True), (shared.zone, False)):
        known = place >= 0
        if pairs < 2 or not known.any():
            continue
        width = int(place.max()) + 1
        counts = np.bincount(np.unique(shared.pair[known] * width + place[known]) % width)
        most = int(counts.argmax())
        if counts[most] > HALF * pairs:
            at = int(np.flatnonzero(place == most)[0])
            day = int(shared.day[at]) if of_sitting else None
            return Concentration(gained, int(counts[most]), pairs, int(shared.zone[at]), day)
    return None
