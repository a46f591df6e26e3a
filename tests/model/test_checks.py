"""Every check: a hand case for each finding, and all findings at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.errors import Problem
from netmap.model.findings import ERROR, LISTED, WARNING
from netmap.model.schema import NAMES, TABLES
from netmap.model.study_building import Examined, _sheet_of_frame, examine

Table = dict[str, list[Any]]

SOUND: dict[str, Table] = {
    "levels": {"level": ["low", "high"], "rank": [0, 1]},
    "partnerships": {"partnership": ["p"], "observed_from": ["2010"], "observed_to": ["2012"]},
    "agencies": {"agency": ["agency_1", "=A1"], "partnership": ["p", None]},
    "practitioners": {
        "practitioner": ["Č-12", "1", "a,b"],
        "agency": ["agency_1", "=A1", "=A1"],
        "level": ["low", "high", "low"],
        "joined": ["2011-01-01", None, "2011"],
        "left": ["2011-12-31", None, "2011"],
    },
    "zones": {
        "zone": ["z"],
        "level": ["high"],
        "opened": ["2011-02"],
        "closed": ["2011-11"],
        "formal": ["yes"],
    },
    "meetings": {"meeting": ["m"], "zone": ["z"], "date": ["2011-11-30"]},
    "attendance": {"meeting": ["m", "m"], "practitioner": ["Č-12", "1"], "status": ["present", None]},
    "contacts": {
        "contact": ["c1", "c2"],
        "date": ["2011-12-31", "2010-01-01"],
        "source": ["Č-12", "agency_1"],
        "target": ["a,b", "=A1"],
        "direction": ["mutual", "directed"],
    },
}


def examined(changes: dict[str, Table | None] | None = None) -> Examined:
    tables = {**SOUND, **(changes or {})}
    frames = {name: pd.DataFrame(table) for name, table in tables.items() if table is not None}
    made = [_sheet_of_frame(TABLES[name], frame) for name, frame in frames.items()]
    return examine([sheet for sheet, _ in made], problems=[problem for _, told in made for problem in told])


def places(found: Examined) -> list[tuple[str, int | None, str | None, str | None, str]]:
    return [(p.table, p.line, p.column, p.value, p.code) for p in found.problems]


def changed(table: str, **columns: list[Any]) -> dict[str, Table]:
    return {table: {**SOUND[table], **columns}}


def test_a_sound_study_has_no_findings() -> None:
    assert places(examined()) == []


ERRORS: dict[
    str, tuple[dict[str, Table | None], list[tuple[str, int | None, str | None, str | None, str]]]
] = {
    "unknown agency": (
        changed("practitioners", agency=["agency_1", "=A2", "nowhere"]),
        [
            ("practitioners", 3, "agency", "=A2", "unknown-id"),
            ("practitioners", 4, "agency", "nowhere", "unknown-id"),
        ],
    ),
    "unknown actor": (
        changed("contacts", source=["agency_1", "nobody"], target=["=A1", "Č-12 "]),
        [("contacts", 3, "source", "nobody", "unknown-id"), ("contacts", 3, "target", "Č-12 ", "unknown-id")],
    ),
    "table that is not there": (
        {"levels": None},
        [
            ("practitioners", None, "level", None, "no-such-table"),
            ("zones", None, "level", None, "no-such-table"),
        ],
    ),
    "duplicate key": (
        changed("agencies", agency=["=A1", "=A1"]),
        [
            ("agencies", 3, "agency", "=A1", "duplicate-key"),
            ("practitioners", 2, "agency", "agency_1", "unknown-id"),
            ("contacts", 3, "source", "agency_1", "unknown-id"),
        ],
    ),
    "duplicate key of two columns": (
        {"waves": {"wave": ["w"]}, "responses": {"wave": ["w", "w", "w"], "actor": ["1", "=A1", "1"]}},
        [("responses", 4, "actor", "1", "duplicate-key")],
    ),
    "id of an agency and of a person": (
        changed("practitioners", practitioner=["Č-12", "1", "=A1"]),
        [
            ("practitioners", 4, "practitioner", "=A1", "id-of-both"),
            ("contacts", 2, "target", "a,b", "unknown-id"),
        ],
    ),
    "actors of a work item that no gap has": (
        {
            "work_items": {
                "rule": ["isolated"] * 5,
                "actors": ['[["agency","=A1"]]', '[["agency", "1"]]', "=A1", "[]", '[["agency",1]]'],
            }
        },
        [
            ("work_items", line, "actors", text, "unreadable-actors")
            for line, text in enumerate(('[["agency", "1"]]', "=A1", "[]", '[["agency",1]]'), start=3)
        ],
    ),
    "saved comparisons that fix no family of tests": (
        {
            "comparisons": {
                "comparison": list("abcd"),
                "title": ["=A1"] * 4,
                "address": [
                    "measure=repeated&draws=19&draw-seed=0&made-of=1",
                    "measure=repeated&draws=19&draw-seed=0",
                    "?measure=repeated&draws=19&draw-seed=0&made-of=1",
                    "measure=<b>&draws=19&draw-seed=0&made-of=1",
                ],
            }
        },
        [
            ("comparisons", line, "address", text, "unreadable-comparison")
            for line, text in enumerate(
                (
                    "measure=repeated&draws=19&draw-seed=0",
                    "?measure=repeated&draws=19&draw-seed=0&made-of=1",
                    "measure=<b>&draws=19&draw-seed=0&made-of=1",
                ),
                start=3,
            )
        ],
    ),
    "no date": (
        changed("contacts", date=["2011-02-30", "yesterday"]),
        [("contacts", 2, "date", "2011-02-30", "bad-date"), ("contacts", 3, "date", "yesterday", "bad-date")],
    ),
    "ambiguous date": (
        changed("meetings", date=["03/04/2011"]),
        [("meetings", 2, "date", "03/04/2011", "ambiguous-date")],
    ),
    "year of two digits": (
        changed("meetings", date=["31/05/11"]),
        [("meetings", 2, "date", "31/05/11", "two-digit-year")],
    ),
    "end before start": (
        changed(
            "practitioners",
            joined=["2012", "2011-05-02", "2011-05"],
            left=["2011", "2011-05-01", "2011-05-01"],
        ),
        [
            ("practitioners", 2, "left", "2011", "ends-before-start"),
            ("practitioners", 3, "left", "2011-05-01", "ends-before-start"),
        ],
    ),
    "blank key": (
        changed("meetings", meeting=["m", " "], zone=["z", "z"], date=["2011-03-01", "2011-03-01"]),
        [("meetings", 3, "meeting", None, "blank-key")],
    ),
    "blank end of a contact": (
        changed("contacts", source=[None, "agency_1"]),
        [("contacts", 2, "source", None, "blank-key")],
    ),
    "key column that is not there": (
        {"meetings": {"sitting": ["m"], "date": ["2011-03-01"]}, "attendance": None},
        [("meetings", None, "meeting", None, "no-column")],
    ),
    "word outside a closed vocabulary": (
        changed("attendance", status=["there", "present"]),
        [("attendance", 2, "status", "there", "unknown-word")],
    ),
    "no number": (
        changed("contacts", strength=["strong", "1"]),
        [("contacts", 2, "strength", "strong", "not-a-number")],
    ),
    "no whole number": (
        changed("levels", rank=["0.5", "1"]),
        [("levels", 2, "rank", "0.5", "not-a-whole-number")],
    ),
    "neither yes nor no": (
        changed("zones", formal=["perhaps"]),
        [("zones", 2, "formal", "perhaps", "not-yes-or-no")],
    ),
    "two levels of one rank": (changed("levels", rank=[1, "1"]), [("levels", 3, "rank", "1", "same-rank")]),
    "changes in a circle": (
        {
            "agencies": {"agency": ["agency_1", "=A1", "x", "y"]},
            "agency_changes": {
                "agency": ["agency_1", "=A1", "x"],
                "successor": ["=A1", "agency_1", "agency_1"],
                "date": ["2010", "2011", "2011"],
            },
        },
        [
            ("agency_changes", 2, "successor", "=A1", "circular-change"),
            ("agency_changes", 3, "successor", "agency_1", "circular-change"),
        ],
    ),
    "an agency renamed to itself": (
        {
            "agencies": {"agency": ["agency_1", "=A1"]},
            "agency_changes": {
                "agency": ["=A1", "agency_1", "agency_1"],
                "successor": ["=A1", "agency_1", "=A1"],
                "date": ["2010", "2011", "2011"],
            },
        },
        [("agency_changes", 2, "successor", "=A1", "circular-change")],
    ),
    "control character": (
        changed("agencies", name=["a\x00b", "fine"]),
        [("agencies", 2, "name", "a\\x00b", "odd-character")],
    ),
    "citation of nothing": (
        {"sources": {"citation": ["s#1"]}, **changed("agencies", citation=["s#1#p. 3", "s"])},
        [("agencies", 3, "citation", "s", "unknown-id")],
    ),
    "note about nothing": (
        {
            "notes": {
                "note": ["1", "2", "3"],
                "about_table": ["zones", "zones", "zone"],
                "about_id": ["z", "y", "z"],
            }
        },
        [("notes", 3, "about_id", "y", "unknown-id"), ("notes", 4, "about_table", "zone", "unknown-word")],
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_an_error_is_found_where_it_is(case: str) -> None:
    changes, expected = ERRORS[case]
    found = examined(changes)
    errors = [place for place, p in zip(places(found), found.problems, strict=True) if p.severity == "error"]
    assert errors == expected
    with pytest.raises(netmap.StudyError) as refused:
        found.study({})
    assert len(refused.value.problems) == len(expected)


WARNINGS: dict[
    str, tuple[dict[str, Table | None], list[tuple[str, int | None, str | None, str | None, str]]]
] = {
    "agency not said": (
        changed("practitioners", agency=["agency_1", None, "=A1"]),
        [("practitioners", 3, "practitioner", "1", "no-agency")],
    ),
    "agency said by an employment": (
        {
            **changed("practitioners", agency=["agency_1", None, None]),
            "employments": {"practitioner": ["1", "a,b"], "agency": ["=A1", None]},
        },
        [("practitioners", 4, "practitioner", "a,b", "no-agency")],
    ),
    "level not said": (
        changed("practitioners", level=["low", None, "high"]),
        [("practitioners", 3, "practitioner", "1", "no-level")],
    ),
    "level said by a post": (
        {
            **changed("practitioners", level=[None, None, "high"]),
            "posts": {"practitioner": ["1", "Č-12"], "zone": ["z", "y"]},
            **{"zones": {"zone": ["z", "y"], "level": ["high", None]}},
        },
        [("practitioners", 2, "practitioner", "Č-12", "no-level")],
    ),
    "no levels at all": (
        {"levels": None, **changed("practitioners", level=[None] * 3), "zones": {"zone": ["z"]}},
        [("practitioners", None, "practitioner", None, "no-level")],
    ),
    "sitting outside the life of its zone": (
        changed("zones", opened=["2011-12"], closed=[None]),
        [("meetings", 2, "date", "2011-11-30", "outside-zone")],
    ),
    "sitting after the zone closed": (
        changed("zones", closed=["2011-11-29"]),
        [("meetings", 2, "date", "2011-11-30", "outside-zone")],
    ),
    "outside somebody's role": (
        changed("practitioners", joined=["2011-12-01", None, "2012"], left=[None, None, None]),
        [
            ("attendance", 2, "practitioner", "Č-12", "outside-role"),
            ("contacts", 2, "target", "a,b", "outside-role"),
        ],
    ),
    "contact of a person with an agency": (
        changed("contacts", source=["1", "agency_1"], target=["=A1", "a,b"], date=["2011", "2011"]),
        [
            ("contacts", 2, "target", "=A1", "mixed-contact"),
            ("contacts", 3, "target", "a,b", "mixed-contact"),
        ],
    ),
    "contact with themself": (
        changed("contacts", source=["1", "=A1"], target=["1", "agency_1"]),
        [("contacts", 2, "target", "1", "self-contact")],
    ),
    "declared ties that count in no figure": (
        {"ties": {"source": ["1", "1", "1", "agency_1"], "target": ["1", "=A1", "a,b", "1"]}},
        [
            ("ties", 2, "target", "1", "self-tie"),
            ("ties", 3, "target", "=A1", "mixed-tie"),
            ("ties", 5, "target", "1", "mixed-tie"),
        ],
    ),
    "the same row again": (
        {"posts": {"practitioner": ["1", "1", "1"], "zone": ["z", "z", "z"], "role": ["chair", None, None]}},
        [("posts", 4, None, None, "repeated-row")],
    ),
    "nothing happened and nothing was declared": (
        {"attendance": None, "contacts": None},
        [
            ("meetings", None, "meeting", None, "no-attendance"),
            ("contacts", None, None, None, "no-ties"),
        ],
    ),
    "tables of ties without a row": (
        {"attendance": None, "contacts": {"source": []}, "ties": {"source": []}},
        [
            ("meetings", None, "meeting", None, "no-attendance"),
            ("contacts", None, None, None, "no-ties"),
        ],
    ),
    "columns with almost a name": (
        {"zones": {**SOUND["zones"], "Con-venor": [None], "purpos": ["x"], "our own": ["x"]}},
        [
            ("zones", 1, "Con-venor", "Con-venor", "unknown-column"),
            ("zones", 1, "purpos", "purpos", "unknown-column"),
        ],
    ),
    "one person twice at one sitting": (
        changed("attendance", practitioner=["1", "1"]),
        [("attendance", 3, None, None, "repeated-row")],
    ),
    "no date": (
        changed("contacts", date=[None, "--07-15"]),
        [("contacts", 2, "date", None, "no-date"), ("contacts", 3, "date", "--07-15", "no-date")],
    ),
    "order of the date shown by another": (
        changed("contacts", date=["06/07/2011", "13/07/2011"]),
        [("contacts", None, "date", None, "date-order")],
    ),
    "day numbers of a spreadsheet": (
        changed("contacts", date=["40908", "40900"]),
        [("contacts", None, "date", None, "date-serial")],
    ),
    "objects and citations of no table": (
        changed("contacts", object=["a case", None], citation=["a diary", None]),
        [("contacts", None, "object", None, "open-ids"), ("contacts", None, "citation", None, "open-ids")],
    ),
}


def test_a_declared_tie_is_something_from_which_ties_come() -> None:
    ties = {"source": ["1"], "target": ["a,b"]}
    assert places(examined({"attendance": None, "meetings": None, "contacts": None, "ties": ties})) == []


def test_a_misnamed_column_that_must_come_is_told_once_and_makes_no_doubles() -> None:
    rows = {"meeting": ["m", "m", "m"], "Practitioner ID": ["1", "a,b", "Č-12"]}
    found = examined({"attendance": rows})
    assert places(found) == [("attendance", None, "practitioner", None, "no-column")]
    assert "Is it the column Practitioner ID?" in found.problems[0].text()
    posts = {"Practicioner": ["1", "a,b"], "zone": ["z", "z"]}
    assert places(examined({"posts": posts})) == [("posts", None, "practitioner", None, "no-column")]
    alone = {"zone": ["z", "z"]}
    assert places(examined({"posts": alone})) == [("posts", None, "practitioner", None, "no-column")]


def test_two_people_without_an_id_are_not_the_same_person() -> None:
    found = examined(changed("attendance", practitioner=[None, None]))
    assert [place[1:] for place in places(found)] == [
        (2, "practitioner", None, "blank-key"),
        (3, "practitioner", None, "blank-key"),
    ]


def test_words_of_a_closed_list_come_in_any_case_and_between_spaces() -> None:
    rows = {"meeting": ["m"] * 4, "practitioner": ["Č-12", "1", "a,b", "=A1"]}
    people = {"practitioner": rows["practitioner"], "agency": "x", "level": "low"}
    said = [" Present", "present", "UNCLEAR\u00a0", None]
    changes = {"attendance": {**rows, "status": said}, "practitioners": people}
    found = examined({**changes, "agencies": {"agency": ["x", "agency_1"]}, "contacts": None})
    assert places(found) == []
    status = found.study({}).attendance["status"]
    assert status.dropna().tolist() == ["present", "present", "unclear"]
    assert status.isna().tolist() == [False, False, False, True]


def test_a_word_that_is_none_is_told_as_it_came_and_open_words_stay_as_they_are() -> None:
    found = examined({**changed("attendance", status=["Presents ", "Apologies"], role=[" Chair", "chair"])})
    assert places(found) == [("attendance", 2, "status", "Presents ", "unknown-word")]
    sound = examined(changed("attendance", status=["Unclear", "Apologies"], role=[" Chair", "chair"]))
    assert sound.study({}).attendance["role"].tolist() == [" Chair", "chair"]


def test_dates_that_can_be_read_in_two_ways_are_told_once_a_column() -> None:
    contacts = {
        "date": ["2011-01-01", "03/04/2011", "05/06/2011", "03/04/2011", "05/05/2011"],
        **{"source": ["1"] * 5, "target": ["a,b"] * 5},
    }
    found = examined({"contacts": contacts, **changed("meetings", date=["01/02/2011"])})
    told = [p for p in found.problems if p.code == "ambiguous-date"]
    assert [(p.table, p.line, p.value) for p in told] == [
        ("meetings", 2, "01/02/2011"),
        ("contacts", 3, "03/04/2011"),
    ]
    assert "others" not in told[0].text()
    assert "(rows in all: 3)" in told[1].text()
    assert "--dates dmy" in told[1].text()
    (contacts_count,) = [count for count in found.counts if count.table == "contacts"]
    assert (contacts_count.kept, contacts_count.rejected) == (2, 3)


@pytest.mark.parametrize("case", WARNINGS)
def test_a_warning_keeps_the_study(case: str) -> None:
    changes, expected = WARNINGS[case]
    found = examined(changes)
    assert places(found) == expected
    assert {p.severity for p in found.problems} == {"warning"}
    assert found.study({}).warnings == found.problems
    assert all(count.kept == count.rows for count in found.counts)


def test_every_check_can_find_something() -> None:
    expected = {place[-1] for _, case in [*ERRORS.values(), *WARNINGS.values()] for place in case}
    assert len(expected) >= 30


def test_all_bad_rows_are_told_at_once_and_every_row_is_counted_once() -> None:
    found = examined(
        {
            "agencies": {
                "agency": ["agency_1", "=A1", "=A1", None, "=A1"],
                "partnership": ["p", "q", "q", "q", "p"],
            },
            "contacts": {**SOUND["contacts"], "date": ["x", "y"], "source": ["nobody", "1"]},
        }
    )
    counts = {count.table: count for count in found.counts}
    agencies, contacts = counts["agencies"], counts["contacts"]
    assert (agencies.rows, agencies.kept, agencies.rejected, agencies.duplicate) == (5, 1, 2, 2)
    assert (contacts.rows, contacts.kept, contacts.rejected, contacts.duplicate) == (2, 0, 2, 0)
    assert all(count.rows == count.kept + count.rejected + count.duplicate for count in found.counts)
    assert len([p for p in found.problems if p.severity == "error"]) == 9


def test_problems_come_in_the_order_in_which_one_would_mend_them() -> None:
    found = examined({**changed("practitioners", agency=["x", "y", "z"]), **changed("levels", rank=[0, 0])})
    order = [(NAMES.index(p.table), p.line or 0) for p in found.problems]
    assert order == sorted(order)


@pytest.mark.parametrize("case", [*ERRORS, *WARNINGS])
def test_every_problem_has_words_in_which_every_place_is_filled(case: str) -> None:
    for problem in examined({**ERRORS, **WARNINGS}[case][0]).problems:
        assert "{" not in problem.text().replace("{value}", "")
        assert problem.reason


def test_a_near_id_is_offered() -> None:
    found = examined(changed("contacts", source=["č-12 ", "agencie_1"]))
    assert [dict(p.values)["near"] for p in found.problems] == ["Č-12", "agency_1"]
    assert "Did you mean “Č-12”?" in found.problems[0].text()


def test_values_are_never_taken_for_templates() -> None:
    found = examined(changed("contacts", source=["{0}", "{value!r}"]))
    assert [p.text().startswith(f"“{p.value}” is not among") for p in found.problems] == [True, True]


def test_many_warnings_are_listed_up_to_a_number_and_then_counted() -> None:
    n = LISTED[WARNING] + 5
    study = netmap.from_tables(practitioners=pd.DataFrame({"practitioner": np.arange(n)}))
    found = [p for p in study.warnings if p.code == "no-agency"]
    assert len(found) == LISTED[WARNING] + 1
    assert found[0].line is None
    assert "5" in found[0].text()


def test_every_error_is_listed_however_many() -> None:
    n = 3 * LISTED[WARNING]
    ids = ["a", *["b"] * n]
    with pytest.raises(netmap.StudyError) as refused:
        netmap.from_tables(agencies=pd.DataFrame({"agency": ids}))
    assert [p.line for p in refused.value.problems] == list(range(4, n + 3))


def test_of_very_many_errors_the_rest_are_counted() -> None:
    more = 7
    with pytest.raises(netmap.StudyError) as refused:
        netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"] * (LISTED[ERROR] + more + 1)}))
    found = refused.value.problems
    assert len(found) == LISTED[ERROR] + 1
    assert [p.values["more"] for p in found if p.line is None] == [more]


def test_long_values_are_told_in_short() -> None:
    with pytest.raises(netmap.StudyError) as refused:
        netmap.from_tables(practitioners=pd.DataFrame({"practitioner": ["a"], "joined": ["x" * 30_000]}))
    (problem,) = refused.value.problems
    assert len(problem.value or "") == 200
    assert len(problem.text()) < 500


def test_findings_are_the_same_in_any_order_of_rows() -> None:
    rng = np.random.default_rng(5)
    ids = rng.integers(0, 40, 60)
    frame = pd.DataFrame({"agency": ids, "partnership": rng.choice(["p", "q", None], 60)})
    partnerships = pd.DataFrame({"partnership": ["p"]})

    def errors(agencies: pd.DataFrame) -> tuple[int, int]:
        sheets = [
            _sheet_of_frame(TABLES["agencies"], agencies)[0],
            _sheet_of_frame(TABLES["partnerships"], partnerships)[0],
        ]
        found: list[Problem] = list(examine(sheets).problems)
        return tuple(sum(p.code == code for p in found) for code in ("duplicate-key", "unknown-id"))  # type: ignore[return-value]

    by_hand = (60 - len(set(ids.tolist())), int((frame["partnership"] == "q").sum()))
    assert errors(frame) == by_hand == errors(frame.sample(frac=1, random_state=1).reset_index(drop=True))
