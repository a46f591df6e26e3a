"""The tables of the overview: its figures, every pair of agencies, and the pairs over time."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from netmap.questions.overview.disclosure import is_counted
from netmap.questions.overview.types import FEW, Overview, PairCounts, Reach, Together


def figures(facts: Overview) -> pd.DataFrame:
    """One row a figure: what it is, now, before, of how many, and whether the change counts.

    That is missing where no rule judges a figure by itself (pairs of one kind), and where nothing is before.
    """
    together = facts.together
    rows = [
        (name, now, math.nan if together.before is None else then, together.possible)
        for name, now, then in _counts(together, together.before or PairCounts())
    ]
    rows += [*_reach("front_line_to_board", facts.up), *_reach("board_to_front_line", facts.back)]
    if facts.meeting is not None:
        rows.append(("without_the_meeting", facts.meeting.without, math.nan, facts.meeting.people))
    if facts.rests is not None:
        rests = facts.rests
        rows.append(("without_cross_represented", rests.without, rests.before, rests.others))
    table = pd.DataFrame(rows, columns=["figure", "now", "before", "of"])
    counted = {"pairs_working": together.beyond, **_beyond(facts)}
    judged = table["figure"].map(counted).where(table["before"].notna())
    table["counts"] = (judged >= 1).astype("boolean").where(judged.notna())
    return _few_hidden(table.astype({"figure": "str", "now": np.float64, "before": np.float64}))


def _counts(together: Together, then: PairCounts) -> list[tuple[str, float, float]]:
    """Each count now and then; NaN where it cannot be known."""
    now, known = together.now, together.dated
    rows = [
        ("pairs_working", now.working, then.working, known),
        ("pairs_old_network", now.old, then.old, known and together.old_known),
        ("pairs_new_network", now.new, then.new, known),
        ("pairs_trail", now.trail, then.trail, known),
        ("pairs_declared", now.declared, then.declared, True),
    ]
    return [
        (name, *((float(one), float(two)) if told else (math.nan, math.nan))) for name, one, two, told in rows
    ]


def _reach(name: str, reach: Reach | None) -> list[tuple[str, float, float, int]]:
    if reach is None:
        return []
    return [
        (name, reach.share, math.nan, reach.people),
        (f"{name}_same_months", reach.became, reach.was, reach.people),
        (f"{name}_if_every_one", reach.certain, math.nan, reach.people),
    ]


def _beyond(facts: Overview) -> dict[str, float]:
    ways = {"front_line_to_board": facts.up, "board_to_front_line": facts.back}
    return {f"{name}_same_months": 0.0 if reach is None else reach.beyond for name, reach in ways.items()}


def _few_hidden(table: pd.DataFrame) -> pd.DataFrame:
    """The same without chances of fewer than five people, and without counts of one to four of them."""
    pairs = table["figure"].str.startswith("pairs_").to_numpy(dtype=bool)
    counted = table["figure"].str.endswith("_if_every_one").to_numpy(dtype=bool)
    of = table["of"].to_numpy()
    for column in ("now", "before"):
        told = [is_counted(share, people) for share, people in zip(table[column], of, strict=True)]
        table[column] = table[column].where(pairs | np.where(counted, told, of >= FEW))
    return table


def pairs(facts: Overview) -> pd.DataFrame:
    """Every pair of agencies with a tie on either day."""
    return facts.pairs


def history(facts: Overview) -> pd.DataFrame:
    """How many pairs there were of each kind on some days since the baseline."""
    rows = [(day, each.old, each.new, each.trail, each.declared) for day, each in facts.together.history]
    table = pd.DataFrame(rows, columns=["day", "old_network", "new_network", "cognitive_trail", "declared"])
    table["day"] = pd.to_datetime(table["day"]).astype("datetime64[us]")
    return table
