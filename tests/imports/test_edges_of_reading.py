"""Both sides of edges in the reading of files: how alike names are, how far names go on, what stays."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from http import HTTPStatus
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from rapidfuzz.distance import OSA, JaroWinkler

import netmap
from netmap.files.importer.accounting import NO_USE
from netmap.files.importer.asides import _is_day, in_list
from netmap.files.importer.carried_down import carried_down
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.comparing import Sides, differences
from netmap.files.importer.date_texts import in_figures, proven_century
from netmap.files.importer.day_blocks import (
    _below_each_other,
    _cuts,
    _hides_title,
    _is_beside_more,
    columns_of,
    is_title,
)
from netmap.files.importer.day_blocks import rows_of as part_of_rows
from netmap.files.importer.day_headers import is_span
from netmap.files.importer.fields import KEPT
from netmap.files.importer.layouts import square_names
from netmap.files.importer.left_out import signs_behind_names, unused_dates
from netmap.files.importer.listed_names import person, puts_surnames_first
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.names import is_shortened, is_slip, likeness, signatures
from netmap.files.importer.questions import Answers
from netmap.files.importer.recipes.attendance_matrix import _spelled_out
from netmap.files.importer.recipes.minutes import sections
from netmap.files.importer.records import Name, Sitting
from netmap.files.importer.records import rows_of as records_rows
from netmap.files.importer.registers import Entry, Register, _far
from netmap.files.importer.resolving import made_id
from netmap.files.importer.signing_in import _key, _of_day
from netmap.files.importer.unsure_columns import _may_be_day, _may_name
from netmap.model.errors import ArgumentError, NotFoundError, Problem
from netmap.records.attendance.writing import _check
from netmap.records.imports.bad_rows import wrong_places
from netmap.records.imports.repair import _check_fits
from netmap.records.imports.types import BadRowsError, StalePreviewError
from tests.imports.made_files import grid, is_, known_partnership, rows_of, taken


@pytest.mark.parametrize(("word", "slips"), [("abcdefg", False), ("abcdefgh", True), ("abcdefghi", True)])
def test_two_slips_make_one_word_of_two_from_eight_letters_on(word: str, slips: bool) -> None:
    """Whatever two letters are other ones; and whoever is alike is found by what both share."""
    for one, two in itertools.combinations(range(2, len(word)), 2):
        other = "".join(
            "x" if place == one else "y" if place == two else each for place, each in enumerate(word)
        )
        assert is_slip(word, other) is slips, other
        assert bool(signatures((word,)) & signatures((other,))) is slips, other


@pytest.mark.parametrize(("short", "long", "alike"), [("ab", "Ann Ode", False), ("abc", "Ann Bo Coe", True)])
def test_letters_stand_for_three_words_or_more(short: str, long: str, alike: bool) -> None:
    assert (likeness((short,), tuple(long.casefold().split())) is not None) is alike


def test_a_slip_in_capitals_counts_from_seven_letters_on() -> None:
    """Short words in capitals are letters of other words: one other letter is another agency."""
    known = Register([Entry("1", "HEALTH"), Entry("2", "WELFARE")], ordered=True)
    assert [one.value for one in known.alike("HEALTG")] == []
    assert [one.value for one in known.alike("Healtg")] == ["1"]
    assert [one.value for one in known.alike("WELFARD")] == ["2"]


@pytest.mark.parametrize("crowd", [299, 300, 301])
def test_in_a_crowd_of_one_first_name_the_same_are_offered(
    crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many share a first name, leaving some out beforehand changes nothing of what is offered."""
    surnames = ["".join(letters) for letters in itertools.product("bcdfghk", "aeiou", "lmnprst", "aeiou")]
    people = [Entry(str(n), f"Maria {one}") for n, one in enumerate(surnames[:crowd])]
    family = [Entry(f"a,{n}", f"{given} Castellani") for n, given in enumerate(surnames[-12:])]
    known = Register([*people, *family, Entry("=A1", "Maria Castellani")], ordered=False)
    quick = [known.alike(text) for text in ("Maria Castelani", "Mario Castellani", "Castellani Maria")]
    assert all("=A1" in [one.value for one in each] for each in quick)
    monkeypatch.setattr("netmap.files.importer.registers.FEW", 10**9)
    assert quick == [
        known.alike(text) for text in ("Maria Castelani", "Mario Castellani", "Castellani Maria")
    ]


@pytest.mark.parametrize(("agency", "who"), [("h", "1"), ("s", "2"), ("n", None), ("", None)])
def test_of_two_namesakes_the_agency_beside_them_tells(agency: str, who: str | None) -> None:
    known = Register([Entry("1", "John Smith", "h"), Entry("2", "John Smith", "s")], ordered=False)
    assert known.match("John Smith", agency).id == who


@pytest.mark.parametrize("people", [5, 6])
def test_of_those_with_the_same_letters_five_are_offered(people: int) -> None:
    study = netmap.from_tables(
        practitioners=pd.DataFrame(
            {"practitioner": [str(n) for n in range(people)], "name": [f"Ann{n} Lee" for n in range(people)]}
        ),
        zones=pd.DataFrame({"zone": ["board"], "name": ["Board"]}),
    )
    sheet = "Group | Date | Name\nBoard | 2024-01-02 | AL\nBoard | 2024-01-02 | Ben Ode"
    _, applied = taken(study, sheet=sheet)
    (question,) = applied.questions
    assert [one.shown for one in question.candidates] == [f"Ann{n} Lee" for n in range(5)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # Below a heading without names they may follow after one blank line.
        ([(1, "Present:"), (2, "Ann Lee, Police")], 1),
        ([(1, "Present:"), (3, "Ann Lee, Police")], 1),
        ([(1, "Present:"), (4, "Ann Lee, Police")], 0),
        # Behind names in the heading itself bullets go on in the very next line.
        ([(1, "Present: Ann Lee"), (2, "- Ben Ode")], 2),
        ([(1, "Present: Ann Lee"), (3, "- Ben Ode")], 1),
        ([(1, "Present: Ann Lee"), (2, "Ben Ode")], 1),
        ([(1, "Present: Ann Lee,"), (2, "Ben Ode")], 2),
    ],
)
def test_names_go_on_over_one_blank_line_and_bullets_over_none(
    lines: list[tuple[int, str]], found: int
) -> None:
    assert len(list(sections(lines))) == found


def test_a_sheet_without_some_rows_of_a_table_removes_none_unless_told() -> None:
    study = known_partnership()
    sheet = "practitioner | name | agency\nP1 | Maria Rossi | h\nP2 | Niccolò Bianchi | s"
    understood, applied = taken(study, practitioners=sheet)
    assert understood.sheets[0].table == "practitioners"
    assert not applied.differences["practitioners"].removed


def test_a_missing_cell_is_the_empty_one_of_those_that_are_meant_else_the_first() -> None:
    columns = tuple(ColumnMapping(place, name, name) for place, name in enumerate(("source", "target")))
    sheet = SheetMapping("sheet", "contacts", 1, columns)
    missing = Problem("contacts", 2, "practitioner", None, "missing", "", "")
    assert wrong_places(sheet, ["Ann", " "], missing) == [1]
    assert wrong_places(sheet, ["", ""], missing) == [0, 1]
    assert wrong_places(sheet, ["Ann", "Ben"], missing) == [0]


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("0 AM", "99"), ("1 AM", "01"), ("12 AM", "00"), ("1 PM", "13"), ("12 PM", "12"), ("13 PM", "99")],
)
def test_a_clock_of_twelve_hours_knows_one_to_twelve(clock: str, hour: str) -> None:
    """What no such clock shows becomes no hour at all, so that it is told and not read as another."""
    figure, half = clock.split()
    assert in_figures(f"3/4/2024, {figure}:05:00 {half}") == f"3/4/2024 {hour}:05:00"


@pytest.mark.parametrize(("full", "century"), [("2026", "2000"), ("2027", None)])
def test_years_up_to_ten_apart_prove_a_century(full: str, century: str | None) -> None:
    assert proven_century(["03/06/16", f"03/06/{full}"]) == century


def test_an_unknown_name_is_repeated_to_its_eightieth_letter() -> None:
    study = known_partnership()
    whole = SimpleNamespace(zone="board", statuses={}, newcomers=(), marks=("x",))
    _check(study, whole)
    for told in (
        {"zone": "Č" * 81},
        {"statuses": {"Č" * 81: "present"}},
        {"newcomers": (SimpleNamespace(agency="Č" * 81),)},
    ):
        with pytest.raises(NotFoundError) as refused:
            _check(study, SimpleNamespace(**{**vars(whole), **told}))
        assert f"“{'Č' * 80}”" in refused.value.text()


@pytest.mark.parametrize("longer", [0, 1])
def test_a_cell_as_long_as_a_workbook_takes_fits_and_a_longer_one_is_named(longer: int) -> None:
    cells = ["Ann", "a" * (32_767 + longer)]
    if not longer:
        _check_fits(cells)
        return
    with pytest.raises(ArgumentError) as refused:
        _check_fits(cells)
    assert f"“{'a' * 40}…”" in refused.value.text()


@pytest.mark.parametrize(
    ("text", "agency"), [("Cher (C)", "C"), ("Eve O'Brien (EOB)", ""), ("Ann Lee (AL)", "")]
)
def test_initials_are_those_of_two_words_or_more(text: str, agency: str) -> None:
    """One letter behind a name of one word may be an agency."""
    assert person(text).agency == agency


@pytest.mark.parametrize(
    ("answer", "asked"), [("Panel on the 4th March", True), ("Panel of 12 people", False)]
)
def test_answers_that_hold_a_day_without_a_year_may_be_those_of_sittings(answer: str, asked: bool) -> None:
    sheet = f"Timestamp | Name | Which of them?\n2024/03/29 9:12:01 AM | Ann Lee | {answer}"
    _, applied = taken(said={("group", ("sheet",)): is_("Board")}, sheet=sheet)
    assert (
        ("column", ("sheet", "Which of them?")) in {(one.kind, one.about) for one in applied.questions}
    ) is asked


@pytest.mark.parametrize("until", [3, 4])
def test_blank_cells_are_asked_about_down_to_the_line_where_a_list_ends(until: int) -> None:
    """Of two blank cells, which it takes, the second stands in the last line of the list, or below it."""
    rows = rows_of("Name | Agency\nAnn | Health\nBen |\nCem |")
    columns = (ColumnMapping(0, "Name", "person"), ColumnMapping(1, "Agency", "agency"))
    sheet = SheetMapping("sheet", "people", 1, columns, settings={"until": str(until)})
    _, waiting = carried_down(sheet, grid("sheet", rows), Answers())
    assert list(waiting) == ([3, 4] if until == 4 else [])


@pytest.mark.parametrize(
    ("joined", "shape"), [("9:58 AM", "sitting_list"), ("14/10/2024 9:58", "attendance")]
)
def test_one_line_below_the_headers_tells_a_clock_from_a_day(joined: str, shape: str) -> None:
    understood, _ = taken(sheet=f"Name | Agency | Join time\nAnn | Health | {joined}")
    assert understood.sheets[0].shape == shape


def test_what_a_program_of_calls_adds_is_of_no_use_and_no_column_without_a_header() -> None:
    sheet = "Name | Join time | Leave time | Guest\nAnn | 9:58 AM | 11:00 AM | Yes"
    said = {("group", ("sheet",)): is_("Board"), ("day", ("sheet",)): is_("14/10/2024")}
    _, applied = taken(said=said, sheet=sheet)
    assert [one.why for one in applied.account if one.name == "Guest"] == [NO_USE]


@pytest.mark.parametrize(("blank", "known"), [(33, True), (34, False)])
def test_a_square_of_names_may_have_some_blank_lines_and_no_more(blank: int, known: bool) -> None:
    """At most twice as many lines as columns, and thirty."""
    names = [["", "Ann", "Ben"], ["Ann", "0", "1"], *[["", "1", ""]] * blank, ["Ben", "1", "0"]]
    assert (square_names(grid("sheet", names)) is not None) is known


@pytest.mark.parametrize(
    ("cells", "may"),
    [
        (["Ann B", "C Kaya"], True),
        (["Ann B", "Office"], False),
        (["Ann B", "Cem Kaya", "Office"], True),
        (["1st Floor", "2nd Floor", "Ann B"], False),
    ],
)
def test_more_than_half_of_two_words_that_begin_with_letters_may_be_names(
    cells: list[str], may: bool
) -> None:
    below = np.array([[cell] for cell in cells], dtype=object)
    assert _may_name(ColumnMapping(0, "Lead name", "kept"), "people", below) is may


@pytest.mark.parametrize(("beside", "is_name"), [("", False), ("x", True)])
def test_a_text_that_stands_again_with_others_beside_it_is_a_name(beside: str, is_name: bool) -> None:
    assert _is_beside_more(grid("sheet", [["Ann", "", ""], ["Ann", beside, ""]]), 0) is is_name


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        # A word for agencies that stands before the one for names begins the register.
        (["Agency", "Name"], 3),
        (["Note", "Name"], 4),
        (["Agency", "Agency", "Name"], 3),
        (["Name", "Agency"], 3),
    ],
)
def test_a_register_beside_another_begins_with_the_words_before_its_names(words: list[str], cut: int) -> None:
    row = ["Name", "2024-01-02", "2024-02-06", *words, "2024-01-09", "2024-02-13"]
    assert _cuts(grid("sheet", [row, ["Ann", *["x"] * (len(row) - 1)]]), 0) == [cut]


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("2024", True),
        ("May", True),
        ("May 2024", True),
        ("2024 maggio", True),
        ("Room", False),
        ("Room 2024", False),
        ("May June", False),
        ("2023 2024", False),
        ("8 May 2024", False),
        ("", False),
    ],
)
def test_above_days_stand_a_year_a_month_or_a_month_of_a_year(cell: str, span: bool) -> None:
    assert is_span(cell) is span


def test_a_stale_preview_is_a_conflict_and_bad_rows_cannot_be_processed() -> None:
    """As RFC 9110 numbers them."""
    assert (StalePreviewError.status, BadRowsError.status) == (HTTPStatus.CONFLICT, 422)


@pytest.mark.parametrize(("beside", "aside"), [([], False), ([""], True)])
def test_a_sentence_alone_in_three_columns_is_nobody_and_in_two_it_may_be(
    beside: list[str], aside: bool
) -> None:
    rows = [["Name", "Agency", *beside], ["Sent round on Monday by the clerk.", "", *beside]]
    columns = (ColumnMapping(0, "Name", "person"), ColumnMapping(1, "Agency", "agency"))
    (row,) = list(records_rows(SheetMapping("sheet", "people", 1, columns), grid("sheet", rows)))
    assert (in_list(row) is not None) is aside


@pytest.mark.parametrize(
    ("times", "of_day"), [([5], False), ([5, 1], True), ([5, 2], False), ([1, 1, 9], True)]
)
def test_times_of_which_one_stands_on_one_line_alone_are_those_of_signing_in(
    times: list[int], of_day: bool
) -> None:
    """Two sittings of one day have two lines each at least."""
    clocks = Counter({f"2024-01-02 1{hour}:00:00": n for hour, n in enumerate(times)})
    sitting = Sitting(date="2024-01-02 10:00:00", zone=Name("zone", "Board"))
    found = _of_day("sheet", sitting, {_key("sheet", sitting): clocks})
    assert (None if found is None else found.date) == ("2024-01-02" if of_day else None)


@pytest.mark.parametrize(
    ("rows", "n"), [(["Name*", "Ann"], None), (["Name", "Ann*"], 1), (["Name*", "Ann*", "B†"], 2)]
)
def test_signs_are_told_of_the_names_below_a_header(rows: list[str], n: int | None) -> None:
    sheet = SheetMapping("sheet", "people", 1, (ColumnMapping(0, "Name", "person"),))
    told = [one.values["n"] for one in signs_behind_names(sheet, grid("sheet", [[row] for row in rows]))]
    assert told == ([] if n is None else [n])


@pytest.mark.parametrize(
    ("short", "long", "is_short"),
    [
        ("mtg", "meeting", True),
        ("mt", "meeting", False),
        ("bght", "bought", True),
        ("bght", "boght", False),
        ("mtx", "meeting", False),
        ("xtg", "meeting", False),
        ("mgt", "meetingt", True),
        ("meg", "meeting", False),
    ],
)
def test_a_shorter_writing_has_three_letters_the_ends_and_two_letters_less(
    short: str, long: str, is_short: bool
) -> None:
    assert is_shortened(short, long) is is_short


@pytest.mark.parametrize(("length", "is_one"), [(40, True), (41, False)])
def test_a_day_among_marks_is_written_in_so_many_letters(length: int, is_one: bool) -> None:
    assert _is_day("3 September 2024".ljust(length)) is is_one


def test_a_contact_without_an_id_has_one_made_of_what_it_says_and_one_like_it_another() -> None:
    """In a table each row is a contact of its own; the first keeps its id, whatever stands below it."""
    line = "2011-05-03 | P1 | P3"
    ids = []
    for lines in (line, f"{line}\n{line}"):
        _, applied = taken(known_partnership(), contacts=f"date | source | target\n{lines}")
        ids.append(applied.tables["contacts"]["contact"].tolist())
    said = {"date": "2011-05-03", "source": "P1", "target": "P3"}
    parts = [part for pair in sorted(said.items()) for part in pair]
    made = [made_id(*parts), made_id(*parts, "2")]
    assert ids == [made[:1], made]


def test_tables_of_which_nothing_is_said_are_compared_in_text_order() -> None:
    sides = Sides(None, tables=frozenset({"zones", "agencies", "meetings", "contacts"}))
    assert list(differences({}, sides)) == ["agencies", "contacts", "meetings", "zones"]
    assert next(iter(differences({"zones": {}}, sides))) == "zones"


@pytest.mark.parametrize(("blank", "told"), [(199, 1), (200, 0)])
def test_dates_that_count_for_nothing_are_told_of_two_hundred_lines(blank: int, told: int) -> None:
    rows = [["Name", "Reviewed"], *[["Ann", ""]] * blank, ["Ann", "2024-05-06"]]
    sheet = SheetMapping(
        "s", "people", 1, (ColumnMapping(0, "Name", "person"), ColumnMapping(1, "Reviewed", KEPT))
    )
    assert len(list(unused_dates(sheet, grid("s", rows)))) == told


@pytest.mark.parametrize(("dates", "told"), [(0, ["Ann*"]), (1, [])])
def test_signs_behind_names_across_are_told_where_days_stand_first(dates: int, told: list[str]) -> None:
    columns = [ColumnMapping(dates, "Date", "date"), ColumnMapping(1 - dates, "Room", KEPT)]
    columns += [ColumnMapping(2, "Ann*", "mark"), ColumnMapping(3, "Ben", "mark")]
    found = signs_behind_names(SheetMapping("s", "m", 1, tuple(columns)), grid("s", [["", "", "x", "x"]] * 2))
    assert [one.column for one in found] == told


@pytest.mark.parametrize(
    ("texts", "shows"),
    [
        (["ROSS, Ann; DALE, Ben"], False),
        (["SMITH, Ann; DALE, Ben"], True),
        (["SMITH, Ann"], False),
        (["SMITH, Ann", "SMITH, Ann"], False),
    ],
)
def test_surnames_come_first_by_two_pairs_of_which_one_has_five_capitals(
    texts: list[str], shows: bool
) -> None:
    meaning = CellMeaning(SheetMapping("s", "minutes", 1, ()), grid("s", [["x"]]), Answers({}))
    assert puts_surnames_first(texts, meaning) is shows


@pytest.mark.parametrize("word", ["abcdefg", "abcdefgh"])
def test_a_long_word_is_known_by_what_is_left_without_any_two_of_its_letters(word: str) -> None:
    left = {
        "".join(each for place, each in enumerate(word) if place not in pair)
        for pair in itertools.combinations(range(len(word)), 2)
    }
    assert (left <= signatures((word,))) is (len(word) >= 8)
    assert {len(each) for each in signatures((word,))} == {
        len(word) - n for n in range(3 if len(word) >= 8 else 2)
    }


@pytest.mark.parametrize(("more", "how"), [("", "spelling"), ("x", "spelling"), ("xo", None)])
def test_a_slip_beside_one_more_initial_is_a_slip_and_beside_one_more_name_nothing(
    more: str, how: str | None
) -> None:
    assert likeness(("jon", "smith"), ("john", "smyth", *([more] if more else []))) == how


def test_whose_other_word_is_two_slips_away_is_not_left_out() -> None:
    rests = {"two": "inny", "three": "iffy", "initial": "a", "one": "innna"}
    for one, rest in rests.items():
        slips = min(OSA.distance(word, rest) for word in ("anna", "smith"))
        assert (one in _far("anna", "smith", rests)) is (slips > 2 and one != "initial"), rest
    assert JaroWinkler.similarity("anna", "inny") < 0.9


def test_of_a_sheet_without_headers_every_line_is_counted() -> None:
    understood, _ = taken(sheet="4 | 5\n6 | 7\n8 | 9")
    assert [(one.header, one.rows) for one in understood.sheets] == [(None, 3)]
    understood, _ = taken(sheet="Name | Agency\nAnn Lee | Police\nBen Ode | Schools")
    assert [(one.header, one.rows) for one in understood.sheets] == [(1, 2)]


@pytest.mark.parametrize(
    ("header", "day"), [("1", True), ("31", True), ("32", False), ("0", False), ("031", False)]
)
def test_a_number_of_two_figures_above_marks_may_be_a_day_of_a_month(header: str, day: bool) -> None:
    assert _may_be_day(header, ["x"]) is day


def test_initials_across_are_those_that_the_sheet_explains() -> None:
    sheet = SheetMapping(
        "s", "attendance_matrix", 1, (), settings={"key": "AL = Ann Lee (Police); BO = Ben Ode"}
    )
    meaning = CellMeaning(sheet, grid("s", [["x"]]), Answers({}))
    assert set(meaning.people) == {"AL", "BO"}
    found = [_spelled_out(Name("person", text), meaning) for text in ("AL", "BO", "CP")]
    assert [(one.text, one.agency) for one in found] == [("Ann Lee", "Police"), ("Ben Ode", ""), ("CP", "")]
    known = Name("person", "AL", exact=True)
    assert _spelled_out(known, meaning) == known


def test_a_wave_is_known_by_its_id_alone() -> None:
    study = netmap.from_tables(
        waves=pd.DataFrame({"wave": ["first", "2"], "name": ["1", "second"]}),
        practitioners=pd.DataFrame({"practitioner": ["P1", "P2"]}),
    )
    understood, applied = taken(study, edges="wave | source | target\n1 | P1 | P2\n2 | P2 | P1")
    assert understood.sheets[0].shape == "waves"
    assert applied.tables["ties"]["wave"].tolist() == ["1", "2"]


def test_parts_of_a_sheet_have_their_own_hidden_lines() -> None:
    whole = replace(grid("s", [["a", "b"], ["", "c"], ["d", ""]]), hidden_rows=(1, 2))
    assert part_of_rows(whole, slice(1, 3)).hidden_rows == (2,)
    assert part_of_rows(whole, slice(2, 3)).hidden_rows == ()
    assert columns_of(whole, 0, 1).hidden_rows == (1,)


@pytest.mark.parametrize(
    ("texts", "title"), [(["Chair", "6 May 2024"], True), (["Chair", "6 May 2024", "Room"], False)]
)
def test_a_title_of_two_texts_names_its_day_in_either(texts: list[str], title: bool) -> None:
    assert is_title(grid("s", [["Ann", "Police"], texts]), 1) is title


@pytest.mark.parametrize(("names", "unsure"), [(["Board", ""], [False]), (["Board", "Panel"], [True, True])])
def test_registers_by_the_names_above_their_days_are_unsure_from_two_on(
    names: list[str], unsure: list[bool]
) -> None:
    rows = [
        ["", *names],
        ["Name", "6 May 2024", "7 May 2024"],
        ["Ann Lee", "x", ""],
        ["Ben Ode", "", "x"],
    ]
    blocks = list(_below_each_other(grid("s", rows)))
    assert [one.unsure for one in blocks] == unsure


@pytest.mark.parametrize(("blank_above", "blank_below", "hides"), [(1, 0, True), (0, 1, False), (0, 0, True)])
def test_what_stands_right_above_a_register_may_be_its_title(
    blank_above: int, blank_below: int, hides: bool
) -> None:
    """Whatever stands two lines below it, or above."""
    rows = [["Ann Lee", "x"], *[["", ""]] * blank_above, ["Panel", "Leeds"], *[["", ""]] * blank_below]
    below = [["Name", "6 May 2024"], ["", ""], ["Ben Ode", "x"]]
    assert _hides_title(grid("s", [*rows, *below]), 1) is hides
