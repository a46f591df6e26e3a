"""A recipe: one form in which people keep who met whom, how its table is found, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from netmap.files.importer import layouts
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import IGNORED, KEPT, Field
from netmap.files.importer.headers import LONGEST, REPAIR_HEADERS, Vocabulary, plain_header
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.records import Piece, Record, Row, Unread
from netmap.files.sandbox.cells import Grid
from netmap.files.sandbox.spool import letters
from netmap.model.derived import cached_property

Found = dict[int, tuple[str, bool]]
"""For each place of a column what it says, and whether its header says so exactly."""


@dataclass(frozen=True, slots=True)
class Headers:
    """Columns by which a form is known: it `needs` one of each group, none of `bars` may be there, and it
    `takes` no others. All are names of fields."""

    needs: tuple[tuple[str, ...], ...]
    takes: tuple[str, ...]
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """One form of file.

    `find` looks for the form in a sheet by its layout, and gives the mapping, or None; `headers` are
    the columns by which it is known else. `row` reads a row, `cell` a cell of a matrix in which something is
    written: a record, None where it makes none, or `Unread`; `aside` says why a row is none of data; `pieces`
    gives all records of a sheet whose rows do not hold one each. `fields` are what its columns may say beside
    `fields.FIELDS`, or further words for one of these; `settings` what must be said where no column says it;
    `adjust` gives settings to what was found by headers, and may add columns; `several`: a cell may
    hold several names.
    """

    name: str
    title: str
    find: Callable[[SheetSeen], SheetMapping | None] | None = None
    headers: tuple[Headers, ...] = ()
    row: Callable[[Row, CellMeaning], Record | None] | None = None
    cell: Callable[[Row, ColumnMapping, str, CellMeaning], Record | None] | None = None
    aside: Callable[[Row], Unread | None] | None = None
    pieces: Callable[[SheetMapping, Grid, CellMeaning], Iterator[Piece]] | None = None
    fields: tuple[Field, ...] = ()
    settings: tuple[str, ...] = ()
    adjust: Callable[[SheetSeen, int, Found], dict[str, str]] | None = None
    several: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """How a recipe fits headers: for each field the column, and whether its header says so exactly."""

    shape: str
    fields: dict[str, tuple[int, bool]]


def fits(headers: Sequence[str], recipes: Sequence[Recipe], vocabulary: Vocabulary) -> list[Fit]:
    """Every recipe that headers fit, the best first; those whose needs are met exactly come first."""
    plain = [plain_header(header) if len(header) <= LONGEST else "" for header in headers]
    tried = [(recipe.name, one) for recipe in recipes for one in recipe.headers]
    exact = [fit for name, one in tried if (fit := _fit(name, one, plain, vocabulary, near=False))]
    near = [fit for name, one in tried if (fit := _fit(name, one, plain, vocabulary, near=True))]
    found: dict[str, Fit] = {}
    for fit in (*exact, *near):
        found.setdefault(fit.shape, fit)
    wider = {fit.shape: fit for fit in reversed(near)}
    return [_wider(fit, wider.get(fit.shape)) for fit in found.values()]


def _wider(fit: Fit, other: Fit | None) -> Fit:
    """The fit with the unsure columns of the same shape, where they add some and change none."""
    if other is None or not all(other.fields.get(name) == at for name, at in fit.fields.items()):
        return fit
    return other


def _fit(name: str, headers: Headers, plain: Sequence[str], known: Vocabulary, *, near: bool) -> Fit | None:
    fields: dict[str, tuple[int, bool]] = {}
    for sure in (True, False) if near else (True,):
        for one in headers.takes:
            taken = [place for place, _ in fields.values()]
            found = None if one in fields else known.column_for(one, plain, taken, near=not sure)
            if found:
                fields[one] = found
    _halve(fields, plain)
    barred = any(known.column_for(one, plain, (), near=False) for one in headers.bars)
    met = all(any(one in fields for one in group) for group in headers.needs)
    return Fit(name, fields) if met and not barred else None


HALVES = ("name", "nome", "nom")
"""Headers above whole names, or above one half of each where the other half has a column too."""


def _halve(fields: dict[str, tuple[int, bool]], plain: Sequence[str]) -> None:
    """Take a column of names for their first or last half, where only the other half has a column."""
    if "person" not in fields or plain[fields["person"][0]] not in HALVES:
        return
    for one, other in (("first_name", "last_name"), ("last_name", "first_name")):
        if other in fields and one not in fields:
            fields[one] = fields.pop("person")
            return


class SheetSeen:
    """A sheet while it is looked at: its cells, where its headers stand, and which recipes they fit."""

    def __init__(self, grid: Grid, recipes: Sequence[Recipe], vocabulary: Vocabulary) -> None:
        self.grid = grid
        self.vocabulary = vocabulary
        self._recipes = recipes

    @property
    def stem(self) -> str:
        """The name of the sheet, or of its file without the suffix."""
        return PurePath(self.grid.name).stem if self.grid.delimiter else self.grid.name

    @cached_property
    def header(self) -> int | None:
        """The row of the headers; None where the first row is one of data."""
        return layouts.header_row(self.grid, self.vocabulary)

    @cached_property
    def fits(self) -> list[Fit]:
        """The recipes that the headers fit, the best first."""
        if self.header is None:
            return []
        return self.fits_of([str(cell) for cell in self.grid.cells[self.header]])

    def fits_of(self, headers: Sequence[str]) -> list[Fit]:
        """The recipes that some headers fit, the best first."""
        return fits(headers, self._recipes, self.vocabulary)

    def fit(self, headers: Headers, without: Collection[int] = ()) -> Fit | None:
        """How the sheet's headers fit exactly, without some columns; None where they do not."""
        if self.header is None:
            return None
        cells = enumerate(self.grid.cells[self.header])
        plain = ["" if place in without else plain_header(str(cell)) for place, cell in cells]
        return _fit("", headers, plain, self.vocabulary, near=False)

    def mapping(
        self,
        shape: str,
        header: int | None,
        fields: Found,
        *,
        table: str = "",
        rest: str = KEPT,
        settings: Mapping[str, str] | None = None,
        headers: Mapping[int, str] | None = None,
    ) -> SheetMapping:
        """The mapping of the sheet in which columns say fields, and the others are kept or left out.

        `headers` are those of columns over which more stands than one cell.
        """
        grid, columns = self.grid, []
        for place in range(grid.cells.shape[1]):
            text = "" if header is None else str(grid.cells[header][place]).strip()
            text = (headers or {}).get(place, text)
            nameless = (
                not text and header is not None and any(map(str.strip, grid.cells[header + 1 :, place]))
            )
            said = (rest if text and text not in REPAIR_HEADERS else IGNORED, not nameless)
            one, sure = fields.get(place, said)
            columns.append(ColumnMapping(place, text or letters(place), one, sure))
        line = None if header is None or not len(grid.lines) else int(grid.lines[header])
        return SheetMapping(grid.name, shape, line, tuple(columns), table, grid.place, dict(settings or {}))
