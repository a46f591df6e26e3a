"""Workbooks of older and freer programs: .xls and .ods."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import netmap
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError
from tests.files.zoo_parts import zipped

XLS = Path(__file__).parent / "signing_in.xls"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(f'xmlns:{short}="{OASIS}:{short}:1.0"' for short in ("office", "table", "text"))


def text_cell(text: str, more: str = "") -> str:
    shown = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string"{more}>{shown}</table:table-cell>'


def ods(sheets: dict[str, str], entities: str = "") -> bytes:
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    root = "office:document-content"
    content = f"<?xml version='1.0'?>{entities}<{root} {NAMESPACES}>{body}</{root}>"
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OASIS}:manifest:1.0"/>'.encode()),
        ("content.xml", content.encode()),
        method=zipfile.ZIP_STORED,
    )


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


DAY = '<table:table-cell office:value-type="date" office:date-value="2024-03-04"/>'
NUMBER = '<table:table-cell office:value-type="float" office:value="3"/>'


def test_an_old_workbook_is_read_with_its_lines_days_and_numbers() -> None:
    shown, hidden = read_cells(XLS).grids
    assert shown.cells.tolist() == [
        ["Name", "Agency", "Date", "Present"],
        ["Ann Čapek", "=A1", "2024-03-04", "1"],
        ["Bob", "001", "2024-03-04", "2.5"],
    ]
    assert shown.lines.tolist() == [2, 3, 4]
    assert (shown.name, shown.hidden, hidden.hidden) == ("signing in", False, True)


def test_an_open_document_is_read_with_its_lines_days_and_numbers(tmp_path: Path) -> None:
    rows = row(text_cell("Name"), text_cell("Date"), text_cell("n")) + row(text_cell("Č,1\n2"), DAY, NUMBER)
    path = tmp_path / "x.ods"
    path.write_bytes(ods({"list": "<table:table-row/>" + rows}))
    (grid,) = read_cells(path).grids
    assert grid.cells.tolist() == [["Name", "Date", "n"], ["Č,1\n2", "2024-03-04", "3"]]
    assert grid.lines.tolist() == [2, 3]


def test_a_study_may_be_an_open_document(tmp_path: Path) -> None:
    rows = (
        row(text_cell("practitioner"), text_cell("joined")) + row(text_cell("a"), DAY) + row(text_cell("b"))
    )
    path = tmp_path / "ours.ods"
    path.write_bytes(ods({"Practitioners": rows, "own": row(text_cell("x"))}))
    study = netmap.read_study(path)
    assert study.practitioners["joined"].tolist()[0] == "2024-03-04"
    assert "own" in [problem.value for problem in study.warnings if problem.code == "no-table"]


REPEATED = '<table:table-row table:number-rows-repeated="1048576">' + text_cell(
    "x", ' table:number-columns-repeated="16384"'
)


@pytest.mark.parametrize(
    "data",
    [
        ods({"list": f"{REPEATED}</table:table-row>"}),
        ods({"list": row(text_cell("&a;"))}, '<!DOCTYPE x [<!ENTITY a "ha">]>'),
        ods({"list": row(text_cell("x"))})[:-40],
        zipped(("content.xml", b"<a/>")),
    ],
    ids=["cells without end", "entities", "cut", "nothing in it"],
)
def test_open_documents_made_to_do_harm_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    path.write_bytes(data)
    with pytest.raises(RefusedFileError):
        read_cells(path)


def test_half_an_old_workbook_is_refused(tmp_path: Path) -> None:
    for end in (513, 2_000, 5_000):
        path = tmp_path / "x.xls"
        path.write_bytes(XLS.read_bytes()[:end])
        with pytest.raises(RefusedFileError):
            read_cells(path)
