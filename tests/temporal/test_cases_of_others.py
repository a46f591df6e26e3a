"""Small cases from other people's test suites and papers, and the earliest arrivals of tsna.

Of the eight cases of `temporal/cases.json` these apply to the rule (strictly later days, or not
earlier ones; one encounter is one hop):

- asymmetry_minimal: strictly later; who reaches whom.
- pathpy_delta, pathpy_undirected: waiting more than 0 and at most delta days is strictly later with
  `max_wait` = delta. The cases list maximal paths; who is reached from whom, and in how many hops,
  follows from them (every part of a maximal path that begins it is a path).
- pathpyG_long: the same with delta 5; `hops` and `shortest` are the fewest hops.
- raphtory_taint: earliest arrival from a source that starts on a given day; strictly later.
- tsna_line, tsna_reversed_line: contacts that last a while and take no time. Where an edge is
  traversed within one spell that begins when another ends, each hop is at the onset of its spell:
  not earlier is enough, and the distances are arrival less start.

These do not:

- tsna_line with graph_step_time, with a start of 0.5 or an end of 2: a hop that takes time, or that
  begins while a contact lasts; an encounter here is one day. (Start 2 does: only what begins then.)
- latest_depart_to_4: asks for the latest departure, which no question here does.
- teneto_sp_new: counts snapshots used including the first, and with `steps_per_t` "all" lets any number
  of hops happen in one; arrivals, less the start and plus one, are the same, its hops are those of one
  path of its own and not the fewest. So the distances are compared and the hops only where a step a
  snapshot is the rule.
"""

from __future__ import annotations

import csv
import json
from typing import Any

import numpy as np
import pytest

from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days
from netmap.temporal.fewest_hops import fewest_hops
from netmap.temporal.first_arrivals import NEVER, first_arrivals
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import reaches
from tests.shared_data import DATA, ORACLES
from tests.temporal.random_journeys import contacts

STRICT = Rule()
TEMPORAL = ORACLES / "temporal"
pytestmark = pytest.mark.shared


def case(name: str) -> dict[str, Any]:
    cases = json.loads((TEMPORAL / "cases.json").read_text(encoding="utf-8"))
    (found,) = [each for each in cases if each["id"] == name]
    return dict(found)


class World:
    """A case as journeys, its names as codes."""

    def __init__(self, found: dict[str, Any], start: int = -1000, end: int = 1000) -> None:
        rows = [(str(one), str(other), when) for one, other, when, *_ in found["events"]]
        self.names = sorted({name for one, other, _ in rows for name in (one, other)})
        events = [(self.names.index(one), self.names.index(other), when) for one, other, when in rows]
        whole = contacts(events, len(self.names), directed=found["directed"])
        self.journeys: Journeys = whole.between(start, end)

    def arrivals(self, source: str, rule: Rule = STRICT) -> dict[str, int]:
        """The first day on which others are reached."""
        journeys = self.journeys
        none = np.zeros(len(journeys.members), np.int64)
        seats = Seats(np.ones(len(none), np.bool_), journeys.members, len(self.names), none)
        one = np.array([self.names.index(source)])
        found = first_days(journeys, seats, one, np.array([-1]), rule)[0]
        return {name: int(day) for name, day in zip(self.names, found, strict=True) if day != NEVER}

    def hops(self, source: str, target: str, rule: Rule) -> list[str]:
        """The people of a path with the fewest hops."""
        journeys = self.journeys
        starts = np.ones(len(journeys.members), np.bool_)
        goals = journeys.members == self.names.index(target)
        path = fewest_hops(journeys, self.names.index(source), starts, goals, rule)
        return [self.names[hop.giver] for hop in path[:1]] + [self.names[hop.taker] for hop in path]


def test_asymmetry() -> None:
    world = World(case("asymmetry_minimal"))
    expect = case("asymmetry_minimal")["expect"]
    table = reaches(world.journeys)
    for source in ("A", "D"):
        there = {name for place, name in enumerate(world.names) if table[world.names.index(source), place]}
        assert there == set(expect[f"{source}_reaches"])


def prefixes(paths: list[str]) -> dict[tuple[str, str], int]:
    """For each two ends of the parts that begin a maximal path: the fewest hops."""
    best: dict[tuple[str, str], int] = {}
    for path in paths:
        names = path.split("-")
        for hops in range(1, len(names)):
            if names[hops] != names[0]:
                ends = (names[0], names[hops])
                best[ends] = min(hops, best.get(ends, hops))
    return best


def waits() -> list[tuple[str, int]]:
    return [("pathpy_delta", delta) for delta in (1, 2, 3, 4)] + [
        ("pathpy_undirected", 1),
        ("pathpyG_long", 5),
    ]


@pytest.mark.parametrize(("name", "delta"), waits())
def test_who_is_reached_with_a_limit_to_waiting_and_in_how_many_hops(name: str, delta: int) -> None:
    found = case(name)
    if name == "pathpyG_long":
        paths = found["brute_force_maximal_paths_delta5"]
    else:
        paths = found["expect"]["delta"][str(delta)]
    expected, world, rule = prefixes(list(paths)), World(found), Rule(max_wait=delta)
    for source in world.names:
        reached = set(world.arrivals(source, rule)) - {source}
        by_path = {end for start, end in expected if start == source}
        assert by_path <= reached
        for target in by_path:
            assert len(world.hops(source, target, rule)) - 1 <= expected[source, target]
        inner = {end for path in paths for end in inner_ends(path.split("-"), source)}
        assert reached == inner - {source}


def inner_ends(names: list[str], source: str) -> set[str]:
    """Whom a source reaches along a path: every part of a maximal path is a path."""
    return {later for place, name in enumerate(names) if name == source for later in names[place + 1 :]}


def test_the_shortest_paths_of_pathpyg() -> None:
    found = case("pathpyG_long")
    world, rule = World(found), Rule(max_wait=found["expect"]["delta"])
    for ends, names in found["expect"]["shortest"].items():
        assert world.hops(*ends.split("->"), rule) == names
        assert len(names) - 1 == found["expect"]["hops"][ends]


def test_the_taint_of_raphtory() -> None:
    found = case("raphtory_taint")
    expect = found["expect"]
    world = World(found, start=expect["start"])
    arrivals = world.arrivals(str(expect["source"]))
    arrivals[str(expect["source"])] = expect["start"]
    assert arrivals == expect["earliest_arrival"]
    assert not set(arrivals) & {str(name) for name in expect["unreachable"]}


def distances(world: World, source: str, start: int) -> list[int | None]:
    found = world.arrivals(source, Rule(same_day=True)) | {source: start}
    return [found[name] - start if name in found else None for name in world.names]


def test_the_lines_of_tsna() -> None:
    line = case("tsna_line")
    assert distances(World(line), "1", 0) == line["expect"]["tdist_from_1"]
    assert distances(World(line), "2", 0) == line["expect"]["tdist_from_2"]
    assert distances(World(line, start=2), "1", 2) == line["expect"]["from_1_start_2"]
    back = case("tsna_reversed_line")
    assert distances(World(back, start=1), "1", 1) == back["expect"]["tdist_from_1"]


@pytest.mark.parametrize("query", [0, 1, 2])
def test_the_distances_of_teneto(query: int) -> None:
    found = case("teneto_sp_new")
    asked = found["expect"]["queries"][query]
    world, at_once = World(found, start=asked["start"]), asked["steps_per_t"] == "all"
    arrivals = world.arrivals(str(asked["i"]), Rule(same_day=at_once))
    assert arrivals[str(asked["j"])] - asked["start"] + 1 == asked["temporal_distance"]
    if not at_once:
        until = World(found, asked["start"], arrivals[str(asked["j"])])
        assert len(until.hops(str(asked["i"]), str(asked["j"]), Rule())) - 1 == asked["hops"]


def oracle(name: str) -> tuple[list[str], list[list[int]]]:
    with (TEMPORAL / f"invs13_day1_{name}_earliest_arrival.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    table = [[NEVER if cell == "Inf" else int(cell) for cell in row[1:]] for row in rows[1:]]
    assert [row[0] for row in rows[1:]] == rows[0][1:]
    return rows[0][1:], table


def workplace(names: list[str]) -> Journeys:
    """The contacts of the first day, in seconds."""
    path = DATA / "sociopatterns_workplace2013" / "contacts.csv"
    with path.open(encoding="utf-8") as lines:
        rows = [(row["i"], row["j"], int(row["t"])) for row in csv.DictReader(lines)]
    events = [(names.index(i), names.index(j), t) for i, j, t in rows if t < 86_400]
    return contacts(events, len(names), directed=False)


@pytest.mark.parametrize(("name", "same_day", "a_hop"), [("nonstrict", True, 0), ("strict20s", False, 20)])
def test_the_earliest_arrivals_of_tsna_at_work(name: str, same_day: bool, a_hop: int) -> None:
    names, expected = oracle(name)
    journeys = workplace(names)
    start = int(journeys.day[0])
    for source, row in enumerate(expected):
        found = first_arrivals(journeys, source, same_day=same_day)
        found[found != NEVER] += a_hop
        found[source] = start
        assert found.tolist() == row


@pytest.mark.parametrize(
    ("column", "same_day"),
    [("reach_nonstrict_incl_self", True), ("reach_strict_increasing_incl_self", False)],
)
def test_how_many_are_reached_at_work(column: str, same_day: bool) -> None:
    names, _ = oracle("nonstrict")
    journeys = workplace(names)
    with (TEMPORAL / "invs13_day1_reach_counts.csv").open(encoding="utf-8") as lines:
        expected = {row["node"]: int(row[column]) for row in csv.DictReader(lines)}
    everybody = np.arange(len(names))
    none = np.zeros(len(journeys.members), np.int64)
    seats = Seats(np.ones(len(none), np.bool_), journeys.members, len(names), none)
    rule = Rule(same_day, NO_LIMIT)
    first = first_days(journeys, seats, everybody, np.full(len(names), -1), rule)
    assert ((first != NEVER).sum(axis=1) + 1).tolist() == [expected[name] for name in names]
    if not same_day:
        assert reaches(journeys).sum(axis=1).tolist() == [expected[name] for name in names]
