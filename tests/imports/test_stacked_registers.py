"""Several registers on one sheet: each is read with its own days, or asked about, and no mark is lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

import netmap
from netmap.api import build_api
from netmap.cli import main
from netmap.files.importer.accounting import LEFT_OUT, LINES
from netmap.files.importer.applying import Applied
from netmap.files.importer.understanding import Understanding
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.store.opening import open_store
from tests.imports.made_files import balanced, is_, taken
from tests.imports.reading_back import ALIKE, SILENT, read_back
from tests.imports.stacked_registers import (
    NAME,
    OFFICES,
    QUIRKS,
    SIGNS,
    TOTAL,
    Layout,
    drawn,
    marks_written,
    stacked,
    written,
)
from tests.imports.test_cases import sent
from tests.slices import first

TWELVE = (2,) * 12
LAYOUTS: dict[str, Layout] = {
    "dates": Layout(),
    "days of months": Layout(form="short"),
    "numbers below months": Layout(form="number"),
    "figures below months": Layout(form="figures"),
    "days of the week": Layout(form="week day"),
    "narrower": Layout(days=(4, 2)),
    "wider": Layout(days=(2, 4)),
    "one day each": Layout(days=(1, 1, 1), people=(15, 12, 9)),
    "one day, of numbers": Layout(days=(1, 3), form="number", signs=dict(SIGNS[2])),
    "three": Layout(days=(2, 3, 1), people=(15, 12, 8), form="short"),
    "twelve": Layout(days=TWELVE, people=(9,) * 12, form="number"),
    "twelve with nothing between": Layout(days=TWELVE, people=(9,) * 12, title="", gap=False),
    "no title": Layout(title=""),
    "no title and no blank line": Layout(title="", gap=False),
    "no blank line": Layout(gap=False, form="number"),
    "no sums": Layout(total_row=False, total_column=False, gap=False),
    "blank columns": Layout(blank_column=True, form="short"),
    "side by side": Layout(beside=True),
    "side by side, below months": Layout(beside=True, form="number", title="merged"),
    "agencies in the second": Layout(agencies=(1,)),
    "agencies in the first": Layout(agencies=(0,), form="short"),
    "headers printed again": Layout(again=True),
    "headers printed again, numbers": Layout(again=True, form="number"),
    "headers printed again, days of months": Layout(again=True, form="short", gap=False),
    "Italian": Layout(language="it", form="short"),
    "Italian words": Layout(language="it", form="words", title="both"),
    "Italian numbers": Layout(language="it", form="number", title="merged"),
    "signs P": Layout(signs=dict(SIGNS[1])),
    "signs 1": Layout(signs=dict(SIGNS[2]), form="number"),
    "ticks": Layout(signs=dict(SIGNS[3])),
    "sign A": Layout(signs=dict(SIGNS[4]), form="short"),
    "a group each": Layout(title="group"),
    "a group and a month each": Layout(title="both", form="number"),
    "months in merged cells": Layout(title="merged", form="number"),
    "a key below": Layout(below="key", signs=dict(SIGNS[3])),
    "seats below": Layout(below="seats"),
    "a note below": Layout(below="note", form="short"),
    **{one: Layout(quirks=(one,), form="short") for one in QUIRKS if one != "odd label"},
    "odd label": Layout(quirks=("odd label",), title="both"),
    "odd label, one day": Layout(quirks=("odd label",), days=(2, 1, 1), people=(9, 9, 9), agencies=(0, 2)),
    "odd label, one day first": Layout(
        quirks=("odd label",), days=(1, 2), agencies=(1,), signs=dict(SIGNS[2])
    ),
    "later blocks to the right": Layout(quirks=("shifted", "notes"), form="number"),
    "a large first": Layout(people=(230, 5), form="short"),
    "a large first, no blank line": Layout(people=(230, 4), gap=False, title="", total_row=False),
    "large ones": Layout(people=(215, 220), form="number"),
}
EXPECTED = {"group", "year", "status", "dates", "person"}
"""What may be asked of them: what no cell says, and whether two are one."""


def attended(applied: Applied) -> list[tuple[str, str, str]]:
    sittings = applied.tables["meetings"].set_index("meeting")
    rows = applied.tables["attendance"]
    told = zip(rows["meeting"], rows["practitioner"], strict=True)
    return sorted((sittings["date"][one], sittings["zone"][one], who) for one, who in told)


@pytest.mark.parametrize("book", [True, False], ids=["xlsx", "csv"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_each_block_is_a_register_of_its_own(name: str, *, book: bool) -> None:
    file = written(random.Random(name), LAYOUTS[name], book=book)
    assert marks_written(file, LAYOUTS[name].signs.values()) == len(file.rows)
    back = read_back(file)
    assert (back.fate, sorted(back.wrong), sorted(back.missing)) == (ALIKE, [], [])
    assert back.asked <= EXPECTED


@pytest.mark.parametrize("seed", first(10, range(200)))
def test_a_layout_at_random_reads_back_alike_or_is_asked_about(seed: int) -> None:
    file = stacked(seed)
    signs = drawn(random.Random(seed)).signs.values()
    assert marks_written(file, signs) == len(file.rows)
    assert read_back(file).fate != SILENT


BOARD, EAST, NORTH = "Westside Partnership Board", "Eastside Locality Meeting", "Northside Locality Meeting"
SEPTEMBER = """
    Name | 2024-09-03 | 2024-09-17
    Ann Lee | x | x
    Bob Fry | x |
    """
OCTOBER = """
    Name | 2024-10-01 | 2024-10-15
    Ann Lee | x |
    Cy Dale | | x
    """
FIRST = [("2024-09-03", "Ann Lee"), ("2024-09-03", "Bob Fry"), ("2024-09-17", "Ann Lee")]
SECOND = [("2024-10-01", "Ann Lee"), ("2024-10-15", "Cy Dale")]


def sheet(*parts: str) -> str:
    """Texts below each other; a blank one is a blank line."""
    return "\n".join(part.strip() for part in parts)


def read(*parts: str, said: Any = None) -> tuple[Understanding, Applied]:
    understood, applied = taken(said=said, s=sheet(*parts))
    assert balanced(applied)
    return understood, applied


@pytest.mark.parametrize(
    "parts",
    [
        (BOARD, SEPTEMBER, OCTOBER),
        (BOARD, SEPTEMBER, "", OCTOBER),
        (BOARD, SEPTEMBER, "October 2024", OCTOBER),
        (BOARD, SEPTEMBER, "", "October 2024", "", OCTOBER),
        (BOARD, SEPTEMBER.replace("Name", ""), "", OCTOBER.replace("Name", "")),
        (BOARD, SEPTEMBER.replace("Name", "Those of us"), OCTOBER.replace("Name", "Those of us")),
        (BOARD, SEPTEMBER, f"{BOARD} – attendance", OCTOBER),
        (BOARD, SEPTEMBER, "Total | 2 | 1", OCTOBER, "Total | 1 | 1"),
        (BOARD, SEPTEMBER, "Total | 2 of 3 | n/a", "", OCTOBER, "", "Date of the next: soon."),
    ],
)
def test_a_block_without_a_group_of_its_own_is_of_the_group_above(parts: tuple[str, ...]) -> None:
    _, applied = read(*parts)
    assert attended(applied) == [(day, BOARD, who) for day, who in [*FIRST, *SECOND]]
    assert not applied.questions


def test_a_block_whose_title_names_a_group_is_of_that_group() -> None:
    _, applied = read(EAST, SEPTEMBER, NORTH, SEPTEMBER)
    both = [(day, group, who) for day, who in FIRST for group in (EAST, NORTH)]
    assert attended(applied) == sorted(both)


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        (("Eastside", SEPTEMBER, "Northside", OCTOBER), ["s: Eastside", "s: Northside"]),
        ((EAST, SEPTEMBER, "Northside", OCTOBER), ["s: Northside"]),
        ((EAST, SEPTEMBER, NORTH, OCTOBER, "December", OCTOBER.replace("-10-", "-12-")), ["s: December"]),
        (("September", SEPTEMBER, "October", OCTOBER), ["s"]),
    ],
)
def test_a_group_that_is_not_sure_is_asked(parts: tuple[str, ...], asked: list[str]) -> None:
    _, applied = read(*parts)
    assert [(one.kind, one.about) for one in applied.questions] == [("group", (name,)) for name in asked]


@pytest.mark.parametrize("line", ["Northside | Room 3 | Clerk", "Northside | Room 3", "Northside"])
def test_a_line_right_above_headers_that_may_name_a_group_leaves_it_to_be_asked(line: str) -> None:
    _, applied = read(EAST, SEPTEMBER, line, OCTOBER)
    assert "group" in {one.kind for one in applied.questions}
    assert attended(applied) == [(day, EAST, who) for day, who in FIRST]
    _, named = read(EAST, SEPTEMBER, f"{NORTH} | Room 3 | Clerk", OCTOBER)
    assert attended(named) == sorted([(d, EAST, w) for d, w in FIRST] + [(d, NORTH, w) for d, w in SECOND])


def test_a_list_of_clocks_below_a_role_that_is_called_like_a_header_is_one_list() -> None:
    rows = [
        f"Attendee | {name} | 2024-09-03 10:0{n} | 2024-09-03 11:00" for n, name in enumerate(("Ann", "Ben"))
    ]
    understood, _ = read("Role | Name | Joined | Left", *rows, "Total | 2")
    assert [one.sheet for one in understood.sheets] == ["s"]


def test_no_two_tables_of_a_sheet_bear_one_name() -> None:
    numbers = OCTOBER.replace("2024-10-01", "1").replace("2024-10-15", "15")
    understood, _ = read(SEPTEMBER, numbers, OCTOBER, "", "Name | Role\nAnn Lee | Chair", "", numbers)
    names = [one.sheet for one in understood.sheets]
    assert len(set(names)) == len(names) == 5


def test_headers_printed_again_are_no_data_and_no_second_register() -> None:
    again = (
        SEPTEMBER.replace("Ann Lee", "Di Ode").replace("2024-09-03", "3 Sep").replace("2024-09-17", "17 Sep")
    )
    one = again.replace("Di Ode", "Ann Lee")
    understood, applied = read(BOARD, "September 2024", one, again, "", again.replace("Di Ode", "Ed Poe"))
    assert [one.sheet for one in understood.sheets] == ["s"]
    assert sorted({who for _, _, who in attended(applied)}) == ["Ann Lee", "Bob Fry", "Di Ode", "Ed Poe"]
    assert [one.line for one in applied.problems if one.code == "header-again"] == [6, 10]


@pytest.mark.parametrize(
    "days", [("2024-10-01", "2024-10-15"), ("1 Oct 2024", "15 Oct 2024"), ("1 Oct", "15 Oct")]
)
def test_days_among_marks_that_may_be_headers_stop_the_reading(days: tuple[str, str]) -> None:
    other = OCTOBER.replace("Name", "Folk").replace("2024-10-01", days[0]).replace("2024-10-15", days[1])
    _, applied = read(BOARD, SEPTEMBER, other)
    assert attended(applied) == [(day, BOARD, who) for day, who in FIRST]
    assert [(one.line, one.code) for one in applied.blocking] == [(line, "other-days") for line in (5, 6, 7)]


def test_one_day_among_marks_is_asked_as_a_mark() -> None:
    _, applied = read(BOARD, SEPTEMBER, "Cy Dale | since 17 Sep | 17 Sep 2024")
    assert [one.about for one in applied.questions] == [("since 17 Sep",), ("17 Sep 2024",)]


def test_numbers_without_a_month_are_asked_and_never_read_below_other_days() -> None:
    numbers = OCTOBER.replace("2024-10-01", "1").replace("2024-10-15", "15")
    _, applied = read(BOARD, "September 2024", SEPTEMBER, numbers)
    assert attended(applied) == [(day, BOARD, who) for day, who in FIRST]
    assert [(one.kind, one.about[1]) for one in applied.questions] == [("column", "1"), ("column", "15")]


def test_marks_above_the_headers_are_never_called_titles() -> None:
    _, applied = read("Ann Lee | x | x", "Bob Fry | P |", OCTOBER, said={("group", ()): is_(BOARD)})
    assert [(one.line, one.code) for one in applied.blocking] == [(1, "marks-above"), (2, "marks-above")]
    lines = [(one.first, one.n, one.fate) for one in applied.account if one.kind == LINES]
    assert lines[0] == (1, 2, LEFT_OUT)
    rows = "Ann Lee | x |\nBob Fry | | x\nCy Dale | x | x"
    _, above = read("Those of us | autumn | winter", rows, "", "Name | Role\nDi Ode | Chair")
    assert [(one.line, one.code) for one in above.blocking] == [(line, "marks-above") for line in (2, 3, 4)]
    _, facts = read("Quorate | yes", "Recorded | no", "Name | Agency\nAnn Lee | Police")
    assert not facts.blocking
    _, numbered = read("Sitting | 1 | 2", "Marks: | x | P", OCTOBER, said={("group", ()): is_(BOARD)})
    assert not numbered.blocking


def test_a_month_in_which_nobody_is_marked_makes_nobody_present() -> None:
    blank = OCTOBER.replace("| x", "|")
    _, applied = read(
        BOARD, SEPTEMBER, "October 2024", blank, "", "November", OCTOBER.replace("-10-", "-11-")
    )
    later = [(day.replace("-10-", "-11-"), who) for day, who in SECOND]
    assert attended(applied) == [(day, BOARD, who) for day, who in [*FIRST, *later]]
    assert not applied.questions


def test_registers_with_a_row_for_each_sitting_are_parted_where_other_names_stand_above() -> None:
    one = "Date | Ann Lee | Bob Fry\n2024-09-03 | x | x\n2024-09-17 | x |"
    other = "Date | Ann Lee | Cy Dale\n2024-10-01 | x |\n2024-10-15 | | x"
    for parts in ((BOARD, one, other), (BOARD, one, "", other)):
        _, applied = read(*parts, said={("group", ("s (2)",)): is_(BOARD)})
        assert attended(applied) == [(day, BOARD, who) for day, who in [*FIRST, *SECOND]]


def test_a_list_above_a_register_and_one_below_are_lists_of_their_own() -> None:
    above, below = "Name | Agency\nAnn Lee | Police\nBob Fry | Housing", "Name | Role\nCy Dale | Chair"
    understood, applied = read(above, "", BOARD, SEPTEMBER, "", below, "", OCTOBER)
    shapes = [one.shape for one in understood.sheets]
    assert shapes == ["people", "attendance_matrix", "people", "attendance_matrix"]
    assert attended(applied) == [(day, BOARD, who) for day, who in [*FIRST, *SECOND]]
    assert (
        dict(applied.tables["practitioners"][["name", "agency"]].to_numpy().tolist())["Bob Fry"] == "Housing"
    )


@pytest.mark.parametrize("between", [(), ("",)])
def test_a_wider_list_below_another_does_not_win_over_it(between: tuple[str, ...]) -> None:
    narrow = "Name | Agency\nAnn Lee | Police\nBob Fry | Housing"
    wide = (
        "Name | Agency | Email | Role\nCy Dale | Police | c@x.org | Chair\nDi Ode | Schools | d@x.org | Clerk"
    )
    for parts in ((narrow, *between, wide), (wide, *between, narrow)):
        understood, applied = read(*parts)
        assert [one.shape for one in understood.sheets] == ["people", "people"]
        assert sorted(applied.tables["practitioners"]["name"]) == ["Ann Lee", "Bob Fry", "Cy Dale", "Di Ode"]
        assert not applied.blocking


def test_registers_side_by_side_need_no_blank_column_and_no_common_line() -> None:
    beside = """
        September 2024 | | | | October 2024
        Name | 3 | 17 | Total | Name | 1 | 15
        Ann Lee | x | x | 2 | Ann Lee | x |
        Bob Fry | x | | 1 | Cy Dale | | x
        """
    lower = """
        Name | 2024-09-03 | 2024-09-17 | | |
        Ann Lee | x | x | | Name | 2024-10-01 | 2024-10-15
        Bob Fry | x | | | Ann Lee | x |
        | | | | Cy Dale | | x
        """
    for text in (beside, lower):
        _, applied = read(text, said={("group", ()): is_(BOARD)})
        assert attended(applied) == [(day, BOARD, who) for day, who in [*FIRST, *SECOND]]


def test_months_above_columns_are_the_days_and_the_first_person_is_none() -> None:
    understood, applied = read(
        "Name | Sep 2024 | Oct 2024\nAnn | 1 | 1\nBob | 1 |", said={("group", ()): is_(BOARD)}
    )
    assert understood.sheets[0].header == 1
    assert attended(applied) == [
        ("2024-09", BOARD, "Ann"),
        ("2024-09", BOARD, "Bob"),
        ("2024-10", BOARD, "Ann"),
    ]


def test_a_column_of_one_day_with_a_mark_that_is_not_sure_is_no_list_of_those_present() -> None:
    _, applied = read(BOARD, "Name | 2024-09-03\nAnn Lee | x\nBob Fry | A\nCy Dale |")
    assert attended(applied) == [("2024-09-03", BOARD, "Ann Lee")]
    assert [one.about for one in applied.questions] == [("A",)]
    _, short = taken(s=sheet("Name | 3 Sep", "Ann Lee | here", "Bob Fry | elsewhere"))
    assert [(one.kind, one.about) for one in short.questions] == [("column", ("s", "3 Sep"))]


@pytest.mark.parametrize("name", ["narrower", "numbers below months", "side by side"])
@pytest.mark.parametrize("book", [True, False], ids=["xlsx", "csv"])
def test_the_command_the_library_and_the_service_say_the_same(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, book: bool
) -> None:
    layout = replace(LAYOUTS[name], one_only=False)
    file = written(random.Random(7), layout, book=book)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    assert main(["import", str(path), "--into", str(tmp_path / "a.netmap"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    result = netmap.import_file(path, tmp_path / "b.netmap")
    with open_store(tmp_path / "c.netmap") as store:
        store.create_study(LOCAL_USER, "ours")
    library = StudyLibrary([tmp_path / "c.netmap"])
    app: ASGIApp = build_api(library)
    seen = sent(app, "imports", file.name, content=file.data)
    done = sent(app, "imports/commit", json={"upload": seen["upload"], "token": seen["token"]})
    library.close()
    assert (result.outcome, seen["clean"], "error" in done) == ("whole", True, False)
    assert told["account"] == json.loads(json.dumps(result.to_json()))["account"]
    assert [*seen["gist"]]
    for letter in "abc":
        study = netmap.read_study(tmp_path / f"{letter}.netmap")
        assert len(study.attendance) == len(file.rows) == marks_written(file, layout.signs.values())
        assert len(study.meetings) == len({row.day for row in file.rows})
        assert len(study.practitioners) == len({row.person for row in file.rows})


def test_words_of_the_generator_are_no_names_and_no_marks() -> None:
    signs = {sign for one in SIGNS for sign in one.values()}
    assert signs.isdisjoint({*NAME.values(), *TOTAL.values(), *OFFICES})


ABOVE = {
    "above each": ",,Board,Board,Panel,Panel",
    "above the first": ",,Board,,Panel,",
    "names of none": ",,Eastside,,Westside,",
}


@pytest.mark.parametrize("names", ABOVE.values(), ids=ABOVE)
def test_names_above_days_part_a_register_and_no_group_is_given_to_all(tmp_path: Path, names: str) -> None:
    marks = {"Ann Lee": "x,x,,", "Bob Fry": "x,,x,x", "Cem Kaya": ",x,x,", "Di Ode": ",,x,x"}
    head = "Name,Agency,3 Sep 2024,1 Oct 2024,10 Sep 2024,8 Oct 2024"
    rows = [f"{name},Police,{signs}" for name, signs in marks.items()]
    path = tmp_path / "two.csv"
    path.write_text("\n".join([names, head, *rows]), encoding="utf-8")
    told = [one for one in dict.fromkeys(names.split(",")) if one]
    keys = [("group", (f"two.csv: {one}",)) for one in told]
    asked = netmap.import_file(path, tmp_path / "asked.netmap", dry_run=True)
    assert [(one.kind, one.about) for one in asked.preview.questions] == keys
    answered = dict(zip(told, ("Early Help Forum", "Safeguarding Round"), strict=True))
    answers = [
        {"question": kind, "about": list(about), "action": "new", "value": group}
        for (kind, about), group in zip(keys, answered.values(), strict=True)
    ]
    netmap.import_file(path, tmp_path / "ours.netmap", answers=answers)
    found = netmap.read_study(tmp_path / "ours.netmap")
    zones = dict(zip(found.zones["zone"], found.zones["name"], strict=True))
    met = dict(zip(found.meetings["meeting"], found.meetings["zone"].map(zones), strict=True))
    people = dict(zip(found.practitioners["practitioner"], found.practitioners["name"], strict=True))
    came = {
        (people[who], met[where])
        for who, where in zip(found.attendance["practitioner"], found.attendance["meeting"], strict=True)
    }
    expected = {
        (name, answered[told[place // 2]])
        for name, signs in marks.items()
        for place, sign in enumerate(signs.split(","))
        if sign
    }
    assert came == expected
    assert len(found.attendance) == sum(signs.count("x") for signs in marks.values())


@pytest.mark.parametrize("above", [",,Tue,Tue,Thu,Thu", ",,Board,,,", "Board,,Panel,,,", ",,2024,,2025,"])
def test_weekdays_years_and_one_name_above_days_part_nothing(tmp_path: Path, above: str) -> None:
    path = tmp_path / "one.csv"
    days = "3 Sep,1 Oct,10 Jan,8 Feb" if "2025" in above else "3 Sep 2024,1 Oct 2024,10 Sep 2024,8 Oct 2024"
    path.write_text(f"{above}\nName,Agency,{days}\nAnn Lee,Police,x,x,,\nBob Fry,Police,x,,x,x\n", "utf-8")
    asked = netmap.import_file(path, tmp_path / "asked.netmap", dry_run=True).preview
    groups = [one for one in asked.questions if one.kind == "group"]
    assert len(groups) <= 1
