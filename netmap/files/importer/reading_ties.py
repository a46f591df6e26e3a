"""Who was in contact with whom: diaries, seconds, lists of ties, rounds of asking, and their matrices."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import MISSING, NONE, CellMeaning
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import is_number
from netmap.files.importer.mapping import ColumnMapping
from netmap.files.importer.reading_people import who
from netmap.files.importer.records import Name, Record, Row, Unread

AGENCY_WORDS = frozenset({"org", "organisation", "organization", "agency", "ente"})


def contact(row: Row, meaning: CellMeaning) -> Record:
    """A row of a diary of contacts."""
    date_place = row.place("date")
    if date_place is None or not row.get("date"):
        raise Unread("blank", row.header("date"))
    date = meaning.date(row.get("date"), row.header("date") or "", date_place)
    source = _end(row, meaning, "source") if row.place("source") is not None else who(row)
    values = {"date": date, **_strength(row)}
    values |= {field: row.get(field) for field in ("channel", "object") if row.get(field)}
    names = {"source": source, "target": _end(row, meaning, "target")}
    if zone := row.get("zone"):
        names["zone"] = Name("zone", zone)
    return Record(row.sheet, row.line, "contacts", {**row.extras("contacts"), **values}, names)


def event(row: Row, meaning: CellMeaning) -> Record:
    """A contact that counts its time in seconds."""
    date = meaning.moment(row.need("seconds"), row.header("seconds") or "")
    values = {"date": date} | ({"channel": row.get("channel")} if row.get("channel") else {})
    names = {end: _end(row, meaning, end, exact=True) for end in ("source", "target")}
    return Record(row.sheet, row.line, "contacts", {**row.extras("contacts"), **values}, names)


def _end(row: Row, meaning: CellMeaning, field: str, *, exact: bool = False) -> Name:
    """One end of a tie; its sort is said by an answer or the header, or found out later."""
    text = row.need(field)
    words = set(plain_header(row.header(field) or "").split())
    sort = meaning.sort() or ("agency" if words & AGENCY_WORDS else "actor")
    return Name(sort, text, exact=exact)


def _strength(row: Row) -> dict[str, str]:
    text = row.get("weight")
    if not text:
        return {}
    if not is_number(text):
        raise Unread("bad-number", row.header("weight"), text)
    return {"strength": text}


def tie(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of ties."""
    values = {**row.extras("ties"), **_strength(row)}
    if relation := row.get("relation") or row.sheet.settings.get("relation", ""):
        values["relation"] = relation
    names = {end: _end(row, meaning, end) for end in ("source", "target")}
    return Record(row.sheet, row.line, "ties", values, names)


def wave_tie(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of ties of several rounds; None where its code says that there is none."""
    made = tie(row, meaning)
    values = dict(made.values)
    names = {**made.names, "wave": Name("wave", row.need("wave"), exact=True)}
    if code := row.get("code"):
        coded = meaning.code(code, row.header("code") or "")
        if coded == NONE:
            return None
        values |= _coded(code, coded)
    return Record(row.sheet, row.line, "ties", values, names)


def _coded(code: str, coded: str) -> dict[str, str]:
    if coded == MISSING:
        return {"missing": "true"}
    return {"strength": code} if is_number(code) and float(code) != 1 else {}


def wave_cell(row: Row, column: ColumnMapping, text: str, meaning: CellMeaning) -> Record | None:
    """A cell of a matrix of ties; None where it says that there is none."""
    coded = meaning.code(text, column.header)
    source = row.need("actor")
    if coded == NONE or source == column.header:
        return None
    sort = meaning.sort() or "actor"
    names = {"source": Name(sort, source), "target": Name(sort, column.header)}
    names["wave"] = Name("wave", row.sheet.settings.get("wave") or row.sheet.sheet, exact=True)
    values = _coded(text, coded)
    if relation := row.sheet.settings.get("relation"):
        values["relation"] = relation
    return Record(row.sheet, row.line, "ties", values, names, column=column.header)
