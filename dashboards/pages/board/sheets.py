"""Small tables to take away as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from dashboards.pages.board import text
from dashboards.pages.board.tables import problems_said
from netmap.model.i18n import Translator
from netmap.questions.map.types import Frame

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def problem_sheet(problems: Sequence[dict[str, Any]], translator: Translator) -> str:
    """Every problem of a refused study, in the reader's language."""
    fields = [field for field, _ in text.PROBLEM_COLUMNS]
    headings = [translator.gettext(heading) for _, heading in text.PROBLEM_COLUMNS]
    rows = problems_said(problems, translator)
    return sheet(headings, ([row.get(field) for field in fields] for row in rows))


def week_sheet(frame: Frame) -> str:
    """The encounters of each week, with the study they are of; the columns have their names in English."""
    rows = ([frame.study, week.start.isoformat(), week.encounters] for week in frame.weeks)
    return sheet(["study", "week", "encounters"], rows)


def sheet(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV text in which no cell is taken for a formula: such texts begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
