"""Names and words of a study in other languages: which columns may have them, and tables that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from netmap.model.findings import WARNING, Finding
from netmap.model.i18n import LANGUAGES, N_
from netmap.model.raw_tables import Draft, Sheet

NAMES: Mapping[str, tuple[str, ...]] = {
    "levels": ("name",),
    "partnerships": ("name", "area"),
    "agencies": ("name", "sector"),
    "practitioners": ("profession",),
    "services": ("name", "audience"),
    "zones": ("name", "purpose"),
    "posts": ("role",),
    "meetings": ("title",),
    "waves": ("name",),
    "objects": ("name",),
    "events": ("name",),
}
"""The columns that only say how something is called: a reader's study holds them in the reader's language."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "services": ("need", "area"),
    "zones": ("form",),
    "contacts": ("channel",),
}
"""The columns whose words are filters and addresses too: they stay, and are translated where shown."""

ALIKE = {("attendance", "role"): ("posts", "role")}
"""Columns that hold the words of another one, and read as those."""

COLUMNS = {table: (*NAMES.get(table, ()), *WORDS.get(table, ())) for table in dict.fromkeys((*NAMES, *WORDS))}
"""Every column whose texts may be translated, by table."""


def texts_of(rows: pd.DataFrame, language: str, table: str, column: str) -> dict[str, str]:
    """What stands in a column, and how it reads in a language, by rows of translations."""
    mine = rows[(rows["language"] == language) & (rows["table"] == table) & (rows["column"] == column)]
    return dict(zip(mine["value"], mine["text"], strict=True))


def named_in(tables: Mapping[str, pd.DataFrame], language: str) -> dict[str, pd.DataFrame]:
    """Tables of a study that has translations, with names in a language where it has them; else its own."""
    found, rows = dict(tables), tables["translations"]
    named = [(table, column) for table, columns in NAMES.items() for column in columns]
    for table, column in (*named, *ALIKE):
        texts = texts_of(rows, language, *ALIKE.get((table, column), (table, column)))
        if texts and column in found.get(table, ()):
            found[table] = found[table].assign(**{column: read_as(found[table][column], texts)})
    return found


def read_as(column: pd.Series, texts: Mapping[str, str]) -> pd.Series:
    """A column of texts as they read elsewhere; one without a translation as it stands."""
    return column.map(lambda own: texts.get(own, own), na_action="ignore").astype("str")


def unknown_translations(draft: Draft) -> Iterator[Finding]:
    """Translations that nobody is shown: of a language, a table, a column or a text that there is not."""
    if not (sheet := draft.sheets.get("translations")):
        return
    rows = np.arange(sheet.rows)
    cells = (sheet.columns[name].texts(rows) for name in ("table", "column", "value", "language"))
    there, odd = _texts_there(draft), _Odd(sheet)
    for row, (table, column, value, language) in enumerate(zip(*cells, strict=True)):
        if language and language not in LANGUAGES:
            odd.languages.append(row)
        if table and table not in COLUMNS:
            odd.tables.append(row)
        elif table and column and column not in COLUMNS[table]:
            odd.columns[row] = ", ".join(COLUMNS[table])
        elif table and column and value and value not in there.get((table, column), (value,)):
            odd.values[row] = f"{table}.{column}"
    yield from odd.findings()


def _texts_there(draft: Draft) -> dict[tuple[str, str], set[str]]:
    """What stands in each column that may be translated; nothing of a table that could not be read."""
    there = {
        (table, column): set(map(str, draft.column(table, column).values))
        for table, names in COLUMNS.items()
        for column in names
        if table not in draft.unreadable
    }
    for alike, column in ALIKE.items():
        if column in there:
            there[column] |= set(map(str, draft.column(*alike).values))
    return there


@dataclass(frozen=True, slots=True)
class _Odd:
    """The rows of translations that nobody is shown, with what there is in their place."""

    sheet: Sheet
    languages: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """One finding for each way in which a row may be one."""
        one_of = N_("Take one of: {known}.")
        reason = N_("There are no pages in the language “{value}”, so nobody is shown this text yet.")
        yield self._of("language", self.languages, "unknown-language", reason, one_of, ", ".join(LANGUAGES))
        reason = N_("Nothing of a table “{value}” is shown in another language.")
        yield self._of("table", self.tables, "untranslated-table", reason, one_of, ", ".join(COLUMNS))
        reason, known = N_("The column “{value}” is not shown in another language."), self.columns
        yield self._of("column", known, "untranslated-column", reason, one_of, list(known.values()))
        reason = N_("“{value}” does not stand in {known}, so nobody is shown its translation.")
        cure, known = N_("Write the text as it stands there, or take the row out."), self.values
        yield self._of("value", known, "untranslated-value", reason, cure, list(known.values()))

    def _of(
        self, column: str, rows: Iterable[int], code: str, reason: str, cure: str, known: str | list[str]
    ) -> Finding:
        found = np.fromiter(rows, dtype=np.int64)
        return Finding(self.sheet, column, found, code, reason, cure, WARNING, places={"known": known})
