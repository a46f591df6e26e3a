"""What the pages may ask: one bundle of services, handed to every page."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.services.board.entry import BoardService
from netmap.services.champions.entry import ChampionService
from netmap.services.learning.entry import LearningService
from netmap.services.library import StudyLibrary
from netmap.services.principals import LOCAL_USER, Principal
from netmap.services.zones.entry import ZoneService


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
