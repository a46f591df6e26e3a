"""What the library answers, as plain Python values that the slow classifier's can be compared with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

import netmap
from tests.worlds import Row, study_of

TIE_COLUMNS = (
    "kind",
    "kind_computed",
    "kind_coded",
    "origin",
    "state",
    "first",
    "last",
    "occasions",
    "settings",
    "beyond_zone",
    "consolidated",
    "crosses_agency",
    "crosses_level",
    "crosses_profession",
    "crosses_partnership",
    "first_seen_at_edge",
)

Pair = tuple[str, str]
Tables = Mapping[str, Sequence[Row]]


def plain(value: Any) -> Any:
    """A cell as None, bool, int, text or date."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        assert value == value.normalize()
        return value.date()
    return value.item() if hasattr(value, "item") else value


def tie_table(frame: pd.DataFrame) -> dict[Pair, dict[str, Any]]:
    """The table of ties by pair; a pair that occurs twice fails."""
    cells = {name: [plain(value) for value in frame[name]] for name in TIE_COLUMNS}
    pairs = list(zip(frame["source"], frame["target"], strict=True))
    assert len(set(pairs)) == len(pairs)
    return {pair: {name: cells[name][row] for name in TIE_COLUMNS} for row, pair in enumerate(pairs)}


def life_table(frame: pd.DataFrame) -> dict[Pair, list[tuple[Any, ...]]]:
    """(kind, state, start, end) of each pair, in the order of the table."""
    lives: dict[Pair, list[tuple[Any, ...]]] = {}
    for row in frame.to_dict("records"):
        life = tuple(plain(row[name]) for name in ("kind", "state", "start", "end"))
        lives.setdefault((row["source"], row["target"]), []).append(life)
    return lives


def agency_table(frame: pd.DataFrame) -> Counter[tuple[Any, ...]]:
    """n by (agency, agency, kind, state, via)."""
    names = ("agency_a", "agency_b", "kind", "state", "via")
    counted: Counter[tuple[Any, ...]] = Counter()
    for row in frame.to_dict("records"):
        key = tuple(plain(row[name]) for name in names)
        assert key not in counted
        counted[key] = row["n"]
    return counted


def ties_of(rows: Tables, **question: Any) -> dict[Pair, dict[str, Any]]:
    """The ties of a world by pair."""
    return tie_table(netmap.ties(study_of(rows), **question))


def tie_of(rows: Tables, one: str, other: str, **question: Any) -> dict[str, Any] | None:
    """One tie of a world; None where there is none."""
    return ties_of(rows, **question).get((one, other) if one < other else (other, one))


def kind_of(rows: Tables, one: str, other: str, **question: Any) -> tuple[Any, Any, Any] | None:
    """(kind, origin, state) of one tie; None where there is none."""
    tie = tie_of(rows, one, other, **question)
    return None if tie is None else (tie["kind"], tie["origin"], tie["state"])


def days_from(start: str, *offsets: int) -> list[str]:
    """ISO dates so many days after a start."""
    return [(dt.date.fromisoformat(start) + dt.timedelta(offset)).isoformat() for offset in offsets]
