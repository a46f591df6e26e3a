"""The addresses of the import dialog: a file comes up, is asked about, and is taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.downloads import PRIVATE
from netmap.api.errors import language_of
from netmap.api.plain import plain
from netmap.api.route import HERE
from netmap.api.trusting import check_trusted
from netmap.api.writing_route import Body, WritingRoute, bytes_of
from netmap.files.sandbox.limits import LIMITS
from netmap.library.principals import LOCAL_USER
from netmap.records.imports.previews import ImportDesk

UPLOAD = f"{HERE}/imports"


def preview_import(desk: ImportDesk, study: str, body: Body, language: str) -> Any:
    return desk.preview(LOCAL_USER, study, body, language)


def commit_import(desk: ImportDesk, study: str, body: Body, language: str) -> Any:
    return desk.commit(LOCAL_USER, study, body, language)


IMPORT_ROUTES = (
    WritingRoute(f"{HERE}/imports/preview", preview_import, "What taking in an uploaded file would do"),
    WritingRoute(f"{HERE}/imports/commit", commit_import, "Take an uploaded file in"),
)
"""What follows upon an upload."""


def upload_of(desk: ImportDesk, token: str) -> Callable[[Request], Any]:
    """What takes a file in as it is; it is named in the query and read by a process of its own."""

    async def upload_file(request: Request) -> Response:
        check_trusted(request, token)
        content = await bytes_of(request, LIMITS.file_bytes)
        study, name = request.path_params["study"], request.query_params.get("name", "")
        told = await run_in_threadpool(desk.upload, LOCAL_USER, study, name, content, language_of(request))
        return JSONResponse(plain(told), headers=PRIVATE)

    return upload_file
