"""A register written as several blocks of one sheet: below each other or side by side, each with its days.

`stacked` draws every part of the layout from a seed; `marks_written` counts the marks in the cells of a file
one by one, without anything of the importer.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from babel.dates import format_date
from openpyxl import Workbook, load_workbook

from tests.imports.written_layouts import Row, Told

BOARD = {"en": "Westside Partnership Board", "it": "Tavolo Minori Cremona"}
GROUPS = {
    "en": ("Eastside Locality Meeting", "Northside Locality Meeting", "Southside Youth Panel"),
    "it": ("Tavolo Famiglie Nord", "Tavolo Anziani Sud", "Tavolo Scuola Ovest"),
}
NAME = {"en": "Name", "it": "Nome e cognome"}
AGENCY = {"en": "Agency", "it": "Ente"}
TOTAL = {"en": "Total", "it": "Totale"}
OFFICES = ("Police", "Housing", "Early Help", "Probation")
SIGNS = (
    {"present": "x", "absent": "-"},
    {"present": "P", "apologies": "apologies", "absent": "0"},
    {"present": "1", "absent": "0"},
    {"present": "✓", "apologies": "A"},
    {"present": "X", "apologies": "A", "absent": "no"},
)
ONSETS, VOWELS, ENDS = "BDFGKLMNPRSTVZ", "aeiou", ("nd", "rk", "st", "lm", "x", "ph", "gs", "tt")
LABELS = {*NAME.values(), "First name", "Nome", "Those of us"}
"""The words above names, whole or first halves."""

QUIRKS = (
    "numbered", "halves", "shifted", "venue", "notes", "line below headers", "lines within", "odd label",
    "no year",
)  # fmt: skip
"""A running number before the names, names in halves, later blocks a column to the right, a title in three
cells, a column of notes, a blank line below the headers or among the people, a word above them that nothing
knows, months without their year."""

FORMS = ("iso", "short", "number", "figures", "words", "week day")


@dataclass(frozen=True)
class Layout:
    """How blocks are written, and where each stands."""

    days: Sequence[int] = (2, 2)
    people: Sequence[int] = (15, 12)
    form: str = "iso"
    language: str = "en"
    title: str = "month"
    """Above each block: month, group, both, merged (the month over the days only), or nothing."""
    board: bool = True
    gap: bool = True
    total_row: bool = True
    total_column: bool = True
    agencies: Collection[int] = ()
    """The blocks with a column of agencies."""
    blank_column: bool = False
    beside: bool = False
    again: bool = False
    """Headers printed again within each block."""
    below: str = ""
    """Below the last block: key, seats, note, or nothing."""
    signs: dict[str, str] = field(default_factory=lambda: dict(SIGNS[0]))
    one_only: bool = True
    """Some people appear in one block only."""
    quirks: Collection[str] = ()
    """Some of `QUIRKS`."""


Cells = list[list[Any]]


def names(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """People whose names nobody takes for each other."""
    made: dict[str, None] = {}
    while len(made) < 2 * count:
        made["".join(rng.choice(part) for part in (ONSETS, VOWELS, ONSETS.lower(), VOWELS, ENDS))] = None
    words = list(made)
    return list(zip(words[:count], words[count:], strict=True))


def written(rng: random.Random, layout: Layout, *, book: bool) -> Told:
    """The file of a layout, and what it tells."""
    people = names(rng, max(layout.people) + (len(layout.people) if layout.one_only else 0))
    start, rows, blocks = dt.date(2024, 1, 1), [], []
    many = len(layout.people)
    for number, (days, count) in enumerate(zip(layout.days, layout.people, strict=True)):
        month = start.month + (number if many > 4 else 3 * number)
        held = sorted(rng.sample(range(1, 29), days))
        dates = [dt.date(2024 + (month - 1) // 12, (month - 1) % 12 + 1, day) for day in held]
        there = sorted(rng.sample(people[: max(layout.people)], count - layout.one_only))
        there += [people[max(layout.people) + number]] if layout.one_only else []
        group = GROUPS[layout.language][number % 3] if layout.title in ("group", "both") else ""
        told = [
            Row(day, one, _office(one, layout, number), _status(rng, layout, place == 0), group)
            for day in dates
            for place, one in enumerate(there)
            if place == 0 or rng.random() < 0.7
        ]
        rows += told
        blocks.append(_block(layout, number, dates, there, told))
    cells = _beside(blocks) if layout.beside else _stacked(blocks, layout)
    top = [[BOARD[layout.language]]] if layout.board and layout.title not in ("group", "both") else []
    cells = [*top, *cells, *_below(layout)]
    name, data = ("book.xlsx", _book(cells)) if book else ("list.csv", _csv(cells))
    offices = {row.person: row.agency for row in rows if row.agency}
    rows = [replace(row, agency=offices.get(row.person, "")) for row in rows]
    return Told("stacked", name, data, tuple(rows), BOARD[layout.language], "dmy")


def _office(one: tuple[str, str], layout: Layout, number: int) -> str:
    return OFFICES[len(one[0] + one[1]) % len(OFFICES)] if number in layout.agencies else ""


def _status(rng: random.Random, layout: Layout, first: bool) -> str:
    return "present" if first else rng.choice((*["present"] * 3, *layout.signs))


def _block(
    layout: Layout, number: int, dates: list[dt.date], there: list[tuple[str, str]], told: list[Row]
) -> Cells:
    said = {(row.person, row.day): layout.signs[row.status] for row in told}
    quirks = layout.quirks
    blank = [""] if layout.blank_column else []
    agency = number in layout.agencies
    lines: Cells = []
    for one in there:
        marks = [said.get((one, day), "") for day in dates]
        total = [sum(map(bool, marks))] if layout.total_column else []
        beside = [_office(one, layout, number)] if agency else []
        name = list(one) if "halves" in quirks else [" ".join(one)]
        count = [len(lines) + 1] if "numbered" in quirks else []
        notes = ["parking" if len(lines) % 3 == 0 else ""] if "notes" in quirks else []
        lines.append([*count, *name, *beside, *blank, *marks, *blank, *total, *notes])
    word = {"en": ["First name", "Last name"], "it": ["Nome", "Cognome"]}[layout.language]
    word = (
        word if "halves" in quirks else ["Those of us"] if "odd label" in quirks else [NAME[layout.language]]
    )
    numbers = ["No."] if "numbered" in quirks else []
    labels = [*numbers, *word, *([AGENCY[layout.language]] if agency else []), *blank]
    days = [_day(day, layout) for day in dates]
    sums = [TOTAL[layout.language]] if layout.total_column else []
    headers = [*labels, *days, *blank, *sums, *(["Notes"] if "notes" in quirks else [])]
    if layout.again and not layout.beside:
        marked = [place for place, one in enumerate(there) if any((one, day) in said for day in dates)]
        lines.insert(marked[len(marked) // 2] + 1, list(headers))
    if layout.total_row:
        counts = [sum((one, day) in said for one in there) for day in dates]
        lines.append([TOTAL[layout.language], *[""] * (len(labels) - 1), *counts])
    if "lines within" in quirks:
        lines.insert(1 + len(lines) // 3, [])
    if "line below headers" in quirks:
        lines.insert(0, [])
    month = format_date(dates[0], "MMMM" if "no year" in quirks else "MMMM yyyy", locale=layout.language)
    group = GROUPS[layout.language][number % 3]
    titles: dict[str, Cells] = {
        "month": [[month]],
        "group": [[group]],
        "both": [[group], [month]],
        "merged": [[*[""] * len(labels), month]],
        "": [],
    }
    above = titles[layout.title]
    if "venue" in quirks and above and above[0][0]:
        above[0] += ["Venue: the hall", "Clerk: nobody"]
    block = [*above, headers, *lines]
    return [["", *line] if line else [] for line in block] if number and "shifted" in quirks else block


def _day(day: dt.date, layout: Layout) -> Any:
    return {
        "iso": lambda: day,
        "short": lambda: format_date(day, "d MMM", locale=layout.language),
        "number": lambda: day.day,
        "figures": lambda: day.strftime("%d/%m"),
        "words": lambda: format_date(day, "d MMMM yyyy", locale=layout.language),
        "week day": lambda: format_date(day, "EEE d MMM", locale=layout.language),
    }[layout.form]()


def _stacked(blocks: list[Cells], layout: Layout) -> Cells:
    cells: Cells = []
    for number, block in enumerate(blocks):
        cells += [[], *block] if number and layout.gap else block
    return cells


def _beside(blocks: list[Cells]) -> Cells:
    """Blocks side by side, a blank column between them."""
    widths = [max(map(len, block)) for block in blocks]
    return [
        [
            cell
            for line, width in zip(lines, widths, strict=True)
            for cell in [*line, *[""] * (width - len(line)), ""]
        ]
        for lines in zip_longest(*blocks, fillvalue=[])
    ]


def _below(layout: Layout) -> Cells:
    key = ", ".join(f"{sign} = {status}" for status, sign in layout.signs.items())
    seats = [["Name", "Role"], ["Chosen Chair", "Chair"], ["Second Clerk", "Clerk"]]
    below: dict[str, Cells] = {
        "key": [[key]],
        "seats": seats,
        "note": [["Please return this sheet to the clerk of the group."]],
        "": [],
    }
    return [[], *below[layout.below]] if layout.below else []


def _csv(cells: Cells) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        [cell.isoformat() if isinstance(cell, dt.date) else cell for cell in line] for line in cells
    )
    return text.getvalue().encode("utf-8")


def _book(cells: Cells) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in cells:
        sheet.append([None if cell == "" else int(cell) if cell in ("0", "1") else cell for cell in line])
    for number, line in enumerate(cells, start=1):
        if len([cell for cell in line if cell]) == 1 and not line[0]:
            sheet.merge_cells(
                start_row=number, end_row=number, start_column=len(line), end_column=len(line) + 1
            )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def drawn(rng: random.Random) -> Layout:
    """A layout at random."""
    many = rng.choice((2, 2, 2, 3, 12))
    large = many == 2 and rng.random() < 0.1
    title = rng.choice(("month", "month", "group", "both", "merged", ""))
    form = rng.choice(FORMS)
    if form == "number" and title in ("group", ""):
        title = "month"
    beside = many < 12 and rng.random() < 0.2
    quirks = [one for one in QUIRKS if rng.random() < 0.12 and not beside]
    if "numbered" in quirks:
        quirks = [one for one in quirks if one != "shifted"]
    return Layout(
        days=[rng.randint(1, 4) for _ in range(many)],
        people=[rng.randint(201, 260) if large and not n else rng.randint(3, 16) for n in range(many)],
        form=form,
        language=rng.choice(("en", "it")),
        title=title,
        board=rng.random() < 0.7,
        gap=rng.random() < 0.7,
        total_row=rng.random() < 0.6,
        total_column=rng.random() < 0.6,
        agencies=[n for n in range(many) if rng.random() < 0.5] if rng.random() < 0.5 else (),
        blank_column=rng.random() < 0.2,
        beside=beside,
        again=rng.random() < 0.2,
        below=rng.choice(("", "", "", "key", "seats", "note")),
        signs=dict(rng.choice(SIGNS)),
        one_only=rng.random() < 0.8,
        quirks=quirks,
    )


def stacked(seed: int) -> Told:
    """One file from a seed."""
    rng = random.Random(seed)
    return written(rng, drawn(rng), book=rng.random() < 0.5)


def marks_written(file: Told, signs: Collection[str]) -> int:
    """How many cells of a file hold a mark and stand in no row or column of sums: counted cell by cell."""
    if file.name.endswith(".xlsx"):
        sheet = load_workbook(io.BytesIO(file.data)).worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)
        ]
    else:
        rows = list(csv.reader(io.StringIO(file.data.decode("utf-8"))))
    counted = 0
    sums: set[int] = set()
    for line in rows:
        if not LABELS.isdisjoint(line):
            sums = {place for place, cell in enumerate(line) if cell in TOTAL.values()}
        else:
            parted = [place for place, cell in enumerate(line) if cell in TOTAL.values()]
            wide = [
                place
                for place in range(1, len(line))
                if place not in sums and not _in_sum(line, place, parted)
            ]
            counted += sum(line[place] in signs for place in wide)
    return counted


def _in_sum(line: Sequence[str], place: int, sums: Sequence[int]) -> bool:
    """Whether a cell stands in the row of sums of a block: behind its word, and before the next name."""
    before = [one for one in sums if one <= place]
    return bool(before) and not any(cell.count(" ") == 1 for cell in line[before[-1] : place])
