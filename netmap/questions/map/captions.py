"""The words around a map: what is shown, by which rule, with which n, and what to do where nothing is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import N_, Translator
from netmap.questions.context import Context
from netmap.questions.map.board_state import MOST_PEOPLE, BoardState, too_many_to_open
from netmap.questions.map.counting import Tally
from netmap.questions.map.request import MAP_KINDS, MAP_STATES
from netmap.questions.map.types import Chip
from netmap.questions.method import Method, method_of, only_baseline, rule_text
from netmap.questions.node_index import UNKNOWN
from netmap.questions.parameters import Parameter, parameters_of
from netmap.questions.tie_arrays import ties_table
from netmap.questions.window import record_of

CHOICES = {"wave": N_("Wave"), "relation": N_("Relation"), "roster": N_("Everybody")}
"""What the fields of the context that choose declared ties and whom to count are called in short."""

QUIET = N_("Met in the window, quiet now")
"""What the layer of such pairs is called."""


def words_of(board: BoardState, tally: Tally, t: Translator) -> str:
    """What is shown: the window in words."""
    if board.window is None:
        return t.gettext("Shows ties as they were declared; they carry no dates.")
    template = t.gettext("Shows encounters from {start} to and including {end}.")
    if tally.undated:
        template = t.gettext(
            "Shows encounters from {start} to and including {end}, and ties declared without a date."
        )
    return template.format(
        start=wording.day_text(t, board.window.start), end=wording.day_text(t, board.window.end)
    )


def rule_of(board: BoardState, t: Translator) -> str:
    """By which rule ties are told apart, every threshold named."""
    if board.window is None:
        return t.gettext("Shown with: declared ties, as they stand in the record.")
    return rule_text(method_of_board(board), t)


def method_of_board(board: BoardState) -> Method:
    """How the map came about; its n is that of the ties in force."""
    told = ties_table(board.study, board.as_of, *board.rule).attrs if len(board.study.table("ties")) else None
    n, window = int(board.counted.sum()), window_dates(board)
    return method_of(board.inquiry, n, window=window, ties=True, told=told)


def n_of(board: BoardState, tally: Tally, t: Translator) -> str:
    """How much stands behind the picture; ties are counted as the filters leave them."""
    counts = tally.counts
    parts = [wording.agencies(t, counts.agencies)]
    if counts.people:
        parts.append(wording.people(t, counts.people))
    if len(board.study.meetings):
        parts.append(wording.sittings(t, counts.sittings))
    if len(board.study.contacts):
        parts.append(wording.contacts(t, tally.contacts))
    parts.append(wording.ties(t, int(board.counted.sum())))
    return ", ".join(parts)


def chips_of(board: BoardState, t: Translator) -> tuple[Chip, ...]:
    """Every filter in force; `field` is the request's field that taking the chip away sets back."""
    request, chips = board.request, []
    partnership = board.context.partnership
    if partnership is not None:
        name = _partnership_name(board, partnership)
        chips.append(Chip("partnership", partnership, t.gettext("Partnership: {name}").format(name=name)))
    chips += _rules(board, t)
    if set(request.kinds) != set(MAP_KINDS):
        labels = [t.gettext(wording.KIND_LABELS[kind]) for kind in MAP_KINDS if kind in request.kinds]
        chips.append(Chip("kinds", "", _only(t, t.gettext("Kinds: {words}"), labels)))
    if set(request.states) != set(MAP_STATES):
        labels = [t.gettext(wording.STATE_LABELS[state]) for state in MAP_STATES if state in request.states]
        chips.append(Chip("states", "", _only(t, t.gettext("States: {words}"), labels)))
    focus = _focus(board, t)
    if focus:
        chips.append(Chip("focus", "", focus))
    if request.expanded:
        n = len(request.expanded)
        text = t.ngettext("{n} agency opened", "{n} agencies opened", n).format(n=wording.whole(t, n))
        chips.append(Chip("expanded", "", text))
    return tuple(chips)


def _rules(board: BoardState, t: Translator) -> list[Chip]:
    """What differs from the usual of the rules by which ties are told apart and learning passes on."""
    context, usual, found = board.context, board.inquiry.usual, []
    own = only_baseline(board.inquiry.but(baseline=usual.baseline))
    if context.baseline is not None and context.baseline != own:
        text = t.gettext("Baseline: {date}").format(date=t.date(context.baseline))
        found.append(Chip("baseline", context.baseline.isoformat(), text))
    for each in parameters_of(Context):
        value = each.value_in(context)
        if (len(each.path) > 1 or each.key in CHOICES) and value != each.value_in(usual):
            text = t.gettext("{what}: {value}").format(
                what=t.gettext(CHOICES.get(each.key, each.help)), value=_value(each, value, t)
            )
            found.append(Chip(each.key, "", text))
    return found


def _value(parameter: Parameter, value: Any, t: Translator) -> str:
    if isinstance(value, tuple):
        return t.listing([each or t.gettext("none") for each in value])
    if parameter.labels:
        return t.gettext(parameter.labels[value])
    if isinstance(value, bool):
        return t.gettext("yes") if value else t.gettext("no")
    return str(value) if isinstance(value, str) else t.number(value)


def _only(t: Translator, template: str, labels: list[str]) -> str:
    return template.format(words=t.listing(labels) or t.gettext("none"))


def _focus(board: BoardState, t: Translator) -> str:
    focus, steps = board.request.focus, board.request.steps
    number = None if focus is None else board.universe.numbers.get(focus)
    if number is None or steps < 1:
        return ""
    return t.ngettext("Within {n} step of {name}", "Within {n} steps of {name}", steps).format(
        n=steps, name=name_of(board, number, t)
    )


def _partnership_name(board: BoardState, partnership: str) -> str:
    names = board.study.partnerships.set_index("partnership")["name"].dropna()
    return str(names.get(partnership, partnership))


def name_of(board: BoardState, number: int, t: Translator) -> str:
    """The name of a thing as it is shown."""
    return t.gettext(wording.UNKNOWN_AGENCY) if number == UNKNOWN else board.universe.names[number]


def notices_of(board: BoardState, t: Translator, lines_left_out: int = 0) -> tuple[str, ...]:
    """What a reader of this state should be told besides."""
    found = []
    if too_many_to_open(board.universe, board.request):
        found.append(
            t.gettext(
                "There are too many people ({people}) to show at once; at most {most} can be. "
                "Open one agency at a time."
            ).format(people=wording.whole(t, board.universe.people), most=wording.whole(t, MOST_PEOPLE))
        )
    if lines_left_out:
        found.append(
            t.ngettext(
                "{n} line with the fewest ties is left out of the map; the table holds it.",
                "{n} lines with the fewest ties are left out of the map; the table holds them.",
                lines_left_out,
            ).format(n=wording.whole(t, lines_left_out))
        )
    return tuple(found)


def empty_of(board: BoardState, tally: Tally, t: Translator) -> str:
    """What is going on and what to do where there is nothing to see; empty where there is."""
    study = board.study
    if len(board.ties):
        return ""
    if not (len(study.agencies) or len(study.practitioners)):
        return t.gettext(
            "The study holds no agencies and no people yet. In a store they are added under “Record”; in "
            "files, add rows to the tables and start again."
        )
    dated = len(study.attendance) or len(study.contacts)
    if not dated and not len(study.table("ties")):
        return t.gettext(
            "The study holds no attendance, no contacts and no declared ties, so there is nothing to join "
            "its agencies. Add an attendance list, a contact diary or a table of ties."
        )
    if tally.counts.quiet:
        return _quiet(tally.counts.quiet, t)
    return _no_tie_here(board, dated > 0, t)


def _quiet(n: int, t: Translator) -> str:
    """Where the pairs are that met in the window and have been quiet since."""
    return t.ngettext(
        "No tie stands on the last day of this window. {n} pair met in it and has been quiet since; "
        "“{layer}” shows it.",
        "No tie stands on the last day of this window. {n} pairs met in it and have been quiet since; "
        "“{layer}” shows them.",
        n,
    ).format(n=wording.whole(t, n), layer=t.gettext(QUIET))


def _no_tie_here(board: BoardState, dated: bool, t: Translator) -> str:
    """That nothing stands on the last day, or ever stood."""
    record = record_of(board.study)
    if record is not None and len(board.everything().within(board.scope)):
        return t.gettext(
            "No tie stands on the last day of this window. Choose another one; the record runs from {start} "
            "to {end}."
        ).format(start=wording.day_text(t, record.start), end=wording.day_text(t, record.end))
    if np.any(board.scope.meetings) or dated:
        return t.gettext(
            "The rows on record make no tie: nobody is recorded as meeting somebody else since the baseline. "
            "Check the baseline and the attendance statuses."
        )
    return t.gettext("There is nothing on record for this partnership. Choose another one.")


def window_dates(board: BoardState) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the window; None where there is none."""
    if board.window is None:
        return None, None
    return from_day(board.window.start), from_day(board.window.end)
