"""Carriers one by one: where they stand, what would be lost, their roles, what would help, the paths
through them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.chains import chains_through
from netmap.brokers.relief import stand_ins
from netmap.library import wording
from netmap.library.chances import with_error
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.chain_steps import by_name, steps_of
from netmap.questions.learning.first_paths import first_paths
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.reliance_figures import (
    carriers_of,
    champions_of,
    covering_of,
    dependents_of,
    question_of,
    stand_ins_of,
)
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.learning.types import Facts, Step
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from netmap.tie_kinds.actors import actors_of


@dataclass(frozen=True, slots=True)
class Chain:
    """One first path that goes through somebody: whose it is, and its hops."""

    source: str
    arrival: dt.date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody whose loss would cost others their way: what, which roles, and what would help to need them
    less.

    `lost` is told under chance, `certain` if every encounter passes something on.
    """

    id: str
    name: str
    agency: str
    standing: str
    lost: str
    certain: str
    roles: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarrierSheet:
    """All there is to say of one person as a carrier.

    `chains` are some of the paths that would be lost with them, `passing` is how many people's first paths
    they hand on.
    """

    name: str
    facts: Facts
    instead: tuple[str, ...]
    chains: tuple[Chain, ...]
    passing: int


ROLES = {
    "coordinator": N_("within their own agency ({n})"),
    "gatekeeper": N_("into their agency from outside ({n})"),
    "representative": N_("out of their agency ({n})"),
    "itinerant": N_("among people of one other agency ({n})"),
    "liaison": N_("from one other agency to another ({n})"),
}
"""Roles of brokerage in words, by their names in the literature."""

MOST_CHAINS = 6
"""At most so many paths through one person are told."""

MOST_SECONDS = 3
"""At most so many who could carry as well are named for a zone, the oftenest there."""


def carrier_of(asked: Asked, person: str, t: Translator) -> Carrier:
    """What there is to say of one carrier in a row."""
    return carriers(asked, [person], t)[0]


def carriers(asked: Asked, people: Sequence[str], t: Translator) -> tuple[Carrier, ...]:
    """What there is to say of each of some carriers, in their order; every table is read once."""
    now, certain = rows_of(asked, people), rows_of(asked.at_certainty, people)
    alone, instead = _agencies_alone(asked), _stand_ins(asked, people)
    return tuple(
        _carrier(
            asked,
            row,
            lost_text(certain[person], t),
            (
                *_alone_for(asked, alone.get(person, []), t),
                *_could_carry(asked, instead.get(person, {}), t),
            ),
            t,
        )
        for person, row in now.items()
    )


def _carrier(
    asked: Asked, row: Mapping[str, Any], certain: str, instead: tuple[str, ...], t: Translator
) -> Carrier:
    agency = row["agency"]
    return Carrier(
        row["practitioner"],
        thing_name(asked, NodeRef(PERSON, row["practitioner"])),
        t.gettext(wording.UNKNOWN_AGENCY) if pd.isna(agency) else thing_name(asked, NodeRef(AGENCY, agency)),
        standing_text(row, t),
        lost_text(row, t),
        certain,
        roles_text(row, t),
        instead,
    )


def rows_of(asked: Asked, people: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The rows of some people in the table of champions, in their order."""
    table = champions_of(asked).set_index("practitioner", drop=False).loc[list(people)]
    return {str(row["practitioner"]): row for row in table.to_dict("records")}


def standing_text(row: Mapping[str, Any], t: Translator) -> str:
    """Whether somebody sits at several levels."""
    if row["cross_represented"]:
        return t.gettext("at several levels at once")
    return (
        t.gettext("at different levels over time")
        if row["ever_cross_represented"]
        else t.gettext("at one level")
    )


def lost_text(row: Mapping[str, Any], t: Translator) -> str:
    """What would be lost with somebody; under chance with its standard error, where it is told at all."""
    if np.isnan(row["reliance"]):
        return t.gettext("nobody else gets there")
    if not row["reliance"] > 2 * row["se"]:
        return t.gettext("nobody loses the way")
    if row["reliance"] >= 1:
        return t.gettext("no other gets there any more")
    if row["se"] > 0:
        share, error = with_error(t, 100 * row["reliance"], 100 * row["se"])
        return t.gettext("{share} % fewer get there (± {error})").format(share=share, error=error)
    return t.gettext("{lost} of {n} others lose the way ({share})").format(
        lost=wording.count(t, row["lost"]),
        n=wording.count(t, row["sources_reaching"]),
        share=wording.share(t, row["reliance"]),
    )


def roles_text(row: Mapping[str, Any], t: Translator) -> str:
    """In which roles somebody brokers between agencies, the commonest first."""
    counts = {role: row[role] for role in ROLES if row[role] > 0}
    ranked = sorted(counts, key=lambda role: -counts[role])
    named = [t.gettext(ROLES[role]).format(n=wording.whole(t, int(counts[role]))) for role in ranked]
    return t.listing(named) or t.gettext("none on the last day")


def _agencies_alone(asked: Asked) -> dict[str, list[str]]:
    """For each person the agencies for which nobody else carries."""
    rows = dependents_of(asked)
    rows = rows[rows["whole_agency"]].drop_duplicates(["practitioner", "agency"])
    found: dict[str, list[str]] = {}
    for person, agency in zip(rows["practitioner"], rows["agency"], strict=True):
        found.setdefault(person, []).append(str(agency))
    return found


def _alone_for(asked: Asked, agencies: Sequence[str], t: Translator) -> list[str]:
    if not len(agencies):
        return []
    names = [thing_name(asked, NodeRef(AGENCY, agency)) for agency in agencies]
    template = t.ngettext(
        "Nobody else carries for this agency: {agencies}.",
        "Nobody else carries for these agencies: {agencies}.",
        len(names),
    )
    return [template.format(agencies=t.listing(names))]


def _stand_ins(asked: Asked, people: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """For each person the zones where they meet the other level, and who else comes there.

    Of carriers as all are worked out at once; of anybody else on their own.
    """
    tables, known = [stand_ins_of(asked)], carriers_of(asked)
    if others := [person for person in people if person not in known]:
        tables.append(stand_ins(asked.study, question_of(asked), others))
    found: dict[str, dict[str, list[str]]] = {}
    for table in tables:
        for person, zone, second in zip(table["practitioner"], table["zone"], table["second"], strict=True):
            there = found.setdefault(person, {}).setdefault(zone, [])
            there += [] if pd.isna(second) else [second]
    return found


def _could_carry(asked: Asked, there: Mapping[str, list[str]], t: Translator) -> list[str]:
    if not there:
        return [
            t.gettext(
                "They meet nobody of the other level in a zone. A boundary zone where they do would let "
                "others carry too."
            )
        ]
    said = []
    for zone, seconds in there.items():
        names = [thing_name(asked, NodeRef(PERSON, second)) for second in seconds[:MOST_SECONDS]]
        template = t.ngettext(
            "In {zone}, {names} could carry as well.", "In {zone}, {names} could carry as well.", len(names)
        )
        if not names:
            template = t.gettext("In {zone}, nobody else is there who could carry.")
        said.append(template.format(zone=thing_name(asked, NodeRef(ZONE, zone)), names=t.listing(names)))
    return said


def carrier_sheet(asked: Asked, person: str, t: Translator) -> CarrierSheet:
    """One person: facts, and the first paths that go through them."""
    row, carrier = rows_of(asked, [person])[person], carrier_of(asked, person, t)
    facts = (
        (t.gettext("Agency"), carrier.agency),
        (t.gettext("Sits"), carrier.standing),
        (t.gettext("If lost, {condition}").format(condition=chance_text(asked, t)), carrier.lost),
        (t.gettext("If lost and every encounter passed on"), carrier.certain),
        (t.gettext("Hears from"), wording.people(t, int(row["in_degree"]))),
        (t.gettext("Brokers"), carrier.roles),
    )
    through = _sources_through(asked, person)
    return CarrierSheet(carrier.name, facts, carrier.instead, tuple(_chains(asked, person, t)), len(through))


def _sources_through(asked: Asked, person: str) -> list[str]:
    """Whose first paths are handed on by somebody, in text order."""
    ids = actors_of(asked.study).ids
    code = int(ids.get_indexer([person])[0])
    paths = first_paths(asked).hops
    return sorted(str(ids[hops[0].giver]) for hops in paths if code in [hop.giver for hop in hops[1:]])


def _chains(asked: Asked, person: str, t: Translator) -> Iterator[Chain]:
    """Some of the paths that would be lost with somebody, or with the set that they belong to."""
    together = covering_of(asked)["practitioner"].tolist()
    people = together if person in together else [person]
    hops = chains_through(asked.study, question_of(asked), people, MOST_CHAINS)
    hops = hops[hops["practitioner"].eq(person)]
    for source, chain in hops.groupby("source", sort=False):
        steps = steps_of(asked, chain, [()] * len(chain), by_name(asked, t), t)
        yield Chain(thing_name(asked, NodeRef(PERSON, str(source))), steps[-1].date, steps)
