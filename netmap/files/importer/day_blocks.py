"""Registers below each other or side by side on one sheet, found by the days above each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from netmap.files.importer.asides import counts_others, explains_marks, is_total
from netmap.files.importer.date_texts import day_names, is_date, month_names
from netmap.files.importer.day_headers import DayHeaders, days_above, is_span, right_below
from netmap.files.importer.headers import LONGEST, plain_header
from netmap.files.importer.layouts import SEARCHED, SHORT_MARK, is_number
from netmap.files.importer.marks import is_mark, keys_in
from netmap.files.importer.recipes import VOCABULARY
from netmap.files.importer.row_parts import WHO
from netmap.files.importer.titles import days_in, groups_in, is_plain, lines_above
from netmap.files.importer.understanding import proposed
from netmap.files.sandbox.cells import Grid

MOST_OF_TITLE = 2
"""A line above headers with more cells is one of data."""

FEWEST = 2
"""So many days tell headers by themselves; one does only beside a word for names."""

LABELS = (*WHO, "actor", "name")
"""The fields of which a column of a register names people."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a sheet: its cells, and the titles right above its headers.

    `days` is the first of its days; empty where it is no register. `above` are all texts above its headers;
    `unsure`: a line that is taken for one of the block before may be a title of this one.
    """

    grid: Grid
    titles: tuple[str, ...]
    days: str
    above: tuple[str, ...] = ()
    unsure: bool = False


def day_blocks(grid: Grid) -> list[Block]:
    """The registers of a sheet, each with the titles above it; the whole sheet where it has no two of them.

    A register begins where days stand above marks: below a word for names, below a title, or below a blank
    line. Headers that are printed again without a title go on with the same register.
    """
    blocks = [block for side in _sides(grid) for block in _below_each_other(side)]
    return _of_groups(grid, blocks) if len(blocks) > 1 else [Block(grid, (), "")]


def _of_groups(grid: Grid, blocks: Sequence[Block]) -> list[Block]:
    """The same, each told of which group it is where titles above others name one and only one for all.

    A title that says more than a day may name another group: whose block it is must be asked then.
    """
    keys = _keys(grid)
    found = list(blocks)
    known: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    first = 0
    for number, block in enumerate(blocks):
        lines = block.titles if known else block.above
        groups = groups_in(lines)
        plain = not block.unsure and not groups and all(line in seen or is_plain(line) for line in lines)
        told: tuple[str, ...] = ()
        part_of = ""
        if known and plain and len(known) == 1:
            ((group, told),) = known.items()
            part_of = "" if group else grid.name
        elif known and not (plain and not block.days):
            known[groups[0] if len(groups) == 1 else f"{number}"] = lines
        elif block.days:
            known[groups[0] if len(groups) == 1 else ""], first = lines, number
        seen.update(lines)
        if part_of and block.days:
            found[first] = replace(found[first], grid=replace(found[first].grid, part_of=part_of))
        if block.days:
            found[number] = replace(block, grid=replace(block.grid, above=(*told, *keys), part_of=part_of))
    return found


def _keys(grid: Grid) -> tuple[str, ...]:
    """The lines of a sheet that explain marks, where no two of them say something else of one mark."""
    lines = [" ".join(filter(None, row)) for row in grid.cells.tolist() if explains_marks(row)]
    said: dict[str, str] = {}
    for line in lines:
        for sign, meaning in keys_in(line).items():
            if said.setdefault(sign, meaning) != meaning:
                return ()
    return tuple(dict.fromkeys(lines))


def _below_each_other(grid: Grid) -> Iterator[Block]:
    """The blocks of a sheet below each other, and of each of them those side by side."""
    begins = dict(_begins(grid, _heads(grid)))
    rows = [0, *(row for row in begins if row)]
    for first, end in zip(rows, [*rows[1:], len(grid.lines)], strict=True):
        part, head = rows_of(grid, slice(first, end)), begins.get(first)
        if head is None:
            yield Block(part, (), "")
            continue
        unsure = first > 0 and _hides_title(grid, first - 1)
        cuts = _cuts(part, head.row - first)
        if not cuts:
            own = replace(head, top=head.top - first, row=head.row - first)
            parts = _of_names_above(part, own)
            yield from (_block(each, own, unsure=unsure or len(parts) > 1) for each in parts)
        for pair in pairwise([0, *cuts, part.cells.shape[1]]) if cuts else ():
            side = columns_of(part, *pair)
            one = next(iter(_heads(side)), None)
            yield Block(side, (), "") if one is None else _block(side, one, unsure=unsure)


def _of_names_above(grid: Grid, head: DayHeaders) -> list[Grid]:
    """The registers of a block above whose days several names stand, each with the days below its name.

    A name stands above its first day, or above each; the columns beside the days belong to each register.
    Texts of months and weekdays alone part nothing.
    """
    days, dated = sorted(head.days), day_names().keys() | month_names().keys()
    for row in range(head.row):
        names = {place: cell.strip() for place, cell in enumerate(grid.cells[row].tolist()) if cell.strip()}
        told = list(dict.fromkeys(names.values()))
        if len(told) < 2 or not names.keys() <= set(days) or min(names) != days[0]:
            continue
        if any(is_span(one) or is_date(one) or is_mark(one) or is_number(one) for one in told):
            continue
        if any(set(plain_header(one).split()) <= dated for one in told):
            continue
        above: dict[int, str] = {}
        name = told[0]
        for place in days:
            name = names.get(place, name)
            above[place] = name
        return [_without(grid, [place for place in days if above[place] != one]) for one in told]
    return [grid]


def _without(grid: Grid, places: Sequence[int]) -> Grid:
    cells = grid.cells.copy()
    cells[:, places] = ""
    return replace(grid, cells=cells)


def _block(grid: Grid, head: DayHeaders, *, unsure: bool) -> Block:
    first = head.top
    while first and _is_title(grid, first - 1):
        first -= 1
    lines = [
        tuple(dict.fromkeys(lines_above(rows_of(grid, slice(row, None)), head.row - row)))
        for row in (first, 0)
    ]
    return Block(grid, lines[0], head.headers[head.days[0]] if head.days else "", lines[1], unsure)


def _begins(grid: Grid, heads: Sequence[DayHeaders]) -> Iterator[tuple[int, DayHeaders]]:
    """Where the blocks of some headers begin, their titles included.

    Headers that are printed again, and have no title above them, begin none.
    """
    before: DayHeaders | None = None
    for head in heads:
        first, floor = head.top, -1 if before is None else before.row
        while first - 1 > floor and _is_title(grid, first - 1):
            first -= 1
        again = before is not None and first == head.row and _same(grid, before.row, head.row)
        if not again:
            yield (0 if before is None and not _is_list(grid, first) else first), head
            before = head


def _same(grid: Grid, row: int, other: int) -> bool:
    return bool((grid.cells[row] == grid.cells[other]).all())


def _is_list(grid: Grid, end: int) -> bool:
    """Whether a list stands above a row and a blank line: at least two lines below headers that are known."""
    if end < 3 or _follows(grid, end):
        return False
    above = rows_of(grid, slice(0, end))
    sheet = proposed(above)
    return sheet.shape in ("people", "seats", "agencies") and sheet.header is not None


# ---- headers


def _heads(grid: Grid) -> list[DayHeaders]:
    """The rows of a sheet that are headers of days, in their order, and those that repeat their labels."""
    labels = {text for text in set(grid.cells.ravel().tolist()) if _is_label(text)}
    found = _among(grid, labels)
    own = {label for head in found for label in _labels(grid, head)}
    if own - labels:
        found = _among(grid, labels | own)
    if not found:
        return []
    rows = {head.row for head in found}
    again = [
        row
        for row in _with_label(grid, found[0])
        if row not in rows and not any(_same(grid, row, one) for one in rows)
    ]
    heads = [*found, *(replace(days_above(grid, row), top=row) for row in again)]
    return sorted(heads, key=lambda head: head.row)


def _with_label(grid: Grid, head: DayHeaders) -> list[int]:
    """The rows below headers in which the word for names stands again where it stood, and some figures."""
    cells = grid.cells[head.row].tolist()
    own = set(_labels(grid, head))
    places = [place for place, cell in enumerate(cells) if _is_person(cell)]
    places += [place for place, cell in enumerate(cells) if cell in own and not VOCABULARY.is_known(cell)]
    if not places:
        return []
    same = grid.cells[:, places[0]] == cells[places[0]]
    rows = [row for row in np.flatnonzero(same).tolist() if row > head.row]
    return [row for row in rows if any(map(str.isdecimal, "".join(grid.cells[row])))]


def _labels(grid: Grid, head: DayHeaders) -> Iterator[str]:
    """The texts of headers before the first of their days."""
    for cell in grid.cells[head.row, : min(head.days)].tolist():
        if cell.strip() and not (is_total(cell) or is_mark(cell) or is_number(cell)):
            yield cell


def _among(grid: Grid, labels: Collection[str]) -> list[DayHeaders]:
    """The rows with days above marks: with a label, below a title or a blank line, or first in the sheet."""
    perhaps: list[tuple[DayHeaders, bool]] = []
    filled = (grid.cells != "").sum(axis=1)
    labelled: npt.NDArray[np.bool_] = np.any(np.isin(grid.cells, list(labels)), axis=1)
    below_title = np.r_[True, filled[:-1] <= MOST_OF_TITLE]
    apart: list[bool] = [True, *(np.diff(grid.lines) > 1).tolist()]
    early = np.arange(len(grid.lines)) < SEARCHED
    for row in np.flatnonzero(labelled | below_title | apart | early).tolist():
        cells = grid.cells[row].tolist()
        if not labelled[row] and sum(any(map(str.isdecimal, cell)) for cell in cells) < FEWEST:
            continue
        found = days_above(grid, row)
        own = [cell for place, cell in enumerate(cells) if cell.strip() and place not in found.days]
        named = any(cell in labels for cell in cells[: found.days[0]]) if found.days else False
        mostly = len(found.days) >= max(FEWEST, len(own))
        if found.days and (
            named or (mostly and (not perhaps or apart[row] or (row > 0 and _is_title(grid, row - 1))))
        ):
            perhaps.append((found, named))
    ends = [*(found.row for found, _ in perhaps), len(grid.lines)][1:]
    return [one for (one, named), end in zip(perhaps, ends, strict=True) if _is_head(grid, one, end, named)]


def _is_label(text: str) -> bool:
    """Whether a text is a word above names of people, or of their agencies."""
    plain = plain_header(text) if 0 < len(text) <= LONGEST else ""
    return bool(plain) and any(plain in VOCABULARY.words[field] for field in (*LABELS, "agency"))


def _is_head(grid: Grid, found: DayHeaders, end: int, named: bool) -> bool:
    """Whether marks stand below days; below several beside known words alone it may be something else."""
    cells = [cell.strip() for cell in right_below(grid, found.row, found.days, end)]
    marks = sum(len(cell) <= SHORT_MARK or is_mark(cell) for cell in cells)
    if any(map(is_mark, cells)) and 2 * marks > len(cells):
        return True
    words = [cell for cell in grid.cells[found.row, : found.days[0]].tolist() if cell.strip()]
    sure = named and len(found.days) > 1 and end > found.row + 1 and all(map(VOCABULARY.is_known, words))
    return sure and 2 * sum(map(is_date, cells)) < max(1, len(cells))


# ---- titles


def _is_title(grid: Grid, row: int) -> bool:
    """Whether a row may be a title of what stands below it, and is none of data, of sums or of notes."""
    texts = _texts(grid, row)
    alone = len(texts) == 1 and row + 1 < len(grid.lines) and _follows(grid, row + 1)
    return is_title(grid, row) or (alone and not _speaks_else(texts) and not _is_beside_more(grid, row))


def is_title(grid: Grid, row: int) -> bool:
    """Whether a row is a title: it names a day or a group, or stands below a blank line."""
    texts = _texts(grid, row)
    if not texts or _speaks_else(texts):
        return False
    told = texts if len(texts) <= MOST_OF_TITLE else texts[:1]
    dated = any(is_span(text) or days_in(text) for text in told)
    apart = len(texts) <= MOST_OF_TITLE and (row == 0 or not _follows(grid, row))
    return dated or bool(groups_in(told)) or apart


def _hides_title(grid: Grid, row: int) -> bool:
    """Whether a row that is taken for data holds no mark, and may be a title of what stands below it."""
    texts = _texts(grid, row)
    return not _speaks_else(texts) and _follows(grid, row + 1) and not _is_beside_more(grid, row)


def _texts(grid: Grid, row: int) -> list[str]:
    return [cell.strip() for cell in grid.cells[row].tolist() if cell.strip()]


def _speaks_else(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are marks, numbers, sums or a note."""
    if any((is_mark(text) or is_number(text)) and not is_span(text) for text in texts):
        return True
    lines = list(texts)
    return (
        any(map(is_total, lines)) or counts_others(lines) or explains_marks(lines) or lines[-1].endswith(".")
    )


def _is_beside_more(grid: Grid, row: int) -> bool:
    """Whether the first text of a row stands in its column once more, with others beside it: it is a name."""
    place = next(place for place, cell in enumerate(grid.cells[row]) if cell.strip())
    same = grid.cells[:, place] == grid.cells[row, place]
    same[row] = False
    return bool(((grid.cells[same] != "").sum(axis=1) > 1).any())


def _follows(grid: Grid, row: int) -> bool:
    """Whether a row stands right below the one before."""
    return bool(grid.lines[row] == grid.lines[row - 1] + 1)


# ---- side by side


def _sides(grid: Grid) -> list[Grid]:
    """The parts of a sheet between blank columns, each a register with whatever stands beside it."""
    blank = ~(grid.cells != "").any(axis=0)
    inner = [place for place in np.flatnonzero(blank).tolist() if 0 < place < len(blank) - 1]
    if not inner or len(inner) > SEARCHED or not _heads(grid):
        return [grid]
    cuts: list[int] = []
    for place in inner:
        left = columns_of(grid, cuts[-1] if cuts else 0, place)
        if _named_heads(left) and _named_heads(columns_of(grid, place, len(blank))):
            cuts.append(place)
    bounds = [0, *cuts, len(blank)]
    return [columns_of(grid, *pair) for pair in pairwise(bounds)] if cuts else [grid]


def _named_heads(grid: Grid) -> bool:
    """Whether the first headers of days have a word for names before their first day."""
    return any(
        any(_is_label(cell) for cell in grid.cells[head.row, : head.days[0]]) for head in _heads(grid)[:1]
    )


def _cuts(grid: Grid, row: int) -> list[int]:
    """The columns in which further registers begin in a row of headers: names again, then days again."""
    cells = grid.cells[row].tolist()
    days = set(days_above(grid, row).days)
    cuts: list[int] = []
    for place in range(1, len(cells)):
        names = _is_person(cells[place])
        before = [one for one in days if (cuts[-1] if cuts else 0) < one < place]
        after = [one for one in days if one > place]
        if names and before and after:
            while place - 1 not in days and _is_label(cells[place - 1]) and not _is_person(cells[place - 1]):
                place -= 1  # noqa: PLW2901
            cuts.append(place)
    return cuts


def _is_person(text: str) -> bool:
    plain = plain_header(text) if 0 < len(text) <= LONGEST else ""
    return bool(plain) and any(plain in VOCABULARY.words[field] for field in LABELS)


# ---- parts


def rows_of(grid: Grid, rows: slice) -> Grid:
    """Some rows of a sheet."""
    lines = grid.lines[rows]
    hidden = tuple(line for line in grid.hidden_rows if line in lines)
    return replace(grid, cells=grid.cells[rows], lines=lines, hidden_rows=hidden)


def columns_of(grid: Grid, left: int, right: int) -> Grid:
    """Some columns of a sheet, each where it was, in the lines in which something stands in them."""
    cells = np.full_like(grid.cells, "")
    cells[:, left:right] = grid.cells[:, left:right]
    kept: npt.NDArray[np.bool_] = (cells != "").any(axis=1)
    lines = grid.lines[kept]
    hidden = tuple(line for line in grid.hidden_rows if line in lines)
    return replace(grid, cells=cells[kept], lines=lines, hidden_rows=hidden)
