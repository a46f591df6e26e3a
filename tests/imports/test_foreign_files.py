"""Real files of other people, through the same door as everybody's: each compared with its own lines."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

import netmap
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.questions import Answer, Answers
from netmap.files.importer.understanding import Understanding, understand
from netmap.files.sandbox.cells import FileCells, read_cells
from tests.imports.made_files import Said, balanced, is_
from tests.shared_data import DATA

pytestmark = pytest.mark.shared

NEW, DROP = Answer("new"), Answer("drop")


@pytest.fixture
def data() -> Path:
    return DATA


def packed(folder: Path, target: Path, *names: str) -> FileCells:
    """Some files of a folder in one archive, as somebody would send them."""
    path = target / f"{folder.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(folder / name, name)
    return read_cells(path)


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def taken(file: FileCells, said: Said | None = None) -> tuple[Understanding, Applied]:
    understood = understand(file)
    applied = apply(understood.mapping, file, None, Answers(said or {}))
    assert balanced(applied)
    return understood, applied


def shapes(understood: Understanding) -> Mapping[str, str]:
    return {sheet.sheet: sheet.shape for sheet in understood.sheets}


def asked(applied: Applied) -> set[tuple[str, tuple[str, ...]]]:
    return {(question.kind, question.about) for question in applied.questions}


def is_a_study(applied: Applied) -> netmap.Study:
    study = netmap.from_tables(**applied.tables)
    assert not applied.blocking
    return study


def test_seconds_of_an_office(data: Path, tmp_path: Path) -> None:
    folder = data / "sociopatterns_workplace2013"
    file = packed(folder, tmp_path, "contacts.csv", "nodes.csv")
    understood, applied = taken(file)
    assert shapes(understood) == {"contacts.csv": "events", "nodes.csv": "people"}
    assert asked(applied) == {("start", ("contacts.csv",))}
    _, applied = taken(file, {("start", ()): is_("2013-06-24")})
    study = is_a_study(applied)
    rows = lines(folder / "contacts.csv")
    assert len(study.contacts) == len(rows) == 9827
    days = Counter(str(20130624 + int(row["t"]) // 86_400) for row in rows)
    assert Counter(study.contacts["date"].str[:10].str.replace("-", "")) == {
        day if int(day) <= 20130630 else str(int(day) + 70): n for day, n in days.items()
    }
    assert list(zip(study.contacts["source"], study.contacts["target"], strict=True)) == [
        (row["i"], row["j"]) for row in rows
    ]
    departments = {row["id"]: row["department"] for row in lines(folder / "nodes.csv")}
    assert (
        dict(zip(study.practitioners["practitioner"], study.practitioners["agency"], strict=True))
        == departments
    )


def test_agencies_of_a_hurricane_with_words_that_are_none(data: Path, tmp_path: Path) -> None:
    folder = data / "fema_hurricane_interagency"
    file = packed(folder, tmp_path, "interactions.csv", "stakeholder_mentions.csv")
    understood, applied = taken(file)
    assert shapes(understood) == {"interactions.csv": "contacts", "stakeholder_mentions.csv": ""}
    assert applied.left_out == (("stakeholder_mentions.csv", 12461),)
    words = {word for kind, about in asked(applied) if kind == "agency" for word in about}
    assert words >= {"WHO", "ETC", "CC", "HS"}
    rows = lines(folder / "interactions.csv")
    waiting = sum(bool({row["org_a"], row["org_b"]} & words) for row in rows)
    assert applied.counts[0].rejected == waiting == len(applied.blocking)

    gone = {"WHO", "ETC", "CC", "HS", "ACI"}
    said = {("agency", (word,)): NEW for word in words} | {("agency", (word,)): DROP for word in gone}
    merged = {**said, ("agency", ("GSA",)): is_("FEMA")}
    for _ in range(3):
        _, applied = taken(file, merged)
        merged = {**merged, **dict.fromkeys(asked(applied), NEW)}
    study = is_a_study(applied)
    dropped = sum(bool({row["org_a"], row["org_b"]} & gone) for row in rows)
    assert applied.counts[0].rejected >= dropped
    assert all(problem.severity == "warning" for problem in applied.problems)
    orgs = set(study.agencies["agency"])
    assert not orgs & (gone | {"GSA"})
    assert len(study.practitioners) == 0
    both = {"FEMA", "GSA"}
    own = sum(row["org_a"] in both and not {row["org_a"], row["org_b"]} & gone for row in rows)
    repeats = applied.counts[0].duplicate
    assert own - repeats <= (study.contacts["source"] == "FEMA").sum() <= own
    assert study.contacts["date"].str.startswith("2003-04-04T17:16:55").any()


def test_panels_with_their_raw_tables(data: Path, tmp_path: Path) -> None:
    folder = data / "uk-transparency-panels-raw"
    file = packed(folder, tmp_path, "attendance.csv", "meetings.csv", "organisations.csv")
    understood, applied = taken(file)
    assert shapes(understood) == {
        "attendance.csv": "attendance",
        "meetings.csv": "sittings",
        "organisations.csv": "agencies",
    }
    assert {about[0] for kind, about in asked(applied) if kind == "level"} == {
        row["forum_level"] for row in lines(folder / "meetings.csv")
    }
    levels = ["local authority", "sector", "strategic (officials)", "strategic (ministerial)"]
    said: Said = {("level", (name,)): Answer("new", str(rank)) for rank, name in enumerate(levels)}
    said = {**said, **{key: NEW for key in asked(applied) if key[0] == "agency"}}
    _, applied = taken(file, said)
    study = is_a_study(applied)
    assert {name: len(frame) for name, frame in study.tables.items()} == {
        "levels": 4,
        "agencies": 82,
        "practitioners": 278,
        "zones": 4,
        "meetings": 45,
        "attendance": 1023,
    }
    rows = lines(folder / "attendance.csv")
    assert [
        *zip(
            study.attendance["meeting"],
            study.attendance["practitioner"],
            study.attendance["status"],
            strict=True,
        )
    ] == [(row["meeting_id"], row["person_id"], row["status"]) for row in rows]
    assert study.attendance["chair"].tolist() == [row["chair"] for row in rows]
    known = netmap.read_study(data / "uk-transparency-panels")
    mine = {(row.meeting, row.practitioner): row.status for row in study.attendance.itertuples()}
    made = {(row.meeting, row.practitioner): row.status for row in known.attendance.itertuples()}
    assert mine == made
    assert study.zones["level"].notna().all()


def test_knoke_names_agencies_twice(data: Path, tmp_path: Path) -> None:
    folder = data / "knoke"
    file = packed(folder, tmp_path, "edges_info.csv", "edges_money.csv", "nodes.csv")
    understood, applied = taken(file)
    assert shapes(understood) == {
        "edges_info.csv": "edges",
        "edges_money.csv": "edges",
        "nodes.csv": "agencies",
    }
    study = is_a_study(applied)
    assert Counter(study.ties["relation"]) == {"edges_info": 49, "edges_money": 22}
    assert dict(zip(study.agencies["agency"], study.agencies["name"], strict=True))["COUN"] == "City Council"
    assert len(study.agencies) == 10


def test_tobacco_control_has_strengths(data: Path, tmp_path: Path) -> None:
    folder = data / "tc_indiana"
    names = ("edges_TCcnt.csv", "edges_TCcoll.csv", "edges_TCdiss.csv", "nodes.csv")
    file = packed(folder, tmp_path, *names)
    understood, applied = taken(file)
    assert {sheet.shape for sheet in understood.sheets[:3]} == {"edges"}
    unsure = {key: is_("weight") for key in asked(applied) if key[0] == "column"}
    assert sorted(header for _, (_, header) in unsure) == ["collaborate", "contact"]
    _, applied = taken(file, unsure)
    news = {key: NEW for key in asked(applied) if key[0] == "agency"}
    said = {**unsure, **news, ("sort", ()): is_("agency")}
    _, applied = taken(file, said)
    study = is_a_study(applied)
    assert Counter(study.ties["relation"]) == {"contact": 175, "collaborate": 161, "edges_TCdiss": 103}
    assert len(study.agencies) == 25
    rows = lines(folder / "edges_TCcnt.csv")
    contact = study.ties[study.ties["relation"] == "contact"]
    assert contact["strength"].tolist() == [float(row["contact"]) for row in rows]


def test_three_waves_of_friends(data: Path, tmp_path: Path) -> None:
    folder = data / "s50_glasgow"
    file = packed(folder, tmp_path, "edges_3waves.csv", "nodes.csv")
    understood, applied = taken(file)
    assert shapes(understood) == {"edges_3waves.csv": "waves", "nodes.csv": "nodes"}
    assert asked(applied) == {("sort", ("edges_3waves.csv",)), ("sort", ("nodes.csv",))}
    _, applied = taken(file, {("sort", ()): is_("person")})
    study = is_a_study(applied)
    rows = lines(folder / "edges_3waves.csv")
    assert Counter(study.ties["wave"]) == Counter(row["wave"] for row in rows)
    assert study.waves["wave"].tolist() == ["1", "2", "3"]
    assert study.practitioners["alcohol1"].tolist() == [
        row["alcohol1"] for row in lines(folder / "nodes.csv")
    ]


def matrices(folder: Path, target: Path) -> FileCells:
    """The seven rounds as seven matrices of codes, a sheet for each, as students of the data keep them."""
    rows = lines(folder / "codes_7waves.csv")
    ids = [row["node"] for row in lines(folder / "nodes_vars.csv")]
    path = target / "rounds.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for wave in sorted({row["wave"] for row in rows}):
            codes = {(row["source"], row["target"]): row["code"] for row in rows if row["wave"] == wave}
            text = [["", *ids], *([one, *(codes.get((one, two), "0") for two in ids)] for one in ids)]
            archive.writestr(f"T{wave}.csv", "\n".join(";".join(line) for line in text))
    return read_cells(path)


def test_seven_waves_with_codes_for_what_is_missing(data: Path, tmp_path: Path) -> None:
    folder = data / "vandebunt_freshmen"
    file = packed(folder, tmp_path, "codes_7waves.csv", "nodes_vars.csv")
    _, applied = taken(file, {("sort", ()): is_("person")})
    sheet = "codes_7waves.csv"
    assert asked(applied) == {("code", (sheet, code)) for code in "234569"}
    rows = lines(folder / sheet)
    assert applied.counts[0].kept == sum(row["code"] == "1" for row in rows) == 51
    codes = {("code", (sheet, code)): is_("missing" if code in "69" else "tie") for code in "123456789"}
    _, applied = taken(file, {("sort", ()): is_("person"), **codes})
    study = is_a_study(applied)
    assert len(study.ties) == len(rows)
    assert int(study.ties["missing"].fillna(False).sum()) == sum(row["code"] in "69" for row in rows) == 759
    assert Counter(study.ties["strength"].dropna().astype(int).astype(str)) == Counter(
        row["code"] for row in rows if row["code"] in "2345"
    )
    matrix = matrices(folder, tmp_path)
    codes = {
        ("code", (f"T{wave}.csv", code)): is_("missing" if code in "69" else "tie")
        for wave in range(7)
        for code in "23456789"
    }
    understood, squared = taken(matrix, {("sort", ()): is_("person"), **codes})
    assert set(shapes(understood).values()) == {"wave_matrix"}

    def said(ties: object) -> set[tuple[str, ...]]:
        return {
            (row.source, row.target, row.wave[-1], str(row.missing), str(row.strength))
            for row in ties.itertuples()
        }  # type: ignore[attr-defined]

    away_from_self = study.ties[study.ties["source"] != study.ties["target"]]
    assert said(is_a_study(squared).ties) == said(away_from_self)
