"""What would be lost without a boundary zone, in sentences: between levels, and sideways at a level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.boundary_zones.losses import zone_losses
from netmap.library import wording
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.zones.types import Greatest


def losses_asked(asked: Asked, zone: str | None = None) -> pd.DataFrame:
    """Every loss of every zone in the window, or of one; `NotFoundError` where it is not there."""
    every = asked.library(zone_losses)
    if zone is None:
        return every
    if not asked.study.zones["zone"].eq(zone).any():
        raise NotFoundError(N_("There is no boundary zone “{id}” in this study"), id=zone)
    mine = every[every["zone"].eq(zone)].reset_index(drop=True)
    mine.attrs["n"] = len(mine)
    return mine


def greatest_of(losses: pd.DataFrame, zones: Iterable[str]) -> dict[str, Greatest]:
    """For each zone the greatest of its losses; the first of such as are equal."""
    defined = losses.dropna(subset=["lost"])
    worst = defined.loc[defined.groupby("zone", sort=False)["lost"].idxmax()]
    found = dict.fromkeys(zones, Greatest(np.nan, "", None))
    for row in worst.to_dict("records"):
        to_level = row["to_level"] if isinstance(row["to_level"], str) else None
        found[row["zone"]] = Greatest(row["lost"], row["from_level"], to_level)
    return found


@dataclass(frozen=True, slots=True)
class Through:
    """Whether anything gets from level to level, or sideways; None where that cannot be said."""

    between: bool | None
    sideways: bool | None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing that could be lost: some of it was looked at, and none gets through."""
        ways = (self.between, self.sideways)
        return True not in ways and False in ways


def through(losses: pd.DataFrame) -> Through:
    """What gets through with every zone in its place."""
    across = losses["to_level"].isna()
    return Through(_any(losses.loc[~across, "reach"]), _any(losses.loc[across, "reach"]))


def _any(reach: pd.Series) -> bool | None:
    return bool((reach > 0).any()) if reach.notna().any() else None


def points(t: Translator, lost: float) -> str:
    """Points of reach, as a sentence says them."""
    if 0 < lost < 0.1:
        return t.gettext("less than {n} points").format(n=t.number(0.1, 1))
    text = t.number(lost, 0 if lost >= 10 or lost == 0 else 1)
    return t.ngettext("{n} point", "{n} points", 1 if lost == 1 else 2).format(n=text)


def dearest(asked: Asked, losses: pd.DataFrame, names: dict[str, str], t: Translator) -> tuple[str, ...]:
    """Without which zone the most would be lost, and whether anything between levels would be."""
    if not any(level.people for level in asked.levels):
        return (t.gettext("What would be lost without a zone cannot be said: nobody has a level."),)
    greatest, gets = greatest_of(losses, names), through(losses)
    if gets.between is None and gets.sideways is None:
        return (
            t.gettext(
                "What would be lost without a zone cannot be said for this window: no month has both its "
                "whole time on record and somebody to be reached."
            ),
        )
    if gets.nothing:
        return (
            t.gettext(
                "In this window nothing is seen to get from level to level or sideways, so there is nothing "
                "that could be lost without one of them."
            ),
        )
    zone = max(greatest, key=lambda each: np.nan_to_num(greatest[each].points, nan=-1.0))
    if not greatest[zone].points > 0:
        return (
            t.gettext(
                "Without any one of them alone nothing would be lost: what goes through one has another way."
            ),
        )
    return (_most(asked, names[zone], greatest[zone], t), *_between(losses, gets, t))


def _most(asked: Asked, zone: str, lost: Greatest, t: Translator) -> str:
    level = {each.level: each.name for each in asked.levels}
    if lost.to_level is None:
        template = t.gettext(
            "The most would be lost without {zone}: sideways, between agencies at the level “{from_level}”, "
            "{points} of reach."
        )
    else:
        template = t.gettext(
            "The most would be lost without {zone}: from the level “{from_level}” to the level “{to_level}”, "
            "{points} of reach."
        )
    return template.format(
        zone=zone,
        from_level=level[lost.from_level],
        to_level=level.get(lost.to_level or "", ""),
        points=points(t, lost.points),
    )


def _between(losses: pd.DataFrame, gets: Through, t: Translator) -> list[str]:
    """What there is to add of the ways between levels, where nothing is lost on them."""
    lost = losses.loc[losses["to_level"].notna(), "lost"]
    if gets.between is None:
        return [t.gettext("What would be lost between levels cannot be said for this window.")]
    if not gets.between:
        return [
            t.gettext(
                "From level to level nothing is seen to get through in this window, so there is nothing "
                "there that could be lost."
            )
        ]
    if (lost > 0).any():
        return []
    return [
        t.gettext(
            "Upwards or downwards nothing would be lost without any one of them alone: what goes through one "
            "has another way."
        )
    ]


def zone_loss(asked: Asked, sat: bool, losses: pd.DataFrame, t: Translator) -> tuple[str, ...]:
    """What would be lost without one zone; `losses` are its own, `sat` says whether it sat in the window."""
    if not any(level.people for level in asked.levels):
        return (t.gettext("What would be lost without it cannot be said: nobody has a level."),)
    return (_lost(asked, sat, losses[losses["to_level"].notna()], t), *_sideways(asked, losses, t))


def _lost(asked: Asked, sat: bool, losses: pd.DataFrame, t: Translator) -> str:
    gets = _any(losses["reach"])
    if gets is None:
        return t.gettext(
            "What would be lost without it between levels cannot be said for this window: no month has both "
            "its whole time on record and somebody to be reached."
        )
    if not gets:
        return t.gettext(
            "From level to level nothing is seen to get through in this window, with it or without it, so "
            "there is nothing there that could be lost."
        )
    pair = losses.loc[losses["lost"].idxmax()]
    if not pair["lost"] > 0:
        return (
            t.gettext(
                "Without it nothing would be lost between levels: whatever goes through it has another way."
            )
            if sat
            else t.gettext("Without it nothing would be lost between levels.")
        )
    level = {each.level: each.name for each in asked.levels}
    return t.gettext(
        "Without it, reach from the level “{from_level}” to the level “{to_level}” would fall by {points}, "
        "from {reach} to {left}."
    ).format(
        from_level=level[pair["from_level"]],
        to_level=level[pair["to_level"]],
        points=points(t, pair["lost"]),
        reach=wording.share(t, pair["reach"]),
        left=wording.share(t, pair["reach_without"]),
    )


def _sideways(asked: Asked, losses: pd.DataFrame, t: Translator) -> list[str]:
    across = losses[losses["to_level"].isna()].dropna(subset=["lost"])
    if not len(across):
        return []
    if not _any(across["reach"]):
        return [t.gettext("Sideways, between agencies of one level, nothing is seen to get through.")]
    worst, mean = across.loc[across["lost"].idxmax()], float(across["lost"].mean())
    if not worst["lost"] > 0:
        return [t.gettext("Sideways, between agencies of one level, nothing would be lost.")]
    level = {each.level: each.name for each in asked.levels}[worst["from_level"]]
    if len(across) == 1:
        template = t.gettext("Sideways, between agencies at the level “{level}”, {points} would be lost.")
    else:
        template = t.gettext(
            "Sideways, between agencies of one level, {mean} would be lost on average, the most at the level "
            "“{level}”: {points}."
        )
    return [template.format(level=level, mean=points(t, mean), points=points(t, worst["lost"]))]
