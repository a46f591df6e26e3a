"""Relabelling the nodes of a network: which orders, and what two networks have in common under each.

Kernels are plain Python over arrays; `temporal.compiling` has numba compile them when there is work for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial, prod

import numpy as np
import numpy.typing as npt

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]

MOST_EXACT = 4_000_000
"""Up to so many orders all of them are gone through, so that p is exact: ten nodes."""

CHUNK = 20_000
"""So many orders are held at once, or fewer where nodes are many."""

HIT = 40
"""Looking up a value costs so many times a step of a dense product; only measured, it changes no digit."""


def is_exact(sizes: tuple[int, ...]) -> bool:
    """Whether there are so few orders that all are gone through."""
    return max(sizes) <= 12 and prod(factorial(size) for size in sizes) <= MOST_EXACT and len(sizes) == 1


def orders_of(sizes: tuple[int, ...], permutations: int, seed: int) -> Iterator[tuple[Ints, ...]]:
    """Orders of the nodes of networks, chunk by chunk: for each network a row an order.

    All of them where `is_exact`, else random ones, for each network of its own.
    """
    step = max(1, min(CHUNK, 4_000_000 // max(sizes)))
    if is_exact(sizes):
        every = all_orders(sizes[0])
        for start in range(0, len(every), CHUNK):
            yield (every[start : start + CHUNK].astype(np.int64),)
        return
    rng = np.random.default_rng(seed)
    for start in range(0, permutations, step):
        count = min(step, permutations - start)
        yield tuple(rng.permuted(np.tile(np.arange(size), (count, 1)), axis=1) for size in sizes)


def all_orders(size: int) -> npt.NDArray[np.int8]:
    """Every order of so many nodes, a row each."""
    found = np.zeros((1, 1), np.int8)
    for node in range(1, size):
        count = len(found)
        wider = np.empty((count * (node + 1), node + 1), np.int8)
        for place in range(node + 1):
            part = wider[place * count : (place + 1) * count]
            part[:, :place], part[:, place], part[:, place + 1 :] = found[:, :place], node, found[:, place:]
        found = wider
    return found


def products(one: Floats, other: Floats, orders: Ints) -> Floats:
    """For each order p the sum over i, j of one[i, j] * other[p[i], p[j]]; the diagonals are 0.

    Whichever has fewer ties is gone through; where they are few, the other is asked cell by cell.
    """
    if np.count_nonzero(one) > np.count_nonzero(other):
        return products(other, one, np.argsort(orders, axis=1))
    found = np.zeros(len(orders))
    source, target = np.nonzero(one)
    filled = np.count_nonzero(other) / max(other.size, 1)
    if len(source) * (3 + HIT * filled) < other.size:
        weight = one[source, target]
        steps = len(source) * len(orders)
        for_work(sparse_kernel, steps)(source, target, weight, _bits(other), other, orders, found)
    else:
        alike = bool((one == one.T).all() and (other == other.T).all())
        for_work(dense_kernel, other.size * len(orders))(one, other, alike, orders, found)
    return found


def _bits(matrix: Floats) -> Words:
    """A bit for every cell, 64 to a word."""
    filled = np.packbits(matrix != 0, axis=1, bitorder="little")
    wide = np.zeros((len(matrix), -(-filled.shape[1] // 8) * 8), np.uint8)
    wide[:, : filled.shape[1]] = filled
    return wide.view(np.uint64)


def sparse_kernel(
    source: Ints,
    target: Ints,
    weight: Floats,
    bits: Words,
    values: Floats,
    orders: Ints,
    found: Floats,
) -> None:
    """Add up the ties of one network that the other has too."""
    for row in range(len(orders)):
        total = 0.0
        for tie in range(len(source)):
            i, j = orders[row, source[tie]], orders[row, target[tie]]
            if (bits[i, j >> 6] >> np.uint64(j & 63)) & np.uint64(1):
                total += weight[tie] * values[i, j]
        found[row] = total


def dense_kernel(one: Floats, other: Floats, alike: bool, orders: Ints, found: Floats) -> None:
    """Add up all cells; where both networks run both ways alike, those below the diagonal twice."""
    nodes = len(one)
    for row in range(len(orders)):
        total = 0.0
        for i in range(nodes):
            at = orders[row, i]
            for j in range(i if alike else nodes):
                total += one[i, j] * other[at, orders[row, j]]
        found[row] = 2 * total if alike else total


def moments_kernel(one: Floats, other: Floats, orders: Ints, found: Floats) -> None:
    """For each order the n, sums, squares and product of the cells that are known in both networks."""
    nodes = len(one)
    for row in range(len(orders)):
        n, a, b, aa, bb, ab = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(nodes):
            for j in range(nodes):
                x, y = one[i, j], other[orders[row, i], orders[row, j]]
                if x == x and y == y:  # noqa: PLR0124  (NaN is not itself)
                    n += 1
                    a += x
                    b += y
                    aa += x * x
                    bb += y * y
                    ab += x * y
        found[row, 0], found[row, 1], found[row, 2] = n, a, b
        found[row, 3], found[row, 4], found[row, 5] = aa, bb, ab


def moments(one: Floats, other: Floats, orders: Ints) -> Floats:
    """For each order n, sum, sum, squares, squares and product over the cells known in both networks."""
    found = np.zeros((len(orders), 6))
    for_work(moments_kernel, one.size * len(orders))(one, other, orders, found)
    return found
