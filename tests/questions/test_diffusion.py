"""The question of diffusion: its tables agree, and what is not known is never told as none."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import netmap
from netmap.model.i18n import translator
from netmap.questions.context import Context
from netmap.questions.diffusion import PATHS, QUESTION, EventRequest
from netmap.questions.inquiry import Inquiry


def asked(name: str, language: str = "en", **request: Any) -> tuple[dict[str, Any], list[str]]:
    study = netmap.read_study(name)
    inquiry = Inquiry(Context(study=name, language=language), lambda: study)
    facts = QUESTION.ask(inquiry, EventRequest(**request)).facts
    tables = {table.name: table.rows(facts) for each in (QUESTION, PATHS) for table in each.tables}
    return tables, list(QUESTION.sentences(facts, translator(language)))


def test_the_tables_count_the_same_people() -> None:
    tables, said = asked("riverside")
    people, levels = tables["diffusion-people"], tables["diffusion"]
    homes, channels = tables["diffusion-partnerships"], tables["diffusion-channels"]
    for counted in (levels, homes):
        assert counted["people"].sum() == len(people)
        assert counted["on_record"].sum() == people["on_record"].sum()
        assert counted["certain"].sum() == people["reached"].sum() == channels["arrivals"].sum()
        assert abs(counted["expected"].sum() - people["chance"].sum()) < 1e-9
    assert tables["diffusion-over-time"]["certain"].iloc[-1] == people["reached"].sum()
    assert set(tables["diffusion-hops"]["practitioner"]) == set(people[people["reached"]]["practitioner"])
    assert f"reaches {people['chance'].sum():.0f} of {people['on_record'].sum()} others" in said[0]


def test_the_paths_shown_to_a_board_name_nobody() -> None:
    tables, _ = asked("riverside")
    named = set(netmap.read_study("riverside").practitioners["practitioner"])
    for table in QUESTION.tables:
        assert not named & {str(cell) for cell in tables[table.name].to_numpy().ravel()}, table.name


def test_of_the_documented_event_nothing_since_is_known() -> None:
    tables, said = asked("wws")
    assert tables["diffusion"]["came"].sum() == 31
    assert "how far it travelled is not known" in said[0]
    assert len(tables["diffusion-actions"]) == 10
    assert not any("reaches" in each or " 0 of" in each for each in said)


def test_how_many_pairs_at_the_event_are_of_two_partnerships_is_counted() -> None:
    _, said = asked("wws-simulated")
    study = netmap.read_study("wws-simulated")
    event = study.meetings.loc[study.meetings["zone"].eq("event"), "meeting"].item()
    came = study.attendance.loc[study.attendance["meeting"].eq(event), "practitioner"]
    people = study.practitioners.set_index("practitioner")
    at = study.agencies.set_index("agency")["partnership"]
    own = people.loc[came, "partnership"].combine_first(people.loc[came, "agency"].map(at)).dropna()
    pairs = [one != other for one, other in combinations(own, 2)]
    told = f"{own.nunique()} partnerships sat together at it: {sum(pairs)} of {len(pairs)} pairs"
    assert any(each.startswith(told) for each in said)
    unknown = f"From which partnership {len(came) - len(own)} of {len(came)} people came is not on record."
    assert unknown in said


def test_of_an_event_of_one_partnership_nothing_is_said_of_others() -> None:
    _, said = asked("riverside")
    assert not any("sat together" in each or "From which partnership" in each for each in said)


def test_a_study_without_sittings_says_so() -> None:
    tables, said = asked("emon")
    assert said == ["No sitting on record says who came, so no path can begin at one."]
    assert all(table.empty for table in tables.values())
