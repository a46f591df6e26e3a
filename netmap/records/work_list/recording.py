"""What came and went is recorded: which gaps are found for the first time, closed, and found again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.gap_rules.saved_rule import saved_rule
from netmap.gap_rules.work_items import CLOSED, RECORDED, work_items
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.records.requests import RecordContext, Request, today
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
    turn, study = at.stored.turn, at.now()
    found = found_now(study, at.language).gaps  # before the turn: it may take long
    with turn:
        now = at.now()
        if not _same(study, now):
            return LookedAgain(None, 0, 0, 0)  # somebody changed it meanwhile; the next look is about that
        rows = work_items(now, found, today())
        live = at.rows(TABLE)
        change, done = _changes(rows, live)
        if change is None:
            return done
        label = at.t.gettext(LABEL).format(new=done.new, closed=done.closed, again=done.again)
        try:
            made = at.write(ChangeSet(KIND, {TABLE: change}, label))
        except (ConflictError, KeyTakenError):  # another process recorded it meanwhile
            return LookedAgain(None, 0, 0, 0)
    return LookedAgain(made.number, done.new, done.closed, done.again)


def _same(study: Study, now: Study) -> bool:
    """Whether a study still has the record and the rule by which it was looked at."""
    same_record = now.about["store"]["evidence"] == study.about["store"]["evidence"]
    return bool(same_record) and saved_rule(now) == saved_rule(study)


def unrecorded(rows: pd.DataFrame) -> int:
    """How many items have come or gone, or come again, since it was last recorded."""
    here = rows["state"] != CLOSED
    fresh = here & rows["found_on"].isna() & rows["reopened_on"].isna()
    again = here & rows["closed_on"].notna()
    gone = ~here & rows["closed_on"].isna()
    return int((fresh | again | gone).sum())


def _changes(rows: pd.DataFrame, live: pd.DataFrame) -> tuple[TableChange | None, LookedAgain]:
    """The records that are added and changed; a day that is on record already stays as it was written."""
    now = today().isoformat()
    there = {
        (row["rule"], row["actors"]): row
        for row in live.astype(object).where(live.notna(), None).to_dict("records")
    }
    added, changed = [], []
    counts = {"new": 0, "closed": 0, "again": 0}
    for item in rows.itertuples():
        kept = there.get((item.rule, item.key))
        if kept is None:
            added.append({"rule": item.rule, "actors": item.key, "found_on": now})
            counts["new"] += 1
        elif (event := _event(item.state == CLOSED, kept)) is not None:
            days = {name: kept.get(name) for name in RECORDED} | _days_of(event, now)
            changed.append({"row": kept["row"], "version": kept["version"], **days})
            counts[event] += 1
    done = LookedAgain(None, counts["new"], counts["closed"], counts["again"])
    if not added and not changed:
        return None, done
    return TableChange(_frame(added), _frame(changed)), done


def _event(gone: bool, kept: Mapping[Hashable, Any]) -> str | None:
    """What is new of an item on record; None where nothing is."""
    found, closed, again = (kept.get(name) for name in RECORDED)
    if gone:
        return "closed" if closed is None else None
    if closed is not None:
        return "again"
    return "new" if found is None and again is None else None


def _days_of(event: str, today: str) -> dict[str, str | None]:
    """The days that an event puts on record."""
    if event == "again":
        return {"closed_on": None, "reopened_on": today}
    return {"closed_on" if event == "closed" else "found_on": today}


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame | None:
    return pd.DataFrame(rows, dtype=object) if rows else None
