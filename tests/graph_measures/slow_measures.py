"""Every measure once more, from its definition alone, for a handful of nodes and in no hurry."""

from __future__ import annotations

import math
from itertools import combinations, permutations, product

Arrows = set[tuple[int, int]]
NAN = math.nan


def undirected(arrows: Arrows) -> Arrows:
    return arrows | {(k, i) for i, k in arrows}


def steps(n: int, arrows: Arrows) -> dict[tuple[int, int], int]:
    """Steps of the shortest path between every two nodes that are joined by one."""
    found = {(i, i): 0 for i in range(n)}
    for length in range(1, n):
        for i, v in [pair for pair, far in found.items() if far == length - 1]:
            for j, k in arrows:
                if j == v:
                    found.setdefault((i, k), length)
    return found


def shortest_paths(n: int, arrows: Arrows, i: int, k: int) -> list[tuple[int, ...]]:
    """All shortest paths from i to k, by trying all orders of others in between."""
    others = [v for v in range(n) if v not in (i, k)]
    for between in range(n - 1):
        found = [
            path
            for middle in permutations(others, between)
            if all(hop in arrows for hop in zip((i, *middle), (*middle, k), strict=True))
            for path in [(i, *middle, k)]
        ]
        if found:
            return found
    return []


def betweenness(n: int, arrows: Arrows) -> list[float]:
    """Over ordered pairs."""
    total = [0.0] * n
    for i, k in permutations(range(n), 2):
        paths = shortest_paths(n, arrows, i, k)
        for path in paths:
            for v in path[1:-1]:
                total[v] += 1 / len(paths)
    return total


def closeness(n: int, arrows: Arrows) -> list[float]:
    far = steps(n, arrows)
    sums = [[far[i, k] for k in range(n) if k != i and (i, k) in far] for i in range(n)]
    return [len(each) / sum(each) if each else NAN for each in sums]


def harmonic(n: int, arrows: Arrows) -> list[float]:
    far = steps(n, arrows)
    return [
        sum(1 / far[i, k] for k in range(n) if k != i and (i, k) in far) / (n - 1) if n > 1 else NAN
        for i in range(n)
    ]


def burt(n: int, arrows: Arrows) -> tuple[list[float], list[float]]:
    """Constraint and effective size."""
    z = {(i, j): ((i, j) in arrows) + ((j, i) in arrows) for i, j in product(range(n), repeat=2)}
    contacts = {i: [j for j in range(n) if z[i, j]] for i in range(n)}

    def p(i: int, j: int) -> float:
        return z[i, j] / sum(z[i, k] for k in range(n))

    def m(j: int, q: int) -> float:
        return z[j, q] / max(z[j, k] for k in range(n))

    constraint, size = [], []
    for i in range(n):
        own = contacts[i]
        via = {j: sum(p(i, q) * p(q, j) for q in own if q != j) for j in own}
        constraint.append(sum((p(i, j) + via[j]) ** 2 for j in own) if own else NAN)
        redundant = [sum(p(i, q) * m(j, q) for q in own if q != j) for j in own]
        size.append(sum(1 - each for each in redundant) if own else NAN)
    return constraint, size


def clustering(n: int, arrows: Arrows) -> list[float]:
    ties = undirected(arrows)
    found = []
    for i in range(n):
        pairs = list(combinations([k for k in range(n) if (i, k) in ties], 2))
        found.append(sum(pair in ties for pair in pairs) / len(pairs) if pairs else NAN)
    return found


def cores(n: int, arrows: Arrows) -> list[int]:
    """By trying every set of nodes: the best worst number of arrows that lead to others of the set."""
    best = [0] * n
    for size in range(1, n + 1):
        for inside in combinations(range(n), size):
            worst = min(sum((i, k) in arrows for k in inside) for i in inside)
            for i in inside:
                best[i] = max(best[i], worst)
    return best


def parts(n: int, arrows: Arrows) -> list[frozenset[int]]:
    """Of every node, those that it reaches and that reach it."""
    far = steps(n, arrows)
    return [frozenset(k for k in range(n) if (i, k) in far and (k, i) in far) for i in range(n)]


def pieces(nodes: set[int], ties: Arrows) -> int:
    """How many components some nodes make."""
    left, count = set(nodes), 0
    while left:
        count += 1
        grown = {left.pop()}
        while grown:
            here = grown.pop()
            new = {k for k in left if (here, k) in ties}
            left -= new
            grown |= new
    return count


def cut_nodes(n: int, arrows: Arrows) -> list[bool]:
    """Without whom those who had ties are in more pieces than before."""
    ties = undirected(arrows)
    whole = pieces(set(range(n)), ties)
    return [pieces(set(range(n)) - {v}, ties) > whole for v in range(n)]


def bridges(n: int, arrows: Arrows) -> set[tuple[int, int]]:
    ties = undirected(arrows)
    whole = pieces(set(range(n)), ties)
    return {(i, k) for i, k in ties if pieces(set(range(n)), ties - {(i, k), (k, i)}) > whole}


EXAMPLES: dict[str, Arrows] = {
    "003": set(),
    "012": {(0, 1)},
    "102": {(0, 1), (1, 0)},
    "021D": {(0, 1), (0, 2)},
    "021U": {(1, 0), (2, 0)},
    "021C": {(0, 1), (1, 2)},
    "111D": {(0, 1), (1, 0), (2, 1)},
    "111U": {(0, 1), (1, 0), (1, 2)},
    "030T": {(0, 1), (1, 2), (0, 2)},
    "030C": {(0, 1), (1, 2), (2, 0)},
    "201": {(0, 1), (1, 0), (1, 2), (2, 1)},
    "120D": {(0, 1), (1, 0), (2, 0), (2, 1)},
    "120U": {(0, 1), (1, 0), (0, 2), (1, 2)},
    "120C": {(0, 1), (1, 0), (1, 2), (2, 0)},
    "210": {(0, 1), (1, 0), (1, 2), (2, 1), (0, 2)},
    "300": {(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)},
}
"""One example of each class of three nodes."""


def census(n: int, arrows: Arrows) -> dict[str, int]:
    """By laying every three nodes on each example in every order."""
    found = dict.fromkeys(EXAMPLES, 0)
    for three in combinations(range(n), 3):
        for name, example in EXAMPLES.items():
            if any(
                {(i, k) for i, k in permutations(range(3), 2) if (order[i], order[k]) in arrows} == example
                for order in permutations(three)
            ):
                found[name] += 1
    return found


def krackhardt(n: int, arrows: Arrows) -> dict[str, float]:
    """The indices of hierarchy, by their definitions."""
    far, ties = steps(n, arrows), undirected(arrows)
    joined = steps(n, ties)
    pairs = list(combinations(range(n), 2))
    inside = [(i, k) for i, k in pairs if (i, k) in joined]
    one_reaches = [(i, k) for i, k in pairs if (i, k) in far or (k, i) in far]
    both_reach = [(i, k) for i, k in one_reaches if (i, k) in far and (k, i) in far]
    sizes = [len(part) for part in set(parts(n, ties))]
    spare, most_spare = len(arrows) - sum(s - 1 for s in sizes), sum(s * (s - 1) - (s - 1) for s in sizes)
    most = sum((s - 1) * (s - 2) / 2 for s in sizes)
    topmost = least = 0
    for i, k in inside:
        bounds = [v for v in range(n) if (v, i) in far and (v, k) in far]
        topmost += not any(all((top, other) in far for other in bounds) for top in bounds)
        least += not any(all((other, low) in far for other in bounds) for low in bounds)
    return {
        "connectedness": len(inside) / len(pairs) if pairs else NAN,
        "hierarchy": 1 - len(both_reach) / len(one_reaches) if one_reaches else NAN,
        "efficiency": 1 - spare / most_spare if most_spare else NAN,
        "lubness": 1 - topmost / most if most else NAN,
        "lubness_least": 1 - least / most if most else NAN,
    }


def roles(n: int, arrows: Arrows, group: list[int]) -> list[list[int]]:
    """Coordinator, itinerant, representative, gatekeeper, liaison and total of every node."""
    found = [[0] * 6 for _ in range(n)]
    for i, v, k in permutations(range(n), 3):
        if (i, v) in arrows and (v, k) in arrows and (i, k) not in arrows:
            alike = (group[i] == group[v], group[v] == group[k], group[i] == group[k])
            order = ((True, True), (False, False), (True, False), (False, True))
            place = 4 if not any(alike) else order.index(alike[:2])
            found[v][place] += 1
            found[v][5] += 1
    return found
