"""How long cognitive trails live: what share of them consolidates or fades, and whether that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from scipy.sparse import csr_array

from netmap.comparison.chance_shares import shares_of
from netmap.comparison.competing_risks import (
    Counts,
    cumulative_incidence,
    gray_statistic,
    log_rank_statistic,
)
from netmap.comparison.findings import Figure, Finding
from netmap.comparison.result import Origin, Result
from netmap.comparison.trail_spells import (
    CONSOLIDATED,
    FADED,
    RUNNING,
    TrailSpells,
    trail_spells_of,
)
from netmap.model.dates import as_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, NN_
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

Floats = npt.NDArray[np.float64]

COLUMNS = (
    *("quiet_days", "group", "time", "at_risk", "consolidated", "faded"),
    *("incidence_consolidated", "low", "high", "incidence_faded", "low_faded", "high_faded"),
)
TESTS = ("quiet_days", "event", "statistic", "value", "p", "groups", "clusters", "permutations")

SITTING, ZONE = "sitting", "zone"
CLUSTERS = (SITTING, ZONE)
"""What chance resamples and relabels: the sitting, or contact, in which a spell began, or its zone."""

CONFIDENCE = 0.95
FIGURES_AT = 365
"""The sentence speaks of so many days after a trail began, or of the last time where none is so late."""

CELLS = 4_000_000
"""So many counts are held at once."""

ALL = "all"

FOUND = N_(
    "Of {n} cognitive trails, {consolidated} had become new networks within {time} days ({low} to {high}) "
    "and {faded} had faded ({low_faded} to {high_faded}), with quiet after {quiet} days."
)
OF_GROUP = N_("Where {by} is “{group}”: {text}")
NO_TRAILS = N_("No cognitive trail is seen to begin in this time.")
TESTED = N_(
    "Between the groups by {by}, the share that consolidates differs with p {gray} (Gray), the pace with p "
    "{pace} (log-rank); p by relabelling {clusters} {what}, with quiet after {quiet} days."
)
SITTINGS, ZONES = N_("sittings and contacts"), N_("zones")
LEFT_OUT = NN_(
    "{n} spell of a pair that was seen first at the edge of the record is left out.",
    "{n} spells of pairs that were seen first at the edge of the record are left out.",
)
SAME_IN_ZONE = N_(
    "“{by}” is the same throughout every zone, so p takes the sittings of one zone for independent; "
    "cluster=“zone” relabels zones instead."
)
NO_LABEL = NN_(
    "{n} spell began where {by} is not known, and is in no group.",
    "{n} spells began where {by} is not known, and are in no group.",
)
HOW = N_(
    "A spell of a trail runs from its first occasion, or the one that revived it, until the pair "
    "consolidates or has faded, or {end}. Cumulative incidence with consolidating and fading as competing "
    "events (Aalen and Johansen 1978); 95 % intervals by resampling {clusters} {what}, in which the spells "
    "began ({draws} draws, seed {seed}), as spells of one sitting are not independent. A first spell "
    "cannot consolidate before {days} days, and fades pile up on one day by construction."
)
HOW_TESTED = N_(
    "Groups are compared by Gray's statistic and by the cause-specific log-rank; p = (b + 1) / (m + 1) over "
    "{draws} relabellings of {what}, never of ties."
)

NO_GROUP = N_(
    "by: “{value}” is no column of zones, meetings or contacts. A label of ties, such as crosses_agency, "
    "cannot be tested: ties of one sitting are not independent, so that chance relabels sittings or zones."
)
NOT_OF_ZONE = N_("by: “{value}” differs within a zone; take cluster=“sitting”")


def trail_survival(
    study: Study,
    by: str | None = None,
    cluster: str = SITTING,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    quiet: Sequence[int] | None = None,
    draws: int = 999,
    seed: int = 0,
) -> Result:
    """What share of cognitive trails becomes a new network and what share fades, by time since they began.

    Consolidating and fading are competing events; whichever comes first ends a spell. Cumulative incidence of
    an event = sum over times t of S(t-) d(t) / r(t), with d of r still running at t and S the share without
    either event.

    Parameters
    ----------
    study: the study.
    by: groups by a column of `zones`, `meetings` or `contacts` (looked for in this order), read where a
        spell began. Default: all together.
    cluster: `sitting` (the sitting or contact in which a spell began) or `zone` (contacts outside zones
        each by themselves): what is resampled for intervals and relabelled for p.
    as_of, baseline, policy: as in `ties`; spells that run on that day are censored.
    quiet: several thresholds of days after which a trail has faded. Default: that of the policy alone.
    draws: resamplings and relabellings.
    seed: of these.

    Returns
    -------
    A result. `table()` has a row for time 0 and each later time (days since a spell began) at which any of
    the group ends: quiet_days, group (`all` without `by`), time, at_risk (just before), consolidated and
    faded (at that time), incidence_consolidated with low and high, and incidence_faded with low_faded and
    high_faded: 95 % intervals from the spread of resamplings on the arcsine scale with Student's t.
    `table("tests")` has for each event Gray's statistic and the cause-specific log-rank with p. Spells of
    pairs `first_seen_at_edge` are left out, and those that began where `by` is not known; their numbers are
    said.

    Undefined: intervals are NaN at an incidence of 0, and with fewer than two clusters in the group; p is
    NaN with fewer than two groups or clusters.

    Raises `ArgumentError` for a `by` that is no such column or, with `cluster="zone"`, differs within a zone.

    Source: Gray (1988), Annals of Statistics 16:1141-1154; Davison and Hinkley (1997), section 3.8.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     partnerships=pd.DataFrame({"partnership": ["P"], "observed_from": ["2010-01-01"],
        ...         "observed_to": ["2011-12-31"]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-11-30"],
        ...         "source": ["Ada", "Ben"], "target": ["Cem", "Cem"]}),
        ... )
        >>> found = netmap.trail_survival(study, draws=9)
        >>> found.table()[["time", "at_risk", "faded", "incidence_faded"]].values.tolist()
        [[0.0, 2.0, 0.0, 0.0], [91.0, 1.0, 1.0, 1.0]]
    """
    if cluster not in CLUSTERS:
        raise ArgumentError(
            N_("{key}: “{value}” is none of its values; it takes {words}"),
            key="cluster",
            value=cluster,
            words=", ".join(CLUSTERS),
        )
    day = as_of_day(study, as_of)
    thresholds = [policy.quiet_days] if quiet is None else list(quiet)
    rules = [replace(policy, quiet_days=each) for each in thresholds]
    parts = (
        [] if day is None else [_part(study, rule, day, baseline, by, cluster, draws, seed) for rule in rules]
    )
    parameters = {
        "by": by,
        "cluster": cluster,
        "as_of": in_words(day) or None,
        "baseline": in_words(as_day(baseline, "baseline")) or None,
        "policy": policy,
        "quiet": None if quiet is None else thresholds,
        "draws": draws,
    }
    empty = pd.DataFrame({name: [] for name in COLUMNS})
    n = parts[0].labelled if parts else 0
    return Result(
        "trail_survival",
        pd.concat([each.table for each in parts], ignore_index=True) if parts else empty,
        tuple(finding for each in parts for finding in each.findings) or (Finding(NO_TRAILS),),
        parts[0].how if parts else (),
        n,
        N_("spells"),
        parameters,
        Origin.of(study),
        seed,
        parts={"tests": pd.DataFrame([row for each in parts for row in each.tests], columns=list(TESTS))},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The answer under one threshold of quiet."""

    table: pd.DataFrame
    tests: list[dict[str, Any]]
    findings: tuple[Finding, ...]
    how: tuple[Finding, ...]
    labelled: int


@dataclass(frozen=True, slots=True, eq=False)
class _Clusters:
    """Spells counted by the cluster in which they began: clusters x times for each way to end.

    `label` is the group of each cluster as a place in `groups`.
    """

    times: Ints
    event: Floats
    other: Floats
    unseen: Floats
    label: Ints
    groups: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.label)

    def under(self, weights: Floats) -> Counts:
        """The counts of groups, from the weight of each cluster in each: ... x groups x clusters."""
        return Counts(weights @ self.event, weights @ self.other, weights @ self.unseen)

    def weights(self, labels: Ints) -> Floats:
        """1 where a cluster is in a group: ... x groups x clusters."""
        inside: Floats = (labels[..., None, :] == np.arange(len(self.groups))[:, None]).astype(np.float64)
        return inside


def _part(
    study: Study,
    rule: TiePolicy,
    day: int,
    baseline: Any,
    by: str | None,
    cluster: str,
    draws: int,
    seed: int,
) -> _Part:
    every = trail_spells_of(study, rule, day, baseline)
    spells = every.where(~every.at_edge)
    label = _labels(study, rule, spells, by)
    known = np.array([each is not None for each in label], np.bool_)
    labelled = spells.where(known)
    clusters = _clusters(study, rule, labelled, label[known], cluster, by)
    counts = clusters.under(clusters.weights(clusters.label))
    about = {
        "quiet": rule.quiet_days,
        "by": by or "",
        "what": Finding(SITTINGS if cluster == SITTING else ZONES),
        "clusters": len(clusters),
    }
    table = _table(clusters, counts, rule.quiet_days, draws, seed)
    tests = _tests(clusters, counts, rule.quiet_days, draws, seed)
    left = (
        Finding(LEFT_OUT, {"n": len(every) - len(spells)}),
        *((Finding(NO_LABEL, {"n": int((~known).sum()), "by": by}),) if by and not known.all() else ()),
        *((Finding(SAME_IN_ZONE, {"by": by}),) if by in study.zones.columns and cluster == SITTING else ()),
    )
    rest = {"end": in_words(day), "days": rule.consolidation_days, "draws": draws, "seed": str(seed)}
    how = (Finding(HOW, {**about, **rest}), *((Finding(HOW_TESTED, {**about, **rest}),) if by else ()))
    return _Part(table, tests, (*_findings(table, clusters, tests, about), *left), how, len(labelled))


def _labels(study: Study, rule: TiePolicy, spells: TrailSpells, by: str | None) -> npt.NDArray[np.object_]:
    """The group of each spell, None where it is not known."""
    found = np.full(len(spells), ALL if by is None else None, dtype=object)
    if by is None:
        return found
    met = encounters_of(study, rule)
    sitting, row = met.sitting[spells.encounter], met.row[spells.encounter]
    zone = met.zone[spells.encounter]
    meetings = study.meetings.drop_duplicates("meeting").reset_index(drop=True)
    if by in study.zones.columns:
        return _read(study.zones[by], zone, zone >= 0)
    if by in meetings.columns:
        return _read(meetings[by], row, sitting)
    if by in study.contacts.columns:
        return _read(study.contacts[by], row, ~sitting)
    raise ArgumentError(NO_GROUP, value=by)


def _read(column: pd.Series, place: Ints, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    told = column.astype(object).where(column.notna(), None).to_numpy()
    found = np.full(len(place), None, dtype=object)
    found[known] = [None if each is None else str(each) for each in told[place[known]]]
    return found


def _clusters(
    study: Study,
    rule: TiePolicy,
    spells: TrailSpells,
    label: npt.NDArray[np.object_],
    cluster: str,
    by: str | None,
) -> _Clusters:
    met = encounters_of(study, rule)
    zone = met.zone[spells.encounter]
    own = spells.encounter + len(study.zones)
    key = own if cluster == SITTING else np.where(zone >= 0, zone, own)
    _, of = np.unique(key, return_inverse=True)
    groups, code = np.unique(label.astype(str), return_inverse=True)
    count = int(of.max(initial=-1)) + 1
    of_cluster = np.zeros(count, np.int64)
    of_cluster[of] = code
    if (of_cluster[of] != code).any():
        raise ArgumentError(NOT_OF_ZONE, value=by)
    times, at = np.unique(spells.days, return_inverse=True)
    inside = np.zeros((3, count, len(times)))
    np.add.at(inside, (spells.event, of, at), 1.0)
    ends = (inside[CONSOLIDATED], inside[FADED], inside[RUNNING])
    return _Clusters(times, *ends, label=of_cluster, groups=tuple(map(str, groups)))


def _table(clusters: _Clusters, counts: Counts, quiet: int, draws: int, seed: int) -> pd.DataFrame:
    intervals = [_intervals(clusters, place, draws, seed) for place in range(len(clusters.groups))]
    rows: list[pd.DataFrame] = []
    shares = cumulative_incidence(counts), cumulative_incidence(counts.turned)
    for place, group in enumerate(clusters.groups):
        ends = counts.event[place] + counts.other[place] > 0
        columns = {
            "time": clusters.times,
            "at_risk": counts.at_risk[place],
            "consolidated": counts.event[place],
            "faded": counts.other[place],
            "incidence_consolidated": shares[0][place],
            "low": intervals[place][0][0],
            "high": intervals[place][0][1],
            "incidence_faded": shares[1][place],
            "low_faded": intervals[place][1][0],
            "high_faded": intervals[place][1][1],
        }
        shown = pd.DataFrame(columns)[ends]
        total = counts.at_risk[place][0] if len(clusters.times) else 0
        start = dict.fromkeys(columns, np.nan) | {"time": 0, "at_risk": total, "consolidated": 0, "faded": 0}
        start |= {"incidence_consolidated": 0.0, "incidence_faded": 0.0}
        rows.append(pd.concat([pd.DataFrame([start]), shown]).assign(quiet_days=quiet, group=group))
    whole = dict.fromkeys(("quiet_days", "time", "at_risk", "consolidated", "faded"), "int64")
    frame = pd.concat(rows) if rows else pd.DataFrame({name: [] for name in COLUMNS})
    return frame[list(COLUMNS)].astype({**whole, "group": "str"}).reset_index(drop=True)


def _intervals(
    clusters: _Clusters, place: int, draws: int, seed: int
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Low and high of the incidence of consolidating and of fading in a group, at every time."""
    mine = np.flatnonzero(clusters.label == place)
    inside = (clusters.event[mine], clusters.other[mine], clusters.unseen[mine])
    of_time = [csr_array(np.ascontiguousarray(each.T)) for each in inside]
    rng = np.random.default_rng([seed, place])
    parts: tuple[list[Floats], list[Floats]] = ([], [])
    for count in _chunks(draws, len(clusters.times) + len(mine)):
        chosen = rng.multinomial(len(mine), np.full(len(mine), 1 / max(len(mine), 1)), count).astype(float)
        counts = Counts(*((each @ chosen.T).T[:, None, :] for each in of_time))
        parts[0].append(cumulative_incidence(counts)[:, 0])
        parts[1].append(cumulative_incidence(counts.turned)[:, 0])
    seen = Counts(*(each.sum(axis=0)[None, :] for each in inside))
    return (
        _interval(cumulative_incidence(seen)[0], np.concatenate(parts[0]), len(mine)),
        _interval(cumulative_incidence(seen.turned)[0], np.concatenate(parts[1]), len(mine)),
    )


def _interval(share: Floats, draws: Floats, clusters: int) -> tuple[Floats, Floats]:
    """From the spread of resamplings on the arcsine scale, with Student's t for few clusters."""
    if clusters < 2 or len(draws) < 2:
        return np.full(len(share), np.nan), np.full(len(share), np.nan)
    middle = np.arcsin(np.sqrt(np.clip(share, 0, 1)))
    spread = np.arcsin(np.sqrt(np.clip(draws, 0, 1))).std(axis=0, ddof=1) * np.sqrt(clusters / (clusters - 1))
    spread = np.where((share > 0) & (spread > 0), spread, np.nan)
    wide = stats.t.ppf((1 + CONFIDENCE) / 2, clusters - 1) * spread
    low, high = np.clip(middle - wide, 0, None), np.clip(middle + wide, None, np.pi / 2)
    return np.sin(low) ** 2, np.sin(high) ** 2


def _chunks(draws: int, cells: int) -> Iterator[int]:
    step = max(1, CELLS // max(cells, 1))
    for start in range(0, draws, step):
        yield min(step, draws - start)


def _tests(clusters: _Clusters, counts: Counts, quiet: int, draws: int, seed: int) -> list[dict[str, Any]]:
    """Both statistics for both events, with p by relabelling clusters."""
    if len(clusters.groups) < 2:
        return []
    rng = np.random.default_rng([seed, len(clusters.groups), 1])
    drawn: list[list[Floats]] = [[] for _ in STATISTICS]
    for count in _chunks(draws, len(clusters.groups) * (len(clusters) + 6 * len(clusters.times))):
        labels = rng.permuted(np.tile(clusters.label, (count, 1)), axis=1)
        relabelled = clusters.under(clusters.weights(labels))
        for found, (_, _, of) in zip(drawn, STATISTICS, strict=True):
            found.append(of(relabelled))
    rows = []
    for found, (event, name, of) in zip(drawn, STATISTICS, strict=True):
        value = float(of(counts))
        p = shares_of(value, np.concatenate(found), exact=False).greater
        about = {"groups": len(clusters.groups), "clusters": len(clusters), "permutations": draws}
        rows.append({"quiet_days": quiet, "event": event, "statistic": name, "value": value, "p": p, **about})
    return rows


def _gray_of_fading(counts: Counts) -> Floats:
    return gray_statistic(counts.turned)


def _log_rank_of_fading(counts: Counts) -> Floats:
    return log_rank_statistic(counts.turned)


STATISTICS = (
    ("consolidated", "gray", gray_statistic),
    ("consolidated", "log-rank", log_rank_statistic),
    ("faded", "gray", _gray_of_fading),
    ("faded", "log-rank", _log_rank_of_fading),
)
"""What is tested: of which event, by which name, by which function of the counts."""


def _findings(
    table: pd.DataFrame, clusters: _Clusters, tests: list[dict[str, Any]], about: dict[str, Any]
) -> tuple[Finding, ...]:
    found = []
    for group in clusters.groups:
        said = _said(table[table["group"] == group], about)
        found.append(Finding(OF_GROUP, {**about, "group": group, "text": said}) if about["by"] else said)
    if tests:
        shown = {"gray": Figure(tests[0]["p"], 3), "pace": Figure(tests[1]["p"], 3)}
        found.append(Finding(TESTED, {**about, **shown}))
    return tuple(found) or (Finding(NO_TRAILS),)


def _said(rows: pd.DataFrame, about: dict[str, Any]) -> Finding:
    last = rows[rows["time"] <= FIGURES_AT].iloc[-1]
    shown = {
        "consolidated": last["incidence_consolidated"],
        "low": last["low"],
        "high": last["high"],
        "faded": last["incidence_faded"],
        "low_faded": last["low_faded"],
        "high_faded": last["high_faded"],
    }
    figures = {name: Figure(float(value), 3) for name, value in shown.items()}
    n, time = int(rows["at_risk"].iloc[0]), int(min(FIGURES_AT, rows["time"].iloc[-1]))
    return Finding(FOUND, {**about, **figures, "n": n, "time": time})
