"""Orders of tickets for an event, with who was checked in at the door."""

from __future__ import annotations

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import ABSENT, PRESENT, mark_of
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import attendance
from netmap.model.i18n import N_

NAME = "event_orders"
ORDERS = ("order", "order no", "order id", "order number", "order date")
COLUMNS = {
    "first_name": ("first name", "attendee first name"),
    "last_name": ("last name", "attendee last name", "surname", "attendee surname"),
    "person": ("attendee name", "attendee", "full name"),
    "status": ("attendee status", "check in status", "attendance status"),
    "zone": ("event name", "event title", "event"),
    "date": ("event start date", "event date", "event start", "event start date time"),
    "role": ("job title", "attendee job title"),
}
"""What the columns of such a list are called, in any of its versions."""

BOOKED = "attending"


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a list of orders.

    Where somebody was checked in, those who only booked were expected and did not come; where nobody was,
    it is asked what a booking says.
    """
    header = sheet.header
    if header is None:
        return None
    plain = [plain_header(str(cell)) for cell in sheet.grid.cells[header]]
    found = {
        name: next((plain.index(one) for one in words if one in plain), None)
        for name, words in COLUMNS.items()
    }
    known = {name: place for name, place in found.items() if place is not None}
    of_event = any(one in ORDERS for one in plain) or known.keys() >= {"zone", "date"}
    if {"first_name", "last_name"} <= known.keys():
        known.pop("person", None)
    named = "person" in known or {"first_name", "last_name"} <= known.keys()
    if not named or "status" not in known or not of_event:
        return None
    fields: Found = dict.fromkeys(range(len(plain)), (IGNORED, True))
    fields |= {
        place: (KEPT, True) for place, one in enumerate(plain) if one in plain_words("columns", "mail")
    }
    fields |= {place: (name, True) for name, place in known.items()}
    agency = sheet.vocabulary.column_for("agency", plain, known.values(), near=False)
    if agency is not None:
        fields[agency[0]] = ("agency", True)
    return sheet.mapping(NAME, header, fields, settings=_key(sheet, header, known["status"]))


def _key(sheet: SheetSeen, header: int, place: int) -> dict[str, str]:
    """What a booking says, where the list shows who came."""
    marks = {mark_of(str(cell)) for cell in sheet.grid.cells[header + 1 :, place]}
    return {"key": f"{BOOKED} = {ABSENT}"} if PRESENT in marks else {}


RECIPE = Recipe(
    NAME,
    N_("orders for an event, and who came"),
    find,
    row=attendance,
    settings=("zone", "date", "key"),
    several=False,
)
