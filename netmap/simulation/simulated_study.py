"""A study whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from netmap.model.study import Study


@dataclass(frozen=True, eq=False, repr=False)
class SimulatedStudy(Study):
    """A study that was simulated, with its planted truth.

    `truth` maps a name (ties, champions, zones, gaps, partnerships, months, declared, effects) to a
    table; docs/simulator.md says what each holds. No analysis reads it.
    """

    truth: Mapping[str, pd.DataFrame] = field(default_factory=dict)
