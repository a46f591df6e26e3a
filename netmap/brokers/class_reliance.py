"""How much of what reaches another level rests on cross-represented people as a class."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.crossed import CLASSES, known_class
from netmap.brokers.routes import Question, Routes
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.tie_kinds.policy import TiePolicy


def class_reliance(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    who: str = "simultaneous",
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How many would no longer reach another level if all who sit at several levels were gone.

    No single person may matter where the class is everything. Of the people outside the class who reach
    `to_level` from `from_level`, as in `vertical_reach`, it is the share who no longer do once the whole
    class is removed; sittings still take place.

    Parameters
    ----------
    who: `simultaneous`, those at two levels or more on one day of the window, or `ever`, those at
        different levels on any days up to its end. The others are those of `vertical_reach`.

    Returns
    -------
    One row: cross_represented (practitioners in the class), outside (sources who are not in it), reached
    (how many of those reach), lost (how many of those no longer do) and reliance (lost / reached); se,
    reached_se and lost_se, the standard errors of the reliance and of the counts, which under chance are
    means over worlds. The frame's `attrs` hold n (those outside who reach), start, end, same_day, max_wait,
    from_level, to_level, sources, reaching, who and targets (how many of the class are at `to_level` on some
    day of the window), and what `vertical_reach` says of chance.

    Undefined: reliance is NaN where nobody outside the class reaches. Without dated rows nobody does.

    Raises `ArgumentError` as `vertical_reach` does, and for a `who` that there is not.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", "front", "board"]}),
        ...     zones=pd.DataFrame({"zone": ["Board"], "level": ["board"]}),
        ...     posts=pd.DataFrame({"practitioner": ["Ben"], "zone": ["Board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ada"], "target": ["Ben"]}),
        ... )
        >>> netmap.class_reliance(study, "front", "board")["reliance"].tolist()
        [1.0]
    """
    name = known_class(who)
    question = Question(
        *(from_level, to_level, start, end, same_day, max_wait, policy, None),
        *(transmission_probability, replicates, seed, arrive_at),
    )
    routes = question.routes(study)
    row, targets = (_NOBODY, 0) if routes is None else _row(routes, name)
    frame = pd.DataFrame([row])
    frame.attrs.update(question.about(routes, row["reached"]), who=name, targets=str(targets))
    return frame


_NOBODY: dict[str, Any] = {
    "cross_represented": 0,
    "reached": 0,
    "outside": 0,
    "lost": 0,
    "reliance": np.nan,
    "se": np.nan,
    "reached_se": 0.0,
    "lost_se": 0.0,
}
"""The answer where nothing is dated."""


def _row(routes: Routes, name: str) -> tuple[dict[str, Any], int]:
    """The counts, and how many of the class are at the level that is to be reached."""
    crossed = CLASSES[name](routes.window)
    outcome = routes.without(Absences.of_sets([np.flatnonzero(crossed)]))
    row = {
        "cross_represented": int(crossed.sum()),
        "reached": outcome.reached[0].item(),
        "outside": int((~crossed[routes.sources]).sum()),
        "lost": outcome.lost[0].item(),
        "reliance": float(outcome.reliance[0]),
        "se": float(outcome.error[0]),
        "reached_se": float(outcome.error_of(outcome.before)[0]),
        "lost_se": float(outcome.error_of(outcome.before - outcome.left)[0]),
    }
    return row, int((crossed & routes.targets).sum())
