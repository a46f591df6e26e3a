"""The question of a scenario: what every measure would be with people, ties or zones gone or added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.library import wording
from netmap.library.chances import condition
from netmap.library.wording import KIND_LABELS
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.questions.overview import CHANGES
from netmap.questions.parameters import Request, taken
from netmap.questions.question import COORDINATOR, LEVELS, Answer, Column, Inquiry, Question, Table
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.overview.types import Agency

MEASURES: Mapping[str, str] = {
    "vertical_reach": N_("what people at one level know is heard at the other"),
    "horizontal_reach": N_("what people at a level know gets to other agencies there"),
    "actors": N_("people in the network"),
    "isolates": N_("people without a tie"),
    "ties": N_("ties between people"),
    "density": N_("density of the network"),
    "transitivity": N_("closed triads (transitivity)"),
    "components": N_("separate parts of the network"),
    "mean_distance": N_("mean number of steps between two people"),
    "diameter": N_("most steps between two people"),
    "cut_nodes": N_("people whose absence splits the network"),
    "connectedness": N_("pairs that are connected somehow"),
    "ei": N_("ties across agencies against those within (E-I)"),
}
"""What pages call a measure; others go by their names, as in `network_measures`."""

ADDED = "added"
"""The id of a boundary zone that is added, unless one is told."""


class ScenarioRequest(Request):
    """What would be otherwise."""

    remove: tuple[str, ...] = taken((), N_("People, agencies or boundary zones that would be gone, by id."))
    meet: tuple[str, ...] = taken(
        (), N_("People who would meet each month, by id: the first with the second.")
    )
    zone: str | None = taken(
        None,
        N_("The id of a boundary zone that would sit each month; “added” unless told."),
        key="add-zone",
    )
    members: tuple[str, ...] = taken((), N_("Who would sit in it, by id."), key="member")
    turns: int = taken(1, N_("By a rota of so many turns."), least=1, most=12)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Every measure before and after, and the pairs of agencies with the places of those agencies.

    `pairs` is as `pairs_compared` gives it: `kind_before` as it is, `kind` as it would be.
    """

    measures: pd.DataFrame
    pairs: pd.DataFrame
    agencies: tuple[Agency, ...]


def answer(inquiry: Inquiry, request: ScenarioRequest) -> Answer:
    """Work out every measure as it is, and as it would be."""
    from netmap.questions.method import of_changes
    from netmap.what_if.scenario import scenario

    told = _told(request)
    found, method = of_changes(inquiry, scenario, **told)
    return Answer(Facts(_named(found, inquiry), *_maps(inquiry, told, (method.start, method.end))), method)


def _told(request: ScenarioRequest) -> dict[str, Any]:
    """What would be otherwise, as arguments of the library."""
    from netmap.what_if.changed_study import AddedZone

    meet, remove, members = (
        [each for each in told if each] for told in (request.meet, request.remove, request.members)
    )
    if len(meet) % 2:
        raise ArgumentError(N_("meet: give the people in pairs"))
    zone = None
    if request.zone is not None or members:
        zone = AddedZone(request.zone or ADDED, tuple(members), None, request.turns)
    return {"remove": remove, "add_ties": list(zip(meet[::2], meet[1::2], strict=True)), "add_zone": zone}


def _named(found: pd.DataFrame, inquiry: Inquiry) -> pd.DataFrame:
    """The same with what each measure and level is called."""
    from netmap.questions.readable import called, names_of

    names = names_of(inquiry.study, LEVELS)
    named = found.assign(
        title=[inquiry.t.gettext(MEASURES[each]) if each in MEASURES else each for each in found["measure"]],
        from_name=called(found["from_level"], names),
        to_name=called(found["to_level"], names),
    )
    named.attrs.update(found.attrs)
    return named


def _maps(
    inquiry: Inquiry, told: dict[str, Any], window: tuple[Any, Any]
) -> tuple[pd.DataFrame, tuple[Agency, ...]]:
    """The pairs of agencies on the last day as they are and as they would be, and who is there."""
    from netmap.model.dates import as_day
    from netmap.questions.node_index import universe_of
    from netmap.questions.overview.agency_pairs import (
        agencies_on_map,
        agencies_there,
        pairs_compared,
        pairs_on,
    )
    from netmap.what_if.scenario import baseline_before, changed_study

    study, day = inquiry.study, as_day(window[1])
    before = pairs_on(study, inquiry.context, day)
    if day is None:
        return pairs_compared(study, inquiry.context, before, before), ()
    start = as_day(window[0])
    assert start is not None  # noqa: S101  (a window with an end has a start)
    changed = changed_study(study, **told, window=(start, day))
    context = inquiry.context.but(baseline=baseline_before(study, inquiry.context.baseline))
    after = pairs_on(changed, context, day)
    numbers, refs = universe_of(study), universe_of(changed).refs
    for end in ("a", "b"):
        after[end] = [numbers.number_of(refs[each]) for each in after[end]]
    there = agencies_there(study, inquiry.context, day, before)
    return pairs_compared(study, inquiry.context, before, after), agencies_on_map(study, there)


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """By how much the reach that changes most changes, and how many measures change."""
    found = facts.measures
    if found.empty:
        return (t.gettext("Nothing is dated, so there is nothing to compare."),)
    moved = int((found["change"].fillna(0) != 0).sum())
    text = (
        t.ngettext("{moved} of {n} measure changes.", "{moved} of {n} measures change.", len(found))
        if moved
        else t.ngettext(
            "No measure changes; {n} was compared.", "No measure changes; {n} were compared.", len(found)
        )
    )
    counted = text.format(moved=wording.whole(t, moved), n=wording.whole(t, len(found)))
    reach = found[found["from_level"].notna() & found["change"].notna() & found["change"].ne(0)]
    if not len(reach):
        return (counted,)
    reach = reach[reach["transmission_probability"] == reach["transmission_probability"].min()]
    row = reach.loc[reach["change"].abs().idxmax()]
    sideways = not isinstance(row["to_level"], str)
    text = (
        t.gettext(
            "At level {low} what people know reaches {before} of other agencies {condition}; "
            "it would reach {after}."
        )
        if sideways
        else t.gettext("From level {low} to level {high}, {before} are heard {condition}; {after} would be.")
    )
    return (
        text.format(
            low=row["from_name"],
            high=row["to_name"],
            before=wording.share(t, float(row["before"])),
            after=wording.share(t, float(row["after"])),
            condition=condition(t, float(row["transmission_probability"])),
        ),
        counted,
    )


QUESTION = Question(
    name="scenario",
    slow=True,
    title=N_("What would be"),
    help=N_("Print every measure as it is, and as it would be with people, ties or zones gone or added."),
    audience=(COORDINATOR,),
    request=ScenarioRequest,
    answer=answer,
    of_all=True,
    sentences=sentences,
    unseen=who_met("scenario"),
    tables=(
        Table(
            "scenario",
            N_("Every measure before and after"),
            (
                Column("title", N_("measure")),
                Column("measure"),
                Column("from_level", N_("from level"), names=LEVELS),
                Column("to_level", N_("to level"), names=LEVELS),
                Column("transmission_probability", N_("chance of passing on"), digits=2),
                Column("before", N_("before"), digits=3, mixed=True),
                Column("after", N_("after"), digits=3, mixed=True),
                Column("change", N_("change"), digits=3),
                Column("se", N_("standard error"), digits=4),
            ),
            lambda facts: facts.measures,
        ),
        Table(
            "scenario-pairs",
            N_("Pairs of agencies before and after"),
            (
                Column("agency_a", N_("one"), names=("agencies",)),
                Column("agency_b", N_("the other"), names=("agencies",)),
                Column("kind_before", N_("before"), labels=KIND_LABELS),
                Column("kind", N_("after"), labels=KIND_LABELS),
                Column("change", N_("change"), labels=CHANGES),
                Column("ties", N_("ties"), digits=0),
            ),
            lambda facts: facts.pairs,
        ),
    ),
)
