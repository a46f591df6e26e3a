"""Layouts are always the same, nothing overlaps, and near on the map means near in the network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.maps.circles import near_pairs, separate
from netmap.maps.packing import component_of
from netmap.maps.positions import GAP, SPACING, place_by_force, place_by_level, place_inside


def least_free_space(positions: np.ndarray, radii: np.ndarray) -> float:
    """The least distance between two circles, by looking at every pair."""
    if len(positions) < 2:
        return np.inf
    apart = np.linalg.norm(positions[:, None] - positions[None], axis=2) - radii[:, None] - radii[None]
    return float(apart[~np.eye(len(radii), dtype=bool)].min())


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, np.ndarray, np.ndarray, np.ndarray]:
    count = draw(st.integers(0, 45))
    many = draw(st.integers(0, 3 * count)) if count else 0
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    edges = random.integers(0, max(count, 1), (many, 2))
    return (
        count,
        edges,
        random.choice([0.0, 0.5, 1.0, 30.0], many),
        random.uniform(1, draw(st.floats(2, 90)), count),
    )


@given(networks())
@settings(deadline=None, max_examples=60)
def test_no_two_circles_overlap_by_force(network: tuple[int, np.ndarray, np.ndarray, np.ndarray]) -> None:
    count, edges, weights, radii = network
    positions = place_by_force(count, edges, weights, radii)
    assert positions.shape == (count, 2)
    assert np.isfinite(positions).all()
    assert least_free_space(positions, radii) >= GAP - 1e-3


@given(networks(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_and_direction_of_edges_do_not_matter(
    network: tuple[int, np.ndarray, np.ndarray, np.ndarray], random: object
) -> None:
    count, edges, weights, radii = network
    order = np.random.default_rng(random.randrange(2**32)).permutation(len(edges))  # type: ignore[attr-defined]
    one = place_by_force(count, edges, weights, radii)
    other = place_by_force(count, edges[order][:, ::-1], weights[order], radii)
    assert np.array_equal(one, other)


@given(networks(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=60)
def test_bands_hold_their_nodes_and_no_two_overlap(
    network: tuple[int, np.ndarray, np.ndarray, np.ndarray], seed: int
) -> None:
    count, edges, weights, radii = network
    ranks = [(None, 0, 2, 5, 9)[pick] for pick in np.random.default_rng(seed).integers(0, 5, count)]
    hint = place_by_force(count, edges, weights, radii)
    positions, bands = place_by_level(ranks, [(0, "a"), (2, "b"), (5, "c")], hint, radii)
    assert [rank for rank, _, _ in bands][:3] == [5, 2, 0]
    assert [rank for rank, _, _ in bands][3:] == ([None] if {None, 9} & set(ranks) else [])
    assert all(top < bottom for _, top, bottom in bands)
    assert [bottom for _, _, bottom in bands][:-1] == [top for _, top, _ in bands][1:]
    where = {rank: (top, bottom) for rank, top, bottom in bands}
    for node, rank in enumerate(ranks):
        top, bottom = where[rank if rank in (0, 2, 5) else None]
        assert top <= positions[node, 1] - radii[node]
        assert positions[node, 1] + radii[node] <= bottom
    assert least_free_space(positions, radii) >= GAP - 1e-3


def test_levels_without_nodes_still_have_a_band() -> None:
    positions, bands = place_by_level([], [(0, "a"), (1, "b")], np.zeros((0, 2)), np.zeros(0))
    assert positions.shape == (0, 2)
    assert [rank for rank, _, _ in bands] == [1, 0]
    assert place_by_level([], [], np.zeros((0, 2)), np.zeros(0))[1] == []


def test_the_level_view_keeps_left_and_right() -> None:
    hint = np.array([[-300.0, 0], [0, 5], [300, -5], [150, 0]])
    positions, _ = place_by_level([0, 0, 0, 1], [(0, "a"), (1, "b")], hint, np.full(4, 10.0))
    assert np.array_equal(positions[:, 0], hint[:, 0])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 60, 2000])
def test_people_inside_an_agency_do_not_overlap_and_fit(count: int) -> None:
    offsets, radius = place_inside(count, 7.0)
    assert offsets.shape == (count, 2)
    assert least_free_space(offsets, np.full(count, 7.0)) >= GAP - 0.05
    assert (np.linalg.norm(offsets, axis=1) + 7.0 <= radius).all()


def test_nobody_and_one_alone() -> None:
    nothing = np.empty((0, 2), np.int64)
    assert place_by_force(0, nothing, np.empty(0), np.empty(0)).shape == (0, 2)
    assert place_by_force(1, nothing, np.empty(0), np.array([5.0])).tolist() == [[0.0, 0.0]]


def test_those_without_ties_stand_in_rows_below_the_others() -> None:
    edges, radii = np.array([[0, 1], [1, 2], [2, 0]]), np.full(13, 12.0)
    positions = place_by_force(13, edges, np.ones(3), radii)
    rows = np.unique(positions[3:, 1].round(6))
    assert len(rows) <= 2
    assert positions[:3, 1].max() + 24 <= rows.min()


def test_two_groups_with_few_ties_between_them_stand_apart() -> None:
    inside = [(a, b) for group in (range(10), range(10, 20)) for a in group for b in group if a < b]
    edges = np.array([*inside, (0, 10)])
    positions = place_by_force(20, edges, np.ones(len(edges)), np.full(20, 8.0))
    one, other = positions[:10], positions[10:]
    between = np.linalg.norm(one.mean(axis=0) - other.mean(axis=0))
    assert between > 1.5 * max(
        np.linalg.norm(part - part.mean(axis=0), axis=1).mean() for part in (one, other)
    )


def test_the_sheet_is_about_16_to_10() -> None:
    random = np.random.default_rng(4)
    pairs = np.array([(a, random.integers(0, a)) for a in range(1, 60)])
    rings = np.array(
        [(60 + 4 * ring + a, 60 + 4 * ring + (a + 1) % 4) for ring in range(12) for a in range(4)]
    )
    edges, count = np.concatenate((pairs, rings)), 60 + 48
    positions = place_by_force(count, edges, np.ones(len(edges)), np.full(count, 15.0))
    width, height = np.ptp(positions, axis=0)
    assert 1.1 < width / height < 2.4


def test_a_large_and_crowded_network_stays_compact() -> None:
    random = np.random.default_rng(0)
    radii = random.uniform(8, 40, 500)
    positions = place_by_force(500, random.integers(0, 500, (3000, 2)), np.ones(3000), radii)
    assert least_free_space(positions, radii) >= GAP - 1e-3
    assert np.prod(np.ptp(positions, axis=0)) < 3.5 * ((2 * radii + SPACING) ** 2).sum()


def test_near_pairs_are_those_that_looking_at_every_pair_finds() -> None:
    random = np.random.default_rng(2)
    spots, radii = random.uniform(0, 100, (80, 2)), random.uniform(1, 12, 80)
    apart = np.linalg.norm(spots[:, None] - spots[None], axis=2)
    near = apart < radii[:, None] + radii[None] + 3
    expected = {(a, b) for a, b in np.argwhere(near).tolist() if a < b}
    assert {tuple(sorted(pair)) for pair in near_pairs(spots, radii, 3.0).tolist()} == expected


def test_circles_that_do_not_overlap_stay_where_they_are() -> None:
    spots = np.array([[0.0, 0.0], [50.0, 0.0]])
    assert np.array_equal(separate(spots, np.ones(2), 5.0), spots)


def test_components_are_those_of_networkx() -> None:
    import networkx as nx

    random = np.random.default_rng(7)
    for _ in range(50):
        count = int(random.integers(1, 30))
        pairs = random.integers(0, count, (int(random.integers(0, 30)), 2))
        network = nx.Graph(pairs.tolist())
        network.add_nodes_from(range(count))
        label = component_of(count, pairs)
        for part in nx.connected_components(network):
            assert set(label[list(part)]) == {min(part)}
