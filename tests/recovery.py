"""How well the kinds of tie that were planted are found again."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

import netmap
from netmap.simulation.simulated_study import SimulatedStudy

NO_TIE = "no tie"


def found_and_planted(study: SimulatedStudy) -> pd.DataFrame:
    """For every pair whose fate is known what was planted, and what is found of it."""
    planted = study.truth["ties"].assign(pair=_pairs(study.truth["ties"]))
    found = netmap.ties(study)
    found = found.assign(pair=_pairs(found))[
        ["pair", "kind", "origin", "state", "consolidated", "beyond_zone"]
    ]
    both = planted.merge(found, on="pair", how="left", suffixes=("", "_found"))
    words = [name for name in both if name not in ("consolidated_found", "beyond_zone")]
    return both.fillna(dict.fromkeys(words, NO_TIE))


def precision_and_recall(studies: Iterable[SimulatedStudy]) -> pd.DataFrame:
    """For each kind of tie: planted, found among the pairs that are known, right, precision and recall."""
    pairs = pd.concat([found_and_planted(study) for study in studies], ignore_index=True)
    right = pairs.loc[pairs["kind"] == pairs["kind_found"], "kind"].value_counts()
    table = pd.DataFrame(
        {"planted": pairs["kind"].value_counts(), "found": pairs["kind_found"].value_counts()}
    )
    table = table.assign(right=right).fillna(0)
    return table.assign(precision=table.right / table.found, recall=table.right / table.planted)


def _pairs(ties: pd.DataFrame) -> list[tuple[str, str]]:
    return [(min(ends), max(ends)) for ends in zip(ties["source"], ties["target"], strict=True)]
