"""What titles say of sittings: the lines above a table, and the name of a sheet, name a group or a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from netmap.files.importer.date_texts import day_names, is_date, month_names
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import TITLED
from netmap.files.sandbox.cells import Grid

DAY = re.compile(
    r"(?<!\d)(?:\d{4}[-._]\d{1,2}[-._]\d{1,2}|\d{1,2}([-./_])\d{1,2}\1(?:\d{4}|\d{2}))(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|°)?(?: of| di| de)?[ .-]+[^\W\d_]{3,}\.?(?: de)?,?"
    r"[ -]+(?:\d{4}|\d{2})(?!\d)"
    r"|(?<!\w)[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)"
)
"""A day within other words; months may be words."""

COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
PARTING = re.compile(r"\s[-–—|/]\s|[:;,()\n\t•]|\s{2,}")
WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?:19|20)\d{2}")
LONGEST = 300
"""A longer line is no title."""


def days_in(text: str) -> list[str]:
    """The days that stand in a text, each as it is written, or as ISO where it is written in figures alone.

    Example:
        >>> days_in("Minutes of the meeting held on Monday 8 July 2024 at 10.00am, Room 3")
        ['8 July 2024']
        >>> days_in("register_2024.07.08"), days_in("sheet 20240708"), days_in("2023/24")
        (['2024-07-08'], ['2024-07-08'], [])
    """
    shown = COMPACT.sub(r"\1-\2-\3", text[:LONGEST])
    found = (_plain_day(match[0]) for match in DAY.finditer(shown))
    return list(dict.fromkeys(day for day in found if is_date(day)))


def _plain_day(text: str) -> str:
    year_first = re.fullmatch(r"(\d{4})[-._](\d{1,2})[-._](\d{1,2})", text)
    if year_first:
        return f"{year_first[1]}-{int(year_first[2]):02d}-{int(year_first[3]):02d}"
    return text.replace("_", "-")


def sitting_day(lines: Iterable[str]) -> str:
    """The one day on which some titles say that a sitting was; empty where they say none, or several.

    A day of which a line says something else, such as when it was printed, is none.

    Example:
        >>> sitting_day(["Foglio firme incontro del 5 marzo 2015"]), sitting_day(["Updated 12/06/2024"])
        ('5 marzo 2015', '')
    """
    found = dict.fromkeys(day for line in lines if _tells_of_sitting(line) for day in days_in(line))
    return next(iter(found)) if len(found) == 1 else ""


def _tells_of_sitting(line: str) -> bool:
    words = plain_header(without_days(line)).split()
    if any(word in plain_words("titles", "elsewhere") for word in words):
        return False
    told = any(word in plain_words("titles", "sitting") for word in words)
    return told or not any(_is_own(word) and word not in day_names() for word in words)


def without_days(line: str) -> str:
    """A text without the days in it."""
    return DAY.sub(" ", line)


def groups_in(lines: Iterable[str]) -> list[str]:
    """The groups that titles name: what stands beside a word such as board or committee.

    Example:
        >>> groups_in(["Westside Partnership Board – Attendance 2023/24", "Piano di Zona - Tavolo Minori"])
        ['Westside Partnership Board', 'Tavolo Minori']
        >>> groups_in(["Minutes of the meeting held Monday", "Minutes of the Eastside Locality Meeting"])
        ['Eastside Locality Meeting']
        >>> groups_in(["Eastside Board 2023/24", "Youth Panel 12", "Tavolo Famiglie anno 2023"])
        ['Eastside Board', 'Youth Panel 12', 'Tavolo Famiglie']
    """
    parts = (part for line in lines if len(line) <= LONGEST for part in PARTING.split(without_days(line)))
    return list(dict.fromkeys(group for part in parts if (group := _group(part))))


def _group(part: str) -> str:
    """The name of a group in a part of a title, without the words that stand around every such name."""
    tokens = list(WORD.finditer(part))
    plain = [plain_header(token[0]) for token in tokens]
    kinds = plain_words("titles", "group")
    common = plain_words("titles", "plain") | day_names().keys()
    start, end = 0, len(plain)
    while start < end and plain[start] in common and _names_group(plain[start + 1 : end]):
        start += 1
    years = plain_words("dates", "year")
    while start < end and (
        plain[end - 1] in common - kinds
        or _is_year(plain[start:end])
        or (plain[end - 1] in years and end < len(plain) and _is_year(plain[: end + 1]))
    ):
        end -= 1
    if not _names_group(plain[start:end]):
        return ""
    return part[tokens[start].start() : tokens[end - 1].end()]


def _is_year(words: Sequence[str]) -> bool:
    """Whether words end with a year, or with the figures of the second of two: “2023/24”."""
    short = words[-1].isdecimal() and len(words[-1]) == 2
    return bool(YEAR.fullmatch(words[-1]) or (short and len(words) > 1 and YEAR.fullmatch(words[-2])))


def _names_group(words: Sequence[str]) -> bool:
    kinds = plain_words("titles", "group")
    return any(word in kinds for word in words) and any(_is_own(word) for word in words)


def _is_own(word: str) -> bool:
    """Whether a word of a title tells one from another."""
    common = (
        plain_words("titles", "plain") | plain_words("titles", "group") | plain_words("titles", "sitting")
    )
    return len(word) > 1 and not any(letter.isdigit() for letter in word) and word not in common


def is_plain(line: str) -> bool:
    """Whether a title says no more than a day, a month, or what stands below it, and names nothing.

    Example:
        >>> is_plain("Attendance – October 2024"), is_plain("Northside, October 2024")
        (True, False)
    """
    dated = day_names().keys() | month_names().keys()
    return not any(_is_own(word) and word not in dated for word in plain_header(without_days(line)).split())


def lines_above(grid: Grid, header: int) -> list[str]:
    """What is written above the row of the headers, a text for each cell."""
    return [text for row in grid.cells[:header] for cell in row if (text := str(cell).strip())]


def titled(groups: Sequence[str]) -> dict[str, str]:
    """The group of titles as a setting, where they name one and only one.

    It is kept apart from `zone`, which is what a person said: of another file it says nothing.
    """
    return {TITLED: groups[0]} if len(groups) == 1 else {}


def what_titles_say(grid: Grid, header: int) -> dict[str, str]:
    """The group that is named above a table, as a setting, where it is one and only one."""
    groups = groups_in(lines_above(grid, header))
    return titled(groups or groups_in(line for line in grid.above if "=" not in line))


def filled(grid: Grid) -> Iterator[tuple[int, str]]:
    """Each line of a text as it was before it was parted into cells, with its number."""
    for line, cells in zip(grid.lines.tolist(), grid.cells.tolist(), strict=True):
        text = (grid.delimiter or " ").join(cells)
        yield line, text.rstrip(f"{grid.delimiter} ") if len(cells) > 1 else text
