"""Dirty lists of attendance as people send them, made with a seed from a truth that is known.

Each file is the same kind of truth (who was at which sitting of which group) written by somebody else: other
headers, order of columns, delimiter, encoding, dates, spellings of names, ticks, titles above and sums below,
lines twice, cells blank. The maker notes of every record what an honest reader must make of it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import unicodedata
from dataclasses import dataclass, field

import pandas as pd

import netmap
from netmap.model.study import Study

FIRST = (
    "Maria",
    "Niccolò",
    "Zoë",
    "Anna",
    "José",
    "Giulia",
    "Ørjan",
    "Peter",
    "Łucja",
    "Marta",
    "Ivan",
    "Chloë",
    "Bruno",
    "Elena",
    "Tomás",
    "Rita",
)
LAST = (
    "Rossi",
    "Bianchi",
    "O'Brien",
    "Müller",
    "García",
    "Smith",
    "Ferrari",
    "Novák",
    "Conti",
    "Dubois",
    "Ricci",
    "Lindqvist",
    "Moretti",
    "Walsh",
)
AGENCIES = ["Health Trust", "Schools Service", "=Housing", "Città di Nord", "Police, West", "<b>Youth</b>"]
GROUPS = ["Strategic Board", "Tavolo Minori", "Task group 2"]
HEADERS = {
    "person": ["Name", "Participant", "Nominativo", "Cognome e nome", "ATTENDEE", "Full name"],
    "first": ["First name", "Forename"],
    "last": ["Surname", "Last name", "Cognome"],
    "agency": ["Agency", "Organisation", "Ente", "Ente di appartenenza", "Organization"],
    "date": ["Date", "Data", "Meeting date", "Giorno", "When"],
    "group": ["Group", "Forum", "Tavolo", "Board", "Committee"],
    "status": ["Status", "Attended", "Presenza", "Present"],
}
MARKS = {
    "present": ["yes", "x", "X", "✓", "presente", "1", "Present", ""],
    "apologies": ["apologies", "Apologies", "giustificato", "sent apologies"],
    "absent": ["no", "0", "assente", "Absent", "-"],
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Person:
    id: str
    first: str
    last: str
    agency: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


@dataclass
class Record:
    """One line or tick as it was written. `fate` is kept, bad (cannot be read), asked, or twice."""

    person: str
    day: dt.date
    group: str
    status: str
    fate: str


@dataclass
class Dirty:
    """One file: its name and bytes, the records that were written, and whether they are ticks of a matrix."""

    name: str
    data: bytes
    records: list[Record] = field(default_factory=list)
    sums: int = 0


def roster(rng: random.Random) -> list[Person]:
    names = [(first, last) for first in FIRST for last in LAST]
    chosen = rng.sample(names, 24)
    return [Person(f"P{n}", *name, rng.choice(AGENCIES)) for n, name in enumerate(chosen, start=1)]


def study_of(people: list[Person]) -> Study:
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": AGENCIES}),
        practitioners=pd.DataFrame(
            {
                "practitioner": [one.id for one in people],
                "name": [one.name for one in people],
                "agency": [one.agency for one in people],
            }
        ),
        zones=pd.DataFrame({"zone": GROUPS}),
    )


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def surely(rng: random.Random, one: Person) -> str:
    """A spelling that can be nobody else's."""
    ways = [
        one.name,
        one.name.upper(),
        one.name.lower(),
        f"{one.last}, {one.first}",
        f"{one.last.upper()} {one.first}",
        f"  {one.first}   {one.last} ",
        bare(one.name),
        one.id,
    ]
    return rng.choice(ways)


def unsurely(rng: random.Random, one: Person) -> str:
    """A spelling that must be asked about."""
    slip = one.last[:2] + one.last[3:] if len(one.last) > 4 else one.last + "s"
    return rng.choice(
        [f"{one.first[0]}. {one.last}", f"{one.last} {one.first[0]}", f"Dr {one.name}", f"{one.first} {slip}"]
    )


def date_text(day: dt.date, way: str) -> str:
    return {
        "iso": day.isoformat(),
        "dmy": day.strftime("%d/%m/%Y"),
        "dots": day.strftime("%d.%m.%Y"),
        "words": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "short": day.strftime("%d/%m/%y"),
    }[way]


def days_of(rng: random.Random, n: int) -> list[dt.date]:
    """Days of sittings, of which the first proves that the day comes before the month."""
    first = dt.date(2014, rng.randint(1, 12), rng.randint(13, 28))
    return [first, *(first + dt.timedelta(days=rng.randint(1, 600)) for _ in range(n - 1))]


def dirty_list(seed: int) -> tuple[Dirty, Study]:
    """A list with a line for each person and sitting."""
    rng = random.Random(seed)
    people = roster(rng)
    days, way = days_of(rng, 6), rng.choice(["iso", "dmy", "dots", "words", "short"])
    split = rng.random() < 0.25
    columns = [*(["last", "first"] if split else ["person"]), "agency", "date", "group", "status"]
    rng.shuffle(columns)
    headers = [rng.choice(HEADERS[column]) for column in columns]
    records, rows = [], []
    seen: set[tuple[str, dt.date, str]] = set()
    while len(records) < 25:
        record, cells = _line(rng, people, days, way, split)
        key = (record.person, record.day, record.group)
        if key in seen:
            continue
        seen.add(key)
        times = 2 if record.fate == "kept" and rng.random() < 0.1 else 1
        for time in range(times):
            fate = record.fate if time == 0 else "twice"
            records.append(Record(record.person, record.day, record.group, record.status, fate))
            rows.append([cells[column] for column in columns])
    above = [["Attendance register"], []] if rng.random() < 0.5 else []
    sums = 1 if not split and rng.random() < 0.4 else 0
    below = [[("Total" if column == "person" else "") for column in columns]] * sums
    data, name = _encoded(rng, [*above, headers, *rows, *below], f"list-{seed}")
    return Dirty(name, data, records, sums), study_of(people)


def _line(
    rng: random.Random, people: list[Person], days: list[dt.date], way: str, split: bool
) -> tuple[Record, dict[str, str]]:
    one, day, group = rng.choice(people), rng.choice(days), rng.choice(GROUPS)
    status = rng.choices(["present", "apologies", "absent"], [8, 1, 1])[0]
    fate = rng.choices(["kept", "asked", "bad"], [16, 3, 2])[0]
    if fate == "asked" and split:
        fate = "kept"
    spelt = unsurely(rng, one) if fate == "asked" else surely(rng, one)
    cells = {
        "person": spelt,
        "first": one.first.upper() if rng.random() < 0.3 else one.first,
        "last": bare(one.last) if rng.random() < 0.3 else one.last,
        "agency": one.agency if rng.random() < 0.8 else one.agency.upper(),
        "date": date_text(day, way),
        "group": group.lower() if rng.random() < 0.2 else group,
        "status": rng.choice(MARKS[status]),
    }
    if fate == "bad":
        _spoil(rng, cells, split)
    return Record(one.id, day, group, status, fate), cells


def _spoil(rng: random.Random, cells: dict[str, str], split: bool) -> None:
    column = rng.choice(["date", "person", "nothing"])
    if column == "date":
        cells["date"] = rng.choice(["soon", "31/02/2014", "n.d.", "2014-13-01"])
    elif column == "person":
        cells |= {"person": "", "first": "", "last": ""}
    else:
        cells["date"] = ""


def dirty_matrix(seed: int) -> tuple[Dirty, Study]:
    """A matrix of people and sittings, of one group that is in the name of the sheet."""
    rng = random.Random(seed)
    people = roster(rng)
    days = sorted(set(days_of(rng, 7)))
    way = rng.choice(["iso", "dmy", "dots", "words", "short"])
    headers = [
        rng.choice(HEADERS["person"]),
        rng.choice(HEADERS["agency"]),
        *(date_text(day, way) for day in days),
        "Total",
    ]
    records, rows = [], []
    for one in rng.sample(people, 14):
        fate = rng.choices(["kept", "asked"], [9, 1])[0]
        cells = [unsurely(rng, one) if fate == "asked" else surely(rng, one), one.agency]
        for day in days:
            status = rng.choices(["present", "apologies", "absent", None], [5, 1, 1, 3])[0]
            mark = "" if status is None else rng.choice(MARKS[status])
            cells.append(mark)
            if mark:
                records.append(Record(one.id, day, GROUPS[0], str(status), fate))
        rows.append([*cells, "3"])
    sums = ["Total", "", *("9" for _ in days), "27"]
    has_sums = rng.random() < 0.5
    data, name = _encoded(rng, [[GROUPS[0]], headers, *rows, *([sums] if has_sums else [])], f"matrix-{seed}")
    return Dirty(name, data, records, 1 if has_sums else 0), study_of(people)


def _encoded(rng: random.Random, rows: list[list[str]], name: str) -> tuple[bytes, str]:
    if rng.random() < 0.2:
        return _workbook(rows), f"{name}.xlsx"
    text = io.StringIO()
    delimiter = rng.choice([",", ";", "\t", "|"])
    ends = rng.choice(["\n", "\r\n"])
    csv.writer(text, delimiter=delimiter, lineterminator=ends).writerows(rows)
    for encoding in rng.sample(["utf-8", "utf-8-sig", "utf-16", "cp1252"], 4):
        try:
            return text.getvalue().encode(encoding), f"{name}.{'tsv' if delimiter == chr(9) else 'csv'}"
        except UnicodeEncodeError:
            continue
    raise AssertionError


def _workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([None] * max(1, len(row)))
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(sheet.max_row if row is not rows[0] else 1, place)
                cell.value, cell.data_type = text, "s"
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
