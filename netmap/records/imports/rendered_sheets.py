"""A sheet of a file in words: what it is taken for, column by column, and what no column says."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.mapping import Mapping, SheetMapping
from netmap.files.importer.recipes import BY_NAME, FIELDS
from netmap.files.importer.understanding import UnderstoodSheet
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.records.labels import column_word


@dataclass(frozen=True, slots=True)
class Choice:
    """One value and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """A column: its header, what it is taken for and whether surely, and a few of its cells."""

    place: int
    header: str
    field: str
    sure: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingSaid:
    """Something that no column of a sheet says: what it is, and what it is taken to be (empty: not known)."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """A sheet: its first rows as they stand, what it is taken for (empty: left out), its columns, and what
    none of them says."""

    sheet: str
    place: str
    rows: int
    first_rows: tuple[tuple[str, ...], ...]
    shape: str
    columns: tuple[ColumnSaid, ...]
    fields: tuple[Choice, ...]
    settings: tuple[SettingSaid, ...]


def sheet_said(found: UnderstoodSheet, mapping: Mapping, t: Translator) -> SheetSaid:
    """A sheet in words.

    Args:
        found: what it was understood to be at first.
        mapping: how the file is read now.
        t: the reader's language.
    """
    now = mapping.sheet(found.sheet, found.place)
    cells = {column.place: column.examples for column in found.columns}
    columns = () if now is None else now.columns
    return SheetSaid(
        found.sheet,
        found.place,
        found.rows,
        found.first_rows,
        "" if now is None else now.shape,
        tuple(
            ColumnSaid(each.place, each.header, each.field, each.sure, cells.get(each.place, ()))
            for each in columns
        ),
        _fields(now, t),
        () if now is None else _settings(now, t),
    )


SETTINGS = {
    "relation": N_("The relation, which no column says"),
    "wave": N_("The round of asking, which no column says"),
    "zone": N_("The group that met, which no column says"),
    "title": N_("The title of the sitting, which no column says"),
    "date": N_("The day of the sitting, which no column says"),
    "key": N_("What the marks say, such as “x = present, A = apologies”"),
}
"""What must be said of a sheet where no column of it says it, as its recipe names it."""


def _settings(sheet: SheetMapping, t: Translator) -> tuple[SettingSaid, ...]:
    return tuple(
        SettingSaid(
            name, t.gettext(SETTINGS[name]), sheet.group if name == "zone" else sheet.settings.get(name, "")
        )
        for name in (BY_NAME[sheet.shape].settings if sheet.shape else ())
        if sheet.column(name) is None
    )


OF_COLUMNS = {KEPT: N_("kept under its own name"), IGNORED: N_("left out")}


def field_title(name: str) -> str:
    """What a field of a column is called, in English."""
    return OF_COLUMNS.get(name) or next((field.title for field in FIELDS if field.name == name), name)


def _fields(sheet: SheetMapping | None, t: Translator) -> tuple[Choice, ...]:
    """What a column of a sheet may say."""
    more = tuple(Choice(name, t.gettext(title)) for name, title in OF_COLUMNS.items())
    if sheet is not None and sheet.table in TABLES:
        return (*(Choice(name, column_word(name, t)) for name in TABLES[sheet.table].columns), *more)
    return (*(Choice(field.name, t.gettext(field.title)) for field in FIELDS), *more)
