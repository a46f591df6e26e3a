"""What the pages may ask: the studies that are open, for whom, and one way to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.questions.map.service import BoardService
from netmap.questions.question import Answer, PageState, Question, inquiry_of


@dataclass(frozen=True, slots=True)
class Services:
    """The studies behind the pages and the principal for whom they are asked."""

    library: StudyLibrary
    board: BoardService
    principal: Principal = LOCAL_USER

    def ask(self, question: Question, state: PageState[Any]) -> Answer:
        """The answer to a question in one state of a page; errors as of `Question.ask`."""
        return question.ask(inquiry_of(self.library, state.context), state.request)
