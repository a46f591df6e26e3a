"""Kernels against the definitions, once as they are written and once compiled."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from netmap.graph_measures import eigenvectors
from netmap.graph_measures.betweenness import betweenness
from netmap.graph_measures.components import cuts, largest_first, strong_components
from netmap.graph_measures.cores import core_numbers
from netmap.graph_measures.distances import distances
from netmap.graph_measures.hierarchy import hierarchy
from netmap.graph_measures.network import Network, both_ways, turned_round
from netmap.graph_measures.structural_holes import structural_holes
from netmap.graph_measures.triads import TRIADS, clustering, triad_census
from netmap.temporal import compiling
from tests.graph_measures import slow_measures as slow
from tests.graph_measures.networks import Arrows, network, random_arrows


@pytest.fixture(params=["plain", "compiled"], autouse=True)
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test once with the kernels as they are written and once compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)
    return str(request.param)


def draws(seed: int, count: int, most: int = 7, least: int = 1) -> list[tuple[int, Arrows, Network]]:
    """Random small networks, none of nobody."""
    rng, found = Random(seed), []
    for _ in range(count):
        nodes = rng.randint(least, most)
        arrows = random_arrows(rng, nodes)
        found.append((nodes, arrows, network(nodes, arrows)))
    return found


def same(found: Sequence[float] | np.ndarray, expected: Sequence[float]) -> None:
    np.testing.assert_allclose(
        np.asarray(found, float), np.asarray(expected, float), atol=1e-12, equal_nan=True
    )


def telling(answers: list[float], share: float = 0.5) -> None:
    """Many answers are neither 0 nor 1, so that a kernel that gives either would not pass."""
    assert np.mean([answer not in (0, 1) for answer in answers]) > share


def test_betweenness_is_the_share_of_all_shortest_paths() -> None:
    answers: list[float] = []
    for nodes, arrows, net in draws(1, 60, 6, 4):
        expected = slow.betweenness(nodes, arrows)
        same(betweenness(net), expected)
        answers += expected
    telling(answers, 0.4)


def test_distances_are_those_of_a_plain_search() -> None:
    answers: list[float] = []
    for nodes, arrows, net in draws(2, 120, 9):
        far, found = slow.steps(nodes, arrows), distances(net)
        same(found.closeness, slow.closeness(nodes, arrows))
        same(found.harmonic, slow.harmonic(nodes, arrows))
        rows = [[far.get((i, k), 0) for k in range(nodes)] for i in range(nodes)]
        assert found.farthest.tolist() == [max(row) for row in rows]
        assert found.total.tolist() == [sum(row) for row in rows]
        assert found.reached.tolist() == [sum(each > 0 for each in row) for row in rows]
        answers += slow.harmonic(nodes, arrows)
    telling(answers)


def test_distances_of_more_than_a_block_of_searches() -> None:
    wheel = network(600, {(0, leaf) for leaf in range(1, 600)} | {(leaf, 0) for leaf in range(1, 600)})
    found = distances(wheel)
    assert found.reached.tolist() == [599] * 600
    assert found.total.tolist() == [599] + [1 + 2 * 598] * 599
    assert found.inverse.tolist() == [599] + [1 + 598 / 2] * 599
    assert found.farthest.tolist() == [1] + [2] * 599


def test_constraint_and_effective_size_are_burts() -> None:
    answers: list[float] = []
    for nodes, arrows, net in draws(3, 120):
        constraint, size = slow.burt(nodes, arrows)
        found = structural_holes(net)
        same(found.constraint, constraint)
        same(found.effective_size, size)
        answers += constraint + size
    telling(answers)


def test_triads_are_those_that_fit_the_examples() -> None:
    for nodes, arrows, net in draws(4, 60):
        assert dict(zip(TRIADS, triad_census(net).tolist(), strict=True)) == slow.census(nodes, arrows)
        same(clustering(both_ways(net)), slow.clustering(nodes, arrows))


def test_every_class_of_triad_has_its_example() -> None:
    for name, example in slow.EXAMPLES.items():
        assert TRIADS[int(triad_census(network(3, example)).argmax())] == name


def test_cores_are_the_best_of_all_sets() -> None:
    answers: list[float] = []
    for nodes, arrows, net in draws(5, 40, 7, 5):
        back = {(k, i) for i, k in arrows}
        expected = [slow.cores(nodes, each) for each in (slow.undirected(arrows), arrows, back)]
        found = [core_numbers(each) for each in (both_ways(net), net, turned_round(net))]
        assert [each.tolist() for each in found] == expected
        answers += [level for each in expected for level in each]
    telling(answers)


def test_parts_are_those_who_reach_one_another() -> None:
    for nodes, arrows, net in draws(6, 120):
        for each, kind in ((net, arrows), (both_ways(net), slow.undirected(arrows))):
            part = strong_components(each)
            expected = slow.parts(nodes, kind)
            assert [frozenset(np.flatnonzero(part == own).tolist()) for own in part] == expected
            assert (part[each.sources] >= part[each.targets]).all()
            sizes = np.bincount(largest_first(part))[1:]
            assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


def test_cuts_are_those_whose_loss_makes_more_pieces() -> None:
    cut = 0
    for nodes, arrows, net in draws(7, 150):
        ties = both_ways(net)
        found = cuts(ties)
        assert found.nodes.tolist() == slow.cut_nodes(nodes, arrows)
        here = zip(ties.sources[found.arrows].tolist(), ties.targets[found.arrows].tolist(), strict=True)
        assert set(here) == slow.bridges(nodes, arrows)
        cut += int(found.nodes.sum())
    assert cut > 50


def test_the_indices_of_hierarchy_are_those_of_their_definitions() -> None:
    answers: list[float] = []
    for nodes, arrows, net in draws(8, 150, 8, 4):
        expected = slow.krackhardt(nodes, arrows)
        same(list(hierarchy(net)), list(expected.values()))
        answers += [each for each in expected.values() if not np.isnan(each)]
    telling(answers, 0.25)


def test_superiors_beyond_the_first_word_of_bits() -> None:
    """Two separate heads over a long chain each; whoever has both above has no topmost superior."""
    length = 100
    one = {(i, i + 1) for i in range(length - 1)}
    other = {(length + i, length + i + 1) for i in range(length - 1)}
    both = {(length - 1, 2 * length), (2 * length - 1, 2 * length)}
    nodes, arrows = 2 * length + 1, one | other | both
    most = (nodes - 1) * (nodes - 2) / 2
    found = hierarchy(network(nodes, arrows))
    assert found.lubness == pytest.approx(1 - length**2 / most)
    assert found.lubness_least == pytest.approx(1 - length**2 / most)


@pytest.mark.parametrize("small", [2, 300])
def test_the_eigenvector_belongs_to_the_greatest_eigenvalue(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eigenvectors, "SMALL", small)
    alone = shared = 0
    for nodes, _, net in draws(9, 120, 9):
        ties = both_ways(net)
        matrix = np.zeros((nodes, nodes))
        matrix[ties.sources, ties.targets] = 1
        values = np.linalg.eigvalsh(matrix)
        found = eigenvectors.eigenvector(ties)
        if values[-1] < 0.5 or (nodes > 1 and values[-1] - values[-2] < 1e-9):
            assert np.isnan(found).all()
            shared += 1
        else:
            np.testing.assert_allclose(matrix @ found, values[-1] * found, atol=1e-8)
            assert found.max() == 1
            assert found.min() >= 0
            alone += 1
    assert min(alone, shared) > 10
