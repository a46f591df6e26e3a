"""The pages of learning paths over studies in memory, and a study whose every id and name is hostile."""

from __future__ import annotations

from typing import Any

import netmap
from netmap.learning.path_rule import PathRule
from netmap.model.i18n import translator
from netmap.questions import champions as of_champions
from netmap.questions import learning as of_paths
from netmap.questions import zones as of_zones
from netmap.questions.champions import page_view as champions_page
from netmap.questions.champions.page_view import ChampionsView
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import page_view as paths_page
from netmap.questions.learning.types import LearningView
from netmap.questions.question import Answer, PageState, Question
from netmap.questions.zones import page_view as zones_page
from netmap.questions.zones.page_view import ZonesView
from tests.questions.boards import tables

HOSTILE = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")
RULE = tuple(PathRule.__dataclass_fields__)


def state_of(question: Question, study: str = "s", **told: Any) -> PageState[Any]:
    """A state of a page: fields of the context, of the path rule and of the request by their names."""
    rule = {name: told.pop(name) for name in RULE if name in told}
    context = Context(study=study, paths=PathRule(**rule))
    return PageState(context, question.request()).but(**told)


def asked(question: Question, study: netmap.Study, language: str = "en", **told: Any) -> Answer:
    """The answer to a question in one state of its page."""
    state = state_of(question, language=language, **told)
    return question.ask(Inquiry(state.context, lambda: study), state.request)


def learning(study: netmap.Study, language: str = "en", **told: Any) -> LearningView:
    """The page of learning paths in one state of it, without people's names."""
    answer = asked(of_paths.QUESTION, study, language, **told)
    return paths_page.view_of(answer.facts, translator(language))


def learning_by_name(study: netmap.Study, language: str = "en", **told: Any) -> LearningView:
    """The same with people by name."""
    return learning(study, language, view="people", **told)


def zones(study: netmap.Study, language: str = "en", **told: Any) -> ZonesView:
    """The page of boundary zones."""
    answer = asked(of_zones.QUESTION, study, language, **told)
    return zones_page.view_of(answer.facts, translator(language))


def zones_by_name(study: netmap.Study, language: str = "en", **told: Any) -> ZonesView:
    """The same with people by name."""
    return zones(study, language, view="people", **told)


def champions(study: netmap.Study, language: str = "en", **told: Any) -> ChampionsView:
    """The page of champions, which names people."""
    answer = asked(of_champions.QUESTION, study, language, **told)
    return champions_page.view_of(answer.facts, translator(language))


def one_way_up() -> netmap.Study:
    """Six agencies with hostile ids, a person of each at the front; one of them alone meets the board.

    In every month of 2021 and 2022 all sit together on the 5th, and the carrier meets the board on the 20th.
    """
    people = [f"{name} p" for name in HOSTILE]
    months = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
    sat = [{"meeting": f"{m} f", "zone": "<i>front</i>", "date": f"{m}-05"} for m in months]
    met = [{"meeting": f"{m} b", "zone": "=board", "date": f"{m}-20"} for m in months]
    return tables(
        levels=[
            {"level": "<b>low</b>", "rank": 0, "name": "=low"},
            {"level": "a,b", "rank": 1, "name": "<b>high</b>"},
        ],
        agencies=[{"agency": name, "name": f"{name} agency"} for name in HOSTILE],
        practitioners=[
            *(
                {"practitioner": person, "agency": name, "level": "<b>low</b>", "name": f"{name} name"}
                for person, name in zip(people, HOSTILE, strict=True)
            ),
            {"practitioner": "chair", "agency": "1", "level": "a,b", "name": "<u>chair</u>"},
        ],
        zones=[
            {
                "zone": "<i>front</i>",
                "name": "<i>Front</i>",
                "form": "locality meeting",
                "level": "<b>low</b>",
            },
            {"zone": "=board", "name": "=Board", "form": "board", "level": "a,b"},
        ],
        meetings=[*sat, *met],
        attendance=[
            *({"meeting": row["meeting"], "practitioner": p} for row in sat for p in people),
            *({"meeting": row["meeting"], "practitioner": p} for row in met for p in (people[1], "chair")),
        ],
    )
