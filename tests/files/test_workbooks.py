"""Workbooks as people have them, and workbooks made to do harm."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import netmap
from netmap.files import sources
from netmap.files.reading import check_study, read_study
from netmap.files.sandbox.limits import STUDY_LIMITS

Sheets = dict[str, list[list[Any]]]

PEOPLE = [["practitioner", "joined"], ["a", None], ["b", None]]


def workbook(path: Path, sheets: Sheets, epoch: dt.datetime | None = None) -> Path:
    book = Workbook()
    book.remove(book.active)
    if epoch:
        book.epoch = epoch
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_is_a_table(tmp_path: Path) -> None:
    days = [dt.datetime(2011, 3, 5), dt.datetime(2011, 3, 5, 14, 30)]  # noqa: DTZ001
    contacts = [["Source", "target ", "date", "strength"], ["a", "b", days[0], 2], ["b", "a", days[1], 0.5]]
    sheets: Sheets = {"Practitioners": PEOPLE, "contacts": contacts, "Sheet3": []}
    study = read_study(workbook(tmp_path / "ours.xlsx", sheets))
    assert study.contacts["date"].tolist() == ["2011-03-05", "2011-03-05T14:30"]
    assert study.contacts["strength"].tolist() == [2, 0.5]
    assert study.about["name"] == "ours"


def test_numbers_are_ids_and_day_numbers(tmp_path: Path) -> None:
    sheets: Sheets = {
        "practitioners": [["practitioner", "joined"], [1, 40908], [2.0, "2011"], [3.5, 40908.5]]
    }
    people = read_study(workbook(tmp_path / "x.xlsx", sheets)).practitioners
    assert people["practitioner"].tolist() == ["1", "2", "3.5"]
    assert people["joined"].tolist() == ["2011-12-31", "2011", "2011-12-31T12:00"]


def test_day_numbers_of_workbooks_that_count_from_1904(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    sheets: Sheets = {"practitioners": [["practitioner", "Joined "], ["a", 40908 - 1462]]}
    path = workbook(tmp_path / "x.xlsx", sheets, CALENDAR_MAC_1904)
    assert read_study(path).practitioners["joined"].tolist() == ["2011-12-31"]


@pytest.mark.parametrize("own", [[["About this workbook"], ["made by", "Ann"]], [["name"]], [["x", "value"]]])
def test_somebodys_own_sheet_about_other_things_is_left_out_and_told(
    tmp_path: Path, own: list[list[Any]]
) -> None:
    study = read_study(workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE, "About": own}))
    assert study.about == {"name": "x"}
    assert [p.value for p in study.warnings if p.code == "no-table"] == ["about"]


def test_what_a_workbook_says_of_itself_may_be_plain_words(tmp_path: Path) -> None:
    about = [["name", "value"], ["title", "Our partnership"], ["simulated", "true"], ["nothing"]]
    study = read_study(workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE, "about": about}))
    assert study.about == {"name": "x", "title": "Our partnership", "simulated": True}


def test_bad_rows_are_told_with_the_rows_of_the_sheet(tmp_path: Path) -> None:
    rows = [[], ["practitioner", "joined"], ["a", None], [None, None], ["a", "x"], ["c", None, "more"]]
    report = check_study(workbook(tmp_path / "x.xlsx", {"practitioners": rows}))
    assert [(p.line, p.code) for p in report.errors] == [
        (5, "bad-date"),
        (5, "duplicate-key"),
        (6, "too-many-cells"),
    ]
    assert [(c.rows, c.kept, c.rejected, c.duplicate) for c in report.counts] == [(3, 1, 1, 1)]


def test_sheets_that_are_no_table_are_told(tmp_path: Path) -> None:
    report = check_study(workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE, "zone": [["zone"], ["z"]]}))
    assert [(p.table, p.code, p.severity) for p in report.problems if p.code == "no-table"] == [
        ("zone", "no-table", "warning")
    ]


def test_an_empty_sheet_of_a_table(tmp_path: Path) -> None:
    report = check_study(workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE, "zones": []}))
    assert [p.code for p in report.errors] == ["empty-file"]


@pytest.mark.parametrize("sheets", [{"Sheet1": []}, {"budget": [["a"], ["b"]]}])
def test_a_workbook_without_any_table(tmp_path: Path, sheets: Sheets) -> None:
    with pytest.raises(netmap.StudyError, match="no table"):
        read_study(workbook(tmp_path / "x.xlsx", sheets))


def rewritten(path: Path, name: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {found: archive.read(found) for found in archive.namelist()}
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for found, data in files.items():
            archive.writestr(found, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_size_that_a_sheet_only_claims_is_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE})
    rewritten(path, SHEET, b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')
    assert len(read_study(path).practitioners) == 2


def test_a_cell_far_out_on_every_row_is_not_followed_for_ever(
    tmp_path: Path,
) -> None:
    rows: list[list[Any]] = [["practitioner"], *([f"p{n}"] for n in range(5))]
    path = workbook(tmp_path / "x.xlsx", {"practitioners": rows})
    for n in (3, 4, 5):
        rewritten(path, SHEET, f'r="A{n}"'.encode(), f'r="XFD{n}"'.encode())
    with pytest.raises(netmap.StudyError, match="more than 2000 columns"):
        read_study(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE})
    rewritten(path, SHEET, b"<worksheet", b'<!DOCTYPE w [<!ENTITY e "x">]><worksheet')
    with pytest.raises(netmap.StudyError, match="defines entities of its own"):
        read_study(path)


def archive_of(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.xlsx"])
def test_archives_that_would_burst_are_not_opened(tmp_path: Path, name: str) -> None:
    bomb = archive_of(tmp_path / name, {"agencies.csv": b"agency\n" + b"a" * 20_000_000})
    with pytest.raises(netmap.StudyError, match="100 times its size"):
        read_study(bomb)


def test_archives_with_too_much_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = archive_of(tmp_path / "many.zip", {f"{n}.csv": b"" for n in range(STUDY_LIMITS.entries + 1)})
    with pytest.raises(netmap.StudyError, match="more than 2000 files"):
        read_study(many)
    large = workbook(tmp_path / "large.xlsx", {"practitioners": PEOPLE})
    monkeypatch.setattr(sources, "STUDY_LIMITS", replace(STUDY_LIMITS, unpacked_bytes=1_000))
    with pytest.raises(netmap.StudyError, match="unpack to more than 0 MB"):
        read_study(large)


def test_an_encrypted_or_damaged_archive_says_so(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "x.zip", {"agencies.csv": b"agency\n" + bytes(range(32, 127)) * 50})
    data = bytearray(path.read_bytes())
    damaged = bytearray(data)
    damaged[60] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(damaged)
    with pytest.raises(netmap.StudyError, match="damaged"):
        read_study(tmp_path / "damaged.zip")
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    path.write_bytes(data)
    with pytest.raises(netmap.StudyError, match="password"):
        read_study(path)


def test_names_that_climb_out_of_an_archive_are_refused(tmp_path: Path) -> None:
    path = archive_of(
        tmp_path / "x.zip", {"../agencies.csv": b"agency\na\n", "practitioners.csv": b"practitioner\np\n"}
    )
    with pytest.raises(netmap.StudyError, match="outside the archive's own folder"):
        read_study(path)


@pytest.mark.parametrize("end", [0, 10, 500, -30])
def test_half_a_workbook_is_refused(tmp_path: Path, end: int) -> None:
    whole = workbook(tmp_path / "x.xlsx", {"practitioners": PEOPLE}).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[:end])
    with pytest.raises(netmap.StudyError):
        read_study(tmp_path / "half.xlsx")


def test_any_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for n, entries in enumerate(({"x": b""}, {"[Content_Types].xml": b"<x/>"}, {"xl/workbook.xml": b"<"})):
        with pytest.raises(netmap.StudyError, match=r"is missing in it"):
            read_study(archive_of(tmp_path / f"{n}.xlsx", entries))
