"""Services over small studies, for the tests of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from dashboards.pages.board import callbacks, ids
from dashboards.services import Services
from netmap.files.writing import write_study
from netmap.library.study_library import StudyLibrary
from netmap.model.study_building import from_tables

HOSTILE = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")
"""Ids that break whatever joins, parses or inserts them."""


def six_hostile_agencies() -> dict[str, pd.DataFrame]:
    """Six agencies with hostile ids, a person each, who met every month of 2023 in one zone."""
    people = [f"p {place}" for place in HOSTILE]
    months = range(1, 13)
    return {
        "agencies": pd.DataFrame({"agency": HOSTILE, "name": HOSTILE}),
        "practitioners": pd.DataFrame({"practitioner": people, "name": people, "agency": HOSTILE}),
        "zones": pd.DataFrame({"zone": ["<i>z</i>"], "name": ["<i>z</i>"]}),
        "meetings": pd.DataFrame(
            {
                "meeting": [str(m) for m in months],
                "zone": "<i>z</i>",
                "date": [f"2023-{m:02}-10" for m in months],
            }
        ),
        "attendance": pd.DataFrame(
            [(str(m), person, "present") for m in months for person in people],
            columns=["meeting", "practitioner", "status"],
        ),
        "events": pd.DataFrame({"event": ["e"], "date": ["2023-06-01"], "name": ["<a href='x'>start</a>"]}),
    }


def services_over(*paths: Path) -> Services:
    """Services whose studies have all been read."""
    library = StudyLibrary(paths)
    library.preload().join()
    return Services(library)


def written(folder: Path, tables: dict[str, pd.DataFrame]) -> Path:
    """A study written where it can be opened."""
    write_study(from_tables(**tables), folder)
    return folder


def given(search: str = "", **more: Any) -> dict[str, Any]:
    """What a page sends when it was just opened with a query."""
    values = dict.fromkeys((*callbacks.INPUTS, *callbacks.STATES))
    return {**values, "tab": ids.PANEL, "step": "month", "address": {"search": search}, **more}


def wish(*changes: tuple[str, Any], after: int = 0) -> dict[str, Any]:
    """What the browser sends when changes (what, value) are wished; `after` so many wishes before."""
    return {
        "changes": [
            {"what": what, "value": value, "n": after + n} for n, (what, value) in enumerate(changes, 1)
        ]
    }
