"""What the pages may ask: one bundle of services, handed to every page."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.questions.champions.service import ChampionService
from netmap.questions.learning.service import LearningService
from netmap.questions.map.service import BoardService
from netmap.questions.zones.service import ZoneService


@dataclass(frozen=True, slots=True)
class Services:
    """The services behind the pages and the principal for whom they are asked."""

    library: StudyLibrary
    board: BoardService
    principal: Principal = LOCAL_USER

    @property
    def learning(self) -> LearningService:
        """The service of the page of learning paths."""
        return LearningService(self.library)

    @property
    def zones(self) -> ZoneService:
        """The service of the page of boundary zones."""
        return ZoneService(self.library)

    @property
    def champions(self) -> ChampionService:
        """The service of the page of champions."""
        return ChampionService(self.library)
