"""Networks to other programs and back: nothing lost in silence, as networkx reads them."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netmap
from netmap.model.errors import ArgumentError
from netmap.network_files.handing_over import SUFFIXES

IDS = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>", 'the "old"', "a\\b", "a&#34;b")


def declared(ids: tuple[str, ...] = IDS, direction: str = "directed") -> netmap.Study:
    ties = pd.DataFrame({"source": ids[:-1], "target": ids[1:], "relation": "advice", "strength": 2.5})
    dated = ties.assign(direction=direction, start="2011-03", end=None)
    return netmap.from_tables(agencies=pd.DataFrame({"agency": ids, "sector": "public"}), ties=dated)


def ends(study: netmap.Study) -> set[tuple[str, str]]:
    return set(zip(study.ties["source"], study.ties["target"], strict=True))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_ids_come_back(tmp_path: Path, suffix: str) -> None:
    study = declared()
    written = netmap.write_network(study, tmp_path / f"map{suffix}")
    back = netmap.read_network(tmp_path / f"map{suffix}", actors="agency")
    assert ends(back) == ends(study)
    assert sorted(back.agencies["agency"]) == sorted(IDS)
    assert set(back.ties["relation"]) == {"advice"}
    assert set(back.ties["strength"]) == {2.5}
    whole = suffix not in (".net", ".dl")
    assert ("ties.start" in written.not_held) != whole
    assert (set(back.ties["start"].dropna()) == {"2011-03"}) == whole


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
def test_any_id_comes_back(tmp_path: Path, ids: list[str]) -> None:
    try:
        study = declared(tuple(ids))
    except netmap.StudyError:
        return
    for suffix in SUFFIXES:
        place = tmp_path / f"map{suffix}"
        try:
            netmap.write_network(study, place)
        except ArgumentError:
            assert suffix in (".graphml", ".gexf")
            continue
        assert ends(netmap.read_network(place, actors="agency")) == ends(study), suffix


@pytest.mark.parametrize("direction", ["directed", "mutual"])
def test_as_networkx_reads_them(tmp_path: Path, direction: str) -> None:
    study = declared(direction=direction)
    for suffix, read in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf), (".net", nx.read_pajek)):
        netmap.write_network(study, tmp_path / f"map{suffix}")
        graph = read(tmp_path / f"map{suffix}")
        assert graph.is_directed() == (direction == "directed")
        coded = {'the "old"': "the &#34;old&#34;", "a\\b": "a&#92;b", "a&#34;b": "a&#38;#34;b"}
        names = coded if suffix == ".net" else {}
        drawn = {(names.get(a, a), names.get(b, b)) for a, b in ends(study)}
        found = set(graph.edges()) if graph.is_directed() else {frozenset(pair) for pair in graph.edges()}
        assert found == (drawn if graph.is_directed() else {frozenset(pair) for pair in drawn}), suffix


def test_spells_have_both_days_and_no_end_where_they_run_on(tmp_path: Path) -> None:
    contacts = pd.DataFrame(
        {
            "contact": list("abc"),
            "date": ["2010-01-10", "2012-03-01", "2012-03-05"],
            "source": "A",
            "target": "B",
        }
    )
    study = netmap.from_tables(practitioners=pd.DataFrame({"practitioner": ["A", "B"]}), contacts=contacts)
    netmap.write_network(study, tmp_path / "map.gexf", as_of="2012-03-10")
    [(_, _, data)] = nx.read_gexf(tmp_path / "map.gexf").edges(data=True)
    lives = netmap.tie_lives(study, "2012-03-10").query("state == 'active'")
    days = pd.date_range("2010-01-01", "2012-03-10")
    active = [day for day in days if any(r.start <= day and not r.end <= day for r in lives.itertuples())]
    spells = [(start, "2012-03-10" if end == "None" else end) for start, end in data["spells"]]
    told = [day for start, end in spells for day in pd.date_range(start, end)]
    assert told == active
    assert data["spells"][-1][1] == "None"  # as networkx says that there is no end


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "map.graphml"
    file.write_text('<!DOCTYPE a [<!ENTITY b "c">]><graphml>&b;</graphml>')
    with pytest.raises(ArgumentError, match="no GraphML"):
        netmap.read_network(file)


def test_mixed_directions_and_a_whole_study(tmp_path: Path) -> None:
    study = netmap.read_study("riverside")
    for suffix in SUFFIXES:
        written = netmap.write_network(study, tmp_path / f"map{suffix}", as_of="2011-12-31")
        back = netmap.read_network(tmp_path / f"map{suffix}")
        assert {"meetings", "attendance"} <= set(written.not_held)
        assert written.ties == len(back.ties) / (2 if suffix == ".dl" else 1)
