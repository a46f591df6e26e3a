"""Cells that were asked and not answered are in no numerator and no denominator."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.graph_measures.triads import TRIADS
from tests.graph_measures import slow_measures as slow
from tests.graph_measures.networks import Arrows, hostile, random_arrows
from tests.slices import first


def asked(ids: list[str], arrows: Arrows, missing: Arrows) -> netmap.Study:
    """Agencies that declared some ties and left some cells open."""
    rows = [(ids[i], ids[k], False) for i, k in sorted(arrows)]
    rows += [(ids[i], ids[k], True) for i, k in sorted(missing)]
    ties = pd.DataFrame(rows, columns=["source", "target", "missing"])
    return netmap.from_tables(agencies=pd.DataFrame({"agency": ids}), ties=ties)


def whole(study: netmap.Study, **question: str) -> pd.Series:
    found = netmap.network_measures(study, **question)
    return found[found["measure"] != "mixing"].set_index("measure")["value"]


def share(part: int, all_of_them: int) -> float:
    return part / all_of_them if all_of_them else float("nan")


def expected(n: int, arrows: Arrows, missing: Arrows) -> dict[str, float]:
    """By going through every cell, every pair and every three."""
    cells = [cell for cell in permutations(range(n), 2) if cell not in missing]
    pairs = [(i, k) for i, k in combinations(range(n), 2) if not {(i, k), (k, i)} & missing]
    ways = [((i, k) in arrows) + ((k, i) in arrows) for i, k in pairs]
    mutual, one_way, none = (ways.count(count) for count in (2, 1, 0))
    paths = [
        (i, v, k)
        for i, v, k in permutations(range(n), 3)
        if (i, v) in arrows and (v, k) in arrows and (i, k) not in missing
    ]
    ties = slow.undirected(arrows)
    corners = [
        (v, pair)
        for v in range(n)
        for pair in combinations([k for k in range(n) if (v, k) in ties], 2)
        if pair in ties or not {pair, pair[::-1]} & missing
    ]
    found = {
        "cells": len(cells),
        "cells_missing": len(missing),
        "density": share(len(arrows), len(cells)),
        "mutual": mutual,
        "one_way": one_way,
        "no_tie": none,
        "reciprocity": share(mutual + none, len(pairs)),
        "reciprocity_arrows": share(2 * mutual, 2 * mutual + one_way),
        "reciprocity_tied": share(mutual, mutual + one_way),
        "transitivity": share(sum((i, k) in arrows for i, _, k in paths), len(paths)),
        "transitivity_undirected": share(sum(pair in ties for _, pair in corners), len(corners)),
        "liaison": sum((i, k) not in arrows for i, _, k in paths),
        "isolates": sum(isolated(v, n, arrows, missing) for v in range(n)),
    }
    return found | {f"triads_{name}": count for name, count in census(n, arrows, missing).items()}


def isolated(v: int, n: int, arrows: Arrows, missing: Arrows) -> bool:
    mine = {cell for cell in permutations(range(n), 2) if v in cell}
    return not mine & arrows and (not mine or not mine <= missing)


def census(n: int, arrows: Arrows, missing: Arrows) -> dict[str, int]:
    """The triads of threes all of whose cells were answered, three by three."""
    found = dict.fromkeys(TRIADS, 0)
    for three in combinations(range(n), 3):
        inside = set(permutations(three, 2))
        if not inside & missing:
            place = {node: number for number, node in enumerate(three)}
            mine = {(place[i], place[k]) for i, k in inside & arrows}
            for name, count in slow.census(3, mine).items():
                found[name] += count
    return found


@pytest.mark.parametrize("chunk", first(2, range(4)))
def test_random_networks_are_measured_over_what_was_answered(chunk: int) -> None:
    rng = Random(f"unanswered {chunk}")
    for _ in range(15):
        n = rng.randint(2, 7)
        arrows = random_arrows(rng, n)
        chance = rng.choice((0.1, 0.3, 0.8))
        missing = {cell for cell in permutations(range(n), 2) if rng.random() < chance} - arrows
        study = asked(hostile(rng, n), arrows, missing)
        found = whole(study)
        for name, value in expected(n, arrows, missing).items():
            assert found[name] == pytest.approx(value, nan_ok=True), (name, n, arrows, missing)
        assert netmap.network_measures(study).attrs["cells_missing"] == len(missing)


def test_brokerage_leaves_open_what_nobody_answered() -> None:
    """Two paths through b; of one nobody said whether its ends are tied."""
    arrows, ids = {(0, 1), (1, 2), (3, 1)}, ["=A1", "b", "1", "a,b"]
    some, none = asked(ids, arrows, {(3, 2)}), asked(ids, arrows, set())
    for study, count in ((some, 1), (none, 2)):
        assert (
            netmap.brokerage(study).set_index("actor").loc["b", ["liaison", "total"]].tolist() == [count] * 2
        )
    clustered = netmap.measures(some, names=["clustering"]).set_index("actor")["clustering"]
    assert clustered["b"] == 0
    assert np.isnan(clustered["1"])


def test_an_answer_goes_before_a_row_that_says_there_was_none() -> None:
    ties = pd.DataFrame({"source": ["A", "A"], "target": ["B", "B"], "missing": [True, False]})
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["A", "B"]}), ties=ties)
    assert whole(study)[["arrows", "cells", "density"]].tolist() == [1, 2, 0.5]


def of_three(responses: dict[str, str], ties: list[tuple[str, str, str | None]]) -> netmap.Study:
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A", "B", "C", "D"]}),
        waves=pd.DataFrame({"wave": ["w"]}),
        responses=pd.DataFrame({"wave": "w", "actor": responses.keys(), "status": responses.values()}),
        ties=pd.DataFrame(ties, columns=["source", "target", "direction"]).assign(wave="w"),
    )


def test_whoever_answered_nothing_leaves_all_their_cells_open() -> None:
    told = {"A": "complete", "B": "partial", "C": "none"}
    found = whole(of_three(told, [("A", "B", None), ("B", "C", None)]))
    assert found[["actors", "cells", "cells_missing", "arrows"]].tolist() == [3, 4, 2, 2]


def test_whoever_was_named_and_not_asked_leaves_their_cells_open_too() -> None:
    told = {"A": "complete", "B": "complete"}
    found = whole(of_three(told, [("A", "D", None)]))
    assert found[["actors", "cells", "arrows", "isolates"]].tolist() == [3, 4, 1, 1]


def test_in_a_mutual_relation_one_answer_is_enough() -> None:
    told = {"A": "complete", "B": "none", "C": "none"}
    found = whole(of_three(told, [("A", "B", "mutual")]))
    assert found[["cells", "cells_missing", "arrows"]].tolist() == [4, 2, 2]


@pytest.mark.parametrize(
    ("combine", "arrows", "missing"),
    [("any", {("A", "B"), ("B", "A")}, {("A", "C")}), ("all", {("A", "B")}, {("B", "A")})],
)
def test_of_several_relations_a_cell_is_open_where_the_answers_leave_it_open(
    combine: str, arrows: set[tuple[str, str]], missing: set[tuple[str, str]]
) -> None:
    """A -> B in both; B -> A in one and open in the other; A -> C open in one and absent in the other."""
    rows = [
        *(("A", "B", "x", False), ("A", "B", "y", False), ("B", "A", "x", False), ("B", "A", "y", True)),
        ("A", "C", "x", True),
    ]
    ties = pd.DataFrame(rows, columns=["source", "target", "relation", "missing"])
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["A", "B", "C"]}), ties=ties)
    found = whole(study, combine=combine)
    assert found[["arrows", "cells_missing"]].tolist() == [len(arrows), len(missing)]
    out = netmap.measures(study, names=["out_degree"], combine=combine).set_index("actor")["out_degree"]
    assert out.to_dict() == {name: sum(one == name for one, _ in arrows) for name in "ABC"}
