"""What rests on single people, on a few together, and on all who sit at several levels; kept for a while."""

from __future__ import annotations

import pandas as pd

from netmap.brokers.champions import champions
from netmap.brokers.class_reliance import class_reliance
from netmap.brokers.covering import covering_set
from netmap.brokers.relief import dependents, stand_ins
from netmap.brokers.routes import Question
from netmap.questions.learning.resolved_request import Asked


def champions_of(asked: Asked) -> pd.DataFrame:
    """How much rests on each person between the two levels, in the window."""
    return asked.library(champions, asked.start.level, asked.goal.level)


def covering_of(asked: Asked) -> pd.DataFrame:
    """The few people without whom at most half would be left."""
    return asked.library(covering_set, asked.start.level, asked.goal.level)


def class_of(asked: Asked, who: str) -> pd.DataFrame:
    """What rests on all who sit at several levels, at once or ever: one row."""
    return asked.library(class_reliance, asked.start.level, asked.goal.level, who=who)


def dependents_of(asked: Asked) -> pd.DataFrame:
    """Who would no longer get there without each person."""
    return asked.library(dependents, question_of(asked))


def stand_ins_of(asked: Asked) -> pd.DataFrame:
    """Who else comes where those go whose loss, alone or together, would cost somebody the way."""
    people = {*dependents_of(asked)["practitioner"], *covering_of(asked)["practitioner"]}
    return asked.library(stand_ins, question_of(asked), tuple(sorted(people)))


def question_of(asked: Asked) -> Question:
    """The same question as the rooms below put it."""
    return Question(asked.start.level, asked.goal.level, **asked.arguments(Question))
