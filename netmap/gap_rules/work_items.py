"""The work list: every gap that is found or was, with what the coordinator wrote of it, and its state."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pandas as pd

from netmap.gap_rules.finding import Actor
from netmap.gap_rules.rules import RULES
from netmap.model.dates import day_numbers, to_datetimes
from netmap.model.study import Study

OPEN, SNOOZED, DISMISSED, CLOSED = "open", "snoozed", "dismissed", "closed"
STATES = (OPEN, SNOOZED, DISMISSED, CLOSED)
"""To be seen to; not before a day; no gap, for a reason that was written; no longer shown by the data."""

WRITTEN = ("owner", "note", "due", "snoozed_until", "not_a_gap")
"""What somebody writes of an item."""

RECORDED = ("found_on", "closed_on", "reopened_on")
"""What is recorded by itself."""

DAYS = ("due", "snoozed_until", *RECORDED)

Key = tuple[str, str]
"""By which an item is known: its rule, and its actors as JSON; versions and names have no part in it."""


def actors_text(actors: Sequence[Actor]) -> str:
    """Actors as an item names them: JSON in one spelling.

    Example:
        >>> actors_text([Actor("zone", 'z"1')])
        '[["zone","z\\\\"1"]]'
    """
    return json.dumps([list(each) for each in actors], ensure_ascii=False, separators=(",", ":"))


def actors_in(text: str) -> tuple[Actor, ...]:
    """The actors that an item names."""
    return tuple(Actor(sort, id_) for sort, id_ in json.loads(text))


def in_order(rule: str, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Actors in the order in which a rule names them: those of one sort by id, unless it tells them apart.

    Example:
        >>> two = [Actor("agency", "b"), Actor("agency", "a")]
        >>> ["".join(each.id for each in in_order(rule, two)) for rule in ("network-gone-dormant", "one-way")]
        ['ab', 'ba']
    """
    if any(each.name == rule and each.directed for each in RULES):
        return tuple(actors)
    ids = {sort: iter(sorted(each.id for each in actors if each.sort == sort)) for sort, _ in actors}
    return tuple(Actor(sort, next(ids[sort])) for sort, _ in actors)


def item_number(key: Key) -> str:
    """A short name of an item for commands and calendars: a hash of its rule and actors.

    Example:
        >>> item_number(("isolated", '[["agency","=A1"]]'))
        'b36db151baac'
    """
    text = json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:12]


def work_items(study: Study, found: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Every gap that is found now, then every item whose gap is not found any more.

    Parameters
    ----------
    study: the study, with its `work_items`.
    found: the gaps that are found now, as `gaps` gives them.
    today: on this day items are due and come back from being snoozed.

    Returns
    -------
    The columns of `gaps` (missing for what is not found any more, besides rule, severity, actors and sorts),
    then item (`item_number`), key (the actors as JSON), state (open, snoozed, dismissed or closed), owner,
    note, not_a_gap, and the days due, snoozed_until, found_on, closed_on and reopened_on (NaT: none). `since`
    is the day of the event where there is one, else the day on which the gap was first found, where that
    is earlier.
    """
    texts = [
        actors_text([Actor(*each) for each in zip(*pair, strict=True)])
        for pair in zip(found["sorts"], found["actors"], strict=True)
    ]
    keys: list[Key] = list(zip(found["rule"], texts, strict=True))
    kept = _kept(study)
    gone = [key for key in kept if key not in set(keys)]
    rows = found.reset_index(drop=True)
    if gone:
        rows = pd.concat([rows, _of_gone(gone)], ignore_index=True)
    told = [kept.get(key, {}) for key in (*keys, *gone)]
    for name in (*WRITTEN, *RECORDED):
        cells = [each.get(name) for each in told]
        rows[name] = _days(cells) if name in DAYS else pd.Series(cells, dtype="str", index=rows.index)
    open_ones = pd.Series([True] * len(keys) + [False] * len(gone), index=rows.index, dtype=bool)
    rows["key"] = pd.Series([key[1] for key in (*keys, *gone)], dtype="str", index=rows.index)
    rows["item"] = pd.Series([item_number(key) for key in (*keys, *gone)], dtype="str", index=rows.index)
    rows["state"] = _states(rows, open_ones, pd.Timestamp(today))
    rows["since"] = _since(rows, found.attrs.get("as_of") or None)
    return rows


def _kept(study: Study) -> dict[Key, dict[str, Any]]:
    """What a study says of each item."""
    rows = study.work_items
    plain = rows.astype(object).where(rows.notna(), None)
    return {(row["rule"], row["actors"]): row for row in plain.to_dict("records")}


def _of_gone(keys: Sequence[Key]) -> pd.DataFrame:
    """Items whose gap is not found any more, in the form of gaps."""
    severities = {rule.name: rule.severity for rule in RULES}
    actors = [actors_in(text) for _, text in keys]
    return pd.DataFrame(
        {
            "rule": [rule for rule, _ in keys],
            "severity": [severities.get(rule) for rule, _ in keys],
            "actors": [tuple(each.id for each in those) for those in actors],
            "sorts": [tuple(each.sort for each in those) for those in actors],
        }
    )


def _days(cells: Sequence[Any]) -> pd.Series:
    """Days as dates, of a month or a year the last one."""
    numbers = day_numbers(pd.Series(list(cells), dtype="str"), end=True)
    return pd.Series(to_datetimes(numbers))


def _states(rows: pd.DataFrame, open_ones: pd.Series, today: pd.Timestamp) -> pd.Series:
    states = pd.Series(OPEN, index=rows.index, dtype="str")
    states[rows["snoozed_until"] > today] = SNOOZED
    states[rows["not_a_gap"].notna()] = DISMISSED
    states[~open_ones] = CLOSED
    return states


def _since(rows: pd.DataFrame, as_of: str | None) -> pd.Series:
    """Since when a gap is there: no event marks the day where that is the last one looked at."""
    first = rows["since"].eq(pd.Timestamp(as_of)) & (rows["found_on"] < rows["since"]) if as_of else None
    return rows["since"] if first is None else rows["since"].where(~first, rows["found_on"])
