"""Brokerage roles by hand, against the definition, and what chance would give by trying every network."""

from __future__ import annotations

from itertools import permutations, product
from random import Random

import numpy as np
import pytest

import netmap
from netmap.graph_measures.brokerage_roles import role_counts, role_moments
from netmap.temporal import compiling
from tests.graph_measures import slow_measures as slow
from tests.graph_measures.networks import hostile, network, random_arrows, study_of_arrows
from tests.worlds import people_and_contacts, study_of

ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total"]


def counts(study: netmap.Study, by: str, actor: str) -> list[float]:
    found = netmap.brokerage(study, by=by).set_index("actor")
    return [float(each) for each in found.loc[actor, ROLES]]


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["a", "a", "a"], "coordinator"),
        (["a", "b", "a"], "itinerant"),
        (["a", "a", "b"], "representative"),
        (["a", "b", "b"], "gatekeeper"),
        (["a", "b", "c"], "liaison"),
    ],
)
def test_each_role_between_two(groups: list[str], role: str) -> None:
    study = study_of_arrows(["a,b", "=A1", "1"], {(0, 1), (1, 2)}, groups)
    assert counts(study, "group", "=A1") == [float(each in (role, "total")) for each in ROLES]
    assert counts(study, "group", "1") == [0.0] * 6


def test_nobody_brokers_where_the_two_are_tied() -> None:
    study = study_of_arrows(["x", "v", "z"], {(0, 1), (1, 2), (0, 2)}, ["a", "a", "a"])
    assert counts(study, "group", "v") == [0.0] * 6


def test_ties_that_run_both_ways_count_each_pair_twice() -> None:
    study = study_of(people_and_contacts([("2011-03-01", "x", "v"), ("2011-03-02", "v", "z")]))
    found = netmap.brokerage(
        study_of(
            {
                **people_and_contacts([("2011-03-01", "x", "v"), ("2011-03-02", "v", "z")]),
                "agencies": [{"agency": "A"}],
                "practitioners": [{"practitioner": each, "agency": "A"} for each in "xvz"],
            }
        )
    ).set_index("actor")
    assert found.loc["v", ROLES].tolist() == [2, 0, 0, 0, 0, 2]
    assert netmap.brokerage(study)[ROLES].isna().all(axis=None)


@pytest.mark.parametrize("compiled", [False, True])
def test_counts_are_those_of_the_definition(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "TINY", -1 if compiled else 10**12)
    rng, answers = Random(1), []
    for _ in range(80):
        nodes = rng.randint(5, 12)
        arrows, group = random_arrows(rng, nodes), [rng.randrange(3) for _ in range(nodes)]
        expected = slow.roles(nodes, arrows, group)
        found = role_counts(network(nodes, arrows), np.array(group))
        assert found.tolist() == expected
        answers += [each for row in expected for each in row]
    assert np.mean([answer > 1 for answer in answers]) > 0.25


@pytest.mark.parametrize("group", [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 2, 3], [1, 0, 2, 0]])
@pytest.mark.parametrize("density", [0.1, 0.5, 0.8])
def test_chance_is_that_of_every_network_there_is(group: list[int], density: float) -> None:
    """All 4,096 networks of four nodes, each with its chance."""
    pairs = list(permutations(range(4), 2))
    there = np.array(list(product([False, True], repeat=len(pairs))))
    chance = np.where(there, density, 1 - density).prod(axis=1)
    has = {pair: there[:, place] for place, pair in enumerate(pairs)}
    moments = role_moments(density, np.array(group))
    for v in range(4):
        seen = np.zeros((6, len(there)))
        for i, k in permutations([node for node in range(4) if node != v], 2):
            (role,) = np.flatnonzero(slow.roles(3, {(0, 1), (1, 2)}, [group[i], group[v], group[k]])[1][:5])
            stands = has[i, v] & has[v, k] & ~has[i, k]
            seen[role] += stands
            seen[5] += stands
        mean = seen @ chance
        np.testing.assert_allclose(moments.mean[v], mean, atol=1e-12)
        np.testing.assert_allclose(moments.variance[v], (seen - mean[:, None]) ** 2 @ chance, atol=1e-12)


def test_z_is_counted_less_expected_over_its_spread() -> None:
    rng, seen = Random(2), 0
    for _ in range(25):
        nodes = rng.randint(4, 9)
        arrows, ids = random_arrows(rng, nodes), hostile(rng, nodes)
        group = [rng.choice(["=A1", "a,b", "<b>x</b>"]) for _ in range(nodes)]
        found = netmap.brokerage(study_of_arrows(ids, arrows, group), by="group").set_index("actor").loc[ids]
        codes = [sorted(set(group)).index(each) for each in group]
        assert found[ROLES].to_numpy().tolist() == slow.roles(nodes, arrows, codes)
        assert found["group"].tolist() == group
        moments = role_moments(len(arrows) / (nodes * (nodes - 1)), np.array(codes))
        np.testing.assert_allclose(found[[f"exp_{role}" for role in ROLES]], moments.mean)
        z = found[[f"z_{role}" for role in ROLES]].to_numpy()
        with np.errstate(invalid="ignore"):
            expected = (found[ROLES].to_numpy() - moments.mean) / np.sqrt(moments.variance)
        np.testing.assert_allclose(z, expected, atol=1e-12)
        seen += np.isfinite(z).sum()
    assert seen > 300


def test_those_whose_group_is_not_known_are_left_out() -> None:
    study = study_of_arrows(["x", "v", "z", "w"], {(0, 1), (1, 2), (3, 1)}, ["a", "a", "a", None])
    found = netmap.brokerage(study, by="group").set_index("actor")
    assert found.loc["v", ROLES].tolist() == [1, 0, 0, 0, 0, 1]
    assert found.loc["v", "exp_total"] == pytest.approx(2 * (2 / 6) ** 2 * (4 / 6))
    assert found.drop(columns="group").loc["w"].isna().all()
    assert (found.attrs["n"], found.attrs["left_out"]) == (3, 1)


def test_people_are_grouped_by_the_agency_and_the_highest_level_of_the_day() -> None:
    people = [
        {"practitioner": "x", "agency": "A", "level": "front"},
        {"practitioner": "v", "agency": "B", "level": "front"},
        {"practitioner": "z", "agency": "B", "level": "board"},
    ]
    rows = people_and_contacts(
        [("2011-03-01", "x", "v"), ("2011-03-02", "v", "z")],
        agencies=[{"agency": "A"}, {"agency": "B"}],
        levels=[{"level": "front", "rank": 0}, {"level": "board", "rank": 1}],
        practitioners=people,
        zones=[{"zone": "top", "level": "board"}],
        posts=[{"practitioner": "v", "zone": "top", "joined": "2011-03-20"}],
    )
    study = study_of(rows)
    assert netmap.brokerage(study)["group"].tolist() == ["B", "A", "B"]
    assert counts(study, "agency", "v") == [0, 0, 1, 1, 0, 2]
    early = netmap.brokerage(study, by="level").set_index("actor")["group"]
    late = netmap.brokerage(study, by="level", as_of="2011-03-25").set_index("actor")["group"]
    assert early.to_dict() == {"x": "front", "v": "front", "z": "board"}
    assert late.to_dict() == {"x": "front", "v": "board", "z": "board"}


def test_an_isolate_and_its_own_group_change_no_count() -> None:
    rng = Random(4)
    arrows, group = random_arrows(rng, 8), [rng.choice("ab") for _ in range(8)]
    ids = hostile(rng, 9)
    before = netmap.brokerage(study_of_arrows(ids[:8], arrows, group), by="group").set_index("actor")
    after = netmap.brokerage(study_of_arrows(ids, arrows, [*group, "c"]), by="group").set_index("actor")
    assert before[ROLES].to_numpy().sum() > 10
    assert after.loc[before.index, ROLES].equals(before[ROLES])
    assert after.loc[ids[8], ROLES].tolist() == [0] * 6
