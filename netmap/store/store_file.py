"""The file of a store on its disk: whether it is the one that was opened, written by SQLite alone.

A file goes on being written to when its name was given to another or taken away. And a copy over it (`cp`,
a sync program) goes unnoticed by SQLite, which then mixes what it remembers with what is there now.

SQLite writes to the file itself only when it takes over what was committed, and counts that in the index
beside it (https://sqlite.org/walformat.html, “The WAL-Index File Format”). So a file that was written while
the count stood still was written by somebody else; unless what is on the disk is the same as before, by
the number that every commit of a store draws anew.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from netmap.model.i18n import N_
from netmap.store.errors import StoreError

MOVED = N_(
    "The store at {path} was moved or deleted while it was open, so nothing was saved. Put it back, or "
    "restore a backup and start again."
)
REPLACED = N_(
    "Another file was put in the place of the store at {path} while it was open, so nothing was saved. Start "
    "again with the one that is meant."
)
OVERWRITTEN = N_(
    "Another file was copied over the store at {path} while it was open, so nothing was saved. Stop netmap, "
    "delete {path} and the files {path}-wal and {path}-shm, put the one that is meant in its place, and "
    "start again."
)

SALT, TAKEN_OVER, BEGUN, INDEX_BYTES = slice(32, 40), slice(96, 100), slice(128, 132), 136
"""Where the index beside a SQLite file says which log it is of, how many of its pages were taken over, and
how many were begun to be."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What of which log was taken over into the file; while that goes on the file is being written."""

    log: bytes
    pages: bytes
    begun: bytes

    @property
    def going_on(self) -> bool:
        """Whether it has begun and is not done, or broke off."""
        return self.pages != self.begun


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the file saw: its length and the time of its last writing, what was taken over, and the
    number of the last commit of which it knows by itself."""

    written: tuple[int, int]
    taken: Taken
    commit: tuple[int, int] | None


class StoreFile:
    """The file at a path when this was made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _file_at(path)
        self._index: int | None = None
        self._looked: Looked | None = None
        self._overwritten = False
        self._lock = threading.Lock()

    def check(self) -> None:
        """Refuse to go on where it is no longer the one at its path, or was written by somebody else.

        Raises:
            StoreError: it was moved, deleted, replaced or overwritten.
        """
        now = _file_at(self.path)
        if now != self._file:
            raise StoreError(MOVED if now is None else REPLACED, path=self.path)
        self.check_own()

    def check_own(self) -> None:
        """The second half of that: refuse to go on where somebody else wrote into it.

        Raises:
            StoreError: it was overwritten.
        """
        with self._lock:
            now = None if self._index is None else self._look(self._index)
            if now is not None and self._looked is not None and _by_others(self._looked, now):
                self._overwritten = True  # for good: connections that end write into it what they still hold
            if self._overwritten:
                raise StoreError(OVERWRITTEN, path=self.path)
            if now is not None:
                self._looked = now

    def opened(self, conn: sqlite3.Connection) -> None:
        """A connection is open, and with it the index that is looked at from now on.

        It is held open as long as there are connections: whoever closes such a file lets go of the locks that
        SQLite holds on it in the same process. What a process that was killed left in the log is taken over
        first, since nothing can be told while that is half done.
        """
        if os.name == "nt":
            return  # Windows lets nobody write over a file that is open
        with self._lock:
            if self._index is not None and os.fstat(self._index).st_nlink:
                return
            self._let_go()
            with suppress(OSError, sqlite3.Error):
                conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._index = os.open(f"{self.path}-shm", os.O_RDONLY)
        self.check_own()

    def closed(self) -> None:
        """No connection is open any more."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._index is not None:
            os.close(self._index)
        self._index = self._looked = None

    def _look(self, held: int) -> Looked | None:
        """What is there now; None where it cannot be told."""
        written, index = self._written(), os.pread(held, INDEX_BYTES, 0)
        while written != (again := self._written()):
            written, index = again, os.pread(held, INDEX_BYTES, 0)
        if written is None or len(index) < INDEX_BYTES or not os.fstat(held).st_nlink:
            return None
        taken, before = Taken(index[SALT], index[TAKEN_OVER], index[BEGUN]), self._looked
        if before is not None and before.written == written:
            return Looked(written, taken, before.commit)
        return Looked(written, taken, self._commit())

    def _written(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = os.stat(self.path)  # noqa: PTH116  (a tenth of the time, before every write)
            return found.st_size, found.st_mtime_ns
        return None

    def _commit(self) -> tuple[int, int] | None:
        """The number of the last commit that was taken over into the file, and that of its layout.

        Read by SQLite itself without its log: it alone may open and close the file without losing locks.
        """
        address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
        with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as alone:
            pragmas = ("PRAGMA user_version", "PRAGMA schema_version")
            commit, layout = (int(alone.execute(pragma).fetchone()[0]) for pragma in pragmas)
            return commit, layout
        return None


def _by_others(before: Looked, now: Looked) -> bool:
    """Whether somebody else than SQLite wrote between two looks, and something else than was there."""
    return (
        now.written != before.written
        and now.taken == before.taken
        and not now.taken.going_on
        and (now.commit is None or now.commit != before.commit)
    )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file is at a path, whatever it holds; None where none is."""
    try:
        found = os.stat(path)  # noqa: PTH116  (as above)
    except OSError:
        return None
    return found.st_dev, found.st_ino
