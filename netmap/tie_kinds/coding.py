"""Ties as somebody declared or coded them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.reorganisations import successors

UNDATED = np.iinfo(np.int64).min + 1
"""The order of coded rows without a wave: before every wave."""


def coded_pairs(study: Study, day: int | None) -> pd.DataFrame:
    """One row for each pair declared or coded by a day: a, b (codes), kind_coded, relation.

    A row counts from the end of its wave, without a wave always. Of a pair's rows that name a kind
    those of the latest wave speak, and among them the commonest kind; none where two are equally
    common. A row without a kind says that there is a tie, and nothing of its kind. The relation is
    that of the latest wave. Rows marked `missing` (asked and not answered) are no tie.
    """
    rows = _counting_rows(study, day)
    pairs = _latest(rows).groupby(["a", "b"], sort=False)["relation"].first().reset_index()
    coded = _latest(rows.dropna(subset=["kind"]))
    kinds = coded.groupby(["a", "b", "kind"]).size().rename("rows").reset_index()
    most = kinds[kinds["rows"].eq(kinds.groupby(["a", "b"])["rows"].transform("max"))]
    clear = most[~most.duplicated(["a", "b"], keep=False)]
    named = clear[["a", "b", "kind"]].rename(columns={"kind": "kind_coded"})
    return pairs.merge(named, on=["a", "b"], how="left")


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each pair the rows of its latest wave."""
    return rows[rows["when"].eq(rows.groupby(["a", "b"])["when"].transform("max"))]


def declared_rows(study: Study, day: int | None) -> pd.DataFrame:
    """The rows of the table `ties` that count by a day, as they were declared."""
    table = study.table("ties")
    return table[_counts(study, day)]


def _counting_rows(study: Study, day: int | None) -> pd.DataFrame:
    table = study.table("ties")
    counts = _counts(study, day)
    counts &= table["source"] != table["target"]
    rows = table.loc[counts, ["source", "target", "kind", "relation"]].assign(when=_when(study)[counts])
    changes = successors(study, day) if day is not None else {}
    for end in ("source", "target"):
        if changes and rows[end].isin(changes.keys()).any():
            rows = rows.assign(**{end: rows[end].map(lambda actor: changes.get(actor, (actor,)))})
            rows = rows.explode(end, ignore_index=True)
    actors = actors_of(study)
    source, target = actors.codes(rows["source"]), actors.codes(rows["target"])
    rows = rows.assign(a=np.minimum(source, target), b=np.maximum(source, target))
    apart = (source != target) & (source >= 0) & (target >= 0)
    one_sort = apart & (actors.is_agency[source] == actors.is_agency[target]) if len(actors) else apart
    return rows[one_sort]


def _counts(study: Study, day: int | None) -> pd.Series:
    asked = study.table("ties")["missing"].ne(True).fillna(True).astype(bool)
    when = _when(study)
    return asked & ((when == UNDATED) | (when <= (UNDATED if day is None else day)))


def _when(study: Study) -> pd.Series:
    """The last day of each row's wave; `UNDATED` without one."""
    ends = pd.Series(day_numbers(study.waves["end"], end=True), index=study.waves["wave"])
    ended = ends[ends != NO_DAY].astype("Int64")
    return study.table("ties")["wave"].map(ended).astype("Int64").fillna(UNDATED).astype(np.int64)
