"""Ties as somebody declared or coded them, and how far coded and computed kinds agree."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
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


def kind_agreement(
    study: Study, as_of: Any = None, baseline: Any = None, policy: TiePolicy = TiePolicy()
) -> pd.DataFrame:
    """How far coded and computed kinds of tie agree, beyond what chance would give.

    Cohen's kappa over the pairs that have both a coded and a computed kind: (observed - expected) /
    (1 - expected), with its 95 % interval from the large-sample variance.

    Parameters as in `ties`. Returns one row: n (pairs with both), observed and expected agreement
    (shares), kappa, low, high, and only_coded and only_computed (pairs left out). Undefined
    (NaN): no pair has both; where only one kind occurs at all, kappa and its interval.

    Source: Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327, as computed by statsmodels.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["A", "B"]}))
        >>> int(netmap.kind_agreement(study)["n"].iloc[0])
        0
    """
    from netmap.tie_kinds.classes import ties

    found = ties(study, as_of=as_of, baseline=baseline, policy=policy)
    both = found.dropna(subset=["kind_coded", "kind_computed"])
    row: dict[str, float] = {"n": len(both), **_kappa(both["kind_coded"], both["kind_computed"])}
    row["only_coded"] = int((found["kind_coded"].notna() & found["kind_computed"].isna()).sum())
    row["only_computed"] = int((found["kind_coded"].isna() & found["kind_computed"].notna()).sum())
    frame = pd.DataFrame([row])
    frame.attrs.update(found.attrs)
    return frame


def _kappa(coded: pd.Series, computed: pd.Series) -> dict[str, float]:
    kinds = sorted({*coded, *computed})
    if not kinds:
        return dict.fromkeys(("observed", "expected", "kappa", "low", "high"), float("nan"))
    table = pd.crosstab(coded, computed).reindex(index=kinds, columns=kinds, fill_value=0).to_numpy()
    shares = table / table.sum()
    low, kappa, high = _interval(table) if len(kinds) > 1 else (float("nan"),) * 3
    return {
        "observed": float(np.trace(shares)),
        "expected": float(shares.sum(axis=0) @ shares.sum(axis=1)),
        "kappa": kappa,
        "low": low,
        "high": high,
    }


def _interval(table: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    from statsmodels.stats.inter_rater import cohens_kappa

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        answer = cohens_kappa(table)
    return float(answer.kappa_low), float(answer.kappa), float(answer.kappa_upp)
