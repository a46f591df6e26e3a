"""The question of what the way to the board rests on: people as a class, never by name, and agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import EVER, SIMULTANEOUS, LevelsRequest
from netmap.questions.learning import answer as answer_between
from netmap.questions.parameters import Request, taken
from netmap.questions.question import Answer, Column, Inquiry, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.learning.resolved_request import Asked, Setting
    from netmap.questions.overview.types import AgencyLoss, Meeting, Rests

COLUMNS = ("who", "people", "others", "reach", "reach_without", "share", "share_without")
AGENCIES = ("agency", "people", "reach", "reach_without", "lost", "lost_se", "months")


class RelianceRequest(Request):
    """Between which levels; what is not told is chosen from the study."""

    from_level: str | None = taken(None, N_("The level where paths start."))
    to_level: str | None = taken(None, N_("The level to be reached."))


def answer(inquiry: Inquiry, request: RelianceRequest) -> Answer:
    """Read what is asked against the study; the rest is worked out when it is looked at."""
    levels = LevelsRequest(from_level=request.from_level, to_level=request.to_level)
    return answer_between(inquiry, levels)


def sentences(asked: Asked | Setting, t: Translator) -> Sequence[str]:
    """On whom and on what it rests, and what would be left without them; or why nothing can be said."""
    from netmap.questions.learning.reliance_sentences import reliance_sentences
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.learning.surroundings import empty_text

    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    if asked.end is None:
        return (t.gettext("Choose two levels to see what the way between them rests on."),)
    said = reliance_sentences(asked, t)
    if not said:
        return (t.gettext("Nothing gets through in this period, so there is nothing to rest on anybody."),)
    if few := few_others(asked, t):
        return few if _has_cross_represented(asked) else (said[0], *few)
    return _rests(asked, t) or said


def _has_cross_represented(asked: Asked) -> bool:
    from netmap.questions.learning.reliance_figures import class_of

    return bool(class_of(asked.at_yardstick, SIMULTANEOUS).iloc[0]["cross_represented"])


def few_others(asked: Asked, t: Translator) -> Sequence[str]:
    """That too few others are on record to say anything, as the overview has it; else nothing."""
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.cards import FEW_OTHERS
    from netmap.questions.overview.types import FEW

    rests = rests_on(asked).rests
    if rests is None or rests.others >= FEW:
        return ()
    if is_usual(asked):
        return (t.gettext(FEW_OTHERS),)
    template = t.gettext(
        "Fewer than five others at “{level}” are on record, so we do not say on whom it rests."
    )
    return (template.format(level=asked.start.name),)


def _rests(asked: Asked, t: Translator) -> Sequence[str]:
    """The headline, what would be left without the people, under what chance, and what else there is to say.

    The numbers are those of the overview's card. Nothing where nothing rests on them, or on a few others.
    """
    from netmap.questions.learning.headline import chance_text, horizon_text
    from netmap.questions.learning.reliance_sentences import few_text
    from netmap.questions.overview.cards import WHO_THEY_ARE

    found = rests_on(asked)
    if found.rests is None or not found.rests.told or not found.rests.crossed:
        return ()
    words = {"condition": wording.sentence(chance_text(asked, t)), "horizon": horizon_text(t, asked.horizon)}
    yardstick = t.gettext("{condition}, within {horizon}: a yardstick to compare with, not an estimate.")
    return (
        _headline(asked, found, t),
        without_people(asked, found.rests, t),
        yardstick.format(**words),
        *without_agency(asked, found.rests.agency, t),
        *sit_at(asked, t),
        *without_ever(asked, t),
        few_text(asked.at_yardstick, t),
        t.gettext(WHO_THEY_ARE),
    )


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What the way between two levels rests on: people and agencies, and the meeting that matters most."""

    rests: Rests | None
    meeting: Meeting | None


def rests_on(asked: Asked) -> RestsOn:
    """The numbers of the overview's cards."""
    from netmap.questions.overview.figures import meeting_of, rests_of

    return RestsOn(rests_of(asked, None), meeting_of(asked))


def _headline(asked: Asked, found: RestsOn, t: Translator) -> str:
    """On which people by their role, on which meeting, and on which agency."""
    from netmap.questions.overview.cards import is_relied_on

    rests, meeting = found.rests, found.meeting
    words = {"people": people_text(0 if rests is None else rests.crossed, t)}
    agency = None if rests is None else rests.agency
    if agency is not None:
        words["agency"] = agency.name
    if meeting is None or not is_relied_on(meeting, t):
        if agency is None:
            return t.gettext("We rely on {people} who sit at two levels.").format(**words)
        template = t.gettext(
            "We rely on {people} who sit at two levels and, among the agencies, most on {agency}."
        )
        return template.format(**words)
    words["meeting"] = meeting.name
    if agency is None:
        template = t.gettext("We rely on {people} who sit at two levels, and on the meeting “{meeting}”.")
        return template.format(**words)
    template = t.gettext(
        "We rely on {people} who sit at two levels, on “{meeting}” and, among the agencies, most on {agency}."
    )
    return template.format(**words)


def people_text(n: int, t: Translator) -> str:
    """So many people; of fewer than five no more is told."""
    from netmap.questions.overview.types import FEW

    return t.gettext("fewer than five people") if 0 < n < FEW else wording.people(t, n)


def without_people(asked: Asked, rests: Rests, t: Translator) -> str:
    """How many of the others would still get there without those at two levels."""
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.cards import without_them
    from netmap.questions.overview.disclosure import bare, chance_of

    if is_usual(asked):
        return without_them(rests, t)
    words = {
        "without": chance_of(t, rests.without, rests.others),
        "share": bare(t, rests.share, rests.others),
        "to_level": asked.goal.name,
    }
    template = t.gettext(
        "Without the people at two levels, {without} others would reach “{to_level}”, not {share}."
    )
    if rests.without == 0:
        template = t.gettext("Without the people at two levels, nobody else would reach “{to_level}”.")
    return template.format(**words)


def without_ever(asked: Asked, t: Translator) -> list[str]:
    """What would be left without all who ever sat at different levels, where these are other people.

    Of fewer than five others nothing is told.
    """
    from netmap.questions.learning.reliance_figures import class_months
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.disclosure import chance_of
    from netmap.questions.overview.types import FEW

    once, ever = (class_months(asked.at_yardstick, who).iloc[0] for who in (SIMULTANEOUS, EVER))
    others = int(ever["others"])
    if once["people"] == ever["people"] or others < FEW:
        return []
    words = {"without": chance_of(t, float(ever["reach_without"]), others), "to_level": asked.goal.name}
    template = t.gettext(
        "Without everyone who ever sat at different levels, {without} others would reach “{to_level}”."
    )
    if is_usual(asked):
        template = t.gettext(
            "Without everyone who ever sat at different levels, {without} others would reach the board."
        )
    if ever["reach_without"] == 0:
        template = t.gettext(
            "Without everyone who ever sat at different levels, nobody else would reach “{to_level}”."
        )
        if is_usual(asked):
            template = t.gettext(
                "Without everyone who ever sat at different levels, nobody else would reach the board."
            )
    return [template.format(**words)]


def meeting_said(asked: Asked, meeting: Meeting, t: Translator) -> list[str]:
    """How many would still get there without the meeting that matters most, and whom it brings together."""
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.cards import joins, without_it
    from netmap.questions.overview.disclosure import bare, chance_of
    from netmap.questions.overview.types import Levels

    if is_usual(asked):
        return [without_it(meeting, t), *joins(meeting, Levels(asked.start.name, asked.goal.name), t)]
    words = {
        "meeting": meeting.name,
        "without": chance_of(t, meeting.without, meeting.people),
        "share": bare(t, meeting.share, meeting.people),
        "from_level": asked.start.name,
        "to_level": asked.goal.name,
    }
    template = t.gettext(
        "Without “{meeting}”, {without} at “{from_level}” would reach “{to_level}”, not {share}."
    )
    if meeting.without == 0:
        template = t.gettext("Without “{meeting}”, nobody at “{from_level}” would reach “{to_level}”.")
    return [template.format(**words), *joins(meeting, None, t)]


def without_agency(asked: Asked, agency: AgencyLoss | None, t: Translator) -> list[str]:
    """How many of the others would still get there without the agency that matters most."""
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.cards import agency_said

    if agency is None or is_usual(asked):
        return agency_said(agency, t)
    share = t.percent(agency.without)
    template = t.gettext("Without {agency}, {without} of the others would reach “{to_level}”.")
    if agency.without == 0:
        template = t.gettext("Without {agency}, nobody else would reach “{to_level}”.")
    return [template.format(agency=agency.name, without=share, to_level=asked.goal.name)]


def sit_at(asked: Asked, t: Translator) -> list[str]:
    """At which levels the people at two levels sit; of fewer than five nothing is told."""
    from netmap.questions.learning.reliance_figures import class_of, levels_of_class
    from netmap.questions.learning.resolved_request import is_usual
    from netmap.questions.overview.cards import levels_listed
    from netmap.questions.overview.types import FEW, Levels

    if int(class_of(asked.at_yardstick, SIMULTANEOUS).iloc[0]["cross_represented"]) < FEW:
        return []
    usual = Levels(asked.start.name, asked.goal.name) if is_usual(asked) else None
    template = t.gettext("Each of them sits at two of these levels or more: {levels}.")
    return [template.format(levels=levels_listed(levels_of_class(asked), usual, t))]


def classes(asked: Asked | Setting) -> pd.DataFrame:
    """Both classes under the yardstick: how many they are, and the share of the others with and without them.

    `reach` is counted within the horizon as the page of the front line counts, `share` over the whole period.
    Counts of one to four people are missing, as are shares of fewer than five others.
    """
    import pandas as pd

    from netmap.questions.learning.reliance_figures import class_months, class_of
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.overview.types import FEW

    rows = []
    if not isinstance(asked, Setting) and asked.end is not None:
        for who in (SIMULTANEOUS, EVER):
            row, months = (each(asked.at_yardstick, who).iloc[0] for each in (class_of, class_months))
            n, others = int(row["cross_represented"]), int(row["outside"])
            shares = [float(row["reached"]), float(row["reached"] - row["lost"])]
            told = [part / others if others >= FEW else None for part in shares]
            reach = [
                float(months[each]) if months["others"] >= FEW else None
                for each in ("reach", "reach_without")
            ]
            few = (None if 0 < each < FEW else each for each in (n, others))
            rows.append((who, *few, *reach, *told))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"who": "str"})
    return table.astype(dict.fromkeys(COLUMNS[1:], "float64"))


def agencies(asked: Asked | Setting) -> pd.DataFrame:
    """What would be lost without each agency of five people or more, the most first."""
    import pandas as pd

    from netmap.questions.learning.reliance_figures import agency_months
    from netmap.questions.learning.resolved_request import Setting

    if isinstance(asked, Setting) or asked.end is None:
        return pd.DataFrame(columns=list(AGENCIES))
    return agency_months(asked.at_yardstick)[list(AGENCIES)]


QUESTION = Question(
    name="reliance",
    to_read=True,
    title=N_("What we rely on"),
    help=N_("Print what the way from one level to another rests on: people at several levels, and agencies."),
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
                Column("reach", N_("get there within the horizon"), digits=2, share=True),
                Column("reach_without", N_("without them"), digits=2, share=True),
                Column("share", N_("get there over the whole period"), digits=2, share=True),
                Column("share_without", N_("over the whole period without them"), digits=2, share=True),
            ),
            classes,
            sheet=N_("People at several levels"),
        ),
        Table(
            "reliance-agencies",
            N_("With and without each agency of five people or more"),
            (
                Column("agency", N_("agency"), names=("agencies",)),
                Column("people", N_("people"), digits=0),
                Column("reach", N_("others who get there within the horizon"), digits=2, share=True),
                Column("reach_without", N_("without the agency"), digits=2, share=True),
                Column("lost", N_("points lost"), digits=1),
                Column("lost_se", N_("standard error"), digits=2),
                Column("months", N_("months"), digits=0),
            ),
            agencies,
            sheet=N_("Agencies of five or more"),
        ),
    ),
)
