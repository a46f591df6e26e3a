"""How often chance gives as much: p-values of random draws and of complete enumerations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CLOSE = 1e-9
"""Draws that differ from what was seen by less than this share of it are as great."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of draws at least as great, at most as great, and at least as far from 0 either way."""

    greater: float
    less: float
    either: float


def shares_of(seen: float, draws: Floats, exact: bool) -> Shares:
    """p = (b + 1) / (m + 1) of b among m random draws; b / m where all orders were gone through.

    NaN where what was seen, or no draw, is defined.

    Source: Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9:39.
    """
    known = draws[~np.isnan(draws)]
    if np.isnan(seen) or not len(known):
        return Shares(np.nan, np.nan, np.nan)
    slack = CLOSE * max(abs(seen), float(np.abs(known).max()))
    counts = (
        int((known >= seen - slack).sum()),
        int((known <= seen + slack).sum()),
        int((np.abs(known) >= abs(seen) - slack).sum()),
    )
    more = 0 if exact else 1
    return Shares(*((count + more) / (len(known) + more) for count in counts))
