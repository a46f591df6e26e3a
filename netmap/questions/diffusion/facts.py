"""What is known of an event and of what came after it, worked out when it is looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from netmap.learning.after_event import AfterEvent, after_event, events_of
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.study import Study
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning.resolved_request import people_of
from netmap.questions.question import BOARD
from netmap.questions.window import to_day
from netmap.temporal.encounters import Bools


@dataclass(frozen=True)
class Facts:
    """An event and what came after it; `after` is None where no sitting says who came.

    `events` are those that can be asked about, `title` what the event is called. `counted` says which of the
    others belong to the partnership that is looked at, or to none. `later`: every event is after the
    window. `board`: a board asks.
    """

    study: Study
    events: pd.DataFrame
    title: str
    after: AfterEvent | None
    counted: Bools
    later: bool = False
    board: bool = False

    @property
    def n(self) -> int:
        """How many other people are spoken of."""
        return int(self.counted.sum())

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day that are looked at."""
        if self.after is None:
            return None, None
        until = self.after.until
        return from_day(min(self.after.window.start, until)), from_day(until)

    @cached_property
    def on_record(self) -> Bools:
        """Which of the others are in an encounter since."""
        if self.after is None:
            return self.counted
        found: Bools = self.counted & self.after.on_record[self.after.others]
        return found

    @cached_property
    def actions(self) -> pd.DataFrame:
        """Actions that no contact and no zone is about, and that began since or on no known day.

        Returns name, strand and opened.
        """
        rows, study = self.study.objects, self.study
        met_about = pd.concat([study.contacts["object"], study.zones["object"]], ignore_index=True)
        rows = rows[rows["kind"].eq("action") & ~rows["object"].isin(met_about)]
        day = day_numbers(rows["opened"], end=True)
        since = (day == NO_DAY) | (day >= (NO_DAY if self.after is None else self.after.day))
        named = rows["name"].where(rows["name"].notna(), rows["object"])
        found = pd.DataFrame({"name": named, "strand": rows["strand"], "opened": rows["opened"]})
        return found[since].reset_index(drop=True)


def _by(events: pd.DataFrame, day: int) -> pd.DataFrame:
    """The events that can have been by a day."""
    began = day_numbers(events["date"])
    return events[(began != NO_DAY) & (began <= day)].reset_index(drop=True)


def _named(events: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Events under the titles, or names of zones, that their reader's study has."""
    titles = study.meetings.drop_duplicates("meeting").set_index("meeting")["title"]
    own, zones = events["meeting"].map(titles), events["zone"].map(study.zones.set_index("zone")["name"])
    return events.assign(title=own.where(own.notna(), zones))


def facts_of(inquiry: Inquiry, meeting: str | None) -> Facts:
    """What an event set going; without a word the first event of the list."""
    context, study = inquiry.context, inquiry.study
    board = context.principal.role == BOARD
    every = _named(events_of(study.own, context.ties), study)
    events = every if context.end is None else _by(every, to_day(context.end))
    if meeting is None and events.empty:
        return Facts(study, events, "", None, np.zeros(0, np.bool_), later=len(every) > 0, board=board)
    asked = str(events["meeting"].iloc[0]) if meeting is None else meeting
    after = after_event(study.own, asked, context.paths.at_yardstick, context.ties, context.end)
    named = events.loc[events["meeting"].eq(asked), "title"].dropna()
    title = str(named.iloc[0]) if len(named) else asked
    counted = people_of(study, context.partnership)[after.others]
    return Facts(study, events, title, after, counted, board=board)
