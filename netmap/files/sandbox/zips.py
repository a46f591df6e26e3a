"""Zip archives (an .xlsx is one too), looked through before anything in them is opened."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from netmap.files.sandbox.limits import MEGABYTE, Limits, Refusal

END = b"PK\x05\x06"
END_BYTES, LONGEST_COMMENT = 22, 65_535
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 1 << 16

BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, struct.error)
"""What the standard library raises on an archive that is none."""


def opened_zip(stream: BinaryIO, name: str, limits: Limits) -> zipfile.ZipFile:
    """An archive of which every entry has been looked at.

    Args:
        stream: its bytes.
        name: what it is called.
        limits: how many entries and bytes it may hold.

    Raises:
        Refusal: damaged, locked, or made to burst or to write outside its place.
    """
    _check_directory(stream, name, limits)
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise Refusal("damaged", name=name) from error
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refusal("unpacks-too-large", name=name, most=limits.unpacked_bytes // MEGABYTE)
    _check_ratio(entries, stream, name, limits)
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, name, limits)
        if entry.filename in seen:
            raise Refusal("doubled-entry", name=name, entry=entry.filename)
        seen.add(entry.filename)
    _check_overlap(entries, name)
    return archive


def _check_ratio(entries: list[zipfile.ZipInfo], stream: BinaryIO, name: str, limits: Limits) -> None:
    """Many entries below the size from which one is looked at can burst together."""
    whole = sum(entry.file_size for entry in entries)
    if whole > limits.ratio_from and whole > limits.ratio * stream.seek(0, 2):
        largest = max(entries, key=lambda entry: entry.file_size)
        raise Refusal("packed-too-tight", name=name, entry=_shown(largest), ratio=limits.ratio)


def _shown(entry: zipfile.ZipInfo) -> str:
    """The name of an entry as it can be shown."""
    name = entry.filename[:200]
    return name if name.isprintable() else ascii(name)[1:-1]


def _check_directory(stream: BinaryIO, name: str, limits: Limits) -> None:
    """The list of entries is read whole by the standard library: its size is looked at first."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_BYTES - LONGEST_COMMENT))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_BYTES:
        raise Refusal("damaged", name=name)
    entries, directory = struct.unpack("<HI", tail[place + 10 : place + 16])
    if entries > limits.entries or directory > limits.directory_bytes:
        raise Refusal("too-many-entries", name=name, most=limits.entries)


def _check_entry(entry: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    shown = _shown(entry)
    if entry.flag_bits & 1:
        raise Refusal("encrypted", name=name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[:1]:
        raise Refusal("outside-path", name=name, entry=shown)
    if len(entry.filename) > 1 and entry.filename[1] == ":":
        raise Refusal("outside-path", name=name, entry=shown)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refusal("link", name=name, entry=shown)
    if entry.compress_type not in METHODS:
        raise Refusal("damaged-entry", name=name, entry=shown)
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise Refusal("packed-too-tight", name=name, entry=shown, ratio=limits.ratio)


def _check_overlap(entries: list[zipfile.ZipInfo], name: str) -> None:
    end = -1
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Refusal("overlapping", name=name)
        end = entry.header_offset + entry.compress_size


def chunks_of(archive: zipfile.ZipFile, entry: str, name: str, limits: Limits) -> Iterator[bytes]:
    """The bytes of an entry, piece by piece.

    Raises:
        Refusal: damaged, or larger than an archive may hold, whatever it said of itself.
    """
    done = 0
    try:
        with archive.open(entry) as stream:
            while part := stream.read(CHUNK):
                done += len(part)
                if done > limits.unpacked_bytes:
                    raise Refusal("unpacks-too-large", name=name, most=limits.unpacked_bytes // MEGABYTE)
                yield part
    except (*BROKEN, RuntimeError) as error:
        raise Refusal("damaged-entry", name=name, entry=entry) from error


def hidden(path: str) -> bool:
    """Whether an entry is of no interest: hidden, or what a Mac adds."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(path).parts)
