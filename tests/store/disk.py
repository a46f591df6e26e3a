"""A disk under the very SQLite that the store uses: it fails when told, and remembers what it was told.

SQLite reaches a disk through a table of functions, its VFS. Ours is a copy of the one that this build uses by
default, with some of its functions replaced: those that open, write, cut, sync and delete a file. Everything
else (locks, reading, the shared memory beside a WAL) is the build's own. It is made by ctypes in the process
itself, in the library that Python's sqlite3 has loaded, and is then the default of every connection.

A power cut is acted out afterwards. What was synced is there. Of what was written to a file since it was last
synced any part may be there, in sectors of 512 bytes, whatever the order; a file that was made or deleted and
whose folder was not synced may be there or not.

Not covered: a disk that says it has synced and has not, sectors that are torn within, and what is neither
written nor synced through the VFS (the shared memory beside the WAL, which SQLite rebuilds).
"""

from __future__ import annotations

import ctypes
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

SECTOR = 512
OK, IO_ERROR, FULL = 0, 10, 13
WRITE_ERROR, SYNC_ERROR = IO_ERROR | (3 << 8), IO_ERROR | (4 << 8)

P, I, L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64  # noqa: E741
OPEN = ctypes.CFUNCTYPE(I, P, P, P, I, P)
DELETE = ctypes.CFUNCTYPE(I, P, ctypes.c_char_p, I)
WRITE = ctypes.CFUNCTYPE(I, P, P, I, L)
TRUNCATE = ctypes.CFUNCTYPE(I, P, L)
SYNC = ctypes.CFUNCTYPE(I, P, I)


class Vfs(ctypes.Structure):
    """The head of sqlite3_vfs."""

    _fields_ = (
        ("version", I),
        ("file_size", I),
        ("longest_path", I),
        ("next", P),
        ("name", ctypes.c_char_p),
        ("data", P),
        ("open", P),
        ("delete", P),
        ("rest", P * 16),
    )


class Methods(ctypes.Structure):
    """sqlite3_io_methods."""

    _fields_ = (
        ("version", I),
        ("close", P),
        ("read", P),
        ("write", P),
        ("truncate", P),
        ("sync", P),
        ("rest", P * 13),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the disk was told: write, truncate, sync, make, delete; by us: find, acknowledged."""

    what: str
    name: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Disk:
    """What a disk was told, and when it fails.

    `fails` is asked before each write, cut and sync with how many there were before it.
    """

    told: list[Told] = field(default_factory=list)
    fails: Callable[[int], bool] = lambda number: False
    error: int = WRITE_ERROR
    count: int = 0

    def refuses(self) -> bool:
        """Whether the next thing fails."""
        self.count += 1
        return self.fails(self.count - 1)

    def acknowledge(self, number: int) -> None:
        """Remember that somebody was told that a change is durable."""
        self.told.append(Told("acknowledged", offset=number))


def library() -> ctypes.CDLL:
    """The SQLite that Python's sqlite3 uses, checked to be that build."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    paths = dict.fromkeys(re.findall(r"(/\S*(?:libsqlite3|_sqlite3)\S*\.so\S*)", maps))
    (source,) = sqlite3.connect(":memory:").execute("SELECT sqlite_source_id()").fetchone()
    for path in paths:
        found = ctypes.CDLL(path)
        if hasattr(found, "sqlite3_sourceid"):
            found.sqlite3_sourceid.restype = ctypes.c_char_p
            if found.sqlite3_sourceid().decode() == source:
                return found
    raise RuntimeError("the SQLite in use cannot be found")


class Shim:
    """The default VFS with four functions of ours; made once, for it cannot be taken out safely."""

    def __init__(self) -> None:
        self.disk: Disk | None = None
        self._names: dict[int, str] = {}
        self._methods: dict[int, Methods] = {}
        self._library = library()
        self._library.sqlite3_vfs_find.restype = P
        self._base = Vfs.from_address(self._library.sqlite3_vfs_find(None))
        self._vfs = Vfs.from_buffer_copy(bytes(self._base))
        self._vfs.name = b"disk"
        self._open, self._delete = OPEN(self._base.open), DELETE(self._base.delete)
        self._ours = (OPEN(self.open), DELETE(self.delete))
        self._vfs.open, self._vfs.delete = (ctypes.cast(ours, P) for ours in self._ours)
        self._kept: list[Any] = []
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1) == OK

    def open(self, vfs: int, path: int | None, file: int, flags: int, out: int | None) -> int:
        """Open a file, and put ourselves before what it is written and synced by."""
        there = path is not None and Path(ctypes.string_at(path).decode()).exists()
        code = int(self._open(vfs, path, file, flags, out))
        if code == OK and path is not None:
            name = ctypes.string_at(path).decode()
            self._names[file] = name
            methods = ctypes.cast(file, ctypes.POINTER(P))
            methods[0] = ctypes.addressof(self._ours_for(methods[0]))
            if self.disk is not None:
                data = Path(name).read_bytes() if there else b""
                self.disk.told.append(Told("find" if there else "make", name, data=data))
        return code

    def _ours_for(self, base: int) -> Methods:
        if base not in self._methods:
            theirs = Methods.from_address(base)
            ours = Methods.from_buffer_copy(bytes(theirs))
            real = WRITE(theirs.write), TRUNCATE(theirs.truncate), SYNC(theirs.sync)
            mine = (
                WRITE(self._writing(real[0])),
                TRUNCATE(self._cutting(real[1])),
                SYNC(self._syncing(real[2])),
            )
            ours.write, ours.truncate, ours.sync = (ctypes.cast(function, P) for function in mine)
            self._kept += [real, mine]
            self._methods[base] = ours
        return self._methods[base]

    def delete(self, vfs: int, path: bytes, durable: int) -> int:
        """Delete a file."""
        code = int(self._delete(vfs, path, durable))
        if code == OK and self.disk is not None:
            self.disk.told.append(Told("delete", path.decode(), offset=durable))
        return code

    def _writing(self, real: Any) -> Callable[[int, int, int, int], int]:
        def write(file: int, data: int, size: int, offset: int) -> int:
            disk = self.disk
            if disk is not None and disk.refuses():
                return disk.error
            code = int(real(file, data, size, offset))
            if disk is not None:
                disk.told.append(Told("write", self._names[file], offset, ctypes.string_at(data, size)))
            return code

        return write

    def _cutting(self, real: Any) -> Callable[[int, int], int]:
        def truncate(file: int, size: int) -> int:
            disk = self.disk
            if disk is not None and disk.refuses():
                return disk.error
            code = int(real(file, size))
            if disk is not None:
                disk.told.append(Told("truncate", self._names[file], size))
            return code

        return truncate

    def _syncing(self, real: Any) -> Callable[[int, int], int]:
        def sync(file: int, flags: int) -> int:
            disk = self.disk
            if disk is not None and disk.refuses():
                return SYNC_ERROR if disk.error == WRITE_ERROR else disk.error
            code = int(real(file, flags))
            if disk is not None:
                disk.told.append(Told("sync", self._names[file]))
            return code

        return sync


_SHIM: list[Shim] = []


@contextmanager
def disk_under(disk: Disk) -> Iterator[Disk]:
    """Have every SQLite connection of this process that is opened from now on write to this disk."""
    if not _SHIM:
        _SHIM.append(Shim())
    _SHIM[0].disk = disk
    try:
        yield disk
    finally:
        _SHIM[0].disk = None


@dataclass(slots=True)
class Lying:
    """A file as it lies on the disk: what is durable, and what was told since the last sync."""

    durable: bytearray | None = None
    since: list[Told] = field(default_factory=list)

    def after_cut(self, rng: Random) -> bytearray | None:
        """What is found of it after a power cut; None: no file."""
        found = None if self.durable is None else bytearray(self.durable)
        for told in self.since:
            found = _maybe(found, told, rng)
        return found

    def settle_name(self) -> None:
        """That it was made or deleted becomes durable, and nothing that was written since."""
        last = max((n for n, told in enumerate(self.since) if told.what in ("make", "delete")), default=-1)
        if last >= 0:
            self.durable = bytearray() if self.since[last].what == "make" else None
            self.since = self.since[last + 1 :]

    def settle(self) -> None:
        """Everything told so far becomes durable."""
        for told in self.since:
            self.durable = _done(self.durable, told)
        self.since = []


def _maybe(found: bytearray | None, told: Told, rng: Random) -> bytearray | None:
    """One thing that may have reached the disk, in part."""
    if told.what != "write":
        return _done(found, told) if rng.random() < 0.5 else found
    if found is None:
        return None
    luck = rng.random()
    for start in range(0, len(told.data), SECTOR):
        if rng.random() < luck:
            part = Told("write", told.name, told.offset + start, told.data[start : start + SECTOR])
            found = _done(found, part)
    return found


def _done(found: bytearray | None, told: Told) -> bytearray | None:
    if told.what == "make":
        return bytearray() if found is None else found
    if told.what == "delete" or found is None:
        return None
    if told.what == "truncate":
        return found[: told.offset]
    end = told.offset + len(told.data)
    found.extend(bytes(max(0, end - len(found))))
    found[told.offset : end] = told.data
    return found


def cut(told: list[Told], moments: list[int], rng: Random) -> Iterator[tuple[dict[str, bytes], set[int]]]:
    """Cut the power at some moments; each time the files that are found, and what had been acknowledged.

    Args:
        told: what the disk was told.
        moments: how much of it had been told when the power went, in rising order.
        rng: decides what of the rest had reached the disk.
    """
    files: dict[str, Lying] = {}
    acknowledged: set[int] = set()
    begin = 0
    for moment in moments:
        for step in told[begin:moment]:
            _take(files, acknowledged, step)
        begin = moment
        found = {name: file.after_cut(rng) for name, file in files.items()}
        yield {name: bytes(data) for name, data in found.items() if data is not None}, set(acknowledged)


def _take(files: dict[str, Lying], acknowledged: set[int], step: Told) -> None:
    if step.what == "acknowledged":
        acknowledged.add(step.offset)
        return
    if step.what == "find":
        files.setdefault(step.name, Lying(bytearray(step.data)))
        return
    file = files.setdefault(step.name, Lying())
    if step.what == "sync":
        if any(told.what == "make" for told in file.since):
            for other in files.values():
                other.settle_name()  # the folder of a file that was made is synced with it
        file.settle()
        return
    file.since.append(step)
    if step.what == "delete" and step.offset:
        file.settle()
