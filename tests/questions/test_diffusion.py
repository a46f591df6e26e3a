"""The question of diffusion: its tables agree, and what is not known is never told as none."""

from __future__ import annotations

import datetime as dt
import math
import re
from itertools import combinations, product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.library.principals import Principal
from netmap.model.errors import NotAllowedError
from netmap.model.i18n import translator
from netmap.questions.context import Context
from netmap.questions.diffusion import PATHS, QUESTION, EventRequest, disclosed, tables
from netmap.questions.inquiry import Inquiry
from netmap.questions.question import BOARD, COORDINATOR
from tests import shared_data


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
    named = set(shared_data.bundled("riverside").practitioners["practitioner"])
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
    study = shared_data.bundled("wws-simulated")
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


def test_only_events_by_the_last_day_of_the_window_can_be_asked_about() -> None:
    study = shared_data.bundled("riverside")
    every, _ = asked("riverside")
    dates = sorted(every["diffusion-events"]["date"])
    day = dt.date.fromisoformat(dates[len(dates) // 2][:10])

    def told(end: dt.date) -> tuple[Any, list[str]]:
        facts = QUESTION.ask(Inquiry(Context(end=end), lambda: study), EventRequest()).facts
        return facts, list(QUESTION.sentences(facts, translator("en")))

    facts, _ = told(day)
    assert sorted(facts.events["date"]) == [each for each in dates if each[:10] <= day.isoformat()]
    assert facts.after is not None
    assert facts.after.date[:10] <= day.isoformat()
    assert facts.days[1] <= day
    facts, said = told(dt.date.fromisoformat(dates[0][:10]) - dt.timedelta(1))
    assert facts.after is None
    assert said == ["Every event on record came after the last day of this window; choose a later one."]


def as_read_by(role: str, study: netmap.Study, **context: Any) -> tuple[dict[str, pd.DataFrame], list[str]]:
    inquiry = Inquiry(Context(principal=Principal("b", role), **context), lambda: study)
    answer = QUESTION.ask(inquiry, EventRequest())
    tables = {table.name: table.rows(answer.facts) for table in QUESTION.tables}
    return tables, list(QUESTION.said(answer, translator("en")))


@pytest.mark.parametrize("home", [None, "fife", "glasgow", "aberdeenshire"])
def test_a_board_reads_no_count_of_fewer_than_five_people(home: str | None) -> None:
    study = shared_data.bundled("wws-simulated")
    told, said = as_read_by(BOARD, study, partnership=home)
    whole, _ = as_read_by(COORDINATOR, study, partnership=home)
    hidden = 0
    for name in ("diffusion", "diffusion-partnerships"):
        board, every = told[name], whole[name]
        assert len(board) == len(every)
        for seen, full in zip(board.to_dict("records"), every.to_dict("records"), strict=True):
            parts = {"came": (full["came"], None), "people": (full["people"], None)}
            parts |= {"on_record": (full["on_record"], full["people"])}
            parts |= {"certain": (full["certain"], full["on_record"])}
            for column, (count, base) in parts.items():
                small = 0 < count < 5 or (base is not None and (0 < base - count < 5 or 0 < base < 5))
                if small:
                    assert math.isnan(seen[column]), (name, column)
                    hidden += 1
                elif not math.isnan(seen[column]):
                    assert seen[column] == count
        told_of = {"came": every["came"].sum(), "on_record": every["on_record"].sum()}
        assert worked_out(every, board, told_of) == []
    assert hidden
    assert told["diffusion-routes"].empty
    assert not whole["diffusion-routes"].empty
    assert not told["diffusion-events"]["people"].between(1, 4).any()
    assert not any(re.search(r"of [1-4] (people|others|person)|\bor [1-4] ", each) for each in said)


COUNTS = ("came", "people", "on_record", "certain")
SENSITIVE = (
    {"came": 1},
    {"people": 1},
    {"on_record": 1},
    {"certain": 1},
    {"people": 1, "on_record": -1},
    {"on_record": 1, "certain": -1},
)
"""What counts people of a row: each count, those not on record, and those on record who are not reached."""


def worked_out(every: pd.DataFrame, told: pd.DataFrame, totals: dict[str, float]) -> list[Any]:
    """Counts of one to four people that follow from what is told: the cells that are shown, and the totals.

    A sum of cells follows where it is a sum of what is told, which the rank of these says.
    """
    place = {(row, name): at for at, (row, name) in enumerate(product(range(len(every)), COUNTS))}
    shown = [[key] for key, at in place.items() if not math.isnan(told[key[1]].iloc[key[0]])]
    sums = [[(row, name) for row in range(len(every))] for name in totals]
    known = np.zeros((len(shown) + len(sums), len(place)))
    for at, cells in enumerate([*shown, *sums]):
        known[at, [place[cell] for cell in cells]] = 1
    rank, found = np.linalg.matrix_rank(known), []
    whole = range(len(every))
    for rows, signs in product([*([row] for row in whole), [*whole]], SENSITIVE):
        if sum(sign * every[name].iloc[rows].sum() for name, sign in signs.items()) not in (1, 2, 3, 4):
            continue
        asked = np.zeros(len(place))
        for row, (name, sign) in product(rows, signs.items()):
            asked[place[row, name]] = sign
        if np.linalg.matrix_rank(np.vstack([known, asked])) == rank:
            found.append((rows, signs))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_no_count_of_a_few_follows_from_the_others_and_a_total(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(100):
        every = some_levels(rng)
        monkeypatch.setattr(tables, "levels", lambda facts, every=every: every)
        told = disclosed.levels(SimpleNamespace(board=True))  # type: ignore[arg-type]
        came, people, seen, certain = (every[name] for name in COUNTS)
        totals = {"came": came.sum(), "on_record": seen.sum(), "certain": certain.sum()}
        totals = {name: total for name, total in totals.items() if not 0 < total < 5}
        if 0 < seen.sum() - certain.sum() < 5:
            totals.pop("certain", None)
        if not 0 < people.sum() < 5 and not 0 < people.sum() - seen.sum() < 5:
            totals["people"] = people.sum()
        assert worked_out(every, told, totals) == []
        for name in totals:
            cells, shown = every[name], told[name].notna()
            assert cells[~shown].sum() not in (1, 2, 3, 4) or not cells[shown].any()
        for name in COUNTS:
            shown = told[name].notna()
            assert (told.loc[shown, name] == every.loc[shown, name]).all()
        small = [came, people, seen, certain, people - seen, seen - certain]
        if not any(each.between(1, 4).any() for each in small):
            assert not told[list(COUNTS)].isna().any().any()


def some_levels(rng: np.random.Generator) -> pd.DataFrame:
    """Counts of a few levels, often of a few people."""
    n = int(rng.integers(1, 6))
    people = rng.integers(0, rng.choice([1, 3, 12, 40], n) + 1, n) + rng.integers(0, 2, n) * 6
    seen = np.maximum(people - rng.choice([0, 0, 2, 7], n), 0)
    counts = (rng.choice([0, 0, 1, 4, 5, 9], n), people, seen, rng.integers(0, seen + 1))
    rest = {"level": list("abcdef")[:n], "not_known": 0.5, "expected": 1.0, "se": 0.1}
    return pd.DataFrame(dict(zip(COUNTS, counts, strict=True)) | rest)


def test_a_board_of_a_coordinators_page_reads_no_paths() -> None:
    with pytest.raises(NotAllowedError):
        PATHS.ask(Inquiry(Context(principal=Principal("b", BOARD)), lambda: shared_data.bundled("wws")))
