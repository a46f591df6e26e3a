"""The pages of learning paths over studies in memory, and a study whose every id and name is hostile."""

from __future__ import annotations

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.questions.champions.service import ChampionService
from netmap.questions.champions.types import ChampionsView
from netmap.questions.learning.service import LearningService
from netmap.questions.learning.types import LearningRequest, LearningView
from netmap.questions.zones.service import ZoneService
from netmap.questions.zones.types import ZonesView
from tests.questions.boards import Studies, tables

HOSTILE = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")


def learning(study: netmap.Study, language: str = "en", **request: object) -> LearningView:
    """The page of learning paths in one state of it, without people's names."""
    asked = LearningRequest("s", **request)
    return LearningService(Studies(None, s=study)).view(LOCAL_USER, asked, language)


def learning_by_name(study: netmap.Study, language: str = "en", **request: object) -> LearningView:
    """The same with people by name."""
    asked = LearningRequest("s", view="people", **request)
    return LearningService(Studies(None, s=study)).person_view(LOCAL_USER, asked, language)


def zones(study: netmap.Study, language: str = "en", **request: object) -> ZonesView:
    """The page of boundary zones."""
    return ZoneService(Studies(None, s=study)).view(LOCAL_USER, LearningRequest("s", **request), language)


def zones_by_name(study: netmap.Study, language: str = "en", **request: object) -> ZonesView:
    """The same with people by name."""
    asked = LearningRequest("s", view="people", **request)
    return ZoneService(Studies(None, s=study)).person_view(LOCAL_USER, asked, language)


def champions(study: netmap.Study, language: str = "en", **request: object) -> ChampionsView:
    """The page of champions, which names people."""
    asked = LearningRequest("s", **request)
    return ChampionService(Studies(None, s=study)).person_view(LOCAL_USER, asked, language)


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
