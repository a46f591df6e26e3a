"""Attendance as a list: a line for each person and sitting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial

from netmap.files.importer.asides import in_list
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.date_texts import in_figures, is_date
from netmap.files.importer.fields import KEPT, Field
from netmap.files.importer.headers import plain_header
from netmap.files.importer.listed_names import told_apart
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import NOTHING, PRESENT
from netmap.files.importer.recipe import Found, Headers, Recipe, SheetSeen
from netmap.files.importer.records import SITTING, Name, Record, Row, Sitting, Unread, both
from netmap.files.importer.row_parts import ISO_DAY, PERSON, WHO, sitting_of, who
from netmap.files.importer.titles import groups_in, what_titles_say
from netmap.model.i18n import N_

NAME = "attendance"
AT_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}")
INITIALS = re.compile(r"[^\W\d_a-zà-ÿ]{2,3}")
"""Capitals that stand where a name should: whose they are is asked."""


STAY = (
    "join time",
    "leave time",
    "first join",
    "last leave",
    "in meeting duration",
    "duration",
    "duration minutes",
    "total duration minutes",
    "attendance duration",
    "user action",
    "time joined",
    "time exited",
    "joined at",
    "left at",
    "first seen",
    "last seen",
    "first seen at",
    "last seen at",
    "arrival time",
    "arrived",
    "time arrived",
    "departed",
    "time left",
    "departure time",
    "time in",
    "time out",
    "ora di ingresso",
    "ora di uscita",
    "ora di entrata",
    "ora di accesso",
    "primo accesso",
    "ultima uscita",
    "durata",
    "durata nella riunione",
    "azione utente",
    "azione dell utente",
    "heure d arrivee",
    "heure de depart",
    "premiere participation",
    "premiere connexion",
    "dernier depart",
    "derniere deconnexion",
    "duree",
    "duree de la reunion",
    "duree de participation",
    "action de l utilisateur",
)
"""Headers above the times at which somebody came and went, in lists of calls and on signing sheets."""


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a list of people who joined and left by the clock, and so at no job."""
    header = sheet.header
    fit = next((one for one in sheet.fits[:1] if one.shape == "people"), None)
    if header is None or fit is None or "joined" not in fit.fields:
        return None
    place = fit.fields["joined"][0]
    texts = [text for text in sheet.grid.cells[header + 1 :, place].tolist() if text.strip()]
    if not texts or not all(is_date(text) and AT_CLOCK.search(in_figures(text)) for text in texts):
        return None
    read = {"joined": "date", "left": "stay"}
    fields = {at: (read.get(name, name), sure) for name, (at, sure) in fit.fields.items()}
    taken = (*RECIPE.headers[0].takes, "stay")
    fields = {at: (name if name in taken else KEPT, sure) for at, (name, sure) in fields.items()}
    return sheet.mapping(NAME, header, fields, settings=settle(sheet, header, fields))


def attendance(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of attendance; None where its blank mark puts nothing on record."""
    try:
        person, beside = named(row, meaning)
    except Unread:
        both(partial(named, row, meaning), partial(attendance_of, row, meaning, who(row)))
        raise
    return attendance_of(row, meaning, person, beside)


def named(row: Row, meaning: CellMeaning) -> tuple[Name, str]:
    """The person of a row, with the agency that stands behind the name, and what else does."""
    return row.once(_named_apart, PERSON, meaning)


def _named_apart(row: Row, meaning: CellMeaning) -> tuple[Name, str]:
    return told_apart(who(row), row.header("person") or "", meaning)


def attendance_of(row: Row, meaning: CellMeaning, person: Name, beside: str = "") -> Record | None:
    """The same, of a person whose name was read already."""
    try:
        status, sitting = status_of(row, meaning), sitting_of(row, meaning)
    except Unread:
        status, sitting = both(partial(status_of, row, meaning), partial(sitting_of, row, meaning), person)
    if status == NOTHING:
        return None
    values = row.extras("attendance")
    if role := row.get("role") or beside:
        values["role"] = role
    return record_of(row.sheet, row.line, person, sitting, status, values)


def record_of(
    sheet: SheetMapping, line: int, person: Name, sitting: Sitting, status: str, values: Mapping[str, str]
) -> Record:
    """That somebody was at a sitting, sent apologies, or was expected and did not come.

    Args:
        sheet: where it stands.
        line: on which line.
        person: who; agency and level beside the name are kept where they are others than the person's own.
        sitting: which sitting.
        status: one of `marks.MEANINGS`.
        values: what else the row holds.
    """
    if INITIALS.fullmatch(person.text):
        person = replace(person, initials=True)
    said = _said(status, person.agency, person.level)
    return Record(sheet, line, "attendance", {**values, **said} if values else said, _named(person), sitting)


@lru_cache(maxsize=1_000)
def _said(status: str, agency: str, level: str) -> Mapping[str, str]:
    return {"status": status} | ({"agency": agency} if agency else {}) | ({"level": level} if level else {})


@lru_cache(maxsize=10_000)
def _named(person: Name) -> Mapping[str, Name]:
    return {"practitioner": person}


def status_of(row: Row, meaning: CellMeaning) -> str:
    """What a row says of somebody's attendance; whoever is listed without a mark was present."""
    return row.once(_status_of, ("status", "signature", "stay", *SITTING), meaning)


def _status_of(row: Row, meaning: CellMeaning) -> str:
    text, place, header = row.get("status"), row.place("status"), row.header("status") or ""
    if place is None:
        return _signed(row, meaning)
    return meaning.mark(text, header, row.sitting) if text else meaning.blank_mark(header, place)


def _signed(row: Row, meaning: CellMeaning) -> str:
    """Whoever signed, or came at a time, was present; of others it is asked where somebody else did."""
    field = "signature" if row.place("signature") is not None else "stay"
    place = row.place(field)
    if place is None or row.get(field):
        return PRESENT
    return meaning.blank_mark(row.header(field) or "", place)


def settle(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    """Mark the columns that say when somebody came and went, and find what names the group.

    Somebody was there once, however often they came; what is called a meeting and has several days, or the
    name of a group, is the group.
    """
    for place, cell in enumerate(sheet.grid.cells[header]):
        if place not in fields and plain_header(str(cell)) in STAY:
            fields[place] = ("stay", True)
    named = {name: place for place, (name, _) in fields.items()}
    if "zone" not in named and "meeting" in named and is_group(sheet, header, named):
        fields[named["meeting"]] = ("zone", True)
        return {}
    return {} if "zone" in named or "meeting" in named else what_titles_say(sheet.grid, header)


def is_group(sheet: SheetSeen, header: int, named: Mapping[str, int]) -> bool:
    """Whether what a sheet calls meetings are groups: one has several days, or all have names of groups."""
    body = sheet.grid.cells[header + 1 :]
    texts = [str(text).strip() for text in body[:, named["meeting"]]]
    if "date" in named:
        days = [str(text).strip()[:ISO_DAY] for text in body[:, named["date"]]]
        pairs = {(text, day) for text, day in zip(texts, days, strict=True) if text and day}
        if len(pairs) > len({text for text, _ in pairs}):
            return True
    distinct = set(texts) - {""}
    return bool(distinct) and all(groups_in([text]) for text in distinct)


RECIPE = Recipe(
    NAME,
    N_("attendance, a line for each person and sitting"),
    find,
    headers=(
        Headers(
            ((*WHO, "actor"), ("date", "meeting")),
            (
                *WHO,
                "actor",
                "date",
                "meeting",
                "zone",
                "agency",
                "status",
                "signature",
                "role",
                "title",
                "level",
            ),
            ("target", "joined", "left"),
        ),
    ),
    row=attendance,
    settings=("zone",),
    adjust=settle,
    aside=in_list,
    fields=(
        Field("date", N_("date"), ("first join", "join time")),
        Field("person", N_("person"), ("name original name",)),
        Field("stay", N_("when somebody came and went (not kept)"), STAY),
    ),
)
