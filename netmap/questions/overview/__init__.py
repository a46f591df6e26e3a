"""The question of the overview: what a board should know in a minute, in agencies and counts alone."""

from __future__ import annotations

from dataclasses import replace

from netmap.library.wording import KIND_LABELS
from netmap.model.i18n import N_
from netmap.questions.parameters import Request
from netmap.questions.question import ACTORS, Answer, Column, Inquiry, Question, Table, later

FIGURES = {
    "pairs_working": N_("pairs of agencies that work together"),
    "pairs_old_network": N_("pairs with an old network"),
    "pairs_new_network": N_("pairs with a new network"),
    "pairs_trail": N_("pairs with a cognitive trail at most"),
    "pairs_declared": N_("pairs with a declared link"),
    "front_line_to_board": N_("share of the front line that reaches the board"),
    "front_line_to_board_same_months": N_("the same over the months that both periods have"),
    "front_line_to_board_if_every_one": N_("the same if every encounter passed something on"),
    "board_to_front_line": N_("share of the board that reaches the front line"),
    "board_to_front_line_same_months": N_("the same back, over the months that both periods have"),
    "board_to_front_line_if_every_one": N_("the same back, if every encounter passed something on"),
    "without_the_meeting": N_("share that reaches the board without the meeting that matters most"),
    "without_cross_represented": N_("share that reaches the board without people at two levels"),
}
"""What each figure is."""

CHANGES = {"new": N_("new pair"), "kept": N_("kept"), "gone": N_("gone")}
"""What became of a pair since the day before the window."""


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Work out every figure for the window that is shown."""
    from netmap.questions.method import method_of
    from netmap.questions.overview.figures import overview_of, shown_window
    from netmap.questions.overview.open_gaps import open_gaps_of

    shown, _ = shown_window(inquiry)
    facts = overview_of(inquiry)
    window = (None, None) if facts.days is None else (facts.days.start, facts.days.end)
    chance = shown.context.paths.at_yardstick
    about = method_of(
        shown,
        facts.together.agencies,
        window=window,
        ties=True,
        horizon=facts.levels is not None,
        chance=chance,
    )
    under = about if about.paths is None else replace(about, paths=chance)
    return Answer(replace(facts, open_gaps=open_gaps_of(shown)), under)


TABLES = "netmap.questions.overview.tables"

QUESTION = Question(
    name="overview",
    to_read=True,
    page="overview",
    title=N_("Overview"),
    help=N_(
        "Print what a board should know of the last year with answers: who works together, what "
        "reaches the board, and what it rests on."
    ),
    answer=answer,
    sentences=later("netmap.questions.overview.sentences", "sentences_of"),
    slow=True,
    tables=(
        Table(
            "overview",
            N_("The figures of the overview"),
            (
                Column("figure", N_("figure"), labels=FIGURES),
                Column("now", N_("now"), digits=2, mixed=True),
                Column("before", N_("before"), digits=2, mixed=True),
                Column("of", N_("of how many"), digits=0),
                Column("counts", N_("a change that counts")),
            ),
            later(TABLES, "figures"),
        ),
        Table(
            "agency-pairs",
            N_("Every pair of agencies: what is new, kept and gone"),
            (
                Column("agency_a", N_("agency"), names=ACTORS),
                Column("agency_b", N_("other agency"), names=ACTORS),
                Column("kind", N_("now"), labels=KIND_LABELS),
                Column("kind_before", N_("before"), labels=KIND_LABELS),
                Column("change", N_("change"), labels=CHANGES),
                Column("ties", N_("ties"), digits=0),
            ),
            later(TABLES, "pairs"),
        ),
        Table(
            "pairs-over-time",
            N_("Pairs of agencies over time"),
            (
                Column("day", N_("day")),
                Column("old_network", N_("old networks"), digits=0),
                Column("new_network", N_("new networks"), digits=0),
                Column("cognitive_trail", N_("cognitive trails"), digits=0),
                Column("declared", N_("declared ties"), digits=0),
            ),
            later(TABLES, "history"),
        ),
    ),
)
