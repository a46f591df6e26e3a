"""Which parts of a network hang together."""

from __future__ import annotations

import numpy as np

from netmap.maps.arrays import Ints


def component_of(count: int, pairs: Ints) -> Ints:
    """For each node the lowest number of a node that it is joined to by some chain of edges.

    Args:
        count: how many nodes there are, numbered from 0.
        pairs: (m, 2) node numbers.

    Returns:
        (count,) labels; a node without an edge has its own number.

    Example:
        >>> import numpy as np
        >>> component_of(4, np.array([[0, 2], [2, 3]])).tolist()
        [0, 1, 0, 0]
    """
    label = np.arange(count)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, label[pairs[:, 0]], label[pairs[:, 1]])
        np.minimum.at(lowest, label[pairs[:, 1]], label[pairs[:, 0]])
        shorter = lowest[lowest[label]]
        if np.array_equal(shorter, label):
            return label
        label = shorter
