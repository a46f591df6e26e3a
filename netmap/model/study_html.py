"""A study as a notebook shows it: every table with its first rows, every text only ever text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

ROWS, WARNINGS = 5, 10
"""So many rows of a table, and so many warnings, are shown."""


def study_html(study: Study) -> str:
    """The tables of a study with their first rows, what it calls itself, and its first warnings."""
    title = str(study.about.get("title") or study.about.get("name") or "Study")
    made_up = "<p><strong>Simulated.</strong></p>" if study.about.get("simulated") else ""
    tables = "".join(_table(name, frame) for name, frame in study.tables.items())
    return f"<div><h3>{escape(title)}</h3>{made_up}{tables}{_warnings(study)}</div>"


def _table(name: str, frame: pd.DataFrame) -> str:
    filled = frame.loc[:, frame.notna().any()] if len(frame) else frame
    rows = filled.head(ROWS).to_html(index=False, na_rep="", border=0)
    many = f"{len(frame)} row" if len(frame) == 1 else f"{len(frame)} rows"
    return f"<details><summary>{escape(name)}: {many}</summary>{rows}</details>"


def _warnings(study: Study) -> str:
    if not study.warnings:
        return ""
    listed = "".join(f"<li>{escape(problem.text())}</li>" for problem in study.warnings[:WARNINGS])
    return f"<details><summary>warnings: {len(study.warnings)}</summary><ul>{listed}</ul></details>"
