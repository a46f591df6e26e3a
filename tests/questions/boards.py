"""Boards over studies in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import NotFoundError
from netmap.questions.checks import QUESTION as CHECKS
from netmap.questions.context import Context
from netmap.questions.exports import plain_rows
from netmap.questions.inquiry import inquiry_of
from netmap.questions.map import FIND, FRAME, PANEL, QUESTION
from netmap.questions.map.facts import TABLES
from netmap.questions.map.finding import Findable, brought_to_sight
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.map.types import BoardView, Frame, Panel
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import NodeRef, Request
from netmap.questions.question import PageState, Question

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

    def is_stored(self, name: str) -> bool:
        return False


@dataclass(frozen=True)
class Asking:
    """Asks the questions of the map over some studies, as its page does."""

    library: Any

    def _ask(self, question: Question, page: PageState[Any], language: str = "en") -> Any:
        state = page.but(language=language)
        return question.ask(inquiry_of(self.library, state.context), state.request).facts

    def board(self, page: MapPage, language: str = "en", tables: Collection[str] = TABLES) -> BoardView:
        return self._ask(QUESTION, page, language).view(tables)

    def panel(self, page: MapPage, ref: NodeRef) -> Panel:
        return self._ask(PANEL, page.but(selected=ref))

    def findable(self, study: str) -> list[Findable]:
        return self._ask(FIND, self._plain(study))

    def frame(self, study: str, language: str = "en") -> Frame:
        return self._ask(FRAME, self._plain(study), language).frame

    def problems(self, study: str) -> list[dict[str, Any]]:
        return plain_rows(CHECKS.tables[0].rows(self._ask(CHECKS, self._plain(study))))

    def study(self, name: str) -> netmap.Study:
        return self.library.study(LOCAL_USER, name)

    def number_of(self, study: str, ref: NodeRef) -> int:
        return universe_of(self.study(study)).number_of(ref)

    def ref_of(self, study: str, number: int) -> NodeRef:
        return universe_of(self.study(study)).ref_of(number)

    def brought_to_sight(self, page: MapPage, number: int) -> MapPage:
        return brought_to_sight(self.study(page.context.study), page, number)

    def _plain(self, study: str) -> PageState[Request]:
        return PageState(Context(study=study), Request())


def board_of(study: netmap.Study, baseline: dt.date | None = None) -> Asking:
    """The questions over one study, named `s`."""
    return Asking(Studies(baseline, s=study))


def ask(study: netmap.Study, language: str = "en", **request: object) -> BoardView:
    """What the page is answered in one state of it."""
    return board_of(study).board(new_page("s", **request), language)


def tables(**rows: list[dict[str, object]]) -> netmap.Study:
    """A study from plain rows."""
    return netmap.from_tables(**{name: pd.DataFrame(table) for name, table in rows.items()})
