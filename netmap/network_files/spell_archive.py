"""networkDynamic's spells: a zip of vertices, edge spells and the R script that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from netmap.files.packed import packed
from netmap.model.dates import day_number, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.network_files.edge_lists import columns_beside, grids_of, node_rows, rows_of, table_csv
from netmap.network_files.plain_network import SORT, Node, PlainNetwork, Row, Spell, Tie

ALWAYS, FOREVER = "-Inf", "Inf"
"""Onset and terminus of a spell without a first day, and of one that runs on."""

VERTICES, SPELLS, SCRIPT = "vertices.csv", "spells.csv", "read.R"
OWN = ("onset", "terminus", "tail", "head", "tie")

NO_PART = N_("{path} holds no {part}; it is made by write_network")
NO_VERTEX = N_("{path}, line {line} of spells.csv: there is no vertex {number}")


def spell_archive(network: PlainNetwork) -> bytes:
    """The zip; a spell runs from `onset` to before `terminus`, in days since 1 January 1970."""
    columns, nodes = node_rows(network)
    vertices = [{"vertex": number, **row} for number, row in enumerate(nodes, 1)]
    number = {node.id: place for place, node in enumerate(network.nodes, 1)}
    cells = [_prefixed(tie.cells) for tie in network.ties]
    return packed(
        {
            VERTICES: table_csv(columns_beside(("vertex",), [dict.fromkeys(columns, "")]), vertices),
            SPELLS: table_csv(columns_beside(OWN, cells), _rows(network, number)),
            SCRIPT: Path(__file__).with_name("read_spells.R").read_bytes(),
        }
    )


def _prefixed(cells: Row) -> Row:
    """Cells of a tie under names of their own, as a tie has a start and an end too."""
    return {f"tie.{name}": text for name, text in cells.items()}


def _rows(network: PlainNetwork, number: dict[str, int]) -> Iterator[dict[str, object]]:
    """A row for each spell of each tie; a tie that runs both ways is two edges of the same number."""
    for place, tie in enumerate(network.ties, 1):
        ends = [(tie.source, tie.target), (tie.target, tie.source)]
        for tail, head in ends[: 2 if tie.mutual else 1]:
            for spell in tie.spells or ((None, None),):
                yield {
                    **dict(zip(("onset", "terminus"), _days(spell), strict=True)),
                    "tail": number[tail],
                    "head": number[head],
                    "tie": place,
                    **_prefixed(tie.cells),
                }


def _days(spell: Spell) -> tuple[str, str]:
    first, last = spell
    onset = ALWAYS if first is None else str(day_number(first, end=False))
    return onset, FOREVER if last is None else str(day_number(last, end=True) + 1)


def from_spell_archive(place: Path, sort: str) -> PlainNetwork:
    """The network of such a zip: its ties with their cells, and the spells in which they held."""
    parts = {grid.name: grid for grid in grids_of(place)}
    for part in (VERTICES, SPELLS):
        if part not in parts:
            raise ArgumentError(NO_PART, path=place, part=part)
    vertices = rows_of(parts[VERTICES], place, ("vertex", "id"))
    ids = {row.pop("vertex"): row["id"] for row in vertices}
    nodes = tuple(Node(row.pop("id"), row.pop(SORT, sort), row) for row in vertices)
    found: dict[str, Tie] = {}
    spells = rows_of(parts[SPELLS], place, OWN)
    for line, row in zip(parts[SPELLS].lines[1:].tolist(), spells, strict=True):
        onset, terminus, tail, head, number = (row.pop(name) for name in OWN)
        for end in (tail, head):
            if end not in ids:
                raise ArgumentError(NO_VERTEX, path=place, line=line, number=end)
        cells = {name.removeprefix("tie."): text for name, text in row.items()}
        found.setdefault(number, Tie(ids[tail], ids[head], cells | _told(cells, onset, terminus)))
    return PlainNetwork(nodes, tuple(found.values()))


def _told(cells: Row, onset: str, terminus: str) -> Row:
    """The days of a spell, of a file in which the tie does not tell its own."""
    if "start" in cells or "end" in cells:
        return {}
    days = {"start": None if onset == ALWAYS else onset, "end": None if terminus == FOREVER else terminus}
    late = {"start": 0, "end": 1}
    return {
        name: from_day(int(float(text)) - late[name]).isoformat()
        for name, text in days.items()
        if text is not None
    }
