"""Opening a store: a file, or a database by its address."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sa

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.store.copying import PRIVATE, clear
from netmap.store.engines import Database, PostgresDatabase, SqliteDatabase
from netmap.store.errors import StoreError
from netmap.store.keeping import Store
from netmap.store.migrating import migrate

SQLITE, POSTGRES = "sqlite", "postgresql"


def open_store(where: str | os.PathLike[str], *, create: bool = True) -> Store:
    """Open a store, and make it if there is none; one of an earlier version is brought up to date.

    Args:
        where: the path of a SQLite file, or an address such as `postgresql://user@host/name`.
        create: whether a file that is not there is made.

    Raises:
        ArgumentError: an address of another kind of database.
        StoreError: it cannot be opened, is no store, or belongs to a later version of netmap.

    Example:
        >>> import tempfile, netmap, pandas as pd
        >>> from types import SimpleNamespace
        >>> me = SimpleNamespace(name="me", role="local")
        >>> agencies = pd.DataFrame({"agency": ["=A1", "agency_1"]})
        >>> with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "a.netmap")) as store:
        ...     store.create_study(me, "first")
        ...     done = store.write_study(me, "first", netmap.from_tables(agencies=agencies))
        ...     store.read(me, "first").agencies["agency"].tolist()
        ['=A1', 'agency_1']
    """
    with new_file(where):
        database = database_at(where, create=create)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return Store(database)


@contextmanager
def new_file(where: str | os.PathLike[str]) -> Iterator[None]:
    """Take a store away again that is made within, if what is done fails before anything is on record.

    Args:
        where: the path of a store; one that is there already stays, as does the address of a database.
    """
    place = Path(where).expanduser().absolute()
    if "://" in os.fspath(where) or place.exists():
        yield
        return
    try:
        yield
    except BaseException:
        if place.is_file() and not _says_anything(place):
            clear(place)
        raise


def _says_anything(place: Path) -> bool:
    """Whether any change is on record in a file."""
    try:
        with closing(sqlite3.connect(place)) as conn:
            return conn.execute("SELECT 1 FROM changes LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:  # it has no tables yet, or could not be finished
        return False
    except sqlite3.DatabaseError:
        return True


def database_at(where: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> Database:
    """The database at a path or address, as it is."""
    text = os.fspath(where)
    if "://" not in text:
        return _file(Path(text), create=create, read_only=read_only)
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError as error:
        raise ArgumentError(N_("The address of the store cannot be read.")) from error
    if url.get_backend_name() == SQLITE and url.database:
        return _file(Path(url.database), create=create, read_only=read_only)
    if url.get_backend_name() not in (POSTGRES, "postgres"):
        raise ArgumentError(N_("A store is a file, or a database of PostgreSQL (postgresql://...)."))
    if find_spec("psycopg") is None:
        raise StoreError(N_("PostgreSQL needs one more package: pip install “netmap-zones[postgres]”."))
    return PostgresDatabase(url.set(drivername="postgresql+psycopg"))


def _file(path: Path, *, create: bool, read_only: bool) -> Database:
    place = path.expanduser().absolute()
    try:
        if create and not place.exists():
            place.touch(mode=PRIVATE, exist_ok=True)
    except OSError as error:
        raise StoreError(N_("{path} cannot be made: {why}"), path=path, why=error.strerror or "") from error
    if not place.is_file():
        raise StoreError(N_("There is no store at {path}."), path=path)
    return SqliteDatabase(place.resolve(), read_only=read_only)
