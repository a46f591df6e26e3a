"""Published networks with the answers of other people's software (R's sna and igraph), read as studies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.bundled import bundled_studies
from tests.shared_data import DATA, ORACLES

EMON = Path(__file__).parent / "answers_for_emon"
"""The answers for the bundled networks, which may be copied; those for the others lie beside the project."""

NAMES = (
    *("davis_women_any", "davis_women_ge3", "emon_Cheyenne", "emon_HurrFrederic", "emon_LakePomona"),
    *("emon_MtStHelens", "kapferer_sociational_t1", "kapferer_sociational_t2", "knoke_info", "knoke_money"),
    *("krackhardt_advice", "krackhardt_friendship", "krackhardt_reportto", "s50_w1", "s50_w2", "s50_w3"),
    *("tc_collab_formal", "tc_contact_any", "tc_contact_monthly", "tc_dissemination"),
)
GROUPED = tuple(name for name in NAMES if not name.startswith(("davis", "kapferer")))


def networks(names: tuple[str, ...]) -> list[Any]:
    """Networks to run a test with; all but the bundled ones read shared data."""
    return [
        name if name.startswith("emon_") else pytest.param(name, marks=pytest.mark.shared) for name in names
    ]


@dataclass(frozen=True)
class Published:
    """One network: the answers for its nodes, in their order, and for the whole, and the study made of it."""

    nodes: pd.DataFrame
    whole: dict[str, Any]
    study: netmap.Study

    def inside(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Our rows in the order of the answers."""
        return frame.set_index("actor").loc[self.nodes["node"]].reset_index()


def published(name: str) -> Published:
    """One of `NAMES`: its nodes are agencies with a column `group`, its arrows declared ties."""
    nodes = pd.read_csv(_answers(name) / f"{name}_nodes.csv", dtype={"node": "str"})
    whole = json.loads((_answers(name) / f"{name}_graph.json").read_text(encoding="utf-8"))
    agencies = nodes[["node", "group"]].rename(columns={"node": "agency"})
    arrows = _arrows(name)
    assert len(arrows.drop_duplicates()) == whole["arcs"]
    return Published(nodes, whole, netmap.from_tables(agencies=agencies, ties=arrows))


def roles_of(name: str) -> pd.DataFrame:
    """The brokerage answers for one of `GROUPED`, under our names."""
    table = pd.read_csv(_answers(name) / f"{name}_brokerage.csv", dtype={"node": "str"})
    return table.rename(columns=lambda column: column.rpartition("_")[0] if "_" in column else column)


def contacts_of(name: str) -> pd.DataFrame:
    """The answers on contacts within and across groups for one of `GROUPED`."""
    return pd.read_csv(_answers(name) / f"{name}_ei_nodes_undirected.csv", dtype={"node": "str"})


def _answers(name: str) -> Path:
    return EMON if name.startswith("emon_") else ORACLES / "static"


def _arrows(name: str) -> pd.DataFrame:
    """Source and target of every arrow."""
    family, _, rest = name.partition("_")
    found = {
        "emon": _emon,
        "knoke": lambda rest: _edges("knoke", f"edges_{rest}"),
        "krackhardt": lambda rest: _edges("krackhardt_hightech", f"edges_{rest}"),
        "s50": lambda rest: _where(_edges("s50_glasgow", "edges_3waves"), wave=rest[-1]),
        "kapferer": _kapferer,
        "tc": _tc,
        "davis": _davis,
    }[family](rest)
    return found[["source", "target"]].reset_index(drop=True)


def _edges(folder: str, table: str) -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{table}.csv", dtype="str")


def _where(table: pd.DataFrame, **cells: str) -> pd.DataFrame:
    for column, cell in cells.items():
        table = table[table[column] == cell]
    return table


def _emon(network: str) -> pd.DataFrame:
    """The ties of a bundled network; the answers call an organisation by its row."""
    folder = bundled_studies()["emon"]
    agencies, ties = (pd.read_csv(folder / f"{name}.csv", dtype="str") for name in ("agencies", "ties"))
    rows = _where(agencies, partnership=network).set_index("agency")["row"]
    found = ties[["source", "target"]].apply(lambda column: column.map(rows))
    return found.dropna()


def _kapferer(rest: str) -> pd.DataFrame:
    return _where(_edges("kapferer_tailorshop", "edges"), relation="sociational", time=rest[-1])


def _tc(rest: str) -> pd.DataFrame:
    table, column, least = {
        "contact_any": ("TCcnt", "contact", 1),
        "contact_monthly": ("TCcnt", "contact", 3),
        "collab_formal": ("TCcoll", "collaborate", 3),
        "dissemination": ("TCdiss", None, 0),
    }[rest]
    ties = _edges("tc_indiana", f"edges_{table}")
    ties = ties if column is None else ties[ties[column].astype(int) >= least]
    back = ties.rename(columns={"source": "target", "target": "source"})
    return pd.concat([ties, back])


def _davis(rest: str) -> pd.DataFrame:
    table = pd.read_csv(DATA / "davis_southern_women" / "attendance.csv")
    shared = pd.crosstab(table["woman"], table["event"])
    names, together = shared.index, (shared @ shared.T).to_numpy()
    one, other = np.nonzero(together >= {"women_any": 1, "women_ge3": 3}[rest])
    apart = one != other
    return pd.DataFrame({"source": names[one[apart]], "target": names[other[apart]]})
