"""One line for each pair on the map, and who stands apart without a tie, against a slow count."""

from __future__ import annotations

from itertools import groupby

import pytest

from netmap.model.i18n import ENGLISH
from netmap.questions.map.pairs import mixed, pair_lines, silent_agencies
from netmap.questions.map.pictures import picture_of
from netmap.questions.map.request import MAP_KINDS, MAP_STATES, new_page
from netmap.questions.map.types import MapEdge
from netmap.questions.parameters import AGENCY
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
    chosen = picture_of(board.board(new_page("s", selected=node.ref)), ENGLISH)
    assert chosen.chosen == node.number
    assert "Chosen: Millpond Housing Association." in chosen.lines
    plain = picture_of(board.board(new_page("s")), ENGLISH)
    assert plain.chosen is None
    assert not any(line.startswith("Chosen") for line in plain.lines)
