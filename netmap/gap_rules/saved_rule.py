"""The rule that a study has saved for its work list: thresholds of gaps and of ties, and the baseline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from netmap.gap_rules.rules import RULES
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy

TIES, BASELINE = "ties", "baseline"
"""Whose settings they are that belong to no rule of gaps, and the one of them that is a day."""

MOST = 1_000_000
"""No number that a rule goes by is larger: so many days are more than two thousand years."""

UNKNOWN_RULE = N_("The work list has no rule “{rule}”; it has: {known}")
UNKNOWN_SETTING = N_("The rule “{rule}” has no setting “{setting}”; it has: {known}")
NO_VALUE = N_("{rule}, {setting}: “{value}” is not a value that it takes.")


@dataclass(frozen=True, slots=True)
class SavedRule:
    """What the work list goes by: the rule of ties, the baseline, and thresholds by rule; frozen."""

    policy: TiePolicy = TiePolicy()
    baseline: dt.date | None = None
    thresholds: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = field(default=())

    @property
    def by_rule(self) -> dict[str, dict[str, float]]:
        """The thresholds as `gaps` takes them."""
        return {rule: dict(told) for rule, told in self.thresholds}


def saved_rule(study: Study) -> SavedRule:
    """The rule that a study has saved in `work_rules`; what is not saved there is as usual.

    Raises:
        ArgumentError: a row that fits no setting.

    Example:
        >>> import pandas as pd, netmap
        >>> rows = pd.DataFrame({
        ...     "rule": ["ties", "informal-zone"],
        ...     "setting": ["quiet_days", "sittings"],
        ...     "value": ["60", "5"],
        ... })
        >>> study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["A"]}), work_rules=rows)
        >>> found = saved_rule(study)
        >>> found.policy.quiet_days, found.by_rule
        (60, {'informal-zone': {'sittings': 5}})
    """
    rows = study.work_rules
    found = SavedRule()
    for rule, setting, value in zip(rows["rule"], rows["setting"], rows["value"], strict=True):
        found = with_setting(found, str(rule), str(setting), str(value))
    return found


def with_setting(found: SavedRule, rule: str, setting: str, value: str) -> SavedRule:
    """A rule with one setting changed; raises `ArgumentError` for one that there is not."""
    usual = usual_setting(rule, setting)
    try:
        told = _read(usual, value.strip())
        if rule != TIES:
            (mine,) = (each for each in RULES if each.name == rule)
            whole = {**found.by_rule.get(rule, {}), **mine.told({setting: told})}
            others = {**found.by_rule, rule: whole}
            return replace(
                found, thresholds=tuple((name, tuple(sorted(each.items()))) for name, each in others.items())
            )
        if setting == BASELINE:
            return replace(found, baseline=told)
        return replace(found, policy=replace(found.policy, **{setting: told}))
    except (ValueError, ArgumentError) as error:
        raise ArgumentError(NO_VALUE, rule=rule, setting=setting, value=value[:80]) from error


def usual_setting(rule: str, setting: str) -> Any:
    """What a setting is unless it is saved otherwise; raises `ArgumentError` for one that there is not."""
    known = settings_of(rule)
    if setting not in known:
        raise ArgumentError(UNKNOWN_SETTING, rule=rule, setting=setting[:80], known=", ".join(known))
    return known[setting]


def settings_of(rule: str) -> Mapping[str, Any]:
    """The settings of a rule of gaps, or of ties, with the usual value of each.

    Raises `ArgumentError` naming the rules for one that there is not.
    """
    if rule == TIES:
        return {**{each.name: each.default for each in fields(TiePolicy)}, BASELINE: dt.date.min}
    for each in RULES:
        if each.name == rule:
            return each.thresholds
    known = ", ".join((TIES, *(each.name for each in RULES)))
    raise ArgumentError(UNKNOWN_RULE, rule=rule[:80], known=known)


def _read(usual: Any, text: str) -> Any:
    """A value of the same kind as the usual one, of a size that can be counted with; raises `ValueError`."""
    if isinstance(usual, bool):
        if text.casefold() not in ("true", "false"):
            raise ValueError(text)
        return text.casefold() == "true"
    if isinstance(usual, dt.date):
        return dt.date.fromisoformat(text)
    number = float(text) if isinstance(usual, float) else int(text)
    if not abs(number) <= MOST:
        raise ValueError(text)
    return number
