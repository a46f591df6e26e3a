"""How far every node is from all others: closeness, harmonic closeness and eccentricity at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.graph_measures.network import Network
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]

WORDS = 8
"""Words of 64 bits in a row: 512 searches at once, and a row fills one line of the processor's cache."""

STEPS = 6
"""About how many steps a search takes among people; only says when compiling is worth while."""

ODD = np.uint64(0x5555_5555_5555_5555)
PAIRS = np.uint64(0x3333_3333_3333_3333)
NIBBLES = np.uint64(0x0F0F_0F0F_0F0F_0F0F)
LOW = np.uint64(0x7F)
ONE, TWO, FOUR, BYTE, HALF, WHOLE = (np.uint64(shift) for shift in (1, 2, 4, 8, 16, 32))


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Of every node, along the arrows: how many others it reaches, and how far they are, in steps."""

    reached: Ints
    total: Ints
    inverse: Floats
    farthest: Ints

    @property
    def closeness(self) -> Floats:
        """Others reached over the sum of the steps to them; NaN where nobody is reached."""
        found: Floats = np.full(len(self.total), np.nan)
        np.divide(self.reached, self.total, out=found, where=self.total > 0)
        return found

    @property
    def harmonic(self) -> Floats:
        """The mean of 1 / steps over all others, 0 for those not reached; NaN where there are no others."""
        others = len(self.total) - 1
        return self.inverse / others if others > 0 else np.full(len(self.total), np.nan)


def distances(network: Network) -> Distances:
    """Searches from all nodes at once, 512 to a block, each node a row of bits.

    The searches run against the arrows: a bit that arrives at node v in step d stands for a node that
    v reaches in d steps, so that what each node needs is counted in its own row.
    """
    nodes = len(network)
    reached, total, farthest = (np.zeros(nodes, np.int64) for _ in range(3))
    inverse = np.zeros(nodes, np.float64)
    for first in range(0, nodes, 64 * WORDS):
        seen = _own_bits(nodes, first)
        kernel = for_work(distances_kernel, (network.arrows + nodes) * WORDS * STEPS)
        kernel(network.offsets, network.targets, *(seen, seen.copy(), reached, total, inverse, farthest))
    return Distances(reached, total, inverse, farthest)


def _own_bits(nodes: int, first: int) -> Words:
    """Rows in which the nodes from `first` on, as many as there is room for, are each a bit of their own."""
    row = np.zeros((nodes, WORDS), np.uint64)
    who = np.arange(first, min(nodes, first + 64 * WORDS))
    row[who, (who - first) // 64] = np.uint64(1) << (who % 64).astype(np.uint64)
    return row


def distances_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    offsets: Ints,
    targets: Ints,
    seen: Words,
    front: Words,
    reached: Ints,
    total: Ints,
    inverse: Floats,
    farthest: Ints,
) -> None:
    """Add one block of searches; `seen` and `front` hold the bits of the nodes they start from.

    A row that holds every bit there is can take up nothing new and is passed over.
    """
    nodes = len(offsets) - 1
    every = np.zeros(WORDS, np.uint64)
    for node in range(nodes):
        for word in range(WORDS):
            every[word] |= seen[node, word]
    full = np.zeros(nodes, np.bool_)
    live = np.zeros(nodes, np.bool_)
    fresh = np.zeros((nodes, WORDS), np.uint64)
    for node in range(nodes):
        for word in range(WORDS):
            if front[node, word] != 0:
                live[node] = True
    step, going = 0, True
    while going:
        step += 1
        going = False
        born = np.zeros(nodes, np.bool_)
        for node in range(nodes):
            if full[node]:
                continue
            w0 = w1 = w2 = w3 = w4 = w5 = w6 = w7 = ONE ^ ONE
            for place in range(offsets[node], offsets[node + 1]):
                other = targets[place]
                if live[other]:
                    w0 |= front[other, 0]
                    w1 |= front[other, 1]
                    w2 |= front[other, 2]
                    w3 |= front[other, 3]
                    w4 |= front[other, 4]
                    w5 |= front[other, 5]
                    w6 |= front[other, 6]
                    w7 |= front[other, 7]
            fresh[node, 0] = w0 & ~seen[node, 0]
            fresh[node, 1] = w1 & ~seen[node, 1]
            fresh[node, 2] = w2 & ~seen[node, 2]
            fresh[node, 3] = w3 & ~seen[node, 3]
            fresh[node, 4] = w4 & ~seen[node, 4]
            fresh[node, 5] = w5 & ~seen[node, 5]
            fresh[node, 6] = w6 & ~seen[node, 6]
            fresh[node, 7] = w7 & ~seen[node, 7]
            count = ONE ^ ONE
            missing = ONE ^ ONE
            for word in range(WORDS):
                bits = fresh[node, word]
                seen[node, word] |= bits
                missing |= every[word] ^ seen[node, word]
                bits = bits - ((bits >> ONE) & ODD)
                bits = (bits & PAIRS) + ((bits >> TWO) & PAIRS)
                bits = (bits + (bits >> FOUR)) & NIBBLES
                bits += bits >> BYTE
                bits += bits >> HALF
                bits += bits >> WHOLE
                count += bits & LOW
            if count != 0:
                born[node] = True
                going = True
                new = np.int64(count)
                reached[node] += new
                total[node] += new * step
                inverse[node] += new / step
                farthest[node] = max(farthest[node], step)
            if missing == 0:
                full[node] = True
        live = born
        for node in range(nodes):
            if live[node]:
                for word in range(WORDS):
                    front[node, word] = fresh[node, word]
