"""The ties that were born in boundary zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import Sittings, sittings_of
from netmap.learning.window import about, window_of
from netmap.model.dates import NO_DAY, day_numbers, from_day, to_datetimes
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.classes import gone_beyond, ties
from netmap.tie_kinds.coding import coded_pairs
from netmap.tie_kinds.declared import ANY, Declared
from netmap.tie_kinds.histories import Histories, histories_of
from netmap.tie_kinds.policy import TiePolicy

FOLLOWS = 30
"""A contact at most so many days after both sat in a zone was born there."""

SPAN = 2**23
"""More days than from one calendar date to any other, and than any of them is from 1970."""

KEPT = ("source", "target", "kind", "state", "first", "consolidated", "beyond_zone")


def ties_born(
    study: Study,
    start: Any = None,
    end: Any = None,
    policy: TiePolicy = TiePolicy(),
    baseline: Any = None,
) -> pd.DataFrame:
    """The ties of people that were born in each boundary zone within a window.

    A tie is born in a zone where the pair's first occasion is a sitting of it, or a contact at most 30
    days after each of the two sat in it, whether at one sitting or at two.

    Parameters
    ----------
    start, end, policy, baseline: as in `zones`; the first occasion lies in the window, and the tie is what
        it is by its end.

    Returns
    -------
    One row for each tie and zone it was born in, in the order of the zones and then of the ties: zone,
    source, target, kind (as computed), state, first, consolidated and beyond_zone (as in `ties`) and
    by_contact (false where a sitting of it was the first occasion). The frame's `attrs` hold n, start,
    end, as_of and the rule of the ties.

    Undefined: consolidated is NaT for what has not consolidated. Without dated rows it is empty.

    Raises `ArgumentError` for a date that is none.

    Example:
        >>> import pandas as pd
        >>> import netmap
        >>> from netmap.boundary_zones.births import ties_born
        >>> study = netmap.from_tables(
        ...     zones=pd.DataFrame({"zone": ["panel"]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"]}),
        ...     meetings=pd.DataFrame({"meeting": ["1"], "zone": ["panel"], "date": ["2011-03-01"]}),
        ...     attendance=pd.DataFrame({"meeting": ["1", "1"], "practitioner": ["Ada", "Ben"]}),
        ... )
        >>> ties_born(study)[["zone", "source", "target", "kind"]].values.tolist()
        [['panel', 'Ada', 'Ben', 'cognitive_trail']]
    """
    window = window_of(study, start, end, policy)
    last = None if window is None else from_day(window.end)
    found = ties(study, last, baseline, policy=policy, combine=ANY)
    found = found[found["kind_computed"].notna()]
    if window is not None:
        opening = to_datetimes(np.array([window.start]))[0]
        found = found[found["first"] >= opening]
    frame = _born(study, found.assign(kind=found["kind_computed"])[list(KEPT)], policy)
    frame.attrs.update({key: about(window, False, None, len(frame))[key] for key in ("n", "start", "end")})
    return frame


def gone_beyond_within(study: Study, day: int, days: int, policy: TiePolicy) -> pd.DataFrame:
    """The ties born at sittings of a day, and whether each has gone beyond its zone so many days later.

    A row for each tie and zone: zone, beyond. As `ties_born` of that day and `ties` of the later one say it,
    without contacts and without those first seen at the edge of the record.
    """
    before, sat = histories_of(study, policy, day), sittings_of(study, policy)
    new = np.flatnonzero(before.is_tie & (before.occasions.first_day >= day))
    firsts = _Firsts(*(column[new] for column in _ends_and_first_day(before)))
    born = [firsts.sat_together(sat, zone, policy) for zone in range(len(study.zones))]
    zone, row = np.nonzero(np.array(born, np.bool_).reshape(len(study.zones), len(new)))
    if not len(zone):
        return pd.DataFrame({"zone": pd.Series([], dtype="str"), "beyond": pd.Series([], dtype=bool)})
    after, actors = histories_of(study, policy, day + days), len(actors_of(study))
    one, other, first = _ends_and_first_day(after)
    keys, counts = one * actors + other, after.is_tie
    if len(study.table("ties")):
        declared = coded_pairs(study, day + days, Declared(combine=ANY))
        declared = declared[declared["declared"].eq(True)]
        counts = counts | np.isin(keys, declared["a"].to_numpy() * actors + declared["b"].to_numpy())
    beyond = gone_beyond(after.rows, after.occasions.row_pair, first)
    shown = pd.Series(beyond, index=keys)[counts & ~after.at_edge(policy)]
    asked = (firsts.one * actors + firsts.other)[row]
    found = pd.DataFrame(
        {"zone": study.zones["zone"].to_numpy()[zone], "beyond": shown.reindex(asked).to_numpy()}
    )
    return found.dropna().astype({"zone": "str", "beyond": bool}).reset_index(drop=True)


def _ends_and_first_day(found: Histories) -> tuple[Ints, Ints, Ints]:
    return found.occasions.first, found.occasions.second, found.occasions.first_day


@dataclass(frozen=True, slots=True, eq=False)
class _Firsts:
    """The first occasion of each tie: its two ends as codes, and its day."""

    one: Ints
    other: Ints
    day: Ints

    def sat_together(self, sat: Sittings, zone: int, policy: TiePolicy) -> Bools:
        """Whether it is a sitting of a zone."""
        found = np.zeros(len(self.day), np.bool_)
        of_a_first = (sat.zone == zone) & sat.is_occasion(policy) & np.isin(sat.day, self.day)
        for meeting in np.flatnonzero(of_a_first):
            here = np.flatnonzero(self.day == sat.day[meeting])
            there = sat.present(int(meeting))
            found[here] |= there[self.one[here]] & there[self.other[here]]
        return found

    def both_sat(self, sat: Sittings, zone: int) -> Bools:
        """Whether each of the two sat in a zone at most so many days before, or that day."""
        held = sat.zone[sat.meeting] == zone
        keys = np.sort(sat.person[held] * SPAN + sat.day[sat.meeting[held]])
        found = np.ones(len(self.day), np.bool_)
        for who in (self.one, self.other):
            asked = who * SPAN + self.day
            found &= np.searchsorted(keys, asked, "right") > np.searchsorted(keys, asked - FOLLOWS, "left")
        return found

    def talked(self, study: Study) -> Bools:
        """Whether a contact of the two is dated on that day."""
        actors, contacts = actors_of(study), study.contacts
        ends = np.stack([actors.codes(contacts["source"]), actors.codes(contacts["target"])])
        day = day_numbers(contacts["date"])
        dated = day != NO_DAY
        keys = (ends.min(axis=0) * len(actors) + ends.max(axis=0))[dated] * SPAN + day[dated]
        mine = np.minimum(self.one, self.other) * len(actors) + np.maximum(self.one, self.other)
        found: Bools = np.isin(mine * SPAN + self.day, keys)
        return found


def _born(study: Study, found: pd.DataFrame, policy: TiePolicy) -> pd.DataFrame:
    actors, sat = actors_of(study), sittings_of(study, policy)
    day = found["first"].to_numpy().astype("datetime64[D]").astype(np.int64)
    firsts = _Firsts(actors.codes(found["source"]), actors.codes(found["target"]), day)
    talked = firsts.talked(study)
    parts = [found[:0].assign(zone="", by_contact=False)]
    for zone, name in enumerate(study.zones["zone"]):
        together = firsts.sat_together(sat, zone, policy)
        born = together | (talked & firsts.both_sat(sat, zone))
        parts.append(found[born].assign(zone=name, by_contact=~together[born]))
    whole = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    return whole[["zone", *KEPT, "by_contact"]].astype({"zone": "str", "by_contact": bool})
