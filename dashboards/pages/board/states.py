"""What the page shows instead of a board: no study, one that is being read, one that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import aria
from dashboards.components.no_studies import no_studies as without_studies
from dashboards.pages.board import ids, tables, text
from netmap.library.study_entry import StudyEntry
from netmap.model.i18n import Translator


def no_studies(translator: Translator, *, keeps: bool) -> Any:
    """Nothing is open: how to open something, or in an open store to make something."""
    return _card(*without_studies(translator, keeps=keeps))


def reading(title: str, entries: Sequence[StudyEntry], translator: Translator) -> Any:
    """The study is on its way: what is being done, and how many of all studies are through."""
    gettext = translator.gettext
    read = sum(entry.status != "reading" for entry in entries)
    return _card(
        html.H1(gettext(text.READING).format(title=title)),
        html.Div(className="busy", **aria(hidden="true")),
        html.Ol([html.Li(gettext(step)) for step in text.READING_STEPS]),
        html.P(gettext(text.READING_MORE)),
        html.P(text.studies_read(translator, read, len(entries)), className="hint"),
        live=True,
    )


def refused(title: str, reason: str, problems: Sequence[dict[str, Any]], translator: Translator) -> Any:
    """Every problem of a study that does not pass its checks; where none is listed, the `reason`."""
    gettext = translator.gettext
    steps = [html.Li(gettext(step)) for step in text.REFUSED_STEPS]
    grid = html.Div(tables.problem_grid(problems, translator), className="grid-box problems")
    download = html.Button(gettext(text.PROBLEM_CSV), id=ids.PROBLEM_CSV, type="button")
    listed = [html.P(text.refused(translator, len(problems))), grid, download] if problems else []
    opening = [] if problems else [html.P(reason)]
    return _card(
        html.H1(gettext(text.REFUSED).format(title=title)),
        *opening,
        html.H2(gettext(text.REFUSED_DO)),
        html.Ol(steps),
        *listed,
    )


def _card(*parts: Any, live: bool = False) -> Any:
    return html.Section(list(parts), className="card state", role="status" if live else None)
