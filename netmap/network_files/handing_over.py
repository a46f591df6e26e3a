"""Networks handed to other programs, and taken from them."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from netmap.files.packed import put
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.limits import STUDY_LIMITS, Refusal
from netmap.files.sandbox.parts import refusals
from netmap.files.sandbox.text import checked_size, read_plain
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.network_files.matrix_networks import dl, from_dl, from_pajek, pajek
from netmap.network_files.plain_network import (
    SORT,
    SORTS,
    Node,
    PlainNetwork,
    Row,
    Tie,
    columns_of,
    network_of,
    not_in_any,
    study_of,
)
from netmap.network_files.xml_networks import from_gexf, from_graphml, gexf, graphml

NO_FORMAT = N_("{path}: a network is written to and read from files that end in {known}")
NO_FILE = N_("There is no file “{path}”")
GUESSED = N_("{path}: nothing says in which encoding it is; save it as UTF-8")
NO_ACTORS = N_("actors is agency or practitioner, not “{actors}”")
NO_COLUMN = N_("{path} has no column {column}; name it in the first line")
NO_CELL = N_("{path}, line {line}: there is nothing in the column {column}")
NO_NAME = N_("{path}, line {line}: a cell stands in a column without a name; name it in the first line")
NAMED_TWICE = N_("{path} has two columns {column}; give each its own name")
NO_FOLDER = N_("{path}: the folder around it is not there")


@dataclass(frozen=True, slots=True)
class WrittenNetwork:
    """What was written: the files, how much is in them, and the tables and columns that are not."""

    paths: tuple[Path, ...]
    actors: int
    ties: int
    not_held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format of one file: how it is written and read, and which cells of a tie it holds (None: all).

    `load` gives what is read: XML says its own encoding, that of plain text is found.
    """

    write: Callable[[PlainNetwork], bytes]
    read: Callable[[bytes, str], PlainNetwork]
    load: Callable[[Path], bytes]
    held: tuple[str, ...] | None = None


def _bytes(place: Path) -> bytes:
    with refusals():
        if not stat.S_ISREG(place.stat().st_mode):  # a pipe would keep its reader waiting
            raise Refusal("not-there", name=place.name)
        with place.open("rb") as stream:
            checked_size(stream, place.name, STUDY_LIMITS)
            return stream.read()


def _text(place: Path) -> bytes:
    with refusals():
        plain = read_plain(place, place.name, STUDY_LIMITS, suffixes=(place.suffix.casefold(),))
    if plain.guessed:
        raise ArgumentError(GUESSED, path=place)
    return plain.data[plain.start :]


FORMATS: Mapping[str, NetworkFormat] = {
    ".graphml": NetworkFormat(graphml, from_graphml, _bytes),
    ".gexf": NetworkFormat(gexf, from_gexf, _bytes),
    ".net": NetworkFormat(pajek, from_pajek, _text, ("relation", "strength", "direction")),
    ".dl": NetworkFormat(dl, from_dl, _text, ("relation", "strength")),
}
"""The formats of one file by suffix; a .csv of edges has its nodes in a file beside it."""

SUFFIXES = (*FORMATS, ".csv")


def write_network(study: Study, path: str | os.PathLike[str], as_of: Any = None) -> WrittenNetwork:
    """The actors and ties of a study as a file of another program, and what that file could not hold.

    Ties seen at meetings and contacts are of the relation `seen`, mutual, from their first to their last
    occasion; GEXF has the spells in which they were active, both days inclusive, without an end where they
    were so on the last day. Declared ties stand as they are; what was not answered is left out.

    Args:
        study: the study.
        path: a name that ends in .graphml, .gexf, .net (Pajek), .dl (UCINET) or .csv (edges; the nodes come
            beside it, `map.nodes.csv` for `map.csv`). A file of that name is replaced.
        as_of: the day, inclusive, as in `ties`; declared ties that begin later are left out.

    Returns:
        The files written, how many actors and ties they hold, and in `not_held` the names of tables
        (`meetings`) and columns (`ties.wave`) that are in the study and not in them.

    Raises:
        ArgumentError: another suffix, no folder around the path, a date that is none, or
            text that XML cannot hold.

    Example:
        >>> import tempfile, netmap, pandas as pd
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["=A1", "Č-12"], "sector": ["public", "health"]}),
        ...     ties=pd.DataFrame({"source": ["=A1"], "target": ["Č-12"]}))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     netmap.write_network(study, f"{folder}/map.net").not_held
        ('agencies.sector',)
    """
    place = Path(path)
    suffix = _suffix(place)
    if not place.absolute().parent.is_dir():
        raise ArgumentError(NO_FOLDER, path=place)
    network = network_of(study, as_of)
    held = None
    if suffix == ".csv":
        paths = [place, nodes_beside(place)]
        put(place, _edges_csv(network))
        put(nodes_beside(place), _nodes_csv(network))
    else:
        paths = [place]
        held = FORMATS[suffix].held
        put(place, FORMATS[suffix].write(network))
    lost = [] if held is None else _lost(network, held)
    return WrittenNetwork(
        tuple(paths), len(network.nodes), len(network.ties), tuple(sorted({*not_in_any(study), *lost}))
    )


def _suffix(place: Path) -> str:
    suffix = place.suffix.casefold()
    if suffix not in SUFFIXES:
        raise ArgumentError(NO_FORMAT, path=place, known=", ".join(SUFFIXES))
    return suffix


def nodes_beside(place: Path) -> Path:
    """The file of the nodes of a file of edges."""
    return place.with_name(f"{place.stem}.nodes.csv")


def _lost(network: PlainNetwork, held: tuple[str, ...]) -> list[str]:
    """The columns of actors and ties that a format does not hold."""
    told = [f"{SORTS[node.sort]}.{name}" for node in network.nodes for name in node.cells]
    return told + [f"ties.{name}" for tie in network.ties for name in tie.cells if name not in held]


def _edges_csv(network: PlainNetwork) -> bytes:
    rows = [{"source": tie.source, "target": tie.target, **tie.cells} for tie in network.ties]
    return _csv(["source", "target"], rows)


def _nodes_csv(network: PlainNetwork) -> bytes:
    return _csv(["id", SORT], [{"id": node.id, SORT: node.sort, **node.cells} for node in network.nodes])


def _csv(first: list[str], rows: list[Row]) -> bytes:
    text = StringIO(newline="")
    # with this line end, and no other, Python's writer puts every cell that holds a return in quotes
    lines = csv.DictWriter(text, list(dict.fromkeys([*first, *columns_of(rows)])), lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue().encode()


def read_network(path: str | os.PathLike[str], *, actors: str = "practitioner") -> Study:
    """A study of the actors and ties in a file of another program, with the same checks as any study.

    Args:
        path: a .graphml, .gexf, .net (Pajek), .dl (UCINET, edgelist1 with labels), or a .csv with columns
            source and target; its nodes, if any, in the file beside it (`map.nodes.csv` for `map.csv`).
        actors: `practitioner` or `agency`: what the nodes are where the file does not say.

    Returns:
        The study: ties of every relation are declared ones, an undirected edge is mutual. Levels are ranked
        in text order, as no format holds their ranks.

    Raises:
        NotFoundError: there is no such file.
        ArgumentError: another suffix, or a file in which something is not understood; XML with a document
            type is refused.
        RefusedFileError: no text, or more of it than is read.
        StudyError: rows that cannot be.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "map.csv")
        ...     _ = file.write_text("source,target\\nAda,Ben\\n")
        ...     read_network(file).ties[["source", "target"]].values.tolist()
        [['Ada', 'Ben']]
    """
    place = Path(path)
    suffix = _suffix(place)
    if actors not in SORTS:
        raise ArgumentError(NO_ACTORS, actors=actors)
    if not place.exists():
        raise NotFoundError(NO_FILE, path=place)
    if suffix == ".csv":
        return study_of(_from_csv(place, actors))
    format_ = FORMATS[suffix]
    return study_of(format_.read(format_.load(place), actors))


def _from_csv(place: Path, sort: str) -> PlainNetwork:
    ties = tuple(Tie(row.pop("source"), row.pop("target"), row) for row in _rows(place, ("source", "target")))
    beside = nodes_beside(place)
    told = _rows(beside, ("id",)) if beside.exists() else []
    nodes = [Node(row.pop("id"), row.pop(SORT, sort), row) for row in told]
    known = {node.id for node in nodes}
    ends = dict.fromkeys(end for tie in ties for end in (tie.source, tie.target))
    return PlainNetwork((*nodes, *(Node(end, sort) for end in ends if end not in known)), ties)


def _rows(place: Path, needed: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV below its header, cells without text left out; those needed are in each."""
    (grid,) = read_cells(place, limits=STUDY_LIMITS).grids
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
