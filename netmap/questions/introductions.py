"""The question of introductions: whom to introduce to whom, so that most more would be heard."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request, taken
from netmap.questions.question import (
    ACTORS,
    AREA,
    COORDINATOR,
    LEVELS,
    NEED,
    Answer,
    Column,
    Inquiry,
    Question,
    Table,
)
from netmap.questions.seen import a_figure_of_reach, who_met

if TYPE_CHECKING:
    import pandas as pd


MANY = 10
"""From so many of 100 on no decimals are given."""

MOST_SHARED = 3
"""So many things that two have in common are named."""


class IntroductionsRequest(Request):
    """How many pairs."""

    pairs: int = taken(3, N_("How many pairs, one after the other."), least=1, most=20)


def answer(inquiry: Inquiry, request: IntroductionsRequest) -> Answer:
    """Look at who has something in common and no tie."""
    from netmap.questions.method import of_changes
    from netmap.questions.readable import called, names_of
    from netmap.what_if.introductions import introductions

    found, method = of_changes(inquiry, introductions, k=request.pairs)
    names = names_of(inquiry.study, (*LEVELS, "practitioners"))
    told = found.assign(
        in_common=[_in_common(inquiry, *each) for each in zip(found["sorts"], found["shares"], strict=True)],
        shares=[json.dumps(list(each), ensure_ascii=False) for each in found["shares"]],
        sorts=[json.dumps(list(each), ensure_ascii=False) for each in found["sorts"]],
        source_name=called(found["source"], names),
        target_name=called(found["target"], names),
        from_name=called(found["from_level"], names),
        to_name=called(found["to_level"], names),
    )
    told.attrs.update(found.attrs)
    return Answer(told, method)


def _in_common(inquiry: Inquiry, sorts: tuple[str, ...], shares: tuple[str, ...]) -> str:
    """What two people have in common, by name and in one line; of much the first few."""
    from netmap.model.words import word
    from netmap.questions.readable import names_of

    tables, words = {"zone": "zones", "object": "objects"}, {"need": NEED, "area": AREA}
    named = [
        names_of(inquiry.study, (tables[sort],)).get(thing, thing)
        if sort in tables
        else word(inquiry.study, *words[sort], thing)
        for sort, thing in zip(sorts, shares, strict=True)
    ]
    return inquiry.t.listing(named[:MOST_SHARED])


def sentences(facts: pd.DataFrame, t: Translator) -> Sequence[str]:
    """Of each pair what it would gain, and how many pairs were not looked at."""
    if facts.empty:
        return (t.gettext("No pair that has something in common and no tie would pass more on."),)
    said = [_gain(row, t) for row in facts.to_dict("records")]
    left = int(facts.attrs["left_out"])
    if left:
        text = t.ngettext(
            "{n} more pair has something in common; its bound is smaller, and it was not looked at.",
            "{n} more pairs have something in common; their bounds are smaller, and they were not looked at.",
            left,
        )
        said.append(text.format(n=t.number(left)))
    return said


def _gain(row: Mapping[Hashable, object], t: Translator) -> str:
    """Whether the two have met, and what would be gained if they did each month."""
    met = (
        t.gettext("{source} and {target} have met, but have no tie.")
        if row["met"]
        else t.gettext("{source} and {target} have never met, as far as is on record.")
    )
    sideways = row["to_level"] is None or row["to_level"] != row["to_level"]
    text = (
        t.gettext(
            "If they did each month, what “{low}” knows would get to {points} more of 100 other agencies."
        )
        if sideways
        else t.gettext(
            "If they did each month, {points} more of 100 at the level “{low}” would be heard at the "
            "level “{high}”."
        )
    )
    points = 100 * float(str(row["figure_gain"]))
    gained = t.number(points, 0 if points >= MANY else 1)
    first = met.format(source=row["source_name"], target=row["target_name"])
    return first + " " + text.format(low=row["from_name"], high=row["to_name"], points=gained)


def draft_of(row: Mapping[Hashable, object], t: Translator) -> str:
    """A message to the two, to be copied, changed and sent; it says nothing of figures and of nobody else."""
    ends = {"source": row["source_name"], "target": row["target_name"]}
    sideways = row["to_level"] is None or row["to_level"] != row["to_level"]
    why = (
        t.gettext("If you met once a month, more agencies would hear what you know.")
        if sideways
        else t.gettext("If you met once a month, more of what people see at “{low}” would reach “{high}”.")
    )
    lines = [
        t.gettext("Dear {source}, dear {target},").format(**ends),
        "",
        t.gettext("May I introduce you to each other? You have this in common: {things}.").format(
            things=row["in_common"]
        ),
        why.format(low=row["from_name"], high=row["to_name"]),
        t.gettext("Half an hour would do to begin with. Which two days would suit you?"),
        "",
        t.gettext("Kind regards"),
    ]
    return "\n".join(lines)


QUESTION = Question(
    name="introductions",
    slow=True,
    title=N_("Introductions"),
    help=N_("Print whom to introduce to whom, so that most more of what people know would get through."),
    audience=(COORDINATOR,),
    request=IntroductionsRequest,
    answer=answer,
    of_all=True,
    sentences=sentences,
    unseen=who_met("introductions", a_figure_of_reach),
    tables=(
        Table(
            "introductions",
            N_("Pairs in the order of taking, and what each would gain"),
            (
                Column("source", N_("one"), names=ACTORS),
                Column("target", N_("the other"), names=ACTORS),
                Column("gain", N_("gain"), digits=4),
                Column("se", N_("standard error"), digits=4),
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("figure_gain", N_("gain there"), digits=4),
                Column("in_common", N_("in common")),
                Column("met", N_("have met")),
                Column("shares"),
                Column("sorts"),
            ),
            lambda facts: facts,
        ),
    ),
)
