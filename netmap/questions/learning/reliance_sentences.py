"""Sentences about what rests on people: on a class, on a few, on one; without a name where none may be
read."""

from __future__ import annotations

import pandas as pd

from netmap.library import wording
from netmap.library.chances import YARDSTICK_SAID, expected
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import EVER, SIMULTANEOUS
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.reliance_figures import alone_of, class_of, covering_of, ends_cost
from netmap.questions.learning.resolved_request import Asked

FEW = 5
"""A set of fewer people is not counted out to a board."""

HALF = 0.5
"""From this share on, what is lost with a class is as much as a covering set is to take away."""


AS_MANY = {
    SIMULTANEOUS: N_(
        "Without everyone who sits at two levels, about as many others reach “{level}” {condition}."
    ),
    EVER: N_(
        "Without everyone who ever sat at different levels, about as many others reach “{level}” {condition}."
    ),
}
EVERY_CHANGED = N_("If every one did, it would be {left} instead of {reached}.")
EVERY_SAME = N_("If every one did, nobody would be cut off.")


def reliance_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """What rests on cross-represented people as a class, and on how few, under chance; names nobody."""
    graded = asked.at_yardstick
    if not float(covering_of(graded).attrs["reaching"]):
        return ()
    return (*class_sentences(asked, t), few_text(graded, t))


def class_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """Both classes; the wider one only where it is another."""
    once, ever = (class_of(asked.at_yardstick, who).iloc[0] for who in (SIMULTANEOUS, EVER))
    same = once["cross_represented"] == ever["cross_represented"]
    return (*_class(asked, SIMULTANEOUS, t), *(() if same else _class(asked, EVER, t)))


def _class(asked: Asked, who: str, t: Translator) -> list[str]:
    row = class_of(asked.at_yardstick, who).iloc[0]
    certain = class_of(asked.at_certainty, who).iloc[0]
    if not int(row["cross_represented"]):
        said = [t.gettext("Nobody is cross-represented: nobody sits at several levels at once.")]
        return said if who == SIMULTANEOUS else []
    if not float(certain["reached"]):
        return _nobody_outside(who, t)
    counts = _counts(row, "lost_se", t)
    template = _without_class(who, row["reached"], t) if counts else t.gettext(AS_MANY[who])
    first = template.format(**counts, level=asked.goal.name, condition=chance_text(asked, t))
    every = _counts(certain, "lost_se", t)
    if not every:
        return [first, t.gettext(EVERY_SAME)]
    return [first, t.gettext(EVERY_CHANGED).format(**every)]


def _without_class(who: str, reached: float, t: Translator) -> str:
    if who == EVER:
        return t.ngettext(
            "Without everyone who ever sat at different levels, {left} instead of {reached} other reaches "
            "“{level}” {condition}.",
            "Without everyone who ever sat at different levels, {left} instead of {reached} others reach "
            "“{level}” {condition}.",
            round(reached),
        )
    return t.ngettext(
        "Without everyone who sits at two levels, {left} instead of {reached} other reaches “{level}” "
        "{condition}.",
        "Without everyone who sits at two levels, {left} instead of {reached} others reach “{level}” "
        "{condition}.",
        round(reached),
    )


def _counts(row: pd.Series, error: str, t: Translator) -> dict[str, str]:
    """How many are left instead of how many; empty where the difference is not to be told."""
    if not row["lost"] > 2 * row[error]:
        return {}
    left, reached = expected(t, row["reached"] - row["lost"]), expected(t, row["reached"])
    return {} if left == reached else {"left": left, "reached": reached}


def _nobody_outside(who: str, t: Translator) -> list[str]:
    if who == EVER:
        return []
    return [t.gettext("Besides the people who sit at two levels, nobody gets there in this window.")]


def few_text(asked: Asked, t: Translator) -> str:
    """On how few people the route depends; small numbers are not counted out."""
    covering = covering_of(asked)
    n = len(covering)
    if covering.attrs["found"] != "true":
        small = int(covering.attrs["candidates"]) < int(covering.attrs["at_most"])
        return _none_of_few(asked, t) if small else _no_few(asked, t)
    if n < FEW:
        return t.gettext(
            "Fewer than five people are enough: without them at most half would still get there."
        )
    template = t.ngettext(
        "Losing {n} well-placed person, who may be another, would leave at most half.",
        "Losing {n} well-placed people, who may be others, would leave at most half.",
        n,
    )
    return template.format(n=wording.whole(t, n))


def _no_few(asked: Asked, t: Translator) -> str:
    """That no small set was found: a set holds nobody of the level to be reached, the class may."""
    crossed = class_of(asked, EVER)
    there = int(crossed.attrs["targets"])
    words = {"level": asked.goal.name, "n": wording.whole(t, there)}
    if not crossed["reliance"].iloc[0] >= HALF:
        template = t.gettext("It does not rest on a few: no ten were found without whom half would be lost.")
    elif not there:
        template = t.gettext("No smaller set was found: no ten people without whom half would be lost.")
    elif there < FEW:
        template = t.gettext(
            "Some of these people are at “{level}” themselves; among the others no ten would halve it."
        )
    else:
        template = t.gettext(
            "{n} of these people are at “{level}” themselves; among the others no ten would halve it."
        )
    return template.format(**words)


def _none_of_few(asked: Asked, t: Translator) -> str:
    """The same where there are fewer than ten who could be in the set."""
    crossed = class_of(asked, EVER)
    there = int(crossed.attrs["targets"])
    words = {"level": asked.goal.name, "n": wording.whole(t, there)}
    if not crossed["reliance"].iloc[0] >= HALF:
        template = t.gettext("No people were found without whom half would be lost.")
    elif not there:
        template = t.gettext("No smaller set was found without which half would be lost.")
    elif there < FEW:
        template = t.gettext(
            "Some of these people are at “{level}” themselves; none of the few others were found to halve it."
        )
    else:
        template = t.gettext(
            "{n} of these people are at “{level}” themselves; none of the few others were found to halve it."
        )
    return template.format(**words)


def carrier_sentences(asked: Asked, together: list[str], t: Translator) -> tuple[str, ...]:
    """The same for those who may read names: the set, and how many make a difference alone."""
    graded = asked.at_yardstick
    covering = covering_of(graded)
    if not float(covering_of(asked.at_certainty).attrs["reaching"]):
        return (
            t.gettext(
                "Nobody gets from “{from_level}” to “{to_level}” in this window, so it rests on nobody."
            ).format(from_level=asked.start.name, to_level=asked.goal.name),
        )
    said = (*class_sentences(asked, t), few_text(graded, t))
    if covering.attrs["found"] == "true":
        said = (*class_sentences(asked, t), _set(asked, covering, together, t))
        if not _counts(class_of(graded, SIMULTANEOUS).iloc[0], "lost_se", t):
            said = (said[-1], *said[:-1])
    return (said[0], *said[1:2], t.gettext(YARDSTICK_SAID), *said[2:], *_alone(asked, t))


def _set(asked: Asked, covering: pd.DataFrame, names: list[str], t: Translator) -> str:
    last = covering.iloc[-1]
    template = t.ngettext(
        "Without {names}, {left} instead of {reached} other gets there {condition}.",
        "Without {names}, {left} instead of {reached} others get there {condition}.",
        round(last["reached"]),
    )
    return template.format(
        names=t.listing(names),
        left=expected(t, last["left"]),
        reached=expected(t, last["reached"]),
        condition=chance_text(asked, t),
    )


def _alone(asked: Asked, t: Translator) -> list[str]:
    """How many make a difference alone, under chance and if every encounter passed something on."""
    single, certain = (len(alone_of(each)) for each in (asked.at_yardstick, asked.at_certainty))
    if not single:
        said = t.gettext("Nobody alone matters so much that it could be told {condition}.")
        return [said.format(condition=chance_text(asked, t)), *_alone_for_certain(asked, certain, t)]
    template = t.ngettext(
        "{n} person alone matters: without them fewer others get there {condition}.",
        "{n} people each matter, if only a little: without any of them fewer others get there {condition}.",
        single,
    )
    said = template.format(n=wording.whole(t, single), condition=chance_text(asked, t))
    return [said, *_alone_for_certain(asked, certain, t)]


def _alone_for_certain(asked: Asked, single: int, t: Translator) -> list[str]:
    if not single and ends_cost(asked.at_certainty):
        return [
            t.gettext("If every one did, only people at “{level}” alone would be missed.").format(
                level=asked.goal.name
            )
        ]
    if not single:
        return [t.gettext("If every one did, nobody would be missed: all others would still get there.")]
    template = t.ngettext(
        "If every one did, {n} person alone would cost somebody the way.",
        "If every one did, {n} people would each cost somebody the way.",
        single,
    )
    return [template.format(n=wording.whole(t, single))]
