"""Boards over studies in memory, and the real studies that tests read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import NotFoundError
from netmap.questions.map.request import new_page
from netmap.questions.map.service import BoardService
from netmap.questions.map.types import BoardView
from tests.shared_data import PANELS

ROOT = Path(__file__).parents[2]


class Studies:
    """A library of studies that are already there."""

    def __init__(self, baseline: dt.date | None = None, **studies: netmap.Study) -> None:
        self.baseline = baseline
        self.studies = studies

    def entries(self, principal: object) -> tuple[object, ...]:
        return ()

    def study(self, principal: object, name: str) -> netmap.Study:
        if name not in self.studies:
            raise NotFoundError("there is no study “{name}”", name=name)
        return self.studies[name]


def board_of(study: netmap.Study, baseline: dt.date | None = None) -> BoardService:
    """The service over one study, named `s`."""
    return BoardService(Studies(baseline, s=study))


def ask(study: netmap.Study, language: str = "en", **request: object) -> BoardView:
    """What the page is answered in one state of it."""
    return board_of(study).board(LOCAL_USER, new_page("s", **request), language)


def panels() -> netmap.Study:
    """The four panels of the shared data, for tests that are marked `shared`."""
    return netmap.read_study(PANELS)


def bundled(name: str) -> netmap.Study:
    return netmap.read_study(ROOT / "datasets" / name)


def tables(**rows: list[dict[str, object]]) -> netmap.Study:
    """A study from plain rows."""
    return netmap.from_tables(**{name: pd.DataFrame(table) for name, table in rows.items()})
