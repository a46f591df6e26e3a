"""The same meeting record written in the many layouts in which people keep one, from a seed.

A record is who was at which sitting of one group, and who was not. Each layout is a way of writing it (an
exporter, a register, minutes), and each has a language, a form of dates, an encoding, titles above and lines
below.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from babel.dates import format_date
from openpyxl import Workbook

FIRST = ("Alice", "Boris", "Carla", "Dmitri", "Élodie", "Fatima", "Gavin", "Hélène", "Iqbal", "Jürgen")
LAST = (
    "Abbott",
    "Brontë",
    "Castellani",
    "Dubois",
    "Ekwueme",
    "Fitzroy",
    "Gómez",
    "Hargreaves",
    "Iversen",
    "Jones",
)
AGENCIES = ("Police", "Housing", "Early Help", "Voluntary Action", "Probation", "Schools")
GROUPS = {"en": "Eastside Locality Board", "it": "Tavolo Minori Cremona", "fr": "Comité Enfance Roubaix"}
WORDS = {
    "en": {
        "name": ("Name", "Full name", "Attendee"),
        "first": ("First name", "Forename"),
        "last": ("Last name", "Surname"),
        "agency": ("Organisation", "Agency", "Company"),
        "date": ("Date", "Meeting date"),
        "group": ("Group", "Board"),
        "status": ("Status", "Attendance", "Attended"),
        "present": ("Present", "x", "Yes", "✓"),
        "apologies": ("Apologies", "Apols", "apologies"),
        "absent": ("Absent", "No", "did not attend"),
        "total": ("Total",),
        "list": ("Attendance list", "Register of attendance"),
        "held": ("Minutes of the meeting held on",),
        "printed": ("Printed on",),
        "headings": ("Present", "Apologies", "Absent"),
    },
    "it": {
        "name": ("Nome e cognome", "Partecipante", "Nominativo"),
        "first": ("Nome",),
        "last": ("Cognome",),
        "agency": ("Ente", "Ente di appartenenza", "Servizio"),
        "date": ("Data", "Data riunione"),
        "group": ("Tavolo", "Gruppo"),
        "status": ("Presenza", "Stato"),
        "present": ("presente", "sì", "x"),
        "apologies": ("giustificato", "assente giustificato"),
        "absent": ("assente", "no"),
        "total": ("Totale",),
        "list": ("Foglio firme", "Registro presenze"),
        "held": ("Verbale della riunione del",),
        "printed": ("Stampato il",),
        "headings": ("Presenti", "Assenti giustificati", "Assenti"),
    },
    "fr": {
        "name": ("Nom et prénom", "Participant", "Nom complet"),
        "first": ("Prénom",),
        "last": ("Nom", "Nom de famille"),
        "agency": ("Organisme", "Structure"),
        "date": ("Date", "Date de la réunion"),
        "group": ("Groupe", "Comité"),
        "status": ("Présence", "Statut"),
        "present": ("présent", "oui", "x"),
        "apologies": ("excusé", "absent excusé"),
        "absent": ("absent", "non"),
        "total": ("Total",),
        "list": ("Feuille d'émargement", "Liste de présence"),
        "held": ("Compte rendu de la réunion du",),
        "printed": ("Imprimé le",),
        "headings": ("Présents", "Excusés", "Absents"),
    },
}
MONTH_FIRST = "%m/%d/%Y"
DATE_FORMS: dict[str, Callable[[dt.date, str], str]] = {
    "iso": lambda day, _: day.isoformat(),
    "day first": lambda day, _: day.strftime("%d/%m/%Y"),
    "dots": lambda day, _: day.strftime("%d.%m.%Y"),
    "short": lambda day, _: day.strftime("%d/%m/%y"),
    "words": lambda day, language: format_date(day, "d MMMM yyyy", locale=language),
    "week day": lambda day, language: format_date(day, "EEEE d MMMM yyyy", locale=language),
    "with a clock": lambda day, _: f"{day.isoformat()} 10:00",
    "month first": lambda day, _: day.strftime(MONTH_FIRST),
    "short words": lambda day, _: format_date(day, "dd-MMM-yy", locale="en"),
    "short week day": lambda day, language: format_date(day, "EEE d MMM yyyy", locale=language),
}


@dataclass(frozen=True)
class Row:
    """Somebody at a sitting; `group` where it is another than that of the file."""

    day: dt.date
    person: tuple[str, str]
    agency: str
    status: str
    group: str = ""


@dataclass(frozen=True)
class Told:
    """What a file must be read as: its name and bytes, the rows that it tells, and how its days are meant."""

    layout: str
    name: str
    data: bytes
    rows: tuple[Row, ...]
    group: str
    order: str


@dataclass(frozen=True)
class Pen:
    """How somebody writes: draws of one seed."""

    rng: random.Random
    language: str
    form: str

    def word(self, what: str) -> str:
        return self.rng.choice(WORDS[self.language][what])

    def day(self, day: dt.date) -> str:
        return DATE_FORMS[self.form](day, self.language)

    @property
    def group(self) -> str:
        return GROUPS[self.language]


def record(rng: random.Random) -> list[Row]:
    """A meeting record: three to five sittings of five to eight people."""
    count = rng.randint(5, 8)
    people = list(zip(rng.sample(FIRST, count), rng.sample(LAST, count), strict=True))
    agencies = {person: rng.choice(AGENCIES) for person in people}
    start = dt.date(2023, 9, 1) + dt.timedelta(days=rng.randrange(90))
    days = [start + dt.timedelta(days=step * rng.randint(25, 35)) for step in range(rng.randint(3, 5))]
    statuses = ("present", "present", "present", "apologies", "absent")
    rows = [
        Row(day, person, agencies[person], rng.choice(statuses))
        for day in days
        for person in people
        if rng.random() < 0.85
    ]
    first = {row.day: row for row in reversed(rows)}
    return [replace(row, status="present") if row is first[row.day] else row for row in rows]


Cells = list[list[str]]


def name_of(row: Row) -> str:
    return " ".join(row.person)


def spelt(pen: Pen, row: Row) -> str:
    """A name in one of the ways that need no question."""
    first, last = row.person
    return pen.rng.choice(
        (f"{first} {last}", f"{first} {last}", f"{last.upper()} {first}", f"{last}, {first}")
    )


def marks(pen: Pen) -> dict[str, str]:
    """One word for each status, as one person writes them."""
    return {status: pen.word(status) for status in ("present", "apologies", "absent")}


def with_titles(pen: Pen, rows: Cells, *, named: bool) -> Cells:
    """Rows below a title that names the group, or only what the sheet is."""
    title = f"{pen.group} - {pen.word('list')}" if named else pen.word("list")
    printed = [[f"{pen.word('printed')} {pen.day(dt.date(2024, 9, 3))}"]] if pen.rng.random() < 0.5 else []
    return [[title], *printed, [], *rows]


def listed(pen: Pen, rows: list[Row]) -> Cells:
    said = marks(pen)
    headers = [pen.word(one) for one in ("date", "group", "name", "agency", "status")]
    lines = [[pen.day(row.day), pen.group, spelt(pen, row), row.agency, said[row.status]] for row in rows]
    order = pen.rng.sample(range(5), 5)
    return worn(pen, [[line[place] for place in order] for line in [headers, *lines]])


def signed_in_by_the_clock(pen: Pen, rows: list[Row]) -> Cells:
    """A list in which everybody has the minute at which they came; whoever did not come is not in it."""
    there = [row for row in rows if row.status == "present"]
    headers = [pen.word(one) for one in ("name", "agency", "date", "group")]
    lines = [
        [name_of(row), row.agency, f"{row.day.isoformat()} 10:{number % 60:02d}", pen.group]
        for number, row in enumerate(there)
    ]
    return [headers, *lines]


def worn(pen: Pen, rows: Cells) -> Cells:
    """A list as it is after years of use: headers again, blank lines, further columns, notes below."""
    headers, *lines = rows
    if pen.rng.random() < 0.3:
        lines.insert(pen.rng.randrange(1, len(lines)), list(headers))
    if pen.rng.random() < 0.3:
        lines.insert(pen.rng.randrange(1, len(lines)), [""] * len(headers))
    if pen.rng.random() < 0.3:
        headers = [header.upper() for header in headers]
    headers = [f" {header}" if pen.rng.random() < 0.2 else header for header in headers]
    rows = with_further_columns(pen, [headers, *lines])
    below = [["Please return this sheet to the clerk of the group."], [f"{pen.word('printed')} 3.9.2024"]]
    return [*rows, *pen.rng.sample(below, pen.rng.randrange(3))]


def with_further_columns(pen: Pen, rows: Cells) -> Cells:
    """Columns that say nothing of attendance: a running number, an address, a remark, a place to sign."""
    made: dict[str, Callable[[int], str]] = {
        "No.": str,
        "Phone": lambda number: f"0117 49 {number}",
        "Notes": lambda number: "parking" if number % 3 == 0 else "",
        "Signature": lambda _: "",
    }
    for header in pen.rng.sample(list(made), pen.rng.randrange(3)):
        place = pen.rng.randrange(len(rows[0]) + 1)
        for number, line in enumerate(rows):
            blank = not any(line)
            again = number and line[0] == rows[0][0]
            line.insert(place, "" if blank else header if not number or again else made[header](number))
    return rows


def listed_in_halves(pen: Pen, rows: list[Row]) -> Cells:
    said = marks(pen)
    headers = [pen.word(one) for one in ("last", "first", "agency", "date", "status")]
    lines = [[row.person[1], row.person[0], row.agency, pen.day(row.day), said[row.status]] for row in rows]
    return with_titles(pen, [headers, *lines], named=True)


def register_with_a_key(pen: Pen, rows: list[Row]) -> Cells:
    """A register whose signs a line below explains."""
    signs = {"present": "P", "apologies": "A", "absent": "N"}
    people = list(dict.fromkeys((row.person, row.agency) for row in rows))
    cells = {(row.person, row.day): signs[row.status] for row in rows}
    lines = [
        [" ".join(person), agency, *(cells.get((person, day), "") for day in days_of(rows))]
        for person, agency in people
    ]
    headers = [pen.word("name"), pen.word("agency"), *(pen.day(day) for day in days_of(rows))]
    key = ", ".join(f"{sign} = {pen.word(status)}" for status, sign in signs.items())
    return with_titles(pen, [headers, *lines, [], [key]], named=True)


def register(pen: Pen, rows: list[Row]) -> Cells:
    return with_titles(pen, _register(pen, rows, [pen.day(day) for day in days_of(rows)]), named=True)


def days_of(rows: Sequence[Row]) -> list[dt.date]:
    return sorted({row.day for row in rows})


def _register(pen: Pen, rows: list[Row], days: list[str]) -> Cells:
    said = marks(pen)
    people = list(dict.fromkeys((row.person, row.agency) for row in rows))
    cells = {(row.person, row.day): said[row.status] for row in rows}
    lines = [
        [agency, " ".join(person), *(cells.get((person, day), "") for day in days_of(rows)), "3"]
        for person, agency in people
    ]
    total = [[pen.word("total"), "", *("4" for _ in days), ""]] if pen.rng.random() < 0.5 else []
    return [[pen.word("agency"), pen.word("name"), *days, pen.word("total")], *lines, *total]


def register_under_years(pen: Pen, rows: list[Row]) -> Cells:
    days = days_of(rows)
    years = [
        str(day.year) if place == 0 or day.year != days[place - 1].year else ""
        for place, day in enumerate(days)
    ]
    short = [format_date(day, "d MMMM", locale=pen.language) for day in days]
    return with_titles(pen, [["", "", *years], *_register(pen, rows, short)], named=True)


def turned(pen: Pen, rows: list[Row]) -> Cells:
    said = marks(pen)
    people = list(dict.fromkeys((row.person, row.agency) for row in rows))
    cells = {(row.person, row.day): said[row.status] for row in rows}
    lines = [[pen.day(day), *(cells.get((person, day), "") for person, _ in people)] for day in days_of(rows)]
    above = [pen.word("agency"), *(agency for _, agency in people)]
    names = [pen.word("date"), *(" ".join(person) for person, _ in people)]
    return [[pen.group], [], above, names, *lines]


def in_cells(pen: Pen, rows: list[Row]) -> Cells:
    between = pen.rng.choice(("; ", "\n", ", "))
    agency = pen.rng.choice((" ({})", " - {}"))
    headers = [pen.word("date"), pen.word("group"), *WORDS[pen.language]["headings"]]
    lines = []
    for day in days_of(rows):
        told = {
            status: between.join(
                name_of(row) + agency.format(row.agency)
                for row in rows
                if (row.day, row.status) == (day, status)
            )
            for status in ("present", "apologies", "absent")
        }
        lines.append([pen.day(day), pen.group, told["present"], told["apologies"], told["absent"]])
    return [headers, *lines]


def minutes(pen: Pen, rows: list[Row]) -> str:
    day = rows[0].day
    lines = [pen.group, f"{pen.word('held')} {pen.day(day)}", ""]
    headings = dict(zip(("present", "apologies", "absent"), WORDS[pen.language]["headings"], strict=True))
    stacked = pen.rng.random() < 0.5
    for status, heading in headings.items():
        people = [f"{name_of(row)} ({row.agency})" for row in rows if row.status == status]
        if people:
            lines += (
                [f"{heading}:", *(f"- {one}" for one in people)]
                if stacked
                else [f"{heading}: {', '.join(people)}"]
            )
    return "\n".join([*lines, "", "1. ...", ""])


def sheets(pen: Pen, rows: list[Row]) -> dict[str, Cells]:
    """A sheet for each sitting, called as its day."""
    said = marks(pen)
    headers = [pen.word(one) for one in ("name", "agency", "status")]
    return {
        day.isoformat(): [
            headers,
            *([name_of(row), row.agency, said[row.status]] for row in rows if row.day == day),
        ]
        for day in days_of(rows)
    }


def teams(pen: Pen, rows: list[Row]) -> str:
    there = [row for row in rows if row.status == "present"]
    day = there[0].day.strftime("%m/%d/%y").lstrip("0")
    people = [
        f"{name_of(row)} ({row.agency})\t{day}, 9:58:12 AM\t{day}, 11:05:44 AM\t1h 7m\t\t\tAttendee"
        for row in there
    ]
    head = ["1. Summary", f"Meeting title\t{pen.group}", f"Attended participants\t{len(there)}"]
    times = [f"Start time\t{day}, 9:58:12 AM", f"End time\t{day}, 11:05:44 AM", "", "2. Participants"]
    columns = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole"
    last = ["", "3. In-Meeting Activities", "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole"]
    again = [f"{name_of(row)}\t{day}, 9:58:12 AM\t{day}, 11:05:44 AM\t1h 7m\t\tAttendee" for row in there]
    return "\n".join([*head, *times, columns, *people, *last, *again])


def zoom(pen: Pen, rows: list[Row]) -> str:
    there = [row for row in rows if row.status == "present"]
    day = there[0].day.strftime(MONTH_FIRST)
    span = f"{day} 09:55:10 AM,{day} 11:02:30 AM"
    head = "Topic,ID,Host name,Host email,Start time,End time,Participants,Duration (minutes)"
    facts = f"{pen.group},812,Host,h@x.example,{span},{len(there)},68"
    columns = "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest"
    people = [
        f"{name_of(row)} ({row.agency}),,{span},68,Yes" for row in there for _ in range(pen.rng.randint(1, 2))
    ]
    return "\n".join([head, facts, "", columns, *people])


def sign_in(pen: Pen, rows: list[Row]) -> Cells:
    there = [row for row in rows if row.status == "present"]
    asked = {
        "en": ("Timestamp", "Your full name", "Your organisation", "Which group are you attending?"),
        "it": ("Informazioni cronologiche", "Nome e cognome", "Il tuo ente", "Quale tavolo?"),
        "fr": ("Horodateur", "Votre nom complet", "Votre organisme", "Quel groupe ?"),
    }[pen.language]
    lines = [
        [f"{row.day.isoformat()} 10:{n % 60:02d}:07", name_of(row), row.agency, pen.group]
        for n, row in enumerate(there)
    ]
    return [list(asked), *lines]


def orders(pen: Pen, rows: list[Row]) -> Cells:
    said = {"present": "Checked In", "apologies": "Not Attending", "absent": "Attending"}
    headers = (
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Attendee Status,"
        "Event Name,Event Start Date,Company"
    )
    lines = [
        [
            str(n),
            "2023-08-01 10:00:00+00:00",
            *row.person,
            "",
            "1",
            said[row.status],
            pen.group,
            row.day.isoformat(),
            row.agency,
        ]
        for n, row in enumerate(rows, start=4_001)
    ]
    return [headers.split(","), *lines]


def call_list(pen: Pen, rows: list[Row]) -> Cells:
    headers = ["First name", "Last name", "Email", "Duration", "Time joined", "Time exited"]
    there = [row for row in rows if row.status == "present"]
    return [headers, *([*row.person, "", "1 h", "9:58 AM", "11:00 AM"] for row in there)]


TABLES = (
    listed,
    listed_in_halves,
    signed_in_by_the_clock,
    register,
    register_under_years,
    register_with_a_key,
    turned,
    in_cells,
    sign_in,
    orders,
)
ONLY_PRESENT = ("sign_in", "signed_in_by_the_clock")
TEXTS = (minutes, teams, zoom)
LAYOUTS = (*(one.__name__ for one in (*TABLES, *TEXTS)), "sheets", "zipped", "call_list")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def told(seed: int, layout: str | None = None, language: str | None = None, form: str | None = None) -> Told:
    """One file from a seed; what is given is not drawn."""
    rng = random.Random(seed)
    layout = layout or rng.choice(LAYOUTS)
    language = language or rng.choice(tuple(WORDS))
    pen = Pen(rng, language, form or rng.choice(tuple(DATE_FORMS)))
    rows = record(rng)
    name, data, kept = _written(pen, layout, rows)
    month_first = layout in ("teams", "zoom") or pen.form == "month first"
    return Told(layout, name, data, tuple(kept), pen.group, "mdy" if month_first else "dmy")


def _written(pen: Pen, layout: str, rows: list[Row]) -> tuple[str, bytes, list[Row]]:
    """The name of a file, its bytes, and the rows that it tells."""
    rng = pen.rng
    one_day = [row for row in rows if row.day == rows[0].day]
    there = [row for row in one_day if row.status == "present"]
    if layout == "minutes":
        return "minutes.txt", _bytes(rng, minutes(pen, one_day)), one_day
    if layout in ("teams", "zoom"):
        text, encoding = (teams, "utf-16") if layout == "teams" else (zoom, "utf-8-sig")
        return f"{layout}.csv", text(pen, one_day).encode(encoding), there
    if layout == "call_list":
        name = f"{pen.group} - {one_day[0].day:%Y_%m_%d} 09_58 GMT - Attendance Report.csv"
        return name, _csv(rng, call_list(pen, one_day)), [replace(row, agency="") for row in there]
    if layout == "sheets":
        return "book.xlsx", _book(sheets(pen, rows)), rows
    if layout == "zipped":
        files = {f"{day}.csv": _csv(rng, cells) for day, cells in sheets(pen, rows).items()}
        return "files.zip", _zip(files), rows
    return _table(pen, layout, rows)


def _table(pen: Pen, layout: str, rows: list[Row]) -> tuple[str, bytes, list[Row]]:
    """The same of a layout that is one table, as a text or a workbook."""
    rng = pen.rng
    cells = next(one for one in TABLES if one.__name__ == layout)(pen, rows)
    kept = [row for row in rows if row.status == "present"] if layout in ONLY_PRESENT else rows
    if rng.random() < 0.25:
        return "book.xlsx", _book({"Sheet1": cells}), kept
    return "list.csv", _csv(rng, cells), kept


def _csv(rng: random.Random, cells: Cells) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=rng.choice(",;\t"), lineterminator=rng.choice(("\n", "\r\n"))).writerows(cells)
    return _bytes(rng, text.getvalue())


def _bytes(rng: random.Random, text: str) -> bytes:
    encoding = rng.choice(ENCODINGS)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _book(pages: dict[str, Cells]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, cells in pages.items():
        sheet = book.create_sheet(name)
        for line in cells:
            sheet.append([_value(cell) for cell in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _value(cell: str) -> str | dt.date | None:
    """A cell as a spreadsheet keeps it: days as days."""
    try:
        return dt.date.fromisoformat(cell) if len(cell) == len("2011-12-31") else cell or None
    except ValueError:
        return cell


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def marks_of(word: str) -> str:
    """The status for which a word stands, in any of the languages; nothing where it is none of theirs."""
    found = (
        status
        for words in WORDS.values()
        for status in ("present", "apologies", "absent")
        if word.casefold() in {one.casefold() for one in words[status]}
    )
    return "apologies" if word == "A" else next(found, "nothing")
