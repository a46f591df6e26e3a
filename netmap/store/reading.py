"""What a store holds, read back: a study, the rows of a table with their numbers, a record's history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import sqlalchemy as sa

from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.schema import ASIDE, NAMES
from netmap.model.study import Study
from netmap.store.column_codec import schema_of
from netmap.store.effective_changes import Moment, live_versions, moment_of
from netmap.store.layout import BEYOND, CHANGES, KEPT, PARTS
from netmap.store.rights import Asker
from netmap.store.rows_of_others import complete
from netmap.store.studies import about_of, evidence_of, readable, title_of
from netmap.store.table_rows import TableRows
from netmap.store.versions import chunks

Row = Sequence[Any]


def read(
    conn: sa.Connection, asker: Asker, name: str, partnership: str | None, as_of_change: int | None
) -> Study:
    """A study, or what one partnership of it needs; see `Store.read`."""
    found = readable(conn, asker, name, partnership)
    moment = moment_of(conn, found.id, as_of_change)
    said = columns_said(conn, moment)
    asked = {table: TableRows(table, columns, ("place",)) for table, columns in said.items()}
    further = _further(conn, found.id, partnership)
    whole = {
        table: _rows(conn, rows, moment, partnership, further.get(table, ())) for table, rows in asked.items()
    }
    if partnership is not None:
        _check_partnership(whole.get("partnerships"), partnership)
        complete(conn, moment, whole)
    frames = {table: rows.frame() for table, rows in whole.items()}
    about = about_of(conn, found.id, moment.stands())
    version = found.version if as_of_change is None else as_of_change
    evidence = evidence_of(conn, found.id) if as_of_change is None else version
    return Study(frames, about=_about(name, about, version, evidence))


def _about(name: str, about: Mapping[str, Any], version: int, evidence: int) -> dict[str, Any]:
    """What a study of a store says of itself."""
    mine = {"study": name, "title": title_of(about, name), "version": version, "evidence": evidence}
    return {"name": name, **about, "store": mine}


def read_beside(conn: sa.Connection, asker: Asker, before: Study) -> Study | None:
    """A study as it is, where only what no analysis reads has changed; see `Store.read_beside`."""
    name = str(before.about["store"]["study"])
    found = readable(conn, asker, name)
    moment, evidence = moment_of(conn, found.id, None), evidence_of(conn, found.id)
    if evidence != before.about["store"]["evidence"]:
        return None
    said = columns_said(conn, moment)
    rows = {table: TableRows(table, said[table], ("place",)) for table in ASIDE if table in said}
    frames = {table: _rows(conn, asked, moment, None, ()).frame() for table, asked in rows.items()}
    about = about_of(conn, found.id, moment.stands())
    return before.beside(frames, _about(name, about, found.version, evidence))


def columns_said(conn: sa.Connection, moment: Moment) -> dict[str, list[str]]:
    """For each table that the study has the columns in which something was ever said."""
    parts = (
        sa.select(PARTS.c.tab, PARTS.c.columns, sa.func.min(PARTS.c.change).label("since"))
        .join(CHANGES, CHANGES.c.number == PARTS.c.change)
        .where(PARTS.c.study == moment.study, PARTS.c.columns.is_not(None), moment.stands())
        .group_by(PARTS.c.tab, PARTS.c.columns)
        .order_by(sa.text("since"))
    )
    said: dict[str, dict[str, None]] = {}
    for table, columns, _ in conn.execute(parts):
        said.setdefault(table, {}).update(dict.fromkeys(json.loads(columns)))
    return {name: list(said[name]) for name in NAMES if name in said}


def _rows(
    conn: sa.Connection, found: TableRows, moment: Moment, partnership: str | None, further: Sequence[int]
) -> TableRows:
    """The rows of a table that lived, `further` ones besides those that say themselves where they belong."""
    kept = KEPT[found.table]
    given = {"study": moment.study, "partnership": partnership, "change": moment.change}
    select = _belonging(found.table, tuple(found.wide), partnership is None, moment.change is None)
    found.fetch(conn, select, given)
    for part in chunks(further):
        mine = found.select().where(kept.c.study == moment.study, moment.lived(kept))
        found.fetch(conn, mine.where(kept.c.id.in_(part)))
    found.sort()
    return found


@lru_cache(maxsize=512)
def _belonging(table: str, columns: tuple[str, ...], everywhere: bool, now: bool) -> sa.Executable:
    """The rows of a `study` that live now, or lived after a `change`: all, or those of a `partnership`.

    Made once, since making a statement takes longer than many a one of them does.
    """
    kept = KEPT[table]
    lived = live_versions(kept, None if now else sa.bindparam("change", type_=sa.BigInteger))
    mine = sa.select(*(kept.c[name] for name in columns)).where(kept.c.study == sa.bindparam("study"), lived)
    if everywhere:
        return mine
    here = sa.bindparam("partnership", type_=sa.Text)
    ways = (kept.c.scope == here, kept.c.scope.is_(None), kept.c.scope2 == here)
    return sa.union_all(*(mine.where(way) for way in ways))  # apart, so that each is found by its index


def _further(conn: sa.Connection, study: int, partnership: str | None) -> dict[str, list[int]]:
    """For each table the versions for which a partnership is the third or a further one."""
    mine = (BEYOND.c.study == study) & (BEYOND.c.partnership == partnership)
    found: dict[str, list[int]] = {}
    if partnership is not None:
        for table, number in conn.execute(sa.select(BEYOND.c.tab, BEYOND.c.id).where(mine)):
            found.setdefault(table, []).append(number)
    return found


def _check_partnership(partnerships: TableRows | None, partnership: str) -> None:
    if partnerships is None or partnership not in partnerships.texts("partnership"):
        raise NotFoundError(N_("the study has no partnership “{name}”"), name=partnership[:80])


def rows(conn: sa.Connection, asker: Asker, name: str, table: str, partnership: str | None) -> pd.DataFrame:
    """The live records of a table with their numbers and versions; see `Store.rows`."""
    schema_of(table)
    moment = Moment(readable(conn, asker, name, partnership).id)
    asked = TableRows(table, columns_said(conn, moment).get(table, []))
    further = _further(conn, moment.study, partnership).get(table, ())
    return _rows(conn, asked, moment, partnership, further).numbered()


def history(conn: sa.Connection, asker: Asker, name: str, table: str, row: int) -> pd.DataFrame:
    """Every version of one record; see `Store.history`."""
    schema_of(table)
    study = readable(conn, asker, name).id
    kept = KEPT[table]
    found = TableRows(table, _ever_said(conn, study, table))
    by = CHANGES.alias("ender")
    whole = (
        found.select()
        .add_columns(kept.c.gone, CHANGES.c.at, CHANGES.c.by, CHANGES.c.kind, by.c.at, by.c.by)
        .join(CHANGES, CHANGES.c.number == kept.c.born)
        .join(by, by.c.number == kept.c.gone, isouter=True)
        .where(kept.c.study == study, (kept.c.id == row) | (kept.c.row == row) & (kept.c.row != kept.c.id))
        .where(kept.c.row == row)
        .order_by(kept.c.id)
    )
    result = [tuple(line) for line in conn.execute(whole)]
    if not result:
        raise NotFoundError(N_("{table}: there is no record {row}."), table=table, row=row)
    found.add([line[:-6] for line in result])
    return _with_changes(found.numbered(), [line[-6:] for line in result])


def _ever_said(conn: sa.Connection, study: int, table: str) -> list[str]:
    """The columns in which something was ever said, by changes that stand and by those that do not."""
    parts = sa.select(PARTS.c.columns).where(
        PARTS.c.study == study, PARTS.c.tab == table, PARTS.c.columns.is_not(None)
    )
    told = [json.loads(columns) for columns in conn.execute(parts.order_by(PARTS.c.change)).scalars()]
    return list(dict.fromkeys(name for columns in told for name in columns))


def _with_changes(frame: pd.DataFrame, told: Sequence[Row]) -> pd.DataFrame:
    names = ("ended_by_change", "changed_at", "changed_by", "change_kind", "ended_at", "ended_by")
    for place, name in enumerate(names):
        column = [line[place] for line in told]
        kind = "Int64" if name == "ended_by_change" else "str"
        frame.insert(2 + place, name, pd.array(column, dtype=kind))
    return frame


def changes(conn: sa.Connection, asker: Asker, name: str) -> list[Any]:
    """Every change of a study, the last first."""
    study = readable(conn, asker, name).id
    mine = sa.select(CHANGES).where(CHANGES.c.study == study).order_by(CHANGES.c.number.desc())
    return list(conn.execute(mine))
