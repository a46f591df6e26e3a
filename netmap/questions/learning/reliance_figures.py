"""What rests on single people, on a few together, and on all who sit at several levels; kept for a while."""

from __future__ import annotations

import pandas as pd

from netmap.brokers.champions import champions
from netmap.brokers.class_reliance import class_reliance
from netmap.brokers.covering import covering_set
from netmap.brokers.crossed import levels_at_once
from netmap.brokers.group_losses import agency_losses, class_losses
from netmap.brokers.relief import dependents, stand_ins
from netmap.brokers.routes import Question
from netmap.learning.window import window_of
from netmap.questions.learning.resolved_request import FEW, Asked, dates_of, levels_of, thing_name
from netmap.questions.parameters import AGENCY, NodeRef


def champions_of(asked: Asked) -> pd.DataFrame:
    """How much rests on each person between the two levels, in the window."""
    return asked.library(champions, asked.start.level, asked.goal.level)


def covering_of(asked: Asked) -> pd.DataFrame:
    """The few people without whom at most half would be left."""
    return asked.library(covering_set, asked.start.level, asked.goal.level)


def class_of(asked: Asked, who: str) -> pd.DataFrame:
    """What rests on all who sit at several levels, at once or ever: one row."""
    return asked.library(class_reliance, asked.start.level, asked.goal.level, who=who)


def class_months(asked: Asked, who: str) -> pd.DataFrame:
    """The same counted as the page of the front line counts, from each month on: one row."""
    return asked.library(class_losses, asked.start.level, asked.goal.level, who=who)


def agency_months(asked: Asked) -> pd.DataFrame:
    """What would be lost without each agency of five people or more, the most first, by name.

    A loss that is no more than twice its own error counts as nothing. Nothing is told of fewer than five
    others.
    """
    found = asked.library(agency_losses, asked.start.level, asked.goal.level, least=FEW)
    table = found[found["others"].ge(FEW) & found["reach"].notna()]
    table = table.assign(lost=table["lost"].where(table["lost"].gt(2 * table["lost_se"]), 0.0))
    names = [thing_name(asked, NodeRef(AGENCY, each)) for each in table["agency"]]
    table = table.assign(name=pd.Series(names, dtype="str", index=table.index))
    table = table.sort_values(["lost", "name"], ascending=[False, True]).reset_index(drop=True)
    table.attrs = {**found.attrs, "n": len(table)}
    return table


def levels_of_class(asked: Asked) -> tuple[str, ...]:
    """At which levels those sit who are at two at once, by name, the lowest first."""
    window = window_of(asked.study, policy=asked.context.ties, **dates_of(asked.window))
    named = {each.level: each.name for each in levels_of(asked.study)}
    return () if window is None else tuple(named.get(each, each) for each in levels_at_once(window))


def dependents_of(asked: Asked) -> pd.DataFrame:
    """Who would no longer get there without each person."""
    return asked.library(dependents, question_of(asked))


def carriers_of(asked: Asked) -> list[str]:
    """Whose loss, alone or together, would cost somebody the way or some of its chance, in text order."""
    alone = {*dependents_of(asked)["practitioner"], *alone_of(asked)}
    return sorted({*alone, *covering_of(asked)["practitioner"]})


def stand_ins_of(asked: Asked) -> pd.DataFrame:
    """Who else comes where those go whose loss, alone or together, would cost somebody the way."""
    return asked.library(stand_ins, question_of(asked), tuple(carriers_of(asked)))


def question_of(asked: Asked) -> Question:
    """The same question as the rooms below put it."""
    return Question(asked.start.level, asked.goal.level, **asked.arguments(Question))


def alone_of(asked: Asked) -> list[str]:
    """Whose loss alone would cost somebody the way, but for people only at the level to be reached."""
    costing = _costing(asked)
    found: list[str] = costing.loc[_carries(costing), "practitioner"].tolist()
    return found


def ends_cost(asked: Asked) -> bool:
    """Whether the loss of somebody who is at the level to be reached alone would cost somebody the way."""
    costing = _costing(asked)
    return not _carries(costing).all()


def _costing(asked: Asked) -> pd.DataFrame:
    """Whose loss costs anything; under chance, more than twice its standard error."""
    table = champions_of(asked)
    return table[table["reliance"].gt(2 * table["se"])]


def _carries(table: pd.DataFrame) -> pd.Series:
    """Who carries from one level to the other: whoever ends a path and sits nowhere else does not."""
    return ~table["is_target"] | table["ever_cross_represented"]
