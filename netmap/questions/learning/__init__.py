"""The question of learning paths: who reaches whom, how fast, over which ways, and where it stops."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import field_validator

from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import AGENCY, PERSON, SORTS, NodeRef, Request, taken
from netmap.questions.question import ACTORS, CHANNEL, LEVELS, ZONES, Answer, Column, Question, Table, later

AGENCIES, PEOPLE = "agencies", "people"
VIEWS = (AGENCIES, PEOPLE)
"""What an answer speaks of: agencies alone, or people by name."""

TARGETS = (AGENCY, PERSON)
"""The sorts of those to whom a path can be asked for."""

SIDEWAYS = "sideways"
"""What `way` says where other agencies at the same level are asked for."""

SIMULTANEOUS, EVER = "simultaneous", "ever"
"""Who counts as cross-represented: whoever sits at two levels at once, or also at different times."""


class ThingRequest(Request):
    """Which thing is looked at, and whether people are named."""

    view: str = taken(AGENCIES, N_("Whether people are named."), words=VIEWS)
    selected: NodeRef | None = taken(None, N_("What is looked at: its sort and its id."), words=SORTS)

    @field_validator("selected", "target", check_fields=False)
    @classmethod
    def _told_whole(cls, ref: NodeRef | None) -> NodeRef | None:
        """What is chosen, if it says which."""
        return None if ref is None or not ref.id else ref


class LevelsRequest(ThingRequest):
    """Between which levels; what is not told is chosen from the study."""

    from_level: str | None = taken(None, N_("The level where paths start."))
    to_level: str | None = taken(None, N_("The level to be reached."))
    way: str | None = taken(None, N_("Other agencies at the same level instead."), words=(SIDEWAYS,))


class PathsRequest(LevelsRequest):
    """The same with somebody to whom a path is asked for."""

    target: NodeRef | None = taken(None, N_("To whom the path is asked for."), words=TARGETS)


def answer(inquiry: Inquiry, request: LevelsRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at."""
    from netmap.questions.learning.resolved_request import asked_of, method_of_asked

    asked = asked_of(inquiry, request)
    return Answer(asked, method_of_asked(inquiry, asked))


def _end(side: str, heading: str) -> Iterator[Column]:
    yield Column(f"{side}_sort")
    yield Column(f"{side}_id")
    yield Column(f"{side}_name", heading)
    yield Column(f"{side}_level", N_("level"), names=LEVELS)


HOP = (
    Column("date", N_("date"), written="day"),
    Column("from", N_("from"), names=ACTORS),
    Column("to", N_("to"), names=ACTORS),
    Column("zone", N_("zone"), names=ZONES),
)
"""The columns of one hop of a path."""

WAY = (
    *HOP,
    Column("channel", N_("channel"), words=CHANNEL),
    Column("kind", N_("kind")),
    Column("crossing", N_("change of level")),
)
"""The same with how it was passed on, and what it crossed."""

TABLES = "netmap.questions.learning.tables"

QUESTION = Question(
    name="learning",
    to_read=True,
    slow=True,
    title=N_("Learning paths"),
    help=N_(
        "Print how far what people learn travels between levels or agencies, how fast, and by what ways."
    ),
    request=PathsRequest,
    answer=answer,
    sentences=later("netmap.questions.learning.page_view", "sentences_of"),
    page="learning",
    tables=(
        Table(
            "reach",
            N_("Reach month by month"),
            (
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("horizon"),
                Column("month", N_("month"), written="month"),
                Column("share", N_("share"), digits=2),
                Column("n", N_("people"), digits=0),
                Column("median_days", N_("typical days"), digits=1),
                Column("se", N_("standard error"), digits=3),
            ),
            later(TABLES, "reach"),
        ),
        Table(
            "routes",
            N_("The routes between the levels"),
            (
                *_end("from", N_("from")),
                *_end("to", N_("to")),
                Column("paths", N_("people whose first path goes along it"), digits=0),
                Column("people"),
            ),
            later(TABLES, "routes"),
        ),
        Table(
            "arrivals",
            N_("Where it gets, and when"),
            (
                Column("from_sort"),
                Column("from", N_("from")),
                Column("to_sort"),
                Column("to", N_("to")),
                Column("date", N_("date"), written="day"),
                Column("days", N_("days"), digits=0),
            ),
            later(TABLES, "arrivals"),
        ),
        Table(
            "path",
            N_("One path hop by hop"),
            (
                Column("hop", N_("hop"), digits=0),
                *WAY,
                Column("from_level"),
                Column("to_level"),
            ),
            later(TABLES, "path"),
        ),
    ),
)
