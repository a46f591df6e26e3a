"""The propositions of the sources put to the record: supported, not supported, or not to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from netmap.boundary_zones.births import gone_beyond_within
from netmap.boundary_zones.health import balance_of
from netmap.brokers.class_reliance import class_reliance
from netmap.comparison.findings import Figure, Finding
from netmap.comparison.pooling import pooled
from netmap.comparison.reach_figures import of_partnership
from netmap.comparison.result import Origin, Result
from netmap.learning.effective_changes import level_names, level_of_users, level_stays, levels_by_rank
from netmap.learning.over_time import reach_over_time
from netmap.learning.path_rule import YARDSTICK
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.memberships import partnership_names
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import first_recorded_day

SUPPORTED, NOT_SUPPORTED, CANNOT_TELL = "supported", "not supported", "cannot tell"
COLUMNS = ("proposition", "answer", "effect", "low", "high", "p", "n", "delta", "against", "unit")
UNITS = ("proposition", "partnership", "unit", "group", "x", "value")

LEAST = 10
"""So many units at least, and for reliance so many who reach."""

YEAR, HALF_YEAR = 365, 182
CONFIDENCE = 0.95

PARTNERSHIP_WINDOWS = N_("partnerships x windows")
SITTINGS, PARTNERSHIPS = N_("sittings"), N_("partnerships")
PEOPLE = N_("people who reach, or partnerships")

FOUND = N_("{proposition}: {answer} ({effect}; {low} to {high}; n {n}).")
TOO_LITTLE = N_("{proposition}: {answer} (n {n}; no interval can be given).")
ANSWERS = {
    SUPPORTED: N_("supported"),
    NOT_SUPPORTED: N_("not supported"),
    CANNOT_TELL: N_("cannot tell"),
}
CLAIMS = {
    "P1": N_("P1, the more boundary zones were active, the further learning reaches"),
    "P2": N_("P2, ties born in formal zones with a purpose go beyond them more often"),
    "P3": N_("P3, what reaches the authority from strategy rests on champions"),
    "P3b": N_("P3b, more so than from operations to strategy"),
    "P4": N_("P4, learning reaches further where there are pillars or task groups"),
    "P5": N_("P5, the more even the sectors on the board, the further learning reaches sideways"),
}
NO_CONTACTS = N_("There are no contacts on record beside sittings, so that nothing here can be told.")
PLANTED = N_(
    "The data are simulated: an answer says whether what was planted is recovered, not how the world is."
)
HOW = N_(
    "Supported where the 95 % interval lies wholly beyond delta, not supported where it lies wholly below, "
    "else it cannot be told; at least {least} units. A level of users, of rank 0 and called so, is left "
    "out. Reach goes from the lowest level at which the study has people to the highest, at the "
    "yardstick, p = {yardstick}. P1: reach within {horizon} days of months a horizon apart, by contacts "
    "alone, regressed on zones that sat in the {half} days before. P2: share of the ties born at a "
    "sitting that go beyond its zone within {year} days, formal zones with a purpose against others "
    "(Welch). P3: reliance on those who sit at several levels from the second-highest level by rank to "
    "the highest (exact interval), over several partnerships the share of them with at least one half; "
    "P3b: its difference to the level below. P4: mean reach of partnerships with pillars or task groups "
    "against without (Welch). P5: Spearman's correlation of the evenness of sectors on the board (a proxy "
    "for confronting difference) with reach sideways at the lowest level. Over several partnerships P1, "
    "P2 and P3b are pooled by random effects (Paule-Mandel, Hartung-Knapp)."
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its interval, p and units; the standard error where it may be pooled."""

    effect: float = np.nan
    low: float = np.nan
    high: float = np.nan
    p: float = np.nan
    n: int = 0
    error: float = np.nan


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a proposition: what it is compared by, and its value."""

    name: str
    value: float
    x: float = np.nan
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A partnership of a study, with the rule of reach."""

    study: Study
    partnership: str | None
    horizon: int
    replicates: int
    seed: int
    policy: TiePolicy

    @property
    def name(self) -> str:
        """What the partnership is called."""
        return str(self.study.about.get("name", "")) if self.partnership is None else self.partnership

    @property
    def own(self) -> Study:
        """The study in which only its people hold a level."""
        end = default_as_of(self.study)
        return self.study if end is None else of_partnership(self.study, self.partnership, end)

    def zones(self) -> pd.DataFrame:
        """Its boundary zones; those that name no partnership belong to the only one."""
        zones = self.study.zones
        if self.partnership is None or len(partnership_names(self.study)) < 2:
            return zones
        return zones[zones["partnership"] == self.partnership]

    def levels(self) -> list[str]:
        """Every level by rank, the lowest first, without one of users, at which no path starts here."""
        levels, users = self.study.levels, level_of_users(self.study)
        ranked = set(levels.loc[levels["rank"].notna(), "level"]) - {users}
        return [level for level in levels_by_rank(self.study) if level in ranked]

    def ends(self) -> list[str]:
        """The levels at which the study has people: reach goes from the first to the last.

        They are not those of each partnership, so that all are compared in the same reach.
        """
        held = set(level_names(self.study)[np.unique(level_stays(self.study).what)])
        return [level for level in self.levels() if level in held]

    def months(self, study: Study, from_level: str, to_level: str | None) -> pd.DataFrame:
        """Reach month by month at the yardstick."""
        return reach_over_time(
            study,
            from_level,
            to_level,
            self.horizon,
            policy=self.policy,
            transmission_probability=YARDSTICK,
            replicates=self.replicates,
            seed=self.seed,
        )


def propositions(
    studies: Study | Sequence[Study],
    horizon: int = 180,
    replicates: int = 128,
    seed: int = 0,
    policy: TiePolicy = TiePolicy(),
    partnerships: Sequence[str] | None = None,
) -> Result:
    """What the record says of each proposition of the sources: supported, not supported, or cannot tell.

    Parameters
    ----------
    studies: a study, or several.
    horizon: days within which reach counts; independent windows lie so far apart.
    replicates, seed: random worlds of the yardstick, and which.
    policy: as in `ties`.
    partnerships: only these.

    Returns
    -------
    A result. `table()` has a row for each of P1, P2, P3, P3b, P4 and P5: proposition, answer, effect with low
    and high (95 %), p (either way, of the effect being what it is set `against`: 0, for P3 one half), n
    (units), delta (what the interval has to lie beyond) and unit. P1 is in shares of reach for each further
    zone, P2 to P4 in shares, P5 a rank correlation. `table("units")` has every unit: proposition,
    partnership, unit, group, x, value. `table("partnerships")` has what is pooled of P1, P2 and P3b.

    Undefined: effect, interval and p are NaN, and the answer `cannot tell`, with fewer than ten units (P3:
    ten who reach), without contacts, and where a side to compare with is missing.

    Source: the propositions of the sources that docs/definitions.md names.

    Example:
        >>> import netmap
        >>> found = netmap.propositions(netmap.read_study("riverside"), replicates=8)
        >>> found.table()["proposition"].tolist()
        ['P1', 'P2', 'P3', 'P3b', 'P4', 'P5']
    """
    listed = [studies] if isinstance(studies, Study) else list(studies)
    places = [
        _Place(study, name, horizon, replicates, seed, policy)
        for study in listed
        for name in list(partnership_names(study)) or [None]
        if partnerships is None or name in partnerships
    ]
    known = [each for each in places if len(each.study.contacts)]
    units: list[tuple[Any, ...]] = []
    own: list[dict[str, Any]] = []
    rows = []
    for name, delta, against, unit, ask in ASKED:
        estimate = ask(known, units, own) if known else Estimate()
        answer = answer_of(estimate, delta + against)
        rows.append((name, answer, *_figures(estimate), delta, against, unit))
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        dict.fromkeys(("proposition", "answer", "unit"), "str")
    )
    return Result(
        "propositions",
        frame,
        _findings(frame, listed, known),
        (
            Finding(
                HOW,
                {
                    "least": LEAST,
                    "horizon": horizon,
                    "half": HALF_YEAR,
                    "year": YEAR,
                    "yardstick": Figure(YARDSTICK, 1),
                },
            ),
        ),
        len(places),
        N_("partnerships"),
        {
            "horizon": horizon,
            "replicates": replicates,
            "policy": policy,
            "partnerships": None if partnerships is None else list(partnerships),
        },
        Origin.of_several(listed),
        seed,
        parts={
            "units": pd.DataFrame(units, columns=list(UNITS)).astype(dict.fromkeys(UNITS[:4], "str")),
            "partnerships": pd.DataFrame(
                own, columns=["proposition", "partnership", "effect", "low", "high", "n"]
            ).astype({"proposition": "str", "partnership": "str"}),
        },
    )


def answer_of(estimate: Estimate, bound: float) -> str:
    """Supported where the whole interval lies beyond the bound, not supported where it lies below.

    Example:
        >>> answer_of(Estimate(0.2, 0.1, 0.3, n=20), 0.05), answer_of(Estimate(0.0, -0.1, 0.05, n=20), 0.05)
        ('supported', 'cannot tell')
    """
    if estimate.low > bound:
        return SUPPORTED
    return NOT_SUPPORTED if estimate.high < bound else CANNOT_TELL


def _figures(each: Estimate) -> tuple[float, float, float, float, int]:
    return each.effect, each.low, each.high, each.p, each.n


Noted = list[tuple[Any, ...]]
Own = list[dict[str, Any]]


def _over(
    name: str,
    places: Sequence[_Place],
    units_of: Callable[[_Place], list[Unit]],
    estimate: Callable[[list[Unit]], Estimate],
    noted: Noted,
    own: Own,
) -> Estimate:
    """The effect of one partnership, or of several by random effects over each one's own."""
    found = []
    for place in places:
        units = units_of(place)
        noted += [(name, place.name, each.name, each.group, each.x, each.value) for each in units]
        each_own = estimate(units)
        found.append(each_own)
        told = {"effect": each_own.effect, "low": each_own.low, "high": each_own.high, "n": each_own.n}
        own.append({"proposition": name, "partnership": place.name, **told})
    n = sum(each.n for each in found)
    if len(places) == 1:
        return found[0] if n >= LEAST else Estimate(n=n)
    whole = pooled(np.array([each.effect for each in found]), np.array([each.error for each in found]))
    if n < LEAST or not np.isfinite(whole["low"]):
        return Estimate(n=n)
    return Estimate(whole["effect"], whole["low"], whole["high"], whole["p"], n)


def _p1(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    return _over("P1", places, _windows_of, slope, noted, own)


def _windows_of(place: _Place) -> list[Unit]:
    """Reach by contacts alone of months a horizon apart, and how many zones sat in the half year before."""
    levels, first = place.ends(), first_recorded_day(place.study)
    if len(levels) < 2 or first is None:
        return []
    study = place.own
    tables = {name: table for name, table in study.tables.items() if name != "attendance"}
    contacts_alone = replace(study, tables=tables)
    months = place.months(contacts_alone, levels[0], levels[-1]).dropna(subset=["share"])
    zones = set(place.zones()["zone"])
    meetings = place.study.meetings
    sat = meetings["zone"].isin(zones).to_numpy(dtype=bool)
    day, zone = day_numbers(meetings["date"])[sat], meetings["zone"][sat].to_numpy()
    found: list[Unit] = []
    free = first + HALF_YEAR
    for month, share in zip(day_numbers(months["month"]), months["share"], strict=True):
        if month < free:
            continue
        active = len(set(zone[(day >= month - HALF_YEAR) & (day < month)]))
        found.append(Unit(from_day(int(month)).isoformat(), float(share), float(active)))
        free = int(month) + place.horizon + 1
    return found


def slope(units: list[Unit]) -> Estimate:
    """The slope of values over x by least squares, with Student's t; unknown for x that does not vary."""
    n = len(units)
    x, y = np.array([each.x for each in units]), np.array([each.value for each in units])
    if n < 4 or np.ptp(x) == 0:
        return Estimate(n=n)
    fit = stats.linregress(x, y)
    wide = float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - 2)) * fit.stderr
    return Estimate(fit.slope, fit.slope - wide, fit.slope + wide, fit.pvalue, n, fit.stderr)


FORMAL, OTHER = "formal, with a purpose", "other"


def _p2(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    return _over("P2", places, _sittings_of, difference, noted, own)


def _sittings_of(place: _Place) -> list[Unit]:
    """Of every sitting whose year the record covers the share of its ties that go beyond the zone in it."""
    study, end = place.study, default_as_of(place.study)
    zones = place.zones().set_index("zone")
    meetings = study.meetings[study.meetings["zone"].isin(zones.index)]
    days = day_numbers(meetings["date"])
    if end is None:
        return []
    formal = zones["formal"].eq(True) & zones["purpose"].notna()
    found = []
    for day in np.unique(days[(days != NO_DAY) & (days + YEAR <= end)]).tolist():
        for zone, share in _beyond(study, day, set(zones.index), place.policy):
            group = FORMAL if bool(formal[zone]) else OTHER
            found.append(Unit(f"{zone} {from_day(day).isoformat()}", share, group=group))
    return found


def _beyond(study: Study, day: int, zones: set[str], policy: TiePolicy) -> Iterator[tuple[str, float]]:
    """Each zone at which ties were born on a day, and what share of them went beyond within a year."""
    found = gone_beyond_within(study, day, YEAR, policy)
    found = found[found["zone"].isin(zones)]
    yield from ((str(zone), float(share)) for zone, share in found.groupby("zone")["beyond"].mean().items())


def difference(units: list[Unit]) -> Estimate:
    """The mean of the first group less that of the other, by Welch; unknown with fewer than two in either."""
    one = np.array([each.value for each in units if each.group != OTHER])
    other = np.array([each.value for each in units if each.group == OTHER])
    n = len(units)
    if min(len(one), len(other)) < 2:
        return Estimate(n=n)
    parts = one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)
    error = float(np.sqrt(sum(parts)))
    effect = float(one.mean() - other.mean())
    if error == 0:
        return Estimate(effect, n=n)
    df = sum(parts) ** 2 / (parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(other) - 1))
    wide = float(stats.t.ppf(0.5 + CONFIDENCE / 2, df)) * error
    p = 2 * float(stats.t.sf(abs(effect) / error, df))
    return Estimate(effect, effect - wide, effect + wide, p, n, error)


def _reliance(place: _Place, down: int) -> tuple[int, int]:
    """How many reach the level `down` below the highest from below it, and how many no longer would."""
    levels = place.levels()
    if len(levels) < down + 2:
        return 0, 0
    row = class_reliance(place.own, levels[-2 - down], levels[-1 - down], policy=place.policy).iloc[0]
    return int(row["reached"]), int(row["lost"])


def _p3(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    counts = [_reliance(place, 0) for place in places]
    noted += [
        ("P3", place.name, place.name, "", float(reached), lost / reached if reached else np.nan)
        for place, (reached, lost) in zip(places, counts, strict=True)
    ]
    if len(places) == 1:
        reached, lost = counts[0]
        return share_of(lost, reached) if reached >= LEAST else Estimate(n=reached)
    told = [(reached, lost) for reached, lost in counts if reached >= LEAST]
    return share_of(sum(2 * lost >= reached for reached, lost in told), len(told)) if told else Estimate()


def share_of(some: int, whole: int) -> Estimate:
    """A share with its exact interval (Clopper and Pearson) and p of its being one half.

    Example:
        >>> found = share_of(10, 10)
        >>> round(found.low, 3), found.high, round(found.p, 4)
        (0.692, 1.0, 0.002)
    """
    test = stats.binomtest(some, whole, 0.5)
    low, high = test.proportion_ci(CONFIDENCE, "exact")
    return Estimate(some / whole, float(low), float(high), float(test.pvalue), whole)


def _p3b(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    found = []
    for place in places:
        each = _less(_reliance(place, 0), _reliance(place, 1))
        noted.append(("P3b", place.name, place.name, "", float(each.n), each.effect))
        told = {"effect": each.effect, "low": each.low, "high": each.high, "n": each.n}
        own.append({"proposition": "P3b", "partnership": place.name, **told})
        found.append(each)
    if len(places) == 1:
        return found[0]
    whole = pooled(np.array([each.effect for each in found]), np.array([each.error for each in found]))
    n = int(whole["partnerships"])
    if n < LEAST or not np.isfinite(whole["low"]):
        return Estimate(n=n)
    return Estimate(whole["effect"], whole["low"], whole["high"], whole["p"], n)


def _less(one: tuple[int, int], other: tuple[int, int]) -> Estimate:
    """The first share less the other, with two of each added (Agresti and Caffo 2000)."""
    (n1, x1), (n2, x2) = one, other
    n = min(n1, n2)
    if n < LEAST:
        return Estimate(n=n)
    a, b = (x1 + 1) / (n1 + 2), (x2 + 1) / (n2 + 2)
    error = float(np.sqrt(a * (1 - a) / (n1 + 2) + b * (1 - b) / (n2 + 2)))
    wide = float(stats.norm.ppf(0.5 + CONFIDENCE / 2)) * error
    p = 2 * float(stats.norm.sf(abs(a - b) / error))
    return Estimate(x1 / n1 - x2 / n2, a - b - wide, a - b + wide, p, n, error)


PILLARS = ("pillar", "task group", "task_group")
WITH, BOARD = "pillars or task groups", "board"


def _p4(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    if len(places) < LEAST:
        return Estimate(n=len(places))
    units = []
    for place in places:
        levels = place.ends()
        if len(levels) < 2:
            continue
        reach = float(place.months(place.own, levels[0], levels[-1]).attrs["mean"])
        has = _of_form(place.zones(), PILLARS).any()
        if np.isfinite(reach):
            units.append(Unit(place.name, reach, group=WITH if has else OTHER))
    noted += [("P4", each.name, each.name, each.group, each.x, each.value) for each in units]
    found = difference(units)
    return found if found.n >= LEAST else Estimate(n=found.n)


def _of_form(zones: pd.DataFrame, words: Sequence[str]) -> pd.Series:
    form = zones["form"].fillna("").str.casefold()
    return form.map(lambda text: any(word in text for word in words))


def _p5(places: Sequence[_Place], noted: Noted, own: Own) -> Estimate:
    if len(places) < LEAST:
        return Estimate(n=len(places))
    units = []
    for place in places:
        levels = place.ends()
        even = _evenness(place)
        if not levels or not np.isfinite(even):
            continue
        reach = float(place.months(place.own, levels[0], None).attrs["mean"])
        if np.isfinite(reach):
            units.append(Unit(place.name, reach, even))
    noted += [("P5", each.name, each.name, each.group, each.x, each.value) for each in units]
    return rank_correlation(units) if len(units) >= LEAST else Estimate(n=len(units))


def _evenness(place: _Place) -> float:
    """The evenness of the sectors of those who sat at the board; NaN for fewer than two."""
    zones = place.zones()
    board = set(zones.loc[_of_form(zones, (BOARD,)), "zone"])
    sat = place.study.attendance.merge(place.study.meetings[["meeting", "zone"]], on="meeting")
    people = pd.Series(sat.loc[sat["zone"].isin(board), "practitioner"].unique(), dtype="str")
    end = default_as_of(place.study)
    if end is None or not len(people):
        return float("nan")
    sectors = place.study.agencies.set_index("agency")["sector"]
    held = people.map(agencies_on(place.study, end)).map(sectors).dropna()
    return balance_of(held.value_counts().to_numpy(np.int64))


def rank_correlation(units: list[Unit]) -> Estimate:
    """Spearman's correlation of values with x; its interval by Fisher's z (Bonett and Wright 2000)."""
    n = len(units)
    x, y = np.array([each.x for each in units]), np.array([each.value for each in units])
    if n < 4 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return Estimate(n=n)
    found = stats.spearmanr(x, y)
    r = float(found.statistic)
    if abs(r) >= 1:
        return Estimate(r, n=n, p=float(found.pvalue))
    wide = float(stats.norm.ppf(0.5 + CONFIDENCE / 2)) * float(np.sqrt((1 + r * r / 2) / (n - 3)))
    low, high = np.tanh(np.arctanh(r) - wide), np.tanh(np.arctanh(r) + wide)
    return Estimate(r, float(low), float(high), float(found.pvalue), n)


ASKED: tuple[tuple[str, float, float, str, Callable[[Sequence[_Place], Noted, Own], Estimate]], ...] = (
    ("P1", 0.05, 0.0, PARTNERSHIP_WINDOWS, _p1),
    ("P2", 0.05, 0.0, SITTINGS, _p2),
    ("P3", 0.0, 0.5, PEOPLE, _p3),
    ("P3b", 0.0, 0.0, PEOPLE, _p3b),
    ("P4", 0.05, 0.0, PARTNERSHIPS, _p4),
    ("P5", 0.1, 0.0, PARTNERSHIPS, _p5),
)
"""Every proposition: delta, what the effect is set against, its unit, and how it is estimated."""


def _findings(frame: pd.DataFrame, studies: Sequence[Study], known: Sequence[_Place]) -> tuple[Finding, ...]:
    said = [
        Finding(
            TOO_LITTLE if np.isnan(float(row.low)) else FOUND,
            {
                "proposition": Finding(CLAIMS[row.proposition]),
                "answer": Finding(ANSWERS[row.answer]),
                **{name: Figure(float(getattr(row, name)), 3) for name in ("effect", "low", "high")},
                "n": int(row.n),
            },
        )
        for row in frame.itertuples()
    ]
    simulated = any(study.partnerships["provenance"].eq("simulated").any() for study in studies)
    more = [Finding(PLANTED)] if simulated else []
    return (*([] if known else [Finding(NO_CONTACTS)]), *said, *more)
