"""Minutes as text in three languages, and lists of names in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.file_words import NAME, PARTS, words_of
from netmap.files.importer.listed_names import FEWEST_PAIRS, listed, puts_surnames_first
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.questions import NEW, Answer, Answers
from netmap.files.importer.recipes import FIELDS
from netmap.files.importer.records import Unread
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from netmap.model.catalogues import languages_in
from tests.imports.made_files import Said, balanced, grid, is_

ENGLISH = """Minutes of the Eastside Board
Date: 4th March 2024

Present:
 - Ann Lee (Police) (Chair)
 - Ben Ode - Drug and Alcohol Team
 - Cem Kaya (from item 3)

1. Apologies were received from: Dee Fox (Schools) and Eli Gray (NHS)
In attendance: none
2. Actions
Ann Lee: to write to all
Next meeting: 8 April 2024
"""
ITALIAN = """Verbale della riunione del Tavolo Minori del 5 marzo 2015

Presenti: Rossi Maria (Comune di Cremona), Verdi Giuseppe (Cooperativa Il Cerchio),
D'Amico Nicolò (Provincia)
Assenti giustificati: Bianchi Luca (ASL)
Assenti: Neri Ada (Scuola)
"""
FRENCH = """Compte rendu de la réunion du Groupe Enfance du 4 mars 2024
Présents : Marie Curé (Mairie), Luc Petit (École)
Excusés : Jean Noël (CAF)
Absents : néant
"""


WITH_AGENCY: Said = {("several", ()): is_("with agency")}


def taken(tmp_path: Path, text: str, said: Said | None = None, study: netmap.Study | None = None) -> Applied:
    path = tmp_path / "minutes.txt"
    path.write_text(text, encoding="utf-8")
    file = read_cells(path)
    mapping = understand(file).mapping
    assert mapping.sheets[0].shape == "minutes"
    applied = apply(mapping, file, study, Answers(said or {}))
    assert balanced(applied)
    return applied


def attended(applied: Applied) -> list[str]:
    rows = applied.tables["attendance"]
    agencies = rows["agency"] if "agency" in rows else [""] * len(rows)
    people = applied.tables["practitioners"].set_index("practitioner").fillna("")
    return [
        f"{status}: {who}, {beside or people['agency'].get(who, '')}"
        for who, status, beside in zip(rows["practitioner"], rows["status"], agencies, strict=True)
    ]


def sitting(applied: Applied) -> list[str]:
    return [str(cell) for cell in applied.tables["meetings"][["date", "zone"]].to_numpy()[0]]


def test_english_minutes_with_bullets_brackets_and_a_numbered_heading(tmp_path: Path) -> None:
    applied = taken(tmp_path, ENGLISH, WITH_AGENCY)
    assert sitting(applied) == ["2024-03-04", "Eastside Board"]
    assert attended(applied) == [
        "present: Ann Lee, Police",
        "present: Ben Ode, Drug and Alcohol Team",
        "present: Cem Kaya, ",
        "apologies: Dee Fox, Schools",
        "apologies: Eli Gray, NHS",
    ]
    assert not applied.questions


def test_italian_minutes_that_go_on_over_a_line(tmp_path: Path) -> None:
    applied = taken(tmp_path, ITALIAN, WITH_AGENCY)
    assert sitting(applied) == ["2015-03-05", "Tavolo Minori"]
    assert attended(applied) == [
        "present: Rossi Maria, Comune di Cremona",
        "present: Verdi Giuseppe, Cooperativa Il Cerchio",
        "present: D'Amico Nicolò, Provincia",
        "apologies: Bianchi Luca, ASL",
        "absent: Neri Ada, Scuola",
    ]


def test_french_minutes(tmp_path: Path) -> None:
    applied = taken(tmp_path, FRENCH, WITH_AGENCY)
    assert sitting(applied) == ["2024-03-04", "Groupe Enfance"]
    assert attended(applied) == [
        "present: Marie Curé, Mairie",
        "present: Luc Petit, École",
        "apologies: Jean Noël, CAF",
    ]


def test_minutes_that_name_no_day_and_no_group_are_asked(tmp_path: Path) -> None:
    text = "Notes, printed 3 May 2024\n\nPresent: Ann Lee, Ben Ode\n"
    asked = taken(tmp_path, text)
    assert {one.kind for one in asked.questions} == {"day", "group"}
    said: Said = {("day", ("minutes.txt",)): is_("2024-05-02")}
    assert {one.kind for one in taken(tmp_path, text, said).questions} == {"group"}
    said = {**said, ("group", ("minutes.txt",)): is_("Board")}
    assert sitting(taken(tmp_path, text, said)) == ["2024-05-02", "Board"]


BEHIND = """Minutes of the Youth Board, 3 June 2024
Present: Ann Lee (Treasurer), Bob Fry (po), Cy Dale (Housing Needs Officer, Housing)
Apologies: Di Ode (Chair)
In attendance: Ed Poe (Team Manager, Parks)
"""


def told(applied: Applied) -> dict[str, tuple[str, str]]:
    """The agency and the role of everybody who is taken."""
    people = applied.tables["practitioners"].fillna("")
    rows = applied.tables["attendance"].fillna("").reindex(columns=["practitioner", "agency", "role"])
    own = dict(zip(people["practitioner"], people.get("agency", [""] * len(people)), strict=True))
    return {
        who: (beside if isinstance(beside, str) and beside else own.get(who, ""), role)
        for who, beside, role in rows.itertuples(index=False)
    }


def test_what_stands_behind_a_name_of_minutes_is_asked_once_unless_it_is_an_agency_on_record(
    tmp_path: Path,
) -> None:
    known = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["po", "ho"], "name": ["Police", "Housing"]}),
        practitioners=pd.DataFrame({"practitioner": ["Ann Lee"], "agency": ["po"]}),
    )
    behind = ("several", ("minutes.txt", "Present", "()"))
    asked = taken(tmp_path, BEHIND, study=known)
    assert [((one.kind, one.about), one.rows) for one in asked.questions] == [(behind, 3)]
    assert [one.value for one in asked.questions[0].candidates] == ["one", "with agency", "with words"]
    assert told(asked) == {"Bob Fry": ("po", ""), "Di Ode": ("", "Chair")}
    assert "agencies" not in asked.tables
    words = taken(tmp_path, BEHIND, {behind: is_("with words")}, known)
    assert "agencies" not in words.tables
    assert told(words)["Ann Lee"] == ("", "Treasurer")
    assert told(words)["Cy Dale"] == ("", "Housing Needs Officer, Housing")
    agency = taken(tmp_path, BEHIND, {behind: is_("with agency")}, known)
    assert told(agency)["Cy Dale"] == ("ho", "Housing Needs Officer")
    assert told(agency)["Ed Poe"] == ("Parks", "Team Manager")
    assert told(agency)["Ann Lee"] == ("Treasurer", "")
    assert agency.tables["agencies"]["agency"].tolist() == ["Parks"]
    elsewhere = [(one.text, one.id) for one in agency.matched if one.how == "elsewhere"]
    assert elsewhere == [("Treasurer", "Ann Lee")]
    one = taken(tmp_path, BEHIND, {behind: is_("one")}, known)
    whole = ("person", ("Ann Lee (Treasurer)",))
    assert [(one.kind, one.about) for one in one.questions] == [whole]
    assert [candidate.value for candidate in one.questions[0].candidates] == ["Ann Lee"]
    assert {"Bob Fry", "Ed Poe (Team Manager, Parks)"} <= set(told(one))
    new = taken(tmp_path, BEHIND, {behind: is_("one"), whole: Answer(NEW)}, known)
    assert {"Ann Lee (Treasurer)", "Bob Fry"} <= set(told(new))


def meaning(said: Said | None = None, agencies: Sequence[str] = ()) -> CellMeaning:
    sheet, cells = SheetMapping("s", "", None, ()), grid("s", [["x"]])
    return CellMeaning(sheet, cells, Answers(said or {}), is_agency=lambda text: text in agencies)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A. Smith (Police), Dr B Jones - NHS", ["A. Smith/Police", "Dr B Jones/NHS"]),
        ("Eve O'Brien (Schools); F. Khan – VAE;", ["Eve O'Brien/Schools", "F. Khan/VAE"]),
        ("Ann Lee and Ben Ode", ["Ann Lee/", "Ben Ode/"]),
        ("Ann Lee & Ben Ode (Drug and Alcohol)", ["Ann Lee/", "Ben Ode/Drug and Alcohol"]),
        ("Smith, A., Jones, B.", ["Smith, A./", "Jones, B/"]),
        ("1. Ann Lee\n2. Ben Ode", ["Ann Lee/", "Ben Ode/"]),
        ("Ann, Ben, Cem", ["Ann/", "Ben/", "Cem/"]),
        ("Mary Smith-Jones (Chair)", ["Mary Smith-Jones/"]),
        ("None", []),
        ("-", []),
    ],
)
def test_names_in_one_text(text: str, names: list[str]) -> None:
    assert [f"{one.name}/{one.agency}" for one in listed(text, "Present", meaning())] == names


@pytest.mark.parametrize("text", ["Lee, Ann", "Lee, Ann; Ode, Ben", "Ann Lee, Police; Ben Ode, NHS"])
def test_commas_that_may_part_a_name_are_asked(text: str) -> None:
    with pytest.raises(Unread) as asked:
        listed(text, "Present", meaning())
    assert asked.value.question is not None
    about = ("several", asked.value.question.about)
    several = listed(text, "Present", meaning({about: is_("several")}))
    agencies = [one.agency for one in listed(text, "Present", meaning({about: is_("with agency")}))]
    assert len(several) == 2 * len(agencies)
    assert all(agencies)


PAIRS = ["SMITH, Ann", "DE LUCA, Ben (NHS)", "ÜNAL, Cem", "ИВАНОВ, Иван"]


@pytest.mark.parametrize(
    "texts",
    [
        PAIRS[:FEWEST_PAIRS],
        [", ".join(PAIRS[:FEWEST_PAIRS])],
        ["; ".join(PAIRS)],
        PAIRS,
        ["NHS, Police", *PAIRS],
    ],
)
def test_enough_pairs_with_a_surname_in_capitals_show_how_a_sheet_writes_names(texts: list[str]) -> None:
    assert puts_surnames_first(texts, meaning())
    for text in PAIRS:
        (one,) = listed(text, "Present", meaning(), surnames_first=True)
        assert one.name == text.removesuffix(" (NHS)")
    both = listed("SMITH, Ann (Police), FOX, Bob", "Present", meaning(), surnames_first=True)
    assert [(one.name, one.agency) for one in both] == [("SMITH, Ann", "Police"), ("FOX, Bob", "")]


@pytest.mark.parametrize(
    "texts",
    [
        PAIRS[: FEWEST_PAIRS - 1],
        [PAIRS[0]] * 12,
        [PAIRS[0], "SMITH, ANN", "Fox, Bob", "LI, Bo"],
        ["NHS, Police", "SMITH, Jones"],
        ["NHS, Police", "DWP, Housing", "N.H.S., Ann"],
        ["NHS, ASL", "ASL, CAF"],
        ["SCHOOLS, Health", "HEALTH, Schools", "SMITH, Jones"],
        ["SMITH, Ann, NHS, Police"],
    ],
)
def test_fewer_pairs_and_those_with_an_agency_show_nothing_and_are_asked(texts: list[str]) -> None:
    known = meaning(agencies=["SCHOOLS", "Schools", "HEALTH", "Health"])
    assert not puts_surnames_first(texts, known)
    for text in texts:
        with pytest.raises(Unread) as asked:
            listed(text, "Present", known)
        assert asked.value.question is not None
        assert asked.value.question.kind == "several"


@pytest.mark.parametrize(
    "text", ["NHS, Police", "DWP, Ann Lee", "SCHOOLS, Ann", "SMITH, Schools", "NHS, ASL"]
)
def test_a_pair_with_an_agency_is_asked_among_surnames_in_capitals_too(text: str) -> None:
    with pytest.raises(Unread):
        listed(text, "Present", meaning(agencies=["SCHOOLS", "Schools"]), surnames_first=True)


def test_one_pair_with_a_surname_of_two_words_is_asked() -> None:
    with pytest.raises(Unread):
        listed("DE LUCA, Ben", "Present", meaning())


def test_the_words_of_every_language_are_those_of_known_things(tmp_path: Path) -> None:
    assert set(words_of("columns")) <= {field.name for field in FIELDS}
    assert "prenom" in words_of("columns")["first_name"]
    for part in PARTS:
        assert all(words_of(part).values())
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / NAME).write_text('[columns]\nperson = ["Imię i nazwisko"]\n', encoding="utf-8")
    assert words_of("columns", tmp_path) == {"person": ("imie i nazwisko",)}
    assert list(languages_in(tmp_path)) == ["en"]


@pytest.mark.parametrize(
    "text", ["no toml", "[other]\nx = ['y']", "[columns]\nperson = 'name'", "columns = 3"]
)
def test_words_that_are_not_as_they_must_be_are_left_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / NAME).write_text(text, encoding="utf-8")
    assert words_of("columns", tmp_path) == {}
