"""The addresses of the tables of learning paths, boundary zones and champions."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from netmap.api.csv_text import csv_text
from netmap.api.downloads import download
from netmap.api.errors import language_of
from netmap.api.parameters import LEARNING
from netmap.api.route import ABOUT_COLUMNS, CSV, HERE, Route
from netmap.library.principals import LOCAL_USER
from netmap.questions.learning.files import LearningFiles
from netmap.questions.learning.query import learning_request
from netmap.questions.map.service import BoardService


def reach_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "reach")


def routes_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "routes")


def arrivals_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "arrivals")


def path_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "path")


def zone_figures_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "zone-figures")


def zone_losses_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "zone-losses")


def champions_csv(board: BoardService, request: Request, study: str) -> Response:
    return _csv(board, request, study, "champions")


LEARNING_ROUTES = (
    Route(f"{HERE}/reach.csv", reach_csv, "Reach month by month", "text/csv", query=LEARNING),
    Route(f"{HERE}/routes.csv", routes_csv, "The routes between the levels", "text/csv", query=LEARNING),
    Route(f"{HERE}/arrivals.csv", arrivals_csv, "Where it gets, and when", "text/csv", query=LEARNING),
    Route(f"{HERE}/path.csv", path_csv, "One path hop by hop", "text/csv", query=LEARNING),
    Route(
        f"{HERE}/zone-figures.csv",
        zone_figures_csv,
        "Every boundary zone: its health, its ties, what would be lost",
        "text/csv",
        query=LEARNING,
    ),
    Route(
        f"{HERE}/zone-losses.csv",
        zone_losses_csv,
        "What would be lost without each boundary zone",
        "text/csv",
        query=LEARNING,
    ),
    Route(
        f"{HERE}/champions.csv", champions_csv, "How much rests on each person", "text/csv", query=LEARNING
    ),
)


def _csv(board: BoardService, request: Request, study: str, table: str) -> Response:
    asked = learning_request(request.query_params.multi_items(), study)
    sheet = LearningFiles(board.library).sheet(LOCAL_USER, asked, table, language_of(request))
    days = (None if day is None else day.isoformat() for day in (sheet.start, sheet.end))
    about = dict(zip(ABOUT_COLUMNS, (study, *days, len(sheet.rows), sheet.rule), strict=True))
    rows = [{**about, **row} for row in sheet.rows]
    columns = (*sheet.columns, *(name for name in ABOUT_COLUMNS if name not in sheet.columns))
    return download(csv_text(columns, rows), CSV, f"{study}-{table}", "csv")
