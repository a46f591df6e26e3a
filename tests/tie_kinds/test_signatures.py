"""The arguments that other programs give by name."""

from __future__ import annotations

import inspect

import numpy as np
import pandas as pd
import pytest

import netmap


@pytest.mark.parametrize("name", ["ties", "tie_lives", "agency_ties", "graph", "kind_agreement"])
def test_a_question_about_ties_takes_a_day_a_baseline_and_the_published_policy(name: str) -> None:
    asked = inspect.signature(getattr(netmap, name)).parameters
    assert list(asked)[:4] == ["study", "as_of", "baseline", "policy"]
    defaults = [asked[each].default for each in ("as_of", "baseline", "policy")]
    assert defaults == [None, None, netmap.TiePolicy()]


@pytest.mark.parametrize(
    "name", ["ties", "agency_ties", "graph", "kind_agreement", "measures", "network_measures", "brokerage"]
)
def test_a_question_about_declared_ties_takes_their_wave_and_their_relation(name: str) -> None:
    asked = inspect.signature(getattr(netmap, name)).parameters
    defaults = {each: asked[each].default for each in ("wave", "relation", "combine", "missing")}
    assert defaults == {"wave": None, "relation": None, "combine": None, "missing": "observed cells"}


def test_a_threshold_may_be_a_whole_number_of_any_make() -> None:
    assert netmap.TiePolicy(quiet_days=np.int64(3)) == netmap.TiePolicy(quiet_days=3)  # type: ignore[arg-type]


def test_no_lives_have_the_columns_and_types_of_some() -> None:
    pair = pd.DataFrame({"agency": ["A", "B"]})
    talk = pd.DataFrame({"date": ["2011"], "source": ["A"], "target": ["B"]})
    none, some = netmap.from_tables(agencies=pair), netmap.from_tables(agencies=pair, contacts=talk)
    assert netmap.tie_lives(none).dtypes.to_dict() == netmap.tie_lives(some).dtypes.to_dict()
    assert netmap.tie_lives(none).attrs["n"] == 0
