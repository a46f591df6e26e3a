"""A new view changes only what differs, and nodes stand where the server says."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.map_engine.driver import MapPage
from tests.map_engine.views import STATES, cross, edge, node, view

Json = dict[str, Any]


def test_a_view_is_drawn_as_it_is(map_page: MapPage) -> None:
    first = cross()
    map_page.paint(first)
    larger = [{**each, "d": each["d"] + 10} if each["id"] == 1 else each for each in first["nodes"]]
    map_page.paint({**first, "nodes": [*larger[:4], node(9, "New", x=50, y=50)], "edges": first["edges"][:3]})
    assert map_page.node(1)["size"] == 40
    assert [each["id"] for each in map_page.nodes()] == ["0", "1", "2", "3", "9"]


def test_the_readers_place_survives_and_another_study_is_fitted(map_page: MapPage) -> None:
    map_page.paint(cross())
    fitted = map_page.viewport()
    map_page.call("zoom_in", 1)
    map_page.press("Shift+ArrowRight")
    moved = map_page.viewport()
    assert moved != fitted
    map_page.paint({**cross(), "token": 2, "edges": cross()["edges"][:2], "selected": 3})
    assert map_page.viewport() == moved
    map_page.paint({**cross(), "study": "another"})
    assert map_page.viewport() == fitted
    map_page.call("zoom_in", 2)
    map_page.paint({**cross(), "study": "another", "layout": "levels"})
    assert map_page.viewport()["zoom"] == fitted["zoom"]


def test_a_first_view_is_seen_whole(map_page: MapPage) -> None:
    map_page.paint(cross())
    size = map_page.page.evaluate("() => netmapMap.current().size")
    box = map_page.page.evaluate("() => netmapMap.extent([...netmapMap.current().nodes()])")
    (left, top), (right, bottom) = map_page.place(box["x1"], box["y1"]), map_page.place(box["x2"], box["y2"])
    around = map_page.page.locator("#map").bounding_box()
    assert around is not None
    assert left > around["x"]
    assert top > around["y"]
    assert right < around["x"] + size["width"]
    assert bottom < around["y"] + size["height"]


def opened() -> Json:
    """The middle agency of the cross, open, with two people and a service."""
    plain = cross()
    nodes = [{**each, "open": each["id"] == 0} for each in plain["nodes"]]
    inside = [
        node(10, "Anna", x=-20, sort="person", d=14, parent=0),
        node(11, "Bo", x=20, sort="person", d=14, parent=0),
        node(12, "Housing advice", y=20, sort="service", d=14, parent=0),
    ]
    lines = [edge(10, 1), edge(11, 2), edge(10, 11, "old_network"), edge(0, 12, "offers", "")]
    return {**plain, "nodes": nodes + inside, "edges": lines}


def test_an_agency_opens_and_closes(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.paint(opened())
    people = {
        each["id"]: (each["parent"], each["x"], each["y"]) for each in map_page.nodes() if each["parent"]
    }
    assert people == {"10": ("0", -20, 0), "11": ("0", 20, 0), "12": ("0", 0, 20)}
    assert sorted(line[:3] for line in map_page.lines()) == [
        [10, 1, "new_network"],
        [10, 11, "old_network"],
        [11, 2, "new_network"],
    ]
    map_page.paint(cross())
    assert (map_page.node(0)["x"], map_page.node(0)["y"], map_page.node(0)["size"]) == (0, 0, 60)
    assert len(map_page.nodes()) == 5


def random_view(random: Random) -> Json:
    """Some agencies, some of them open, some lines, some of it faded."""
    agencies = random.sample(range(12), random.randint(1, 12))
    nodes = [
        node(each, x=40 * each, y=7 * each, d=random.choice((20, 30)), faded=random.random() < 0.2)
        for each in agencies
    ]
    for person in random.sample(range(20, 40), random.randint(0, 12)):
        home = random.choice([*agencies, None])
        nodes.append(node(person, x=10 * person, y=-person, sort="person", d=12, parent=home))
    random.shuffle(nodes)
    numbers = [each["id"] for each in nodes]
    kinds = ("old_network", "new_network", "cognitive_trail", "sat")
    keys = {(random.choice(numbers), random.choice(numbers), random.choice(kinds)) for _ in range(25)}
    ties = [
        edge(s, t, kind, random.choice(STATES), faded=random.random() < 0.2)
        for s, t, kind in sorted(keys)
        if s != t
    ]
    return view(nodes, ties, selected=random.choice([None, random.choice(numbers)]))


def test_a_walk_through_views_ends_as_if_painted_at_once(map_page: MapPage) -> None:
    random = Random(4)
    for _ in range(6):
        steps = [random_view(random) for _ in range(8)]
        for step in steps:
            map_page.paint(step)
        walked = (map_page.nodes(), sorted(map_page.lines()))
        map_page.page.reload()
        map_page.paint(steps[-1])
        assert (map_page.nodes(), sorted(map_page.lines())) == walked


def test_what_is_faded_is_pale_and_still_there(map_page: MapPage) -> None:
    plain = cross()
    map_page.paint(plain)
    nodes = [{**each, "faded": each["id"] == 1} for each in plain["nodes"]]
    lines = [{**each, "faded": each["t"] == 1} for each in plain["edges"]]
    map_page.paint({**plain, "nodes": nodes, "edges": lines})
    pale = plain["style"]["sheet"]["faded_opacity"]
    assert pale <= map_page.node(1)["alpha"] < 0.3
    by_target = {line[1]: line[3] for line in map_page.lines()}
    assert by_target[1] == pale
    assert by_target[2] == 1
    map_page.page.mouse.click(*map_page.place(200, 0))
    assert map_page.reported() == [("select", 1)]


def test_state_is_opacity_and_kinds_lie_side_by_side(map_page: MapPage) -> None:
    lines = [edge(0, 1, "old_network"), edge(1, 0, "cognitive_trail", "faded"), edge(0, 2, state="dormant")]
    map_page.paint(view(cross()["nodes"], lines))
    states = cross()["style"]["states"]
    drawn = {tuple(line[:3]): line[3:5] for line in map_page.lines()}
    assert drawn[0, 1, "old_network"] == [1, -0.5]
    assert drawn[1, 0, "cognitive_trail"] == [states["faded"]["opacity"], -0.5]
    assert drawn[0, 2, "new_network"] == [states["dormant"]["opacity"], 0]


def test_wrong_input_is_drawn_as_well_as_it_can_be_and_told_once(map_page: MapPage) -> None:
    wrong = view(
        [
            node(0, "Lost", parent=77),
            node(1, "Odd", sort="ghost", x=50),
            {**node(2, "Nowhere"), "x": None, "y": None, "d": None},
            node(3, "Own parent", parent=3, x=90),
            {**node(4, x=130), "name": None},
        ],
        [
            edge(0, 99),
            edge(0, 1, "odd kind", "odd state"),
            edge(0, 1, "odd kind"),
            edge(1, 1),
            edge(1, 3, w=None),
        ],
        texts={},
        style={},
    )
    map_page.paint(wrong)
    map_page.paint({**wrong, "token": 2})
    map_page.paint(view([], [], bands=[{"name": "x", "top": None, "bottom": None}]))
    map_page.paint(wrong)
    told = map_page.console.copy()
    map_page.console.clear()
    assert len(map_page.lines()) == 2
    assert len(told) == len(set(told))
    assert all(each.startswith("map: ") for each in told)
    for part in (
        "inside one that is not drawn",
        'no sort "ghost"',
        "no position",
        "no size",
        "not drawn",
        "comes twice",
        'no kind "odd kind"',
    ):
        assert any(part in each for each in told), part


def test_nothing_to_paint_is_no_error(map_page: MapPage) -> None:
    assert map_page.call("paint", None) is None
    assert map_page.call("reveal", None) is None
    for button in ("zoom_in", "zoom_out", "fit"):
        assert map_page.call(button, None) is None
    map_page.paint(view([]))
    assert map_page.nodes() == []
    map_page.call("fit", 1)
    map_page.press("ArrowRight", "Enter", "f", "Escape", "0")


def test_numbers_near_one_another_stay_apart(map_page: MapPage) -> None:
    numbers = [1, 11, 111, 12, 2, 21]
    nodes = [node(each, f"agency_{each}", x=30 * at, y=10 * at) for at, each in enumerate(numbers)]
    lines = [edge(1, 11), edge(11, 1, "old_network"), edge(1, 111), edge(11, 11), edge(111, 1), edge(12, 2)]
    map_page.paint(view(nodes, lines))
    assert sorted(line[:2] for line in map_page.lines()) == [[1, 11], [1, 111], [11, 1], [12, 2], [111, 1]]
