"""Studies read from folders and archives as people have them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.files.reading import CheckReport, check_study, read_study

AGENCIES = "agency,name\nagency_1,One\n=A1,Two\n"
PEOPLE = "practitioner,agency\nČ-12,agency_1\n1,=A1\n"


def folder_with(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def codes(report: CheckReport) -> list[tuple[str, int | None, str]]:
    return [
        (p.table, p.line, p.code)
        for p in report.problems
        if p.code not in ("no-level", "no-agency", "no-ties")
    ]


def test_a_folder_of_csv_is_a_study(tmp_path: Path) -> None:
    study = read_study(folder_with(tmp_path, agencies=AGENCIES, practitioners=PEOPLE))
    assert study.agencies["agency"].tolist() == ["agency_1", "=A1"]
    assert study.practitioners["practitioner"].tolist() == ["Č-12", "1"]
    assert study.about["name"] == tmp_path.name
    assert [(c.table, c.rows, c.kept) for c in study.counts] == [("agencies", 2, 2), ("practitioners", 2, 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_as_people_have_it(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    text = 'AGENCY, Name ,opinion\n1,"Café; bar, ""x""",good\n2,B,\n'
    text = text.replace(", Name ,", f"{delimiter} Name {delimiter}").replace('1,"', f'1{delimiter}"')
    text = (
        text.replace('",good', f'"{delimiter}good')
        .replace("2,B,", f"2{delimiter}B{delimiter}")
        .replace("\n", end)
    )
    report = check_study(folder_with(tmp_path, agencies=text.encode(encoding)))
    assert codes(report) == ([("agencies", None, "encoding")] if encoding == "cp1252" else [])
    agencies = read_study(tmp_path).agencies
    assert agencies["name"].tolist() == ['Café; bar, "x"', "B"]
    assert agencies["opinion"].tolist()[0] == "good"


def test_bad_rows_of_all_files_are_told_with_their_lines(tmp_path: Path) -> None:
    contacts = (
        'source,target,date,object\nČ-12,1,2011-01-01,"a\nb"\nnobody,1,2011-13-01,\n\n1,Č-12,03/04/2011,\n'
    )
    folder_with(tmp_path, agencies=AGENCIES + "=A1,Again\n", practitioners=PEOPLE, contacts=contacts)
    report = check_study(tmp_path)
    assert not report.ok
    assert [(p.table, p.line, p.code) for p in report.errors] == [
        ("agencies", 4, "duplicate-key"),
        ("contacts", 4, "bad-date"),
        ("contacts", 4, "unknown-id"),
        ("contacts", 6, "ambiguous-date"),
    ]
    assert {c.table: (c.rows, c.kept, c.rejected, c.duplicate) for c in report.counts} == {
        "agencies": (3, 2, 0, 1),
        "practitioners": (2, 2, 0, 0),
        "contacts": (3, 1, 2, 0),
    }
    with pytest.raises(netmap.StudyError) as refused:
        read_study(tmp_path)
    assert refused.value.problems == report.errors


def test_the_order_of_day_and_month_may_be_told(tmp_path: Path) -> None:
    folder_with(tmp_path, practitioners="practitioner,joined\na,03/04/2011\n")
    assert read_study(tmp_path, dates="dmy").practitioners["joined"].tolist() == ["2011-04-03"]
    assert read_study(tmp_path, dates="mdy").practitioners["joined"].tolist() == ["2011-03-04"]
    with pytest.raises(netmap.ArgumentError):
        check_study(tmp_path, dates="european")


def test_a_file_that_is_no_table_is_told_and_left_out(tmp_path: Path) -> None:
    folder_with(tmp_path, agencies=AGENCIES, attendence="meeting\nm\n", budget="a\n1\n")
    (tmp_path / "README.md").write_text("words")
    (tmp_path / ".hidden.csv").write_text("words")
    found = [p for p in check_study(tmp_path).problems if p.code == "no-table"]
    assert [p.table for p in found] == ["attendence.csv", "budget.csv"]
    assert "attendance" in found[0].text()
    assert found[0].severity == "warning"


BROKEN: dict[str, tuple[str | bytes, list[tuple[str, int | None, str]]]] = {
    "too many cells": ("agency,name\na,b,c\nd,e\n", [("agencies", 2, "too-many-cells")]),
    "never closed": ('agency,name\na,"b\nc,d\n', [("agencies", 2, "broken-csv")]),
    "nothing in it": ("", [("agencies", None, "empty-file")]),
    "no text": (b"\x00\x01\x02", [("agencies", 1, "zero-bytes")]),
    "column twice": ("agency,name,Name\na,b,c\n", [("agencies", 1, "doubled-column")]),
    "column without a name": ("agency,name,\na,b,c\n", [("agencies", 1, "nameless-column")]),
    "empty column without a name": ("agency,name,\na,b,\n", []),
    "no key": ("agencies,name\na,b\n", [("agencies", None, "no-column")]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, case: str) -> None:
    data, expected = BROKEN[case]
    report = check_study(folder_with(tmp_path, agencies=data, practitioners="practitioner\nx\n"))
    assert codes(report) == expected
    assert all(p.cure for p in report.errors)
    assert all(c.rows == c.kept + c.rejected + c.duplicate for c in report.counts)


def test_paths_that_lead_to_no_study(tmp_path: Path) -> None:
    (tmp_path / "words.doc").write_text("words")
    (tmp_path / "bad.zip").write_text("words")
    (tmp_path / "bad.xlsx").write_text("words")
    (tmp_path / "empty").mkdir()
    for name in ("nowhere", "words.doc", "bad.zip", "bad.xlsx", "empty"):
        for read in (read_study, check_study):
            with pytest.raises(netmap.StudyError):
                read(tmp_path / name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("agencies.csv", "agency\na\n")
        archive.writestr("agencies.csv", "agency\nb\n")
    with pytest.raises(netmap.StudyError, match=r"agencies\.csv” twice"):
        read_study(tmp_path / "x.zip")


def zipped(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def test_an_archive_with_one_folder_around_its_files(tmp_path: Path) -> None:
    path = tmp_path / "study.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ours/agencies.csv", AGENCIES)
        archive.writestr("ours/datapackage.json", json.dumps({"title": "Ours"}))
        archive.writestr("__MACOSX/ours/._agencies.csv", b"\x00")
    study = read_study(path)
    assert len(study.agencies) == 2
    assert study.about["title"] == "Ours"
    assert study.about["name"] == "study"


def package(folder: Path, said: object) -> Path:
    (folder / "datapackage.json").write_text(said if isinstance(said, str) else json.dumps(said))
    return folder


def test_the_data_package_says_which_file_holds_which_table(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_text("agency;x\n1;2\n")
    said = {
        "name": "ours",
        "resources": [{"name": "Agencies", "path": "data/a.txt"}],
        "licenses": [{"name": "CC-BY-4.0"}],
    }
    study = read_study(folder_with(package(tmp_path, said), practitioners="practitioner\np\n"))
    assert study.agencies["agency"].tolist() == ["1"]
    assert len(study.practitioners) == 1
    assert study.about["licenses"] == [{"name": "CC-BY-4.0"}]


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "[]",
        "[" * 100_000,
        {"resources": 3},
        {"resources": [{"name": "agencies"}]},
        {"resources": [{"name": "agencies", "path": "../outside.csv"}]},
        {"resources": [{"name": "agencies", "path": "/etc/passwd"}]},
        {"resources": [{"name": "agencies", "path": "https://example.org/agencies.csv"}]},
        {"resources": [{"name": "agencies", "path": "absent.csv"}]},
    ],
)
def test_a_data_package_that_cannot_be_followed(tmp_path: Path, said: object) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(AGENCIES)
    with pytest.raises(netmap.StudyError):
        read_study(folder_with(package(folder, said), practitioners="practitioner\np\n"))


def test_a_link_that_leads_out_or_nowhere_is_not_followed_and_said_to_be_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(AGENCIES)
    link = folder / "agencies.csv"
    for target in (tmp_path / "outside.csv", tmp_path / "nowhere.csv"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(netmap.StudyError, match=r"^agencies\.csv is a link that leads nowhere or out"):
            read_study(folder_with(folder, practitioners="practitioner\np\n"))


def test_a_link_within_the_folder_is_followed_and_one_that_is_no_table_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "all.txt").write_text(AGENCIES)
    (tmp_path / "agencies.csv").symlink_to(tmp_path / "all.txt")
    (tmp_path / "README").symlink_to(tmp_path / "nowhere")
    assert len(read_study(tmp_path).agencies) == 2


def test_a_link_in_an_archive_is_said_to_be_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        entry = zipfile.ZipInfo("agencies.csv")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "../outside.csv")
    with pytest.raises(netmap.StudyError, match="is a link"):
        read_study(tmp_path / "x.zip")


def test_numbers_that_json_does_not_have_are_missing(tmp_path: Path) -> None:
    package(tmp_path, '{"title": "Ours", "area": NaN, "sources": [{"n": -Infinity}]}')
    about = read_study(folder_with(tmp_path, agencies=AGENCIES)).about
    assert (about["title"], about["area"], about["sources"]) == ("Ours", None, [{"n": None}])


def test_two_files_of_one_table(tmp_path: Path) -> None:
    folder_with(tmp_path, agencies=AGENCIES)
    (tmp_path / "agencies.tsv").write_text("agency\nx\n")
    assert codes(check_study(tmp_path)) == [("agencies", None, "two-files")]


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    folder_with(tmp_path, agencies=AGENCIES, practitioners=PEOPLE)
    read_study(tmp_path, progress=lambda done, total, what: told.append((done, total, what)))
    assert {what for *_, what in told} == {"Reading the tables", "Checking the rows"}
    assert all(0 <= done <= total for done, total, _ in told)
    assert told[-1][0] == told[-1][1]


def test_a_study_that_was_read_equals_one_from_frames(tmp_path: Path) -> None:
    folder_with(tmp_path, agencies=AGENCIES, practitioners=PEOPLE)
    read = read_study(tmp_path)
    made = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["agency_1", "=A1"], "name": ["One", "Two"]}),
        practitioners=pd.DataFrame({"practitioner": ["Č-12", 1], "agency": ["agency_1", "=A1"]}),
    )
    for name in read.tables:
        pd.testing.assert_frame_equal(read.table(name), made.table(name))


def test_a_table_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    texts = {
        "agencies": 'agency\n"a\nb\n',
        "practitioners": "practitioner,agency,citation\np,a,s\np,a,s\n",
        "contacts": "contact,source,target,date\n1,a,b,2011-01-01\n",
        "sources": "",
        "notes": "note,about_table,about_id\n1,agencies,a\n2,practitioners,q\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert [(found.table, found.line, found.code) for found in check_study(tmp_path).errors] == [
        ("agencies", 2, "broken-csv"),
        ("practitioners", 3, "duplicate-key"),
        ("notes", 3, "unknown-id"),
        ("sources", None, "empty-file"),
    ]
