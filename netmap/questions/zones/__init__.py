"""The question of boundary zones: how they are doing, what was born there, what would be lost."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import HOP, ThingRequest
from netmap.questions.question import FORM, LEVELS, ZONES, Answer, Column, Question, Table, later


def answer(inquiry: Inquiry, request: ThingRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at."""
    from netmap.questions.learning.resolved_request import asked_at_no_level, method_of_asked, zones_of

    asked = asked_at_no_level(inquiry, request)
    n = int(zones_of(asked.study, inquiry.context.partnership).sum())
    return Answer(asked, method_of_asked(inquiry, asked, n))


TABLES = "netmap.questions.zones.tables"

QUESTION = Question(
    name="zones",
    to_read=True,
    slow=True,
    title=N_("Boundary zones"),
    help=N_(
        "Print every boundary zone: how it is doing, what was born there, and what would be lost without it."
    ),
    request=ThingRequest,
    answer=answer,
    sentences=later("netmap.questions.zones.page_view", "sentences_of"),
    page="zones",
    tables=(
        Table(
            "zone-figures",
            N_("Every boundary zone: its health, its ties, what would be lost"),
            (
                Column("zone", N_("zone"), names=ZONES),
                Column("form", N_("form"), words=FORM),
                Column("level", N_("level"), names=LEVELS),
                Column("formal", N_("formal")),
                Column("purpose_stated", N_("purpose stated")),
                Column("sittings", N_("sittings"), digits=0),
                Column("with_attendance", N_("with attendance"), digits=0),
                Column("regularity_days", N_("days between"), digits=0),
                Column("people", N_("people"), digits=0),
                Column("agencies", N_("agencies"), digits=0),
                Column("balance", N_("balance"), digits=2),
                Column("levels", N_("levels"), digits=0),
                Column("born", N_("ties born"), digits=0),
                Column("consolidated", N_("consolidated"), digits=0),
                Column("beyond_zone", N_("beyond the zone"), digits=0),
                Column("lost_horizontal", N_("lost sideways"), digits=1),
                Column("lost_most", N_("lost at most"), digits=1),
                Column("lost_from", N_("from level"), names=LEVELS),
                Column("lost_to", N_("to level"), names=LEVELS),
            ),
            later(TABLES, "figures"),
        ),
        Table(
            "zone-losses",
            N_("What would be lost without each boundary zone"),
            (
                Column("zone", N_("zone"), names=ZONES),
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("reach", N_("reach"), digits=2),
                Column("reach_without", N_("reach without it"), digits=2),
                Column("lost", N_("points lost"), digits=1),
                Column("lost_se", N_("standard error"), digits=2),
                Column("months", N_("months"), digits=0),
                Column("n", N_("people"), digits=0),
            ),
            later(TABLES, "losses"),
            sheet=N_("Without each zone"),
        ),
        Table(
            "zone-paths",
            N_("Of each boundary zone a dated path that would be lost without it"),
            (
                Column("without", N_("without")),
                Column("source", N_("source")),
                Column("month", N_("month"), written="month"),
                *HOP,
            ),
            later(TABLES, "chains"),
            report=later(TABLES, "chain_lines"),
            flag="explain",
            flag_help=N_("Print for each zone a dated path that would be lost."),
            by_name=True,
        ),
    ),
)
