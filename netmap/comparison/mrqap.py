"""Which networks explain another, each beside the others: regression under relabelling (MRQAP)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.comparison.chance_shares import shares_of
from netmap.comparison.findings import Figure, Finding
from netmap.comparison.matrices import inputs_of, origin_of, squares_of
from netmap.comparison.qap import check_permutations, how_relabelled, tables_of
from netmap.comparison.relabelling import Cells, is_exact, orders_of, products
from netmap.comparison.result import Result
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.temporal.encounters import Bools, Ints

Floats = npt.NDArray[np.float64]

INTERCEPT = "(intercept)"
COLUMNS = ("term", "coefficient", "se", "t", "p_greater", "p_less", "p", "n", "permutations", "exact")

TOO_FEW = N_("{n} cells are known in all networks; a regression on {terms} terms needs more")
FOUND = N_("Beside the others “{term}” has the coefficient {coefficient} (t {t}, p {p}).")
HOW = N_(
    "Least squares over the {cells} cells off the diagonal that are known in all networks; p of each "
    "predictor by double semi-partialling (Dekker, Krackhardt and Snijders 2007, Psychometrika 72:563-581) "
    "with t as pivot: what the other predictors do not explain of it was relabelled, by {orders}."
)


def mrqap(outcome: Any, predictors: Mapping[str, Any], permutations: int = 1000, seed: int = 0) -> Result:
    """Which networks explain another beside one another, and whether chance would give as much.

    Least squares over ordered pairs of two nodes, y = b0 + b1 x1 + b2 x2 + ... Of each predictor what the
    others leave unexplained is relabelled (double semi-partialling) and its t compared with that of each
    relabelling.

    Parameters
    ----------
    outcome: a square table, as in `qap_correlation`, or a list of several.
    predictors: square tables among the same nodes by name, or for each name a list of as many.
    permutations: how many random relabellings; all are gone through where there are at most some four
    million. seed: of these.

    Returns
    -------
    A result. `table()` has a row for the intercept and for each predictor: term, coefficient, se (of least
    squares, which takes cells for independent: only t, as a pivot, is made of it), t, p_greater, p_less, p
    (either way, by |t|), n (cells), permutations, exact. `table("fit")` has r_squared, n and df. A cell
    that is missing in any network is left out; under a relabelling those that are then known in all count.
    Several networks are relabelled each within itself and share their coefficients.

    Undefined: the p of the intercept is NaN, as relabelling says nothing of it; so is that of a predictor
    which the others explain wholly.

    Raises `ArgumentError` for what is no square table, for other nodes, and for fewer known cells than terms.

    Source: Dekker, Krackhardt and Snijders (2007), Psychometrika 72:563-581.

    Example:
        >>> import netmap
        >>> x = [[0, 1, 0, 1], [0, 0, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]]
        >>> y = [[0, 2, 0, 3], [1, 0, 2, 2], [2, 0, 0, 1], [3, 0, 2, 0]]
        >>> netmap.mrqap(y, {"x": x}).table()[["term", "coefficient", "exact"]].round(3).values.tolist()
        [['(intercept)', 0.4, True], ['x', 1.886, True]]
    """
    check_permutations(permutations)
    squares = squares_of(outcome, "outcome")
    nodes = [each.index for each in squares]
    tables = {name: squares_of(given, name, nodes) for name, given in predictors.items()}
    sizes = tuple(len(each) for each in squares)
    data = _Cells(
        [each.to_numpy() for each in squares],
        [[square.to_numpy() for square in table] for table in tables.values()],
    )
    fit = _fit(data)
    draws = _draws(data, sizes, permutations, seed)
    exact = is_exact(sizes)
    frame = _frame(fit, [INTERCEPT, *tables], draws, exact)
    files = [f"x{place}" for place in range(1, len(tables) + 1)]
    inputs = inputs_of({"y": squares, **dict(zip(files, tables.values(), strict=True))})
    told = {
        "outcome": tables_of("y", len(squares)),
        "predictors": {name: tables_of(file, len(squares)) for name, file in zip(tables, files, strict=True)},
        "permutations": permutations,
    }
    about = pd.DataFrame([{"r_squared": fit.r_squared, "n": fit.n, "df": fit.df}])
    count = len(draws) if len(draws) else 0
    return Result(
        "mrqap",
        frame,
        tuple(map(_said, frame.iloc[1:].to_dict("records"))),
        how_relabelled(HOW, fit.n, count, seed, exact, len(squares)),
        fit.n,
        N_("cells"),
        told,
        origin_of(inputs),
        seed,
        parts={"fit": about},
        inputs=inputs,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The outcome and the predictors of each network, as square arrays with NaN where not known."""

    outcome: list[Floats]
    predictors: list[list[Floats]]

    @property
    def known(self) -> list[Bools]:
        """Of each network the cells that are known in outcome and predictors."""
        return [
            np.logical_and.reduce([~np.isnan(each) for each in (y, *(x[place] for x in self.predictors))])
            for place, y in enumerate(self.outcome)
        ]

    @property
    def is_whole(self) -> bool:
        """Whether every cell off the diagonal is known."""
        return all(bool((each | np.eye(len(each), dtype=bool)).all()) for each in self.known)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """A least squares fit."""

    coefficients: Floats
    errors: Floats
    n: int
    df: int
    r_squared: float


def _flat(arrays: list[Floats], known: list[Bools]) -> Floats:
    return np.concatenate([each[cells] for each, cells in zip(arrays, known, strict=True)])


def _design(data: _Cells, known: list[Bools]) -> Floats:
    columns = [_flat(each, known) for each in data.predictors]
    return np.column_stack([np.ones(sum(int(each.sum()) for each in known)), *columns])


def _fit(data: _Cells) -> _Fit:
    known = data.known
    x, y = _design(data, known), _flat(data.outcome, known)
    n, terms = x.shape
    if n <= terms:
        raise ArgumentError(TOO_FEW, n=n, terms=terms)
    coefficients, *_ = np.linalg.lstsq(x, y)
    left = float(((y - x @ coefficients) ** 2).sum())
    spread = np.linalg.pinv(x.T @ x)
    errors = np.sqrt(np.diag(spread) * left / (n - terms))
    total = float(((y - y.mean()) ** 2).sum())
    return _Fit(coefficients.astype(np.float64), errors, n, n - terms, 1 - left / total if total else np.nan)


def _draws(data: _Cells, sizes: tuple[int, ...], permutations: int, seed: int) -> Floats:
    """The t of each predictor in each relabelling of what the others leave of it: a column each."""
    work = [_residuals(data, place) for place in range(len(data.predictors))]
    how = _whole_t if data.is_whole else _partial_t
    parts = [
        np.column_stack([how(data, place, each, orders) for place, each in enumerate(work)])
        for orders in orders_of(sizes, permutations, seed)
        if work
    ]
    return np.concatenate(parts) if parts else np.zeros((0, 0))


def _residuals(data: _Cells, place: int) -> list[Floats]:
    """What the other predictors leave of one, over the cells known in all predictors; NaN elsewhere."""
    known = [
        np.logical_and.reduce([~np.isnan(x[network]) for x in data.predictors])
        for network in range(len(data.outcome))
    ]
    others = _Cells(data.outcome, [x for other, x in enumerate(data.predictors) if other != place])
    z, x = _design(others, known), _flat(data.predictors[place], known)
    left = x - z @ np.linalg.lstsq(z, x)[0]
    return _unflat(left, known)


def _unflat(values: Floats, known: list[Bools]) -> list[Floats]:
    found, start = [], 0
    for cells in known:
        square = np.full(cells.shape, np.nan)
        square[cells] = values[start : start + int(cells.sum())]
        start += int(cells.sum())
        found.append(square)
    return found


def _whole_t(data: _Cells, place: int, residuals: list[Floats], orders: tuple[Ints, ...]) -> Floats:
    """Where every cell is known the other predictors span the same space under each order."""
    known = data.known
    others = _Cells(data.outcome, [x for other, x in enumerate(data.predictors) if other != place])
    basis, _ = np.linalg.qr(_design(others, known))
    y = _flat(data.outcome, known)
    y = y - basis @ (basis.T @ y)
    df = len(y) - basis.shape[1] - 1
    relabelled = [Cells(np.nan_to_num(own)) for own in residuals]

    def with_relabelled(column: Floats) -> Floats:
        squares = _unflat(column, known)
        found: Floats = np.sum(
            [
                products(Cells(np.nan_to_num(square)), own, order)
                for square, own, order in zip(squares, relabelled, orders, strict=True)
            ],
            axis=0,
        )
        return found

    size = sum(float(np.nansum(own**2)) for own in residuals)
    shared = np.sum([with_relabelled(column) ** 2 for column in basis.T], axis=0)
    return _t(with_relabelled(y), size - shared, float(y @ y), size, df)


def _partial_t(data: _Cells, place: int, residuals: list[Floats], orders: tuple[Ints, ...]) -> Floats:
    """With missing cells each order has cells of its own, and so a regression of its own."""
    others = _Cells(data.outcome, [x for other, x in enumerate(data.predictors) if other != place])
    size = sum(float(np.nansum(own**2)) for own in residuals)
    found = np.empty(len(orders[0]))
    for row in range(len(found)):
        moved = [own[np.ix_(order[row], order[row])] for own, order in zip(residuals, orders, strict=True)]
        known = [cells & ~np.isnan(own) for cells, own in zip(others.known, moved, strict=True)]
        basis, _ = np.linalg.qr(_design(others, known))
        y, x = _flat(data.outcome, known), _flat(moved, known)
        y, x = (each - basis @ (basis.T @ each) for each in (y, x))
        df = len(y) - basis.shape[1] - 1
        found[row] = _t(np.array([x @ y]), np.array([x @ x]), float(y @ y), size, df)[0]
    return found


def _t(product: Floats, size: Floats, y: float, whole: float, df: int) -> Floats:
    """The t of a regressor from its product with what is left of y, and both their squares."""
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.maximum(y - product**2 / size, 0)
        found: Floats = np.where(
            size > 1e-10 * max(whole, 1e-300), product / np.sqrt(size * left / df), np.nan
        )
    return found


def _frame(fit: _Fit, terms: list[str], draws: Floats, exact: bool) -> pd.DataFrame:
    t = np.divide(fit.coefficients, fit.errors, out=np.full(len(terms), np.nan), where=fit.errors > 0)
    none = shares_of(np.nan, np.zeros(0), exact)
    shares = [none, *(shares_of(float(seen), draws[:, place], exact) for place, seen in enumerate(t[1:]))]
    return pd.DataFrame(
        {
            "term": pd.Series(terms, dtype="str"),
            "coefficient": fit.coefficients,
            "se": fit.errors,
            "t": t,
            "p_greater": [each.greater for each in shares],
            "p_less": [each.less for each in shares],
            "p": [each.either for each in shares],
            "n": fit.n,
            "permutations": len(draws),
            "exact": exact,
        }
    )[list(COLUMNS)]


def _said(row: Mapping[Any, Any]) -> Finding:
    shown = {name: Figure(float(row[name]), 3) for name in ("coefficient", "t")}
    return Finding(FOUND, {"term": str(row["term"]), **shown, "p": Figure(float(row["p"]), 4)})
