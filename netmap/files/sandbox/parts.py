"""A file taken apart into plain text, a part for each table: the one way by which any file comes in.

Text is a part as it lies there. Archives and workbooks, of which a few bytes can ask for any amount of memory
and time, are taken apart by a child process with limits on both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from netmap.files.sandbox.child import request_of
from netmap.files.sandbox.kinds import OLD_BOOKS, TABLES, checked_suffix
from netmap.files.sandbox.limits import MEGABYTE, Limits, Refusal
from netmap.files.sandbox.old_books import library_folder
from netmap.files.sandbox.reasons import RefusedFileError
from netmap.files.sandbox.text import checked_size
from netmap.model.coded_columns import Rows

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; sys.path.append({root!r}); from netmap.files.sandbox.child import main; main()"
PATIENCE = 1 if sys.platform == "win32" else 4
GRACE = 2.0
"""The child is ended from outside after so many times its seconds, and these seconds more: where the system
counts a process's own time, a busy machine does not make a good file a bad one."""

MOST_ANSWER = 4 * MEGABYTE


@dataclass(frozen=True, slots=True, eq=False)
class SheetFacts:
    """What is known of a workbook's sheet beside its rows: the line of each row, and what a reader of the
    text cannot see."""

    lines: Rows
    width: int
    hidden: bool
    from_1904: bool
    merged: tuple[tuple[int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One table as plain text in a file: the file itself, an entry of an archive, or a workbook's sheet.

    `place` is the entry of an archive, empty where the file is none; `sheet` is None where the text is as
    somebody wrote it.
    """

    name: str
    place: str
    path: Path
    sheet: SheetFacts | None = field(default=None)


@contextmanager
def taken_apart(path: Path, name: str, limits: Limits) -> Iterator[list[Part]]:
    """The parts of a file, which are there until the end of the block.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, .xls, .ods, or a .zip of such files.
        name: what the file is called; its suffix counts.
        limits: how large the file may be, and what may be spent on it.

    Raises:
        RefusedFileError: why the file is not taken in, where, and what would mend it.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix in TABLES:
        yield [Part(name, "", path)]
        return
    with refusals():
        size = _checked(path, name, limits)
    with tempfile.TemporaryDirectory(prefix="netmap-", ignore_cleanup_errors=True) as folder:
        library = library_folder() if suffix in (".zip", *OLD_BOOKS) else ""
        request = request_of(path.absolute(), name, Path(folder), limits, library)
        answer = _answer(request, name, PATIENCE * limits.seconds_for(size) + GRACE)
        if "refused" in answer:
            raise RefusedFileError(answer["refused"], answer["values"])
        yield [_part(Path(folder, f"{n}.csv"), told) for n, told in enumerate(answer["tables"])]


@contextmanager
def refusals() -> Iterator[None]:
    """Put what is refused within the block into words."""
    try:
        yield
    except Refusal as refusal:
        raise RefusedFileError(refusal.code, refusal.values) from None


def _checked(path: Path, name: str, limits: Limits) -> int:
    """The size of a file that is what its name says, so far as its first bytes tell."""
    if not path.is_file():
        raise Refusal("not-there", name=name)
    try:
        with path.open("rb") as stream:
            size = checked_size(stream, name, limits)
            checked_suffix(name, stream.read(512))
    except OSError as error:
        raise Refusal("not-there", name=name) from error
    return size


def _answer(request: str, name: str, seconds: float) -> dict[str, Any]:
    program = [sys.executable, "-I", "-S", "-c", PROGRAM.format(root=str(ROOT))]
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the file's name is no argument)
            program,
            input=request.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise RefusedFileError("time", {"name": name, "seconds": round(seconds, 1), "place": name}) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout[:MOST_ANSWER])
    except ValueError:
        raise RefusedFileError("crashed", {"name": name}) from None
    return answer


def _environment() -> dict[str, str]:
    """What the child needs to know of the system: nothing, but Windows does not start without its root."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}


def _part(path: Path, told: Mapping[str, Any]) -> Part:
    if "rows" not in told:
        return Part(told["name"], told["place"], path)
    lines = np.fromfile(path.with_suffix(".lines"), dtype=np.int64)
    merged = tuple((first, last, column) for first, last, column in told["merged"])
    facts = SheetFacts(
        lines,
        told["width"],
        told["hidden"],
        told["from_1904"],
        merged,
        tuple(told["hidden_rows"]),
        tuple(told["hidden_columns"]),
    )
    return Part(told["name"], told["place"], path, facts)
