"""The question of diffusion: from the people at an event, how far what they learned travelled at home."""

from __future__ import annotations

from netmap.library.wording import UNKNOWN_LEVEL
from netmap.model.i18n import N_
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import (
    ACTORS,
    CHANNEL,
    COORDINATOR,
    LEVELS,
    RESEARCHER,
    ZONES,
    Answer,
    Column,
    Question,
    Table,
    later,
)


class EventRequest(Request):
    """After which event."""

    meeting: str | None = taken(
        None,
        N_(
            "The id of the meeting; unless told the learning event, or the meeting, that most people came to."
        ),
    )


CHANNELS = {"sitting": N_("sittings")}
NO_CHANNEL, NO_PARTNERSHIP = N_("channel not on record"), N_("partnership not known")


def answer(inquiry: Inquiry, request: EventRequest) -> Answer:
    """Follow what was learned at the event.

    Raises `NotFoundError` for a meeting that the study does not have.
    """
    from netmap.questions.diffusion.facts import facts_of
    from netmap.questions.method import method_of

    facts = facts_of(inquiry, request.meeting)
    chance = inquiry.context.paths.at_yardstick
    method = method_of(inquiry, facts.n, window=facts.days, paths=True, horizon=True, chance=chance)
    return Answer(facts, method)


FACTS, DISCLOSED = "netmap.questions.diffusion.tables", "netmap.questions.diffusion.disclosed"
FEW_THERE = N_("fewer than five")

EXPECTED = (
    Column("certain", N_("reached if all passes on"), digits=0),
    Column("expected", N_("reached under chance"), digits=1),
    Column("se", N_("standard error"), digits=2),
)
COUNTED = (
    Column("came", N_("at the event"), digits=0, missing=FEW_THERE),
    Column("people", N_("others"), digits=0, missing=FEW_THERE),
    Column("on_record", N_("of them on record since"), digits=0),
    Column("not_known", N_("share not known"), digits=2),
)

QUESTION = Question(
    name="diffusion",
    slow=True,
    title=N_("What an event set going"),
    help=N_(
        "Print how far what people learned at an event travelled afterwards: up to which level, over which "
        "channel, and for which share that is not known."
    ),
    request=EventRequest,
    answer=answer,
    sentences=later("netmap.questions.diffusion.sentences", "sentences_of"),
    tables=(
        Table(
            "diffusion",
            N_("Whom it reached, level by level"),
            (
                Column("level", N_("level"), names=LEVELS, missing=UNKNOWN_LEVEL),
                *COUNTED,
                *EXPECTED,
                Column("anybody", N_("chance that anybody is reached"), digits=2),
            ),
            later(DISCLOSED, "levels"),
        ),
        Table(
            "diffusion-partnerships",
            N_("Whom it reached, partnership by partnership"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",), missing=NO_PARTNERSHIP),
                *COUNTED,
                *EXPECTED,
                Column("highest", N_("highest level if all passes on"), names=LEVELS),
            ),
            later(DISCLOSED, "partnerships"),
        ),
        Table(
            "diffusion-channels",
            N_("Over which channel it travelled"),
            (
                Column("channel", N_("channel"), labels=CHANNELS, missing=NO_CHANNEL, words=CHANNEL),
                Column("encounters", N_("encounters since"), digits=0),
                Column("arrivals", N_("people it reached first this way"), digits=0),
                Column("fewer", N_("fewer without it, under chance"), digits=1),
                Column("se", N_("standard error"), digits=2),
            ),
            later(DISCLOSED, "channels"),
        ),
        Table(
            "diffusion-over-time",
            N_("How far it had got after so many days"),
            (Column("days", N_("days since"), digits=0), *EXPECTED),
            later(DISCLOSED, "growth"),
        ),
        Table(
            "diffusion-routes",
            N_("The first path to the highest level of each partnership"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("hop", N_("hop"), digits=0),
                Column("date", N_("date"), written="day"),
                Column("channel", N_("channel"), labels=CHANNELS, missing=NO_CHANNEL, words=CHANNEL),
                Column("zone", N_("zone"), names=ZONES),
                Column("from_agency", N_("from agency"), names=ACTORS),
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_agency", N_("to agency"), names=ACTORS),
                Column("to_level", N_("to level"), names=LEVELS),
            ),
            later(DISCLOSED, "routes"),
        ),
        Table(
            "diffusion-actions",
            N_("Actions on record that are no encounters"),
            (
                Column("name", N_("action")),
                Column("strand", N_("strand")),
                Column("opened", N_("first day"), written="day"),
            ),
            later(FACTS, "actions"),
        ),
        Table(
            "diffusion-events",
            N_("Events that can be asked about"),
            (
                Column("meeting", N_("meeting")),
                Column("title", N_("title")),
                Column("date", N_("date"), written="day"),
                Column("people", N_("people"), digits=0, missing=FEW_THERE),
            ),
            later(DISCLOSED, "events"),
        ),
    ),
)

PATHS = Question(
    name="diffusion-paths",
    slow=True,
    title=N_("Whom an event reached"),
    help=N_("Print everybody whom what was learned at an event may have reached, and every hop to them."),
    audience=(COORDINATOR, RESEARCHER),
    request=EventRequest,
    answer=answer,
    sentences=later("netmap.questions.diffusion.sentences", "sentences_of"),
    tables=(
        Table(
            "diffusion-people",
            N_("Everybody in service since who was not at the event"),
            (
                Column("practitioner", N_("practitioner"), names=ACTORS),
                Column("agency", N_("agency"), names=ACTORS),
                Column("level", N_("level"), names=LEVELS),
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("on_record", N_("on record since")),
                Column("reached", N_("reached if all passes on")),
                Column("chance", N_("chance"), digits=2),
                Column("se", N_("standard error"), digits=3),
                Column("first_arrival", N_("first arrival")),
                Column("hops", N_("hops"), digits=0),
                Column("from", N_("from"), names=ACTORS),
                Column("channel", N_("channel"), labels=CHANNELS, words=CHANNEL),
                Column("zone", N_("zone"), names=ZONES),
            ),
            later(FACTS, "people"),
        ),
        Table(
            "diffusion-hops",
            N_("The first path to everybody, hop by hop"),
            (
                Column("practitioner", N_("practitioner"), names=ACTORS),
                Column("hop", N_("hop"), digits=0),
                Column("date", N_("date"), written="day"),
                Column("from", N_("from"), names=ACTORS),
                Column("to", N_("to"), names=ACTORS),
                Column("channel", N_("channel"), labels=CHANNELS, missing=NO_CHANNEL, words=CHANNEL),
                Column("zone", N_("zone"), names=ZONES),
            ),
            later(FACTS, "hops"),
        ),
    ),
)
