"""The two databases: how each is opened, written to by one writer at a time, and read in a snapshot."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from netmap.model.i18n import N_
from netmap.store.batches import Batch
from netmap.store.copying import copy_of
from netmap.store.errors import StoreError
from netmap.store.layout import KEPT
from netmap.store.store_file import StoreFile

BUSY_SECONDS = 30.0
"""How long a write waits for the writer before it in another process."""

REACH_SECONDS = 10
"""How long a server is waited for before it counts as down."""

WRITERS = 0x6E65746D6170
"""The number of the lock that writers of a PostgreSQL store take in turn."""

CACHE, MUCH_CACHE = "cache_size=-32768", "cache_size=-131072"
"""KiB of pages that a connection keeps: always, and while it takes in very many rows."""

READING = ("foreign_keys=ON", CACHE)
WRITING = ("journal_mode=WAL", "synchronous=FULL")
"""What every connection to a SQLite file is told."""

VERY_MANY = 50_000
"""From so many rows on it may be worth while to make the indexes anew."""

UNKEEPABLE = N_("The store cannot keep this text: {why}")
NOT_WRITTEN = N_("The store could not be written: {why}. Nothing was changed; what it holds can be read.")
NOT_READ = N_("The store could not be read: {why}.")
UNREACHABLE = N_(
    "The database cannot be reached: {why}. Nothing was changed; it is tried again with every request."
)


class Database(Protocol):
    """What the store asks of a database."""

    engine: sa.Engine

    def writing(self) -> Any:
        """A connection in a transaction that no other writer has beside it; committed at the end."""

    def reading(self) -> Any:
        """A connection that sees the store as it is now, whatever is written meanwhile."""

    def insert(self, conn: sa.Connection, batch: Batch) -> None:
        """Insert many versions at once."""

    def keep_before(self, layout: str) -> None:
        """Put a copy aside before the layout is changed."""

    def close(self) -> None:
        """Let go of every connection."""


class SqliteDatabase:
    """A file: write-ahead log, every commit synced, one writer.

    Each connection and each write looks whether the file is still the one that was opened (`StoreFile`).
    Every commit draws a number, by which two states of the file are told apart.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._file = StoreFile(path)
        self._read_only = read_only
        self.engine = sa.create_engine(
            "sqlite+pysqlite://",
            creator=self._connect,
            poolclass=sa.pool.QueuePool,
            pool_size=5,
            max_overflow=30,
        )
        event.listen(self.engine, "begin", _begin)
        self._writer = _lock_of(path)

    def _connect(self) -> Any:
        import sqlite3

        conn = sqlite3.connect(
            f"file:{quote(str(self.path))}?mode={'ro' if self._read_only else 'rw'}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._file.check()
            for pragma in READING if self._read_only else (*READING, *WRITING):
                conn.execute(f"PRAGMA {pragma}")
            if not self._read_only:
                self._file.opened(conn)
        except BaseException:
            conn.close()
            raise
        return conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that no other writer has beside it."""
        with self._writer, refusing(), self.engine.connect() as conn:
            conn.execution_options(netmap_begin="BEGIN IMMEDIATE")
            with conn.begin():
                self._file.check()
                yield conn
                conn.exec_driver_sql(f"PRAGMA user_version={secrets.randbits(31)}")
                self._file.check()
            self._file.check()  # moved between the last look and the commit

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the store as it is now."""
        with refusing(NOT_READ), self.engine.connect() as conn, conn.begin():
            self._file.check_own()
            yield conn

    def insert(self, conn: sa.Connection, batch: Batch) -> None:
        """Insert many versions at once."""
        driver: Any = conn.connection.driver_connection
        with _indexed_at_the_end(conn, batch) if _very_many(batch) else nullcontext():
            try:
                for insert, values in batch.inserts():
                    driver.executemany(insert, values)
            except driver.IntegrityError as error:
                raise sa.exc.IntegrityError("insert", None, error) from error

    def keep_before(self, layout: str) -> None:
        """Put a copy beside the file before its layout is changed."""
        copy_of(self.path, self.path.with_name(f"{self.path.name}.layout-{layout}.backup"))

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
        self._file.closed()


def _begin(conn: sa.Connection) -> None:
    conn.exec_driver_sql(conn.get_execution_options().get("netmap_begin", "BEGIN"))


def _very_many(batch: Batch) -> bool:
    """Whether rows are many, and at least as many as those that are there."""
    return len(batch.ids) >= max(VERY_MANY, batch.ids.start - 1)


@contextmanager
def _indexed_at_the_end(conn: sa.Connection, batch: Batch) -> Iterator[None]:
    """Have rows sorted once for each index, rather than each row put into its place in it.

    In the same transaction: where an id is there twice the index cannot be made, and nothing has happened.
    """
    indexes = sorted(KEPT[batch.table].indexes, key=lambda index: str(index.name))
    conn.exec_driver_sql(f"PRAGMA {MUCH_CACHE}")
    try:
        for index in indexes:
            index.drop(conn)
        yield
        for index in indexes:
            index.create(conn)
    finally:
        conn.exec_driver_sql(f"PRAGMA {CACHE}")


class PostgresDatabase:
    """A server: writers take an advisory lock in turn, readers see one snapshot.

    A connection is tried before it is used, so that the store is there again as soon as its server is.
    """

    def __init__(self, url: sa.URL) -> None:
        patience = {"connect_timeout": REACH_SECONDS}
        self.engine = sa.create_engine(
            url, pool_size=5, max_overflow=30, pool_pre_ping=True, connect_args=patience
        )

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that no other writer has beside it."""
        with refusing(), self.engine.begin() as conn:
            conn.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})
            yield conn

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the store as it is now."""
        with refusing(NOT_READ), self.engine.connect() as conn:
            conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with conn.begin():
                yield conn

    def insert(self, conn: sa.Connection, batch: Batch) -> None:
        """Insert many versions at once."""
        driver: Any = conn.connection.driver_connection
        import psycopg

        try:
            with driver.cursor() as cursor, cursor.copy(batch.copy_sql()) as copy:
                for row in batch.lines():
                    copy.write_row(row)
        except psycopg.IntegrityError as error:
            raise sa.exc.IntegrityError("copy", None, error) from error

    def keep_before(self, layout: str) -> None:
        """Nothing: the whole upgrade is one transaction, and the server's own backups are the operator's."""

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def refusing(template: str = NOT_WRITTEN) -> Iterator[None]:
    """What the database says of itself, such as a full disk, as a refusal of the store.

    Every exception that leaves the transaction has rolled it back.
    """
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except (sa.exc.DataError, UnicodeEncodeError) as error:
        raise StoreError(UNKEEPABLE, why=_plain(error)) from error
    except UnicodeDecodeError as error:  # a damaged file, of which SQLite itself says what is no text
        raise StoreError(template, why=error.reason) from error
    except sa.exc.SQLAlchemyError as error:
        raise StoreError(UNREACHABLE if _is_away(error) else template, why=_plain(error)) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("sqlite3", "psycopg"):
            raise
        raise StoreError(UNREACHABLE if _is_away(error) else template, why=_plain(error)) from error


def _is_away(error: BaseException) -> bool:
    """Whether a server cannot be reached: it ended the connection, or told no state because there is none."""
    told = getattr(error, "orig", None) or error
    lost = getattr(error, "connection_invalidated", False)
    return lost or (type(told).__name__ == "OperationalError" and getattr(told, "sqlstate", "") is None)


def _plain(error: BaseException) -> str:
    told = getattr(error, "orig", None) or error
    return str(told).strip().partition("\n")[0]


_LOCKS: dict[Path, threading.RLock] = {}
_LOCKS_LOCK = threading.Lock()


def _lock_of(path: Path) -> threading.RLock:
    """The one writer's lock of a file in this process, however often it is opened."""
    with _LOCKS_LOCK:
        return _LOCKS.setdefault(path, threading.RLock())
