"""A simulation sized like the real panels looks like them."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from tests import shared_data
from tools.panels import BANDS, PLAN, figures

SEEDS = range(6)


@pytest.mark.shared
def test_figures_lie_near_those_of_the_real_panels() -> None:
    real = figures(shared_data.panels())
    simulated = pd.DataFrame([figures(netmap.simulate(PLAN, seed=seed)) for seed in SEEDS]).mean()
    assert real["sittings"] == 45
    off = {name: simulated[name] / real[name] - 1 for name in BANDS}
    assert {name: share for name, share in off.items() if abs(share) > BANDS[name]} == {}


def test_the_plan_is_sized_like_the_panels() -> None:
    study = netmap.simulate(PLAN, seed=0)
    assert (len(study.practitioners), len(study.agencies), len(study.zones)) == (278, 82, 4)
    assert len(study.contacts) == 0
    assert study.warnings == ()
