"""Which two agencies work together most, and whether what they have is mostly old or new."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.pairs import closeness
from netmap.questions.map.request import MAP_KINDS
from netmap.questions.node_index import UNKNOWN
from netmap.tie_kinds.policy import NEW, OLD

Pair = tuple[int, int]
Ties = dict[str, int]

MOST_EQUAL = 3
"""So many pairs that work together as much are named; of more it is said that none stands out."""


def ties_of_pairs(board: BoardState) -> dict[Pair, Ties]:
    """The ties that stand between each two agencies or their people, by kind; whatever the filters."""
    ties = board.stock
    one, other = board.agency_of[ties.a], board.agency_of[ties.b]
    between = (one != other) & (one != UNKNOWN) & (other != UNKNOWN)
    ends = np.sort(np.stack([one, other], axis=1)[between], axis=1)
    rows, counts = np.unique(np.column_stack([ends, ties.kind[between]]), axis=0, return_counts=True)
    found: dict[Pair, Ties] = {}
    for (a, b, kind), n in zip(rows.tolist(), counts.tolist(), strict=True):
        found.setdefault((a, b), {})[MAP_KINDS[kind]] = n
    return found


@dataclass(frozen=True, slots=True)
class Closest:
    """The pairs that work together most: how many they are, and of the first few the names and the ties."""

    n: int
    pairs: tuple[tuple[str, str, Ties], ...]


def closest_of(board: BoardState) -> Closest | None:
    """Who works together most; None where no two do more than leave trails."""
    pairs = ties_of_pairs(board)
    most = max(map(closeness, pairs.values()), default=(0, 0))
    if most[0] == 0:
        return None
    first = sorted(pair for pair, ties in pairs.items() if closeness(ties) == most)
    names = board.universe.names
    told = tuple((names[one], names[other], pairs[one, other]) for one, other in first[:MOST_EQUAL])
    return Closest(len(first), told)


def old_or_new(board: BoardState, t: Translator) -> str:
    """How many pairs of agencies already worked together before the launch, and how many have new ties alone.

    A pair is as its strongest tie, an old network before a new one.
    """
    pairs = ties_of_pairs(board).values()
    of_old = sum(OLD in each for each in pairs)
    return old_and_new(of_old, sum(NEW in each and OLD not in each for each in pairs), t)


def old_and_new(old: int, new: int, t: Translator) -> str:
    """Of so many working pairs, how many did before the launch and still do, and how many only since.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> old_and_new(34, 22, ENGLISH)
        '34 of 56 pairs worked together before the launch and still do; new networks only: 22.'
    """
    words = {"old": wording.whole(t, old), "new": wording.whole(t, new), "n": wording.whole(t, old + new)}
    if not old and not new:
        return ""
    if not new:
        template = t.ngettext(
            "The {n} pair worked together before the launch and still does.",
            "All {n} pairs worked together before the launch and still do.",
            old,
        )
    elif not old:
        template = t.ngettext(
            "The {n} pair has only new networks, made since the launch.",
            "All {n} pairs have only new networks, made since the launch.",
            new,
        )
    else:
        template = t.ngettext(
            "{old} of {n} pairs worked together before the launch and still does; new networks only: {new}.",
            "{old} of {n} pairs worked together before the launch and still do; new networks only: {new}.",
            old,
        )
    return template.format(**words)


def together_most(closest: Closest | None, t: Translator) -> str:
    """Who works together most, and in which kinds of ties; empty where nobody does."""
    if closest is None:
        return ""
    if closest.n == 1:
        return _one(*closest.pairs[0], t)
    words = {"n": wording.whole(t, closest.n), "ties": wording.ties(t, sum(closest.pairs[0][2].values()))}
    if closest.n > MOST_EQUAL:
        return t.gettext("No two agencies stand out: {n} pairs have {ties} each, the most.").format(**words)
    named = t.gettext("; ").join(_pair(*each, t) for each in closest.pairs)
    return t.gettext("{n} pairs work together most, with {ties} each: {pairs}.").format(**words, pairs=named)


def _one(one: str, other: str, ties: Ties, t: Translator) -> str:
    """Who works together most, and since when; of undated ties their kinds."""
    old, new = ties.get(OLD, 0), ties.get(NEW, 0)
    if not old and not new:
        template = t.gettext("{one} and {other} work together most: {kinds}.")
        return template.format(one=one, other=other, kinds=t.listing(_kinds(ties, t)))
    words = {"n": wording.whole(t, old + new), "new": wording.whole(t, new)}
    first = t.gettext("{one} and {other} work together most.").format(one=one, other=other)
    if not new:
        template = t.ngettext(
            "They already worked together before the launch, in the same {n} network.",
            "They already worked together before the launch, in the same {n} networks.",
            old,
        )
    elif not old:
        template = t.ngettext(
            "Their {n} network is new since the launch.",
            "Their {n} networks are all new since the launch.",
            new,
        )
    else:
        words["old"] = wording.whole(t, old)
        template = t.ngettext(
            "{new} of their {n} networks is new since the launch; older: {old}.",
            "{new} of their {n} networks are new since the launch; older: {old}.",
            new,
        )
    return f"{first} {template.format(**words)}"


def _pair(one: str, other: str, ties: Ties, t: Translator) -> str:
    return t.gettext("{one} and {other} ({kinds})").format(
        one=one, other=other, kinds=", ".join(_kinds(ties, t))
    )


def _kinds(ties: Ties, t: Translator) -> list[str]:
    return [wording.of_kind(t, kind, n) for kind, n in sorted(ties.items(), key=lambda each: -each[1])]
