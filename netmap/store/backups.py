"""Copies of a store, made while it is in use and verified by opening them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def copy_of(source: Path, target: Path) -> None:
    """Copy a SQLite file by its own backup, and sync the copy before it gets its name.

    What is being written meanwhile is in the copy wholly or not at all.
    """
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    waiting.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(waiting)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        _sync(waiting)
        waiting.replace(target)
        _sync(target.parent)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, through to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing as syncing a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
