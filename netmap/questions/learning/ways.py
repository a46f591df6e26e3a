"""Sentences about the ways themselves: by what they change level, and whether anything returns to where it
began."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from netmap.learning.crossings_of_paths import CHAMPION, CONTACT, PILLAR, CrossingBook
from netmap.learning.loops import loops
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.model.words import word
from netmap.questions.learning.first_paths import first_paths
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.question import FORM

BY = {
    CHAMPION: N_("{n} inside a champion"),
    PILLAR: N_("{n} within one agency"),
    CONTACT: N_("{n} in a contact"),
}
BY_FORM = N_("{n} in a zone ({form})")


def way_sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """By what the first paths of the window change level, and how many come full circle."""
    return (*loops_said(asked, t), *crossings_said(asked, t))


def loops_said(asked: Asked, t: Translator) -> list[str]:
    """On which base loops are counted, another than that of the shares beside, and how many close."""
    said = loop_sentences(loops_of(asked), t)
    if said and asked.context.paths.certain:
        base = t.gettext("Loops are counted over the whole period, if every encounter passes something on.")
        return [base, *said]
    return said


def crossings_said(asked: Asked, t: Translator) -> list[str]:
    """By what the first paths of the window change level."""
    return _crossings(asked, crossings_of(asked), t)


def crossings_of(asked: Asked) -> Counter[str]:
    """How often first paths change level, by what, in the window."""

    def ask() -> Counter[str]:
        paths = first_paths(asked)
        book = CrossingBook(paths.window, asked.context.ties)
        ends = asked.start.level, asked.goal.level
        return Counter(each.how for hops in paths.hops for each in book.crossings(list(hops), *ends))

    return asked.remembered((crossings_of, asked.start, asked.goal), ask)


def loops_of(asked: Asked) -> pd.DataFrame:
    """Who reaches the other level and hears back, in the window."""
    return asked.library(loops, asked.start.level, asked.goal.level)


def loop_sentences(table: pd.DataFrame, t: Translator) -> list[str]:
    """Of how many who get there it is seen that they hear back."""
    reached, closed = int(table["reached"].sum()), int(table["closed"].sum())
    if not reached:
        return []
    words = {"n": wording.whole(t, closed), "reached": wording.whole(t, reached)}
    if not closed:
        template = t.ngettext(
            "The only person who gets there hears nothing back: no loop is closed.",
            "Of {reached} people who get there, nobody hears back: no loop is closed.",
            reached,
        )
        return [template.format(**words)]
    if closed == reached:
        template = t.ngettext(
            "The only person who gets there hears back, typically after {days}: the loop is closed.",
            "All {reached} people who get there hear back, typically after {days}: the loop is closed.",
            reached,
        )
    else:
        template = t.ngettext(
            "{n} of {reached} who get there hears back, typically after {days}: for that one the loop is "
            "closed.",
            "{n} of {reached} who get there hear back, typically after {days}: for them the loop is closed.",
            closed,
        )
    days = wording.days(t, round(table["loop_days"].median()))
    return [template.format(**words, days=days)]


def _crossings(asked: Asked, counts: Counter[str], t: Translator) -> list[str]:
    n = counts.total()
    if not n:
        return []
    forms = [str(form) for form in asked.study.zones["form"].dropna().unique()]
    classes = dict.fromkeys((CHAMPION, PILLAR, *(form for form in forms if form != CONTACT), CONTACT))
    named = [
        t.gettext(BY.get(how, BY_FORM)).format(
            n=wording.whole(t, counts[how]), form=word(asked.study, *FORM, how)
        )
        for how in classes
        if counts[how]
    ]
    template = t.ngettext(
        "On these first paths the level changes {n} time: {ways}.",
        "On these first paths the level changes {n} times: {ways}.",
        n,
    )
    return [template.format(n=wording.whole(t, n), ways=t.listing(named))]
