"""Partnerships and periods compared: each figure beside what the same attendances would give by chance."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.comparison.co_attendance import NAMES
from netmap.comparison.co_attendance import TITLES as FIGURE_TITLES
from netmap.comparison.findings import Figure, Finding
from netmap.comparison.partnership_draws import ASKED, ATTENDANCE, DATES, NULL_OF, Drawn, Task
from netmap.comparison.pooling import POOLED, pooled
from netmap.comparison.reach_figures import REACHES, ReachRule
from netmap.comparison.result import Origin, Result
from netmap.comparison.sources import OneStudy, Source, check_apart
from netmap.comparison.windows import Span, spans_of
from netmap.comparison.working_off import Hands, Progress, worked
from netmap.learning.path_rule import PathRule
from netmap.model.dates import from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy

Floats = npt.NDArray[np.float64]

LABELS = "labels"
USUAL_PATHS = PathRule()
TITLES = {**FIGURE_TITLES, **dict(REACHES)}

COLUMNS = (
    *("partnership", "window", "measure", "value", "n", "null_mean", "null_low", "null_high"),
    *("z", "p", "p_adjusted", "method"),
)
CHANGES = (
    *("partnership", "measure", "from", "to", "change", "null_mean", "null_low", "null_high"),
    *("z", "p", "p_adjusted"),
)
EFFECTS = ("partnership", "measure", "window", "to", "effect", "sd", "low", "high")
LEAST = 1e-12
"""A null that varies less than this does not vary: it is the rounding of a computer."""

WIDE = 1.959963984540054
"""So many standard deviations of the null on either side hold 95 % of a normal distribution."""

MIXING = ("partnership", "window", "null", "accepted", "moved", "sittings", "lag_1")

NO_LABELS = N_(
    "The labels null asks whether an attribute goes with position, and is refused for ties that were worked "
    "out from sittings, as sittings make cliques: on panels whose E-I index is .786 it expects .897 [.873, "
    ".921], where the attendances alone give .771. Take “attendance within zone”; for declared ties, "
    "qap_correlation with relation_matrix(same=...)."
)
NO_VALUE = N_("{key}: “{value}” is none of its values; it takes {words}")

OUTSIDE = N_(
    "{measure} in {window}{where}: {value}, where chance gives {low} to {high} (p {p}, over the whole "
    "family {adjusted})."
)
WHERE = N_(" of {partnership}")
NONE_OUTSIDE = N_(
    "None of {n} figures differs from what the same attendances would give by chance, over the family."
)
NOTHING = N_("No sittings with two people or more lie in these windows.")
NO_CHANCE = N_("Chance cannot be told here: the draws give what is on record, or a window holds no sitting.")
CHANGED = N_(
    "From {before} to {after}{where}, {measure} changed by {change}, where chance gives {low} to {high} (p "
    "{p}, over the family {adjusted})."
)
NONE_CHANGED = N_(
    "None of {n} changes between windows is more than the attendances of the two would give by chance."
)
HOW_SEATS = N_(
    "Figures of the co-attendance graph of each window (people are tied who sat together in it) stand beside "
    "{draws} draws of the attendance null within each zone (seed {seed}): curveball trades between two "
    "sittings of a zone at which both people were in service keep sitting sizes and each person's sittings "
    "in each zone; who sat together is random (named after Gauvin et al. 2022, SIAM Review 64:763-830). It "
    "says whether there is more than seats and sizes explain, never whether a covariate matters (Weiss 2021)."
)
HOW_DATES = N_(
    "Reach is the mean over the months of a window of the share that is reached within {horizon} days, with "
    "transmission probability {chance}; it stands beside {draws} draws of the date null within each zone "
    "(seed {seed}), in which who sat together is kept and the order of a zone's sittings is random: does "
    "timing help or hinder?"
)
HOW_TESTED = N_(
    "The record stands at a random place in the chain of draws, so that p = (b + 1) / (m + 1), either way by "
    "|z|, holds however slowly it mixes (Besag and Clifford 1989). p_adjusted is the max-T of Westfall and "
    "Young over the family of {family} figures."
)


def compare(
    study_or_studies: Study | Source | Sequence[Study | Source],
    windows: Any,
    measures: Sequence[str] | None = None,
    null: str | None = None,
    draws: int = 999,
    seed: int = 0,
    workers: int | None = None,
    policy: TiePolicy = TiePolicy(),
    partnerships: Sequence[str] | None = None,
    from_level: str | None = None,
    to_level: str | None = None,
    rule: PathRule = USUAL_PATHS,
    scheduler: str | None = None,
    keep: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    memory: int | None = None,
) -> Result:
    """Figures of partnerships in periods, each beside what the same attendances would give by chance.

    Attendance makes cliques, and sizes differ: no figure of who sat with whom is compared as it is.
    z = (value - mean of the null) / its standard deviation; two periods are compared by how far each lies
    from its own null.

    Parameters
    ----------
    study_or_studies: a study, or several; or the partnerships of a store (`stored_partnerships`), each of
        which is read when its turn comes.
    windows: what `windows` gives, or rows of (name, start, end).
    measures: of who sat with whom: `mean_degree`, `transitivity`, `centralisation`, `ei_agency` and
        `repeated` (the default: all five); of reach: `reach_up`, `reach_down` and `reach_sideways`. They are
        the family of tests: choose them before looking.
    null: each measure has its own, `attendance within zone` for who sat with whom and `dates within zone`
        (who sat together is kept, the order of a zone's sittings is random) for reach; one that is given
        chooses the measures unless told. `labels` is refused with the reason.
    draws: of the null, for each partnership and window.
    seed: of these; what a partnership gives does not depend on which others are asked.
    workers: processes that work at once, each on one partnership. Default: this one alone.
    scheduler: the address of a Dask scheduler whose workers do it instead; they must see a store at its path.
    keep: a folder in which each partnership is kept as soon as it is done; the same call goes on there.
    progress: called with (done, total, what) after each partnership; `what` names it, and the most memory
        that its process ever held; at first how much each worker may take.
    memory: so many megabytes each worker may take beyond what it begins with. Default: a share of the
        machine's. A partnership that needs more is told at the end, when the others are done; with `keep` the
        same call goes on there. On Linux alone; a Dask worker is held by its own `--memory-limit`, which must
        then be no greater.
    policy: who counts as present, and the largest meeting.
    partnerships: only these.
    from_level, to_level: between which levels reach leads, sideways at the first. Default: the lowest and the
        highest.
    rule: how learning passes on, with its horizon; the months are those whose horizon the data cover.

    Returns
    -------
    A result. `table()` has a row for each partnership, window and measure: value, n (people who sat; of reach
    months),
    null_mean, null_low and null_high (the middle 95 % of draws), z, p (either way), p_adjusted (over all
    rows) and method. `table("changes")` has a row for each measure and two windows that follow one another:
    change of the value, with the same columns. `table("over partnerships")` pools deviations from the null,
    and their changes: random effects (Paule-Mandel, Hartung-Knapp) with heterogeneity. `table("effects")` has
    what is pooled, each partnership's own deviation with the spread of its null (sd) and low and high, 1.96
    of these on either side; `to` is missing for a window by itself. `table("mixing")` says
    how well the draws are mixed: trades accepted, attendances moved, and the greatest lag-1 correlation of a
    measure. `draws` holds every draw.

    Undefined: NaN where a figure is of nothing; z, p and the effect where the null does not vary.

    Raises `ArgumentError` for a measure, null or partnership that there is not, for windows that are none,
    for two studies that hold a partnership of the same name, for a scheduler without Dask, and at the end for
    partnerships that needed more memory than a worker may take.

    Source: Strona et al. (2014), Nature Communications 5:4114; Westfall and Young (1993).

    Example:
        >>> import netmap
        >>> study = netmap.read_study("riverside")
        >>> found = netmap.compare(study, netmap.windows(study, months=6), ["transitivity"], draws=19)
        >>> found.table()[["window", "measure", "n"]].values.tolist()[0][:2]
        ['1', 'transitivity']
    """
    sources = _sources(study_or_studies)
    names, spans = _names(measures, null), spans_of(windows)
    how = ReachRule(from_level, to_level, rule, policy)
    tasks = [Task(*one, spans, names, how, draws, seed) for one in _partnerships(sources, partnerships)]
    hands = Hands(workers, scheduler, keep, progress, memory)
    compared = [each for part in worked(sources, tasks, hands) for each in part]
    family = _tested(
        np.array([each.seen for each in compared], np.float64).ravel(),
        _columns([each.drawn for each in compared], draws),
    )
    frame = _table(compared, names, family)
    changes, between = _changes(compared, names, spans, draws)
    effects = _effects(frame, family, changes, between)
    parameters = {
        "windows": [
            (each.name, *(from_day(day).isoformat() for day in (each.start, each.end))) for each in spans
        ],
        "measures": list(names),
        "null": null,
        "draws": draws,
        "policy": policy,
        "partnerships": None if partnerships is None else list(partnerships),
        "from_level": from_level,
        "to_level": to_level,
        "rule": rule,
    }
    sittings = int(sum(each.sittings for each in compared))
    return Result(
        "compare",
        frame,
        (*_findings(frame, OUTSIDE, NONE_OUTSIDE), *_findings(changes, CHANGED, NONE_CHANGED))
        or (Finding(NO_CHANCE if sittings else NOTHING),),
        how_compared(names, rule, draws, seed, len(frame)),
        sittings,
        N_("sittings"),
        parameters,
        Origin.together([source.origin() for source in sources]),
        seed,
        parts={
            "changes": changes,
            "over partnerships": _pooled(effects),
            "effects": effects,
            "mixing": _mixing(compared),
        },
        draws=_draws_table(compared, names),
    )


def _names(measures: Sequence[str] | None, null: str | None) -> tuple[str, ...]:
    """The measures asked for; raises `ArgumentError` for one that there is not, or not beside that null."""
    if null == LABELS:
        raise ArgumentError(NO_LABELS)
    if null not in (None, *ASKED):
        raise ArgumentError(NO_VALUE, key="null", value=null, words=", ".join(ASKED))
    known = tuple(NULL_OF) if null is None else ASKED[null]
    if measures is None:
        return NAMES if null is None else known
    for name in measures:
        if name not in known:
            raise ArgumentError(NO_VALUE, key="measures", value=name, words=", ".join(known))
    return tuple(measures)


def how_compared(
    names: tuple[str, ...], rule: PathRule, draws: int, seed: int, family: int
) -> tuple[Finding, ...]:
    """How figures came to stand beside their nulls; `family` is how many were tested together."""
    told = {"draws": draws, "seed": str(seed), "family": family}
    nulls = {NULL_OF[name] for name in names}
    parts = [Finding(HOW_SEATS, told)] if ATTENDANCE in nulls else []
    if DATES in nulls:
        chance = Figure(rule.transmission_probability, 2)
        parts.append(Finding(HOW_DATES, {**told, "horizon": rule.horizon, "chance": chance}))
    return (*parts, Finding(HOW_TESTED, told))


def _sources(given: Study | Source | Sequence[Study | Source]) -> list[Source]:
    listed = [given] if isinstance(given, Study | Source) else list(given)
    return [OneStudy(each) if isinstance(each, Study) else each for each in listed]


def _partnerships(
    sources: Sequence[Source], wanted: Sequence[str] | None
) -> Iterator[tuple[int, str | None]]:
    """Each partnership that is wanted, with the place of its source."""
    listed = [(place, name) for place, source in enumerate(sources) for name in source.partnerships()]
    known = [name for _, name in listed if name is not None]
    for name in wanted or ():
        if name not in known:
            raise ArgumentError(NO_VALUE, key="partnerships", value=name, words=", ".join(known))
    asked = [one for one in listed if wanted is None or one[1] in wanted]
    check_apart([name for _, name in asked])
    yield from asked


def _columns(parts: list[Floats], draws: int) -> Floats:
    return np.concatenate(parts, axis=1) if parts else np.zeros((draws, 0))


@dataclass(frozen=True, slots=True, eq=False)
class _Tested:
    """Each figure of a family against its draws; `mean` and `sd` are those of the draws alone."""

    seen: Floats
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    z: Floats
    p: Floats
    adjusted: Floats


def _tested(seen: Floats, drawn: Floats) -> _Tested:
    """Either way by |z|, with what was seen as one of the draws; then the greatest |z| of the family."""
    every = np.concatenate([seen[None, :], drawn])
    known = np.isfinite(every).all(axis=0)
    mean, sd = every.mean(axis=0), every.std(axis=0)
    known &= sd > LEAST
    size = np.abs(every - mean) / np.where(known, sd, np.nan)
    slack = size[0] * (1 - 1e-9)
    p = np.where(known, (size >= slack).mean(axis=0), np.nan)
    most = np.nanmax(np.where(np.isnan(size), -1, size), axis=1, initial=-1.0)
    adjusted = np.where(known, (most[:, None] >= slack).mean(axis=0), np.nan)
    if not len(drawn):
        none = np.full(len(seen), np.nan)
        return _Tested(seen, none, none, none, none, none, none, none)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    own_mean, own_sd = drawn.mean(axis=0), drawn.std(axis=0, ddof=1 if len(drawn) > 1 else 0)
    z = (seen - own_mean) / np.where(own_sd > LEAST, own_sd, np.nan)
    return _Tested(seen, own_mean, own_sd, low, high, z, p, adjusted)


def _figures(tested: _Tested) -> dict[str, Floats]:
    return {
        "null_mean": tested.mean,
        "null_low": tested.low,
        "null_high": tested.high,
        "z": tested.z,
        "p": tested.p,
        "p_adjusted": tested.adjusted,
    }


def _table(compared: list[Drawn], names: tuple[str, ...], family: _Tested) -> pd.DataFrame:
    rows = [
        (each.partnership, each.window, name, n, NULL_OF[name])
        for each in compared
        for name, n in zip(names, each.n, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["partnership", "window", "measure", "n", "method"])
    frame = frame.assign(value=family.seen, **_figures(family))
    return frame[list(COLUMNS)].astype(dict.fromkeys(("partnership", "window", "measure", "method"), "str"))


def _changes(
    compared: list[Drawn], names: tuple[str, ...], spans: tuple[Span, ...], draws: int
) -> tuple[pd.DataFrame, _Tested]:
    """How far the deviation from the null changed from each window to the next."""
    rows, seen, drawn = [], [], []
    by = {(each.partnership, each.window): each for each in compared}
    for partnership in dict.fromkeys(each.partnership for each in compared):
        for one, other in pairwise(spans):
            before, after = by[partnership, one.name], by[partnership, other.name]
            for place, name in enumerate(names):
                rows.append((partnership, name, one.name, other.name))
                seen.append(after.seen[place] - before.seen[place])
                drawn.append(after.drawn[:, place] - before.drawn[:, place])
    tested = _tested(np.array(seen, np.float64), np.stack(drawn, axis=1) if drawn else np.zeros((draws, 0)))
    frame = pd.DataFrame(rows, columns=["partnership", "measure", "from", "to"])
    frame = frame.assign(change=tested.seen, **_figures(tested))
    return frame[list(CHANGES)].astype(dict.fromkeys(("partnership", "measure", "from", "to"), "str")), tested


def _effects(frame: pd.DataFrame, family: _Tested, changes: pd.DataFrame, between: _Tested) -> pd.DataFrame:
    """Each partnership's own deviation from its null in each window, and how far that changed."""
    parts = [
        frame[["partnership", "measure", "window"]].assign(
            to=None, effect=family.seen - family.mean, sd=family.sd
        ),
        changes[["partnership", "measure", "to"]].assign(
            window=changes["from"], effect=between.seen - between.mean, sd=between.sd
        ),
    ]
    found = pd.concat([part.astype(dict.fromkeys(EFFECTS[:4], "str")) for part in parts], ignore_index=True)
    still = found["sd"] <= LEAST
    found.loc[still, ["effect", "sd"]] = np.nan
    wide = WIDE * found["sd"]
    return found.assign(low=found["effect"] - wide, high=found["effect"] + wide)[list(EFFECTS)]


def _pooled(effects: pd.DataFrame) -> pd.DataFrame:
    """Over partnerships: deviations in each window, and their changes, by random effects."""
    rows = []
    for (measure, window, to), group in effects.groupby(
        ["measure", "window", "to"], dropna=False, sort=False
    ):
        effect, sd = group["effect"].to_numpy(np.float64), group["sd"].to_numpy(np.float64)
        rows.append({"measure": measure, "window": window, "to": to, **pooled(effect, sd)})
    text = dict.fromkeys(("measure", "window", "to"), "str")
    return pd.DataFrame(rows, columns=["measure", "window", "to", *POOLED]).astype(text)


def _mixing(compared: list[Drawn]) -> pd.DataFrame:
    rows = [
        (each.partnership, each.window, *mixed, each.sittings, _lag(each.drawn))
        for each in compared
        for mixed in each.mixed
    ]
    frame = pd.DataFrame(rows, columns=list(MIXING))
    return frame.astype(dict.fromkeys(("partnership", "window", "null"), "str"))


def _lag(drawn: Floats) -> float:
    """The greatest correlation of a figure with itself one draw on."""
    centred = drawn - drawn.mean(axis=0) if len(drawn) else drawn
    whole = (centred**2).sum(axis=0)
    known = np.isfinite(whole) & (whole > LEAST)
    if len(drawn) < 3 or not known.any():
        return float("nan")
    return float(((centred[1:] * centred[:-1]).sum(axis=0)[known] / whole[known]).max())


def _draws_table(compared: list[Drawn], names: tuple[str, ...]) -> pd.DataFrame:
    """Every draw: partnership, window, draw and a column for each measure."""
    parts = [
        pd.DataFrame(each.drawn, columns=list(names)).assign(
            partnership=each.partnership, window=each.window, draw=np.arange(1, len(each.drawn) + 1)
        )
        for each in compared
    ]
    columns = ["partnership", "window", "draw", *names]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _findings(frame: pd.DataFrame, template: str, none: str) -> tuple[Finding, ...]:
    tested = frame[frame["p_adjusted"].notna()]
    if not len(tested):
        return ()
    outside = tested[tested["p_adjusted"] <= 0.05]
    several = frame["partnership"].nunique() > 1
    return tuple(map(partial(_said, template, several), outside.to_dict("records"))) or (
        Finding(none, {"n": len(tested)}),
    )


def _said(template: str, several: bool, row: Mapping[Any, Any]) -> Finding:
    where: Any = Finding(WHERE, {"partnership": row["partnership"]}) if several else ""
    figures = {
        "value": Figure(float(row.get("value", np.nan)), 3),
        "change": Figure(float(row.get("change", np.nan)), 3),
        "low": Figure(float(row["null_low"]), 3),
        "high": Figure(float(row["null_high"]), 3),
        "p": Figure(float(row["p"]), 3),
        "adjusted": Figure(float(row["p_adjusted"]), 3),
    }
    windows = {"window": row.get("window"), "before": row.get("from"), "after": row.get("to")}
    return Finding(
        template, {"measure": Finding(TITLES[row["measure"]]), "where": where, **windows, **figures}
    )
