"""Who is expected in a boundary zone and never comes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, day_numbers, to_datetimes
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.people import agencies_by_day, agencies_on
from netmap.tie_kinds.reorganisations import present_agency
from netmap.tie_kinds.rosters import first_day_of_months
from netmap.tie_kinds.stays import post_spells

COLUMNS = ("zone", "sort", "id", "agency", "sittings", "apologies", "last_came")


def never_came(study: Study, as_of: Any = None, sittings: int = 3) -> pd.DataFrame:
    """People and agencies who were expected at a boundary zone's sittings in twelve months and came to none.

    A person is expected at a sitting who holds a post in the zone on its day, or whose attendance is on
    record there, whatever it says; an agency that has a seat in the zone on its day. An agency comes where
    one of its people does, by the agencies of the day. Who may have been there (`unclear`) is left out. Only
    sittings with attendance on record count.

    Parameters
    ----------
    study: the study.
    as_of: the twelve months end with this day. Default: the study's own last day.
    sittings: expected at so many at least.

    Returns
    -------
    One row for each zone and person or agency: zone, sort (practitioner or agency), id, agency (of a person;
    missing where not known), sittings (how many they were expected at), apologies (of these) and last_came
    (the day of the last sitting of the zone they were ever at, up to the day; NaT: none).

    Undefined: empty where nothing is dated.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben"]}),
        ...     zones=pd.DataFrame({"zone": ["panel"]}),
        ...     posts=pd.DataFrame({"practitioner": ["Ada", "Ben"], "zone": ["panel"] * 2}),
        ...     meetings=pd.DataFrame({
        ...         "meeting": ["1", "2", "3"], "zone": ["panel"] * 3,
        ...         "date": ["2011-03-01", "2011-03-29", "2011-04-26"]}),
        ...     attendance=pd.DataFrame({"meeting": ["1", "2", "3"], "practitioner": ["Ada"] * 3}))
        >>> never_came(study)[["id", "sittings"]].values.tolist()
        [['Ben', 3]]
    """
    day = as_of_day(study, as_of)
    if day is None:
        return pd.DataFrame({name: [] for name in COLUMNS})
    return _never_came(study, day, sittings)


@derived(most=4)
def _never_came(study: Study, day: int, least: int) -> pd.DataFrame:
    held = _held(study, day)
    agency = agencies_on(study, day).dropna().to_dict()
    expected = pd.concat(
        [_posts(study, held), _listed(study, held), _seats(study, held, day)], ignore_index=True
    )
    expected = expected.drop_duplicates(["meeting", "sort", "id"])
    first = first_day_of_months(day)
    recent = expected[expected["day"] >= first]
    who = ["zone", "sort", "id"]
    said = _apologies(study).get_indexer(pd.MultiIndex.from_frame(recent[["meeting", "id"]])) >= 0
    counted = recent.assign(apologies=said).groupby(who, sort=True)["apologies"]
    found = counted.agg(sittings="size", apologies="sum").reset_index()
    last = _came(study, held, day).groupby(who)["day"].max()
    found["last_came"] = last.reindex(pd.MultiIndex.from_frame(found[who])).fillna(NO_DAY).to_numpy(np.int64)
    found = found[(found["sittings"] >= least) & (found["last_came"] < first)].reset_index(drop=True)
    agencies = pd.Series([agency.get(each) for each in found["id"]], dtype="str")
    days = to_datetimes(found["last_came"].to_numpy(np.int64))
    return found.assign(agency=agencies, last_came=days)[list(COLUMNS)]


def _held(study: Study, day: int) -> pd.DataFrame:
    """The dated sittings up to a day with attendance on record: meeting, zone, day."""
    meetings = study.meetings.drop_duplicates("meeting")
    held = meetings.assign(day=day_numbers(meetings["date"]))[["meeting", "zone", "day"]]
    recorded = held["meeting"].isin(study.attendance["meeting"])
    return held[recorded & (held["day"] != NO_DAY) & (held["day"] <= day) & held["zone"].notna()]


def _posts(study: Study, held: pd.DataFrame) -> pd.DataFrame:
    spells = post_spells(study)
    return _while(study.posts, "practitioner", spells.begins, spells.ends, held)


def _seats(study: Study, held: pd.DataFrame, day: int) -> pd.DataFrame:
    seats = study.seats
    ends = day_numbers(seats["left"], end=True)
    ends = np.where(ends == NO_DAY, np.iinfo(np.int64).max, ends)
    called = seats.assign(agency=present_agency(study, seats["agency"], day))
    return _while(called, "agency", day_numbers(seats["joined"]), ends, held)


def _while(rows: pd.DataFrame, sort: str, begins: Days, ends: Days, held: pd.DataFrame) -> pd.DataFrame:
    """Who is in a zone on the day of each of its sittings."""
    spans = pd.DataFrame({"zone": rows["zone"], "id": rows[sort], "first": begins, "last": ends})
    both = held.merge(spans, on="zone")
    there = both[(both["first"] <= both["day"]) & (both["day"] <= both["last"])]
    return there.assign(sort=sort)[["meeting", "zone", "day", "sort", "id"]]


def _listed(study: Study, held: pd.DataFrame) -> pd.DataFrame:
    both = held.merge(study.attendance[["meeting", "practitioner"]], on="meeting")
    told = both.rename(columns={"practitioner": "id"}).assign(sort="practitioner")
    return told[["meeting", "zone", "day", "sort", "id"]]


def _came(study: Study, held: pd.DataFrame, day: int) -> pd.DataFrame:
    """Who was there, or may have been: zone, day, sort, id; people, and the agencies they worked for then."""
    status = study.attendance["status"]
    there = study.attendance[status.isna() | status.isin(["present", "unclear"])]
    people = held.merge(there[["meeting", "practitioner"]], on="meeting").rename(
        columns={"practitioner": "id"}
    )
    people = people.assign(sort="practitioner")[["zone", "day", "sort", "id"]]
    who = actors_of(study).codes(people["id"])
    theirs = agencies_by_day(study, who, people["day"].to_numpy(np.int64), day).to_numpy()
    agencies = people.assign(sort="agency", id=theirs).dropna(subset=["id"])
    return pd.concat([people, agencies], ignore_index=True)


def _apologies(study: Study) -> pd.MultiIndex:
    rows = study.attendance[study.attendance["status"].eq("apologies")]
    return pd.MultiIndex.from_frame(rows[["meeting", "practitioner"]].drop_duplicates())
