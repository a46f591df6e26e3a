"""A simulated study, made in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study_building import from_tables
from netmap.simulation.made_tables import Tables, made_tables, marked
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.roster_tables import levels
from netmap.simulation.simulated_study import SimulatedStudy
from netmap.simulation.sites import sites_of
from netmap.simulation.table_columns import end_to_end
from netmap.simulation.truth_tables import true_effects


def simulate(plan: SimulationPlan | None = None, seed: int = 0, **values: Any) -> SimulatedStudy:
    """A made-up study whose truth is known: what analyses are judged on.

    Agencies, people, zones, sittings, contacts, services, waves and the rest are drawn by a seeded
    generator that docs/simulator.md describes. Planted in it are ties of every kind, champions, zones
    that carry learning, gaps and near misses, and the effects of the propositions.

    Parameters
    ----------
    plan: what the world is like, `SimulationPlan()` unless given.
    seed: a whole number from 0; the same plan and seed give the same study.
    **values: parameters of the plan by name, and the effects `p1` to `p5`, that differ from it.

    Returns
    -------
    A study every row of which says `simulated`; `about["simulation"]` holds plan and seed, and `truth`
    the planted truth, a table for each name.

    Raises `ArgumentError` for a parameter that is none, or a value that leaves no world to be made.

    Example:
        >>> study = simulate(seed=7, months=12)
        >>> study.truth["gaps"]["rule"].nunique(), study.practitioners["provenance"].unique().tolist()
        (16, ['simulated'])
    """
    chosen = (plan or SimulationPlan()).with_values(values)
    made = [made_tables(site) for site in sites_of(chosen, checked_seed(seed))]
    study = {"levels": end_to_end([marked(levels())]), **_together([tables for tables, _ in made])}
    truth = {**_together([tables for _, tables in made]), "effects": end_to_end([true_effects(chosen)])}
    checked = from_tables(about=about(chosen, seed), **study)
    return SimulatedStudy(
        checked.tables, about=checked.about, warnings=checked.warnings, counts=checked.counts, truth=truth
    )


def checked_seed(seed: int) -> int:
    """The seed, where it is a whole number from 0; raises `ArgumentError` otherwise."""
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise ArgumentError(N_("seed is {value}; it takes a whole number from 0"), value=seed)
    return seed


def about(plan: SimulationPlan, seed: int) -> Mapping[str, Any]:
    """What a simulated study says of itself."""
    return {
        "name": "simulated",
        "title": "Simulated partnerships",
        "description": "Made up by a program; it speaks of nobody.",
        "simulated": True,
        "simulation": {"seed": seed, **asdict(plan)},
    }


def _together(parts: list[Tables]) -> dict[str, pd.DataFrame]:
    return {name: end_to_end([tables[name] for tables in parts]) for name in parts[0]}
