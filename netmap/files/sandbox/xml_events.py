"""XML read piece by piece, without entities, and not deeper than allowed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from netmap.files.sandbox.limits import Limits, Refusal
from netmap.files.sandbox.zips import chunks_of


class Reader(Protocol):
    """Told of every element by its name without the name space."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Text in the innermost element, perhaps not all of it."""

    def end(self, tag: str) -> None:
        """An element ends."""


def read_xml(archive: zipfile.ZipFile, entry: str, reader: Reader, name: str, limits: Limits) -> None:
    """Read an entry of an archive.

    Raises:
        Refusal: damaged, nested too deeply, or with a document type of its own.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise Refusal("nested-deeply", name=name, entry=entry, most=limits.depth)
        reader.start(tag.rpartition(" ")[2], attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(tag.rpartition(" ")[2])

    def doctype(*_: object) -> None:
        raise Refusal("entities", name=name, entry=entry)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for part in chunks_of(archive, entry, name, limits):
            parser.Parse(part, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise Refusal("bad-xml", name=name, entry=entry, line=error.lineno) from error
