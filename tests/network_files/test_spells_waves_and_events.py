"""Spells, waves and hyperevents: read by R as we mean them, and back again without loss."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.comparison.wave_matrices import wave_panels
from netmap.files.packed import packed
from netmap.model.errors import ArgumentError
from tests.comparison.published_waves import panel
from tests.network_files.make_answers import ANSWERS, LAST
from tests.network_files.spells_and_waves import IDS, asked_in_waves, met_and_declared
from tests.shared_data import ORACLES

SAID = json.loads(ANSWERS.read_text("utf-8"))
COUNTS = ["created", "dissolved", "stable", "missing", "not_at_risk", "absent"]


def test_r_counts_the_changes_of_waves_as_we_do() -> None:
    study = asked_in_waves()
    table = netmap.tie_changes(study, "advice").table()
    ours = table[["created", "dissolved", "stable"]].to_numpy().ravel().tolist()
    line = next(each for each in SAID["waves"] if each.startswith("panel 1"))
    assert [int(each) for each in line.split("changes")[1].split()] == ours
    named = [each.removeprefix("names ").strip() for each in SAID["waves"] if each.startswith("names")]
    assert [set(each.split(" | ")) for each in named] == [set(IDS)] * 2
    for number, each in enumerate(wave_panels(study), 1):
        told = next(line for line in SAID["waves"] if line.startswith(f"panel {number} "))
        tens = [str(int((codes == 10).sum())) for codes in each.codes]
        assert f"tens {' '.join(tens)} na" in told


def test_r_sees_the_ties_of_a_day_as_we_do() -> None:
    study = met_and_declared()
    for line in SAID["spells"][:-1]:
        relation, day, count, *pairs = (each.strip() for each in line.split(" | "))
        at = pd.Timestamp("1970-01-01") + pd.Timedelta(days=int(day))
        pairs = [each for each in pairs if each]
        assert len(pairs) == int(count)
        if relation == "seen":
            lives = netmap.tie_lives(study, LAST).query("state == 'active'")
            holds = lives[(lives["start"] <= at) & ~(lives["end"] <= at)]
            found = {
                f"{one} > {other}"
                for a, b in zip(holds["source"], holds["target"], strict=True)
                for one, other in ((a, b), (b, a))
            }
        else:
            found = {f"{IDS[4]} > {IDS[5]}"} | ({f"{IDS[3]} > {IDS[4]}"} if at.year == 2011 else set())
        assert set(pairs) == found, line


def test_waves_come_back_with_joiners_leavers_and_fixed_ties(tmp_path: Path) -> None:
    study = asked_in_waves()
    written = netmap.write_network(study, tmp_path / "map.rsiena.zip")
    back = netmap.read_network(tmp_path / "map.rsiena.zip")
    assert written.actors == len(IDS)
    assert set(written.not_held) == {"members"}
    for relation in ("advice", "trust"):
        pd.testing.assert_frame_equal(
            netmap.tie_changes(back, relation).table(), netmap.tie_changes(study, relation).table()
        )
    assert back.ties["structural"].eq("true").sum() == 3
    again = netmap.write_network(back, tmp_path / "again.rsiena.zip")
    assert again.ties == written.ties
    one, other = (zipfile.ZipFile(tmp_path / f"{name}.rsiena.zip") for name in ("map", "again"))
    with one, other:
        assert {each: one.read(each) for each in one.namelist()} == {
            each: other.read(each) for each in other.namelist()
        }


@pytest.mark.shared
@pytest.mark.parametrize("name", ["s50", "vdb_atleast_friendly_code1-3"])
def test_published_waves_are_handed_over_and_taken_back(tmp_path: Path, name: str) -> None:
    """The tie changes that other people's software counted are those of the files read back."""
    netmap.write_network(panel(name), tmp_path / "map.rsiena.zip")
    table = netmap.tie_changes(netmap.read_network(tmp_path / "map.rsiena.zip")).table()
    theirs = pd.read_csv(ORACLES / "longitudinal" / "tie_changes.csv").query("dataset == @name")
    for column in ("created", "dissolved", "stable", "missing"):
        assert table[column].tolist() == theirs[column].tolist(), column


def test_spells_come_back(tmp_path: Path) -> None:
    study = met_and_declared()
    written = netmap.write_network(study, tmp_path / "map.networkdynamic.zip", as_of=LAST)
    back = netmap.read_network(tmp_path / "map.networkdynamic.zip")
    assert written.not_held == ("contacts",)
    assert written.ties == len(back.ties) == 4
    dated = back.ties.set_index(["source", "target"])
    assert dated.loc[(IDS[3], IDS[4]), ["start", "end"]].tolist() == ["2011-01-01", "2011-12-31"]
    assert dated.loc[(IDS[4], IDS[5]), ["start", "end"]].isna().all()


def test_days_of_a_foreign_spell_are_those_it_holds(tmp_path: Path) -> None:
    """From onset to before terminus, in days since 1970: 0 to 10 is 1 to 10 January."""
    files = {
        "vertices.csv": b"vertex,id\r\n1,a\r\n2,b\r\n",
        "spells.csv": b"onset,terminus,tail,head,tie\r\n0,10,1,2,1\r\n5,Inf,2,1,2\r\n-Inf,Inf,2,1,3\r\n",
    }
    (tmp_path / "map.networkdynamic.zip").write_bytes(packed(files))
    found = netmap.read_network(tmp_path / "map.networkdynamic.zip").ties
    told = found[["start", "end"]].astype(object).where(found[["start", "end"]].notna(), None)
    assert told.values.tolist() == [["1970-01-01", "1970-01-10"], ["1970-01-06", None], [None, None]]


def met_in_zones() -> netmap.Study:
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["X"]}),
        practitioners=pd.DataFrame({"practitioner": IDS, "agency": "X"}),
        zones=pd.DataFrame({"zone": ["z,1", "quiet"]}),
        meetings=pd.DataFrame(
            {
                "meeting": ["m1", "m2", "empty"],
                "zone": ["z,1", None, "z,1"],
                "date": ["2011-03", None, "2011-05-01"],
            }
        ),
        attendance=pd.DataFrame(
            {
                "meeting": ["m1", "m1", "m1", "m2", "m2", "empty"],
                "practitioner": [*IDS[:3], *IDS[3:5], IDS[5]],
                "status": ["present", None, "apologies", "present", "present", "absent"],
                "role": ["chair", None, None, None, None, None],
            }
        ),
        contacts=pd.DataFrame(
            {
                "contact": ["m1", "c2"],
                "date": ["2011-04-01", "2011-06-01"],
                "source": [IDS[1], IDS[2]],
                "target": [IDS[0], IDS[3]],
                "direction": ["directed", None],
                "channel": ["telephone", None],
            }
        ),
    )


def test_events_come_back_and_what_is_not_held_is_listed(tmp_path: Path) -> None:
    study = met_in_zones()
    written = netmap.write_network(study, tmp_path / "map.hyperevents.csv")
    assert written.not_held == (
        "attendance.status",
        "contacts.channel",
        "meetings without anybody present on record",
        "zones in which nobody is on record as present",
    )
    assert (written.actors, written.ties) == (7, 4)
    back = netmap.read_network(tmp_path / "map.hyperevents.csv")
    assert back.practitioners["agency"].eq("X").all()
    assert back.meetings[["meeting", "date"]].astype(object).values.tolist()[0] == ["m1", "2011-03"]
    there = set(zip(back.attendance["meeting"], back.attendance["practitioner"], strict=True))
    assert there == {("m1", IDS[0]), ("m1", IDS[1]), ("m2", IDS[3]), ("m2", IDS[4])}
    assert back.contacts.set_index("contact").loc["m1", ["source", "target", "direction"]].tolist() == [
        IDS[1],
        IDS[0],
        "directed",
    ]
    early = netmap.write_network(study, tmp_path / "early.hyperevents.csv", as_of="2011-04-01")
    assert early.ties == 3  # the undated one stays
    assert set(early.not_held) - set(written.not_held) == {"contacts after the day"}
    first = netmap.write_network(study, tmp_path / "first.hyperevents.csv", as_of="2011-02-28")
    assert set(first.not_held) - set(written.not_held) == {
        "contacts after the day",
        "meetings after the day",
        "zones in which nobody was present by the day",
    }
    one, other = (netmap.ties(each, "2011-12-31").drop(columns="settings") for each in (back, study))
    pd.testing.assert_frame_equal(one, other)


SPELLS = {"vertices.csv": "vertex,id\n1,a\n", "spells.csv": "onset,terminus,tail,head,tie\n0,1,1,2,1\n"}
SQUARE = {
    "actors.csv": "id\na\nb\n",
    "1.actors.csv": "id\na\nb\n",
    "waves.csv": "panel,wave,file\n1,w,1.csv\n",
    "1.csv": "0,1\n0,0\n",
}


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("a.networkdynamic.zip", SPELLS, "no vertex 2"),
        ("a.networkdynamic.zip", {"vertices.csv": "vertex,id\n1,a\n"}, "holds no spells.csv"),
        ("a.rsiena.zip", {**SQUARE, "1.csv": "0,2\n0,0\n"}, "line 1: “2” is no code"),
        ("a.rsiena.zip", {**SQUARE, "1.csv": "0,1\n"}, "has 1 rows"),
        (
            "a.rsiena.zip",
            {**SQUARE, "1.actors.csv": "id\na\nb\nc\n", "1.csv": "0,10,1\n0,0,0\n0,0,0\n"},
            "both there",
        ),
        ("a.rsiena.zip", {"waves.csv": SQUARE["waves.csv"]}, "holds no actors.csv"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, name: str, files: dict[str, str], said: str) -> None:
    (tmp_path / name).write_bytes(packed({each: text.encode() for each, text in files.items()}))
    with pytest.raises(ArgumentError, match=said):
        netmap.read_network(tmp_path / name)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("contact,a,2011\n", "1 participants"),
        ("meeting,a,2011\nmeeting,b,2012\n", "two times"),
        ("dinner,a,2011\n", "no sort of event"),
    ],
)
def test_events_that_are_not_understood_are_told(tmp_path: Path, rows: str, said: str) -> None:
    lines = "".join(f"e,{row}\n" for row in rows.splitlines())
    (tmp_path / "a.hyperevents.csv").write_text(f"event,sort,participant,time\n{lines}")
    with pytest.raises(ArgumentError, match=said):
        netmap.read_network(tmp_path / "a.hyperevents.csv")


def test_a_column_by_a_name_that_the_file_needs_is_refused(tmp_path: Path) -> None:
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"], "id": ["x"]}))
    for suffix in (".csv", ".xlsx", ".networkdynamic.zip"):
        with pytest.raises(ArgumentError, match="needs for itself"):
            netmap.write_network(study, tmp_path / f"map{suffix}")
    with pytest.raises(ArgumentError, match="No declared tie"):
        netmap.write_network(study, tmp_path / "map.rsiena.zip")


def test_the_command_writes_a_network_and_lists_what_is_not_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from netmap.cli.program import run

    netmap.write_study(met_and_declared(), tmp_path / "study")
    assert run(["export", str(tmp_path / "study"), str(tmp_path / "map.networkdynamic.zip")]) == 0
    assert "6 actors and 4 ties or events written to map.networkdynamic.zip." in capsys.readouterr().out
    assert run(["export", str(tmp_path / "study"), str(tmp_path / "map.xlsx"), "--network"]) == 0
    assert "In the study and not in the file: contacts." in capsys.readouterr().out
    assert len(netmap.read_network(tmp_path / "map.xlsx").ties) == 4
    assert run(["export", str(tmp_path / "study"), str(tmp_path / "map.rsiena.zip")]) == 2
    assert "RSiena reads waves" in capsys.readouterr().err
