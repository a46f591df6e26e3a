"""Every sheet, column and line of a file ends as taken, asked or left out, and the counts add up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from netmap.files.importer.accounting import ASKED, LEFT_OUT, TAKEN, Part
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.questions import Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import FileCells, read_cells
from netmap.model.i18n import translator
from netmap.records.imports.accounted import accounted, accounted_json, gist_said
from tests.imports.made_files import Said, is_, taken
from tests.imports.written_layouts import LAYOUTS, told

FOLDER = Path(__file__).parent / "everyday"
FILES = sorted(path.name for path in FOLDER.iterdir())


def adds_up(file: FileCells, applied: Applied) -> None:
    """Each line of each sheet is in one block, and each sheet has one part."""
    of_sheets = [part for part in applied.account if part.kind == "sheet"]
    assert [(part.sheet, part.place) for part in of_sheets] == [
        (grid.name, grid.place) for grid in file.grids
    ]
    assert {part.fate for part in applied.account} <= {TAKEN, ASKED, LEFT_OUT}
    assert all(part.why for part in applied.account)
    lines: Counter[tuple[str, str]] = Counter()
    for part in applied.account:
        if part.kind == "lines":
            lines[part.sheet, part.place] += part.n
    for grid, part in zip(file.grids, of_sheets, strict=True):
        assert part.n == len(grid.lines)
        assert lines[grid.name, grid.place] == (len(grid.lines) if part.fate != LEFT_OUT else 0)
    if applied.gist.groups:
        assert sum(group.rows for group in applied.gist.groups) == applied.gist.rows
        assert sum(group.sittings for group in applied.gist.groups) == len(applied.tables["meetings"])


@pytest.mark.parametrize("name", FILES)
def test_what_became_of_a_file_adds_up(name: str) -> None:
    file = read_cells(FOLDER / name)
    adds_up(file, apply(understand(file).mapping, file))


@pytest.mark.parametrize(("seed", "layout"), list(enumerate(LAYOUTS)))
def test_what_became_of_every_layout_adds_up(seed: int, layout: str, tmp_path: Path) -> None:
    written = told(seed, layout)
    path = tmp_path / written.name
    path.write_bytes(written.data)
    file = read_cells(path)
    said: Said = {("group", ()): is_("Board"), ("dates", ()): is_("dmy"), ("century", ()): is_("2000")}
    adds_up(file, apply(understand(file).mapping, file, None, Answers(said)))


SHEET = """
    Family Board - attendance | | | | |
    Agency | Name | 2023-09-04 | 2024-01-15 | Total |
    Police | Ann | x | x | 2 | lost
    NHS | Ben | D | | 0 |
    NHS | Cem | | | 0 |
    TOTAL | | 1 | 1 | |
    """


def parts(applied: Applied, kind: str) -> list[tuple[str, str, int]]:
    return [
        (part.name or str(part.first), part.fate, part.n) for part in applied.account if part.kind == kind
    ]


def test_the_account_of_a_register() -> None:
    _, applied = taken(sheet=SHEET)
    assert parts(applied, "sheet") == [("sheet", ASKED, 6)]
    assert parts(applied, "column") == [
        ("Agency", TAKEN, 4),
        ("Name", TAKEN, 3),
        ("Total", LEFT_OUT, 3),
        ("F", LEFT_OUT, 1),
        ("2023-09-04", ASKED, 3),
        ("2024-01-15", TAKEN, 2),
    ]
    assert parts(applied, "lines") == [
        ("1", LEFT_OUT, 1),
        ("2", TAKEN, 1),
        ("3", TAKEN, 1),
        ("4", ASKED, 1),
        ("5", LEFT_OUT, 1),
        ("6", LEFT_OUT, 1),
    ]


def test_the_account_in_words() -> None:
    _, applied = taken(said={("status", ("D",)): is_("absent")}, sheet=SHEET)
    english = translator("en")
    assert accounted(applied.account, english)[:2] == (
        "sheet, lines: 6: taken (attendance, a column for each sitting)",
        "sheet, column “Agency”, cells: 4: taken (agency)",
    )
    assert gist_said(applied.gist, english) == (
        "2 sittings of Family Board, 4 September 2023 to 15 January 2024; rows of attendance: 3",
        "2 people, new: 2; 2 agencies, new: 2",
    )
    assert {one["fate"] for one in accounted_json(applied.account, translator("it"))} == {TAKEN, LEFT_OUT}


def test_a_sheet_that_is_not_understood_is_named() -> None:
    _, applied = taken(sheet="Colour | Shape\nred | round")
    assert [(part.kind, part.fate) for part in applied.account] == [("sheet", LEFT_OUT)]
    assert isinstance(applied.account[0], Part)
    assert gist_said(applied.gist, translator("en")) == ()
