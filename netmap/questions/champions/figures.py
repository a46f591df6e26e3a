"""What rests on single people, on a few together, and on all who sit at several levels; kept for a while."""

from __future__ import annotations

import pandas as pd

from netmap.brokers.champions import champions
from netmap.brokers.class_reliance import class_reliance
from netmap.brokers.covering import covering_set
from netmap.brokers.relief import dependents, stand_ins
from netmap.brokers.routes import Question
from netmap.questions.learning.resolved_request import Asked

SIMULTANEOUS, EVER = "simultaneous", "ever"


def champions_of(asked: Asked) -> pd.DataFrame:
    """How much rests on each person between the two levels, in the window."""

    def ask() -> pd.DataFrame:
        return champions(asked.study, asked.start.level, asked.goal.level, **asked.days, **asked.rule)

    return asked.kept(("champions", *_ends(asked)), ask)


def covering_of(asked: Asked) -> pd.DataFrame:
    """The few people without whom at most half would be left."""

    def ask() -> pd.DataFrame:
        return covering_set(asked.study, asked.start.level, asked.goal.level, **asked.days, **asked.rule)

    return asked.kept(("covering set", *_ends(asked)), ask)


def class_of(asked: Asked, who: str) -> pd.DataFrame:
    """What rests on all who sit at several levels, at once or ever: one row."""

    def ask() -> pd.DataFrame:
        start, goal = asked.start.level, asked.goal.level
        return class_reliance(asked.study, start, goal, who=who, **asked.days, **asked.rule)

    return asked.kept(("class", who, *_ends(asked)), ask)


def dependents_of(asked: Asked) -> pd.DataFrame:
    """Who would no longer get there without each person."""
    return asked.kept(("dependents", *_ends(asked)), lambda: dependents(asked.study, question_of(asked)))


def stand_ins_of(asked: Asked) -> pd.DataFrame:
    """Who else comes where those go whose loss, alone or together, would cost somebody the way."""

    def ask() -> pd.DataFrame:
        people = {*dependents_of(asked)["practitioner"], *covering_of(asked)["practitioner"]}
        return stand_ins(asked.study, question_of(asked), sorted(people))

    return asked.kept(("stand-ins", *_ends(asked)), ask)


def question_of(asked: Asked) -> Question:
    """The same question as the rooms below put it."""
    return Question(asked.start.level, asked.goal.level, **asked.days, **asked.rule)


def _ends(asked: Asked) -> tuple[object, ...]:
    return asked.start.level, asked.goal.level, asked.window
