"""Where learning stops, without anything being chosen: level by level, and agency by agency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from netmap.learning.periods import month_days
from netmap.learning.upwards import agency_texts
from netmap.library import wording
from netmap.library.chances import expected, out_of
from netmap.model.i18n import Translator
from netmap.questions.learning.first_paths import followed_window
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.periods import SHOWN, now_of
from netmap.questions.learning.resolved_request import FEW, Asked, is_usual, level_place, thing_name
from netmap.questions.learning.types import AgencyStop, Level, LevelReach, Stops
from netmap.questions.overview.disclosure import base_of
from netmap.questions.parameters import AGENCY, NodeRef
from netmap.tie_kinds.actors import actors_of

NAMED = 3
"""So many agencies are named in a sentence, the others counted; the table holds them all."""

HALF = 0.5
"""Where less arrives than this share, it stops more often than it arrives."""

LOST = 0.2
"""A level is named as the place where it stops from this share on of those who set out, lost before it."""

ALIKE = 9
"""Shares that are the same to so many decimals are the same."""

NOTHING, SELDOM, MOSTLY, UNSEEN, CARRIED = "nothing", "seldom", "mostly", "unseen", "carried"
"""What becomes of what an agency learns; the order of the table."""


def stops_of(asked: Asked, t: Translator) -> Stops | None:
    """Where it stops on the way from one level to the other; None where that way has no figure."""
    if asked.end is None or now_of(asked.at_yardstick, asked.start, asked.end).state != SHOWN:
        return None
    levels = level_reach(asked, t)
    agencies = agency_stops(asked)
    return Stops(
        (*levels_said(asked.start.name, levels, t, is_usual(asked)), *agencies_said(asked, agencies, t)),
        levels,
        agencies,
    )


def level_reach(asked: Asked, t: Translator) -> tuple[LevelReach, ...]:
    """How many of those who set out get to each level on the way, or sit there too, the nearest first."""
    return tuple(reached(*each, t) for each in level_shares(asked))


def reached(name: str, share: float, people: int, t: Translator) -> LevelReach:
    """How many of so many people get to a level, in words too."""
    return LevelReach(name, share, people, out_of(t, share, people))


def level_shares(asked: Asked) -> tuple[tuple[str, float, int], ...]:
    """The same in numbers: of each level its name, the share, and of how many people.

    All stand on the months and the people of the way to the last level. Nothing where these are fewer than
    five, or where a level has no figure for one of the months, or leaves out others than who sits there too.
    """
    goal = now_of(asked.at_yardstick, asked.start, asked.goal)
    last, found = _months(asked, asked.goal), []
    if goal.people < FEW:
        return ()
    for level in _on_the_way(asked)[:-1]:
        rows = _months(asked, level)
        if not rows.index.equals(last.index) or _others_left_out(asked, level):
            return ()
        found.append((level.name, float((1 - rows["n"] * (1 - rows["share"]) / last["n"]).mean())))
    found.append((asked.goal.name, goal.share))
    return tuple((name, share, goal.people) for name, share in found)


def _months(asked: Asked, level: Level) -> pd.DataFrame:
    """The months of the window with a figure, by month."""
    found = asked.at_yardstick.months(asked.start.level, level.level)
    day = month_days(found)
    inside = (day >= asked.window.start) & (day <= asked.window.end)
    return found[inside].dropna(subset=["share"]).set_index("month")


def _others_left_out(asked: Asked, level: Level) -> bool:
    """Whether somebody who sets out for this level does not for the last one, being there already."""
    window = followed_window(asked)
    here, there, last = (window.at_level(each.level) for each in (asked.start, level, asked.goal))
    return bool((here & ~there & last).any())


def _on_the_way(asked: Asked) -> list[Level]:
    """The levels with people after the one where paths start, up to the one to be reached."""
    first, last = (level_place(asked.levels, each.level) for each in (asked.start, asked.goal))
    step = 1 if last > first else -1
    between = [asked.levels[place] for place in range(first + step, last, step)]
    return [*(each for each in between if each.people), asked.goal]


def levels_said(start: str, levels: Sequence[LevelReach], t: Translator, usual: bool = False) -> list[str]:
    """How many of those at `start` get to each level, and before which most are lost, if one in five is.

    Nothing is said where more get to a level than to the one before it, which they go round, or where two
    levels are alike. With the `usual` levels the first is called the front line, and the last the board.
    """
    lost = [before - after for before, after in pairwise([1.0, *(each.share for each in levels)])]
    if not lost or min(lost) < 0:
        return []
    most = max(lost)
    if round(most, ALIKE) < LOST or sum(most - each < 10**-ALIKE for each in lost) > 1:
        return []
    at, of = lost.index(most), base_of(levels[0].people)
    words = {"level": start, "to_level": levels[at].name, "of": wording.whole(t, of)}
    words["parts"] = _parts(levels, of, t, usual)
    if len(lost) == 1:
        template = (
            t.gettext("Of {of} at the front line {parts}.")
            if usual
            else t.gettext("Of {of} at “{level}” {parts}.")
        )
    elif usual:
        template = t.gettext("Of {of} at the front line {parts}: most is lost before {to_level}.")
        if at == len(lost) - 1:
            template = t.gettext("Of {of} at the front line {parts}: most is lost before the board.")
    else:
        template = t.gettext("Of {of} at “{level}” {parts}: most is lost before “{to_level}”.")
    return [template.format(**words)]


def _parts(levels: Sequence[LevelReach], of: int, t: Translator, usual: bool) -> str:
    """How many get to each level."""
    said = []
    for place, each in enumerate(levels):
        first, last = place == 0, usual and place == len(levels) - 1
        template = t.gettext("{n} get to {level}") if first else t.gettext("{n} to {level}")
        if last:
            template = t.gettext("{n} get to the board") if first else t.gettext("{n} to the board")
        said.append(template.format(n=expected(t, each.share * of), level=each.name))
    return t.gettext(", ").join(said)


def agency_stops(asked: Asked) -> tuple[AgencyStop, ...]:
    """What becomes, in the whole window, of what those learn who set out, agency by agency.

    Of people whose agency is not known nothing is told here. An agency none of whose people was seen to meet
    anybody is unseen, and no place where anything stops. Nor is one of which somebody was seen who is at both
    levels at once, and so carries it there.
    """
    ends = asked.start.level, asked.goal.level
    graded = asked.at_yardstick.upwards(*ends).set_index("practitioner")
    table = asked.at_certainty.upwards(*ends).set_index("practitioner")
    table = table.assign(seen=_seen(asked, table), chance=graded["chance"], error=graded["se"])
    carrying = _at_both(asked)
    found = [
        AgencyStop(
            str(agency), thing_name(asked, NodeRef(AGENCY, str(agency))), _becomes(rows, agency in carrying)
        )
        for agency, rows in table.groupby("agency")
    ]
    order = (NOTHING, SELDOM, UNSEEN, CARRIED, MOSTLY)
    return tuple(sorted(found, key=lambda each: (order.index(each.becomes), each.name)))


def _seen(asked: Asked, table: pd.DataFrame) -> np.ndarray:
    """Whether each of the people met anybody in the window."""
    met = np.unique(followed_window(asked).journeys.members)
    return np.isin(actors_of(asked.study).codes(table.index.to_series()), met)


def _at_both(asked: Asked) -> frozenset[str]:
    """The agencies, on their first such day, of people seen to meet who are at both levels on some day."""
    window = followed_window(asked)
    both = window.at_level(asked.start.level) & window.at_level(asked.goal.level)
    who = np.intersect1d(np.flatnonzero(both.any(axis=1)), window.journeys.members)
    first = both[who].argmax(axis=1) + window.start
    return frozenset(each for each in agency_texts(asked.study, window, who, first) if each is not None)


def _becomes(rows: pd.DataFrame, is_carried: bool) -> str:
    """Seldom only where the mean is below half by more than twice an error that is never too small."""
    if is_carried and not rows["reached"].any():
        return CARRIED
    if not rows["seen"].any():
        return UNSEEN
    if not rows["reached"].any():
        return NOTHING
    error = rows["error"].mean()
    room = 0.0 if math.isnan(error) else 2 * float(error)
    return SELDOM if float(rows["chance"].mean()) + room < HALF else MOSTLY


def agencies_said(asked: Asked, agencies: Sequence[AgencyStop], t: Translator) -> list[str]:
    """From which agencies nothing or little gets through; of which it is not known."""
    said, words = [], {"level": asked.goal.name, "condition": chance_text(asked, t)}
    nothing, seldom, unseen, mostly = (
        [each.name for each in agencies if each.becomes in what]
        for what in ((NOTHING,), (SELDOM,), (UNSEEN,), (MOSTLY, CARRIED))
    )
    if nothing:
        template = t.gettext("From {agencies} nothing gets to “{level}” in the whole period.")
        if is_usual(asked):
            template = t.gettext("From {agencies} nothing gets to the board in the whole period.")
        said.append(template.format(**words, agencies=named(nothing, t)))
    if seldom:
        template = t.gettext("From {agencies} it stops more often than it arrives, {condition}.")
        said.append(template.format(**words, agencies=named(seldom, t)))
    if mostly and not nothing:
        template = t.gettext("No agency is cut off: from each that was seen something can get to “{level}”.")
        if is_usual(asked):
            template = t.gettext(
                "No agency is cut off: from each that was seen something can get to the board."
            )
        said.append(template.format(**words))
    if unseen:
        template = t.gettext("Of {agencies} nobody at “{level}” was seen, so nothing is known.")
        if is_usual(asked):
            template = t.gettext("Of {agencies} nobody at the front line was seen, so nothing is known.")
        said.append(template.format(agencies=named(unseen, t), level=asked.start.name))
    return said


def named(names: Sequence[str], t: Translator) -> str:
    """The first agencies by name, and how many others there are."""
    others = len(names) - NAMED
    if others < 2:
        return t.listing(list(names))
    template = t.ngettext("{n} other agency", "{n} other agencies", others)
    return t.listing([*names[:NAMED], template.format(n=wording.whole(t, others))])
