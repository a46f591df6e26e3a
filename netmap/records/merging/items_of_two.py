"""What becomes of the items of the work list where two who take part in them are one record now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.gap_rules.finding import Actor
from netmap.gap_rules.work_items import WRITTEN, actors_in, actors_text, in_order
from netmap.model.i18n import Translator
from netmap.records.labels import column_word

HIDING = ("not_a_gap", "snoozed_until")
"""What keeps an item from being shown: it holds for one of two only where both have it."""

OF_ITS_OWN = (*WRITTEN, "found_on", "closed_on", "reopened_on", "version")
"""The columns of which a blank cell is not simply filled from the other item."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line that went to the note of an item, of whose cell there can be only one: its rule and actors."""

    rule: str
    actors: str
    line: str


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """The items as they would be, the rows that lose their meaning, and what went to a note."""

    items: pd.DataFrame
    lost: tuple[Any, ...]
    noted: tuple[Noted, ...]


def items_of_two(frame: pd.DataFrame, goes: Actor, stays: Actor, t: Translator) -> Followed:
    """Let items name the one that stays; of two that are one now, one stays with what both say.

    An item of the two themselves would name one actor twice, and no rule finds such a gap: it is lost.
    A blank owner, note or due date is filled. Where both differ, what goes is a line of the note. A reason
    why it is no gap, or a snooze (the earlier), holds where both items have one; else it is a line of the
    note too.

    Args:
        frame: the records of `work_items` by their number, blank cells None.
        goes: who is given up.
        stays: who it turns out to be.
        t: in whose language lines of a note are written.
    """
    items = frame.copy()
    named = [row for row in items.index if goes in actors_in(items.at[row, "actors"])]
    lost, kept = [], []
    for row in named:
        actors = actors_in(items.at[row, "actors"])
        renamed = [stays if each == goes else each for each in actors]
        if len(set(renamed)) < len(set(actors)):
            lost.append(row)
            continue
        items.at[row, "actors"] = actors_text(in_order(items.at[row, "rule"], renamed))
        kept.append(row)
    items = items.drop(index=lost)
    noted: list[Noted] = []
    for row in kept:
        same = (items["rule"] == items.at[row, "rule"]) & (items["actors"] == items.at[row, "actors"])
        others = items.index[same].difference([row])
        if len(others):
            noted += _one_of(items, others[0], row, t)
            items = items.drop(index=row)
    return Followed(items, tuple(lost), tuple(noted))


def _one_of(items: pd.DataFrame, row: Any, other: Any, t: Translator) -> Iterator[Noted]:
    """Put into an item what another one says."""
    mine, theirs = (items.loc[each].to_dict() for each in (row, other))
    made, lines = dict(mine), list[str]()
    for name in ("owner", "due", *HIDING):
        there = [each for each in (mine[name], theirs[name]) if each is not None]
        holds = len(there) == 2 or name not in HIDING
        first = min(there) if name == "snoozed_until" and there else next(iter(there), None)
        made[name] = first if holds else None
        lines += [f"{column_word(name, t)}: {each}" for each in there if each != made[name]]
    notes = list(dict.fromkeys(each for each in (mine["note"], theirs["note"]) if each))
    made["note"] = "\n".join((*notes, *lines)) or None
    made["found_on"] = min((each for each in (mine["found_on"], theirs["found_on"]) if each), default=None)
    if theirs["closed_on"] is None:
        made["closed_on"] = None
    for name in items.columns.difference([*OF_ITS_OWN]):
        made[name] = theirs[name] if mine[name] is None else mine[name]
    for name, value in made.items():
        items.at[row, name] = value
    yield from (Noted(str(mine["rule"]), str(mine["actors"]), line) for line in lines)
