"""Addresses made from the list of questions: an answer as JSON, each of its tables as CSV."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.csv_text import csv_text
from netmap.api.downloads import PRIVATE, download
from netmap.api.errors import language_of
from netmap.api.plain import plain
from netmap.api.route import CSV, HERE, Route
from netmap.library.principals import LOCAL_USER
from netmap.questions.context import Context
from netmap.questions.map.service import BoardService
from netmap.questions.method import csv_rows, json_answer
from netmap.questions.parameters import described, model_from
from netmap.questions.question import Answer, Inquiry, Question, Table, inquiry_of


def routes_of(question: Question) -> tuple[Route, ...]:
    """The addresses of a question."""
    query = tuple(
        entry for each in question.parameters if each.path != ("study",) for entry in described(each)
    )
    whole = Route(f"{HERE}/{question.name}", _json(question), question.help, query=query)
    return (
        whole,
        *(
            Route(f"{HERE}/{table.name}.csv", _csv(question, table), table.caption, "text/csv", query)
            for table in question.tables
        ),
    )


def asked(board: BoardService, question: Question, request: Request, study: str) -> tuple[Inquiry, Answer]:
    """The answer to a request, and under which context it was given."""
    pairs = request.query_params.multi_items()
    known = {"study": study, "language": language_of(request), "principal": LOCAL_USER}
    context = model_from(Context, pairs, **known)
    inquiry = inquiry_of(board.library, context)
    return inquiry, question.ask(inquiry, model_from(question.request, pairs))


def _json(question: Question) -> Callable[[BoardService, Request, str], Response]:
    table = question.tables[0]

    def answer(board: BoardService, request: Request, study: str) -> Response:
        inquiry, found = asked(board, question, request, study)
        told = json_answer(question, table, found, inquiry.t)
        return JSONResponse(plain(told), headers=PRIVATE)

    answer.__name__ = question.name.replace("-", "_")
    return answer


def _csv(question: Question, table: Table) -> Callable[[BoardService, Request, str], Response]:
    def answer(board: BoardService, request: Request, study: str) -> Response:
        inquiry, found = asked(board, question, request, study)
        columns, rows = csv_rows(question, table, found, inquiry.t)
        return download(csv_text(columns, rows), CSV, f"{study}-{table.name}", "csv")

    answer.__name__ = f"{table.name.replace('-', '_')}_csv"
    return answer
