"""Parts of rows that several recipes read: who it is, which sitting, which end of a tie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from netmap.files.importer import questions as ask
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import is_number
from netmap.files.importer.names import TOTALS, plain_letters, without_sign
from netmap.files.importer.questions import NEW, Question
from netmap.files.importer.records import SITTING, Name, Row, Sitting, Unread, both
from netmap.model.findings import WARNING

WHO = ("person", "person_id", "last_name", "first_name")
PERSON = (*WHO, "actor", "agency", "level", "mail")
"""The fields of which a row's person is made."""

SIGN_IN = (
    "timestamp", "joined", "join time", "first join", "first seen", "first seen at", "primo accesso",
    "ora di accesso", "ora di ingresso", "data e ora", "premiere participation", "premiere connexion",
    "heure d arrivee", "horodatage",
)  # fmt: skip
ISO_DAY = len("2011-12-31")
"""Headers above the time at which somebody signed in: the sitting is that of the day."""

AGENCY_WORDS = frozenset({"org", "organisation", "organization", "agency", "ente"})


def who(row: Row) -> Name:
    """The person of a row; `Unread` where there is none."""
    return row.once(_who, PERSON)


def _who(row: Row) -> Name:
    person_id = row.get("person_id") or row.get("actor")
    called = row.get("person") or f"{row.get('first_name')} {row.get('last_name')}".strip()
    agency, level = row.get("agency"), row.get("level")
    if person_id:
        return Name("person", person_id, exact=True, agency=agency, called=called, level=level)
    called = without_sign(called)
    if not called and not any(row.place(one) is not None for one in (*WHO, "actor")):
        raise Unread("no-names")
    if not called:
        raise Unread("blank", row.header("person") or row.header("last_name") or row.header("person_id"))
    if plain_letters(called) in TOTALS:
        raise Unread("total-row", row.header("person"), called, severity=WARNING)
    return Name("person", called, agency=agency, called=called, mail=row.mail, level=level)


def sitting_of(row: Row, meaning: CellMeaning) -> Sitting:
    """The sitting of a row: its own, or the one that the sheet is about."""
    return row.once(_sitting_of, SITTING, meaning)


def _sitting_of(row: Row, meaning: CellMeaning) -> Sitting:
    meeting = row.get("meeting")
    try:
        date, zone = _date_of(row, meaning), zone_of(row, meaning, needed=not meeting)
    except Unread:
        date, zone = both(partial(_date_of, row, meaning), partial(zone_of, row, meaning, needed=not meeting))
    title = row.get("title") or row.sheet.settings.get("title", "")
    return Sitting(meeting, date, zone, title)


def _date_of(row: Row, meaning: CellMeaning) -> str:
    """The day of a row's sitting; empty where the sitting has an id and no day."""
    place, text, header = row.place("date"), row.get("date"), row.header("date") or ""
    date = meaning.date(text, header, place) if place is not None and text else ""
    if plain_header(header) in SIGN_IN:
        date = date[:ISO_DAY]
    meeting = row.get("meeting")
    if not date and (row.sheet.settings.get("date") or (place is None and not meeting)):
        return meaning.day()
    if not date and not meeting:
        raise Unread("blank", row.header("date") or row.header("meeting"))
    return date


def zone_of(row: Row, meaning: CellMeaning, *, needed: bool) -> Name | None:
    """The group that met: as the row says, or as was said of the sheet.

    Raises:
        Unread: it is needed, nobody has said it, and it must be asked.
    """
    if text := row.get("zone"):
        return _zone(text)
    if not needed and not row.sheet.group:
        return None
    return group_of(meaning)


@lru_cache(maxsize=10_000)
def _zone(text: str) -> Name:
    return Name("zone", text)


def group_of(meaning: CellMeaning) -> Name:
    """The group that met, where no row says it: as the sheet or an answer tells.

    Raises:
        Unread: nobody has said it, and it must be asked.
    """
    if text := meaning.sheet.group:
        return Name("zone", text)
    about = (meaning.list_name,)
    answer = meaning.answers.get(ask.GROUP, about)
    if answer is None:
        raise Unread("unanswered", None, *about, question=Question(ask.GROUP, about, (), (ask.IS, NEW)))
    return Name("zone", answer.value or meaning.list_name)


def end_of(row: Row, meaning: CellMeaning, field: str, *, exact: bool = False) -> Name:
    """One end of a tie; its sort is said by an answer or the header, or found out later."""
    text = row.need(field)
    words = set(plain_header(row.header(field) or "").split())
    sort = meaning.sort() or ("agency" if words & AGENCY_WORDS else "actor")
    return Name(sort, text, exact=exact)


DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)")
"""A number with a comma that parts no thousands."""


def strength_of(row: Row) -> dict[str, str]:
    """The strength of a tie, if it is said; `Unread` where it is no number."""
    text = row.get("weight")
    if not text:
        return {}
    if DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if not is_number(text):
        raise Unread("bad-number", row.header("weight"), text)
    return {"strength": text}


MUTUAL, DIRECTED, REVERSED = "mutual", "directed", "reversed"
DIRECTIONS: Mapping[str, str] = dict.fromkeys(
    ("mutual", "undirected", "both", "both ways", "two way", "reciprocal", "bidirectional", "reciproco",
     "reciproca", "non orientato", "non diretto"),
    MUTUAL,
) | dict.fromkeys(
    ("directed", "one way", "unidirectional", "orientato", "diretto", "unidirezionale"), DIRECTED
)  # fmt: skip
"""How people write whether a tie or a contact runs both ways."""

YES_NO = {"yes": DIRECTED, "true": DIRECTED, "1": DIRECTED, "no": MUTUAL, "false": MUTUAL, "0": MUTUAL}
"""What they answer below a header such as “directed”."""


def direction_of(row: Row, meaning: CellMeaning) -> dict[str, str]:
    """Whether a tie or a contact is mutual or directed, if it is said; `Unread` where it must be asked."""
    text = row.get("direction")
    if not text:
        return {}
    header = row.header("direction") or ""
    known = {**DIRECTIONS, **(YES_NO if plain_header(header).startswith("directed") else {})}
    said = known.get(plain_header(text)) or meaning.direction(text, header)
    return {"direction": said}


def turned(values: dict[str, str], names: dict[str, Name]) -> None:
    """Turn round a tie or a contact that was said to run from its target to its source."""
    if values.get("direction") == REVERSED:
        values["direction"] = DIRECTED
        names["source"], names["target"] = names["target"], names["source"]


def coded(code: str, meaning: str) -> dict[str, str]:
    """What a code of a round of asking says of a tie, its meaning known."""
    if meaning == "missing":
        return {"missing": "true"}
    return {"strength": code} if is_number(code) and float(code) != 1 else {}
