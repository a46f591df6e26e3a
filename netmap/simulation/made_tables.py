"""Every table of a simulated partnership, and every table of its truth, in one list each."""

from __future__ import annotations

from collections.abc import Callable

from netmap.simulation import activity_tables as activity
from netmap.simulation import roster_tables as roster
from netmap.simulation import truth_tables as truth
from netmap.simulation.simulated_ids import Names, names_of
from netmap.simulation.sites import Site
from netmap.simulation.table_columns import Columns, columns
from netmap.simulation.world import World, world_of

Tables = dict[str, Columns]
Make = Callable[[World, Names], Columns]

STUDY: dict[str, Make] = {
    "partnerships": roster.partnerships,
    "agencies": roster.agencies,
    "agency_changes": roster.agency_changes,
    "practitioners": roster.practitioners,
    "employments": roster.employments,
    "services": roster.services,
    "zones": activity.zones,
    "posts": activity.posts,
    "meetings": activity.meetings,
    "attendance": activity.attendance,
    "contacts": activity.contacts,
    "ties": activity.ties,
    "waves": activity.waves,
    "responses": activity.responses,
    "objects": activity.objects,
    "involvement": activity.involvement,
    "trajectories": roster.trajectories,
    "events": roster.events,
}
"""The tables of a study, each from one partnership; `levels` are the same for all."""

TRUTH: dict[str, Make] = {
    "ties": truth.true_ties,
    "champions": truth.true_champions,
    "zones": truth.true_zones,
    "gaps": truth.true_gaps,
    "partnerships": truth.true_partnerships,
    "months": truth.true_months,
    "declared": truth.true_declared,
}
"""The tables of the truth, each from one partnership; `effects` are the same for all."""


def made_tables(site: Site) -> tuple[Tables, Tables]:
    """The study's tables of one partnership, every row marked as simulated, and those of its truth."""
    world = world_of(site)
    names = names_of(world)
    study = {name: marked(make(world, names)) for name, make in STUDY.items()}
    return study, {name: make(world, names) for name, make in TRUTH.items()}


def marked(cells: Columns) -> Columns:
    """The table, each row of which says that it is simulated."""
    return columns({**cells, "provenance": "simulated"})
