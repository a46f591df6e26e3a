"""One learning path as its dated chain: who, with whom, when, in which zone, over which kind of tie."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.crossings_of_paths import CrossingBook, in_order
from netmap.learning.path_ends import among, code_of, first_path, seats_from, seats_to
from netmap.learning.upwards import two_levels
from netmap.learning.window import Window, about, known_level, rule_of, window_of
from netmap.model.dates import to_datetimes
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.fewest_hops import Hop
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.coding import coded_kinds
from netmap.tie_kinds.histories import histories_of
from netmap.tie_kinds.policy import KINDS, TiePolicy
from netmap.tie_kinds.recorded import encounters_of


def learning_path(
    study: Study,
    source: str,
    target: str | None = None,
    to_level: str | None = None,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    from_level: str | None = None,
    level: str | None = None,
    baseline: Any = None,
) -> pd.DataFrame:
    """The path by which what somebody knows first arrives at a person, an agency or a level, hop by hop.

    Of all paths that arrive on the first possible day it is one with the fewest hops.

    Parameters
    ----------
    source: the practitioner from whom it starts, or an agency: then whoever belongs to it on the day of
        departure; of several whose paths arrive on the same day the first in text order.
    target, to_level: the person or the agency at whom, or the level at which, it arrives; with both, the
        target while at that level. Whoever is reached is somebody else than the source, and belongs to a
        target agency on the day of arrival.
    from_level: where given, the source departs on a day on which it is at this level and not at
        `to_level`, as in `vertical_reach`.
    baseline: where given, the kinds of tie are told apart by this day, as in `ties`.
    level: where given, everybody is at this level on the day of each hop, as in `arrival_matrix`, which says
        when such a path from agency to agency arrives. The others are those of `vertical_reach`.

    Returns
    -------
    One row for each hop, in order: date, from, to, zone, channel, kind (of the tie between the two as of
    that day, as in `ties`), and, where the level changes, crossing (how, see `crossings`) with from_level
    and to_level. A change inside a person stands in the row in which they pass it on at the other level, or,
    where they are the end of the path, in its last row; of two changes in one row that of the first
    class is named, from the first level to the last. The frame's `attrs` hold n (hops), start, end,
    same_day and max_wait.

    Undefined: empty where there is no path; zone, channel, kind and crossing with its levels are missing
    where there are none.

    Raises `ArgumentError` as `vertical_reach` does and where neither target nor level is given,
    `NotFoundError` for a person or an agency that the study does not know.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.learning_path(study, "Ada", target="Cem")[["from", "to", "kind"]].values.tolist()
        [['Ada', 'Ben', 'cognitive_trail'], ['Ben', 'Cem', 'cognitive_trail']]
    """
    _check(study, target, (from_level, to_level, level))
    who, at = code_of(study, source), None if target is None else code_of(study, target)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    hops: list[Hop] = []
    if window is not None:
        window = among(window, level)
        starts = seats_from(window, who, from_level, to_level)
        hops = first_path(window, starts, seats_to(window, at, to_level), rule)
    ends = (from_level or level, to_level or level)
    frame = chain_table(study, window, hops, ends, policy, baseline)
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    return frame


def chain_table(
    study: Study,
    window: Window | None,
    hops: list[Hop],
    ends: tuple[str | None, str | None],
    policy: TiePolicy = TiePolicy(),
    baseline: Any = None,
) -> pd.DataFrame:
    """The hops of a path as the rows of `learning_path`; `ends` are the levels from which and to which."""
    crossed = _crossed(window, hops, ends, policy)
    return _frame(study, window, hops, policy, baseline).assign(**crossed)


def _check(study: Study, target: str | None, levels: tuple[str | None, str | None, str | None]) -> None:
    from_level, to_level, _ = levels
    if target is None and to_level is None:
        raise ArgumentError(N_("A path needs an end: a target or a to_level"))
    if from_level is not None and to_level is not None:
        two_levels(study, from_level, to_level)
    for name, level in zip(("from_level", "to_level", "level"), levels, strict=True):
        if level is not None:
            known_level(study, level, name)


def _frame(
    study: Study, window: Window | None, hops: list[Hop], policy: TiePolicy, baseline: Any
) -> pd.DataFrame:
    ids = actors_of(study).ids
    met = encounters_of(study, policy)
    where = [] if window is None else [int(window.journeys.source[hop.encounter]) for hop in hops]
    zones, channels = study.zones["zone"], pd.factorize(study.contacts["channel"])[1]
    days = met.day[where]
    pairs = [(ids[hop.giver], ids[hop.taker]) for hop in hops]
    kinds = [_kind(study, hop, int(day), policy, baseline) for hop, day in zip(hops, days, strict=True)]
    return pd.DataFrame(
        {
            "date": to_datetimes(days.astype(np.int64)),
            "from": pd.Series([pair[0] for pair in pairs], dtype="str"),
            "to": pd.Series([pair[1] for pair in pairs], dtype="str"),
            "zone": pd.Series(_texts(zones, met.zone[where]), dtype="str"),
            "channel": pd.Series(_texts(channels, met.channel[where]), dtype="str"),
            "kind": pd.Series(kinds, dtype="str"),
        }
    )


def _crossed(
    window: Window | None, hops: list[Hop], ends: tuple[str | None, str | None], policy: TiePolicy
) -> dict[str, pd.Series]:
    """For each hop how it crosses levels, and which; of several changes in one the first class."""
    rows: list[tuple[str | None, str | None, str | None]] = [(None, None, None)] * len(hops)
    found = [] if window is None or not hops else CrossingBook(window, policy).crossings(hops, *ends)
    for hop in {crossing.hop for crossing in found}:
        here = [crossing for crossing in found if crossing.hop == hop]
        rows[hop] = (min(here, key=in_order).how, here[0].from_level, here[-1].to_level)
    names = ("crossing", "from_level", "to_level")
    return {name: pd.Series([row[place] for row in rows], dtype="str") for place, name in enumerate(names)}


def _texts(names: Any, codes: Any) -> list[str | None]:
    return [str(pd.Index(names)[code]) if code >= 0 else None for code in codes]


def _kind(study: Study, hop: Hop, day: int, policy: TiePolicy, baseline: Any) -> str | None:
    """The kind of the tie of two people as of a day, as in `ties`; None where they have none."""
    ends = min(hop.giver, hop.taker), max(hop.giver, hop.taker)
    coded = coded_kinds(study, day) if len(study.ties) else None
    if coded is not None:
        kinds = coded.loc[(coded["a"] == ends[0]) & (coded["b"] == ends[1]), "kind_coded"]
        if len(kinds):
            return str(kinds.iloc[0])
    found = histories_of(study, policy, day, baseline)
    pair = np.flatnonzero((found.occasions.first == ends[0]) & (found.occasions.second == ends[1]))
    return KINDS[found.kind[pair[0]]] if len(pair) and found.is_tie[pair[0]] else None
