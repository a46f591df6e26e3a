"""Cumulative incidence of competing events, and tests of whether it differs between groups.

Everything is counted per group and time: arrays whose last two axes are groups and times, so that many
relabellings are worked out at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many of each group end by the event of interest, by another, or are no longer seen, at each time.

    Arrays of ... x groups x times; times are in order.
    """

    event: Floats
    other: Floats
    unseen: Floats

    @property
    def at_risk(self) -> Floats:
        """How many of each group are still there just before each time."""
        gone = self.event + self.other + self.unseen
        total: Floats = gone.sum(axis=-1, keepdims=True)
        return total - np.cumsum(gone, axis=-1) + gone

    @property
    def turned(self) -> Counts:
        """The other event as the one of interest."""
        return Counts(self.other, self.event, self.unseen)


def _share(part: Floats, whole: Floats) -> Floats:
    """0 of nothing."""
    found: Floats = np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)
    return found


def _before(after: Floats, start: float) -> Floats:
    """What a running figure was just before each time."""
    first = np.full((*after.shape[:-1], 1), start)
    return np.concatenate([first, after[..., :-1]], axis=-1)


def _surviving(counts: Counts, risk: Floats) -> Floats:
    """The share without either event after each time (Kaplan and Meier)."""
    found: Floats = np.asarray(np.cumprod(1 - _share(counts.event + counts.other, risk), axis=-1), np.float64)
    return found


def cumulative_incidence(counts: Counts) -> Floats:
    """The share that has ended by the event of interest up to each time, the other event competing.

    Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141-150.
    """
    risk = counts.at_risk
    left = _surviving(counts, risk)
    found: Floats = np.cumsum(_before(left, 1.0) * _share(counts.event, risk), axis=-1)
    return found


def gray_statistic(counts: Counts) -> Floats:
    """Gray's statistic of equal cumulative incidence: chi-squared with groups - 1 degrees of freedom.

    NaN where it is not defined: one group, or no event.

    Source: Gray (1988), Annals of Statistics 16:1141-1154, with rho = 0.
    """
    risk = counts.at_risk
    left = _surviving(counts, risk)
    left_before = _before(left, 1.0)
    own: Floats = np.cumsum(left_before * _share(counts.event, risk), axis=-1)
    weight = _share(risk, left_before)
    whole = weight.sum(axis=-2, keepdims=True)
    events = counts.event.sum(axis=-2, keepdims=True)
    pooled: Floats = np.cumsum(_share(events, whole), axis=-1)
    expected = weight * (1 - _before(own, 0.0))
    score = (counts.event - events * _share(expected, expected.sum(axis=-2, keepdims=True))).sum(axis=-1)
    return _quadratic(score, _gray_variance(counts, risk, left_before, left, weight, pooled))


def _gray_variance(
    counts: Counts, risk: Floats, left_before: Floats, left: Floats, weight: Floats, pooled: Floats
) -> Floats:
    """The covariance of the scores: ... x groups x groups. Axes below are i, k (groups) and t."""
    groups = weight.shape[-2]
    whole = weight.sum(axis=-2, keepdims=True)
    events = counts.event.sum(axis=-2, keepdims=True)
    same = np.eye(groups)[:, :, None]
    a = weight[..., :, None, :] * (same - _share(weight, whole)[..., None, :, :])
    rate = _share(events, whole * (1 - _before(pooled, 0.0)))
    c = np.cumsum(a * rate[..., None, :], axis=-1)
    ratio = _share(1 - pooled, left)
    there = risk > 0
    tied = np.where(events > 1, 1 - _share(events - 1, whole * left_before - 1), 1.0)
    by_event = np.where(there, tied * left_before * _share(events, whole * np.where(there, risk, 1)), 0.0)
    first = np.where(left > 0, 1 - ratio, 1.0)
    more = np.where(counts.other > 1, 1 - _share(counts.other - 1, risk - 1), 1.0)
    by_other = np.where(left > 0, more * left_before**2 * _share(counts.other, risk**2), 0.0)
    one = a - first[..., None, :, :] * c
    two = -ratio[..., None, :, :] * c
    v3 = (first**2 * by_event + ratio**2 * by_other).sum(axis=-1)
    v2 = (one * (first * by_event)[..., None, :, :] + two * (ratio * by_other)[..., None, :, :]).sum(axis=-1)
    v = np.einsum("...ikt,...jkt,...kt->...ij", one, one, by_event)
    v += np.einsum("...ikt,...jkt,...kt->...ij", two, two, by_other)
    end = c[..., -1]
    v += np.einsum("...ik,...jk,...k->...ij", end, end, v3)
    cross = np.einsum("...ik,...jk->...ij", end, v2)
    whole_v: Floats = v + cross + np.swapaxes(cross, -1, -2)
    return whole_v


def log_rank_statistic(counts: Counts) -> Floats:
    """The log-rank statistic of equal rates of the event of interest, the other one ending the time at risk.

    NaN where it is not defined.

    Source: Mantel (1966); Prentice et al. (1978), Biometrics 34:541-554.
    """
    risk = counts.at_risk
    whole = risk.sum(axis=-2, keepdims=True)
    events = counts.event.sum(axis=-2, keepdims=True)
    share = _share(risk, whole)
    score = (counts.event - events * share).sum(axis=-1)
    spread = events * np.where(whole > 1, _share(whole - events, whole - 1), 0.0)
    same = np.eye(risk.shape[-2])[:, :, None]
    each = share[..., :, None, :] * (same - share[..., None, :, :])
    return _quadratic(score, (each * spread[..., None, :]).sum(axis=-1))


def _quadratic(score: Floats, variance: Floats) -> Floats:
    """score' variance^-1 score of all groups but the last; NaN where the variance leaves none."""
    some, inner = score[..., :-1], variance[..., :-1, :-1]
    if not some.shape[-1]:
        return np.full(score.shape[:-1], np.nan)
    found = np.einsum("...i,...ij,...j->...", some, np.linalg.pinv(inner, hermitian=True), some)
    return np.where(np.trace(inner, axis1=-2, axis2=-1) > 0, found, np.nan)
