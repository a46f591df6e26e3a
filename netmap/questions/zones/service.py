"""Boundary zones as a service: every question with a principal, every answer in the reader's language."""

from __future__ import annotations

import pandas as pd

from netmap.boundary_zones.zone_table import zones, zones_with
from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.questions.learning.resolved_request import Asked, Setting, asked_at_no_level
from netmap.questions.learning.surroundings import choices_of, said_of
from netmap.questions.learning.types import LearningRequest
from netmap.questions.learning.within import zones_of
from netmap.questions.map.types import AGENCY, PERSON, ZONE
from netmap.questions.zones.losses import greatest_of, losses_asked, through
from netmap.questions.zones.sentences import all_sentences
from netmap.questions.zones.types import ZoneSheet, ZonesView
from netmap.questions.zones.zone_sheets import born_in, sheet_of


class ZoneService:
    """Answers what the page of boundary zones asks; errors as of `LearningService`."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def view(self, principal: Principal, request: LearningRequest, language: str = "en") -> ZonesView:
        """Every zone, and the sheet of the one chosen, by agencies alone."""
        return self._view(principal, request, AGENCY, language)

    def person_view(self, principal: Principal, request: LearningRequest, language: str = "en") -> ZonesView:
        """The same with people by name, for those who may see them."""
        return self._view(principal, request, PERSON, language)

    def _view(self, principal: Principal, request: LearningRequest, sort: str, language: str) -> ZonesView:
        study = self.library.study(principal, request.study)
        return _answer(asked_at_no_level(study, request.study, request), sort, translator(language))


def _answer(asked: Asked | Setting, sort: str, t: Translator) -> ZonesView:
    said, choices = said_of(asked, t), choices_of(asked)
    if isinstance(asked, Setting):
        nothing = zones(asked.study).iloc[:0]
        return ZonesView(asked.request, said, choices, asked.levels, (), nothing, {}, False, None)
    table, losses = zones_shown(asked), losses_shown(asked)
    return ZonesView(
        asked.request,
        said,
        choices,
        asked.levels,
        all_sentences(asked, table, losses, dict(choices.zones), t),
        table,
        greatest_of(losses, table["zone"]),
        through(losses).nothing,
        _sheet(asked, zone_table(asked), sort, t),
    )


def zone_table(asked: Asked) -> pd.DataFrame:
    """Every zone in the window."""

    def ask() -> pd.DataFrame:
        horizon = asked.request.horizon
        return zones_with(asked.study, born_in(asked), horizon=horizon, **asked.days, **asked.rule)

    return asked.remembered(("zones", asked.request.horizon, asked.window), ask)


def zones_shown(asked: Asked) -> pd.DataFrame:
    """The zones that the page lists: of the partnership, where one is chosen."""
    return zone_table(asked)[zones_of(asked.study, asked.request.partnership)].reset_index(drop=True)


def losses_shown(asked: Asked) -> pd.DataFrame:
    """The losses of the zones that the page lists."""
    losses = losses_asked(asked)
    return losses[losses["zone"].isin(zones_shown(asked)["zone"])].reset_index(drop=True)


def _sheet(asked: Asked, table: pd.DataFrame, sort: str, t: Translator) -> ZoneSheet | None:
    """Raises `NotFoundError` for a zone that the study does not hold."""
    chosen = asked.request.selected
    if chosen is None or chosen.sort != ZONE:
        return None
    if not table["zone"].eq(chosen.id).any():
        raise NotFoundError(
            N_("the study holds no such {sort}: “{name}”"), sort=ZONE, name=str(chosen.id)[:80]
        )
    return sheet_of(asked, str(chosen.id), table, sort, t)
