"""RSiena's waves: a zip of square tables with joiners and leavers, and the R script that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.comparison.wave_matrices import (
    FIXED,
    FIXED_TIE,
    NO_TIE,
    NOT_ANSWERED,
    NOT_THERE,
    TIE,
    WavePanel,
    wave_panels,
)
from netmap.files.packed import packed
from netmap.files.sandbox.cells import Grid
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.network_files.edge_lists import grids_of, node_rows, rows_of, table_csv
from netmap.network_files.plain_network import (
    MUTUAL,
    SORT,
    SORTS,
    Node,
    PlainNetwork,
    Row,
    nodes_of,
    study_of,
    table_cells,
    tables_of,
)
from netmap.tie_kinds.actors import actors_of

ACTORS, WAVES, SCRIPT = "actors.csv", "waves.csv", "read.R"
COLUMNS = ("panel", "partnership", "relation", "mutual", "number", "wave", "start", "end", "file")

SAID = {NO_TIE: "0", TIE: "1", NOT_ANSWERED: "NA", NOT_THERE: "10", FIXED_TIE: "11"}
MEANT = {text: code for code, text in SAID.items()}

NO_WAVES = N_(
    "No declared tie of this study is of a wave, and RSiena reads waves; write .graphml or .csv instead"
)
NO_PART = N_("{path} holds no {part}, of which another of its files speaks")
BAD_CELL = N_("{path}, {part}, line {line}: “{text}” is no code; it takes 0, 1, NA, 10 and 11")
NOT_SQUARE = N_("{path}: {part} has {rows} rows and {columns} columns; its panel has {n} actors")
PAIR_FIXED = N_(
    "{path}, {part}: {source} and {target} are both there, and 10 says that no tie can be; a study cannot "
    "hold that"
)
NO_DAYS = N_("{path}: wave {wave} has no day; somebody joins or leaves, so write its end into waves.csv")
NO_PARTNERSHIP = N_(
    "{path}: the agency “{id}” joins or leaves, which a study says of a partnership; name it in waves.csv"
)


def wave_archive(study: Study) -> tuple[bytes, int, int]:
    """The zip, how many actors it has, and how many ties over all waves.

    Raises `ArgumentError` where no declared tie is of a wave.
    """
    panels = list(wave_panels(study))
    if not panels:
        raise ArgumentError(NO_WAVES)
    files: dict[str, bytes] = {}
    index: list[dict[str, object]] = []
    days = {row["wave"]: row for row in table_cells(study.waves)}
    ids = actors_of(study).ids
    for number, panel in enumerate(panels, 1):
        files[f"{number}.actors.csv"] = table_csv(("id",), [{"id": id_} for id_ in ids[panel.actors]])
        files[f"{number}.composition.txt"] = _composition(panel).encode()
        for place, (wave, codes) in enumerate(zip(panel.waves, panel.codes, strict=True), 1):
            name = f"{number}.{place}.csv"
            files[name] = _matrix(codes)
            index.append(
                {
                    "panel": number,
                    "partnership": panel.partnership or None,
                    "relation": panel.relation or None,
                    "mutual": str(panel.mutual).lower(),
                    "number": place,
                    "wave": wave,
                    **{day: days[wave].get(day) for day in ("start", "end")},
                    "file": name,
                }
            )
    actors = nodes_of(study)
    whole = {
        WAVES: table_csv(COLUMNS, index),
        ACTORS: table_csv(*node_rows(PlainNetwork(actors, ()))),
        SCRIPT: Path(__file__).with_name("read_waves.R").read_bytes(),
    }
    ties = sum(
        int(np.isin(codes, (TIE, FIXED_TIE)).sum()) // (2 if panel.mutual else 1)
        for panel in panels
        for codes in panel.codes
    )
    return packed({**whole, **files}), len(actors), ties


def _matrix(codes: npt.NDArray[np.int8]) -> bytes:
    return "".join(",".join(SAID[cell] for cell in row) + "\r\n" for row in codes.tolist()).encode()


def _composition(panel: WavePanel) -> str:
    """A line for each actor: the waves from and to which it is there, pair after pair, as RSiena reads it."""
    there = np.array([~(codes == NOT_THERE).all(axis=0, where=_others(codes)) for codes in panel.codes])
    lines = []
    for actor in range(len(panel.actors)):
        spells = [f"{first + 1} {last + 1}" for first, last in _runs(there[:, actor])]
        lines.append(" ".join(spells))
    return "\n".join(lines) + "\n"


def _others(codes: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
    return ~np.eye(len(codes), dtype=np.bool_)


def _runs(there: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """From which to which wave somebody is there, both inclusive, for each stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
    yield from ((int(first), int(after) - 1) for first, after in zip(edges[::2], edges[1::2], strict=True))


def not_in_waves(study: Study) -> tuple[str, ...]:
    """The tables and columns of a study that such a zip does not hold."""
    ties = study.table("ties")
    lost = {
        name
        for name, table in study.tables.items()
        if len(table) and name not in (*SORTS.values(), "ties", "waves", "partnerships", "levels")
    }
    for name, held in (
        ("waves", ("wave", "partnership", "start", "end")),
        ("ties", ("source", "target", "relation", "wave", "missing", FIXED)),
        ("partnerships", ("partnership",)),
        ("levels", ("level",)),
    ):
        table = study.table(name)
        lost |= {f"{name}.{each}" for each in table.columns if each not in held and table[each].notna().any()}
    if "ties.direction" in lost and all(
        panel.mutual or not _any_mutual(study, panel) for panel in wave_panels(study)
    ):
        lost.discard("ties.direction")
    if len(ties) and ties["wave"].isna().any():
        lost.add("ties without a wave")
    return tuple(sorted(lost))


def _any_mutual(study: Study, panel: WavePanel) -> bool:
    ties = study.table("ties")
    mine = ties["relation"].fillna("").eq(panel.relation) & ties["wave"].isin(panel.waves)
    return bool(ties.loc[mine, "direction"].eq(MUTUAL).any())


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """One panel as it was read."""

    partnership: str | None
    ids: tuple[str, ...]
    waves: tuple[Row, ...]
    codes: tuple[npt.NDArray[np.int64], ...]

    @property
    def there(self) -> npt.NDArray[np.bool_]:
        """Waves x actors: whether somebody is there; not where every cell with others is 10."""
        alone = len(self.ids) < 2
        return np.array(
            [
                ~((codes == NOT_THERE) | np.eye(len(codes), dtype=np.bool_)).all(axis=1) | alone
                for codes in self.codes
            ]
        )


def from_wave_archive(place: Path, sort: str) -> Study:
    """The study of such a zip: actors, waves, ties of every wave, and who was there when."""
    parts = {grid.name: grid for grid in grids_of(place)}
    index = rows_of(_part(parts, place, WAVES), place, ("panel", "wave", "file"))
    nodes = [
        Node(row.pop("id"), row.pop(SORT, sort), row)
        for row in rows_of(_part(parts, place, ACTORS), place, ("id",))
    ]
    panels = [
        _read(parts, place, number, [row for row in index if row["panel"] == number])
        for number in dict.fromkeys(row["panel"] for row in index)
    ]
    tables = tables_of(PlainNetwork(tuple(nodes), ()))
    waves = {
        row["wave"]: {key: row[key] for key in ("wave", "partnership", "start", "end") if key in row}
        for row in index
    }
    tables["waves"] = pd.DataFrame(list(waves.values()))
    tables["ties"] = pd.DataFrame([row for panel in panels for row in _ties(place, panel)])
    named = {row["partnership"] for row in waves.values() if "partnership" in row}
    known = set(tables["partnerships"]["partnership"]) if len(tables["partnerships"]) else set()
    tables["partnerships"] = pd.DataFrame({"partnership": sorted(named | known)})
    return study_of({**tables, **_stays(place, panels, {node.id: node for node in nodes})})


def _part(parts: dict[str, Grid], place: Path, name: str) -> Grid:
    if name not in parts:
        raise ArgumentError(NO_PART, path=place, part=name)
    return parts[name]


def _read(parts: dict[str, Grid], place: Path, number: str, rows: Sequence[Row]) -> _Read:
    listed = rows_of(_part(parts, place, f"{number}.actors.csv"), place, ("id",))
    ids = tuple(row["id"] for row in listed)
    codes = tuple(_square(_part(parts, place, row["file"]), place, len(ids)) for row in rows)
    return _Read(rows[0].get("partnership"), ids, tuple(rows), codes)


def _square(grid: Grid, place: Path, n: int) -> npt.NDArray[np.int64]:
    rows, columns = grid.cells.shape
    if (rows, columns) != (n, n):
        raise ArgumentError(NOT_SQUARE, path=place, part=grid.name, rows=rows, columns=columns, n=n)
    found = np.zeros((n, n), np.int64)
    for line, row in enumerate(grid.cells):
        for column, text in enumerate(row):
            if text not in MEANT:
                raise ArgumentError(
                    BAD_CELL, path=place, part=grid.name, line=int(grid.lines[line]), text=text
                )
            found[line, column] = MEANT[text]
    return found


def _ties(place: Path, panel: _Read) -> Iterator[dict[str, object]]:
    there = panel.there
    for at, (row, codes) in enumerate(zip(panel.waves, panel.codes, strict=True)):
        mutual = row.get("mutual") == "true"
        both = there[at][:, None] & there[at] & ~np.eye(len(codes), dtype=np.bool_)
        for source, target in np.argwhere((codes == NOT_THERE) & both).tolist():
            ends = {"source": panel.ids[source], "target": panel.ids[target]}
            raise ArgumentError(PAIR_FIXED, path=place, part=row["file"], **ends)
        for source, target in np.argwhere(both & (codes != NO_TIE)).tolist():
            code = codes[source, target]
            if mutual and source > target and codes[target, source] == code:
                continue
            told: dict[str, object] = {
                "source": panel.ids[source],
                "target": panel.ids[target],
                "relation": row.get("relation"),
                "wave": row["wave"],
            }
            told |= {"direction": MUTUAL} if mutual else {}
            told |= {"missing": True} if code == NOT_ANSWERED else {}
            yield told | ({FIXED: "true"} if code == FIXED_TIE else {})


def _stays(place: Path, panels: Sequence[_Read], nodes: dict[str, Node]) -> dict[str, pd.DataFrame]:
    """Who was there from when to when, where that is not told by their own dates: members or employments."""
    stays: dict[tuple[str | None, str], dict[str, bool]] = {}
    waves: dict[str, Row] = {}
    for panel in panels:
        there = panel.there
        for at, row in enumerate(panel.waves):
            waves[row["wave"]] = row
            for actor, id_ in enumerate(panel.ids):
                of = stays.setdefault((panel.partnership, id_), {})
                of[row["wave"]] = of.get(row["wave"], False) or bool(there[at, actor])
    members, employments = [], []
    for (partnership, id_), held in stays.items():
        node = nodes.get(id_)
        if all(held.values()) or (node is not None and {"joined", "left"} & set(node.cells)):
            continue
        names = list(held)
        for first, last in _runs(np.array(list(held.values()))):
            days: Row = {
                **({"joined": _day(place, waves[names[first]])} if first else {}),
                **({"left": _day(place, waves[names[last]])} if last < len(names) - 1 else {}),
            }
            if partnership is not None:
                members.append({"partnership": partnership, "actor": id_, **days})
            elif node is not None and node.sort == "agency":
                raise ArgumentError(NO_PARTNERSHIP, path=place, id=id_)
            else:
                own: Row = {} if node is None else node.cells
                told: Row = {name: own[name] for name in ("agency", "level") if name in own}
                employments.append({"practitioner": id_, **told, **days})
    return {"members": pd.DataFrame(members), "employments": pd.DataFrame(employments)}


def _day(place: Path, row: Row) -> str:
    if "end" not in row and "start" not in row:
        raise ArgumentError(NO_DAYS, path=place, wave=row["wave"])
    return row.get("end") or row["start"]
