"""One partnership in some windows: every figure, and what each draw of its null gave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.comparison.attendance_null import attendance_null
from netmap.comparison.attendances import attendances_of
from netmap.comparison.co_attendance import NAMES, figures_of, figures_of_draws
from netmap.comparison.reach_figures import REACH_NAMES, ReachRule, reached
from netmap.comparison.windows import Span
from netmap.model.study import Study

Floats = npt.NDArray[np.float64]

ATTENDANCE, DATES = "attendance within zone", "dates within zone"
ASKED = {ATTENDANCE: NAMES, DATES: REACH_NAMES}
"""What may be random within each zone: who sat together, or the order of sittings; with its measures."""

NULL_OF = {name: null for null, names in ASKED.items() for name in names}
"""The null is chosen by the question: of each measure the one that it stands beside."""


@dataclass(frozen=True, slots=True)
class Task:
    """One partnership of one source (by its place), over all windows."""

    source: int
    partnership: str | None
    spans: tuple[Span, ...]
    names: tuple[str, ...]
    rule: ReachRule
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A partnership in a window: what was seen and what each draw gave, a column for each figure."""

    partnership: str | None
    window: str
    seen: Floats
    drawn: Floats
    n: tuple[int, ...]
    sittings: int
    mixed: tuple[tuple[str, float, float], ...]


def draws_of(study: Study, task: Task) -> list[Drawn]:
    """A partnership in each window, beside its nulls."""
    return [_in_window(study, task, span) for span in task.spans]


def _in_window(study: Study, task: Task, span: Span) -> Drawn:
    """Every measure of a partnership in a window, in the order in which they were asked for."""
    key = [task.seed, _number(task.partnership or ""), span.start + 2**31, span.end + 2**31]
    policy = task.rule.policy
    sat = attendances_of(study, span.start, span.end, policy, task.partnership)
    figures = [name for name in task.names if NULL_OF[name] == ATTENDANCE]
    reaches = tuple(name for name in task.names if NULL_OF[name] == DATES)
    seen: dict[str, float] = {}
    drawn: dict[str, Floats] = {}
    n: dict[str, int] = {}
    mixed: list[tuple[str, float, float]] = []
    if figures:
        null = attendance_null(sat, task.draws, np.random.default_rng(key))
        here, chance = figures_of(sat), figures_of_draws(sat, null.members)
        for name in figures:
            place = NAMES.index(name)
            seen[name], drawn[name], n[name] = float(here[place]), chance[:, place], len(sat.people)
        mixed.append((ATTENDANCE, null.accepted, null.moved))
    if reaches:
        rng = np.random.default_rng([*key, 1])
        found = reached(study, task.partnership, span, reaches, task.rule, task.draws, rng)
        for place, name in enumerate(reaches):
            seen[name], drawn[name] = float(found.seen[place]), found.drawn[:, place]
            n[name] = found.months[place]
        if found.null is not None:
            mixed.append((DATES, found.null.accepted, found.null.moved))
    return Drawn(
        task.partnership,
        span.name,
        np.array([seen[name] for name in task.names]),
        np.stack([drawn[name] for name in task.names], axis=1),
        tuple(n[name] for name in task.names),
        len(sat),
        tuple(mixed),
    )


def _number(text: str) -> int:
    """A number for a text that is the same in every process."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "little")
