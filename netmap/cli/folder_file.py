"""A folder of tables as the one file that an import takes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netmap.files.packed import packed

TABLES = (".csv", ".tsv", ".txt")


@contextmanager
def as_file(path: Path) -> Iterator[Path]:
    """The path itself, or where it is a folder a .zip of its tables; the same tables give the same bytes."""
    if not path.is_dir():
        yield path
        return
    files = sorted(each for each in path.iterdir() if each.suffix.casefold() in TABLES and each.is_file())
    with tempfile.TemporaryDirectory(prefix="netmap-") as folder:
        place = Path(folder, f"{path.resolve().name}.zip")
        place.write_bytes(packed({each.name: each.read_bytes() for each in files}))
        yield place
