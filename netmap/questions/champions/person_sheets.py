"""Carriers one by one: where they stand, what would be lost, their roles, what would help, the paths
through them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.chains import chains_through
from netmap.brokers.relief import stand_ins
from netmap.library import wording
from netmap.library.chances import with_error
from netmap.model.i18n import N_, Translator
from netmap.questions.champions.figures import (
    carriers_of,
    champions_of,
    covering_of,
    dependents_of,
    question_of,
    stand_ins_of,
)
from netmap.questions.champions.types import Carrier, CarrierSheet, Chain
from netmap.questions.learning.chain_steps import by_name, steps_of
from netmap.questions.learning.first_paths import first_paths
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from netmap.tie_kinds.actors import actors_of

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
    row = row_of(asked, person)
    agency = row["agency"]
    return Carrier(
        person,
        thing_name(asked, NodeRef(PERSON, person)),
        t.gettext(wording.UNKNOWN_AGENCY) if pd.isna(agency) else thing_name(asked, NodeRef(AGENCY, agency)),
        standing_text(row, t),
        lost_text(row, t),
        lost_text(row_of(asked.at_certainty, person), t),
        roles_text(row, t),
        instead_of(asked, person, t),
    )


def row_of(asked: Asked, person: str) -> dict[str, Any]:
    """The row of one person in the table of champions."""
    table = champions_of(asked)
    (row,) = table[table["practitioner"].eq(person)].to_dict("records")
    return {str(key): value for key, value in row.items()}


def standing_text(row: dict[str, Any], t: Translator) -> str:
    """Whether somebody sits at several levels."""
    if row["cross_represented"]:
        return t.gettext("at several levels at once")
    return (
        t.gettext("at different levels over time")
        if row["ever_cross_represented"]
        else t.gettext("at one level")
    )


def lost_text(row: dict[str, Any], t: Translator) -> str:
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


def roles_text(row: dict[str, Any], t: Translator) -> str:
    """In which roles somebody brokers between agencies, the commonest first."""
    counts = {role: row[role] for role in ROLES if row[role] > 0}
    ranked = sorted(counts, key=lambda role: -counts[role])
    named = [t.gettext(ROLES[role]).format(n=wording.whole(t, int(counts[role]))) for role in ranked]
    return t.listing(named) or t.gettext("none on the last day")


def instead_of(asked: Asked, person: str, t: Translator) -> tuple[str, ...]:
    """What it would take to rely on somebody less: for whom nobody else carries, and who could as well."""
    return (*_alone_for(asked, person, t), *_could_carry(asked, person, t))


def _alone_for(asked: Asked, person: str, t: Translator) -> list[str]:
    rows = dependents_of(asked)
    agencies = rows.loc[rows["practitioner"].eq(person) & rows["whole_agency"], "agency"].unique()
    if not len(agencies):
        return []
    names = [thing_name(asked, NodeRef(AGENCY, str(agency))) for agency in agencies]
    template = t.ngettext(
        "Nobody else carries for this agency: {agencies}.",
        "Nobody else carries for these agencies: {agencies}.",
        len(names),
    )
    return [template.format(agencies=t.listing(names))]


def _stand_ins(asked: Asked, person: str) -> pd.DataFrame:
    """Of carriers as all are worked out at once; of anybody else on their own."""
    rows = stand_ins_of(asked)
    if person in carriers_of(asked):
        return rows[rows["practitioner"].eq(person)]
    return stand_ins(asked.study, question_of(asked), [person])


def _could_carry(asked: Asked, person: str, t: Translator) -> list[str]:
    rows = _stand_ins(asked, person)
    if not len(rows):
        return [
            t.gettext(
                "They meet nobody of the other level in a zone: a boundary zone where they do would let "
                "others carry too."
            )
        ]
    said = []
    for zone, seconds in rows.groupby("zone", sort=False):
        found = seconds["second"].dropna()[:MOST_SECONDS]
        names = [thing_name(asked, NodeRef(PERSON, str(second))) for second in found]
        template = t.ngettext(
            "In {zone}, {names} could carry as well.", "In {zone}, {names} could carry as well.", len(names)
        )
        if not names:
            template = t.gettext("In {zone}, nobody else is there who could carry.")
        zone_name = thing_name(asked, NodeRef(ZONE, str(zone)))
        said.append(template.format(zone=zone_name, names=t.listing(names)))
    return said


def carrier_sheet(asked: Asked, person: str, t: Translator) -> CarrierSheet:
    """One person: facts, and the first paths that go through them."""
    row, carrier = row_of(asked, person), carrier_of(asked, person, t)
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
