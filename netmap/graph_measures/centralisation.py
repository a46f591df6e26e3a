"""Centralisation: how far one node stands out, as a share of how far one could."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.distances import Distances

Numbers = npt.NDArray[np.int64] | npt.NDArray[np.float64]


def by_degree(degrees: Numbers) -> float:
    """Of the degrees of a network that runs both ways, in the middle of a star 1."""
    n = len(degrees)
    return _centralised(degrees, (n - 1) * (n - 2))


def by_both_degrees(incoming: Numbers, outgoing: Numbers) -> float:
    """Of the sums of arrows in and out."""
    n = len(incoming)
    return _centralised(incoming + outgoing, 2 * (n - 1) * (n - 2))


def by_arrows(arrows: Numbers) -> float:
    """Of the numbers of arrows that come in, or of those that go out."""
    return _centralised(arrows, (len(arrows) - 1) ** 2)


def by_betweenness(ordered: Numbers) -> float:
    """Of betweenness over ordered pairs."""
    n = len(ordered)
    return _centralised(ordered, (n - 1) ** 2 * (n - 2))


def by_closeness(far: Distances, runs_both_ways: bool) -> float:
    """Of closeness, which counts as 0 for whoever does not reach everybody."""
    n = len(far.total)
    close = np.where(far.reached == n - 1, np.nan_to_num(far.closeness), 0.0)
    most = (n - 1) * (n - 2) / (2 * n - 3) if runs_both_ways else (n - 1) ** 2 / max(n, 1)
    return _centralised(close, most)


def _centralised(values: Numbers, most: float) -> float:
    """Freeman's index: the sum of the distances to the greatest value, over the most there could be.

    NaN with fewer than three nodes. Source: Freeman (1979), Social Networks 1:215-239.
    """
    return float((values.max() - values).sum() / most) if len(values) > 2 else float("nan")
