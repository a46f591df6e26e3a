"""The day and the rule under which ties are shown, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING

from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

AS_OF = N_("As of {day}.")
UNDATED = N_("Nothing in this study is dated: its ties are undated.")
RULE = N_(
    "Shown with: baseline {baseline}; an old network has at least {sustained_occasions} occasions over "
    "{sustained_days} days before it, a new network {consolidation_occasions} over {consolidation_days} days "
    "since; quiet after {quiet_days} days."
)
OWN_BASELINE = N_("each partnership's own")
NO_BASELINE = N_("not known")
OLD_NOT_KNOWN = N_("Old networks cannot be known where the record begins too close to the baseline.")


def as_of_text(study: Study, as_of: dt.date | None) -> str:
    """The day that is spoken of: the one asked for, else the study's own."""
    from netmap.model.dates import from_day
    from netmap.tie_kinds.baselines import default_as_of

    t = speech()
    if as_of is None:
        number = default_as_of(study)
        if number is None:
            return t.gettext(UNDATED)
        as_of = from_day(number)
    return t.gettext(AS_OF).format(day=t.date(as_of))


def rule_text(study: Study, baseline: dt.date | None) -> str:
    """The thresholds in force, and what cannot be known under them."""
    from netmap.tie_kinds.baselines import known_baselines
    from netmap.tie_kinds.policy import TiePolicy

    t, policy = speech(), TiePolicy()
    known = known_baselines(study, baseline, policy)
    text = t.gettext(RULE).format(baseline=_baseline_text(known["baseline"]), **asdict(policy))
    return text if known["old_known"].all() else f"{text} {t.gettext(OLD_NOT_KNOWN)}"


def _baseline_text(days: pd.Series) -> str:
    t, distinct = speech(), days.dropna().unique()
    if len(distinct) == 1:
        return t.date(distinct[0].date())
    return t.gettext(OWN_BASELINE if len(distinct) else NO_BASELINE)
