"""What came and went is recorded: which gaps are found for the first time, closed, and found again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from netmap.gap_rules.work_items import CLOSED, work_items
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.records.requests import RecordContext, Request
from netmap.records.work_list.found import found_now
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import ConflictError, KeyTakenError

KIND, TABLE = "work-list", "work_items"
LABEL = N_("Work list: {new} new, {closed} closed, {again} open again")


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """How many gaps are on record for the first time, closed, and open again.

    `change` is the number of the change that recorded it; None where nothing was to be recorded.
    """

    change: int | None
    new: int
    closed: int
    again: int


def look_again(at: RecordContext, asked: Request) -> LookedAgain:
    """Record which gaps are new, closed and open again, since somebody last looked.

    What somebody wrote of an item stays. Whoever looks at the same time records it once.

    Raises:
        NotAllowedError: the study is one of files.
    """
    stored = at.stored
    study = at.now()
    found = found_now(study, at.language).gaps  # before the turn: it may take long
    with stored.turn:
        now = at.now()
        if now.about["store"]["evidence"] != study.about["store"]["evidence"]:
            return LookedAgain(None, 0, 0, 0)  # somebody changed it meanwhile; the next look is about that
        rows = work_items(now, found, _today())
        live = stored.store.rows(at.principal, stored.name, TABLE)
        change, done = _changes(now, rows, live)
        if change is None:
            return done
        label = at.t.gettext(LABEL).format(new=done.new, closed=done.closed, again=done.again)
        try:
            made = stored.store.write(at.principal, stored.name, ChangeSet(KIND, {TABLE: change}, label))
        except (ConflictError, KeyTakenError):  # another process recorded it meanwhile
            return LookedAgain(None, 0, 0, 0)
    return LookedAgain(made.number, done.new, done.closed, done.again)


def unrecorded(rows: pd.DataFrame) -> int:
    """How many items have come or gone, or come again, since it was last recorded."""
    here = rows["state"] != CLOSED
    fresh = here & rows["found_on"].isna()
    again = here & rows["closed_on"].notna()
    gone = ~here & rows["closed_on"].isna()
    return int((fresh | again | gone).sum())


def _changes(study: Study, rows: pd.DataFrame, live: pd.DataFrame) -> tuple[TableChange | None, LookedAgain]:
    """The records that are added and changed."""
    today = _today().isoformat()
    there = {
        (rule, actors): (row, version)
        for rule, actors, row, version in zip(
            live.get("rule", ()), live.get("actors", ()), live["row"], live["version"], strict=True
        )
    }
    added, changed = [], []
    counts = {"new": 0, "closed": 0, "again": 0}
    for item in rows.itertuples():
        key = (item.rule, item.key)
        gone, was_closed = item.state == CLOSED, not pd.isna(item.closed_on)
        if key not in there:
            added.append({"rule": item.rule, "actors": item.key, "found_on": today})
            counts["new"] += 1
            continue
        row, version = there[key]
        seen = {"row": row, "version": version, "found_on": _day(item.found_on) or today}
        if gone and not was_closed:
            changed.append({**seen, "closed_on": today, "reopened_on": _day(item.reopened_on)})
            counts["closed"] += 1
        elif not gone and was_closed:
            changed.append({**seen, "closed_on": None, "reopened_on": today})
            counts["again"] += 1
        elif not gone and pd.isna(item.found_on):
            changed.append({**seen, "closed_on": None, "reopened_on": _day(item.reopened_on)})
            counts["new"] += 1
    done = LookedAgain(None, counts["new"], counts["closed"], counts["again"])
    if not added and not changed:
        return None, done
    return TableChange(_frame(added), _frame(changed)), done


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame | None:
    return pd.DataFrame(rows, dtype=object) if rows else None


def _day(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else str(day.date().isoformat())


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
