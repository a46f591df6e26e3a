"""Views as the page gives them to the map: small ones by hand, large ones by chance with a fixed seed."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from netmap.maps import style

Json = dict[str, Any]

TEXTS: Json = {
    "line": "{from} and {to}",
    "opened": "{name} is open",
    "closed": "{name} is closed",
    "chosen": "Narrowed to {name}.",
    "chosen_pair": "Narrowed to {from} and {to}.",
    "cleared": "Nothing is chosen",
    "no_further": "Nothing further in that direction",
    "fingers": "Use two fingers to move the map",
    "wheel": "Click the map first, then turn the wheel to zoom",
    "ties": {"one": "{n} tie", "other": "{n} ties"},
    "left_out": {"one": "{n} other.", "other": "{n} others."},
    "inside": {"one": "{n} inside", "other": "{n} inside"},
    "of_kind": {
        key: {"one": f"{{n}} {key.replace('_', ' ')}", "other": f"{{n}} {key.replace('_', ' ')}s"}
        for key in ("old_network", "new_network", "cognitive_trail", "declared")
    },
    "kinds": {key: look.label for key, look in style.KINDS.items()},
    "states": {key: look.label for key, look in style.STATES.items()},
    "sorts": {key: look.label for key, look in style.SORTS.items()},
}


def node(number: int, name: str = "", *, x: float = 0, y: float = 0, d: float = 30, **more: Any) -> Json:
    """A node of a view, an agency unless told; `more` may replace anything."""
    plain: Json = {
        "id": number,
        "sort": "agency",
        "name": name or f"Agency {number}",
        "x": x,
        "y": y,
        "d": d,
        "parent": None,
        "open": False,
        "inside": 0,
        "faded": False,
        "unknown": False,
        "note": "",
    }
    return {**plain, **more}


def edge(source: int, target: int, kind: str = "new_network", state: str = "active", **more: Any) -> Json:
    """A line of a view."""
    return {"s": source, "t": target, "kind": kind, "state": state, "w": 2.0, "faded": False, "n": 1, **more}


def view(nodes: list[Json], edges: list[Json] | None = None, **more: Any) -> Json:
    """A view of these nodes and lines, with the looks and words that the page sends."""
    plain: Json = {
        "study": "made",
        "layout": "force",
        "token": 1,
        "nodes": nodes,
        "edges": edges or [],
        "bands": [],
        "selected": None,
        "style": style.as_json(),
        "texts": TEXTS,
        "caption": ["A made partnership", "Shows encounters of 2011.", "4 agencies", "Quiet after 90 days"],
        "legend": [
            *({"label": look.label, "kind": kind} for kind, look in style.KINDS.items()),
            *({"label": look.label, "state": state} for state, look in style.STATES.items()),
            *({"label": look.label, "sort": sort} for sort, look in style.SORTS.items()),
        ],
    }
    return {**plain, **more}


def cross() -> Json:
    """One agency in the middle (the largest), one on each side of it, and a line to each."""
    nodes = [
        node(0, "Middle", d=60, inside=3),
        node(1, "East", x=200),
        node(2, "West", x=-200),
        node(3, "North", y=-200),
        node(4, "South", y=200),
    ]
    return view(nodes, [edge(0, each) for each in range(1, 5)])


WORDS = (
    *("North", "Lakeside", "Borough", "County", "Council", "Health", "Trust"),
    *("Housing", "Police", "Probation", "Youth", "Family", "Mental", "Care"),
)
KINDS = ("old_network", "new_network", "cognitive_trail")
STATES = ("active", "active", "active", "dormant", "faded")


def crowd(count: int, lines: int, seed: int = 7) -> Json:
    """Many agencies in groups, tied mostly within their group."""
    random = Random(seed)
    groups = max(3, round(math.sqrt(count) / 2))
    nodes = [_member(number, groups, count, random) for number in range(count)]
    edges: dict[tuple[int, int, str], Json] = {}
    while len(edges) < lines:
        source = random.randrange(count)
        far = random.random() < 0.15
        target = random.randrange(count) if far else _same_group(source, groups, count, random)
        if source < target:
            kind = random.choices(KINDS, (2, 3, 5))[0]
            ties = random.choice((1, 1, 1, 2, 3, 6))
            width = style.edge_width(kind, ties)
            edges[source, target, kind] = edge(source, target, kind, random.choice(STATES), w=width, n=ties)
    return view(nodes, list(edges.values()))


def _member(number: int, groups: int, count: int, random: Random) -> Json:
    group = number % groups
    rim = 62 * math.sqrt(count)
    angle = 2 * math.pi * group / groups
    reach = rim * 0.42 * math.sqrt(random.random())
    turn = random.random() * 2 * math.pi
    name = " ".join(random.sample(WORDS, random.randint(2, 5)))
    return node(
        number,
        name,
        x=round(rim * math.cos(angle) + reach * math.cos(turn), 1),
        y=round(rim * 0.7 * math.sin(angle) + reach * math.sin(turn), 1),
        d=round(16 + 40 * random.random() ** 3, 1),
        inside=random.randrange(12),
    )


def _same_group(source: int, groups: int, count: int, random: Random) -> int:
    return random.randrange(source % groups, count, groups)


def stepped(before: Json, seed: int) -> Json:
    """The view one month on: some lines gone, some come, some in another state; some sizes changed."""
    random = Random(seed)
    edges = [each for each in before["edges"] if random.random() > 0.06]
    edges = [{**each, "state": random.choice(STATES)} if random.random() < 0.1 else each for each in edges]
    there = {(each["s"], each["t"], each["kind"]) for each in edges}
    new = crowd(len(before["nodes"]), len(before["edges"]), seed + 1000)["edges"]
    fresh = [each for each in new if (each["s"], each["t"], each["kind"]) not in there]
    edges += fresh[: len(before["edges"]) - len(edges)]
    nodes = [{**each, "d": each["d"] + 2} if random.random() < 0.2 else each for each in before["nodes"]]
    return {**before, "nodes": nodes, "edges": edges, "token": before["token"] + 1}
