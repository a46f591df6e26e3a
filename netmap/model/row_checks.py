"""Errors that a table shows by itself: blanks, closed vocabularies, doubles, periods, odd characters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import parse_qsl, urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.coded_columns import Coded, Rows
from netmap.model.dates import NO_DAY
from netmap.model.findings import DUPLICATE, WARNING, Finding, rows_where
from netmap.model.header_matching import must_come, near_name
from netmap.model.i18n import N_
from netmap.model.raw_tables import Draft, Sheet

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of ours can carry: control characters and halves of characters."""


def odd_characters(draft: Draft) -> Iterator[Finding]:
    """Text with characters that cannot be written to a file again."""
    for sheet in draft.sheets.values():
        for name, texts in sheet.columns.items():
            if UNWRITABLE.search("".join(texts.values)):
                odd = np.array([UNWRITABLE.search(text) is not None for text in texts.values])
                rows = rows_where(texts.look_up(odd, False))
                reason = N_("The text holds a control character.")
                shown = [ascii(text)[1:-1] for text in texts.texts(rows)]
                cure = N_("Take it out; it cannot be seen, and was probably pasted in.")
                yield Finding(sheet, name, rows, "odd-character", reason, cure, texts=shown)


def blank_keys(draft: Draft) -> Iterator[Finding]:
    """Rows without the ids that make them say something."""
    for sheet in draft.sheets.values():
        for name in sheet.schema.required:
            rows = rows_where(draft.blank(sheet.name, name))
            if name in sheet.absent and must_come(sheet.schema, name):
                yield _absent(sheet, name, rows)
            else:
                reason, cure = N_("{column} is blank."), N_("Fill it in, or take the row out.")
                yield Finding(sheet, name, rows, "blank-key", reason, cure)


def _absent(sheet: Sheet, name: str, rows: Rows) -> Finding:
    others = [column for column in sheet.columns if column not in sheet.schema.columns]
    near = [other for other in others if near_name(other, [name])] or get_close_matches(name, others, n=1)
    cure = (
        N_("Is it the column {near}? Then rename that one to {column}.")
        if near
        else N_("Add the column {column}, filled in on every row.")
    )
    places = {"near": next(iter(near), "")}
    reason = N_("The table has no column {column}.")
    return Finding(sheet, name, rows, "no-column", reason, cure, together=True, places=places)


def closed_vocabularies(draft: Draft) -> Iterator[Finding]:
    """Values outside a closed vocabulary."""
    for sheet in draft.sheets.values():
        for name, column in sheet.schema.columns.items():
            if column.enum:
                texts = sheet.columns[name]
                rows = rows_where(texts.look_up(~np.isin(texts.values, list(column.enum)), False))
                places = {"words": ", ".join(column.enum)}
                reason, cure = N_("“{value}” is no {column} that is known."), N_("Write one of: {words}.")
                yield Finding(sheet, name, rows, "unknown-word", reason, cure, places=places)


def duplicate_keys(draft: Draft) -> Iterator[Finding]:
    """Second and later rows of a key."""
    for sheet in draft.sheets.values():
        if sheet.schema.key:
            rows, firsts = _doubles([sheet.columns[name] for name in sheet.schema.key])
            places = {"first": [sheet.line(row) for row in firsts.tolist()]}
            reason = N_("“{value}” is already on line {first}.")
            cure = N_("Give each row its own {column}, or take one of the rows out.")
            column = sheet.schema.key[-1]
            yield Finding(sheet, column, rows, "duplicate-key", reason, cure, kind=DUPLICATE, places=places)


def two_of_a_kind(draft: Draft) -> Iterator[Finding]:
    """Two rows alike in a column where no two may be, such as the rank of a level."""
    for sheet in draft.sheets.values():
        for column in sheet.schema.columns.values():
            if column.unique:
                rows, firsts = _doubles([sheet.columns[column.name]])
                places = {"first": [sheet.line(row) for row in firsts.tolist()]}
                reason = N_("{column} {value} is already on line {first}.")
                cure = N_("Give each {column} to one row only.")
                yield Finding(sheet, column.name, rows, f"same-{column.name}", reason, cure, places=places)


def repeated_rows(draft: Draft) -> Iterator[Finding]:
    """Rows that repeat another one in a table without a key."""
    for sheet in draft.sheets.values():
        comparable = sheet.absent.isdisjoint(sheet.schema.required)
        if comparable and not sheet.schema.key and sheet.name != "attendance":
            reason = N_("The row is the same as line {first}.")
            yield _repeated(sheet, reason, *_doubles(list(sheet.columns.values()), blanks_too=True))


def twice_at_a_sitting(draft: Draft) -> Iterator[Finding]:
    """One person on two rows of one sitting."""
    if sheet := draft.sheets.get("attendance"):
        reason = N_("The same person is at the same sitting on line {first}.")
        yield _repeated(sheet, reason, *_doubles([sheet.columns[name] for name in sheet.schema.required]))


def _repeated(sheet: Sheet, reason: str, rows: Rows, firsts: Rows) -> Finding:
    places = {"first": [sheet.line(row) for row in firsts.tolist()]}
    cure = N_("Take one of them out if it is there by mistake.")
    return Finding(sheet, None, rows, "repeated-row", reason, cure, WARNING, places=places)


def _doubles(columns: list[Coded], *, blanks_too: bool = False) -> tuple[Rows, Rows]:
    """Second and later rows with the same values, and the first row of each; blank ones are no doubles."""
    if len(columns) == 1 and len(columns[0].values) == len(columns[0]):
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    group = _groups(columns)
    if not blanks_too:
        filled = np.logical_and.reduce([column.filled for column in columns])
        group = np.where(filled, group, -1 - np.arange(len(group)))
    again = pd.Series(group).duplicated().to_numpy()
    rows = rows_where(again)
    firsts = rows_where(~again)
    place = pd.Index(group[firsts]).get_indexer(group[rows])
    return rows, firsts[place]


def _groups(columns: list[Coded]) -> npt.NDArray[np.int64]:
    """A number for each row, equal where all columns are equal."""
    group = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        if len(column.values):
            group, _ = pd.factorize(group * (len(column.values) + 1) + column.codes + 1)
    return group.astype(np.int64)


def unreadable_gaps(draft: Draft) -> Iterator[Finding]:
    """Work items whose actors are not written as a gap writes them, so that no gap would find them again."""
    if sheet := draft.sheets.get("work_items"):
        actors = sheet.columns["actors"]
        odd = np.array([not names_actors(text) for text in actors.values], dtype=bool)
        reason = N_("“{value}” does not say who takes part as the work list writes it.")
        cure = N_("Leave the cell as it was exported: pairs of a sort and an id, as JSON without spaces.")
        yield Finding(
            sheet, "actors", rows_where(actors.look_up(odd, False)), "unreadable-actors", reason, cure
        )


def names_actors(text: str) -> bool:
    """Whether a text is a list of pairs of texts as JSON, in the one spelling that is written."""
    try:
        told = json.loads(text)
    except ValueError:
        return False
    pairs = (
        isinstance(told, list) and told and all(isinstance(pair, list) and len(pair) == 2 for pair in told)
    )
    if not pairs or not all(isinstance(part, str) for pair in told for part in pair):
        return False
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) == text


def unreadable_comparisons(draft: Draft) -> Iterator[Finding]:
    """Saved comparisons that do not say what they compare as the page of comparison keeps it."""
    if sheet := draft.sheets.get("comparisons"):
        address = sheet.columns["address"]
        odd = np.array([not names_comparison(text) for text in address.values], dtype=bool)
        reason = N_("“{value}” is no address of a comparison.")
        cure = N_("Leave the cell as it was exported, or take what the page of comparison gives.")
        yield Finding(
            sheet, "address", rows_where(address.look_up(odd, False)), "unreadable-comparison", reason, cure
        )


FIXED = ("measure", "draws", "draw-seed", "made-of")
"""What a saved comparison says, whatever is usual: without these its family of tests would not be fixed."""


def names_comparison(text: str) -> bool:
    """Whether a text is the query of an address, as it is written, with its family of tests.

    Example:
        >>> names_comparison("measure=transitivity&draws=999&draw-seed=0&made-of=4")
        True
        >>> names_comparison("measure=transitivity")
        False
    """
    pairs = parse_qsl(text, keep_blank_values=True)
    return urlencode(pairs) == text and set(FIXED) <= {key for key, _ in pairs}


def backward_periods(draft: Draft) -> Iterator[Finding]:
    """Rows that end before they start."""
    for table, sheet in draft.sheets.items():
        for start, end in sheet.schema.periods:
            yield _backward(draft, table, start, end)


def _backward(draft: Draft, table: str, start: str, end: str) -> Finding:
    sheet: Sheet = draft.sheets[table]
    first, last = draft.days(table, start), draft.days(table, end)
    rows = rows_where((first != NO_DAY) & (last != NO_DAY) & (last < first))
    places = {"start": start, "began": sheet.columns[start].texts(rows)}
    reason = N_("{column} {value} is before {start} {began}.")
    cure = N_("Correct one of the two dates.")
    return Finding(sheet, end, rows, "ends-before-start", reason, cure, places=places)
