"""One change set written: all of it or nothing, durable when it is done."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import NAMES
from netmap.store.answers import let_go_of_outdated
from netmap.store.change_sets import Change, ChangeSet, TableChange, Written, recorded
from netmap.store.column_codec import Cells, cells_of, schema_of
from netmap.store.engines import Database
from netmap.store.errors import Conflict, ConflictError
from netmap.store.layout import CHANGES, PARTS, STUDIES
from netmap.store.rights import Asker
from netmap.store.scopes import BELONGED_WITH, WRITING_ORDER, work_out_again
from netmap.store.studies import evidence_of, study_row
from netmap.store.version_writer import VersionWriter
from netmap.store.versions import Version, cells_of_versions

Counts = dict[str, dict[str, int]]

CONFLICT = N_("Somebody else changed the record meanwhile; look at both versions and choose (records: {n}).")


def write(database: Database, asker: Asker, study: str, asked: ChangeSet) -> Written:
    """Write a change set in one transaction; see `Store.write`."""
    given = {name: _prepared(name, change) for name, change in asked.tables.items()}
    with database.writing() as conn:
        found = study_row(conn, study)
        if (before := _same_file(conn, study, found.id, asked.file_hash)) is not None:
            return Written(before, again=True)
        writer = open_change(database, conn, found.id, asker, asked)
        counts: Counts = {}
        rows: dict[str, Sequence[int]] = {}
        for name in (name for name in WRITING_ORDER if name in given):
            counts[name], rows[name] = _write_table(writer, name, *given[name])
        if _moves_others(counts):
            work_out_again(conn, found.id)
        return Written(close_change(writer, study, counts), rows)


def _prepared(
    name: str, change: TableChange
) -> tuple[Cells | None, pd.DataFrame | None, pd.DataFrame | None]:
    """The cells of what is added, read before anybody else has to wait for us."""
    schema_of(name)
    for frame in (change.changed, change.removed):
        if frame is not None and not {"row", "version"} <= set(frame.columns):
            raise ArgumentError(N_("{table}: a record that changes needs row and version."), table=name)
    return None if change.added is None else cells_of(name, change.added), change.changed, change.removed


def _same_file(conn: sa.Connection, name: str, study: int, file_hash: str | None) -> Change | None:
    """The change that stands and came from the same file."""
    if file_hash is None:
        return None
    same = sa.select(CHANGES).where(
        CHANGES.c.study == study, CHANGES.c.file_hash == file_hash, CHANGES.c.undone_by.is_(None)
    )
    found = conn.execute(same).first()
    return None if found is None else recorded(name, found)


def open_change(
    database: Database,
    conn: sa.Connection,
    study: int,
    asker: Asker,
    asked: ChangeSet,
    undoes: int | None = None,
) -> VersionWriter:
    """Record that a change begins, so that versions can name it."""
    number = int(conn.execute(sa.select(sa.func.max(CHANGES.c.number))).scalar() or 0) + 1
    conn.execute(
        CHANGES.insert().values(
            number=number,
            study=study,
            kind=asked.kind,
            at=dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            by=asker.name,
            label=asked.label,
            file_hash=asked.file_hash,
            source=_json(asked.source),
            about=_json(asked.about),
            counts="{}",
            undoes=undoes,
        )
    )
    return VersionWriter(database, conn, study, number)


def _json(said: Mapping[str, Any] | None) -> str | None:
    return None if said is None else json.dumps(said, ensure_ascii=False, default=str)


def close_change(writer: VersionWriter, study: str, counts: Counts) -> Change:
    """Record what the change did, and let go of the answers that do not hold any more."""
    conn, number = writer.conn, writer.change
    shown = {name: counts[name] for name in NAMES if name in counts}
    mine = CHANGES.c.number == number
    conn.execute(CHANGES.update().where(mine).values(counts=json.dumps(shown)))
    conn.execute(STUDIES.update().where(STUDIES.c.id == writer.study).values(version=number))
    if evidence_of(conn, writer.study) == number:
        let_go_of_outdated(conn, writer.study)
    return recorded(study, conn.execute(sa.select(CHANGES).where(mine)).one())


def _write_table(
    writer: VersionWriter,
    name: str,
    added: Cells | None,
    changed: pd.DataFrame | None,
    removed: pd.DataFrame | None,
) -> tuple[dict[str, int], Sequence[int]]:
    seen = {} if changed is None else _seen(changed)
    going = {} if removed is None else _seen(removed)
    live = writer.live(name, [*seen, *going])
    edits = _edits(name, changed, live, seen)
    _check_versions(name, seen | going, live, edits)
    fresh = {row: cells for row, cells in edits.items() if cells != live[row].cells}
    writer.end(name, [live[row].id for row in [*fresh, *going]])
    again = cells_of_versions(name, list(fresh.values()))
    first = writer.first_free(name)
    writer.put(name, again, [live[row] for row in fresh])
    rows = writer.add(name, added) if added is not None else range(0)
    brought = list(dict.fromkeys([*(added.said if added is not None else []), *again.said]))
    write_part(writer, name, brought, first, len(fresh) + len(rows))
    return {"added": len(rows), "changed": len(fresh), "removed": len(going)}, rows


def write_part(
    writer: VersionWriter, table: str, columns: Sequence[str] | None, first: int, count: int
) -> None:
    """Record what the change did to a table: the columns it brought, and which versions are its own."""
    told = None if columns is None else json.dumps(columns, ensure_ascii=False)
    row = {"change": writer.change, "tab": table, "study": writer.study, "columns": told}
    writer.conn.execute(PARTS.insert().values(**row, first_id=first, last_id=first + count - 1))


def _seen(frame: pd.DataFrame) -> dict[int, int]:
    """For each record named the version that was seen."""
    rows, seen = (frame[name].astype("int64").tolist() for name in ("row", "version"))
    return dict(zip(rows, seen, strict=True))


def _edits(
    name: str, changed: pd.DataFrame | None, live: Mapping[int, Version], seen: Mapping[int, int]
) -> dict[int, dict[str, str]]:
    """For each record that changes its cells afterwards, of those that are still there."""
    if changed is None:
        return {}
    cells = cells_of(name, changed.drop(columns=["row", "version"]), whole=False)
    texts = {column: cells.texts(column) for column in cells.columns}
    edits: dict[int, dict[str, str]] = {}
    for place, row in enumerate(seen):
        new = {column: column_texts[place] for column, column_texts in texts.items()}
        old = live[row].cells if row in live else {}
        edits[row] = {column: text for column, text in {**old, **new}.items() if text is not None}
    return edits


def _check_versions(
    name: str,
    seen: Mapping[int, int],
    live: Mapping[int, Version],
    edits: Mapping[int, Mapping[str, str]],
) -> None:
    conflicts = [
        Conflict(
            name,
            row,
            version,
            edits.get(row),
            live[row].born if row in live else None,
            live[row].cells if row in live else None,
        )
        for row, version in seen.items()
        if row not in live or live[row].born != version
    ]
    if conflicts:
        raise ConflictError(CONFLICT, conflicts, n=len(conflicts))


def _moves_others(counts: Counts) -> bool:
    """Whether it may have changed where other rows belong."""
    return any(
        done["changed"] or done["removed"] or (name == "members" and done["added"])
        for name, done in counts.items()
        if name in BELONGED_WITH
    )
