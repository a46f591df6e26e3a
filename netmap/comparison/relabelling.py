"""Relabelling the nodes of a network: which orders, and what two networks have in common under each.

Kernels are plain Python over arrays; `temporal.compiling` has numba compile them when there is work for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial, prod

import numpy as np
import numpy.typing as npt

from netmap.model.derived import cached_property
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


class Cells:
    """The cells of a network off its diagonal; what is asked of them is worked out once.

    `values` is square; NaN is a cell that is not known, and the diagonal does not count.
    """

    def __init__(self, values: Floats) -> None:
        self.values = values
        self._diagonal = np.diagonal(values)

    def __len__(self) -> int:
        """How many nodes there are."""
        return len(self.values)

    @cached_property
    def filled(self) -> int:
        """How many cells are not 0."""
        return int(np.count_nonzero(self.values)) - int(np.count_nonzero(self._diagonal))

    @cached_property
    def ties(self) -> tuple[Ints, Ints, Floats]:
        """Source, target and value of the cells that are not 0."""
        source, target = np.nonzero(self.values)
        apart = source != target
        source, target = source[apart], target[apart]
        return source, target, self.values[source, target]

    @cached_property
    def is_whole(self) -> bool:
        """Whether every cell is known."""
        return int(np.isnan(self.values).sum()) == int(np.isnan(self._diagonal).sum())

    @cached_property
    def sums(self) -> tuple[float, float]:
        """The sum of all cells, and that of their squares, where every one is known."""
        if self.filled < self.values.size // 4:
            weight = self.ties[2]
            return float(weight.sum()), float((weight**2).sum())
        cells = self.values.copy()
        np.fill_diagonal(cells, 0)
        return float(cells.sum()), float(np.vdot(cells, cells))

    @cached_property
    def both_ways(self) -> bool:
        """Whether every cell has the value of the one the other way round."""
        alike = int((self.values == self.values.T).sum())
        return alike == self.values.size - int(np.isnan(self._diagonal).sum())

    @cached_property
    def bits(self) -> Words:
        """A bit for every cell that is not 0, 64 to a word."""
        source, target, _ = self.ties
        found = np.zeros((len(self), -(-len(self) // 64)), np.uint64)
        bit = np.uint64(1) << (target & 63).astype(np.uint64)
        np.bitwise_or.at(found, (source, target >> 6), bit)
        return found


def products(one: Cells, other: Cells, orders: Ints) -> Floats:
    """For each order p the sum over i, j of one[i, j] * other[p[i], p[j]], both wholly known.

    Whichever has fewer ties is gone through; where they are few, the other is asked cell by cell. Of two
    networks that run both ways alike half is gone through, and counts twice.
    """
    if one.filled > other.filled:
        return products(other, one, _turned(orders))
    found = np.zeros(len(orders))
    half = one.both_ways and other.both_ways
    cells = other.values.size // (2 if half else 1)
    filled = other.filled / max(other.values.size, 1)
    if one.filled // (2 if half else 1) * (3 + HIT * filled) < cells:
        source, target, weight = one.ties
        kept = source < target if half else np.ones(len(source), np.bool_)
        ties = (source[kept], target[kept], weight[kept])
        steps = one.filled * len(orders)
        for_work(sparse_kernel, steps)(*ties, other.bits, other.values, orders, found)
    else:
        for_work(dense_kernel, cells * len(orders))(one.values, other.values, half, orders, found)
    return 2 * found if half else found


def _turned(orders: Ints) -> Ints:
    """Each order the other way round."""
    found = np.empty_like(orders)
    np.put_along_axis(found, orders, np.arange(orders.shape[1])[None, :], axis=1)
    return found


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


def dense_kernel(one: Floats, other: Floats, half: bool, orders: Ints, found: Floats) -> None:
    """Add up all cells off the diagonal, or those below it alone; two rows at a time."""
    nodes = len(one)
    order = np.empty(nodes, np.uint32)
    for row in range(len(orders)):
        for i in range(nodes):
            order[i] = orders[row, i]
        first, second = 0.0, 0.0
        for i in range(0, nodes - 1, 2):
            upper, lower = other[order[i]], other[order[i + 1]]
            for j in range(i):
                first += one[i, j] * upper[order[j]]
                second += one[i + 1, j] * lower[order[j]]
            second += one[i + 1, i] * lower[order[i]]
            if not half:
                first += one[i, i + 1] * upper[order[i + 1]]
                for j in range(i + 2, nodes):
                    first += one[i, j] * upper[order[j]]
                    second += one[i + 1, j] * lower[order[j]]
        if nodes % 2 == 1:
            for j in range(nodes - 1):
                first += one[nodes - 1, j] * other[order[nodes - 1], order[j]]
        found[row] = first + second


def moments_kernel(one: Floats, other: Floats, orders: Ints, found: Floats) -> None:
    """For each order the n, sums, squares and product of the cells that are known in both networks."""
    nodes = len(one)
    for row in range(len(orders)):
        n, a, b, aa, bb, ab = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(nodes):
            for j in range(nodes):
                x, y = one[i, j], other[orders[row, i], orders[row, j]]
                if i != j and x == x and y == y:  # noqa: PLR0124  (NaN is not itself)
                    n += 1
                    a += x
                    b += y
                    aa += x * x
                    bb += y * y
                    ab += x * y
        found[row, 0], found[row, 1], found[row, 2] = n, a, b
        found[row, 3], found[row, 4], found[row, 5] = aa, bb, ab


def moments(one: Cells, other: Cells, orders: Ints) -> Floats:
    """For each order n, sum, sum, squares, squares and product over the cells known in both networks.

    Only the product depends on the order where every cell is known.
    """
    found = np.empty((len(orders), 6))
    if not (one.is_whole and other.is_whole):
        kernel = for_work(moments_kernel, one.values.size * len(orders))
        kernel(one.values, other.values, orders, found)
        return found
    found[:, 0] = len(one) * (len(one) - 1)
    found[:, 1], found[:, 2] = one.sums[0], other.sums[0]
    found[:, 3], found[:, 4] = one.sums[1], other.sums[1]
    found[:, 5] = products(one, other, orders)
    return found
