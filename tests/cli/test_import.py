"""`netmap import`, `changes` and `undo`: exit codes, words, answers, and nothing half done."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import netmap
from netmap.cli import main
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.store.disk import FULL, Disk, disk_under

LIST = """Name,Agency,Date,Group
<b>Ann</b> Lee,=Health,03/05/2011,Board
"Ode, Ben",Schools,04/05/2011,Board
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def answered(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_open_questions_exit_with_2_and_make_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "list.csv", "--into", "our.netmap"]) == 2
    told = capsys.readouterr()
    assert "is “03/05/2011” written with the day first or with the month first?" in told.out
    assert "list.csv: 2 rows = 0 kept + 2 rejected + 0 duplicate" in told.out
    assert "Nothing was written" in told.err
    assert [path.name for path in place.iterdir()] == ["list.csv"]


def test_a_list_is_taken_in_listed_and_taken_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "list.csv", "--into", "our.netmap", "--dates", "dmy", "--dry-run"]) == 0
    assert "this is what would happen" in capsys.readouterr().out
    assert not Path("our.netmap").exists()
    assert main(["import", "list.csv", "--into", "our.netmap", "--dates", "dmy", "--study", "a,b"]) == 0
    assert "Taken in, as change 1." in capsys.readouterr().out
    with open_store(place / "our.netmap") as store:
        study = store.read(LOCAL_USER, "a,b")
    assert study.meetings["date"].tolist() == ["2011-05-03", "2011-05-04"]
    assert study.practitioners["practitioner"].tolist() == ["<b>Ann</b> Lee", "Ode, Ben"]
    assert main(["import", "list.csv", "--into", "our.netmap", "--dates", "dmy"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert main(["undo", "our.netmap", "1"]) == 0
    assert "Undone: change 1. Change 2 took it back" in capsys.readouterr().out
    assert main(["changes", "our.netmap", "--format", "json"]) == 0
    rows = answered(capsys)["rows"]
    assert [(row["change"], row["kind"], row["undone_by"]) for row in rows] == [
        (2, "undo", None),
        (1, "import", 2),
    ]
    assert rows[1]["added"] == rows[0]["removed"] == 2 + 2 + 1 + 2 + 2
    assert main(["undo", "our.netmap", "1"]) == 2
    assert main(["undo", "our.netmap", "99"]) == 2
    assert main(["changes", "nowhere.netmap"]) == 2


def test_questions_are_answered_and_mappings_corrected_by_files(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "list.csv", "--into", "our.netmap", "--dry-run", "--format", "json"]) == 2
    told = answered(capsys)
    assert not told["written"]
    (question,) = told["questions"]
    said = {"question": question["question"], "about": question["about"], "action": "is", "value": "mdy"}
    Path("answers.json").write_text(json.dumps([said]), encoding="utf-8")
    told["mapping"]["sheets"][0]["columns"][1]["field"] = "kept"
    Path("mapping.json").write_text(json.dumps(told["mapping"]), encoding="utf-8")
    options = ["--mapping", "mapping.json", "--answers", "answers.json", "--format", "json"]
    assert main(["import", "list.csv", "--into", "our.netmap", *options]) == 0
    assert answered(capsys)["change"] == 1
    with open_store(place / "our.netmap") as store:
        study = store.read(LOCAL_USER, "our")
    assert study.meetings["date"].tolist() == ["2011-03-05", "2011-04-05"]
    assert len(study.agencies) == 0
    assert study.attendance["Agency"].tolist() == ["=Health", "Schools"]


def test_the_good_records_are_taken_and_the_others_repaired(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.csv").write_text(LIST + "Cem,Schools,soon,Board\n", encoding="utf-8")
    asked = ["import", "list.csv", "--into", "our.netmap", "--dates", "dmy"]
    assert main(asked) == 2
    assert "error: table list.csv, line 4, column Date, value “soon”" in capsys.readouterr().out
    assert main([*asked, "--take-good"]) == 3
    assert "list.repair.xlsx" in capsys.readouterr().out
    assert main(["import", "list.repair.xlsx", "--into", "our.netmap", "--dry-run", "--format", "json"]) == 2
    told = answered(capsys)
    assert told["counts"][0]["records"] == 1
    assert [(one["value"], one["code"]) for one in told["problems"]] == [("soon", "bad-date")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers", "{"),
        ("answers", '{"a": 1}'),
        ("answers", '[{"question": "?"}]'),
        ("mapping", '{"sheets": [1]}'),
    ],
)
def test_files_that_say_nothing_are_refused(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    Path("said.json").write_text(text, encoding="utf-8")
    assert main(["import", "list.csv", "--into", "our.netmap", f"--{name}", "said.json"]) == 2
    assert capsys.readouterr().err.startswith("netmap: ")
    assert not Path("our.netmap").exists()


def test_a_store_with_several_studies_wants_a_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        assert main(["import", "list.csv", "--into", "our.netmap", "--dates", "dmy", "--study", name]) == 0
    capsys.readouterr()
    assert main(["changes", "our.netmap"]) == 2
    assert "one, two" in capsys.readouterr().err
    assert main(["changes", "our.netmap", "--study", "three"]) == 2
    assert main(["undo", "our.netmap", "2", "--study", "two", "--keep-later", "--drop-later"]) == 2
    assert main(["undo", "our.netmap", "2", "--study", "two"]) == 0
    with open_store(place / "our.netmap") as store:
        assert len(store.read(LOCAL_USER, "one").attendance) == 2
        assert len(store.read(LOCAL_USER, "two").attendance) == 0


def test_a_refused_file_says_why(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.xlsx").write_bytes(b"%PDF-1.7")
    assert main(["import", "list.xlsx", "--into", "our.netmap"]) == 2
    assert "list.xlsx ends in .xlsx, but inside it is of the kind PDF." in capsys.readouterr().err
    assert not Path("our.netmap").exists()


def test_bundled_studies_go_in_whole(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from netmap.model.bundled import bundled_studies

    study = netmap.read_study(bundled_studies()["riverside"])
    netmap.write_study(study, "riverside.xlsx")
    assert main(["import", "riverside.xlsx", "--into", "our.netmap", "--format", "json"]) == 0
    told = answered(capsys)
    assert told["clean"]
    assert {one["table"]: one["new"] for one in told["tables"]} == {
        name: len(frame) for name, frame in study.tables.items()
    }
    assert told["left_out"] == [{"sheet": "about", "rows": told["left_out"][0]["rows"]}]


def test_a_folder_goes_in_as_one_file_and_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place / "our tables"
    folder.mkdir()
    (folder / "agencies.csv").write_text("agency\n=A1\nČ-12\n", "utf-8")
    (folder / "practitioners.csv").write_text("practitioner,agency\nann,=A1\n", "utf-8")
    (folder / "notes.docx").write_bytes(b"no table")
    assert main(["import", str(folder), "--into", "our.netmap"]) == 0
    assert "practitioners.csv: 1 row = 1 kept + 0 rejected + 0 duplicate" in capsys.readouterr().out
    with open_store(place / "our.netmap") as store:
        (kept,) = store.studies(LOCAL_USER)
        assert kept.name == "our"
        assert store.read(LOCAL_USER, kept.name).agencies["agency"].tolist() == ["=A1", "Č-12"]
    assert main(["import", "our tables", "--into", "our.netmap"]) == 0
    assert "nothing was written" in capsys.readouterr().out


def test_a_folder_without_tables_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "empty").mkdir()
    assert main(["import", "empty", "--into", "our.netmap"]) == 2
    assert "empty" in capsys.readouterr().err
    assert not Path("our.netmap").exists()


def test_a_full_disk_says_so_and_leaves_no_store(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["import", "list.csv", "--into", "our.netmap", "--dates", "dmy"]
    with disk_under(Disk(error=FULL)) as disk:
        assert main([*asked, "--dry-run"]) == 0
        tried = disk.count
        most, refused = 0, 0
        while not Path("our.netmap").exists():
            stop = disk.count + most
            disk.fails = lambda number, stop=stop: number > stop
            assert main(asked) in (0, 2)
            told = capsys.readouterr()
            refused += "full" in told.err
            assert ("full" in told.err) != Path("our.netmap").exists()
            most += max(1, tried // 3)
    assert refused > 3
    assert sorted(path.name for path in place.iterdir() if path.suffix == ".netmap") == ["our.netmap"]


def test_no_room_for_the_workbook_is_said_and_leaves_no_half_of_it(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    Path("list.csv").write_text(LIST + "Cem,Schools,soon,Board\n", encoding="utf-8")
    monkeypatch.setattr(Path, "write_bytes", full)
    asked = ["import", "list.csv", "--into", "our.netmap", "--dates", "dmy", "--take-good"]
    assert main(asked) == 3
    told = capsys.readouterr().out
    assert "Taken in, as change 1." in told
    assert "cannot be written to list.repair.xlsx: No space left on device." in told
    assert not list(place.glob("*.xlsx"))


def test_a_file_of_which_nothing_can_be_taken_makes_no_store(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("prose.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    assert main(["import", "prose.csv", "--into", "our.netmap"]) == 2
    told = capsys.readouterr().err
    assert "Sheets that were not understood and are not taken in: prose.csv." in told
    assert "there is nothing in the file that can be taken in" in told
    Path("bad.csv").write_text(LIST.replace("03/05/2011", "soon").replace("04/05/2011", "soon"), "utf-8")
    assert main(["import", "bad.csv", "--into", "our.netmap", "--take-good"]) == 2
    assert not Path("our.netmap").exists()


def test_a_sheet_that_is_not_understood_leaves_a_part(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile("both.zip", "w") as archive:
        archive.writestr("list.csv", LIST)
        archive.writestr("prose.csv", "1,2\n3,4\n")
    assert main(["import", "both.zip", "--into", "our.netmap", "--dates", "dmy", "--format", "json"]) == 3
    told = answered(capsys)
    assert (told["outcome"], told["unread"], told["change"]) == ("part", ["prose.csv"], 1)


def test_one_kind_of_problem_is_one_line_and_questions_come_first(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"2020-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    rows = [["id", *days], *([f"m{number}", *(["1"] * len(days))] for number in range(20))]
    Path("matrix.csv").write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    assert main(["import", "matrix.csv", "--into", "our.netmap", "--dry-run"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Nothing can be taken in before the questions are answered."
    assert lines[2].startswith("question (records: 6720): ")
    assert len(lines) == 10
    text = "Name,Date,Group\n" + "".join(f"Ann,soon{number},Board\n" for number in range(9))
    Path("list.csv").write_text(text + "Ben,03/04/2011,Board\n", encoding="utf-8")
    assert main(["import", "list.csv", "--into", "our.netmap"]) == 2
    told = capsys.readouterr().out.splitlines()
    (line,) = [each for each in told if each.startswith("error: ")]
    assert line.endswith("(the same in 8 more: line 3 “soon1”, line 4 “soon2”, line 5 “soon3”, …)")
    assert told.index(line) > next(at for at, each in enumerate(told) if each.startswith("question"))


def test_answers_to_nothing_and_answers_that_cannot_be_are_said(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.csv").write_text(LIST.replace("Group", "Group,Attended").replace("Board", "Board,A"), "utf-8")
    said = [
        {"question": "status", "about": ["A"], "action": "is", "value": "here"},
        {"question": "person", "about": ["M. Rosi"], "action": "is", "value": "P3"},
    ]
    Path("answers.json").write_text(json.dumps(said), encoding="utf-8")
    options = ["--dates", "dmy", "--answers", "answers.json"]
    assert main(["import", "list.csv", "--into", "our.netmap", *options]) == 2
    told = capsys.readouterr()
    assert "“here” was answered for “A”, and is not known." in told.out
    assert "Answers to nothing that is asked of this file: person “M. Rosi”." in told.err


def test_a_folder_of_a_diary_without_ids_goes_in_as_check_accepts_it(place: Path) -> None:
    folder = place / "diary"
    folder.mkdir()
    (folder / "agencies.csv").write_text("agency\n=A1\nb\n", "utf-8")
    (folder / "contacts.csv").write_text("date,source,target\n" + "2011-01-05,=A1,b\n" * 2, "utf-8")
    assert main(["check", "diary"]) == main(["import", "diary", "--into", "our.netmap"]) == 0
    with open_store(place / "our.netmap") as store:
        assert store.read(LOCAL_USER, "our").contacts["contact"].nunique() == 2
    again = place / "again"
    folder.rename(again)
    (again / "agencies.csv").write_text("agency\n=A1\nb\nc\n", "utf-8")
    assert main(["import", "again", "--into", "our.netmap"]) == 0
    with open_store(place / "our.netmap") as store:
        assert len(store.read(LOCAL_USER, "our").contacts) == 2


def test_a_folder_is_not_left_by_a_link(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place / "linked"
    folder.mkdir()
    (folder / "agencies.csv").write_text("agency\n=A1\n", "utf-8")
    (folder / "zones.csv").symlink_to(place / "list.csv")
    assert main(["import", "linked", "--into", "our.netmap"]) == 2
    assert "zones.csv is a link that leads nowhere or out of the study" in capsys.readouterr().err
    assert not Path("our.netmap").exists()


MESSY = """Name,Agency,03/05/2011,04/05/2011
Ann Lee,Police,x,A
J. Lee,Police,x,x
Jane Lee,Police,x,x
"""


def lines_of_answers(text: str) -> dict[str, list[str]]:
    """The lines of answers below each question, by the question."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("question "):
            question = line
        elif line.startswith("  "):
            found.setdefault(question, []).append("{" + line.split(": {", 1)[1])
    return found


def test_every_question_shows_the_lines_that_answer_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.csv").write_text(MESSY, encoding="utf-8")
    assert main(["import", "list.csv", "--into", "our.netmap"]) == 2
    told = capsys.readouterr()
    assert "--answers FILE" in told.err
    lines = lines_of_answers(told.out)
    kinds = [json.loads(first)["question"] for first, *_ in lines.values()]
    assert sorted(kinds) == ["dates", "group", "person", "status"]
    for every in lines.values():
        for line in every:
            assert main(["import", "list.csv", "--into", "our.netmap", "--answers", line]) == 2
            assert "cannot be read" not in capsys.readouterr().err
    Path("answers.txt").write_text("\n".join(first for first, *_ in lines.values()), encoding="utf-8")
    assert main(["import", "list.csv", "--into", "our.netmap", "--answers", "answers.txt"]) == 0
    with open_store(place / "our.netmap") as store:
        study = store.read(LOCAL_USER, "our")
    assert study.meetings["date"].tolist() == ["2011-05-03", "2011-05-04"]
    assert len(study.practitioners) == 2
