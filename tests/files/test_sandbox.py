"""What the sandbox makes of good files, beside other readers' answers."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import random
from pathlib import Path

import pytest

import netmap
from netmap.files.sandbox.cells import Grid, read_cells
from netmap.files.sandbox.text import delimiter_of
from netmap.model.bundled import bundled_studies
from netmap.model.coded_columns import cell_text
from tests.files import zoo_parts as made

HOSTILE = [
    "agency_1",
    "=A1",
    "Č-12",
    "1",
    "a,b",
    "<b>x</b>",
    "a;b",
    'say "x"',
    "two\nlines",
    "'",
    "+1",
    "tab\tin",
]


def grid_of(path: Path, data: bytes, **options: str) -> Grid:
    path.write_bytes(data)
    return read_cells(path, **options).grids[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_text_comes_through(delimiter: str, encoding: str, end: str, tmp_path: Path) -> None:
    rows = [["id", "name", "note"], *([text, f"{text}!", "x"] for text in HOSTILE)]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    grid = grid_of(tmp_path / "list.csv", text.getvalue().encode(encoding))
    assert grid.cells.tolist() == rows
    assert grid.delimiter == delimiter
    assert grid.encoding == encoding.removesuffix("-sig")


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    grid = grid_of(tmp_path / "list.csv", b'title\r\n\r\nname,note\r\n"a\r\nb",x\r\n,\r\nlast,\r\n')
    assert grid.lines.tolist() == [1, 3, 4, 7]
    assert grid.cells.tolist() == [["title", ""], ["name", "note"], ["a\nb", "x"], ["last", ""]]


def test_an_encoding_that_is_told_goes_before_the_one_that_is_found(tmp_path: Path) -> None:
    data = "name;Čapek\n".encode("cp1250")
    assert grid_of(tmp_path / "a.csv", data).cells.tolist() == [["name", "Èapek"]]
    assert grid_of(tmp_path / "a.csv", data, encoding="cp1250").cells.tolist() == [["name", "Čapek"]]
    assert grid_of(tmp_path / "a.csv", b"a,b;c\nd,e;f\n", delimiter=";").cells.tolist()[0] == ["a,b", "c"]
    assert grid_of(tmp_path / "a.csv", b"sep=|\na,b|c,d\n").cells.tolist() == [["a,b", "c,d"]]


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["name;share", "Ann;1,5", "Bob;2,5"], ";"),
        (["Register, May", "", "name\tday", "Ann\t1", "Bob\t2"], "\t"),
        (["name,note", 'Ann,"a;b;c"', 'Bob,"d;e;f"'], ","),
        (["one", "two"], ","),
    ],
)
def test_delimiters(lines: list[str], delimiter: str) -> None:
    assert delimiter_of(lines) == delimiter


def test_a_workbook_is_read_as_another_reader_reads_it(tmp_path: Path) -> None:
    from openpyxl import Workbook, load_workbook

    rng = random.Random(3)
    book = Workbook()
    for number in range(3):
        sheet = book.create_sheet(f"{number} & <b>")
        for _ in range(40):
            sheet.append([rng.choice(VALUES) for _ in range(rng.randint(1, 12))])
    path = tmp_path / "book.xlsx"
    book.save(path)
    grids = {grid.name: grid for grid in read_cells(path).grids}
    compared = 0
    for sheet in load_workbook(path, data_only=True).worksheets:
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            wanted = [cell_text(_plain(cell)) or "" for cell in row]
            if any(wanted):
                grid = grids[sheet.title]
                (place,) = (grid.lines == line).nonzero()[0]
                found = grid.cells[place].tolist()
                assert found == wanted[: len(found)]
                assert not any(wanted[len(found) :])
                compared += sum(map(bool, wanted))
    assert compared > 500


MIDNIGHT, AFTERNOON = dt.datetime(2011, 12, 31), dt.datetime(2011, 12, 31, 14, 30)  # noqa: DTZ001
NOTHING_AND_NUMBERS = [None, 1, 0.1, -2.5, 1e20, True, False, 10**14]
VALUES = [
    *NOTHING_AND_NUMBERS,
    "=A1 as text",
    "x",
    "a\nb",
    "Č",
    "1",
    MIDNIGHT,
    AFTERNOON,
    dt.date(2020, 2, 29),
]


def _plain(cell: object) -> object:
    """Times of day as this reader writes them: without the seconds where there are none."""
    if isinstance(cell, dt.datetime) and cell.time() != dt.time():
        return cell.isoformat(timespec="minutes")
    return cell


@pytest.mark.parametrize("name", ["riverside", "emon"])
@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_bundled_studies_come_through_both_doors_alike(name: str, suffix: str, tmp_path: Path) -> None:
    study = netmap.read_study(bundled_studies()[name])
    path = netmap.write_study(study, tmp_path / f"study{suffix}")
    grids = {grid.name.removesuffix(".csv"): grid for grid in read_cells(path).grids}
    assert set(study.tables) <= set(grids)
    for table, frame in study.tables.items():
        head, *rows = grids[table].cells.tolist()
        keys = [str(value) for value in frame[frame.columns[0]]]
        assert [row[head.index(frame.columns[0])] for row in rows] == keys


def test_parts_of_a_workbook_that_others_write(tmp_path: Path) -> None:
    rich = made.strings("<si><r><t>Ann </t></r><r><t>Lee</t></r><rPh><t>aside</t></rPh></si><si><t/></si>")
    rows = (
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c>'
        '<c r="E3" t="b"><v>1</v></c></row>'
        '<row><c t="str"><f>1+1</f><v>2</v></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#N/A</v></c><c/></row>'
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.workbook(rows, strings=rich))
    (grid,) = read_cells(path).grids
    assert grid.cells.tolist() == [["", "Ann Lee", "", "", "true"], ["2", "2", "#N/A", "", ""]]
    assert grid.lines.tolist() == [3, 4]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([dt.date(2011, 12, 31), "x"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert read_cells(path).grids[0].cells.tolist() == [["2011-12-31", "x"]]


def test_a_hidden_sheet_is_said_to_be_hidden(tmp_path: Path) -> None:
    from openpyxl import Workbook

    from netmap.files.importer.understanding import understand

    book = Workbook()
    book.active.append(["Name", "Agency"])
    hidden = book.create_sheet("lists")
    hidden.append(["Name", "Agency"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    book.save(path)
    file = read_cells(path)
    assert [grid.hidden for grid in file.grids] == [False, True]
    assert [sheet.shape for sheet in understand(file).sheets] == ["people", ""]


def test_a_file_keeps_the_name_that_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "upload-17"
    path.write_bytes(codecs.BOM_UTF8 + b"name\nAnn\n")
    file = read_cells(path, name="../<b>list</b>.csv")
    assert file.name == "../<b>list</b>.csv"
    assert file.grids[0].cells.tolist() == [["name"], ["Ann"]]


def test_hidden_columns_are_told_as_far_as_a_table_may_be_wide(tmp_path: Path) -> None:
    from openpyxl import Workbook

    from netmap.files.importer.applying import apply
    from netmap.files.importer.understanding import understand
    from netmap.files.sandbox.limits import LIMITS

    book = Workbook()
    sheet = book.active
    for row in (["Name", "Agency", "Role"], ["Ann Lee", "North", "Chair"]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("D", "XFD", hidden=True)
    book.save(tmp_path / "list.xlsx")
    file = read_cells(tmp_path / "list.xlsx")
    (grid,) = file.grids
    assert grid.hidden_columns[:2] == (1, 3)
    assert max(grid.hidden_columns) < LIMITS.columns
    told = [one for one in apply(understand(file).mapping, file).problems if one.code == "hidden-columns"]
    assert [one.values for one in told] == [{"n": 1, "value": "Agency"}]
