"""A study as actors and ties alone: what every format of a network holds at least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from netmap.model.dates import NO_DAY, day_number, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.model.study_building import from_tables
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import tie_lives, ties
from netmap.tie_kinds.declared import ANY

SEEN = "seen"
"""The relation of ties that were worked out from meetings and contacts."""

MUTUAL = "mutual"
SORT = "actor_sort"
SORTS = {"agency": "agencies", "practitioner": "practitioners"}
HELD = (*SORTS.values(), "ties")

Row = dict[str, str]
Spell = tuple[str | None, str | None]

TWICE = N_("“{id}” stands twice among the actors of the file; give each its own id")


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its id, whether it is an agency or a practitioner, and the cells that are not missing."""

    id: str
    sort: str
    cells: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie: its ends, its cells, and the spells in which it held, first and last day inclusive."""

    source: str
    target: str
    cells: Row = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()

    @property
    def mutual(self) -> bool:
        """Whether it runs both ways."""
        return self.cells.get("direction") == MUTUAL


@dataclass(frozen=True, slots=True)
class PlainNetwork:
    """The actors and ties of a study."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    @property
    def mutual(self) -> bool:
        """Whether every tie runs both ways."""
        return all(tie.mutual for tie in self.ties)


def network_of(study: Study, as_of: Any = None) -> PlainNetwork:
    """The actors of a study, the ties seen by a day and those declared that had begun by it.

    What was asked and not answered is no tie and left out.
    """
    return PlainNetwork(nodes_of(study), (*_seen(study, as_of), *_declared(study, as_of)))


def nodes_of(study: Study) -> tuple[Node, ...]:
    """Every actor of a study."""
    return tuple(
        Node(cells.pop(sort), sort, cells)
        for sort, table in SORTS.items()
        for cells in table_cells(study.table(table))
    )


def table_cells(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table as text, cells that are missing left out."""
    whole = frame.astype(object).where(frame.notna(), None)
    return [
        {str(name): _text(cell) for name, cell in row.items() if cell is not None}
        for row in whole.to_dict("records")
    ]


def _text(cell: Any) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _seen(study: Study, as_of: Any) -> list[Tie]:
    found = ties(study, as_of, combine=ANY)
    found = found[found["first"].notna()]
    spells = _spells(tie_lives(study, as_of))
    days = {name: found[name].dt.strftime("%Y-%m-%d") for name in ("first", "last")}
    told = found[["source", "target", "kind", "state", "occasions", "origin"]].assign(
        relation=SEEN, direction=MUTUAL, start=days["first"], end=days["last"]
    )
    return [
        Tie(ends[0], ends[1], cells, spells.get(ends, ()))
        for cells in table_cells(told)
        for ends in [(cells.pop("source"), cells.pop("target"))]
    ]


def _spells(lives: pd.DataFrame) -> dict[tuple[str, str], tuple[Spell, ...]]:
    """The spells of each pair in which its tie was active; those without a gap between them are one."""
    active = lives[lives["state"] == "active"]
    last = active["end"] - pd.Timedelta(days=1)
    found: dict[tuple[str, str], list[Spell]] = {}
    for source, target, start, end in zip(
        active["source"], active["target"], active["start"], last, strict=True
    ):
        spells = found.setdefault((source, target), [])
        until = None if pd.isna(end) else end.date().isoformat()
        begun = start.date().isoformat()
        before = (start - pd.Timedelta(days=1)).date().isoformat()
        if spells and spells[-1][1] == before:
            begun = str(spells.pop()[0])
        spells.append((begun, until))
    return {pair: tuple(spells) for pair, spells in found.items()}


def _declared(study: Study, as_of: Any) -> list[Tie]:
    rows = study.table("ties")
    rows = rows[~rows["missing"].fillna(False).astype(bool)].drop(columns="missing")
    found = [
        Tie(cells.pop("source"), cells.pop("target"), cells, spells_of(cells)) for cells in table_cells(rows)
    ]
    if as_of is None:
        return found
    day = as_of_day(study, as_of)
    last = from_day(0 if day is None else day).isoformat()
    return [tie for tie in found if not tie.spells or tie.spells[0][0] is None or tie.spells[0][0] <= last]


def spells_of(cells: Row) -> tuple[Spell, ...]:
    """The one spell between the dates of a row; none where it has no date with a year."""
    spell = _iso(cells.get("start"), end=False), _iso(cells.get("end"), end=True)
    return () if spell == (None, None) else (spell,)


def _iso(text: str | None, *, end: bool) -> str | None:
    number = NO_DAY if text is None else day_number(text, end=end)
    return None if number == NO_DAY else from_day(number).isoformat()


def study_of(tables: Mapping[str, pd.DataFrame]) -> Study:
    """The study of some tables; those without rows are left out."""
    return from_tables(**{name: table for name, table in tables.items() if len(table)})


def tables_of(network: PlainNetwork) -> dict[str, pd.DataFrame]:
    """The tables of actors and ties; partnerships and levels are made where actors name them.

    Levels are ranked in text order, as no format holds their ranks: give them anew where they matter.
    """
    _check_once(network.nodes)
    tables = {
        table: pd.DataFrame([{sort: node.id, **node.cells} for node in network.nodes if node.sort == sort])
        for sort, table in SORTS.items()
    }
    tables["ties"] = pd.DataFrame(
        [{"source": tie.source, "target": tie.target, **tie.cells} for tie in network.ties]
    )
    for name, key in (("partnerships", "partnership"), ("levels", "level")):
        ids = sorted({node.cells[key] for node in network.nodes if key in node.cells})
        tables[name] = pd.DataFrame({key: ids})
    tables["levels"]["rank"] = range(len(tables["levels"]))
    return tables


def _check_once(nodes: Iterable[Node]) -> None:
    known: set[str] = set()
    for node in nodes:
        if node.id in known:
            raise ArgumentError(TWICE, id=node.id)
        known.add(node.id)


def not_in_any(study: Study) -> list[str]:
    """The tables and columns of a study that no format of a network holds."""
    rows = {name: len(table) for name, table in study.tables.items()}
    made = {"partnerships": ("partnership",), "levels": ("level",)}
    names = [name for name, n in rows.items() if n and name not in HELD and name not in made]
    names += [
        f"{name}.{column}"
        for name, keys in made.items()
        if rows.get(name)
        for column in study.table(name).columns
        if column not in keys and study.table(name)[column].notna().any()
    ]
    if study.table("ties")["missing"].fillna(False).astype(bool).any():
        names.append("ties.missing")
    return names


def columns_of(rows: Iterable[Row]) -> list[str]:
    """Every name of a cell, in the order in which they come."""
    return list(dict.fromkeys(name for row in rows for name in row))
