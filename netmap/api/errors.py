"""From errors to responses: one table, one JSON shape."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from netmap.api.responses import json_response
from netmap.model.errors import NetmapError, Problem, StudyError
from netmap.model.i18n import N_, Translator, translator
from netmap.records.attendance.types import SittingThereError
from netmap.store.errors import ConflictError

LOG = logging.getLogger(__name__)

Row = dict[str, Any]
Handler = Callable[[Request, Any], Response]


def language_of(request: Request) -> str:
    """The language that a request asks for by `lang`; English unless told."""
    return request.query_params.get("lang", "en")


def error_body(code: str, message: str, problems: Sequence[Row] = ()) -> Row:
    """The one shape of every error."""
    return {"error": {"code": code, "message": message, "problems": list(problems)}}


def _answer(status: int, code: str, message: str, problems: Sequence[Row] = ()) -> Response:
    return json_response(error_body(code, message, problems), status)


def refusal(request: Request, error: NetmapError) -> Response:
    """One of our own errors as an answer in the reader's language."""
    t = translator(language_of(request))
    problems = error.problems if isinstance(error, StudyError) else ()
    return _answer(error.status, error.code, error.text(t), [_problem(each, t) for each in problems])


def _conflict(request: Request, error: ConflictError) -> Response:
    """Both versions of every record that somebody else changed first, beside the usual error."""
    body = error_body(error.code, error.text(translator(language_of(request))))
    body["error"]["conflicts"] = error.conflicts
    return json_response(body, error.status)


def _sitting_there(request: Request, error: SittingThereError) -> Response:
    body = error_body(error.code, error.text(translator(language_of(request))))
    body["error"]["meeting"] = error.meeting
    return json_response(body, error.status)


def _problem(problem: Problem, t: Translator) -> Row:
    return {
        "table": problem.table,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "severity": problem.severity,
        "text": problem.text(t),
    }


def _http(request: Request, error: HTTPException) -> Response:
    t = translator(language_of(request))
    known = {
        404: ("not-found", N_("There is nothing at this address.")),
        405: ("not-allowed", N_("This address takes other methods only.")),
    }
    code, message = known.get(error.status_code, ("error", str(error.detail)))
    return _answer(error.status_code, code, t.gettext(message))


def _validation(request: Request, error: RequestValidationError) -> Response:
    t = translator(language_of(request))
    return _answer(422, "bad-argument", t.gettext("The request does not fit this address."))


def _unforeseen(request: Request, error: Exception) -> Response:
    LOG.exception("a request failed", exc_info=error)
    t = translator(language_of(request))
    return _answer(500, "failed", t.gettext("Something went wrong here; the log of the service says what."))


HANDLERS: tuple[tuple[type[Exception], Handler], ...] = (
    (ConflictError, _conflict),
    (SittingThereError, _sitting_there),
    (NetmapError, refusal),
    (HTTPException, _http),
    (RequestValidationError, _validation),
    (Exception, _unforeseen),
)
"""What answers each class of error, the nearest class first; the statuses of `NetmapError` are its own."""
