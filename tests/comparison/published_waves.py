"""Published panels of networks, read as studies with waves."""

from __future__ import annotations

import pandas as pd

import netmap
from tests.shared_data import DATA

KEPT = {"vdb_atleast_friendly_code1-3": ("1", "2", "3"), "vdb_friend_code1-2": ("1", "2")}


def panel(name: str) -> netmap.Study:
    """One of the data sets of the answers `longitudinal/tie_changes.csv`, its nodes agencies."""
    if name == "s50":
        return _study(_read("s50_glasgow", "edges_3waves"), _read("s50_glasgow", "nodes")["node"])
    if name == "kapferer_sociational":
        ties = _read("kapferer_tailorshop", "edges").query("relation == 'sociational'")
        return _study(ties.rename(columns={"time": "wave"}).drop(columns="relation"))
    if name == "newcomb_top3":
        ranks = _read("newcomb_fraternity", "ranks").rename(columns={"week": "wave"})
        return _study(ranks[ranks["rank"].isin(["1", "2", "3"])].drop(columns="rank"))
    codes = _read("vandebunt_freshmen", "codes_7waves")
    codes = codes.assign(missing=codes["code"].isin(["6", "9"]).map({True: "true", False: "false"}))
    kept = codes[codes["code"].isin([*KEPT[name], "6", "9"])]
    return _study(kept.drop(columns="code"), _read("vandebunt_freshmen", "nodes_vars")["node"], "0")


def _read(folder: str, table: str) -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{table}.csv", dtype="str")


def _study(ties: pd.DataFrame, nodes: pd.Series | None = None, first: str = "") -> netmap.Study:
    ids = pd.concat([ties["source"], ties["target"]]).unique() if nodes is None else nodes
    waves = sorted({*ties["wave"].unique(), *([first] if first else [])}, key=int)
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ids}),
        waves=pd.DataFrame({"wave": [str(each) for each in range(int(waves[0]), int(waves[-1]) + 1)]}),
        ties=ties.reset_index(drop=True),
    )
