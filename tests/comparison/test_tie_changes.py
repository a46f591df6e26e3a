"""Ties from wave to wave: as RSiena and R count them, by a slow count, and at the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.errors import ArgumentError, NotFoundError
from tests.comparison.published_waves import panel
from tests.shared_data import ORACLES

IDS = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")
SIX = ["created", "dissolved", "stable", "absent", "missing", "not_at_risk"]
PANELS = (
    "s50",
    "kapferer_sociational",
    "vdb_atleast_friendly_code1-3",
    "vdb_friend_code1-2",
    "newcomb_top3",
)


@pytest.mark.shared
@pytest.mark.parametrize("name", PANELS)
def test_as_rsiena_and_r_count(name: str) -> None:
    """Kapferer's answers count both directions of a tie, and so do we where rows are directed."""
    answers = pd.read_csv(ORACLES / "longitudinal" / "tie_changes.csv").query("dataset == @name")
    waves = [answers["period"].iloc[0].split("->")[0], *answers["period"].str.split("->").str[1]]
    found = netmap.tie_changes(panel(name), waves=waves).table()
    assert (found["from"] + "->" + found["to"]).tolist() == answers["period"].tolist()
    for ours, theirs in (("created",) * 2, ("dissolved",) * 2, ("stable",) * 2, ("absent", "n00")):
        assert found[ours].tolist() == answers[theirs].tolist(), ours
    assert found["missing"].tolist() == answers["missing"].tolist()
    assert found["cells"].tolist() == (answers["n"] * (answers["n"] - 1)).tolist()
    assert np.allclose(found["jaccard"], answers["jaccard"])


@pytest.mark.shared
def test_a_mutual_relation_counts_each_pair_once() -> None:
    directed = panel("kapferer_sociational")
    once = directed.ties[directed.ties["source"] < directed.ties["target"]].assign(direction="mutual")
    mutual = netmap.from_tables(**{**directed.tables, "ties": once})
    both, one = (netmap.tie_changes(each).table()[[*SIX, "cells"]] for each in (directed, mutual))
    assert (both == 2 * one).all(axis=None)


def random_panel(seed: int) -> tuple[netmap.Study, pd.DataFrame]:
    """Two waves of agencies with hostile names, some cells not answered, somebody silent; and its cells."""
    rng = np.random.default_rng(seed)
    cells = pd.DataFrame(
        [(one, other) for one in IDS for other in IDS if one != other], columns=["source", "target"]
    )
    for wave in ("w1", "w2"):
        cells[wave] = rng.choice(["tie", "none", "missing"], len(cells), p=[0.4, 0.5, 0.1])
    rows = cells.melt(["source", "target"], ["w1", "w2"], "wave", "cell").query("cell != 'none'")
    ties = rows.assign(missing=rows["cell"].eq("missing").map({True: "true", False: "false"}))
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": IDS}),
        waves=pd.DataFrame({"wave": ["w1", "w2"], "end": ["2011-03", "2012-03"]}),
        partnerships=pd.DataFrame({"partnership": ["North"]}),
        members=pd.DataFrame(
            {
                "partnership": "North",
                "actor": ["1", "a,b"],
                "joined": ["2011-06", None],
                "left": [None, "2011-12"],
            }
        ),
        ties=ties.drop(columns="cell").sample(frac=1, random_state=seed),
    )
    return study, cells


@pytest.mark.parametrize("seed", range(5))
def test_a_slow_count_of_cells_agrees(seed: int) -> None:
    """“1” joins after the first wave and “a,b” leaves before the second, so neither is at risk in both."""
    study, cells = random_panel(seed)
    counts = dict.fromkeys(SIX, 0)
    names = {"tie": {"tie": "stable", "none": "dissolved"}, "none": {"tie": "created", "none": "absent"}}
    for row in cells.itertuples():
        if {"1", "a,b"} & {row.source, row.target}:
            counts["not_at_risk"] += 1
        elif "missing" in (row.w1, row.w2):
            counts["missing"] += 1
        else:
            counts[names[str(row.w1)][str(row.w2)]] += 1
    found = netmap.tie_changes(study).table().iloc[0]
    assert {name: found[name] for name in SIX} == counts
    assert found["cells"] == sum(counts.values()) == 30
    bounds = [netmap.tie_changes(study, missing=each).table().iloc[0] for each in ("no tie", "tie")]
    assert [each["missing"] for each in bounds] == [0, 0]


def test_who_was_silent_or_not_asked() -> None:
    """All cells of an agency that answered nothing are missing; one never asked is not compared."""
    ties = pd.DataFrame(
        {"source": ["=A1", "1", "=A1"], "target": ["1", "=A1", "1"], "wave": ["w1", "w1", "w2"]}
    )
    asked = [
        ("w1", "=A1", "complete"),
        ("w1", "1", "complete"),
        ("w2", "=A1", "complete"),
        ("w2", "1", "none"),
    ]
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": IDS}),
        waves=pd.DataFrame({"wave": ["w1", "w2"]}),
        responses=pd.DataFrame(asked, columns=["wave", "actor", "status"]),
        ties=ties,
    )
    found = netmap.tie_changes(study).table().iloc[0]
    assert [found[name] for name in SIX] == [0, 0, 1, 0, 1, 0]


def test_a_wave_follows_the_one_before_it_of_its_partnership() -> None:
    waves = pd.DataFrame(
        {"wave": ["n1", "s1", "n3", "s2"], "partnership": ["North", "South", "North", "South"]}
    )
    study = netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["North", "South"]}),
        agencies=pd.DataFrame({"agency": IDS, "partnership": ["North"] * 3 + ["South"] * 3}),
        waves=waves,
        ties=pd.DataFrame(
            {
                "source": ["agency_1", "agency_1", "1", "a,b"],
                "target": ["=A1", "=A1", "a,b", "1"],
                "wave": ["n1", "n3", "s1", "s2"],
            }
        ),
    )
    found = netmap.tie_changes(study).table()
    assert found[["partnership", "from", "to"]].to_numpy().tolist() == [
        ["North", "n1", "n3"],
        ["South", "s1", "s2"],
    ]
    assert found[["created", "dissolved", "stable", "cells"]].to_numpy().tolist() == [
        [0, 0, 1, 6],
        [1, 1, 0, 6],
    ]
    turned = netmap.tie_changes(study, waves=["n3", "n1"]).table()
    assert turned[["from", "to"]].to_numpy().tolist() == [["n3", "n1"]]


def test_the_script_repeats_every_digit(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    study, _ = random_panel(1)
    netmap.write_study(study, f"{tmp_path}/panel")
    study = netmap.read_study(f"{tmp_path}/panel")
    found = netmap.tie_changes(study)
    exec(found.script(f"{tmp_path}/panel"), {})  # noqa: S102  (our own program)
    assert capsys.readouterr().out == found.table().to_csv(index=False)
    assert found.table().attrs["study_version"] == found.versions["study"]
    assert found.n == 30


def test_what_is_refused_and_what_is_empty() -> None:
    study, _ = random_panel(1)
    with pytest.raises(NotFoundError):
        netmap.tie_changes(study, waves=["w1", "w9"])
    with pytest.raises(ArgumentError, match="friendship"):
        netmap.tie_changes(study, relation="friendship")
    two = netmap.from_tables(
        **{**study.tables, "ties": study.ties.assign(relation=["a"] * 5 + ["b"] * (len(study.ties) - 5))}
    )
    with pytest.raises(ArgumentError, match="several relations"):
        netmap.tie_changes(two)
    assert (
        netmap.tie_changes(two, relation=["a", "b"], combine="any")
        .table()
        .equals(netmap.tie_changes(study).table().assign(relation="a, b"))
    )
    alone = netmap.tie_changes(study, waves=["w1"])
    assert alone.table().empty
    assert alone.sentence == "There are no two waves of one relation to compare."
