"""The parent's side: has a file taken apart by a child process, and reads back plain tables of text."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.files.sandbox.child import request_of
from netmap.files.sandbox.limits import LIMITS, MEGABYTE, Limits
from netmap.files.sandbox.reasons import RefusedFileError

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; sys.path.append({root!r}); from netmap.files.sandbox.child import main; main()"
PATIENCE = 1 if sys.platform == "win32" else 4
GRACE = 2.0
"""The child is ended from outside after so many times its seconds, and these seconds more: where the system
counts a process's own time, a busy machine does not make a good file a bad one."""

MOST_ANSWER = 4 * MEGABYTE

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table as it stands in a file: rows of text, nothing understood yet.

    `cells` has a row for each row in which something is written and a column for each column, the empty
    text where nothing is written; `lines` is the line on which each row stood. `place` is the entry of
    an archive, empty where the file is none.
    """

    name: str
    place: str
    cells: Texts
    lines: npt.NDArray[np.int64]
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FileCells:
    """A file taken apart: its name, the SHA-256 of its bytes, and its tables."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]


def read_cells(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: Limits = LIMITS,
) -> FileCells:
    """The cells of a file from outside, read by a child process with limits on memory and time.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, or a .zip of such files.
        name: what the file is called, if not as its path says; its suffix counts.
        encoding: of CSV, if it is known; else found.
        delimiter: of CSV, if it is known; else found.
        limits: how large the file may be, and what may be spent on it.

    Returns:
        The tables of the file, as text.

    Raises:
        RefusedFileError: why the file is not taken in, where, and what would mend it.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "list.csv").write_text("name;agency\\nAnn;North\\n")
        ...     read_cells(Path(folder, "list.csv")).grids[0].cells.tolist()
        [['name', 'agency'], ['Ann', 'North']]
    """
    place = Path(path)
    called = name or place.name
    size = _checked_size(place, called, limits)
    with tempfile.TemporaryDirectory(prefix="netmap-", ignore_cleanup_errors=True) as folder:
        request = request_of(place.absolute(), called, Path(folder), limits, encoding, delimiter)
        answer = _answer(request, called, PATIENCE * limits.seconds_for(size) + GRACE)
        if "refused" in answer:
            raise RefusedFileError(answer["refused"], answer["values"])
        grids = tuple(_grid(Path(folder, f"{n}.csv"), told) for n, told in enumerate(answer["tables"]))
    return FileCells(called, _hash(place), tuple(grid for grid in grids if len(grid.lines)))


def _checked_size(place: Path, name: str, limits: Limits) -> int:
    if not place.is_file():
        raise RefusedFileError("not-there", {"name": name})
    size = place.stat().st_size
    if size == 0:
        raise RefusedFileError("empty", {"name": name})
    if size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise RefusedFileError("too-large", {"name": name, "size": size // MEGABYTE, "most": most})
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


def _grid(path: Path, told: dict[str, Any]) -> Grid:
    """A table that the child has written."""
    import pandas as pd

    rows, width, merged = told.pop("rows"), told.pop("width"), told.pop("merged")
    told.pop("kind")
    if not rows:
        return Grid(**told, cells=np.empty((0, 0), dtype=object), lines=np.array([], dtype=np.int64))
    names = list(range(width + 1))
    frame = pd.read_csv(
        path, header=None, names=names, dtype=object, keep_default_na=False, skip_blank_lines=False
    )
    lines = frame.pop(0).astype("int64").to_numpy()
    cells = frame.fillna("").to_numpy(dtype=object)
    _fill_merged(cells, lines, merged)
    return Grid(**told, cells=cells, lines=lines)


def _fill_merged(cells: Texts, lines: npt.NDArray[np.int64], merged: list[tuple[int, int, int]]) -> None:
    """Write what stands in a cell that reaches over several rows into each of them.

    No program lets such cells overlap: together they fill no more than there is.
    """
    left = cells.size
    for first, last, column in merged:
        start, end = np.searchsorted(lines, [first, last + 1])
        left -= int(end - start)
        if left < 0:
            return
        if column < cells.shape[1] and end - start > 1 and lines[start] == first:
            part = cells[start:end, column]
            part[part == ""] = part[0]


def _hash(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
