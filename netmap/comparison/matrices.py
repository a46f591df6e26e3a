"""Valued networks as square tables: a row and a column for every node, missing where nobody answered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.comparison.result import Origin
from netmap.graph_measures.groups import groups_of
from netmap.graph_measures.tie_network import TieNetwork, TieNetworks, TieSelection, tie_networks
from netmap.model.citing import program_version
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import OBSERVED, Declared

Floats = npt.NDArray[np.float64]

NODE = "node"

NOT_SQUARE = N_("{name} is no square table with the same nodes in rows and columns, each once")
OTHER_NODES = N_("{name} has other nodes than {other}")
NOT_DECLARED = N_(
    "Nobody declared ties in this study. Ties that were worked out from sittings make cliques, of which a "
    "relabelling of people knows nothing; compare them with the attendance null (compare)."
)


def relation_matrix(
    study: Study,
    relation: str | Collection[str] | None = None,
    wave: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    roster: str | None = None,
    partnership: str | None = None,
    who: str | None = None,
    same: str | None = None,
) -> pd.DataFrame:
    """The declared ties of a relation as a square table: 1 for a tie, 0 for none, NaN where nobody answered.

    Parameters
    ----------
    study: the study.
    relation, wave, combine, missing, roster, partnership, who: as in `network_measures`.
    same: instead of ties, whether two actors are alike in this: `agency`, `level`, or a column of the actors'
        table; NaN where that is not known of either.

    Returns
    -------
    Rows and columns are actors in the text order of their ids; the diagonal is NaN.

    Raises `ArgumentError` where nobody declared ties, and what `network_measures` raises.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"], "sector": ["public", "public"]}),
        ...     ties=pd.DataFrame({"source": ["School"], "target": ["Police"]}),
        ... )
        >>> netmap.relation_matrix(study).fillna(-1).values.tolist()
        [[-1.0, 0.0], [1.0, -1.0]]
    """
    if not len(study.table("ties")):
        raise ArgumentError(NOT_DECLARED)
    choice = Declared("" if _undated(study, wave, relation) else wave, relation, combine, missing)
    networks = tie_networks(
        study, TieSelection(partnership=partnership, who=who, declared=choice, roster=roster)
    )
    each = networks.networks[0]
    cells = _ties(each) if same is None else _alike(networks, each, same)
    np.fill_diagonal(cells, np.nan)
    ids = pd.Index(actors_of(study).ids[each.actors], dtype="str", name=NODE)
    return pd.DataFrame(cells, index=ids, columns=ids)


def _undated(study: Study, wave: Any, relation: Any) -> bool:
    """Whether neither is told and no row has a wave: then the undated wave asks for declared ties alone."""
    return wave is None and relation is None and bool(study.table("ties")["wave"].isna().all())


def _ties(each: TieNetwork) -> Floats:
    cells = np.zeros((len(each.actors), len(each.actors)))
    cells[each.network.sources, each.network.targets] = 1.0
    cells[each.missing.sources, each.missing.targets] = np.nan
    return cells


def _alike(networks: TieNetworks, each: TieNetwork, column: str) -> Floats:
    code = groups_of(networks, each, column).code
    known = (code >= 0)[:, None] & (code >= 0)
    return np.where(known, (code[:, None] == code).astype(np.float64), np.nan)


def squares_of(given: Any, name: str, nodes: Sequence[pd.Index] | None = None) -> tuple[pd.DataFrame, ...]:
    """One network, or several, as square tables in the order of some nodes; the diagonal is NaN.

    Raises `ArgumentError` for what is no square table, and for other nodes than those.
    """
    several = isinstance(given, list | tuple) and len(given) > 0 and _is_network(given[0])
    listed = list(given) if several else [given]
    found = tuple(_square(each, name) for each in listed)
    if nodes is None:
        return found
    if [set(each.index) for each in found] != [set(each) for each in nodes]:
        raise ArgumentError(OTHER_NODES, name=name, other="a")
    return tuple(
        each if each.index.equals(order) else each.loc[order, order]
        for each, order in zip(found, nodes, strict=True)
    )


def _is_network(given: Any) -> bool:
    return isinstance(given, nx.Graph | pd.DataFrame) or np.ndim(given) == 2


def _square(given: Any, name: str) -> pd.DataFrame:
    if isinstance(given, nx.Graph):
        given = nx.to_pandas_adjacency(given)
    frame = given if isinstance(given, pd.DataFrame) else None
    if frame is not None and not frame.index.equals(frame.columns):
        alike = frame.index.is_unique and set(frame.index) == set(frame.columns)
        frame = frame[frame.index] if alike and frame.shape[0] == frame.shape[1] else frame
    cells = np.array(given if frame is None else frame.to_numpy(), np.float64)
    square = cells.ndim == 2 and cells.shape[0] == cells.shape[1] > 0
    index = pd.RangeIndex(len(cells)) if frame is None else frame.index
    if not square or not index.is_unique or not (frame is None or index.equals(frame.columns)):
        raise ArgumentError(NOT_SQUARE, name=name)
    np.fill_diagonal(cells, np.nan)
    index = index.rename(NODE)
    return pd.DataFrame(cells, index=index, columns=index, copy=False)


def inputs_of(tables: Mapping[str, tuple[pd.DataFrame, ...]]) -> dict[str, pd.DataFrame]:
    """The tables by the names of the files that a script reads; of several of a name each has its number."""
    return {
        name if len(squares) == 1 else f"{name}{place}": square
        for name, squares in tables.items()
        for place, square in enumerate(squares, 1)
    }


def origin_of(inputs: Mapping[str, pd.DataFrame]) -> Origin:
    """What a result says of tables that come from no study: the beginning of a SHA-256 over every cell."""
    whole = hashlib.sha256()
    for square in inputs.values():
        for name in square.index:
            text = str(name).encode("utf-8", "surrogatepass")
            whole.update(len(text).to_bytes(8, "little") + text)
        cells = square.to_numpy()
        whole.update(np.ascontiguousarray(cells, "<f8").data)
    return Origin("", whole.hexdigest()[:12], program_version())
