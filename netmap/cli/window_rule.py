"""The window and the rule of a question about learning paths, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from netmap.cli.rule import UNDATED
from netmap.cli.speech import speech
from netmap.model.i18n import N_

WINDOW = N_("From {start} to {end}.")
LATER = N_("Each hop is on a later day than the one before.")
SAME_DAY = N_("A hop may be on the same day as the one before.")
WAITING = N_("Learning is passed on at most {days} days after it arrives.")


def window_text(about: Mapping[str, str]) -> str:
    """From when to when, of a table's `attrs`; that nothing is dated where that is so."""
    if not about["start"]:
        return speech().gettext(UNDATED)
    days = {name: _day(about[name]) for name in ("start", "end")}
    return speech().gettext(WINDOW).format(**days)


def passing_text(about: Mapping[str, str]) -> str:
    """How learning passes on, of a table's `attrs`."""
    t = speech()
    template = SAME_DAY if about["same_day"] == "true" else LATER
    text = t.gettext(template)
    if about["max_wait"]:
        text = f"{text} {t.gettext(WAITING).format(days=about['max_wait'])}"
    return text


def _day(text: str) -> str:
    return speech().date(dt.date.fromisoformat(text))
