"""Every address of the interface; each asks a service for the local principal."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.csv_text import csv_text
from netmap.api.downloads import CONTAINED, PRIVATE, download
from netmap.api.errors import language_of
from netmap.api.plain import plain, view_json
from netmap.api.route import ABOUT_COLUMNS, CSV, HERE, Route
from netmap.library.principals import LOCAL_USER
from netmap.questions.map.request import MapPage, MapRequest
from netmap.questions.map.service import BoardService
from netmap.questions.map.types import ACTOR_COLUMNS, TIE_COLUMNS, ZONE_COLUMNS, BoardView


def studies(board: BoardService, request: Request, study: str) -> Response:
    return _json({"studies": plain(board.entries(LOCAL_USER))})


def frame(board: BoardService, request: Request, study: str) -> Response:
    return _json(plain(board.frame(LOCAL_USER, study, language_of(request))))


def board_view(board: BoardService, request: Request, study: str) -> Response:
    return _json(view_json(_view(board, request, study)))


def map_svg(board: BoardService, request: Request, study: str) -> Response:
    from netmap.maps.svg import draw_svg

    picture = board.picture(LOCAL_USER, _asked(request, study), language_of(request))
    contained = {"Content-Security-Policy": CONTAINED}
    return download(draw_svg(picture), "image/svg+xml", study, "svg", contained)


def map_html(board: BoardService, request: Request, study: str) -> Response:
    from netmap.maps.one_file import draw_html

    picture = board.picture(LOCAL_USER, _asked(request, study), language_of(request))
    return download(draw_html(picture), "text/html; charset=utf-8", study, "html")


def ties_csv(board: BoardService, request: Request, study: str) -> Response:
    view = _view(board, request, study)
    return _csv(view, study, "ties", TIE_COLUMNS, view.tie_rows)


def actors_csv(board: BoardService, request: Request, study: str) -> Response:
    view = _view(board, request, study)
    return _csv(view, study, "actors", ACTOR_COLUMNS, view.actor_rows)


def zones_csv(board: BoardService, request: Request, study: str) -> Response:
    view = _view(board, request, study)
    return _csv(view, study, "zones", ZONE_COLUMNS, view.zone_rows)


def study_zip(board: BoardService, request: Request, study: str) -> Response:
    from netmap.files.writing import write_study

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.zip"
        write_study(board.study(LOCAL_USER, study), path)
        content = path.read_bytes()
    return download(content, "application/zip", study, "zip")


ROUTES = (
    Route("/api/v1/studies", studies, "The studies that are open", query=()),
    Route(f"{HERE}/frame", frame, "A study's choices and time axis", query=()),
    Route(f"{HERE}/board", board_view, "Sentences, map and tables for one state of the page"),
    Route(f"{HERE}/map.svg", map_svg, "The map as a drawing", "image/svg+xml"),
    Route(f"{HERE}/map.html", map_html, "The map as one file that opens without a network", "text/html"),
    Route(f"{HERE}/ties.csv", ties_csv, "The ties in force on the map", "text/csv"),
    Route(f"{HERE}/actors.csv", actors_csv, "The agencies and people on the map", "text/csv"),
    Route(f"{HERE}/zones.csv", zones_csv, "The boundary zones and their sittings", "text/csv"),
    Route(f"{HERE}/study.zip", study_zip, "The study's own tables", "application/zip", query=()),
)
"""Every address, in the order in which they are described."""


def _asked(request: Request, study: str) -> MapPage:
    return MapPage.of(MapRequest, request.query_params.multi_items(), study=study)


def _view(board: BoardService, request: Request, study: str) -> BoardView:
    return board.board(LOCAL_USER, _asked(request, study), language_of(request))


def _json(content: Any) -> Response:
    return JSONResponse(content, headers=PRIVATE)


def _csv(
    view: BoardView, study: str, what: str, columns: Sequence[str], rows: list[dict[str, Any]]
) -> Response:
    start, end = (None if day is None else day.isoformat() for day in view.window)
    about = dict(
        zip(ABOUT_COLUMNS, (study, start, end, view.n, view.rule), strict=True),
    )
    text = csv_text((*columns, *ABOUT_COLUMNS), [{**row, **about} for row in rows])
    return download(text, CSV, f"{study}-{what}", "csv")
