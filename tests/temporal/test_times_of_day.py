"""Times of day under the rule of the same day: every kernel against a walk over events with times.

The walk is written from the definition alone: the encounters of a path that have a time run, within each
day, in non-decreasing time; those without one may stand anywhere in their day.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.dates import clock_times
from netmap.temporal import compiling
from netmap.temporal.absences import Absences, bits_of, still_reaching
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days, least_spans
from netmap.temporal.arrivals_of_all import first_and_fastest
from netmap.temporal.closed_loops import first_returns
from netmap.temporal.fewest_hops import fewest_hops, fewest_hops_by
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_without import MARKS, kept_without, reach_without
from netmap.temporal.self_excluding_targets import goals_of
from netmap.temporal.times_of_day import DAY, by_moment, days_of, in_moments
from tests.temporal.random_journeys import contacts, random_journeys, with_times
from tests.temporal.test_cases_of_others import oracle, workplace

ACTORS = 7
RULES = [Rule(True, wait) for wait in (NO_LIMIT, 0, 1, 4)]
NOON, MORNING, EVENING = 12, 9, 18

Event = tuple[int, int, int, int]
"""Day, time (-1: none), giver and taker."""


@pytest.fixture(params=["plain", "compiled"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test once with the kernels as they are written and once compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)


def events_of(journeys: Journeys, gone: int = -1) -> list[Event]:
    """All that can pass, without an actor who is gone."""
    found = []
    for place in range(len(journeys)):
        seats = range(int(journeys.offsets[place]), int(journeys.offsets[place + 1]))
        for one in seats:
            for other in seats:
                ends = int(journeys.members[one]), int(journeys.members[other])
                if one != other and journeys.gives[one] and journeys.takes[other] and gone not in ends:
                    found.append((int(journeys.day[place]), int(journeys.time[place]), *ends))
    return found


def goes_on(event: Event, day: int, latest: int, rule: Rule) -> bool:
    """Whether an encounter may follow on a path that has come to a day and to the latest of its times."""
    same = event[0] == day and rule.same_day and not 0 <= event[1] < latest
    return (event[0] > day or same) and event[0] - day <= rule.max_wait


def walk(events: list[Event], first: list[Event], rule: Rule) -> dict[tuple[int, int], int]:
    """Who is reached on which day after one of the first events, and in how few hops."""
    layer = {(taker, day, time) for day, time, _, taker in first}
    hops: dict[tuple[int, int, int], int] = {}
    step = 1
    while layer:
        hops.update(dict.fromkeys(layer, step))
        layer = {
            (event[3], event[0], max(event[1], latest) if event[0] == day else event[1])
            for who, day, latest in layer
            for event in events
            if event[2] == who and goes_on(event, day, latest, rule)
        } - hops.keys()
        step += 1
    fewest: dict[tuple[int, int], int] = {}
    for (who, day, _), count in hops.items():
        fewest[who, day] = min(count, fewest.get((who, day), count))
    return fewest


def timed(rng: Random, count: int = 22, actors: int = ACTORS) -> Journeys:
    """Encounters of a few days, most of them with a time."""
    return with_times(rng, random_journeys(rng, actors, count, 4), rng.choice((0.5, 0.8, 1)))


def everybody(journeys: Journeys) -> Seats:
    none = np.zeros(len(journeys.members), np.int64)
    return Seats(np.ones(len(none), np.bool_), journeys.members, ACTORS, none)


def test_arrivals_and_spans_are_those_of_the_walk(twin: None) -> None:
    rng, later, anyway = Random(1), 0, 0
    for turn in range(60):
        journeys, rule = timed(rng), RULES[turn % len(RULES)]
        seats, who = everybody(journeys), np.arange(ACTORS)
        first = first_days(journeys, seats, who, np.full(ACTORS, -1), rule)
        spans = least_spans(journeys, seats, who, rule)
        goals = goals_of(journeys.members, journeys.members, ACTORS, np.ones(len(journeys.members), np.bool_))
        at_once = first_and_fastest(journeys, seats.starts, goals, rule)
        events = events_of(journeys)
        for source in range(ACTORS):
            days, best = [NEVER] * ACTORS, [NEVER] * ACTORS
            for begun in {event[:2] for event in events if event[2] == source}:
                starting = [event for event in events if event[2] == source and event[:2] == begun]
                for actor, day in walk(events, starting, rule):
                    if actor != source:
                        days[actor] = min(days[actor], day)
                        best[actor] = min(best[actor], day - begun[0])
            assert first[source].tolist() == at_once[0][source].tolist() == days
            assert spans[source].tolist() == at_once[1][source].tolist() == best
        untimed = replace(journeys, time=np.full(len(journeys), -1))
        loose = first_days(untimed, seats, who, np.full(ACTORS, -1), rule)
        assert (loose <= first).all()
        later += int((loose < first).sum())
        anyway += int((loose == first).sum())
        strict = replace(rule, same_day=False)
        same = (first_days(each, seats, who, np.full(ACTORS, -1), strict) for each in (journeys, untimed))
        assert np.array_equal(*same)
    assert later > 100
    assert anyway > 100


def test_paths_have_the_fewest_hops_of_the_walk_and_their_times_never_go_back(twin: None) -> None:
    rng, lengths = Random(2), set()
    for turn in range(160):
        journeys, rule = timed(rng, 12, 11), RULES[turn % len(RULES)]
        events, (source, target) = events_of(journeys), rng.sample(range(11), 2)
        reached = walk(events, [event for event in events if event[2] == source], rule)
        ends = np.ones(len(journeys.members), np.bool_), journeys.members == target
        path = fewest_hops(journeys, source, *ends, rule)
        assert len(path) == min((n for (who, _), n in reached.items() if who == target), default=0)
        first = min((day for who, day in reached if who == target), default=-1)
        until = np.array([np.searchsorted(journeys.day, first, side="right")])
        soon = fewest_hops_by(journeys, np.array([source]), until, ends, rule)[0]
        assert len(soon) == reached.get((target, first), 0)
        for day in range(4):
            hops = [hop.encounter for hop in path if journeys.day[hop.encounter] == day]
            times = [int(journeys.time[hop]) for hop in hops if journeys.time[hop] >= 0]
            assert times == sorted(times)
        lengths.add(len(path))
    assert {0, 1, 2, 3} <= lengths


def test_who_still_reaches_without_somebody_is_what_the_walk_finds(twin: None) -> None:
    rng = Random(3)
    for turn in range(40):
        journeys, rule = timed(rng), RULES[turn % len(RULES)]
        goal = rng.randrange(ACTORS)
        starts, goals = journeys.members != goal, journeys.members == goal
        gone = Absences.of_sets([[who] for who in range(ACTORS)])
        found = bits_of(still_reaching(journeys, starts, goals, gone, rule), ACTORS)
        for away in range(ACTORS):
            events = events_of(journeys, away)
            for source in set(range(ACTORS)) - {goal}:
                first = [event for event in events if event[2] == source]
                assert found[source, away] == any(who == goal for who, _ in walk(events, first, rule))


def test_who_still_reaches_without_some_encounters_is_what_the_walk_finds(twin: None) -> None:
    rng = Random(4)
    for turn in range(40):
        journeys, rule = timed(rng), RULES[turn % len(RULES)]
        marks = np.array([rng.choice((-1, 0, 1)) for _ in range(len(journeys))])
        starts = np.ones((1, len(journeys.members)), np.bool_)
        goals = goals_of(journeys.members, journeys.members, ACTORS, starts[0])
        found = reach_without(journeys, kept_without(marks), starts, goals, rule)[0]
        for mark in (0, 1, MARKS):
            events = events_of(journeys.where((marks != mark)[journeys.seat_encounter]))
            for source in range(ACTORS):
                first = [event for event in events if event[2] == source]
                reached = {who for who, _ in walk(events, first, rule)} - {source}
                bits = (found[source] >> np.uint64(mark)) & np.uint64(1)
                assert set(np.flatnonzero(bits).tolist()) - {source} == reached


def test_loops_close_on_a_later_day_as_the_walk_says(twin: None) -> None:
    rng, closed = Random(5), []
    for turn in range(40):
        journeys, rule = timed(rng, 14), RULES[turn % len(RULES)]
        low = journeys.members < 4
        events = events_of(journeys)
        found = first_returns(journeys, (low, ~low), (~low, low), np.arange(4), rule)
        for source in range(4):
            first = [event for event in events if event[2] == source]
            turned = [(who, day) for who, day in walk(events, first, rule) if who >= 4]
            back = [[event for event in events if event[2] == who and event[0] > day] for who, day in turned]
            homes = [day for start in back for who, day in walk(events, start, rule) if who == source]
            assert found[source] == min(homes, default=NEVER)
            closed.append(bool(homes))
    assert 0.1 < np.mean(closed) < 0.95


def people_who_met(*dates: str) -> netmap.Study:
    """Ada meets Ben, then Ben meets Cem, then Cem meets Dov, on dates with or without times."""
    names = ["Ada", "Ben", "Cem", "Dov"][: len(dates) + 1]
    rows = [
        {"contact": str(place), "date": date, "source": one, "target": other}
        for place, (date, one, other) in enumerate(zip(dates, names, names[1:], strict=False))
    ]
    people = pd.DataFrame(
        {"practitioner": names, "level": ["front", *["middle"] * (len(names) - 2), "board"]}
    )
    levels = pd.DataFrame({"level": ["front", "middle", "board"], "rank": [0, 1, 2]})
    return netmap.from_tables(practitioners=people, levels=levels, contacts=pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("dates", "reached"),
    [
        (("2011-03-01T09:00", "2011-03-01T10:00"), True),
        (("2011-03-01T10:00", "2011-03-01T10:00"), True),
        (("2011-03-01T10:00", "2011-03-01T09:59"), False),
        (("2011-03-01T10:00:00.000002", "2011-03-01T10:00:00.000001"), False),
        (("2011-03-01T10:00", "2011-03-01"), True),
        (("2011-03-01", "2011-03-01T00:00"), True),
        (("2011-03-01T10:00", "2011-03-02T00:00"), True),
        (("2011-03-01T10:00", "2011-03-01", "2011-03-01T09:00"), False),
        (("2011-03-01T10:00", "2011-03-01", "2011-03-01T10:00"), True),
    ],
)
def test_both_sides_of_a_time(dates: tuple[str, ...], reached: bool) -> None:
    study = people_who_met(*dates)
    found = netmap.vertical_reach(study, "front", "board", same_day=True).set_index("practitioner")
    assert found.loc["Ada", "reached"] == reached
    path = netmap.learning_path(study, "Ada", "Cem" if len(dates) == 2 else "Dov", same_day=True)
    assert len(path) == (len(dates) if reached else 0)


def test_a_wait_counts_days_whatever_the_time() -> None:
    study = people_who_met("2011-03-01T23:59", "2011-03-03T00:01")
    for wait, reached in ((1, False), (2, True)):
        found = netmap.vertical_reach(study, "front", "board", same_day=True, max_wait=wait)
        assert found["reached"].tolist() == [reached]
    assert netmap.vertical_reach(study, "front", "board", same_day=True)["fastest_days"].tolist() == [2.0]


def test_times_are_read_as_they_are_written() -> None:
    texts = ["2011-03-01T09:30", "2011-03-01T09:30:15.5", "2011-03-01T23:59:59.9999999Z", "2011-03-01"]
    texts += ["2011-03", "2011-03-01T00:00+02:00", None]
    found = clock_times(pd.Series(texts, dtype="str")).tolist()
    minute = 60_000_000
    assert found == [570 * minute, 570 * minute + 15_500_000, 1440 * minute - 1, -1, -1, 0, -1]


def test_moments_turn_back_into_days() -> None:
    rng = Random(6)
    for _ in range(200):
        days, times = zip(
            *[(rng.randint(-200_000, 80_000), rng.randrange(DAY // 2)) for _ in "ab"], strict=True
        )
        one, other = (day * DAY + time for day, time in zip(days, times, strict=True))
        assert days_of(np.array([one, other, one - other])).tolist() == [*days, days[0] - days[1]]
        wait = abs(days[0] - days[1])
        assert abs(one - other) <= in_moments(wait)
        assert abs(one - other) > in_moments(wait - 1)
    assert in_moments(NO_LIMIT) == NO_LIMIT
    assert days_of(np.array([NEVER])).tolist() == [NEVER]


def test_nothing_is_laid_out_anew_without_times_or_where_the_rule_looks_at_days() -> None:
    journeys = timed(Random(7))
    assert by_moment(journeys, False) is None
    assert by_moment(replace(journeys, time=np.full(len(journeys), -1)), True) is None
    assert by_moment(journeys, True) is not None


@pytest.mark.shared
def test_the_first_day_at_work_has_3496_ordered_pairs_and_not_5112() -> None:
    names, expected = oracle("nonstrict")
    seconds = workplace(names)
    day = replace(seconds, day=np.zeros(len(seconds), np.int64), time=seconds.day * 1_000_000)
    count, none = len(names), np.zeros(len(seconds.members), np.int64)
    seats = Seats(np.ones(len(none), np.bool_), day.members, count, none)
    found = first_days(day, seats, np.arange(count), np.full(count, -1), Rule(same_day=True))
    there = np.array(expected) != NEVER
    np.fill_diagonal(there, False)
    np.fill_diagonal(found, NEVER)
    assert ((found != NEVER) == there).all()
    assert int(there.sum()) == 3496
    study = staff_of_their_own_agencies(names, seconds)
    reach = netmap.horizontal_reach(study, "staff", same_day=True)
    assert int(reach["agencies_reached"].sum()) == 3496
    undated = study.contacts.assign(date=study.contacts["date"].str[:10])
    loose = netmap.from_tables(**{**study.tables, "contacts": undated})
    assert int(netmap.horizontal_reach(loose, "staff", same_day=True)["agencies_reached"].sum()) == 5112


def staff_of_their_own_agencies(names: list[str], seconds: Journeys) -> netmap.Study:
    """The contacts as a file has them, everybody an agency of their own."""
    ends = np.array(names)[seconds.members.reshape(-1, 2)]
    clock = pd.to_datetime(seconds.day, unit="s", origin="2013-06-24").strftime("%Y-%m-%dT%H:%M:%S")
    homes = [f"agency of {name}" for name in names]
    return netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": names, "agency": homes, "level": "staff"}),
        agencies=pd.DataFrame({"agency": homes}),
        levels=pd.DataFrame({"level": ["staff"], "rank": [0]}),
        contacts=pd.DataFrame({"date": clock, "source": ends[:, 0], "target": ends[:, 1]}),
    )


def test_a_contact_at_one_instant_chains() -> None:
    chain = contacts([(0, 1, 5), (1, 2, 5), (2, 3, 5)], 4, directed=True)
    at_noon = replace(chain, time=np.full(3, NOON))
    found = fewest_hops(at_noon, 0, at_noon.members == 0, at_noon.members == 3, Rule(same_day=True))
    assert [hop.encounter for hop in found] == [0, 1, 2]
    back = replace(chain, time=np.array([EVENING, NOON, MORNING]))
    assert fewest_hops(back, 0, back.members == 0, back.members == 3, Rule(same_day=True)) == []
