"""A path told hop by hop: who, with whom, when, where, over which kind of tie, and how it changes level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

HOP = N_("{date}: “{giver}” to “{taker}”, {zone}, {kind}")
IN_ZONE = N_("in “{zone}”")
OVER = N_("over {channel}")
NO_ZONE = N_("in no zone")
NO_TIE = N_("no tie yet")
CROSSINGS = {
    "champion": N_("from “{from_level}” to “{to_level}” inside a champion"),
    "pillar": N_("from “{from_level}” to “{to_level}” within one agency"),
    "contact": N_("from “{from_level}” to “{to_level}” in a contact"),
}
"""How a hop changes the level; any other class is the form of a zone."""

BY_ZONE = N_("from “{from_level}” to “{to_level}” in a zone: {form}")


def path_lines(path: pd.DataFrame) -> Iterator[str]:
    """The hops of a path in words, in order; below each that changes the level, how."""
    for place, row in enumerate(path.to_dict("records"), 1):
        yield f"{place}. {hop_line(row)}"
        if isinstance(row["crossing"], str):
            yield f"   {_crossing(row)}"


def hop_line(row: Mapping[Any, Any]) -> str:
    """One hop in words: who, with whom, when, where and over which kind of tie."""
    from netmap.library.wording import KIND_LABELS

    t = speech()
    day: dt.date = row["date"].date()
    where = IN_ZONE if isinstance(row["zone"], str) else OVER if isinstance(row["channel"], str) else NO_ZONE
    kind = KIND_LABELS[row["kind"]] if isinstance(row["kind"], str) else NO_TIE
    return t.gettext(HOP).format(
        date=t.date(day),
        giver=row["from"],
        taker=row["to"],
        zone=t.gettext(where).format(zone=row["zone"], channel=row["channel"]),
        kind=t.gettext(kind),
    )


def _crossing(row: Mapping[Any, Any]) -> str:
    template = CROSSINGS.get(row["crossing"], BY_ZONE)
    levels = {name: row[name] for name in ("from_level", "to_level")}
    return speech().gettext(template).format(**levels, form=row["crossing"])
