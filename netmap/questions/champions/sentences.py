"""Sentences about what rests on people: on a class, on a few, on one; without a name where none may be
read."""

from __future__ import annotations

import math

import pandas as pd

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.champions import EVER, SIMULTANEOUS
from netmap.questions.champions.figures import alone_of, class_of, covering_of, ends_cost
from netmap.questions.learning.resolved_request import Asked

FEW = 5
"""A set of fewer people is not counted out to a board."""

HALF = 0.5
"""From this share on, what is lost with a class is as much as a covering set is to take away."""


def reliance_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """What rests on cross-represented people as a class, and on how few; names nobody."""
    if not float(covering_of(asked).attrs["reaching"]):
        return ()
    return (*_class(asked, SIMULTANEOUS, t), *_class(asked, EVER, t), few_text(asked, t))


def _class(asked: Asked, who: str, t: Translator) -> list[str]:
    row = class_of(asked, who).iloc[0]
    n, reached = int(row["cross_represented"]), float(row["reached"])
    if not n:
        return [t.gettext("Nobody is cross-represented: nobody sits at several levels at once.")] * (
            who == SIMULTANEOUS
        )
    if not reached:
        return _nobody_outside(who, t)
    left = reached - float(row["lost"])
    if who == SIMULTANEOUS:
        template = t.ngettext(
            "Without the cross-represented, who sit at several levels at once, {left} of the {reached} other "
            "person who gets there in this window still would.",
            "Without the cross-represented, who sit at several levels at once, {left} of the {reached} "
            "others who get there in this window still would.",
            math.ceil(reached),
        )
    else:
        template = t.ngettext(
            "Without everybody who has ever sat at different levels, {left} of the {reached} other person "
            "who gets there still would.",
            "Without everybody who has ever sat at different levels, {left} of the {reached} others who get "
            "there still would.",
            math.ceil(reached),
        )
    return [template.format(left=wording.count(t, left), reached=wording.count(t, reached))]


def _nobody_outside(who: str, t: Translator) -> list[str]:
    if who == EVER:
        return []
    return [
        t.gettext(
            "How much rests on the cross-represented, who sit at several levels at once, cannot be said: "
            "nobody else gets there in this window."
        )
    ]


def few_text(asked: Asked, t: Translator) -> str:
    """On how few people the route depends; small numbers are not counted out."""
    covering = covering_of(asked)
    n = len(covering)
    if covering.attrs["found"] != "true":
        return _no_few(asked, t)
    if n < FEW:
        return t.gettext(
            "This route depends on fewer than five people: without them at most half would be left."
        )
    template = t.ngettext(
        "This route depends on {n} person: without them at most half would be left.",
        "This route depends on {n} people: without them at most half would be left.",
        n,
    )
    return template.format(n=wording.whole(t, n))


def _no_few(asked: Asked, t: Translator) -> str:
    """That no small set was found: a set holds nobody of the level to be reached, the class may."""
    crossed = class_of(asked, EVER)
    there = int(crossed.attrs["targets"])
    words = {"level": asked.goal.name, "n": wording.whole(t, there)}
    if not crossed["reliance"].iloc[0] >= HALF:
        template = t.gettext(
            "Aside from people at the level “{level}” itself no ten were found whose loss would halve how "
            "many get there: as far as can be seen it does not rest on a few."
        )
    elif not there:
        template = t.gettext(
            "No smaller set of at most ten people was found whose loss alone would halve how many get there."
        )
    elif there < FEW:
        template = t.gettext(
            "Some of these people are at the level “{level}” themselves; among everybody else no ten were "
            "found whose loss would halve how many get there."
        )
    else:
        template = t.gettext(
            "{n} of these people are at the level “{level}” themselves; among everybody else no ten were "
            "found whose loss would halve how many get there."
        )
    return template.format(**words)


def carrier_sentences(asked: Asked, together: list[str], t: Translator) -> tuple[str, ...]:
    """The same for those who may read names: the set, and how many carry alone."""
    covering = covering_of(asked)
    if not float(covering.attrs["reaching"]):
        return (
            t.gettext(
                "Nobody gets from the level “{from_level}” to the level “{to_level}” in this window, so "
                "there is nothing that could rest on anybody."
            ).format(from_level=asked.start.name, to_level=asked.goal.name),
        )
    classes = (*_class(asked, SIMULTANEOUS, t), *_class(asked, EVER, t))
    if covering.attrs["found"] != "true":
        return (*classes, few_text(asked, t), _alone(asked, t))
    return (_set(covering, together, t), *classes, _alone(asked, t))


def _set(covering: pd.DataFrame, names: list[str], t: Translator) -> str:
    last = covering.iloc[-1]
    template = t.ngettext(
        "Without {names}, {left} of the {reached} other person who gets there in this window still would.",
        "Without {names}, {left} of the {reached} others who get there in this window still would.",
        math.ceil(last["reached"]),
    )
    return template.format(
        names=t.listing(names),
        left=wording.count(t, last["left"]),
        reached=wording.count(t, last["reached"]),
    )


def _alone(asked: Asked, t: Translator) -> str:
    single = len(alone_of(asked))
    if not single and ends_cost(asked):
        return t.gettext(
            "Aside from people who are at the level “{level}” alone no single person is indispensable: "
            "whoever else is lost alone, everybody else who gets there still does."
        ).format(level=asked.goal.name)
    if not single:
        return t.gettext(
            "No single person is indispensable: whoever is lost alone, everybody else who gets there still "
            "does."
        )
    template = t.ngettext(
        "{n} person alone carries somebody: their loss would cost at least one other the way.",
        "{n} people each carry somebody alone: the loss of any of them would cost at least one other the "
        "way.",
        single,
    )
    return template.format(n=wording.whole(t, single))
