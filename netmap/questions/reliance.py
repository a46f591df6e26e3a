"""The question of what the way to the board rests on: people at several levels as a class, never by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netmap.model.i18n import N_, Translator
from netmap.questions.learning import EVER, SIMULTANEOUS, LevelsRequest
from netmap.questions.learning import answer as answer_between
from netmap.questions.parameters import Request, taken
from netmap.questions.question import Answer, Column, Inquiry, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.learning.resolved_request import Asked, Setting

COLUMNS = ("who", "people", "others", "share", "share_without")


class RelianceRequest(Request):
    """Between which levels; what is not told is chosen from the study."""

    from_level: str | None = taken(None, N_("The level where paths start."))
    to_level: str | None = taken(None, N_("The level to be reached."))


def answer(inquiry: Inquiry, request: RelianceRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at."""
    levels = LevelsRequest(from_level=request.from_level, to_level=request.to_level)
    return answer_between(inquiry, levels)


def sentences(asked: Asked | Setting, t: Translator) -> Sequence[str]:
    """What rests on the class, and on how few people; or why nothing can be said."""
    from netmap.questions.learning.reliance_sentences import few_text, reliance_sentences
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.learning.surroundings import empty_text
    from netmap.questions.overview.cards import WHO_THEY_ARE

    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    if asked.end is None:
        return (t.gettext("Choose two levels to see what the way between them rests on."),)
    said = reliance_sentences(asked, t)
    if not said:
        return (t.gettext("Nothing gets through in this period, so there is nothing to rest on anybody."),)
    rests = _rests(asked, t)
    if not rests:
        return said
    return (
        *rests,
        *_sit_at(asked, t),
        t.gettext(WHO_THEY_ARE),
        few_text(asked.at_yardstick, t),
        *_elsewhere(asked, t),
    )


def _sit_at(asked: Asked, t: Translator) -> list[str]:
    """At which levels the people at two levels sit; of fewer than five nothing is told."""
    from netmap.questions.learning.reliance_figures import class_of, levels_of_class
    from netmap.questions.overview.types import FEW

    if int(class_of(asked.at_yardstick, SIMULTANEOUS).iloc[0]["cross_represented"]) < FEW:
        return []
    levels = [t.gettext("“{name}”").format(name=name) for name in levels_of_class(asked)]
    return [
        t.gettext("Each of them sits at two of these levels or more: {levels}.").format(
            levels=t.listing(levels)
        )
    ]


def _elsewhere(asked: Asked, t: Translator) -> list[str]:
    """Why the page of the front line tells another share; nothing where it tells the same, or none."""
    from netmap.questions.learning.headline import horizon_text
    from netmap.questions.learning.periods import now_of
    from netmap.questions.overview.disclosure import chance_of
    from netmap.questions.overview.figures import rests_of
    from netmap.questions.overview.types import FEW

    rests, found = rests_of(asked, None), now_of(asked.at_yardstick, asked.start, asked.goal)
    if rests is None or not found.share > 0 or found.people < FEW:
        return []
    share = chance_of(t, found.share, found.people)
    if share == chance_of(t, rests.share, rests.others):
        return []
    template = t.gettext(
        "“Front line to board” says {share}: it counts everybody, and from each month only {horizon}."
    )
    return [template.format(share=share, horizon=horizon_text(t, asked.horizon))]


def _rests(asked: Asked, t: Translator) -> Sequence[str]:
    """On which people by their role and on which meeting, and of how many others that is said.

    The numbers are those of the overview's card. Nothing where nothing rests on them, or on a few others.
    """
    from netmap.library import wording
    from netmap.questions.learning.headline import chance_text
    from netmap.questions.learning.reliance_sentences import shares_said
    from netmap.questions.overview.cards import is_relied_on
    from netmap.questions.overview.figures import meeting_of, rests_of
    from netmap.questions.overview.types import FEW

    rests, meeting = rests_of(asked, None), meeting_of(asked)
    if rests is None or not rests.crossed or not rests.told or rests.others < FEW:
        return ()
    people = t.gettext("fewer than five people")
    words = {
        "people": people if rests.crossed < FEW else wording.people(t, rests.crossed),
        "from_level": asked.start.name,
        "condition": chance_text(asked, t),
        "others": wording.people(t, rests.others),
    }
    first = t.gettext("We rely on {people} who sit at two levels.")
    if meeting is not None and is_relied_on(meeting, t):
        words["meeting"] = meeting.name
        first = t.gettext("We rely on {people} who sit at two levels, and on the meeting “{meeting}”.")
    holds = t.gettext("That holds {condition}, for {others} at “{from_level}” who sit nowhere else.")
    return (first.format(**words), *shares_said(asked, t), holds.format(**words))


def classes(asked: Asked | Setting) -> pd.DataFrame:
    """Both classes under the yardstick: how many they are, and the share of the others with and without them.

    Counts of one to four people are missing, as are shares of fewer than five others.
    """
    import pandas as pd

    from netmap.questions.learning.reliance_figures import class_of
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.overview.types import FEW

    rows = []
    if not isinstance(asked, Setting) and asked.end is not None:
        for who in (SIMULTANEOUS, EVER):
            row = class_of(asked.at_yardstick, who).iloc[0]
            n, others = int(row["cross_represented"]), int(row["outside"])
            shares = [float(row["reached"]), float(row["reached"] - row["lost"])]
            told = [part / others if others >= FEW else None for part in shares]
            rows.append((who, None if 0 < n < FEW else n, None if 0 < others < FEW else others, *told))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"who": "str"})
    return table.astype(dict.fromkeys(COLUMNS[1:], "float64"))


QUESTION = Question(
    name="reliance",
    to_read=True,
    title=N_("What we rely on"),
    help=N_("Print what the way from one level to another rests on: people at several levels, and how few."),
    request=RelianceRequest,
    answer=answer,
    sentences=sentences,
    slow=True,
    tables=(
        Table(
            "reliance",
            N_("With and without those who sit at several levels"),
            (
                Column(
                    "who",
                    N_("who is taken away"),
                    labels={
                        SIMULTANEOUS: N_("all who sit at two levels at once"),
                        EVER: N_("all who ever sat at different levels"),
                    },
                ),
                Column("people", N_("people"), digits=0, missing=N_("fewer than five")),
                Column("others", N_("of how many others"), digits=0, missing=N_("fewer than five")),
                Column("share", N_("share that gets there"), digits=2),
                Column("share_without", N_("share without them"), digits=2),
            ),
            classes,
        ),
    ),
)
