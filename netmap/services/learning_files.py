"""The tables of the pages of learning paths as a service."""

from __future__ import annotations

from netmap.model.i18n import translator
from netmap.services.learning_asked import asked_of
from netmap.services.learning_tables import Sheet, sheet_of
from netmap.services.learning_types import LearningRequest
from netmap.services.library import StudyLibrary
from netmap.services.principals import Principal


class LearningFiles:
    """Tables to take away, whole, for those who may see names; errors as of `LearningService`."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def sheet(
        self, principal: Principal, request: LearningRequest, table: str, language: str = "en"
    ) -> Sheet:
        """One of the tables of `learning_tables.SHEETS` for one state of a page."""
        study = self.library.study(principal, request.study)
        return sheet_of(asked_of(study, request.study, request), table, translator(language))
