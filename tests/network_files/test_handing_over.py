"""Networks to other programs and back: nothing lost in silence, as networkx reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netmap
from netmap.files.sandbox.limits import STUDY_LIMITS
from netmap.files.sandbox.reasons import RefusedFileError
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.network_files import handing_over
from netmap.network_files.handing_over import SUFFIXES as EVERY

SUFFIXES = tuple(each for each in EVERY if each not in (".rsiena.zip", ".hyperevents.csv"))
"""Those that hold actors and ties as they stand; waves and events have tests of their own."""

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


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
            assert suffix in (".graphml", ".gexf", ".xlsx")
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


def test_a_whole_study(tmp_path: Path) -> None:
    study = netmap.read_study("riverside")
    seen = netmap.ties(study)
    for suffix in SUFFIXES:
        written = netmap.write_network(study, tmp_path / f"map{suffix}")
        back = netmap.read_network(tmp_path / f"map{suffix}")
        assert {"meetings", "attendance"} <= set(written.not_held)
        assert len(seen) > 100
        assert written.ties == len(seen) == len(back.ties) / (2 if suffix == ".dl" else 1)


def test_a_strength_that_is_not_known_is_not_made_up(tmp_path: Path) -> None:
    ties = pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"], "strength": [None, 3.0]})
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": list("ABC")}), ties=ties)
    for suffix in SUFFIXES:
        netmap.write_network(study, tmp_path / f"map{suffix}")
        back = netmap.read_network(tmp_path / f"map{suffix}", actors="agency").ties
        assert back["strength"].isna().tolist() == [True, False], suffix


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.net", "*Vertices 2\n1 a\n2 b\n*Matrix\n0 1\n1 0\n", "Line 4"),
        ("a.net", "*Vertices 2\n1 a\n2 b\n*Arcslist\n1 2\n", "Line 4"),
        ("a.net", "*Vertices 3 2\n1 a\n2 b\n3 c\n*Edges\n1 3\n", "Line 1"),
        ("a.net", "*Vertices 1\n1 a\n2 b\n", "Line 3"),
        ("a.net", "*Vertices 1\n1 a\n*Edges\n1 2\n", "Line 4"),
        ("a.dl", "DL N=2 FORMAT=FULLMATRIX\nDATA:\n0 1\n1 0\n", "Line 1"),
        ("a.dl", "DL N=2 FORMAT=EDGELIST1\nLABELS EMBEDDED\nDATA:\na b\n", "Line 2"),
        ("a.dl", "DL N=3 FORMAT=EDGELIST1\nLABELS:\na\nb\nDATA:\n1 2\n", "says that it has 3 actors"),
        ("a.csv", "source,target\na,b\n,c\n", "line 3: there is nothing in the column source"),
        ("a.csv", "source,target,\na,b,c\n", "line 2: a cell stands in a column without a name"),
        ("a.csv", "source,target,note,note\na,b,c,d\n", "two columns"),
        ("a.csv", "from,to\na,b\n", "no column source"),
        ("a.graphml", "<graphml><graph><node id='a'/></graph><graph/></graphml>", "2 graphs"),
        ("a.graphml", "<graphml><graph><node id='a'/><hyperedge/></graph></graphml>", "more than two"),
        ("a.gexf", "<gexf/>", "0 graphs"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ArgumentError, match=said):
        netmap.read_network(tmp_path / name)


def test_actors_of_a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.net").write_text('*Network old\n*Vertices 3\n1 "Ada"\n*Edges\n1 2 4\n')
    back = netmap.read_network(tmp_path / "a.net")
    assert back.practitioners["practitioner"].tolist() == ["Ada", "2", "3"]
    (tmp_path / "a.csv").write_bytes("source;target\nÅsa;José\n".encode("utf-16"))
    assert ends(netmap.read_network(tmp_path / "a.csv")) == {("Åsa", "José")}
    (tmp_path / "a.csv").write_bytes("source;target\nÅsa;José\n".encode("cp1252"))
    with pytest.raises(ArgumentError, match="UTF-8"):
        netmap.read_network(tmp_path / "a.csv")
    (tmp_path / "a.nodes.csv").write_text("id\nx\nx\n")
    (tmp_path / "a.csv").write_text("source,target\nx,y\n")
    with pytest.raises(ArgumentError, match="stands twice"):
        netmap.read_network(tmp_path / "a.csv")


def test_a_cell_that_a_file_gives_once_for_all_is_everybodys(tmp_path: Path) -> None:
    (tmp_path / "a.graphml").write_text(
        "<graphml><key id='k' for='node' attr.name='role'><default>head</default></key>"
        "<graph edgedefault='directed'><node id='a'/><node id='b'><data key='k'>clerk</data></node>"
        "<edge source='a' target='b'/></graph></graphml>"
    )
    assert netmap.read_network(tmp_path / "a.graphml").practitioners["role"].tolist() == ["head", "clerk"]


def test_a_pipe_and_a_file_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (tmp_path / "a.graphml").write_text("<graphml><graph><node id='a'/></graph></graphml>")
    with pytest.raises(NotFoundError):
        netmap.read_network(tmp_path / "b.graphml")
    (tmp_path / "folder.gexf").mkdir()
    with pytest.raises(RefusedFileError):
        netmap.read_network(tmp_path / "folder.gexf")
    for most, good in ((size, True), (size - 1, False)):
        monkeypatch.setattr(handing_over, "STUDY_LIMITS", replace(STUDY_LIMITS, file_bytes=most))
        if good:
            netmap.read_network(tmp_path / "a.graphml")
        else:
            with pytest.raises(RefusedFileError):
                netmap.read_network(tmp_path / "a.graphml")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_several_relations_are_written_each_as_its_own(tmp_path: Path, suffix: str) -> None:
    rows = [("a", "b", "advice"), ("b", "c", "trust"), ("a", "b", "money")]
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["a", "b", "c"]}),
        ties=pd.DataFrame(rows, columns=["source", "target", "relation"]),
    )
    written = netmap.write_network(study, tmp_path / f"map{suffix}")
    assert written.ties == 3
    back = netmap.read_network(tmp_path / f"map{suffix}", actors="agency").ties
    assert set(zip(back["source"], back["target"], back["relation"], strict=True)) == set(rows)
