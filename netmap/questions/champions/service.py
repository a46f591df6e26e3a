"""Champions as a service: what rests on people, with names for those who may read them."""

from __future__ import annotations

from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.questions.champions.figures import champions_of, covering_of
from netmap.questions.champions.person_sheets import carrier_of, carrier_sheet
from netmap.questions.champions.sentences import carrier_sentences, reliance_sentences
from netmap.questions.champions.types import CarrierSheet, ChampionsView
from netmap.questions.learning.resolved_request import Asked, Setting, asked_of
from netmap.questions.learning.surroundings import choices_of, said_of
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import PERSON
from netmap.questions.node_index import universe_of


class ChampionService:
    """Answers what the page of champions asks; errors as of `LearningService`."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def view(self, principal: Principal, request: LearningRequest, language: str = "en") -> ChampionsView:
        """On how few people the route rests, in sentences that name nobody."""
        asked, t = self._asked(principal, request), translator(language)
        sentences = reliance_sentences(asked, t) if isinstance(asked, Asked) and asked.end else ()
        return _bare(asked, sentences, t)

    def person_view(
        self, principal: Principal, request: LearningRequest, language: str = "en"
    ) -> ChampionsView:
        """Who carries, by name: the set, those who carry alone, and one person's paths."""
        asked, t = self._asked(principal, request), translator(language)
        if isinstance(asked, Setting) or asked.end is None:
            return _bare(asked, (), t)
        return _named(asked, t)

    def _asked(self, principal: Principal, request: LearningRequest) -> Asked | Setting:
        return asked_of(self.library.study(principal, request.study), request.study, request)


def _bare(asked: Asked | Setting, sentences: tuple[str, ...], t: Translator) -> ChampionsView:
    """An answer without people."""
    start, end = (asked.start, asked.end) if isinstance(asked, Asked) else (None, None)
    said, choices = said_of(asked, t), choices_of(asked)
    return ChampionsView(asked.request, said, choices, start, end, sentences, (), (), None, None)


def _named(asked: Asked, t: Translator) -> ChampionsView:
    table, covering = champions_of(asked), covering_of(asked)
    together = tuple(carrier_of(asked, person, t) for person in covering["practitioner"])
    alone = table.loc[table["reliance"].gt(0) & ~table["is_target"], "practitioner"]
    single = sorted((carrier_of(asked, person, t) for person in alone), key=lambda each: (each.name, each.id))
    names = [carrier.name for carrier in together]
    return ChampionsView(
        asked.request,
        said_of(asked, t),
        choices_of(asked),
        asked.start,
        asked.end,
        carrier_sentences(asked, names, len(single), t),
        together,
        tuple(single),
        table,
        _sheet(asked, t),
    )


def _sheet(asked: Asked, t: Translator) -> CarrierSheet | None:
    """Raises `NotFoundError` for a person whom the study does not hold."""
    chosen = asked.request.selected
    if chosen is None or chosen.sort != PERSON:
        return None
    if chosen not in universe_of(asked.study).numbers:
        raise NotFoundError(
            N_("the study holds no such {sort}: “{name}”"), sort=PERSON, name=str(chosen.id)[:80]
        )
    return carrier_sheet(asked, str(chosen.id), t)
