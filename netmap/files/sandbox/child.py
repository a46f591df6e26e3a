"""The child process: takes one file apart, and answers in JSON what it found or why it would not.

It knows the standard library and this room only, so that it starts at once and needs little.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from netmap.files.sandbox.confining import TooLongError, confine
from netmap.files.sandbox.kinds import ARCHIVE, ARCHIVES, BOOKS, TABLES, checked_suffix, kind_of
from netmap.files.sandbox.limits import MEGABYTE, Limits
from netmap.files.sandbox.refusal import Refusal
from netmap.files.sandbox.spool import Spool
from netmap.files.sandbox.text_cells import read_text
from netmap.files.sandbox.workbook_cells import read_book
from netmap.files.sandbox.zips import chunks_of, hidden, opened_zip

PACKED = (ARCHIVE, "gzip", "7-Zip", "RAR", "bzip2", "xz", "zstd")
"""Kinds of file that hold other files."""


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


def _taken_apart(path: Path, spool: Spool, request: dict[str, Any]) -> dict[str, Any]:
    with path.open("rb") as stream:
        suffix = checked_suffix(spool.name, _start(stream))
        if suffix in TABLES:
            read_text(stream, spool.name, spool, request["encoding"], request["delimiter"])
        elif suffix in BOOKS:
            read_book(stream, spool.name, spool)
        else:
            _read_archive(stream, spool, request)
    if not any(table["rows"] for table in spool.tables):
        raise Refusal("no-tables", name=spool.name)
    return {"tables": spool.tables}


def _start(stream: BinaryIO) -> bytes:
    start = stream.read(512)
    stream.seek(0)
    return start


def _read_archive(stream: BinaryIO, spool: Spool, request: dict[str, Any]) -> None:
    """The tables in an archive; one that holds a further archive is refused."""
    archive = opened_zip(stream, spool.name, spool.limits)
    for entry in archive.infolist():
        if entry.is_dir() or hidden(entry.filename):
            continue
        suffix = PurePosixPath(entry.filename).suffix.casefold()
        chunks = chunks_of(archive, entry.filename, spool.name, spool.limits)
        if suffix in (*TABLES, *BOOKS):
            spool.place = entry.filename
            _read_entry(chunks, entry.filename, suffix, spool, request)
        elif suffix in ARCHIVES or kind_of(next(chunks, b"")) in PACKED:
            raise Refusal("nested-archive", name=spool.name, entry=entry.filename)


def _read_entry(
    chunks: Iterator[bytes], entry: str, suffix: str, spool: Spool, request: dict[str, Any]
) -> None:
    waiting = Path(request["folder"], "entry")
    with waiting.open("wb") as whole:
        whole.writelines(chunks)
    with waiting.open("rb") as inner:
        checked_suffix(entry, _start(inner))
        if suffix in BOOKS:
            read_book(inner, entry, spool, entry)
        else:
            read_text(inner, entry, spool, request["encoding"], request["delimiter"])


def request_of(
    path: Path, name: str, folder: Path, limits: Limits, encoding: str | None, delimiter: str | None
) -> str:
    """What the child process is asked, as JSON."""
    said = {"path": str(path), "name": name, "folder": str(folder), "limits": asdict(limits)}
    return json.dumps({**said, "encoding": encoding, "delimiter": delimiter})
