"""Lines of the map stand for every tie once, whatever is opened and filtered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from random import Random

import networkx as nx
import pandas as pd
import pytest

import netmap
from netmap.model.dates import as_day
from netmap.questions.map.request import LAYERS, MAP_KINDS, MAP_STATES
from netmap.questions.map.types import BoardView
from netmap.questions.parameters import NodeRef
from netmap.tie_kinds.people import agencies_on
from tests.questions.boards import ask
from tests.shared_data import bundled
from tests.worlds import archipelago, random_rows, study_of

START, END = dt.date(2010, 9, 1), dt.date(2012, 6, 30)
ORDER = {state: place for place, state in enumerate(MAP_STATES)}

Line = tuple[frozenset[NodeRef], str]


def islands(seed: int) -> netmap.Study:
    """Six random worlds side by side."""
    return study_of(archipelago(random_rows(Random(seed * 6 + place)) for place in range(6)))


def stands_for(study: netmap.Study, opened: set[str | None]) -> dict[str, NodeRef]:
    """What each actor is drawn as, by plain reading."""
    number = as_day(END)
    assert number is not None
    agency_of = agencies_on(study, number)
    found = {str(agency): NodeRef("agency", str(agency)) for agency in study.agencies["agency"]}
    for person, agency in agency_of.items():
        home = None if pd.isna(agency) else str(agency)
        found[str(person)] = NodeRef("person", str(person)) if home in opened else NodeRef("agency", home)
    return found


def expected(study: netmap.Study, opened: set[str | None]) -> dict[Line, list[tuple[str, object, object]]]:
    ties = netmap.ties(study, as_of=END)
    drawn = stands_for(study, opened)
    lines: dict[Line, list[tuple[str, object, object]]] = defaultdict(list)
    for tie in ties.itertuples():
        quiet = tie.state != "active" and tie.last < pd.Timestamp(START)
        if tie.state == "ended" or (pd.notna(tie.state) and quiet):
            continue
        ends = frozenset((drawn[tie.source], drawn[tie.target]))
        if len(ends) == 2:
            kind = "declared" if pd.isna(tie.kind) else tie.kind
            state = "undated" if pd.isna(tie.state) else tie.state
            lines[ends, kind].append((state, tie.first, tie.last))
    return lines


def actual(view: BoardView) -> dict[Line, object]:
    refs = {node.number: node.ref for node in view.nodes}
    return {
        (frozenset((refs[edge.source], refs[edge.target])), edge.kind): edge
        for edge in view.edges
        if edge.kind in MAP_KINDS
    }


def some_opened(study: netmap.Study, rng: Random) -> tuple[str | None, ...]:
    choices = [*map(str, study.agencies["agency"]), None]
    return tuple(rng.sample(choices, rng.randint(0, len(choices))))


def test_lines_are_the_ties_put_together() -> None:
    crossed = 0
    for seed in range(4):
        rng = Random(seed)
        study = islands(seed)
        opened = some_opened(study, rng)
        view = ask(study, start=START, end=END, expanded=opened, layers=("quiet",))
        lines, found = expected(study, set(opened)), actual(view)
        assert found.keys() == lines.keys()
        for key, ties in lines.items():
            edge = found[key]
            assert edge.ties == len(ties)
            assert edge.state == min((state for state, _, _ in ties), key=ORDER.__getitem__)
            dated = [(first, last) for _, first, last in ties if pd.notna(first)]
            assert edge.first == (min(first for first, _ in dated).date() if dated else None)
            assert edge.last == (max(last for _, last in dated).date() if dated else None)
        crossed += len(lines)
        assert sum(row["ties"] for row in view.tie_rows) == sum(map(len, lines.values()))
    assert crossed > 100


def test_filters_fade_and_do_not_delete() -> None:
    faded = 0
    for seed in range(4):
        rng = Random(seed)
        study = islands(seed)
        opened = some_opened(study, rng)
        kinds = tuple(rng.sample(MAP_KINDS, rng.randint(0, 4)))
        states = tuple(rng.sample(MAP_STATES, rng.randint(0, 4)))
        asked = {"start": START, "end": END, "expanded": opened, "layers": ("quiet",)}
        plain, view = ask(study, **asked), ask(study, **asked, kinds=kinds, states=states)
        assert [node.number for node in view.nodes] == [node.number for node in plain.nodes]
        assert [(node.x, node.y) for node in view.nodes] == [(node.x, node.y) for node in plain.nodes]
        assert actual(view).keys() == actual(plain).keys()
        lines = expected(study, set(opened))
        for key, edge in actual(view).items():
            left = [state for state, _, _ in lines[key] if key[1] in kinds and state in states]
            assert edge.faded == (not left)
            assert edge.ties == len(left or lines[key])
            faded += edge.faded
        assert sum(row["ties"] for row in view.tie_rows) == sum(
            edge.ties for edge in actual(view).values() if not edge.faded
        )
        assert view.counts == plain.counts
    assert faded > 20


def test_focus_is_breadth_first() -> None:
    for seed in range(3):
        rng = Random(seed)
        study = islands(seed)
        opened = some_opened(study, rng)
        plain = ask(study, start=START, end=END, expanded=opened)
        if not plain.nodes:
            continue
        focus = rng.choice([node for node in plain.nodes if not node.open] or [None])
        if focus is None:
            continue
        graph = nx.Graph([(edge.source, edge.target) for edge in plain.edges])
        graph.add_nodes_from(node.number for node in plain.nodes)
        for steps in (1, 2, 3):
            view = ask(study, start=START, end=END, expanded=opened, focus=focus.ref, steps=steps)
            near = set(nx.single_source_shortest_path_length(graph, focus.number, cutoff=steps))
            near |= {node.parent for node in view.nodes if node.number in near and node.parent is not None}
            assert {node.number for node in view.nodes if not node.faded} == near
            shown = {edge for edge in view.edges if not edge.faded}
            assert shown == {edge for edge in view.edges if {edge.source, edge.target} <= near}


def test_an_opened_agency_in_focus_keeps_what_it_holds() -> None:
    study = bundled("riverside")
    opened = str(study.agencies["agency"].iloc[0])
    view = ask(study, expanded=(opened,), focus=NodeRef("agency", opened))
    inside = [node for node in view.nodes if node.parent is not None]
    assert inside
    assert not any(node.faded for node in inside)


def test_no_steps_or_a_thing_that_is_not_there_is_no_focus() -> None:
    study = bundled("riverside")
    agency = NodeRef("agency", str(study.agencies["agency"].iloc[0]))
    for focus, steps in ((agency, 0), (NodeRef("agency", "nobody"), 1), (NodeRef("zone", "board"), 1)):
        view = ask(study, focus=focus, steps=steps)
        assert not any(node.faded for node in view.nodes)


def test_zones_join_those_who_sat_in_them() -> None:
    study = bundled("riverside")
    view = ask(study, layers=("zones",))
    zones = {node.number: node for node in view.nodes if node.ref.sort == "zone"}
    rows = {row["number"]: row for row in view.zone_rows}
    for number, node in zones.items():
        seats = [edge for edge in view.edges if edge.kind == "sat" and number in (edge.source, edge.target)]
        assert node.value == rows[number]["sittings"]
        assert node.faded == (rows[number]["sittings"] == 0)
        agencies = {edge.source for edge in seats} - {0}
        assert len(agencies) == rows[number]["agencies"]


def test_services_stand_beside_closed_agencies_and_inside_opened_ones() -> None:
    study = bundled("riverside")
    closed = ask(study, layers=("services",))
    services = [node for node in closed.nodes if node.ref.sort == "service"]
    assert len(services) == len(study.services)
    assert all(node.parent is None for node in services)
    assert sum(edge.kind == "offers" for edge in closed.edges) == len(study.services)
    opened = ask(study, layers=("people", "services"))
    assert all(node.parent is not None for node in opened.nodes if node.ref.sort == "service")
    assert not any(edge.kind == "offers" for edge in opened.edges)


@pytest.mark.parametrize("layout", ["force", "levels"])
def test_everything_drawn_has_a_place_and_a_parent_that_is_drawn(layout: str) -> None:
    for seed in range(3):
        study = islands(seed)
        view = ask(study, start=START, end=END, layers=LAYERS, layout=layout)
        numbers = {node.number for node in view.nodes}
        assert len(numbers) == len(view.nodes)
        assert all(node.parent is None or node.parent in numbers for node in view.nodes)
        assert all({edge.source, edge.target} <= numbers for edge in view.edges)
        assert all(abs(node.x) < 1e6 and abs(node.y) < 1e6 for node in view.nodes)
        assert all(0 <= node.size <= 1 for node in view.nodes)
        places = [(node.x, node.y) for node in view.nodes if node.parent is None]
        assert len(set(places)) == len(places)
