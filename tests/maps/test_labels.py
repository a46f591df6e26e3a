"""Names on a drawing cover neither each other nor a node."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.maps.labels import CHARACTER_WIDTH, LINE_HEIGHT, Box, Label, Spot, broken, letters, place_labels
from netmap.maps.lines import drawing_order, side_steps
from netmap.maps.picture import PictureEdge

SHEET = (0.0, 0.0, 600.0, 400.0)


def box_of(label: Label) -> Box:
    width = max(map(letters, label.lines)) * CHARACTER_WIDTH * label.size
    return (
        label.x - width / 2,
        label.top,
        label.x + width / 2,
        label.top + len(label.lines) * LINE_HEIGHT * label.size,
    )


def overlap(one: Box, other: Box) -> bool:
    shared = 1e-6
    return (
        one[0] + shared < other[2]
        and other[0] + shared < one[2]
        and one[1] + shared < other[3]
        and other[1] + shared < one[3]
    )


spots = st.lists(
    st.builds(
        Spot,
        name=st.text(max_size=60),
        x=st.floats(0, 600),
        y=st.floats(0, 400),
        radius=st.floats(1, 30),
        size=st.just(11.0),
        turn=st.tuples(st.floats(0, 5)),
    ),
    max_size=30,
)


@given(spots)
@settings(deadline=None, max_examples=80)
def test_names_cover_neither_each_other_nor_other_nodes(nodes: list[Spot]) -> None:
    labels = place_labels(nodes, SHEET)
    boxes = {label.place: box_of(label) for label in labels}
    assert not any(overlap(one, other) for one, other in combinations(boxes.values(), 2))
    for place, box in boxes.items():
        for other, spot in enumerate(nodes):
            around = (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)
            assert other == place or not overlap(box, around)


def test_a_name_that_must_be_shown_is_shown_where_there_is_no_room() -> None:
    small, board = (
        Spot(name, 50.0, 50.0, 5.0, 11.0, (0.0,), must=name == "Board") for name in ("Health", "Board")
    )
    assert [label.lines for label in place_labels([small, board], SHEET, taken=[SHEET])] == [("Board",)]


def test_names_keep_clear_of_what_is_taken() -> None:
    assert place_labels([Spot("Health", 50.0, 50.0, 5.0, 11.0, (0.0,))], SHEET, taken=[SHEET]) == []


@given(st.text(max_size=200), st.integers(3, 40), st.integers(1, 3))
def test_lines_are_no_longer_and_no_more_than_asked(name: str, room: int, most: int) -> None:
    lines = broken(name, float(room), most)
    assert len(lines) <= most
    assert all(letters(line) <= room + 1 for line in lines)
    assert bool(lines) == bool(name.split())


def test_short_names_stay_whole() -> None:
    assert broken("Č-12") == ("Č-12",)
    assert broken("<b>x</b> and more words than fit") == ("<b>x</b> and more", "words than fit")


def test_lines_of_one_pair_lie_beside_each_other() -> None:
    pair = [PictureEdge(4, 2, kind, "active") for kind in ("old_network", "declared", "sat")]
    assert side_steps([*pair, PictureEdge(2, 3, "sat", "active")]) == [1.0, 0.0, -1.0, 0.0]


def test_what_matters_most_is_drawn_last() -> None:
    edges = [
        PictureEdge(0, 1, "old_network", "active"),
        PictureEdge(0, 2, "old_network", "active", faded=True),
        PictureEdge(0, 3, "cognitive_trail", "faded"),
        PictureEdge(0, 4, "sat", "active"),
    ]
    assert [edge.target for edge, _ in drawing_order(edges, side_steps(edges))] == [2, 3, 4, 1]
