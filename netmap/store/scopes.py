"""Which partnerships a row belongs to, worked out when it is written from what it names.

A row belongs wherever the things it names belong: a contact with its two ends and its zone, attendance
with its meeting and its person. What names nothing that belongs anywhere is everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from netmap.model.coded_columns import Coded
from netmap.model.schema import ACTOR_TABLES, TABLES
from netmap.store.column_codec import Cells, Texts, coded_texts
from netmap.store.layout import BEYOND, KEPT, PARTS

ITSELF, MEMBERSHIP, ACTOR, SUBJECT = "itself", "membership", "actor", "subject"
"""Besides tables: a partnership's own id; the memberships of an actor; any actor; what a note is about."""

Places = frozenset[str]
Numbers = npt.NDArray[np.int64]
EVERYBODY: Places = frozenset()

RULES: Mapping[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "levels": (),
    "partnerships": ((("partnership", ITSELF),),),
    "agencies": ((("partnership", ITSELF), ("agency", MEMBERSHIP)),),
    "agency_changes": ((("agency", "agencies"), ("successor", "agencies")),),
    "practitioners": (
        (("partnership", ITSELF), ("practitioner", MEMBERSHIP)),
        (("agency", "agencies"),),
    ),
    "employments": ((("practitioner", "practitioners"),),),
    "members": ((("partnership", ITSELF),),),
    "services": ((("agency", "agencies"),),),
    "zones": ((("partnership", ITSELF),),),
    "posts": ((("practitioner", "practitioners"), ("zone", "zones")),),
    "seats": ((("zone", "zones"), ("agency", "agencies")),),
    "meetings": ((("zone", "zones"),),),
    "attendance": ((("meeting", "meetings"), ("practitioner", "practitioners")),),
    "contacts": ((("source", ACTOR), ("target", ACTOR), ("zone", "zones")),),
    "ties": ((("source", ACTOR), ("target", ACTOR)),),
    "waves": ((("partnership", ITSELF),),),
    "responses": ((("wave", "waves"), ("actor", ACTOR)),),
    "objects": ((("wave", "waves"),),),
    "involvement": ((("object", "objects"), ("actor", ACTOR)),),
    "trajectories": ((("service", "services"),),),
    "events": ((("partnership", ITSELF),),),
    "notes": ((("meeting", "meetings"),),),
    "sources": (),
    "translations": (),
    "work_items": ((("partnership", ITSELF),),),
    "work_rules": (),
    "comparisons": (),
}
"""For each table what its rows belong with, as (column, what it names); the first line that leads anywhere
counts."""

WRITING_ORDER = (
    *("levels", "sources", "partnerships", "members", "agencies", "practitioners", "waves", "zones"),
    *("meetings", "services", "objects", "agency_changes", "employments", "posts", "seats"),
    *("attendance", "contacts", "ties", "responses", "involvement", "trajectories", "events", "notes"),
    *("translations", "work_items", "work_rules", "comparisons"),
)
"""Every table after those that its rows may belong with."""

BELONGED_WITH = ("members", "agencies", "practitioners", "waves", "zones", "meetings", "services", "objects")
"""The tables on whose rows it depends where other rows belong."""


@dataclass(frozen=True, slots=True, eq=False)
class ScopeColumns:
    """Where each row belongs: the number of its places, and the sets of places, each in order."""

    numbers: Numbers
    places: Sequence[Sequence[str]]

    @property
    def first(self) -> Texts:
        """The first partnership of each row."""
        return self._nth(0)

    @property
    def second(self) -> Texts:
        """The second partnership of each row."""
        return self._nth(1)

    def _nth(self, n: int) -> Texts:
        names = np.array([place[n] if n < len(place) else None for place in self.places], dtype=object)
        found: Texts = names[self.numbers].tolist()
        return found

    @property
    def several(self) -> bool:
        """Whether any row belongs to more than one."""
        return any(len(place) > 1 for place in self.places)

    def beyond(self) -> list[tuple[int, str]]:
        """The third and further partnerships, each with the position of its row."""
        many = np.array([len(place) > 2 for place in self.places], dtype=bool)
        rows = np.flatnonzero(many[self.numbers]).tolist()
        return [(row, name) for row in rows for name in self.places[self.numbers[row]][2:]]

    def order(self) -> Numbers | None:
        """The rows partnership by partnership; None where they all belong to the same one."""
        names = sorted({place[0] if place else "" for place in self.places})
        rank = np.array([names.index(place[0] if place else "") for place in self.places], dtype=np.int64)
        return np.argsort(rank[self.numbers], kind="stable") if len(names) > 1 else None

    def taken(self, rows: Numbers) -> ScopeColumns:
        """Some of the rows, or all of them in another order."""
        return ScopeColumns(self.numbers[rows], self.places)


@dataclass(slots=True)
class Scopes:
    """Where things of one study belong, as the connection sees it."""

    conn: sa.Connection
    study: int
    _known: dict[str, dict[str, Places]] = field(default_factory=dict)

    def of(self, table: str, cells: Cells) -> ScopeColumns:
        """Where rows belong."""
        return _columns(*self.places(table, cells.columns, cells.rows))

    def places(self, table: str, columns: Mapping[str, Coded], rows: int) -> tuple[Numbers, list[Places]]:
        """For each row the number of its places, and the sets of places; everybody's is number 0."""
        found: tuple[Numbers, list[Places]] = np.zeros(rows, dtype=np.int64), [EVERYBODY]
        for line in RULES[table]:
            named = [(columns[name], what) for name, what in line if name in columns]
            if named:
                found = _first_of(found, self._together(named, rows))
        return found

    def _together(self, named: Sequence[tuple[Coded, str]], rows: int) -> tuple[Numbers, list[Places]]:
        """The places of all that rows name; each combination is put together once."""
        combined = np.zeros(rows, dtype=np.int64)
        unions: list[Places] = [EVERYBODY]
        for column, what in named:
            distinct, numbers = _numbered(self._of_ids(what, [str(name) for name in column.values]))
            place = np.append(numbers, 0)[column.codes]
            combined, pairs = pd.factorize(combined * len(distinct) + place)
            unions = [unions[int(p) // len(distinct)] | distinct[int(p) % len(distinct)] for p in pairs]
        return combined.astype(np.int64), unions

    def _of_ids(self, what: str, ids: list[str]) -> list[Places]:
        if what == ITSELF:
            return [frozenset((name,)) for name in ids]
        known = self._known.setdefault(what, {})
        fresh = [name for name in ids if name not in known]
        if fresh:
            known |= dict.fromkeys(fresh, EVERYBODY) | self._look_up(what, fresh)
        return [known[name] for name in ids]

    def _look_up(self, what: str, ids: list[str]) -> dict[str, Places]:
        if what == MEMBERSHIP:
            return self._memberships(ids)
        tables = ACTOR_TABLES if what == ACTOR else (what,)
        found: dict[str, Places] = {}
        for table in tables:
            found |= self._of_records(table, ids)
        return found

    def _of_records(self, table: str, ids: list[str]) -> dict[str, Places]:
        """Where the live records with these ids belong, as their own columns of the store say."""
        kept, key = KEPT[table], KEPT[table].c[TABLES[table].key[0]]
        columns = (key, kept.c.scope, kept.c.scope2, kept.c.id)
        found: dict[str, Places] = {}
        numbers: dict[int, str] = {}
        for name, first, second, number in live_among(self.conn, self.study, columns, key, ids):
            found[name] = frozenset(place for place in (first, second) if place is not None)
            if second is not None:
                numbers[number] = name
        for number, place in _beyond(self.conn, table, list(numbers)):
            found[numbers[number]] |= {place}
        return found

    def _memberships(self, ids: list[str]) -> dict[str, Places]:
        members = KEPT["members"]
        found: dict[str, Places] = {}
        columns = (members.c.actor, members.c.partnership)
        for actor, partnership in live_among(self.conn, self.study, columns, members.c.actor, ids):
            found[actor] = found.get(actor, EVERYBODY) | {partnership}
        return found


def live_among(
    conn: sa.Connection,
    study: int,
    columns: Sequence[sa.Column[Any]],
    key: sa.Column[Any],
    ids: Sequence[str],
) -> Iterable[Any]:
    """Columns of the live records of a study whose key is among some ids.

    Few ids are asked for one by one, by the index; for many the table is read once.
    """
    kept = key.table
    live = sa.select(*columns).where(kept.c.study == study, kept.c.gone.is_(None))
    if len(ids) > FEW:
        wanted = set(ids)
        place = [column.name for column in columns].index(key.name)
        return [row for row in conn.execute(live) if row[place] in wanted]
    parts = (ids[start : start + 500] for start in range(0, len(ids), 500))
    return [row for part in parts for row in conn.execute(live.where(key.in_(part)))]


FEW = 2_000
"""More ids than this are looked up by reading the whole table."""


def _numbered(places: Sequence[Places]) -> tuple[list[Places], Numbers]:
    """The distinct sets of places, everybody's first, and for each given one its number among them."""
    numbers: dict[Places, int] = {EVERYBODY: 0}
    found = [numbers.setdefault(place, len(numbers)) for place in places]
    return list(numbers), np.array(found, dtype=np.int64)


def _first_of(
    one: tuple[Numbers, list[Places]], other: tuple[Numbers, list[Places]]
) -> tuple[Numbers, list[Places]]:
    """For each row its places by the one, or by the other where it is everybody's by the one."""
    open_ones = np.array([place == EVERYBODY for place in one[1]], dtype=bool)
    return np.where(open_ones[one[0]], other[0] + len(one[1]), one[0]), [*one[1], *other[1]]


def _columns(numbers: Numbers, places: Sequence[Places]) -> ScopeColumns:
    return ScopeColumns(numbers, [sorted(place) for place in places])


def write_beyond(
    conn: sa.Connection, study: int, table: str, ids: Sequence[int], scopes: ScopeColumns
) -> None:
    """Keep the third and further partnerships of versions."""
    rows = [
        {"tab": table, "id": ids[position], "partnership": name, "study": study}
        for position, name in scopes.beyond()
    ]
    if rows:
        conn.execute(BEYOND.insert(), rows)


def _beyond(conn: sa.Connection, table: str, ids: Sequence[int]) -> Iterable[Any]:
    found: list[Any] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        select = sa.select(BEYOND.c.id, BEYOND.c.partnership)
        found += conn.execute(select.where(BEYOND.c.tab == table, BEYOND.c.id.in_(part)))
    return found


def work_out_again(conn: sa.Connection, study: int) -> None:
    """Work out anew where all live rows of a study belong, and correct those that moved."""
    for table in tables_of(conn, study):
        _again(conn, study, table)


def tables_of(conn: sa.Connection, study: int) -> list[str]:
    """The tables that ever held a row of a study, each after those that its rows may belong with."""
    there = set(conn.execute(sa.select(PARTS.c.tab).where(PARTS.c.study == study)).scalars())
    return [name for name in WRITING_ORDER if name in there]


def _again(conn: sa.Connection, study: int, table: str) -> None:
    kept = KEPT[table]
    named = list(dict.fromkeys(name for line in RULES[table] for name, _ in line))
    if not named:
        return
    columns = (kept.c.id, kept.c.scope, kept.c.scope2, *(kept.c[name] for name in named))
    rows = conn.execute(sa.select(*columns).where(kept.c.study == study, kept.c.gone.is_(None))).all()
    if not rows:
        return
    ids, firsts, seconds, *texts = zip(*rows, strict=True)
    wide = {name: coded_texts(list(column)) for name, column in zip(named, texts, strict=True)}
    scopes = _columns(*Scopes(conn, study).places(table, wide, len(rows)))
    moved = [
        {"b_id": number, "b_first": first, "b_second": second}
        for number, first, second, *old in zip(ids, scopes.first, scopes.second, firsts, seconds, strict=True)
        if (first, second) != tuple(old)
    ]
    if moved:
        update = kept.update().where(kept.c.id == sa.bindparam("b_id"))
        places: Any = {"scope": sa.bindparam("b_first"), "scope2": sa.bindparam("b_second")}
        conn.execute(update.values(places), moved)
    live = sa.select(kept.c.id).where(kept.c.study == study, kept.c.gone.is_(None))
    conn.execute(BEYOND.delete().where(BEYOND.c.tab == table, BEYOND.c.id.in_(live)))
    write_beyond(conn, study, table, ids, scopes)
