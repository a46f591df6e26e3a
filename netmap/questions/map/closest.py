"""Which two agencies work together most, and whether what they have is mostly old or new."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.pairs import closeness
from netmap.questions.map.request import MAP_KINDS
from netmap.questions.node_index import UNKNOWN
from netmap.tie_kinds.policy import NEW, OLD, TRAIL

Pair = tuple[int, int]
Ties = dict[str, int]

MOST_EQUAL = 3
"""So many pairs that work together as much are named; of more it is said that none stands out."""

MOSTLY = {
    OLD: N_("Most of these ties are old."),
    NEW: N_("Most of these ties are new."),
    TRAIL: N_("Most of these ties are trails."),
    "declared": N_("Most of these ties are declared."),
}


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
    """The pairs that work together most: how many they are, and of the first few the names and the ties.

    `of_people`: whether the ties stand between their people, and none between the agencies themselves.
    """

    n: int
    pairs: tuple[tuple[str, str, Ties], ...]
    of_people: bool = False


def closest_of(board: BoardState) -> Closest | None:
    """Who works together most; None where no two do more than leave trails."""
    pairs = ties_of_pairs(board)
    most = max(map(closeness, pairs.values()), default=(0, 0))
    if most[0] == 0:
        return None
    first = sorted(pair for pair, ties in pairs.items() if closeness(ties) == most)
    names = board.universe.names
    told = tuple((names[one], names[other], pairs[one, other]) for one, other in first[:MOST_EQUAL])
    return Closest(len(first), told, bool((board.stock.a >= board.universe.first_person).all()))


def old_or_new(board: BoardState, t: Translator) -> str:
    """Why most pairs are old while most ties are new, or the other way round; empty where both say the same.

    A pair is as its strongest tie, an old network before a new one; of its ties each counts.
    """
    pairs = ties_of_pairs(board).values()
    old, new = (sum(each.get(kind, 0) for each in pairs) for kind in (OLD, NEW))
    of_old = sum(OLD in each for each in pairs)
    of_new = sum(NEW in each and OLD not in each for each in pairs)
    if of_old > of_new and new > old:
        said = t.gettext(
            "Most pairs of agencies have an old network, but most networks between them are new."
        )
    elif of_new > of_old and old > new:
        said = t.gettext("Most pairs of agencies have only new networks, but most networks are old.")
    else:
        return ""
    why = t.gettext("A pair counts as old as soon as one of its networks is.")
    return f"{said} {why}"


def together_most(closest: Closest | None, t: Translator) -> str:
    """Who works together most, and in which kinds of ties; empty where nobody does."""
    if closest is None:
        return ""
    if closest.n == 1:
        return _one(*closest.pairs[0], closest.of_people, t)
    words = {"n": wording.whole(t, closest.n), "ties": wording.ties(t, sum(closest.pairs[0][2].values()))}
    if closest.n > MOST_EQUAL:
        return t.gettext("No two agencies stand out: {n} pairs have {ties} each, the most.").format(**words)
    named = t.gettext("; ").join(_pair(*each, t) for each in closest.pairs)
    return t.gettext("{n} pairs work together most, with {ties} each: {pairs}.").format(**words, pairs=named)


def _one(one: str, other: str, ties: Ties, of_people: bool, t: Translator) -> str:
    template = t.gettext("{one} and {other} work together most: {kinds}.")
    if of_people:
        template = t.gettext("{one} and {other} work together most; between their people: {kinds}.")
    said = template.format(one=one, other=other, kinds=t.listing(_kinds(ties, t)))
    most, n = max(ties.items(), key=lambda each: each[1])
    return f"{said} {t.gettext(MOSTLY[most])}" if len(ties) > 1 and 2 * n > sum(ties.values()) else said


def _pair(one: str, other: str, ties: Ties, t: Translator) -> str:
    return t.gettext("{one} and {other} ({kinds})").format(
        one=one, other=other, kinds=", ".join(_kinds(ties, t))
    )


def _kinds(ties: Ties, t: Translator) -> list[str]:
    return [wording.of_kind(t, kind, n) for kind, n in sorted(ties.items(), key=lambda each: -each[1])]
