"""The question of a scenario: what every measure would be with people, ties or zones gone or added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request, taken
from netmap.questions.question import COORDINATOR, LEVELS, Answer, Column, Inquiry, Question, Table
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    import pandas as pd


class ScenarioRequest(Request):
    """What would be otherwise."""

    remove: tuple[str, ...] = taken((), N_("People, agencies or boundary zones that would be gone, by id."))
    meet: tuple[str, ...] = taken(
        (), N_("People who would meet each month, by id: the first with the second.")
    )
    zone: str | None = taken(None, N_("The id of a boundary zone that would sit each month."), key="add-zone")
    members: tuple[str, ...] = taken((), N_("Who would sit in it, by id."), key="member")
    turns: int = taken(1, N_("By a rota of so many turns."), least=1, most=12)


def answer(inquiry: Inquiry, request: ScenarioRequest) -> Answer:
    """Work out every measure as it is, and as it would be."""
    import datetime as dt

    from netmap.library.kept_answers import answer_of
    from netmap.questions.method import method_of
    from netmap.what_if.changed_study import AddedZone
    from netmap.what_if.scenario import scenario

    context, chance = inquiry.context, inquiry.context.paths.at_yardstick
    meet, remove, members = (
        [each for each in told if each] for told in (request.meet, request.remove, request.members)
    )
    if len(meet) % 2:
        raise ArgumentError(N_("meet: give the people in pairs"))
    zone = None if request.zone is None else AddedZone(request.zone, tuple(members), None, request.turns)
    found = answer_of(
        inquiry.study,
        scenario,
        remove=remove,
        add_ties=list(zip(meet[::2], meet[1::2], strict=True)),
        add_zone=zone,
        as_of=context.end,
        baseline=context.baseline,
        policy=context.ties,
        **chance.taken_by(scenario),
    )
    days = [
        dt.date.fromisoformat(found.attrs[key]) if found.attrs.get(key) else None
        for key in ("start", "as_of")
    ]
    window = (days[0], days[1])
    method = method_of(inquiry, len(found), window=window, ties=True, paths=True, horizon=True, chance=chance)
    return Answer(found, method)


def sentences(facts: pd.DataFrame, t: Translator) -> Sequence[str]:
    """How many measures change, and by how much the reach that changes most."""
    if facts.empty:
        return (t.gettext("Nothing is dated, so there is nothing to compare."),)
    moved = int((facts["change"].fillna(0) != 0).sum())
    text = t.ngettext("{moved} of {n} measure changes.", "{moved} of {n} measures change.", len(facts))
    said = [text.format(moved=wording.whole(t, moved), n=wording.whole(t, len(facts)))]
    reach = facts[facts["from_level"].notna() & facts["change"].notna() & facts["change"].ne(0)]
    if len(reach):
        row = reach.loc[reach["change"].abs().idxmax()]
        to = row["to_level"] if isinstance(row["to_level"], str) else row["from_level"]
        text = t.gettext(
            "Reach changes most from level {low} to level {high}: {before} before, {after} after."
        )
        said.append(
            text.format(
                low=row["from_level"],
                high=to,
                before=wording.share(t, float(row["before"])),
                after=wording.share(t, float(row["after"])),
            )
        )
    return said


QUESTION = Question(
    name="scenario",
    title=N_("What would be"),
    help=N_("Print every measure as it is, and as it would be with people, ties or zones gone or added."),
    audience=(COORDINATOR,),
    request=ScenarioRequest,
    answer=answer,
    sentences=sentences,
    unseen=who_met("scenario"),
    tables=(
        Table(
            "scenario",
            N_("Every measure before and after"),
            (
                Column("measure", N_("measure")),
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("transmission_probability", N_("chance of passing on"), digits=2),
                Column("before", N_("before"), digits=3, mixed=True),
                Column("after", N_("after"), digits=3, mixed=True),
                Column("change", N_("change"), digits=3),
                Column("se", N_("standard error"), digits=4),
            ),
            lambda facts: facts,
        ),
    ),
)
