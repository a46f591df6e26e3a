"""Old networks, new networks and cognitive trails: every tie of a study as of a day, and their lives."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.citing import cited
from netmap.model.dates import to_datetimes
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints, PairDays
from netmap.tie_kinds.acting_pairs import ended_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day, baseline_in_words, in_words
from netmap.tie_kinds.coding import coded_pairs
from netmap.tie_kinds.crossings import crossings
from netmap.tie_kinds.declared import OBSERVED, Declared, declared_ties
from netmap.tie_kinds.histories import histories_of
from netmap.tie_kinds.lives import NO_LIVES, lives_of
from netmap.tie_kinds.policy import ENDED, KINDS, TiePolicy

COLUMNS = (
    "source",
    "target",
    "kind",
    "kind_computed",
    "kind_coded",
    "origin",
    "state",
    "first",
    "last",
    "occasions",
    "settings",
    "beyond_zone",
    "consolidated",
    "crosses_agency",
    "crosses_level",
    "crosses_profession",
    "crosses_partnership",
    "first_seen_at_edge",
    "relation",
    "declared_from",
    "declared_to",
)


def ties(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
) -> pd.DataFrame:
    """Every tie of a study as of a day, told apart as old network, new network or cognitive trail.

    Parameters
    ----------
    study: the study.
    as_of: the day, inclusive (ISO text, date or Timestamp). Default: the last `observed_to`, else
        the last dated meeting or contact; never today. Later rows never change the answer.
    baseline: the day from which ties count as new. Default: each partnership's `baseline`, else its
        `observed_from`, else the first dated row; a pair of two partnerships takes the later.
    policy: the thresholds.
    wave: the wave of which declared ties are taken, or one for each of several partnerships; "" for those
        without one. Default: for each partnership the latest that ends by the day.
    relation: the relation of which declared ties are taken, or several; "" for those of none. Several
        are refused unless it is said how to combine them.
    combine: `any` or `all`: a tie in any of the relations, or in all of them.
    missing: what becomes of pairs that were asked and not answered: `observed cells` and `no tie` leave them
        out, `tie` counts them.

    Returns
    -------
    One row for each unordered pair of actors of one sort (source before target in text order):
    `kind` is the coded kind where there is one, else the computed; `origin` mobilised or developed for
    new networks; `state` active, dormant (networks), faded (trails) or ended (one of two agencies was
    split), missing for pairs that were only declared or coded; `first`, `last`, `consolidated` days;
    `occasions` and `settings` counts up to `as_of`; `beyond_zone` whether they met outside the zone in which
    they first met (False where that was no zone); `crosses_*` whether the two differ on that day, missing
    where either is not known; `first_seen_at_edge` whether the tie may be older than the record; `relation`
    of declared ties, and from when to when they were declared (`declared_from`, `declared_to`: the earliest
    start, and the latest end where all have one).
    The frame's `attrs` cite the study, its version and that of netmap, and hold n (a number), as_of, the
    baseline and the rule; and of declared ties their wave, relation and
    `cells_missing`, the number of rows that were asked and not answered.

    Undefined: without dated rows and declared ties the frame is empty. Where old networks cannot be
    known (see `known_baselines`) there are few or none, and that is no finding.

    Raises `ArgumentError` for a date that is none, for several relations that are not to be combined, and
    for two waves of one partnership; `NotFoundError` for a wave that there is not.

    Source: old networks, new networks and cognitive trails as in the evaluation of the Children's
    Fund (NECF); thresholds as in docs/definitions.md.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ben"], "target": ["Ada"]}),
        ... )
        >>> netmap.ties(study)[["source", "target", "kind", "state"]].values.tolist()
        [['Ada', 'Ben', 'cognitive_trail', 'active']]
    """
    day = as_of_day(study, as_of)
    computed = _computed(study, day, baseline, policy) if day is not None else _nothing()
    choice = Declared(wave, relation, combine, missing)
    coded = coded_pairs(study, day, choice)
    both = computed.merge(coded, on=["a", "b"], how="outer", sort=False)
    both = both[both["kind_computed"].notna() | both["declared"].eq(True)]
    frame = _finished(study, both, day, baseline, policy)
    frame.attrs.update(_about_declared(study, day, choice))
    return frame


def _about_declared(study: Study, day: int | None, choice: Declared) -> dict[str, Any]:
    found = declared_ties(study, day, choice)
    about = found.about()
    return {**about, "cells_missing": len(found.missing)} if about else {}


def tie_lives(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
) -> pd.DataFrame:
    """The life of every computed tie: from when to when it was of which kind and in which state.

    Parameters as in `ties`. Returns source, target, kind, state, start, end: one row for each
    interval, in order; `end` is exclusive and missing while the interval still runs at `as_of`.
    On every day the interval that holds it says what `ties(as_of=that day)` says. Coded kinds are
    no part of it. Empty where nothing is dated. Raises `ArgumentError` for a date that is none.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ben"], "target": ["Ada"]}),
        ... )
        >>> netmap.tie_lives(study, as_of="2011-12-31")["state"].tolist()
        ['active', 'faded']
    """
    day = as_of_day(study, as_of)
    ids = actors_of(study).ids
    lives = NO_LIVES if day is None else lives_of(study, policy, day, baseline)
    frame = pd.DataFrame(
        {
            "source": ids[lives.first],
            "target": ids[lives.second],
            "kind": lives.kind,
            "state": lives.state,
            "start": to_datetimes(lives.start),
            "end": to_datetimes(lives.end),
        }
    )
    frame = frame.astype({"source": "str", "target": "str", "kind": "str", "state": "str"})
    frame.attrs.update(rule_of(study, day, baseline, policy, len(frame)))
    return frame


def rule_of(study: Study, day: int | None, baseline: Any, policy: TiePolicy, n: int) -> dict[str, Any]:
    """What every table of ties says of itself: its study, its n, its day, its baseline and its rule."""
    rule = ", ".join(f"{name} {getattr(policy, name)}" for name in TiePolicy.__dataclass_fields__)
    told = {"n": n, "as_of": in_words(day), "baseline": baseline_in_words(study, baseline), "rule": rule}
    return {**cited(study), **told}


def _computed(study: Study, day: int, baseline: Any, policy: TiePolicy) -> pd.DataFrame:
    """Pairs that met, their two ends as codes a and b; those that are no tie without kind and state."""
    found = histories_of(study, policy, day, baseline)
    occasions = found.occasions
    tie = found.is_tie
    kind = np.array(KINDS)[found.kind]
    origin = pd.Series(np.where(found.is_old, "developed", "mobilised")).where(found.is_new)
    new_from = np.where(found.is_new, found.new_from, np.iinfo(np.int64).min)
    columns: dict[str, Any] = {
        "a": occasions.first,
        "b": occasions.second,
        "kind_computed": kind,
        "origin": origin,
        "state": found.states(day, policy),
        "first": to_datetimes(occasions.first_day),
        "last": to_datetimes(occasions.last_day),
        "occasions": occasions.counts,
        "settings": _settings(found.rows, occasions.row_pair, len(tie)),
        "beyond_zone": gone_beyond(found.rows, occasions.row_pair, occasions.first_day),
        "consolidated": to_datetimes(new_from),
        "first_seen_at_edge": found.at_edge(policy),
    }
    met = pd.DataFrame(columns)
    met.loc[~tie, ["kind_computed", "state"]] = None
    return met


def _settings(rows: PairDays, pair: Ints, pairs: int) -> Ints:
    """Distinct settings of each pair: the zone, else the channel; neither is no setting."""
    zones = int(rows.zone.max(initial=-1)) + 1
    setting = np.where(rows.zone >= 0, rows.zone, np.where(rows.channel >= 0, rows.channel + zones, -1))
    known = setting >= 0
    width = int(setting.max(initial=0)) + 1
    keys = np.sort(pair[known] * width + setting[known])
    distinct = keys[np.diff(keys, prepend=-1) != 0]
    return np.bincount(distinct // width, minlength=pairs)


def gone_beyond(rows: PairDays, pair: Ints, first_day: Ints) -> Bools:
    """Whether a pair that first met in a zone has met outside it."""
    width = int(rows.zone.max(initial=-1)) + 2
    key = pair * width + rows.zone + 1
    born_here = (rows.day == first_day[pair]) & (rows.zone >= 0)
    outside = ~np.isin(key, key[born_here])
    born, left = (np.bincount(pair[which], minlength=len(first_day)) > 0 for which in (born_here, outside))
    return np.logical_and(born, left)


def _nothing() -> pd.DataFrame:
    """No computed tie, with the columns of some."""
    whole = pd.DataFrame({name: np.zeros(0, np.int64) for name in ("a", "b", "occasions", "settings")})
    for name in ("kind_computed", "origin", "state"):
        whole[name] = pd.Series([], dtype="str")
    for name in ("first", "last", "consolidated"):
        whole[name] = pd.Series([], dtype="datetime64[us]")
    for name in ("beyond_zone", "first_seen_at_edge"):
        whole[name] = pd.Series([], dtype=bool)
    return whole


def _finished(
    study: Study, both: pd.DataFrame, day: int | None, baseline: Any, policy: TiePolicy
) -> pd.DataFrame:
    """Codes turned back into ids, kinds put together, crossings added, columns in order."""
    both = both.sort_values(["a", "b"], ignore_index=True)
    ids = actors_of(study).ids
    a, b = both["a"].to_numpy(np.int64), both["b"].to_numpy(np.int64)
    counts = {name: both[name].fillna(0).astype(np.int64) for name in ("occasions", "settings")}
    flags = {name: both[name].eq(True) for name in ("beyond_zone", "first_seen_at_edge")}
    if day is not None:
        ended = ended_of(study, day)
        both.loc[(np.minimum(ended[a], ended[b]) <= day) & both["kind_computed"].isna(), "state"] = ENDED
    both = both.assign(
        source=ids[a],
        target=ids[b],
        kind=both["kind_coded"].where(both["kind_coded"].notna(), both["kind_computed"]),
        **counts,
        **flags,
        **crossings(study, a, b, day),
    )
    text = ("source", "target", "kind", "kind_computed", "kind_coded", "origin", "state", "relation")
    frame = both[list(COLUMNS)].astype(dict.fromkeys(text, "str"))
    frame.attrs.update(rule_of(study, day, baseline, policy, len(frame)))
    return frame
