"""Every gap of a study on a day, by the rules that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.gap_rules.finding import Finding, gap_id
from netmap.gap_rules.record import Record
from netmap.gap_rules.rule import SEVERITIES, Rule
from netmap.gap_rules.rules import RULES
from netmap.learning.path_rule import YARDSTICK, PathRule
from netmap.model.citing import cited
from netmap.model.dates import NO_DAY, as_day, from_day, to_datetimes
from netmap.model.derived import derived
from netmap.model.i18n import Translator, translator
from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.policy import TiePolicy, check_words
from netmap.tie_kinds.rosters import check_roster


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """What a rule found, and by what it is known."""

    id: str
    rule: Rule
    finding: Finding


def gaps(
    study: Study,
    as_of: Any = None,
    rules: Collection[str] | None = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    transmission_probability: float = YARDSTICK,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
    roster: str | None = None,
    thresholds: Mapping[str, Mapping[str, Any]] | None = None,
    first_found: Mapping[str, Any] | None = None,
    language: str = "en",
) -> pd.DataFrame:
    """What a coordinator could mend: every gap that the rules find in the twelve months up to a day.

    Nothing after the day is looked at. A gap is known by its rule, the rule's version and its actors, so that
    it is the same one whenever it is found again, and is gone when the data no longer show it.

    Parameters
    ----------
    study: the study.
    as_of: the day, inclusive. Default: the last `observed_to`, else the last dated row.
    rules: names of rules. Default: all of them.
    baseline, policy: as in `ties`.
    horizon, same_day, max_wait, arrive_at: as in `reach_over_time`; for rules about ways up and back.
    transmission_probability, replicates, seed: the yardstick of rules that ask under chance. At 1 nothing
        is: the weak routes find nothing, and `single-champion` looks at certain ways alone.
    roster: who could be isolated or silent, as in `measures`. Default: in service where there are such
        dates, else seen; of agencies, whoever has not left.
    thresholds: other thresholds, by rule and name: `{"one-way": {"contacts": 8}}`.
    first_found: the day on which an earlier run first found a gap, by its id.
    language: of the sentences.

    Returns
    -------
    One row for each gap, the most severe first, then in the order of the rules and of their actors: id (a
    hash of rule, version and actors in canonical JSON), rule, severity (high, medium, low), actors (a tuple
    of ids and words), value (the rule's number), evidence (what was seen and why it matters), suggestion,
    since (the day of the event where there is one, else of the run that first found it), sorts (of each of
    actors: agency, practitioner, zone, level, service, need, area, object, channel or partnership),
    version and act_by (the last day to act; NaT where there is none).
    The frame's `attrs` cite the study and hold n, as_of, start (of the twelve months) and the rule.

    Undefined: empty where nothing is dated.

    Raises `ArgumentError` for a date that is none, a rule or threshold that there is not, or a value that
    `PathRule` does not take.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     zones=pd.DataFrame({"zone": ["panel"], "formal": [False], "purpose": ["safety"]}),
        ...     meetings=pd.DataFrame({
        ...         "meeting": ["1", "2", "3"], "zone": ["panel"] * 3,
        ...         "date": ["2011-03-01", "2011-03-29", "2011-04-26"]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada"]}),
        ... )
        >>> netmap.gaps(study)[["rule", "actors", "value"]].values.tolist()
        [['informal-zone', ('panel',), 3.0]]
    """
    chance = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    if roster is not None:
        check_roster(roster)
    wanted = chosen(rules)
    told = _told(thresholds or {})
    day = as_of_day(study, as_of)
    found: tuple[Gap, ...] = ()
    if day is not None:
        asked = (day, as_day(baseline, "baseline"), policy, chance, roster)
        found = tuple(
            gap for rule in wanted for gap in _gaps(study, rule.name, told.get(rule.name, ()), *asked)
        )
    frame = _frame(found, day, first_found or {}, translator(language))
    frame.attrs.update(_about(study, day, chance, len(frame)))
    return frame


def chosen(rules: Collection[str] | None) -> tuple[Rule, ...]:
    """The rules that are asked for, in the order of the list; raises `ArgumentError` for one there is not."""
    if rules is None:
        return RULES
    check_words("rules", rules, tuple(rule.name for rule in RULES))
    return tuple(rule for rule in RULES if rule.name in rules)


Thresholds = tuple[tuple[str, float], ...]


def _told(thresholds: Mapping[str, Mapping[str, Any]]) -> dict[str, Thresholds]:
    check_words("thresholds", list(thresholds), tuple(rule.name for rule in RULES))
    return {
        rule.name: tuple(sorted(rule.told(thresholds[rule.name]).items()))
        for rule in RULES
        if rule.name in thresholds
    }


@derived(most=4)
def _record(
    study: Study, day: int, baseline: int | None, policy: TiePolicy, chance: PathRule, roster: str | None
) -> Record:
    told = None if baseline is None else from_day(baseline)
    return Record(study, day, told, policy, chance.at_certainty, chance, roster)


@derived(most=128)
def _gaps(
    study: Study,
    name: str,
    thresholds: Thresholds,
    day: int,
    baseline: int | None,
    policy: TiePolicy,
    chance: PathRule,
    roster: str | None,
) -> tuple[Gap, ...]:
    """What one rule finds, in the order of the actors."""
    (rule,) = (each for each in RULES if each.name == name)
    record = _record(study, day, baseline, policy, chance, roster)
    found = sorted(rule.find(record, **dict(thresholds)), key=lambda finding: finding.actors)
    return tuple(Gap(gap_id(name, rule.version, each.actors), rule, each) for each in found)


def _frame(
    found: tuple[Gap, ...], day: int | None, first_found: Mapping[str, Any], t: Translator
) -> pd.DataFrame:
    rows = sorted(found, key=lambda gap: SEVERITIES.index(gap.rule.severity))
    since = [_since(gap, day, first_found) for gap in rows]
    columns: dict[str, Any] = {
        "id": pd.Series([gap.id for gap in rows], dtype="str"),
        "rule": pd.Series([gap.rule.name for gap in rows], dtype="str"),
        "severity": pd.Series([gap.rule.severity for gap in rows], dtype="str"),
        "actors": pd.Series([tuple(a.id for a in gap.finding.actors) for gap in rows], dtype="object"),
        "value": pd.Series([float(gap.finding.value) for gap in rows], dtype="float64"),
        "evidence": pd.Series([gap.finding.evidence(t) for gap in rows], dtype="str"),
        "suggestion": pd.Series([gap.finding.suggestion(t) for gap in rows], dtype="str"),
        "since": to_datetimes(pd.Series(since, dtype="int64").to_numpy()),
        "sorts": pd.Series([tuple(a.sort for a in gap.finding.actors) for gap in rows], dtype="object"),
        "version": pd.Series([gap.rule.version for gap in rows], dtype="int64"),
        "act_by": _days([gap.finding.act_by for gap in rows]),
    }
    return pd.DataFrame(columns)


def _days(days: list[int | None]) -> pd.Series:
    """Days as dates; NaT where there is none."""
    numbers = [NO_DAY if day is None else day for day in days]
    return pd.Series(to_datetimes(pd.Series(numbers, dtype="int64").to_numpy()))


def _since(gap: Gap, day: int | None, first_found: Mapping[str, Any]) -> int | None:
    """The day of the event, else of the run that first found it: one that is told, else this one."""
    if gap.finding.since is not None:
        return gap.finding.since
    return as_day(first_found.get(gap.id), "first_found") or day


def _about(study: Study, day: int | None, chance: PathRule, n: int) -> dict[str, Any]:
    """What the table says of itself."""
    return {
        **cited(study),
        "n": n,
        "as_of": in_words(day),
        "start": "" if day is None else in_words(Record(study, day).start),
        "horizon": str(chance.horizon),
        "same_day": str(chance.same_day).lower(),
        "max_wait": "" if chance.max_wait is None else str(chance.max_wait),
        "transmission_probability": str(chance.transmission_probability),
        "replicates": "" if chance.certain else str(chance.replicates),
        "seed": "" if chance.certain else str(chance.seed),
        "arrive_at": chance.arrive_at,
    }
