"""What stands below every chart: the table twin, files, the method to cite and the code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboards.answer_page import text as shared
from dashboards.answer_page.parts import to_copy
from dashboards.answer_page.state import State, file_of
from dashboards.components.aria import data
from dashboards.components.charts import graph as graph_of
from dashboards.components.facts import MOST_ROWS
from dashboards.pages.compare import ids, text
from netmap.comparison.findings import text_of
from netmap.comparison.result import Result
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.question import Question
from netmap.questions.readable import read_table


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that charts were drawn of, in one state, with the study in which names are looked up."""

    question: Question
    state: State
    result: Result
    study: Study


@dataclass(frozen=True, slots=True)
class Source:
    """What is taken away where the study is not read: tables are made of `facts` and hold the names."""

    question: Question
    state: State
    result: Result
    facts: Any
    study: None = None


def method_of(result: Result, t: Translator) -> str:
    """The method as a paragraph to cite."""
    return t.gettext(text.CITED).format(
        how=text_of(result.how, t),
        netmap=result.origin.netmap_version,
        study=result.origin.study,
        version=result.origin.study_version,
    )


def take(
    name: str, taken: Taken | Source, tables: Sequence[str], t: Translator, figures: Sequence[str] = ()
) -> list[Any]:
    """Everything to take away of a card; `name` tells its parts from those of other cards."""
    gettext, question, state = t.gettext, taken.question, taken.state
    links: list[Any] = [_figure_button(each, place, len(figures), t) for place, each in enumerate(figures, 1)]
    links += [
        _link(file_of(state, f"{each}.csv", t.language), _csv(each, tables, taken, t)) for each in tables
    ]
    book = question.address or question.name
    links.append(_link(file_of(state, f"{book}.xlsx", t.language), gettext(text.XLSX)))
    twins = [_twin(each, taken, t) for each in tables]
    return [
        html.Div(links, className="row take"),
        html.Div(
            [
                html.Details([html.Summary(gettext(text.TABLE)), *twins], className="twins"),
                _to_copy(
                    f"method-{name}", text.METHOD, text.COPY_METHOD, method_of(taken.result, t), html.P, t
                ),
                _to_copy(f"program-{name}", text.CODE, text.COPY, taken.result.script(), html.Pre, t),
            ],
            className="taken",
        ),
    ]


def _csv(name: str, tables: Sequence[str], taken: Taken | Source, t: Translator) -> str:
    """What the link to a table says; of several which table it is."""
    if len(tables) < 2:
        return t.gettext(text.CSV)
    return t.gettext(text.CSV_OF).format(table=t.gettext(taken.question.table(name).caption))


def _link(address: str, label: str) -> html.A:
    return html.A(label, href=address, className="file", download="")


def _figure_button(figure: str, place: int, several: int, t: Translator) -> html.Button:
    label = t.gettext(text.FIGURE)
    label = f"{label} {place}" if several > 1 else label
    return html.Button(label, type="button", className="file plain-button", **data(figure=figure))


def _twin(name: str, taken: Taken | Source, t: Translator) -> html.Div:
    """A table that the browser draws once it is opened (assets/answer_take.js)."""
    table = taken.question.table(name)
    read = read_table(
        table, taken.facts if isinstance(taken, Source) else taken.result, taken.study, t, MOST_ROWS
    )
    caption = t.gettext(table.caption)
    counts = {"shown": t.number(len(read.rows)), "n": t.number(read.n)}
    note = t.gettext(shared.FIRST_ROWS).format(**counts) if read.n > len(read.rows) else ""
    told = {"caption": caption, "note": note, "headings": read.headings, "rows": read.rows}
    body = json.dumps({**told, "numbers": sorted(read.numbers)})
    key = hashlib.sha256(body.encode()).hexdigest()[:16]
    return html.Div(key=key, className="plain-table", **data(table=body))


def _to_copy(name: str, label: str, copy: str, body: str, element: Any, t: Translator) -> html.Details:
    parts = to_copy(ids.code(name), t.gettext(label), t.gettext(copy), body, element, t)
    return html.Details([html.Summary(t.gettext(label)), *parts])


def graph(name: str, figure: dict[str, Any], words: str) -> html.Div:
    """A chart with what it shows in words."""
    return graph_of(figure, words, ids.figure(name), className="chart")
