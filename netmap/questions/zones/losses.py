"""What would be lost without a boundary zone, in sentences: between levels, and sideways at a level."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.boundary_zones.losses import zone_losses
from netmap.library import wording
from netmap.library.chances import ENOUGH_FOR_HUNDREDS, YARDSTICK_SAID, out_of
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.headline import chance_text, yardstick_text
from netmap.questions.learning.resolved_request import Asked, is_usual


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest loss without a zone, in points: between two levels, or sideways at one (`to_level` None).

    `reach` is with it and `without` without it, of so many `people`; `error` the standard error of the
    points. All are NaN where no reach is defined.
    """

    points: float
    from_level: str
    to_level: str | None
    reach: float
    without: float
    people: int
    error: float


HALF_A_POINT = 0.5
"""A smaller loss is not rounded to none."""

NO_LOSS = Greatest(math.nan, "", None, math.nan, math.nan, 0, math.nan)
"""Where no reach is defined."""


MOST = (
    N_("Without “{zone}”, {left} at “{from_level}” would reach “{to_level}”, not {reach}."),
    N_("Most is lost without “{zone}”: reach from “{from_level}” to “{to_level}” falls by {points}."),
    N_("Without “{zone}”, {left} of the other agencies at “{from_level}” would be reached, not {reach}."),
    N_("Most is lost without “{zone}”: reach across “{from_level}” falls by {points}."),
)
WITHOUT = (
    N_("Without “{zone}”, {left} at “{from_level}” would reach “{to_level}”, not {reach}."),
    N_("Without “{zone}”, reach from “{from_level}” to “{to_level}” falls by {points}."),
    N_("Without “{zone}”, {left} of the other agencies at “{from_level}” would be reached, not {reach}."),
    N_("Without “{zone}”, reach across “{from_level}” falls by {points}."),
)
"""What would be lost: between levels, a little there, sideways, a little there."""

NOBODY = (
    N_("Without “{zone}”, nobody at “{from_level}” would reach “{to_level}”."),
    N_("Without “{zone}”, none of the other agencies at “{from_level}” would be reached."),
)
"""Where nothing would be left: between levels, sideways."""

EVERY = N_("If every encounter passed something on, it would be {left}, not {reach}.")
EVERY_LITTLE = N_("If every encounter passed something on, it would fall by {points}.")
EVERY_NOTHING = N_("If every encounter passed something on, nothing would be lost: there is another way.")
EVERY_NOBODY = N_("If every encounter passed something on, nobody would get there without it.")
USUAL = N_("Without “{zone}”, {left} at the front line would reach the board, not {reach}.")
USUAL_NOBODY = N_("Without “{zone}”, nobody at the front line would reach the board.")
NONE_MATTERS = N_("No zone matters alone: without any one of them as much gets through {condition}.")
AS_MUCH = N_("Without {zone}, as much gets through between levels {condition}.")


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
    defined = told(losses).dropna(subset=["lost"])
    worst = defined.loc[defined.groupby("zone", sort=False)["lost"].idxmax()]
    found = dict.fromkeys(zones, NO_LOSS)
    return found | {row["zone"]: loss_in(row) for row in worst.to_dict("records")}


def on_the_way(asked: Asked, losses: pd.DataFrame, zones: Iterable[str]) -> dict[str, Greatest]:
    """For each zone what is lost without it from the front line to the board; the way that an overview tells.

    Of a study without two levels nothing is defined there.
    """
    if asked.end is None:
        return dict.fromkeys(zones, NO_LOSS)
    here = losses["from_level"].eq(asked.start.level) & losses["to_level"].eq(asked.end.level)
    return greatest_of(losses[here], zones)


def told(losses: pd.DataFrame) -> pd.DataFrame:
    """Losses of which those count as nothing that do not exceed twice their standard error."""
    seen = losses["lost"].isna() | losses["lost"].gt(2 * losses["lost_se"])
    return losses.assign(lost=losses["lost"].where(seen, 0.0))


def loss_in(row: Any) -> Greatest:
    """One row of the losses."""
    to_level = row["to_level"] if isinstance(row["to_level"], str) else None
    shares = (row["reach"], row["reach_without"])
    return Greatest(row["lost"], row["from_level"], to_level, *shares, int(row["n"]), row["lost_se"])


@dataclass(frozen=True, slots=True)
class Through:
    """Whether anything gets from level to level, or sideways; None where that is not known."""

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
    """Points of reach as a sentence and a list say them, always whole."""
    if 0 < lost < HALF_A_POINT:
        return t.gettext("less than 1 point")
    return t.ngettext("{n} point", "{n} points", round(lost)).format(n=wording.whole(t, round(lost)))


def dearest(
    asked: Asked, losses: pd.DataFrame, certain: pd.DataFrame, names: dict[str, str], t: Translator
) -> tuple[str, ...]:
    """Without which zone the most would be lost, and whether anything between levels would be.

    What gets from the front line to the board goes first, as on the overview; where nothing would be lost
    there, any other way does.

    `losses` are those under chance, `certain` those if every encounter passes something on.
    """
    if not any(level.people for level in asked.levels):
        return (
            t.gettext("Nobody has a level on record, so we cannot see what would be lost without a zone."),
        )
    greatest, gets = greatest_of(losses, names), through(certain)
    if gets.between is None and gets.sideways is None:
        return (
            t.gettext(
                "In no month here could anybody be seen to arrive, so we cannot see what would be lost."
            ),
        )
    if gets.nothing:
        return (
            t.gettext(
                "Nothing gets from level to level or sideways in this window, so nothing could be lost."
            ),
        )
    main = on_the_way(asked, losses, names)
    if any(each.points > 0 for each in main.values()):
        greatest = main
    zone = max(greatest, key=lambda each: np.nan_to_num(greatest[each].points, nan=-1.0))
    if not greatest[zone].points > 0:
        return (t.gettext(NONE_MATTERS).format(condition=chance_text(asked, t)), t.gettext(YARDSTICK_SAID))
    said = loss_sentences(asked, MOST, names[zone], greatest[zone], certain[certain["zone"].eq(zone)], t)
    return (*said, *_between(told(losses), gets, t))


def loss_sentences(
    asked: Asked, how: tuple[str, ...], zone: str, lost: Greatest, certain: pd.DataFrame, t: Translator
) -> tuple[str, ...]:
    """What would be lost without a zone under chance, what if every encounter passed on, and the yardstick.

    `certain` are the losses of the zone if every encounter passes something on.
    """
    here = certain["to_level"].isna() if lost.to_level is None else certain["to_level"].eq(lost.to_level)
    (same,) = certain[certain["from_level"].eq(lost.from_level) & here].to_dict("records")
    return (_without(asked, how, zone, lost, t), yardstick_text(asked, t), _if_every_one(loss_in(same), t))


def _without(asked: Asked, how: tuple[str, ...], zone: str, lost: Greatest, t: Translator) -> str:
    level = {each.level: each.name for each in asked.levels}
    up, up_little, across, across_little = how
    left, reach = _two_shares(lost, t)
    template = (up if left else up_little) if lost.to_level is not None else across if left else across_little
    ends = lost.from_level, lost.to_level
    if (
        template == up
        and asked.end is not None
        and is_usual(asked)
        and ends == (asked.start.level, asked.goal.level)
    ):
        template = USUAL_NOBODY if lost.without == 0 else USUAL
    elif left and lost.without == 0:
        template = NOBODY[lost.to_level is None]
    text = t.gettext(template).format(
        zone=zone,
        left=left,
        reach=reach,
        points=points(t, lost.points),
        from_level=level[lost.from_level],
        to_level=level.get(lost.to_level or "", ""),
    )
    return wording.sentence(text)


def _if_every_one(lost: Greatest, t: Translator) -> str:
    if not lost.points > 0:
        return t.gettext(EVERY_NOTHING)
    left, reach = _two_shares(lost, t)
    if not left:
        return t.gettext(EVERY_LITTLE).format(points=points(t, lost.points))
    if lost.without == 0:
        return t.gettext(EVERY_NOBODY)
    return t.gettext(EVERY).format(left=left, reach=reach)


def _two_shares(lost: Greatest, t: Translator) -> tuple[str, str]:
    """What is left and what there was, as so many of how many; nothing where that is no whole one less."""
    if lost.to_level is None:
        left, reach = wording.share(t, lost.without), wording.share(t, lost.reach)
        return ("", "") if left == reach else (left, reach)
    of = lost.people if lost.people < ENOUGH_FOR_HUNDREDS else 100
    if lost.points * of < 100:
        return "", ""
    return out_of(t, lost.without, lost.people), wording.whole(t, round(lost.reach * of))


def _between(losses: pd.DataFrame, gets: Through, t: Translator) -> list[str]:
    """What there is to add of the ways between levels, where nothing is lost on them."""
    lost = losses.loc[losses["to_level"].notna(), "lost"]
    if gets.between is None:
        return [t.gettext("We cannot see what would be lost between levels in this window.")]
    if not gets.between:
        return [t.gettext("Nothing gets from level to level in this window, so nothing could be lost there.")]
    if (lost > 0).any():
        return []
    return [
        t.gettext(
            "Upwards or downwards nothing would be lost without any one alone: there is always another way."
        )
    ]


def zone_loss(
    asked: Asked, row: Any, losses: pd.DataFrame, certain: pd.DataFrame, t: Translator
) -> tuple[str, ...]:
    """What would be lost without one zone; `row` is its figures, `losses` and `certain` are its own."""
    if not any(level.people for level in asked.levels):
        return (t.gettext("Nobody has a level on record, so we cannot see what would be lost without it."),)
    between = told(losses[losses["to_level"].notna()])
    return (*_lost(asked, row, between, certain, t), *_sideways(asked, told(losses), t))


def _lost(
    asked: Asked, row: Any, losses: pd.DataFrame, certain: pd.DataFrame, t: Translator
) -> tuple[str, ...]:
    gets = _any(certain.loc[certain["to_level"].notna(), "reach"])
    if gets is None:
        return (
            t.gettext(
                "In no month here could anybody be seen to arrive, so we cannot see what would be lost."
            ),
        )
    if not gets:
        return (t.gettext("Nothing gets from level to level in this window, with it or without it."),)
    pair = losses.loc[losses["lost"].idxmax()]
    name = row["name"] if isinstance(row["name"], str) else str(row["zone"])
    if not pair["lost"] > 0:
        said = t.gettext(AS_MUCH).format(zone=name, condition=chance_text(asked, t))
        return (said, t.gettext(YARDSTICK_SAID))
    return loss_sentences(asked, WITHOUT, name, loss_in(pair), certain, t)


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
