"""The headline and the five sentences that stand above the map."""

from __future__ import annotations

import datetime as dt

from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import N_, Translator
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.counting import Tally
from netmap.questions.map.drawing import Drawing, agency_pairs, chosen_pairs, is_narrowed
from netmap.questions.map.types import Concentration
from netmap.questions.map.unknowns import unknowns_text
from netmap.questions.seen import NO_MEETING, who_met_is_told
from netmap.questions.window import record_of
from netmap.tie_kinds.policy import KINDS, NEW, OLD, TRAIL

MOST_ZONES = 3

ROSE = {
    OLD: N_("old networks rose from {before} to {now}"),
    NEW: N_("new networks rose from {before} to {now}"),
    TRAIL: N_("cognitive trails rose from {before} to {now}"),
}
FELL = {
    OLD: N_("old networks fell from {before} to {now}"),
    NEW: N_("new networks fell from {before} to {now}"),
    TRAIL: N_("cognitive trails fell from {before} to {now}"),
}
STAYED = {
    OLD: N_("old networks stayed at {now}"),
    NEW: N_("new networks stayed at {now}"),
    TRAIL: N_("cognitive trails stayed at {now}"),
}


def headline_of(drawing: Drawing, t: Translator) -> str:
    """How many agencies work together, as the map draws it; empty where it draws people, or no such pair."""
    pairs, day = agency_pairs(drawing), drawing.board.as_of
    if is_narrowed(drawing.board):
        return _narrowed(chosen_pairs(drawing), day, t)
    if not pairs:
        return ""
    if day is None:
        template = t.ngettext(
            "{n} pair of agencies declares a tie.", "{n} pairs of agencies declare a tie.", pairs
        )
        return template.format(n=wording.whole(t, pairs))
    template = t.ngettext(
        "{n} pair of agencies works together on {date}.",
        "{n} pairs of agencies work together on {date}.",
        pairs,
    )
    return template.format(n=wording.whole(t, pairs), date=wording.day_text(t, day))


def _narrowed(pairs: int | None, day: int | None, t: Translator) -> str:
    """How many pairs have one of the ties chosen, where not all kinds and states are."""
    if not pairs:
        return ""
    if day is None:
        template = t.ngettext(
            "{n} pair of agencies has a tie of those chosen.",
            "{n} pairs of agencies have a tie of those chosen.",
            pairs,
        )
        return template.format(n=wording.whole(t, pairs))
    template = t.ngettext(
        "{n} pair of agencies has a tie of those chosen on {date}.",
        "{n} pairs of agencies have a tie of those chosen on {date}.",
        pairs,
    )
    return template.format(n=wording.whole(t, pairs), date=wording.day_text(t, day))


def sentences_of(board: BoardState, tally: Tally, t: Translator) -> tuple[str, ...]:
    """Who takes part; active ties; how they moved; the most active zones; what cannot be known.

    Where the map is narrowed to some ties, also that the sentences count all.
    """
    every = (t.gettext("The text counts every tie, also those that the map hides now."),)
    return (
        _who(board, tally, t),
        _active(board, tally, t),
        _moved(board, tally, t),
        _zones(board, tally, t),
        unknowns_text(board, tally, t),
        *(every if is_narrowed(board) else ()),
    )


def _who(board: BoardState, tally: Tally, t: Translator) -> str:
    counts = tally.counts
    template = _who_template(board, tally, t) if counts.people else _agencies_alone(tally, t)
    return template.format(
        agencies=wording.agencies(t, counts.agencies),
        people=wording.people(t, counts.people),
        sittings=wording.sittings(t, counts.sittings),
        contacts=wording.contacts(t, tally.contacts),
        present=wording.whole(t, counts.present_people),
        met=wording.whole(t, tally.contact_people),
    )


def _who_template(board: BoardState, tally: Tally, t: Translator) -> str:
    present = tally.counts.present_people
    if present and tally.contacts:
        return t.ngettext(
            "{agencies} and {people} are on record. In this window {present} of these people came to "
            "{sittings}, besides {contacts}.",
            "{agencies} and {people} are on record. In this window {present} of these people came to "
            "{sittings}, besides {contacts}.",
            present,
        )
    if present:
        return t.ngettext(
            "{agencies} and {people} are on record; in this window {present} of these people came to "
            "{sittings}.",
            "{agencies} and {people} are on record; in this window {present} of these people came to "
            "{sittings}.",
            present,
        )
    if tally.contact_people:
        return t.ngettext(
            "{agencies} and {people} are on record; in this window {met} of these people took part in "
            "{contacts}.",
            "{agencies} and {people} are on record; in this window {met} of these people took part in "
            "{contacts}.",
            tally.contact_people,
        )
    if board.window is None:
        return t.gettext("{agencies} and {people} are on record; no sitting and no contact carries a date.")
    return t.gettext(
        "{agencies} and {people} are on record; in this window nobody is recorded at a sitting or in a "
        "contact."
    )


def _agencies_alone(tally: Tally, t: Translator) -> str:
    if tally.contacts:
        return t.gettext(
            "{agencies} are on record, without naming people; in this window they had {contacts}."
        )
    return t.ngettext(
        "{agencies} is on record, without naming people.",
        "{agencies} are on record, without naming people.",
        tally.counts.agencies,
    )


def _active(board: BoardState, tally: Tally, t: Translator) -> str:
    if not tally.active or board.as_of is None:
        return _none_active(board, tally, t)
    words = {
        "date": wording.day_text(t, board.as_of),
        "n": wording.whole(t, tally.active),
        "kinds": t.listing(_kinds_counted(tally, t)),
        "crossing": _crossing(tally, t),
    }
    if not tally.people_ties:
        template = t.ngettext(
            "On {date} there is {n} active tie between agencies: {kinds}.",
            "On {date} there are {n} active ties between agencies: {kinds}.",
            tally.active,
        )
    elif not tally.agency_ties:
        template = t.ngettext(
            "On {date} there is {n} active tie between people: {kinds}; {crossing}.",
            "On {date} there are {n} active ties between people: {kinds}; {crossing}.",
            tally.active,
        )
    else:
        template = t.ngettext(
            "On {date} there is {n} active tie between people or between agencies: {kinds}; {crossing}.",
            "On {date} there are {n} active ties between people or between agencies: {kinds}; {crossing}.",
            tally.active,
        )
    return template.format(**words)


def _kinds_counted(tally: Tally, t: Translator) -> list[str]:
    """So many of each kind; old networks only where they can be known, declared ties where there are some."""
    kinds = _by_kind(tally.counts.ties)
    shown = [(kind, n) for kind, n in kinds.items() if n or kind != OLD or tally.counts.old_known]
    declared = tally.counts.ties.get(("declared", "active"), 0)
    shown += [("declared", declared)] if declared else []
    return [_of_kind(tally, t, kind, n) for kind, n in shown]


def _of_kind(tally: Tally, t: Translator, kind: str, n: int) -> str:
    """So many of a kind; of old networks also where they cannot be known, if elsewhere they can."""
    said = wording.of_kind(t, kind, n)
    if kind != OLD or not tally.unknown_old or not tally.counts.old_known:
        return said
    names = t.listing([name for name, _, _ in tally.unknown_old])
    return t.gettext("{said} (not seen in {partnerships})").format(said=said, partnerships=names)


def _crossing(tally: Tally, t: Translator) -> str:
    """How many cross from one agency to another, and of how many that is not known."""
    n, unknown = tally.between, tally.unplaced
    if unknown == tally.active:
        return t.gettext("whether any crosses from one agency to another is not known")
    said = t.gettext("none of them crosses from one agency to another")
    if n:
        said = t.ngettext(
            "{n} of them crosses from one agency to another",
            "{n} of them cross from one agency to another",
            n,
        ).format(n=wording.whole(t, n))
    if not unknown:
        return said
    template = t.ngettext("{said}, and of {n} it is not known", "{said}, and of {n} it is not known", unknown)
    return template.format(said=said, n=wording.whole(t, unknown))


def _none_active(board: BoardState, tally: Tally, t: Translator) -> str:
    n = tally.undated
    if n:
        if not tally.people_ties:
            template = t.ngettext(
                "{n} tie between agencies is declared without a date, so whether it is active is not known.",
                "{n} ties between agencies are declared without a date, so how many are active is not known.",
                n,
            )
        else:
            template = t.ngettext(
                "{n} tie is declared without a date, so whether it is active is not known.",
                "{n} ties are declared without a date, so how many are active is not known.",
                n,
            )
        return template.format(n=wording.whole(t, n))
    if board.as_of is None:
        return t.gettext("No tie is on record.")
    if not who_met_is_told(board.study):
        message = NO_MEETING["ties"]
        return t.gettext(message)
    return t.gettext("On {date} no tie is active.").format(date=wording.day_text(t, board.as_of))


def _moved(board: BoardState, tally: Tally, t: Translator) -> str:
    record = record_of(board.study)
    if board.window is None or record is None:
        return t.gettext("Nothing on record carries a date, so we cannot see how ties moved.")
    if tally.counts.before is None or _too_soon(board, tally, record.start):
        return t.gettext(
            "There is no period before this one to compare with, because the record begins on {date}."
        ).format(date=wording.day_text(t, record.start))
    now, before = _by_kind(tally.counts.ties), _by_kind(tally.counts.before)
    if not any(now.values()) and not any(before.values()):
        return t.gettext("As on the day before this window, no tie is active.")
    old_counts = tally.counts.old_known or before[OLD] or now[OLD]
    base = tally.counts.baseline
    if base is not None and from_day(board.window.before.end) < base:
        change = _change(t, OLD, before[OLD], now[OLD]) if old_counts else ""
        return _before_the_baseline(t, base, change, board.window.before.end)
    changes = [_change(t, kind, before[kind], now[kind]) for kind in KINDS if kind != OLD or old_counts]
    stocks = t.gettext("Since {day}, the day before this window, active {changes}.").format(
        day=wording.day_text(t, board.window.before.end), changes=t.listing(changes)
    )
    return " ".join([stocks, *(_concentration(each, t) for each in tally.changes), *_flows(board, tally, t)])


def _concentration(change: Concentration, t: Translator) -> str:
    """That most of the pairs gained or lost, or all, go back to one sitting, or to one zone."""
    some, every = _gained(change, t) if change.gained else _lost(change, t)
    return (every if change.n == change.all else some).format(
        n=wording.whole(t, change.n),
        all=wording.whole(t, change.all),
        zone=change.zone,
        date=wording.date_text(t, change.day),
    )


def _gained(change: Concentration, t: Translator) -> tuple[str, str]:
    """What is said of most of the pairs gained, and of all."""
    if change.day is None:
        return (
            t.gettext("Of {all} pairs gained, {n} first met in this window at sittings of {zone}."),
            t.gettext("All {all} pairs gained first met in this window at sittings of {zone}."),
        )
    return (
        t.gettext("Of {all} pairs gained, {n} first met in this window at one sitting: {zone}, on {date}."),
        t.gettext("All {all} pairs gained first met in this window at one sitting: {zone}, on {date}."),
    )


def _lost(change: Concentration, t: Translator) -> tuple[str, str]:
    """What is said of most of the pairs lost, and of all."""
    if change.day is None:
        return (
            t.gettext("Of {all} pairs lost, {n} last met at sittings of {zone}."),
            t.gettext("All {all} pairs lost last met at sittings of {zone}."),
        )
    return (
        t.gettext("Of {all} pairs lost, {n} last met at one sitting: {zone}, on {date}."),
        t.gettext("All {all} pairs lost last met at one sitting: {zone}, on {date}."),
    )


def _flows(board: BoardState, tally: Tally, t: Translator) -> list[str]:
    """How many pairs met in the window, and in the equally long period before it."""
    flows, before, record = tally.counts.flows, tally.counts.flows_before, record_of(board.study)
    if flows is None or board.window is None or record is None:
        return []
    said = t.ngettext(
        "In this window {met} pair met, {born} of them for the first time",
        "In this window {met} pairs met, {born} of them for the first time",
        flows.met,
    ).format(met=wording.whole(t, flows.met), born=wording.whole(t, flows.born))
    if before is None:
        return [t.gettext("{sentence}.").format(sentence=said)]
    if board.window.before.start < record.start:
        template = t.gettext(
            "{now}. Of the period before, the record holds only {start} to {end}: {met} and {born}."
        )
    else:
        template = t.gettext("{now}. In the period before, {start} to {end}, it was {met} and {born}.")
    start = max(board.window.before.start, record.start)
    words = {"now": said, "met": wording.whole(t, before.met), "born": wording.whole(t, before.born)}
    days = {"start": wording.day_text(t, start), "end": wording.day_text(t, board.window.before.end)}
    return [template.format(**words, **days)]


def _too_soon(board: BoardState, tally: Tally, begin: int) -> bool:
    """Whether the period before can hold nothing to compare: only old networks, which take longer to show."""
    base = tally.counts.baseline
    if board.window is None or base is None or from_day(board.window.before.end) >= base:
        return False
    return board.window.before.end - begin < board.context.ties.sustained_days


def _before_the_baseline(t: Translator, baseline: dt.date, change: str, end: int) -> str:
    """The period before ended before the baseline, when nothing could count as new yet."""
    if change:
        template = t.gettext(
            "Since {end}, the day before this window, active {change}. New networks and cognitive trails "
            "count from {baseline} on, so they have no earlier period to compare with."
        )
    else:
        template = t.gettext(
            "There is no period before this one to compare with: new networks and cognitive trails count "
            "from {baseline} on."
        )
    return template.format(change=change, baseline=t.date(baseline), end=wording.day_text(t, end))


def _change(t: Translator, kind: str, before: int, now: int) -> str:
    table = STAYED if before == now else ROSE if before < now else FELL
    return t.gettext(table[kind]).format(before=wording.whole(t, before), now=wording.whole(t, now))


def _by_kind(ties: dict[tuple[str, str], int]) -> dict[str, int]:
    """Active ties of each kind."""
    return {kind: ties.get((kind, "active"), 0) for kind in KINDS}


def _who_came(people: int, t: Translator) -> str:
    """How many people came; nobody at all means that it was not written down."""
    return wording.people(t, people) if people else t.gettext("who came is not on record")


def _zones(board: BoardState, tally: Tally, t: Translator) -> str:
    if not board.universe.zones:
        return t.gettext("No boundary zone is on record.")
    if not tally.counts.zones:
        return t.gettext("No boundary zone has a sitting on record in this window.")
    busiest = tally.zones.most_active()[:MOST_ZONES]
    named = [
        t.gettext("{zone} ({sittings}, {people})").format(
            zone=board.universe.names[board.universe.first_zone + zone],
            sittings=wording.sittings(t, int(tally.zones.sittings[zone])),
            people=_who_came(int(tally.zones.people[zone]), t),
        )
        for zone in busiest
    ]
    template = t.ngettext(
        "The most active boundary zone was {zones}.",
        "The most active boundary zones were {zones}.",
        len(named),
    )
    return template.format(zones=t.listing(named))
