"""Edges and nodes as tables: CSV with the nodes in a file beside it, or a workbook with a sheet for each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

import pandas as pd

from netmap.files.sandbox.cells import Grid, read_cells
from netmap.files.sandbox.limits import STUDY_LIMITS
from netmap.files.workbook_writing import tables_workbook
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.network_files.plain_network import SORT, Node, PlainNetwork, Row, Tie, columns_of

EDGES, NODES = "edges", "nodes"
"""The sheets of a workbook."""

GUESSED = N_("{path}: nothing says in which encoding it is; save it as UTF-8")
NO_COLUMN = N_("{path} has no column {column}; name it in the first line")
NO_CELL = N_("{path}, line {line}: there is nothing in the column {column}")
NO_NAME = N_("{path}, line {line}: a cell stands in a column without a name; name it in the first line")
NAMED_TWICE = N_("{path} has two columns {column}; give each its own name")
TAKEN = N_("The study has a column {column} of its own, which the file needs for itself; rename it")
NO_SHEET = N_("{path} has several sheets, and none is called edges; call the one that holds the edges so")


def edges_csv(network: PlainNetwork) -> bytes:
    """The edges as CSV."""
    return table_csv(*_edges(network))


def nodes_csv(network: PlainNetwork) -> bytes:
    """The nodes as CSV."""
    return table_csv(*node_rows(network))


def workbook(network: PlainNetwork) -> bytes:
    """Edges and nodes as a workbook, every cell text, so that no id becomes a formula or a number."""
    sheets = {EDGES: _edges(network), NODES: node_rows(network)}
    return tables_workbook({name: _frame(*rows) for name, rows in sheets.items()}, {})


def _edges(network: PlainNetwork) -> tuple[list[str], list[Row]]:
    rows = [{"source": tie.source, "target": tie.target, **tie.cells} for tie in network.ties]
    return columns_beside(("source", "target"), (tie.cells for tie in network.ties)), rows


def node_rows(network: PlainNetwork) -> tuple[list[str], list[Row]]:
    """The columns and rows of the nodes: id, sort, and their own cells."""
    rows = [{"id": node.id, SORT: node.sort, **node.cells} for node in network.nodes]
    return columns_beside(("id", SORT), (node.cells for node in network.nodes)), rows


def columns_beside(first: Sequence[str], cells: Iterable[Row]) -> list[str]:
    """The columns that a file needs for itself, then those of some cells; refused where one is both."""
    own = columns_of(cells)
    for name in own:
        if name in first:
            raise ArgumentError(TAKEN, column=name)
    return [*first, *own]


def _frame(columns: list[str], rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=columns, dtype="str")


def table_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table as CSV in UTF-8."""
    text = StringIO(newline="")
    # with this line end, and no other, Python's writer puts every cell that holds a return in quotes
    lines = csv.DictWriter(text, columns, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue().encode()


def nodes_beside(place: Path) -> Path:
    """The file of the nodes of a file of edges."""
    return place.with_name(f"{place.stem}.nodes.csv")


def from_csv(place: Path, sort: str) -> PlainNetwork:
    """The network of a CSV of edges, with its nodes where they lie beside it."""
    return _network(rows_in(place, ("source", "target")), nodes_in(nodes_beside(place), sort), sort)


def nodes_in(beside: Path, sort: str) -> list[Node]:
    """The nodes of a CSV; none where there is no such file."""
    return [_node(row, sort) for row in (rows_in(beside, ("id",)) if beside.exists() else [])]


def from_workbook(place: Path, sort: str) -> PlainNetwork:
    """The network of a workbook: its sheet `edges`, or its only one, and its sheet `nodes`, if any."""
    sheets = {grid.name.casefold(): grid for grid in grids_of(place)}
    told = sheets.pop(NODES, None)
    edges = sheets.get(EDGES) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
    if edges is None:
        raise ArgumentError(NO_SHEET, path=place)
    nodes = [] if told is None else [_node(row, sort) for row in rows_of(told, place, ("id",))]
    return _network(rows_of(edges, place, ("source", "target")), nodes, sort)


def _node(row: Row, sort: str) -> Node:
    return Node(row.pop("id"), row.pop(SORT, sort), row)


def _network(edges: Iterable[Row], nodes: Sequence[Node], sort: str) -> PlainNetwork:
    ties = tuple(Tie(row.pop("source"), row.pop("target"), row) for row in edges)
    ends = (end for tie in ties for end in (tie.source, tie.target))
    return PlainNetwork((*nodes, *others_among(ends, nodes, sort)), ties)


def others_among(ids: Iterable[str], nodes: Sequence[Node], sort: str) -> list[Node]:
    """A node for each id that has none yet."""
    known = {node.id for node in nodes}
    return [Node(each, sort) for each in dict.fromkeys(ids) if each not in known]


def grids_of(place: Path) -> tuple[Grid, ...]:
    """The tables of a file, read by the one guarded reader."""
    return read_cells(place, limits=STUDY_LIMITS).grids


def rows_in(place: Path, needed: Sequence[str]) -> list[Row]:
    """The rows of a CSV below its header, cells without text left out; those needed are in each."""
    (grid,) = grids_of(place)
    return rows_of(grid, place, needed)


def rows_of(grid: Grid, place: Path, needed: Sequence[str]) -> list[Row]:
    """As `rows_in`, of a table that was read."""
    if grid.guessed:
        raise ArgumentError(GUESSED, path=place)
    names = [str(name).strip() for name in grid.cells[0]]
    for column in needed:
        if column not in names:
            raise ArgumentError(NO_COLUMN, path=place, column=column)
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise ArgumentError(NAMED_TWICE, path=place, column=twice[0])
    found = []
    for line, cells in zip(grid.lines[1:].tolist(), grid.cells[1:], strict=True):
        row = {name: text for name, text in zip(names, cells, strict=True) if text}
        if "" in row:
            raise ArgumentError(NO_NAME, path=place, line=line)
        for column in needed:
            if column not in row:
                raise ArgumentError(NO_CELL, path=place, line=line, column=column)
        found.append(row)
    return found
