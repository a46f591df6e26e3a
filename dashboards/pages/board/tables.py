"""The tables beside the map: their columns, and rows as they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboards.components.grid import Column, grid, link_column, number_column, text_column
from dashboards.pages.board import ids, text
from netmap.model.i18n import N_, Translator
from netmap.questions.checks import SEVERITIES
from netmap.questions.map import QUESTION
from netmap.questions.question import Table


def _columns_of(table: Table) -> tuple[tuple[str, str, str], ...]:
    """Sort, field and heading of every column that people read."""
    return tuple(
        ("text" if each.digits is None else "number", each.name, each.heading) for each in table.shown
    )


TIE_COLUMNS, ACTOR_COLUMNS, ZONES = map(_columns_of, QUESTION.tables)
ZONE_COLUMNS = (ZONES[0], ("link", "there", N_("Its page")), *ZONES[1:])
_MAKERS = {"text": text_column, "number": number_column, "link": link_column}
_WIDE = frozenset({"name", "source_name", "target_name", "kind_label", "reason", "cure"})
"""Columns that hold names or sentences and need room."""


def columns(table: Sequence[tuple[str, str, str]], translator: Translator) -> list[Column]:
    """Columns of a grid with their headings in the reader's language."""
    return [
        _MAKERS[sort](
            field,
            translator.gettext(heading),
            **({"minWidth": 124, "flex": 2, "cellClass": "two-lines"} if field in _WIDE else {}),
        )
        for sort, field, heading in table
    ]


def grid_words(translator: Translator) -> dict[str, str]:
    """The grid's own texts in the reader's language."""
    return {key: translator.gettext(message) for key, message in text.GRID.items()}


def empty_grids(translator: Translator) -> list[tuple[str, Any]]:
    """The three tables without rows, each with its id."""
    words = grid_words(translator)
    return [
        (ids.TIES, grid(ids.TIES, columns(TIE_COLUMNS, translator), words, one=False)),
        (ids.ACTORS, grid(ids.ACTORS, columns(ACTOR_COLUMNS, translator), words, one=True)),
        (ids.ZONES, grid(ids.ZONES, columns(ZONE_COLUMNS, translator), words, one=True)),
    ]


def problem_grid(rows: Sequence[dict[str, Any]], translator: Translator) -> Any:
    """Every problem of a refused study."""
    headings = [
        (("number" if field == "line" else "text"), field, heading) for field, heading in text.PROBLEM_COLUMNS
    ]
    table = grid("problems", columns(headings, translator), grid_words(translator), one=True)
    for column in table.columnDefs:
        if column["field"] in ("reason", "cure"):
            column.update(flex=3, wrapText=True, autoHeight=True, cellClass="")
        elif column["field"] != "value":
            column.update(flex=0, width=118, minWidth=84)
    table.rowData = numbered(problems_said(rows, translator))
    return table


def problems_said(rows: Sequence[dict[str, Any]], translator: Translator) -> list[dict[str, Any]]:
    """The rows of problems with how grave each is in the reader's language."""
    words = {code: translator.gettext(word) for code, word in SEVERITIES.items()}
    return [{**row, "severity": words.get(row.get("severity", ""), "")} for row in rows]


def numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their place as `row`, by which the grid tells them apart; no id of a study is one."""
    return [{**row, "row": str(place)} for place, row in enumerate(rows)]


SENT = {
    ids.TIES: ("source", "target", *(field for _, field, _ in TIE_COLUMNS)),
    ids.ACTORS: ("number", *(field for _, field, _ in ACTOR_COLUMNS)),
    ids.ZONES: ("number", *(field for _, field, _ in ZONE_COLUMNS)),
}
"""The fields of a row that the page needs; the rest of it stays where it is."""


def rows_sent(table: str, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table as they are sent: what is shown, and the numbers that link it with the map."""
    fields = SENT[table]
    return numbered([{field: row.get(field) for field in fields} for row in rows])
