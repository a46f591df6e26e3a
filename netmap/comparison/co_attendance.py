"""Figures of the co-attendance graph: who sat together in a window, and how that lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.comparison.attendances import Attendances
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Ints

Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class AttendanceFigure:
    """A figure of the co-attendance graph: its name, its title, one plain sentence, and its unit."""

    name: str
    title: str
    help: str
    unit: str


FIGURES: tuple[AttendanceFigure, ...] = (
    AttendanceFigure(
        "mean_degree",
        N_("Mean degree"),
        N_("With how many others somebody sat, on average."),
        N_("people"),
    ),
    AttendanceFigure(
        "transitivity",
        N_("Transitivity"),
        N_("Of two who both sat with a third, how many sat with each other."),
        N_("share"),
    ),
    AttendanceFigure(
        "centralisation",
        N_("Centralisation by degree"),
        N_("How far sitting with others is a matter of few people (Freeman)."),
        N_("share"),
    ),
    AttendanceFigure(
        "ei_agency",
        N_("E-I index by agency"),
        N_("Pairs across agencies less those within, of all whose agencies are known."),
        N_("from -1 to 1"),
    ),
    AttendanceFigure(
        "repeated",
        N_("Repeated meeting"),
        N_("Of the pairs that sat together, how many did so more than once."),
        N_("share"),
    ),
)
"""Every figure that is compared, in the order in which the kernel gives them."""

NAMES = tuple(each.name for each in FIGURES)
TITLES = {each.name: each.title for each in FIGURES}


def known_figures(names: Sequence[str] | None) -> tuple[str, ...]:
    """The figures asked for, all unless told; raises `ArgumentError` for one that there is not."""
    wanted = NAMES if names is None else tuple(names)
    for name in wanted:
        if name not in NAMES:
            raise ArgumentError(
                N_("{key}: “{value}” is none of its values; it takes {words}"),
                key="measures",
                value=name,
                words=", ".join(NAMES),
            )
    return wanted


def figures_of(attendances: Attendances, least: int = 1, apart: int = 0) -> Floats:
    """Each of `FIGURES`; two are tied who sat together at least so often.

    `apart` is how many people more there are who sat nowhere. NaN where a figure is of nothing.
    """
    found: Floats = figures_of_draws(attendances, attendances.members[None, :], least, apart)[0]
    return found


def figures_of_draws(attendances: Attendances, members: Ints, least: int = 1, apart: int = 0) -> Floats:
    """Each of `FIGURES` for each way in which the same seats may be taken: a row a draw."""
    nodes = len(attendances.people)
    found = np.full((len(members), len(FIGURES)), np.nan)
    sizes = np.diff(attendances.offsets)
    steps = int((sizes * sizes).sum()) * len(members) + nodes * nodes
    scratch = (np.zeros((nodes, nodes), np.int64), np.zeros((nodes, -(-nodes // 64)), np.uint64))
    kernel = for_work(figures_kernel, steps)
    kernel(attendances.offsets, members, attendances.agency, least, apart, *scratch, found)
    return found


def ones_in(word: np.uint64) -> int:
    """How many bits of a word are set."""
    count = 0
    while word != np.uint64(0):
        word = word & (word - np.uint64(1))
        count += 1
    return count


def figures_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    offsets: Ints,
    members: Ints,
    agency: Ints,
    least: int,
    apart: int,
    together: Ints,
    bits: Words,
    found: Floats,
) -> None:
    """Fill in the figures of each draw; `together` and `bits` come and go as zeros."""
    nodes = len(agency)
    everybody = nodes + apart
    degree = np.zeros(nodes, np.int64)
    for draw in range(len(members)):
        degree[:] = 0
        edges, repeated, within, across = 0, 0, 0, 0
        for sitting in range(len(offsets) - 1):
            for one in range(offsets[sitting], offsets[sitting + 1]):
                for other in range(offsets[sitting], one):
                    a, b = members[draw, one], members[draw, other]
                    together[a, b] += 1
                    together[b, a] += 1
        for a in range(nodes):
            for b in range(a):
                if together[a, b] >= least:
                    edges += 1
                    repeated += together[a, b] > 1
                    degree[a] += 1
                    degree[b] += 1
                    bits[a, b >> 6] |= np.uint64(1) << np.uint64(b & 63)
                    bits[b, a >> 6] |= np.uint64(1) << np.uint64(a & 63)
                    if agency[a] >= 0 and agency[b] >= 0:
                        within += agency[a] == agency[b]
                        across += agency[a] != agency[b]
        closed, threes, most, total = 0, 0, 0, 0
        for a in range(nodes):
            threes += degree[a] * (degree[a] - 1) // 2
            most = max(most, degree[a])
            total += degree[a]
            for b in range(a):
                if together[a, b] >= least:
                    for word in range(bits.shape[1]):
                        closed += ones_in(bits[a, word] & bits[b, word])
        if everybody > 0:
            found[draw, 0] = total / everybody
        if threes > 0:
            found[draw, 1] = closed / threes
        if everybody > 2:
            found[draw, 2] = (most * everybody - total) / ((everybody - 1) * (everybody - 2))
        if within + across > 0:
            found[draw, 3] = (across - within) / (across + within)
        if edges > 0:
            found[draw, 4] = repeated / edges
        together[:] = 0
        bits[:] = 0
