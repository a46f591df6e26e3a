"""The level view as it is drawn: bands, marks, and how many first paths go from one mark to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.learning.first_paths import Mark, Trail, trails_of
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.learning.types import Flow, RouteNode, Routes
from netmap.questions.parameters import AGENCY, NodeRef

MOST_IN_A_BAND = 12
"""At most so many agencies are drawn in a band, those that most paths pass; the rest is one mark."""

OTHERS = "others"
"""The sort of the mark that stands for all other agencies of a band."""


def routes_of(asked: Asked, kept: Iterable[Mark], t: Translator) -> Routes | None:
    """The level view with everybody's first path; `kept` marks are never drawn as one with others.

    None where no other level is asked for.
    """
    if asked.end is None:
        return None
    trails = trails_of(asked)
    drawn_as = _lumped(Counter(mark for trail in trails for mark in set(trail)), set(kept))
    shown = [_drawn(trail, drawn_as) for trail in trails]
    passing = Counter(mark for trail in shown for mark in set(trail))
    passing.update(dict.fromkeys(kept, 0))
    numbers = {mark: place for place, mark in enumerate(sorted(passing, key=lambda m: _order(m, passing)))}
    merged = Counter(drawn_as.values())
    bands = [t.gettext(wording.UNKNOWN_LEVEL), *(level.name for level in asked.levels)]
    return Routes(
        tuple(bands),
        tuple(
            RouteNode(n, m.sort, m.id, _name(asked, m, merged[m], t), m.band + 1, passing[m])
            for m, n in numbers.items()
        ),
        _flows(shown, numbers),
        len(trails),
        _words(asked, trails, t),
    )


def numbers_of(routes: Routes, asked: Asked, trail: Trail) -> list[int]:
    """The numbers of the marks of a trail in a level view that keeps them all."""
    found = {(node.sort, node.id, node.band): node.number for node in routes.nodes}
    return [found[mark.sort, mark.id, mark.band + 1] for mark in trail]


def _order(mark: Mark, passing: Counter[Mark]) -> tuple[int, bool, bool, int, str]:
    return mark.band, mark.sort == AGENCY, mark.sort == OTHERS, -passing[mark], mark.id or ""


def _lumped(passing: Counter[Mark], kept: set[Mark]) -> dict[Mark, Mark]:
    """Of each mark the one that is drawn for it."""
    found = {mark: mark for mark in passing}
    for band in {mark.band for mark in passing}:
        here = [mark for mark in passing if mark.band == band and mark.sort == AGENCY]
        here.sort(key=lambda mark: (mark not in kept, -passing[mark], mark.id or ""))
        if len(here) > MOST_IN_A_BAND:
            rest = [mark for mark in here[MOST_IN_A_BAND - 1 :] if mark not in kept]
            found.update(dict.fromkeys(rest, Mark(OTHERS, None, band)))
    return found


def _drawn(trail: Trail, drawn_as: dict[Mark, Mark]) -> Trail:
    marks = [drawn_as[mark] for mark in trail]
    return tuple(mark for mark, before in zip(marks, [None, *marks], strict=False) if mark != before)


def _flows(trails: Sequence[Trail], numbers: dict[Mark, int]) -> tuple[Flow, ...]:
    """How many paths pass from mark to mark, each path counted once, most first."""
    counts: Counter[tuple[int, int]] = Counter()
    for trail in trails:
        counts.update({(numbers[a], numbers[b]) for a, b in pairwise(trail)})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Flow(source, target, paths) for (source, target), paths in ranked)


def _name(asked: Asked, mark: Mark, merged: int, t: Translator) -> str:
    if mark.sort == OTHERS:
        return t.ngettext("{n} other agency", "{n} other agencies", merged).format(n=wording.whole(t, merged))
    if mark.id is None:
        return t.gettext(wording.UNKNOWN_AGENCY)
    return thing_name(asked, NodeRef(mark.sort, mark.id))


def _words(asked: Asked, trails: Sequence[Trail], t: Translator) -> str:
    template = t.ngettext(
        "Drawn is the earliest way of the {n} person who could get there if every encounter passed "
        "something on. The more people's ways, the thicker the line.",
        "Drawn is the earliest way of each of the {n} who could get there if every encounter passed "
        "something on. The more people's ways, the thicker the line.",
        len(trails),
    )
    if not trails:
        template = t.gettext(
            "Nobody gets from “{from_level}” to “{to_level}” in this window, so no path is drawn."
        )
    return template.format(
        n=wording.whole(t, len(trails)), from_level=asked.start.name, to_level=asked.goal.name
    )
