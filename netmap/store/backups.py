"""Copies of a store, made while it is in use and verified by opening them."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.store.copying import BESIDE, clear, copy_of, sync
from netmap.store.effective_changes import Moment
from netmap.store.engines import SqliteDatabase
from netmap.store.errors import StoreError
from netmap.store.hashing import logical_hash
from netmap.store.layout import CHANGES, KEPT, STUDIES
from netmap.store.migrating import HEAD, is_earlier, layout_of, migrate_copy
from netmap.store.opening import database_at
from netmap.store.reading import columns_said


@dataclass(frozen=True, slots=True)
class VerifiedStudy:
    """One study that was read whole: how many changes it has, and its logical hash."""

    name: str
    changes: int
    logical_hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a store: its layout, and every study read whole."""

    layout: str
    studies: tuple[VerifiedStudy, ...]


def backup(store: str | os.PathLike[str], target: str | os.PathLike[str]) -> Verified:
    """Copy a store to a file, which may be in use meanwhile, and open the copy to see that it is whole.

    Args:
        store: the path of a SQLite store.
        target: a file that is not there yet.

    Returns:
        What was found in the copy.

    Raises:
        ArgumentError: the file is there already, or the store is a database of a server.
        StoreError: there is no store, the copy could not be made, or it is not whole.
    """
    source, place = _file(store), Path(target).expanduser().absolute()
    _check_free(place)
    try:
        with _told(place):
            copy_of(source, place)
            _bring_up_to_date(place)
        return verify(place)
    except BaseException:
        clear(place)  # a copy that is not whole is none
        raise


def restore(
    file: str | os.PathLike[str], store: str | os.PathLike[str], *, replace: bool = False
) -> Path | None:
    """Put a backup in the place of a store; a store that was there is kept aside.

    Args:
        file: a backup, or any store; it is verified first. One of an earlier version of netmap is
            brought up to date on the way, and stays as it is itself.
        store: the path at which the store shall be. No program may have it open.
        replace: whether a store that is there may be put aside.

    Returns:
        Where the store that was there is now; None where there was none.

    Raises:
        ArgumentError: there is a store, and it is not to be replaced.
        StoreError: the backup is not whole, the store is in use, or the copy could not be made.
    """
    source, place = _file(file), Path(store).expanduser().absolute()
    _check_source(source)
    if not replace:
        _check_free(place)
    if place.exists() and place.samefile(source):
        raise ArgumentError(N_("A store cannot be restored from itself."))
    waiting = place.with_name(f".{place.name}.restoring")
    try:
        with _told(place):
            copy_of(source, waiting)
            _bring_up_to_date(waiting)
            verify(waiting)
            aside = _put_aside(place)
            waiting.replace(place)
            sync(place.parent)
    finally:
        clear(waiting)
    return aside


def verify(where: str | os.PathLike[str]) -> Verified:
    """Read everything in a store or a backup and see that it is whole.

    The database checks its pages, its indexes and its references; every study is read to the last row.

    Args:
        where: the path of a store or a backup, or the address of a database.

    Raises:
        StoreError: it is damaged, is no store, or is one of another layout.
    """
    database = database_at(where, read_only=True)
    try:
        with database.reading() as conn:
            layout = layout_of(conn)
            if layout != HEAD:
                raise StoreError(EARLIER if is_earlier(layout) else NO_STORE, path=os.fspath(where))
            if isinstance(database, SqliteDatabase):
                _check_pages(conn)
            return Verified(layout, tuple(_verified(conn)))
    finally:
        database.close()


EARLIER = N_(
    "{path} is a store of an earlier version of netmap. Opening or restoring it brings it up to date; "
    "then it can be verified."
)
NO_STORE = N_("{path} is no store of this version of netmap.")


def _check_source(source: Path) -> None:
    """See that a backup is whole; of one of an earlier layout its pages, as its studies are read later."""
    if not _is_earlier(source):
        verify(source)
        return
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as conn:
        found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise _damaged(found)


def _is_earlier(place: Path) -> bool:
    database = database_at(place, read_only=True)
    try:
        with database.reading() as conn:
            return is_earlier(layout_of(conn))
    finally:
        database.close()


def _bring_up_to_date(copy: Path) -> None:
    """Bring a copy of an earlier layout up to this one's; what it was copied from stays as it is."""
    if _is_earlier(copy):
        database = database_at(copy)
        try:
            migrate_copy(database)
        finally:
            database.close()
        _settle(copy)


def _check_pages(conn: sa.Connection) -> None:
    found = [str(row[0]) for row in conn.exec_driver_sql("PRAGMA integrity_check").all()]
    broken = [*conn.exec_driver_sql("PRAGMA foreign_key_check").all(), *_strays(conn)]
    if found != ["ok"] or broken:
        raise _damaged([*found, *map(str, broken)])


def _damaged(found: Sequence[str]) -> StoreError:
    return StoreError(N_("The store is damaged: {what}"), what="; ".join(found)[:300])


def _strays(conn: sa.Connection) -> Iterator[str]:
    """Tables with versions that no change made or ended."""
    made = sa.select(CHANGES.c.number)
    for name, kept in KEPT.items():
        stray = kept.c.born.not_in(made) | kept.c.gone.not_in(made)
        if conn.execute(sa.select(kept.c.id).where(stray).limit(1)).first() is not None:
            yield name


def _verified(conn: sa.Connection) -> Iterator[VerifiedStudy]:
    for study in conn.execute(sa.select(STUDIES).order_by(STUDIES.c.name)).all():
        moment = Moment(study.id)
        found = logical_hash(conn, moment, list(columns_said(conn, moment)))
        counted = sa.select(sa.func.count()).where(CHANGES.c.study == study.id)
        yield VerifiedStudy(study.name, int(conn.execute(counted).scalar_one()), found)


def _put_aside(place: Path) -> Path | None:
    """Keep a store under another name too, so that its own may be given away in one step.

    Afterwards nothing of it lies beside it that the next one could be mistaken to own.
    """
    if not place.exists():
        return None
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = place.with_name(f"{place.name}.before-{now}")
    _settle(place)
    try:
        aside.hardlink_to(place)
    except OSError:  # a disk that knows no second names
        shutil.copy2(place, aside)
    for end in BESIDE:
        beside = place.with_name(place.name + end)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + end))
    return aside


def _settle(place: Path) -> None:
    """Bring what lies beside a store into it, as far as it can be read at all; nobody else may use it."""
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as conn:
        try:
            conn.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise StoreError(N_("The store is in use; stop what has it open first.")) from error
        except sqlite3.DatabaseError:
            return  # damaged: it is kept aside as it is


def _file(where: str | os.PathLike[str]) -> Path:
    database = database_at(where, read_only=True)
    try:
        if isinstance(database, SqliteDatabase):
            return database.path
    finally:
        database.close()
    raise ArgumentError(N_("A database of PostgreSQL is backed up by its own tools, such as pg_dump."))


def _check_free(place: Path) -> None:
    if place.exists():
        raise ArgumentError(N_("There is something at {path} already; it is not overwritten."), path=place)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """What stands in the way of writing a file, as a refusal of the store."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError(N_("{path} could not be written: {why}"), path=place, why=why) from error
