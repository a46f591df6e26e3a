"""How many different things belong to each group."""

from __future__ import annotations

import numpy as np

from netmap.temporal.encounters import Ints

FLAGS = 8_000_000
"""Up to so many possible pairs a flag each is quicker than sorting the pairs."""


def distinct_in(group: Ints, thing: Ints, count: int) -> Ints:
    """The number of different things that are paired with each of `count` groups.

    Example:
        >>> distinct_in(np.array([0, 0, 2]), np.array([5, 5, 5]), 3).tolist()
        [1, 0, 1]
    """
    width = int(thing.max(initial=0)) + 1
    keys = group * width + thing
    if count * width <= FLAGS:
        flags = np.zeros(count * width, np.bool_)
        flags[keys] = True
        found: Ints = flags.reshape(count, width).sum(axis=1, dtype=np.int64)
        return found
    keys = np.sort(keys)
    first = np.diff(keys, prepend=-1) != 0
    return np.bincount(keys[first] // width, minlength=count)
