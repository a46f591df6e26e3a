"""Networks that tests share: random ones, and as studies of agencies that declared their ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import numpy as np
import pandas as pd

import netmap
from netmap.graph_measures.network import Network, network_of
from tests.worlds import HOSTILE_IDS

Arrows = set[tuple[int, int]]


def random_arrows(rng: Random, nodes: int) -> Arrows:
    """Arrows among a few nodes: sparse or dense, one way, mixed or all both ways."""
    chance = rng.choice((0.15, 0.25, 0.4, 0.6))
    drawn = {(i, k) for i in range(nodes) for k in range(nodes) if i != k and rng.random() < chance}
    return drawn | {(k, i) for i, k in drawn} if rng.random() < 0.3 else drawn


def network(nodes: int, arrows: Iterable[tuple[int, int]]) -> Network:
    """Arrows as a network."""
    table = np.array(sorted(arrows), np.int64).reshape(-1, 2)
    return network_of(nodes, table[:, 0], table[:, 1])


def study_of_arrows(
    ids: Sequence[str], arrows: Iterable[tuple[int, int]], group: Sequence[Any] | None = None
) -> netmap.Study:
    """Agencies that declared these ties, with a column `group`."""
    pairs = [(ids[i], ids[k]) for i, k in sorted(arrows)]
    agencies = pd.DataFrame({"agency": list(ids)})
    if group is not None:
        agencies["group"] = list(group)
    return netmap.from_tables(agencies=agencies, ties=pd.DataFrame(pairs, columns=["source", "target"]))


def hostile(rng: Random, nodes: int) -> list[str]:
    """Ids of which each would break something that joins, parses or prints them."""
    return rng.sample(HOSTILE_IDS, nodes)
