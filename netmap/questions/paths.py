"""The question of paths: who at one level reaches another, when first and how fast; one person's path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import WAY, LevelsRequest
from netmap.questions.parameters import taken
from netmap.questions.question import COORDINATOR, RESEARCHER, Answer, Column, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.learning.resolved_request import Asked, Setting

COLUMNS = (
    "practitioner",
    "agency",
    "reached",
    "chance",
    "se",
    "first_arrival",
    "wait_days",
    "fastest_days",
)
HOPS = ("date", "from", "to", "zone", "channel", "kind", "crossing", "from_level", "to_level")


UNDER_CHANCE = N_("On average it is {n} {condition}.")


class ReachRequest(LevelsRequest):
    """Between which levels, and whose paths."""

    person: str | None = taken(None, N_("Only the paths of this person."), option="from")


def answer(inquiry: Inquiry, request: ReachRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at.

    Raises `NotFoundError` for somebody whom the study does not know.
    """
    from netmap.questions.learning.resolved_request import asked_of, method_of_asked

    asked = asked_of(inquiry, request)
    if request.person is not None and not asked.study.practitioners["practitioner"].eq(request.person).any():
        raise NotFoundError(N_("There is no practitioner “{id}” in this study"), id=request.person)
    return Answer(asked, method_of_asked(inquiry, asked, len(reach(asked))))


def reach(asked: Asked | Setting) -> pd.DataFrame:
    """Everybody who may set out, or one of them."""
    import pandas as pd

    from netmap.questions.learning.resolved_request import Setting

    if isinstance(asked, Setting):
        return pd.DataFrame(columns=list(COLUMNS))
    table, person = asked.upwards(asked.start.level, asked.goal.level), _person(asked)
    if person is None:
        return table
    found = table[table["practitioner"].eq(person)]
    found.attrs = {}
    return found


def hops(asked: Asked | Setting) -> pd.DataFrame:
    """The path of one person, hop by hop; raises `ArgumentError` where nobody is named."""
    import pandas as pd

    from netmap.questions.learning.chain_steps import chain_of
    from netmap.questions.learning.resolved_request import Setting

    person = _person(asked)
    if person is None:
        raise ArgumentError(
            N_("Name the person whose path is asked for: --from PERSON, or person= in an address.")
        )
    return pd.DataFrame(columns=list(HOPS)) if isinstance(asked, Setting) else chain_of(asked, person)


def _person(asked: Asked | Setting) -> str | None:
    found: str | None = getattr(asked.request, "person", None)
    return found


def explained(asked: Asked | Setting, t: Translator) -> Iterator[str]:
    """The path of one person in words."""
    from netmap.questions.learning.chain_steps import step_lines
    from netmap.questions.learning.resolved_request import Setting

    path = hops(asked)
    if isinstance(asked, Setting) or not len(path):
        yield t.gettext("There is no path.")
        return
    yield from step_lines(asked, path, t)
    yield t.ngettext("{n} hop.", "{n} hops.", len(path)).format(n=wording.whole(t, len(path)))


def sentences(asked: Asked | Setting, t: Translator) -> Sequence[str]:
    """How many of those who may set out get there, and how many under chance."""
    from netmap.library.chances import YARDSTICK_SAID, expected
    from netmap.questions.learning.headline import chance_text
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.learning.surroundings import empty_text

    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    table, certain = reach(asked.at_yardstick), reach(asked.at_certainty)
    template = t.ngettext(
        "Of {n} person who may set out from “{from_level}”, {reaching} reaches “{to_level}”.",
        "Of {n} people who may set out from “{from_level}”, {reaching} reach “{to_level}”.",
        len(table),
    )
    first = template.format(
        n=wording.whole(t, len(table)),
        reaching=wording.whole(t, int(certain["reached"].sum())),
        from_level=asked.start.name,
        to_level=asked.goal.name,
    )
    under = {"n": expected(t, float(table["chance"].sum())), "condition": chance_text(asked, t)}
    return (first, t.gettext(UNDER_CHANCE).format(**under), t.gettext(YARDSTICK_SAID))


QUESTION = Question(
    name="paths",
    slow=True,
    title=N_("Who reaches a level"),
    help=N_(
        "Print who at one level reaches another, when first and how fast; with --explain one person's path."
    ),
    audience=(COORDINATOR, RESEARCHER),
    request=ReachRequest,
    answer=answer,
    sentences=sentences,
    page="learning",
    tables=(
        Table(
            "vertical-reach",
            N_("Who reaches the other level, when first and how fast"),
            (
                Column("practitioner", N_("practitioner")),
                Column("agency", N_("agency")),
                Column("reached", N_("reached")),
                Column("chance", N_("chance"), digits=2),
                Column("se", N_("standard error"), digits=3),
                Column("first_arrival", N_("first arrival")),
                Column("wait_days", N_("days to arrival"), digits=0),
                Column("fastest_days", N_("days at fastest"), digits=0),
            ),
            reach,
        ),
        Table(
            "hops",
            N_("One person's path hop by hop"),
            (*WAY,),
            hops,
            report=explained,
            flag="explain",
            flag_help=N_("Print the path of --from hop by hop."),
        ),
    ),
)
