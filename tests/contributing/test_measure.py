"""A measure of actors: one function and one entry in a list, and every place that shows measures has it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.contributing.project_copy import CONTRIBUTING, copied, recipe

FILE = "netmap/graph_measures/eccentricity.py"
LIST = "netmap/graph_measures/actor_measures.py"

LOOK = """
import json, sys
import networkx as nx
import pandas as pd
import netmap
from netmap.questions import QUESTIONS

ties = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "=A1"), ("1", "a"), ("x", "y")]
actors = sorted({end for tie in ties for end in tie} | {"alone"})
study = netmap.from_tables(
    agencies=pd.DataFrame({"agency": actors}),
    ties=pd.DataFrame(ties, columns=["source", "target"]),
)
graph = nx.DiGraph(ties)
graph.add_node("alone")
found = netmap.measures(study, names=["eccentricity"])
expected = {
    node: max(nx.single_source_shortest_path_length(graph, node).values()) or None for node in graph
}
(question,) = [each for each in QUESTIONS if each.name == "measures"]
print(json.dumps({
    "found": json.loads(found.set_index("actor")["eccentricity"].to_json()),
    "expected": expected,
    "help": netmap.measures.__doc__,
    "columns": [[each.name, each.heading] for each in question.tables[0].more()],
}))
"""


def entry() -> str:
    """What CONTRIBUTING.md puts into the list."""
    found = re.search(r"```text\n(    Measure\(.*?    \),\n)```", CONTRIBUTING, re.DOTALL)
    assert found
    return found[1]


def test_a_stranger_adds_a_measure(tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    copy.write(FILE, recipe(FILE))
    before = "from netmap.graph_measures.eigenvectors"
    copy.edit(LIST, before, f"from netmap.graph_measures.eccentricity import eccentricity\n{before}")
    copy.edit(LIST, "MEASURES = (\n", f"MEASURES = (\n{entry()}")
    assert copy.touched() == {FILE, LIST}
    found = json.loads(copy.run("-c", LOOK))
    assert found["found"] == found["expected"]
    assert "eccentricity: How many steps it takes to the farthest" in found["help"]
    assert ["eccentricity", "Eccentricity"] in found["columns"]
    printed = copy.run("-m", "netmap.cli", "measures", "emon", "--format", "csv")
    assert "eccentricity" in printed.splitlines()[0].split(",")
    assert "Eccentricity" in copy.run("-m", "netmap.cli", "measures", "emon")
