"""What cannot be known, said plainly: old networks without a history, gaps in the record, silence."""

from __future__ import annotations

from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import Translator
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.counting import Tally


def unknowns_text(board: BoardState, tally: Tally, t: Translator) -> str:
    """The fifth sentence: what the record cannot tell, and what would mend it."""
    said = [
        *_nothing_new(board, tally, t),
        *_old_networks(board, tally, t),
        *_gaps(board, tally, t),
        *_silence(board, tally, t),
    ]
    if not said:
        return t.gettext("Nothing that these figures rest on is known to be missing from the record.")
    return " ".join(said)


def _nothing_new(board: BoardState, tally: Tally, t: Translator) -> list[str]:
    """A baseline after the window leaves nothing that could count as new."""
    base = tally.counts.baseline
    if board.window is None or base is None or base <= from_day(board.window.end):
        return []
    template = t.gettext("No tie can count as new yet: the baseline, {baseline}, lies after this window.")
    return [template.format(baseline=t.date(base))]


def _old_networks(board: BoardState, tally: Tally, t: Translator) -> list[str]:
    """One sentence for each partnership whose old networks cannot be known."""
    if board.window is None:
        return [
            t.gettext(
                "Old networks, new networks and cognitive trails cannot be told apart, because the ties "
                "carry no dates."
            )
        ]
    several = tally.partnerships > 1
    return [_one(board, t, name if several else "", day, start) for name, day, start in tally.unknown_old]


def _one(board: BoardState, t: Translator, partnership: str, baseline: int, start: int) -> str:
    needed = board.context.ties.sustained_days
    if partnership:
        template = t.gettext(
            "In {partnership} old networks cannot be seen: its record begins on {start}, less than {days} "
            "before the baseline, {baseline}. A baseline from {cure} on would show them."
        )
    else:
        template = t.gettext(
            "Old networks cannot be seen: the record begins on {start}, less than {days} before the "
            "baseline, {baseline}. A baseline from {cure} on would show them."
        )
    return template.format(
        partnership=partnership,
        baseline=wording.day_text(t, baseline),
        start=wording.day_text(t, start),
        days=wording.days(t, needed),
        cure=wording.day_text(t, start + needed),
    )


def _gaps(board: BoardState, tally: Tally, t: Translator) -> list[str]:
    """One sentence that lists what the record does not hold; none where it holds everything."""
    n = wording.whole
    found = [
        (
            tally.no_agency,
            t.ngettext("the agency of {n} person", "the agency of {n} people", tally.no_agency),
        ),
        (tally.no_level, _levels(board, tally, t)),
        (
            tally.unclear_people,
            _whether_they_came(tally, t),
        ),
        (
            tally.unrecorded,
            t.ngettext("who came to {n} sitting", "who came to {n} sittings", tally.unrecorded),
        ),
        (
            tally.no_date,
            t.ngettext(
                "the date of {n} sitting or contact", "the dates of {n} sittings or contacts", tally.no_date
            ),
        ),
        (
            tally.unanswered,
            t.ngettext(
                "the ties of {n} that was asked and did not answer",
                "the ties of {n} that were asked and did not answer",
                tally.unanswered,
            ),
        ),
    ]
    listed = [text.format(n=n(t, count)) for count, text in found if count]
    if not listed:
        return []
    return [t.gettext("Not on record: {gaps}.").format(gaps=t.gettext("; ").join(listed))]


def _whether_they_came(tally: Tally, t: Translator) -> str:
    """Of how many people it is unclear whether they came, and how often they are listed so."""
    if tally.unclear == tally.unclear_people:
        return t.ngettext(
            "whether {n} person listed at a sitting came",
            "whether {n} people listed at sittings came",
            tally.unclear_people,
        )
    template = t.ngettext(
        "whether {n} person came, listed {times} times at sittings",
        "whether {n} people came, listed {times} times at sittings",
        tally.unclear_people,
    )
    return template.replace("{times}", wording.whole(t, tally.unclear))


def _levels(board: BoardState, tally: Tally, t: Translator) -> str:
    """People without a level; on the last day of the window where there is one, as posts come and go."""
    if board.as_of is None:
        return t.ngettext("the level of {n} person", "the level of {n} people", tally.no_level)
    template = t.ngettext(
        "the level of {n} person on {date}", "the level of {n} people on {date}", tally.no_level
    )
    return template.replace("{date}", wording.day_text(t, board.as_of))


def _silence(board: BoardState, tally: Tally, t: Translator) -> list[str]:
    """Agencies of which nothing is recorded: no data, which says nothing about their ties."""
    if not tally.silent:
        return []
    if board.window is None:
        template = t.ngettext(
            "{n} agency has no declared tie; whether it was asked is not on record.",
            "{n} agencies have no declared tie; whether they were asked is not on record.",
            tally.silent,
        )
    else:
        template = t.ngettext(
            "{n} agency has nobody on record in this window ({rowless} with no record at all). It may still "
            "have met others.",
            "{n} agencies have nobody on record in this window ({rowless} with no record at all). They may "
            "still have met others.",
            tally.silent,
        )
    return [template.format(n=wording.whole(t, tally.silent), rowless=wording.whole(t, tally.rowless))]
