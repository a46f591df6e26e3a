"""One line for each pair on the map, and who stands apart without a tie, against a slow count."""

from __future__ import annotations

from itertools import groupby

import pytest

from dashboards.pages.board.figures import edge_json
from netmap.maps.svg import draw_svg
from netmap.model.i18n import ENGLISH
from netmap.questions.map.pairs import mixed, pair_lines, silent_agencies, ties_said
from netmap.questions.map.pictures import picture_of
from netmap.questions.map.request import MAP_KINDS, MAP_STATES, new_page
from netmap.questions.map.types import MapEdge
from netmap.questions.parameters import AGENCY, NodeRef
from tests.questions.boards import board_of
from tests.shared_data import bundled


def edge(kind: str, state: str, ties: int, *, faded: bool = False) -> MapEdge:
    return MapEdge(1, 2, kind, state, ties, None, None, faded)


@pytest.mark.parametrize("layers", [(), ("quiet", "zones")])
def test_each_pair_has_one_line_of_its_strongest_liveliest_kind(layers: tuple[str, ...]) -> None:
    edges = board_of(bundled("riverside")).board(new_page("s", layers=layers)).edges
    pairs = pair_lines(edges)
    assert sorted((e for pair in pairs for e in pair.split), key=repr) == sorted(edges, key=repr)
    tied = [pair for pair in pairs if pair.line.kind in MAP_KINDS]
    assert any(len(pair.split) > 1 for pair in tied)
    ends = [(pair.line.source, pair.line.target) for pair in tied]
    assert len(set(ends)) == len(ends)
    kept = sorted((e for e in edges if e.kind in MAP_KINDS), key=lambda e: (e.source, e.target))
    slow = {}
    for ends_of, several in groupby(kept, key=lambda e: (e.source, e.target)):
        rank = [(MAP_STATES.index(e.state), e.kind, e.ties) for e in several]
        state = min(rank)[0]
        alive = {kind: n for s, kind, n in rank if s == state}
        strongest = next(kind for kind in MAP_KINDS if kind in alive)
        slow[ends_of] = (strongest, MAP_STATES[state], sum(alive.values()))
    assert {(p.line.source, p.line.target): (p.line.kind, p.line.state, p.line.ties) for p in tied} == slow


def test_what_is_filtered_out_counts_only_where_nothing_else_is() -> None:
    pale = edge("old_network", "active", 4, faded=True)
    (pair,) = pair_lines([pale, edge("cognitive_trail", "dormant", 2)])
    assert (pair.line.kind, pair.line.ties, pair.line.faded) == ("cognitive_trail", 2, False)
    (alone,) = pair_lines([pale])
    assert alone.line == pale


@pytest.mark.parametrize(
    ("old", "new", "trails", "leads"),
    [(5, 9, 0, "old"), (5, 5, 0, "old"), (1, 4, 20, "old"), (0, 1, 20, "new"), (0, 0, 1, "trail")],
)
def test_the_strongest_leads_however_few(old: int, new: int, trails: int, leads: str) -> None:
    ties = {"old_network": old, "new_network": new, "cognitive_trail": trails}
    edges = [edge(kind, "active", n) for kind, n in ties.items() if n]
    (pair,) = pair_lines(edges)
    assert leads in pair.line.kind
    assert dict(pair.standing) == {kind: n for kind, n in ties.items() if n}
    assert pair.line.ties == old + new + trails
    assert mixed([pair]) == (len(edges) > 1)


def test_the_silent_are_the_agencies_without_a_line_but_never_all_or_the_chosen() -> None:
    board = board_of(bundled("brightwater"))
    whole = board.board(new_page("s"))
    tied = {end for e in whole.edges if not e.faded for end in (e.source, e.target)}
    silent = silent_agencies(whole)
    assert silent == {n.number for n in whole.nodes if n.ref.sort == AGENCY and n.number not in tied}
    for node in whole.nodes:
        if node.number in silent:
            assert node.number not in silent_agencies(board.board(new_page("s", selected=node.ref)))
    none = board.board(new_page("s", kinds=("declared",)))
    assert not any(not e.faded for e in none.edges)
    assert silent_agencies(none) == frozenset()


def test_a_picture_names_and_marks_what_is_chosen_and_only_where_it_is_drawn() -> None:
    board = board_of(bundled("brightwater"))
    node = next(n for n in board.board(new_page("s")).nodes if n.name == "Millpond Housing Association")
    view = board.board(new_page("s", selected=node.ref))
    chosen, alone = (picture_of(view, ENGLISH, narrowed=narrowed) for narrowed in (False, True))
    plain = picture_of(board.board(new_page("s")), ENGLISH, narrowed=True)
    assert chosen.chosen == alone.chosen == node.number
    assert (chosen.nodes, chosen.edges, chosen.lines) == (plain.nodes, plain.edges, plain.lines)
    assert plain.chosen is None


@pytest.mark.parametrize("opened", [(), ("housing", "police")])
def test_a_drawing_of_a_choice_holds_it_and_its_neighbours_alone_and_says_so(opened: tuple[str, ...]) -> None:
    """Nothing is drawn without its name, and how much of the map is left out is counted."""
    view = board_of(bundled("brightwater")).board(
        new_page("s", selected=NodeRef(AGENCY, "police"), expanded=opened)
    )
    chosen = next(node for node in view.nodes if node.ref == NodeRef(AGENCY, "police"))
    own = {chosen.number, *(node.number for node in view.nodes if node.parent == chosen.number)}
    ends = [{e.source, e.target} for e in view.edges if own & {e.source, e.target}]
    near = own.union(*ends)
    near |= {n.parent for n in view.nodes if n.number in near and n.parent is not None}
    alone, whole = (picture_of(view, ENGLISH, narrowed=narrowed) for narrowed in (True, False))
    assert {node.number for node in alone.nodes} == near
    assert all(own & {edge.source, edge.target} for edge in alone.edges)
    assert len(alone.edges) == len({frozenset(each) for each in ends})
    left = len(whole.nodes) - len(alone.nodes)
    assert left > 1
    said = f"Narrowed to Brightwater Police and its neighbours. {left} others on the map are not drawn."
    assert said in alone.lines
    drawn = draw_svg(alone)
    assert all(node.name.split()[-1] in drawn for node in alone.nodes)


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        (
            {"old_network": 1, "new_network": 11},
            "11 new networks, 1 old network: mostly new since the launch",
        ),
        ({"old_network": 2, "new_network": 3}, "3 new networks, 2 old networks: mostly new since the launch"),
        ({"old_network": 3, "new_network": 3}, "3 old networks, 3 new networks"),
        ({"new_network": 4}, "4 new networks"),
        ({"old_network": 1, "cognitive_trail": 9}, "9 cognitive trails, 1 old network"),
    ],
)
def test_a_pair_that_is_drawn_as_old_says_where_most_of_it_is_new(ties: dict[str, int], said: str) -> None:
    edges = [MapEdge(1, 2, kind, "active", n, None, None) for kind, n in ties.items()]
    (pair,) = pair_lines(edges)
    assert ties_said(pair.standing, ENGLISH) == said
    assert edge_json(pair, ENGLISH).get("mostly", "") == (
        "mostly new since the launch" if ":" in said else ""
    )
