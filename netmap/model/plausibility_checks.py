"""Warnings: rows that are kept, but that a reader should know of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.model.coded_columns import Coded, Rows
from netmap.model.dates import NO_DAY, Days, from_day
from netmap.model.findings import WARNING, Finding, rows_where
from netmap.model.i18n import N_
from netmap.model.raw_tables import Draft, Sheet
from netmap.model.spells import Dates, Spells, spells_of

Mask = npt.NDArray[np.bool_]

DATED = ("meetings", "contacts", "agency_changes", "events", "trajectories")
"""Tables whose rows say nothing to an analysis without a date."""


def unknown_agencies(draft: Draft) -> Iterator[Finding]:
    """Practitioners whose agency is nowhere said."""
    if sheet := draft.sheets.get("practitioners"):
        rows = rows_where(~(sheet.columns["agency"].filled | _employed(draft, sheet, "agency")))
        reason = N_("The agency of “{value}” is not said; it is drawn as “not known”.")
        cure = N_("Fill in agency if it is known.")
        yield Finding(sheet, "practitioner", rows, "no-agency", reason, cure, WARNING)


def unknown_levels(draft: Draft) -> Iterator[Finding]:
    """Practitioners whose level is nowhere said: not by their row, an employment, or a post in a zone."""
    if not (sheet := draft.sheets.get("practitioners")):
        return
    known = sheet.columns["level"].filled | _employed(draft, sheet, "level") | _seated(draft, sheet)
    together = "levels" not in draft.sheets
    reason = (
        N_("No levels are said (rows: {n}), so that no vertical path can be known.")
        if together
        else N_("The level of “{value}” is not said; it is drawn as “not known”.")
    )
    cure = N_("Fill in level, or add a post in a zone that has a level, if it is known.")
    rows = rows_where(~known)
    yield Finding(sheet, "practitioner", rows, "no-level", reason, cure, WARNING, together=together)


def _employed(draft: Draft, people: Sheet, column: str) -> Mask:
    told = draft.column("employments", column).filled
    return _named(people, draft.column("employments", "practitioner"), told)


def _seated(draft: Draft, people: Sheet) -> Mask:
    zone = draft.rows_of("zones", draft.column("posts", "zone"))
    level = draft.column("zones", "level").filled
    told = np.zeros(len(zone), dtype=bool)
    told[zone >= 0] = level[zone[zone >= 0]]
    return _named(people, draft.column("posts", "practitioner"), told)


def _named(people: Sheet, names: Coded, told: Mask) -> Mask:
    """Which people are named on a row of which something is told."""
    codes = names.codes[told & names.filled]
    found = np.isin(people.columns["practitioner"].values, names.values[np.unique(codes)])
    return people.columns["practitioner"].look_up(found, False).astype(bool)


def missing_days(draft: Draft) -> Iterator[Finding]:
    """Rows that happened on no day, and rows whose day has no year."""
    for table in DATED:
        if sheet := draft.sheets.get(table):
            dates = sheet.columns["date"]
            yearless = dates.look_up(np.array([text.startswith("--") for text in dates.values]), False)
            rows = rows_where(draft.blank(table, "date") | yearless.astype(bool))
            reason = N_("The row has no date with a year; it is kept, and no analysis uses it.")
            cure = N_("Fill in the day, the month or the year if it is known.")
            yield Finding(sheet, "date", rows, "no-date", reason, cure, WARNING)


def sittings_outside(draft: Draft) -> Iterator[Finding]:
    """Sittings before their zone opened or after it closed."""
    if sheet := draft.sheets.get("meetings"):
        zone = draft.rows_of("zones", sheet.columns["zone"])
        rows = rows_where(
            _outside(draft, "zones", ("opened", "closed"), zone, draft.days("meetings", "date"))
        )
        places = {"zone": sheet.columns["zone"].texts(rows)}
        reason = N_("The sitting on {value} is outside the life of the zone “{zone}”.")
        cure = N_("Correct the date, or when the zone opened and closed.")
        yield Finding(sheet, "date", rows, "outside-zone", reason, cure, WARNING, places=places)


def sittings_without_attendance(draft: Draft) -> Iterator[Finding]:
    """Sittings of which nothing says who came, zone by zone; all at once where there is no attendance."""
    if not (sheet := draft.sheets.get("meetings")):
        return
    zone = draft.rows_of("zones", sheet.columns["zone"])
    known = np.zeros(len(zone) + 1, np.bool_)
    known[draft.rows_of("meetings", draft.column("attendance", "meeting"))] = True
    unknown = ~known[:-1]
    if unknown.all():
        reason = N_("No attendance is on record (sittings: {n}): who came to any of them is not known.")
        yield _unrecorded(sheet, unknown, reason, {})
        return
    for each in np.unique(zone[unknown & (zone >= 0)]).tolist():
        mine = zone == each
        name = sheet.columns["zone"].texts(rows_where(mine)[:1])[0]
        places = {"zone": name, "sittings": int(mine.sum()), "known": int((mine & ~unknown).sum())}
        reason = N_("Zone “{zone}”: {sittings} sittings, attendance on record for {known} of them.")
        yield _unrecorded(sheet, mine & unknown, reason, places)


def _unrecorded(sheet: Sheet, rows: Mask, reason: str, places: dict[str, Any]) -> Finding:
    cure = N_("Add who came, if it is known; what is said of the zone rests on the other sittings.")
    found, code = rows_where(rows), "no-attendance"
    return Finding(sheet, "meeting", found, code, reason, cure, WARNING, together=True, places=places)


def attendance_outside(draft: Draft) -> Iterator[Finding]:
    """People at a sitting before they joined or after they left."""
    if sheet := draft.sheets.get("attendance"):
        meeting = draft.rows_of("meetings", sheet.columns["meeting"])
        days = np.append(draft.days("meetings", "date"), NO_DAY)[meeting]
        yield _stranger(draft, sheet, "practitioner", days)


def contacts_outside(draft: Draft) -> Iterator[Finding]:
    """People in a contact before they joined or after they left."""
    if sheet := draft.sheets.get("contacts"):
        days = draft.days("contacts", "date")
        for column in ("source", "target"):
            yield _stranger(draft, sheet, column, days)


def _stranger(draft: Draft, sheet: Sheet, column: str, days: Days) -> Finding:
    person = draft.rows_of("practitioners", sheet.columns[column])
    rows = rows_where(_outside(draft, "practitioners", ("joined", "left"), person, days))
    reason = N_("“{value}” had not joined yet or had left on that day; the row makes no encounter for them.")
    cure = N_("Correct the date, or when the person joined and left.")
    return Finding(sheet, column, rows, "outside-role", reason, cure, WARNING)


def jobs_read_apart(draft: Draft) -> Iterator[Finding]:
    """Jobs and posts that end earlier, or begin later, than their date would have it read."""
    for table, keys in (("employments", ("agency", "level")), ("posts", ("zone", "role"))):
        if sheet := draft.sheets.get(table):
            spells = _spells(draft, table, keys)
            yield _read_as(sheet, "left", "job-cut", spells.cut, spells.ends)
            yield _read_as(sheet, "joined", "job-moved", spells.moved, spells.begins)


def _spells(draft: Draft, table: str, keys: tuple[str, ...]) -> Spells:
    dates = Dates(*(draft.days(table, name, end=end) for name in ("joined", "left") for end in (False, True)))
    rows = np.arange(len(dates.joined))
    texts = (draft.column(table, name).texts(rows) for name in keys)
    cells = [tuple(text or "" for text in row) for row in zip(*texts, strict=True)]
    people = draft.column(table, "practitioner").codes.tolist()
    return spells_of(people, dates, cells, alike=table == "employments")


def _read_as(sheet: Sheet, column: str, code: str, rows: Rows, days: Days) -> Finding:
    reason = (
        N_("“{value}” is read as {day}: the same person begins something else within that time.")
        if column == "left"
        else N_("“{value}” is read as {day}: the same person ends something else within that time.")
    )
    cure = N_("Write the day if it is known.")
    told = {"day": [from_day(day).isoformat() for day in days[rows].tolist()]}
    return Finding(sheet, column, rows, code, reason, cure, WARNING, places=told)


def people_of_split_agencies(draft: Draft) -> Iterator[Finding]:
    """People who stay with an agency that was split, as nothing says to which part they went."""
    changes = draft.sheets.get("agency_changes")
    for table in ("practitioners", "employments"):
        if changes is not None and (sheet := draft.sheets.get(table)):
            split = _split_on(changes.columns, draft.days("agency_changes", "date"))
            agency = sheet.columns["agency"]
            days = [split.get(str(text), NO_DAY) for text in agency.values]
            day = agency.look_up(np.array(days, dtype=np.int64), NO_DAY).astype(np.int64)
            left = draft.days(table, "left")
            stays = (day != NO_DAY) & ((left == NO_DAY) | (left >= day)) & ~_moves_on(draft, sheet, day)
            reason = N_("The agency of “{value}” was split on {day}; nothing says to which part they went.")
            cure = N_("Add an employment with the day on which they joined the part, if it is known.")
            rows = rows_where(stays)
            told = {"day": [from_day(day_).isoformat() for day_ in day[rows].tolist()]}
            yield Finding(sheet, "practitioner", rows, "agency-split", reason, cure, WARNING, places=told)


def _split_on(changes: Mapping[str, Coded], days: Days) -> dict[str, int]:
    """When each split agency was split that is no part of itself."""
    rows = np.arange(len(days))
    columns = [changes[name].texts(rows) for name in ("agency", "successor", "kind")]
    parts: dict[str, dict[str, int]] = {}
    said: set[str] = set()
    for agency, successor, kind, day in zip(*columns, days.tolist(), strict=True):
        if agency and successor and day != NO_DAY:
            known = parts.setdefault(agency, {})
            known[successor] = min(day, known.get(successor, day))
            said |= {agency} if kind == "split" else set()
    return {
        agency: min(became.values())
        for agency, became in parts.items()
        if (agency in said or len(became) > 1) and agency not in became
    }


def _moves_on(draft: Draft, sheet: Sheet, day: Days) -> Mask:
    """For each row whether the person has an employment that begins on or after a day."""
    joined = draft.days("employments", "joined")
    latest: dict[str, int] = {}
    people = draft.column("employments", "practitioner").texts(np.arange(len(joined)))
    for person, begins in zip(people, joined.tolist(), strict=True):
        if person:
            latest[person] = max(begins, latest.get(person, NO_DAY))
    names = sheet.columns["practitioner"]
    found = np.array([latest.get(str(text), NO_DAY) for text in names.values], dtype=np.int64)
    moves: Mask = names.look_up(found, NO_DAY).astype(np.int64) >= day
    return moves


def _outside(draft: Draft, table: str, period: tuple[str, str], row: Rows, days: Days) -> Mask:
    """Which days lie before the first or after the last day of the given row of a table."""
    start, end = (np.append(draft.days(table, column), NO_DAY)[row] for column in period)
    known = days != NO_DAY
    early: Mask = known & (start != NO_DAY) & (days < start)
    late: Mask = known & (end != NO_DAY) & (days > end)
    return early | late


def contacts_that_are_none(draft: Draft) -> Iterator[Finding]:
    """Contacts of somebody with themself, and between a person and an agency: they make no tie."""
    if sheet := draft.sheets.get("contacts"):
        self_rows, mixed = _ends_that_make_none(draft, sheet)
        yield Finding(sheet, "target", self_rows, *ONE_END["contacts"], WARNING)
        yield Finding(sheet, "target", mixed, *TWO_SORTS["contacts"], WARNING)


OWN_TIE = N_("“{value}” is declared to be tied to themself; the row is kept, and counts in no figure.")
OWN_CONTACT = N_("“{value}” is in contact with themself; this makes no tie.")
OF_TWO_SORTS = N_(
    "A declared tie between a person and an agency is kept, and counts in no figure; the other end of "
    "“{value}” differs."
)
CONTACT_OF_TWO_SORTS = N_(
    "A contact between a person and an agency makes no tie; the other end of “{value}” differs."
)
CORRECT_ENDS, NAME_ENDS = (
    N_("Correct source or target."),
    N_("Name the person at the agency, or the agency on both ends."),
)
ONE_END = {
    "contacts": ("self-contact", OWN_CONTACT, CORRECT_ENDS),
    "ties": ("self-tie", OWN_TIE, CORRECT_ENDS),
}
"""What is said of a row whose two ends are one actor: the code, the reason and the cure."""

TWO_SORTS = {
    "contacts": ("mixed-contact", CONTACT_OF_TWO_SORTS, NAME_ENDS),
    "ties": ("mixed-tie", OF_TWO_SORTS, NAME_ENDS),
}
"""The same of a row whose ends are a person and an agency."""


def ties_that_are_none(draft: Draft) -> Iterator[Finding]:
    """Declared ties of somebody to themself, and between a person and an agency: no figure counts them."""
    if sheet := draft.sheets.get("ties"):
        self_rows, mixed = _ends_that_make_none(draft, sheet)
        yield Finding(sheet, "target", self_rows, *ONE_END["ties"], WARNING)
        yield Finding(sheet, "target", mixed, *TWO_SORTS["ties"], WARNING)


def _ends_that_make_none(draft: Draft, sheet: Sheet) -> tuple[Rows, Rows]:
    """The rows whose two ends are one actor, and those whose ends are a person and an agency."""
    source, target = (_actor(draft, sheet.columns[end]) for end in ("source", "target"))
    known, agencies = (source >= 0) & (target >= 0), len(draft.ids("agencies"))
    mixed = known & ((source < agencies) != (target < agencies))
    return rows_where(known & (source == target)), rows_where(mixed)


def _actor(draft: Draft, ids: Coded) -> npt.NDArray[np.int64]:
    return ids.look_up(draft.actors.get_indexer(ids.values), -1).astype(np.int64)
