"""Who sat where: lists of attendance, matrices of attendance, and lists of sittings."""

from __future__ import annotations

from netmap.files.importer import questions as ask
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.mapping import ColumnMapping
from netmap.files.importer.marks import ABSENT, PRESENT
from netmap.files.importer.questions import NEW, Question
from netmap.files.importer.reading_people import who
from netmap.files.importer.records import Name, Record, Row, Sitting, Unread


def attendance(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of attendance; None where it says that somebody was not there."""
    person = who(row)
    status = _status(row, meaning)
    sitting = _sitting(row, meaning)
    if status == ABSENT:
        return None
    values = {**row.extras("attendance"), "status": status}
    if role := row.get("role"):
        values["role"] = role
    if person.agency:
        values["agency"] = person.agency
    return Record(row.sheet, row.line, "attendance", values, {"practitioner": person}, sitting)


def _status(row: Row, meaning: CellMeaning) -> str:
    text = row.get("status")
    return meaning.mark(text, row.header("status") or "") if text else PRESENT


def _sitting(row: Row, meaning: CellMeaning) -> Sitting:
    place, text = row.place("date"), row.get("date")
    date = meaning.date(text, row.header("date") or "", place) if place is not None and text else ""
    meeting = row.get("meeting")
    if not date and not meeting:
        raise Unread("blank", row.header("date") or row.header("meeting"))
    return Sitting(meeting, date, zone_of(row, meaning, needed=not meeting), row.get("title"))


def zone_of(row: Row, meaning: CellMeaning, *, needed: bool) -> Name | None:
    """The group that met: as the row says, or as was said of the sheet.

    Raises:
        Unread: it is needed, nobody has said it, and it must be asked.
    """
    text = row.get("zone") or row.sheet.settings.get("zone", "")
    if text:
        return Name("zone", text)
    if not needed:
        return None
    about = (row.sheet.sheet,)
    answer = meaning.answers.get(ask.GROUP, about)
    if answer is None:
        raise Unread(
            "unanswered", None, row.sheet.sheet, question=Question(ask.GROUP, about, (), (ask.IS, NEW))
        )
    return Name("zone", answer.value or row.sheet.sheet)


def sitting(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of sittings."""
    found = _sitting(row, meaning)
    values = {**row.extras("meetings")} | ({"title": found.title} if found.title else {})
    names = {"level": Name("level", row.get("level"))} if row.get("level") else {}
    return Record(row.sheet, row.line, "meetings", values, names, found)


def mark(row: Row, column: ColumnMapping, text: str, meaning: CellMeaning) -> Record | None:
    """A cell of a matrix of attendance; None where it says that somebody was not there."""
    turned = row.place("date")
    if turned is None:
        person, day, place = who(row), column.header, -1
    else:
        person, day, place = Name("person", column.header, called=column.header), row.need("date"), turned
    date = meaning.date(day, column.header if turned is None else row.header("date") or "", place)
    status = meaning.mark(text, column.header)
    zone = zone_of(row, meaning, needed=True)
    if status == ABSENT:
        return None
    values = {"status": status}
    if turned is None:
        values |= {name: row.get(name) for name in ("agency", "role") if row.get(name)}
    names = {"practitioner": person}
    return Record(row.sheet, row.line, "attendance", values, names, Sitting("", date, zone), column.header)
