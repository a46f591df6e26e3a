"""Notes: gathered with who said them and where, searched, counted, followed across cycles, and coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netmap
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.model.i18n import ENGLISH
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry, inquiry_of
from netmap.questions.notes import QUESTION, Notes, NotesRequest
from netmap.questions.notes.cycles import moves_of
from netmap.questions.notes.gathered import asked_about, notes_about
from netmap.questions.parameters import NodeRef
from netmap.questions.question import BOARD as BOARD_ROLE
from netmap.store.copying import copy_of
from netmap.store.errors import ConflictError, NotStandingError
from netmap.store.opening import open_store
from tests import shared_data
from tests.questions.stores import act

ROWS = [
    # note, about, kind, words, theme, wave, follows, meeting
    ("=N1", ("zones", "<b>z</b>"), "weakness", "La politica è assente", "politics", "IV", None, None),
    ("N,2", ("objects", "a1"), "line_of_development", "Volontà comune", None, "IV", None, "m1"),
    ("N3", (None, None), "weakness", "pochi", None, "IV", None, "m1"),
    ("N4", ("objects", "deed"), "evidence", "fatto", None, "V", "N,2", None),
    ("N5", ("agencies", "1"), "weakness", "ancora assente", "politics", "V", "=N1", None),
    ("N6", ("practitioners", "p"), "strength", "ora ci sono", None, "V", "=N1", None),
    ("N7", ("agencies", "1"), "weakness", "prima", None, "III", None, None),
    ("N8", (None, None), "weakness", "di nuovo", None, "III", "N7", None),
    ("N9", (None, None), "weakness", "sempre", None, "V", "N8", None),
]


def study_of(rows: list[Any]) -> Study:
    notes = [
        {
            **dict(zip(("note", "kind", "text", "theme", "wave", "follows", "meeting"), one, strict=True)),
            "about_table": about[0],
            "about_id": about[1],
            "language": "it",
            "citation": "blog#x#p. 3",
        }
        for note, about, *rest in rows
        for one in [(note, *rest)]
    ]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["1"], "name": ["North"], "partnership": ["P"]}),
        partnerships=pd.DataFrame({"partnership": ["P", "Q"]}),
        practitioners=pd.DataFrame({"practitioner": ["p"], "name": ["Ann Onymous"]}),
        zones=pd.DataFrame({"zone": ["<b>z</b>"], "name": ["The group"], "partnership": ["Q"]}),
        meetings=pd.DataFrame({"meeting": ["m1"], "zone": ["<b>z</b>"], "date": ["2014-05"]}),
        waves=pd.DataFrame({"wave": ["III", "IV", "V"], "name": ["Third", "Fourth", "Fifth"]}),
        objects=pd.DataFrame({"object": ["a1", "deed"], "kind": ["theme", "project"], "wave": ["IV", "V"]}),
        sources=pd.DataFrame({"citation": ["blog#x"], "title": ["A blog"]}),
        notes=pd.DataFrame(notes),
    )


STUDY = study_of(ROWS)


def asked(study: Study = STUDY, role: str = "local", partnership: str | None = None, **request: Any) -> Notes:
    context = Context(principal=Principal("x", role), partnership=partnership)
    found: Notes = QUESTION.ask(Inquiry(context, lambda: study), NotesRequest(**request)).facts
    return found


def said(facts: Notes) -> list[str]:
    return list(QUESTION.sentences(facts, ENGLISH))


def ids(facts: Notes) -> list[str]:
    return list(facts.found["note"])


def test_a_note_has_its_group_its_subject_and_its_place_by_name() -> None:
    found = asked().found.set_index("note")
    assert list(found["group"].loc[["=N1", "N,2", "N3"]]) == ["<b>z</b>"] * 3
    assert found.loc["N,2", "date"] == "2014-05"
    assert (found.loc["N5", "about_name"], found.loc["N4", "about_name"]) == ("North", "deed")
    assert set(found["source"]) == {"blog#x"}
    assert set(found["source_title"]) == {"A blog"}
    assert set(found["place"]) == {"p. 3"}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"find": " VOLONTA "}, ["N,2"]),
        ({"find": "Politics"}, ["=N1", "N5"]),
        ({"find": "(.*)"}, []),
        ({"find": ""}, [row[0] for row in ROWS]),
        ({"kind": "weakness", "cycle": "V"}, ["N5", "N9"]),
        ({"group": "<b>z</b>"}, ["=N1", "N,2", "N3"]),
        ({"about": "agencies", "about_id": "1"}, ["N5", "N7"]),
        ({"theme": "politics", "uncoded": True}, []),
        ({"uncoded": True, "cycle": "III"}, ["N7", "N8"]),
        ({"source": "blog#x", "kind": "strength"}, ["N6"]),
    ],
)
def test_only_the_notes_that_fit_are_told(request_: dict[str, Any], expected: list[str]) -> None:
    assert ids(asked(**request_)) == expected


def test_a_partnership_has_the_notes_of_its_zones_cycles_and_things() -> None:
    assert ids(asked(partnership="Q")) == ["=N1", "N,2", "N3"]
    assert ids(asked(partnership="P")) == ["N5", "N7"]


def test_to_a_board_nobody_is_named() -> None:
    theirs = asked(role=BOARD_ROLE).found.set_index("note").loc["N6"]
    assert theirs["about_name"] == "a person"
    assert pd.isna(theirs["about_id"])
    assert asked().found.set_index("note").loc["N6", "about_name"] == "Ann Onymous"


def test_what_moved_is_followed_from_cycle_to_cycle() -> None:
    moves = asked().moves
    found = [tuple(row) for row in moves[["note", "moved", "next_note"]].fillna("").itertuples(index=False)]
    assert found == [
        ("=N1", "stayed", "N5"),
        ("=N1", "became_another", "N6"),
        ("N,2", "became_action", "N4"),
        ("N3", "not_taken_up", ""),
        ("N7", "stayed", "N9"),
        ("N8", "stayed", "N9"),
    ]
    assert said(asked())[3:] == [
        "4 of 5 earlier notes are taken up in a later plan cycle.",
        "1 line of development became an action.",
        "1 note came back as another kind.",
        "3 weaknesses stayed weaknesses.",
    ]


def test_without_notes_of_two_cycles_nothing_is_said_to_have_stayed() -> None:
    one = study_of([row for row in ROWS if row[5] == "IV"])
    assert said(asked(one))[-1].startswith("What moved between plan cycles cannot be seen")
    assert asked(one).moves.empty
    assert said(asked(netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"]})))) == [
        "No note is on record, so what the groups said cannot be seen."
    ]


def of_partnerships(whose: list[str | None], follows: str | None = None) -> Study:
    """A note, a to d, in each plan cycle of these partnerships; the last one may follow another."""
    ids = list("abcd")[: len(whose)]
    notes = pd.DataFrame({"note": ids, "text": "x", "wave": ids})
    notes["follows"] = [*[None] * (len(ids) - 1), follows]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["1"]}),
        partnerships=pd.DataFrame({"partnership": ["P", "Q"]}),
        waves=pd.DataFrame({"wave": ids, "partnership": whose}),
        notes=notes,
    )


@pytest.mark.parametrize(
    ("whose", "follows", "expected"),
    [
        (["P", "P", "Q", "Q"], None, {"a": "not_taken_up", "c": "not_taken_up"}),
        (["P", "P", "Q", "Q"], "a", {"a": "not_taken_up", "c": "not_taken_up"}),
        (["P", "Q", "P", "Q"], "b", {"a": "not_taken_up", "b": "stayed"}),
        (["P", "Q", None, None], "a", {"a": "stayed", "b": "not_taken_up", "c": "not_taken_up"}),
        ([None, None, "P", "Q"], None, {"a": "not_taken_up", "b": "not_taken_up"}),
    ],
)
def test_a_plan_cycle_is_followed_by_those_of_its_partnership(
    whose: list[str | None], follows: str | None, expected: dict[str, str]
) -> None:
    moves = asked(of_partnerships(whose, follows)).moves
    assert dict(moves[["note", "moved"]].itertuples(index=False)) == expected


def test_one_cycle_of_each_partnership_shows_no_move() -> None:
    told = [said(asked(of_partnerships(whose)))[-1] for whose in (["P", "Q"], ["P", "P"])]
    assert told[0].startswith("What moved between plan cycles cannot be seen")
    assert told[1] == "1 earlier note is not taken up in a later plan cycle."


@pytest.mark.parametrize(("cycle", "told"), [("V", False), ("IV", True)])
def test_of_the_last_cycle_alone_nothing_is_said_to_have_moved(cycle: str, told: bool) -> None:
    assert any("plan cycle" in each for each in said(asked(cycle=cycle))) == told


def slow_moves(rows: list[tuple[str, str, str | None]], cycles: list[str]) -> set[tuple[str, str | None]]:
    """Every note of a cycle before the last with notes, and the later ones that its chain first leads to."""
    cycle = {note: of for note, of, _ in rows}
    last = max((cycles.index(of) for of in cycle.values()), default=-1)

    def leads(start: str, note: str) -> bool:
        """Whether the way back from a note arrives at the start by no note of a later cycle."""
        back, seen = {n: f for n, _, f in rows}[note], set()
        while back is not None and back not in seen:
            if back == start:
                return True
            if cycles.index(cycle[back]) > cycles.index(cycle[start]):
                return False
            seen.add(back)
            back = {n: f for n, _, f in rows}[back]
        return False

    found: set[tuple[str, str | None]] = set()
    for note, of, _ in rows:
        if cycles.index(of) < last:
            later = {
                (note, each)
                for each in cycle
                if cycles.index(cycle[each]) > cycles.index(of) and leads(note, each)
            }
            found |= later or {(note, None)}
    return found


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["III", "IV", "V"]), st.integers(-1, 7)), max_size=8))
def test_moves_are_those_that_a_walk_back_finds(drawn: list[tuple[str, int]]) -> None:
    cycles = ["III", "IV", "V"]
    rows = [
        (f"n{place}", of, f"n{back}" if 0 <= back < len(drawn) and back != place else None)
        for place, (of, back) in enumerate(drawn)
    ]
    study = study_of([(n, (None, None), "weakness", "x", None, of, back, None) for n, of, back in rows])
    facts = asked(study)
    moves = moves_of(study, facts.every, facts.cycles)
    pairs = [
        (row["note"], row["next_note"] if isinstance(row["next_note"], str) else None)
        for row in moves.to_dict("records")
    ]
    assert Counter(pairs) == Counter(slow_moves(rows, cycles))


def test_counts_by_group_and_theme_add_up_to_the_notes() -> None:
    facts = asked(shared_data.bundled("piano-di-zona"))
    (counts,) = (table.rows(facts) for table in QUESTION.tables if table.name == "note-counts")
    assert counts["notes"].sum() == len(facts.found) == len(facts.every)
    by_hand = Counter(facts.every["kind"])
    assert counts.groupby("kind")["notes"].sum().to_dict() == dict(by_hand)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    with open_store(tmp_path / "made.netmap") as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", STUDY, label="the list")
        copy_of(tmp_path / "made.netmap", tmp_path / "ours.netmap")
    library = StudyLibrary([tmp_path / "ours.netmap"])
    yield library
    library.close()


def code(library: StudyLibrary, theme: str, notes: dict[str, str], key: str | None = None) -> Any:
    seen = [{"note": note, "theme": before} for note, before in notes.items()]
    return act(library, "code_notes", {"key": key or str(uuid4()), "theme": theme, "notes": seen})


def themes(library: StudyLibrary) -> dict[str, str]:
    facts = QUESTION.ask(inquiry_of(library, Context(study="ours"))).facts
    return dict(facts.every.dropna(subset=["theme"])[["note", "theme"]].itertuples(index=False))


def test_notes_are_coded_as_one_change_that_can_be_undone(library: StudyLibrary) -> None:
    key = str(uuid4())
    done = code(library, "<i>presence</i>", {"=N1": "politics", "N3": ""}, key)
    assert done.said == "2 notes are coded to “<i>presence</i>”."
    assert themes(library) == {"=N1": "<i>presence</i>", "N3": "<i>presence</i>", "N5": "politics"}
    assert code(library, "<i>presence</i>", {"=N1": "politics", "N3": ""}, key).again
    (_, change) = act(library, "changes").changes[:2][::-1]
    assert (change.number, change.label) == (done.change, done.said)
    act(library, "undo", {"change": done.change})
    assert themes(library) == {"=N1": "politics", "N5": "politics"}
    with pytest.raises(NotStandingError):
        code(library, "<i>presence</i>", {"=N1": "politics", "N3": ""}, key)


def test_a_theme_is_taken_off_and_nothing_is_coded_in_vain(library: StudyLibrary) -> None:
    assert code(library, "", {"N5": "politics"}).said == "The theme of 1 note was taken off."
    assert themes(library) == {"=N1": "politics"}
    for notes, error in (
        ({}, ArgumentError),
        ({"nobody's": ""}, NotFoundError),
        ({"=N1": "politics"}, ArgumentError),
    ):
        with pytest.raises(error):
            code(library, "politics", notes)


def test_what_somebody_else_coded_meanwhile_is_not_overwritten(library: StudyLibrary) -> None:
    code(library, "theirs", {"N3": ""})
    with pytest.raises(ConflictError) as caught:
        code(library, "mine", {"N3": "", "N,2": ""})
    (conflict,) = caught.value.conflicts
    assert (conflict.live, conflict.yours) == ({"theme": "theirs"}, {"theme": "mine"})
    assert "N,2" not in themes(library)


def test_a_study_of_files_is_not_coded() -> None:
    files = StudyLibrary([Path(__file__).parents[2] / "datasets/wws"])
    with pytest.raises(NotAllowedError):
        act(files, "code_notes", {"key": str(uuid4()), "notes": [{"note": "N001"}]}, study="wws")
    files.close()


def besides(find: str | None, **context: Any) -> list[tuple[str, str]]:
    """What else of a study with hostile names holds some words."""
    study = netmap.from_tables(
        partnerships=pd.DataFrame(
            {"partnership": ["P", "Q"], "name": ["North", None], "area": ["a,b", None]}
        ),
        agencies=pd.DataFrame(
            {"agency": ["=A1", "1"], "sector": ["health", None], "partnership": ["P", "Q"]}
        ),
        practitioners=pd.DataFrame({"practitioner": ["Č-12"], "name": ["Ada"], "profession": ["nurse"]}),
        zones=pd.DataFrame({"zone": ["<b>z</b>"], "purpose": ["health for all"], "partnership": ["P"]}),
        meetings=pd.DataFrame(
            {"meeting": ["m1", "m2"], "zone": ["<b>z</b>"] * 2, "date": ["2015-04-09T14:30", "--07-15"]}
        ),
        events=pd.DataFrame({"event": ["e"], "date": ["2000"], "name": ["Launch"]}),
        services=pd.DataFrame({"service": ["s"], "name": ["Advice"], "agency": ["=A1"], "need": ["Health"]}),
    )
    inquiry = Inquiry(Context(**context), lambda: study)
    facts = QUESTION.ask(inquiry, NotesRequest(find=find)).facts
    assert len(facts.every) == 0
    return [(row["sort"], row["thing"]) for row in facts.besides.to_dict("records")]


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        (None, []),
        ("  ", []),
        ("HEALTH", [("agencies", "=A1"), ("zones", "<b>z</b>"), ("services", "s")]),
        ("health all", [("zones", "<b>z</b>")]),
        ("9 april 2015", [("meetings", "m1")]),
        ("2015-04", [("meetings", "m1")]),
        ("15 July", [("meetings", "m2")]),
        ("2000", [("events", "e")]),
        ("a,b", [("partnerships", "P")]),
        ("nurse", [("practitioners", "Č-12")]),
        ("=a1", [("agencies", "=A1"), ("services", "s")]),
        ("[", []),
    ],
)
def test_words_are_found_in_what_else_is_on_record(find: str | None, expected: list[tuple[str, str]]) -> None:
    assert besides(find) == expected


def test_days_are_found_as_the_reader_writes_them() -> None:
    assert besides("15 luglio", language="it") == [("meetings", "m2")]
    assert besides("15 luglio") == []


def test_a_search_names_nobody_to_a_board_and_nothing_of_another_partnership() -> None:
    assert besides("nurse", principal=Principal("b", BOARD_ROLE)) == []
    assert ("partnerships", "Q") not in besides("north", partnership="P")
    assert ("agencies", "1") in besides("1")
    assert ("agencies", "1") not in besides("1", partnership="P")


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("piano-di-zona", NodeRef("zone", "g-care")),
        ("piano-di-zona", NodeRef("zone", "open")),
        ("wws", NodeRef("agency", "wws")),
        ("coprogettazione", NodeRef("service", "advice")),
    ],
)
def test_the_map_counts_the_notes_that_its_link_shows(name: str, ref: NodeRef) -> None:
    study = netmap.read_study(name)
    facts = QUESTION.ask(Inquiry(Context(), lambda: study), NotesRequest(**asked_about(ref))).facts
    assert notes_about(study, ref) == len(facts.found) > 0
