"""What the pages may ask: the studies that are open, for whom, and one way to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry, inquiry_of
from netmap.questions.map import FRAME
from netmap.questions.map.types import Frame
from netmap.questions.parameters import Request
from netmap.questions.question import Answer, PageState, Question


@dataclass(frozen=True, slots=True)
class Services:
    """The studies behind the pages and the principal for whom they are asked."""

    library: StudyLibrary
    principal: Principal = LOCAL_USER

    def ask(self, question: Question, state: PageState[Any]) -> Answer:
        """The answer to a question in one state of a page; errors as of `Question.ask`."""
        return question.ask(self.inquiry(state.context), state.request)

    def inquiry(self, context: Context) -> Inquiry:
        """A context together with its study."""
        return inquiry_of(self.library, context)

    def frame(self, study: str, language: str) -> Frame:
        """What does not change within a study: its choices and its time axis."""
        state = PageState(Context(study=study, language=language, principal=self.principal), Request())
        found: Frame = self.ask(FRAME, state).facts.frame
        return found
