"""The board's page as a service: every question with a principal, every answer in the reader's language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_entry import StudyEntry
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotFoundError, Problem, StudyError
from netmap.model.i18n import N_, Translator, translator
from netmap.questions.map import captions, drawing, rows
from netmap.questions.map.board_state import BoardState, board_state
from netmap.questions.map.counting import tally_of
from netmap.questions.map.finding import Findable, brought_to_sight, findable_of
from netmap.questions.map.frames import frame_of
from netmap.questions.map.panels import panel_of
from netmap.questions.map.pictures import picture_of
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.map.sentences import sentences_of
from netmap.questions.map.types import BoardView, Frame, Panel
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import NodeRef
from netmap.questions.question import inquiry_of

if TYPE_CHECKING:
    from netmap.maps.picture import Picture
    from netmap.model.study import Study

TABLES = ("ties", "actors", "zones")
"""The tables that go with a map."""


class BoardService:
    """Answers what the board's page asks of the studies of a library.

    Every method takes the principal who asks first and the reader's language last. They raise
    `NotFoundError` for what does not exist, `ArgumentError` for a request that cannot be, `StudyError` for a
    study that was refused.
    """

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def prepare(self, study: str) -> None:
        """Work out what every picture of a study needs, so that its first reader need not wait for it."""
        self.board(LOCAL_USER, new_page(study))

    def entries(self, principal: Principal) -> tuple[StudyEntry, ...]:
        """The studies that may be chosen."""
        return self.library.entries(principal)

    def study(self, principal: Principal, study: str) -> Study:
        """The study itself, for taking away."""
        return self.library.study(principal, study)

    def frame(self, principal: Principal, study: str, language: str = "en") -> Frame:
        """What does not change with window and filters."""
        return frame_of(self.library.study(principal, study), study, translator(language))

    def board(
        self,
        principal: Principal,
        page: MapPage,
        language: str = "en",
        *,
        tables: Collection[str] = TABLES,
    ) -> BoardView:
        """The whole answer for one state of the page; tables that are not asked for stay empty."""
        return _view(self._board(page, language), translator(language), tables)

    def panel(self, principal: Principal, page: MapPage, ref: NodeRef, language: str = "en") -> Panel:
        """What there is to say of one thing in a state of the page."""
        return panel_of(self._board(page, language), ref, translator(language))

    def picture(self, principal: Principal, page: MapPage, language: str = "en") -> Picture:
        """The map as a picture to take away, with its legend and caption."""
        t = translator(language)
        return picture_of(_view(self._board(page, language), t, ()), t)

    def ref_of(self, principal: Principal, study: str, number: int) -> NodeRef:
        """Which thing has a number."""
        refs = universe_of(self.library.study(principal, study)).refs
        if not 0 <= number < len(refs):
            raise NotFoundError(N_("nothing on this map has the number {number}"), number=number)
        return refs[number]

    def number_of(self, principal: Principal, study: str, ref: NodeRef) -> int:
        """The number of a thing."""
        found = universe_of(self.library.study(principal, study)).numbers.get(ref)
        if found is None:
            raise NotFoundError(N_("the study holds no such {sort}: “{name}”"), sort=ref.sort, name=ref.id)
        return found

    def findable(self, principal: Principal, study: str, language: str = "en") -> list[Findable]:
        """Everything of a study that can be searched for, by sort and then by name."""
        return findable_of(self.library.study(principal, study), translator(language))

    def brought_to_sight(self, principal: Principal, page: MapPage, number: int) -> MapPage:
        """The state of the page in which the thing with a number is chosen and on the map.

        Raises `NotFoundError` for a number that stands for nothing.
        """
        self.ref_of(principal, page.context.study, number)
        return brought_to_sight(self.library.study(principal, page.context.study), page, number)

    def problems(self, principal: Principal, study: str, language: str = "en") -> list[dict[str, Any]]:
        """Every finding of a study's checks: all problems of a refused one, the warnings of another."""
        try:
            found = self.library.study(principal, study).warnings
        except StudyError as error:
            found = error.problems or (_whole(error),)
        t = translator(language)
        return [_problem_row(problem, t) for problem in found]

    def _board(self, page: MapPage, language: str) -> BoardState:
        context = page.context.but(language=language)
        return board_state(inquiry_of(self.library, context), page.request)


def _view(board: BoardState, t: Translator, tables: Collection[str]) -> BoardView:
    tally, drawn = tally_of(board), drawing.drawing_of(board)
    frame = frame_of(board.study, board.context.study, t)
    notices = captions.notices_of(board, t, int((~drawn.shown).sum()))
    return BoardView(
        page=MapPage(board.context, board.request),
        frame=replace(frame, notices=frame.notices + notices),
        sentences=sentences_of(board, tally, t),
        words=captions.words_of(board, tally, t),
        rule=captions.rule_of(board, t),
        n=captions.n_of(board, tally, t),
        chips=captions.chips_of(board, t),
        nodes=drawing.nodes_of(drawn, tally.zones, t),
        edges=drawing.edges_of(drawn),
        bands=drawing.bands_shown(board, t),
        tie_rows=rows.tie_rows_of(drawn, t) if "ties" in tables else [],
        actor_rows=rows.actor_rows_of(drawn, t) if "actors" in tables else [],
        zone_rows=rows.zone_rows_of(board, tally.zones, t) if "zones" in tables else [],
        counts=tally.counts,
        empty=captions.empty_of(board, tally, t),
        window=captions.window_dates(board),
    )


def _problem_row(problem: Problem, t: Translator) -> dict[str, Any]:
    return {
        "table": problem.table,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "reason": t.gettext(problem.reason).format(**problem.values) if problem.reason else "",
        "cure": t.gettext(problem.cure).format(**problem.values) if problem.cure else "",
        "severity": problem.severity,
    }


def _whole(error: StudyError) -> Problem:
    """A study that could not be read at all, as one problem."""
    return Problem("", None, None, None, error.code, error.template, "", values=error.values)
