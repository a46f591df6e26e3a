"""The numbers that a page ought to show, by plain pandas over what the library returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

import netmap

DAY = dt.timedelta(days=1)
NOT_KNOWN = ("not known",)
"""Stands for the agency of those without one; no id is a tuple."""


@dataclass(frozen=True, slots=True)
class Window:
    """Two days, both inclusive."""

    start: dt.date
    end: dt.date

    @property
    def before(self) -> Window:
        return Window(self.start - (self.end - self.start) - DAY, self.start - DAY)

    def holds(self, days: pd.Series) -> pd.Series:
        return days.between(pd.Timestamp(self.start), pd.Timestamp(self.end))


def last_twelve_months(end: dt.date) -> Window:
    """The window of a page that is told nothing."""
    return Window((pd.Timestamp(end) + pd.Timedelta(days=1) - pd.DateOffset(years=1)).date(), end)


def ties_drawn(study: netmap.Study, window: Window, baseline: str | None = None) -> pd.DataFrame:
    """The library's ties that stand on the window's last day."""
    ties = netmap.ties(study, as_of=window.end, baseline=baseline)
    return ties[ties["state"] == "active"]


def active_by_kind(study: netmap.Study, window: Window, baseline: str | None = None) -> dict[str, int]:
    """How many active ties of each kind are drawn."""
    drawn = ties_drawn(study, window, baseline)
    return dict(drawn.loc[drawn["state"] == "active", "kind"].value_counts())


def between_agencies(study: netmap.Study, drawn: pd.DataFrame) -> int:
    """Active ties drawn from one known agency to another, by the practitioners' own table."""
    agency = study.practitioners.set_index("practitioner")["agency"]
    one, other = drawn["source"].map(agency), drawn["target"].map(agency)
    crosses = one.notna() & other.notna() & (one != other)
    return int((crosses & (drawn["state"] == "active")).sum())


def crossing(study: netmap.Study, ties: pd.DataFrame) -> pd.DataFrame:
    """Ties whose ends stand in two agencies on the map; who has none stands in the one that is not known."""
    agency = study.practitioners.set_index("practitioner")["agency"].astype(object)
    known = agency.where(agency.notna(), NOT_KNOWN)
    return ties[ties["source"].map(known) != ties["target"].map(known)]


def sittings(study: netmap.Study, window: Window) -> pd.DataFrame:
    """The meetings of the window."""
    return study.meetings[window.holds(pd.to_datetime(study.meetings["date"]))]


def present(study: netmap.Study, window: Window) -> pd.DataFrame:
    """Who was present at the sittings of the window: meeting, zone, practitioner."""
    came = study.attendance[study.attendance["status"] == "present"]
    return came.merge(sittings(study, window)[["meeting", "zone"]], on="meeting")


def zones(study: netmap.Study, window: Window) -> list[tuple[str, int, int]]:
    """Name, sittings and people of each zone that sat in the window, most sittings first."""
    held = sittings(study, window).groupby("zone").size()
    people = present(study, window).groupby("zone")["practitioner"].nunique()
    names = study.zones.set_index("zone")["name"]
    rows = [(str(names[zone]), int(n), int(people.get(zone, 0))) for zone, n in held.items()]
    return sorted(rows, key=lambda row: (-row[1], -row[2]))


def ended(study: netmap.Study, day: str) -> netmap.Study:
    """The same study as if nothing had been recorded after a day."""
    tables = dict(study.tables)
    kept = pd.to_datetime(study.meetings["date"]) <= pd.Timestamp(day)
    tables["meetings"] = study.meetings[kept]
    tables["attendance"] = study.attendance[study.attendance["meeting"].isin(tables["meetings"]["meeting"])]
    tables["partnerships"] = study.partnerships.assign(observed_to=day)
    return netmap.from_tables(**tables)
