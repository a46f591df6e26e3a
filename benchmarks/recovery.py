"""Precision and recall of the planted kinds of tie over fifty simulated studies."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import netmap
from tests.recovery import precision_and_recall

SEEDS, LIMIT = 50, 0.95


def main() -> None:
    """Simulate, find, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=SEEDS)
    seeds = arguments.parse_args().seeds
    table = precision_and_recall(netmap.simulate(seed=seed) for seed in range(seeds))
    print(f"{seeds} seeds, 2 % of contacts forgotten; limit {LIMIT}")
    for kind, row in table.iterrows():
        print(
            f"  {kind:15} {row.planted:6,.0f} planted  {row.found:6,.0f} found"
            f"  precision {row.precision:.4f}  recall {row.recall:.4f}"
        )
    if (table[["precision", "recall"]] < LIMIT).any(axis=None):
        sys.exit("below the limit")


if __name__ == "__main__":
    main()
