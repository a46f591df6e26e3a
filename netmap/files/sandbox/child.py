"""The child process: takes one archive or workbook apart, and answers in JSON what it found.

It knows the standard library and this room only, so that it starts at once and needs little.
"""

from __future__ import annotations

import csv
import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any, BinaryIO

from netmap.files.sandbox.kinds import (
    ARCHIVE,
    ARCHIVES,
    BOOKS,
    OLD_BOOKS,
    PACKAGE,
    TABLES,
    checked_suffix,
    kind_of,
)
from netmap.files.sandbox.limits import MEGABYTE, Limits, Refusal
from netmap.files.sandbox.old_books import read_old_book
from netmap.files.sandbox.spool import Spool
from netmap.files.sandbox.workbook_cells import read_book
from netmap.files.sandbox.zips import chunks_of, hidden, opened_zip

PACKED = (ARCHIVE, "gzip", "7-Zip", "RAR", "bzip2", "xz", "zstd")
"""Kinds of file that hold other files."""

STATUS = Path("/proc/self/statm")


class TooLongError(Exception):
    """The time for the file is over."""


def main() -> None:
    """Read the request from standard input, and answer on standard output."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    path, name = Path(request["path"]), request["name"]
    size = path.stat().st_size
    spool = Spool(Path(request["folder"]), name, limits, size)
    csv.field_size_limit(limits.line_characters + 1)
    seconds = limits.seconds_for(size)
    confine(limits, seconds, limits.unpacked_bytes + limits.text_for(size))
    try:
        answer: dict[str, Any] = _taken_apart(path, spool, request)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    except MemoryError:
        values = {"name": name, "most": limits.memory // MEGABYTE, "place": spool.place}
        answer = {"refused": "memory", "values": values}
    except TooLongError:
        answer = {
            "refused": "time",
            "values": {"name": name, "seconds": round(seconds, 1), "place": spool.place},
        }
    sys.stdout.write(json.dumps(answer))


def confine(limits: Limits, seconds: float, file_bytes: int) -> None:
    """Allow this process so much more memory and time, and no more.

    Where the system knows no such limits (Windows), the parent's clock still ends the process.

    Args:
        limits: how much memory.
        seconds: of processor time.
        file_bytes: how large a file it may write.
    """
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGXCPU, _stop)
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    most = _used() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def _used() -> int:
    """The bytes that this process has mapped; where that cannot be known, as many as it may well need."""
    import resource

    if not STATUS.exists():
        return 500_000_000
    return int(STATUS.read_text().split()[0]) * resource.getpagesize()


def _taken_apart(path: Path, spool: Spool, request: dict[str, Any]) -> dict[str, Any]:
    with path.open("rb") as stream:
        suffix = checked_suffix(spool.name, _start(stream))
        if suffix in ARCHIVES:
            _read_archive(stream, spool, request)
        else:
            _read_book(stream, spool.name, suffix, spool, request)
    return {"tables": spool.tables}


def _start(stream: BinaryIO) -> bytes:
    start = stream.read(512)
    stream.seek(0)
    return start


def _read_book(
    stream: BinaryIO, name: str, suffix: str, spool: Spool, request: dict[str, Any], place: str = ""
) -> None:
    if suffix == ".ods":
        opened_zip(stream, name, spool.limits)
        stream.seek(0)
    if suffix in OLD_BOOKS:
        read_old_book(stream, name, spool, request["library"], place)
    else:
        read_book(stream, name, spool, place)


def _read_archive(stream: BinaryIO, spool: Spool, request: dict[str, Any]) -> None:
    """The tables in an archive; one that holds a further archive is refused."""
    archive = opened_zip(stream, spool.name, spool.limits)
    for entry in archive.infolist():
        if entry.is_dir() or hidden(entry.filename):
            continue
        path = PurePosixPath(entry.filename)
        suffix = path.suffix.casefold()
        chunks = chunks_of(archive, entry.filename, spool.name, spool.limits)
        if suffix in TABLES or path.name == PACKAGE:
            spool.copy(entry.filename, chunks)
        elif suffix in (*BOOKS, *OLD_BOOKS):
            spool.place = entry.filename
            _read_entry(chunks, entry.filename, spool, request)
        elif suffix in ARCHIVES or kind_of(next(chunks, b"")) in PACKED:
            raise Refusal("nested-archive", name=spool.name, entry=entry.filename)


def _read_entry(chunks: Iterator[bytes], entry: str, spool: Spool, request: dict[str, Any]) -> None:
    waiting = Path(request["folder"], "entry")
    with waiting.open("wb") as whole:
        whole.writelines(chunks)
    with waiting.open("rb") as inner:
        suffix = checked_suffix(entry, _start(inner))
        _read_book(inner, entry, suffix, spool, request, entry)


def request_of(path: Path, name: str, folder: Path, limits: Limits, library: str) -> str:
    """What the child process is asked, as JSON."""
    told = {"path": str(path), "name": name, "folder": str(folder), "library": library}
    return json.dumps({**told, "limits": asdict(limits)})
