"""Whether two networks among the same nodes go together: correlation under relabelling (QAP)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.comparison.chance_shares import Shares, shares_of
from netmap.comparison.findings import Figure, Finding
from netmap.comparison.matrices import inputs_of, origin_of, squares_of
from netmap.comparison.relabelling import Cells, is_exact, moments, orders_of
from netmap.comparison.result import Result
from netmap.comparison.script import TableOf
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

Floats = npt.NDArray[np.float64]

KEPT_DRAWS = 100_000
"""Up to so many draws are kept with a result."""

FOUND = N_(
    "The two networks are correlated at {r}; of relabellings of one of them a share of {greater} gives as "
    "much or more, and {less} as little or less."
)
NOT_KNOWN = N_("The correlation is not known: one of the networks has the same value in all cells.")
HOW = N_(
    "Pearson correlation over the {cells} cells off the diagonal that are known in both networks; p by "
    "{orders}, rows and columns together (QAP; Krackhardt 1988, Social Networks 10:359-381)."
)
EVERY = N_("all {n} relabellings of the nodes")
RANDOM = N_("{n} random relabellings of the nodes (seed {seed}), p = (b + 1) / (m + 1)")
WITHIN = N_("Of several networks each was relabelled within itself.")


def qap_correlation(a: Any, b: Any, permutations: int = 1000, seed: int = 0) -> Result:
    """How strongly two networks among the same nodes go together, and whether chance would give as much.

    r is Pearson's correlation over ordered pairs of two nodes. Chance relabels the nodes of one network, so
    that everything about its shape stays. Where there are at most some four million orders (ten nodes) all
    are gone through and p is exact; else p = (b + 1) / (m + 1).

    Parameters
    ----------
    a, b: square tables (DataFrame, array or networkx graph, n x n), or a list of several each; a DataFrame
    or a
        graph may have its nodes in another order. NaN is a cell that nobody answered; the diagonal does not
        count. `relation_matrix` makes one of declared ties.
    permutations: how many random relabellings.
    seed: of these.

    Returns
    -------
    A result. `table()` has one row: correlation, p_greater, p_less, p (either way), n (cells), permutations,
    exact, and the mean and sd of the correlation over relabellings. With missing cells each relabelling
    counts the cells that are then known in both.

    Undefined: NaN where a network has the same value in all cells.

    Raises `ArgumentError` for what is no square table, for other nodes in `b` than in `a`, and for fewer
    than one permutation.

    Source: Krackhardt (1988), Social Networks 10:359-381.

    Example:
        >>> import netmap
        >>> one = [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
        >>> netmap.qap_correlation(one, one).table()[["correlation", "p_greater", "exact"]].values.tolist()
        [[1.0, 0.16666666666666666, True]]
    """
    check_permutations(permutations)
    squares = squares_of(a, "a")
    others = squares_of(b, "b", [each.index for each in squares])
    ones, twos = ([Cells(each.to_numpy()) for each in listed] for listed in (squares, others))
    sizes = tuple(len(each) for each in ones)
    exact = is_exact(sizes)
    as_they_are = tuple(np.arange(size)[None, :] for size in sizes)
    seen = float(_correlations(ones, twos, as_they_are)[0])
    draws = np.concatenate(
        [_correlations(ones, twos, orders) for orders in orders_of(sizes, permutations, seed)]
    )
    shares = shares_of(seen, draws, exact)
    pairs = zip(ones, twos, as_they_are, strict=True)
    cells = int(sum(moments(one, two, order)[0, 0] for one, two, order in pairs))
    inputs = inputs_of({"a": squares, "b": others})
    told = {name: tables_of(name, len(squares)) for name in ("a", "b")} | {"permutations": permutations}
    return Result(
        "qap_correlation",
        _frame(seen, shares, draws, cells, exact),
        (_said(seen, shares),),
        how_relabelled(HOW, cells, len(draws), seed, exact, len(squares)),
        cells,
        N_("cells"),
        told,
        origin_of(inputs),
        seed,
        draws=pd.DataFrame({"correlation": draws}) if len(draws) <= KEPT_DRAWS else None,
        inputs=inputs,
    )


def check_permutations(permutations: int) -> None:
    """Raises `ArgumentError` for fewer than one."""
    if permutations < 1:
        raise ArgumentError(
            N_("{name} is {value}; it takes a whole number from {least} upwards"),
            name="permutations",
            value=permutations,
            least=1,
        )


def how_relabelled(
    template: str, cells: int, draws: int, seed: int, exact: bool, networks: int
) -> tuple[Finding, ...]:
    """The method, with how the nodes were relabelled."""
    orders = Finding(EVERY, {"n": draws}) if exact else Finding(RANDOM, {"n": draws, "seed": str(seed)})
    more = (Finding(WITHIN),) if networks > 1 else ()
    return (Finding(template, {"cells": cells, "orders": orders}), *more)


def tables_of(name: str, count: int) -> Any:
    """What a script reads: a table of a name, or of several their numbered names."""
    return TableOf(name) if count == 1 else [TableOf(f"{name}{place}") for place in range(1, count + 1)]


def _correlations(ones: list[Cells], twos: list[Cells], orders: tuple[npt.NDArray[np.int64], ...]) -> Floats:
    """The correlation of all cells together under each order of each network."""
    total = np.zeros((len(orders[0]), 6))
    for one, two, order in zip(ones, twos, orders, strict=True):
        total += moments(one, two, order)
    return correlations(total)


def correlations(moments: Floats) -> Floats:
    """Pearson's correlation from n, sums, squares and product; NaN where a side does not vary."""
    n, a, b, aa, bb, ab = moments.T
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = (aa - a * a / n) * (bb - b * b / n)
        flat = spread <= 1e-12 * np.maximum(aa * bb, 1e-300)
        return np.where(flat, np.nan, (ab - a * b / n) / np.sqrt(np.where(flat, 1, spread)))


def _frame(seen: float, shares: Shares, draws: Floats, cells: int, exact: bool) -> pd.DataFrame:
    known = draws[~np.isnan(draws)]
    row = {
        "correlation": seen,
        "p_greater": shares.greater,
        "p_less": shares.less,
        "p": shares.either,
        "n": cells,
        "permutations": len(draws),
        "exact": exact,
        "mean": known.mean() if len(known) else np.nan,
        "sd": known.std() if len(known) else np.nan,
    }
    return pd.DataFrame([row])


def _said(seen: float, shares: Shares) -> Finding:
    if np.isnan(seen):
        return Finding(NOT_KNOWN)
    shown = {"greater": Figure(shares.greater, 4), "less": Figure(shares.less, 4)}
    return Finding(FOUND, {"r": Figure(seen, 3), **shown})
