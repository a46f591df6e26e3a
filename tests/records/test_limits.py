"""Every limit, threshold and order of records, on both sides of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mends import Mends
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, Problem
from netmap.model.i18n import ENGLISH
from netmap.records import history, labels
from netmap.records.attendance.sheet import RECENT
from netmap.records.attendance.types import MOST_PEOPLE, SittingDraft, WantedMark
from netmap.records.imports import bad_rows, importing, repair
from netmap.records.imports.dialog import MOST_CORRECTIONS, PreviewRequest
from netmap.records.requests import Recent, Request, request_of
from netmap.records.single.forms import MOST_ROWS
from netmap.records.single.saving import RecordEdit
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from netmap.store.rights import Reach
from tests.questions.stores import Dialog, act

ZONE = "<b>x</b>"
DRAFT: dict[str, Any] = {"key": "k" * 8, "zone": ZONE, "date": "2024-05-07"}
EDIT: dict[str, Any] = {"key": "k" * 8, "table": "agencies", "values": {"name": "West"}}


def day(ahead: int) -> str:
    return (dt.datetime.now().astimezone().date() + dt.timedelta(days=ahead)).isoformat()


def takes(model: type[Request], told: dict[str, Any]) -> bool:
    """Whether a request can be."""
    try:
        request_of(model, told)
    except ArgumentError:
        return False
    return True


@pytest.mark.parametrize(
    ("model", "usual", "inside", "outside"),
    [
        (SittingDraft, DRAFT, {"key": "k" * 8}, {"key": "k" * 7}),
        (SittingDraft, DRAFT, {"key": "k" * 100}, {"key": "k" * 101}),
        (SittingDraft, DRAFT, {"zone": "z"}, {"zone": ""}),
        (SittingDraft, DRAFT, {"zone": "z" * 400}, {"zone": "z" * 401}),
        (SittingDraft, DRAFT, {"zone": "é\t"}, {"zone": "é\x1f"}),
        (SittingDraft, DRAFT, {"title": "t" * 400}, {"title": "t" * 401}),
        (SittingDraft, DRAFT, {"title": ""}, {"title": 0}),
        (SittingDraft, DRAFT, {"date": day(1)}, {"date": day(2)}),
        (SittingDraft, DRAFT, {"date": "1500-01-01"}, {"date": "1499-12-31"}),
        (SittingDraft, DRAFT, {"row": 0, "version": 0}, {"row": -1, "version": 0}),
        (SittingDraft, DRAFT, {"row": 1, "version": 1}, {"row": 1, "version": True}),
        (SittingDraft, DRAFT, {"row": None, "version": None}, {"row": None, "version": 1}),
        (SittingDraft, DRAFT, {"again": True}, {"again": 1}),
        (
            SittingDraft,
            DRAFT,
            {"marks": [{"person": "p"}] * MOST_PEOPLE},
            {"marks": [{"person": "p"}] * (MOST_PEOPLE + 1)},
        ),
        (
            SittingDraft,
            DRAFT,
            {"newcomers": [{"name": "p"}] * MOST_PEOPLE},
            {"newcomers": [{"name": "p"}] * (MOST_PEOPLE + 1)},
        ),
        (WantedMark, {"person": "p"}, {"status": "absent"}, {"status": "Absent"}),
        (RecordEdit, EDIT, {"values": {"name": "x" * 4_000}}, {"values": {"name": "x" * 4_001}}),
        (RecordEdit, EDIT, {"values": {"name": None}}, {"values": {"nam": None}}),
        (RecordEdit, EDIT, {"remove": False}, {"remove": "no"}),
        (
            PreviewRequest,
            {},
            {"lines": [{"sheet": "s", "line": 1}] * MOST_CORRECTIONS},
            {"lines": [{"sheet": "s", "line": 1}] * (MOST_CORRECTIONS + 1)},
        ),
        (
            PreviewRequest,
            {},
            {"settings": [{"sheet": "s", "name": "zone", "value": "x" * 200}]},
            {"settings": [{"sheet": "s", "name": "zone", "value": "x" * 201}]},
        ),
        (history.UndoRequest, {"change": 1}, {"keep_later": None}, {"keep_later": "yes"}),
        (history.UndoRequest, {}, {"change": 2**53 - 1}, {"change": 2**53}),
        (history.UndoPlanRequest, {}, {"change": "9" * 18}, {"change": "9" * 19}),
        (history.UndoPlanRequest, {}, {"change": "1"}, {"change": "²"}),
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_request_on_both_sides_of_its_bounds(
    model: type[Request], usual: dict[str, Any], inside: dict[str, Any], outside: dict[str, Any]
) -> None:
    assert takes(model, {**usual, **inside})
    assert not takes(model, {**usual, **outside})


def test_a_refusal_names_what_does_not_fit() -> None:
    for told, name in (
        ({**DRAFT, "key": 7}, "key"),
        ({**DRAFT, "marks": [{"person": ""}]}, "person"),
        ({**DRAFT, "marks": "=A1"}, "marks"),
        ({**DRAFT, "seen": [{"row": "1"}]}, "row"),
        ({**DRAFT, "row": 1}, "version"),
    ):
        with pytest.raises(ArgumentError, match=f"^The request does not say {name} as it must.$"):
            request_of(SittingDraft, told)


def test_what_is_kept_last_goes_last() -> None:
    kept: Recent[int] = Recent(3)
    for number, name in enumerate("abc"):
        kept.put(name, number)
    assert [kept.get(name) for name in "abc"] == [0, 1, 2]
    kept.put("a", 9)
    kept.put("d", 3)
    assert [kept.get(name) for name in "abcd"] == [None, 1, 2, 3]
    kept.drop("b")
    kept.drop("b")
    kept.put("e", 4)
    assert [kept.get(name) for name in "bcde"] == [None, 2, 3, 4]
    assert len({kept.put_new(1) for _ in range(9)}) == 9


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "ours.netmap") as opened:
        opened.create_study(LOCAL_USER, "ours")
        yield opened


def library_of(store: Store, tmp_path: Path, **tables: pd.DataFrame) -> StudyLibrary:
    store.write_study(LOCAL_USER, "ours", netmap.from_tables(**tables))
    return StudyLibrary([tmp_path / "ours.netmap"])


def test_who_was_at_the_last_twelve_sittings_is_expected_and_who_left_is_not(
    store: Store, tmp_path: Path
) -> None:
    sat = [f"m{number}" for number in range(RECENT + 1)]
    days = [f"2024-{number + 1:02d}-01" for number in range(12)] + ["2025-01-01"]
    people = ["too long ago", "just", "last", "also last", "left", "leaves today", "post"]
    left = [None, None, None, None, day(-1), day(0), None]
    names = [None, None, None, "A", None, None, None]
    library = library_of(
        store,
        tmp_path,
        practitioners=pd.DataFrame({"practitioner": people, "left": left, "name": names}),
        zones=pd.DataFrame({"zone": [ZONE]}),
        posts=pd.DataFrame({"practitioner": ["post", "just"], "zone": [ZONE, ZONE]}),
        meetings=pd.DataFrame({"meeting": [*sat, "no day"], "zone": ZONE, "date": [*days, None]}),
        attendance=pd.DataFrame(
            {
                "meeting": [sat[0], sat[1], sat[-1], sat[-1], sat[-1], sat[-1]],
                "practitioner": ["too long ago", "just", "last", "also last", "left", "leaves today"],
            }
        ),
    )
    sheet = act(library, "attendance", {"zone": ZONE})
    assert sheet.roster == ("also last", "last", "leaves today", "just", "post")
    assert [each.meeting for each in sheet.sittings] == [*reversed(sat), "no day"]
    library.close()


def test_the_latest_three_hundred_records_are_shown(store: Store, tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(MOST_ROWS)]
    library = library_of(store, tmp_path, agencies=pd.DataFrame({"agency": names}))
    shown = act(library, "records", {"table": "agencies"})
    assert (len(shown.rows), shown.n) == (MOST_ROWS, MOST_ROWS)
    more = TableChange(pd.DataFrame({"agency": ["=last"]}))
    store.write(LOCAL_USER, "ours", ChangeSet("edit", {"agencies": more}))
    shown = act(library, "records", {"table": "agencies"})
    assert (len(shown.rows), shown.n) == (MOST_ROWS, MOST_ROWS + 1)
    assert [row.cells["agency"] for row in shown.rows[:2]] == ["=last", names[-1]]
    assert shown.rows[-1].cells["agency"] == names[1]
    library.close()


@pytest.mark.parametrize("n", [200, 201])
def test_so_much_later_work_is_told_one_by_one(store: Store, tmp_path: Path, n: int) -> None:
    library = library_of(store, tmp_path, agencies=pd.DataFrame({"agency": ["=A1"]}))
    people = pd.DataFrame({"practitioner": [f"p{number}" for number in range(n)], "agency": "=A1"})
    store.write(LOCAL_USER, "ours", ChangeSet("edit", {"practitioners": TableChange(people)}))
    plan = act(library, "undo_plan", {"change": "1"})
    assert (len(plan.later), plan.later_n) == (200, n)
    library.close()


@pytest.mark.parametrize("left", [0, 1])
def test_so_much_of_what_was_mended_is_told(left: int) -> None:
    cell = {"sheet": "s", "line": 1, "header": "h", "before": "a", "text": "b"}
    cells = [cell] * (history.MOST_BY_HAND - 1)
    source = {"mended": cells, "left": [{"sheet": "s", "line": 2}] * (1 + left)}
    said, n = labels.source_said(source, history.MOST_BY_HAND, ENGLISH)
    assert (len(said), n) == (history.MOST_BY_HAND, history.MOST_BY_HAND + left)
    assert said[-1] == "s, line 2: left out"


def test_a_long_cell_is_cut_where_it_is_told() -> None:
    whole = labels.changed_said("s", 1, "h", "x" * labels.LONGEST, "y", ENGLISH)
    cut = labels.changed_said("s", 1, "h", "x" * (labels.LONGEST + 1), "y", ENGLISH)
    assert "x" * 80 in whole
    assert f"“{'x' * 79}…”" in cut


def a_file(rows: int, columns: int, text: str = "?") -> tuple[FileCells, FileMapping]:
    """A file of bad rows, each cell of them with some text."""
    cells = np.full((rows + 1, columns), text, dtype=object)
    mapped = tuple(ColumnMapping(place, f"c{place}", "kept") for place in range(columns))
    grid = Grid("s", "", cells, np.arange(1, rows + 2))
    return FileCells("s.csv", "", (grid,)), FileMapping((SheetMapping("s", "people", 1, mapped),))


def problem(line: int | None, code: str = "bad", value: str | None = None, column: str = "c0") -> Problem:
    return Problem("s", line, column, value, code, "It is bad.", "Mend it.")


def shown_rows(
    rows: int, columns: int = 1, text: str = "?", column: str = "c0"
) -> tuple[bad_rows.RowSaid, ...]:
    file, mapping = a_file(rows, columns, text)
    wrong = bad_rows.wrong_lines(("", problem(line + 2, column=column)) for line in range(rows))
    return bad_rows.bad_rows(file, mapping, Mends(), wrong, ENGLISH)


def test_so_many_bad_rows_are_shown() -> None:
    assert len(shown_rows(bad_rows.MOST_ROWS)) == bad_rows.MOST_ROWS
    assert len(shown_rows(bad_rows.MOST_ROWS + 1)) == bad_rows.MOST_ROWS


def test_so_many_cells_of_a_row_are_shown_and_the_wrong_one_always() -> None:
    (whole,) = shown_rows(1, bad_rows.MOST_CELLS)
    assert (len(whole.cells), whole.hidden) == (bad_rows.MOST_CELLS, 0)
    (cut,) = shown_rows(1, bad_rows.MOST_CELLS + 2, column=f"c{bad_rows.MOST_CELLS + 1}")
    assert (len(cut.cells), cut.hidden) == (bad_rows.MOST_CELLS + 1, 1)
    assert cut.cells[-1].wrong


def test_so_much_text_of_bad_rows_is_shown_and_one_row_always() -> None:
    half = bad_rows.MOST_TEXT // 2
    assert len(shown_rows(3, 1, "x" * half)) == 2
    assert len(shown_rows(3, 1, "x" * (half + 1))) == 1
    assert len(shown_rows(3, 1, "x" * (bad_rows.MOST_TEXT + 1))) == 1


def test_rows_that_only_wait_for_an_answer_come_last() -> None:
    told = [
        ("", problem(2, "unanswered")),
        ("", problem(3)),
        ("", problem(4, "unanswered")),
        ("", problem(4)),
    ]
    assert [line.line for line in bad_rows.wrong_lines(told)] == [3, 4, 2]


QUESTIONED = "Name,Agency,Date,Group\n"


@pytest.mark.parametrize("more", [0, 1])
def test_a_hundred_questions_are_asked_at_once(store: Store, tmp_path: Path, more: int) -> None:
    agencies, zones = pd.DataFrame({"agency": ["=A1"]}), pd.DataFrame({"zone": [ZONE]})
    library = library_of(store, tmp_path, agencies=agencies, zones=zones)
    n = 100 + more
    rows = "".join(f"P{number},A{number}; B,2025-05-06,{ZONE}\n" for number in range(n))
    said = Dialog(library).upload("list.csv", (QUESTIONED + rows).encode())
    assert (len(said.questions), said.n_questions) == (100, n)
    library.close()


def test_so_many_previews_wait(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{QUESTIONED}Ann,=A1,2025-05-06,Board\n", encoding="utf-8")
    service = importing.ImportService(store)
    found = service.understand(LOCAL_USER, "ours", path)
    tokens = [
        service.preview(LOCAL_USER, "ours", found.file, found.mapping).token
        for _ in range(importing.MOST_PENDING + 1)
    ]
    with pytest.raises(netmap.NetmapError, match="not there any more"):
        service.commit(LOCAL_USER, "ours", tokens[0])
    assert service.commit(LOCAL_USER, "ours", tokens[1]).change is not None


def test_a_cell_that_a_workbook_just_holds_is_put_into_it() -> None:
    for more, fits in ((0, True), (1, False)):
        file, mapping = a_file(1, 1, "x" * (repair.LONGEST_TEXT + more))
        if fits:
            assert repair.repair_book(file, mapping, [("", problem(2))], ENGLISH)
        else:
            with pytest.raises(ArgumentError, match="xxx"):
                repair.repair_book(file, mapping, [("", problem(2))], ENGLISH)


def test_what_may_be_read_of_a_study() -> None:
    whole, some = Reach(), Reach(("p,1", "=A1"))
    assert [whole.covers(each) for each in (None, "p,1", "p")] == [True, True, True]
    assert [some.covers(each) for each in ("p,1", "=A1", "p", None, "")] == [True, True, False, False, False]
    assert not Reach(()).covers(None)
    assert not Reach(()).covers("p,1")
