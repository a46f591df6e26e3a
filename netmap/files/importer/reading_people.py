"""Rosters: people, agencies, and lists that do not say which of the two they hold."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.names import TOTALS, plain_letters
from netmap.files.importer.records import Name, Record, Row, Unread
from netmap.model.findings import WARNING

DAYS = ("joined", "left")
TEXTS = ("profession", "role")


def who(row: Row) -> Name:
    """The person of a row; `Unread` where there is none."""
    person_id = row.get("person_id") or row.get("actor")
    called = row.get("person") or f"{row.get('first_name')} {row.get('last_name')}".strip()
    agency = row.get("agency")
    if person_id:
        return Name("person", person_id, exact=True, agency=agency, called=called)
    if not called:
        raise Unread("blank", row.header("person") or row.header("last_name") or row.header("person_id"))
    if plain_letters(called) in TOTALS:
        raise Unread("total-row", row.header("person"), called, severity=WARNING)
    return Name("person", called, agency=agency, called=called)


def person(row: Row, meaning: CellMeaning) -> Record:
    """A row of a roster of people."""
    one = who(row)
    names = {"practitioner": one}
    for field in ("agency", "level", "partnership"):
        if text := row.get(field):
            names[field] = Name(field, text)
    values = {"name": one.called} if one.called else {}
    values |= {field: text for field in TEXTS if (text := row.get(field))}
    for field in DAYS:
        place = row.place(field)
        if place is not None and row.get(field):
            values[field] = meaning.date(row.get(field), row.header(field) or field, place)
    return Record(row.sheet, row.line, "practitioners", {**row.extras("practitioners"), **values}, names)


def agency(row: Row, meaning: CellMeaning) -> Record:
    """A row of a roster of agencies."""
    text = row.need("agency")
    names = {"agency": Name("agency", text)}
    if site := row.get("partnership"):
        names["partnership"] = Name("partnership", site)
    values = {"name": row.get("name") or text}
    if sector := row.get("sector"):
        values["sector"] = sector
    return Record(row.sheet, row.line, "agencies", {**row.extras("agencies"), **values}, names)


def node(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of ids, of people or of agencies."""
    text, sort = row.need("actor"), meaning.sort()
    table, key = ("agencies", "agency") if sort == "agency" else ("practitioners", "practitioner")
    values = {"name": row.get("name")} if row.get("name") else {}
    names = {key: Name(sort or "actor", text, exact=True)}
    return Record(row.sheet, row.line, table, {**row.extras(table), **values}, names)
