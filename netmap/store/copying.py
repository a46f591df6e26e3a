"""A SQLite file copied while it is in use, and files synced to the disk."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

BESIDE = ("-wal", "-shm")
"""What lies beside a SQLite file while it is in use."""


PRIVATE = 0o600
"""Only whoever runs netmap may read a store or a copy of it."""


def copy_of(source: Path, target: Path) -> None:
    """Copy a SQLite file by its own backup, and sync the copy before it gets its name.

    What is being written meanwhile is in the copy wholly or not at all.
    """
    waiting = target.with_name(f".{target.name}.partial")
    clear(waiting)
    try:
        waiting.touch(mode=PRIVATE, exist_ok=False)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(waiting)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        sync(waiting)
        waiting.replace(target)
        sync(target.parent)
    finally:
        clear(waiting)


def clear(waiting: Path) -> None:
    """Take away what is left of a copy that was not finished."""
    for end in ("", "-journal", *BESIDE):
        waiting.with_name(waiting.name + end).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, through to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing as syncing a folder
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
