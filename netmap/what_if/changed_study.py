"""A study as it would be with contacts or a boundary zone added, or with people or zones gone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.model.dates import from_day
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.people import agencies_on

Pair = tuple[str, str]

WEEKEND = 5
"""Monday is 0."""


@dataclass(frozen=True, slots=True)
class AddedZone:
    """A boundary zone that sits on the first working day of each month.

    `members` come by a rota of so many `turns`: with 1 all of them each time, with 2 every other one in turn.
    `level` is the one that it works at, if any.
    """

    zone: str
    members: tuple[str, ...]
    level: str | None = None
    turns: int = 1


def meeting_days(start: int, end: int) -> list[dt.date]:
    """The first working day, Monday to Friday, of each month whose first lies in a window, within it."""
    first, last = from_day(start), from_day(end)
    found = []
    for month in pd.date_range(first.replace(day=1), last, freq="MS"):
        day = month + pd.Timedelta(days=max(7 - month.weekday(), 0) if month.weekday() >= WEEKEND else 0)
        if first <= day.date() <= last:
            found.append(day.date())
    return found


def with_contacts(study: Study, pairs: Iterable[Pair], days: Collection[dt.date]) -> Study:
    """The same study with a mutual contact of each pair on each day, pair by pair."""
    rows = [
        {
            "contact": json.dumps(["added", *pair, day.isoformat()], ensure_ascii=False),
            "date": day.isoformat(),
            "source": pair[0],
            "target": pair[1],
            "direction": "mutual",
        }
        for pair in pairs
        for day in days
    ]
    return _with(study, {"contacts": _appended(study.contacts, rows)})


def with_zone(study: Study, added: AddedZone, days: Collection[dt.date]) -> Study:
    """The same study with a boundary zone that sat on each of some days."""
    meeting = [json.dumps(["added", added.zone, day.isoformat()], ensure_ascii=False) for day in days]
    sittings = [
        {"meeting": name, "zone": added.zone, "date": day.isoformat()}
        for name, day in zip(meeting, days, strict=True)
    ]
    there = [
        {"meeting": name, "practitioner": person, "status": "present"}
        for turn, name in enumerate(meeting)
        for place, person in enumerate(added.members)
        if place % added.turns == turn % added.turns
    ]
    zone = {"zone": added.zone} | ({} if added.level is None else {"level": added.level})
    return _with(
        study,
        {
            "zones": _appended(study.zones, [zone]),
            "meetings": _appended(study.meetings, sittings),
            "attendance": _appended(study.attendance, there),
        },
    )


def without(study: Study, remove: Collection[str], day: int) -> Study:
    """The same study without some people, agencies (with their people of a day) or boundary zones.

    Of a zone its sittings and the contacts marked with it go; it stays, with its posts, so that everybody's
    level stays. Of people all rows go. Raises `NotFoundError` for an id that is none of these.
    """
    people, agencies, zones = (
        set(study.table(table)[key].dropna()) & set(remove)
        for table, key in (("practitioners", "practitioner"), ("agencies", "agency"), ("zones", "zone"))
    )
    for each in remove:
        if each not in people | agencies | zones:
            raise NotFoundError(
                N_("There is no practitioner, no agency and no boundary zone “{id}” in this study"), id=each
            )
    where = agencies_on(study, day)
    gone = people | agencies | set(where.index[where.isin(list(agencies))])
    sat = set(study.meetings.loc[study.meetings["zone"].isin(list(zones)), "meeting"])
    return _with(study, dict(_left(study, gone, zones, sat)))


ACTORS = ("practitioner", "agency", "actor", "source", "target")
"""Columns that name an actor; a row that names one who is gone goes too."""


def _left(study: Study, gone: set[str], zones: set[str], sat: set[str]) -> Iterable[tuple[str, pd.DataFrame]]:
    for name, table in study.tables.items():
        keep = pd.Series(True, index=table.index)
        own = name in ("practitioners", "agencies")
        for column in ACTORS:
            if (
                column in table
                and not (name == "practitioners" and column == "agency")
                and name != "agency_changes"
            ):
                keep &= ~table[column].isin(list(gone)) | (own and column == "source")
        if name in ("meetings", "attendance"):
            keep &= ~table["meeting"].isin(list(sat))
        if name == "contacts" and "zone" in table:
            keep &= ~table["zone"].isin(list(zones))
        yield name, table[keep].reset_index(drop=True)


def _appended(table: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    if not rows:
        return table
    added = pd.DataFrame(rows).reindex(columns=table.columns).astype(dict(table.dtypes))
    return pd.concat([table, added], ignore_index=True)


def _with(study: Study, tables: Mapping[str, pd.DataFrame]) -> Study:
    return Study({**study.tables, **tables}, study.about, study.warnings, study.counts)
