"""Errors between tables: ids that are not there, ids used for two things, changes that go in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.coded_columns import Coded, Rows
from netmap.model.findings import DUPLICATE, ERROR, WARNING, Finding, rows_where
from netmap.model.i18n import N_
from netmap.model.raw_tables import Draft, Sheet
from netmap.model.schema import ACTOR_TABLES, TABLES, Reference

GUESSED_VALUES, GUESSED_IDS = 20, 2_000
"""An id that is spelt alike is looked for only for so many unknown values, among so many ids."""

TIED_BY = ("contacts", "attendance", "ties")
"""The tables from whose rows ties come."""


def somebody(draft: Draft) -> Iterator[Finding]:
    """A study with no table of agencies and none of practitioners is none; empty ones are worth a warning."""
    there = [draft.sheets[table] for table in ACTOR_TABLES if table in draft.sheets]
    if not len(draft.actors) and draft.unreadable.isdisjoint(ACTOR_TABLES):
        sheet = there[0] if there else Sheet(TABLES[ACTOR_TABLES[0]], {}, 0)
        reason = N_("The study has neither agencies nor practitioners.")
        cure = N_("Add a table agencies with a column agency, or practitioners with a column practitioner.")
        severity = WARNING if there else ERROR
        yield Finding(sheet, None, _no_rows(), "nobody", reason, cure, severity, together=True)


def ties_of_any_sort(draft: Draft) -> Iterator[Finding]:
    """A study in which nothing happens on a day and nothing is declared has people, and no ties."""
    told = any(draft.sheets[table].rows for table in TIED_BY if table in draft.sheets)
    if len(draft.actors) and not told and draft.unreadable.isdisjoint(TIED_BY):
        reason = N_("There is nothing from which ties could be worked out.")
        cure = N_(
            "Add a table contacts, with dates; or meetings, with dates, and attendance; or ties, as somebody "
            "declared them."
        )
        sheet = Sheet(TABLES[TIED_BY[0]], {}, 0)
        yield Finding(sheet, None, _no_rows(), "no-ties", reason, cure, WARNING, together=True)


def ids_of_both(draft: Draft) -> Iterator[Finding]:
    """Ids used for an agency and for a practitioner."""
    if sheet := draft.sheets.get("practitioners"):
        people = sheet.columns["practitioner"]
        both = draft.ids("agencies").get_indexer(people.values) >= 0
        rows = rows_where(people.look_up(both, False))
        reason = N_("“{value}” is also the id of an agency.")
        cure = N_("Give the person and the agency different ids.")
        yield Finding(sheet, "practitioner", rows, "id-of-both", reason, cure, kind=DUPLICATE)


def unknown_ids(draft: Draft) -> Iterator[Finding]:
    """Ids that the table they belong to does not have."""
    for sheet in draft.sheets.values():
        for link in sheet.schema.references:
            if link.table not in draft.unreadable and not sheet.columns[link.column].blank:
                yield from _unknown(draft, sheet, link)


def _unknown(draft: Draft, sheet: Sheet, link: Reference) -> Iterator[Finding]:
    if link.table in draft.sheets:
        yield from _not_among(sheet, link.column, draft.ids(link.table, link.key), link.table)
    elif link.when_present:
        yield _open(sheet, link.column, link.table, link.key)
    else:
        rows = rows_where(sheet.columns[link.column].filled)
        places = {"other": link.table, "key": link.key}
        reason = N_("{column} names rows of {other}, and the study has no such table (rows: {n}).")
        cure = N_("Add a table {other} with a column {key} and a row for each, or leave {column} blank.")
        yield Finding(sheet, link.column, rows, "no-such-table", reason, cure, together=True, places=places)


def _open(sheet: Sheet, column: str, table: str, key: str) -> Finding:
    rows = rows_where(sheet.columns[column].filled)
    reason = N_("{column} is kept as it is: the study has no table {other} (rows: {n}).")
    cure = N_("Add a table {other} with a column {key} to say more of each.")
    places = {"other": table, "key": key}
    return Finding(sheet, column, rows, "open-ids", reason, cure, WARNING, together=True, places=places)


def unknown_actors(draft: Draft) -> Iterator[Finding]:
    """Ids that belong to no agency and no practitioner."""
    if not draft.unreadable.isdisjoint(ACTOR_TABLES):
        return
    for sheet in draft.sheets.values():
        for column in sheet.schema.actors:
            yield from _not_among(sheet, column, draft.actors, " / ".join(ACTOR_TABLES))


def _not_among(sheet: Sheet, column: str, ids: pd.Index, others: str) -> Iterator[Finding]:
    texts = sheet.columns[column]
    missing = ids.get_indexer(texts.values) < 0
    if not missing.any():
        return
    guesses = _guesses(texts, missing, ids)
    for guessed in (True, False):
        wanted = np.array([(guess is not None) is guessed for guess in guesses]) & missing
        rows = rows_where(texts.look_up(wanted, False))
        near = [guesses[code] for code in texts.codes[rows].tolist()]
        reason = N_("“{value}” is not among {others}.")
        cure = (
            N_("Did you mean “{near}”? Else add it to {others}.")
            if guessed
            else N_("Add it to {others}, or correct it.")
        )
        places = {"others": others, "near": near}
        yield Finding(sheet, column, rows, "unknown-id", reason, cure, places=places)


def _guesses(texts: Coded, missing: npt.NDArray[np.bool_], ids: pd.Index) -> list[str | None]:
    """For each unknown value an id that differs in case and spaces only, or is spelt alike."""
    plain = {_plain(known): known for known in ids}
    spelt = list(ids) if len(ids) <= GUESSED_IDS else []
    guesses: list[str | None] = [None] * len(texts.values)
    for rank, place in enumerate(np.flatnonzero(missing).tolist()):
        guesses[place] = plain.get(_plain(texts.values[place]))
        if guesses[place] is None and rank < GUESSED_VALUES:
            guesses[place] = next(iter(get_close_matches(texts.values[place], spelt, n=1, cutoff=0.75)), None)
    return guesses


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def unknown_citations(draft: Draft) -> Iterator[Finding]:
    """Citations that are no source, nor a source followed by # and a place in it."""
    sources = draft.ids("sources")
    for sheet in draft.sheets.values():
        cited = sheet.columns["citation"]
        if sheet.name == "sources" or cited.blank or "sources" in draft.unreadable:
            continue
        if "sources" not in draft.sheets:
            yield _open(sheet, "citation", "sources", "citation")
            continue
        unknown = [not _is_source(str(text), sources) for text in cited.values]
        rows = rows_where(cited.look_up(np.array(unknown), False))
        reason = N_("“{value}” cites nothing that is among sources.")
        cure = N_("Add it to sources, or correct it; a place in a source follows after #.")
        yield Finding(sheet, "citation", rows, "unknown-id", reason, cure)


def _is_source(citation: str, sources: pd.Index) -> bool:
    parts = citation.split("#")
    return any("#".join(parts[:n]) in sources for n in range(len(parts), 0, -1))


def unknown_subjects(draft: Draft) -> Iterator[Finding]:
    """Notes about a table or a row that is not there."""
    if not (sheet := draft.sheets.get("notes")):
        return
    tables, ids = sheet.columns["about_table"], sheet.columns["about_id"]
    odd = rows_where(tables.look_up(~np.isin(tables.values, list(TABLES)), False))
    reason, cure = N_("“{value}” is no table of a study."), N_("Write one of: {words}.")
    places = {"words": ", ".join(TABLES)}
    yield Finding(sheet, "about_table", odd, "unknown-word", reason, cure, places=places)
    for code, table in enumerate(tables.values):
        if table in TABLES and table not in draft.unreadable and len(TABLES[table].key) == 1:
            about = rows_where((tables.codes == code) & ids.filled)
            known = draft.ids(table).get_indexer(ids.values) >= 0
            rows = about[~known[ids.codes[about]]]
            reason, cure = N_("“{value}” is not among {others}."), N_("Add it to {others}, or correct it.")
            yield Finding(sheet, "about_id", rows, "unknown-id", reason, cure, places={"others": table})


def circular_changes(draft: Draft) -> Iterator[Finding]:
    """Changes of agencies that lead back to where they began.

    An agency that was split may be among its own successors: a part that keeps the name.
    """
    if sheet := draft.sheets.get("agency_changes"):
        every = np.arange(sheet.rows, dtype=np.int64)
        before, after = (sheet.columns[name].texts(every) for name in ("agency", "successor"))
        rows = _on_a_circle(before, after)
        reason = N_("The changes lead from “{value}” back to the agency they began with.")
        cure = N_("Give the agency a new id after the change, or take one of the changes out.")
        yield Finding(sheet, "successor", rows, "circular-change", reason, cure)


def _on_a_circle(before: list[str | None], after: list[str | None]) -> Rows:
    nexts: dict[str, set[str]] = defaultdict(set)
    for old, new in zip(before, after, strict=True):
        if old is not None and new is not None:
            nexts[old].add(new)
    for old in [old for old, new in nexts.items() if old in new and len(new) > 1]:
        nexts[old].remove(old)
    pairs = enumerate(zip(before, after, strict=True))
    return np.array(
        [row for row, (old, new) in pairs if old and new in nexts[old] and _leads(nexts, new, old)], np.int64
    )


def _leads(nexts: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        if (here := waiting.pop()) == goal:
            return True
        fresh = nexts.get(here, set()) - seen
        seen |= fresh
        waiting += fresh
    return False


def _no_rows() -> Rows:
    return np.array([], dtype=np.int64)
