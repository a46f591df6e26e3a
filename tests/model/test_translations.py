"""Names of a study in other languages: their readers see them, and nothing is worked out twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.gap_rules.finding_gaps import _gaps
from netmap.library.kept_answers import answer_of
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.model.translations import COLUMNS
from netmap.model.words import told_apart, word
from netmap.questions.node_index import universe_of
from netmap.questions.readable import names_of
from tests import shared_data

HOSTILE = ("=A1", "<b>x</b>", "{name} %s", "Č-12", "a,b", 'say "x"')


def study_named(*translations: tuple[str, str, str, str, str], **tables: pd.DataFrame) -> Study:
    """Two levels, two agencies and a zone, with translations (table, column, value, language, text)."""
    columns = ["table", "column", "value", "language", "text"]
    told = {
        "levels": pd.DataFrame({"level": ["f", "b"], "rank": [0, 1], "name": ["Front line", "Board"]}),
        "agencies": pd.DataFrame(
            {"agency": ["=A1", "2"], "name": ["School", "Police"], "sector": ["schools", "Board"]}
        ),
        "zones": pd.DataFrame({"zone": ["z"], "name": ["Panel"], "form": ["board"]}),
        **tables,
    }
    return netmap.from_tables(**told, translations=pd.DataFrame(translations, columns=columns))


BOTH = (
    ("levels", "name", "Board", "it", "Vertice"),
    ("levels", "name", "Board", "de", "Vorstand"),
    ("agencies", "sector", "schools", "it", "scuola"),
    ("zones", "form", "board", "it", "cabina di regia"),
)


def test_a_reader_is_shown_the_names_of_their_language_and_else_the_studys_own() -> None:
    study = study_named(*BOTH)
    italian, german = study.in_language("it"), study.in_language("de")
    assert italian.levels["name"].tolist() == ["Front line", "Vertice"]
    assert german.levels["name"].tolist() == ["Front line", "Vorstand"]
    assert italian.agencies["sector"].tolist() == ["scuola", "Board"]  # a text of one column alone
    assert study.levels["name"].tolist() == ["Front line", "Board"]
    assert study.in_language("en") is study
    assert italian.in_language("en") is study
    assert italian.in_language("de") is german
    assert italian.own is study


def test_ids_and_words_that_are_filters_stay() -> None:
    study = study_named(*BOTH)
    italian = study.in_language("it")
    for table, frame in study.tables.items():
        same = [name for name in frame if name not in COLUMNS.get(table, ())]
        assert italian.table(table)[same].equals(frame[same])
    assert italian.zones["form"].tolist() == ["board"]
    assert word(italian, "zones", "form", "board") == "cabina di regia"
    assert word(study, "zones", "form", "board") == "board"
    assert word(italian, "zones", "form", "panel") == "panel"


def test_words_that_would_read_alike_stay_apart() -> None:
    columns = {"service": ["1", "2"], "need": ["money", "debt"], "agency": ["2", "2"]}
    alike = [("services", "need", each, "it", "soldi") for each in columns["need"]]
    italian = study_named(*alike, services=pd.DataFrame(columns)).in_language("it")
    assert told_apart(italian, "services", "need", italian.services["need"]).tolist() == ["money", "debt"]
    one = study_named(alike[0], services=pd.DataFrame(columns)).in_language("it")
    assert told_apart(one, "services", "need", one.services["need"]).tolist() == ["soldi", "debt"]


def test_what_holds_no_names_is_worked_out_once_of_the_studys_own() -> None:
    asked: list[Study] = []

    def heavy(study: Study) -> pd.DataFrame:
        asked.append(study)
        return pd.DataFrame({"n": [1]})

    @derived(most=1)
    def once(study: Study) -> int:
        asked.append(study)
        return 1

    @derived(most=1, named=True)
    def named(study: Study) -> list[str]:
        asked.append(study)
        return list(study.levels["name"])

    study = study_named(*BOTH)
    italian = study.in_language("it")
    for each in (italian, study, study.in_language("de"), italian):
        answer_of(each, heavy)
        once(each)
    assert asked == [study, study]
    asked.clear()
    assert [named(each)[1] for each in (italian, study, italian)] == ["Vertice", "Board", "Vertice"]
    assert asked == [italian, study]
    assert names_of(italian, ("levels",))["b"] == "Vertice"
    assert names_of(study, ("levels",))["b"] == "Board"
    assert universe_of(italian).refs == universe_of(study).refs


def test_a_change_that_no_analysis_reads_keeps_the_names() -> None:
    study = study_named(*BOTH)
    italian = study.in_language("it")
    rules = pd.DataFrame({"rule": ["ties"], "setting": ["quiet_days"], "value": ["60"]})
    after = study.beside({"work_rules": rules}, study.about).in_language("it")
    assert len(italian.work_rules) == 0
    assert after.work_rules["value"].tolist() == ["60"]
    assert after.levels["name"].tolist() == italian.levels["name"].tolist()


def test_gaps_are_found_once_and_told_in_both_languages() -> None:
    study = shared_data.bundled("brightwater")
    kept = study.derived.of(_gaps.__wrapped__, 128)  # type: ignore[attr-defined]
    english = netmap.gaps(study)
    before = len(kept)
    italian = netmap.gaps(study, language="it")
    assert len(kept) == before
    for column in ("id", "rule", "actors", "value", "since"):
        assert english[column].tolist() == italian[column].tolist()
    named = {"Brightwater Police": "Polizia di Brightwater", "mental health": "salute mentale"}
    for own, told in named.items():
        assert english["evidence"].str.contains(own).any()
        assert not english["evidence"].str.contains(told).any()
        assert not italian["evidence"].str.contains(own).any()
        assert italian["evidence"].str.contains(told).any()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text: str, tmp_path: Path) -> None:
    levels = pd.DataFrame({"level": ["f"], "rank": [0], "name": [text]})
    study = study_named(
        ("levels", "name", text, "it", f"{text} it"), ("zones", "name", "Panel", "it", text), levels=levels
    )
    assert not [each for each in study.warnings if each.table == "translations"]
    for place in ("study", "study.zip", "study.xlsx"):
        netmap.write_study(study, tmp_path / place)
        again = netmap.read_study(tmp_path / place)
        assert again.translations.equals(study.translations)
        italian = again.in_language("it")
        assert (italian.levels["name"].tolist(), italian.zones["name"].tolist()) == ([f"{text} it"], [text])
    result = netmap.import_file(tmp_path / "study.zip", into=str(tmp_path / "one.netmap"))
    assert result.preview.counts
    stored = netmap.read_study(tmp_path / "one.netmap").in_language("it")
    assert stored.levels["name"].tolist() == [f"{text} it"]


def test_what_nobody_is_shown_is_told_with_its_line_and_a_cure(tmp_path: Path) -> None:
    rows = [
        *BOTH[:1],
        ("levels", "name", "board", "it", "x"),
        ("levels", "rank", "1", "it", "x"),
        ("people", "name", "Ann", "it", "x"),
        ("levels", "name", "Board", "tlh", "x"),
        ("posts", "role", "chair", "it", "presidente"),
    ]
    attended = {"meeting": ["1"], "practitioner": ["Ann"], "role": ["chair"]}
    study = study_named(
        *rows,
        practitioners=pd.DataFrame({"practitioner": ["Ann"], "agency": ["2"], "level": ["f"]}),
        meetings=pd.DataFrame({"meeting": ["1"], "zone": ["z"], "date": ["2011-03-01"]}),
        attendance=pd.DataFrame(attended),
    )
    told = [each for each in study.warnings if each.table == "translations"]
    assert [(each.line, each.column, each.value, each.code) for each in told] == [
        (3, "value", "board", "untranslated-value"),
        (4, "column", "rank", "untranslated-column"),
        (5, "table", "people", "untranslated-table"),
        (6, "language", "tlh", "unknown-language"),
    ]
    assert told[0].values["known"] == "levels.name"
    assert told[1].values["known"] == "name"
    assert all(each.cure and each.severity == "warning" for each in told)
    assert study.in_language("it").attendance["role"].tolist() == ["presidente"]


def test_the_same_text_twice_in_one_language_is_refused() -> None:
    with pytest.raises(netmap.StudyError):
        study_named(BOTH[0], BOTH[0])


def test_a_study_without_translations_stays_what_it_is() -> None:
    study = shared_data.bundled("emon")
    assert "translations" not in study.tables
    assert study.in_language("it") is study


def test_brightwater_is_whole_in_italian() -> None:
    """Every name and word that the pages show, but for names that stay, has an Italian one."""
    study = shared_data.bundled("brightwater")
    stay = {"The Youth Shed", "Brightwater"}
    assert not study.warnings
    for table, columns in COLUMNS.items():
        for column in columns:
            known = study.translations
            known = known[known["table"].eq(table) & known["column"].eq(column)]
            there = set(study.table(table)[column].dropna())
            assert there - stay == set(known["value"]), (table, column)
