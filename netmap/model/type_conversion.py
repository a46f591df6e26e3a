"""Text into the types of the schema: dates into ISO text, numbers, yes and no, words of a closed list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.coded_columns import Coded
from netmap.model.date_reading import AMBIGUOUS, AMBIGUOUS_MORE, DAY_FIRST, REASONS, read_dates
from netmap.model.findings import WARNING, Finding, rows_where
from netmap.model.i18n import N_
from netmap.model.raw_tables import Sheet
from netmap.model.schema import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, Column
from netmap.model.value_reading import read_boolean, read_integer, read_number

READERS: dict[str, Callable[[str], float | bool | None]] = {
    BOOLEAN: read_boolean,
    INTEGER: read_integer,
    NUMBER: read_number,
}
"""For each type that is no text how one value is read."""

NOT_READ = {
    BOOLEAN: ("not-yes-or-no", N_("“{value}” is neither yes nor no."), N_("Write true or false.")),
    INTEGER: ("not-a-whole-number", N_("“{value}” is no whole number."), N_("Write it as 0, 1, 2 ...")),
    NUMBER: ("not-a-number", N_("“{value}” is no number."), N_("Write it with a point, such as 1.5.")),
}
"""For each of them code, reason and cure where it cannot be read."""


def checked_types(sheet: Sheet, order: str | None) -> tuple[Sheet, list[Finding]]:
    """A sheet whose typed columns hold only what can be read, its words as the schema spells them, and
    what could not be read."""
    columns: dict[str, Coded] = {}
    findings: list[Finding] = []
    for name, column in sheet.schema.columns.items():
        if column.enum:
            columns[name] = _in_its_words(column, sheet.columns[name])
        elif column.type != TEXT and not sheet.columns[name].blank:
            columns[name], found = _read(sheet, column, sheet.columns[name], order)
            findings += found
    return sheet.with_columns(columns), findings


def _in_its_words(column: Column, texts: Coded) -> Coded:
    """The words of a closed vocabulary as it spells them; a word that it does not have stays as it is."""
    spelt = {word.casefold(): word for word in column.enum}
    return texts.renamed([spelt.get(str(text).strip().casefold(), str(text)) for text in texts.values])


def _read(sheet: Sheet, column: Column, texts: Coded, order: str | None) -> tuple[Coded, list[Finding]]:
    if column.type == DATE:
        return _read_dates(sheet, column, texts, order)
    read = READERS[column.type]
    good = [str(text) if read(str(text)) is not None else None for text in texts.values]
    bad = [text is None for text in good]
    return texts.renamed(good), list(_unread(sheet, column, texts, bad, NOT_READ[column.type]))


def _read_dates(sheet: Sheet, column: Column, texts: Coded, order: str | None) -> tuple[Coded, list[Finding]]:
    dates = read_dates([str(text) for text in texts.values], order)
    findings: list[Finding] = []
    for code in sorted(set(dates.codes.values())):
        bad = [dates.codes.get(place) == code for place in range(len(texts.values))]
        unread = _unread(sheet, column, texts, bad, (code, *REASONS[code]))
        findings += [_told_once(found) if code == AMBIGUOUS else found for found in unread]
    findings += _how_read(sheet, column, texts, dates.inferred, dates.serials)
    return texts.renamed(dates.texts), findings


def _unread(
    sheet: Sheet, column: Column, texts: Coded, bad: Sequence[bool], why: tuple[str, str, str]
) -> Iterator[Finding]:
    if any(bad):
        rows = rows_where(texts.look_up(np.array(bad), False))
        yield Finding(sheet, column.name, rows, *why, texts=texts.texts(rows))


def _told_once(found: Finding) -> Finding:
    """All days of a column that can be read in two ways, as one problem: one word mends them all."""
    reason = found.reason if len(found.rows) == 1 else AMBIGUOUS_MORE
    return replace(found, at_first=True, reason=reason)


def _how_read(
    sheet: Sheet, column: Column, texts: Coded, inferred: str | None, serials: bool
) -> Iterator[Finding]:
    rows = rows_where(texts.filled)
    if inferred is not None:
        reason = (
            N_("Dates such as 03/04/2011 were read with the day first, as others of this column show.")
            if inferred == DAY_FIRST
            else N_("Dates such as 03/04/2011 were read with the month first, as others of this column show.")
        )
        cure = N_("Write dates as 2011-04-03 to be sure.")
        yield Finding(sheet, column.name, rows, "date-order", reason, cure, WARNING, together=True)
    if serials:
        reason = N_("Numbers such as 40908 were read as the day numbers of a spreadsheet.")
        cure = N_("Write dates as 2011-12-31 to be sure.")
        yield Finding(sheet, column.name, rows, "date-serial", reason, cure, WARNING, together=True)


def typed_series(column: Column | None, texts: Coded) -> pd.Series:
    """A checked column as a study holds it: text and dates as `str`, numbers and yes-or-no converted."""
    if column is None or column.type in (TEXT, DATE):
        return texts.series()
    read: list[Any] = [READERS[column.type](str(text)) for text in texts.values]
    if column.type == BOOLEAN:
        yes = texts.look_up(np.array(read, dtype=bool), False).astype(bool)
        return pd.Series(pd.arrays.BooleanArray(yes, ~texts.filled))
    numbers = pd.Series(texts.look_up(np.array(read, dtype=np.float64), np.nan))
    return numbers.astype(column.dtype)
