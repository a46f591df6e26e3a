"""Each command prints what the library returns, and says what is wrong in one message."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.cli import main
from tests import shared_data

HOSTILE = ["agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>"]


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def hostile_study(tmp_path: Path) -> Path:
    """Everybody with a hostile id meets everybody else once."""
    days = pd.DataFrame({"meeting": ["m"], "zone": ["z"], "date": ["2011-12-31"]})
    study = netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": HOSTILE}),
        zones=pd.DataFrame({"zone": ["z"]}),
        meetings=days,
        attendance=pd.DataFrame({"meeting": "m", "practitioner": HOSTILE, "status": "present"}),
    )
    netmap.write_study(study, tmp_path / "hostile")
    return tmp_path / "hostile"


@pytest.fixture
def bad_study(tmp_path: Path) -> Path:
    """Two bad rows: a person twice, and a contact with nobody."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "practitioners.csv").write_text("practitioner\n=A1\n=A1\n", encoding="utf-8")
    contacts = "contact,date,source,target\nc,2011-13-31,=A1,a\x1bb\n"
    (folder / "contacts.csv").write_text(contacts, encoding="utf-8")
    return folder


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_ties_prints_what_the_library_returns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "riverside", "--as-of", "2023-12-31", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    ties = netmap.ties(shared_data.bundled("riverside"), as_of="2023-12-31")
    assert answer["n"] == len(ties) == len(answer["rows"])
    assert answer["as_of"] == "2023-12-31"
    assert [row["kind"] for row in answer["rows"]] == ties["kind"].tolist()
    assert [row["last"] for row in answer["rows"]] == ties["last"].dt.date.astype(str).tolist()


def test_agency_ties_count_the_ties_between_agencies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "riverside", "--agencies", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    between = netmap.agency_ties(shared_data.bundled("riverside"))
    assert answer["n"] == between["n"].sum()
    assert answer["counted"].startswith(f"{answer['n']} ties between agencies")
    assert len(answer["rows"]) == len(between)


ABOUT = ("n", "counted", "study", "as_of", "baseline", "rule")


@pytest.mark.parametrize(
    ("baseline", "told"), [([], "2023-03-01"), (["--baseline", "2023-05-01"], "2023-05-01")]
)
def test_every_format_says_of_what_and_by_which_rule(
    baseline: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ["ties", "riverside", "--as-of", "2023-12-31", *baseline]
    assert main([*question, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    about = {name: str(answer[name]) for name in ABOUT}
    assert (about["study"], about["as_of"], about["baseline"]) == ("riverside", "2023-12-31", told)
    assert about["counted"].startswith(f"{about['n']} ties: pairs of people")
    assert main([*question, "--format", "csv"]) == 0
    rows = csv_rows(capsys.readouterr().out)
    assert len(rows) == answer["n"]
    assert all({name: row[name] for name in ABOUT} == about for row in rows)


def test_ties_between_agencies_have_an_n_of_each_row_and_one_of_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ties", "riverside", "--agencies", "--format", "csv"]) == 0
    rows = csv_rows(capsys.readouterr().out)
    assert {row["n_in_all"] for row in rows} == {str(sum(int(row["n"]) for row in rows))}


def test_baselines_of_several_partnerships_are_said_to_be_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["=A1", "b"], "baseline": ["2011-01-01", "2012-01-01"]}),
        agencies=pd.DataFrame({"agency": ["x", "y"], "partnership": ["=A1", "b"]}),
        contacts=pd.DataFrame({"date": ["2012-03-01"], "source": ["x"], "target": ["y"]}),
    )
    netmap.write_study(made, tmp_path / "two")
    assert main(["ties", str(tmp_path / "two"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["baseline"] == "each partnership's own"


def test_the_table_says_its_n_day_and_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "riverside", "--baseline", "2023-03-01"]) == 0
    *_rows, n, day, rule, simulated = capsys.readouterr().out.splitlines()
    assert simulated == "This study is simulated: nothing here is an answer about the world."
    assert n == "353 ties: pairs of people or of agencies; active, quiet or undated."
    assert day == "As of 29 February 2024."
    assert "baseline 1 March 2023" in rule
    assert "and is embedded" in rule
    assert "quiet after 90 days" in rule


def test_old_networks_that_cannot_be_known_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "riverside", "--baseline", "2022-10-01"]) == 0
    assert "Old networks cannot be known" in capsys.readouterr().out


def test_undated_ties_are_said_to_be_undated(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "emon"]) == 0
    out = capsys.readouterr().out
    assert "596 ties: pairs" in out
    assert "ties are undated" in out
    assert "declared tie" in out


def test_csv_says_its_day_and_rule_and_holds_no_formula(
    hostile_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ties", str(hostile_study), "--format", "csv"]) == 0
    rows = csv_rows(capsys.readouterr().out)
    ends = {row["source"] for row in rows} | {row["target"] for row in rows}
    assert ends == {"'=A1" if name == "=A1" else name for name in HOSTILE}
    assert {row["as_of"] for row in rows} == {"2011-12-31"}
    assert all(row["rule"].startswith("Shown with: ") for row in rows)


def test_check_is_content_with_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "riverside"]) == 0
    printed = capsys.readouterr()
    assert "warning: table practitioners, line 43" in printed.out
    assert "agencies: 12 rows = 12 kept + 0 rejected + 0 duplicate" in printed.out
    assert printed.err == ""


def test_check_names_every_bad_row_and_exits_2(bad_study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bad_study)]) == 2
    printed = capsys.readouterr()
    for place in (
        "practitioners, line 3",
        "contacts, line 2, column date",
        "contacts, line 2, column target",
    ):
        assert place in printed.out
    assert "2011-13-31" in printed.out
    assert "\x1b" not in printed.out
    assert "cannot be used before" in printed.err


@pytest.mark.parametrize("form", ["csv", "json"])
def test_check_for_programs(bad_study: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bad_study), "--format", form]) == 2
    out = capsys.readouterr().out
    rows = csv_rows(out) if form == "csv" else json.loads(out)["problems"]
    assert {row["severity"] for row in rows} >= {"error"}
    assert all(row["reason"] and row["cure"] for row in rows)
    if form == "json":
        counts = json.loads(out)["counts"]
        assert all(c["rows"] == c["kept"] + c["rejected"] + c["duplicate"] for c in counts)
        assert not json.loads(out)["ok"]


def test_a_refused_study_is_explained_on_stderr(bad_study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", str(bad_study)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("netmap: ")
    assert "contacts, line 2, column date" in printed.err
    assert "\x1b" not in printed.err


@pytest.mark.parametrize("target", ["out", "out.zip", "out.xlsx"])
def test_export_writes_the_study_whole(
    hostile_study: Path, tmp_path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(hostile_study), str(tmp_path / target)]) == 0
    assert "14 rows written" in capsys.readouterr().out
    written = netmap.read_study(tmp_path / target)
    assert sorted(written.practitioners["practitioner"]) == sorted(HOSTILE)


def test_export_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.csv").write_text("precious", encoding="utf-8")
    assert main(["export", "emon", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]
    assert "not empty" in capsys.readouterr().err


def test_datasets_lists_the_bundled_studies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["simulated"]) for row in answer["rows"]] == [
        ("brightwater", True),
        ("community-lab", False),
        ("community-lab-simulated", True),
        ("coprogettazione", False),
        ("coprogettazione-simulated", True),
        ("emon", False),
        ("necf", False),
        ("necf-simulated", True),
        ("piano-di-zona", False),
        ("piano-di-zona-simulated", True),
        ("riverside", True),
        ("wws", False),
        ("wws-simulated", True),
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["tie", "emon"], "Did you mean “ties”?"),
        (["ties"], "STUDY is missing"),
        (["ties", "emom"], "Did you mean “emon”?"),
        (["ties", "emon", "--bad"], "no option --bad"),
        (["ties", "emon", "more"], "more on the line"),
        (["ties", "emon", "--format", "xml"], "table, csv, json"),
        (["ties", "emon", "--as-of", "31/12/2011"], "2011-12-31"),
        (["ties", "emon", "--baseline", ""], "2011-12-31"),
        (["check", "emon", "--dates", "ymd"], "dmy, mdy"),
        (["check", "emon", "--dates"], "--dates needs a value"),
        (["serve", "--port", "0"], "1 to 65535"),
        (["serve", "--port", "²"], "1 to 65535"),
        (["serve", "nowhere"], "no bundled study"),
        (["--lang", "fr", "ties", "emon"], "en, it"),
    ],
)
def test_bad_input_exits_2_with_one_message(
    typed: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err
    assert len(printed.err.splitlines()) == 1


@pytest.fixture
def among_studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three studies, one folder that holds none, and one that may not be looked into."""
    for name in ("our-partnership", "=A1", "notes"):
        (tmp_path / name).mkdir()
    for name in ("our-partnership", "=A1"):
        (tmp_path / name / "agencies.csv").write_text("agency\nx\n", encoding="utf-8")
    (tmp_path / "a,b.zip").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "ties", "serve"])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("our-partnershp", "Did you mean “our-partnership”?"),
        ("./riversde", "Did you mean “riverside”?"),
        (
            "nosuch",
            "an .xlsx, a store, or one of these: =A1, a,b.zip, our-partnership, brightwater, community-lab, ",
        ),
        ("nowhere/nosuch", "or one of these: brightwater, community-lab, community-lab-simulated, "),
        ("{0}", "There is no file or folder “{0}”"),
    ],
)
@pytest.mark.usefixtures("among_studies")
def test_a_study_that_is_not_there_is_met_with_what_may_be_given(
    command: str, typed: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, typed]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line


def test_a_whole_path_is_answered_with_a_whole_path(
    among_studies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(among_studies / "our-partnrship")]) == 2
    assert f"Did you mean “{among_studies / 'our-partnership'}”?" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["serve"], ["check"], ["ties"], ["export"], ["datasets"]])
@pytest.mark.parametrize("language", ["en", "it"])
def test_help_is_there(command: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help", "--lang", language]) == 0
    assert "netmap" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_to_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_rest: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "x.zip"))

    monkeypatch.setattr("netmap.files.writing.put", full)
    assert main(["export", "emon", str(tmp_path / "x.zip")]) == 2
    assert capsys.readouterr().err.endswith("x.zip: No space left on device\n")
