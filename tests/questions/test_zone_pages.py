"""What the page of boundary zones says is what the library returns."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.births import ties_born
from netmap.boundary_zones.losses import zone_losses
from netmap.model.errors import NotFoundError
from netmap.model.i18n import ENGLISH, LANGUAGES, translator
from netmap.questions.parameters import NodeRef
from netmap.questions.zones.losses import Greatest
from netmap.questions.zones.sentences import born_sentences
from netmap.questions.zones.zone_sheets import ZoneSheet
from tests.questions.boards import tables
from tests.questions.learning_pages import learning, one_way_up, zones, zones_by_name
from tests.shared_data import bundled, panels

YEAR = {"start": dt.date(2023, 3, 1), "end": dt.date(2024, 2, 29)}
YEAR_2011 = {"start": dt.date(2011, 1, 1), "end": dt.date(2011, 12, 31)}


def sheet(study: netmap.Study, zone: str, **request: object) -> ZoneSheet:
    found = zones(study, selected=NodeRef("zone", zone), **request).sheet
    assert found is not None
    return found


def present(study: netmap.Study, zone: str, window: dict[str, dt.date]) -> pd.DataFrame:
    """Meeting, date, person and agency of everybody who came, by plain pandas."""
    meetings = study.meetings[study.meetings["zone"].eq(zone)]
    days = pd.to_datetime(meetings["date"]).dt.date
    held = meetings[(days >= window["start"]) & (days <= window["end"])]
    came = study.attendance[study.attendance["status"].eq("present")]
    came = came.merge(held[["meeting", "date"]], on="meeting").drop_duplicates(["meeting", "practitioner"])
    agency = study.practitioners.set_index("practitioner")["agency"]
    return came.assign(agency=came["practitioner"].map(agency))


@pytest.fixture(scope="module")
def uk() -> netmap.Study:
    return panels()


@pytest.mark.parametrize("rule", [{}, {"horizon": 60, "same_day": True}, {"max_wait": 30}])
def test_the_table_is_the_librarys(rule: dict[str, Any]) -> None:
    study = bundled("riverside")
    view = zones(study, **YEAR, **rule)
    pd.testing.assert_frame_equal(view.table, netmap.zones(study, **YEAR, **rule))
    assert "8 boundary zones are on record; 8 of them sat in this window." in view.sentences
    assert view.sentences[1].startswith("If one encounter in five passes something on: a yardstick")
    assert view.sentences[3].startswith("If every encounter passed something on, ")


@pytest.mark.shared
@pytest.mark.parametrize("zone", ["LPDP", "CJSP", "SOG", "TB"])
def test_a_zone_of_the_panels(uk: netmap.Study, zone: str) -> None:
    found = sheet(uk, zone, **YEAR_2011)
    (row,) = netmap.zones(uk, **YEAR_2011).query("zone == @zone").to_dict("records")
    came = present(uk, zone, YEAR_2011)
    n = came["meeting"].nunique()
    assert any(f"it had {n} sitting{'s' * (n > 1)}" in said for said in found.sentences)
    assert len(found.sittings) == n
    known = came.dropna(subset=["agency"])
    people, agencies = came["practitioner"].nunique(), known["agency"].nunique()
    who = f"{people} people from {agencies} agencies came; the balance between agencies is "
    assert any(said.startswith(f"{who}{row['balance']:.2f}") for said in found.sentences)
    assert sum(each.attendances for each in found.came) == len(came)
    assert [each.attendances for each in found.came] == sorted(
        (each.attendances for each in found.came), reverse=True
    )
    by_date = came.groupby("date")["practitioner"].nunique()
    assert {each.date.isoformat(): each.people for each in found.sittings} == by_date.to_dict()
    born = ties_born(uk, **YEAR_2011).query("zone == @zone")
    assert sum(each.ties for each in found.born) == len(born) == row["born"]
    certain = zone_losses(uk, **YEAR_2011, zone=zone)
    pd.testing.assert_frame_equal(found.certain, certain)
    lost = zone_losses(uk, **YEAR_2011, zone=zone, transmission_probability=0.2)
    pd.testing.assert_frame_equal(found.losses, lost)
    worst = lost.loc[lost.dropna(subset=["to_level"])["lost"].idxmax()]
    of = 100 if worst["n"] >= 20 else worst["n"]
    left, reach = (round(worst[name] * of) for name in ("reach_without", "reach"))
    assert f", {left} of {of} at " in found.sentences[0]
    assert found.sentences[0].endswith(f", not {reach}.")
    same = certain.loc[worst.name]
    left, reach = (round(same[name] * of) for name in ("reach_without", "reach"))
    assert found.sentences[2].startswith("If every encounter passed something on, ")
    assert f"would be {left} of {of}, not {reach}." in found.sentences[2]


@pytest.mark.shared
def test_people_are_named_only_where_that_is_asked(uk: netmap.Study) -> None:
    by_name = zones_by_name(uk, selected=NodeRef("zone", "LPDP"), **YEAR_2011).sheet
    came = present(uk, "LPDP", YEAR_2011)
    assert by_name is not None
    assert {each.name for each in by_name.came} == set(came["practitioner"])
    assert sum(each.attendances for each in by_name.came) == len(came)
    people = set(uk.practitioners["practitioner"])
    assert not people & {each.name for each in sheet(uk, "LPDP", **YEAR_2011).came}


def test_the_only_way_up_by_hand() -> None:
    study = one_way_up()
    window = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31), "horizon": 30}
    board = sheet(study, "=board", **window)
    assert board.sentences == (
        "Without “=Board”, reach from “<b>high</b>” to “=low” falls by 20 points.",
        "If one encounter in five passes something on: a yardstick to compare with, not an estimate.",
        "If every encounter passed something on, nobody would get there without it.",
        "Sideways, between agencies of one level, nothing would be lost.",
        "In this window it had 12 sittings, typically 31 days apart, the last on 20 December 2022, the day "
        "on which the window ends.",
        "2 people from 2 agencies came; the balance between agencies is 1.00, where 1 is even and 0 is one "
        "agency alone.",
        "No pair first met there in this window.",
    )
    assert [(each.name, each.attendances) for each in board.came] == [("1 agency", 12), ("=A1 agency", 12)]


def test_undefined_is_said_and_never_0() -> None:
    study = bundled("riverside")
    short = {"start": dt.date(2024, 2, 1), "end": dt.date(2024, 2, 29)}
    view = zones(study, **short)
    assert np.isnan(view.table["lost_most"]).all()
    assert "we cannot see what would be lost" in view.sentences[0]
    for zone in study.zones["zone"]:
        sentences = sheet(study, zone, **short).sentences
        assert any("we cannot see what would be lost" in said for said in sentences)
        assert not any("nan" in said for said in sentences)
    empty = zones(bundled("emon"))
    assert empty.said.empty
    assert len(empty.table) == 0


@pytest.mark.shared
def test_nothing_is_lost_where_nothing_gets_through(uk: netmap.Study) -> None:
    """In the last twelve months of the panels nothing gets from level to level, whoever sits or does not."""
    view = zones(uk)
    losses = zone_losses(uk, view.said.start, view.said.end)
    between = losses[losses["to_level"].notna()]
    assert between["reach"].max() == 0
    said = " ".join(view.sentences)
    assert "Nothing gets from level to level in this window" in said
    assert "another way" not in said
    for zone in uk.zones["zone"]:
        (lost,) = [
            text for text in sheet(uk, zone).sentences if text.startswith("Nothing gets from level to level")
        ]
        assert "with it or without it" in lost
        assert not any("another way" in text for text in sheet(uk, zone).sentences)


@pytest.mark.shared
@pytest.mark.parametrize("window", [{}, YEAR_2011])
def test_the_most_lost_may_be_lost_sideways(uk: netmap.Study, window: dict[str, dt.date]) -> None:
    view = zones(uk, **window)
    graded = zone_losses(uk, view.said.start, view.said.end, transmission_probability=0.2)
    certain = zone_losses(uk, view.said.start, view.said.end)
    for found, table in ((view.certain, certain), (view.greatest, graded)):
        _each_greatest_is_the_librarys(found, table.dropna(subset=["lost"]))
    first = graded.loc[graded["lost"].idxmax()]
    sideways = not isinstance(first["to_level"], str)
    assert sideways == (not window)
    assert ("of the other agencies at" in view.sentences[0]) == sideways


def _each_greatest_is_the_librarys(found: dict[str, Greatest], losses: pd.DataFrame) -> None:
    for zone, lost in losses.groupby("zone"):
        greatest = found[str(zone)]
        assert greatest.points == lost["lost"].max()
        ends = {
            (row.from_level, row.to_level if isinstance(row.to_level, str) else None): row.lost
            for row in lost.itertuples()
        }
        assert ends[greatest.from_level, greatest.to_level] == greatest.points


def no_levels(**agencies: str) -> netmap.Study:
    """Three sittings of one zone in a study in which nobody has a level; `agencies` by person."""
    return tables(
        agencies=[{"agency": "=A1"}, {"agency": "a,b"}],
        practitioners=[{"practitioner": who, "agency": agencies.get(who)} for who in ("<b>x</b>", "1")],
        zones=[{"zone": "Č-12"}],
        meetings=[{"meeting": str(n), "zone": "Č-12", "date": f"2021-0{n}-05"} for n in (1, 2, 3)],
        attendance=[{"meeting": str(n), "practitioner": who} for n in (1, 2, 3) for who in ("<b>x</b>", "1")],
    )


def test_zones_need_no_levels() -> None:
    study = no_levels(**{"<b>x</b>": "=A1", "1": "a,b"})
    view = zones(study)
    assert not view.said.empty
    assert view.sentences == (
        "Nobody has a level on record, so we cannot see what would be lost without a zone.",
        "One boundary zone is on record; it sat in this window.",
        "1 pair first met there in this window.",
        "It has not become a network yet.",
    )
    assert np.isnan(view.greatest["Č-12"].points)
    found = sheet(study, "Č-12")
    lost = "Nobody has a level on record, so we cannot see what would be lost without it."
    assert found.sentences[0] == lost
    assert found.sentences[2].startswith("2 people from 2 agencies came; the balance")
    assert learning(study).said.empty.startswith("Nobody in this study has a level")


def test_agencies_that_nobody_knows_are_not_none() -> None:
    assert sheet(no_levels(), "Č-12").sentences[2] == "2 people came; of none of them is the agency known."


def test_where_every_zone_has_another_way_that_is_said() -> None:
    study = one_way_up()
    twin = dict(study.tables)
    board = study.meetings[study.meetings["zone"].eq("=board")]
    more = board.assign(meeting=board["meeting"] + " too", zone="1")
    came = study.attendance[study.attendance["meeting"].isin(board["meeting"])]
    twin["zones"] = pd.concat([study.zones, study.zones.tail(1).assign(zone="1", name="Twin")])
    twin["meetings"] = pd.concat([study.meetings, more])
    twin["attendance"] = pd.concat([study.attendance, came.assign(meeting=came["meeting"] + " too")])
    view = zones(netmap.from_tables(**{name: table for name, table in twin.items() if len(table)}))
    assert view.sentences[0].startswith(
        "Without “<i>Front</i>”, 1 of 6 at the front line would reach the board, not 5."
    )
    assert view.certain["=board"].points == view.certain["1"].points == 0
    assert 0 < view.greatest["=board"].points < 100


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        zones(bundled("riverside"), selected=NodeRef("zone", "nowhere"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_is_left_open(language: str) -> None:
    for study, zone in ((bundled("riverside"), "board"), (one_way_up(), "<i>front</i>")):
        view = zones(study, language, selected=NodeRef("zone", zone))
        assert view.sheet is not None
        said = [*view.sentences, *view.sheet.sentences, *(text for fact in view.sheet.facts for text in fact)]
        assert not any("{" in text for text in said)


def quarter_recorded() -> netmap.Study:
    """A board that sat four times; of one sitting it is on record who came."""
    days = ("2020-06-10", "2020-07-15", "2020-08-12", "2020-09-09")
    return tables(
        agencies=[{"agency": "N"}, {"agency": "S"}],
        practitioners=[{"practitioner": "a", "agency": "N"}, {"practitioner": "b", "agency": "S"}],
        zones=[{"zone": "board", "name": "Board"}],
        meetings=[{"meeting": f"m{n}", "zone": "board", "date": day} for n, day in enumerate(days)],
        attendance=[{"meeting": "m0", "practitioner": who} for who in "ab"],
    )


def test_sittings_without_attendance_are_told() -> None:
    study = quarter_recorded()
    view = zones(study)
    assert view.table[["sittings", "with_attendance"]].values.tolist() == [[4, 1]]
    rests = "people, balance and ties rest on these."
    assert view.sentences[2] == f"Who came is on record for 1 of 4 sittings; {rests}"
    board = sheet(study, "board")
    assert board.sentences[2] == (
        "Who came is on record for 1 of them; people, agencies and balance rest on that one."
    )
    (warning,) = [each for each in study.warnings if each.code == "no-attendance"]
    assert warning.text().startswith("Zone “board”: 4 sittings, attendance on record for 1 of them.")
    whole = study.attendance.iloc[[0] * 4].assign(meeting=study.meetings["meeting"].to_numpy())
    complete = {**study.tables, "attendance": whole}
    complete = netmap.from_tables(**{name: table for name, table in complete.items() if len(table)})
    assert not [each for each in complete.warnings if each.code == "no-attendance"]
    assert not any(
        "on record for" in said for said in (*zones(complete).sentences, *sheet(complete, "board").sentences)
    )


def test_where_no_attendance_is_on_record_nobody_is_said_to_have_stayed_away() -> None:
    tables_ = {name: table for name, table in quarter_recorded().tables.items() if name != "attendance"}
    study = netmap.from_tables(**{name: table for name, table in tables_.items() if len(table)})
    (warning,) = [each for each in study.warnings if each.code == "no-attendance"]
    assert "sittings: 4" in warning.text()
    said = sheet(study, "board").sentences
    assert said[2] == "Who came is not on record for any of its sittings."
    assert not any("Nobody is recorded" in text for text in said)


@pytest.mark.parametrize(
    ("born", "kept", "beyond", "said"),
    [
        (0, 0, 0, ["No pair first met there in this window."]),
        (1, 0, 1, ["1 pair first met", "It has not become a network yet.", "It meets outside it too."]),
        (1, 1, 0, ["1 pair first met there in this window.", "It has become a network."]),
        (17, 0, 1, ["17 pairs first met", "None of them has become a", "1 of them meets outside it too."]),
        (17, 1, 2, ["17 pairs first met", "1 of them has become a network.", "2 of them meet outside it"]),
        (17, 2, 17, ["17 pairs first met", "2 of them have become networks.", "All of them meet outside it"]),
        (2, 2, 0, ["2 pairs first met there in this window.", "All of them have become networks."]),
    ],
)
def test_what_was_born_is_read_aloud_with_every_number(
    born: int, kept: int, beyond: int, said: list[str]
) -> None:
    found = born_sentences(
        {"born": born, "consolidated": kept, "beyond_zone": beyond, "with_attendance": 1}, ENGLISH
    )
    assert len(found) == len(said)
    assert all(one.startswith(begin) for one, begin in zip(found, said, strict=True))
    italian = born_sentences(
        {"born": born, "consolidated": kept, "beyond_zone": beyond, "with_attendance": 1}, translator("it")
    )
    assert len(italian) == len(said)
    assert not set(italian) & set(found)
