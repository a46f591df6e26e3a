"""Answers kept with a study: worked out once, bounded, between threads, left behind by a copy."""

from __future__ import annotations

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.losses import zone_losses
from netmap.learning.effective_changes import level_stays, with_levels_of
from netmap.model.derived import Recent, cached_property, derived
from netmap.model.study import Study
from netmap.simulation.simulated_study import SimulatedStudy
from netmap.tie_kinds.actors import actors_of

WORKED_OUT: list[tuple[object, ...]] = []


@derived(most=2)
def told(study: Study, text: str, times: int = 1) -> str:
    WORKED_OUT.append((text, times))
    return text * times


@derived(most=2)
def refused_at_first(study: Study) -> int:
    WORKED_OUT.append(())
    if len(WORKED_OUT) == 1:
        raise ValueError("not yet")
    return len(WORKED_OUT)


@pytest.fixture(autouse=True)
def nothing_worked_out() -> None:
    WORKED_OUT.clear()


def two_agencies_who_met_often() -> Study:
    days = [date(2011, 1, 1) + timedelta(days=9 * step) for step in range(40)]
    return netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        zones=pd.DataFrame({"zone": ["=A1"]}),
        agencies=pd.DataFrame({"agency": ["agency_1", "Č-12"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["1", "a,b", "<b>x</b>"],
                "agency": ["agency_1", "Č-12", None],
                "level": ["front", "front", "board"],
            }
        ),
        contacts=pd.DataFrame(
            {
                "contact": [str(step) for step in range(len(days))],
                "date": [day.isoformat() for day in days],
                "zone": ["=A1"] * len(days),
                "source": ["1", "a,b"] * (len(days) // 2),
                "target": ["<b>x</b>", "<b>x</b>"] * (len(days) // 2),
            }
        ),
    )


def test_an_answer_is_worked_out_once_however_it_is_asked() -> None:
    study = Study({})
    assert [told(study, "a"), told(study, "a", 1), told(study, text="a", times=1)] == ["a"] * 3
    assert told(study, "a", times=2) == "aa"
    assert WORKED_OUT == [("a", 1), ("a", 2)]


def test_another_study_has_answers_of_its_own() -> None:
    told(Study({}), "a")
    told(Study({}), "a")
    assert WORKED_OUT == [("a", 1)] * 2


def test_the_answer_that_was_not_asked_for_longest_goes_first() -> None:
    study = Study({})
    for text in ("a", "b", "a", "c", "a", "b"):
        told(study, text)
    assert [text for text, _ in WORKED_OUT] == ["a", "b", "c", "b"]
    assert len(study.derived) == 2


def test_a_mistake_is_not_kept() -> None:
    study = Study({})
    with pytest.raises(ValueError, match="not yet"):
        refused_at_first(study)
    assert refused_at_first(study) == refused_at_first(study) == 2


def test_threads_wait_for_an_answer_that_is_being_worked_out_and_for_no_other() -> None:
    kept: Recent[int] = Recent(4)
    started, go_on, times = threading.Event(), threading.Event(), []

    def slow() -> int:
        started.set()
        times.append(1)
        assert go_on.wait(30)
        return 7

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(kept.get, "slow", slow)
        assert started.wait(30)
        others = [pool.submit(kept.get, "slow", slow) for _ in range(2)]
        assert pool.submit(kept.get, "quick", lambda: 8).result(30) == 8
        go_on.set()
        assert [each.result(30) for each in (first, *others)] == [7, 7, 7]
    assert times == [1]


def test_a_function_may_ask_another_and_itself() -> None:
    kept: Recent[int] = Recent(8)

    def factorial(n: int) -> int:
        return 1 if n == 0 else n * kept.get(n - 1, lambda: factorial(n - 1))

    assert kept.get(6, lambda: factorial(6)) == 720


def test_another_process_gets_what_the_study_was_made_of_and_no_more() -> None:
    study = two_agencies_who_met_often()
    netmap.ties(study)
    assert len(study.derived)
    sent = pickle.loads(pickle.dumps(study))  # noqa: S301  # what this test made itself
    assert (sent.about, sent.warnings, sent.counts) == (study.about, study.warnings, study.counts)
    for name, table in study.tables.items():
        pd.testing.assert_frame_equal(sent.tables[name], table)
    assert not len(sent.derived)
    pd.testing.assert_frame_equal(netmap.ties(sent), netmap.ties(study))


def test_a_study_of_another_sort_is_sent_whole() -> None:
    simulated = SimulatedStudy({}, truth={"ties": pd.DataFrame({"source": ["=A1"]})})
    sent = pickle.loads(pickle.dumps(simulated))  # noqa: S301  # what this test made itself
    assert list(sent.truth["ties"]["source"]) == ["=A1"]
    study = two_agencies_who_met_often()
    only = with_levels_of(study, np.asarray(actors_of(study).ids == "1"))
    sent = pickle.loads(pickle.dumps(only))  # noqa: S301  # what this test made itself
    assert len(level_stays(study).who) == 3
    assert (
        level_stays(sent).who.tolist()
        == level_stays(only).who.tolist()
        == [actors_of(study).ids.get_loc("1")]
    )


def test_memory_does_not_grow_with_every_baseline_and_window() -> None:
    study = two_agencies_who_met_often()

    def kept_after(steps: range) -> int:
        for step in steps:
            day = date(2011, 1, 1) + timedelta(days=step)
            netmap.ties(study, baseline=day)
            zone_losses(study, day, day + timedelta(days=60), horizon=14)
            netmap.vertical_reach(study, "front", "board", day, day + timedelta(days=60))
        return len(study.derived)

    assert kept_after(range(40)) == kept_after(range(40, 60))


def test_answers_may_be_weighed_in_place_of_being_counted() -> None:
    kept: Recent[bytes] = Recent(10, len)
    for name in "abc":
        kept.get(name, lambda: b"1234")
    assert (kept.known("a"), kept.known("b"), kept.known("c")) == (None, b"1234", b"1234")
    kept.get("heavy", lambda: b"x" * 11)
    assert len(kept) == 0, "what weighs more than everything together is not kept"
    kept.get("exactly", lambda: b"x" * 10)
    assert len(kept) == 1


class Waiting:
    """Works out its figure once another one has."""

    def __init__(self, before: threading.Event, after: threading.Event) -> None:
        self.before, self.after, self.times = before, after, 0

    @cached_property
    def figure(self) -> int:
        self.times += 1
        assert self.before.wait(10), "held up by another object"
        self.after.set()
        return self.times


def test_a_property_holds_up_no_other_object() -> None:
    """The first object is at work until the second has its figure; a lock of the class would prevent it."""
    known = threading.Event()
    known.set()
    done = threading.Event()
    slow, quick = Waiting(done, threading.Event()), Waiting(known, done)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: slow.figure)
        while not slow.times:
            pass
        assert (pool.submit(lambda: quick.figure).result(), first.result()) == (1, 1)
    assert (slow.figure, quick.figure, slow.times) == (1, 1, 1)
    assert isinstance(Waiting.figure, cached_property)
