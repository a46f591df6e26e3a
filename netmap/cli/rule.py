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
    "{sustained_days} days before it; a new network {consolidation_occasions} over {consolidation_days} days "
    "since, and is embedded: the two have held posts in one zone, or have each met one third party twice; "
    "quiet after {quiet_days} days."
)
OWN_BASELINE = N_("each partnership's own")
NO_BASELINE = N_("not known")
OLD_NOT_KNOWN = N_("Old networks cannot be known where the record begins too close to the baseline.")


def day_shown(study: Study, as_of: dt.date | None) -> dt.date | None:
    """The day that is spoken of: the one asked for, else the study's own; None where nothing is dated."""
    from netmap.model.dates import from_day
    from netmap.tie_kinds.baselines import default_as_of
    from netmap.tie_kinds.recorded import last_recorded_day

    if last_recorded_day(study) is None:
        return None
    number = default_as_of(study)
    return as_of if as_of is not None or number is None else from_day(number)


def as_of_text(day: dt.date | None) -> str:
    """The day that is spoken of, as a sentence."""
    t = speech()
    return t.gettext(UNDATED) if day is None else t.gettext(AS_OF).format(day=t.date(day))


def rule_text(study: Study, baseline: dt.date | None) -> str:
    """The thresholds in force, and what cannot be known under them."""
    from netmap.tie_kinds.baselines import known_baselines
    from netmap.tie_kinds.policy import TiePolicy

    t, policy = speech(), TiePolicy()
    known = known_baselines(study, baseline, policy)
    text = t.gettext(RULE).format(baseline=_baseline_words(known["baseline"]), **asdict(policy))
    unknown = known["baseline"].notna() & ~known["old_known"]
    return f"{text} {t.gettext(OLD_NOT_KNOWN)}" if unknown.any() else text


def baseline_text(study: Study, baseline: dt.date | None) -> str | None:
    """The baseline for programs: a day where there is one for all, else words; None where none is known."""
    from netmap.tie_kinds.baselines import known_baselines

    days = _distinct(known_baselines(study, baseline)["baseline"])
    if len(days) == 1:
        return days[0].isoformat()
    return speech().gettext(OWN_BASELINE) if days else None


def _baseline_words(column: pd.Series) -> str:
    t, days = speech(), _distinct(column)
    if len(days) == 1:
        return t.date(days[0])
    return t.gettext(OWN_BASELINE if days else NO_BASELINE)


def _distinct(column: pd.Series) -> list[dt.date]:
    return [day.date() for day in column.dropna().unique()]
