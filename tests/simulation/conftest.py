"""Studies that the tests of the simulator share; none of them changes one."""

from __future__ import annotations

import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy


@pytest.fixture(scope="session")
def four_partnerships() -> SimulatedStudy:
    """Four partnerships in which half rely on champions at the top, and none below."""
    return netmap.simulate(seed=11, partnerships=4, p3=0.5, p3b=0.5)


@pytest.fixture(scope="session")
def nothing_forgotten() -> SimulatedStudy:
    """One partnership, every contact of which was written down."""
    return netmap.simulate(seed=2, forgotten=0.0)
