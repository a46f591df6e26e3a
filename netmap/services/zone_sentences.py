"""Boundary zones in sentences: how they are doing, what was born there, what would be lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.model.dates import from_day
from netmap.model.i18n import Translator
from netmap.services import wording
from netmap.services.learning_asked import Asked


def points(t: Translator, lost: float) -> str:
    """Points of reach, as a sentence says them."""
    if 0 < lost < 0.1:
        return t.gettext("less than {n} points").format(n=t.number(0.1, 1))
    text = t.number(lost, 0 if lost >= 10 or lost == 0 else 1)
    return t.ngettext("{n} point", "{n} points", 1 if lost == 1 else 2).format(n=text)


def all_sentences(asked: Asked, table: pd.DataFrame, names: dict[str, str], t: Translator) -> tuple[str, ...]:
    """How many zones there are, which sat, and without which the most would be lost."""
    if not len(table):
        return (t.gettext("No boundary zone is on record."),)
    n, sat = len(table), int((table["sittings"] > 0).sum())
    template = t.ngettext(
        "{n} boundary zone is on record; {sat} of them sat in this window.",
        "{n} boundary zones are on record; {sat} of them sat in this window.",
        n,
    )
    said = [template.format(n=wording.whole(t, n), sat=wording.whole(t, sat))]
    return (*said, _dearest(asked, table, names, t), _births(table, t))


def _dearest(asked: Asked, table: pd.DataFrame, names: dict[str, str], t: Translator) -> str:
    lost = table["lost_most"]
    if lost.isna().all():
        return t.gettext(
            "What would be lost without a zone cannot be said for this window: no month has both its whole "
            "time on record and somebody to be reached."
        )
    row = table.loc[lost.idxmax()]
    if not row["lost_most"] > 0:
        return t.gettext("Without any one of them nothing would be lost upwards or downwards.")
    level = {each.level: each.name for each in asked.levels}
    return t.gettext(
        "The most would be lost without {zone}: from the level “{from_level}” to the level “{to_level}”, "
        "{points} of reach."
    ).format(
        zone=names[row["zone"]],
        from_level=level[row["lost_from"]],
        to_level=level[row["lost_to"]],
        points=points(t, row["lost_most"]),
    )


def _births(table: pd.DataFrame, t: Translator) -> str:
    born, kept = int(table["born"].sum()), int(table["consolidated"].sum())
    if not born:
        return t.gettext("No tie was born in any of them in this window.")
    template = t.ngettext(
        "{n} tie was born in them in this window, of which {kept} consolidated.",
        "{n} ties were born in them in this window, of which {kept} consolidated.",
        born,
    )
    return template.format(n=wording.whole(t, born), kept=wording.whole(t, kept))


def zone_sentences(asked: Asked, row: Any, losses: pd.DataFrame, t: Translator) -> tuple[str, ...]:
    """One zone: its health, who comes, what was born there, what would be lost without it."""
    return (
        _health(asked, row, t),
        *_who(row, t),
        _born(row, t),
        _lost(asked, row, losses, t),
        *_sideways(row, t),
    )


def _health(asked: Asked, row: Any, t: Translator) -> str:
    n = int(row["sittings"])
    if not n:
        return t.gettext("It is not on record as having sat in this window.")
    end = from_day(asked.window.end)
    words = {
        "sittings": wording.sittings(t, n),
        "last": wording.date_text(t, row["last"].date()),
        "since": wording.days(t, (end - row["last"].date()).days),
        "days": "" if np.isnan(row["regularity_days"]) else wording.days(t, round(row["regularity_days"])),
    }
    if np.isnan(row["regularity_days"]):
        return t.gettext(
            "In this window it had {sittings}, the last on {last}, {since} before the window ends."
        ).format(**words)
    return t.gettext(
        "In this window it had {sittings}, typically {days} apart, the last on {last}, {since} before the "
        "window ends."
    ).format(**words)


def _who(row: Any, t: Translator) -> list[str]:
    if not row["attendances"]:
        return [t.gettext("Nobody is recorded as having come.")] if row["sittings"] else []
    words = {
        "people": wording.people(t, int(row["people"])),
        "agencies": wording.agencies(t, int(row["agencies"])),
        "balance": t.number(row["balance"], 2),
    }
    if np.isnan(row["balance"]):
        return [
            t.gettext(
                "{people} from {agencies} came; how evenly agencies take part cannot be said of fewer than "
                "two."
            ).format(**words)
        ]
    return [
        t.gettext(
            "{people} from {agencies} came; the balance between agencies is {balance}, where 1 is even and "
            "0 is one agency alone."
        ).format(**words)
    ]


def _born(row: Any, t: Translator) -> str:
    n = int(row["born"])
    if not n:
        return t.gettext("No tie was born there in this window.")
    template = t.ngettext(
        "{n} tie was born there in this window; {kept} of them consolidated, and {beyond} are kept up "
        "outside it too.",
        "{n} ties were born there in this window; {kept} of them consolidated, and {beyond} are kept up "
        "outside it too.",
        n,
    )
    return template.format(
        n=wording.whole(t, n),
        kept=wording.whole(t, int(row["consolidated"])),
        beyond=wording.whole(t, int(row["beyond_zone"])),
    )


def _lost(asked: Asked, row: Any, losses: pd.DataFrame, t: Translator) -> str:
    if np.isnan(row["lost_most"]):
        return t.gettext(
            "What would be lost without it between levels cannot be said for this window: no month has both "
            "its whole time on record and somebody to be reached."
        )
    if not row["lost_most"] > 0:
        return t.gettext(
            "Without it nothing would be lost between levels: whatever goes through it has another way."
        )
    level = {each.level: each.name for each in asked.levels}
    here = losses["from_level"].eq(row["lost_from"]) & losses["to_level"].eq(row["lost_to"])
    (pair,) = losses[here].to_dict("records")
    return t.gettext(
        "Without it, reach from the level “{from_level}” to the level “{to_level}” would fall by {points}, "
        "from {reach} to {left}."
    ).format(
        from_level=level[row["lost_from"]],
        to_level=level[row["lost_to"]],
        points=points(t, row["lost_most"]),
        reach=t.percent(pair["reach"]),
        left=t.percent(pair["reach_without"]),
    )


def _sideways(row: Any, t: Translator) -> list[str]:
    if np.isnan(row["lost_horizontal"]):
        return []
    if not row["lost_horizontal"] > 0:
        return [t.gettext("Sideways, between agencies of one level, nothing would be lost.")]
    template = t.gettext("Sideways, between agencies of one level, {points} would be lost on average.")
    return [template.format(points=points(t, row["lost_horizontal"]))]
