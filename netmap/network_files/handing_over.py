"""Networks handed to other programs, and taken from them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netmap.files.packed import put
from netmap.files.sandbox.limits import STUDY_LIMITS, Refusal
from netmap.files.sandbox.parts import refusals
from netmap.files.sandbox.text import checked_size, read_plain
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.network_files.edge_lists import (
    GUESSED,
    edges_csv,
    from_csv,
    from_workbook,
    nodes_beside,
    nodes_csv,
    workbook,
)
from netmap.network_files.hyperevents import events_of, from_hyperevents, hyperevents, not_in_hyperevents
from netmap.network_files.matrix_networks import dl, from_dl, from_pajek, pajek
from netmap.network_files.plain_network import (
    SORTS,
    PlainNetwork,
    network_of,
    not_in_any,
    study_of,
    tables_of,
)
from netmap.network_files.spell_archive import from_spell_archive, spell_archive
from netmap.network_files.wave_archive import from_wave_archive, not_in_waves, wave_archive
from netmap.network_files.xml_networks import from_gexf, from_graphml, gexf, graphml

NO_FORMAT = N_("{path}: a network is written to and read from files that end in {known}")
NO_FILE = N_("There is no file “{path}”")
NO_ACTORS = N_("actors is agency or practitioner, not “{actors}”")
NO_FOLDER = N_("{path}: the folder around it is not there; make it first")


@dataclass(frozen=True, slots=True)
class WrittenNetwork:
    """What was written: the files, how much is in them, and the tables and columns that are not.

    `ties` counts ties; of waves those of every wave, of hyperevents the events.
    """

    paths: tuple[Path, ...]
    actors: int
    ties: int
    not_held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeNetwork:
    """The bytes of a file, and of the file of nodes beside it, if any; what is in them and what is not."""

    data: bytes
    actors: int
    ties: int
    not_held: tuple[str, ...]
    nodes: bytes | None = None


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format: whom it is for, how it is made of a study as of a day, and how a file of it is read."""

    program: str
    make: Callable[[Study, Any], MadeNetwork]
    read: Callable[[Path, str], Study]


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


def _ties_format(
    program: str,
    write: Callable[[PlainNetwork], bytes],
    read: Callable[[Path, str], PlainNetwork],
    held: tuple[str, ...] | None = None,
    nodes: Callable[[PlainNetwork], bytes] | None = None,
) -> NetworkFormat:
    """A format of actors and ties, which holds some cells of a tie and none of an actor (None: all)."""

    def make(study: Study, as_of: Any) -> MadeNetwork:
        network = network_of(study, as_of)
        lost = [] if held is None else _lost(network, held)
        not_held = tuple(sorted({*not_in_any(study), *lost}))
        beside = None if nodes is None else nodes(network)
        return MadeNetwork(write(network), len(network.nodes), len(network.ties), not_held, beside)

    return NetworkFormat(program, make, lambda place, sort: study_of(tables_of(read(place, sort))))


def _of_bytes(
    load: Callable[[Path], bytes], read: Callable[[bytes, str], PlainNetwork]
) -> Callable[[Path, str], PlainNetwork]:
    return lambda place, sort: read(load(place), sort)


def _lost(network: PlainNetwork, held: tuple[str, ...]) -> list[str]:
    """The columns of actors and ties that a format does not hold."""
    told = [f"{SORTS[node.sort]}.{name}" for node in network.nodes for name in node.cells]
    return told + [f"ties.{name}" for tie in network.ties for name in tie.cells if name not in held]


def _made_waves(study: Study, as_of: Any) -> MadeNetwork:
    data, actors, ties = wave_archive(study)
    return MadeNetwork(data, actors, ties, not_in_waves(study))


def _made_events(study: Study, as_of: Any) -> MadeNetwork:
    events = events_of(study, as_of)
    data, nodes = hyperevents(study, events)
    actors = len(study.agencies) + len(study.practitioners)
    return MadeNetwork(data, actors, len(events), not_in_hyperevents(study, events), nodes)


def _events_beside(place: Path, sort: str) -> Study:
    return from_hyperevents(place, nodes_beside(place), sort)


FORMATS: Mapping[str, NetworkFormat] = {
    ".graphml": _ties_format("GraphML", graphml, _of_bytes(_bytes, from_graphml)),
    ".gexf": _ties_format("Gephi", gexf, _of_bytes(_bytes, from_gexf)),
    ".net": _ties_format("Pajek", pajek, _of_bytes(_text, from_pajek), ("relation", "strength", "direction")),
    ".dl": _ties_format("UCINET", dl, _of_bytes(_text, from_dl), ("relation", "strength")),
    ".networkdynamic.zip": _ties_format("networkDynamic", spell_archive, from_spell_archive),
    ".rsiena.zip": NetworkFormat("RSiena", _made_waves, from_wave_archive),
    ".hyperevents.csv": NetworkFormat("hyperevents", _made_events, _events_beside),
    ".csv": _ties_format("CSV", edges_csv, from_csv, nodes=nodes_csv),
    ".xlsx": _ties_format("XLSX", workbook, from_workbook),
}
"""The formats by how the names of their files end; of two that fit the longer one is meant."""

SUFFIXES = tuple(FORMATS)


def write_network(study: Study, path: str | os.PathLike[str], as_of: Any = None) -> WrittenNetwork:
    """The actors and ties of a study as a file of another program, and what that file could not hold.

    Ties seen at meetings and contacts are of the relation `seen`, mutual, from their first to their last
    occasion; GEXF has the spells in which they were active, both days inclusive, without an end where they
    were so on the last day. Declared ties stand as they are; what was not answered is left out.

    Args:
        study: the study.
        path: a name that ends in .graphml, .gexf, .net (Pajek), .dl (UCINET), .xlsx (sheets edges and nodes),
            .csv (edges; the nodes come beside it, `map.nodes.csv` for `map.csv`), .networkdynamic.zip (spells
            with the R script that reads them), .rsiena.zip (a square table for each wave, likewise) or
            .hyperevents.csv (sittings and contacts with who took part). A file of that name is replaced.
        as_of: the day, inclusive, as in `ties`; declared ties and events that begin later are left out. Waves
            are written whole.

    Returns:
        The files written, how many actors and ties they hold, and in `not_held` the names of tables
        (`meetings`) and columns (`ties.wave`) that are in the study and not in them.

    Raises:
        ArgumentError: another suffix, no folder around the path, a date that is none, text that XML or a
            workbook cannot hold, a column by a name that the file needs, or for RSiena a study without waves.

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
    format_ = FORMATS[suffix_of(place)]
    if not place.absolute().parent.is_dir():
        raise ArgumentError(NO_FOLDER, path=place)
    made = format_.make(study, as_of)
    put(place, made.data)
    paths = [place]
    if made.nodes is not None:
        paths.append(nodes_beside(place))
        put(paths[-1], made.nodes)
    return WrittenNetwork(tuple(paths), made.actors, made.ties, made.not_held)


def suffix_of(place: Path) -> str:
    """How the name of a file ends, as `FORMATS` lists it; `ArgumentError` for another end."""
    name = place.name.casefold()
    found = [suffix for suffix in SUFFIXES if name.endswith(suffix)]
    if not found:
        raise ArgumentError(NO_FORMAT, path=place, known=", ".join(SUFFIXES))
    return max(found, key=len)


def read_network(path: str | os.PathLike[str], *, actors: str = "practitioner") -> Study:
    """A study of the actors and ties in a file of another program, with the same checks as any study.

    Args:
        path: a .graphml, .gexf, .net (Pajek), .dl (UCINET, edgelist1 with labels), a .csv with columns source
            and target, its nodes, if any, in the file beside it (`map.nodes.csv` for `map.csv`), an .xlsx
            with the same as sheets, or a .networkdynamic.zip, .rsiena.zip or .hyperevents.csv as written.
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
    format_ = FORMATS[suffix_of(place)]
    if actors not in SORTS:
        raise ArgumentError(NO_ACTORS, actors=actors)
    if not place.exists():
        raise NotFoundError(NO_FILE, path=place)
    return format_.read(place, actors)
