"""Eigenvector centrality: tied to many who are themselves tied to many."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.components import strong_components
from netmap.graph_measures.network import Network, part_of

Floats = npt.NDArray[np.float64]

SMALL = 300
"""Up to so many nodes all eigenvectors are worked out at once."""

ALIKE = 1e-9
"""Two eigenvalues that differ by a smaller share than this count as the same."""


def eigenvector(ties: Network) -> Floats:
    """The leading eigenvector of a network that runs both ways, scaled so that its greatest entry is 1.

    0 outside the component that has the greatest eigenvalue. Undefined: all NaN without any tie, and
    where two components share the greatest eigenvalue, since any mixture of theirs would then do.

    Source: Bonacich (1972), Journal of Mathematical Sociology 2:113-120.
    """
    part = strong_components(ties)
    leading = [(*_leading(part_of(ties, part == number)), number) for number in _worth_a_look(ties, part)]
    leading.sort(key=lambda each: -each[0])
    if not leading or (len(leading) > 1 and leading[0][0] - leading[1][0] <= ALIKE * leading[0][0]):
        return np.full(len(ties), np.nan)
    _, vector, number = leading[0]
    found = np.zeros(len(ties), np.float64)
    found[part == number] = vector
    return found


def _worth_a_look(ties: Network, part: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The components that may have the greatest eigenvalue, which lies between mean and greatest degree."""
    size = np.bincount(part, minlength=1)
    mean = np.bincount(part, ties.degrees, len(size)) / np.maximum(size, 1)
    most = np.zeros(len(size), np.int64)
    np.maximum.at(most, part, ties.degrees)
    return np.flatnonzero((size > 1) & (most >= mean.max() * (1 - ALIKE)))


def _leading(component: Network) -> tuple[float, Floats]:
    """The greatest eigenvalue of a component and its eigenvector, scaled to 1."""
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import eigsh

    size = len(component)
    ones = np.ones(component.arrows)
    matrix = csr_array((ones, component.targets, component.offsets), shape=(size, size))
    if size <= SMALL:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:
        values, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(size), tol=1e-12)
    vector = np.abs(vectors[:, -1])
    return float(values[-1]), vector / vector.max()
