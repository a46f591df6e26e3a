"""Every measure is described where it is defined, and none has another's name."""

from __future__ import annotations

import inspect
import re

import netmap
from netmap.graph_measures.actor_measures import MEASURES
from netmap.graph_measures.tie_network import DRAWN, SORTS
from tests.graph_measures.networks import study_of_arrows

PREFIXES = ("triads_", "centralisation_", "exp_", "z_")


def words(thing: object) -> set[str]:
    return set(re.findall(r"\w+", inspect.getdoc(thing) or ""))


def test_no_two_measures_have_one_name() -> None:
    names = [measure.name for measure in MEASURES]
    assert len(set(names)) == len(names)
    figures = netmap.network_measures(study_of_arrows(["1", "=A1"], {(0, 1)}))["measure"]
    figures = figures[figures != "mixing"]
    assert figures.is_unique


def test_every_measure_of_an_actor_says_what_it_is_where_it_is_listed() -> None:
    for thing in ("name", "title", "help"):
        said = [getattr(measure, thing) for measure in MEASURES]
        assert len(set(said)) == len(said)
    for measure in MEASURES:
        assert measure.title[0].isupper()
        assert measure.help[0].isupper()
        assert measure.help.endswith(".")
        assert measure.unit
        assert f"{measure.name}: {measure.help}" in str(netmap.measures.__doc__)


def test_every_figure_of_a_network_is_described() -> None:
    told = words(netmap.network_measures)
    for name in netmap.network_measures(study_of_arrows(["1", "=A1"], {(0, 1)}))["measure"]:
        prefix = next((begin for begin in PREFIXES if name.startswith(begin)), "")
        assert prefix in told or not prefix, name
        rest = name.removeprefix(prefix).removesuffix("_undirected")
        roles = prefix in ("exp_", "z_", "triads_") or rest in ("itinerant", "representative", "gatekeeper")
        assert roles or rest in told, name


def test_every_state_and_sort_that_may_be_asked_for_is_described() -> None:
    assert {*DRAWN, *SORTS} <= words(netmap.measures)
