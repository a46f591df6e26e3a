"""QAP correlation beside scikit-bio's Mantel test, which computes the same, on one core.

Run: python benchmarks/qap.py [nodes] [permutations]; scikit-bio is installed by hand: pip install scikit-bio
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ["NUMBA_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

import netmap

TIES = (2_000, 10_000, 20_000)


def symmetric(nodes: int, ties: int, seed: int) -> np.ndarray:
    """A network of so many ties that all run both ways."""
    rng = np.random.default_rng(seed)
    one, other = np.triu_indices(nodes, 1)
    chosen = rng.choice(len(one), ties, replace=False)
    cells = np.zeros((nodes, nodes))
    cells[one[chosen], other[chosen]] = cells[other[chosen], one[chosen]] = 1.0
    return cells


def valued(nodes: int, seed: int) -> np.ndarray:
    """A dense network with a value in every cell, the same both ways."""
    cells = np.random.default_rng(seed).random((nodes, nodes))
    cells = cells + cells.T
    np.fill_diagonal(cells, 0)
    return cells


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds of the better of two runs."""
    found = []
    for _ in range(2):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Print both times and their ratio."""
    nodes, permutations = (int(each) for each in [*sys.argv[1:], *("2000", "1000")[len(sys.argv) - 1 :]])
    try:
        from skbio.stats.distance import mantel
    except ImportError:
        print("scikit-bio is not installed: pip install scikit-bio")
        mantel = None
    pairs = [(f"{ties:,} ties", *(symmetric(nodes, ties, seed) for seed in (1, 2))) for ties in TIES]
    pairs.append(("a value in every cell", valued(nodes, 1), valued(nodes, 2)))
    netmap.qap_correlation(symmetric(300, 2_000, 1), symmetric(300, 2_000, 2))
    netmap.qap_correlation(valued(300, 1), valued(300, 2))
    for name, a, b in pairs:
        ours = seconds(lambda a=a, b=b: netmap.qap_correlation(a, b, permutations))
        line = f"{nodes:,} nodes, {name}, {permutations:,} permutations: netmap {ours:.3f} s"
        if mantel is not None:
            theirs = seconds(lambda a=a, b=b: mantel(a, b, permutations=permutations))
            line += f", scikit-bio {theirs:.2f} s, ratio {theirs / ours:.1f}"
        print(line)


if __name__ == "__main__":
    main()
