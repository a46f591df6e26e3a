"""What a file is, told by its first bytes and not by its name."""

from __future__ import annotations

from pathlib import PurePath

from netmap.files.sandbox.limits import Refusal

TEXT, ARCHIVE, OLE = "text", "ZIP", "OLE (.xls, .doc)"

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"\x80\x04\x95", "pickle"),
    (b"{\\rtf", "RTF"),
)
"""Bytes with which files of a kind begin."""

WORDS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
    (b"<svg", "SVG"),
)
"""The same for text that is no table, blanks before it left aside, in lower case."""

TABLES = (".csv", ".tsv", ".txt")
BOOKS = (".xlsx", ".xlsm")
OLD_BOOKS = (".xls", ".ods")
ARCHIVES = (".zip",)
PACKAGE = "datapackage.json"
"""What the tables of a folder or an archive say of themselves."""


def kind_of(start: bytes) -> str:
    """The kind of a file by its first bytes; text where they say nothing.

    Example:
        >>> kind_of(b"name;agency"), kind_of(b"%PDF-1.7")
        ('text', 'PDF')
    """
    for magic, kind in MAGIC:
        if start.startswith(magic) and not (kind == "EXE" and b"\0" not in start):
            return kind
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for word, kind in WORDS if plain.startswith(word)), TEXT)


def checked_suffix(name: str, start: bytes, texts: tuple[str, ...] = TABLES) -> str:
    """The suffix of a file whose bytes are of the kind that its name says.

    Args:
        name: what the file is called.
        start: its first bytes.
        texts: the suffixes of plain text.

    Raises:
        Refusal: a name that promises something else, or a kind that holds no table.
    """
    suffix = PurePath(name).suffix.casefold()
    kind = kind_of(start)
    if suffix not in (*texts, *BOOKS, *OLD_BOOKS, *ARCHIVES):
        code = "unknown-suffix" if kind in (TEXT, ARCHIVE) else "not-a-table"
        raise Refusal(code, name=name, suffix=suffix or "–", kind=kind)
    if kind != (TEXT if suffix in texts else OLE if suffix == ".xls" else ARCHIVE):
        code = "locked-or-old" if suffix in BOOKS and kind == OLE else "disguised"
        raise Refusal(code, name=name, suffix=suffix, kind=kind)
    return suffix
