"""Where the headers of a sheet stand, and whether it is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from netmap.files.importer.date_texts import is_date
from netmap.files.importer.headers import Vocabulary, plain_header
from netmap.files.importer.marks import is_mark
from netmap.files.importer.names import sure_key
from netmap.files.sandbox.cells import Grid

SEARCHED = 30
SAMPLED = 200
FEWEST = 2
"""So many known words and nothing else tell the headers of a list, though others below it have more."""

SHORT_MARK = 2
"""A text of so few letters may be a mark, though it must be asked which."""
Row = Sequence[str]


def header_row(grid: Grid, vocabulary: Vocabulary) -> int | None:
    """The row of the headers; None where the first row is one of data.

    It is the first row with the most cells that are known words or dates in a row of their own, unless the
    rows below it go on like it; else the first row, if nothing in it looks like a number or a date.
    """
    scores = [_score(row, vocabulary) for row in grid.cells[:SEARCHED]]
    best = max(scores, default=0)
    if best > 0:
        found = _first_list(grid, scores.index(best), scores, vocabulary)
        return None if _goes_on(grid, found, vocabulary) else found
    first = [cell for cell in grid.cells[0] if cell.strip()]
    return None if any(_is_value(cell) for cell in first) or len(first) < 2 else 0


def _first_list(grid: Grid, found: int, scores: list[int], vocabulary: Vocabulary) -> int:
    """The headers of a list of people that stands above the row with the most known words; else that row."""
    people = {word for field in ("person", "last_name", "first_name") for word in vocabulary.words[field]}
    for row in range(found - 1):
        cells = [cell for cell in grid.cells[row] if cell.strip()]
        named = any(plain_header(cell) in people for cell in cells)
        if named and len(cells) == scores[row] >= FEWEST and grid.lines[row + 1] == grid.lines[row] + 1:
            return row
    return found


def _score(row: Row, vocabulary: Vocabulary) -> int:
    known = sum(vocabulary.is_known(cell) for cell in row)
    dates = sum(is_date(cell) for cell in row)
    return known + (dates if dates >= 2 else 0)


def _goes_on(grid: Grid, found: int, vocabulary: Vocabulary) -> bool:
    """Whether a row has dates and no known word, and the rows below go on with dates in the same columns."""
    row = grid.cells[found]
    below = grid.cells[found + 1 : found + 1 + SAMPLED]
    dated = [place for place, cell in enumerate(row) if is_date(cell)]
    if not dated or not len(below) or any(vocabulary.is_known(cell) for cell in row):
        return False
    return all(is_date(cell) for line in below for place in dated if (cell := line[place]).strip())


def _is_value(cell: str) -> bool:
    return is_number(cell) or is_date(cell)


def is_number(cell: str) -> bool:
    """Whether a cell is a number."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


LOOKS = (("number", is_number), ("date", is_date), ("mark", is_mark))


def looks_like(cells: list[str]) -> str:
    """What cells look like: number, date, mark, text, or blank where there are none.

    Example:
        >>> looks_like(["2011-12-31", "31/12/2011"]), looks_like(["x", ""]), looks_like(["Ann"])
        ('date', 'mark', 'text')
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return "blank"
    return next((look for look, is_one in LOOKS if all(is_one(cell) for cell in filled)), "text")


def turned_header(grid: Grid, date: int = 0) -> int | None:
    """The row above the dates of a sheet with a row for each sitting: dates below each other, then marks.

    `date` is the place of the column of dates.
    """
    if grid.cells.shape[1] < date + 3:
        return None
    dated = [row for row, cells in enumerate(grid.cells[:SEARCHED]) if is_date(cells[date])]
    if not dated or not dated[0]:
        return None
    body = grid.cells[dated[0] : dated[0] + SAMPLED]
    days = [is_date(row[date]) for row in body if row[date].strip()]
    marks = [cell for row in body if is_date(row[date]) for cell in row[date + 1 :] if cell.strip()]
    good = sum(map(is_mark, marks))
    short = sum(len(cell.strip()) <= SHORT_MARK or is_mark(cell) for cell in marks)
    told = 2 * good > len(marks) and short >= 0.8 * len(marks)
    is_one = sum(days) >= max(2, 0.6 * len(days)) and bool(marks) and told
    return dated[0] - 1 if is_one else None


def square_names(grid: Grid) -> tuple[int, list[str]] | None:
    """Header row and names of a matrix with a row and a column for each of the same names; else None."""
    rows, width = grid.cells.shape
    for header in range(min(SEARCHED, rows)):
        if rows - header > 2 * width + SEARCHED:
            continue
        names = [cell for cell in grid.cells[header][1:] if cell.strip()]
        below = [row[0] for row in grid.cells[header + 1 :] if row[0].strip()]
        same = len(names) == len(below) >= 2 and _keys(names) == _keys(below)
        if same and _codes_only(grid, header):
            return header, names
    return None


def _keys(names: list[str]) -> list[tuple[str, ...]]:
    return sorted(sure_key(name, ordered=True) for name in names)


def _codes_only(grid: Grid, header: int) -> bool:
    cells = [cell for row in grid.cells[header + 1 :] for cell in row[1:] if cell.strip()]
    return all(len(cell.strip()) <= 8 for cell in cells)
