"""Ties as they were declared, with their direction, and the cells that nobody answered."""

from __future__ import annotations

from functools import reduce

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import ALL, MUTUAL, OBSERVED, DeclaredTies
from netmap.tie_kinds.reorganisations import present_agency
from netmap.tie_kinds.rosters import silent_in


def declared_arrows(study: Study, declared: DeclaredTies, day: int | None) -> tuple[Ints, Ints]:
    """Source and target, as codes, of every arrow that was declared; a mutual tie is two arrows.

    Of several relations those of any, or of all at once. Agencies that were reorganised by that day are
    followed to what they became.
    """
    keys = [_keys(study, rows, day) for rows in _by_relation(declared, declared.rows)]
    return _split(study, _combined(keys, declared))


def missing_cells(study: Study, declared: DeclaredTies, day: int | None, nodes: Bools) -> tuple[Ints, Ints]:
    """Source and target, as codes, of every cell among some actors that was not answered.

    Those are the rows marked `missing`, and all cells of somebody who answered nothing or was not asked,
    where that is on record; in a relation that is mutual throughout, a cell both of whose ends were silent.
    Of several relations a cell is missing where what was answered leaves open what it is.
    """
    none = np.zeros(0, np.int64)
    if declared.choice.missing != OBSERVED:
        return none, none
    silent = _silent_cells(study, declared, nodes)
    parts = zip(
        _by_relation(declared, declared.answered), _by_relation(declared, declared.missing), strict=True
    )
    tied, unknown = [], []
    for answered, asked in parts:
        tied.append(_keys(study, answered, day))
        unknown.append(np.setdiff1d(np.union1d(_keys(study, asked, day), silent), tied[-1]))
    arrows = _combined(tied, declared)
    if declared.choice.combine == ALL:
        open_cells = reduce(np.intersect1d, [np.union1d(*pair) for pair in zip(tied, unknown, strict=True)])
    else:
        open_cells = reduce(np.union1d, unknown, none)
    source, target = _split(study, np.setdiff1d(open_cells, arrows))
    inside = (nodes[source] & nodes[target] & (source != target)) if len(source) else np.zeros(0, np.bool_)
    return source[inside], target[inside]


def _by_relation(declared: DeclaredTies, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each relation; one part where nothing was declared or all are one."""
    if len(declared.relations) < 2:
        return [rows]
    relation = rows["relation"].fillna("")
    return [rows[relation == name] for name in declared.relations]


def _combined(keys: list[Ints], declared: DeclaredTies) -> Ints:
    put = np.intersect1d if declared.choice.combine == ALL else np.union1d
    found: Ints = reduce(put, keys).astype(np.int64)
    return found


def _keys(study: Study, rows: pd.DataFrame, day: int | None) -> Ints:
    """One number for every cell that rows speak of, sorted: source * actors + target."""
    mutual = rows["direction"].eq(MUTUAL).to_numpy(dtype=bool)
    ends = _reorganised(study, rows[["source", "target"]].assign(mutual=mutual), day)
    actors = actors_of(study)
    source, target = actors.codes(ends["source"]), actors.codes(ends["target"])
    both = ends["mutual"].to_numpy(dtype=bool)
    one = np.concatenate([source, target[both]])
    other = np.concatenate([target, source[both]])
    known = (one >= 0) & (other >= 0) & (one != other)
    return np.unique(one[known] * np.int64(len(actors)) + other[known])


def _split(study: Study, keys: Ints) -> tuple[Ints, Ints]:
    source, target = np.divmod(keys, max(len(actors_of(study)), 1))
    return source.astype(np.int64), target.astype(np.int64)


def _silent_cells(study: Study, declared: DeclaredTies, nodes: Bools) -> Ints:
    """The cells among some actors that nobody answered, as somebody at them was silent."""
    silent = silent_in(study, declared)
    if silent is None:
        return np.zeros(0, np.int64)
    who = np.flatnonzero(silent & nodes)
    rows = pd.concat([declared.answered, declared.missing])
    mutual = bool(len(rows)) and bool(rows["direction"].eq(MUTUAL).all())
    other = who if mutual else np.flatnonzero(nodes)
    cells = who[:, None] * np.int64(len(nodes)) + other
    return np.unique(cells[who[:, None] != other]).astype(np.int64)


def _reorganised(study: Study, rows: pd.DataFrame, day: int | None) -> pd.DataFrame:
    rows, on = rows[rows["source"] != rows["target"]], NO_DAY if day is None else day
    return rows.assign(**{end: present_agency(study, rows[end], on) for end in ("source", "target")})
