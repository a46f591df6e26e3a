"""The addresses at which a study of a store is recorded: what they show, and what they take."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.downloads import PRIVATE
from netmap.api.errors import language_of
from netmap.api.parameters import TEXT, Parameter
from netmap.api.plain import plain
from netmap.api.route import HERE, Route
from netmap.api.writing_route import Body, WritingRoute
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.map.service import BoardService
from netmap.records.attendance.service import AttendanceService
from netmap.records.history import ChangeService
from netmap.records.single.service import RecordService


def attendance(board: BoardService, request: Request, study: str) -> Response:
    zone = request.query_params.get("zone")
    service = AttendanceService(board.library)
    return _json(service.sheet(LOCAL_USER, study, zone, language_of(request)))


def sitting_history(board: BoardService, request: Request, study: str) -> Response:
    meeting = request.query_params.get("meeting", "")
    told = AttendanceService(board.library).history(LOCAL_USER, study, meeting, language_of(request))
    return _json({"changes": told})


def records(board: BoardService, request: Request, study: str) -> Response:
    table, find = (request.query_params.get(key, "") for key in ("table", "find"))
    return _json(RecordService(board.library).table(LOCAL_USER, study, table, find, language_of(request)))


def changes(board: BoardService, request: Request, study: str) -> Response:
    told = ChangeService(board.library).changes(LOCAL_USER, study, language_of(request))
    return _json({"changes": told})


def undo_plan(board: BoardService, request: Request, study: str) -> Response:
    number = request.query_params.get("change", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise ArgumentError(N_("The request does not say {what} as it must."), what="change")
    return _json(ChangeService(board.library).plan(LOCAL_USER, study, int(number), language_of(request)))


def make_study(library: StudyLibrary, study: str, body: Body, language: str) -> Any:
    name = body.get("name")
    if not isinstance(name, str) or "/" in name or len(name) > 80 or not name.strip("."):
        raise ArgumentError(N_("A study needs a name of at most 80 characters, without a slash."))
    if not name.isprintable():
        raise ArgumentError(N_("The name of a study holds only characters that can be seen."))
    return {"study": library.make_study(LOCAL_USER, name)}


def record_attendance(library: StudyLibrary, study: str, body: Body, language: str) -> Any:
    return AttendanceService(library).record(LOCAL_USER, study, body, language)


def save_record(library: StudyLibrary, study: str, body: Body, language: str) -> Any:
    return RecordService(library).save(LOCAL_USER, study, body, language)


def undo(library: StudyLibrary, study: str, body: Body, language: str) -> Any:
    number, keep = body.get("change"), body.get("keep_later")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(keep, bool | None):
        raise ArgumentError(N_("The request does not say {what} as it must."), what="change")
    return ChangeService(library).undo(LOCAL_USER, study, number, keep, language)


def _json(told: Any) -> Response:
    return JSONResponse(plain(told), headers=PRIVATE)


def _asks(name: str, description: str) -> Parameter:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": TEXT}


RECORD_ROUTES = (
    Route(
        f"{HERE}/attendance",
        attendance,
        "What is needed to record a sitting of a zone",
        query=(_asks("zone", "The id of the zone."),),
    ),
    Route(
        f"{HERE}/sitting-history",
        sitting_history,
        "Who changed what of a sitting",
        query=(_asks("meeting", "The id of the sitting."),),
    ),
    Route(
        f"{HERE}/records",
        records,
        "The records of a table with their versions, and its form",
        query=(_asks("table", "A table that has a form."), _asks("find", "A text that some cell holds.")),
    ),
    Route(f"{HERE}/changes", changes, "Every change of a study", query=()),
    Route(
        f"{HERE}/undo",
        undo_plan,
        "What undoing a change would do",
        query=(_asks("change", "The number of the change."),),
    ),
)
"""What the pages of recording ask; only studies of a store answer."""

WRITING_ROUTES = (
    WritingRoute("/api/v1/studies", make_study, "Make a new, empty study in the store"),
    WritingRoute(f"{HERE}/attendance", record_attendance, "Put a sitting on record, or correct one"),
    WritingRoute(f"{HERE}/records", save_record, "Add, edit or take out one record"),
    WritingRoute(f"{HERE}/undo", undo, "Undo a change"),
)
"""Every address that changes something."""
