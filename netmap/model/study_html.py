"""A study as a notebook shows it: every table with its first rows, every text only ever text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.errors import Problem

ROWS, WARNINGS = 5, 10
"""So many rows of a table, and so many warnings, are shown."""


def study_html(
    about: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], warnings: Sequence[Problem]
) -> str:
    """The tables of a study with their first rows, what it calls itself, and its first warnings."""
    title = str(about.get("title") or about.get("name") or "Study")
    made_up = "<p><strong>Simulated.</strong></p>" if about.get("simulated") else ""
    shown = "".join(_table(name, frame) for name, frame in tables.items())
    return f"<div><h3>{escape(title)}</h3>{made_up}{shown}{_warnings(warnings)}</div>"


def _table(name: str, frame: pd.DataFrame) -> str:
    filled = frame.loc[:, frame.notna().any()] if len(frame) else frame
    rows = filled.head(ROWS).to_html(index=False, na_rep="", border=0)
    many = f"{len(frame)} row" if len(frame) == 1 else f"{len(frame)} rows"
    return f"<details><summary>{escape(name)}: {many}</summary>{rows}</details>"


def _warnings(warnings: Sequence[Problem]) -> str:
    if not warnings:
        return ""
    listed = "".join(f"<li>{escape(problem.text())}</li>" for problem in warnings[:WARNINGS])
    return f"<details><summary>warnings: {len(warnings)}</summary><ul>{listed}</ul></details>"
