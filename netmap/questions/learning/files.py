"""The tables of the pages of learning paths as a service."""

from __future__ import annotations

from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import translator
from netmap.questions.learning.resolved_request import asked_at_no_level, asked_of
from netmap.questions.learning.tables import OF_ZONES, Sheet, sheet_of
from netmap.questions.learning.types import LearningRequest


class LearningFiles:
    """Tables to take away, whole, for those who may see names; errors as of `LearningService`."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def sheet(
        self, principal: Principal, request: LearningRequest, table: str, language: str = "en"
    ) -> Sheet:
        """One of the tables of `learning_tables.SHEETS` for one state of a page."""
        study = self.library.study(principal, request.study)
        ask = asked_at_no_level if table in OF_ZONES else asked_of
        return sheet_of(ask(study, request.study, request), table, translator(language))
