"""Addresses made from the list of questions: an answer as JSON, its tables as CSV, its other files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from netmap.api.errors import language_of
from netmap.api.responses import CONTAINED, CSV, csv_text, download, json_response, keep, kept
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NetmapError
from netmap.model.i18n import LANGUAGES, N_
from netmap.questions.context import Context
from netmap.questions.exports import csv_rows, json_answer, workbook
from netmap.questions.inquiry import Inquiry, inquiry_of
from netmap.questions.parameters import Request as QuestionRequest
from netmap.questions.parameters import described, model_from
from netmap.questions.question import Answer, Export, Question, Table
from netmap.questions.readable import workbook_to_read

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TO_READ = N_("All tables of this question in one workbook to read: headings, codes and names in words.")
ALL_TABLES = N_("All tables of this question in one workbook, with how it came about.")

WHOLE = "study"
"""The file of a whole study bears its name alone."""

HERE = "/api/v1/studies/{study}"

Parameter = dict[str, Any]
LANGUAGE: Parameter = {
    "name": "lang",
    "in": "query",
    "required": False,
    "description": "The language of every text.",
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}

Made = Callable[[Inquiry, Answer], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of a question: its name, what makes the response of its answer, what it is for, its media
    type, and the keys it takes."""

    path: str
    name: str
    question: Question
    made: Made
    summary: str
    media_type: str
    query: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to an address, read and not answered yet."""

    route: Route
    inquiry: Inquiry
    request: QuestionRequest

    @classmethod
    def of(cls, library: StudyLibrary, route: Route, request: Request, study: str) -> Asked:
        """What is asked; raises `ArgumentError` that names the key."""
        pairs = request.query_params.multi_items()
        known = {"study": study, "language": language_of(request), "principal": LOCAL_USER}
        inquiry = inquiry_of(library, model_from(Context, pairs, **known))
        return cls(route, inquiry, model_from(route.question.request, pairs))

    def kept(self) -> Response | None:
        """The response that the same principal was sent to the same, of this version of the study."""
        if not self.route.question.lasts(self.request):
            return None
        with contextlib.suppress(NetmapError):  # whoever answers says what is wrong
            return kept(self.inquiry.study, self._whole)
        return None

    def answered(self) -> Response:
        """A new response, which is kept where it lasts."""
        found = self.route.made(self.inquiry, self.route.question.ask(self.inquiry, self.request))
        if not self.route.question.lasts(self.request):
            return found
        with contextlib.suppress(NetmapError):
            keep(self.inquiry.study, self._whole, found)
        return found

    @property
    def _whole(self) -> Hashable:
        version = self.inquiry.study.about.get("store", {}).get("version")
        return self.route.name, self.inquiry.context, self.request, version


def begun(library: StudyLibrary, route: Route, request: Request, study: str) -> tuple[Asked, Response | None]:
    """What is asked, and the response to it that is kept."""
    asked = Asked.of(library, route, request, study)
    return asked, asked.kept()


def routes_of(question: Question) -> tuple[Route, ...]:
    """The addresses of a question."""
    query = tuple(
        entry for each in question.parameters if each.path != ("study",) for entry in described(each)
    )
    parts = (
        (question.address or question.name, _json(question), question.help, "application/json"),
        *((f"{each.name}.csv", _csv(question, each), each.caption, "text/csv") for each in question.tables),
        *((each.name, _file(question, each), each.caption, each.media_type) for each in question.exports),
        *_workbook(question),
    )
    return tuple(
        Route(
            f"{HERE}/{name}", name.replace("-", "_").replace(".", "_"), question, made, summary, kind, query
        )
        for name, made, summary, kind in parts
    )


def _json(question: Question) -> Made:
    def made(inquiry: Inquiry, found: Answer) -> Response:
        if question.json is not None:
            return json_response(question.json(found.facts))
        return json_response(json_answer(question, question.tables[0], found, inquiry.t))

    return made


def _csv(question: Question, table: Table) -> Made:
    def made(inquiry: Inquiry, found: Answer) -> Response:
        columns, rows = csv_rows(question, table, found, inquiry.t)
        return download(csv_text(columns, rows), CSV, f"{inquiry.context.study}-{table.name}", "csv")

    return made


def _workbook(question: Question) -> tuple[tuple[str, Made, str, str], ...]:
    """All tables of a question in one file."""
    name = question.address or question.name
    if question.to_read:
        return ((f"{name}.xlsx", _to_read(question), TO_READ, XLSX),)
    if not question.has_book:
        return ()

    def made(inquiry: Inquiry, found: Answer) -> Response:
        body = workbook(question, found, inquiry.t)
        return download(body, XLSX, f"{inquiry.context.study}-{name}", "xlsx")

    return ((f"{name}.xlsx", made, ALL_TABLES, XLSX),)


def _to_read(question: Question) -> Made:
    def made(inquiry: Inquiry, found: Answer) -> Response:
        body = workbook_to_read(question, found, inquiry.study, inquiry.t)
        return download(body, XLSX, f"{inquiry.context.study}-{question.name}", "xlsx")

    return made


def _file(question: Question, export: Export) -> Made:
    """A file named after the study; one that a browser might run is shut in."""
    shut_in = {"Content-Security-Policy": CONTAINED} if export.scripted else {}

    def made(inquiry: Inquiry, found: Answer) -> Response:
        stem, _, ending = export.name.partition(".")
        study = inquiry.context.study
        name = study if stem == WHOLE else f"{study}-{stem}"
        return download(export.make(found.facts), export.media_type, name, ending, shut_in)

    return made
