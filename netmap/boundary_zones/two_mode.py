"""People by sittings: who was at which, as a table of two modes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import presence
from netmap.model.citing import cited
from netmap.model.dates import NO_DAY, as_day, day_numbers
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import in_words
from netmap.tie_kinds.policy import TiePolicy


def attendance_matrix(
    study: Study,
    start: Any = None,
    end: Any = None,
    zones: Collection[str] | None = None,
    policy: TiePolicy = TiePolicy(),
) -> pd.DataFrame:
    """Who was at which sitting: a row for each person, a column for each sitting, 1 where they were there.

    A sitting needs no date for this: one without, or with a day without a year, is a column like any other,
    unless a window is asked for. With M as the table, `M @ M.T` counts how often two people sat together
    and `M.T @ M` how many people two sittings shared.

    Parameters
    ----------
    study: the study.
    start, end: only sittings between two days, both inclusive. Default: all, those without a date too.
    zones: only sittings of these zones. Default: all, those of no zone too.
    policy: `count_unclear` counts people whose attendance is unclear; `max_meeting_size` leaves larger
        sittings out.

    Returns
    -------
    Whole numbers 0 and 1; the index holds the ids of people, in text order, of whom anything is on record at
    one of the sittings; the columns hold the ids of sittings, by day, then those without a day in the order
    of their table. Somebody outside their joined and left was not there on that day. A sitting of which no
    attendance is on record has no column, as nobody knows who was there. `attrs` hold n (sittings), people,
    undated (sittings without a day among them), without_attendance and left_out (sittings without a day that
    a window leaves out), each a number; start, end, the study and versions.

    Undefined: without attendance the table is empty.

    Raises `ArgumentError` for a date that is none, `NotFoundError` for a zone that the study does not have.

    Source: Breiger (1974), The duality of persons and groups, Social Forces 53:181-190.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"]}),
        ...     meetings=pd.DataFrame({"meeting": ["m1", "m2"], "date": ["--09-27", None]}),
        ...     attendance=pd.DataFrame({
        ...         "meeting": ["m1", "m1", "m2"], "practitioner": ["Ada", "Ben", "Ben"]}),
        ... )
        >>> netmap.attendance_matrix(study).to_numpy().tolist()
        [[1, 0], [1, 1]]
    """
    meetings = study.meetings.drop_duplicates("meeting").reset_index(drop=True)
    day = day_numbers(meetings["date"])
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    wanted = _of_zones(study, meetings, zones)
    windowed = first is not None or last is not None
    undated = day == NO_DAY
    inside = wanted & ~(undated & windowed) & _between(day, first, last)
    meeting, person, there = _attendance(study, meetings["meeting"], day, policy)
    recorded = np.isin(np.arange(len(meetings)), meeting)
    size = np.bincount(np.unique(np.stack([meeting, person])[:, there], axis=1)[0], minlength=len(meetings))
    fits = size <= (size.max(initial=0) if policy.max_meeting_size is None else policy.max_meeting_size)
    shown = inside & recorded & fits
    columns = np.flatnonzero(shown)[
        np.argsort(np.where(undated, np.iinfo(np.int64).max, day)[shown], kind="stable")
    ]
    frame = _table(study, meetings["meeting"], columns, (meeting, person, there))
    frame.attrs.update(
        cited(study),
        n=len(columns),
        people=len(frame),
        undated=int(undated[columns].sum()),
        without_attendance=int((inside & ~recorded).sum()),
        left_out=int((wanted & undated & recorded).sum()) if windowed else 0,
        start=in_words(first),
        end=in_words(last),
    )
    return frame


def _of_zones(study: Study, meetings: pd.DataFrame, zones: Collection[str] | None) -> Bools:
    if zones is None:
        return np.ones(len(meetings), np.bool_)
    wanted = [zones] if isinstance(zones, str) else list(zones)
    for zone in wanted:
        if not study.zones["zone"].eq(zone).any():
            raise NotFoundError(N_("There is no zone “{id}” in this study"), id=zone)
    found: Bools = meetings["zone"].isin(wanted).to_numpy(dtype=bool)
    return found


def _between(day: Ints, first: int | None, last: int | None) -> Bools:
    """Which days are in the window; no day is in every one that has no edge."""
    late = np.ones(len(day), np.bool_) if first is None else day >= first
    early = np.ones(len(day), np.bool_) if last is None else day <= last
    found: Bools = late & early
    return found


def _attendance(study: Study, names: pd.Series, day: Ints, policy: TiePolicy) -> tuple[Ints, Ints, Bools]:
    """Of every row of attendance the sitting (a place), the person (a code), and whether they were there."""
    table = study.attendance
    meeting = pd.Index(names).get_indexer(table["meeting"]).astype(np.int64)
    person = actors_of(study).codes(table["practitioner"])
    known = (meeting >= 0) & (person >= 0)
    words = ("present", "unclear") if policy.count_unclear else ("present",)
    there = (table["status"].isna() | table["status"].isin(words)).to_numpy(dtype=bool)[known]
    meeting, person = meeting[known], person[known]
    return meeting, person, there & _in_service(study, person, day[meeting])


def _in_service(study: Study, person: Ints, day: Ints) -> Bools:
    """Whether people were within their own joined and left; on a day that is not known they were."""
    stays, actors = presence(study), len(actors_of(study))
    first, last = np.full(actors, NO_DAY), np.full(actors, NO_DAY)
    first[stays.who], last[stays.who] = stays.first, stays.last
    here: Bools = (day == NO_DAY) | ((first[person] <= day) & (day <= last[person]))
    return here


def _table(study: Study, names: pd.Series, columns: Ints, rows: tuple[Ints, Ints, Bools]) -> pd.DataFrame:
    meeting, person, there = rows
    among = np.isin(meeting, columns)
    people = np.unique(person[among])
    cells = np.zeros((len(people), len(columns)), np.int64)
    place = np.full(len(names), -1, np.int64)
    place[columns] = np.arange(len(columns))
    shown = among & there
    cells[np.searchsorted(people, person[shown]), place[meeting[shown]]] = 1
    return pd.DataFrame(
        cells,
        index=pd.Index(actors_of(study).ids[people], dtype="str", name="practitioner"),
        columns=pd.Index(names.iloc[columns], dtype="str", name="meeting"),
    )
