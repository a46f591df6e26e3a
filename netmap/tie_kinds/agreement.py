"""How far coded and computed kinds of tie agree."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.study import Study
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.declared import OBSERVED
from netmap.tie_kinds.policy import TiePolicy


def kind_agreement(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
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
    found = ties(study, as_of, baseline, policy, wave, relation, combine, missing)
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
