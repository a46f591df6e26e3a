"""Kinds of tie as somebody coded them, and the pairs that were declared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers, to_datetimes
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import LATEST, UNDATED, Declared, DeclaredTies, declared_ties, wave_days
from netmap.tie_kinds.reorganisations import present_agency

NO_PAIRS = pd.DataFrame(
    {name: pd.Series([], dtype=kind) for name, kind in (("a", "int64"), ("b", "int64"))}
    | {name: pd.Series([], dtype=kind) for name, kind in (("relation", "str"), ("kind_coded", "str"))}
    | {name: pd.Series([], dtype="datetime64[us]") for name in ("declared_from", "declared_to")}
    | {"declared": pd.Series([], dtype="boolean")}
)
"""What is declared where nobody declared anything."""


def coded_pairs(study: Study, day: int | None, choice: Declared = LATEST) -> pd.DataFrame:
    """One row for each pair declared or coded by a day: a, b (codes), kind_coded, relation, declared,
    declared_from, declared_to.

    `declared`: whether the pair is among the ties of the waves and the relation in force; the relation is
    that of its first row there, the days are the earliest start and the latest end of its rows, missing where
    none has a start, or one has no end. Other rows only say which kind somebody once coded.
    """
    if not len(study.table("ties")) and not choice.named:
        return NO_PAIRS
    declared = _pairs(study, declared_ties(study, day, choice), day)
    pairs = _spans(declared).assign(declared=True)
    return pairs.merge(coded_kinds(study, day, choice), on=["a", "b"], how="outer")


def coded_kinds(study: Study, day: int | None, choice: Declared = LATEST) -> pd.DataFrame:
    """One row for each pair whose kind was coded by a day and is clear: a, b (codes), kind_coded.

    A row counts from the end of its wave, without a wave always; where a wave is asked for by name, only its
    rows. Of a pair's rows that name a kind those of the latest wave speak, and among them the commonest
    kind; none where two are equally common. Rows marked `missing` say nothing.
    """
    table = study.table("ties")
    when = wave_days(study)
    counts = table["kind"].notna() & table["missing"].ne(True).fillna(True).astype(bool)
    if choice.wave is not None:
        counts &= table["wave"].fillna("").isin(choice.wave)
    else:
        counts &= when <= (UNDATED if day is None else day)
    if choice.relation is not None:
        counts &= table["relation"].isna() | table["relation"].isin(choice.relation)
    rows = _codes(study, table.loc[counts, ["source", "target", "kind"]].assign(when=when[counts]), day)
    latest = rows[rows["when"].eq(rows.groupby(["a", "b"])["when"].transform("max"))]
    kinds = latest.groupby(["a", "b", "kind"]).size().rename("rows").reset_index()
    most = kinds[kinds["rows"].eq(kinds.groupby(["a", "b"])["rows"].transform("max"))]
    clear = most[~most.duplicated(["a", "b"], keep=False)]
    return clear[["a", "b", "kind"]].rename(columns={"kind": "kind_coded"})


def _spans(rows: pd.DataFrame) -> pd.DataFrame:
    """For each pair the relation of its first row, and from when to when its rows hold."""
    begins = to_datetimes(day_numbers(rows["start"]))
    ends = to_datetimes(day_numbers(rows["end"], end=True))
    told = rows.assign(declared_from=begins, declared_to=ends, is_open=np.isnat(ends))
    by = told.groupby(["a", "b"], sort=False)
    spans = by.agg({"relation": "first", "declared_from": "min", "declared_to": "max", "is_open": "any"})
    spans["declared_to"] = spans["declared_to"].mask(spans["is_open"].astype(bool))
    return spans.drop(columns="is_open").reset_index()


def _pairs(study: Study, declared: DeclaredTies, day: int | None) -> pd.DataFrame:
    """The pairs of declared ties; with `all`, only those that have every relation."""
    rows = _codes(study, declared.rows[["source", "target", "relation", "start", "end"]], day)
    if declared.choice.combine != "all" or len(declared.relations) < 2:
        return rows
    named = rows.assign(relation=rows["relation"].fillna(""))
    many = named.groupby(["a", "b"])["relation"].transform("nunique")
    return rows[many.eq(len(declared.relations))]


def _codes(study: Study, rows: pd.DataFrame, day: int | None) -> pd.DataFrame:
    """Rows with the codes a < b of their two ends, of one sort; reorganised agencies as on the day."""
    rows = rows[rows["source"] != rows["target"]]
    actors, on = actors_of(study), NO_DAY if day is None else day
    source, target = (actors.codes(present_agency(study, rows[end], on)) for end in ("source", "target"))
    rows = rows.assign(a=np.minimum(source, target), b=np.maximum(source, target))
    apart = (source != target) & (source >= 0) & (target >= 0)
    one_sort = apart & (actors.is_agency[source] == actors.is_agency[target]) if len(actors) else apart
    return rows[one_sort]
