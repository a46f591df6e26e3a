"""The study that somebody named: a path, a study of a store, or one that comes with netmap."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from netmap.library.principals import LOCAL_USER
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.model.study import Study
    from netmap.model.study_building import Progress

MOST_LOOKED_AT, MOST_NAMED = 2_000, 8
"""So many entries of a folder are looked at for what somebody may have meant, and so many are named."""

NEAR = N_("There is no file or folder “{study}”, and no bundled study of that name. Did you mean “{near}”?")
FAR = N_(
    "There is no file or folder “{study}”, and no bundled study of that name. Give a folder with CSV tables, "
    "a .zip of it or an .xlsx, a store, or one of these: {known}"
)
WHICH = N_("The store holds several studies: {known}. Name one: study= in Python, --study in a command.")
EMPTY = N_("The store holds no study yet.")
NOT_KEPT = N_("The store holds no study “{study}”; it holds: {known}")
NO_STORE = N_("“{study}” names a study of a store, and {path} is none; leave it out.")

NO_STORE_AT = N_("{path} is no store; give the file of a store or the address of a database")

SQLITE_FILE = b"SQLite format 3\x00"
"""How every SQLite file begins."""


def read_study(
    path: str | os.PathLike[str],
    *,
    study: str | None = None,
    dates: str | None = None,
    progress: Progress | None = None,
) -> Study:
    """A study by its place or its name, every row of it checked.

    Args:
        path: a folder with a CSV file for each table (a datapackage.json may lie beside them), a .zip
            of such a folder, an .xlsx with a sheet for each table, a store (its file, or the address of
            a database), or the name of a study that comes with netmap. What exists as a path comes first.
        study: which study of a store, where it holds several.
        dates: how 03/04/2011 is read: dmy (day first) or mdy. Without it such a date is read only if
            another one of its column shows the order.
        progress: called with (done, total, what) while files are read and rows are checked.

    Returns:
        The study; its `warnings` are what a reader should know, its `counts` what became of the rows.

    Raises:
        NotFoundError: there is nothing there, or no such study in the store; it names what is near.
        ArgumentError: the store holds several studies and none was named, or one was and it is no store.
        StudyError: the files are none, or rows of them cannot be; `problems` lists every one of them
            with table, line, column, value, reason and cure.

    Example:
        >>> read_study("riverside").about["simulated"]
        True
    """
    from netmap.files.reading import read_study as read_files

    place = place_of(os.fspath(path))
    if is_store(place):
        return _of_store(place, study)
    if study is not None:
        raise ArgumentError(NO_STORE, study=study, path=place)
    return read_files(place, dates=dates, progress=progress)


def is_store(place: Path | str) -> bool:
    """Whether a place is a store: the address of a database, or a SQLite file."""
    if "://" in str(place):
        return True
    path = Path(place)
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(SQLITE_FILE)) == SQLITE_FILE


def place_of(named: str) -> Path | str:
    """Where a study or a store is: an address as it is, a path that exists, else a bundled study's folder.

    Raises `NotFoundError` where there is none; it names what is spelt alike, else what may be given.
    """
    if "://" in named:
        return named
    path = Path(named).expanduser()
    if path.exists():
        return path
    bundled = bundled_studies()
    if named in bundled:
        return bundled[named]
    beside = studies_beside(path)
    if near := get_close_matches(named, [*beside, *bundled], 1):
        raise NotFoundError(NEAR, study=named, near=near[0])
    raise NotFoundError(FAR, study=named, known=", ".join([*beside[:MOST_NAMED], *sorted(bundled)]))


def studies_beside(path: Path) -> list[str]:
    """What lies where a path leads and looks like a study, each as it would be typed; in text order."""
    try:
        entries = [entry for entry, _ in zip(path.parent.iterdir(), range(MOST_LOOKED_AT), strict=False)]
        return sorted(str(entry) for entry in entries if _looks_like_a_study(entry))
    except OSError:  # a folder that is not there, or may not be looked into
        return []


def _looks_like_a_study(path: Path) -> bool:
    from netmap.files.sandbox.kinds import TABLES
    from netmap.files.sources import FORMATS
    from netmap.model.schema import NAMES

    if not path.is_dir():
        return path.suffix.casefold() in FORMATS
    return any((path / f"{name}{suffix}").is_file() for name in NAMES for suffix in TABLES)


def study_named(path: str | os.PathLike[str], study: str | None = None) -> tuple[str, str]:
    """The place of a store and the name of its study that is meant.

    Raises `NotFoundError` where there is no such store or study, `ArgumentError` where the place is no store
    or holds several studies and none is named.
    """
    place = place_of(os.fspath(path))
    if not is_store(place):
        raise ArgumentError(NO_STORE_AT, path=place)
    from netmap.store.opening import open_store

    with open_store(place, create=False) as store:
        return str(place), _name_in([each.name for each in store.studies(LOCAL_USER)], study)


def _of_store(place: Path | str, name: str | None) -> Study:
    from netmap.store.opening import open_store

    with open_store(place, create=False) as store:
        return store.read(LOCAL_USER, _name_in([each.name for each in store.studies(LOCAL_USER)], name))


def _name_in(kept: Sequence[str], name: str | None) -> str:
    """The study of a store that is meant."""
    if not kept:
        raise NotFoundError(EMPTY)
    known = ", ".join(kept[:MOST_NAMED])
    if name is None and len(kept) > 1:
        raise ArgumentError(WHICH, known=known)
    if name is not None and name not in kept:
        raise NotFoundError(NOT_KEPT, study=name[:80], known=known)
    return kept[0] if name is None else name
