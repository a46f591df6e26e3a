"""Studies written and read back: nothing is lost, and the same study gives the same bytes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netmap
from netmap.files.workbook_writing import LONGEST_TEXT
from netmap.files.writing import study_files
from netmap.model.study import Study

HOSTILE = [
    *("agency_1", "=A1", "Č-12", "1", "001", "a,b", "<b>x</b>", "a;b", "a\tb", 'say "x"', "'x", " x ", "{0}"),
    *("two\nlines", "NA", "nan", "TRUE", "1e5", "2011-03", "-1", "+1", "@x", "_x0041_", "_x000D_", "&amp;"),
    *("#N/A", "\u2028x", "😀", '=HYPERLINK("http://example.org")', "sep=;", "\ufeffx", "a\u0085b"),
]
PLACES = ("folder", "study.zip", "study.xlsx")

# What a study can hold: no control characters, which the checks refuse, and one sort of line end.
TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
).map(lambda text: text.replace("\x85", "")) | st.sampled_from(HOSTILE)
SAID = st.none() | TEXT.filter(lambda text: bool(text.strip()))
DATES = st.sampled_from(
    [None, "2011", "2011-03", "2011-03-05", "--03-05", "2011-03-05T14:30", "2011-03-05T14:30:59"]
)


@st.composite
def studies(draw: st.DrawFn) -> Study:
    ids = draw(st.lists(TEXT.filter(lambda text: bool(text.strip())), min_size=2, max_size=6, unique=True))
    half = len(ids) // 2

    def column(values: st.SearchStrategy[Any], n: int) -> list[Any]:
        return draw(st.lists(values, min_size=n, max_size=n))

    extra = draw(st.sampled_from(["opinion", "Two words", "a,b", "=A1", "name; sector", "<i>"]))
    tables = {
        "agencies": {"agency": ids[:half], "name": column(SAID, half), extra: column(SAID, half)},
        "practitioners": {"practitioner": ids[half:], "joined": column(DATES, len(ids) - half)},
        "notes": {"note": ["1", "2"], "text": column(SAID, 2)},
        "ties": {
            "source": [ids[0]] * 2,
            "target": [ids[-1]] * 2,
            "strength": column(st.none() | st.floats(allow_nan=False, allow_infinity=False), 2),
            "missing": column(st.none() | st.booleans(), 2),
        },
        "levels": {"level": ["x"], "rank": [draw(st.integers(-5, 2**40))]},
        "events": {"event": []},
    }
    about = {"name": "ours", "title": draw(TEXT), "licenses": [{"name": draw(TEXT)}]}
    return netmap.from_tables(about=about, **{name: pd.DataFrame(table) for name, table in tables.items()})


def same(study: Study, other: Study) -> None:
    assert set(study.tables) == set(other.tables)
    for name in study.tables:
        pd.testing.assert_frame_equal(study.table(name), other.table(name))
    assert {**study.about, "resources": None} == {**other.about, "resources": None}


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(study=studies())
def test_a_study_comes_back_as_it_was_written(place: str, study: Study) -> None:
    with TemporaryDirectory() as folder:
        path = netmap.write_study(study, Path(folder, place))
        same(study, netmap.read_study(path))


@pytest.fixture
def hostile_study() -> Study:
    return netmap.from_tables(
        about={"name": "hostile", "title": "=1+1"},
        practitioners=pd.DataFrame({"practitioner": HOSTILE, "name": HOSTILE[::-1], "joined": "2011-03"}),
        contacts=pd.DataFrame({"source": HOSTILE, "target": HOSTILE[::-1], "date": "2011", "strength": 0.1}),
    )


@pytest.mark.parametrize("place", PLACES)
def test_hostile_ids_come_back(tmp_path: Path, place: str, hostile_study: Study) -> None:
    same(hostile_study, netmap.read_study(netmap.write_study(hostile_study, tmp_path / place)))


@pytest.mark.parametrize("place", ["study.zip", "study.xlsx"])
def test_the_same_study_gives_the_same_bytes(tmp_path: Path, place: str, hostile_study: Study) -> None:
    first = netmap.write_study(hostile_study, tmp_path / place).read_bytes()
    again = netmap.read_study(tmp_path / place)
    assert netmap.write_study(again, tmp_path / place).read_bytes() == first
    assert [found.name for found in tmp_path.iterdir()] == [place]


def test_raw_ids_stand_in_the_csv(tmp_path: Path, hostile_study: Study) -> None:
    netmap.write_study(hostile_study, tmp_path / "out")
    with (tmp_path / "out" / "practitioners.csv").open(newline="", encoding="utf-8") as handle:
        assert [row["practitioner"] for row in csv.DictReader(handle)] == HOSTILE


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, hostile_study: Study) -> None:
    from openpyxl import load_workbook

    book = load_workbook(netmap.write_study(hostile_study, tmp_path / "study.xlsx"))
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s", "n"}
    ids = [row[0].value for row in book["practitioners"].iter_rows(min_row=2)]
    assert all(isinstance(found, str) for found in ids)


def test_the_data_package_describes_what_is_written(hostile_study: Study) -> None:
    files = study_files(hostile_study)
    package = json.loads(files["datapackage.json"])
    assert package["title"] == "=1+1"
    for resource in package["resources"]:
        header = next(csv.reader(files[resource["path"]].decode().splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    named = {resource["name"]: resource for resource in package["resources"]}
    assert named["practitioners"]["schema"]["primaryKey"] == ["practitioner"]


def test_what_a_package_said_of_a_table_is_kept() -> None:
    about = {
        "resources": [{"name": "agencies", "path": "old/x.csv", "title": "Ours", "sources": [{"title": "s"}]}]
    }
    study = netmap.from_tables(about=about, agencies=pd.DataFrame({"agency": ["a"]}))
    resource = json.loads(study_files(study)["datapackage.json"])["resources"][0]
    assert (resource["title"], resource["path"], resource["sources"]) == (
        "Ours",
        "agencies.csv",
        [{"title": "s"}],
    )


def one_agency() -> Study:
    return netmap.from_tables(about={"name": "one"}, agencies=pd.DataFrame({"agency": ["a"]}))


def test_a_folder_with_tables_of_another_study_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text("zone\nz\n")
    with pytest.raises(netmap.ArgumentError, match=r"zones\.csv"):
        netmap.write_study(one_agency(), tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["zones.csv"]


def test_a_folder_may_be_written_again(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("words")
    for _ in range(2):
        netmap.write_study(one_agency(), tmp_path)
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "README.md",
        "agencies.csv",
        "datapackage.json",
    ]


@pytest.mark.parametrize("name", ["study.csv", "nowhere/study", "nowhere/study.zip"])
def test_places_where_no_study_can_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(netmap.ArgumentError):
        netmap.write_study(one_agency(), tmp_path / name)


def test_a_text_too_long_for_a_cell_is_not_cut(tmp_path: Path) -> None:
    agencies = pd.DataFrame({"agency": ["a"], "name": ["x" * (LONGEST_TEXT + 1)]})
    study = netmap.from_tables(about={"name": "one"}, agencies=agencies)
    with pytest.raises(netmap.ArgumentError, match="longer than a cell"):
        netmap.write_study(study, tmp_path / "study.xlsx")
    assert list(tmp_path.iterdir()) == []
    same(study, netmap.read_study(netmap.write_study(study, tmp_path / "study.zip")))


@pytest.mark.parametrize("place", PLACES)
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = netmap.write_study(one_agency(), tmp_path / place)

    def no_room(_: Path, __: Path) -> Path:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(OSError, match="no room"):
        netmap.write_study(netmap.from_tables(agencies=pd.DataFrame({"agency": ["b"]})), path)
    assert netmap.read_study(path).agencies["agency"].tolist() == ["a"]


def test_what_a_package_says_of_the_files_it_came_with_is_not_said_of_the_new_ones(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("agency;name\nx;y\n", encoding="utf-8")
    table = {"name": "agencies", "path": "a.csv", "title": "Ours", "dialect": {"delimiter": ";"}, "bytes": 16}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [table]}), encoding="utf-8")
    study = netmap.read_study(tmp_path)
    again = netmap.read_study(netmap.write_study(study, tmp_path / "again"))
    pd.testing.assert_frame_equal(again.agencies, study.agencies)
    said = again.about["resources"][0]
    assert said["title"] == "Ours"
    assert not {"dialect", "bytes"} & said.keys()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("about", [{"resources": "x"}, {"resources": [{"a": 1}]}, {"title": None, 1: 2}])
def test_odd_words_of_a_study_about_itself_can_be_written(
    tmp_path: Path, place: str, about: dict[Any, Any]
) -> None:
    study = netmap.from_tables(about=about, agencies=pd.DataFrame({"agency": ["a"]}))
    again = netmap.read_study(netmap.write_study(study, tmp_path / place))
    pd.testing.assert_frame_equal(again.agencies, study.agencies)


NO_NUMBERS = {
    "area": float("nan"),
    "most": float("inf"),
    "counts": [1, np.float64("nan"), {"inner": np.int64(3), "day": pd.NaT, "left": pd.NA}],
    "pair": (np.float32(0.5), None),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_number_makes_no_broken_json(tmp_path: Path, place: str) -> None:
    study = netmap.from_tables(about=NO_NUMBERS, agencies=pd.DataFrame({"agency": ["a"]}))
    about = netmap.read_study(netmap.write_study(study, tmp_path / place)).about
    assert {name: about[name] for name in NO_NUMBERS} == {
        "area": None,
        "most": "inf",
        "counts": [1, None, {"inner": 3, "day": None, "left": None}],
        "pair": [0.5, None],
    }
    text = study_files(study)["datapackage.json"].decode()
    json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
