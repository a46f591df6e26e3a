"""The rule by which ties are told apart, in words."""

from __future__ import annotations

import pandas as pd

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.tie_kinds.policy import TiePolicy


def tie_rule_text(baselines: pd.Series, t: Translator) -> str:
    """Every threshold named; `baselines` are those of the partnerships looked at, missing where unknown."""
    policy = TiePolicy()
    return t.gettext(
        "Shown with: {baseline}; old network from {old_times} over {old_days} before it; new network from "
        "{new_times} over {new_days} since, if embedded; quiet after {quiet}."
    ).format(
        baseline=_baseline(baselines, t),
        old_times=wording.occasions(t, policy.sustained_occasions),
        old_days=wording.days(t, policy.sustained_days),
        new_times=wording.occasions(t, policy.consolidation_occasions),
        new_days=wording.days(t, policy.consolidation_days),
        quiet=wording.days(t, policy.quiet_days),
    )


def _baseline(baselines: pd.Series, t: Translator) -> str:
    days = baselines.dropna().unique()
    if len(days) == 1:
        return t.gettext("baseline {date}").format(date=t.date(days[0].date()))
    return t.gettext("the baseline of each partnership")
