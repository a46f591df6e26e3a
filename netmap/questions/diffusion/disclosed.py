"""The tables of diffusion as whoever asks may read them: a board counts no fewer than five people.

Their totals are told in sentences, so that where one count is withheld another is too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.questions.diffusion import tables
from netmap.questions.diffusion.facts import Facts
from netmap.questions.gaps import FEW
from netmap.questions.overview.disclosure import with_another
from netmap.temporal.encounters import Bools

UNDER_CHANCE = ("expected", "se", "anybody", "not_known")
"""What is worked out over all people of a row; a board reads it of five or more."""


def few(counts: npt.ArrayLike) -> Bools:
    """Which counts stand for one to four people."""
    number = np.asarray(counts, np.float64)
    found: Bools = (number > 0) & (number < FEW)
    return found


def levels(facts: Facts) -> pd.DataFrame:
    """Whom it reached, level by level."""
    return _rows(tables.levels(facts), facts)


def partnerships(facts: Facts) -> pd.DataFrame:
    """Whom it reached, partnership by partnership."""
    return _rows(tables.partnerships(facts), facts)


def channels(facts: Facts) -> pd.DataFrame:
    """Over which channel it travelled; to a board without the arrivals of a few."""
    found = tables.channels(facts)
    if not facts.board:
        return found
    return _without(found, ("arrivals",), with_another(found["arrivals"], few(found["arrivals"])))


def growth(facts: Facts) -> pd.DataFrame:
    """How far it had got after so many days."""
    found, everybody = tables.growth(facts), int(facts.on_record.sum())
    if not facts.board:
        return found
    if everybody < FEW:
        return found.iloc[:0]
    return _without(found, ("certain",), few(found["certain"]) | few(everybody - found["certain"]))


def routes(facts: Facts) -> pd.DataFrame:
    """The first path to the highest level of each partnership: of single people, none for a board."""
    found = tables.routes(facts)
    return found.iloc[:0] if facts.board else found


def events(facts: Facts) -> pd.DataFrame:
    """The events that can be asked about."""
    found = tables.events(facts)
    return _without(found, ("people",), few(found["people"])) if facts.board else found


def _rows(found: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Counts of people, each told where neither it nor the rest of those it is of are one to four."""
    if not facts.board or found.empty:
        return found
    people, seen, certain = found["people"], found["on_record"], found["certain"]
    silent = people - seen
    few_alone = (
        few(silent.sum()) & (silent > 0).to_numpy()
    )  # all silent together are few: no total tells them
    few_there = with_another(people, few(people) | few_alone)
    few_seen = with_another(seen, few(seen) | few(silent) | few(people), people)
    few_certain = with_another(certain, few_seen | few(certain) | few(seen - certain), seen)
    found = _without(found, [name for name in UNDER_CHANCE if name in found], few(seen) | few(people))
    found = _without(found, ("not_known",), few_seen | few_there)
    found = _without(found, ("certain",), few_certain)
    found = _without(found, ("on_record",), few_seen)
    found = _without(found, ("people",), few_there)
    return _without(found, ("came",), with_another(found["came"], few(found["came"])))


def _without(frame: pd.DataFrame, columns: Sequence[str], rows: Bools) -> pd.DataFrame:
    """The frame with some cells missing."""
    return frame.assign(**{name: frame[name].astype(np.float64).mask(rows) for name in columns})
