"""Effects of several partnerships as one: random effects with their heterogeneity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

POOLED = ("partnerships", "effect", "low", "high", "p", "tau", "i_squared", "q", "q_p")


def pooled(effect: Floats, sd: Floats) -> dict[str, float]:
    """The mean effect over partnerships, its 95 % interval and p, and how much they differ beyond chance.

    Random effects with the variance between partnerships by Paule and Mandel and the interval by Hartung and
    Knapp: q-profile weights 1 / (sd^2 + tau^2), Student's t with one degree of freedom less than
    partnerships.

    Parameters
    ----------
    effect, sd: of each partnership; those that are not known are left out.

    Returns
    -------
    partnerships, effect, low, high, p, tau (sd between partnerships), i_squared, q and q_p (Cochran's test).

    Undefined: NaN for fewer than two partnerships, but for the effect of one.

    Source: Paule and Mandel (1982), Journal of Research of NBS 87:377-385; Hartung and Knapp (2001),
    Statistics in Medicine 20:1771-1782.

    Example:
        >>> found = pooled(np.array([0.1, 0.2, 0.3]), np.array([0.05, 0.05, 0.05]))
        >>> round(found["effect"], 6), round(found["tau"], 4)
        (0.2, 0.0866)
    """
    from scipy import stats

    known = np.isfinite(effect) & np.isfinite(sd) & (sd > 0)
    y, v = effect[known], sd[known] ** 2
    found = dict.fromkeys(POOLED, float("nan")) | {"partnerships": len(y)}
    if len(y) < 2:
        return found | {"effect": float(y[0]) if len(y) else float("nan")}
    df = len(y) - 1
    q = _q(y, v, 0.0)
    tau = _between(y, v)
    weight = 1 / (v + tau)
    mean = float((weight * y).sum() / weight.sum())
    error = float(np.sqrt((weight * (y - mean) ** 2).sum() / df / weight.sum()))
    wide = float(stats.t.ppf(0.975, df)) * error
    p = 2 * float(stats.t.sf(abs(mean) / error, df)) if error > 0 else float("nan")
    return found | {
        "effect": mean,
        "low": mean - wide,
        "high": mean + wide,
        "p": p,
        "tau": float(np.sqrt(tau)),
        "i_squared": max(0.0, 1 - df / q) if q > 0 else 0.0,
        "q": q,
        "q_p": float(stats.chi2.sf(q, df)),
    }


def _q(y: Floats, v: Floats, tau: float) -> float:
    """The weighted squares about the weighted mean."""
    weight = 1 / (v + tau)
    mean = (weight * y).sum() / weight.sum()
    return float((weight * (y - mean) ** 2).sum())


def _between(y: Floats, v: Floats) -> float:
    """The variance between partnerships under which these squares are as many as their degrees of freedom."""
    from scipy.optimize import brentq

    df = len(y) - 1
    if _q(y, v, 0.0) <= df:
        return 0.0
    top = float(np.var(y, ddof=1)) * len(y) + float(v.max())
    return float(brentq(lambda tau: _q(y, v, tau) - df, 0.0, top, xtol=1e-14, rtol=1e-12))
