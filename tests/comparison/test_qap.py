"""Networks correlated and regressed under relabelling: as R's sna, by enumeration, and by a slow loop."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.comparison.relabelling import Cells, all_orders, moments, products
from netmap.model.errors import ArgumentError
from tests import shared_data
from tests.graph_measures.networks_of_others import published
from tests.shared_data import DATA, ORACLES

IDS = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")


def published_matrix(name: str, same: str | None = None) -> pd.DataFrame:
    return netmap.relation_matrix(published(name).study, same=same)


def kapferer(relation: str, time: str) -> pd.DataFrame:
    edges = pd.read_csv(DATA / "kapferer_tailorshop" / "edges.csv", dtype="str")
    nodes = sorted(set(edges["source"]) | set(edges["target"]))
    rows = edges[(edges["relation"] == relation) & (edges["time"] == time)]
    cells = pd.crosstab(rows["source"], rows["target"]).reindex(index=nodes, columns=nodes, fill_value=0)
    return cells.clip(upper=1)


PAIRS = {
    "emon_LakePomona~same_sponsorship": lambda: (
        published_matrix("emon_LakePomona"),
        published_matrix("emon_LakePomona", "group"),
    ),
    "emon_MtStHelens~same_sponsorship": lambda: (
        published_matrix("emon_MtStHelens"),
        published_matrix("emon_MtStHelens", "group"),
    ),
    "kapferer_soc_t1~t2": lambda: (kapferer("sociational", "1"), kapferer("sociational", "2")),
    "kapferer_inst_t1~t2": lambda: (kapferer("instrumental", "1"), kapferer("instrumental", "2")),
    "kapferer_soc_t1~inst_t1": lambda: (kapferer("sociational", "1"), kapferer("instrumental", "1")),
    "s50_w1~w2": lambda: (published_matrix("s50_w1"), published_matrix("s50_w2")),
    "s50_w2~w3": lambda: (published_matrix("s50_w2"), published_matrix("s50_w3")),
    "krackhardt_advice~friendship": lambda: (
        published_matrix("krackhardt_advice"),
        published_matrix("krackhardt_friendship"),
    ),
    "krackhardt_friendship~reportto": lambda: (
        published_matrix("krackhardt_friendship"),
        published_matrix("krackhardt_reportto"),
    ),
}


@pytest.mark.shared
@pytest.mark.parametrize("pair", PAIRS)
def test_as_sna_says(pair: str) -> None:
    """Correlations are exact; shares of 4,000 relabellings lie within what both sides' draws allow."""
    answer = pd.read_csv(ORACLES / "qap" / "qap.csv").set_index("pair").loc[pair]
    found = netmap.qap_correlation(*PAIRS[pair](), permutations=4000, seed=1).table().iloc[0]
    assert found["correlation"] == pytest.approx(answer["pearson_offdiag"], abs=1e-12)
    for ours, theirs in (("p_greater", "p_ge"), ("p_less", "p_le")):
        p = answer[theirs]
        error = np.sqrt(max(p * (1 - p), 1e-4) * (1 / answer["reps"] + 1 / 4000))
        assert abs(found[ours] - p) < 4 * error
    assert found["sd"] == pytest.approx(answer["perm_sd"], rel=0.06)


@pytest.mark.shared
def test_ten_nodes_are_gone_through_wholly() -> None:
    """All 3,628,800 orders: p(>=) .72565 and p(<=) .41671, whatever the seed."""
    found = netmap.qap_correlation(
        *map(published_matrix, ("knoke_info", "knoke_money")), permutations=10, seed=7
    )
    row = found.table().iloc[0]
    assert (row["permutations"], row["exact"]) == (3_628_800, True)
    assert (round(row["p_greater"], 5), round(row["p_less"], 5)) == (0.72565, 0.41671)
    assert found.draws is None


@pytest.mark.shared
def test_regression_as_sna_says() -> None:
    """sna gives p from 1,000 draws; ours from 8,000 must lie within four errors of both."""
    answer = json.loads((ORACLES / "qap" / "mrqap_krackhardt.json").read_text("utf-8"))
    y, *x = (published_matrix(f"krackhardt_{name}") for name in ("advice", "friendship", "reportto"))
    found = netmap.mrqap(y, dict(zip(("x1", "x2"), x, strict=True)), permutations=8000)
    table = found.table()
    assert table["term"].tolist() == answer["names"]
    assert np.allclose(table["coefficient"], answer["coef"], atol=5e-9)
    assert np.allclose(table["t"], answer["tstat"], atol=5e-8)
    for row, p in zip(table.to_dict("records")[1:], answer["pgreqabs"][1:], strict=True):
        assert abs(row["p"] - p) < 4 * np.sqrt(max(p * (1 - p), 1e-3) * (1 / 1000 + 1 / 8000))
    assert np.isnan(table["p"].iloc[0])


def some_networks(seed: int, missing: float) -> list[pd.DataFrame]:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(3):
        cells = np.round(rng.normal(size=(6, 6)), 2) * (rng.random((6, 6)) < 0.7)
        cells[rng.random((6, 6)) < missing] = np.nan
        found.append(pd.DataFrame(cells, index=IDS, columns=IDS))
    return found


def slow_correlations(a: pd.DataFrame, b: pd.DataFrame) -> list[float]:
    found = []
    for order in permutations(range(len(a))):
        cells = [
            (a.iloc[i, j], b.iloc[order[i], order[j]])
            for i in range(len(a))
            for j in range(len(a))
            if i != j and not np.isnan(a.iloc[i, j] + b.iloc[order[i], order[j]])
        ]
        found.append(float(np.corrcoef(np.array(cells).T)[0, 1]))
    return found


@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_a_slow_loop_over_all_orders_agrees(missing: float) -> None:
    a, b, _ = (each.iloc[:5, :5] for each in some_networks(3, missing))
    slow = slow_correlations(a, b)
    shuffled = b.sample(frac=1, random_state=1)
    found = netmap.qap_correlation(a, shuffled[shuffled.index]).table().iloc[0]
    assert found["correlation"] == pytest.approx(slow[0], abs=1e-12)
    assert found["p_greater"] == pytest.approx(np.mean(np.array(slow) >= slow[0] - 1e-9))
    assert found["p_less"] == pytest.approx(np.mean(np.array(slow) <= slow[0] + 1e-9))
    assert found["permutations"] == 120


def slow_t(y: pd.DataFrame, e: pd.DataFrame, z: pd.DataFrame, order: tuple[int, ...]) -> float:
    moved = e.to_numpy()[np.ix_(order, order)]
    cells = ~np.isnan(y.to_numpy() + moved + z.to_numpy()) & ~np.eye(len(y), dtype=bool)
    x = np.column_stack([moved[cells], np.ones(cells.sum()), z.to_numpy()[cells]])
    target = y.to_numpy()[cells]
    coefficients = np.linalg.solve(x.T @ x, x.T @ target)
    left = ((target - x @ coefficients) ** 2).sum() / (len(target) - 3)
    return float(coefficients[0] / np.sqrt(left * np.linalg.inv(x.T @ x)[0, 0]))


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_double_semi_partialling_by_a_slow_loop(missing: float) -> None:
    y, x, z = (each.iloc[:5, :5] for each in some_networks(4, missing))
    both = ~np.isnan(x.to_numpy() + z.to_numpy()) & ~np.eye(5, dtype=bool)
    design = np.column_stack([np.ones(both.sum()), z.to_numpy()[both]])
    left = np.full((5, 5), np.nan)
    left[both] = x.to_numpy()[both] - design @ np.linalg.lstsq(design, x.to_numpy()[both])[0]
    residuals = pd.DataFrame(left, index=y.index, columns=y.columns)
    slow = np.abs([slow_t(y, residuals, z, order) for order in permutations(range(5))])
    found = netmap.mrqap(y, {"x": x, "z": z}).table().iloc[1]
    seen = abs(found["t"])
    assert found["p"] == pytest.approx(np.mean(slow >= seen - 1e-9 * max(seen, slow.max())))
    if not missing:
        assert found["t"] == pytest.approx(slow_t(y, x, z, tuple(range(5))))


def test_kernels_agree_compiled_or_not_dense_or_sparse_directed_or_not() -> None:
    rng = np.random.default_rng(5)
    one, other = (np.where(rng.random((9, 9)) < 0.3, rng.integers(1, 5, (9, 9)), 0.0) for _ in range(2))
    full = rng.random((9, 9))
    orders = rng.permuted(np.tile(np.arange(9), (40, 1)), axis=1)
    apart = ~np.eye(9, dtype=bool)
    for a, b in ((one, other), (one + one.T, other + other.T), (full, full.T), (one, full + full.T)):
        slow = [float((a * b[np.ix_(order, order)])[apart].sum()) for order in orders]
        turned = [float((b * a[np.ix_(order, order)])[apart].sum()) for order in orders]
        assert np.allclose(products(Cells(a), Cells(b), orders), slow)
        assert np.allclose(products(Cells(b), Cells(a), orders), turned)
        many = np.tile(orders, (200, 1))
        assert np.allclose(products(Cells(a), Cells(b), many), np.tile(slow, 200))
        holed = np.where(rng.random((9, 9)) < 0.1, np.nan, a)
        found = moments(Cells(holed), Cells(b), many)
        cells = [
            np.stack([holed, b[np.ix_(order, order)]])[:, apart & ~np.isnan(holed)] for order in orders[:3]
        ]
        assert np.allclose(found[:3, 0], [each.shape[1] for each in cells])
        assert np.allclose(found[:3, 5], [each.prod(axis=0).sum() for each in cells])


def test_all_orders_are_all_and_each_once() -> None:
    found = {tuple(row) for row in all_orders(5).tolist()}
    assert found == set(permutations(range(5)))


def test_several_networks_are_relabelled_each_within_itself() -> None:
    a, b, c = some_networks(6, 0.0)
    alone = netmap.qap_correlation(a, b, permutations=200).table().iloc[0]
    twice = netmap.qap_correlation([a, a], [b, b], permutations=200)
    assert twice.table()["correlation"].iloc[0] == pytest.approx(alone["correlation"])
    assert twice.table()["sd"].iloc[0] < alone["sd"]
    assert twice.n == 60
    assert "within itself" in twice.method
    pooled = netmap.mrqap([a, b], {"z": [c, c]}, permutations=50).table()
    assert pooled["n"].tolist() == [60, 60]


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_the_script_repeats_every_digit(
    missing: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    y, x, z = some_networks(7, missing)
    for found in (
        netmap.qap_correlation(y / 3, x, permutations=50, seed=4),
        netmap.mrqap(y / 3, {"a,b": x, "<b>x</b>": z}, permutations=20, seed=4),
    ):
        for name, table in found.inputs.items():
            table.to_csv(tmp_path / f"{name}.csv")
        exec(found.script(str(tmp_path)), {})  # noqa: S102  (our own program)
        assert capsys.readouterr().out == found.table().to_csv(index=False)


def test_what_is_refused_and_what_is_not_known() -> None:
    a, b, _ = some_networks(8, 0.0)
    with pytest.raises(ArgumentError, match="other nodes"):
        netmap.qap_correlation(a, b.rename(index={"1": "2"}, columns={"1": "2"}))
    with pytest.raises(ArgumentError, match="no square table"):
        netmap.qap_correlation(a.iloc[:3], b)
    with pytest.raises(ArgumentError, match="permutations is 0"):
        netmap.qap_correlation(a, b, permutations=0)
    with pytest.raises(ArgumentError, match="needs more"):
        netmap.mrqap(a.iloc[:2, :2], {"b": b.iloc[:2, :2], "a": a.iloc[:2, :2]})
    flat = netmap.qap_correlation(a, b * 0 + 1)
    assert flat.table()[["correlation", "p_greater", "p"]].isna().all(axis=None)
    assert "not known" in flat.sentence


def test_a_networkx_graph_is_taken_as_it_is() -> None:
    graph = nx.gnp_random_graph(6, 0.5, seed=3, directed=True)
    other = nx.to_pandas_adjacency(graph)
    assert netmap.qap_correlation(graph, other).table()["correlation"].iloc[0] == pytest.approx(1)


def test_declared_ties_as_a_table_with_cells_not_answered() -> None:
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": IDS, "sector": ["public", None, *["private"] * 4]}),
        ties=pd.DataFrame({"source": ["=A1", "1"], "target": ["1", "=A1"], "missing": ["false", "true"]}),
    )
    cells = netmap.relation_matrix(study)
    assert cells.loc["=A1", "1"] == 1
    assert np.isnan(cells.loc["1", "=A1"])
    assert cells.loc["a,b", "1"] == 0
    same = netmap.relation_matrix(study, same="sector")
    assert same.loc["1", "a,b"] == 1
    assert same.loc["agency_1", "a,b"] == 0
    assert same.loc["=A1"].isna().all()
    with pytest.raises(ArgumentError, match="make cliques"):
        netmap.relation_matrix(shared_data.bundled("riverside"))
