"""The question of measures: the place of every actor in a day's network, and what the network is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import ACTORS, COORDINATOR, RESEARCHER, Answer, Column, Question, Table
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    import pandas as pd

SORT_LABELS = {"practitioner": N_("person"), "agency": N_("agency")}
KINDS = {kind: wording.KIND_LABELS[kind] for kind in ("old_network", "new_network", "cognitive_trail")}

VARIANTS = ("_undirected", "_in", "_out", "_strong")
"""How the names of such measures end as are another one of some arrows alone."""


class MeasuresRequest(Request):
    """Which ties make the network, and whose place in it is measured."""

    by: str = taken("agency", N_("The groups: agency, level, or a column of the actors' tables."))
    who: str | None = taken(None, N_("People or agencies only; both unless told."), words=SORT_LABELS)
    states: tuple[str, ...] = taken(
        ("active", "undated"), N_("Which ties are drawn, by state."), words=wording.STATE_LABELS
    )
    kinds: tuple[str, ...] = taken((), N_("Which ties are drawn, by kind; all unless told."), words=KINDS)


@dataclass(frozen=True, slots=True)
class Facts:
    """The three tables of the library, each worked out when it is looked at, and who is asked."""

    inquiry: Inquiry
    request: MeasuresRequest
    actors: pd.DataFrame

    @property
    def selection(self) -> dict[str, Any]:
        """The arguments that all three share."""
        return _drawing(self.inquiry, self.request)


def answer(inquiry: Inquiry, request: MeasuresRequest) -> Answer:
    """Measure every actor; the other tables follow when they are asked for."""
    from netmap.graph_measures.measure_table import measures
    from netmap.questions.method import method_of

    selection = _drawing(inquiry, request)
    kinds = request.kinds or None
    actors = measures(inquiry.study, by=request.by, states=request.states, kinds=kinds, **selection)
    method = method_of(inquiry, len(actors), ties=True, told=actors.attrs)
    return Answer(Facts(inquiry, request, actors), method)


def _drawing(inquiry: Inquiry, request: MeasuresRequest) -> dict[str, Any]:
    context = inquiry.context
    return {
        **inquiry.declared,
        "roster": context.roster,
        "as_of": context.end,
        "baseline": context.baseline,
        "policy": context.ties,
        "partnership": context.partnership,
        "who": request.who,
    }


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """Of the people, then of the agencies: how many are joined, and into how many parts they fall."""
    actors = facts.actors
    people, agencies = (actors[actors["sort"] == sort] for sort in SORT_LABELS)
    found = [] if people.empty and len(agencies) else [*_people(people, t), *_components(people, t)]
    if facts.request.who == "practitioner" or facts.inquiry.study.agencies.empty:
        return found
    return [*found, *_agencies(agencies, t), *_components(agencies, t)]


def _people(people: pd.DataFrame, t: Translator) -> list[str]:
    text = t.ngettext("{joined} of {n} person has a tie.", "{joined} of {n} people have a tie.", len(people))
    return [_joined(text, people, t)]


def _agencies(agencies: pd.DataFrame, t: Translator) -> list[str]:
    """Agencies are tied by rows that name no person; what their people do is counted with the people."""
    if not agencies["degree"].any():
        return [
            t.gettext("No agency has a tie of its own on record; the ties of people are counted by person.")
        ]
    text = t.ngettext(
        "{joined} of {n} agency has a tie of its own.",
        "{joined} of {n} agencies have a tie of their own.",
        len(agencies),
    )
    return [_joined(text, agencies, t)]


def _joined(text: str, actors: pd.DataFrame, t: Translator) -> str:
    joined = int((actors["degree"] > 0).sum())
    return text.format(joined=wording.whole(t, joined), n=wording.whole(t, len(actors)))


def _components(actors: pd.DataFrame, t: Translator) -> list[str]:
    """Into how many parts those who have a tie fall; nothing where nobody has."""
    components = actors.loc[actors["degree"] > 0, "component"]
    if components.empty:
        return []
    n, largest = components.nunique(), int(components.value_counts().max())
    text = t.ngettext(
        "They form {n} component of {largest}.",
        "They form {n} components; the largest holds {largest}.",
        n,
    )
    return [text.format(n=wording.whole(t, n), largest=wording.whole(t, largest))]


def measure_columns() -> tuple[Column, ...]:
    """A column for every measure in the library's list; what is the same of other arrows is in files only."""
    from netmap.graph_measures.actor_measures import MEASURES

    names = {each.name for each in MEASURES}
    return tuple(
        Column(each.name, "" if _variant(each.name, names) else each.title, digits=2, help=each.help)
        for each in MEASURES
    )


def _variant(name: str, names: set[str]) -> bool:
    """Whether a measure is another one of the arrows of one direction, or of none."""
    return any(name.endswith(end) and name.removesuffix(end) in names for end in VARIANTS)


def network_rows(facts: Facts) -> pd.DataFrame:
    """What the network is like as a whole."""
    from netmap.graph_measures.network_figures import network_measures

    request = facts.request
    kinds = request.kinds or None
    return network_measures(
        facts.inquiry.study, by=request.by, states=request.states, kinds=kinds, **facts.selection
    )


def brokerage_rows(facts: Facts) -> pd.DataFrame:
    """Who stands between whom."""
    from netmap.brokers.brokerage import brokerage

    return brokerage(facts.inquiry.study, facts.request.by, **facts.selection)


ROLE_COLUMNS = (
    Column("coordinator", N_("coordinator"), digits=0),
    Column("itinerant", N_("itinerant broker"), digits=0),
    Column("representative", N_("representative"), digits=0),
    Column("gatekeeper", N_("gatekeeper"), digits=0),
    Column("liaison", N_("liaison"), digits=0),
    Column("total", N_("in all"), digits=0),
)

QUESTION = Question(
    name="measures",
    title=N_("Measures of the network"),
    help=N_("Print the place of every actor in a day's network: contacts, nearness, brokerage."),
    audience=(COORDINATOR, RESEARCHER),
    request=MeasuresRequest,
    answer=answer,
    sentences=sentences,
    counted=True,
    unseen=who_met("measures"),
    tables=(
        Table(
            "measures",
            N_("Every actor's place"),
            (Column("actor", N_("actor"), names=ACTORS), Column("sort", N_("sort"), labels=SORT_LABELS)),
            lambda facts: facts.actors,
            more=measure_columns,
        ),
        Table(
            "network-measures",
            N_("The network as a whole"),
            (
                Column("measure", N_("measure")),
                Column("value", N_("value"), digits=3, mixed=True),
                Column("from_group", N_("from group")),
                Column("to_group", N_("to group")),
            ),
            network_rows,
        ),
        Table(
            "brokerage",
            N_("Who stands between whom"),
            (
                Column("actor", N_("actor"), names=ACTORS),
                Column("group", N_("group"), names=ACTORS),
                *ROLE_COLUMNS,
            ),
            brokerage_rows,
        ),
    ),
)
