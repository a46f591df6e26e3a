"""Addresses made from the list of questions: an answer as JSON, its tables as CSV, its other files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from netmap.api.csv_text import csv_text
from netmap.api.downloads import CONTAINED, CSV, download
from netmap.api.errors import language_of
from netmap.api.json_text import json_response
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import LANGUAGES
from netmap.questions.context import Context
from netmap.questions.method import csv_rows, json_answer
from netmap.questions.parameters import described, model_from
from netmap.questions.question import Answer, Export, Inquiry, Question, Table, inquiry_of

HERE = "/api/v1/studies/{study}"

Parameter = dict[str, Any]
LANGUAGE: Parameter = {
    "name": "lang",
    "in": "query",
    "required": False,
    "description": "The language of every text.",
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}

Asked = Callable[[StudyLibrary, Request, str], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, what answers it, what it is for, its media type, and the keys it takes."""

    path: str
    name: str
    answer: Asked
    summary: str
    media_type: str
    query: tuple[Parameter, ...]


def routes_of(question: Question) -> tuple[Route, ...]:
    """The addresses of a question."""
    query = tuple(
        entry for each in question.parameters if each.path != ("study",) for entry in described(each)
    )
    parts = (
        (question.address or question.name, _json(question), question.help, "application/json"),
        *((f"{each.name}.csv", _csv(question, each), each.caption, "text/csv") for each in question.tables),
        *((each.name, _file(question, each), each.caption, each.media_type) for each in question.exports),
    )
    return tuple(
        Route(f"{HERE}/{name}", name.replace("-", "_").replace(".", "_"), answer, summary, kind, query)
        for name, answer, summary, kind in parts
    )


def asked(library: StudyLibrary, question: Question, request: Request, study: str) -> tuple[Inquiry, Answer]:
    """The answer to a request, and under which context it was given."""
    pairs = request.query_params.multi_items()
    known = {"study": study, "language": language_of(request), "principal": LOCAL_USER}
    context = model_from(Context, pairs, **known)
    inquiry = inquiry_of(library, context)
    return inquiry, question.ask(inquiry, model_from(question.request, pairs))


def _json(question: Question) -> Asked:
    def answer(library: StudyLibrary, request: Request, study: str) -> Response:
        inquiry, found = asked(library, question, request, study)
        if question.json is not None:
            return json_response(question.json(found.facts))
        return json_response(json_answer(question, question.tables[0], found, inquiry.t))

    return answer


def _csv(question: Question, table: Table) -> Asked:
    def answer(library: StudyLibrary, request: Request, study: str) -> Response:
        inquiry, found = asked(library, question, request, study)
        columns, rows = csv_rows(question, table, found, inquiry.t)
        return download(csv_text(columns, rows), CSV, f"{study}-{table.name}", "csv")

    return answer


def _file(question: Question, export: Export) -> Asked:
    """A file named after the study; one that a browser might run is shut in."""
    shut_in = {"Content-Security-Policy": CONTAINED} if export.scripted else {}

    def answer(library: StudyLibrary, request: Request, study: str) -> Response:
        _, found = asked(library, question, request, study)
        ending = PurePath(export.name).suffix.removeprefix(".")
        return download(export.make(found.facts), export.media_type, study, ending, shut_in)

    return answer
