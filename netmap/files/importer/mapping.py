"""How a file is read: what each sheet is and what each column says. A reader may correct it."""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES

TITLED = "titled"
"""The setting in which the group stands that a title, or the program that wrote the file, names."""

AGENCIES = "agencies"
"""The setting with the line in which the agencies of names across stand."""

CHOICES, PIVOT = "choices", "pivot"
"""The setting of a sheet that is left out because it holds values to choose from."""

TABLE = "table"
"""The shape of a sheet that is a table of a study."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column says. `place` counts from 0; `field` is one of `fields.FIELDS`, `kept` or `ignored`;
    in a sheet that is a table of a study, the table's own column. `sure`: its header says so exactly."""

    place: int
    header: str
    field: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What one sheet (or file) is.

    `shape` is the name of a recipe, empty where the sheet is left out; `table` is the table of a study that
    it is, for the shape `table`. `header` is the line of the headers, None where there are none. `settings`
    are what the table does not say itself: `relation`, `zone`, `wave`, `start`, `sort` (person or agency),
    `titled` (the group that a title names), `list` (of which its sheets are parts), `key` (what marks say),
    `agencies` (the line with those of names across), `date` and `title` of its one sitting, and `until`, its
    last line.
    """

    sheet: str
    shape: str
    header: int | None
    columns: tuple[ColumnMapping, ...]
    table: str = ""
    place: str = ""
    settings: Mapped[str, str] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The group that met, as somebody said or else a title names it; empty where neither does."""
        return self.settings.get("zone") or self.settings.get(TITLED, "")

    def column(self, field: str) -> int | None:
        """The place of the column that says something, or None."""
        return next((column.place for column in self.columns if column.field == field), None)

    def with_field(self, place: int, field: str) -> SheetMapping:
        """The same, with a column corrected."""
        changed = tuple(
            replace(column, field=field, sure=True) if column.place == place else column
            for column in self.columns
        )
        return replace(self, columns=changed)

    def with_setting(self, name: str, value: str) -> SheetMapping:
        """The same, with something said that the sheet does not say."""
        return replace(self, settings={**self.settings, name: value})


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read: a mapping for each sheet, and encoding and delimiter if they were said."""

    sheets: tuple[SheetMapping, ...]
    encoding: str | None = None
    delimiter: str | None = None

    def sheet(self, name: str, place: str = "") -> SheetMapping | None:
        """The mapping of a sheet, or None."""
        return next((one for one in self.sheets if (one.sheet, one.place) == (name, place)), None)

    def with_sheet(self, changed: SheetMapping) -> Mapping:
        """The same, with one sheet corrected."""
        same = (changed.sheet, changed.place)
        sheets = tuple(changed if (one.sheet, one.place) == same else one for one in self.sheets)
        return replace(self, sheets=sheets)

    def to_json(self) -> dict[str, Any]:
        """The mapping as plain values."""
        said = asdict(self)
        said["sheets"] = [{**sheet, "columns": list(sheet["columns"])} for sheet in said["sheets"]]
        return said

    @staticmethod
    def from_json(said: Any) -> Mapping:
        """A mapping out of plain values.

        Raises:
            ArgumentError: something that is no mapping, or names a shape or field that there is not.

        Example:
            >>> column = ColumnMapping(0, "name", "person")
            >>> mapping = Mapping((SheetMapping("list", "people", 1, (column,)),))
            >>> Mapping.from_json(mapping.to_json()) == mapping
            True
        """
        try:
            sheets = tuple(_sheet(sheet) for sheet in said["sheets"])
            return Mapping(sheets, said.get("encoding"), said.get("delimiter"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ArgumentError(N_("This is no mapping of columns: {why}"), why=str(error)[:200]) from error


def _sheet(said: Mapped[str, Any]) -> SheetMapping:
    from netmap.files.importer.recipes import BY_NAME

    header = said["header"]
    if said["shape"] == TABLE:
        _known(said["table"], tuple(TABLES))
    return SheetMapping(
        sheet=str(said["sheet"]),
        shape=_known(said["shape"], ("", *BY_NAME)),
        header=None if header is None else int(header),
        columns=tuple(_column(column, said.get("table", "")) for column in said["columns"]),
        table=_known(said.get("table", ""), ("", *TABLES)),
        place=str(said.get("place", "")),
        settings={str(name): str(value) for name, value in said.get("settings", {}).items()},
    )


def _column(said: Mapped[str, Any], table: str) -> ColumnMapping:
    from netmap.files.importer.recipes import FIELDS

    names = (field.name for field in FIELDS)
    known = (*names, KEPT, IGNORED, *(TABLES[table].columns if table in TABLES else ()))
    return ColumnMapping(
        int(said["place"]), str(said["header"]), _known(said["field"], known), bool(said.get("sure", True))
    )


def _known(word: Any, known: tuple[str, ...]) -> str:
    if word not in known:
        raise ValueError(f"{word!r}: {', '.join(name for name in known if name)}")
    return str(word)
