"""What readers call what is on record: tables, columns, values, changes, and what was mended by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from netmap.library.principals import LOCAL_USER
from netmap.library.wording import TABLE_WORDS, VALUE_WORDS, whole
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.model.study import Study

COLUMN_WORDS = {
    "actors": N_("Who takes part"),
    "about_id": N_("Id of what it is about"),
    "about_table": N_("Table of what it is about"),
    "address": N_("What is compared"),
    "agency": N_("Agency"),
    "archived": N_("Put aside on"),
    "area": N_("Area"),
    "audience": N_("For whom"),
    "baseline": N_("Baseline"),
    "channel": N_("How"),
    "citation": N_("Citation"),
    "closed": N_("Last day"),
    "closed_on": N_("Closed on"),
    "comparison": N_("Comparison"),
    "contact": N_("Contact"),
    "convenor": N_("Convenor"),
    "date": N_("Date"),
    "direction": N_("Direction"),
    "due": N_("Due"),
    "form": N_("Form"),
    "follows": N_("Takes up the note"),
    "formal": N_("Formal standing"),
    "found_on": N_("Found on"),
    "gloss": N_("In English"),
    "joined": N_("First day"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "left": N_("Last day"),
    "level": N_("Level"),
    "meeting": N_("Sitting"),
    "name": N_("Name"),
    "need": N_("Need"),
    "not_a_gap": N_("Not a gap, because"),
    "note": N_("Note"),
    "object": N_("About"),
    "opened": N_("First day"),
    "owner": N_("Owner"),
    "partnership": N_("Partnership"),
    "practitioner": N_("Person"),
    "profession": N_("Profession"),
    "provenance": N_("How it came to be known"),
    "purpose": N_("Purpose"),
    "rank": N_("Rank"),
    "reopened_on": N_("Open again on"),
    "role": N_("Role"),
    "rule": N_("Rule"),
    "sector": N_("Sector"),
    "service": N_("Service"),
    "setting": N_("Setting"),
    "snoozed_until": N_("Snoozed until"),
    "source": N_("Who"),
    "status": N_("Status"),
    "strength": N_("Weight"),
    "target": N_("With whom"),
    "text": N_("What was said"),
    "theme": N_("Theme"),
    "title": N_("Title"),
    "value": N_("Set to"),
    "wave": N_("Plan cycle or wave"),
    "zone": N_("Zone"),
}
"""What each column is called, where it has a name for people."""


def table_word(table: str, t: Translator) -> str:
    """What a table is called."""
    return t.gettext(TABLE_WORDS.get(table, table))


def column_word(column: str, t: Translator) -> str:
    """What a column is called; its own name where it has none for people."""
    return t.gettext(COLUMN_WORDS.get(column, column))


def value_word(value: str, t: Translator) -> str:
    """A word of a closed vocabulary."""
    return t.gettext(VALUE_WORDS.get(value, value))


KINDS = {
    "import": N_("Import"),
    "attendance": N_("Attendance"),
    "edit": N_("Edit"),
    "coding": N_("Notes coded"),
    "merge": N_("Two made one"),
    "undo": N_("Undoing"),
    "work-item": N_("Work list"),
    "work-list": N_("Work list"),
    "work-rule": N_("Rule of the work list"),
    "comparison": N_("Saved comparison"),
}
"""What each kind of change is called."""

COUNTED = {
    "added": N_("{n} new"),
    "changed": N_("{n} changed"),
    "removed": N_("{n} taken out"),
    "same": N_("{n} known already"),
}
"""What became, or would become, of records of a table."""

CHANGED = N_("{sheet}, line {line}, {column}: “{before}” became “{after}”")
LEFT = N_("{sheet}, line {line}: left out")
LONGEST = 80


def moment_said(at: str, t: Translator) -> str:
    """When a change was made, as the reader's language and this machine's clock say it.

    Args:
        at: ISO text with its offset from UTC.
        t: the reader's language.
    """
    moment = dt.datetime.fromisoformat(at).astimezone()
    said = N_("{day} at {time}")
    return t.gettext(said).format(day=t.date(moment.date()), time=f"{moment:%H:%M}")


def by_said(name: str, t: Translator) -> str:
    """Who made a change: the one user of a service on this machine has no name of their own.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> by_said("local user", ENGLISH), by_said("Ann Lee", ENGLISH)
        ('on this computer', 'Ann Lee')
    """
    return t.gettext(N_("on this computer")) if name == LOCAL_USER.name else name


CALLED = {"meetings": "title", "sources": "title", "notes": "text"}
"""The column that says what a record of a table is called, where it is not `name`."""


def names_of(study: Study, table: str) -> dict[str, str]:
    """What each record of a table is called, by id: its name, else its id; in the order of the names."""
    frame, key = study.table(table), TABLES[table].key[0]
    told = frame.get(CALLED.get(table, "name"), frame[key])
    names = told.astype(object).where(told.notna(), frame[key])
    found = ((str(one), str(name)) for one, name in zip(frame[key], names, strict=True))
    return dict(sorted(found, key=lambda each: (each[1].casefold(), each[0])))


def counts_said(table: str, counts: Mapping[str, int], t: Translator) -> str:
    """How many records of a table are new, changed, taken out and the same; empty where none is.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> counts_said("zones", {"added": 2, "changed": 0, "removed": 1}, ENGLISH)
        'Boundary zones: 2 new, 1 taken out'
    """
    said = [
        t.gettext(text).format(n=whole(t, counts[what])) for what, text in COUNTED.items() if counts.get(what)
    ]
    template = t.gettext(N_("{table}: {counts}"))
    return template.format(table=table_word(table, t), counts=", ".join(said)) if said else ""


def changed_said(sheet: str, line: int, column: str, before: str, after: str, t: Translator) -> str:
    """One cell: where it is, what stood and what stands in it.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> changed_said("list.csv", 6, "Date", "soon", "2025-06-03", ENGLISH)
        'list.csv, line 6, Date: “soon” became “2025-06-03”'
    """
    return t.gettext(CHANGED).format(
        sheet=sheet, line=line, column=column, before=_short(before), after=_short(after)
    )


def left_said(sheet: str, line: int, t: Translator) -> str:
    """One line that was left out."""
    return t.gettext(LEFT).format(sheet=sheet, line=line)


def source_said(source: Mapping[str, Any] | None, most: int, t: Translator) -> tuple[tuple[str, ...], int]:
    """The first of what was done by hand in the file of a change, and how much it was in all.

    Args:
        source: where the change came from, as the change remembers it.
        most: how much of it is told.
        t: the reader's language.
    """
    cells, left = ((source or {}).get(name, ()) for name in ("mended", "left"))
    said = [
        changed_said(one["sheet"], one["line"], one["header"], one["before"], one["text"], t)
        for one in cells[:most]
    ]
    said += [left_said(one["sheet"], one["line"], t) for one in left[: most - len(said)]]
    return tuple(said), len(cells) + len(left)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
