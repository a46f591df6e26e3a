"""Ties as they were declared, with their direction."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import day_numbers
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.coding import declared_rows
from netmap.tie_kinds.reorganisations import successors


def declared_arrows(study: Study, day: int | None) -> tuple[Ints, Ints]:
    """Source and target, as codes, of every tie declared by a day, in its direction.

    Of the rows about two actors only those of the latest wave speak. Agencies that were reorganised
    by that day are followed to what they became.
    """
    rows = declared_rows(study, day)
    ended = pd.Series(day_numbers(study.waves["end"], end=True), index=study.waves["wave"])
    when = rows["wave"].map(ended).astype("Int64").fillna(np.iinfo(np.int64).min).astype(np.int64)
    rows = _reorganised(study, rows[["source", "target"]].assign(when=when), day)
    actors = actors_of(study)
    source, target = actors.codes(rows["source"]), actors.codes(rows["target"])
    pair = pd.DataFrame({"a": np.minimum(source, target), "b": np.maximum(source, target)})
    latest = rows["when"].reset_index(drop=True)
    speaks = latest.eq(latest.groupby([pair["a"], pair["b"]]).transform("max")) & (pair["a"] >= 0)
    return source[speaks.to_numpy()], target[speaks.to_numpy()]


def _reorganised(study: Study, rows: pd.DataFrame, day: int | None) -> pd.DataFrame:
    changes = {} if day is None else successors(study, day)
    rows = rows[rows["source"] != rows["target"]]
    for end in ("source", "target"):
        if changes and rows[end].isin(changes.keys()).any():
            became = rows[end].map(lambda actor: changes.get(actor, (actor,)))
            rows = rows.assign(**{end: became}).explode(end, ignore_index=True)
    return rows
